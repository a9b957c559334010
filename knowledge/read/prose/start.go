package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// Starting is how a line starts.
type Starting int

const (
	StartsPlain Starting = iota
	startsMark           // with a mark that no line begins with, unless the page is badly broken
	StartsItem           // with a bullet or the number of an item
)

// BeginCost returns the cost of beginning a paragraph with such a line.
func (s Starting) BeginCost() float64 { return [...]float64{0, 5, -1.5}[s] }

// GoOnCost returns the cost of continuing a paragraph with such a line.
func (s Starting) GoOnCost() float64 { return [...]float64{0, 1, 1}[s] }

var (
	itemMarks     = zhtext.NewSet("●■◆▲★○□◇△☆►▶•·")
	smallNumerals = zhtext.NewSet("一二三四五六七八九十")
)

// StartOf returns how s starts.
func StartOf(s string) Starting {
	r, w := utf8.DecodeRuneInString(s)
	if itemMarks.Has(r) || 0x2460 <= r && r <= 0x249B {
		return StartsItem
	}
	if NoLineStart.Has(r) && r != '—' && r != '…' && r != '⋯' {
		return startsMark
	}
	rest := s
	if r == '（' || r == '(' || r == '第' {
		rest = s[w:]
	}
	number := strings.TrimLeftFunc(rest, smallNumerals.Has)
	if number == rest {
		number = strings.TrimLeft(rest, "0123456789")
	}
	if n := len(rest) - len(number); n == 0 || n > 9 || number == "" {
		return StartsPlain
	}
	mark, w := utf8.DecodeRuneInString(number)
	after, _ := utf8.DecodeRuneInString(number[w:])
	switch {
	case len(rest) < len(s) && (mark == '）' || mark == ')'), mark == '、', mark == '．':
		return StartsItem
	case mark == '.' && !unicode.IsDigit(after):
		return StartsItem
	case r == '第' && strings.ContainsRune("章节条部篇", mark):
		return StartsItem
	}
	return StartsPlain
}
