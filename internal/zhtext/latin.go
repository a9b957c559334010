package zhtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addressLen returns the length of the web address at i of text, without the
// punctuation behind it, or 0 if there is none.
func addressLen(text string, i int) int {
	rest := text[i:]
	if !strings.HasPrefix(rest, "http") && !strings.HasPrefix(rest, "www.") {
		return 0
	}
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && rest[0] != 'w' {
		return 0
	}
	n := 0
	for n < len(rest) && ' ' < rest[n] && rest[n] < 0x7F {
		n++
	}
	return len(strings.TrimRight(rest[:n], ".!?,;:)]}\"'"))
}

// abbreviations are words whose full stop ends no sentence.
var abbreviations = []string{"Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Co", "Ltd", "Inc", "Corp", "No", "vs", "Jr", "Sr", "Vol", "Fig"}

// dot handles a Latin full stop at i and returns where to continue.
func (s *splitter) dot(i int) int {
	end := i
	for end < len(s.text) && s.text[end] == '.' {
		end++
	}
	if end-i > 1 { // an ellipsis
		return end
	}
	rest := s.text[end:]
	after := strings.TrimLeft(rest, " \t\u3000")
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, `"'“‘(`))
	spaced := len(after) < len(rest) && !unicode.IsLower(next)
	closed := rest != "" && strings.ContainsRune("\"”)", rune(rest[0])) || strings.HasPrefix(rest, "”")
	if !spaced && !closed || s.abbreviated(i) {
		return end
	}
	return s.stop(i, end)
}

// abbreviated reports whether the full stop at i belongs to the word in front of it:
// an abbreviation, an initial, or the number of a list item.
func (s *splitter) abbreviated(i int) bool {
	word := s.text[s.start:i]
	if len(word) > 32 {
		word = word[len(word)-32:]
	}
	at := strings.LastIndexAny(word, " \t.,(\"") + 1
	first := at == 0
	word = word[at:]
	if strings.Trim(word, "0123456789") == "" {
		return first || word == ""
	}
	if len(word) == 1 {
		return 'A' <= word[0] && word[0] <= 'Z'
	}
	for _, a := range abbreviations {
		if word == a {
			return true
		}
	}
	return false
}

// alnumAt reports whether an ASCII letter or digit, of full or half width, is at i of
// text.
func alnumAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	if 0xFF01 <= r && r <= 0xFF5E {
		r -= 0xFEE0
	}
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
