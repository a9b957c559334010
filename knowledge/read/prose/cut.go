package prose

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
)

//go:embed cut.txt
var cutWords string

// cutEnds are the words that no line ends with unless it was cut.
var cutEnds = wordlist.MustParse("knowledge/read/prose/cut.txt", cutWords, nil).Words("unended")

var (
	opening = zhtext.NewSet("（《【〔「『“‘")
	goingOn = zhtext.NewSet("，。、；：！？,;!?）》】〕」』”’")
)

// CutOff reports whether line a must continue in line b, whatever its width: a
// ends with an opening mark, b begins with a closing mark or a comma, or the last
// word of a needs another.
func CutOff(a, b string) bool {
	x, y := char.Last(a), char.First(b)
	switch {
	case x == '“': // unless it is used as a closing mark
		return strings.Count(a, "“") == strings.Count(a, "”")+1
	case opening.Has(x):
		return true
	case goingOn.Has(y) && EndOf(a) == EndsOpen:
		return true
	case !char.IsHan(y) || StartOf(b) == StartsItem:
		return false
	}
	for _, w := range cutEnds {
		if strings.HasSuffix(a, w) && len(a) > len(w) {
			return true
		}
	}
	return endsOrdinal(a)
}

// endsOrdinal reports whether s ends with an ordinal that needs a noun: 第十九届.
func endsOrdinal(s string) bool {
	r, w := utf8.DecodeLastRuneInString(s)
	if !strings.ContainsRune("届次", r) {
		return false
	}
	number := strings.TrimRight(s[:len(s)-w], "一二三四五六七八九十百0123456789")
	return len(number) < len(s)-w && strings.HasSuffix(number, "第")
}

// SameItems reports whether two texts begin with numbers of one form: 一、 and 二、.
func SameItems(a, b string) bool {
	return StartOf(a) == StartsItem && StartOf(b) == StartsItem && itemForm(a) != "" && itemForm(a) == itemForm(b)
}

// itemForm returns the number at the start of s with each numeral replaced by one
// sign, 一、 for 十二、, or "".
func itemForm(s string) string {
	const most = 6 // characters
	var b strings.Builder
	number, n := rune(0), 0
	for _, r := range s {
		if n++; n > most {
			return ""
		}
		kind := rune(0)
		switch {
		case strings.ContainsRune("一二三四五六七八九十", r):
			kind = '一'
		case char.IsHalfDigit(r):
			kind = '1'
		}
		if kind != 0 {
			if number != kind {
				b.WriteRune(kind)
			}
			number = kind
			continue
		}
		b.WriteRune(r)
		if number != 0 {
			return b.String()
		}
	}
	return ""
}
