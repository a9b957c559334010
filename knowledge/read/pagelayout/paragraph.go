package pagelayout

import (
	"math"
	"slices"
	"strings"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// para is a paragraph, a heading or a row of a table.
type para struct {
	text  string
	loose string  // text with all white space; "" if it is text
	size  float64 // of its type, in points
	lines int
	table bool
	row   *article.Row // of a row of a table
	page  int
}

// noteSize is the size of the largest type of notes, as part of the body's.
const noteSize = 0.92

// setting is what the paragraphs of a document have in common.
type setting struct {
	body    float64 // size of the type
	pitch   float64 // from line to line, in points
	indents bool    // paragraphs begin with an indent
}

// paragraphsOf returns the paragraphs in blocks.
func paragraphsOf(blocks []textBlock, body float64) []para {
	s := settingOf(blocks, body)
	b := paraBuilder{setting: s}
	for i := 0; i < len(blocks); i++ {
		block := blocks[i]
		if block.rows == nil {
			over := i+1 < len(blocks) && blocks[i+1].rows != nil
			for k, l := range block.lines {
				if over && k == len(block.lines)-1 && b.endsBefore(l) {
					b.end()
				}
				b.line(l)
			}
			continue
		}
		b.end()
		rows := block.rows
		for i+1 < len(blocks) && continuesBelow(block, blocks[i+1]) { // on the next page
			i++
			rows = append(rows[:len(rows):len(rows)], blocks[i].rows...)
		}
		b.table(rows, block)
	}
	b.end()
	return b.out
}

// endsBefore reports whether line l, which is above a table, is its caption and
// not the end of the open paragraph, whose last sentence is complete.
func (b *paraBuilder) endsBefore(l setLine) bool {
	n := len(b.open)
	return n > 0 && article.IsCaptionLine(l.text) && (prose.EndOf(b.open[n-1].text) == prose.EndsFull || article.IsUnitLine(l.text))
}

// continuesBelow reports whether a table continues in the next block, which has
// as many columns and no heads of its own.
func continuesBelow(a, next textBlock) bool {
	return next.rows != nil && len(next.rows[0]) == len(a.rows[0]) && !table.HasHeads(next.rows)
}

// table adds a paragraph for each row of a table.
func (b *paraBuilder) table(rows table.Grid, block textBlock) {
	g := &article.Grid{Lay: rows}
	for _, row := range rows {
		g.Texts = append(g.Texts, nil)
		for _, c := range row {
			g.Texts[len(g.Texts)-1] = append(g.Texts[len(g.Texts)-1], trace.String{Text: c.Text})
		}
	}
	var over []string
	for _, p := range b.out[max(0, len(b.out)-3):] {
		over = append(over, p.text)
		if p.table {
			over = nil
		}
	}
	for _, u := range g.Units(article.CaptionOver(over)...) {
		b.out = append(b.out, para{text: u.Text, size: block.size, lines: 1, table: true, row: u.Row, page: block.page})
	}
}

// settingOf measures the lines of the body.
func settingOf(blocks []textBlock, body float64) setting {
	s := setting{body: body, pitch: 1.5 * body}
	var pitches []float64
	lines, in := 0, 0
	for _, b := range blocks {
		for i, l := range b.lines {
			if math.Abs(l.size-body) > 0.1*body {
				continue
			}
			lines++
			if n := l.indent(); n > 1.2 && n < 3 {
				in++
			}
			if i > 0 {
				if d := l.base - b.lines[i-1].base; d > 0.8*body && d < 4*body {
					pitches = append(pitches, d)
				}
			}
		}
	}
	if len(pitches) > 0 {
		slices.Sort(pitches)
		s.pitch = pitches[len(pitches)/2]
	}
	s.indents = in*30 >= lines && in*10 <= 7*lines && in > 0
	return s
}

// paraBuilder joins lines one after the other. A note in small type in the middle
// of a paragraph, below a picture, waits until the paragraph is complete.
type paraBuilder struct {
	setting
	out   []para
	open  []setLine // the lines of the paragraph so far
	note  []setLine // a note in small type after them
	noted []para    // notes that wait
}

func (b *paraBuilder) line(l setLine) {
	small := l.size < noteSize*b.body
	switch {
	case len(b.open) == 0:
	case small && b.open[0].size >= noteSize*b.body && b.mustContinue():
		if n := len(b.note); n > 0 && b.breaks(b.note[n-1], l) {
			b.endNote()
		}
		b.note = append(b.note, l)
		return
	case len(b.note) > 0:
		b.endNote()
		if small || l.indent() > 1.2 || b.differs(b.open[len(b.open)-1], l) {
			b.end()
		}
	case b.breaks(b.open[len(b.open)-1], l):
		b.end()
	}
	b.open = append(b.open, l)
}

// mustContinue reports whether the open paragraph cannot be complete: its last
// line is full and ends in the middle of a sentence.
func (b *paraBuilder) mustContinue() bool {
	l := b.open[len(b.open)-1]
	e := prose.EndOf(l.text)
	return (e == prose.EndsOpen || e == prose.EndsComma) && l.room() < 1.5 && !b.large(l)
}

func (b *paraBuilder) large(l setLine) bool { return l.size > 1.08*b.body }

// differs reports whether the type of two lines has different sizes.
func (b *paraBuilder) differs(a, l setLine) bool {
	return math.Abs(a.size-l.size) > 0.08*max(a.size, l.size)
}

// centred reports whether a line is in the middle of its column.
func centred(l setLine) bool {
	left, right := l.indent(), l.room()
	return left > 2.5 && math.Abs(left-right) < 1.2 && l.x1-l.x0 < 0.7*(l.right-l.left)
}

// breaks reports whether a paragraph ends between two adjacent lines.
func (b *paraBuilder) breaks(a, l setLine) bool {
	if b.differs(a, l) {
		return true
	}
	if k, _ := imprint.KeyAt(b.open[0].text); k != imprint.KeyNone && strings.ContainsRune("-/:：", char.Last(a.text)) {
		return false // 发布时间：2024-05- on this line, 06 on the next
	}
	below := a.page == l.page && a.area == l.area && l.base > a.base
	pitch := b.pitch * max(1, l.size/b.body)
	if below && l.base-a.base > 1.4*pitch {
		return true
	}
	if b.large(a) && b.large(l) { // the lines of a title
		return false
	}
	in, wasIn := l.indent() > 1.2, a.indent() > 1.2
	switch {
	case centred(a) && len(b.open) <= 1 && a.room() > 2:
		return true
	case l.item:
		return true
	case b.open[0].item && in:
		aligned := math.Abs(l.x0-b.open[0].x0) < 0.5*l.size
		return short(a, l) || !aligned && prose.EndOf(a.text) == prose.EndsFull
	case prose.StartOf(l.text) == prose.StartsItem && (prose.EndOf(a.text) != prose.EndsComma && prose.EndOf(a.text) != prose.EndsOpen || a.room() > 2):
		return true
	case in && wasIn && len(b.open) > 1:
		// a quotation set in from both sides, unless a sentence has ended
		return prose.EndOf(a.text) == prose.EndsFull || prose.EndOf(a.text) == prose.EndsHalf || short(a, l)
	case in:
		return true
	}
	return short(a, l)
}

// short reports whether line a ends before the edge of its column although the
// beginning of l would have had room. A clause that breaks off near the edge
// continues even so: not all programs fill their lines.
func short(a, l setLine) bool {
	return a.room() > prose.FirstUnit(l.text).Normal+0.6 && !breaksOff(a)
}

// breaksOff reports whether line a, with clauses before its last, ends without a
// mark in the last fifth of its column.
func breaksOff(a setLine) bool {
	return a.room()*a.size < (a.right-a.left)/5 && prose.EndOf(a.text) == prose.EndsOpen && strings.Contains(a.text, "，") && !centred(a)
}

func (b *paraBuilder) endNote() {
	if len(b.note) > 0 {
		b.noted = append(b.noted, newPara(b.note))
		b.note = nil
	}
}

// end completes the open paragraph.
func (b *paraBuilder) end() {
	b.endNote()
	if len(b.open) > 0 {
		b.out = append(b.out, newPara(b.open))
		b.open = nil
	}
	b.out = append(b.out, b.noted...)
	b.noted = nil
}

func newPara(lines []setLine) para {
	parts := make([]trace.String, 0, len(lines))
	p := para{lines: len(lines), page: lines[0].page}
	for _, l := range lines {
		parts = append(parts, trace.String{Text: strings.TrimSpace(l.text)})
		p.size = max(p.size, l.size)
	}
	loose := trace.Weld(parts)
	if p.text = trace.Tidy(loose).Text; loose.Text != p.text {
		p.loose = loose.Text
	}
	return p
}
