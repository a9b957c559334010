package figure

import (
	"math/big"
	"strings"

	"beilun/knowledge"
)

// degrees reads a temperature whose scale or sign stands in front of the
// number, or which only its clause tells from an angle: 零下5℃, 摄氏25度,
// 气温达38度.
func (s *scanner) degrees(i int) (reading, bool) {
	f := reading{from: i}
	f.Kind, f.Unit = knowledge.Temperature, "℃"
	below := false
	scaled := false
	for {
		n := 0
		switch rest := s.s[i:]; {
		case strings.HasPrefix(rest, "零下"):
			n, below = len("零下"), true
		case strings.HasPrefix(rest, "零上"):
			n = len("零上")
		case strings.HasPrefix(rest, "摄氏"):
			n, scaled = len("摄氏"), true
		case strings.HasPrefix(rest, "华氏"):
			n, scaled, f.Unit = len("华氏"), true, "℉"
		}
		if n == 0 {
			break
		}
		i += n
	}
	told := i > f.from
	a, ok := s.amount(i)
	if !ok || a.InfixLen > 0 {
		return reading{}, false
	}
	f.Value, f.to = a.Value, a.to
	if a.Hi != nil {
		f.Lo, f.Hi, f.Value = a.Value, a.Hi, nil
	} else if b, ok := s.rangeEnd(a); ok {
		f.Lo, f.Hi, f.Value, f.to = a.Value, b.Value, nil, b.to
	}
	u, to := s.unit(f.to)
	switch {
	case to == 0:
		return reading{}, false
	case u.kind == knowledge.Temperature && told:
		f.Unit = u.name
	case u.word != "度" && u.word != "°", !told && !s.warm(i):
		return reading{}, false
	case !scaled && !told && s.as != Press:
		f.Unit = "度"
	}
	f.to = to
	if below {
		if f.Value != nil {
			f.Value = new(big.Rat).Neg(f.Value)
		} else {
			f.Lo, f.Hi = new(big.Rat).Neg(f.Hi), new(big.Rat).Neg(f.Lo)
		}
	}
	return f, true
}

// warm reports whether the clause in front of i is about a temperature.
func (s *scanner) warm(i int) bool {
	left := s.clause(i)
	return strings.Contains(left, "温") || strings.Contains(left, "发烧") || strings.Contains(left, "高烧")
}
