// Package cue holds the words by which questions and releases show what they
// ask and say, as data files that a person can extend.
//
// cues.txt has lists of words by name; [Of] returns one. aspects.txt has what
// distinguishes figures of one metric; [Aspects] returns them. [Index] finds which
// of up to 64 lists have a word in a text, in one pass over the text.
//
// Everything here is parsed once, on first use, and safe for concurrent use.
package cue

import (
	_ "embed"
	"sync"

	"beilun/index/answer/frame"
	"beilun/internal/wordlist"
	"beilun/knowledge/bind/names"
)

//go:embed cues.txt
var cueFile string

var lists = sync.OnceValue(func() wordlist.Classes {
	status := &wordlist.List{}
	c := wordlist.MustParse("index/answer/choice/cue/cues.txt", cueFile, wordlist.Form{"status": func(words []string) error {
		status.Add(words...) // one word is there twice, and features count by that
		return nil
	}})
	c.Put("status", status)
	return c
})

// Of returns the list of cues.txt with that name. It panics if there is none:
// names are constants of the program.
func Of(name string) *wordlist.List { return lists().List(name) }

// In reports whether text contains a word of the list with that name.
func In(text, name string) bool { return Of(name).In(text) }

// kinds are the names of the lists whose words show an answer of a kind.
var kinds = map[frame.Asks]string{
	frame.Person: "person", frame.Organisation: "organisation", frame.Place: "place", frame.Reason: "reason", frame.Manner: "manner",
	frame.Definition: "definition", frame.Purpose: "purpose", frame.List: "list", frame.Status: "status", frame.About: "about", frame.Whether: "whether",
}

// maxOfKind is how many words of a kind count: an Index has a bit for each.
const maxOfKind = 64

var kindIndexes = sync.OnceValue(func() map[frame.Asks]*Index {
	out := map[frame.Asks]*Index{}
	for asks, name := range kinds {
		var words [][]string
		for _, w := range Of(name).Words {
			words = append(words, []string{w})
		}
		out[asks] = NewIndex(words[:min(len(words), maxOfKind)])
	}
	return out
})

var empty = NewIndex(nil)

// ForKind returns an index of the words that show an answer of the kind asked
// for, each word a list of its own. It is empty for kinds without words.
func ForKind(asks frame.Asks) *Index {
	if x := kindIndexes()[asks]; x != nil {
		return x
	}
	return empty
}

// Regions returns what names of parts of the country end with.
func Regions() *wordlist.List { return names.ThingWords().List("region") }

// IsRegion reports whether a name ends as that of a part of the country does.
func IsRegion(name string) bool { return Regions().Ends(name) && !Of("ground").Ends(name) }

// StateSigns returns by which words a text says whether something is so, as
// bits: 1 it came about, 2 it is not, 4 it may be, 8 it stays, 16 it moves.
func StateSigns(text string) (signs int) {
	for i, list := range []string{"done", "denies", "may", "stays", "moves"} {
		if In(text, list) {
			signs |= 1 << i
		}
	}
	return signs
}

// SaysState reports whether a text says whether something is so.
func SaysState(text string) bool { return StateSigns(text) != 0 }
