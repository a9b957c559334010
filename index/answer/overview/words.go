package overview

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

//go:embed words.txt
var wordsFile string

type wordLists struct {
	wordlist.Classes
	as, means       map[string]string // the kind, and the metric, that a word of a question means
	more, but, also map[string][]string
}

var loadWords = sync.OnceValue(func() wordLists {
	l := wordLists{as: map[string]string{}, means: map[string]string{}, more: map[string][]string{}, but: map[string][]string{}, also: map[string][]string{}}
	byFirst := func(m map[string][]string) func([]string) error {
		return func(words []string) error {
			m[words[0]] = words[1:]
			return nil
		}
	}
	l.Classes = wordlist.MustParse("index/answer/overview/words.txt", wordsFile, wordlist.Form{
		"as":    func(words []string) error { l.as[words[0]] = words[1]; return nil },
		"means": func(words []string) error { l.means[words[0]] = words[1]; return nil },
		"more":  byFirst(l.more), "but": byFirst(l.but), "also": byFirst(l.also),
	})
	return l
})

// joints are the words that join the members of a list.
func joints() *wordlist.List { return names.ThingWords().List("joint") }

func listOf(name string) *wordlist.List { return loadWords().List(name) }

// kindOf returns what the names of a kind of things end with, and what they do not end
// with, given the word for it in a question; ends is nil if the word is for none.
func kindOf(word string) (ends, but []string) {
	l := loadWords()
	if as := l.as[word]; as != "" {
		word = as
	}
	kind := concept.Default().Named(word)
	if kind == nil || kind.Kind != concept.Thing {
		kind = nil
		for _, c := range concept.Default().Said(word) {
			if c.Kind == concept.Thing {
				kind = c
			}
		}
		if kind == nil {
			return l.more[word], l.but[word]
		}
		if kind.Name != word {
			return append([]string{word}, l.more[word]...), nil // 小学: no other school
		}
	}
	ends = append([]string{kind.Name}, l.more[kind.Name]...)
	if !l.List("project").Has(kind.Name) { // what is a project is only what is called one
		ends = append(ends, kind.Said...)
	}
	if l.List("whole").Has(kind.Name) {
		for _, c := range concept.Default().Concepts {
			if c.Kind == concept.Thing && slices.Equal(c.Of, kind.Of) {
				ends = append(append(ends, c.Name), c.Said...)
			}
		}
	}
	return ends, l.but[kind.Name]
}

// isProject reports whether a word for a kind adds nothing to another: 总部项目.
func isProject(word string) bool { return listOf("project").Has(word) }

// endsOf returns what the names of the things end with that a question calls kind; nil
// if the word is for no kind that is known.
func endsOf(kind string) (ends, but []string) {
	if ends, but = kindOf(kind); ends != nil {
		return ends, but
	}
	for _, p := range listOf("project").Words {
		if rest, ok := strings.CutSuffix(kind, p); ok && rest != "" {
			if ends, but = kindOf(rest); ends != nil {
				return ends, but
			}
		}
	}
	return nil, nil
}

// Names reports whether a text has a word for the kind of things that a request is for.
func (r Request) Names(text string) bool {
	ends, _ := endsOf(r.Of)
	return strings.Contains(text, r.Of) || wordlist.ContainsAny(text, ends...)
}
