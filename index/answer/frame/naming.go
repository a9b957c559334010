package frame

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/index/query"
	"beilun/index/thing"
	"beilun/index/words"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// names notes the things that the question names.
func (r *reader) names() {
	f := r.f
	if r.corpus == nil {
		for _, n := range f.Query.Named {
			if i := strings.Index(f.Text, n); i >= 0 {
				f.Names = append(f.Names, Name{Word: r.word(i, i+len(n)), Thing: n})
				r.take(i, i+len(n))
			}
		}
		return
	}
	r.terms = r.said()
	for _, m := range r.corpus.Things().Find(f.Text, r) {
		if m.Fit != thing.Full && r.within(m.Start, m.End, m.Fit == thing.Kind) {
			continue
		}
		n := Name{Word: r.word(m.Start, m.End), Thing: m.Thing.Name, Others: m.Others, Fit: Fit(m.Fit), Figures: m.Thing.Figures}
		n.Generic = n.Fit == Kind || r.generic(m.Start, m.End)
		if other := r.part(&n); other {
			end := n.End + len(n.Part)
			f.Unknown = append(f.Unknown, r.word(n.Start, end))
			r.take(n.Start, end)
			continue
		}
		f.Names = append(f.Names, n)
	}
	r.inText()
	for _, n := range f.Names {
		if !n.Generic {
			r.take(n.Start, n.End)
		}
		if n.Part != "" {
			at := strings.Index(f.Text[n.End:], n.Part) + n.End
			r.take(at, at+len(n.Part))
		}
	}
	slices.SortFunc(f.Names, func(a, b Name) int { return a.Start - b.Start })
	slices.SortFunc(f.Unknown, func(a, b Word) int { return a.Start - b.Start })
}

// within reports whether bytes of the question stand in longer words for a concept:
// 工业 in 工业总产值 is not short for 盘活低效工业用地.
func (r *reader) within(start, end int, kind bool) bool {
	return slices.ContainsFunc(r.terms, func(m concept.Match) bool {
		k := m.Concepts[0].Kind
		return (k == concept.Metric || k == concept.Event) && m.Start <= start && m.End >= end && (end-start <= len("字字") && !kind || m.End-m.Start > end-start)
	})
}

// Cuts implements thing.Words.
func (r *reader) Cuts(at int) bool {
	return slices.ContainsFunc(r.terms, func(m concept.Match) bool {
		return m.Start < at && at < m.End && m.End-m.Start > len("字字字") && m.Concepts[0].Kind == concept.Metric
	})
}

// generic reports whether a name consists of words for what is measured and done
// and for kinds of things.
func (r *reader) generic(start, end int) bool {
	text := r.f.Text[start:end]
	if names.IsKind(text) {
		return true
	}
	told := 0
	for _, m := range r.lex.Find(text) {
		told += m.End - m.Start
	}
	for _, w := range r.words {
		if w.Start >= start && w.End <= end && told < len(text) && !r.IsCommon(w.Start, w.End) {
			return false
		}
	}
	return told*3 >= len(text)*2
}

// part notes the part of a thing that is named behind n, such as 三期. It reports
// whether the releases have no such part: then nothing is known of what is asked for.
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

// firstTwo returns the first two characters of a name, which tell it from others of
// its kind.
func firstTwo(name string) string {
	rs := []rune(name)
	return string(rs[:min(2, len(rs))])
}

// proper reports whether what looks like a name and stands in no passage is one: the
// releases do not have what it begins with, or a number tells it from those that they
// have.
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

// inText notes the names of the question that are no things: those that the texts
// have, and those that they have not.
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
		if slices.ContainsFunc(f.Names, func(m Name) bool { return covers(m.Start, m.End) }) || slices.ContainsFunc(f.Unknown, func(m Word) bool { return covers(m.Start, m.End) }) || r.taken(w.Start, w.End) {
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

// Begins implements thing.Words: a name begins where the question or a clause does,
// behind a time, a word of the dictionary that is no name, or a place.
func (r *reader) Begins(at int) bool {
	if at == 0 || r.mask[at-1] {
		return true
	}
	c, w := utf8.DecodeLastRuneInString(r.f.Text[:at])
	if !unicode.Is(unicode.Han, c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) || strings.ContainsRune("的那这在到去从和与跟、区市县镇乡村省及把给", c) {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(r.f.Text[at:]); strings.ContainsRune("区市县镇", first) {
		return true // 某某 in front of 区医院
	}
	for _, word := range r.words {
		if word.End == at && word.End-word.Start > w {
			return r.IsCommon(word.Start, word.End)
		}
	}
	return r.edges[at] && r.corpus.Lexicon().IsStop(string(c))
}

// IsEdge implements thing.Words.
func (r *reader) IsEdge(at int) bool { return r.edges[at] }

// IsCommon implements thing.Words.
func (r *reader) IsCommon(start, end int) bool {
	if text := r.f.Text[start:end]; len(r.lex.Asked(text)) > 0 || slices.Contains(noKinds(), text) {
		return true
	}
	for _, w := range r.words {
		if w.Start == start && w.End == end {
			return w.Tag != "" && !strings.HasPrefix(w.Tag, "nr") && !strings.HasPrefix(w.Tag, "ns") && !strings.HasPrefix(w.Tag, "nt") && w.Tag != "nz" && w.Tag != "eng" && w.Tag != names.UserTag && w.Tag != "x"
		}
	}
	return false
}

// noKinds are words for kinds of things that mean no thing by themselves.
var noKinds = sync.OnceValue(func() []string {
	var out []string
	eachLine("nokind.txt", func(f []string) { out = append(out, f...) })
	return out
})

// IsNoKind implements thing.Words.
func (r *reader) IsNoKind(start, end int) bool {
	return slices.Contains(noKinds(), r.f.Text[start:end])
}

// IsTaken implements thing.Words.
func (r *reader) IsTaken(start, end int) bool { return r.taken(start, end) }

// Alike implements thing.Words.
func (r *reader) Alike(a, b string) bool { return words.SoundAlike(a, b) }

// Occurs implements thing.Words.
func (r *reader) Occurs(written, _ string) bool {
	n := r.corpus.PassagesWith([]string{written})
	return n[0] != 0
}
