package words

import (
	"math"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/go-ego/gse"
)

// cutWord is a word of a run, in bytes of it.
type cutWord struct {
	start, end int32
	token      *gse.Token // one of the dictionary; unknown for a character that is in none
}

// Start, End and Token are called as those of gse's segments are.
func (w cutWord) Start() int { return int(w.start) }

// End returns the byte behind the word.
func (w cutWord) End() int { return int(w.end) }

// Token returns what the dictionary says of the word.
func (w cutWord) Token() *gse.Token { return w.token }

// shortest cuts runs of Han characters as gse's Segment does, by the shortest way through
// the words of its dictionary.
//
// 2026-12-01: gse allocates three times for each character, which were a twentieth of all
// that an answer allocates; instead of its own loop, this one uses its memory again. What
// gse knows of a word and does not say is worked out once, when the words are loaded.
type shortest struct {
	dict      *gse.Dictionary
	chars     []uint8   // by the number of a token
	distances []float32 // the same
	unknown   *gse.Token
}

// unknownDistance is how long gse's way through a character is that is in no word.
const unknownDistance = 32

// newShortest returns what cuts with the words of seg.
func newShortest(seg *gse.Segmenter) *shortest {
	s := &shortest{dict: seg.Dict}
	tokens := s.dict.Tokens
	s.chars, s.distances = make([]uint8, len(tokens)), make([]float32, len(tokens))
	all := float32(math.Log2(s.dict.TotalFreq()))
	for i := range tokens {
		s.chars[i] = uint8(min(utf8.RuneCountInString(tokens[i].Text()), math.MaxUint8))
		s.distances[i] = all - float32(math.Log2(tokens[i].Freq()))
	}
	s.unknown = seg.Segment([]byte("\ue001"))[0].Token() // that of a character that no text has
	return s
}

// number returns the number of a token of the dictionary.
func (s *shortest) number(t *gse.Token) int {
	first := unsafe.SliceData(s.dict.Tokens)
	return int((uintptr(unsafe.Pointer(t)) - uintptr(unsafe.Pointer(first))) / unsafe.Sizeof(*first))
}

// step is the best way to the end of a character.
type step struct {
	distance float32 // 0: there is none yet
	chars    int32   // of the last word
	token    *gse.Token
}

// cutting is the memory for cutting a run.
type cutting struct {
	text   []byte
	chars  []gse.Text
	steps  []step
	tokens []*gse.Token
}

var cuttings = sync.Pool{New: func() any { return &cutting{} }}

// maxCutting is how many bytes of a run a cutting keeps memory for.
const maxCutting = 4 << 10

// cut cuts a run of Han characters.
func (s *shortest) cut(run string) []cutWord {
	if run == "" {
		return nil
	}
	c := cuttings.Get().(*cutting)
	c.start(run, s.dict.MaxTokenLen())
	base := float32(0)
	for i := range c.chars {
		n := s.dict.LookupTokens(c.chars[i:min(i+s.dict.MaxTokenLen(), len(c.chars))], c.tokens)
		first := int32(0)
		for k, t := range c.tokens[:n] {
			number := s.number(t)
			chars := int32(s.chars[number])
			if k == 0 {
				first = chars
			}
			c.reach(i, chars, base+s.distances[number], t)
		}
		if n == 0 || first > 1 {
			c.reach(i, 1, base+unknownDistance, s.unknown)
		}
		base = c.steps[i].distance
	}
	out := c.words()
	if len(run) <= maxCutting {
		cuttings.Put(c)
	}
	return out
}

// start prepares c for a run, and for words of at most longest characters.
func (c *cutting) start(run string, longest int) {
	c.text = append(c.text[:0], run...)
	c.chars, c.steps = c.chars[:0], c.steps[:0]
	for i := 0; i < len(run); {
		_, w := utf8.DecodeRuneInString(run[i:])
		c.chars, c.steps = append(c.chars, c.text[i:i+w]), append(c.steps, step{})
		i += w
	}
	if len(c.tokens) < longest {
		c.tokens = make([]*gse.Token, longest)
	}
}

// reach notes a way to the end of a word that begins at character i.
func (c *cutting) reach(i int, chars int32, distance float32, token *gse.Token) {
	if s := &c.steps[i+int(chars)-1]; s.distance == 0 || s.distance > distance {
		*s = step{distance, chars, token}
	}
}

// words returns the words of the shortest way.
func (c *cutting) words() []cutWord {
	n := 0
	for i := len(c.steps); i > 0; i -= int(c.steps[i-1].chars) {
		n++
	}
	out := make([]cutWord, n)
	end := len(c.text)
	for i := len(c.steps); i > 0; {
		s := &c.steps[i-1]
		start := end
		for _, char := range c.chars[i-int(s.chars) : i] {
			start -= len(char)
		}
		n--
		out[n] = cutWord{int32(start), int32(end), s.token}
		end = start
		i -= int(s.chars)
	}
	return out
}
