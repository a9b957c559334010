package verdict

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// number is a figure in a text: a value with its unit, or a date.
type number struct {
	value float64
	unit  string
	date  string // 2025年6月; empty for no date
}

const (
	ones = "零一二三四五六七八九〇两"
	hans = ones + "十百千万亿"
)

var (
	unitWords = `元人民币|元|美元|美金|港元|日元|欧元|英镑|新台币|台币|人民币|平方公里|平方千米|平方米|公顷|亩|立方米|公里|千米|米|公分|厘米|毫米|` +
		`公斤|千克|克|吨|斤|千瓦时|千瓦|兆瓦|瓦|度|摄氏度|℃|个百分点|百分点|人次|人|个|家|条|项|名|位|座|所|间|栋|处|次|件|辆|台|套|户|岁|年|个月|月|天|日|周年|周|小时|分钟|秒|` +
		`部|本|首|集|期|届|级|层|号|枚|支|架|艘|倍|场|分|票|种|类|世纪|英里|英尺|英寸|海里|里`
	numberPattern = regexp.MustCompile(
		`((?:百分之|千分之)(?:[\d.]+|[` + hans + `点]+)|[\d,.]+\s*[%‰]|[` + hans + `.\d]+成|[` + hans + `\d]+分之[` + hans + `\d]+)|` +
			`((?:公元前|前|公元|民国)?(?:\d{1,4}|[〇零一二三四五六七八九]{4}|元|[一二三四五六七八九十]{1,3})年(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?(?:[一二三四第1234]+季度|[上下]半年)?|` +
			`(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?)|` +
			`(\d[\d,]*(?:\.\d+)?|[` + hans + `]+(?:点[零一二三四五六七八九]+)?)\s*([万亿千百]*)[余多几来]?([万亿]*)\s*(` + unitWords + `)?`)
	splitDigits  = regexp.MustCompile(`(\d)\s+([年月日号万亿%个家条项])`)
	halfAnHour   = regexp.MustCompile(`(^|[^一二三四五六七八九十\d个])半个?(?:小时|钟头)`)
	halfAYear    = regexp.MustCompile(`(^|[^上下一二三四五六七八九十\d])半年`)
	dateParts    = []*regexp.Regexp{datePart("年"), datePart("月"), datePart("日号")}
	quarterOrDay = regexp.MustCompile(`[一二三四1234]季度|[上下]半年`)
)

func datePart(signs string) *regexp.Regexp {
	return regexp.MustCompile(`(\d+|元|[零〇一二三四五六七八九十]+)[` + signs + `]`)
}

// figures returns the figures of a text in order.
func figures(s string) (out []number) {
	s = norm.NFKC.String(s)
	s = splitDigits.ReplaceAllString(s, "$1$2")
	s = halfAnHour.ReplaceAllString(s, "${1}30分钟")
	s = halfAYear.ReplaceAllString(s, "${1}6个月")
	for _, at := range numberPattern.FindAllStringSubmatchIndex(s, -1) {
		m := make([]string, len(at)/2)
		for i := range m {
			if at[2*i] >= 0 {
				m[i] = s[at[2*i]:at[2*i+1]]
			}
		}
		next, _ := utf8.DecodeRuneInString(s[at[1]:])
		switch {
		case strings.HasSuffix(m[1], "成") && strings.ContainsRune("立为员", next):
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

func percentOf(s string) (number, bool) {
	if whole, part, ok := strings.Cut(s, "分之"); ok && whole != "百" && whole != "千" {
		x, okX := valueOf(whole)
		y, okY := valueOf(part)
		return number{value: 100 * y / x, unit: "%"}, okX && okY && x != 0
	}
	v, ok := valueOf(strings.NewReplacer("百分之", "", "千分之", "", "%", "", "‰", "", "成", "", " ", "").Replace(s))
	switch {
	case strings.ContainsAny(s, "‰") || strings.Contains(s, "千分"):
		v /= 10
	case strings.Contains(s, "成"):
		v *= 10
	}
	return number{value: v, unit: "%"}, ok
}

func dateOf(s string) string {
	s = strings.TrimPrefix(s, "公元")
	out := ""
	for i, re := range dateParts {
		m := re.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		v := 1.0
		if m[1] != "元" {
			v, _ = valueOf(m[1])
		}
		out += strconv.Itoa(int(v)) + []string{"年", "月", "日"}[i]
	}
	return out + quarterOrDay.FindString(s)
}

func countOf(whole, digits, scale, unit string) (number, bool) {
	v, ok := valueOf(digits)
	if !ok || unit == "" && strings.Contains(" 一 十 百 千 万 亿 万亿 ", " "+whole+" ") {
		return number{}, false
	}
	for _, c := range scale {
		switch c {
		case '百':
			v *= 100
		case '千':
			v *= 1000
		case '万':
			v *= 1e4
		case '亿':
			v *= 1e8
		}
	}
	return number{value: v, unit: unit}, true
}

// valueOf reads a number in digits or in Chinese.
func valueOf(s string) (float64, bool) {
	s = strings.ReplaceAll(s, ",", "")
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return v, true
	}
	whole, decimals, _ := strings.Cut(s, "点")
	v, ok := chinese(whole)
	scale := 0.1
	for _, c := range decimals {
		v += scale * float64(digitOf(c))
		scale /= 10
	}
	return v, ok
}

func digitOf(r rune) int {
	switch r {
	case '〇':
		return 0
	case '两':
		return 2
	}
	i := strings.IndexRune(ones, r)
	if i < 0 {
		return -1
	}
	return i / len("零")
}

func chinese(s string) (float64, bool) {
	if s == "" {
		return 0, false
	}
	total, section, digit, last := 0.0, 0.0, 0.0, 1.0
	spelt, isSpelt := 0.0, true
	for _, r := range s {
		d := digitOf(r)
		power := map[rune]float64{'十': 10, '百': 100, '千': 1000}[r]
		switch {
		case d >= 0:
			spelt = 10*spelt + float64(d)
			digit = float64(d)
			continue
		case power > 0:
			section += max(digit, 1) * power
			digit, last = 0, power
		case r == '万' || r == '亿':
			section += digit
			scale := 1e4
			if r == '亿' {
				scale = 1e8
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
	if digit > 0 && last > 10 && !strings.Contains(s, "零") && !strings.Contains(s, "〇") {
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
	return (n.unit == "" || n.unit == "年") && d.date == strconv.Itoa(int(n.value))+"年"
}
