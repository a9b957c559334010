package figure

import (
	"math/big"
	"strings"

	"beilun/knowledge"
)

// degrees reads a temperature whose scale or sign stands in front of the
// number, or which only its clause tells from an angle: 零下5℃, 摄氏25度,
// 气温达38度, 零下2℃至6℃.
func (s *scanner) degrees(i int) (reading, bool) {
	f, told, ok := s.oneDegree(i)
	if !ok || !told && f.Unit == "" && !s.warm(i) {
		return reading{}, false
	}
	if f.Unit == "" {
		f.Unit = "℃"
		if s.as != Press {
			f.Unit = "度"
		}
	}
	if n := s.dash(f.to); n > 0 && f.Value != nil {
		if g, _, ok := s.oneDegree(f.to + n); ok && g.Value != nil && f.Value.Cmp(g.Value) < 0 {
			f.Lo, f.Hi, f.Value, f.to = f.Value, g.Value, nil, g.to
		}
	}
	return f, true
}

// oneDegree reads one temperature. told reports that it is told to be one in
// front of the number; an empty unit stands for degrees of any kind.
func (s *scanner) oneDegree(i int) (f reading, told, ok bool) {
	f.from = i
	f.Kind = knowledge.Temperature
	below, unit := false, ""
	for range 2 { // 摄氏零下
		n := 0
		switch rest := s.s[i:]; {
		case strings.HasPrefix(rest, "零下"):
			n, below = len("零下"), true
		case strings.HasPrefix(rest, "零上"):
			n = len("零上")
		case strings.HasPrefix(rest, "摄氏"):
			n, unit = len("摄氏"), "℃"
		case strings.HasPrefix(rest, "华氏"):
			n, unit = len("华氏"), "℉"
		}
		i += n
	}
	told = i > f.from
	a, ok := s.amount(i)
	if !ok || a.InfixLen > 0 {
		return f, false, false
	}
	f.Value, f.to = a.Value, a.to
	if a.Hi != nil {
		f.Lo, f.Hi, f.Value = a.Value, a.Hi, nil
	}
	u, to := s.unit(f.to)
	if to == 0 && s.dash(f.to) > 0 && f.Value != nil { // 20-25℃
		if b, ok := s.amount(f.to + s.dash(f.to)); ok && b.Hi == nil && a.Value.Cmp(b.Value) < 0 {
			f.Lo, f.Hi, f.Value = a.Value, b.Value, nil
			u, to = s.unit(b.to)
		}
	}
	switch {
	case to == 0:
		return f, false, false
	case u.kind == knowledge.Temperature:
		unit = u.name
	case u.word != "度" && u.word != "°":
		return f, false, false
	}
	f.to, f.Unit = to, unit
	if below && f.Value != nil {
		f.Value = new(big.Rat).Neg(f.Value)
	} else if below {
		f.Lo, f.Hi = new(big.Rat).Neg(f.Hi), new(big.Rat).Neg(f.Lo)
	}
	if told && f.Unit == "" {
		f.Unit = "℃"
	}
	return f, told, true
}

// warm reports whether the clause in front of i is about a temperature.
func (s *scanner) warm(i int) bool {
	left := s.clause(i)
	return strings.Contains(left, "温") || strings.Contains(left, "发烧") || strings.Contains(left, "高烧")
}
