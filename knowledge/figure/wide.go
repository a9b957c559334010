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
	return s.result()
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
