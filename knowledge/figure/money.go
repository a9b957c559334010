package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

type prefix struct {
	word, unit string
	sign       bool
}

// prefixes are currencies in front of the number, the unit they mean, and
// whether they are signs, which a unit never follows.
var prefixes = []prefix{
	{"人民币", "元", false}, {"新台币", "新台币", false}, {"台币", "新台币", false}, {"港币", "港元", false}, {"港元", "港元", false},
	{"美元", "美元", false}, {"美金", "美元", false}, {"欧元", "欧元", false}, {"日元", "日元", false}, {"日币", "日元", false}, {"英镑", "英镑", false},
	{"rmb", "元", true}, {"cny", "元", true}, {"￥", "元", true}, {"¥", "元", true}, {"us$", "美元", true}, {"usd", "美元", true}, {"hk$", "港元", true},
	{"hkd", "港元", true}, {"nt$", "新台币", true}, {"eur", "欧元", true}, {"€", "欧元", true}, {"£", "英镑", true}, {"$", "美元", true},
}

// prefixHeads are the characters that prefixes begin with.
var prefixHeads = func() *zhtext.Set {
	var b strings.Builder
	for _, p := range prefixes {
		r, _ := utf8.DecodeRuneInString(p.word)
		b.WriteRune(r)
	}
	return zhtext.NewSet(b.String())
}()

// prefixAt returns the prefix that s begins with, or nil.
func prefixAt(s string) *prefix {
	if r, _ := utf8.DecodeRuneInString(s); !prefixHeads.Has(r) {
		return nil
	}
	for i := range prefixes {
		if strings.HasPrefix(s, prefixes[i].word) {
			return &prefixes[i]
		}
	}
	return nil
}

// coded reads an amount behind a currency in Latin letters: US$50万.
func (s *scanner) coded(i int) (reading, bool) {
	switch s.s[i] {
	case 'r', 'c', 'u', 'h', 'n', 'e':
	default:
		return reading{}, false
	}
	if i > 0 && isAlnum(rune(s.s[i-1])) {
		return reading{}, false
	}
	f, ok := s.measured(i)
	return f, ok && f.Kind == knowledge.Money && f.from == i
}

// foreign reads the name of a currency behind the unit 元, which it takes the
// place of: 3万元欧元. 欧元区 is none.
func (s *scanner) foreign(u unit, to int) (unit, int) {
	if u.word != "元" {
		return u, 0
	}
	v, n := s.t.unitAt(s.s[to:])
	if n == 0 || v.kind != knowledge.Money || v.name == "元" || v.name == "角" || strings.ContainsRune("区兑对汇", s.runeAt(to+n)) {
		return u, 0
	}
	return v, to + n
}

// coin returns the end of a number at i of less than a hundred of one of the
// given coins, or 0.
func (s *scanner) coin(i int, words ...string) int {
	a, ok := s.amount(i)
	if !ok || a.Hi != nil || a.Scaled || a.InfixLen > 0 || a.Value.Cmp(hundred) >= 0 {
		return 0
	}
	to := s.word(a.to, words...)
	if to > 0 && strings.ContainsRune("钟之别期批成部类校公店行度色落", s.runeAt(to)) {
		return 0 // 5元10分钟
	}
	return to
}

// tenths and hundredths are the coins of a currency.
var (
	tenths     = []string{"角", "毛"}
	hundredths = []string{"分", "美分", "欧分", "便士", "仙", "日本銭", "日本钱"}
)

// coins reads 三角, 六角三分 and 50美分 behind an amount of money.
func (s *scanner) coins(f *reading) {
	if f.Unit == "角" {
		f.Unit, f.Value = "元", new(big.Rat).Quo(f.Value, ratTen)
	} else {
		s.addCoin(f, ratTen, tenths)
	}
	s.addCoin(f, hundred, hundredths)
	for _, w := range []string{"钱", "整", "人民币"} {
		f.to += len(w) * btoi(strings.HasPrefix(s.s[f.to:], w))
	}
}

func (s *scanner) addCoin(f *reading, part *big.Rat, words []string) {
	to := s.coin(f.to, words...)
	if to == 0 {
		return
	}
	a, _ := s.amount(f.to)
	f.Value = new(big.Rat).Add(f.Value, new(big.Rat).Quo(a.Value, part))
	f.to = to
}
