package figure

import (
	"math/big"
	"strings"

	"beilun/internal/zhnum"
	"beilun/knowledge"
)

// amount is a number as read at a place, with what stands behind it up to the
// unit.
type amount struct {
	zhnum.Number
	from, to int // of s, the infix included
}

// amount reads a number at i.
func (s *scanner) amount(i int) (amount, bool) {
	m := &s.memo[i%len(s.memo)]
	if m.at != i+1 {
		m.at = i + 1
		n, ok := zhnum.Parse(s.s[i:])
		m.ok, m.amount = ok, amount{n, i, i + n.Len + n.InfixLen}
		if ok && s.as != Numbers && strings.HasPrefix(s.s[m.amount.to:], "个亿") && n.Hi == nil && s.word(m.amount.to, "个亿元以上", "个亿元及以上", "个亿元级") == 0 { // 20个亿, and not 71个亿元以上项目
			m.amount.Value, m.amount.Scaled = new(big.Rat).Mul(n.Value, big.NewRat(1e8, 1)), true
			m.amount.Digits = false
			m.amount.to += len("个亿")
		}
		if ok {
			s.tens(&m.amount)
		}
		if ok && s.as != Press {
			s.suffixed(&m.amount)
		}
	}
	return m.amount, m.ok
}

// memo keeps the number read at a place, which several readers ask for.
type memo struct {
	at     int // place + 1
	ok     bool
	amount amount
}

// measured reads a number with its unit: 4.4亿元, 21个, 10万-50万元, 90%.
func (s *scanner) measured(i int) (reading, bool) {
	start, currency, sign := i, "", false
	if p := prefixAt(s.s[i:]); p != nil {
		currency, sign = p.unit, p.sign
		i = s.blanks(i + len(p.word))
	}
	a, ok := s.amount(i)
	if !ok || s.broken(a) {
		return reading{}, false
	}
	b, second := s.rangeEnd(a)
	last := a
	if second {
		last = b
	}
	u, to := s.unit(last.to)
	if to == 0 && currency != "" && (sign || a.Scaled || a.Grouped || currency != "元") {
		u, to = unit{name: currency, kind: knowledge.Money}, last.to
	}
	if to == 0 && s.as == Press && s.large(last) {
		f := number(last, knowledge.Number)
		f.Qualifier = last.Infix
		if second {
			f.from, f.Lo, f.Hi, f.Value = a.from, s.carried(a, b), b.Value, nil
		}
		return f, f.Lo == nil || f.Lo.Cmp(f.Hi) <= 0
	}
	if to == 0 || !s.clear(a, u, last, to) {
		return reading{}, false
	}
	if v, end := s.foreign(u, to); end > 0 {
		u, to = v, end
	}
	if currency != "" {
		if u.kind != knowledge.Money {
			return reading{}, false
		}
		u.name = currency
	}
	f := reading{from: start, to: to, bare: a.Bare}
	f.Kind, f.Unit, f.Value, f.Qualifier = u.kind, u.name, a.Value, a.Infix
	switch {
	case second:
		f.Value, f.Lo, f.Hi = nil, s.carried(a, b), b.Value
		f.Qualifier = b.Infix
		if f.Lo.Cmp(f.Hi) > 0 {
			return reading{}, false
		}
	case a.Hi != nil:
		f.Value, f.Lo, f.Hi = nil, a.Value, a.Hi
	default:
		s.more(&f)
	}
	s.perUnit(&f)
	return f, true
}

// maxListed is how many numbers may share a unit.
const maxListed = 8

// listed reads a number of a list whose unit is told once, at its end:
// 分别为12、15和18万元.
func (s *scanner) listed(i int) (reading, bool) {
	a, ok := s.amount(i)
	if !ok || a.Chinese || a.Hi != nil || a.InfixLen > 0 || !strings.Contains(s.clauses(i), "分别") {
		return reading{}, false
	}
	last := a
	for range maxListed {
		to := s.word(last.to, "、", "和", "与", "及")
		if to == 0 {
			return reading{}, false
		}
		b, ok := s.amount(to)
		if !ok || b.Chinese || b.Hi != nil || s.broken(b) {
			return reading{}, false
		}
		last = b
		u, end := s.unit(b.to)
		if end == 0 {
			continue
		}
		if !s.clear(b, u, b, end) {
			break
		}
		f := number(a, u.kind)
		f.Unit = u.name
		if !a.Scaled {
			f.Value = new(big.Rat).Mul(a.Value, s.scale(b))
		}
		return f, true
	}
	return reading{}, false
}

// large reports whether a number without a unit is a figure all the same:
// western digits with 万 or 亿 (人口逾100万).
func (s *scanner) large(a amount) bool {
	return (!a.Chinese || strings.HasSuffix(s.s[a.from:a.to], "个亿")) && a.Scaled && a.Hi == nil && strings.ContainsAny(s.s[a.from:a.to], "万亿") &&
		!strings.ContainsRune("科向众隆象能物", s.runeAt(a.to)) && !s.grouped(a)
}

// broken reports whether the number at a is only a part of something else: a
// version, a date or a formula.
func (s *scanner) broken(a amount) bool {
	rest := s.s[a.from+a.Len:]
	if len(rest) > 1 && strings.ContainsRune(".,/:", rune(rest[0])) && isAlnum(rune(rest[1])) && a.InfixLen == 0 {
		return !strings.HasPrefix(rest, ",") || !a.Scaled
	}
	if s.enumerated(a) {
		return true
	}
	return !a.Chinese && len(s.s) > a.from+1 && s.s[a.from] == '0' && isWestern(rune(s.s[a.from+1]))
}

// enumerated reports whether a begins a line as 1.3个: the first item of a
// list and not 1.3.
func (s *scanner) enumerated(a amount) bool {
	if !a.Grouped || a.Scaled || a.Value.IsInt() {
		return false
	}
	r := s.runeBefore(a.from)
	if r != 0 && r != '\n' {
		return false
	}
	u, _ := s.t.unitAt(s.s[a.to:])
	return u.kind == knowledge.Count
}

// unit reads the unit at i, behind a space where it is of Latin letters, and
// returns where it ends, or 0.
func (s *scanner) unit(i int) (unit, int) {
	m := &s.unitMemo
	if m.at != i+1 || m.floor != s.floor {
		m.at, m.floor = i+1, s.floor
		m.unit, m.to = s.readUnit(i)
	}
	return m.unit, m.to
}

// unitMemo keeps the unit read last, which is asked for twice.
type unitMemo struct {
	at, floor int // place + 1, and the floor that it was read over
	unit      unit
	to        int
}

func (s *scanner) readUnit(i int) (unit, int) {
	if i+1 < len(s.s) && s.s[i] == ' ' && isLatin(rune(s.s[i+1])) {
		i++
	}
	if strings.HasPrefix(s.s[i:], "个半小时") || strings.HasPrefix(s.s[i:], "个半钟头") || strings.HasPrefix(s.s[i:], "个半月") {
		return s.lasting("个半", i+len("个半"))
	}
	if after := strings.TrimPrefix(s.s[i:], "个多"); strings.HasPrefix(after, "小时") || strings.HasPrefix(after, "钟头") || strings.HasPrefix(after, "月") || strings.HasPrefix(after, "星期") {
		if len(after) < len(s.s)-i {
			return s.lasting("个多", i+len("个多"))
		}
	}
	if to := s.word(i, "毛钱", "毛"); to > 0 && s.as == Amounts {
		return unit{"毛", "角", knowledge.Money, sure, ""}, to
	}
	u, n := s.t.unitAt(s.s[i:])
	if n == 0 {
		return u, 0
	}
	if u.word == "个" && s.points(i) {
		return unit{"个点", "个百分点", knowledge.PercentPoint, sure, ""}, i + len("个点")
	}
	if u.word == "个" && s.sharesPoints(i+n) {
		return unit{"个", "个百分点", knowledge.PercentPoint, sure, ""}, i + n
	}
	if u.word == "块" && (s.as == Amounts || s.coin(i+n, "角", "毛") > 0) {
		return unit{u.word, "元", knowledge.Money, sure, ""}, i + n
	}
	if n == 1 && s.as == Press && isLatin(rune(s.s[i])) && s.src.text[s.src.at[i]] != s.s[i] { // 5G and 100M are no weight and no length
		return u, 0
	}
	return u, i + n
}

// points reports 个点 at i where a change is told: points of percentage.
func (s *scanner) points(i int) bool {
	return strings.HasPrefix(s.s[i:], "个点") && !strings.ContainsRune("位子儿球状", s.runeAt(i+len("个点"))) && strings.ContainsAny(s.clause(i), "增升涨降跌落滑高低扩收快")
}

// sharesPoints reports whether a 个 that ends at i is the first of points of
// percentage that are told in full at the end of a list: 3.6个和1.2个百分点.
func (s *scanner) sharesPoints(i int) bool {
	for range maxListed {
		to := s.word(i, "、", "和", "与", "及")
		if to == 0 {
			return false
		}
		a, ok := s.amount(to)
		if !ok || a.Chinese || a.Hi != nil {
			return false
		}
		if i = s.word(a.to, "个百分点"); i > 0 {
			return true
		}
		if i = s.word(a.to, "个"); i == 0 {
			return false
		}
	}
	return false
}

// lasting returns the unit of time at i, in front of which stands word.
func (s *scanner) lasting(word string, i int) (unit, int) {
	for _, u := range []struct{ word, name string }{{"小时", "小时"}, {"钟头", "小时"}, {"月", "个月"}, {"星期", "周"}} {
		if strings.HasPrefix(s.s[i:], u.word) {
			return unit{word, u.name, knowledge.Duration, sure, ""}, i + len(u.word)
		}
	}
	return unit{}, 0
}

// more reads what adds to the value behind the unit: 半, 多, and the smaller
// coins of 五元三角.
func (s *scanner) more(f *reading) {
	rest := s.s[f.to:]
	unit := s.s[f.from:f.to]
	switch {
	case strings.Contains(unit, "个半"):
		f.Value = new(big.Rat).Add(f.Value, big.NewRat(1, 2))
	case strings.Contains(unit, "个多"):
		f.Qualifier = "多"
	case f.Kind == knowledge.Money:
		s.coins(f)
	case f.Unit == "个" && strings.HasPrefix(rest, "半") && !strings.HasPrefix(rest, "半个"):
		f.Value = new(big.Rat).Add(f.Value, big.NewRat(1, 2)) // 一个半学期
		f.to += len("半")
	case f.Kind != knowledge.Duration && f.Kind != knowledge.Dimension && f.Kind != knowledge.Age && f.Kind != knowledge.Multiple:
	case strings.HasPrefix(rest, "半") && !strings.ContainsRune("年径导岛球载个成夜天", s.runeAt(f.to+len("半"))):
		f.Value = new(big.Rat).Add(f.Value, big.NewRat(1, 2))
		f.to += len("半")
	case f.Qualifier != "":
	case strings.HasPrefix(rest, "多") && !strings.ContainsRune("个种项家层样次元", s.runeAt(f.to+len("多"))), strings.HasPrefix(rest, "余") && s.runeAt(f.to+len("余")) != '下':
		f.Qualifier = rest[:len("多")]
		f.to += len("多")
	}
}

func btoi(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// perUnit reads /亩 and 每平方米 behind a unit: the figure is a rate.
func (s *scanner) perUnit(f *reading) {
	rest, ok := strings.CutPrefix(s.s[f.to:], "/")
	n := len("/")
	if !ok {
		if rest, ok = strings.CutPrefix(s.s[f.to:], "每"); !ok || f.Kind != knowledge.Dimension {
			return
		}
		n = len("每")
	}
	u, k := s.t.unitAt(rest)
	if k == 0 {
		for _, w := range []string{"月", "日", "人"} {
			if strings.HasPrefix(rest, w) {
				u, k = unit{name: w}, len(w)
			}
		}
	}
	if k == 0 {
		return
	}
	f.Unit += "/" + u.name
	f.to += n + k
	if f.Kind == knowledge.Count || f.Kind == knowledge.Duration {
		f.Kind = knowledge.Dimension
	}
}
