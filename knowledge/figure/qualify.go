package figure

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// qualify finds the qualifiers around f and returns the range of s that is
// quoted with them.
func (s *scanner) qualify(f *reading) (from, to int) {
	from, to = f.from, f.to
	if f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time {
		return from, to
	}
	roles := qualifies
	if f.bare {
		roles |= hundreds
	}
	left := s.s[s.floor:from]
	word := s.t.beforeAt(left, roles).text
	if word == "" {
		if cut, ok := strings.CutSuffix(left, "了"); ok {
			if word = s.t.beforeAt(cut, roles).text; word != "" {
				word += "了"
			}
		}
	}
	if word != "" {
		from -= len(word)
		f.Qualifier = strings.TrimSuffix(word, "了")
	}
	if limit, at := s.limit(from, f); limit != "" {
		from = at
		if f.Qualifier == "" || !s.t.isLimit(f.Qualifier) {
			f.Qualifier = limit
		}
	} else if f.Qualifier == "" {
		f.Qualifier = s.shared(f)
	}
	if word := s.falls(from, f); word != "" {
		from -= len(word)
	}
	after := s.t.afterAt(s.s[to:])
	if after == "" || !fits(after, f.Kind) {
		return from, to
	}
	to += len(after)
	if f.Qualifier == "" {
		f.Qualifier = strings.TrimPrefix(after, "(含)")
	}
	return from, to
}

// fits reports whether what stands behind a figure of a kind qualifies it: a sum
// is 封顶 where a building is topped out, and what is done 在30日内 has its limit.
func fits(after string, kind knowledge.Kind) bool {
	switch after {
	case "起":
		return kind == knowledge.Money
	case "封顶", "为限", "为上限":
		return kind == knowledge.Money || kind == knowledge.Percent
	case "内":
		return kind == knowledge.Duration
	}
	return true
}

var (
	sentenceEnds = zhtext.NewSet(";。!?\n")
	clauseEnds   = zhtext.NewSet(",;。!?:、，\n()“”")
)

// maxClause is how far back, in bytes, the words of a clause are looked at.
const maxClause = 60

// clauses returns the sentence in front of i, as far back as a clause is
// looked at, figures included.
func (s *scanner) clauses(i int) string {
	from := max(0, i-maxClause)
	for from < i && !utf8.RuneStart(s.s[from]) {
		from++
	}
	left := s.s[from:i]
	if j := sentenceEnds.LastIndex(left); j >= 0 {
		_, w := utf8.DecodeRuneInString(left[j:])
		left = left[j+w:]
	}
	return left
}

// clause returns the part of the clause in front of i, the end of the last
// figure its farthest beginning.
func (s *scanner) clause(i int) string {
	from := max(s.floor, i-maxClause)
	for from < i && !utf8.RuneStart(s.s[from]) {
		from++
	}
	left := s.s[from:i]
	if j := clauseEnds.LastIndex(left); j >= 0 {
		_, w := utf8.DecodeRuneInString(left[j:])
		left = left[j+w:]
	}
	return left
}

// status returns the word of the clause in front of i that tells how firm a
// figure is: a plan rather than a sum, a sum rather than a fact, and the
// nearest of those.
func (s *scanner) status(i int, f reading) string {
	left := s.clause(i)
	best, rank := "", role(0)
	for end := len(left); end > 0; {
		r, w := utf8.DecodeLastRuneInString(left[:end])
		if s.t.ends(r, planned|summed|reached) {
			if p := s.t.beforeAt(left[:end], planned|summed|reached); p.role > 0 && (rank == 0 || p.role < rank) {
				best, rank = p.text, p.role
			}
		}
		end -= w
	}
	return best
}

// per returns what a rate is told for, as written: 每平方米, 人均.
func (s *scanner) per(i int, f reading) string {
	if f.Time != "" || f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind {
		return ""
	}
	left := s.clause(i)
	for end := len(left); end > 0; {
		r, w := utf8.DecodeLastRuneInString(left[:end])
		if s.t.ends(r, rated) {
			if p := s.t.beforeAt(left[:end], rated); p.text != "" {
				return p.text
			}
		}
		end -= w
	}
	j := strings.LastIndex(left, "每")
	if j < 0 {
		return ""
	}
	rest := left[j+len("每"):]
	if u, n := s.t.unitAt(rest); n > 0 {
		return "每" + u.word
	}
	for _, w := range []string{"年", "月", "日", "人", "股"} {
		if strings.HasPrefix(rest, w) {
			return "每" + w
		}
	}
	return ""
}
