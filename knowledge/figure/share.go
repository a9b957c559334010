package figure

import (
	"math/big"
	"strings"

	"beilun/knowledge"
)

var hundred = big.NewRat(100, 1)

// share reads what tells a part of a whole in words: 百分之九十, 三分之一,
// 七成半, 九折.
func (s *scanner) share(i int) (reading, bool) {
	if f, ok := s.parts(i); ok {
		return f, true
	}
	if f, ok := s.halfShare(i); ok {
		return f, true
	}
	a, ok := s.amount(i)
	if !ok || a.InfixLen > 0 || a.Scaled {
		return reading{}, false
	}
	rest := s.s[a.to:]
	if strings.HasPrefix(rest, "折") {
		return s.discount(a)
	}
	if a.Hi != nil {
		return reading{}, false
	}
	switch {
	case strings.HasPrefix(rest, "成") && a.Value.Sign() > 0 && a.Value.Cmp(ratTen) <= 0 && a.Value.Cmp(ratOne) >= 0:
		f := reading{from: i, to: a.to + len("成")}
		f.Value = new(big.Rat).Mul(a.Value, ratTen)
		if strings.HasPrefix(s.s[f.to:], "半") {
			f.to += len("半")
			f.Value.Add(f.Value, big.NewRat(5, 1))
		} else if b, ok := s.amount(f.to); ok && b.Digits && b.Hi == nil && b.InfixLen == 0 && b.Value.Cmp(ratTen) < 0 && s.alone(b.to) { // 七成五
			f.Value.Add(f.Value, b.Value)
			f.to = b.to
		} else if s.word(f.to, "多") > 0 { // 三成多
			f.to += len("多")
			f.Qualifier = "多"
		} else if !s.endsTenths(f.to, a) {
			return reading{}, false
		}
		f.Kind, f.Unit = knowledge.Percent, "%"
		return f, true
	}
	return reading{}, false
}

// halfShare reads 半成, 半折 and, behind 打, 对折.
func (s *scanner) halfShare(i int) (reading, bool) {
	f := reading{from: i}
	f.Kind, f.Unit = knowledge.Percent, "%"
	switch rest := s.s[i:]; {
	case strings.HasPrefix(rest, "半成"):
		f.to, f.Value = i+len("半成"), big.NewRat(5, 1)
	case strings.HasPrefix(rest, "半折"):
		f.to, f.Value = i+len("半折"), big.NewRat(50, 1)
	case strings.HasPrefix(rest, "对折") && s.runeBefore(i) == '打':
		f.to, f.Value = i+len("对折"), big.NewRat(50, 1)
	default:
		return f, false
	}
	return f, !strings.ContainsRune(notTenths, s.runeAt(f.to))
}

// halves reads 一半 and 半数 where a qualifier makes a share of it: 超半数,
// 一半以上.
func (s *scanner) halves(i int) (reading, bool) {
	to := s.word(i, "一半", "半数")
	if to == 0 || s.t.afterAt(s.s[to:]) == "" && s.t.beforeAt(s.s[:i], qualifies).text == "" {
		return reading{}, false
	}
	f := reading{from: i, to: to}
	f.Kind, f.Unit, f.Value = knowledge.Percent, "%", big.NewRat(50, 1)
	return f, true
}

// discount reads what a price is multiplied by: 九折 and 三八折. Two digits
// are written out, as in 八五折, and no range.
func (s *scanner) discount(a amount) (reading, bool) {
	f := reading{from: a.from, to: a.to + len("折")}
	if a.Value.Sign() <= 0 || a.Value.Cmp(hundred) >= 0 || !a.Digits && !s.decimal(a) ||
		strings.ContainsRune("叠射腾页线旧子返算合价现成", s.runeAt(f.to)) {
		return f, false
	}
	f.Kind, f.Unit = knowledge.Percent, "%"
	f.Value = new(big.Rat).Mul(a.Value, ratTen)
	if a.Hi != nil {
		f.Value.Add(f.Value, a.Hi)
	} else if a.Value.Cmp(ratTen) >= 0 {
		f.Value = a.Value
	}
	return f, true
}

// decimal reports whether the number a is written with a point.
func (s *scanner) decimal(a amount) bool { return strings.ContainsAny(s.s[a.from:a.to], ".点") }

// notTenths are characters behind 成 that make it the beginning of a word.
const notTenths = "功立为果员都长本熟交效绩就套品年型分语不因全群片人形千"

// alone reports whether nothing that a number could belong to stands at i.
func (s *scanner) alone(i int) bool {
	r := s.runeAt(i)
	return r == 0 || strings.ContainsRune(",，。;、!?)”的\n", r) || s.t.afterAt(s.s[i:]) != ""
}

// endsTenths tells 九成 from 成 as the beginning of another word: 一成不变,
// 2024成功.
func (s *scanner) endsTenths(to int, a amount) bool {
	r := s.runeAt(to)
	if strings.ContainsRune(notTenths, r) {
		return false
	}
	return a.Chinese || strings.ContainsRune("以的左多,。;、 \n)是用在来", r) || r == 0
}

// parts reads 百分之九十五, 三分之一 and 千分之三. A fraction of a hundred, ten
// thousand and the like is a percentage, and so is any other.
func (s *scanner) parts(i int) (reading, bool) {
	whole, to := new(big.Rat), 0
	for _, w := range []struct {
		word string
		of   int64
	}{{"百分之", 100}, {"千分之", 1000}, {"万分之", 10_000}} {
		if strings.HasPrefix(s.s[i:], w.word) {
			whole, to = big.NewRat(w.of, 1), i+len(w.word)
		}
	}
	if to == 0 {
		a, ok := s.amount(i)
		if !ok || a.InfixLen > 0 || a.Hi != nil || a.Value.Sign() == 0 || !strings.HasPrefix(s.s[a.to:], "分之") {
			return reading{}, false
		}
		whole, to = a.Value, a.to+len("分之")
	}
	f := reading{from: i}
	f.Kind, f.Unit = knowledge.Percent, "%"
	b, ok := s.amount(to)
	if !ok {
		return reading{}, false
	}
	scale := new(big.Rat).Quo(hundred, whole)
	f.to = b.to
	f.Value = new(big.Rat).Mul(b.Value, scale)
	f.Qualifier = b.Infix
	if b.Hi != nil {
		f.Lo, f.Hi, f.Value = f.Value, new(big.Rat).Mul(b.Hi, scale), nil
	}
	if n := s.dash(f.to); n > 0 { // 百分之五至八, 百分之五至百分之八
		g, ok := s.parts(f.to + n)
		if ok && f.Value != nil && g.Value != nil && f.Value.Cmp(g.Value) < 0 {
			f.Lo, f.Hi, f.Value, f.to = f.Value, g.Value, nil, g.to
		}
	}
	return f, true
}

// stroke reads a fraction written with a stroke (占1/3, 2/3以上) where the words
// around it tell it from a date and a path.
func (s *scanner) stroke(i int) (reading, bool) {
	a, ok := s.amount(i)
	if !ok || a.Chinese || a.Scaled || a.Grouped || s.s[a.to] != '/' {
		return reading{}, false
	}
	b, ok := s.amount(a.to + 1)
	if !ok || b.Chinese || b.Scaled || b.Grouped || b.InfixLen > 0 || b.Value.Cmp(hundred) > 0 || a.Value.Cmp(b.Value) >= 0 || a.Value.Sign() == 0 {
		return reading{}, false
	}
	told := s.t.afterAt(s.s[b.to:]) != "" || s.word(b.to, "的") > 0 || s.before(i, "占", "近", "约", "超", "达", "超过", "不到", "完成")
	if !told {
		return reading{}, false
	}
	f := reading{from: i, to: b.to}
	f.Kind, f.Unit = knowledge.Percent, "%"
	f.Value = new(big.Rat).Quo(new(big.Rat).Mul(a.Value, hundred), b.Value)
	return f, true
}

// halved reads 半小时, 半个月, 半年 and 半数以上.
func (s *scanner) halved(i int) (reading, bool) {
	rest, ok := strings.CutPrefix(s.s[i:], "半")
	if !ok || strings.ContainsRune("上下前后大小多过一", s.runeBefore(i)) {
		return reading{}, false
	}
	for _, d := range []struct {
		word, unit string
		n, d       int64
	}{
		{"个多小时", "分钟", 30, 1}, {"个小时", "分钟", 30, 1}, {"小时", "分钟", 30, 1}, {"个钟头", "分钟", 30, 1},
		{"个多月", "个月", 1, 2}, {"个月", "个月", 1, 2}, {"年多", "个月", 6, 1}, {"年", "个月", 6, 1}, {"个世纪", "年", 50, 1}, {"天", "天", 1, 2},
	} {
		if !strings.HasPrefix(rest, d.word) {
			continue
		}
		f := reading{from: i, to: i + len("半") + len(d.word)}
		if d.word == "年" && strings.ContainsRune("报会度", s.runeAt(f.to)) {
			return reading{}, false
		}
		f.Kind, f.Unit, f.Value = knowledge.Duration, d.unit, big.NewRat(d.n, d.d)
		if strings.Contains(d.word, "多") {
			f.Qualifier = "多"
		}
		return f, true
	}
	return reading{}, false
}

// doubled reads 翻一番: twice as much.
func (s *scanner) doubled(i int) (reading, bool) {
	rest, ok := strings.CutPrefix(s.s[i:], "翻")
	if !ok {
		return reading{}, false
	}
	n := len("翻") + len("了")*btoi(strings.HasPrefix(rest, "了"))
	a, ok := s.amount(i + n)
	if !ok || a.InfixLen > 0 || a.Hi != nil || !a.Value.IsInt() || a.Value.Sign() <= 0 || a.Value.Cmp(ratTen) > 0 || !strings.HasPrefix(s.s[a.to:], "番") {
		return reading{}, false
	}
	f := reading{from: i, to: a.to + len("番")}
	f.Kind, f.Unit = knowledge.Multiple, "倍"
	f.Value = new(big.Rat).SetInt64(1 << a.Value.Num().Int64())
	return f, true
}

// ratio reads 1:15 where the text says that it is one.
func (s *scanner) ratio(i int) (reading, bool) {
	a, ok := s.amount(i)
	if !ok || a.Chinese || a.InfixLen > 0 || a.Scaled || !strings.HasPrefix(s.s[a.to:], ":") {
		return reading{}, false
	}
	b, ok := s.amount(a.to + 1)
	if !ok || b.Chinese || b.InfixLen > 0 || b.Scaled || b.Value.Sign() == 0 {
		return reading{}, false
	}
	parts := 2
	for s.runeAt(b.to) == ':' { // 三次产业比例为1.6:57.7:40.7
		c, ok := s.amount(b.to + 1)
		if !ok || c.Chinese || c.InfixLen > 0 || c.Scaled || parts == maxParts {
			return reading{}, false
		}
		b.to = c.to
		parts++
	}
	before := s.clause(i)
	if len(before) > 18 {
		before = before[len(before)-18:]
	}
	if !tellsRatio(before, parts) && !strings.HasPrefix(s.s[b.to:], "的比例") && !(len(s.found) > 0 && s.found[len(s.found)-1].Kind == knowledge.Ratio && s.moves(s.s[s.floor:i])) {
		return reading{}, false
	}
	f := reading{from: i, to: b.to}
	f.Kind = knowledge.Ratio
	if parts == 2 {
		f.Value = new(big.Rat).Quo(a.Value, b.Value)
	}
	return f, true
}

// tellsRatio reports whether the words in front of a ratio of so many parts tell
// that it is one: 8:30:15 behind 比赛于 is a time.
func tellsRatio(before string, parts int) bool {
	if parts == 2 {
		return strings.Contains(before, "比")
	}
	for _, w := range []string{"比例", "比为", "之比", "比重", "结构", "构成"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// maxParts is how many parts a ratio has, at most.
const maxParts = 6

// rank reads 第3位 where a rank is told, and 第15年.
func (s *scanner) rank(i int) (reading, bool) {
	rest, ok := strings.CutPrefix(s.s[i:], "第")
	if !ok {
		return reading{}, false
	}
	a, ok := s.amount(len(s.s) - len(rest))
	if !ok || a.InfixLen > 0 || a.Hi != nil || !a.Value.IsInt() {
		return reading{}, false
	}
	f := reading{from: i, to: a.to}
	f.Kind, f.Value = knowledge.Ordinal, a.Value
	for _, w := range []string{"位", "名", "年"} {
		if strings.HasPrefix(s.s[a.to:], w) {
			f.Unit, f.to = w, a.to+len(w)
		}
	}
	told := false
	for _, w := range []string{"居", "列", "排", "排名", "位次", "升至", "跃至", "跃升至", "进至", "升到", "全球", "世界", "全国", "全省", "全市", "全区", "国内", "亚洲", "总量", "均"} {
		told = told || s.before(i, w)
	}
	told = told || s.before(i, "连续") && f.Unit == "年" || f.Unit == "年" && a.Value.Cmp(ratOne) > 0 || f.Unit != "" && f.Unit != "年" && !a.Chinese
	return f, told && !strings.ContainsRune("届期次号批个家座条款台", s.runeAt(f.to))
}
