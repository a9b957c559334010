package zhnum

import (
	"math/big"
	"strings"
)

// Rounded returns v in western digits, rounded to two places at most: for values that
// are computed and not quoted.
func Rounded(v *big.Rat) string {
	if s := v.FloatString(2); strings.Contains(s, ".") {
		return strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return v.Num().String()
}
