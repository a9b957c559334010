package likeness

import (
	"encoding/binary"
	"unicode"

	"beilun/index/passage"
	"beilun/index/words"
	"beilun/internal/zhtext"
)

// Likeness is what is kept of a release to decide whether another one is the same
// text: a web page and its PDF, or a reprint with another lead. Its size is
// bounded by the text's; the zero likeness is like nothing.
type Likeness struct {
	Size      int    // shingles
	MinHash   []byte // minHashes values of two bytes
	Whole     uint32 // hash of the whole text
	Numbers   []byte // of each number 4 bytes for the words around it, 4 for its value, 2 for its unit
	Sentences []byte // 4 bytes each, 0 behind the last of a passage
}

// Limits of a likeness. A shorter text is too short to be distinguished from
// another one, and a longer one is no press release.
const (
	minShingles = 40
	maxShingles = 200_000
	maxNumbers  = 4000
)

const (
	MinHashes = 64
	shingle   = 4 // characters
)

// Of reads the passages of a release.
func Of(ps []passage.Passage) Likeness {
	var r Reader
	for i := range ps {
		r.Add(&ps[i])
	}
	return r.Likeness()
}

// Reader reads the passages of a release one after the other.
type Reader struct {
	sentences []byte
	text      []rune
	over      bool // it is too long to have a likeness
}

// Add reads the next passage.
func (r *Reader) Add(p *passage.Passage) {
	if r.over {
		return
	}
	for _, s := range p.Sentences {
		bare := Bare(s.Of(p.Text))
		if len(bare) == 0 {
			continue
		}
		r.sentences = binary.LittleEndian.AppendUint32(r.sentences, sentenceHash(bare))
		r.text = append(r.text, bare...)
	}
	r.sentences = binary.LittleEndian.AppendUint32(r.sentences, 0)
	if len(r.text) > maxShingles {
		*r = Reader{over: true}
	}
}

// Likeness returns the likeness of what was read.
func (r *Reader) Likeness() Likeness {
	l, text := Likeness{Sentences: r.sentences}, r.text
	if len(text) < minShingles+shingle {
		return Likeness{}
	}
	var ok bool
	if l.Numbers, ok = numbersOf(text); !ok {
		return Likeness{}
	}
	l.Whole = uint32(hash(text))
	l.minHash(text)
	return l
}

// sentenceHash is never 0, which ends a passage.
func sentenceHash(bare []rune) uint32 { return max(1, uint32(hash(bare)>>16)) }

// Bare folds s and takes out white space and punctuation, in which two
// prints of a text differ, but not what belongs to a number.
func Bare(s string) []rune {
	rs := []rune(zhtext.FoldString(s))
	out := make([]rune, 0, len(rs))
	digit := func(i int) bool { return i >= 0 && i < len(rs) && '0' <= rs[i] && rs[i] <= '9' }
	for i, r := range rs {
		last := len(out) > 0 && '0' <= out[len(out)-1] && out[len(out)-1] <= '9'
		switch {
		case words.IsHan(r), unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsSymbol(r), r == '%', r == '‰':
			out = append(out, r)
		case r == ',' && digit(i-1) && digit(i+1): // 1,200
		case r == '.' && digit(i-1) && digit(i+1), r == '-' && digit(i+1) && !last:
			out = append(out, r)
		case last && digit(i+1):
			out = append(out, apart)
		}
	}
	return out
}

// apart replaces the marks between two numbers in a bare text.
const apart = '/'

// hash is FNV-1a of the four bytes of each character, mixed.
func hash(rs []rune) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, r := range rs {
		for shift := 0; shift < 32; shift += 8 {
			h = (h ^ uint64(uint32(r)>>shift&0xff)) * prime
		}
	}
	return Mix(h)
}

// Mix spreads the bits of x (the finalizer of splitmix64).
func Mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// minHash keeps the least shingle of text in each of minHashes orders: the share in
// which two texts agree is about the share of shingles that they have in common.
func (l *Likeness) minHash(text []rune) {
	var mul, add, least [MinHashes]uint64
	for i := range least {
		mul[i], add[i], least[i] = Mix(uint64(2*i+1))|1, Mix(uint64(2*i+2)), ^uint64(0)
	}
	shingles := shinglesOf(text)
	for x := range shingles {
		for j := range least {
			least[j] = min(least[j], x*mul[j]+add[j])
		}
	}
	l.Size = len(shingles)
	for _, v := range least {
		l.MinHash = binary.LittleEndian.AppendUint16(l.MinHash, uint16(v))
	}
}

// shinglesOf returns the hashes of the runs of characters of a bare text.
func shinglesOf(text []rune) map[uint64]bool {
	out := make(map[uint64]bool, len(text))
	for i := 0; i+shingle <= len(text); i++ {
		out[hashOf(text[i:i+shingle])] = true
	}
	return out
}

// hashOf is hash for a few characters.
func hashOf(rs []rune) uint64 {
	x := uint64(0)
	for _, r := range rs {
		x = x<<16 ^ x>>48 ^ uint64(r)
	}
	return Mix(x)
}

// Resemblance estimates the share of the shingles of both that each of them
// has, from 0 to 1, and containment the share of the smaller one's shingles
// that the larger one has.
func (l *Likeness) Resemblance(m *Likeness) (resemblance, containment float64) {
	if l.Size == 0 || m.Size == 0 || len(l.MinHash) != 2*MinHashes || len(m.MinHash) != 2*MinHashes {
		return 0, 0
	}
	same := 0
	for i := 0; i < 2*MinHashes; i += 2 {
		if l.MinHash[i] == m.MinHash[i] && l.MinHash[i+1] == m.MinHash[i+1] {
			same++
		}
	}
	r := float64(same) / MinHashes
	return r, min(1, r/(1+r)*float64(l.Size+m.Size)/float64(min(l.Size, m.Size)))
}

// beyond counts the members of a that b has not.
func beyond[K comparable](a, b map[K]bool) int {
	n := 0
	for k := range a {
		if !b[k] {
			n++
		}
	}
	return n
}

// Passages returns the sentences of each passage.
func (l *Likeness) Passages() (out [][]uint32) {
	var one []uint32
	for b := l.Sentences; len(b) >= 4; b = b[4:] {
		s := binary.LittleEndian.Uint32(b)
		if s == 0 {
			out, one = append(out, one), nil
			continue
		}
		one = append(one, s)
	}
	return out
}
