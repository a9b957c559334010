package facts

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordsFile string

// wordLists are the classes of words.txt.
type wordLists struct {
	tails, offices, alone, changes, numbered, leading []string
	qualifiers                                        [][]string
	siblings                                          []siblingSet
	units                                             map[string]string
}

// siblingSet is a set of words with different meanings, longest first, each with the
// word that represents its meaning.
type siblingSet []struct{ word, same string }

// in returns the words of the set in s by their representatives. It looks for the
// longest first, so that 进出口 does not count as 出口.
func (set siblingSet) in(s string) map[string]bool {
	var out map[string]bool
	for _, w := range set {
		if strings.Contains(s, w.word) {
			if out == nil {
				out = map[string]bool{}
			}
			out[w.same] = true
			s = strings.ReplaceAll(s, w.word, "")
		}
	}
	return out
}

var lists = sync.OnceValue(func() *wordLists {
	l := &wordLists{units: map[string]string{}}
	err := wordlist.Lines("index/eval/facts/words.txt", wordsFile, 2, func(f []string) error {
		class, words := f[0], f[1:]
		switch class {
		case "tail":
			l.tails = append(l.tails, words...)
		case "office":
			l.offices = append(l.offices, words...)
		case "qualifier":
			l.qualifiers = append(l.qualifiers, words)
		case "sibling":
			l.siblings = append(l.siblings, newSiblingSet(words))
		case "alone":
			l.alone = append(l.alone, words...)
		case "change":
			l.changes = append(l.changes, words...)
		case "unit":
			for _, w := range words {
				from, to, _ := strings.Cut(w, "=")
				l.units[fold(from)] = to
			}
		case "numbered":
			l.numbered = append(l.numbered, words...)
		case "leading":
			l.leading = append(l.leading, words...)
		default:
			return fmt.Errorf("unknown class %s", class)
		}
		return nil
	})
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return l
})

func newSiblingSet(words []string) siblingSet {
	var set siblingSet
	for _, w := range words {
		same, others, _ := strings.Cut(w, "=")
		set = append(set, struct{ word, same string }{same, same})
		if others != "" {
			set = append(set, struct{ word, same string }{others, same})
		}
	}
	slices.SortStableFunc(set, func(a, b struct{ word, same string }) int { return len(b.word) - len(a.word) })
	return set
}

// tail matches one general word at the end of a name.
var tail = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(?:" + strings.Join(lists().tails, "|") + ")$")
})

// numbered matches numbers that distinguish things of one name: 3, a3, 第二中.
var numbered = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("[0-9a-z]+|(第?[一二三四五六七八九十]+)(?:" + strings.Join(lists().numbered, "|") + ")")
})

func numbersIn(s string) map[string]bool {
	var out map[string]bool
	for _, m := range numbered().FindAllStringSubmatch(s, -1) {
		n := m[1]
		if n == "" {
			n = m[0]
		}
		if out == nil {
			out = map[string]bool{}
		}
		out[n] = true
	}
	return out
}

var marks = regexp.MustCompile(`[\s“”"《》（）()·、]+`)

// fold returns s for comparison, without differences of compatibility forms,
// punctuation and case.
func fold(s string) string {
	return strings.ToLower(marks.ReplaceAllString(norm.NFKC.String(s), ""))
}

func unitOf(s string) string {
	s = fold(s)
	if u, ok := lists().units[s]; ok {
		return u
	}
	return s
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

func runes(s string) int { return utf8.RuneCountInString(s) }
