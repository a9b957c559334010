package measure

import (
	"math/big"

	"beilun/internal/zhtext"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

var closingQuotes = zhtext.NewSet("”’》\"")

// Between these two, four digits in front of 年 are a year.
var (
	firstYear = big.NewRat(1000, 1)
	lastYear  = big.NewRat(2101, 1)
)

// lasts distinguishes a duration from a date (五年前, 这两天) and from the name of a
// plan (三年行动).
func (g *guard) lasts(a number.Amount, u unit.Unit, to int) bool {
	if a.Infix == "" && dateFront.Has(g.numbers.Before(a.From)) {
		return false
	}
	if u.Word == yearWord {
		if !a.Chinese && a.Infix == "" && a.Len == len("2024") && a.Value.Cmp(firstYear) > 0 && a.Value.Cmp(lastYear) < 0 && g.numbers.At(to) != '来' {
			return false // a year that the reader of times refused
		}
		if g.isYear(a) {
			return false
		}
	}
	if u.Word == dayWord || u.Word == yearWord && a.Chinese && a.Digits && a.Hi == nil && a.Value.Cmp(number.Ten) >= 0 {
		return g.numbers.At(to) == '内' || g.words.Leading(to) != "" || a.Infix != ""
	}
	return g.numbers.Word(to, dateBehind...) == 0 && (!a.Chinese || g.numbers.Word(to, dateBehindChinese...) == 0)
}

// isYear reports whether a number of years is a year of a calendar: 乾隆五年,
// 民国三十四年, （421年）.
func (g *guard) isYear(a number.Amount) bool {
	if a.Infix != "" || a.Hi != nil {
		return false
	}
	behind := a.To + len(yearWord)
	if g.words.Leading(behind) != "" || g.numbers.Word(behind, yearsBehind...) > 0 || g.words.Trailing(a.From, word.Before) != "" {
		return false
	}
	if g.words.Trailing(a.From, word.Era) != "" {
		return true
	}
	r := g.numbers.Before(a.From)
	if !a.Chinese {
		return a.Len == len("421") && !a.Grouped && !yearsFrontDigits.Has(r)
	}
	return r != 0 && a.Value.IsInt() && !yearsFront.Has(r)
}
