// Package zhnum reads numbers as Chinese texts write them, in western digits,
// in Chinese numerals and in both with the scales 万 and 亿, as exact values.
package zhnum

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// maxLen is the longest run that is read as one number, in bytes: far more
// than any figure has, and a bound on the size of the values.
const maxLen = 120

// Number is a number as read: exact when Hi is nil, otherwise anything from
// Value to Hi.
type Number struct {
	Value   *big.Rat
	Hi      *big.Rat // upper bound of 五六 and 十七八
	Len     int      // bytes read
	Chinese bool     // written in Chinese numerals
	Scaled  bool     // ends in 百, 千, 万 or 亿 after western digits, or has them among Chinese ones
}

// Parse reads the number at the start of s, which has to be folded to half
// width and simplified characters. It reports ok false when there is none or
// when it is too long to be a figure.
func Parse(s string) (n Number, ok bool) {
	if s == "" {
		return Number{}, false
	}
	if isDigit(s[0]) {
		n, ok = parseWestern(s)
	} else {
		n, ok = parseChinese(s)
	}
	if !ok {
		return Number{}, false
	}
	return scale(n, s), true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// parseWestern reads digits, grouped in threes by commas or not at all, and a
// fraction.
func parseWestern(s string) (Number, bool) {
	n := digits(s)
	if n > maxLen {
		return Number{}, false
	}
	plain := s[:n]
	if n <= 3 {
		for n+4 <= len(s) && s[n] == ',' && digits(s[n+1:]) == 3 && len(plain) < maxLen {
			plain += s[n+1 : n+4]
			n += 4
		}
	}
	if n+1 < len(s) && s[n] == '.' {
		if f := digits(s[n+1:]); f > 0 && f <= maxLen {
			plain += s[n : n+1+f]
			n += 1 + f
		}
	}
	v, ok := new(big.Rat).SetString(plain)
	return Number{Value: v, Len: n}, ok
}

var digitOf = map[rune]int64{
	'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '两': 2,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

var unitOf = map[rune]int64{'十': 10, '百': 100, '千': 1000, '拾': 10, '佰': 100, '仟': 1000}

// parseChinese reads a run of Chinese numerals below 万.
func parseChinese(s string) (Number, bool) {
	var total, digit int64
	var lo, hi int64 = -1, -1 // 五六: the two digits
	var seen []int64          // digits in a row, for 二〇二四
	lastUnit, plain, any := int64(1), true, false
	n := 0
loop:
	for n < len(s) && n < maxLen {
		r, w := utf8.DecodeRuneInString(s[n:])
		if d, ok := digitOf[r]; ok {
			if len(seen) > 0 && r != '零' && seen[len(seen)-1]+1 == d && d > 1 {
				lo, hi = seen[len(seen)-1], d
			}
			seen, digit, any = append(seen, d), d, true
		} else if u, ok := unitOf[r]; ok {
			if !any && u != 10 || !plain && u >= lastUnit && digit == 0 {
				break loop
			}
			if digit == 0 && len(seen) == 0 {
				digit = 1
			}
			if len(seen) == 2 && hi > 0 { // 三四十
				v := Number{Value: big.NewRat(total+lo*u, 1), Hi: big.NewRat(total+hi*u, 1), Len: n + w, Chinese: true, Scaled: true}
				return v, true
			}
			total += digit * u
			digit, seen, plain, any, lastUnit = 0, nil, false, true, u
		} else {
			break
		}
		n += w
	}
	if !any {
		return Number{}, false
	}
	switch {
	case plain && len(seen) == 2 && hi > 0, !plain && len(seen) == 2 && hi > 0: // 五六, 十七八
		return Number{Value: big.NewRat(total+lo, 1), Hi: big.NewRat(total+hi, 1), Len: n, Chinese: true, Scaled: !plain}, true
	case plain && len(seen) > 1: // 二〇二四
		if len(seen) > 18 {
			return Number{}, false
		}
		v := int64(0)
		for _, d := range seen {
			v = v*10 + d
		}
		return fraction(Number{Value: big.NewRat(v, 1), Len: n, Chinese: true}, s), true
	case !plain && digit > 0 && lastUnit > 10 && !strings.Contains(s[:n], "零"): // 两千三: the digit is of the next lower unit
		digit *= lastUnit / 10
	}
	return fraction(Number{Value: big.NewRat(total+digit, 1), Len: n, Chinese: true, Scaled: !plain}, s), true
}

// fraction reads 点五 behind n.
func fraction(n Number, s string) Number {
	rest, found := strings.CutPrefix(s[n.Len:], "点")
	if !found {
		return n
	}
	place := big.NewRat(1, 10)
	sum, used := new(big.Rat), 0
	for _, r := range rest {
		d, ok := digitOf[r]
		if !ok || used > 30 {
			break
		}
		sum.Add(sum, new(big.Rat).Mul(big.NewRat(d, 1), place))
		place.Mul(place, big.NewRat(1, 10))
		used += utf8.RuneLen(r)
	}
	if used > 0 {
		n.Value = new(big.Rat).Add(n.Value, sum)
		n.Len += len("点") + used
	}
	return n
}

// Scales in the order of trying.
var scales = []struct {
	text  string
	value int64
}{{"万亿", 1e12}, {"百万", 1e6}, {"千万", 1e7}, {"百亿", 1e10}, {"千亿", 1e11}, {"亿", 1e8}, {"万", 1e4}, {"千", 1e3}, {"百", 1e2}}

// unitsWithScale begin with a scale that is part of the unit.
var unitsWithScale = []string{"千瓦", "千米", "千克", "百分"}

// scale reads 万 and 亿 behind n, and the rest of a number such as 三亿五千万.
func scale(n Number, s string) Number {
	for {
		rest := s[n.Len:]
		for _, u := range unitsWithScale {
			if strings.HasPrefix(rest, u) {
				return n
			}
		}
		found := false
		for _, sc := range scales {
			if !strings.HasPrefix(rest, sc.text) {
				continue
			}
			m := big.NewRat(sc.value, 1)
			n.Value = new(big.Rat).Mul(n.Value, m)
			if n.Hi != nil {
				n.Hi = new(big.Rat).Mul(n.Hi, m)
			}
			n.Len += len(sc.text)
			n.Scaled, found = true, true
			if n.Chinese && sc.value >= 1e4 && n.Hi == nil {
				return lowerPart(n, s, sc.value)
			}
			break
		}
		if !found {
			return n
		}
	}
}

// lowerPart adds what follows 亿 or 万 in a number of Chinese numerals.
func lowerPart(n Number, s string, above int64) Number {
	low, ok := parseChinese(s[n.Len:])
	if !ok || low.Hi != nil {
		return n
	}
	low = scaleOnce(low, s[n.Len:])
	if low.Value.Cmp(big.NewRat(above, 1)) >= 0 {
		return n
	}
	if low.Value.Cmp(big.NewRat(10, 1)) < 0 && !strings.HasPrefix(s[n.Len:], "零") { // 一亿三
		low.Value = new(big.Rat).Mul(low.Value, big.NewRat(above/10, 1))
	}
	n.Value = new(big.Rat).Add(n.Value, low.Value)
	n.Len += low.Len
	return n
}

func scaleOnce(n Number, s string) Number {
	if strings.HasPrefix(s[n.Len:], "万") && !strings.HasPrefix(s[n.Len:], "万亿") {
		n.Value = new(big.Rat).Mul(n.Value, big.NewRat(1e4, 1))
		n.Len += len("万")
	}
	return n
}
