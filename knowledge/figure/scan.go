package figure

import (
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtime"
	"beilun/knowledge"
)

// Scan returns the figures in text, in order and without overlap. Spans are
// byte spans of text; white space and line ends inside a figure are part of
// it. ref is the day that 今年 and 年底 are seen from, the release's date; with
// the zero Date times that depend on it stay empty.
func Scan(text string, ref knowledge.Date) []knowledge.Figure {
	s := newScanner(text, ref)
	defer s.free()
	s.run()
	return s.result()
}

// Whole returns the figure that text is from its first byte to its last, the
// qualifiers with it. It is what Scan finds in such a text, and sooner done with
// any other.
func Whole(text string) (f knowledge.Figure, ok bool) {
	s := newScanner(text, knowledge.Date{})
	defer s.free()
	for s.at < len(s.s) && len(s.found) == 0 {
		if s.step(); s.at > 0 && isWestern(rune(s.s[0])) {
			break // no qualifier begins with a digit
		}
	}
	if len(s.found) == 0 || s.found[0].Quote != (knowledge.Span{End: len(text)}) {
		return knowledge.Figure{}, false
	}
	return s.found[0], true
}

// scanners are used again: what they remember of a text is larger than most.
var scanners = sync.Pool{New: func() any { return new(scanner) }}

func newScanner(text string, ref knowledge.Date) *scanner {
	s := scanners.Get().(*scanner)
	s.t, s.src, s.ref = loadTables(), newSource(text), ref
	s.s, s.found = s.src.s, s.src.buf.found
	return s
}

// result returns what was found, in memory of its own.
func (s *scanner) result() []knowledge.Figure { return append([]knowledge.Figure(nil), s.found...) }

// free gives s and its buffers back; neither is to be used afterwards.
func (s *scanner) free() {
	s.src.buf.found = nil
	if cap(s.found) <= maxFound {
		clear(s.found)
		s.src.buf.found = s.found[:0]
	}
	s.src.free()
	s.reset()
	scanners.Put(s)
}

// reset makes s as good as new. What its memos hold stays where it is, out of
// use, since to clear it takes longer than to read a number.
func (s *scanner) reset() {
	memos := &s.memo
	for i := range memos {
		memos[i].at = 0
	}
	s.t, s.src, s.s, s.at, s.floor, s.ref = nil, nil, "", 0, 0, knowledge.Date{}
	s.dates, s.found, s.unitMemo.at, s.as, s.currencies = nil, nil, 0, 0, false
}

// scanner goes through one text. Positions are bytes of s.
type scanner struct {
	t     *tables
	src   *source
	s     string
	at    int // what is read next
	floor int // end of the last figure's quotation
	ref   knowledge.Date
	dates *zhtime.Reader // of s; nil until one is looked for
	found []knowledge.Figure
	memo  [8]memo

	unitMemo unitMemo

	as         Convention
	currencies bool // the text is nothing but names of currencies
}

// reading is a figure as a reader found it, before the words around it are
// looked at.
type reading struct {
	knowledge.Figure
	from, to int // of s
	bare     bool
}

func (s *scanner) run() {
	for s.at < len(s.s) {
		s.step()
	}
}

// step reads the figure at s.at, or passes over what stands there.
func (s *scanner) step() {
	c, r, w := s.t.classAt(s.s[s.at:])
	if c == 0 {
		s.at += w
		return
	}
	if c&named != 0 {
		if n := s.t.nameAt(s.s[s.at:], r); n > 0 {
			s.at += n
			return
		}
	}
	if c&latin != 0 {
		s.latin()
		return
	}
	if f, ok := s.read(c); ok && s.intact(f) {
		s.add(f)
		return
	}
	s.at += s.skip(r, w)
}

// read reads the figure at s.at.
func (s *scanner) read(c class) (reading, bool) {
	if c&numeral != 0 && s.beside(s.at) {
		return reading{}, false
	}
	if c&(numeral|timed) != 0 {
		if f, ok := s.time(s.at); ok {
			return f, true
		}
	}
	if c&(numeral|signed) != 0 && !s.inName(s.at) {
		return s.figure(s.at)
	}
	return reading{}, false
}

// figure reads a figure that is no time. What its first character cannot begin
// is not tried.
func (s *scanner) figure(i int) (f reading, ok bool) {
	switch s.runeAt(i) {
	case '第':
		return s.rank(i)
	case '翻':
		return s.doubled(i)
	case '半':
		if f, ok = s.halfShare(i); ok {
			return f, ok
		}
		if f, ok = s.halves(i); ok {
			return f, ok
		}
		return s.halved(i)
	case '一':
		if f, ok = s.halves(i); ok {
			return f, ok
		}
	case '对':
		return s.halfShare(i)
	case '-':
		return s.negative(i)
	case '负':
		return s.negated(i)
	case '零', '摄', '华':
		if f, ok = s.degrees(i); ok {
			return f, ok
		}
	}
	a, ok := s.amount(i)
	if !ok {
		return s.measured(i) // a currency may stand in front
	}
	switch s.runeAt(a.to) {
	case ':':
		return s.ratio(i)
	case '/':
		return s.stroke(i)
	case '×', '✕', '*', 'x':
		if f, ok = s.product(i); ok {
			return f, ok
		}
	case '分', '成', '折':
		if f, ok = s.share(i); ok {
			return f, ok
		}
	case '度', '°', '-', '~', '至', '到', '℃':
		if f, ok = s.degrees(i); ok {
			return f, ok
		}
	}
	if f, ok = s.measured(i); ok {
		return f, ok
	}
	if f, ok = s.listed(i); ok {
		return f, ok
	}
	return s.index(i)
}

// add completes f with the words around it.
func (s *scanner) add(f reading) {
	quoteFrom, quoteTo := s.qualify(&f)
	quoteFrom += s.was(quoteFrom, f)
	f.Status = s.status(quoteFrom, f)
	f.Per = s.per(quoteFrom, f)
	f.Span = s.src.span(f.from, f.to)
	f.Quote = s.src.span(quoteFrom, quoteTo)
	f.Text = f.Quote.Of(s.src.text)
	s.found = append(s.found, f.Figure)
	s.at, s.floor = quoteTo, quoteTo
}

// skip returns how far to go on when no figure starts here: past a whole
// numeral, so that none starts in the middle of 1,3-丙二醇, 八八战略 or a
// telephone number.
func (s *scanner) skip(r rune, w int) int {
	rest := s.s[s.at:]
	if isWestern(r) {
		return latinRun(rest)
	}
	if r == '-' && s.as == Press {
		if f, sign := s.signed(s.at); sign == unknown {
			return f.to - s.at
		}
	}
	if r == '第' {
		return max(w, s.numbered(w))
	}
	if r == '数' && isWestern(s.runeAt(s.at+w)) {
		return w // 指数102.3, and not 数百
	}
	if s.t.classes[r&0xFFFF]&numeral != 0 {
		if a, ok := s.amount(s.at); ok {
			return a.Len
		}
		n := 0
		for n < len(rest) {
			r, w := utf8.DecodeRuneInString(rest[n:])
			if r > 0xFFFF || s.t.classes[r]&numeral == 0 {
				break
			}
			n += w
		}
		return max(n, w)
	}
	return w
}

// numbered returns the length of 第 and the numbers behind it, both ends of
// 第2至6名, w when there are none.
func (s *scanner) numbered(w int) int {
	a, ok := s.amount(s.at + w)
	if !ok {
		return w
	}
	if n := s.dash(a.to); n > 0 {
		if b, ok := s.amount(a.to + n); ok {
			return b.to - s.at
		}
	}
	return a.to - a.InfixLen - s.at
}

// latinRun returns the length of the letters and digits that s begins with,
// with the marks that join them: c919, 0574-86781234, gb/t.
func latinRun(s string) int {
	n := 0
	for n < len(s) {
		c := rune(s[n])
		joins := strings.ContainsRune("-./+_&,:@#", c) && n+1 < len(s) && isAlnum(rune(s[n+1]))
		if !isAlnum(c) && !joins {
			break
		}
		n++
	}
	return n
}

// latin passes over a word of Latin letters with the digits that belong to
// it. It stops before a figure that only stands close to it: GDP628.4亿元.
func (s *scanner) latin() {
	if f, ok := s.coded(s.at); ok {
		s.add(f)
		return
	}
	rest := s.s[s.at:]
	n := 0
	for n < len(rest) && isLatin(rune(rest[n])) {
		n++
	}
	if n > 1 && n < len(rest) && isWestern(rune(rest[n])) {
		s.at += n
		if f, ok := s.measured(s.at); ok && (f.Kind == knowledge.Money || f.Kind == knowledge.Percent || f.Value != nil && f.Value.Num().BitLen() > 12) {
			s.add(f)
			return
		}
		rest, n = rest[n:], 0
	}
	s.at += max(n, latinRun(rest))
}

// inName reports whether the character at i goes on from something that makes
// a number there part of a name, a formula or the number of a document.
func (s *scanner) inName(i int) bool {
	if i == 0 {
		return false
	}
	before := s.s[:i]
	r, w := utf8.DecodeLastRuneInString(before)
	switch r {
	case '〔', '[', '第', '#', '×', '№':
		return true
	case '-', '+', '·', '.', '/', '_', ':', '*':
		last, _ := utf8.DecodeLastRuneInString(before[:len(before)-w])
		return isAlnum(last)
	}
	return isAlnum(r)
}

// before reports whether the text in front of i ends with one of words.
func (s *scanner) before(i int, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s.s[:i], w) {
			return true
		}
	}
	return false
}

// word returns the end of the first of words that stands at i, or 0.
func (s *scanner) word(i int, words ...string) int {
	for _, w := range words {
		if strings.HasPrefix(s.s[i:], w) {
			return i + len(w)
		}
	}
	return 0
}

// blanks returns i or, where a space stands there, what is behind it.
func (s *scanner) blanks(i int) int {
	if i < len(s.s) && s.s[i] == ' ' {
		return i + 1
	}
	return i
}

// runeBefore and runeAt return the character that ends in front of i, and the
// one at i; 0 where there is none.
func (s *scanner) runeBefore(i int) rune {
	if i == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s.s[:i])
	return r
}

func (s *scanner) runeAt(i int) rune {
	if i >= len(s.s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s.s[i:])
	return r
}
