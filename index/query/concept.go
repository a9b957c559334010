package query

import (
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/index/words"
)

// minName is how many characters a run of words has at least that is taken for a
// name.
const minName = 3

// conceptsOf cuts the content of a question into the words that matter. Single
// characters next to each other, which is how gse leaves a name it does not
// know, are put together. Words next to each other that name no metric may be a
// name: those are returned as well.
func conceptsOf(l *words.Lexicon, content string) (out []Concept, names []string) {
	seen := map[string]bool{}
	name := ""
	endName := func() {
		if utf8.RuneCountInString(name) >= minName {
			names = append(names, name)
		}
		name = ""
	}
	add := func(word string) {
		switch {
		case word == "":
			return
		case l.IsStop(word):
			endName()
			return
		case isYear(word): // in Years
			endName()
			return
		}
		alts := words.Synonyms(word)
		if words.IsMetric(word) {
			endName()
		} else {
			name += word
		}
		if !seen[word] {
			seen[word] = true
			out = append(out, Concept{Text: word, Alts: alts})
		}
	}
	last := 0
	words.EachRun(content, func(r words.Run) {
		run := content[r.Start:r.End]
		if r.Start != last {
			endName()
		}
		last = r.End
		if r.Script != words.Han {
			add(run)
			return
		}
		if strings.HasPrefix(run, "年") {
			name = "" // the digits were a year
		}
		loose := ""
		l.EachWord(run, func(start, end int, whole bool) {
			if !whole {
				return
			}
			word := run[start:end]
			if utf8.RuneCountInString(word) == 1 && !l.IsStop(word) && words.Synonyms(word) == nil {
				loose += word
				return
			}
			add(loose)
			loose = ""
			add(word)
		})
		add(loose)
	})
	endName()
	return out, names
}

// termsOf makes the index terms of a question's content and of its concepts'
// synonyms.
func termsOf(l *words.Lexicon, content string, concepts []Concept) []Term {
	out := make([]Term, 0, len(content)) // some for each character
	seen := fields.Get().(map[string]field)
	defer func() {
		clear(seen)
		fields.Put(seen)
	}()
	add := func(of words.Terms, factor float64) {
		for _, t := range of.Words {
			if s := seen[t]; s&inWords == 0 && !l.IsStop(t) {
				seen[t] = s | inWords
				out = append(out, Term{FieldWords, t, WeightWords * factor})
			}
		}
		for _, t := range of.Grams {
			if s := seen[t]; s&inGrams == 0 && !l.IsStop(t) {
				seen[t] = s | inGrams
				out = append(out, Term{FieldGrams, t, WeightGrams * factor}, Term{FieldHeads, t, WeightHeads * factor})
			}
		}
	}
	add(l.TermsOf(content), 1)
	for _, c := range concepts {
		for _, alt := range c.Alts {
			add(l.TermsOfWord(alt), weightAlt)
		}
	}
	return out
}

// field is the fields that a term is looked up in.
type field uint8

const (
	inWords field = 1 << iota
	inGrams       // and in the heads
)

// fields are maps for termsOf, because a question has a hundred terms.
var fields = sync.Pool{New: func() any { return map[string]field{} }}
