package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// maxPower bounds the powers that are worked out.
const maxPower = 400

// expression reads a number with what arithmetic puts around one: a sign,
// 40k, 2e5, 2^-1, 3/2, 三分之一, 一又二分之一, 一打.
func (s *scanner) expression(i int) (n amount, to int) {
	from, negative := s.sign(i)
	a, ok := s.simple(from)
	if !ok {
		return amount{}, 0
	}
	if a.Hi == nil && a.InfixLen == 0 {
		s.fraction(&a)
	}
	if negative {
		a.Value = new(big.Rat).Neg(a.Value)
	}
	a.from = i
	return a, a.to
}

// sign reads 负 or a minus, which stands neither behind a number nor behind
// another minus.
func (s *scanner) sign(i int) (from int, negative bool) {
	if strings.HasPrefix(s.s[i:], "负") {
		return i + len("负"), true
	}
	if i < len(s.s) && s.s[i] == '-' {
		if r := s.runeBefore(i); r != '-' && !isAlnum(r) {
			return i + 1, true
		}
	}
	return i, false
}

var halves = []struct {
	word string
	n    int64
}{{"半百", 50}, {"半千", 500}, {"半万", 5000}, {"半打", 6}}

// simple reads a number without a sign or a fraction.
func (s *scanner) simple(i int) (amount, bool) {
	var a amount
	for _, h := range halves {
		if strings.HasPrefix(s.s[i:], h.word) {
			a.Value, a.Scaled, a.from, a.to = big.NewRat(h.n, 1), true, i, i+len(h.word)
			return a, true
		}
	}
	if r := s.runeBefore(i); i+1 < len(s.s) && s.s[i] == '.' && isWestern(rune(s.s[i+1])) && r != '.' && !isAlnum(r) {
		b, ok := s.amount(i + 1)
		if !ok || b.Chinese || b.Grouped || b.Scaled {
			return a, false
		}
		a.Value, _ = new(big.Rat).SetString("0" + s.s[i:b.to])
		a.from, a.to = i, b.to
		return a, a.Value != nil
	}
	return s.amount(i)
}

var thousands = map[byte]int64{'k': 1e3, 'm': 1e6, 'g': 1e9, 't': 1e12}

// suffixed reads what multiplies the number in front: k, e5, ^2 and 打. Other
// letters than k are units where units are read.
func (s *scanner) suffixed(a *amount) {
	if a.InfixLen > 0 {
		return
	}
	if strings.HasPrefix(s.s[a.to:], "打") && a.Hi == nil {
		if _, ok := s.amount(a.to + len("打")); !ok {
			a.Value, a.to = new(big.Rat).Mul(a.Value, big.NewRat(12, 1)), a.to+len("打")
			a.Scaled, a.Digits = true, false
		}
		return
	}
	if a.Chinese || a.Scaled {
		return
	}
	rest := s.s[a.to:]
	if n := len(rest) - len(strings.TrimPrefix(rest, " ")); n < len(rest) {
		f := thousands[rest[n]]
		if (f == 1000 || f > 0 && n == 0 && s.as == Numbers) && (n+1 == len(rest) || !isAlnum(rune(rest[n+1]))) {
			a.Value, a.to, a.Scaled = new(big.Rat).Mul(a.Value, big.NewRat(f, 1)), a.to+n+1, true
			return
		}
	}
	if rest == "" || rest[0] != 'e' && rest[0] != '^' {
		return
	}
	n := 1
	if n < len(rest) && (rest[n] == '-' || rest[n] == '+') {
		n++
	}
	e := 0
	first := n
	for n < len(rest) && isWestern(rune(rest[n])) && e < maxPower {
		e = 10*e + int(rest[n]-'0')
		n++
	}
	if n == first || e > maxPower || n < len(rest) && isAlnum(rune(rest[n])) {
		return
	}
	base := big.NewRat(10, 1)
	if rest[0] == '^' {
		base = a.Value
	}
	p := new(big.Rat).SetFrac(new(big.Int).Exp(base.Num(), big.NewInt(int64(e)), nil), new(big.Int).Exp(base.Denom(), big.NewInt(int64(e)), nil))
	if rest[1] == '-' {
		if p.Sign() == 0 {
			return
		}
		p.Inv(p)
	}
	if rest[0] == 'e' {
		p.Mul(p, a.Value)
	}
	a.Value, a.to = p, a.to+n
}

// fraction reads what makes the number a a fraction or a mixed number.
func (s *scanner) fraction(a *amount) {
	from := s.word(a.to, "又")
	if from == 0 && !a.Chinese && !a.Scaled {
		from = s.word(a.to, " ")
	}
	if from == 0 {
		s.part(a)
		return
	}
	b, ok := s.simple(from)
	if !ok || b.Hi != nil || b.InfixLen > 0 {
		return
	}
	to := b.to
	if s.part(&b); b.to > to && (s.s[a.to] != ' ' || s.s[to] == '/') {
		a.Value, a.to = new(big.Rat).Add(a.Value, b.Value), b.to
		a.Scaled, a.Digits = true, false
	}
}

// part reads the other half of a fraction: 三分之一, 1/3. A second stroke makes
// a date or a path of it.
func (s *scanner) part(a *amount) {
	var over, under amount
	ok := false
	if to := s.word(a.to, "分之"); to > 0 && !s.hundredth(a) {
		from, negative := s.sign(to)
		under = *a
		if over, ok = s.simple(from); ok && negative {
			over.Value = new(big.Rat).Neg(over.Value)
		}
	} else if to := s.word(a.to, "/"); to > 0 && !a.Chinese && !a.Scaled && !a.Grouped {
		over = *a
		under, ok = s.amount(to)
		ok = ok && !under.Chinese && !under.Scaled && !under.Grouped && s.word(under.to, "/") == 0
		over.to = under.to
	}
	if !ok || over.Hi != nil || under.Hi != nil || under.Value.Sign() == 0 {
		return
	}
	a.Value, a.to = new(big.Rat).Quo(over.Value, under.Value), over.to
	a.Scaled, a.Digits = true, false
}

// hundredth reports whether the number a is the 百 of 百分之.
func (s *scanner) hundredth(a *amount) bool {
	return s.s[a.from:a.to] == "百" || s.s[a.from:a.to] == "佰"
}

// number makes the reading of the number a.
func number(a amount, kind knowledge.Kind) reading {
	f := reading{from: a.from, to: a.to}
	f.Kind, f.Value = kind, a.Value
	if a.Infix != "" && a.InfixLen == 0 {
		f.Qualifier = a.Infix
	}
	if a.Hi != nil {
		f.Lo, f.Hi, f.Value = a.Value, a.Hi, nil
	}
	return f
}

// wideNumber reads a number. What stands behind it but is no part of it
// (四百多, 40个) is not in its span.
func (s *scanner) wideNumber(i int) (reading, bool) {
	if s.inLatin(i) {
		return reading{}, false
	}
	a, _ := s.expression(i)
	if a.Value == nil || a.Hi != nil && !a.Scaled {
		return reading{}, false
	}
	a.to -= a.InfixLen
	if a.Chinese && !s.counts(a) || strings.HasPrefix(s.s[a.to:], "分之") {
		return reading{}, false
	}
	a.InfixLen, a.Infix = 0, ""
	return number(a, knowledge.Number), true
}

// inLatin reports whether i stands inside a word of letters and digits.
func (s *scanner) inLatin(i int) bool {
	return i > 0 && isAlnum(rune(s.s[i-1])) && i < len(s.s) && isAlnum(rune(s.s[i]))
}

// joints are characters other than measure words that a single Chinese digit
// can stand in front of and still be a number.
const joints = "的是等国周夜点票分元角天加减乘除到至以方船车群杯步世纪月日号年这那也却但行线手下代星"

// counts tells a number in Chinese numerals from a numeral that is part of a
// word: 四川, 一看, 队伍, 万万.
func (s *scanner) counts(a amount) bool {
	text := strings.TrimPrefix(s.s[a.from:a.to], "负")
	runes := utf8.RuneCountInString(text)
	rest := s.s[a.to:]
	next := s.runeAt(a.to)
	switch {
	case s.financialWord(text, a.from):
		return false
	case text == "十" && next == '足', text == "万一", a.Bare && strings.Trim(text, "百千万亿兆") == "":
		return false
	case runes > 1 && a.Digits:
		return false // 九九, 两两
	case runes > 1 || text == "十":
		return true
	}
	if next == 0 || strings.ContainsRune(joints, next) || strings.ContainsRune(" \n,，.;、。:!?()“”‘’《》+-*/=", next) {
		return true
	}
	u, n := s.t.unitAt(rest)
	return n > 0 && (u.kind != knowledge.Money || u.name == "元" || u.name == "角") && u.word[0] >= utf8.RuneSelf
}

// financialWord reports whether text is a single character of the numerals of
// cheques, which are words of their own: 陆地, 拾起, 队伍, 放肆.
func (s *scanner) financialWord(text string, from int) bool {
	if utf8.RuneCountInString(text) > 1 || !strings.ContainsAny(text, "叁肆伍陆柒捌玖拾佰仟") {
		return false
	}
	before, after := s.runeBefore(from), s.runeAt(from+len(text))
	return strings.ContainsRune("大登海着水内队入退行落放收朝朝", before) || strings.ContainsRune("地上续军取起到荒音掇无意", after)
}
