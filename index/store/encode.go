package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"

	"beilun/index/passage"
	"beilun/knowledge"
)

// What is stored of a passage beside its text is written field after field:
// numbers as varints, a string as its length and its bytes, a list as its
// length and its parts. Fifty passages may have to be read for a question, and
// JSON takes most of the time then. A change here needs another FormatVersion.

// EncodeAbout encodes what passageOf reads back.
func EncodeAbout(p passage.Passage) []byte {
	e := encoder{text: p.Text}
	e.string(p.Heading)
	e.span(p.Origin)
	e.int(len(p.Sentences))
	for _, s := range p.Sentences {
		e.span(s)
	}
	e.int(len(p.Figures))
	for i := range p.Figures {
		e.figure(&p.Figures[i])
	}
	return e.out
}

type encoder struct {
	out  []byte
	text string // of the passage
}

func (e *encoder) int(n int) { e.out = binary.AppendVarint(e.out, int64(n)) }

func (e *encoder) string(s string) {
	e.int(len(s))
	e.out = append(e.out, s...)
}

func (e *encoder) bool(b bool) {
	if b {
		e.out = append(e.out, 1)
	} else {
		e.out = append(e.out, 0)
	}
}

func (e *encoder) span(s knowledge.Span) {
	e.int(s.Start)
	e.int(s.End)
}

// rat writes a number of parts before it: 0 for nil, 1 for an integer, else 2.
func (e *encoder) rat(r *big.Rat) {
	switch {
	case r == nil:
		e.int(0)
	case r.IsInt() && r.Num().IsInt64():
		e.int(1)
		e.out = binary.AppendVarint(e.out, r.Num().Int64())
	default:
		e.int(2)
		e.bool(r.Sign() < 0)
		e.string(string(r.Num().Bytes()))
		e.string(string(r.Denom().Bytes()))
	}
}

func (e *encoder) figure(f *knowledge.Figure) {
	e.span(f.Span)
	e.span(f.Quote)
	verbatim := f.Quote.Start >= 0 && f.Quote.Start <= f.Quote.End && f.Quote.End <= len(e.text) && f.Quote.Of(e.text) == f.Text
	e.bool(verbatim)
	if !verbatim {
		e.string(f.Text)
	}
	e.string(string(f.Kind))
	e.rat(f.Value)
	e.rat(f.Lo)
	e.rat(f.Hi)
	for _, s := range []string{f.Unit, f.Qualifier, f.Per, f.Status, f.Time} {
		e.string(s)
	}
	b := &f.Binding
	for _, s := range []string{b.Subject, b.Scope, b.Metric, string(b.State), b.Period} {
		e.string(s)
	}
	e.bool(b.Loose)
	e.bool(b.Change)
	e.int(int(b.Sure*sureScale + 0.5))
	e.int(len(b.Words))
	for _, w := range b.Words {
		e.string(w)
	}
}

// sureScale is in how many steps it is stored how sure a binding is.
const sureScale = 100

// errShort says that stored bytes are no passage.
var errShort = errors.New("not a stored passage")

// passageOf puts a passage together again from what is stored. Its strings
// share the memory of text and about.
func passageOf(id string, rel passage.Release, text, about string) (passage.Passage, error) {
	d := decoder{in: about, text: text}
	p := passage.Passage{ID: id, Release: rel, Text: text, Heading: d.string(), Origin: d.span()}
	if n := d.length(); n > 0 {
		p.Sentences = make([]knowledge.Span, n)
		for i := range p.Sentences {
			p.Sentences[i] = d.spanOfText()
		}
	}
	if n := d.length(); n > 0 {
		p.Figures = make([]knowledge.Figure, n)
		for i := range p.Figures {
			d.figure(&p.Figures[i])
		}
	}
	if d.err == nil && d.in != "" {
		d.err = errShort
	}
	if d.err != nil {
		return passage.Passage{}, fmt.Errorf("decode passage %s: %w", id, d.err)
	}
	return p, nil
}

// decoder reads what an encoder wrote. After an error it reads zeros.
type decoder struct {
	in, text string
	err      error
}

func (d *decoder) fail() { d.in, d.err = "", errShort }

func (d *decoder) int64() int64 {
	var u uint64
	for i := 0; i < len(d.in) && i < binary.MaxVarintLen64; i++ {
		c := d.in[i]
		u |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.in = d.in[i+1:]
			return int64(u>>1) ^ -int64(u&1)
		}
	}
	d.fail()
	return 0
}

func (d *decoder) int() int { return int(d.int64()) }

// length reads the length of something that takes a byte for each of its parts
// at the least.
func (d *decoder) length() int {
	n := d.int()
	if n < 0 || n > len(d.in) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) string() string {
	n := d.length()
	s := d.in[:n]
	d.in = d.in[n:]
	return s
}

func (d *decoder) bool() bool {
	if d.in == "" {
		d.fail()
		return false
	}
	b := d.in[0] != 0
	d.in = d.in[1:]
	return b
}

func (d *decoder) span() knowledge.Span { return knowledge.Span{Start: d.int(), End: d.int()} }

func (d *decoder) spanOfText() knowledge.Span {
	s := d.span()
	if s.Start < 0 || s.End < s.Start || s.End > len(d.text) {
		d.fail()
		return knowledge.Span{}
	}
	return s
}

func (d *decoder) rat() *big.Rat {
	switch d.int() {
	case 0:
		return nil
	case 1:
		return new(big.Rat).SetInt64(d.int64())
	case 2:
		negative := d.bool()
		num, den := new(big.Int).SetBytes([]byte(d.string())), new(big.Int).SetBytes([]byte(d.string()))
		if den.Sign() == 0 {
			break
		}
		if negative {
			num.Neg(num)
		}
		return new(big.Rat).SetFrac(num, den)
	}
	d.fail()
	return nil
}

func (d *decoder) figure(f *knowledge.Figure) {
	f.Span, f.Quote = d.spanOfText(), d.spanOfText()
	if d.bool() {
		f.Text = f.Quote.Of(d.text)
	} else {
		f.Text = d.string()
	}
	f.Kind = knowledge.Kind(d.string())
	f.Value, f.Lo, f.Hi = d.rat(), d.rat(), d.rat()
	f.Unit, f.Qualifier, f.Per, f.Status, f.Time = d.string(), d.string(), d.string(), d.string(), d.string()
	b := &f.Binding
	b.Subject, b.Scope, b.Metric = d.string(), d.string(), d.string()
	b.State, b.Period = knowledge.State(d.string()), d.string()
	b.Loose, b.Change = d.bool(), d.bool()
	b.Sure = float32(d.int()) / sureScale
	if n := d.length(); n > 0 {
		b.Words = make([]string, n)
		for i := range b.Words {
			b.Words[i] = d.string()
		}
	}
}
