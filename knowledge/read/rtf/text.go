package rtf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/word"
)

// Code pages that a file names by a word.
const (
	latin   = 1252
	mac     = 10000
	dos     = 437
	dosLine = 850
)

// font is what matters of a font.
type font struct {
	page   int  // code page; 0 for that of the file
	symbol bool // its codes are those of the font Symbol
}

const maxFonts = 5000 // and styles

// byte adds a byte of text.
func (w *walk) byte(c byte) {
	if w.state.to != toNothing && w.state.to != toInfo {
		w.pending = append(w.pending, c)
	}
}

// flush decodes the bytes of text so far. It must be called before anything that
// changes what they mean.
func (w *walk) flush() {
	if len(w.pending) == 0 {
		return
	}
	b := w.pending
	w.pending = w.pending[:0]
	f := w.fonts[w.state.font]
	if f.symbol && w.state.to == toBody {
		for _, c := range b {
			w.put(word.Symbol(int(c)))
		}
		return
	}
	page := f.page
	if page == 0 {
		page = w.page
	}
	s, err := charset.DecodeCodePage(b, page)
	if err != nil { // a code page that is not known; ASCII is the same in all
		s = strings.Map(func(r rune) rune {
			if r >= utf8.RuneSelf {
				return utf8.RuneError
			}
			return r
		}, string(b))
	}
	w.put(s)
}

// write adds s, after the bytes of text so far.
func (w *walk) write(s string) {
	w.flush()
	w.put(s)
}

// put adds s where the text of the group goes.
func (w *walk) put(s string) {
	switch w.state.to {
	case toBody:
		if w.state.deleted || w.state.hidden {
			return
		}
		w.all += utf8.RuneCountInString(s)
		w.bad += strings.Count(s, string(utf8.RuneError))
		w.flow.Write(s, w.state.raised)
	case toStyles:
		w.putStyle(s)
	case toTitle:
		if w.title.Len() < imprint.MaxMetaLine {
			w.title.WriteString(s)
		}
	}
}

// putStyle adds s to the name of a style, which a semicolon ends.
func (w *walk) putStyle(s string) {
	const longest = 200 // bytes
	name, _, ended := strings.Cut(s, ";")
	if w.name.Len() < longest {
		w.name.WriteString(name)
	}
	if !ended {
		return
	}
	if l, ok := word.LevelOfName(strings.ToLower(strings.TrimSpace(w.name.String()))); ok {
		w.style.level, w.style.known = l, true
	}
	if len(w.styles) < maxFonts {
		w.styles[w.current] = w.style
	}
	w.name.Reset()
	w.current, w.style = 0, style{base: noStyle}
}

// style is what matters of a style of paragraphs.
type style struct {
	level int
	known bool // the style itself says the level
	base  int  // number of the style that it is based on
}

const noStyle = 222 // on which no style is based

// styleLevel returns the level of the style of a number.
func (w *walk) styleLevel(n int) int {
	for range 16 { // styles are based on one another, maybe in a circle
		s, ok := w.styles[n]
		if !ok || s.known {
			return s.level
		}
		n = s.base
	}
	return word.LevelBody
}

// unicode adds a character by its number, half of one above 16 bits.
func (w *walk) unicode(n int) {
	w.flush()
	w.skip = w.state.bytes
	r := rune(n)
	if n < 0 { // written as a number of 16 bits with a sign
		r = rune(n + 1<<16)
	}
	high := w.high
	w.high = 0
	switch {
	case high == 0 && utf16.IsSurrogate(r):
		w.high = r
		return
	case high != 0:
		r = utf16.DecodeRune(high, r)
	case r < ' ', r > utf8.MaxRune:
		r = utf8.RuneError
	}
	if 0xF000 <= r && r <= 0xF0FF && w.fonts[w.state.font].symbol {
		w.put(word.Symbol(int(r)))
		return
	}
	w.put(string(r))
}
