package thing

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Thing is something that the releases name or give figures of.
type Thing struct {
	Name     string // folded
	Full     string // the name that Name is short for, if the releases define it; else empty
	Figures  int    // figures of it
	Releases int    // releases that name it

	In []string // IDs of the newest releases that name it or have figures of it, at most MaxIn, newest first
}

// MaxIn is how many of the releases that name a thing are kept with it.
const MaxIn = 5

// Limits of a set, and of the characters of a name in it.
const (
	maxThings = 100_000
	maxName   = 40
)

// Set is the things of an index. It never changes, so it is safe for concurrent use.
type Set struct {
	things []named
	byName map[string]int32
	pairs  map[pair][]spot
}

// named is a thing with its name as tokens.
type named struct {
	Thing
	tokens []token
	core   int // number of tokens in front of what may be left out
	full   int // index of the thing that this one is short for; -1 if none
}

type pair [2]string

// spot is a place in a name.
type spot struct {
	thing int32
	at    int16
}

// New returns the set of things. It merges those of one name and leaves out what is no
// name.
func New(things []Thing) *Set {
	s := &Set{byName: map[string]int32{}, pairs: map[pair][]spot{}}
	for _, t := range things {
		if year := len("2024年"); len(t.Name) > year+len("字") && strings.Trim(t.Name[:4], "0123456789") == "" && t.Name[4:year] == "年" {
			t.Name = strings.TrimPrefix(t.Name[year:], "度")
		}
		n := utf8.RuneCountInString(t.Name)
		if n < 2 || n > maxName || strings.ContainsAny(t.Name, "\n,，。；;:：") {
			continue
		}
		if i, ok := s.byName[t.Name]; ok {
			s.things[i].add(t)
			continue
		}
		if len(s.things) < maxThings {
			s.byName[t.Name] = int32(len(s.things))
			s.things = append(s.things, named{Thing: t, full: -1})
		}
	}
	for i := range s.things {
		s.index(int32(i))
	}
	return s
}

func (n *named) add(t Thing) {
	n.Figures += t.Figures
	n.Releases += t.Releases
	n.Full = cmp.Or(n.Full, t.Full)
	for _, id := range t.In {
		n.NamedIn(id)
	}
}

// NamedIn adds the ID of a release that names t, if it does not have MaxIn newer ones.
func (t *Thing) NamedIn(id string) {
	if len(t.In) < MaxIn && !slices.Contains(t.In, id) {
		t.In = append(t.In, id)
	}
}

// index adds the pairs of a name.
func (s *Set) index(i int32) {
	n := &s.things[i]
	n.tokens = tokensOf(n.Name)
	n.core = coreOf(n.Name, n.tokens)
	if k, ok := s.byName[n.Full]; ok && k != i {
		n.full = int(k)
	}
	for at := 0; at+1 < len(n.tokens); at++ {
		p := pair{n.tokens[at].text, n.tokens[at+1].text}
		s.pairs[p] = append(s.pairs[p], spot{i, int16(at)})
	}
}

// Len returns the number of things.
func (s *Set) Len() int { return len(s.things) }

// All returns the things in no order.
func (s *Set) All() iter.Seq[Thing] {
	return func(yield func(Thing) bool) {
		for i := range s.things {
			if !yield(s.things[i].Thing) {
				return
			}
		}
	}
}

// Named returns the thing of that name.
func (s *Set) Named(name string) (Thing, bool) {
	i, ok := s.byName[name]
	if !ok {
		return Thing{}, false
	}
	return s.things[i].Thing, true
}

// Names returns the names in order.
func (s *Set) Names() []string {
	out := make([]string, 0, len(s.things))
	for i := range s.things {
		out = append(out, s.things[i].Name)
	}
	slices.Sort(out)
	return out
}
