package clause

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/ledger"
)

// zeroed returns a slice of n zeros that reuses the memory of s if it is large enough.
func zeroed[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// maxBack is how many names back the full form of a later mention is looked for.
const maxBack = 100

// name finds the names of the clauses. head is the name of the heading or title.
func (t *Text) name(c *names.Reading, head string) {
	t.Names = t.Tables.Names(t.Names, c, t.BehindFigures)
	site := t.Tables.SiteOf(head)
	for i := range t.Names {
		m := &t.Names[i]
		whole := func(full string) bool { // 新院区 for 某某医院新院区, mentioned before
			rest, ok := strings.CutSuffix(full, m.Text)
			ok = ok && rest != "" && len(rest) <= maxLeftOut*utf8.UTFMax && utf8.RuneCountInString(rest) <= maxLeftOut && !strings.ContainsAny(rest, "0123456789")
			if ok {
				m.Text = full
			}
			return ok
		}
		done := false
		for j := i - 1; j >= max(0, i-maxBack) && !done; j-- {
			done = whole(t.Names[j].Text)
		}
		if !done && !whole(head) && site != "" && ledger.IsPart(m.Text) {
			m.Text = site + m.Text // 3号楼 of the park in the heading
		}
	}
	n := 0
	for k := range t.Clauses {
		c := &t.Clauses[k]
		c.Names = n
		for n < len(t.Names) && (t.Names[n].Start < c.End || k == len(t.Clauses)-1) {
			n++
		}
		c.NamesEnd = n
	}
}

// cut makes the clauses of the sentences. A clause that is only a time is joined to the
// next one: 9月1日，某某园正式投产.
func (t *Text) cut(c names.Cleaned, sentences []knowledge.Span) {
	t.Sentences = zeroed(t.Sentences, max(1, len(sentences)))
	for n, s := range sentences {
		from, to := c.Of(s)
		start, breaks := from, true
		for i := from; i < to; {
			r, w := utf8.DecodeRuneInString(t.S[i:])
			i += w
			if !partsClauses(r) || i == to || t.FigureAt(i-w) != nil {
				continue
			}
			if f := t.FigureAt(start); f != nil && f.IsTime && f.To == i-w && r != '；' && r != ';' {
				continue
			}
			t.Clauses = append(t.Clauses, Clause{Start: start, End: i, Breaks: breaks, Sentence: n})
			start, breaks = i, r == '；' || r == ';'
		}
		if start < to {
			t.Clauses = append(t.Clauses, Clause{Start: start, End: to, Breaks: breaks, Sentence: n})
		}
	}
	if len(t.Clauses) == 0 {
		t.Clauses = append(t.Clauses, Clause{Start: 0, End: len(t.S), Breaks: true})
	}
}

// partsClauses reports whether a clause ends with r.
func partsClauses(r rune) bool {
	switch r {
	case '，', '；', '：', ',', ';', ':':
		return true
	}
	return false
}

// maxLeftOut is how many characters of a name a later mention may leave out.
const maxLeftOut = 8
