package frame

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/query"
	"beilun/index/thing"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// names finds the things that the question names.
func (r *reader) names() {
	f := r.f
	if r.corpus == nil {
		for _, n := range f.Query.Named {
			if i := strings.Index(f.Text, n); i >= 0 {
				f.Names = append(f.Names, Name{Word: r.word(i, i+len(n)), Thing: n})
				r.mask.add(i, i+len(n))
			}
		}
		return
	}
	r.terms = r.said()
	for _, m := range r.corpus.Things().Find(f.Text, &nameWords{r}) {
		if m.Fit != thing.Full && r.within(m.Start, m.End, m.Fit == thing.Kind) {
			continue
		}
		n := Name{Word: r.word(m.Start, m.End), Thing: m.Thing.Name, Others: m.Others, Fit: Fit(m.Fit), Figures: m.Thing.Figures}
		n.Generic = n.Fit == Kind || r.generic(m.Start, m.End)
		if other := r.part(&n); other {
			end := n.End + len(n.Part)
			f.Unknown = append(f.Unknown, r.word(n.Start, end))
			r.mask.add(n.Start, end)
			continue
		}
		f.Names = append(f.Names, n)
	}
	r.inText()
	for _, n := range f.Names {
		if !n.Generic {
			r.mask.add(n.Start, n.End)
		}
		if n.Part != "" {
			at := strings.Index(f.Text[n.End:], n.Part) + n.End
			r.mask.add(at, at+len(n.Part))
		}
	}
	slices.SortFunc(f.Names, func(a, b Name) int { return a.Start - b.Start })
	slices.SortFunc(f.Unknown, func(a, b Word) int { return a.Start - b.Start })
}

// within reports whether bytes of the question are in longer words for a concept:
// 工业 in 工业总产值 is not short for 盘活低效工业用地.
func (r *reader) within(start, end int, kind bool) bool {
	return slices.ContainsFunc(r.terms, func(m concept.Match) bool {
		k := m.Concepts[0].Kind
		return (k == concept.Metric || k == concept.Event) && m.Start <= start && m.End >= end && (end-start <= len("字字") && !kind || m.End-m.Start > end-start)
	})
}

// generic reports whether a name consists of words for what is measured or done
// and for kinds of things.
func (r *reader) generic(start, end int) bool {
	text := r.f.Text[start:end]
	if names.IsKind(text) {
		return true
	}
	known := 0 // bytes
	for _, m := range r.lex.Find(text) {
		known += m.End - m.Start
	}
	for _, w := range r.words {
		if w.Start >= start && w.End <= end && known < len(text) && !r.isCommon(w.Start, w.End) {
			return false
		}
	}
	return known*3 >= len(text)*2
}

// part sets the part of a thing that is named behind n, such as 三期. It reports
// whether the releases have no such part: then what is asked for is unknown.
func (r *reader) part(n *Name) (unknown bool) {
	text := r.f.Text
	rest := strings.TrimPrefix(text[n.End:], "的")
	part := query.PhaseIn(rest)
	if part == "" || !strings.HasPrefix(rest, part) || strings.Contains(n.Text, part) {
		return false
	}
	n.Part = part
	if strings.Contains(ledger.Key(n.Thing), ledger.Key(part)) {
		return false
	}
	for _, c := range r.corpus.PassagesWith([]string{firstTwo(n.Text) + " " + part, firstTwo(n.Text) + " " + ledger.Key(part), n.Thing + " " + part}) {
		if c != 0 {
			return false
		}
	}
	return len(rest) == len(text)-n.End
}

// firstTwo returns the first two characters of a name, which distinguish it from
// others of its kind.
func firstTwo(name string) string {
	rs := []rune(name)
	return string(rs[:min(2, len(rs))])
}

// proper reports whether what looks like a name and is in no passage is one: the
// releases do not have what it begins with, or a number distinguishes it from those
// that they have.
func (r *reader) proper(w Word) bool {
	first, _ := utf8.DecodeRuneInString(w.Text)
	if latin.MatchString(w.Text) {
		return false // a word that nobody could put into Chinese
	}
	if strings.ContainsRune("哪几什谁新老旧这那", first) || r.generic(w.Start, w.End) {
		return false
	}
	return ledger.IsNumbered(w.Text) && !isYear(w.Text) || r.corpus.PassagesWith([]string{firstTwo(w.Text)})[0] == 0
}

var latin = regexp.MustCompile(`[a-z]{3}`)

// isYear reports whether a name begins with a year, which numbers no thing.
func isYear(name string) bool {
	return len(name) > 4 && strings.Trim(name[:4], "0123456789") == ""
}

// inText finds the names of the question that are no things: those that the texts
// have, and those that they do not.
func (r *reader) inText() {
	f := r.f
	var named []Word
	var texts []string
	for _, n := range f.Query.Named {
		i := strings.Index(f.Text, n)
		if i < 0 || utf8.RuneCountInString(n) < 3 {
			continue
		}
		w := r.word(i, i+len(n))
		covers := func(a, b int) bool { return a <= w.Start && b >= w.End }
		if slices.ContainsFunc(f.Names, func(m Name) bool { return covers(m.Start, m.End) }) || slices.ContainsFunc(f.Unknown, func(m Word) bool { return covers(m.Start, m.End) }) || r.mask.has(w.Start, w.End) {
			continue
		}
		named, texts = append(named, w), append(texts, n)
	}
	if len(named) == 0 {
		return
	}
	for i, c := range r.corpus.PassagesWith(texts) {
		w := named[i]
		w.Passages = c
		inside := func(m Name) bool { return m.Start < w.End && w.Start < m.End }
		switch {
		case c == 0 && slices.ContainsFunc(f.Names, inside):
			if ledger.IsNumbered(w.Text) && !slices.ContainsFunc(f.Names, func(m Name) bool { return inside(m) && (m.Part != "" || !ledger.Apart(m.Text, w.Text)) }) {
				f.Names = slices.DeleteFunc(f.Names, inside)
				f.Unknown = append(f.Unknown, w)
			}
		case slices.ContainsFunc(f.Names, inside):
		case c == 0:
			if r.proper(w) {
				f.Unknown = append(f.Unknown, w)
			}
		case !r.generic(w.Start, w.End):
			f.Names = append(f.Names, Name{Word: w, Thing: w.Text, Fit: InText})
		}
	}
}
