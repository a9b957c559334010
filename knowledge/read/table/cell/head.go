package cell

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// Head is what the head of a row or a column says.
type Head struct {
	Text    string // as written, without the marks of notes
	Name    string // Text without the unit
	Unit    Unit
	Time    string // 2024年, 上半年; as written
	Body    string // Name without time and words of change: what is measured, or whose it is
	Change  bool   // a change of what is measured: 同比增长, 增速
	Delta   bool   // a change that is given as an amount
	Share   bool   // a share of something or a rate
	Label   bool   // numbers under it are no quantities: 序号, 年份
	Generic bool   // Body does not say what is measured: 数值, 累计
	Planned bool   // Generic, and of what is planned: 年初预算数
	Base    string // base unit of what Body names, or ""
}

// maxHead is the largest length in bytes of a head that is taken apart.
const maxHead = 240

var emptyBrackets = strings.NewReplacer("（）", "", "()", "")

// ReadHead takes the text of a head apart. us must be that of the table. The cost
// does not grow with texts of more than 240 bytes, which are all name and body.
func ReadHead(text string, us Units) Head {
	w := loadWords()
	h := Head{Text: strings.TrimRight(strings.TrimSpace(text), "：: 　")}
	if len(h.Text) > maxHead {
		h.Name, h.Body = h.Text, h.Text
		return h
	}
	h.Text = withoutNote(h.Text)
	h.Name, h.Unit = us.Cut(h.Text)
	h.Name = withoutNote(h.Name)
	rest := w.against.Remove(strings.Join(strings.Fields(h.Name), ""))
	rest, h.Time = CutTime(rest)
	rest = w.level.Hide(rest)
	h.Delta = w.delta.Ended(rest) != ""
	h.Change = h.Delta || w.change.In(rest)
	if h.Change {
		rest = w.change.Remove(w.delta.Remove(rest))
	}
	rest = emptyBrackets.Replace(w.level.Show(rest))
	h.Body = strings.Trim(rest, "、，,：:/±% ")
	h.Share = !h.Change && w.share.Ended(h.Body) != "" && w.bare.Ended(h.Body) == ""
	h.Label = !h.Change && w.number.Ended(h.Name) != ""
	h.Generic = w.generic.Has(h.Body) || !w.metric.Has(h.Body) && strings.Trim(w.generic.Remove(h.Body), "（）()、，,：:/ ") == ""
	if h.Unit.IsRate() && !h.Change && h.Body != "" && !w.generic.Has(h.Body) {
		h.Share, h.Generic = true, false // 决算数为预算数的%
	}
	h.Planned = h.Generic && w.planned.In(h.Body)
	h.Base = w.baseOf[w.of.Ended(h.Body)]
	return h
}

// IsMetric reports whether h ends like the name of what is measured.
func (h *Head) IsMetric() bool {
	return h.Generic || h.Change || h.Share || h.Unit.Text != "" || EndsWithMetric(h.Body)
}

// IsThing reports whether h ends like the name of a thing.
func (h *Head) IsThing() bool {
	if h.Generic || h.Change {
		return false
	}
	w := loadWords()
	end := w.thing.Ended(h.Body)
	return end != "" && len(end) >= len(w.metric.Ended(h.Body))
}

var (
	noteMark = regexp.MustCompile(`(?:[①-⑳*＊※†‡]|[\[［【]?注?\d{1,2}[\]］】]|[\p{Han}）)][¹²³⁴⁵⁶⁷⁸⁹⁰]+)$`)
	// noteEnds are the characters that a match of noteMark ends with.
	noteEnds = zhtext.NewSet("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*＊※†‡]］】¹²³⁴⁵⁶⁷⁸⁹⁰")
)

// withoutNote returns s without the mark of a note at its end: 人口②, 面积[1],
// 产值¹.
func withoutNote(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); !noteEnds.Has(last) { // as most do
		return s
	}
	m := noteMark.FindStringIndex(s)
	if m == nil || m[0] == 0 {
		return s
	}
	if r, n := utf8.DecodeRuneInString(s[m[0]:]); unicode.Is(unicode.Han, r) && r != '注' || r == '）' || r == ')' {
		return s[:m[0]+n] // the match begins with the character before the raised number
	}
	return s[:m[0]]
}
