package index

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"beilun/internal/zhtext"
)

// likeness is what is kept of a release to tell whether another one is the same
// text: a web page and its PDF, or a reprint with another lead. Its size is
// bounded by the text's; the zero likeness is like nothing.
type likeness struct {
	Size      int    `json:"n,omitempty"` // shingles
	MinHash   []byte `json:"h,omitempty"` // minHashes values of two bytes
	Whole     uint32 `json:"w,omitempty"` // hash of the whole text
	Numbers   []byte `json:"f,omitempty"` // of each number 4 bytes for the words around it and 4 for its value
	Sentences []byte `json:"s,omitempty"` // 4 bytes each, 0 behind the last of a passage
}

// Limits of a likeness. What is shorter says too little to be told from another
// text, and what is longer is no press release.
const (
	minShingles = 40
	maxShingles = 200_000
	maxNumbers  = 4000
)

const (
	minHashes = 64
	shingle   = 4 // characters
)

// likenessOf reads the passages of a release.
func likenessOf(ps []Passage) likeness {
	var l likeness
	var text []rune
	for _, p := range ps {
		for _, s := range p.Sentences {
			bare := bareText(s.Of(p.Text))
			if len(bare) == 0 {
				continue
			}
			l.Sentences = binary.LittleEndian.AppendUint32(l.Sentences, sentenceHash(bare))
			text = append(text, bare...)
		}
		l.Sentences = binary.LittleEndian.AppendUint32(l.Sentences, 0)
	}
	if len(text) < minShingles+shingle || len(text) > maxShingles {
		return likeness{}
	}
	var ok bool
	if l.Numbers, ok = numbersOf(text); !ok {
		return likeness{}
	}
	l.Whole = uint32(hash(text))
	l.minHash(text)
	return l
}

// sentenceHash is never 0, which ends a passage.
func sentenceHash(bare []rune) uint32 { return max(1, uint32(hash(bare)>>16)) }

// bareText folds s and takes out white space and punctuation, in which two
// prints of a text differ, but not what belongs to a number.
func bareText(s string) []rune {
	rs := []rune(zhtext.FoldString(s))
	out := make([]rune, 0, len(rs))
	digit := func(i int) bool { return i >= 0 && i < len(rs) && '0' <= rs[i] && rs[i] <= '9' }
	for i, r := range rs {
		last := len(out) > 0 && '0' <= out[len(out)-1] && out[len(out)-1] <= '9'
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsSymbol(r), r == '%', r == '‰':
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

// apart stands in a bare text for marks between two numbers.
const apart = '/'

func hash(rs []rune) uint64 {
	h := fnv.New64a()
	var b [4]byte
	for _, r := range rs {
		binary.LittleEndian.PutUint32(b[:], uint32(r))
		h.Write(b[:])
	}
	return mix(h.Sum64())
}

// mix spreads the bits of x (the finalizer of splitmix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// minHash keeps of each of minHashes orders of all shingles the first one that
// stands in text: two texts agree in about as many as they share shingles.
func (l *likeness) minHash(text []rune) {
	var mul, add, least [minHashes]uint64
	for i := range least {
		mul[i], add[i], least[i] = mix(uint64(2*i+1))|1, mix(uint64(2*i+2)), ^uint64(0)
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
	return mix(x)
}

// resemblance estimates the share of the shingles of both that each of them
// has, from 0 to 1, and containment the share of the smaller one's shingles
// that the larger one has.
func (l *likeness) resemblance(m *likeness) (resemblance, containment float64) {
	if l.Size == 0 || m.Size == 0 || len(l.MinHash) != 2*minHashes || len(m.MinHash) != 2*minHashes {
		return 0, 0
	}
	same := 0
	for i := 0; i < 2*minHashes; i += 2 {
		if l.MinHash[i] == m.MinHash[i] && l.MinHash[i+1] == m.MinHash[i+1] {
			same++
		}
	}
	r := float64(same) / minHashes
	return r, min(1, r/(1+r)*float64(l.Size+m.Size)/float64(min(l.Size, m.Size)))
}

const numerals = "0123456789.%‰-〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿半"

func isNumeral(r rune) bool { return strings.ContainsRune(numerals, r) }

// timeWords stand behind numbers that differ between a release and its reprint:
// the day that it was sent.
const timeWords = "年月日号时点分"

// numbersOf returns the numbers of a bare text with the words around them, and
// false when there are too many.
func numbersOf(text []rune) (out []byte, ok bool) {
	var words []rune // without numbers
	type number struct {
		at    int // in words
		value []rune
	}
	var ns []number
	for i := 0; i < len(text); {
		if text[i] == apart {
			i++
			continue
		}
		if !isNumeral(text[i]) {
			words = append(words, text[i])
			i++
			continue
		}
		from := i
		for i < len(text) && isNumeral(text[i]) {
			i++
		}
		ns = append(ns, number{len(words), text[from:i]})
	}
	if len(ns) > maxNumbers {
		return nil, false
	}
	const before, behind = 4, 2
	keys := make([]uint64, 0, len(ns))
	for _, n := range ns {
		around := hash(words[max(0, n.at-before):min(len(words), n.at+behind)])
		value := hash(n.value) &^ firmBit & 0xffffffff
		isTime := n.at < len(words) && strings.ContainsRune(timeWords, words[n.at])
		if strings.ContainsAny(string(n.value), "0123456789") && !isTime {
			value |= firmBit
		}
		keys = append(keys, around<<32|value)
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		out = binary.BigEndian.AppendUint64(out, k)
	}
	return out, true
}

// firmBit is set in the value of a number that is no time.
const firmBit = 1

// numbersAgree reports whether the numbers of two texts may be those of one:
// between the same words stand the same, and only one of the texts, if any, has
// some that the other has not.
func numbersAgree(a, b []byte) bool {
	for x, y := a, b; len(x) >= 8 && len(y) >= 8; {
		around, other := binary.BigEndian.Uint32(x), binary.BigEndian.Uint32(y)
		p, q := x[:run(x)], y[:run(y)]
		if around == other && !within(p, q) && !within(q, p) {
			return false
		}
		if around <= other {
			x = x[len(p):]
		}
		if other <= around {
			y = y[len(q):]
		}
	}
	u, v := valuesOf(a, 0), valuesOf(b, 0)
	return beyond(valuesOf(a, firmBit), v) == 0 || beyond(valuesOf(b, firmBit), u) == 0
}

// run returns the length in bytes of the numbers at the start of b that have the
// same words around them.
func run(b []byte) int {
	n := 8
	for n+8 <= len(b) && bytes.Equal(b[n:n+4], b[:4]) {
		n += 8
	}
	return n
}

// within reports whether all values of a run are among those of another. Both
// are in order.
func within(a, b []byte) bool {
	for ; len(a) >= 8; a = a[8:] {
		for len(b) >= 8 && bytes.Compare(b[4:8], a[4:8]) < 0 {
			b = b[8:]
		}
		if len(b) < 8 || !bytes.Equal(a[4:8], b[4:8]) {
			return false
		}
	}
	return true
}

// valuesOf returns the values of numbers that have all the bits given.
func valuesOf(numbers []byte, bits uint32) map[uint32]bool {
	out := map[uint32]bool{}
	for ; len(numbers) >= 8; numbers = numbers[8:] {
		if v := binary.BigEndian.Uint32(numbers[4:]); v&bits == bits {
			out[v&^firmBit] = true
		}
	}
	return out
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

// passages returns the sentences of each passage.
func (l *likeness) passages() (out [][]uint32) {
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
