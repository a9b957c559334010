package names

import (
	_ "embed"
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"sync"

	"beilun/internal/wordlist"
	"beilun/knowledge/concept"
)

//go:embed things.txt
var thingFile string

// things are the classes of things.txt, and its lines of a sort of things with the words
// that their names end with.
type things struct {
	wordlist.Classes
	sorts [][]string
}

var loadThings = sync.OnceValue(func() things {
	var t things
	t.Classes = wordlist.MustParse("knowledge/bind/names/things.txt", thingFile, wordlist.Form{"sort": func(words []string) error {
		t.sorts = append(t.sorts, words)
		return nil
	}})
	return t
})

// ThingWords returns the words of things.txt by their classes.
func ThingWords() wordlist.Classes { return loadThings().Classes }

// The classes of things.txt in which words are looked up, a bit for each.
const (
	ThingStop uint16 = 1 << iota
	ThingVerb
	ThingToward
	ThingPointer
	ThingMaker
	ThingKind
	ThingVague
	ThingDeed
	ThingDateline
	ThingOwn
	ThingFirm
	ThingBound
	ThingGrammar
	ThingWithin
)

// thingKinds are the names of these classes, by their bits.
var thingKinds = []string{"stop", "verb", "toward", "points", "make", "generic", "vague", "deed", "dateline", "own", "firm", "bound", "grammar", "within"}

// thingTables are the tables for looking words up in things.txt.
type thingTables struct {
	kinds map[string]uint16             // the classes of each word
	first [1 << wordlist.LowBits]uint16 // the classes of the words that begin with a character, by its low bits; most are of none
	ends  map[string]uint8              // the sorts of things by the words that their names end with
	sizes [1 << wordlist.LowBits]uint32 // a bit for each length, in bytes, of the words of ends that end with a character, by its low bits
}

// thingTable returns the tables, which are made once.
var thingTable = sync.OnceValue(func() *thingTables {
	t := &thingTables{kinds: map[string]uint16{}, ends: sortEnds()}
	for i, class := range thingKinds {
		for _, w := range ThingWords().List(class).Words {
			t.kinds[w] |= 1 << i
			t.first[wordlist.LowFirst(w)] |= 1 << i
		}
	}
	for w := range t.ends {
		t.sizes[wordlist.LowLast(w)] |= 1 << min(len(w), 31)
	}
	return t
})

// IsThing reports whether word is of one of the classes of things.txt.
func IsThing(classes uint16, word string) bool {
	t := thingTable()
	return t.first[wordlist.LowFirst(word)]&classes != 0 && t.kinds[word]&classes != 0
}

// ThingEnd returns the sort of things whose names end with word, 0 for none.
func ThingEnd(word string) uint8 {
	t := thingTable()
	if t.sizes[wordlist.LowLast(word)] == 0 {
		return 0
	}
	return t.ends[word]
}

// Sorts are the sorts of things in the lexicon (district, park, school), none first.
var Sorts = sync.OnceValue(func() []string {
	out := []string{"none"}
	for _, c := range concept.Default().Concepts {
		for _, s := range c.Of {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	slices.Sort(out[1:])
	return out
})

// sortEnds returns the sorts of things by the words that their names end with.
func sortEnds() map[string]uint8 {
	out := map[string]uint8{}
	add := func(word, sort string) {
		if i := slices.Index(Sorts(), sort); i > 0 && out[word] == 0 {
			out[word] = uint8(i)
		}
	}
	for _, c := range concept.Default().Concepts {
		if c.Kind != concept.Thing || len(c.Of) == 0 {
			continue
		}
		for _, w := range c.Said {
			add(strings.ToLower(w), c.Of[0])
		}
	}
	for _, w := range ThingWords().List("place").Words {
		add(w, "district")
	}
	for _, line := range loadThings().sorts {
		for _, w := range line[1:] {
			add(w, line[0])
		}
	}
	return out
}

// maxThingEnd is how many bytes at the end of a name determine its sort.
const maxThingEnd = 8 * wordlist.Char

// SortOf returns the sort of thing that a name is of by its end, 0 for none.
func SortOf(name string) uint8 {
	for strings.HasSuffix(name, "”") || strings.HasSuffix(name, "》") {
		name = name[:len(name)-wordlist.Char]
	}
	t := thingTable()
	for sizes := t.sizes[wordlist.LowLast(name)] & (2<<min(len(name), maxThingEnd) - 1); sizes != 0; {
		size := bits.Len32(sizes) - 1 // the longest first
		if s := t.ends[name[len(name)-size:]]; s > 0 {
			return s
		}
		sizes &^= 1 << size
	}
	return 0
}

// IsSorted reports whether a text ends with the word for a sort of things:
// 规模以上工业企业.
func IsSorted(text string) bool { return SortOf(text) > 0 }

// HasThing reports whether s contains a word of a class of things.txt.
func HasThing(class, s string) bool { return ThingWords().List(class).In(s) }

// IsPaper reports whether a text ends as the titles of papers do: 实施方案. No figure
// is of a paper.
func IsPaper(text string) bool { return ThingWords().List("paper").Ends(text) }

// yearFront is the year of a report in front of a name: 2023年某某区.
var yearFront = regexp.MustCompile(`^(?:19|20)\d\d年度?`)

// WithoutYear returns a name without the year of a report in front of it.
func WithoutYear(name string) string {
	if !wordlist.HasPrefix(name, "19", "20") {
		return name // most names
	}
	return yearFront.ReplaceAllString(name, "")
}

// Joints returns the words between the members of a list: 、, 和.
func Joints() *wordlist.List { return ThingWords().List("joint") }
