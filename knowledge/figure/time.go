package figure

import (
	"strings"

	"beilun/internal/zhtext"
	"beilun/internal/zhtime"
	"beilun/knowledge"
)

// time reads a time at i: 2024年9月29日, 今年, 一季度, 年底前, 近三年. Clock times
// belong to a day or say 时.
func (s *scanner) time(i int) (reading, bool) {
	if isAlnum(s.runeAt(i)) && s.inName(i) || s.runeBefore(i) == '第' {
		return reading{}, false
	}
	if !s.datedAhead(i) {
		return reading{}, false
	}
	if s.dates == nil {
		s.dates = &s.src.buf.dates
		s.dates.Reset(s.s, zhtime.RefDate(s.ref.Year, s.ref.Month, s.ref.Day), zhtime.Options{})
	}
	t, n, ok := s.dates.At(i)
	if !ok || s.partOfName(i, i+n) {
		return reading{}, false
	}
	f := knowledge.Figure{Kind: timeKinds[t.Kind], Time: t.Value}
	if s.before(i, "每年") { // 每年3月 is of no year
		f.Time = ""
	}
	return reading{Figure: f, from: i, to: i + n}, true
}

// maxAhead is how far behind its start, in characters, a time that begins with
// no numeral has told that it is one: 最近三个月, 本世纪.
const maxAhead = 7

// countedTimes are the characters that go on with a time behind a number and 个:
// those of 个月, 个季度, 个多月 and the like. In 21个项目 there is none.
var countedTimes = zhtext.NewSet("世季交工星礼月周钟小多半几余的年天日 ")

// maxNumeral is how long, in bytes, the numeral of a time gets.
const maxNumeral = 48

// datedAhead tells cheaply what can begin no time at i: a numeral that runs
// into something else than 年, 月 or the like. Most of a release's numerals
// are such.
func (s *scanner) datedAhead(i int) bool {
	c, r, w := s.t.classAt(s.s[i:])
	if c&numeral == 0 {
		for n := 0; n < maxAhead && i < len(s.s); n++ {
			c, _, w = s.t.classAt(s.s[i:])
			if c&dated != 0 {
				return true
			}
			i += w
		}
		return false
	}
	digits := 0
	for from := i; c&numeral != 0; {
		if i-from > maxNumeral {
			return false
		}
		if isWestern(r) {
			digits++
		}
		i += w
		if i >= len(s.s) {
			return digits == 4 || digits == 8
		}
		c, r, w = s.t.classAt(s.s[i:])
		if r == '个' && !countedTimes.Has(s.runeAt(i+w)) {
			return false
		}
		if c&numeral == 0 && (r == '个' || r == '多' || r == '余' || r == '.' && digits == 4) {
			return true // 三个月前, 2024.12.20
		}
		if r == '.' && i+1 < len(s.s) && isWestern(rune(s.s[i+1])) {
			i++
			c, r, w = s.t.classAt(s.s[i:])
		}
	}
	return c&dated != 0 || r == '大' || r == '半'
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
	case '后':
		if zhtime.Done(s.s, from) {
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
