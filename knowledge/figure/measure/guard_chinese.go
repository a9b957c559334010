package measure

import (
	"slices"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// acceptsChinese is accepts for a number in Chinese numerals.
func (g *guard) acceptsChinese(a number.Amount, u unit.Unit, last number.Amount, qualified bool, to int) bool {
	if a.Infix != "" || last.From != a.From {
		return true
	}
	if g.isAnaphor(a, u) || g.isCheque(a) {
		return false
	}
	if a.Digits && utf8.RuneCountInString(g.numbers.Numeral(a)) > 1 && a.Hi == nil {
		return g.countsByDigit(a, u) // and not 八八, 三一
	}
	return g.acceptsNumeral(a, u, qualified, to)
}

// acceptsNumeral is acceptsChinese for a number that is not written digit by
// digit: 一 is an article more often than a number, and a small number in front
// of a weak measure word is part of a word.
func (g *guard) acceptsNumeral(a number.Amount, u unit.Unit, qualified bool, to int) bool {
	switch {
	case a.Value.Sign() == 0:
		return false
	case a.Hi != nil:
		return u.Trust == unit.Sure || qualified || a.Hi.Cmp(number.Ten) > 0
	case a.Value.Cmp(number.One) == 0:
		return qualified || g.countsOne(a, u, to)
	case a.Value.Cmp(number.Ten) > 0:
		return true
	}
	if u.Kind == knowledge.Count && !qualified && g.numbers.Has(a.From, "二") {
		return false // a count is 两个; 二 numbers things: 二次, 二级
	}
	return (u.Trust == unit.Sure || qualified) && !g.isQuoted(a.From, to) && !g.isRank(a, u)
}

// countsOne reports whether 一 is a number although no qualifier says so.
func (g *guard) countsOne(a number.Amount, u unit.Unit, to int) bool {
	switch u.Kind {
	case knowledge.Percent, knowledge.PercentPoint:
		return true
	case knowledge.Multiple:
		if g.numbers.Ends(a.From, growthWords...) {
			return true
		}
	case knowledge.Duration:
		if g.isSpent(a, u, to) {
			return true
		}
	}
	return g.numbers.Has(to, halfWord) || u.Word == pieceHalf || u.Word == pieceMore
}

// isSpent reports a unit of time that something takes: 缩短至一小时, 一个月内.
func (g *guard) isSpent(a number.Amount, u unit.Unit, to int) bool {
	return !slices.Contains(notSpent, u.Word) && (g.numbers.Word(to, spentBehind...) > 0 || spentFront.Has(g.numbers.Before(a.From)))
}

// countsByDigit reports whether a number that is written digit by digit counts
// something: hundreds with a zero in it (一○八个), in front of a unit that names
// nothing (七〇一所).
func (g *guard) countsByDigit(a number.Amount, u unit.Unit) bool {
	text := g.numbers.Numeral(a)
	_, w := utf8.DecodeRuneInString(text)
	return utf8.RuneCountInString(text) == 3 && zeroDigits.In(text[w:]) && u.Trust == unit.Sure &&
		u.Kind != knowledge.Duration && !slices.Contains(namedUnits, u.Word)
}

// isAnaphor reports a small number that refers to something said before (这两个,
// 其三者), and 两人, which is a pronoun.
func (g *guard) isAnaphor(a number.Amount, u unit.Unit) bool {
	if a.Value.Cmp(number.Ten) > 0 || u.Kind != knowledge.Count {
		return false
	}
	if anaphorFront.Has(g.numbers.Before(a.From)) && !g.numbers.Ends(a.From, notAnaphor...) {
		return true
	}
	return u.Word == personWord && a.Value.Cmp(number.Two) == 0 && g.words.Trailing(a.From, word.List|word.Before) == ""
}

// isCheque reports a single numeral of those that cheques are written with, which
// elsewhere are characters of other words: 陆, 伍.
func (g *guard) isCheque(a number.Amount) bool {
	r, w := utf8.DecodeRuneInString(string(g.numbers.Text[a.From:]))
	return w == a.Len && chequeDigits.Has(r)
}

// maxQuoted is the longest quotation, in bytes, that is taken for a name.
const maxQuoted = 36

// isQuoted reports whether from is right behind an opening quotation mark whose
// pair closes soon: “三个一号工程”.
func (g *guard) isQuoted(from, to int) bool {
	switch g.numbers.Before(from) {
	case '“', '‘', '《', '"':
	default:
		return false
	}
	rest := string(g.numbers.Text[to:])
	return closingQuotes.In(rest[:min(len(rest), maxQuoted)])
}
