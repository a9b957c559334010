package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

var (
	ratOne = big.NewRat(1, 1)
	ratTen = big.NewRat(10, 1)
)

// clear tells a figure from a numeral that is part of a word or a name. last
// is the number in front of the unit u, a itself or the end of its range; to
// is the end of the unit.
func (s *scanner) clear(a amount, u unit, last amount, to int) bool {
	if s.as != Press {
		return true
	}
	if s.doubledUnit(u, to) || s.meeting(u, to) || s.address(u, to) {
		return false
	}
	qualified := a.Infix != "" || last.Infix != "" || s.t.beforeAt(s.s[:a.from], "before", "hundred").text != "" || s.t.afterAt(s.s[to:]) != ""
	if a.Bare && a.Infix == "" {
		return s.bare(a, u, qualified)
	}
	if u.trust == timid && !qualified && s.t.beforeAt(s.s[:a.from], "list").text == "" {
		return false
	}
	if u.kind == knowledge.Duration && !s.lasts(a, u, to) {
		return false
	}
	if !a.Chinese {
		return !(u.word == "g" && a.Value.Cmp(big.NewRat(6, 1)) <= 0) && !s.ranked(a, u)
	}
	if a.Infix != "" || last.from != a.from {
		return true
	}
	if a.Digits && utf8.RuneCountInString(s.s[a.from:a.from+a.Len]) > 1 && a.Hi == nil {
		return false // 八八, 三一
	}
	return s.clearChinese(a, u, qualified, to)
}

// clearChinese is clear for a number in Chinese numerals: 一 is an article
// more often than a number, and a small one before a weak measure word is
// part of a word.
func (s *scanner) clearChinese(a amount, u unit, qualified bool, to int) bool {
	half := strings.HasPrefix(s.s[to:], "半") || u.word == "个半" || u.word == "个多"
	switch {
	case a.Value.Sign() == 0:
		return false
	case a.Hi != nil:
		return u.trust == sure || qualified || a.Hi.Cmp(ratTen) > 0
	case a.Value.Cmp(ratOne) == 0:
		return qualified || half || u.kind == knowledge.Percent || u.kind == knowledge.PercentPoint ||
			u.kind == knowledge.Multiple && s.before(a.from, "增长", "增加", "提高", "提升", "扩大", "高出", "多", "快", "了")
	case a.Value.Cmp(ratTen) > 0:
		return true
	}
	return (u.trust == sure || qualified) && !s.quoted(a.from, to) && !s.ranked(a, u)
}

// bare tells whether 百, 千 and 万 with nothing in front (上百名, 百亿元) are a
// figure: only where a word says so.
func (s *scanner) bare(a amount, u unit, qualified bool) bool {
	if qualified {
		return true
	}
	many := a.Len > len("百") && (u.kind == knowledge.Money || u.kind == knowledge.Dimension)
	return many && s.t.beforeAt(s.s[:a.from], "fact").text != ""
}

// doubledUnit reports 一条条 and 一年一: the measure word is said twice.
func (s *scanner) doubledUnit(u unit, to int) bool {
	return u.kind != knowledge.Money && u.kind != knowledge.Percent && strings.HasPrefix(s.s[to:], u.word) && u.word[0] >= utf8.RuneSelf
}

// meeting reports 三次全会 and 二次会议, which number a meeting.
func (s *scanner) meeting(u unit, to int) bool {
	if u.word != "次" {
		return false
	}
	for _, w := range []string{"全会", "会议", "党代会", "代表大会", "全体会议"} {
		if strings.HasPrefix(s.s[to:], w) {
			return true
		}
	}
	return false
}

// address reports 3幢201室 and 8栋1单元: the number of a building.
func (s *scanner) address(u unit, to int) bool {
	if u.word != "幢" && u.word != "栋" && u.word != "单元" && u.word != "层" && u.word != "座" {
		return false
	}
	r := s.runeAt(to)
	return isWestern(r) || strings.HasPrefix(s.s[to:], "单元")
}

// ranked reports 前三名 and 前10位, which count from the top.
func (s *scanner) ranked(a amount, u unit) bool {
	return s.runeBefore(a.from) == '前' && (u.word == "名" || u.word == "位")
}

// lasts tells a duration from a time that is told as 五年前 or 这两天, and from
// the name of a plan (三年行动).
func (s *scanner) lasts(a amount, u unit, to int) bool {
	switch s.runeBefore(a.from) {
	case '这', '那', '头', '每', '前', '后':
		return false
	}
	if !a.Chinese && u.word == "年" && a.Infix == "" && a.Len == 4 && a.Value.Cmp(big.NewRat(1000, 1)) > 0 && a.Value.Cmp(big.NewRat(2101, 1)) < 0 && s.runeAt(to) != '来' {
		return false // a year that the time reader refused
	}
	if u.word == "日" || u.word == "年" && a.Chinese && a.Digits && a.Hi == nil && a.Value.Cmp(ratTen) >= 0 {
		return s.runeAt(to) == '内' || s.t.afterAt(s.s[to:]) != "" || a.Infix != ""
	}
	rest := s.s[to:]
	for _, w := range []string{"前", "后", "来", "以前", "以后", "之前", "之后", "以来", "间", "行动", "规划", "计划", "攻坚", "倍增", "禁渔", "一遇", "一次", "一个", "一届", "一度", "制"} {
		if strings.HasPrefix(rest, w) && !(w == "间" && !a.Chinese) {
			return w == "来" && !a.Chinese
		}
	}
	return true
}

// maxQuoted is how long a quotation, in bytes, may be to be taken for a name.
const maxQuoted = 36

// quoted reports whether from stands right behind an opening quotation mark
// whose pair closes soon: “三个一号工程”.
func (s *scanner) quoted(from, to int) bool {
	if r := s.runeBefore(from); r != '“' && r != '‘' && r != '《' && r != '"' {
		return false
	}
	rest := s.s[to:]
	if len(rest) > maxQuoted {
		rest = rest[:maxQuoted]
	}
	return strings.ContainsAny(rest, "”’》\"")
}
