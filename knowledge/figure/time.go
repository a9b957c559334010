package figure

import (
	"strings"

	"beilun/internal/zhtime"
	"beilun/knowledge"
)

// time reads a time at i: 2024年9月29日, 今年, 一季度, 年底前, 近三年. Clock times
// belong to a day or say 时.
func (s *scanner) time(i int) (reading, bool) {
	if isAlnum(s.runeAt(i)) && s.inName(i) || s.runeBefore(i) == '第' {
		return reading{}, false
	}
	ref := zhtime.RefDate(s.ref.Year, s.ref.Month, s.ref.Day)
	t, n, ok := zhtime.Parse(s.s, i, ref, zhtime.Options{})
	if !ok || s.partOfName(i, i+n) {
		return reading{}, false
	}
	f := knowledge.Figure{Kind: timeKinds[t.Kind], Time: t.Value}
	if s.before(i, "每年") { // 每年3月 is of no year
		f.Time = ""
	}
	return reading{Figure: f, from: i, to: i + n}, true
}

var timeKinds = map[zhtime.Kind]knowledge.Kind{
	zhtime.Date: knowledge.DateKind, zhtime.DateRange: knowledge.PeriodKind,
	zhtime.DateTime: knowledge.Time, zhtime.DateTimeRange: knowledge.Time,
	zhtime.Clock: knowledge.Time, zhtime.ClockRange: knowledge.Time,
}

// partOfName reports whether the time is cut out of a longer number or word:
// 12024年, gb2024年, 八年初, 公元前1世纪, 生前五个月.
func (s *scanner) partOfName(from, to int) bool {
	switch last := s.runeBefore(from); s.runeAt(from) {
	case '年', '月':
		if strings.ContainsRune(numerals+"正腊冬闰", last) {
			return true
		}
	case '前':
		if strings.ContainsRune("死生之以此产事婚年月日天", last) {
			return true
		}
	}
	if s.before(from, "公元前") {
		return true
	}
	return isAlnum(s.runeAt(from)) && isAlnum(s.runeBefore(from)) || to > from && isAlnum(s.runeAt(to)) && isAlnum(rune(s.s[to-1]))
}
