package choice

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// What is told of several things stands in the rows of a table, or in parts of a
// sentence that semicolons set apart. Both are told of one thing each.

// cell is a cell of a row: what stands over it, and where its words stand.
type cell struct {
	label string
	span  knowledge.Span
}

// maxLabel is how many characters the head of a column has.
const maxLabel = 24

// rowOf returns the cells of a passage that is the row of a table, such as
// 行业：建材；产值：22.7亿元; nil for any other.
func rowOf(text string) (out []cell) {
	for from := 0; from < len(text); {
		end := strings.Index(text[from:], "；")
		if end < 0 {
			end = len(text) - from
		}
		label, value, ok := strings.Cut(text[from:from+end], "：")
		if !ok || label == "" || utf8.RuneCountInString(label) > maxLabel || strings.ContainsAny(label, "，。") || strings.ContainsAny(value, "。") {
			return nil
		}
		start := from + len(label) + len("：")
		out = append(out, cell{label, knowledge.Span{Start: start, End: start + len(value)}})
		from += end + len("；")
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// joinTables gives the rows of a table the rank of the best of them, and beside their
// heads the caption over the first one.
func (r *Reading) joinTables() {
	type table struct{ release, label string }
	best, caption := map[table]int{}, map[table]place{}
	tables := make([]table, len(r.pages))
	for i := range r.pages {
		p := &r.hits[i].Passage
		row := rowOf(p.Text)
		if row == nil {
			continue
		}
		tables[i] = table{p.Release.ID, row[0].label}
		if b, ok := best[tables[i]]; !ok || r.pages[i].rank < b {
			best[tables[i]] = r.pages[i].rank
		}
	}
	byID := map[string]int{}
	for i := range r.pages {
		byID[r.hits[i].Passage.ID] = i
	}
	for i := range r.pages {
		p := &r.hits[i].Passage
		if k, ok := byID[p.Release.ID+"#"+strconv.Itoa(p.Number()-1)]; ok && tables[i] != (table{}) && tables[k] == (table{}) {
			caption[tables[i]] = r.pages[k].asHead()
			r.pages[k].caption = len(r.pages[k].sentences) == 1 && (!strings.Contains(r.pages[k].text, "。") || holdsAny(r.pages[k].text, loadCues()["table"]))
		}
	}
	for i := range r.pages {
		if tables[i] == (table{}) {
			continue
		}
		pg := &r.pages[i]
		pg.rank = best[tables[i]]
		if c, ok := caption[tables[i]]; ok {
			pg.heads = both(pg.heads, c)
			pg.units = most(pg.units, pg.heads.units)
		}
	}
}

// asHead returns a page as one place.
func (pg *page) asHead() (pl place) {
	for k := range pg.sentences {
		if k == 0 {
			pl = pg.sentences[k].place
		} else {
			pl = both(pl, pg.sentences[k].place)
		}
	}
	return pl
}

// RowLabel returns what the first column of a table is headed with, of a passage that is
// a row of it; "" for any other passage.
func RowLabel(text string) string {
	if row := rowOf(text); row != nil {
		return row[0].label
	}
	return ""
}

// parts cuts a sentence of a page at semicolons, and returns the clauses of each part,
// from the first to behind the last.
func (pg *page) parts(s int) (out [][2]int) {
	st := &pg.sentences[s]
	from := st.from
	for n := st.from; n < st.to; n++ {
		if text := pg.clauses[n].span.Of(pg.text); n == st.to-1 || strings.HasSuffix(text, "；") || strings.HasSuffix(text, ";") {
			out = append(out, [2]int{from, n + 1})
			from = n + 1
		}
	}
	return out
}
