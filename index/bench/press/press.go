// Package press invents any number of press releases for measurements, the same ones
// for the same seed. To an index they are like real ones: word frequencies follow
// Zipf's law, each release adds names of its own, a third of the sentences contain
// figures with units, paragraphs have 40 to 350 characters, and releases about 30
// paragraphs under headings and dates over ten years. The sentences make no sense.
//
// [Mix] makes releases from given texts and their sentences instead, and [Questions]
// returns questions for the figures of any paragraphs.
package press

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Release is one invented release.
type Release struct {
	Name     string // of its file
	Title    string // empty: no head
	Source   string
	URL      string
	Date     string // 2024-09-29
	Sections []Section
}

// Section is a run of paragraphs.
type Section struct {
	Heading    string // empty: none
	Paragraphs []string
}

// Paragraphs returns the paragraphs in order.
func (r Release) Paragraphs() []string {
	var out []string
	for _, s := range r.Sections {
		out = append(out, s.Paragraphs...)
	}
	return out
}

// File returns the text of the release as a file that beilun reads.
func (r Release) File() []byte {
	var b strings.Builder
	if r.Title != "" {
		fmt.Fprintf(&b, "---\ntitle: %s\ndate: %s\nsource: %s\nurl: %s\n---\n\n", r.Title, r.Date, r.Source, r.URL)
	}
	for _, s := range r.Sections {
		if s.Heading != "" {
			fmt.Fprintf(&b, "## %s\n\n", s.Heading)
		}
		for _, p := range s.Paragraphs {
			b.WriteString(p + "\n\n")
		}
	}
	return []byte(b.String())
}

// Lengths of releases and paragraphs.
const (
	meanParagraphs = 30  // of a release
	minChars       = 40  // of a paragraph
	maxChars       = 350 // of a paragraph
)

// Source is a source of releases.
type Source interface {
	// Next returns the next release with at most most paragraphs, which is at
	// least 1.
	Next(most int) Release
}

// Generator invents releases. It is for use by one goroutine.
type Generator struct {
	seed     uint64
	rng      *rand.Rand
	words    map[string]words
	patterns map[string][]pattern
	things   *rand.Zipf
	names    *nameLists
	district string
	made     int // releases

	// Of the current release:
	own  []string // its subjects
	year int
}

// ownThings is the rank from which things occur in one release only. It is far above
// those that are drawn.
const ownThings = 1 << 40

// New returns a Generator. The same seed gives the same releases.
func New(seed uint64) *Generator {
	rng := rand.New(rand.NewPCG(seed, 1))
	g := &Generator{
		seed: seed, rng: rng, words: loadWords(rng), patterns: loadPatterns(), things: rand.NewZipf(rng, 1.1, 20, 1<<20),
		names: names(),
	}
	g.district = syllables(g.names.chars, mix(seed), 2) + "区"
	return g
}

// Next implements Source.
func (g *Generator) Next(most int) Release {
	g.made++
	first := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)
	day := first.AddDate(0, 0, g.rng.IntN(3650))
	g.year = day.Year()
	g.own = []string{g.thing(ownThings + uint64(g.made))}
	for range 2 + g.rng.IntN(4) {
		g.own = append(g.own, g.thing(g.things.Uint64()))
	}
	date := day.Format(time.DateOnly)
	r := Release{
		Name: fmt.Sprintf("%s-r%06d.md", date, g.made), Title: g.sentence("title"), Date: date,
		Source: strings.TrimSuffix(g.district, "区") + g.names.sources[g.rng.IntN(len(g.names.sources))],
		URL:    fmt.Sprintf("https://news.example.cn/%d/%02d/%d.html", g.year, int(day.Month()), 100000+g.made),
	}
	n := min(most, max(5, meanParagraphs+int(g.rng.NormFloat64()*8)))
	for n > 0 {
		s := Section{}
		if len(r.Sections) > 0 {
			s.Heading = g.sentence("heading")
		}
		for range min(n, 3+g.rng.IntN(8)) {
			s.Paragraphs = append(s.Paragraphs, g.paragraph())
		}
		n -= len(s.Paragraphs)
		r.Sections = append(r.Sections, s)
	}
	return r
}

// paragraph invents a paragraph with a length between the limits.
func (g *Generator) paragraph() string {
	want := minChars + int(g.rng.ExpFloat64()*110)
	var b strings.Builder
	for chars := 0; chars < minChars || chars < want; {
		kind := "prose"
		if g.rng.IntN(3) == 0 {
			kind = "figure"
		}
		s := g.sentence(kind)
		n := utf8.RuneCountInString(s)
		if chars > minChars && chars+n > maxChars {
			break
		}
		b.WriteString(s)
		chars += n
	}
	return b.String()
}

// sentence invents a sentence by a pattern of a kind.
func (g *Generator) sentence(kind string) string {
	ps := g.patterns[kind]
	var b strings.Builder
	for i, part := range ps[g.rng.IntN(len(ps))] {
		if i%2 == 0 {
			b.WriteString(strings.TrimSpace(part))
		} else {
			b.WriteString(g.draw(part))
		}
	}
	return b.String()
}

// draw returns the text for a name in braces in a pattern.
func (g *Generator) draw(what string) string {
	switch what {
	case "s":
		return g.own[min(g.rng.IntN(len(g.own)), g.rng.IntN(len(g.own)))]
	case "o":
		return g.thing(g.things.Uint64())
	case "W":
		return g.district
	case "p":
		return g.person()
	case "Y":
		return strconv.Itoa(g.year - g.rng.IntN(2))
	case "next":
		return strconv.Itoa(g.year + 1 + g.rng.IntN(4))
	case "M":
		return strconv.Itoa(1 + g.rng.IntN(12))
	case "D":
		return strconv.Itoa(1 + g.rng.IntN(28))
	}
	if w, ok := g.words[what]; ok {
		return w.draw()
	}
	return g.drawFigure(what)
}
