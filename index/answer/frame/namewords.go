package frame

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/index/words"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// nameWords is the question as package thing reads it: what of it may be a name.
type nameWords struct{ r *reader }

// Cuts implements thing.Words.
func (w *nameWords) Cuts(at int) bool {
	return slices.ContainsFunc(w.r.terms, func(m concept.Match) bool {
		return m.Start < at && at < m.End && m.End-m.Start > len("字字字") && m.Concepts[0].Kind == concept.Metric
	})
}

// Begins implements thing.Words: a name begins where the question or a clause does,
// behind a time, a word of the dictionary that is no name, or a place.
func (w *nameWords) Begins(at int) bool {
	if at == 0 || w.r.mask[at-1] {
		return true
	}
	c, size := utf8.DecodeLastRuneInString(w.r.f.Text[:at])
	if !unicode.Is(unicode.Han, c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) || strings.ContainsRune("的那这在到去从和与跟、区市县镇乡村省及把给", c) {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(w.r.f.Text[at:]); strings.ContainsRune("区市县镇", first) {
		return true // 某某 in front of 区医院
	}
	for _, word := range w.r.words {
		if word.End == at && word.End-word.Start > size {
			return w.r.isCommon(word.Start, word.End)
		}
	}
	return w.r.edges[at] && w.r.corpus.Lexicon().IsStop(string(c))
}

// IsEdge implements thing.Words.
func (w *nameWords) IsEdge(at int) bool { return w.r.edges[at] }

// IsCommon implements thing.Words.
func (w *nameWords) IsCommon(start, end int) bool { return w.r.isCommon(start, end) }

// noKinds are words for kinds of things that mean no thing by themselves.
var noKinds = sync.OnceValue(func() []string {
	var out []string
	eachLine("nokind.txt", func(f []string) { out = append(out, f...) })
	return out
})

// IsNoKind implements thing.Words.
func (w *nameWords) IsNoKind(start, end int) bool {
	return slices.Contains(noKinds(), w.r.f.Text[start:end])
}

// IsTaken implements thing.Words.
func (w *nameWords) IsTaken(start, end int) bool { return w.r.mask.has(start, end) }

// Alike implements thing.Words.
func (w *nameWords) Alike(a, b string) bool { return words.SoundAlike(a, b) }

// Occurs implements thing.Words.
func (w *nameWords) Occurs(written, _ string) bool {
	n := w.r.corpus.PassagesWith([]string{written})
	return n[0] != 0
}

// isCommon reports whether bytes of the question are a word of the dictionary that
// is no name, a word of those who ask, or one for a kind of things.
func (r *reader) isCommon(start, end int) bool {
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
