package source

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Source is a text made ready to be scanned. It is not safe for concurrent use.
type Source struct {
	Text    Text // what is scanned
	Unclear bool // there is an Unread in Text

	original string
	at       []int32 // for each byte of Text, and for its end, the byte of original that its character begins at
	buf      *buffer
}

// buffer is the memory that a Source is built in. Text is a copy, because the
// words of figures are parts of it.
type buffer struct {
	folder zhtext.Folder
	src    Source
	s      []byte
	at     []int32
}

var buffers = sync.Pool{New: func() any { return new(buffer) }}

// maxBuffer is the largest text, in bytes, whose buffer is kept for reuse.
const maxBuffer = 1 << 20

// New prepares text. Free gives the memory back.
func New(text string) *Source {
	buf := buffers.Get().(*buffer)
	folded := buf.folder.Fold(text)
	p := preparer{folded: folded, original: text, b: slices.Grow(buf.s[:0], len(folded.Text)), at: slices.Grow(buf.at[:0], len(folded.Text)+1)}
	p.run()
	src := &buf.src
	*src = Source{Text: Text(folded.Text), Unclear: p.unclear, original: text, buf: buf}
	if string(p.b) != folded.Text {
		src.Text = Text(p.b)
	}
	src.at = append(p.at, int32(len(text)))
	buf.s, buf.at = p.b, src.at
	return src
}

// Free gives the memory of src back. src must not be used afterwards.
func (src *Source) Free() {
	buf := src.buf
	*src = Source{}
	if cap(buf.s) <= maxBuffer && buf.folder.Size() <= maxBuffer {
		buffers.Put(buf)
	}
}

// Span returns the span of the original text for a range of src.Text, without
// white space behind its last character.
func (src *Source) Span(from, to int) knowledge.Span {
	_, w := utf8.DecodeLastRuneInString(string(src.Text[from:to]))
	last := int(src.at[to-w])
	_, n := utf8.DecodeRuneInString(src.original[last:])
	return knowledge.Span{Start: int(src.at[from]), End: last + n}
}

// Original returns the character of the original text for the one at i.
func (src *Source) Original(i int) rune {
	r, _ := utf8.DecodeRuneInString(src.original[src.at[i]:])
	return r
}

// Quote returns the original text at span.
func (src *Source) Quote(span knowledge.Span) string { return span.Of(src.original) }

// preparer builds a Source from a folded text.
type preparer struct {
	folded   zhtext.Folded
	original string
	b        []byte
	at       []int32
	last     rune // the last character of b
	unclear  bool

	spaces gapKind // of the spaces between digits up to byte until
	until  int
}

func (p *preparer) run() {
	for i := 0; i < len(p.folded.Text); {
		r, w := utf8.DecodeRuneInString(p.folded.Text[i:])
		switch {
		case 0x4E00 <= r && r < 0xA000 && !IsDigit(p.last): // Han, as most characters are
			i = p.han(i, r, w)
		case isSpace(r):
			i += p.space(i)
		default:
			p.char(i, r, w)
			i += w
		}
	}
}

// han copies the Han characters from i on and returns where they end.
func (p *preparer) han(i int, r rune, w int) int {
	text := p.folded.Text
	end := i + w
	for end < len(text) && isHan(text, end) {
		end += hanLen
	}
	p.b = append(p.b, text[i:end]...)
	at := p.at
	for ; i < end; i += hanLen {
		from, _ := p.folded.Source(i, i)
		at = append(at, int32(from), int32(from), int32(from))
	}
	p.at, p.last = at, r
	return end
}

// space handles the white space at i and returns its length.
func (p *preparer) space(i int) int {
	text := p.folded.Text
	n, mark := gap(text[i:], p.last, p.b)
	if mark == ' ' && n == 1 && IsDigit(p.last) && IsDigit(rune(text[i+1])) {
		if i >= p.until {
			p.spaces, p.until = spaced(p.folded, p.original, i)
		}
		switch p.spaces {
		case ambiguous:
			p.unread(i)
			return n
		case grouping:
			return n
		}
	}
	if mark != 0 {
		p.b = append(p.b, mark)
		from, _ := p.folded.Source(i, i)
		p.at = append(p.at, int32(from))
		p.last = rune(mark)
	}
	return n
}

// char handles any other character.
func (p *preparer) char(i int, r rune, w int) {
	from, _ := p.folded.Source(i, i)
	switch {
	case mayBeUnread(r) && isUnread(r, p.original, from) || IsDigit(p.last) && isMisprint(r, p.folded, p.original, i):
		if !isBullet(p.original, from) {
			p.unread(i)
			return
		}
		p.b, p.last = append(p.b, '\n'), '\n'
		p.at = append(p.at, int32(from))
		return
	case r == ',' && p.original[from] != ',' && separates(p.folded, p.original, i, p.b):
		p.b = append(p.b, "，"...)
		p.at = append(p.at, int32(from), int32(from), int32(from))
	default:
		p.b = append(p.b, p.folded.Text[i:i+w]...)
		for range w {
			p.at = append(p.at, int32(from))
		}
	}
	p.last = r
}

// unread puts Unread in place of the character at i.
func (p *preparer) unread(i int) {
	from, _ := p.folded.Source(i, i)
	p.b = utf8.AppendRune(p.b, Unread)
	p.at = append(p.at, int32(from), int32(from), int32(from))
	p.unclear, p.last = true, Unread
}

// hanLen is the length of a Han character of the basic block in bytes.
const hanLen = 3

// isHan reports whether a Han character of the basic block is at i of s.
func isHan(s string, i int) bool {
	return zhtext.HanAt(s, i) && (s[i] > 0xE4 || s[i+1] >= 0xB8)
}

// separates reports whether the comma at i of the folded text, full width in the
// original, is between two numbers and not inside one. done is the prepared text
// in front of it.
func separates(f zhtext.Folded, original string, i int, done []byte) bool {
	rest := f.Text[i+1:]
	if len(done) == 0 || !IsDigit(rune(done[len(done)-1])) || rest == "" || !IsDigit(rune(rest[0])) {
		return false
	}
	n := 0
	for n < len(rest) && n < 4 && IsDigit(rune(rest[n])) {
		n++
	}
	if n != 3 {
		return true
	}
	if before, _ := f.Source(i-1, i-1); original[before] >= utf8.RuneSelf {
		return false // the digits are full width too
	}
	grouped := len(done) > 4 && done[len(done)-4] == ','
	goesOn := len(rest) > n+1 && strings.IndexByte(",.", rest[n]) >= 0 && IsDigit(rune(rest[n+1]))
	return !grouped && !goesOn
}
