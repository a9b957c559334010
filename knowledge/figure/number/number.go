package number

import (
	_ "embed"
	"math/big"
	"strings"

	"beilun/internal/wordlist"
	"beilun/internal/zhnum"
	"beilun/knowledge/figure/source"
)

//go:embed number.txt
var wordFile string

// The classes of number.txt, which explains them.
var (
	words = wordlist.MustParse("knowledge/figure/number/number.txt", wordFile, nil)

	dashes             = words.Words("dash")
	notHundredMillions = words.Words("hundred-millions-not")
)

// Amount is a number with its place in a text.
type Amount struct {
	zhnum.Number
	From, To int // the infix included
}

// Reader reads the numbers of one text. It remembers the last ones, because
// several readers ask for the number at a position. It is not safe for concurrent
// use.
type Reader struct {
	source.Text
	Mode Mode
	memo [8]memo
}

// memo is the number read at a position.
type memo struct {
	key    int // position + 1
	ok     bool
	amount Amount
}

// Reset prepares r for another text. The old numbers stay in its memo, out of
// use, because clearing it takes longer than reading a number.
func (r *Reader) Reset(text source.Text, mode Mode) {
	r.Text, r.Mode = text, mode
	for i := range r.memo {
		r.memo[i].key = 0
	}
}

// Amount reads the number at i.
func (r *Reader) Amount(i int) (Amount, bool) {
	m := &r.memo[i%len(r.memo)]
	if m.key != i+1 {
		if r.Mode == Press {
			m.key = i + 1
			m.ok = r.read(&m.amount, i)
		} else {
			var a Amount
			ok := r.read(&a, i)
			*m = memo{i + 1, ok, a}
		}
	}
	return m.amount, m.ok
}

// hundredMillions is a scale with a measure word, which is part of the number: 20个亿.
const hundredMillions = "个亿"

// read reads the number at i into a, which is not in use yet.
func (r *Reader) read(a *Amount, i int) bool {
	n, ok := zhnum.Parse(string(r.Text[i:]))
	*a = Amount{n, i, i + n.Len + n.InfixLen}
	if !ok {
		return false
	}
	if r.Mode != Digits && n.Hi == nil && r.Has(a.To, hundredMillions) && r.Word(a.To, notHundredMillions...) == 0 {
		a.Value, a.Scaled, a.Digits = new(big.Rat).Mul(n.Value, big.NewRat(1e8, 1)), true, false
		a.To += len(hundredMillions)
	}
	r.power(a)
	if r.Mode != Press {
		r.factor(a)
	}
	return true
}

// Numeral returns the text of the number a without what is behind it.
func (r *Reader) Numeral(a Amount) string { return string(r.Text[a.From : a.From+a.Len]) }

// IsDecimal reports whether the number a is written with a point.
func (r *Reader) IsDecimal(a Amount) bool {
	return strings.ContainsAny(string(r.Text[a.From:a.To]), ".点")
}

// Dash returns the length of the sign of a range at i, or 0.
func (r *Reader) Dash(i int) int {
	if to := r.Word(i, dashes...); to > 0 {
		return to - i
	}
	return 0
}

// Scales that a number can share with another one.
const (
	largeScales = "万亿"
	bigScales   = largeScales + "兆"
	allScales   = "百佰千仟" + bigScales
)

// Carry returns the first value of the range from a to b, multiplied by the scale
// that is written once for both: 10-50万, 两到三千. A first number that is larger
// than the second one without its scale does not share it: 8500到3万.
func (r *Reader) Carry(a, b Amount) *big.Rat {
	first, second := r.Numeral(a), r.Numeral(b)
	if strings.ContainsAny(first, bigScales) || r.Text[a.To-1] == 'k' {
		return a.Value
	}
	scales := bigScales
	if !a.Scaled {
		scales = allScales
	}
	digits := strings.TrimRight(second, scales)
	bare, ok := zhnum.Parse(digits)
	if !ok || digits == second && r.Text[b.To-1] != 'k' || bare.Hi != nil || bare.Value.Sign() == 0 || a.Value.Cmp(bare.Value) >= 0 {
		return a.Value
	}
	factor := new(big.Rat).Quo(b.Value, bare.Value)
	return factor.Mul(factor, a.Value)
}

// Scale returns the factor that the 万 and 亿 at the end of the number a are.
func (r *Reader) Scale(a Amount) *big.Rat {
	text := r.Numeral(a)
	digits := strings.TrimRight(text, largeScales)
	bare, ok := zhnum.Parse(digits)
	if digits == text || !ok || bare.Value.Sign() == 0 {
		return One
	}
	return new(big.Rat).Quo(a.Value, bare.Value)
}

// IsLarge reports whether the number a has 万 or 亿.
func (r *Reader) IsLarge(a Amount) bool {
	return strings.ContainsAny(string(r.Text[a.From:a.To]), largeScales)
}

// EndsHundredMillions reports whether the number a ends with 个亿.
func (r *Reader) EndsHundredMillions(a Amount) bool {
	return strings.HasSuffix(string(r.Text[a.From:a.To]), hundredMillions)
}
