package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// wideAmount reads money: with a currency in front or behind, with both ends
// of a range, with its qualifiers, and bare where it is the whole text.
func (s *scanner) wideAmount(i int) (reading, bool) {
	if s.at == 0 {
		s.names()
		if f, ok := s.bareAmount(); ok {
			return f, true
		}
	}
	if s.currencies {
		return s.currencyName(i)
	}
	from := i
	if strings.HasPrefix(s.s[i:], "从") {
		from += len("从")
	}
	f, ok := s.measured(from)
	if !ok || f.Kind != knowledge.Money || s.inLatin(i) {
		return reading{}, false
	}
	if from > i {
		if f.Lo == nil {
			return reading{}, false
		}
		f.from = i
	}
	f.from, f.to = s.qualify(&f)
	if n, ok := s.amount(f.to); ok && strings.HasSuffix(s.s[f.from:f.to], "块") && f.Value != nil && n.Digits && n.Value.Cmp(ratTen) < 0 && n.to == len(s.s) {
		f.Value, f.to = new(big.Rat).Add(f.Value, new(big.Rat).Quo(n.Value, ratTen)), n.to // 五块三
	}
	s.widen(&f)
	return f, true
}

// widen gives an amount with 多 in it the bounds it tells: 3000多 is up to
// 4000.
func (s *scanner) widen(f *reading) {
	if f.Value == nil || !strings.ContainsAny(f.Qualifier+s.s[f.from:f.to], "多余几来") || !f.Value.IsInt() || f.Value.Sign() <= 0 {
		return
	}
	text := f.Value.Num().String()
	place := "1" + strings.Repeat("0", len(text)-len(strings.TrimRight(text, "0")))
	step, _ := new(big.Rat).SetString(place)
	f.Lo, f.Hi, f.Value = f.Value, new(big.Rat).Add(f.Value, step), nil
}

// bareAmount reads a text that is nothing but a number and its qualifiers.
func (s *scanner) bareAmount() (reading, bool) {
	for i := 0; i < len(s.s); {
		a, ok := s.amount(i)
		if !ok {
			_, w := utf8.DecodeRuneInString(s.s[i:])
			i += w
			continue
		}
		b, ranged := s.rangeOf(a)
		f := number(a, knowledge.Money)
		f.Unit, f.Qualifier, f.bare = "元", a.Infix, a.Bare
		if ranged {
			f.Lo, f.Hi, f.Value, f.to = s.carried(a, b), b.Value, nil, b.to
		}
		if !a.Scaled && !ranged {
			return reading{}, false
		}
		f.from, f.to = s.qualify(&f)
		s.widen(&f)
		return f, f.from == 0 && f.to == len(s.s) && (f.Lo == nil || f.Lo.Cmp(f.Hi) <= 0)
	}
	return reading{}, false
}

// names notes whether the text is nothing but names of currencies.
func (s *scanner) names() {
	i := 0
	for i < len(s.s) {
		_, n := s.currencyAt(i)
		if n == 0 && s.s[i] != ' ' {
			return
		}
		i += max(n, 1)
	}
	s.currencies = i > 0
}

func (s *scanner) currencyName(i int) (reading, bool) {
	name, n := s.currencyAt(i)
	f := reading{from: i, to: i + n}
	f.Kind, f.Unit = knowledge.Money, name
	return f, n > 0
}

func (s *scanner) currencyAt(i int) (name string, length int) {
	if strings.HasPrefix(s.s[i:], "人民币") {
		return "元", len("人民币")
	}
	if u, n := s.t.unitAt(s.s[i:]); n > 0 && u.kind == knowledge.Money && utf8.RuneCountInString(u.word) > 1 {
		return u.name, n
	}
	return "", 0
}
