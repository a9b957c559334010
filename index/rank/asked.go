package rank

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/query"
	"beilun/index/words"
	"beilun/internal/zhtext"
)

// asked is a question as the ranking sees it: its characters, and the units of
// them that are searched for in passages.
type asked struct {
	text  []rune // folded, at most maxAsked characters
	at    map[rune][]int
	sieve [4]uint64 // by the low bits of a character: some character of text has them
	units []unit
	ends  [][]int // by place in text: the units that end there
	words []int   // the units that are words, in order
	order []int   // by unit: its place in words; -1 for what is no word
}

// maxAsked bounds the characters of a question that passages are compared
// with. Longer questions rank no better.
const maxAsked = 120

// unit is a run of a question's characters.
type unit struct {
	kind   unitKind
	length int
	idf    float64 // among all passages; 0 for a character
	local  float64 // how rare it is among the candidates
}

type unitKind int

const (
	charUnit  unitKind = iota // a character of a pair
	pairUnit                  // neighbouring Han characters
	wordUnit                  // a word of Han characters
	exactUnit                 // a number, or a word in letters: a part of it is something else
)

func newAsked(q query.Query, bq *BM25) *asked {
	text := []rune(query.CloseUp(zhtext.FoldString(q.Text)))
	text = text[:min(len(text), maxAsked)]
	a := &asked{text: text, at: map[rune][]int{}, ends: make([][]int, len(text))}
	for i, r := range text {
		a.at[r] = append(a.at[r], i)
		a.sieve[r>>6&3] |= 1 << (r & 63)
	}
	a.addUnits(bq)
	a.order = make([]int, len(a.units))
	for _, us := range a.ends {
		for _, u := range us {
			a.order[u] = -1
			if a.units[u].kind == wordUnit {
				a.order[u] = len(a.words)
				a.words = append(a.words, u)
			}
		}
	}
	return a
}

// addUnits makes units of the terms of the question's own text.
func (a *asked) addUnits(bq *BM25) {
	whole := string(a.text)
	chars := map[rune]bool{}
	add := func(kind unitKind, from, length int, idf float64) {
		a.ends[from+length-1] = append(a.ends[from+length-1], len(a.units))
		a.units = append(a.units, unit{kind: kind, length: length, idf: idf})
	}
	for _, t := range bq.Terms {
		i := strings.Index(whole, t.Text)
		if i < 0 || t.source != fromWords && t.source != fromGrams {
			continue
		}
		from := utf8.RuneCountInString(whole[:i])
		length := utf8.RuneCountInString(t.Text)
		switch isHanText := words.IsHan(a.text[from]); {
		case t.source == fromWords && isHanText:
			add(wordUnit, from, length, t.IDF)
		case t.source == fromGrams && !isHanText:
			add(exactUnit, from, length, t.IDF)
		case t.source == fromGrams:
			add(pairUnit, from, length, t.IDF)
			for j := from; j < from+length; j++ {
				if !chars[a.text[j]] {
					chars[a.text[j]] = true
					add(charUnit, j, 1, 0)
				}
			}
		}
	}
}

// place is a unit in a passage; at is its last character.
type place struct{ at, unit int32 }

// found is the part of a question that a passage contains.
type found struct {
	places []place // in order
	chars  []place // those of characters and numbers
	pairs  []place // of pairs and numbers
	words  []place // of words and numbers
	count  []int32 // of each unit
	runs   []int32 // by place in the question: the length of the longest run up to it that the passage contains
}

// finder looks for the units of a question in one text after the other. It is
// not safe for concurrent use; what it found stays.
type finder struct {
	*asked
	// The length of the common run that ends here, by place in the question; at
	// the last character of the text and at this one. All are 0 between two texts.
	last, here       []int
	lastSet, hereSet []int   // places that are not 0
	counts           []int32 // room for the counts and runs of the texts to come
	// Room for their places.
	places, chars, pairs, words []place
}

// newFinder makes a finder for a number of texts.
func (a *asked) newFinder(texts int) *finder {
	n := len(a.text)
	return &finder{
		asked: a, last: make([]int, n), here: make([]int, n),
		counts: make([]int32, texts*(len(a.units)+n)), places: make([]place, 0, 40*texts),
		chars: make([]place, 0, 20*texts), pairs: make([]place, 0, 12*texts), words: make([]place, 0, 8*texts),
	}
}

// take returns room for n numbers, all 0.
func (f *finder) take(n int) []int32 {
	out := f.counts[:n:n]
	f.counts = f.counts[n:]
	return out
}

// find looks for the units in text.
func (f *finder) find(text []rune) found {
	a := f.asked
	out := found{count: f.take(len(a.units)), runs: f.take(len(a.text))}
	from, chars, pairs, words := len(f.places), len(f.chars), len(f.pairs), len(f.words)
	last, here, lastSet, hereSet := f.last, f.here, f.lastSet, f.hereSet
	for t, r := range text {
		hereSet = hereSet[:0]
		if a.sieve[r>>6&3]&(1<<(r&63)) != 0 {
			hereSet = append(hereSet, a.at[r]...)
		}
		for _, j := range hereSet {
			run := 1
			if j > 0 {
				run += last[j-1]
			}
			here[j] = run
			out.runs[j] = max(out.runs[j], int32(run))
			for _, u := range a.ends[j] {
				if x := a.units[u]; x.length <= run && (x.kind != exactUnit || standsAlone(text, t-x.length+1, t+1)) {
					f.add(place{int32(t), int32(u)}, x.kind)
					out.count[u]++
				}
			}
		}
		for _, j := range lastSet {
			last[j] = 0
		}
		last, here = here, last
		lastSet, hereSet = hereSet, lastSet
	}
	for _, j := range lastSet {
		last[j] = 0
	}
	f.lastSet, f.hereSet = lastSet[:0], hereSet
	out.places = slices.Clip(f.places[from:])
	out.chars, out.pairs, out.words = slices.Clip(f.chars[chars:]), slices.Clip(f.pairs[pairs:]), slices.Clip(f.words[words:])
	return out
}

// add adds a place of a unit of a kind.
func (f *finder) add(p place, kind unitKind) {
	f.places = append(f.places, p)
	if kind == charUnit || kind == exactUnit {
		f.chars = append(f.chars, p)
	}
	if kind == pairUnit || kind == exactUnit {
		f.pairs = append(f.pairs, p)
	}
	if kind == wordUnit || kind == exactUnit {
		f.words = append(f.words, p)
	}
}

// standsAlone reports whether the number or word at text[from:to] is no part of
// a longer one.
func standsAlone(text []rune, from, to int) bool {
	return (from == 0 || !words.GoOn(text[from-1], text[from])) && (to == len(text) || !words.GoOn(text[to-1], text[to]))
}
