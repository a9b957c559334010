package figure

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/number"
)

var (
	digitBehind  = zhtext.NewSet(wideWords.Chars("digit-behind") + " \n,，.;、。:!?()“”‘’《》+-*/=")
	scales       = wideWords.Chars("scale")
	cheque       = zhtext.NewSet(wideWords.Chars("cheque"))
	chequeFront  = zhtext.NewSet(wideWords.Chars("cheque-front"))
	chequeBehind = zhtext.NewSet(wideWords.Chars("cheque-behind"))
)

// number reads a number. What is behind it and no part of it (四百多, 40个) is not in
// its span.
func (w *wide) number(i int) (number.Reading, bool) {
	if w.text.InLatin(i) {
		return number.Reading{}, false
	}
	a, _ := w.numbers.Expression(i)
	if a.Value == nil || a.Hi != nil && !a.Scaled {
		return number.Reading{}, false
	}
	a.To -= a.InfixLen
	if a.Chinese && !w.isCount(a) || w.text.Has(a.To, number.PartOf) {
		return number.Reading{}, false
	}
	a.InfixLen, a.Infix = 0, ""
	return number.Of(a, knowledge.Number), true
}

// isCount distinguishes a number in Chinese numerals from a numeral that is part of a
// word: 四川, 一看, 队伍, 万万.
func (w *wide) isCount(a number.Amount) bool {
	text := strings.TrimPrefix(string(w.text[a.From:a.To]), "负")
	runes := utf8.RuneCountInString(text)
	next := w.text.At(a.To)
	switch {
	case w.isChequeWord(text, a.From):
		return false
	case text == "十" && next == '足', text == "万一", a.Bare && strings.Trim(text, scales) == "":
		return false
	case runes > 1 && a.Digits:
		return false // 九九, 两两
	case runes > 1 || text == "十":
		return true
	}
	if next == 0 || digitBehind.Has(next) {
		return true
	}
	u, n := w.measure.Units.Table.At(string(w.text[a.To:]))
	return n > 0 && (u.Kind != knowledge.Money || u.Name == "元" || u.Name == "角") && u.Word[0] >= utf8.RuneSelf
}

// isChequeWord reports whether text is a single numeral of cheques and part of a word:
// 陆地, 拾起, 队伍, 放肆.
func (w *wide) isChequeWord(text string, from int) bool {
	if utf8.RuneCountInString(text) > 1 || !cheque.In(text) {
		return false
	}
	return chequeFront.Has(w.text.Before(from)) || chequeBehind.Has(w.text.At(from+len(text)))
}
