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
