// Package packed writes values one after the other in few bytes and reads them back:
// numbers as varints, a string as its length and its bytes, a list as its length and
// its parts. It keeps no types: what reads does so in the order of what wrote.
package packed

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
)

// ErrShort says that bytes end too early, or hold a length that cannot be.
var ErrShort = errors.New("packed: the bytes are not those of such a value")

// Writer writes values. The zero Writer is ready for use.
type Writer struct {
	Out  []byte
	Said *Strings // nil: a string is written itself, else its number there
}

// Strings are different strings, each with a number: where many values have the same ones,
// they are kept once. The zero Strings is ready for use, by one goroutine.
type Strings struct {
	All     []string // by number
	numbers map[string]int
}

// Number returns the number of a string, a new one for a new string.
func (s *Strings) Number(of string) int {
	n, ok := s.numbers[of]
	if !ok {
		if s.numbers == nil {
			s.numbers = map[string]int{}
		}
		n, of = len(s.All), strings.Clone(of) // it may be a part of something large
		s.All, s.numbers[of] = append(s.All, of), n
	}
	return n
}

// Close returns the strings by number, in no more memory than they need. There is no
// Number any more.
func (s *Strings) Close() []string {
	all := slices.Clone(s.All)
	*s = Strings{}
	return all
}

// Int writes a number.
func (w *Writer) Int(n int) { w.Int64(int64(n)) }

// Int64 writes a number.
func (w *Writer) Int64(n int64) { w.Out = binary.AppendVarint(w.Out, n) }

// String writes a string.
func (w *Writer) String(s string) {
	if w.Said != nil {
		w.Int(w.Said.Number(s))
		return
	}
	w.Int(len(s))
	w.Out = append(w.Out, s...)
}

// Bool writes a truth value.
func (w *Writer) Bool(b bool) {
	n := byte(0)
	if b {
		n = 1
	}
	w.Out = append(w.Out, n)
}

// Fixed32 writes a number in four bytes, which are read faster than those of Int.
func (w *Writer) Fixed32(n int32) { w.Out = binary.LittleEndian.AppendUint32(w.Out, uint32(n)) }

// Reader reads what a Writer wrote. After an error it reads zeros.
type Reader struct {
	In   string   // the rest; the strings that are read are parts of it
	Err  error    // ErrShort, or nil
	Said []string // of a Writer that has some: the strings by number
}

// Fail makes ErrShort the error.
func (r *Reader) Fail() { r.In, r.Err = "", ErrShort }

// Int64 reads a number.
func (r *Reader) Int64() int64 {
	var u uint64
	for i := 0; i < len(r.In) && i < binary.MaxVarintLen64; i++ {
		c := r.In[i]
		u |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.In = r.In[i+1:]
			return int64(u>>1) ^ -int64(u&1)
		}
	}
	r.Fail()
	return 0
}

// Int reads a number.
func (r *Reader) Int() int { return int(r.Int64()) }

// Len reads the length of something that takes a byte for each of its parts at the
// least.
func (r *Reader) Len() int {
	n := r.Int()
	if n < 0 || n > len(r.In) {
		r.Fail()
		return 0
	}
	return n
}

// String reads a string.
func (r *Reader) String() string {
	if r.Said != nil {
		n := r.Int()
		if n < 0 || n >= len(r.Said) {
			r.Fail()
			return ""
		}
		return r.Said[n]
	}
	n := r.Len()
	s := r.In[:n]
	r.In = r.In[n:]
	return s
}

// Bool reads a truth value.
func (r *Reader) Bool() bool {
	if r.In == "" {
		r.Fail()
		return false
	}
	b := r.In[0] != 0
	r.In = r.In[1:]
	return b
}

// Fixed32 reads a number.
func (r *Reader) Fixed32() int32 {
	s := r.In
	if len(s) < 4 {
		r.Fail()
		return 0
	}
	r.In = s[4:]
	return int32(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

// End returns the error, which is ErrShort also if anything is left.
func (r *Reader) End() error {
	if r.Err == nil && r.In != "" {
		return ErrShort
	}
	return r.Err
}
