package answer

import (
	"math/big"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Conversion is a figure in the unit that the question asks for. It is computed:
// no release says so.
type Conversion struct {
	Value *big.Rat
	Unit  string
}

// convert sets ans.Conversion if the question asks for another unit than the
// release gives.
func (ans *Answer) convert() {
	c := ans.Claim
	if c == nil || c.Figure == nil || c.Figure.Value == nil || ans.Query.Unit == "" || c.Figure.Unit == ans.Query.Unit {
		return
	}
	from, to := ledger.UnitSize(c.Figure.Unit), ledger.UnitSize(ans.Query.Unit)
	if from == nil || to == nil || ledger.UnitDimension(c.Figure.Unit) != ledger.UnitDimension(ans.Query.Unit) {
		return
	}
	v := new(big.Rat).Mul(c.Figure.Value, from)
	ans.Conversion = &Conversion{v.Quo(v, to), ans.Query.Unit}
}

// isGiven reports whether f is the figure that a question gives; a person leaves
// out the unit (82亿) and the qualifier.
func isGiven(given, f *knowledge.Figure) bool {
	switch {
	case given.Time != "":
		return given.Time == f.Time
	case given.Value == nil || f.Value == nil:
		return given.Value == nil && f.Value == nil && given.Lo != nil && f.Lo != nil && given.Lo.Cmp(f.Lo) == 0 && given.Hi != nil && f.Hi != nil && given.Hi.Cmp(f.Hi) == 0
	}
	return given.Value.Cmp(f.Value) == 0 && (given.Kind == knowledge.Number || given.Unit == f.Unit)
}

// size returns what f is compared by, in the base unit of its dimension if that
// is known; nil if it cannot be: a range has no single size.
func size(f *knowledge.Figure) *big.Rat {
	if f.Time != "" {
		from, _, _ := strings.Cut(f.Time, "/")
		if d, err := knowledge.ParseDate(from); err == nil {
			return big.NewRat(int64(d.Days()), 1)
		}
		return nil
	}
	if per := ledger.UnitSize(f.Unit); per != nil && f.Value != nil {
		return new(big.Rat).Mul(f.Value, per)
	}
	return f.Value
}

// areCommensurable reports whether two figures are of one dimension and in units
// that are the same or of known size.
func areCommensurable(a, b *knowledge.Figure) bool {
	return ledger.Dimension(a) == ledger.Dimension(b) && (a.Unit == b.Unit || ledger.UnitSize(a.Unit) != nil && ledger.UnitSize(b.Unit) != nil)
}
