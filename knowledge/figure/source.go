package figure

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/internal/zhtime"
	"beilun/knowledge"
)

// source is a text made ready to be scanned: folded, and without the white
// space that a page's layout puts between characters. Between two words of
// Latin letters or digits a space stays a space and a line end a line end.
type source struct {
	text string  // the original
	s    string  // what is scanned
	at   []int32 // for each byte of s, and its end, the byte in text that its character begins at
	buf  *buffer

	unread bool // there are characters in it that cannot be read
}

const (
	maxGap      = 12 // characters of white space that may stand inside a figure
	maxGapLines = 2  // line ends among them
	maxJoined   = 5  // digits of a number that a line end cuts
)

// buffers are what sources are made in. A source's own text is a copy, as
// words of figures are parts of it.
var buffers = sync.Pool{New: func() any { return new(buffer) }}

type buffer struct {
	folder zhtext.Folder
	src    source
	dates  zhtime.Reader
	s      []byte
	at     []int32
	found  []knowledge.Figure // empty
}

// maxBuffer bounds the bytes of text of a buffer that is kept.
const maxBuffer = 1 << 20

// maxFound bounds the figures that it has room for.
const maxFound = 256

func newSource(text string) *source {
	buf := buffers.Get().(*buffer)
	folded := buf.folder.Fold(text)
	src := &buf.src
	*src = source{text: text, at: slices.Grow(buf.at[:0], len(folded.Text)+1), buf: buf}
	b := slices.Grow(buf.s[:0], len(folded.Text))
	var last rune
	var between joint // what the spaces are up to byte until
	until := 0
	mystery := func(from int) {
		b = utf8.AppendRune(b, unread)
		src.at = append(src.at, int32(from), int32(from), int32(from))
		src.unread, last = true, unread
	}
	for i := 0; i < len(folded.Text); {
		r, w := utf8.DecodeRuneInString(folded.Text[i:])
		if 0x4E00 <= r && r < 0xA000 && !isWestern(last) { // Han, as most are
			end := i + w
			for end < len(folded.Text) && isHan(folded.Text, end) {
				end += len("字")
			}
			b = append(b, folded.Text[i:end]...)
			for ; i < end; i += len("字") {
				from, _ := folded.Source(i, i)
				src.at = append(src.at, int32(from), int32(from), int32(from))
			}
			last = r
			continue
		}
		if isSpace(r) {
			n, mark := gap(folded.Text[i:], last, b)
			if mark == ' ' && n == 1 && isWestern(last) && isWestern(rune(folded.Text[i+1])) {
				if i >= until {
					between, until = spaced(folded, text, i)
				}
				if between == unclear {
					from, _ := folded.Source(i, i)
					mystery(from)
					i += n
					continue
				}
				if between == within {
					mark = 0
				}
			}
			if mark != 0 {
				b = append(b, mark)
				from, _ := folded.Source(i, i)
				src.at = append(src.at, int32(from))
				last = rune(mark)
			}
			i += n
			continue
		}
		from, _ := folded.Source(i, i)
		if mayBeUnread(r) && blank(r, text, from) || isWestern(last) && misprint(r, folded, text, i) {
			if isBullet(text, from) {
				b, last = append(b, '\n'), '\n'
				src.at = append(src.at, int32(from))
			} else {
				mystery(from)
			}
			i += w
			continue
		}
		if r == ',' && text[from] != ',' && separates(folded, text, i, b) {
			b = append(b, "，"...)
			src.at = append(src.at, int32(from), int32(from), int32(from))
		} else {
			b = append(b, folded.Text[i:i+w]...)
			for range w {
				src.at = append(src.at, int32(from))
			}
		}
		last = r
		i += w
	}
	if src.s = folded.Text; string(b) != src.s {
		src.s = string(b)
	}
	src.at = append(src.at, int32(len(text)))
	buf.s, buf.at = b, src.at
	return src
}

// free gives the buffers back. src is not to be used afterwards.
func (src *source) free() {
	buf := src.buf
	*src = source{}
	buf.dates.Reset("", zhtime.Ref{}, zhtime.Options{})
	if cap(buf.s) <= maxBuffer && buf.folder.Size() <= maxBuffer {
		buffers.Put(buf)
	}
}

// span turns a range of s into a span of the original text. White space
// behind the last character is not part of it.
func (src *source) span(from, to int) knowledge.Span {
	_, w := utf8.DecodeLastRuneInString(src.s[from:to])
	last := int(src.at[to-w])
	_, n := utf8.DecodeRuneInString(src.text[last:])
	return knowledge.Span{Start: int(src.at[from]), End: last + n}
}

// isHan reports whether a Han character of the basic block stands at i of s.
func isHan(s string, i int) bool {
	return zhtext.HanAt(s, i) && (s[i] > 0xE4 || s[i+1] >= 0xB8)
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u200b', '\ufeff':
		return true
	}
	return false
}

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' }

func isWestern(r rune) bool { return '0' <= r && r <= '9' }

func isAlnum(r rune) bool { return isLatin(r) || isWestern(r) }

// gap reads the white space that rest begins with, behind last, the last
// character of done, and returns its length and what stands for it: nothing,
// a space, or a line end that no figure crosses.
func gap(rest string, last rune, done []byte) (n int, mark byte) {
	chars, lines := 0, 0
	var next rune
	for n < len(rest) {
		r, w := utf8.DecodeRuneInString(rest[n:])
		if !isSpace(r) {
			next = r
			break
		}
		if r == '\n' || r == '\u2028' || r == '\u2029' {
			lines++
		}
		chars++
		n += w
	}
	switch {
	case chars > maxGap || lines > maxGapLines:
		return n, '\n'
	case last >= utf8.RuneSelf || next >= utf8.RuneSelf || next == '%' || last == 0 || next == 0:
		return n, 0
	case lines == 0:
		return n, ' '
	case cutNumber(rest[n:], last, done):
		return n, 0
	}
	return n, '\n'
}

// cutNumber reports whether a line end stands inside a number: digits on both
// sides, few in all, text before and a unit behind.
func cutNumber(after string, last rune, done []byte) bool {
	before := len(done)
	for before > 0 && len(done)-before <= maxJoined && (isWestern(rune(done[before-1])) || done[before-1] == '.') {
		before--
	}
	n := 0
	for n < len(after) && n <= maxJoined && (isWestern(rune(after[n])) || after[n] == '.' || after[n] == ',') {
		n++
	}
	if n == 0 || before == len(done) || before == 0 || done[before-1] < utf8.RuneSelf || len(done)-before+n > maxJoined {
		return false
	}
	if last == '.' && !isWestern(rune(after[0])) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after[n:], isSpace))
	return next == '%' || next >= utf8.RuneSelf && unicode.IsLetter(next)
}

// separates reports whether the comma at i of the folded text, full width in
// the original, stands between two numbers and not inside one.
func separates(f zhtext.Folded, text string, i int, done []byte) bool {
	rest := f.Text[i+1:]
	if len(done) == 0 || !isWestern(rune(done[len(done)-1])) || rest == "" || !isWestern(rune(rest[0])) {
		return false
	}
	n := 0
	for n < len(rest) && n < 4 && isWestern(rune(rest[n])) {
		n++
	}
	if n != 3 {
		return true
	}
	if before, _ := f.Source(i-1, i-1); text[before] >= utf8.RuneSelf {
		return false // the digits are full width too
	}
	grouped := len(done) > 4 && done[len(done)-4] == ','
	goesOn := len(rest) > n+1 && (rest[n] == ',' || rest[n] == '.') && isWestern(rune(rest[n+1]))
	return !grouped && !goesOn
}
