// Package chart draws a series of figures: a history as a line, a comparison as bars. The
// same drawing is SVG within a page, SVG as a file, and PNG.
//
// # Decisions
//
// 2026-11-30: the drawing is our own, some 400 lines, instead of a library's. Tried were
// github.com/go-analyze/charts v0.6.4 (1.7 MB more in the program) and
// gonum.org/v1/plot v0.17.0 (7.0 MB, with PDF and TeX). Both write style attributes, which
// the Content-Security-Policy of the site forbids, colours that do not follow a dark page,
// and paths that do not know which figure a point is of, so that it could have no title with
// its source; the first reads no collections and no PostScript outlines, which most Chinese
// fonts are. From golang.org/x/image come the fonts and the pixels of PNG (0.5 MB).
//
// 2026-11-30: every axis of values begins at zero, that of a line as well, so that no
// change looks larger than it is. The figures are written beside the points, and the table
// below the chart has all.
//
// 2026-11-30: a line is broken where years, or other regular times, have no figure, instead
// of drawn across them. What is planned or aimed at is hollow, on a dashed line. Another
// source's figure of the same time is a rhombus of its own.
//
// 2026-12-01: points of two publishers are joined by a thin line with a note, because they may
// not count the same; instead of a line for each, which would part most series, for offices
// and papers print the figures of one statistician.
//
// 2026-11-30: a PNG takes its Chinese from a font of the machine, because one in the program
// would weigh 8 MB. Where there is none, names and units are in pinyin, and a line says why.
package chart

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"

	"beilun/bot/message"
	"beilun/internal/wordlist"
)

// sentences are the texts of a chart.
type sentences struct {
	Line, Bars string // formats of a description: how many, the first and the last with their times; how many, the largest and the smallest
	Unit       string // format
	More       string // there is no room for all
	Legend     map[string]string
	Source     string // format
	Joined     string // note: a thin line has points of two publishers
	NoFont     string // in English alone
	Colon, Sep string
	Open, End  string // around a note
}

//go:embed words
var files embed.FS

var texts = wordlist.Sentences[sentences]("web/chart", files)

// Chart is a series to be drawn. Nobody changes it, so it is safe for concurrent use.
type Chart struct {
	series  *message.Series
	marks   []mark
	left    int // marks that there is no room for
	english bool
}

// mark is a point that is drawn.
type mark struct {
	message.Point
	sort
}

// sort is how a mark is drawn.
type sort int

const (
	reached sort = iota
	planned      // planned or aimed at
	other        // what another source says of the same time
)

// The notes of points, by how they are drawn; points with others are not.
var sorts = map[string]sort{"": reached, "planned": planned, "target": planned, "other": other}

// Limits of a chart.
const (
	leastMarks = 2
	mostMarks  = 40
)

// New returns the chart of a series with texts in Chinese or English, nil if it has too few
// figures to be drawn.
func New(s *message.Series, english bool) *Chart {
	if s == nil {
		return nil
	}
	c := &Chart{series: s, english: english}
	for _, p := range s.Points {
		sort, ok := sorts[p.Note]
		if ok && (p.Chart || p.Note != "") {
			c.marks = append(c.marks, mark{p, sort})
		}
	}
	if c.left = max(0, len(c.marks)-mostMarks); s.Compare {
		c.marks = c.marks[:len(c.marks)-c.left] // the first are the largest
	} else {
		c.marks = c.marks[c.left:] // the last are the newest
	}
	if len(c.marks) < leastMarks {
		return nil
	}
	return c
}

func (c *Chart) words() *sentences { return texts[c.english] }

// Title is the name of what is drawn.
func (c *Chart) Title() string { return c.series.Title }

// Description says in a sentence what the chart shows, for those who do not see it.
func (c *Chart) Description() string {
	w := c.words()
	first, last, format := c.marks[0], c.marks[len(c.marks)-1], w.Line
	if c.series.Compare {
		by := func(a, b mark) int { return cmp.Compare(a.Value, b.Value) }
		first, last, format = slices.MaxFunc(c.marks, by), slices.MinFunc(c.marks, by), w.Bars
	}
	return fmt.Sprintf(format, len(c.marks), first.Label, first.Text, last.Label, last.Text)
}

// title is what is said of a mark: all that the table says of it.
func (c *Chart) title(m mark) string {
	w := c.words()
	s := m.Label + w.Colon + m.Text
	if note := message.WordsOf(c.english).Table.Notes[m.Note]; note != "" {
		s += w.Open + note + w.End
	}
	if source := strings.TrimSpace(m.Source.Text + " " + m.Source.URL); source != "" {
		s += w.Sep + source
	}
	return s
}

// legend returns what is said of the sorts of marks that are not figures reached.
func (c *Chart) legend() (out []sort) {
	for _, s := range []sort{planned, other} {
		if slices.ContainsFunc(c.marks, func(m mark) bool { return m.sort == s }) {
			out = append(out, s)
		}
	}
	return out
}

// legendOf is the text of a sort in the legend.
func (c *Chart) legendOf(s sort) string {
	if s == other {
		return c.words().Legend["other"]
	}
	return c.words().Legend["planned"]
}
