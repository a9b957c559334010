package press

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"beilun/internal/zhtext"
)

// Mix is a source of a release for each of some texts, and then of releases whose
// sentences are drawn from these texts. It is for use by one goroutine.
type Mix struct {
	rng       *rand.Rand
	texts     []string
	sentences []string
	made      int
}

// NewMix returns a Mix of texts. At least one sentence is required.
func NewMix(seed uint64, texts []string) (*Mix, error) {
	m := &Mix{rng: rand.New(rand.NewPCG(seed, 2))}
	for _, t := range texts {
		t = strings.Join(strings.Fields(t), " ") // one line: a paragraph
		if t == "" {
			t = "。"
		}
		m.texts = append(m.texts, t)
		for _, s := range zhtext.Sentences(t) {
			m.sentences = append(m.sentences, t[s[0]:s[1]])
		}
	}
	if len(m.sentences) == 0 {
		return nil, fmt.Errorf("mix texts: there is no sentence in %d texts", len(texts))
	}
	return m, nil
}

// MixName returns the name of the release of text number i, counted from 0.
func MixName(i int) string { return fmt.Sprintf("t%06d.txt", i) }

// Next implements Source.
func (m *Mix) Next(most int) Release {
	m.made++
	if m.made <= len(m.texts) {
		return Release{Name: MixName(m.made - 1), Sections: []Section{{Paragraphs: []string{m.texts[m.made-1]}}}}
	}
	date := fmt.Sprintf("%d-%02d-%02d", 2016+m.rng.IntN(10), 1+m.rng.IntN(12), 1+m.rng.IntN(28))
	r := Release{
		Name: fmt.Sprintf("x%06d.txt", m.made), Title: fmt.Sprintf("第%d期", m.made), Date: date, Source: "摘编",
		URL: fmt.Sprintf("https://news.example.cn/x/%d.html", m.made), Sections: []Section{{}},
	}
	for range min(most, meanParagraphs) {
		var p strings.Builder
		for range 2 + m.rng.IntN(3) {
			p.WriteString(m.sentences[m.rng.IntN(len(m.sentences))])
		}
		r.Sections[0].Paragraphs = append(r.Sections[0].Paragraphs, p.String())
	}
	return r
}
