package zhtext

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed opencc/TSCharacters.txt
var tsCharacters string

//go:embed opencc/TSPhrases.txt
var tsPhrases string

// Folded is a text made comparable, with the byte positions of the original. It has
// exactly one character for each character of the original; a byte of invalid UTF-8
// counts as one character.
type Folded struct {
	Text   string
	source []int32 // at the first byte of each character of Text, and at the end: the byte offset in the original; nil if all offsets are equal
}

// Source returns the byte span of the original for a byte span of f.Text. Both ends
// must be character boundaries.
func (f Folded) Source(start, end int) (int, int) {
	if f.source == nil {
		return start, end
	}
	return int(f.source[start]), int(f.source[end])
}

// Fold maps full-width letters, digits and marks to half width, spaces of all widths to
// a space, letters to lower case, radicals to characters (Unify), traditional characters
// to simplified ones and typographic variants of a mark to one form. Each byte of
// invalid UTF-8 becomes U+FFFD. It is safe for concurrent use.
func Fold(s string) Folded {
	f := folding{wayBack: true}
	return f.fold(s)
}

// FoldSet returns the set of words as FoldString folds them.
func FoldSet(words []string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		out[FoldString(w)] = true
	}
	return out
}

// FoldString is Fold for a caller that needs no positions of the original.
func FoldString(s string) string {
	var f folding
	return f.fold(s).Text
}

// Folder folds one text after the other and reuses its memory. The zero Folder is ready
// for use. It is not safe for concurrent use.
type Folder struct{ f folding }

// Fold is like the function. Source of the result is valid until the next call of Fold.
func (f *Folder) Fold(s string) Folded {
	f.f.wayBack = true
	return f.f.fold(s)
}

// Size returns the number of bytes that f has memory for.
func (f *Folder) Size() int { return max(cap(f.f.b), cap(f.f.room)) }

// fold folds s, with the positions of the original if f.wayBack is set.
func (f *folding) fold(s string) Folded {
	if isPlain(s) {
		return Folded{Text: s}
	}
	t := loadTables()
	same := t.unchanged(s)
	if same == len(s) {
		return Folded{Text: s}
	}
	f.s, f.done, f.source = s, 0, nil
	f.b = slices.Grow(f.b[:0], len(s)+utf8.UTFMax)
	for i := same; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		if t.stays(r) {
			i += w
			continue
		}
		if t.leads(r) {
			if from, to := t.phrase(s[i:], r); from > 0 {
				for _, c := range to {
					_, w := utf8.DecodeRuneInString(s[i:])
					f.put(c, i, w)
					i += w
				}
				continue
			}
		}
		f.put(t.char(r), i, w)
		i += w
	}
	return f.finish()
}

// folding is a text that is being folded.
type folding struct {
	s       string
	done    int // bytes of s that are in b; the ones between them and the next change are copied
	b       []byte
	source  []int32 // see Folded; nil as long as every character has its old length
	room    []int32 // memory for source
	wayBack bool
}

// put folds the character of s at i, of width bytes, to r.
func (f *folding) put(r rune, i, width int) {
	f.keep(i)
	n := len(f.b)
	f.b = utf8.AppendRune(f.b, r)
	f.done = i + width
	if !f.wayBack || f.source == nil && len(f.b)-n == width {
		return
	}
	if f.source == nil {
		f.room = slices.Grow(f.room[:0], len(f.s)+utf8.UTFMax)
		f.source = f.room[:n]
		for i := range f.source {
			f.source[i] = int32(i)
		}
	}
	for ; n < len(f.b); n++ {
		f.source = append(f.source, int32(i))
	}
}

// keep copies the bytes of s up to i.
func (f *folding) keep(i int) {
	f.b = append(f.b, f.s[f.done:i]...)
	if f.source != nil {
		n := len(f.source)
		f.source = slices.Grow(f.source, i-f.done)[:n+i-f.done]
		for k := range f.source[n:] {
			f.source[n+k] = int32(f.done + k)
		}
	}
	f.done = i
}

// finish returns the folded text.
func (f *folding) finish() Folded {
	f.keep(len(f.s))
	if f.source != nil {
		f.source = append(f.source, int32(len(f.s)))
	}
	f.s = ""
	if f.source != nil {
		f.room = f.source
	}
	return Folded{string(f.b), f.source}
}

// unchanged returns the length of the part of s, from its start, that folding does not
// change.
func (t *tables) unchanged(s string) int {
	for i, r := range s {
		if t.stays(r) {
			continue
		}
		if t.leads(r) {
			if from, _ := t.phrase(s[i:], r); from > 0 {
				return i
			}
		}
		if t.char(r) != r || r == utf8.RuneError {
			return i
		}
	}
	return len(s)
}

// isPlain reports whether s is lower-case ASCII, which folding does not change.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '\t' {
			return false
		}
	}
	return true
}

type phrasePair struct{ from, to string }

type tables struct {
	chars   map[rune]rune
	bmp     [1 << 16]rune         // look of each character of the basic plane, with lead if it begins a phrase
	phrases map[rune][]phrasePair // by first character, longest first
	seconds seconds               // of all phrases
}

// seconds are the second characters of phrases, by some of their bits: they rule out most
// places where a phrase might begin.
type seconds [64]uint64

func (s *seconds) add(r rune) { s[r>>6&63] |= 1 << (r & 63) }

func (s *seconds) has(r rune) bool { return s[r>>6&63]>>(r&63)&1 != 0 }

// lead marks a character in tables.bmp.
const lead = 1 << 30

var loadTables = sync.OnceValue(func() *tables {
	t := &tables{chars: make(map[rune]rune, 4600), phrases: make(map[rune][]phrasePair, 300)}
	eachPair(tsCharacters, func(from, to string) {
		f, _ := utf8.DecodeRuneInString(from)
		c, _ := utf8.DecodeRuneInString(to)
		t.chars[f] = c
	})
	eachPair(tsPhrases, func(from, to string) {
		if utf8.RuneCountInString(from) != utf8.RuneCountInString(to) {
			return // would break one character for one
		}
		first, _ := utf8.DecodeRuneInString(from)
		second, w := utf8.DecodeRuneInString(from[utf8.RuneLen(first):])
		if w == 0 {
			return // a character by itself is no phrase
		}
		t.seconds.add(second)
		ps := append(t.phrases[first], phrasePair{from, to})
		for i := len(ps) - 1; i > 0 && len(ps[i].from) > len(ps[i-1].from); i-- {
			ps[i], ps[i-1] = ps[i-1], ps[i]
		}
		t.phrases[first] = ps
	})
	for r, c := range marks {
		t.chars[r] = c
	}
	for r := range t.bmp {
		t.bmp[r] = t.look(rune(r))
	}
	for r := range t.phrases {
		if r <= 0xFFFF {
			t.bmp[r] |= lead
		}
	}
	return t
})

// eachPair calls f with each "from TAB to1 to2 …" line's from and to1. Lines
// that begin with # are comments.
func eachPair(table string, f func(from, to string)) {
	for line := range strings.Lines(table) {
		from, to, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		to, _, _ = strings.Cut(to, " ")
		f(from, to)
	}
}

// marks are typographic variants with one meaning.
var marks = map[rune]rune{
	'貮': '贰', '⋯': '…', '「': '“', '」': '”', '『': '“', '』': '”', '〝': '“', '〞': '”',
	'—': '-', '–': '-', '−': '-', '‐': '-', '‑': '-', '─': '-', '〜': '~', '∼': '~',
	'・': '·', '•': '·', '‧': '·', '∶': ':', '％': '%', '﹪': '%', '\t': ' ',
	'\u00a0': ' ', '\u3000': ' ', '\u2000': ' ', '\u2001': ' ', '\u2002': ' ', '\u2003': ' ', '\u2004': ' ', '\u2005': ' ', '\u2006': ' ',
	'\u2007': ' ', '\u2008': ' ', '\u2009': ' ', '\u200a': ' ', '\u202f': ' ', '\u205f': ' ',
}

// char folds one character.
func (t *tables) char(r rune) rune {
	if r <= 0xFFFF {
		return t.bmp[r] &^ lead
	}
	return t.look(r)
}

// stays reports whether folding does not change r, whatever follows it.
func (t *tables) stays(r rune) bool { return r <= 0xFFFF && t.bmp[r] == r && r != utf8.RuneError }

// leads reports whether a phrase of the table can begin with r.
func (t *tables) leads(r rune) bool { return r > 0xFFFF || t.bmp[r]&lead != 0 }

// look folds one character without the table for the basic plane.
func (t *tables) look(r rune) rune {
	r = Unify(r)
	if c, ok := t.chars[r]; ok {
		return c
	}
	if 0xFF01 <= r && r <= 0xFF5E { // full-width ASCII
		r -= 0xFEE0
	}
	if r < 0x2E80 || r > 0xFFFF {
		return unicode.ToLower(r)
	}
	return r
}

// phrase returns the length of the longest phrase of the table at the start of s, whose
// first character is r, and what it folds to.
func (t *tables) phrase(s string, r rune) (int, string) {
	if second, _ := utf8.DecodeRuneInString(s[utf8.RuneLen(r):]); !t.seconds.has(second) {
		return 0, ""
	}
	for _, p := range t.phrases[r] {
		if strings.HasPrefix(s, p.from) {
			return len(p.from), p.to
		}
	}
	return 0, ""
}
