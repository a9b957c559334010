package store

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"

	"beilun/index/passage"
	"beilun/internal/packed"
	"beilun/knowledge"
)

// What is stored of a passage beside its text is packed field after field. Fifty
// passages may have to be read for a question, and JSON takes most of the time then. A
// change here needs another FormatVersion.

// EncodeAbout encodes what passageOf reads back.
func EncodeAbout(p passage.Passage) []byte {
	e := encoder{text: p.Text}
	e.about(&p)
	return e.Out
}

// Pack encodes p without its text and its release in few bytes, for keeping very many in
// memory: the strings are in said. It returns them, and where in them each figure begins.
func Pack(p *passage.Passage, said *packed.Strings) (about []byte, figures []int) {
	e := encoder{Writer: packed.Writer{Said: said}, text: p.Text}
	figures = e.about(p)
	return e.Out, figures
}

// about writes all of p but its ID, its release and its text, and returns where each
// figure begins.
func (e *encoder) about(p *passage.Passage) []int {
	e.String(p.Heading)
	e.span(p.Origin)
	e.Int(len(p.Sentences))
	for _, s := range p.Sentences {
		e.span(s)
	}
	e.Int(len(p.Figures))
	at := make([]int, len(p.Figures))
	for i := range p.Figures {
		at[i] = len(e.Out)
		e.figure(&p.Figures[i])
	}
	return at
}

type encoder struct {
	packed.Writer
	text string // of the passage
}

func (e *encoder) span(s knowledge.Span) {
	e.Int(s.Start)
	e.Int(s.End)
}

// rat writes a number of parts before it: 0 for nil, 1 for an integer, else 2.
func (e *encoder) rat(r *big.Rat) {
	switch {
	case r == nil:
		e.Int(0)
	case r.IsInt() && r.Num().IsInt64():
		e.Int(1)
		e.Int64(r.Num().Int64())
	default:
		e.Int(2)
		e.Bool(r.Sign() < 0)
		e.String(string(r.Num().Bytes()))
		e.String(string(r.Denom().Bytes()))
	}
}

func (e *encoder) figure(f *knowledge.Figure) {
	e.span(f.Span)
	e.span(f.Quote)
	verbatim := f.Quote.Start >= 0 && f.Quote.Start <= f.Quote.End && f.Quote.End <= len(e.text) && f.Quote.Of(e.text) == f.Text
	e.Bool(verbatim)
	if !verbatim {
		e.String(f.Text)
	}
	e.String(string(f.Kind))
	e.rat(f.Value)
	e.rat(f.Lo)
	e.rat(f.Hi)
	for _, s := range []string{f.Unit, f.Qualifier, f.Per, f.Status, f.Time} {
		e.String(s)
	}
	b := &f.Binding
	for _, s := range []string{b.Subject, b.Scope, b.Metric, string(b.State), b.Period} {
		e.String(s)
	}
	e.Bool(b.Loose)
	e.Bool(b.Change)
	e.Int(int(b.Sure*sureScale + 0.5))
	e.Int(len(b.Words))
	for _, w := range b.Words {
		e.String(w)
	}
}

// sureScale is in how many steps it is stored how sure a binding is.
const sureScale = 100

// passageOf puts a passage together again from what is stored. Its strings
// share the memory of text and about.
func passageOf(id string, rel passage.Release, text, about string) (passage.Passage, error) {
	return Unpack(id, rel, text, about, nil)
}

// Unpack puts together what Pack has taken apart, with the strings by number. It has no
// Thing in a Binding, as none is written.
func Unpack(id string, rel passage.Release, text, about string, said []string) (passage.Passage, error) {
	d := decoder{Reader: packed.Reader{In: about, Said: said}, text: text}
	p := d.head(id, rel)
	if n := d.Len(); n > 0 {
		p.Figures = make([]knowledge.Figure, n)
		for i := range p.Figures {
			d.left = n - i
			d.figure(&p.Figures[i])
		}
	}
	if err := d.End(); err != nil {
		return passage.Passage{}, fmt.Errorf("decode passage %s: %w", id, err)
	}
	return p, nil
}

// UnpackRow is Unpack for one figure, that which begins at a place. Its passage has no
// others.
func UnpackRow(id string, rel passage.Release, text, about string, at int, said []string) (passage.Row, error) {
	d := decoder{Reader: packed.Reader{In: about, Said: said}, text: text, left: 1}
	row := passage.Row{Passage: d.head(id, rel), Figure: new(knowledge.Figure)}
	if at < 0 || at > len(about) {
		d.Fail()
	} else if d.Err == nil {
		d.In = about[at:]
	}
	if d.figure(row.Figure); d.Err != nil {
		return passage.Row{}, fmt.Errorf("decode a figure of passage %s: %w", id, d.Err)
	}
	return row, nil
}

// decoder reads what an encoder wrote. After an error it reads zeros.
type decoder struct {
	packed.Reader
	text string

	// Memory for what figures refer to, made for several at once.
	left  int // figures that are not read yet
	rats  []big.Rat
	parts []big.Word // of the numerators of rats
	words []string
}

// integer returns a number that has memory for a numerator of one word.
func (d *decoder) integer(n int64) *big.Rat {
	if len(d.rats) == 0 {
		d.rats, d.parts = make([]big.Rat, d.left), make([]big.Word, d.left)
	}
	r, part := &d.rats[0], d.parts[:1:1]
	d.rats, d.parts = d.rats[1:], d.parts[1:]
	if n == math.MinInt64 || bits.UintSize < 64 {
		return r.SetInt64(n)
	}
	part[0] = big.Word(max(n, -n))
	num := r.Num().SetBits(part)
	if n < 0 {
		num.Neg(num)
	}
	return r
}

// strings returns memory for n strings, of which most figures have two.
func (d *decoder) strings(n int) []string {
	if len(d.words) < n {
		d.words = make([]string, max(n, 2*d.left))
	}
	out := d.words[:n:n]
	d.words = d.words[n:]
	return out
}

// head reads what is before the figures.
func (d *decoder) head(id string, rel passage.Release) passage.Passage {
	p := passage.Passage{ID: id, Release: rel, Text: d.text, Heading: d.String(), Origin: d.span()}
	if n := d.Len(); n > 0 {
		p.Sentences = make([]knowledge.Span, n)
		for i := range p.Sentences {
			p.Sentences[i] = d.spanOfText()
		}
	}
	return p
}

func (d *decoder) span() knowledge.Span { return knowledge.Span{Start: d.Int(), End: d.Int()} }

func (d *decoder) spanOfText() knowledge.Span {
	s := d.span()
	if s.Start < 0 || s.End < s.Start || s.End > len(d.text) {
		d.Fail()
		return knowledge.Span{}
	}
	return s
}

func (d *decoder) rat() *big.Rat {
	switch d.Int() {
	case 0:
		return nil
	case 1:
		return d.integer(d.Int64())
	case 2:
		negative := d.Bool()
		num, den := new(big.Int).SetBytes([]byte(d.String())), new(big.Int).SetBytes([]byte(d.String()))
		if den.Sign() == 0 {
			break
		}
		if negative {
			num.Neg(num)
		}
		return new(big.Rat).SetFrac(num, den)
	}
	d.Fail()
	return nil
}

func (d *decoder) figure(f *knowledge.Figure) {
	f.Span, f.Quote = d.spanOfText(), d.spanOfText()
	if d.Bool() {
		f.Text = f.Quote.Of(d.text)
	} else {
		f.Text = d.String()
	}
	f.Kind = knowledge.Kind(d.String())
	f.Value, f.Lo, f.Hi = d.rat(), d.rat(), d.rat()
	f.Unit, f.Qualifier, f.Per, f.Status, f.Time = d.String(), d.String(), d.String(), d.String(), d.String()
	b := &f.Binding
	b.Subject, b.Scope, b.Metric = d.String(), d.String(), d.String()
	b.State, b.Period = knowledge.State(d.String()), d.String()
	b.Loose, b.Change = d.Bool(), d.Bool()
	b.Sure = float32(d.Int()) / sureScale
	if n := d.Len(); n > 0 {
		b.Words = d.strings(n)
		for i := range b.Words {
			b.Words[i] = d.String()
		}
	}
}
