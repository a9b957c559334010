package index

import (
	"math/big"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind"
)

// SameValue reports whether two figures state the same, whatever their scale
// (250000万元 is 25亿元).
func SameValue(a, b *knowledge.Figure) bool {
	if a.Time != "" || b.Time != "" {
		return a.Time == b.Time
	}
	if a.Value == nil || b.Value == nil {
		return sameRat(a.Lo, b.Lo) && sameRat(a.Hi, b.Hi) && a.Unit == b.Unit && a.Value == nil && b.Value == nil
	}
	return Dimension(a) == Dimension(b) && a.Value.Cmp(b.Value) == 0 && a.Qualifier == b.Qualifier && (a.Unit == b.Unit || a.Kind == knowledge.Count)
}

func sameRat(a, b *big.Rat) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Cmp(b) == 0
}

// Dimension returns what sort of quantity f is: figures of different
// dimensions are never compared.
func Dimension(f *knowledge.Figure) string {
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		return "time"
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return "share"
	case knowledge.Money:
		return "money:" + f.Unit
	case knowledge.Dimension:
		if d := UnitDimension(f.Unit); d != "" {
			return d
		}
		return "unit:" + f.Unit
	case knowledge.Count:
		for _, g := range measureGroups {
			if strings.Contains(g, f.Unit) {
				return "count:" + g
			}
		}
		return "count:" + f.Unit
	}
	return string(f.Kind)
}

// measureGroups are measure words that are said of the same things.
var measureGroups = []string{"个家所间处项件", "人名位", "栋幢座", "标箱标准箱"}

// UnitDimension returns the dimension that several units measure, "" for a unit
// of its own.
func UnitDimension(unit string) string {
	switch unit {
	case "平方米", "平方公里", "亩", "公顷", "平方千米":
		return "area"
	case "米", "公里", "千米", "海里", "厘米", "毫米":
		return "length"
	case "吨", "公斤", "千克", "克":
		return "weight"
	}
	return ""
}

// periodType tells kinds of periods apart: figures of a quarter do not replace
// those of a half year.
func periodType(iso string) string {
	from, to, ok := strings.Cut(iso, "/")
	if !ok {
		return "point"
	}
	a, err1 := knowledge.ParseDate(from)
	b, err2 := knowledge.ParseDate(to)
	if err1 != nil || err2 != nil || a.Year == 0 || b.Year == 0 {
		return "open"
	}
	switch n := b.Days() - a.Days() + 1; {
	case n <= 1:
		return "point"
	case n <= 31:
		return "month"
	case n <= 93 && n > 85:
		return "quarter"
	case n <= 186 && n > 175:
		return "half"
	case n <= 367 && n > 360:
		return "year"
	}
	return "range"
}

// PartOf returns the months of a year that an ISO period takes up, 01-03 for a
// first quarter; "" for a day, a whole year or more than one.
func PartOf(iso string) string {
	switch periodType(iso) {
	case "month", "quarter", "half", "range":
		from, to, _ := strings.Cut(iso, "/")
		if from[:4] == to[:4] {
			return from[5:7] + "-" + to[5:7]
		}
	}
	return ""
}

// stateClass puts states together that follow each other in time.
func stateClass(s knowledge.State) knowledge.State {
	switch s {
	case knowledge.Planned, knowledge.Target:
		return s
	}
	return knowledge.Reached
}

// SameState reports whether two rows are both reached, both planned or both
// aimed at, so that the newer one can take the place of the older one.
func SameState(a, b Row) bool {
	return stateClass(a.Figure.Binding.State) == stateClass(b.Figure.Binding.State)
}

// SameMeasure reports whether two rows are figures of one thing, reached or
// not.
func SameMeasure(a, b Row) bool {
	f, g := &a.Figure.Binding, &b.Figure.Binding
	if a.Passage.Release.ID == b.Passage.Release.ID && f.State == g.State && a.Figure.Span != b.Figure.Span && f.Period == g.Period && !SameValue(a.Figure, b.Figure) {
		return false // one release does not contradict itself: the words that tell them apart were missed
	}
	return Dimension(a.Figure) == Dimension(b.Figure) && f.Change == g.Change &&
		(a.Figure.Per == "") == (b.Figure.Per == "") &&
		sameScope(f.Scope, g.Scope) && sameSubject(f, g) && sameWords(f.Words, g.Words) &&
		(Dimension(a.Figure) == "time" || periodType(f.Period) == periodType(g.Period) || !SameState(a, b))
}

// wholeDistrict are words for the district that a release is of.
var wholeDistrict = []string{"", "全区", "我区", "本区"}

func sameScope(a, b string) bool {
	return a == b || slices.Contains(wholeDistrict, a) && slices.Contains(wholeDistrict, b)
}

// sameSubject reports whether two figures are of one thing: people's word goes
// before what the names are like.
func sameSubject(a, b *knowledge.Binding) bool {
	if same, decided := a.SameThing(b); decided {
		return same
	}
	return a.Subject == b.Subject || bind.SameThing(a.Subject, b.Subject)
}

// light are words that a metric may be told with or without.
var light = []string{"项目", "工程", "企业", "情况", "数量", "总量", "规模", "金额", "资金", "建设", "部门", "区域", "合计", "整体"}

// sameWords reports whether two metrics are one: the same words but for light
// ones.
func sameWords(a, b []string) bool {
	if slices.Equal(a, b) {
		return len(a) > 0
	}
	a, b = heavy(a), heavy(b)
	return len(a) > 0 && slices.Equal(a, b)
}

func heavy(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if !slices.Contains(light, w) {
			out = append(out, w)
		}
	}
	return out
}
