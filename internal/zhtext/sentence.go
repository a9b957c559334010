package zhtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the byte spans of the sentences of text, in order, without
// the white space around them; nothing but white space lies outside them.
//
// A sentence ends at 。！？ (full or half width) and at a line end; closing
// quotation marks and brackets that follow belong to it, and so does an
// attribution (“……？”某某说。). A mark in brackets, or in a quotation that
// stands in the middle of a sentence, ends none. An ellipsis is a pause and a
// semicolon a joint: both stay inside, so that a sentence is never shown
// without the half that qualifies it. A Latin full stop ends a sentence before
// white space and a capital, so that 25.1, addresses and Co., Ltd. stay whole.
// It runs in linear time and is safe for concurrent use.
func Sentences(text string) [][2]int {
	var s splitter
	for start := 0; start < len(text); {
		end, next := lineEnd(text, start)
		s.line(text, start, end)
		start = next
	}
	return s.out
}

// lineEnd returns where the line that begins at start ends and where the next
// one begins.
func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '\n', '\r', '\v', '\f':
			return i, i + 1
		case 0xC2, 0xE2: // what \u0085 and the others begin with
			if r, w := utf8.DecodeRuneInString(text[i:]); r == '\u0085' || r == '\u2028' || r == '\u2029' {
				return i, i + w
			}
		}
	}
	return len(text), len(text)
}

const (
	openBrackets  = "（《〈【〔「『([{"
	openQuotes    = "“‘"
	closeBrackets = "）》〉】〕」』)]}"
	closeQuotes   = "”’"
	fullStops     = "。｡！？!?"
	maxQuote      = 600 // bytes: marks in a longer pair of brackets or quotation marks do end sentences
)

var (
	stops   = NewSet(fullStops)
	paired  = NewSet(openBrackets + openQuotes + closeBrackets + closeQuotes + `"`)
	pairing = NewSet(openBrackets + openQuotes)
)

// splitter collects the sentences of one line after the other.
type splitter struct {
	out   [][2]int
	text  string // up to the end of the line
	start int    // of the sentence at hand
	first int    // len(out) at the start of the line
	pairs pairs
	until int // no sentence ends before this byte
	quote int // where the last quotation inside a sentence ends
}

func (s *splitter) line(text string, start, end int) {
	s.text, s.start, s.first = text[:end], start, len(s.out)
	s.pairs, s.until, s.quote = findPairs(text[:end], start), 0, -1
	for i := start; i < end; {
		if HanAt(s.text, i) { // nothing below begins with one
			i += len("字")
			continue
		}
		if n := addressLen(s.text, i); n > 0 {
			i += n
			continue
		}
		r, w := utf8.DecodeRuneInString(s.text[i:])
		if to := s.pairs.closer(i); to >= 0 && to-i <= maxQuote {
			s.open(r, i, to)
		}
		switch {
		case stops.Has(r) || r == '．' && !alnumAt(s.text, i+w):
			i = s.stop(i, i+w)
		case r == '.':
			i = s.dot(i)
		default:
			i += w
		}
	}
	s.add(end)
}

// open notes a bracket, or a quotation in the middle of a sentence, that
// stands from i to to: no sentence ends within.
func (s *splitter) open(r rune, i, to int) {
	if strings.ContainsRune(openBrackets, r) {
		s.until = max(s.until, to)
		if r == '《' || r == '〈' { // a title is a word like a quoted one
			s.quote = max(s.quote, to)
		}
		return
	}
	before := strings.TrimRightFunc(s.text[s.start:i], unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(before)
	if before != "" && !strings.ContainsRune("：:，,“‘", last) {
		s.until = max(s.until, to)
		s.quote = max(s.quote, to)
	}
}

// stop handles a full stop at i, the text after it beginning at end, and
// returns where to go on.
func (s *splitter) stop(i, end int) int {
	quoted := -1 // where the last closing quotation mark stands
	for end < len(s.text) {
		r, w := utf8.DecodeRuneInString(s.text[end:])
		switch {
		case strings.ContainsRune(closeQuotes+"》〉", r) || r == '"' && s.pairs.closes(end):
			quoted = end
		case !strings.ContainsRune(closeBrackets, r) && !strings.ContainsRune(fullStops, r):
			if end > s.until && !s.goesOn(i, end, quoted) {
				s.add(end)
			}
			return end
		}
		end += w
	}
	return end
}

// goesOn reports whether the sentence goes on at end, after the full stop at i
// and, when quoted is not negative, the closing quotation mark there.
func (s *splitter) goesOn(i, end, quoted int) bool {
	mark, _ := utf8.DecodeRuneInString(s.text[i:])
	next, _ := utf8.DecodeRuneInString(s.text[end:])
	if strings.ContainsRune("，、；：,;:", next) {
		return true
	}
	if quoted < 0 {
		return mark < utf8.RuneSelf && next < utf8.RuneSelf && !unicode.IsSpace(next) && next != '"'
	}
	if attributed(s.text[end:]) {
		return true
	}
	if mark == '。' || mark == '｡' {
		return false
	}
	// “怎么办？”的问题: a question or call that is part of the sentence.
	return strings.ContainsRune("的等之是成这那和与及也就都而到了着", next) || quoted == s.quote && unicode.IsLetter(next)
}

// add ends the sentence at hand before end.
func (s *splitter) add(end int) {
	part := s.text[s.start:end]
	from := s.start + len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	to := s.start + len(strings.TrimRightFunc(part, unicode.IsSpace))
	s.start = end
	if from >= to {
		return
	}
	if len(s.out) > s.first && strings.IndexFunc(s.text[from:to], isWord) < 0 {
		s.out[len(s.out)-1][1] = to // marks alone are no sentence
		return
	}
	s.out = append(s.out, [2]int{from, to})
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) }

// pairs holds the brackets and quotation marks of a line that belong together.
type pairs struct {
	marks   []pair // in the order of their opening marks
	next    int    // in marks, the first that closer has not passed
	closing []int  // positions of " that close, in order
}

// pair is an opening mark and its closing one.
type pair struct{ from, to int }

// closer returns where the mark that opens at i is closed, -1 where none does. It
// is asked for one place after the other.
func (p *pairs) closer(i int) int {
	for p.next < len(p.marks) && p.marks[p.next].from < i {
		p.next++
	}
	if p.next < len(p.marks) && p.marks[p.next].from == i {
		return p.marks[p.next].to
	}
	return -1
}

// closes reports whether a " that closes stands at i.
func (p *pairs) closes(i int) bool {
	_, ok := slices.BinarySearch(p.closing, i)
	return ok
}

// findPairs matches the marks of text from start on. Marks without a partner
// are left out.
func findPairs(text string, start int) pairs {
	type mark struct{ at, kind int }
	var p pairs
	var stack []mark
	var opened ['"' + 1]int // the other kinds are fewer
	const openers, closers = openBrackets + openQuotes, closeBrackets + closeQuotes
	for i, r := range text[start:] {
		if !paired.Has(r) {
			continue
		}
		at := start + i
		open, kind := pairing.Has(r), 0
		switch {
		case r == '"':
			open, kind = opened['"'] == 0, '"'
		case open:
			kind = utf8.RuneCountInString(openers[:strings.IndexRune(openers, r)])
		case strings.ContainsRune(closers, r):
			kind = utf8.RuneCountInString(closers[:strings.IndexRune(closers, r)])
		default:
			continue
		}
		if open {
			stack = append(stack, mark{at, kind})
			opened[kind]++
			continue
		}
		for opened[kind] > 0 {
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			opened[top.kind]--
			if top.kind != kind {
				continue // never closed
			}
			p.marks = append(p.marks, pair{top.at, at})
			if r == '"' {
				p.closing = append(p.closing, at)
			}
			break
		}
	}
	slices.SortFunc(p.marks, func(a, b pair) int { return a.from - b.from })
	return p
}
