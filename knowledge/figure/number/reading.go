package number

import (
	"math/big"

	"beilun/knowledge"
)

// Mode says what the caller takes for a number.
type Mode uint8

// The modes. All but Press are for texts of evaluation sets.
const (
	Press   Mode = iota // figures of a press release
	OneKind             // all figures of one kind, arithmetic included
	Money               // the same for money: 毛 and 块 are units
	Digits              // numbers without units: m, g and t are factors, 个 is no part of a number
)

// Small numbers, not to be changed.
var (
	One     = big.NewRat(1, 1)
	Two     = big.NewRat(2, 1)
	Ten     = big.NewRat(10, 1)
	Hundred = big.NewRat(100, 1)
	half    = big.NewRat(1, 2)
)

// PlusHalf returns v + 1/2.
func PlusHalf(v *big.Rat) *big.Rat { return new(big.Rat).Add(v, half) }

// Reading is a figure as a reader found it. Its Span and Quote are not set; From
// and To are its place in the prepared text.
type Reading struct {
	knowledge.Figure
	From, To int
	Bare     bool // the number is only a scale: 百, 万
}

// Of returns the reading of the number a as a figure of a kind.
func Of(a Amount, kind knowledge.Kind) Reading {
	f := Reading{From: a.From, To: a.To}
	f.Kind, f.Value = kind, a.Value
	if a.Infix != "" && a.InfixLen == 0 {
		f.Qualifier = a.Infix
	}
	if a.Hi != nil {
		f.Lo, f.Hi, f.Value = a.Value, a.Hi, nil
	}
	return f
}

// Percent returns the reading of a percentage from from to to.
func Percent(from, to int, value *big.Rat) Reading {
	f := Reading{From: from, To: to}
	f.Kind, f.Unit, f.Value = knowledge.Percent, "%", value
	return f
}
