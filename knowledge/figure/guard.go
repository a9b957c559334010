package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

var (
	ratOne = big.NewRat(1, 1)
	ratTwo = big.NewRat(2, 1)
	ratTen = big.NewRat(10, 1)
)

// clear tells a figure from a numeral that is part of a word or a name. last
// is the number in front of the unit u, a itself or the end of its range; to
// is the end of the unit.
func (s *scanner) clear(a amount, u unit, last amount, to int) bool {
	if s.as != Press {
		return true
	}
	if u.word == "项" && strings.HasPrefix(s.s[to:], "目") && !strings.HasPrefix(s.s[to:], "目标") {
		return false // 碳四项目; 四项目标 is four
	}
	if strings.HasPrefix(u.word, "人民币") && a.Chinese && !a.Scaled {
		return false // 李四人民币: the numeral ends a name
	}
	if s.split(a, u, to) || s.viewed(a, u) {
		return false
	}
	if u.word == "大" && a.Value.Cmp(hundred) >= 0 {
		return false // 150万大军
	}
	if s.doubledUnit(u, to) || s.meeting(u, to) || s.address(u, to) || u.word != "块" && s.formula(a, to) || s.grouped(a) || s.degree(a, u) {
		return false
	}
	qualified := a.Infix != "" || last.Infix != "" || s.t.beforeAt(s.s[:a.from], qualifies).text != "" || s.t.afterAt(s.s[to:]) != "" ||
		a.Bare && s.t.beforeAt(s.s[:a.from], hundreds).text != ""
	if a.Bare && a.Infix == "" {
		return s.bare(a, u, qualified)
	}
	if u.word == "班" && s.schooled(a) {
		return true
	}
	if u.trust == timid && !qualified && s.t.beforeAt(s.s[:a.from], lists).text == "" {
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
	if s.anaphor(a, u) || s.cheque(a) {
		return false
	}
	if a.Digits && utf8.RuneCountInString(s.s[a.from:a.from+a.Len]) > 1 && a.Hi == nil {
		return s.digitByDigit(a, u) // and not 八八, 三一
	}
	return s.clearChinese(a, u, qualified, to)
}

// split reports a part of what is counted whole (2.3本, 0.5个点): the number of
// an item before another word, unless it is told on average.
func (s *scanner) split(a amount, u unit, to int) bool {
	if u.kind != knowledge.Count || a.Chinese || a.Scaled || !a.Grouped || a.Value.IsInt() {
		return false
	}
	if u.word == "个" && s.runeAt(to) == '点' {
		return true
	}
	return u.trust == weak && !strings.ContainsAny(s.clauses(a.from), "均每")
}

// digitByDigit reports whether a number that is told by its digits counts
// something: one of hundreds with a zero in it (一○八个), and no name (七〇一所).
func (s *scanner) digitByDigit(a amount, u unit) bool {
	text := s.s[a.from : a.from+a.Len]
	return utf8.RuneCountInString(text) == 3 && strings.ContainsAny(text[len("一"):], "〇○零") && u.trust == sure &&
		u.kind != knowledge.Duration && u.word != "所" && u.word != "次"
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
		return qualified || half || u.kind == knowledge.Duration && s.spent(a, u, to) || u.kind == knowledge.Percent || u.kind == knowledge.PercentPoint ||
			u.kind == knowledge.Multiple && s.before(a.from, "增长", "增加", "提高", "提升", "扩大", "高出", "多", "快", "了")
	case a.Value.Cmp(ratTen) > 0:
		return true
	}
	if u.kind == knowledge.Count && !qualified && strings.HasPrefix(s.s[a.from:], "二") {
		return false // a count is 两个, and 二 numbers: 二次, 二级
	}
	return (u.trust == sure || qualified) && !s.quoted(a.from, to) && !s.ranked(a, u)
}

// spent reports a unit of time that something takes: 缩短至一小时, 一个月内.
func (s *scanner) spent(a amount, u unit, to int) bool {
	if u.word == "年" || u.word == "天" || u.word == "周" {
		return false
	}
	r := s.runeBefore(a.from)
	return s.word(to, "内", "之内") > 0 || r != 0 && strings.ContainsRune("至到为需用期时仅只长", r)
}

// formula reports 七场四胜, 四班三运转 and 五年一任: a measure with another
// numeral on its heels is a set phrase.
func (s *scanner) formula(a amount, to int) bool {
	if !a.Chinese || a.Scaled || a.Infix != "" {
		return false
	}
	r := s.runeAt(to)
	if !strings.ContainsRune("一二两三四五六七八九", r) {
		return false
	}
	n, ok := s.amount(to)
	if !ok {
		return false
	}
	_, end := s.unit(n.to)
	return end == 0 || r == '一'
}

// grouped reports whether a goes on from digits in front of a comma and a
// space: the last three of 666, 759.
func (s *scanner) grouped(a amount) bool {
	before := s.s[max(0, a.from-3):a.from]
	return len(before) == 3 && isWestern(rune(before[0])) && before[1:] == ", "
}

// degree reports degrees of longitude and latitude.
func (s *scanner) degree(a amount, u unit) bool {
	if u.word == "°" {
		r := s.runeAt(s.blanks(a.to + len(u.word)))
		if isWestern(r) || r == '′' {
			return true
		}
	}
	return (u.word == "度" || u.word == "°") && s.before(a.from, "东经", "西经", "北纬", "南纬", "经度", "纬度")
}

// anaphor reports a small number that points at what was told before (这两个,
// 其三者), and 两人, which is a pronoun.
func (s *scanner) anaphor(a amount, u unit) bool {
	if a.Value.Cmp(ratTen) > 0 || u.kind != knowledge.Count {
		return false
	}
	if strings.ContainsRune("这那该此上下另某", s.runeBefore(a.from)) && !s.before(a.from, "以上", "之上") {
		return true
	}
	return u.word == "人" && a.Value.Cmp(ratTwo) == 0 && s.t.beforeAt(s.s[:a.from], lists|qualifies).text == ""
}

// cheque reports a single numeral of those that cheques are written with, and
// that are characters of other words elsewhere: 陆, 伍.
func (s *scanner) cheque(a amount) bool {
	text := s.s[a.from : a.from+a.Len]
	return utf8.RuneCountInString(text) == 1 && strings.Contains("壹贰叁肆伍陆柒捌玖拾佰仟", text)
}

// bare tells whether 百, 千 and 万 with nothing in front (上百名, 百亿元) are a
// figure: only where a word says so.
func (s *scanner) bare(a amount, u unit, qualified bool) bool {
	if qualified {
		return true
	}
	many := a.Len > len("百") && (u.kind == knowledge.Money || u.kind == knowledge.Dimension)
	return many && s.t.beforeAt(s.s[:a.from], reached).text != ""
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
	for _, w := range []string{"全会", "会议", "党代会", "代表大会", "全体会议", "产业"} {
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
	r := s.runeBefore(a.from)
	return (r == '前' || r == '后') && u.kind == knowledge.Count && !s.before(a.from, "之前", "以前", "之后", "以后", "今后", "目前", "此前", "日前")
}

// lasts tells a duration from a time that is told as 五年前 or 这两天, and from
// the name of a plan (三年行动).
func (s *scanner) lasts(a amount, u unit, to int) bool {
	switch s.runeBefore(a.from) {
	case '这', '那', '头', '每', '前', '后':
		if a.Infix == "" {
			return false
		}
	}
	if !a.Chinese && u.word == "年" && a.Infix == "" && a.Len == 4 && a.Value.Cmp(big.NewRat(1000, 1)) > 0 && a.Value.Cmp(big.NewRat(2101, 1)) < 0 && s.runeAt(to) != '来' {
		return false // a year that the time reader refused
	}
	if u.word == "年" && s.calendar(a) {
		return false
	}
	if u.word == "日" || u.word == "年" && a.Chinese && a.Digits && a.Hi == nil && a.Value.Cmp(ratTen) >= 0 {
		return s.runeAt(to) == '内' || s.t.afterAt(s.s[to:]) != "" || a.Infix != ""
	}
	rest := s.s[to:]
	for _, w := range []string{"前", "后", "来", "以前", "以后", "之前", "之后", "以来", "间", "行动", "规划", "计划", "攻坚", "倍增", "禁渔", "制", "平均", "年均", "复合"} {
		if strings.HasPrefix(rest, w) && !(w == "间" && !a.Chinese) {
			return w == "来" && !a.Chinese
		}
	}
	return true
}

// leadsYears are the characters and words in front of a duration of years in
// Chinese numerals; behind others such a number is the year of a reign.
const leadsYears = "时了近约满第达为期经需用有去来过续仅只隔长干守在是超逾足共短整斗设放于成持行作,，。;:、!?(（“ \n"

// calendar reports whether a number of years is a year of a calendar: 乾隆五年,
// 民国三十四年, （421年）.
func (s *scanner) calendar(a amount) bool {
	if a.Infix != "" || a.Hi != nil {
		return false
	}
	r := s.runeBefore(a.from)
	rest := s.s[a.to+len("年"):]
	lasting := s.t.afterAt(rest) != ""
	for _, w := range []string{"的历史", "历史", "时间", "内", "间", "来", "期", "之久", "的时间", "的发展", "的建设", "奋斗"} {
		lasting = lasting || strings.HasPrefix(rest, w)
	}
	if lasting || strings.HasPrefix(rest, "半") || strings.HasPrefix(rest, "多") || strings.HasPrefix(rest, "余") || s.t.beforeAt(s.s[:a.from], qualifies).text != "" {
		return false
	}
	if s.t.beforeAt(s.s[:a.from], era).text != "" {
		return true
	}
	if !a.Chinese {
		return a.Len == 3 && !a.Grouped && (r == 0 || !strings.ContainsRune("了近约满达期经需用有来过续仅隔长超逾足共", r))
	}
	return r != 0 && a.Value.IsInt() && !strings.ContainsRune(leadsYears, r)
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
