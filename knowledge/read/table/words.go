package table

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

//go:embed words.txt
var wordFile string

// words are the classes of words.txt, the longest word of each first.
type words struct {
	class map[string][]string
	byEnd map[string]map[rune][]string // the words of a class by their last character
	heads map[string]*zhtext.Set       // the characters that they begin with
	is    map[string]map[string]bool   // class, word
	of    map[string]string            // the base unit by how a head ends
}

var loadWords = sync.OnceValue(func() *words {
	w, err := parseWords(wordFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return w
})

func parseWords(file string) (*words, error) {
	w := &words{class: map[string][]string{}, byEnd: map[string]map[rune][]string{}, heads: map[string]*zhtext.Set{}, is: map[string]map[string]bool{}, of: map[string]string{}}
	n := 0
	for line := range strings.Lines(file) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) < 2 || f[0] == "of" && len(f) < 3 {
			return nil, fmt.Errorf("read words.txt line %d: too few words", n)
		}
		if f[0] == "of" {
			for _, end := range f[2:] {
				w.of[end] = f[1]
			}
			f = append([]string{"of"}, f[2:]...)
		}
		w.class[f[0]] = append(w.class[f[0]], f[1:]...)
	}
	for class, list := range w.class {
		var heads strings.Builder
		slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
		w.is[class], w.byEnd[class] = map[string]bool{}, map[rune][]string{}
		for _, s := range list {
			w.is[class][s] = true
			last, _ := utf8.DecodeLastRuneInString(s)
			w.byEnd[class][last] = append(w.byEnd[class][last], s)
			first, _ := utf8.DecodeRuneInString(s)
			heads.WriteRune(first)
		}
		w.heads[class] = zhtext.NewSet(heads.String())
	}
	return w, nil
}

// ends returns the longest word of class that s ends with, or "".
func (w *words) ends(class, s string) string {
	last, _ := utf8.DecodeLastRuneInString(s)
	for _, end := range w.byEnd[class][last] {
		if strings.HasSuffix(s, end) {
			return end
		}
	}
	return ""
}

// holds reports whether a word of class stands in s.
func (w *words) holds(class, s string) bool {
	return w.mayHold(class, s) && slices.ContainsFunc(w.class[class], func(x string) bool { return strings.Contains(s, x) })
}

// mayHold reports whether a character stands in s that a word of class begins with.
func (w *words) mayHold(class, s string) bool {
	heads := w.heads[class]
	return heads != nil && heads.In(s)
}

// without takes the words of classes out of s.
func (w *words) without(s string, classes ...string) string {
	for _, c := range classes {
		if !w.mayHold(c, s) {
			continue
		}
		for _, x := range w.class[c] {
			s = strings.ReplaceAll(s, x, "")
		}
	}
	return s
}

// hide puts a character of its own for each word of class in s, and show puts
// the words back.
func (w *words) hide(class, s string) string {
	for i, x := range w.class[class] {
		s = strings.ReplaceAll(s, x, string(rune(0xF8000+i)))
	}
	return s
}

func (w *words) show(class, s string) string {
	for i, x := range w.class[class] {
		s = strings.ReplaceAll(s, string(rune(0xF8000+i)), x)
	}
	return s
}
