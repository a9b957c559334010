package zhtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the byte spans of the sentences of text, in order and without
// the white space around them. Nothing but white space is outside of them.
//
// A sentence ends at 。！？ (full or half width) and at a line end. Closing quotation
// marks and brackets behind the mark belong to it, and so does an attribution
// (“……？”某某说。). Marks in brackets, or in a quotation in the middle of a sentence,
// end none. Neither do ellipses and semicolons, so that a sentence is never shown
// without the half that qualifies it. A Latin full stop ends a sentence if white
// space and no lower-case letter follows, so that 25.1, addresses and Co., Ltd. are
// not divided. Sentences takes linear time and is safe for concurrent use.
func Sentences(text string) [][2]int {
	var s splitter
	for start := 0; start < len(text); {
		end, next := lineEnd(text, start)
		s.line(text, start, end)
		start = next
	}
	return s.out
}

// lineEnd returns the end of the line that begins at start, and the start of the next
// one.
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
	maxQuote      = 600 // bytes between brackets or quotation marks within which no sentence ends
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
	start int    // of the current sentence
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

// open records a bracket, or a quotation in the middle of a sentence, from i to to.
// No sentence ends inside.
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

// stop handles a full stop from i to end and returns where to continue.
func (s *splitter) stop(i, end int) int {
	quoted := -1 // position of the last closing quotation mark
	for end < len(s.text) {
		r, w := utf8.DecodeRuneInString(s.text[end:])
		switch {
		case strings.ContainsRune(closeQuotes+"》〉", r) || r == '"' && s.pairs.closes(end):
			quoted = end
		case !strings.ContainsRune(closeBrackets, r) && !strings.ContainsRune(fullStops, r):
			if end > s.until && !s.continues(i, end, quoted) {
				s.add(end)
			}
			return end
		}
		end += w
	}
	return end
}

// continues reports whether the sentence continues at end, behind the full stop at i
// and, unless quoted is negative, the closing quotation mark at quoted.
func (s *splitter) continues(i, end, quoted int) bool {
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
	return afterQuote.Has(next) || quoted == s.quote && unicode.IsLetter(next)
}

// add ends the current sentence at end.
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

// pairs holds the pairs of brackets and quotation marks of a line.
type pairs struct {
	marks   []pair // in the order of their opening marks
	next    int    // in marks, the first that closer has not passed
	closing []int  // positions of " that close, in order
}

// pair is an opening mark and its closing one.
type pair struct{ from, to int }

// closer returns the position of the mark that closes the one at i, or -1. Calls must
// be in ascending order of i.
func (p *pairs) closer(i int) int {
	for p.next < len(p.marks) && p.marks[p.next].from < i {
		p.next++
	}
	if p.next < len(p.marks) && p.marks[p.next].from == i {
		return p.marks[p.next].to
	}
	return -1
}

// closes reports whether a closing " is at i.
func (p *pairs) closes(i int) bool {
	_, ok := slices.BinarySearch(p.closing, i)
	return ok
}

// findPairs returns the pairs of text from start on. Marks without a partner are not
// among them.
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
