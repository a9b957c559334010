package wordlist

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// Lists maps the kinds of a data file to their words.
type Lists map[string]*List

// Parse parses a data file. It returns an error that names the line for a kind
// without words, and for a word that its kind has twice.
func Parse(file string) (Lists, error) {
	words, seen, n := map[string][]string{}, map[[2]string]bool{}, 0
	for line := range strings.Lines(file) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		kind := f[0]
		if len(f) == 1 {
			return nil, fmt.Errorf("line %d: kind %s without words", n, kind)
		}
		for _, w := range f[1:] {
			if seen[[2]string{kind, w}] {
				return nil, fmt.Errorf("line %d: %s has %s twice", n, kind, w)
			}
			seen[[2]string{kind, w}] = true
		}
		words[kind] = append(words[kind], f[1:]...)
	}
	lists := Lists{}
	for kind, list := range words {
		lists[kind] = NewList(list)
	}
	return lists, nil
}

// MustParse parses a data file that is part of the program. It panics if Parse
// returns an error.
func MustParse(file string) Lists {
	lists, err := Parse(file)
	if err != nil {
		panic("parse word list: " + err.Error())
	}
	return lists
}

// Kind returns the words of a kind. It panics if the file has none, because
// then the program and its file do not belong together.
func (ls Lists) Kind(kind string) *List {
	l := ls[kind]
	if l == nil {
		panic("word list has no kind " + kind)
	}
	return l
}

// List is the words of one kind. It is safe for concurrent use.
type List struct {
	words []string  // in the order of the file
	once  sync.Once // builds the rest, which many lists never need

	longest []string // the longest, in bytes, first
	is      map[string]bool
	byEnd   map[rune][]string // longest by their last character
	heads   *zhtext.Set       // first characters of the words
}

// NewList returns a list of words.
func NewList(words []string) *List { return &List{words: words} }

// index returns l with its fields for look-ups filled.
func (l *List) index() *List {
	l.once.Do(l.build)
	return l
}

func (l *List) build() {
	l.longest, l.is, l.byEnd = slices.Clone(l.words), map[string]bool{}, map[rune][]string{}
	slices.SortStableFunc(l.longest, func(a, b string) int { return len(b) - len(a) })
	var heads strings.Builder
	for _, w := range l.longest {
		l.is[w] = true
		last, _ := utf8.DecodeLastRuneInString(w)
		l.byEnd[last] = append(l.byEnd[last], w)
		first, _ := utf8.DecodeRuneInString(w)
		heads.WriteRune(first)
	}
	l.heads = zhtext.NewSet(heads.String())
}

// Words returns the words in the order of the file. The caller must not change
// the slice.
func (l *List) Words() []string { return l.words }

// Longest returns the words, those of most bytes first. The caller must not
// change the slice.
func (l *List) Longest() []string { return l.index().longest }

// Folded returns the set of the words as [zhtext.FoldString] folds them.
func (l *List) Folded() map[string]bool {
	out := map[string]bool{}
	for _, w := range l.words {
		out[zhtext.FoldString(w)] = true
	}
	return out
}

// Has reports whether s is one of the words.
func (l *List) Has(s string) bool { return l.index().is[s] }

// Start returns the longest word that s begins with, or "".
func (l *List) Start(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); !l.index().heads.Has(first) {
		return ""
	}
	for _, w := range l.longest {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// End returns the longest word that s ends with, or "".
func (l *List) End(s string) string {
	last, _ := utf8.DecodeLastRuneInString(s)
	for _, w := range l.index().byEnd[last] {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// In reports whether s contains one of the words.
func (l *List) In(s string) bool {
	return l.index().heads.In(s) && slices.ContainsFunc(l.longest, func(w string) bool { return strings.Contains(s, w) })
}

// Remove returns s without the words, the longest removed first.
func (l *List) Remove(s string) string {
	if !l.index().heads.In(s) {
		return s
	}
	for _, w := range l.longest {
		s = strings.ReplaceAll(s, w, "")
	}
	return s
}

// Hide replaces each word in s by a private character of its own, so that other
// lists do not match inside it. [List.Show] undoes it.
func (l *List) Hide(s string) string {
	for i, w := range l.index().longest {
		s = strings.ReplaceAll(s, w, string(rune(firstHidden+i)))
	}
	return s
}

// Show puts the words back that [List.Hide] replaced.
func (l *List) Show(s string) string {
	for i, w := range l.index().longest {
		s = strings.ReplaceAll(s, string(rune(firstHidden+i)), w)
	}
	return s
}

// firstHidden is the private character that replaces the first word of a list.
const firstHidden = 0xF8000
