package messagetest

import (
	_ "embed"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/knowledge"
)

//go:embed hostile.txt
var hostileFile string

// Hostile holds texts that mean something to Slack, or are hard to cut.
var Hostile = readHostile(hostileFile)

// readHostile reads the form of hostile.txt. It panics if a line is wrong.
func readHostile(file string) (out []string) {
	for l := range strings.Lines(file) {
		if l = strings.TrimSuffix(l, "\n"); l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		quoted, times, repeated := strings.Cut(l, "\" * ")
		n := 1
		if repeated {
			quoted += "\""
			var err error
			if n, err = strconv.Atoi(times); err != nil {
				panic(fmt.Errorf("hostile.txt: %q: %w", l, err))
			}
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			panic(fmt.Errorf("hostile.txt: %q: %w", l, err))
		}
		out = append(out, strings.Repeat(text, n))
	}
	return out
}

// Passage returns a hostile passage of about n bytes with figures between the
// pieces.
func Passage(r *rand.Rand, id string, n int) index.Passage {
	var b strings.Builder
	p := index.Passage{ID: id}
	for b.Len() < n {
		b.WriteString(Hostile[r.IntN(len(Hostile))])
		if r.IntN(3) == 0 {
			text := fmt.Sprintf("超%d.%d亿元", r.IntN(10_000_000), r.IntN(1000))
			span := knowledge.Span{Start: b.Len(), End: b.Len() + len(text)}
			b.WriteString(text)
			p.Figures = append(p.Figures, knowledge.Figure{Span: span, Quote: span, Text: text, Kind: knowledge.Money, Unit: "元", Value: big.NewRat(int64(r.IntN(1e9)), 7)})
		}
	}
	text := "近1.5亿元" // at least one
	span := knowledge.Span{Start: b.Len(), End: b.Len() + len(text)}
	b.WriteString(text + "。")
	p.Figures = append(p.Figures, knowledge.Figure{Span: span, Quote: span, Text: text, Kind: knowledge.Money, Unit: "元", Value: big.NewRat(150_000_000, 1)})
	p.Text = b.String()
	p.Sentences = []knowledge.Span{{End: len(p.Text)}}
	title := strings.Join([]string{Hostile[r.IntN(len(Hostile))], Hostile[r.IntN(len(Hostile))]}, "题")
	p.Release = index.Release{ID: id, Title: title, Source: Hostile[r.IntN(len(Hostile))], URL: []string{"", "https://example.com/a_(b)*c|d", "https://example.com/a"}[r.IntN(3)]}
	return p
}
