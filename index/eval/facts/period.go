package facts

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// Value is a value in a facts file: a number, or a text such as a date.
type Value string

// UnmarshalJSON reads a number, a text or null.
func (v *Value) UnmarshalJSON(data []byte) error {
	var s string
	switch {
	case string(data) == "null":
		*v = ""
	case data[0] != '"':
		*v = Value(data)
	default:
		if err := json.Unmarshal(data, &s); err != nil {
			return fmt.Errorf("read a value: %w", err)
		}
		*v = Value(s)
	}
	return nil
}

// rat returns the number, nil if v is none.
func (v Value) rat() *big.Rat {
	if v == "" || len(v) > 64 {
		return nil
	}
	r, ok := new(big.Rat).SetString(string(v))
	if !ok {
		return nil
	}
	return r
}

var (
	monthsOnly = regexp.MustCompile(`^(\d{4})-(\d\d)/(\d{4})-(\d\d)$`)
	wholeYear  = regexp.MustCompile(`^(\d{4})-01-01/(\d{4})-12-31$`)
	inOneYear  = regexp.MustCompile(`^(\d{4})-(\d\d)-01/(\d{4})-(\d\d)-\d\d$`)
	yearFirst  = regexp.MustCompile(`^(\d{4})(?:-(.+))?$`)
)

// splitPeriod returns the year and the part of it: 2024 and "", Q1, 03, 03-01, H1 or
// 01/08.
func splitPeriod(p string) (year, rest string) {
	p = strings.TrimSpace(p)
	if m := monthsOnly.FindStringSubmatch(p); m != nil && m[1] == m[3] {
		p = fmt.Sprintf("%s-%s-01/%s-%s-28", m[1], m[2], m[1], m[4])
	}
	if m := wholeYear.FindStringSubmatch(p); m != nil && m[1] == m[2] {
		return m[1], ""
	}
	if m := inOneYear.FindStringSubmatch(p); m != nil && m[1] == m[3] {
		a, _ := strconv.Atoi(m[2])
		b, _ := strconv.Atoi(m[4])
		switch {
		case b-a == 2 && a%3 == 1:
			return m[1], fmt.Sprintf("Q%d", (a+2)/3)
		case a == b:
			return m[1], m[2]
		case a == 1 && b == 6:
			return m[1], "H1"
		case a == 7 && b == 12:
			return m[1], "H2"
		}
		return m[1], m[2] + "/" + m[4]
	}
	if m := yearFirst.FindStringSubmatch(p); m != nil {
		return m[1], m[2]
	}
	return p, ""
}

// periodFits reports whether got is the wanted time; for a wanted year that is the
// year as a whole or its end.
func periodFits(want, got string) bool {
	if want == "" {
		return true
	}
	y, r := splitPeriod(want)
	gy, gr := splitPeriod(got)
	if y != gy {
		return false
	}
	yearEnd := gr == "" || gr == "12" || gr == "12-31"
	if r == "" {
		return yearEnd
	}
	return strings.HasPrefix(gr, r) || (strings.HasSuffix(r, "12-31") || r == "12") && yearEnd
}
