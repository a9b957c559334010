package figure

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/figure/class"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/when"
)

// Scan returns the figures in text, in order and without overlap. Spans are byte
// spans of text; white space and line ends inside a figure are part of it. Relative
// times such as 今年 and 年底 are seen from ref, the release's date; with the zero
// Date they get no value.
func Scan(text string, ref knowledge.Date) []knowledge.Figure {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	return s.scan(text, ref)
}

// Whole returns the figure that makes up all of text, qualifiers included: the one
// figure that Scan finds in such a text. It is faster than Scan for other texts.
func Whole(text string) (f knowledge.Figure, ok bool) {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.start(text, knowledge.Date{})
	defer s.release()
	for s.at < len(s.text) && len(s.found) == 0 {
		if s.step(); s.at > 0 && source.IsDigit(rune(s.text[0])) {
			break // no qualifier begins with a digit
		}
	}
	if len(s.found) == 0 || s.found[0].Quote != (knowledge.Span{End: len(text)}) {
		return knowledge.Figure{}, false
	}
	return s.found[0], true
}

// scanner goes through one text from left to right. It is not safe for concurrent
// use.
type scanner struct {
	*readers
	classes *class.Table
	times   *when.Reader
	at      int // the byte of the prepared text that is read next
}

// scan returns the figures of a text.
func (s *scanner) scan(text string, ref knowledge.Date) []knowledge.Figure {
	s.start(text, ref)
	defer s.release()
	for s.at < len(s.text) {
		s.step()
	}
	return s.result()
}

// start prepares s for a text.
func (s *scanner) start(text string, ref knowledge.Date) {
	s.reset(text, number.Press)
	s.times.Reset(s.text, ref)
	s.at = 0
}

// step reads the figure at s.at, or passes over what cannot be one.
func (s *scanner) step() {
	c, r, w := s.classes.At(string(s.text[s.at:]))
	if c == 0 {
		s.at += w
		return
	}
	if c&class.Name != 0 {
		if n := s.words.Words.Name(string(s.text[s.at:]), r); n > 0 {
			s.at += n
			return
		}
	}
	if c&class.Latin != 0 {
		s.latin()
		return
	}
	if f, ok := s.read(c); ok && !s.src.EndsUnread(f.To) {
		s.add(&f)
		return
	}
	s.at += s.skip(r, w)
}

// read reads the figure at s.at, whose character is of class c.
func (s *scanner) read(c class.Class) (number.Reading, bool) {
	if c&class.Numeral != 0 && s.src.BesideUnread(s.at) {
		return number.Reading{}, false
	}
	if c&(class.Numeral|class.Timed) != 0 {
		if f, ok := s.times.Time(s.at); ok {
			return f, true
		}
	}
	if c&(class.Numeral|class.Signed) != 0 && !s.text.InName(s.at) {
		return s.figure(s.at)
	}
	return number.Reading{}, false
}

// figure reads a figure that is no time. It tries only the readers for figures that
// begin with the character at i.
func (s *scanner) figure(i int) (f number.Reading, ok bool) {
	switch s.text.At(i) {
	case '第':
		return s.worded.Rank(i)
	case '翻':
		return s.worded.Doubled(i)
	case '半':
		if f, ok = s.worded.HalfShare(i); ok {
			return f, ok
		}
		if f, ok = s.worded.Halves(i); ok {
			return f, ok
		}
		return s.worded.Halved(i)
	case '一':
		if f, ok = s.worded.Halves(i); ok {
			return f, ok
		}
	case '对':
		return s.worded.HalfShare(i)
	case '-':
		f, sign := s.signed(i)
		return f, sign == minus
	case '负':
		return s.negated(i)
	case '零', '摄', '华':
		if f, ok = s.measure.Degrees(i); ok {
			return f, ok
		}
	}
	a, ok := s.numbers.Amount(i)
	if !ok {
		return s.measure.Measured(i) // a currency may be in front
	}
	return s.numeric(i, a)
}

// numeric reads a figure that begins with the number a. What is behind the number
// decides which readers it tries.
func (s *scanner) numeric(i int, a number.Amount) (f number.Reading, ok bool) {
	switch s.text.At(a.To) {
	case ':':
		return s.worded.Ratio(i)
	case '/':
		return s.worded.Stroke(i)
	case '×', '✕', '*', 'x':
		if f, ok = s.measure.Product(i); ok {
			return f, ok
		}
	case '分', '成', '折':
		if f, ok = s.worded.Share(i); ok {
			return f, ok
		}
	case '度', '°', '-', '~', '至', '到', '℃':
		if f, ok = s.measure.Degrees(i); ok {
			return f, ok
		}
	}
	if f, ok = s.measure.Measured(i); ok {
		return f, ok
	}
	if f, ok = s.measure.Listed(i); ok {
		return f, ok
	}
	return s.measure.Index(i)
}

// add records f with the words around it and continues behind them.
func (s *scanner) add(f *number.Reading) {
	from, to := s.qualify.Complete(f)
	s.record(f, from, to)
	s.at = to
}

// skip returns how far to go on if no figure begins with the character r, of w
// bytes, at s.at: past a whole numeral, so that none begins in the middle of
// 1,3-丙二醇, 八八战略 or a telephone number.
func (s *scanner) skip(r rune, w int) int {
	rest := string(s.text[s.at:])
	switch {
	case source.IsDigit(r):
		return latinRun(rest)
	case r == '-':
		if f, sign := s.signed(s.at); sign == unknown {
			return f.To - s.at
		}
	case r == '第':
		return max(w, s.ordinals(w))
	case r == '数' && source.IsDigit(s.text.At(s.at+w)):
		return w // 指数102.3, and not 数百
	}
	if s.classes.Of(r)&class.Numeral == 0 {
		return w
	}
	if a, ok := s.numbers.Amount(s.at); ok {
		return a.Len
	}
	n := 0
	for n < len(rest) {
		c, _, w := s.classes.At(rest[n:])
		if c&class.Numeral == 0 {
			break
		}
		n += w
	}
	return max(n, w)
}

// ordinals returns the length of 第, which takes w bytes, and the numbers behind it:
// both ends of 第2至6名.
func (s *scanner) ordinals(w int) int {
	a, ok := s.numbers.Amount(s.at + w)
	if !ok {
		return w
	}
	if n := s.numbers.Dash(a.To); n > 0 {
		if b, ok := s.numbers.Amount(a.To + n); ok {
			return b.To - s.at
		}
	}
	return a.To - a.InfixLen - s.at
}

// latinRun returns the length of the letters and digits that s begins with, and of
// the marks that join them: c919, 0574-86781234, gb/t.
func latinRun(s string) int {
	n := 0
	for n < len(s) {
		c := rune(s[n])
		if !source.IsAlnum(c) && (strings.IndexByte("-./+_&,:@#", s[n]) < 0 || n+1 >= len(s) || !source.IsAlnum(rune(s[n+1]))) {
			break
		}
		n++
	}
	return n
}

// longNumber is the number of bits from which on a value is no part of a name.
const longNumber = 12

// latin passes over a word of Latin letters with the digits that belong to it. It
// reads a figure that has no space between it and the word: GDP628.4亿元.
func (s *scanner) latin() {
	if f, ok := s.measure.Coded(s.at); ok {
		s.add(&f)
		return
	}
	rest := string(s.text[s.at:])
	n := 0
	for n < len(rest) && source.IsLatin(rune(rest[n])) {
		n++
	}
	if n > 1 && n < len(rest) && source.IsDigit(rune(rest[n])) {
		s.at += n
		f, ok := s.measure.Measured(s.at)
		if ok && (f.Kind == knowledge.Money || f.Kind == knowledge.Percent || f.Value != nil && f.Value.Num().BitLen() > longNumber) {
			s.add(&f)
			return
		}
		rest, n = rest[n:], 0
	}
	s.at += max(n, latinRun(rest))
}
