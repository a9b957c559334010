package press

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/names.txt
var nameList string

// nameLists are the classes of names.txt.
type nameLists struct {
	chars, surnames, given     []rune
	kinds, sources, qualifiers []string
	figures                    map[string][]figureKind
}

// names returns the lists of names.txt, parsed once.
var names = sync.OnceValue(func() *nameLists {
	n, err := parseNames(nameList)
	if err != nil {
		panic(fmt.Errorf("press: names.txt: %w", err)) // a test rules that out
	}
	return n
})

func parseNames(text string) (*nameLists, error) {
	n := &nameLists{figures: map[string][]figureKind{}}
	var err error
	eachLine(text, func(class, rest string) {
		words := strings.Fields(rest)
		switch class {
		case "chars":
			n.chars = append(n.chars, []rune(rest)...)
		case "surnames":
			n.surnames = append(n.surnames, []rune(rest)...)
		case "given":
			n.given = append(n.given, []rune(rest)...)
		case "kinds":
			n.kinds = append(n.kinds, words...)
		case "sources":
			n.sources = append(n.sources, words...)
		case "qualifiers":
			n.qualifiers = append(n.qualifiers, words...)
		case "figure":
			f, ferr := parseFigure(words)
			if ferr != nil {
				err = ferr
				return
			}
			n.figures[words[0]] = append(n.figures[words[0]], f)
		default:
			err = fmt.Errorf("unknown class %q", class)
		}
	})
	return n, err
}

// parseFigure reads NAME FORM LEAST MOST and possibly UNIT.
func parseFigure(words []string) (f figureKind, err error) {
	if len(words) < 4 || len(words) > 5 || words[1] != "decimal" && words[1] != "whole" {
		return f, fmt.Errorf("figure %q: want NAME, decimal or whole, LEAST, MOST and a unit", words)
	}
	f.decimal = words[1] == "decimal"
	if f.least, err = strconv.ParseFloat(words[2], 64); err == nil {
		f.most, err = strconv.ParseFloat(words[3], 64)
	}
	if len(words) == 5 {
		f.unit = words[4]
	}
	return f, err
}

// Names are put together from characters. There is no last one: the higher the rank
// of a thing, the rarer its name, and each release adds names of its own, so that the
// vocabulary grows like that of real text.

// mix hashes a number (splitmix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// syllables returns n characters of list, selected by h.
func syllables(list []rune, h uint64, n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(list[h%uint64(len(list))])
		h = mix(h)
	}
	return b.String()
}

// thing returns the name of the thing of a rank.
func (g *Generator) thing(rank uint64) string {
	h := mix(g.seed ^ rank)
	n := 2
	if rank > 2000 {
		n = 3
	}
	return syllables(g.names.chars, h, n) + g.names.kinds[mix(h+1)%uint64(len(g.names.kinds))]
}

// person returns the name of a person.
func (g *Generator) person() string {
	h := g.rng.Uint64()
	return syllables(g.names.surnames, h, 1) + syllables(g.names.given, mix(h), 1+int(h>>60)%2)
}
