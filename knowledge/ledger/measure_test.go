package ledger

import (
	"math/big"
	"testing"
)

// TestUnitSize converts within a dimension, and nothing that has none.
func TestUnitSize(t *testing.T) {
	t.Parallel()
	if got := new(big.Rat).Quo(UnitSize("公顷"), UnitSize("亩")); got.Cmp(big.NewRat(15, 1)) != 0 {
		t.Errorf("a 公顷 has %s 亩, want 15", got)
	}
	if UnitSize("家") != nil {
		t.Error("a 家 has a size")
	}
}

func TestUnits(t *testing.T) {
	t.Parallel()
	for unit, want := range map[string]string{"亩": "area 2000/3", "平方千米": "area -", "公里": "length 1000/1", "克": "weight -", "个": " -"} {
		size := "-"
		if s := UnitSize(unit); s != nil {
			size = s.String()
		}
		if got := UnitDimension(unit) + " " + size; got != want {
			t.Errorf("%s is %q, want %q", unit, got, want)
		}
	}
}
