package thing

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/bigram"
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
	things []Thing
	byName map[string]int32
	pairs  bigram.Index // of the tokens of names; a place has the byte of the first
}

// named is a thing with its name as tokens.
type named struct {
	Thing
	tokens []token
	core   int // number of tokens in front of what may be left out
	full   int // index of the thing that this one is short for; -1 if none
}

// named returns thing number i with its name as tokens. This is done for the things
// that a question may mean, for it takes longer than all else that a set needs.
func (s *Set) named(i int32) *named {
	n := &named{Thing: s.things[i], tokens: tokensOf(s.things[i].Name), full: -1}
	n.core = coreOf(n.Name, n.tokens)
	if k, ok := s.byName[n.Full]; ok && k != i {
		n.full = int(k)
	}
	return n
}

// pairOf returns the pair of two tokens.
func pairOf(a, b string) uint32 {
	h := uint32(2166136261) // FNV-1a
	for _, s := range [2]string{a, b} {
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * 16777619
		}
		h = (h ^ '|') * 16777619
	}
	return h
}

// New returns the set of things. It merges those of one name and leaves out what is no
// name.
func New(things []Thing) *Set {
	s := &Set{byName: make(map[string]int32, len(things))}
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
			s.things = append(s.things, t)
		}
	}
	s.pairs = bigram.New(8*len(things), func(yield func(uint32, bigram.Place)) {
		for i := range s.things {
			var last token
			for t := range tokensIn(s.things[i].Name) {
				if last.text != "" {
					yield(pairOf(last.text, t.text), bigram.Place{Text: int32(i), At: int32(last.start)})
				}
				last = t
			}
		}
	})
	return s
}

func (n *Thing) add(t Thing) {
	n.Figures += t.Figures
	n.Releases += t.Releases
	n.Full = cmp.Or(n.Full, t.Full)
	for _, id := range t.In {
		n.namedIn(id)
	}
}

// namedIn adds the ID of a release that names t, if it does not have MaxIn newer ones.
func (t *Thing) namedIn(id string) {
	if len(t.In) < MaxIn && !slices.Contains(t.In, id) {
		t.In = append(t.In, id)
	}
}

// Len returns the number of things.
func (s *Set) Len() int { return len(s.things) }

// All returns the things in no order.
func (s *Set) All() iter.Seq[Thing] {
	return func(yield func(Thing) bool) {
		for i := range s.things {
			if !yield(s.things[i]) {
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
	return s.things[i], true
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
