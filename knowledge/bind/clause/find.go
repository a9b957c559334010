package clause

import (
	"slices"
	"sort"
	"strings"

	"beilun/knowledge/bind/names"
)

// ClauseAt returns the index of the clause with byte i, or that of the last clause.
func (t *Text) ClauseAt(i int) int {
	k := sort.Search(len(t.Clauses), func(k int) bool { return i < t.Clauses[k].End })
	return min(k, len(t.Clauses)-1)
}

// SentenceOf returns the index of the sentence of figure i.
func (t *Text) SentenceOf(i int) int { return t.Clauses[t.Figures[i].Clause].Sentence }

// FigureFrom returns the index of the first figure that ends after byte i.
func (t *Text) FigureFrom(i int) int {
	return sort.Search(len(t.Figures), func(k int) bool { return t.Figures[k].To > i })
}

// FigureAt returns the figure that byte i is part of, or nil.
func (t *Text) FigureAt(i int) *Figure {
	if k := t.FigureFrom(i); k < len(t.Figures) && t.Figures[k].From <= i {
		return &t.Figures[k]
	}
	return nil
}

// HasFigure reports whether a figure begins between from and to.
func (t *Text) HasFigure(from, to int) bool {
	k := sort.Search(len(t.Figures), func(k int) bool { return t.Figures[k].From >= from })
	return k < len(t.Figures) && t.Figures[k].From < to
}

// BehindFigures returns where the last figure between from and to ends, or from if there
// is none.
func (t *Text) BehindFigures(from, to int) int {
	for k := t.FigureFrom(from); k < len(t.Figures) && t.Figures[k].From < to; k++ {
		from = min(t.Figures[k].To, to)
		t.Steps++
	}
	return from
}

// NameFrom returns the index of the first name of c that begins at byte i or after it.
func (t *Text) NameFrom(c *Clause, i int) int {
	return c.Names + sort.Search(c.NamesEnd-c.Names, func(k int) bool { return t.Names[c.Names+k].Start >= i })
}

// NameBehind returns the index of the first name of c that ends after byte i.
func (t *Text) NameBehind(c *Clause, i int) int {
	return c.Names + sort.Search(c.NamesEnd-c.Names, func(k int) bool { return t.Names[c.Names+k].End > i })
}

// countsPhases reports whether what may be a phase in digits is part of a figure:
// 举办3期培训.
func (t *Text) countsPhases(from, to int) bool { return t.S[from] <= '9' && t.HasFigure(from, to) }

// WordFrom returns the index of the first word that ends after byte i.
func (t *Text) WordFrom(i int) int {
	k, _ := slices.BinarySearchFunc(t.Words, i, func(w names.Word, i int) int {
		if w.End <= i {
			return -1
		}
		return 1
	})
	return k
}

// InName reports whether byte i is inside a name, behind its first character.
func (t *Text) InName(i int) bool {
	c := &t.Clauses[t.ClauseAt(i)]
	j := t.NameBehind(c, i)
	return j < c.NamesEnd && t.Names[j].Start < i
}

// FirstClause returns where the sentence of clause k begins.
func (t *Text) FirstClause(k int) int {
	for k > 0 && t.Clauses[k-1].Sentence == t.Clauses[k].Sentence {
		k--
	}
	return t.Clauses[k].Start
}

// BehindLevel returns where the words in front of f begin, without those of an earlier
// figure of its clause.
func (t *Text) BehindLevel(f *Figure) int {
	from := t.Clauses[f.Clause].Start
	if f.Level >= 0 { // what is in front of a sum belongs to it
		from = max(from, min(t.Figures[f.Level].To, f.From))
	}
	return from
}

// LastMark returns the last word of kind between from and to, the longest if several
// begin there. It returns "" if there is none, or if the word is joined to another one
// of the kind: 一期、二期.
func (t *Text) LastMark(kind names.Kind, from, to int) string {
	m, ok := t.Marks.Last(kind, from, to)
	if !ok {
		return ""
	}
	for _, joint := range names.Joints().Words {
		if other, ok := strings.CutSuffix(t.S[from:m.Start], joint); ok && t.Tables.List(kind).Ends(other) {
			return ""
		}
	}
	return t.S[m.Start:m.End]
}

// Prior returns the index of the figure before figure i in its sentence, times left out,
// or -1.
func (t *Text) Prior(i int) int {
	for k := i - 1; k >= max(0, i-MaxNear) && t.SentenceOf(k) == t.SentenceOf(i); k-- {
		if !t.Figures[k].IsTime {
			return k
		}
	}
	return -1
}

// Left returns where the words in front of figure i begin: at the end of the figure
// before it in its clause, or at the start of the clause. Between 由 and 的 the figure
// before it is only the time of a level, so the words are those in front of it:
// 税收由2023年的3亿元增至.
func (t *Text) Left(i int) int {
	if i > 0 && t.Figures[i-1].IsTime && t.S[t.Figures[i-1].To:max(t.Figures[i-1].To, t.Figures[i].From)] == "的" && t.Tables.List(names.From).Ends(t.S[:t.Figures[i-1].From]) {
		i--
	}
	f := &t.Figures[i]
	from := t.Clauses[f.Clause].Start
	if i > 0 && t.Figures[i-1].To > from {
		from = min(t.Figures[i-1].To, f.From)
	}
	return from
}

// Right returns where the words behind figure i end.
func (t *Text) Right(i int) int {
	f := &t.Figures[i]
	if f.right > 0 {
		return f.right
	}
	to := max(f.To, t.Clauses[f.Clause].End) // a figure may continue in the next clause
	if i+1 < len(t.Figures) && t.Figures[i+1].From < to {
		to = max(f.To, t.Figures[i+1].From)
	}
	for j, r := range t.S[f.To:to] {
		if endsWords(r) {
			to = f.To + j
			break
		}
	}
	f.right = to
	return to
}

// endsWords reports whether the words behind a figure end in front of r.
func endsWords(r rune) bool {
	switch r {
	case '、', '，', '；', '。', '：', ',', ';', ':', '(', ')', '“', '”', '！', '？':
		return true
	}
	return false
}
