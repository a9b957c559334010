package html

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// blockTags are the elements that begin a new line.
const blockTags = " #page html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset " +
	"h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul "

// block is a paragraph or a heading of a page.
type block struct {
	article.Unit
	bold   bool // all of it is bold
	linked bool // all of it is in links
	row    bool // it is a row of a table
}

// blocks returns the blocks in n. The error wraps release.ErrTooLarge.
func (w *web) blocks(n *node) ([]block, error) {
	r := blockReader{web: w}
	r.element(n, lettering{})
	r.flush(false)
	if r.err != nil {
		return nil, r.err
	}
	return r.out, nil
}

// blockReader collects the blocks of an element while it walks through it.
type blockReader struct {
	*web
	out   []block
	lines []trace.String // of the current block
	line  trace.Builder
	chars struct{ bold, linked, all int } // of the current block
	cells int                             // cells of tables so far
	err   error
}

// lettering is how the text of an element is set.
type lettering struct {
	bold, linked, raised, pre bool
}

func (r *blockReader) element(n *node, s lettering) {
	for _, k := range n.kids {
		switch {
		case r.err != nil:
			return
		case k.tag == "":
			r.words(k, s)
		case k.tag == "br":
			r.breakLine()
		case !k.hidden:
			r.child(k, s)
		}
	}
}

func (r *blockReader) child(n *node, s lettering) {
	css := strings.ToLower(strings.Join(strings.Fields(n.attr("style")), ""))
	s.bold = !strings.Contains(css, "font-weight:normal") && (s.bold || n.has(" b strong ") ||
		strings.Contains(css, "font-weight:bold") || strings.Contains(css, "font-weight:700") || strings.Contains(css, "font-weight:600"))
	s.linked = s.linked || n.tag == "a"
	s.raised = s.raised || n.tag == "sup" || r.lifts(n, css)
	s.pre = s.pre || n.tag == "pre"
	isBlock := n.has(blockTags) || strings.Contains(css, "display:block")
	if !isBlock {
		r.element(n, s)
		return
	}
	r.flush(false)
	switch {
	case linkList(n):
	case n.tag == "table" && r.hasKept(n) && r.table(n):
	case len(n.tag) == 2 && n.tag[0] == 'h' && '1' <= n.tag[1] && n.tag[1] <= '6':
		r.element(n, s)
		r.flush(true)
	default:
		r.element(n, s)
		r.flush(false)
	}
}

// linkList reports whether n is a list of links to other pages.
func linkList(n *node) bool {
	if !n.has(" ul ol dl div section table td ") || n.linked*100 < n.chars*70 || n.stops > 1 {
		return false
	}
	links := 0
	var look func(*node)
	look = func(n *node) {
		if n.tag == "a" && n.chars > 0 {
			links++
		}
		for _, k := range n.kids {
			look(k)
		}
	}
	look(n)
	return links > 1
}

// words adds the text n to the current line.
func (r *blockReader) words(n *node, s lettering) {
	if r.kept != nil && !r.kept[n] && n.chars > 0 {
		return
	}
	if s.pre {
		from := n.text.Start
		for i := range n.text.Len() {
			if at := n.text.Start + i; r.Text[at] == '\n' {
				r.decodeInto(&r.line, knowledge.Span{Start: from, End: at})
				r.breakLine()
				from = at + 1
			}
		}
		r.decodeInto(&r.line, knowledge.Span{Start: from, End: n.text.End})
	} else if up, ok := r.raise(n, s); ok {
		r.line.Replace(up, r.String, n.text)
	} else {
		r.decodeInto(&r.line, n.text)
	}
	r.chars.all += n.chars
	if s.bold {
		r.chars.bold += n.chars
	}
	if s.linked {
		r.chars.linked += n.chars
	}
}

// raise returns raised text of n in characters that are raised themselves: m² for
// m and a raised 2. It returns false if n is not raised or has other characters.
func (r *blockReader) raise(n *node, s lettering) (string, bool) {
	if !s.raised {
		return "", false
	}
	return char.Raise(n.text.Of(r.Text))
}

func (r *blockReader) breakLine() {
	r.lines = append(r.lines, r.line.Finish())
	r.line = trace.Builder{}
	if len(r.lines) > release.MaxLines {
		r.err = fmt.Errorf("%w: more than %d lines", release.ErrTooLarge, release.MaxLines)
	}
}

// flush ends the current block.
func (r *blockReader) flush(heading bool) {
	if len(r.lines) == 0 && r.line.Len() == 0 {
		return
	}
	r.breakLine()
	bold, linked := r.chars.bold >= r.chars.all, r.chars.linked >= r.chars.all && r.chars.all > 0
	lines := r.lines
	r.lines, r.chars = lines[:0], struct{ bold, linked, all int }{} // the blocks have copies of the lines
	if heading {
		for i := range lines {
			lines[i] = collapse(lines[i])
		}
		lines = slices.DeleteFunc(lines, func(t trace.String) bool { return t.Text == "" })
		if len(lines) > 0 {
			r.out = append(r.out, block{Unit: article.Unit{String: trace.Weld(lines), Heading: true}})
		}
		return
	}
	for _, u := range brokenLines(lines) {
		r.out = append(r.out, block{Unit: u, bold: bold, linked: linked})
	}
	if len(r.out) > release.MaxParagraphs {
		r.err = fmt.Errorf("%w: more than %d paragraphs", release.ErrTooLarge, release.MaxParagraphs)
	}
}

// brokenLines returns the paragraphs in the lines of a block, which <br>
// separates. Each line is one, unless a sentence continues in the next or the
// lines are those of a printed page.
func brokenLines(raw []trace.String) []article.Unit {
	if len(raw) == 1 {
		if text := collapse(raw[0]); text.Text != "" {
			return []article.Unit{{String: text}}
		}
		return nil
	}
	var lines []unwrap.Line
	gap := false
	for _, t := range raw {
		text := collapse(t)
		if text.Text == "" {
			gap = true
			continue
		}
		space := t.Text[:len(t.Text)-len(strings.TrimLeftFunc(t.Text, char.IsSpace))]
		wide := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \t\n", r) {
				return -1
			}
			return r
		}, space)
		lines = append(lines, unwrap.Line{String: text, Indent: unwrap.IndentWidth(wide), Gap: gap && len(lines) > 0})
		gap = false
	}
	if len(lines) > 4 {
		if p := unwrap.NewPage(lines); p.Wrapped() {
			return p.UnitsOf(p.LabelLines())
		}
	}
	var out []article.Unit
	var parts []trace.String // of a paragraph; welded once, because welding line by line is quadratic
	for i, l := range lines {
		if i > 0 && (l.Gap || l.Indent >= 1 || !continuesSentence(lines[i-1].Text, l.Text)) {
			out = append(out, article.Unit{String: trace.Weld(parts)})
			parts = nil
		}
		parts = append(parts, l.String)
	}
	if len(parts) > 0 {
		out = append(out, article.Unit{String: trace.Weld(parts)})
	}
	return out
}

// continuesSentence reports whether b, the line after a, continues a's sentence.
func continuesSentence(a, b string) bool {
	const long = 16.0 // em
	if utf8.RuneCountInString(a) < 8 || prose.StartOf(b) != prose.StartsPlain || char.IsASCIIDigit(a[len(a)-1]) && char.IsASCIIDigit(b[0]) {
		return false
	}
	switch prose.EndOf(a) {
	case prose.EndsComma:
		return true
	case prose.EndsOpen:
		return prose.Measure(a).Normal >= long && prose.EndOf(b) == prose.EndsFull
	}
	return false
}

// headBold returns the blocks as units. Bold paragraphs that look like headings
// and come before another paragraph become headings, unless most paragraphs are
// bold.
func headBold(blocks []block) []article.Unit {
	bold, all := 0, 0
	for _, b := range blocks {
		if !b.Heading && !b.row {
			all++
			if b.bold {
				bold++
			}
		}
	}
	units := make([]article.Unit, len(blocks))
	for i, b := range blocks {
		units[i] = b.Unit
		if b.bold && !b.Heading && !b.row && bold*2 <= all && i+1 < len(blocks) && !b.linked && prose.CouldHead(b.Text, prose.MaxHeading) {
			units[i].Heading = true
		}
	}
	for len(units) > 0 && units[len(units)-1].Heading { // a heading without text
		units = units[:len(units)-1]
	}
	return units
}
