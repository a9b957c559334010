package zhtext

import "unicode/utf8"

// Set is a set of characters to search a text for. It replaces strings.ContainsAny and
// its like, which look each character of the text up in a string. Neither invalid
// UTF-8 nor U+FFFD is in any set. It is safe for concurrent use.
type Set struct {
	pages  [256]uint8  // by the upper half of a character, into blocks
	blocks [][4]uint64 // by the lower half; the first is empty
	han    bool        // it has characters that HanAt passes over
}

// NewSet returns the set of the characters of the basic plane in chars.
func NewSet(chars string) *Set {
	s := &Set{blocks: make([][4]uint64, 1, 8)}
	for _, r := range chars {
		if r > 0xFFFF || r == utf8.RuneError {
			continue
		}
		if s.pages[r>>8] == 0 {
			s.pages[r>>8] = uint8(len(s.blocks))
			s.blocks = append(s.blocks, [4]uint64{})
		}
		s.blocks[s.pages[r>>8]][r>>6&3] |= 1 << (r & 63)
		s.han = s.han || r >= 0x4000 && r < 0xA000
	}
	return s
}

// Has reports whether r is in s.
func (s *Set) Has(r rune) bool {
	return uint32(r) <= 0xFFFF && s.blocks[s.pages[r>>8]][r>>6&3]>>(r&63)&1 != 0
}

// In reports whether text has a character of s.
func (s *Set) In(text string) bool { return s.Index(text) >= 0 }

// Index returns the position of the first character of s in text, or -1.
func (s *Set) Index(text string) int {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if s.blocks[s.pages[0]][c>>6]>>(c&63)&1 != 0 {
				return i
			}
			i++
			continue
		}
		if !s.han && HanAt(text, i) {
			i += 3
			continue
		}
		r, w := utf8.DecodeRuneInString(text[i:])
		if s.Has(r) {
			return i
		}
		i += w
	}
	return -1
}

// LastIndex returns the position of the last character of s in text, or -1.
func (s *Set) LastIndex(text string) int {
	for end := len(text); end > 0; {
		r, w := utf8.DecodeLastRuneInString(text[:end])
		end -= w
		if s.Has(r) {
			return end
		}
	}
	return -1
}

// TrimRight returns text without the characters of s at its end.
func (s *Set) TrimRight(text string) string {
	for text != "" {
		r, w := utf8.DecodeLastRuneInString(text)
		if !s.Has(r) {
			break
		}
		text = text[:len(text)-w]
	}
	return text
}

// HanAt reports whether a character of U+4000 to U+9FFF, which takes three bytes, is at
// byte i of text. Most Han characters are in this range.
func HanAt(text string, i int) bool {
	return 0xE4 <= text[i] && text[i] <= 0xE9 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80
}
