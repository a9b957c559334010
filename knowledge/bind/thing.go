package bind

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge/concept"
)

//go:embed things.txt
var thingFile string

// thingWords are the words of things.txt by their class.
var thingWords = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	eachLine(thingFile, func(f []string) { words[f[0]] = append(words[f[0]], f[1:]...) })
	return words
})

// The classes of things.txt that words are looked up in, by the bits that stand
// for them.
const (
	aStop uint16 = 1 << iota
	aVerb
	aToward
	aPointer
	aMaker
	aKind
	tooVague
	aDeed
	aDateline
	anOwnWord
	aFirm
	aBound
)

// thingKinds are the names of these classes, in their order.
var thingKinds = []string{"stop", "verb", "toward", "points", "make", "generic", "vague", "deed", "dateline", "own", "firm", "bound"}

// thingBits are the classes of each word, to look it up once.
var thingBits = sync.OnceValue(func() map[string]uint16 {
	bits := map[string]uint16{}
	for i, class := range thingKinds {
		for _, w := range thingWords()[class] {
			bits[w] |= 1 << i
		}
	}
	return bits
})

// isThing reports whether word is of one of the classes of things.txt.
func isThing(classes uint16, word string) bool { return thingBits()[word]&classes != 0 }

// sorts are the sorts of things that the lexicon knows (district, park, school),
// none first.
var sorts = sync.OnceValue(func() []string {
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

// thingEnds are the sorts of things by the words that their names end with.
var thingEnds = sync.OnceValue(func() map[string]uint8 {
	out := map[string]uint8{}
	add := func(word, sort string) {
		if i := slices.Index(sorts(), sort); i > 0 && out[word] == 0 {
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
	for _, w := range thingWords()["place"] {
		add(w, "district")
	}
	eachLine(thingFile, func(f []string) {
		if f[0] == "sort" {
			for _, w := range f[2:] {
				add(w, f[1])
			}
		}
	})
	return out
})

// maxThingEnd is how many bytes of the end of a name tell its sort.
const maxThingEnd = 8 * len("字")

// sortOf returns the sort of thing that a name is of by its end, 0 for none.
func sortOf(name string) uint8 {
	name = strings.TrimRight(name, "”》")
	from := max(0, len(name)-maxThingEnd)
	for from < len(name) && !utf8.RuneStart(name[from]) {
		from++
	}
	for i := from; i < len(name); {
		if s := thingEnds()[name[i:]]; s > 0 {
			return s
		}
		_, w := utf8.DecodeRuneInString(name[i:])
		i += w
	}
	return 0
}

// IsSorted reports whether a text ends with the word for a sort of things: 规模以上工业企业.
func IsSorted(text string) bool { return sortOf(text) > 0 }
