package rtf

import (
	"cmp"
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
	gbk     = 936
	mac     = 10000
	dos     = 437
	dosLine = 850
)

// font is what matters of a font.
type font struct {
	page     int  // code page; 0 for that of the file
	pictures bool // its codes show pictures or symbols
	symbol   bool // it is the font Symbol
}

// shown returns what a code of a font with pictures shows, as far as it is part of a
// figure.
func (f font) shown(code int) string {
	if !f.symbol {
		return ""
	}
	return word.Symbol(code)
}

const maxFonts = 5000 // and styles

// byte adds a byte of text.
func (w *walk) byte(c byte) {
	if to := w.state.to; to != toNothing && to != toInfo && to != toShape {
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
	if f.pictures && w.state.to == toBody {
		for _, c := range b {
			w.put(f.shown(int(c)))
		}
		return
	}
	page := cmp.Or(f.page, w.page, latin)
	if page == latin && w.state.to == toBody {
		for _, c := range b {
			if c >= utf8.RuneSelf {
				w.odd++
			}
		}
		page = cmp.Or(w.instead, latin)
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
		if s := w.state; s.deleted || s.hidden || s.struck {
			return
		}
		w.all += utf8.RuneCountInString(s)
		w.bad += strings.Count(s, string(utf8.RuneError))
		w.state.flow.Write(s, w.state.raised)
	case toStyles:
		if w.putName(s) {
			w.endStyle()
		}
	case toFonts:
		if w.putName(s) {
			w.endFont()
		}
	case toTitle:
		if w.title.Len() < imprint.MaxMetaLine {
			w.title.WriteString(s)
		}
	}
}

// putName adds s to the name of a style or font, and reports whether it is complete,
// which a semicolon says.
func (w *walk) putName(s string) bool {
	const longest = 200 // bytes
	name, _, ended := strings.Cut(s, ";")
	if w.name.Len() < longest {
		w.name.WriteString(name)
	}
	return ended
}

// takeName returns the name of the style or font, without space around it.
func (w *walk) takeName() string {
	defer w.name.Reset()
	return strings.TrimSpace(w.name.String())
}

// endStyle adds the style that is described to the list.
func (w *walk) endStyle() {
	if l, ok := word.LevelOfName(strings.ToLower(w.takeName())); ok {
		w.style.level, w.style.known = l, true
	}
	if len(w.styles) < maxFonts {
		w.styles[w.current] = w.style
	}
	w.current, w.style = 0, style{base: noStyle}
}

// endFont adds the font that is described to the list.
func (w *walk) endFont() {
	w.described.symbol = word.IsSymbolFont(w.takeName())
	if len(w.fonts) < maxFonts {
		w.fonts[w.current] = w.described
	}
	w.current, w.described = 0, font{}
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
	if f := w.fonts[w.state.font]; 0xF000 <= r && r <= 0xF0FF && f.pictures {
		w.put(f.shown(int(r)))
		return
	}
	w.put(string(r))
}
