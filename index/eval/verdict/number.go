package verdict

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// number is a figure in a text: a value with its unit, or a date.
type number struct {
	value float64
	unit  string
	date  string // 2025年6月; empty for no date
}

// dateParts are the patterns of the parts of a date, in the order of the list
// dateSign.
var dateParts = []string{"year", "month", "day"}

// figures returns the figures of a text in order.
func figures(s string) (out []number) {
	s = norm.NFKC.String(s)
	s = by.pattern("spaced").ReplaceAllString(s, "$1$2")
	s = by.pattern("halfAnHour").ReplaceAllString(s, "${1}"+by.word("halfHour"))
	s = by.pattern("halfAYear").ReplaceAllString(s, "${1}"+by.word("halfYear"))
	for _, at := range by.pattern("number").FindAllStringSubmatchIndex(s, -1) {
		m := make([]string, len(at)/2)
		for i := range m {
			if at[2*i] >= 0 {
				m[i] = s[at[2*i]:at[2*i+1]]
			}
		}
		switch {
		case by.list("tenth").Ends(m[1]) && by.list("noTenth").Begins(s[at[1]:]):
		case m[1] != "":
			if n, ok := percentOf(m[1]); ok {
				out = append(out, n)
			}
		case m[2] != "":
			out = append(out, number{date: dateOf(m[2])})
		default:
			if n, ok := countOf(m[0], m[3], m[4]+m[5], m[6]); ok {
				out = append(out, n)
			}
		}
	}
	return out
}

// percentOf reads a share as a percentage, such as 5%, 三成 and 三分之一.
func percentOf(s string) (number, bool) {
	if whole, part, ok := strings.Cut(s, by.word("fraction")); ok && !by.list("base").Has(whole) {
		x, okX := valueOf(whole)
		y, okY := valueOf(part)
		return number{value: 100 * y / x, unit: "%"}, okX && okY && x != 0
	}
	bare := strings.ReplaceAll(s, " ", "")
	for _, w := range by.list("percentSign").Words {
		bare = strings.ReplaceAll(bare, w, "")
	}
	v, ok := valueOf(bare)
	switch {
	case by.list("thousandth").In(s):
		v /= 10
	case by.list("tenth").In(s):
		v *= 10
	}
	return number{value: v, unit: "%"}, ok
}

// dateOf writes a date in one form: 2025年6月1日.
func dateOf(s string) string {
	s = strings.TrimPrefix(s, by.word("era"))
	out := ""
	for i, part := range dateParts {
		m := by.pattern(part).FindStringSubmatch(s)
		if m == nil {
			continue
		}
		v := 1.0
		if !by.list("first").Has(m[1]) {
			v, _ = valueOf(m[1])
		}
		out += strconv.Itoa(int(v)) + by.list("dateSign").Words[i]
	}
	return out + by.pattern("partOfYear").FindString(s)
}

// countOf reads a value with its scale and unit. whole is its text.
func countOf(whole, digits, scale, unit string) (number, bool) {
	v, ok := valueOf(digits)
	if !ok || unit == "" && by.list("alone").Has(whole) {
		return number{}, false
	}
	for _, c := range scale {
		v *= max(by.powers[c], by.sections[c])
	}
	return number{value: v, unit: unit}, true
}

// valueOf reads a number in digits or in Chinese.
func valueOf(s string) (float64, bool) {
	s = strings.ReplaceAll(s, ",", "")
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return v, true
	}
	whole, decimals, _ := strings.Cut(s, by.word("point"))
	v, ok := chinese(whole)
	scale := 0.1
	for _, c := range decimals {
		v += scale * float64(digitOf(c))
		scale /= 10
	}
	return v, ok
}

// tenThousand is the smaller section of a number: a larger one multiplies all that is
// before it.
const tenThousand = 1e4

// digitOf returns the value of a digit in Chinese, -1 for any other character.
func digitOf(r rune) int {
	if v, ok := by.digits[r]; ok {
		return v
	}
	return -1
}

// chinese reads an integer in Chinese, in words (三百五) or digit by digit (二〇二五).
func chinese(s string) (float64, bool) {
	if s == "" {
		return 0, false
	}
	total, section, digit, last := 0.0, 0.0, 0.0, 1.0
	spelt, isSpelt := 0.0, true
	for _, r := range s {
		d := digitOf(r)
		power, scale := by.powers[r], by.sections[r]
		switch {
		case d >= 0:
			spelt = 10*spelt + float64(d)
			digit = float64(d)
			continue
		case power > 0:
			section += max(digit, 1) * power
			digit, last = 0, power
		case scale > 0:
			section += digit
			if scale > tenThousand {
				total = max(total+section, 1) * scale
			} else {
				total += max(section, 1) * scale
			}
			section, digit, last = 0, 0, scale
		default:
			return 0, false
		}
		isSpelt = false
	}
	if isSpelt {
		return spelt, true
	}
	if digit > 0 && last > 10 && !strings.ContainsFunc(s, func(r rune) bool { return digitOf(r) == 0 }) {
		digit *= last / 10 // 一百五
	}
	return total + section + digit, true
}

// sameFigures reports whether a claim gives the wanted figures and no others.
func sameFigures(want, said []number) bool {
	if len(want) != len(said) {
		return false
	}
	left := append([]number(nil), said...)
	for _, w := range want {
		found := false
		for i, s := range left {
			if same(w, s) {
				left = append(left[:i], left[i+1:]...)
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// same reports whether two numbers are one; a missing unit may be any.
func same(a, b number) bool {
	switch {
	case a.date != "" && b.date != "":
		return a.date == b.date
	case a.date != "":
		return isYear(a, b)
	case b.date != "":
		return isYear(b, a)
	}
	return math.Abs(a.value-b.value) <= 1e-6*max(math.Abs(a.value), math.Abs(b.value))+1e-9 && (a.unit == b.unit || a.unit == "" || b.unit == "")
}

// isYear reports whether the bare number n is the year of the date d.
func isYear(d, n number) bool {
	year := by.word("yearUnit")
	return (n.unit == "" || n.unit == year) && d.date == strconv.Itoa(int(n.value))+year
}
