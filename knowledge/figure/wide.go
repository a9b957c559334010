package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Convention tells what a caller means by a figure. All but Press are those of
// the evaluation sets, which annotate one kind of figure each and, of that
// kind, much that is no figure of a release.
type Convention uint8

// The conventions.
const (
	Press        Convention = iota // what Scan gives
	Numbers                        // every number, without its unit; a fraction or a power is one number
	Ranges                         // numbers with bounds: 大于10, 20~100, 五百多; the bound that is not told is nil
	Ordinals                       // 第三
	Percents                       // 5%, 九成, 对折, 1.5个百分点
	Amounts                        // money with its qualifiers; a text that is nothing but a number is one
	Measures                       // dimensions, of small numbers and weak units too
	Ages                           // 七周岁, 十个月大
	Temperatures                   // 20摄氏度, 98度
)

// ScanAs is Scan under another convention. Lo and Hi of a range may be nil
// where the text does not tell them, and values may be negative.
func ScanAs(text string, ref knowledge.Date, c Convention) []knowledge.Figure {
	if c == Press {
		return Scan(text, ref)
	}
	s := newScanner(text, ref)
	defer s.free()
	s.as = c
	read := map[Convention]func(int) (reading, bool){
		Numbers: s.wideNumber, Ranges: s.wideRange, Ordinals: s.wideOrdinal, Percents: s.widePercent,
		Amounts: s.wideAmount, Measures: s.wideMeasure, Ages: s.wideAge, Temperatures: s.wideTemperature,
	}[c]
	for s.at < len(s.s) {
		if f, ok := read(s.at); ok && f.to > f.from {
			f.Span = s.src.span(f.from, f.to)
			f.Quote = f.Span
			f.Text = f.Span.Of(text)
			s.found = append(s.found, f.Figure)
			s.at, s.floor = f.to, f.to
			continue
		}
		s.at += s.over()
	}
	return s.found
}

// over returns how far to go on when nothing begins at s.at: past a whole
// number, so that none is read from its middle.
func (s *scanner) over() int {
	if n, to := s.expression(s.at); n.Value != nil {
		return max(to-s.at, 1)
	}
	n := 0
	for s.at+n < len(s.s) && isWestern(rune(s.s[s.at+n])) {
		n++
	}
	_, w := utf8.DecodeRuneInString(s.s[s.at:])
	return max(n, w)
}

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

// wideOrdinal reads 第 and a whole number.
func (s *scanner) wideOrdinal(i int) (reading, bool) {
	if !strings.HasPrefix(s.s[i:], "第") {
		return reading{}, false
	}
	a, ok := s.amount(i + len("第"))
	if !ok || a.Hi != nil || !a.Value.IsInt() {
		return reading{}, false
	}
	a.from, a.to = i, a.to-a.InfixLen
	a.InfixLen, a.Infix = 0, ""
	return number(a, knowledge.Ordinal), true
}

// widePercent reads a percentage in any form, the sign included.
func (s *scanner) widePercent(i int) (reading, bool) {
	from, negative := s.sign(i)
	f, ok := s.share(from)
	if !ok {
		if f, ok = s.percentUnit(from); !ok {
			return reading{}, false
		}
	}
	if f.Value == nil || f.Kind != knowledge.Percent && f.Kind != knowledge.PercentPoint || s.inLatin(i) {
		return reading{}, false
	}
	f.Kind = knowledge.Percent
	if negative {
		f.from, f.Value = i, new(big.Rat).Neg(f.Value)
	}
	return f, true
}

// percentUnit reads a number of percent or of percentage points.
func (s *scanner) percentUnit(i int) (reading, bool) {
	a, ok := s.simple(i)
	if !ok || a.Hi != nil {
		return reading{}, false
	}
	u, to := s.unit(a.to)
	f := number(a, u.kind)
	f.to, f.Unit = to, u.name
	return f, to > 0
}

// wideUnit reads a signed number and the unit behind it.
func (s *scanner) wideUnit(i int) (reading, unit, bool) {
	from, negative := s.sign(i)
	a, ok := s.simple(from)
	if !ok || a.Hi != nil || s.inLatin(i) {
		return reading{}, unit{}, false
	}
	u, to := s.unit(a.to)
	if to == 0 {
		return reading{}, u, false
	}
	if negative {
		a.Value = new(big.Rat).Neg(a.Value)
	}
	f := number(a, u.kind)
	f.from, f.to, f.Unit, f.Qualifier = i, to, u.name, a.Infix
	return f, u, true
}

// wideMeasure reads a number with a unit of measure.
func (s *scanner) wideMeasure(i int) (reading, bool) {
	f, u, ok := s.wideUnit(i)
	if !ok || u.kind != knowledge.Dimension {
		return reading{}, false
	}
	s.perUnit(&f)
	if strings.HasPrefix(s.s[f.to:], "半") {
		f.Value = new(big.Rat).Add(f.Value, big.NewRat(1, 2))
		f.to += len("半")
	}
	return f, true
}

// wideTemperature reads degrees, 度 of any kind among them.
func (s *scanner) wideTemperature(i int) (reading, bool) {
	if f, ok := s.degrees(i); ok {
		return f, true
	}
	f, u, ok := s.wideUnit(i)
	if !ok || u.kind != knowledge.Temperature && u.word != "度" && u.word != "°" {
		return reading{}, false
	}
	f.Kind = knowledge.Temperature
	return f, true
}

var ages = []struct{ word, unit string }{
	{"周岁", "岁"}, {"岁", "岁"}, {"个月大", "个月"}, {"月大", "个月"}, {"周大", "周"}, {"天大", "天"},
}

// wideAge reads years of age, and the months, weeks or days that a child is
// old.
func (s *scanner) wideAge(i int) (reading, bool) {
	a, ok := s.amount(i)
	if !ok || a.Hi != nil || s.inLatin(i) {
		return reading{}, false
	}
	f := number(a, knowledge.Age)
	for _, w := range ages {
		half := strings.HasPrefix(s.s[a.to:], "个半") && strings.HasPrefix(s.s[a.to+len("个半"):], w.word)
		if half {
			f.Value = new(big.Rat).Add(f.Value, big.NewRat(1, 2))
			f.to += len("个半")
		}
		if strings.HasPrefix(s.s[f.to:], w.word) {
			f.to, f.Unit = f.to+len(w.word), w.unit
			return f, true
		}
	}
	return reading{}, false
}

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

// ConventionOf returns the convention of an evaluation set that annotates the
// kinds in scope. A set of several kinds is one of press sentences.
func ConventionOf(scope []string) Convention {
	if len(scope) != 1 {
		return Press
	}
	return map[string]Convention{
		"number": Numbers, "numberrange": Ranges, "ordinal": Ordinals, "percent": Percents,
		"money": Amounts, "dimension": Measures, "age": Ages, "temperature": Temperatures,
	}[zhtext.FoldString(scope[0])]
}
