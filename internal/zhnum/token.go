package zhnum

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

//go:embed numerals.txt
var numeralFile string

// class says what a character is to a number.
type class uint8

const (
	other   class = iota
	digit         // 一, 两, 〇
	low           // 十, 百, 千
	high          // 万, 亿, 兆
	point         // 点
	unknown       // 几, 数: a digit that is not known
	more          // 多, 余, 来: somewhat more
)

// token is a character of numbers.
type token struct {
	char  rune
	class class
	value int64  // of a digit the digit, of a scale the power of ten
	infix string // what Number.Infix is if the character ends a number; "" if it cannot
	not   string // characters behind it that make it part of a unit
	only  string // characters behind it, one of which it needs behind a number without a scale
}

// tokenTable holds tokens by their characters. All other characters have the first
// token.
type tokenTable struct {
	at     [1 << 16]uint8
	tokens []token
}

// tokens are the tokens of numerals.txt.
var tokens = func() *tokenTable {
	t, err := parseTokens(numeralFile)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return t
}()

// classify returns the token of r, of class other for what is no part of a number.
func classify(r rune) *token {
	if r > 0xFFFF {
		return &tokens.tokens[0]
	}
	return &tokens.tokens[tokens.at[r]]
}

var scaleClass = map[bool]class{true: low, false: high}

// parseTokens reads a text in the format of numerals.txt.
func parseTokens(text string) (*tokenTable, error) {
	t := &tokenTable{tokens: make([]token, 1)}
	return t, wordlist.Lines("internal/zhnum/numerals.txt", text, 2, t.line)
}

// line adds the tokens of one line.
func (t *tokenTable) line(f []string) error {
	chars := f[len(f)-1]
	tok := token{}
	switch {
	case len(f) == 2 && f[0] == "point":
		tok.class = point
	case len(f) == 2 && f[0] == "several":
		tok.class = unknown
	case len(f) == 2 && (f[0] == "some" || f[0] == "more"):
		if tok.class = unknown; f[0] == "more" {
			tok.class = more
		}
		for _, c := range chars {
			tok.infix = string(c)
			if err := t.add(c, tok); err != nil {
				return err
			}
		}
		return nil
	case len(f) == 3 && (f[0] == "digit" || f[0] == "scale"):
		v, err := strconv.ParseInt(f[1], 10, 64)
		if err != nil {
			return err
		}
		tok.class, tok.value = digit, v
		if f[0] == "scale" {
			tok.class = scaleClass[v < 1e4]
		}
	case len(f) == 3 && (f[0] == "not-before" || f[0] == "only-before"):
		r, _ := utf8.DecodeRuneInString(f[1])
		if r > 0xFFFF || t.at[r] == 0 {
			return fmt.Errorf("%s is no character of a line above", f[1])
		}
		if f[0] == "not-before" {
			t.tokens[t.at[r]].not = chars
		} else {
			t.tokens[t.at[r]].only = chars
		}
		return nil
	default:
		return fmt.Errorf("no class %q with %d words", f[0], len(f)-1)
	}
	for _, c := range chars {
		if err := t.add(c, tok); err != nil {
			return err
		}
	}
	return nil
}

// add adds a token for c, which must be new and take three bytes, as the reader of
// digits relies on.
func (t *tokenTable) add(c rune, tok token) error {
	if utf8.RuneLen(c) != numeralLen || t.at[c] != 0 {
		return fmt.Errorf("%c is there twice, or takes other than %d bytes", c, numeralLen)
	}
	tok.char = c
	t.at[c] = uint8(len(t.tokens))
	t.tokens = append(t.tokens, tok)
	return nil
}

// numeralLen is the length of a Chinese numeral in bytes.
const numeralLen = 3

// inUnit reports whether the scale t is part of a unit, because next follows: 千瓦, 千克,
// 兆赫.
func (t *token) inUnit(next rune) bool { return t.not != "" && strings.ContainsRune(t.not, next) }

// runAt reads the Chinese digits at the start of s: their values, at most 18 of
// them, and their length in bytes, which is one digit more if there are others.
func runAt(s string) (ds []int8, length int) {
	var buf [18]int8
	n := 0
	for length < len(s) {
		r, w := utf8.DecodeRuneInString(s[length:])
		t := classify(r)
		if t.class != digit {
			break
		}
		if n == len(buf) {
			return buf[:n], length + w // too many: the caller refuses them
		}
		buf[n] = int8(t.value)
		n++
		length += w
	}
	return buf[:n], length
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digits returns how many western digits s begins with, at most max+1.
func digits(s string, max int) int {
	n := 0
	for n < len(s) && n <= max && isDigit(s[n]) {
		n++
	}
	return n
}
