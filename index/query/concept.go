package query

import (
	"strings"
	"unicode/utf8"

	"beilun/index/words"
	"beilun/internal/zhtext"
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
	var out []Term
	seen := map[Term]bool{}
	add := func(field, text string, weight float64) {
		key := Term{Field: field, Text: text}
		if !seen[key] {
			seen[key] = true
			out = append(out, Term{field, text, weight})
		}
	}
	addText := func(text string, factor float64) {
		text = zhtext.FoldString(text)
		for _, t := range l.WordTerms(text) {
			if !l.IsStop(t) {
				add(FieldWords, t, WeightWords*factor)
			}
		}
		for _, t := range words.GramTerms(text) {
			if !l.IsStop(t) {
				add(FieldGrams, t, WeightGrams*factor)
				add(FieldHeads, t, WeightHeads*factor)
			}
		}
	}
	addText(content, 1)
	for _, c := range concepts {
		for _, alt := range c.Alts {
			addText(alt, weightAlt)
		}
	}
	return out
}
