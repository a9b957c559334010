package thing

import (
	"iter"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/ledger"
)

// token is a character of a name or, as a whole, a number or a run of letters.
type token struct {
	text       string // numbers in digits
	start, end int    // in the text

	key   uint64 // equal for two tokens that are the same, see keyOf; set by tokensOf, as class is
	class class
}

// isCode reports whether t is a number or letters, which distinguish a thing from its
// siblings.
func (t token) isCode() bool { return isCode(t.text[0]) }

func isCode(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' }

// tokensOf splits a folded text into tokens, without marks and white space.
func tokensOf(text string) []token {
	out := make([]token, 0, len(text)/3+1)
	for t := range tokensIn(text) {
		t.key = keyOf(t.text)
		t.class = classOf(t.text)
		out = append(out, t)
	}
	return out
}

// tokensIn yields what tokensOf returns.
func tokensIn(text string) iter.Seq[token] {
	return func(yield func(token) bool) {
		for i := 0; i < len(text); {
			t := tokenAt(text, i)
			i = t.end
			if t.text != "" && !yield(t) {
				return
			}
		}
	}
}

// tokenAt returns the token at byte i, one without a text for a mark.
func tokenAt(text string, i int) token {
	if number, n := ledger.NumberAt(text, i); n > 0 {
		return token{text: number, start: i, end: i + n}
	}
	r, w := utf8.DecodeRuneInString(text[i:])
	if w == 1 && isCode(text[i]) {
		n := 1
		for i+n < len(text) && isCode(text[i+n]) && isDigit(text[i+n]) == isDigit(text[i]) {
			n++
		}
		return token{text: text[i : i+n], start: i, end: i + n}
	}
	if isMark(r) || r == utf8.RuneError {
		return token{start: i, end: i + w}
	}
	return token{text: text[i : i+w], start: i, end: i + w}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// marks are not part of a token, since people leave them out.
const marks = " \t\u3000“”\"'‘’《》「」『』()（）【】[]·-—–_/、,，.。;；:：?？!！"

// markBits rules out nearly all characters that are no marks.
var markBits = func() (s wordlist.RuneSet) {
	for _, r := range marks {
		s.Add(uint(r))
	}
	return s
}()

func isMark(r rune) bool { return markBits.Has(uint(r)) && strings.ContainsRune(marks, r) }

// numerals are the Chinese numerals of one digit.
const numerals = "〇一二三四五六七八九"

// digits are the numerals as digits.
var digits = [...]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

// same reports whether two tokens are equal. A numeral that no rule reads as a number,
// as in 三中, equals its digit.
func same(a, b *token) bool { return a.key == b.key && (a.key != long || a.text == b.text) }

// long is the key of all tokens that do not fit into one: they are compared by their text.
const long = 0

// keyOf returns a key for the text of a token: its bytes, or those of a numeral's digit.
func keyOf(text string) (key uint64) {
	if d := digitOf(text); d > 0 {
		return uint64(d)
	}
	if len(text) > 8 {
		return long
	}
	for i := range len(text) {
		key = key<<8 | uint64(text[i])
	}
	return key
}

func digitOf(s string) byte {
	if len(s) != len("一") || isPlain(s) {
		return 0
	}
	if i := strings.Index(numerals, s); i >= 0 {
		return '0' + byte(i/len("一"))
	}
	return 0
}

// coreOf returns the number of tokens of a name in front of what may be left out
// behind it.
func coreOf(name string, tokens []token) int {
	rest := ledger.Behind(name)
	n := len(tokens)
	for n > 0 && tokens[n-1].start >= len(name)-len(rest) {
		n--
	}
	return n
}
