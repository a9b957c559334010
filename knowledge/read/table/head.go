package table

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// head is what the head of a row or a column says.
type head struct {
	text    string // as written, without note marks
	name    string // text without the unit
	unit    unit
	time    string // 2024年, 上半年; as written
	body    string // name without time and words of change: what is measured, or whose it is
	change  bool   // 同比增长, 增速
	delta   bool   // a change told as an amount
	share   bool   // a share of something or a rate
	number  bool   // its numbers are no quantities: 序号, 年份
	plain   bool   // body says nothing: 数值, 累计
	planned bool   // plain, of what is planned: 年初预算数
	of      string // base unit of what body tells, or ""
}

// maxHead is how long, in bytes, a head may be to be taken apart.
const maxHead = 240

var (
	noteMark = regexp.MustCompile(`(?:[①-⑳*＊※†‡]|[\[［【]?注?\d{1,2}[\]］】]|[\p{Han}）)][¹²³⁴⁵⁶⁷⁸⁹⁰]+)$`)
	aTime    = regexp.MustCompile(`(?:(?:19|20)\d\d\s*年?度?\s*)?(?:1[0-2]|0?[1-9])\s*(?:月份?)?\s*[—–~～至\-]+\s*(?:1[0-2]|0?[1-9])\s*月份?|` +
		`(?:19|20)\d\d\s*(?:年度?|[-/.](?:1[0-2]|0?[1-9])\b)\s*(?:(?:1[0-2]|0?[1-9])\s*月份?(?:[末底]|\d{1,2}日)?|[一二三四1-4]季度|[上下]半年|前三季度|[末底])?|` +
		`(?:1[0-2]|[1-9])月份?[末底]?`)
	bareYear      = regexp.MustCompile(`^(?:19|20)\d\d$`)
	emptyBrackets = strings.NewReplacer("（）", "", "()", "")
	tailUnit      = regexp.MustCompile(`[,，/／、\s]([^,，/／、\s]{1,12})$`)
)

// readHead takes a head apart.
func readHead(text string, us units) head {
	w := loadWords()
	h := head{text: strings.TrimRight(strings.TrimSpace(text), "：: 　")}
	if len(h.text) > maxHead {
		h.name, h.body = h.text, h.text
		return h
	}
	h.text = withoutNote(h.text)
	h.name, h.unit = us.cut(h.text)
	h.name = withoutNote(h.name)
	rest := w.without(strings.Join(strings.Fields(h.name), ""), "against")
	rest, h.time = cutTime(rest)
	rest = w.hide("level", rest)
	h.delta = w.ends("delta", rest) != ""
	h.change = h.delta || w.holds("change", rest)
	if h.change {
		rest = w.without(rest, "delta", "change")
	}
	rest = emptyBrackets.Replace(w.show("level", rest))
	h.body = strings.Trim(rest, "、，,：:/±% ")
	h.share = !h.change && w.ends("share", h.body) != "" && w.ends("bare", h.body) == ""
	h.number = !h.change && w.ends("number", h.name) != ""
	h.plain = w.is["generic"][h.body] || !w.is["metric"][h.body] && strings.Trim(w.without(h.body, "generic"), "（）()、，,：:/ ") == ""
	if h.unit.isRate() && !h.change && h.body != "" && !w.is["generic"][h.body] {
		h.share, h.plain = true, false // 决算数为预算数的%
	}
	h.planned = h.plain && w.holds("planned", h.body)
	h.of = w.of[w.ends("of", h.body)]
	return h
}

// noteEnds are the characters that noteMark ends with.
var noteEnds = zhtext.NewSet("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*＊※†‡]］】¹²³⁴⁵⁶⁷⁸⁹⁰")

// withoutNote takes the mark of a note off the end of s: 人口②, 面积[1], 产值¹.
func withoutNote(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); !noteEnds.Has(last) { // as most do
		return s
	}
	m := noteMark.FindStringIndex(s)
	if m == nil || m[0] == 0 {
		return s
	}
	if r, n := utf8.DecodeRuneInString(s[m[0]:]); unicode.Is(unicode.Han, r) && r != '注' || r == '）' || r == ')' {
		return s[:m[0]+n] // the character that the raised number stands at
	}
	return s[:m[0]]
}

// cut returns the name of a head and the unit that stands behind it: 产值（亿元）,
// 增长%, 产值，亿元. A head that is nothing but a unit has no name.
func (us units) cut(s string) (name string, u unit) {
	if u, ok := us.read(s); ok && u.base != "年" && !loadWords().is["metric"][s] {
		return "", u
	}
	ms := inBrackets(s)
	for i := len(ms) - 1; i >= 0; i-- {
		inner := s[ms[i][2]:ms[i][3]]
		if d := declares(inner); d != nil {
			inner = inner[d[2]:d[3]]
		}
		if u, ok := us.read(inner); ok {
			return strings.TrimSpace(s[:ms[i][0]] + s[ms[i][1]:]), u
		}
	}
	for _, sign := range []string{"%", "％", "‰", "个百分点", "百分点"} {
		if rest, ok := strings.CutSuffix(s, sign); ok && rest != "" {
			u, _ := us.read(sign)
			return strings.TrimRight(rest, " 　"), u
		}
	}
	if m := declares(s); m != nil && m[0] > 0 {
		if u, ok := us.read(s[m[2]:m[3]]); ok {
			return strings.TrimRight(s[:m[0]], "，, 　"), u
		}
	}
	if tailMarks.LastIndex(s) <= 0 {
		return s, unit{}
	}
	if m := tailUnit.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		if u, ok := us.read(s[m[2]:m[3]]); ok {
			return s[:m[0]], u
		}
	}
	return s, unit{}
}

// tailMarks are those that tailUnit begins with.
var tailMarks = zhtext.NewSet(",，/／、 \t\n\f\r")

// tellsTime reports whether aTime may match s: every form of it has a month or
// the digits of a year.
func tellsTime(s string) bool {
	return strings.Contains(s, "月") || strings.Contains(s, "20") || strings.Contains(s, "19")
}

// cutTime takes the times out of a head and returns them.
func cutTime(s string) (rest, time string) {
	if len(s) == len("2024") && bareYear.MatchString(s) {
		return "", s + "年"
	}
	rest = s
	if tellsTime(s) {
		if m := aTime.FindStringIndex(s); m != nil {
			rest, time = s[:m[0]]+s[m[1]:], s[m[0]:m[1]]
		}
	}
	for _, w := range loadWords().class["time"] {
		if i := strings.Index(rest, w); i >= 0 {
			return rest[:i] + rest[i+len(w):], time + w
		}
	}
	return rest, time
}

// isMetric and isThing report what a head is by how it ends.
func (h *head) isMetric() bool {
	return h.plain || h.change || h.share || h.unit.text != "" || loadWords().ends("metric", h.body) != ""
}

func (h *head) isThing() bool {
	w := loadWords()
	return !h.plain && w.ends("thing", h.body) != "" && len(w.ends("thing", h.body)) >= len(w.ends("metric", h.body)) && !h.change
}
