package figure

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhnum"
	"beilun/knowledge"
)

// time reads a time at i: 2024年9月29日, 今年, 一季度, 年底前.
func (s *scanner) time(i int) (reading, bool) {
	for _, read := range []func(string) (knowledge.Figure, int){s.relative, s.date} {
		if f, n := read(s.s[i:]); n > 0 {
			return reading{Figure: f, from: i, to: i + n}, true
		}
	}
	return reading{}, false
}

// date reads 2024年9月29日, 2025年二季度, 2021-2023年, 9月29日 and 一季度.
func (s *scanner) date(rest string) (knowledge.Figure, int) {
	if s.inName(s.at) {
		return knowledge.Figure{}, 0
	}
	if year, n := yearAt(rest); n > 0 {
		part, k := s.partOfYear(rest[n:], year)
		if k == 0 {
			part = period(year, 1, year, 12)
		}
		return part, n + k
	}
	if f, n := s.monthDay(rest, s.ref.Year); n > 0 {
		return f, n
	}
	if f, n := quarter(rest, s.ref.Year); n > 0 {
		return f, n
	}
	return knowledge.Figure{}, 0
}

// yearAt reads a year with 年, white space allowed between.
func yearAt(rest string) (year, length int) {
	n, ok := zhnum.Parse(rest)
	if !ok || n.Scaled || n.Hi != nil || !n.Value.IsInt() || !n.Value.Num().IsInt64() {
		return 0, 0
	}
	y := n.Value.Num().Int64()
	digits := utf8.RuneCountInString(rest[:n.Len])
	if digits != 4 || y < 1000 || y > 2100 {
		return 0, 0
	}
	length = n.Len + spaces(rest[n.Len:])
	after, ok := strings.CutPrefix(rest[length:], "年")
	if !ok || prefixOf(after, []string{"来", "间"}) != "" {
		return 0, 0
	}
	return int(y), length + len("年")
}

// partOfYear reads a month, day, quarter or half behind a year.
func (s *scanner) partOfYear(rest string, year int) (knowledge.Figure, int) {
	sp := spaces(rest)
	if f, n := s.monthDay(rest[sp:], year); n > 0 {
		return f, sp + n
	}
	if f, n := quarter(rest[sp:], year); n > 0 {
		return f, sp + n
	}
	for _, w := range []string{"年底前", "底前", "底", "末", "初"} {
		if strings.HasPrefix(rest, w) {
			return knowledge.Figure{Kind: knowledge.PeriodKind, Time: ending(year, w)}, len(w)
		}
	}
	return knowledge.Figure{}, 0
}

// ending gives the time of the end or the beginning of a year: its last or its
// first month.
func ending(year int, word string) string {
	switch {
	case year == 0:
		return ""
	case strings.Contains(word, "前"):
		return fmt.Sprintf("../%04d-12-31", year)
	case strings.Contains(word, "初"):
		return fmt.Sprintf("%04d-01-01/%04d-01-31", year, year)
	}
	return fmt.Sprintf("%04d-12-31", year)
}

// monthDay reads 9月29日, 9月 and 1至8月; year 0 leaves the time open.
func (s *scanner) monthDay(rest string, year int) (knowledge.Figure, int) {
	month, n := small(rest, 12)
	if n == 0 {
		return knowledge.Figure{}, 0
	}
	last := month
	if sep := prefixOf(rest[n:], []string{"-", "至", "到", "~", "月至", "月-", "月到"}); sep != "" {
		if m, k := small(rest[n+len(sep):], 12); k > 0 && m > month && strings.HasPrefix(rest[n+len(sep)+k:], "月") {
			last, n = m, n+len(sep)+k
		}
	}
	n += spaces(rest[n:])
	after, ok := strings.CutPrefix(rest[n:], "月")
	if !ok {
		return knowledge.Figure{}, 0
	}
	n += len("月")
	n = n + len("份")*btoi(strings.HasPrefix(after, "份"))
	sp := spaces(rest[n:])
	if day, k := small(rest[n+sp:], 31); k > 0 && last == month {
		k += sp
		if d := prefixOf(rest[n+k:], []string{"日", "号"}); d != "" {
			f := knowledge.Figure{Kind: knowledge.DateKind}
			if year != 0 {
				f.Time = knowledge.Date{Year: year, Month: month, Day: day}.String()
			}
			return f, n + k + len(d)
		}
	}
	if sp == 0 && rest[0] >= utf8.RuneSelf && !s.afterYear() && !strings.HasPrefix(after, "份") {
		return knowledge.Figure{}, 0 // 一月一更新: not a month of the calendar
	}
	for _, w := range []string{"底前", "底"} {
		if strings.HasPrefix(rest[n:], w) {
			n += len(w)
			break
		}
	}
	return period(year, month, year, last), n
}

// afterYear reports whether s.at stands at a year, so that a month behind it
// is one of the calendar.
func (s *scanner) afterYear() bool {
	_, n := yearAt(s.s[s.at:])
	return n > 0 || prefixOf(s.s[s.at:], []string{"今年", "去年", "明年", "前年", "本年"}) != ""
}

// spaces returns the length of the blanks at the start of s.
func spaces(s string) int {
	if s != "" && s[0] == ' ' {
		return 1
	}
	return 0
}

// prefixOf returns the first of words that s begins with.
func prefixOf(s string, words []string) string {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// small reads a whole number from 1 to limit.
func small(rest string, limit int64) (int, int) {
	n, ok := zhnum.Parse(rest)
	if !ok || n.Hi != nil || !n.Value.IsInt() || !n.Value.Num().IsInt64() {
		return 0, 0
	}
	v := n.Value.Num().Int64()
	if v < 1 || v > limit {
		return 0, 0
	}
	return int(v), n.Len
}

var quarters = map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

// quarter reads 二季度, 第二季度, 上半年 and 下半年.
func quarter(rest string, year int) (knowledge.Figure, int) {
	n := len(rest) - len(strings.TrimPrefix(rest, "第"))
	_, w := utf8.DecodeRuneInString(rest[n:])
	if q := quarters[rest[n:n+w]]; q > 0 && strings.HasPrefix(rest[n+w:], "季度") {
		return period(year, 3*q-2, year, 3*q), n + w + len("季度")
	}
	switch prefixOf(rest, []string{"上半年", "下半年"}) {
	case "上半年":
		return period(year, 1, year, 6), len("上半年")
	case "下半年":
		return period(year, 7, year, 12), len("下半年")
	}
	return knowledge.Figure{}, 0
}

// period makes the figure of the months from one to the other; year 0 leaves
// its time open.
func period(y1, m1, y2, m2 int) knowledge.Figure {
	f := knowledge.Figure{Kind: knowledge.PeriodKind}
	if y1 != 0 {
		f.Time = fmt.Sprintf("%04d-%02d-01/%04d-%02d-%02d", y1, m1, y2, m2, knowledge.DaysIn(y2, m2))
	}
	return f
}

// relative reads times that are seen from the day of the release: 今年, 去年,
// 年底前, 去年同期.
func (s *scanner) relative(rest string) (knowledge.Figure, int) {
	for _, w := range []struct {
		word string
		ago  int
	}{{"今年", 0}, {"本年", 0}, {"去年", 1}, {"前年", 2}, {"明年", -1}} {
		if !strings.HasPrefix(rest, w.word) {
			continue
		}
		year := s.ref.Year
		if year != 0 {
			year -= w.ago
		}
		n := len(w.word)
		if f, k := s.partOfYear(rest[n:], year); k > 0 {
			return f, n + k
		}
		for _, tail := range []string{"以来", "同期"} {
			if strings.HasPrefix(rest[n:], tail) {
				n += len(tail)
			}
		}
		return period(year, 1, year, 12), n
	}
	if w := prefixOf(rest, []string{"年底前", "年底", "年末", "年内"}); w != "" {
		return knowledge.Figure{Kind: knowledge.PeriodKind, Time: ending(s.ref.Year, w)}, len(w)
	}
	return knowledge.Figure{}, 0
}
