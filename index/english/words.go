package english

import (
	"strings"
	"unicode"
)

// Limits of a question in English.
const (
	maxWords  = 60
	maxPhrase = 7 // words, of the trade
	// maxInCedict is the number of words of the longest phrase of CC-CEDICT that is
	// kept, maxWords of gen.go.
	maxInCedict = 3
)

// word is a word of the question.
type word struct {
	text    string // in small letters
	capital bool
	han     bool
}

// cut returns the words of a question. Of its marks it keeps commas and the like, and
// %.
func cut(question string) (out []word) {
	rs := []rune(question)
	for i := range rs {
		rs[i] = narrow(rs[i])
	}
	for i := 0; i < len(rs); {
		r := rs[i]
		j := i + 1
		switch {
		case isHan(r):
			for j < len(rs) && isHan(rs[j]) {
				j++
			}
			out = append(out, word{text: string(rs[i:j]), han: true})
		case isLatin(r):
			for j < len(rs) && (isLatin(rs[j]) || j+1 < len(rs) && inside(rs[j-1], rs[j], rs[j+1])) {
				j++
			}
			s := string(rs[i:j])
			out = append(out, word{text: strings.ToLower(s), capital: unicode.IsUpper(r)})
		case strings.ContainsRune(",;:", r):
			out = append(out, word{text: ","})
		case r == '%':
			out = append(out, word{text: "percent"})
		}
		i = j
	}
	return out
}

// narrow returns the half-width form of a full-width character, a plain quotation mark
// for a curved one, and a letter of pinyin without its tone.
func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '’' || r == '‘' || r == '`':
		return '\''
	}
	if plain, ok := toneless[r]; ok {
		return plain
	}
	return r
}

// toneless maps letters of pinyin with a tone mark to those without.
var toneless = func() map[rune]rune {
	out := map[rune]rune{}
	for plain, marked := range map[rune]string{'a': "āáǎà", 'e': "ēéěè", 'i': "īíǐì", 'o': "ōóǒò", 'u': "ūúǔùüǖǘǚǜ"} {
		for _, r := range marked {
			out[r] = plain
			out[unicode.ToUpper(r)] = unicode.ToUpper(plain)
		}
	}
	return out
}()

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func isLatin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// inside reports whether a mark between two characters is part of a word: people's,
// 3.5, 12,000, R&D.
func inside(before, r, after rune) bool {
	switch r {
	case '\'', '&':
		return isLatin(before) && isLatin(after)
	case '.', ',':
		return isDigit(before) && isDigit(after)
	}
	return false
}
