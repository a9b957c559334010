package zhnum

import (
	"math/big"
	"strings"
)

// decimalText returns v in western digits: all of them if v has a finite decimal
// fraction, else six places, rounded.
func decimalText(v *big.Rat) string {
	if v.IsInt() {
		return v.Num().String()
	}
	places, exact := v.FloatPrec()
	if !exact {
		places = 6
	}
	return strings.TrimRight(v.FloatString(places), "0")
}

var (
	digitNames = []string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	bigNames   = []string{"", "万", "亿", "万亿"}
)

// chinese returns v in Chinese numerals. ok is false for negative numbers, fractions
// without a finite decimal form, and whole parts from 10^16 on.
func chinese(v *big.Rat) (s string, ok bool) {
	if v.Sign() < 0 {
		return "", false
	}
	places, exact := v.FloatPrec()
	if !exact {
		return "", false
	}
	text := v.FloatString(places)
	integer, fraction, _ := strings.Cut(text, ".")
	if len(integer) > 16 {
		return "", false
	}
	var b strings.Builder
	b.WriteString(chineseInt(integer))
	if fraction != "" {
		b.WriteString("点")
		for _, c := range []byte(fraction) {
			b.WriteString(digitNames[c-'0'])
		}
	}
	return b.String(), true
}

// chineseInt returns up to sixteen digits as numerals, in groups of four.
func chineseInt(digits string) string {
	var b strings.Builder
	zero := false // a 零 is due before the next digit
	for groups := (len(digits) + 3) / 4; groups > 0; groups-- {
		cut := len(digits) - (groups-1)*4
		group := digits[:cut]
		digits = digits[cut:]
		any := false
		for i := range len(group) {
			d := group[i] - '0'
			if d == 0 {
				zero = b.Len() > 0
				continue
			}
			if zero {
				b.WriteString("零")
			}
			zero, any = false, true
			if place := len(group) - i - 1; !(d == 1 && place == 1 && b.Len() == 0) {
				b.WriteString(digitNames[d])
				b.WriteString([]string{"", "十", "百", "千"}[place])
			} else {
				b.WriteString("十")
			}
		}
		switch {
		case groups == 4 && any:
			b.WriteString("万") // of 亿, which the next group writes
			if strings.Trim(digits[:4], "0") == "" {
				b.WriteString("亿")
			}
		case any:
			b.WriteString(bigNames[groups-1])
		}
	}
	if b.Len() == 0 {
		return digitNames[0]
	}
	return b.String()
}
