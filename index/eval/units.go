package eval

import (
	_ "embed"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"sync"

	"beilun/knowledge"
)

//go:embed units.txt
var unitsFile string

// unitTables are the sections of units.txt.
type unitTables struct {
	currencies map[string]string
	durations  map[string]durationUnit
}

// durationUnit is a unit of time in ISO 8601.
type durationUnit struct {
	letter  string // with a leading T for a unit of the clock
	parts   int64  // of the smaller unit; 0: not fixed
	smaller string
}

// units returns the tables of units.txt, parsed once.
var units = sync.OnceValue(func() unitTables {
	t, err := parseUnits(unitsFile)
	if err != nil {
		panic(fmt.Errorf("units.txt: %w", err)) // a test rules that out
	}
	return t
})

func parseUnits(text string) (unitTables, error) {
	t := unitTables{map[string]string{}, map[string]durationUnit{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(f[0], "#"):
		case f[0] == "currency" && len(f) > 1:
			for _, word := range f[1:] {
				unit, code, ok := strings.Cut(word, "=")
				if !ok || len(code) != 3 {
					return t, fmt.Errorf("line %d: %q is no UNIT=CODE", n, word)
				}
				t.currencies[unit] = code
			}
		case f[0] == "duration" && len(f) == 3:
			t.durations[f[1]] = durationUnit{letter: f[2]}
		case f[0] == "duration" && len(f) == 5:
			parts, err := strconv.ParseInt(f[3], 10, 64)
			if err != nil {
				return t, fmt.Errorf("line %d: %w", n, err)
			}
			t.durations[f[1]] = durationUnit{f[2], parts, f[4]}
		default:
			return t, fmt.Errorf("line %d: unknown form", n)
		}
	}
	return t, nil
}

// period returns a number of a unit of time in ISO 8601, empty if that has no
// designator for the unit.
func period(v *big.Rat, unit string) string {
	d, time := units().durations[unit].letter, ""
	if d == "" {
		return ""
	}
	if len(d) > 1 {
		time, d = "T", d[1:]
	}
	return "P" + time + decimal(v) + d
}

// periods returns a duration in each smaller unit that expresses it exactly: a year
// and a half is P1.5Y, P18M and P1Y6M.
func periods(f knowledge.Figure) []string {
	if f.Kind != knowledge.Duration || f.Value == nil || !f.Value.IsInt() && f.Unit == "" {
		return nil
	}
	var all []string
	v, unit := f.Value, f.Unit
	for units().durations[unit].smaller != "" {
		d := units().durations[unit]
		if whole := new(big.Int).Quo(v.Num(), v.Denom()); !v.IsInt() && whole.Sign() > 0 {
			rest := new(big.Rat).Sub(v, new(big.Rat).SetInt(whole))
			rest.Mul(rest, big.NewRat(d.parts, 1))
			if a, b := period(new(big.Rat).SetInt(whole), unit), period(rest, d.smaller); rest.IsInt() && strings.Contains(a, "T") == strings.Contains(b, "T") {
				all = append(all, a+strings.TrimLeft(b, "PT"))
			}
		}
		v, unit = new(big.Rat).Mul(v, big.NewRat(d.parts, 1)), d.smaller
		all = append(all, period(v, unit))
	}
	if f.Unit == "个月" && !v.IsInt() {
		all = append(all, period(new(big.Rat).Mul(v, big.NewRat(30, 1)), "天")) // half a month is fifteen days
	}
	return all
}
