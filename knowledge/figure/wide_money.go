package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/number"
)

var vagueWords = zhtext.NewSet(wideWords.Chars("vague"))

// amount reads money with a currency in front or behind, with both ends of a range
// and with its qualifiers. A text that is nothing but a number is an amount.
func (w *wide) amount(i int) (number.Reading, bool) {
	if i == 0 {
		w.onlyCurrencies = w.isOnlyCurrencies()
		if f, ok := w.bareAmount(); ok {
			return f, true
		}
	}
	if w.onlyCurrencies {
		return w.currencyName(i)
	}
	from := max(i, w.text.Word(i, "从"))
	f, ok := w.measure.Measured(from)
	if !ok || f.Kind != knowledge.Money || w.text.InLatin(i) {
		return number.Reading{}, false
	}
	if from > i {
		if f.Lo == nil {
			return number.Reading{}, false
		}
		f.From = i
	}
	f.From, f.To = w.qualify.Around(&f)
	if n, ok := w.numbers.Amount(f.To); ok && w.text.Ends(f.To, "块") && f.Value != nil && n.Digits && n.Value.Cmp(number.Ten) < 0 && n.To == len(w.text) {
		f.Value, f.To = new(big.Rat).Add(f.Value, new(big.Rat).Quo(n.Value, number.Ten)), n.To // 五块三
	}
	w.widen(&f)
	return f, true
}

// widen makes a range of an amount with 多 in it: 3000多 is 3000 to 4000.
func (w *wide) widen(f *number.Reading) {
	if f.Value == nil || !f.Value.IsInt() || f.Value.Sign() <= 0 || !vagueWords.In(f.Qualifier) && !vagueWords.In(string(w.text[f.From:f.To])) {
		return
	}
	text := f.Value.Num().String()
	place := "1" + strings.Repeat("0", len(text)-len(strings.TrimRight(text, "0")))
	step, _ := new(big.Rat).SetString(place)
	f.Lo, f.Hi, f.Value = f.Value, new(big.Rat).Add(f.Value, step), nil
}

// bareAmount reads a text that is nothing but a number and its qualifiers.
func (w *wide) bareAmount() (number.Reading, bool) {
	for i := 0; i < len(w.text); {
		a, ok := w.numbers.Amount(i)
		if !ok {
			_, width := utf8.DecodeRuneInString(string(w.text[i:]))
			i += width
			continue
		}
		b, ranged := w.measure.Ranges.Second(a)
		f := number.Of(a, knowledge.Money)
		f.Unit, f.Qualifier, f.Bare = "元", a.Infix, a.Bare
		if ranged {
			f.Lo, f.Hi, f.Value, f.To = w.numbers.Carry(a, b), b.Value, nil, b.To
		}
		if !a.Scaled && !ranged {
			return number.Reading{}, false
		}
		f.From, f.To = w.qualify.Around(&f)
		w.widen(&f)
		return f, f.From == 0 && f.To == len(w.text) && (f.Lo == nil || f.Lo.Cmp(f.Hi) <= 0)
	}
	return number.Reading{}, false
}

// isOnlyCurrencies reports whether the text is nothing but names of currencies.
func (w *wide) isOnlyCurrencies() bool {
	i := 0
	for i < len(w.text) {
		_, n := w.currencyAt(i)
		if n == 0 && w.text[i] != ' ' {
			return false
		}
		i += max(n, 1)
	}
	return i > 0
}

// currencyName reads the name of a currency as a figure without a value.
func (w *wide) currencyName(i int) (number.Reading, bool) {
	name, n := w.currencyAt(i)
	f := number.Reading{From: i, To: i + n}
	f.Kind, f.Unit = knowledge.Money, name
	return f, n > 0
}

// currencyAt returns the unit of the currency whose name is at i, and the length of
// the name.
func (w *wide) currencyAt(i int) (name string, length int) {
	if to := w.text.Word(i, "人民币"); to > 0 {
		return "元", to - i
	}
	if u, n := w.measure.Units.Table.At(string(w.text[i:])); n > 0 && u.Kind == knowledge.Money && utf8.RuneCountInString(u.Word) > 1 {
		return u.Name, n
	}
	return "", 0
}
