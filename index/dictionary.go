package index

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// dictionary holds words with their frequencies and cuts runs of Han characters
// as gse does: the shortest way through the words that stand in a run, where a
// word is as long as it is rare. It does not change once made.
//
// gse looks for words byte by byte at each character, and makes an object of
// each that begins none. Nearly all words have two characters and more, and most
// pairs of characters in a text begin no word: so a table of pairs finds the
// words that begin at a character with one look.
type dictionary struct {
	words  []dictWord
	begin  pairTable // the last word that begins with a pair of characters
	single bool      // there are words of one character, whose pair has no first one
}

// dictWord is a word of a dictionary.
type dictWord struct {
	text, tag string
	rest      string // of text, behind the pair
	chars     int32
	distance  float32
	next      int32 // the word before it that begins with the same pair; -1: none
}

// piece is a word that a run was cut into: its bytes there and its tag.
type piece struct {
	start, end int
	tag        string
}

// strayDistance is how long a character is that is no word.
const strayDistance = 32

// strayTag is its tag.
const strayTag = "x"

// singleFreq is the frequency of a word of one character, as in gse: it stays
// whole anyway, and must not tear a longer word apart.
const singleFreq = 2

// newDictionary makes a dictionary of lines "word frequency tag". The first of
// two lines of a word counts; a line without a frequency does not.
func newDictionary(lines string) *dictionary {
	n := strings.Count(lines, "\n")
	d := &dictionary{words: make([]dictWord, 0, n), begin: newPairTable(n)}
	total := 0.0
	for line := range strings.Lines(lines) {
		word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		freq, tag, _ := strings.Cut(rest, " ")
		f, err := strconv.ParseFloat(freq, 64)
		if utf8.RuneCountInString(word) == 1 {
			f = min(f, singleFreq)
		}
		if err == nil && f > 0 && d.add(word, tag, f) {
			total += f
		}
	}
	all := float32(math.Log2(total))
	for i := range d.words {
		d.words[i].distance = all - d.words[i].distance
	}
	return d
}

// add adds a word and reports whether it is new. Its distance is for now the
// logarithm of its frequency.
func (d *dictionary) add(word, tag string, freq float64) bool {
	if word == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(word)
	key, rest := pair{0, r}, word[n:]
	if rest != "" {
		next, m := utf8.DecodeRuneInString(rest)
		key, rest = pair{r, next}, rest[m:]
	}
	first := d.begin.get(key)
	for i := first; i >= 0; i = d.words[i].next {
		if d.words[i].rest == rest {
			return false
		}
	}
	d.single = d.single || n == len(word)
	d.begin.set(key, int32(len(d.words)))
	d.words = append(d.words, dictWord{text: word, tag: tag, rest: rest, chars: int32(utf8.RuneCountInString(word)), distance: float32(math.Log2(freq)), next: first})
	return true
}

// step is the shortest way to a character's end: its length and its last word.
type step struct {
	char     rune
	distance float32
	from     int32 // the byte where the word begins
	to       int32 // the byte where the character ends
	last     int32 // the character before the word; -1: none
	word     int32 // in words; -1: a character that is none
}

// cut cuts a run of folded Han characters and appends the pieces to out. inside
// leaves out the word that is the whole run.
func (d *dictionary) cut(out []piece, run string, inside bool) []piece {
	var few [48]step // most runs are shorter
	steps := few[:0]
	if n := len(run) / len("字"); n > len(few) {
		steps = make([]step, 0, n)
	}
	for i, r := range run {
		steps = append(steps, step{char: r, to: int32(i + utf8.RuneLen(r)), word: -1})
	}
	distance, from := float32(0), 0
	for at := range steps {
		alone := false // the character is a word
		look := func(key pair, behind string) {
			for i := d.begin.get(key); i >= 0; i = d.words[i].next {
				w := &d.words[i]
				if !strings.HasPrefix(behind, w.rest) || inside && len(w.text) == len(run) {
					continue
				}
				alone = alone || w.chars == 1
				steps[at+int(w.chars)-1].reach(distance+w.distance, at, from, i)
			}
		}
		if d.single {
			look(pair{0, steps[at].char}, "")
		}
		if at+1 < len(steps) {
			look(pair{steps[at].char, steps[at+1].char}, run[steps[at+1].to:])
		}
		if !alone {
			steps[at].reach(distance+strayDistance, at, from, -1)
		}
		distance, from = steps[at].distance, int(steps[at].to)
	}
	return d.pieces(out, steps)
}

// reach takes a way to the character that s is of if it is shorter than the one
// found so far.
func (s *step) reach(distance float32, at, from int, word int32) {
	if s.distance == 0 || s.distance > distance {
		s.distance, s.last, s.from, s.word = distance, int32(at)-1, int32(from), word
	}
}

// eachInside calls f with the bytes of each word that stands inside word, and of
// those inside them.
func (d *dictionary) eachInside(word string, f func(start, end int)) {
	if utf8.RuneCountInString(word) == 1 {
		return
	}
	for _, p := range d.cut(nil, word, true) {
		f(p.start, p.end)
		d.eachInside(word[p.start:p.end], func(start, end int) { f(p.start+start, p.start+end) })
	}
}

// pieces appends the words of the shortest way to out.
func (d *dictionary) pieces(out []piece, steps []step) []piece {
	for i := len(steps) - 1; i >= 0; i = int(steps[i].last) {
		out = append(out, piece{})
	}
	end := len(out)
	for i := len(steps) - 1; i >= 0; i = int(steps[i].last) {
		s := &steps[i]
		p := piece{start: int(s.from), end: int(s.to), tag: strayTag}
		if s.word >= 0 {
			p.tag = d.words[s.word].tag
		}
		end--
		out[end] = p
	}
	return out
}
