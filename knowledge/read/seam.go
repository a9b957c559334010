package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// starting is how a line starts.
type starting int

const (
	startsPlain starting = iota
	startsMark           // with a mark that no line begins with, unless the page is broken badly
	startsItem           // with a bullet or the number of an item
)

func (s starting) beginCost() float64 { return [...]float64{0, 5, -1.5}[s] }
func (s starting) goOnCost() float64  { return [...]float64{0, 1, 1}[s] }

var (
	itemMarks     = zhtext.NewSet("●■◆▲★○□◇△☆►▶•·")
	smallNumerals = zhtext.NewSet("一二三四五六七八九十")
)

// startOf tells how s starts.
func startOf(s string) starting {
	r, w := utf8.DecodeRuneInString(s)
	if itemMarks.Has(r) || 0x2460 <= r && r <= 0x249B {
		return startsItem
	}
	if noLineStart.Has(r) && r != '—' && r != '…' && r != '⋯' {
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
		return startsPlain
	}
	mark, w := utf8.DecodeRuneInString(number)
	after, _ := utf8.DecodeRuneInString(number[w:])
	switch {
	case len(rest) < len(s) && (mark == '）' || mark == ')'), mark == '、', mark == '．':
		return startsItem
	case mark == '.' && !unicode.IsDigit(after):
		return startsItem
	case r == '第' && strings.ContainsRune("章节条部篇", mark):
		return startsItem
	}
	return startsPlain
}
