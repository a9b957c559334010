package thing

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/bigram"
	"beilun/internal/wordlist"
	"beilun/knowledge/ledger"
)

// candidate is a thing that shares pairs with the question.
type candidate struct {
	thing  int32
	weight float64
	*named
	seeds []seed
}

// seed is a pair of tokens that both the question, at q, and the thing, at at, have;
// at is a byte until the name has been split into tokens.
type seed struct{ q, at int }

// shares are the things that share pairs with a question, thousands for some.
type shares struct {
	place map[int32]int32 // of a thing in things
	all   []share
	seeds []linked
	spots []bigram.Place // with room for those of a pair
	top   []share        // with room for the best
	found []candidate    // and for what is returned of them
	of    []seed         // which are all of their seeds
}

// share is a thing with the first and the last of its seeds.
type share struct {
	thing       int32
	first, last int32
	weight      float64
}

// linked is a seed of a thing, and the place of its next one; 0 for none.
type linked struct {
	seed
	next int32
}

// pool keeps the memory of shares, up to maxPooled seeds of each.
var pool = sync.Pool{New: func() any { return &shares{place: map[int32]int32{}} }}

const maxPooled = 1 << 14

// release gives the memory back.
func (s *shares) release() {
	if len(s.seeds) > maxPooled {
		return
	}
	clear(s.place)
	clear(s.found) // nothing of a set that is gone is kept
	s.all, s.seeds = s.all[:0], s.seeds[:0]
	pool.Put(s)
}

func (s *shares) add(thing int32, weight float64, sd seed) {
	s.seeds = append(s.seeds, linked{seed: sd})
	at := int32(len(s.seeds) - 1)
	k, ok := s.place[thing]
	if !ok {
		s.place[thing] = int32(len(s.all))
		s.all = append(s.all, share{thing, at, at, weight})
		return
	}
	c := &s.all[k]
	s.seeds[c.last].next = at
	c.last = at
	c.weight += weight
}

// best returns the maxCandidates things of most weight, in that order.
func (s *shares) best() []share {
	s.top = s.top[:0]
	for _, c := range s.all {
		n := len(s.top)
		if n == maxCandidates && !c.before(&s.top[n-1]) {
			continue
		}
		at := n
		for at > 0 && c.before(&s.top[at-1]) {
			at--
		}
		if n < maxCandidates {
			s.top = append(s.top, share{})
		}
		copy(s.top[at+1:], s.top[at:])
		s.top[at] = c
	}
	return s.top
}

// before reports whether c is a better candidate than o.
func (c *share) before(o *share) bool {
	return c.weight > o.weight || c.weight == o.weight && c.thing < o.thing
}

// candidates returns the things that share the rarest pairs with the question, in the
// memory of s.
func (f *finder) candidates(s *shares) []candidate {
	for i := 0; i+1 < len(f.q); i++ {
		if f.apart(i) {
			continue
		}
		a, b := f.q[i].text, f.q[i+1].text
		f.share(s, i, a, b)
		if d := digitOf(a); d > 0 {
			f.share(s, i, digits[d-'0'], b)
		}
	}
	out, seeds := s.found[:0], s.of[:0]
	for _, b := range s.best() {
		c := candidate{thing: b.thing, weight: b.weight, named: f.set.named(b.thing)}
		from := len(seeds)
		for at := b.first; ; at = s.seeds[at].next {
			sd := s.seeds[at].seed
			sd.at = tokenFrom(c.tokens, sd.at)
			if seeds = append(seeds, sd); at == b.last {
				break
			}
		}
		c.seeds = seeds[from:len(seeds):len(seeds)]
		out = append(out, c)
	}
	s.found, s.of = out, seeds
	return out
}

// tokenFrom returns the number of the first token that begins at a byte or behind it.
func tokenFrom(tokens []token, at int) int {
	i := min(at/wordlist.Char, len(tokens)) // most tokens are Chinese characters
	for i > 0 && tokens[i-1].start >= at {
		i--
	}
	for i < len(tokens) && tokens[i].start < at {
		i++
	}
	return i
}

// share adds the things that have the tokens a and b, which are at i or are the same as
// those there.
func (f *finder) share(s *shares, i int, a, b string) {
	s.spots = f.set.with(s.spots[:0], a, b)
	if len(s.spots) > maxSpots {
		f.fullNames(i, s)
		return
	}
	weight := math.Log(1 + float64(f.set.Len())/float64(len(s.spots)))
	for _, sp := range s.spots {
		s.add(sp.Text, weight, seed{i, int(sp.At)})
	}
}

// with appends the places of names that have the tokens a and b beside each other, or
// as many as are one more than maxSpots.
func (s *Set) with(out []bigram.Place, a, b string) []bigram.Place {
	pair := pairOf(a, b)
	if len(s.pairs.Of(pair)) <= fewPlaces {
		return s.look(out, pair, a, b)
	}
	place := &s.read.pairs[pair%uint32(len(s.read.pairs))]
	if k := place.Load(); k != nil && k.a == a && k.b == b {
		return append(out, k.spots...)
	}
	out = s.look(out, pair, a, b)
	place.Store(&pairSpots{strings.Clone(a), strings.Clone(b), slices.Clone(out)})
	return out
}

// fewPlaces is how many places are looked at each time.
const fewPlaces = 16

// pairSpots are the places of a pair, at most one more than maxSpots.
type pairSpots struct {
	a, b  string
	spots []bigram.Place
}

// look is with for a pair whose places are not kept.
func (s *Set) look(out []bigram.Place, pair uint32, a, b string) []bigram.Place {
	plain := isPlain(a) && isPlain(b)
	for _, p := range s.pairs.Of(pair) {
		if out = s.spot(out, p, a, b, plain); len(out) > maxSpots {
			return out
		}
	}
	for _, p := range s.over.pairs.Of(pair) {
		if out = s.spot(out, p, a, b, plain); len(out) > maxSpots {
			break
		}
	}
	return out
}

// isPlain reports whether a token is a character that is a token wherever it is: it is
// neither a code nor may a number begin with it.
func isPlain(text string) bool {
	r, w := utf8.DecodeRuneInString(text)
	return w == len(text) && r >= utf8.RuneSelf && !ledger.MayBegin(r)
}

// spot adds p to out if the tokens a and b are there beside each other. plain says that
// both are plain, as most are, so that they need not be read as tokens.
func (s *Set) spot(out []bigram.Place, p bigram.Place, a, b string, plain bool) []bigram.Place {
	name := s.name(p.Text)
	if plain {
		rest := name[p.At:]
		if len(rest) < len(a) || rest[:len(a)] != a {
			return out
		}
		if rest = rest[len(a):]; len(rest) >= len(b) && rest[:len(b)] == b {
			return append(out, p)
		}
	}
	t := tokenAt(name, int(p.At))
	if t.text != a {
		return out
	}
	next := token{end: t.end}
	for next.text == "" && next.end < len(name) {
		next = tokenAt(name, next.end)
	}
	if next.text != b {
		return out
	}
	return append(out, p)
}

// fullNames adds the things whose full name begins at token i, if the pair there is
// part of too many other names.
func (f *finder) fullNames(i int, s *shares) {
	for j := i + 1; j < len(f.q) && j < i+maxName && !f.apart(j-1); j++ {
		if t, ok := f.set.number(f.question[f.q[i].start:f.q[j].end]); ok {
			s.add(t, math.Log(1+float64(f.set.Len())), seed{i, 0})
		}
	}
}
