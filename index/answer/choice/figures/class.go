// Package figures reads the figures of a release apart from any question: the
// class of a figure, how exact a time it is, whether another one replaced it;
// and it finds times and durations that are no figures.
package figures

import (
	"math/big"

	"beilun/index/answer/choice/cue"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// Classes are the classes of figures. Their order numbers features.
var Classes = []concept.Class{concept.Money, concept.People, concept.Count, concept.Area, concept.Length, concept.Weight, concept.Volume,
	concept.Energy, concept.Power, concept.Percent, concept.Duration, concept.Date, concept.Age, concept.Rank, concept.Ratio, concept.Index}

// NumClasses is the number of Classes.
const NumClasses = 16

// ClassOf returns the class of f, "" if it answers nothing.
func ClassOf(f *knowledge.Figure) concept.Class {
	switch f.Kind {
	case knowledge.Money:
		return concept.Money
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return concept.Percent
	case knowledge.Ratio:
		return concept.Ratio
	case knowledge.Ordinal:
		return concept.Rank
	case knowledge.Age:
		return concept.Age
	case knowledge.Duration:
		return concept.Duration
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		return concept.Date
	case knowledge.Number, knowledge.Temperature:
		return concept.Index
	case knowledge.Count:
		if cue.Of("unit.people").Has(f.Unit) {
			return concept.People
		}
		return concept.Count
	case knowledge.Dimension:
		return classOfDimension(f.Unit)
	}
	return ""
}

func classOfDimension(unit string) concept.Class {
	switch ledger.UnitDimension(unit) {
	case "area":
		return concept.Area
	case "length":
		return concept.Length
	case "weight":
		return concept.Weight
	}
	switch {
	case cue.Of("unit.volume").Has(unit):
		return concept.Volume
	case cue.Of("unit.power").Has(unit):
		return concept.Power
	case cue.Of("unit.energy").Has(unit):
		return concept.Energy
	}
	return concept.Index
}

// Sign returns 1 for a rise, -1 for a fall, 0 for a figure that is no change.
func Sign(f *knowledge.Figure) int {
	switch {
	case !f.Binding.Change:
		return 0
	case f.Value != nil && f.Value.Sign() < 0 || cue.In(f.Text, "fall"):
		return -1
	}
	return 1
}

// Size returns what f is compared by, in the base unit of its dimension where
// that is known, negative for a fall; nil for no figure or one without a value.
func Size(f *knowledge.Figure) *big.Rat {
	if f == nil || f.Value == nil {
		return nil
	}
	v := f.Value
	if per := ledger.UnitSize(f.Unit); per != nil {
		v = new(big.Rat).Mul(v, per)
	}
	if Sign(f) < 0 {
		v = new(big.Rat).Neg(new(big.Rat).Abs(v))
	}
	return v
}

// SameValue reports whether a and b have one value in one unit.
func SameValue(a, b *knowledge.Figure) bool {
	return a.Value != nil && b.Value != nil && a.Unit == b.Unit && a.Value.Cmp(b.Value) == 0
}

// SameDimension reports whether two units are known to be of one dimension.
func SameDimension(a, b string) bool {
	d := ledger.UnitDimension(a)
	return d != "" && d == ledger.UnitDimension(b)
}
