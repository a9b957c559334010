package figure

import (
	_ "embed"
	"math/big"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/measure"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
)

// Convention says what a caller means by a figure. All but Press are conventions of
// evaluation sets, which annotate one kind of figure each and, of that kind, much
// that is no figure of a release.
type Convention uint8

// The conventions.
const (
	Press        Convention = iota // what Scan returns
	Numbers                        // every number, without its unit; a fraction or a power is one number
	Ranges                         // numbers with bounds: 大于10, 20~100, 五百多; a bound that is not there is nil
	Ordinals                       // 第三
	Percents                       // 5%, 九成, 对折, 1.5个百分点
	Amounts                        // money with its qualifiers; a text that is nothing but a number is one
	Measures                       // dimensions, of small numbers and weak units too
	Ages                           // 七周岁, 十个月大
	Temperatures                   // 20摄氏度, 98度
)

// conventions are the conventions of evaluation sets by the kind they annotate.
var conventions = map[string]Convention{
	"number": Numbers, "numberrange": Ranges, "ordinal": Ordinals, "percent": Percents,
	"money": Amounts, "dimension": Measures, "age": Ages, "temperature": Temperatures,
}

// ConventionOf returns the convention of an evaluation set that annotates the kinds
// in scope. A set of several kinds is one of press sentences.
func ConventionOf(scope []string) Convention {
	if len(scope) != 1 {
		return Press
	}
	return conventions[zhtext.FoldString(scope[0])]
}

// ScanAs is Scan under another convention. Lo or Hi of a range may be nil, and values
// may be negative.
func ScanAs(text string, ref knowledge.Date, c Convention) []knowledge.Figure {
	if c == Press {
		return Scan(text, ref)
	}
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	w := wide{readers: s.readers}
	mode := number.OneKind
	switch c {
	case Numbers:
		mode = number.Digits
	case Amounts:
		mode = number.Money
	}
	w.reset(text, mode)
	defer w.release()
	read := map[Convention]func(int) (number.Reading, bool){
		Numbers: w.number, Ranges: w.bounded, Ordinals: w.ordinal, Percents: w.percent,
		Amounts: w.amount, Measures: w.dimension, Ages: w.age, Temperatures: w.temperature,
	}[c]
	for i := 0; i < len(w.text); {
		if f, ok := read(i); ok && f.To > f.From {
			w.record(&f, f.From, f.To)
			i = f.To
			continue
		}
		i += w.skip(i)
	}
	return w.result()
}

//go:embed wide.txt
var wideFile string

// wideWords are the words of wide.txt, which explains its classes.
var wideWords = wordlist.MustParse("knowledge/figure/wide.txt", wideFile, nil)

// wide reads one text by the convention of an evaluation set.
type wide struct {
	*readers
	onlyCurrencies bool // the text is nothing but names of currencies
}

// skip returns how far to go on if nothing begins at i: past a whole number, so that
// none is read from its middle.
func (w *wide) skip(i int) int {
	if n, to := w.numbers.Expression(i); n.Value != nil {
		return max(to-i, 1)
	}
	n := 0
	for i+n < len(w.text) && source.IsDigit(rune(w.text[i+n])) {
		n++
	}
	_, width := utf8.DecodeRuneInString(string(w.text[i:]))
	return max(n, width)
}

// ordinal reads 第 and a whole number.
func (w *wide) ordinal(i int) (number.Reading, bool) {
	at := w.text.Word(i, "第")
	if at == 0 {
		return number.Reading{}, false
	}
	a, ok := w.numbers.Amount(at)
	if !ok || a.Hi != nil || !a.Value.IsInt() {
		return number.Reading{}, false
	}
	a.From, a.To = i, a.To-a.InfixLen
	a.InfixLen, a.Infix = 0, ""
	return number.Of(a, knowledge.Ordinal), true
}

// percent reads a percentage in any form, with its sign.
func (w *wide) percent(i int) (number.Reading, bool) {
	from, negative := w.numbers.Sign(i)
	f, ok := w.worded.Share(from)
	if !ok {
		if f, ok = w.withUnit(from); !ok {
			return number.Reading{}, false
		}
	}
	if f.Value == nil || f.Kind != knowledge.Percent && f.Kind != knowledge.PercentPoint || w.text.InLatin(i) {
		return number.Reading{}, false
	}
	f.Kind = knowledge.Percent
	if negative {
		f.From, f.Value = i, new(big.Rat).Neg(f.Value)
	}
	return f, true
}

// withUnit reads a number without a sign, and its unit.
func (w *wide) withUnit(i int) (number.Reading, bool) {
	a, ok := w.numbers.Simple(i)
	if !ok || a.Hi != nil {
		return number.Reading{}, false
	}
	u, to := w.measure.Units.At(a.To)
	f := number.Of(a, u.Kind)
	f.To, f.Unit = to, u.Name
	return f, to > 0
}

// signed reads a number with its sign and its unit.
func (w *wide) signed(i int) (number.Reading, unit.Unit, bool) {
	from, negative := w.numbers.Sign(i)
	a, ok := w.numbers.Simple(from)
	if !ok || a.Hi != nil || w.text.InLatin(i) {
		return number.Reading{}, unit.Unit{}, false
	}
	u, to := w.measure.Units.At(a.To)
	if to == 0 {
		return number.Reading{}, u, false
	}
	if negative {
		a.Value = new(big.Rat).Neg(a.Value)
	}
	f := number.Of(a, u.Kind)
	f.From, f.To, f.Unit, f.Qualifier = i, to, u.Name, a.Infix
	return f, u, true
}

// dimension reads a number with a unit of measure.
func (w *wide) dimension(i int) (number.Reading, bool) {
	f, u, ok := w.signed(i)
	if !ok || u.Kind != knowledge.Dimension {
		return number.Reading{}, false
	}
	w.measure.Units.PerUnit(&f)
	if to := w.text.Word(f.To, "半"); to > 0 {
		f.Value, f.To = number.PlusHalf(f.Value), to
	}
	return f, true
}

// temperature reads degrees, 度 of any kind among them.
func (w *wide) temperature(i int) (number.Reading, bool) {
	if f, ok := w.measure.Degrees(i); ok {
		return f, true
	}
	f, u, ok := w.signed(i)
	if !ok || u.Kind != knowledge.Temperature && !measure.IsDegree(u) {
		return number.Reading{}, false
	}
	f.Kind = knowledge.Temperature
	return f, true
}

// age reads years of age, and the months, weeks or days that a child is old.
func (w *wide) age(i int) (number.Reading, bool) {
	a, ok := w.numbers.Amount(i)
	if !ok || a.Hi != nil || w.text.InLatin(i) {
		return number.Reading{}, false
	}
	f := number.Of(a, knowledge.Age)
	at := a.To
	if half := w.text.Word(at, "个半"); half > 0 {
		at = half
	}
	for _, old := range w.measure.Units.Table.Aliases(unit.OldAlias) {
		to := w.text.Word(at, old.Word)
		if to == 0 {
			continue
		}
		if at > a.To {
			f.Value = number.PlusHalf(f.Value)
		}
		f.To, f.Unit = to, old.Unit
		return f, true
	}
	return number.Reading{}, false
}
