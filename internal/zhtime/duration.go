package zhtime

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// lengthReader reads durations.
type lengthReader struct{ view }

// lengthUnits are the units of durations; longest first. A weak unit counts
// only behind another one or in front of a word that says so (十三分半以内).
var lengthUnits = []struct {
	text  string
	grain Grain
	weak  bool
}{
	{"个世纪", Century, false}, {"世纪", Century, false}, {"个季度", Quarter, false}, {"季度", Quarter, true},
	{"个交易日", None, false}, {"交易日", None, false}, {"个工作日", None, false}, {"工作日", None, false},
	{"个星期", Week, false}, {"星期", Week, false}, {"个礼拜", Week, false}, {"礼拜", Week, false}, {"个月", Month, false}, {"个周", Week, false}, {"周", Week, false},
	{"个钟头", Hour, false}, {"钟头", Hour, false}, {"个小时", Hour, false}, {"小时", Hour, false}, {"刻钟", Minute, false},
	{"分钟", Minute, false}, {"秒钟", Second, false}, {"秒", Second, false}, {"周年", Year, false}, {"年", Year, false}, {"天", Day, false}, {"日", Day, false},
	{"时", Hour, true}, {"分", Minute, true}, {"月", Month, true},
}

// lengthHeads are the characters that lengthUnits begin with.
var lengthHeads = func() *zhtext.Set {
	var b strings.Builder
	for _, u := range lengthUnits {
		r, _ := utf8.DecodeRuneInString(u.text)
		b.WriteRune(r)
	}
	return zhtext.NewSet(b.String())
}()

// length reads 两年, 8天20小时, 一年又一个月21天, 三年半 and 半个月. loose lets weak
// units be the only ones.
func (p *lengthReader) length(i int, loose bool) (l length, end int) {
	j := i
	for len(l.parts) < 7 {
		part, k, ok := p.lengthPart(j, len(l.parts) > 0 || loose, &l)
		if !ok || len(l.parts) > 0 && slices.ContainsFunc(l.parts, func(q lengthPart) bool { return q.grain == part.grain }) {
			break
		}
		l.parts = append(l.parts, part)
		end = k
		if l.work || part.v != math.Trunc(part.v) {
			break
		}
		j = p.opt(end, "又", "零", "加", " ", "和")
	}
	if l.days() > maxDays {
		return length{}, 0
	}
	return l, p.nights(end, l)
}

// nights passes over 5晚 behind 6天.
func (p *lengthReader) nights(end int, l length) int {
	if len(l.parts) == 1 && l.parts[0].grain == Day {
		if _, k := p.whole(end, 1, 60); k > 0 && p.first(k, "晚", "夜") > 0 {
			return p.opt(k, "晚", "夜")
		}
	}
	return end
}

func (p *lengthReader) lengthPart(i int, weak bool, l *length) (part lengthPart, end int, ok bool) {
	var n number
	j := p.opt(i, "半")
	if j > i {
		n.v = .5
	} else if lo, hi, k := p.about(i); k > 0 { // 三五天
		n.v, n.hi, j = float64(lo), float64(hi), k
	} else if n, j = p.number(i); j == 0 || n.v == 0 || n.digits > 1 && !n.western || n.zero {
		return part, 0, false
	}
	if j > i && p.has(j, "个半") {
		n.v += .5
		j += len("个半")
		if p.first(j, "小时", "钟头", "月", "星期", "礼拜") == 0 {
			return part, 0, false
		}
		weak = true
	}
	if p.first(j, "个多", "多个", "几个", "余个", "多", "余") > 0 {
		l.many = true
		j += p.first(j, "多", "几", "余")
		if p.has(j, "个多") {
			j += len("个多")
		}
	}
	j = p.opt(j, " ")
	if !lengthHeads.Has(p.rune(j)) {
		return part, 0, false
	}
	for i := range lengthUnits {
		u := &lengthUnits[i]
		if !p.has(j, u.text) {
			continue
		}
		if u.text == "月" && !weak && !p.monthLength(i) || u.text != "月" && u.weak && !weak || p.notALength(n, u.text, j+len(u.text)) {
			return part, 0, false
		}
		l.hi, l.many, l.work = n.hi, l.many || n.many, u.grain == None
		part = lengthPart{n.v, u.grain}
		if u.text == "刻钟" {
			part.v *= 15
		}
		end = j + len(u.text)
		if p.has(end, "半") && p.first(end, "半年", "半个", "半小", "半天", "半月", "半径", "半导") == 0 {
			part.v += .5
			end += len("半")
		}
		if p.has(end, "多") && p.first(end, "多个", "多种", "多项", "多次", "多元") == 0 {
			l.many = true
			end += len("多")
		}
		return part, end, true
	}
	return part, 0, false
}

// monthLength reports whether 月 without 个 counts months: 两月, 仨月, 半月.
func (p *lengthReader) monthLength(i int) bool {
	return p.first(i, "半", "仨", "俩", "两") > 0
}

// notALength reports 2024年, which is a year, and words such as 一时, 三分之一
// and 二次.
func (p *lengthReader) notALength(n number, unit string, end int) bool {
	switch unit {
	case "年":
		return n.digits == 4 && n.western && n.v >= 1000 && !n.many || p.first(end, "级", "代", "龄", "月", "报", "货", "制", "会", "画", "糕") > 0
	case "世纪":
		return n.v != .5
	case "日":
		return p.first(end, "之", "元", "本", "报", "游") > 0 || n.western && n.v > 0
	case "天":
		return p.first(end, "津", "下", "堂", "空", "然", "气", "文", "猫", "台山") > 0
	case "周":
		return p.first(end, "边", "刊", "围", "转", "长", "岁") > 0 || n.v == 4 && !n.western && p.first(end, "的", "为", "有", "都", "是", "环", "均", ",", "，", "、", "布", "皆") > 0
	case "分":
		return p.first(end, "之", "公", "厂", "局", "行", "支", "为", "成", "别") > 0
	case "时":
		return p.first(end, "间", "代", "期", "候") > 0
	case "秒":
		return p.first(end, "杀", "表") > 0
	}
	return false
}

// lengthNode reads a duration that is an expression by itself.
func (p *lengthReader) lengthNode(i int) (node, int) {
	if !p.wide {
		return node{}, 0
	}
	l, end := p.length(i, false)
	if end == 0 {
		return node{}, 0
	}
	n := node{kind: Duration, grain: l.finest(), tx: l.iso(), value: l.iso()}
	if len(l.parts) == 1 && l.parts[0].grain == Week {
		n.alts = append(n.alts, "P"+strconv.FormatFloat(7*l.parts[0].v, 'f', -1, 64)+"D")
	}
	if l.hi > 0 {
		last := length{parts: []lengthPart{{l.hi, l.parts[0].grain}}}
		n.alts = append(n.alts, last.iso())
	}
	if l.work {
		n.value, n.alts = "none", append(n.alts, "P") // of unknown length
	}
	return n, end
}
