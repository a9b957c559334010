package thing

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
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

	over overlay

	read *readNames // names of s as tokens
}

// readNames are the names that were split into tokens lately, by the number of the thing, and
// the places of pairs that are in many names; newer ones take the place of older ones. A
// question has at most maxCandidates names, and the next one has many of the same: 2,048
// take 1.4 MB, and 256 pairs .4 MB at most.
type readNames struct {
	names [2048]atomic.Pointer[named]
	pairs [256]atomic.Pointer[pairSpots]
}

// overlay is what was laid over the things of a set, so that a release that arrives need not
// make those of all others anew. The numbers of its own things follow those of the set.
type overlay struct {
	changed map[int32]Thing // things of the set that have more figures or releases now
	things  []Thing
	byName  map[string]int32
	pairs   bigram.Index
}

// named is a thing with its name as tokens. It is not changed.
type named struct {
	Thing
	number int32
	tokens []token
	core   int // number of tokens in front of what may be left out
	full   int // index of the thing that this one is short for; -1 if none
}

// named returns thing number i with its name as tokens. This is done for the things
// that a question may mean, for it takes longer than all else that a set needs.
func (s *Set) named(i int32) *named {
	place := &s.read.names[int(i)%len(s.read.names)]
	if n := place.Load(); n != nil && n.number == i {
		return n
	}
	t := s.at(i)
	n := &named{Thing: t, number: i, tokens: tokensOf(t.Name), full: -1}
	n.core = coreOf(n.Name, n.tokens)
	if k, ok := s.number(n.Full); ok && k != i {
		n.full = int(k)
	}
	place.Store(n)
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
	s := &Set{byName: make(map[string]int32, len(things)), read: new(readNames)}
	for _, t := range things {
		if !t.trim() {
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
	s.pairs = pairsOf(s.things, 0)
	return s
}

// trim takes the year from the front of the name, and reports whether what is left can be
// the name of a thing.
func (t *Thing) trim() bool {
	if year := len("2024年"); len(t.Name) > year+len("字") && strings.Trim(t.Name[:4], "0123456789") == "" && t.Name[4:year] == "年" {
		t.Name = strings.TrimPrefix(t.Name[year:], "度")
	}
	n := utf8.RuneCountInString(t.Name)
	return n >= 2 && n <= maxName && !strings.ContainsAny(t.Name, "\n,，。；;:：")
}

// pairsOf returns the pairs of tokens in the names of things that are numbered from first.
func pairsOf(things []Thing, first int) bigram.Index {
	return bigram.New(8*len(things), func(yield func(uint32, bigram.Place)) {
		for i := range things {
			var last token
			for t := range tokensIn(things[i].Name) {
				if last.text != "" {
					yield(pairOf(last.text, t.text), bigram.Place{Text: int32(first + i), At: int32(last.start)})
				}
				last = t
			}
		}
	})
}

// With returns the set with what newer releases name, in a time that depends on their number
// and on what was laid over s before. It is the set of all together, but that the
// releases of a thing (In) are in the order in which they were added.
func (s *Set) With(things []Thing) *Set {
	out := *s
	out.read = new(readNames)
	o := &out.over
	o.changed, o.byName, o.things = maps.Clone(o.changed), maps.Clone(o.byName), slices.Clone(o.things)
	if o.changed == nil {
		o.changed, o.byName = map[int32]Thing{}, map[string]int32{}
	}
	for _, t := range things {
		if !t.trim() {
			continue
		}
		i, ok := out.number(t.Name)
		switch {
		case !ok && out.Len() < maxThings:
			o.byName[t.Name] = int32(out.Len())
			o.things = append(o.things, t)
		case ok:
			sum := t
			sum.In = slices.Clone(t.In)
			sum.add(out.at(i))
			if own := int(i) - len(s.things); own >= 0 {
				o.things[own] = sum
			} else {
				o.changed[i] = sum
			}
		}
	}
	o.pairs = pairsOf(o.things, len(s.things))
	return &out
}

// Laid returns how many things With has added or changed.
func (s *Set) Laid() int { return len(s.over.changed) + len(s.over.things) }

// at returns thing number i.
func (s *Set) at(i int32) Thing {
	if own := int(i) - len(s.things); own >= 0 {
		return s.over.things[own]
	}
	if len(s.over.changed) > 0 {
		if t, ok := s.over.changed[i]; ok {
			return t
		}
	}
	return s.things[i]
}

// name returns the name of thing number i, which is never changed.
func (s *Set) name(i int32) string {
	if own := int(i) - len(s.things); own >= 0 {
		return s.over.things[own].Name
	}
	return s.things[i].Name
}

// number returns the number of the thing of that name.
func (s *Set) number(name string) (int32, bool) {
	i, ok := s.byName[name]
	if !ok && len(s.over.byName) > 0 {
		i, ok = s.over.byName[name]
	}
	return i, ok
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
func (s *Set) Len() int { return len(s.things) + len(s.over.things) }

// All returns the things in no order.
func (s *Set) All() iter.Seq[Thing] {
	return func(yield func(Thing) bool) {
		for i := range s.Len() {
			if !yield(s.at(int32(i))) {
				return
			}
		}
	}
}

// Named returns the thing of that name.
func (s *Set) Named(name string) (Thing, bool) {
	i, ok := s.number(name)
	if !ok {
		return Thing{}, false
	}
	return s.at(i), true
}

// Names returns the names in order.
func (s *Set) Names() []string {
	out := make([]string, 0, s.Len())
	for i := range s.Len() {
		out = append(out, s.name(int32(i)))
	}
	slices.Sort(out)
	return out
}
