package pagelayout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// setLine is a line of text as set on a page.
type setLine struct {
	text        string
	x0, x1      float64
	base, size  float64
	left, right float64 // edges of its column
	page, area  int
	item        bool // a mark before it begins the item of a list
}

// room returns the white at the end of the line, in em.
func (l *setLine) room() float64 { return (l.right - l.x1) / l.size }

// indent returns the white at the start of the line, in em.
func (l *setLine) indent() float64 { return (l.x0 - l.left) / l.size }

// textBlock is a sequence of lines, or a table.
type textBlock struct {
	lines []setLine
	rows  table.Grid // of a table; nil for lines
	size  float64    // of a table's type
	page  int
}

// blocks returns the blocks of a leaf in reading order.
func (s *leaf) blocks(page int, cuts []gutter) []textBlock {
	var out []textBlock
	for n, a := range s.areas(cuts) {
		slices.SortStableFunc(a.pieces, func(a, b piece) int { return cmp.Compare(a.base, b.base) })
		rows := rowsOf(a.pieces)
		for start := 0; start < len(rows); {
			from, to := tableAt(rows, start, a)
			if from < 0 {
				from, to = len(rows), len(rows)
			}
			if from > start {
				out = append(out, textBlock{lines: a.lines(rows[start:from], page, n), page: page})
			}
			if to > from {
				out = append(out, a.table(rows[from:to], page, n))
			}
			start = to
		}
	}
	return out
}

// rowsOf groups pieces, sorted from top to bottom, that are on one line.
func rowsOf(pieces []piece) [][]piece {
	var rows [][]piece
	for start := 0; start < len(pieces); {
		end := start + 1
		for end < len(pieces) && pieces[end].base-pieces[start].base < 0.3*min(pieces[start].size, pieces[end].size) {
			end++
		}
		row := pieces[start:end]
		slices.SortStableFunc(row, func(a, b piece) int { return cmp.Compare(a.x0, b.x0) })
		rows = append(rows, row)
		start = end
	}
	return rows
}

// lines makes a line of each row.
func (a *area) lines(rows [][]piece, page, n int) []setLine {
	var out []setLine
	for _, row := range rows {
		var texts []string
		bullet := false
		if row[0], bullet = withoutBullet(row[0]); len(row[0].glyphs) == 0 {
			if row = row[1:]; len(row) == 0 {
				continue
			}
		}
		l := setLine{item: bullet, x0: row[0].x0, base: row[0].base, left: a.left, right: a.right, page: page, area: n}
		for _, p := range row {
			texts = append(texts, p.text())
			l.x1 = max(l.x1, p.x1)
			l.size = max(l.size, p.size)
		}
		l.text = strings.Join(texts, "\u3000")
		if trace.LetterSpaced(l.text) {
			l.text = trace.CloseUp(trace.String{Text: l.text}).Text
		}
		out = append(out, l)
	}
	return out
}

// bullets are the marks before the items of a list. Those of symbol fonts are
// private characters.
const bullets = "•●■◆▪◦‣"

// withoutBullet returns p without the mark before the item of a list.
func withoutBullet(p piece) (piece, bool) {
	r := p.glyphs[0].r
	if !strings.ContainsRune(bullets, r) && !unicode.Is(unicode.Co, r) {
		return p, false
	}
	p.glyphs = p.glyphs[1:]
	if len(p.glyphs) > 0 {
		p.x0 = p.glyphs[0].x0
	}
	return p, true
}

// tableAt returns the rows, from start on, of the first table: those with several
// pieces, and between, above and below them the short ones that continue a cell.
// It returns -1 if there is none.
func tableAt(rows [][]piece, start int, a area) (from, to int) {
	for i := start; i < len(rows); i++ {
		if _, bullet := withoutBullet(rows[i][0]); len(rows[i]) < 2 || len(rows[i]) == 2 && bullet || rowIsMeta(rows[i]) {
			continue
		}
		from, to = i, i+1
		size := rows[i][0].size
		rest := func(row []piece, next float64) bool {
			p := row[0]
			return len(row) == 1 && math.Abs(p.size-size) < 0.1*size && p.width() < 0.5*(a.right-a.left) && math.Abs(next-p.base) < 2*size && !article.IsUnitLine(p.text())
		}
		for from > start && rest(rows[from-1], rows[from][0].base) {
			from--
		}
		last := to
		for k := to; k < len(rows); k++ {
			gap := rows[k][0].base - rows[k-1][0].base
			if len(rows[k]) > 1 && gap < 4*size {
				last = k + 1
			} else if !rest(rows[k], rows[k-1][0].base) {
				break
			} else if k == last && gap < 2*size { // the rest of a cell
				last = k + 1
			}
		}
		return from, last
	}
	return -1, -1
}

func rowIsMeta(row []piece) bool {
	if len(row) > 4 {
		return false
	}
	for _, p := range row {
		if len(p.glyphs) > imprint.MaxMetaLine {
			return false
		}
		if _, ok := imprint.MetaLine(p.text()); !ok {
			return false
		}
	}
	return true
}

// cell is a cell of a table.
type cell struct {
	strip      int
	wide       int // strips that it spans
	lines      []piece
	first, end float64 // its first and last line
}

// table makes a table of rows of pieces, or lines if they are none.
func (a *area) table(rows [][]piece, page, n int) textBlock {
	var pieces []piece
	for _, r := range rows {
		pieces = append(pieces, r...)
	}
	strips, spanning := columnStrips(rows)
	if strips == nil {
		strips = stripsOf(pieces)
	}
	if len(strips) < 2 || len(strips) > article.MaxColumns {
		return textBlock{lines: a.lines(rows, page, n), page: page}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.seq, b.seq) })
	var cells []cell
	for _, p := range pieces {
		s, wide := stripAt(strips, p), 1
		if spanning {
			s, wide = stripsUnder(strips, p)
		}
		if len(cells) > 0 {
			c := &cells[len(cells)-1]
			if down := p.base - c.end; c.strip == s && c.wide == wide && down > 0 && down < 2.2*p.size {
				c.lines, c.end = append(c.lines, p), p.base
				continue
			}
		}
		cells = append(cells, cell{strip: s, wide: wide, lines: []piece{p}, first: p.base, end: p.base})
	}
	out := gridOf(cells, len(strips))
	if len(out) < 2 {
		return textBlock{lines: a.lines(rows, page, n), page: page}
	}
	return textBlock{rows: out, size: pieces[0].size, page: page}
}

// strip is the width of a column of a table.
type strip struct{ left, right float64 }

// stripsOf returns the strips of pieces, from left to right.
func stripsOf(pieces []piece) []strip {
	sorted := slices.Clone(pieces)
	slices.SortStableFunc(sorted, func(a, b piece) int { return cmp.Compare(a.x0, b.x0) })
	var out []strip
	for _, p := range sorted {
		if n := len(out); n > 0 && p.x0 < out[n-1].right-0.1*p.size {
			out[n-1].right = max(out[n-1].right, p.x1)
			continue
		}
		out = append(out, strip{p.x0, p.x1})
	}
	return out
}

// columnStrips returns the strips of the rows with most pieces if pieces of the
// rows above, heads of several columns, span several strips; nil if none do.
func columnStrips(rows [][]piece) (strips []strip, spanning bool) {
	most := 0
	for _, r := range rows {
		most = max(most, len(r))
	}
	var full []piece
	first, n := -1, 0
	for i, r := range rows {
		if len(r) == most {
			if first < 0 {
				first = i
			}
			n++
		}
		if len(r) >= most-1 && (len(r) == most || i > 0) { // also the heads under those of several columns
			full = append(full, r...)
		}
	}
	if strips = stripsOf(full); n < 2 || first == 0 || most < 3 || len(strips) != most {
		return nil, false
	}
	for i, r := range rows {
		for _, p := range r {
			if _, wide := stripsUnder(strips, p); wide > 1 {
				if i >= first {
					return nil, false
				}
				spanning = true
			}
		}
	}
	if !spanning {
		return nil, false
	}
	return strips, true
}

// stripsUnder returns the first of the strips that p spans and their number:
// those on both sides of a white strip whose middle p covers.
func stripsUnder(strips []strip, p piece) (first, wide int) {
	first = -1
	for i := 1; i < len(strips); i++ {
		if mid := (strips[i-1].right + strips[i].left) / 2; p.x0 < mid-0.2*p.size && p.x1 > mid+0.2*p.size {
			if first < 0 {
				first = i - 1
			}
			wide = i - first + 1
		}
	}
	if first < 0 {
		return stripAt(strips, p), 1
	}
	return first, wide
}

func stripAt(strips []strip, p piece) int {
	i, _ := slices.BinarySearchFunc(strips, p.x0, func(s strip, x float64) int {
		if s.right <= x {
			return -1
		}
		return 1
	})
	return min(i, len(strips)-1)
}

// gridOf returns the rows of cells: those with lines side by side.
func gridOf(cells []cell, columns int) table.Grid {
	slices.SortStableFunc(cells, func(a, b cell) int { return cmp.Compare(a.first, b.first) })
	var out table.Grid
	for start := 0; start < len(cells); {
		end, last := start+1, cells[start].end
		for end < len(cells) && cells[end].first <= last+0.3*cells[end].lines[0].size {
			last = max(last, cells[end].end)
			end++
		}
		row := make([]table.Cell, columns)
		for _, c := range cells[start:end] {
			for k := c.strip; k < c.strip+c.wide; k++ {
				if row[k].Text != "" {
					row[k].Text += " "
				}
				row[k].Text += c.text()
				row[k].Across = k > c.strip
			}
		}
		out = append(out, row)
		start = end
	}
	return withTallHead(out)
}

// withTallHead moves a head that is alone in the middle of the height of the
// heads beside it into their first row.
func withTallHead(rows table.Grid) table.Grid {
	if len(rows) < 4 || rows[0][0].Text != "" || rows[1][0].Text == "" || rows[2][0].Text != "" {
		return rows
	}
	for _, c := range rows[1][1:] {
		if c.Text != "" {
			return rows
		}
	}
	rows[0][0] = rows[1][0]
	return slices.Delete(rows, 1, 2)
}

// text joins the lines of a cell. Two numbers do not become one.
func (c *cell) text() string {
	var b strings.Builder
	for i := range c.lines {
		text := c.lines[i].text()
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(b.String())
			if after := char.First(text); char.IsAlnum(before) && char.IsAlnum(after) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(text)
	}
	return trace.Tidy(trace.String{Text: b.String()}).Text
}
