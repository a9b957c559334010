package query

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
)

// readTime sets the years and the part of a year that the question names.
func (q *Query) readTime(text string, today knowledge.Date) {
	for i := 0; i+4 <= len(text); i++ {
		if words.IsDigit(text, i) && (i == 0 || !words.IsDigit(text, i-1) && text[i-1] != '.') && words.IsDigit(text, i+1) && words.IsDigit(text, i+2) && words.IsDigit(text, i+3) &&
			!words.IsDigit(text, i+4) && (text[i:i+2] == "19" || text[i:i+2] == "20") {
			y := 0
			for _, c := range text[i : i+4] {
				y = y*10 + int(c-'0')
			}
			if rest := text[i+4:]; strings.HasPrefix(rest, "年") || rest == "" || !words.IsHan(words.FirstRune(rest)) {
				q.Years = append(q.Years, y)
			}
		}
	}
	for _, y := range lists().years {
		if today.Year != 0 && strings.Contains(text, y.word) && len(q.Years) == 0 {
			q.Years = []int{today.Year - y.ago}
		}
	}
	for _, f := range figure.Scan(text, knowledge.Date{Year: cmp.Or(today.Year, 2000)}) {
		if part := ledger.PartOf(f.Time); part != "" && f.Kind == knowledge.PeriodKind {
			q.Part = part
		}
		if end, ok := ledger.EndOf(f.Time); ok && (of("quarterEnd").Ends(f.Text) || of("monthEnd").Ends(f.Text) && end.Month != 12) {
			q.Part = fmt.Sprintf("%02d-%02d", end.Month, end.Month) // the end of a month is of that month
		}
	}
}

// PhaseIn returns the first phase of a project that a folded text names: 二期,
// 十二期; "" for none.
func PhaseIn(text string) string {
	for at := 0; ; {
		i := strings.Index(text[at:], "期")
		if i < 0 {
			return ""
		}
		i += at
		at = i + len("期")
		number := text[:i]
		if n := strings.TrimRight(number, "一二三四五六七八九十"); n != number {
			number = n
		} else {
			number = strings.TrimSuffix(number, "首")
		}
		if len(number) < i && !of("notBeforePhase").Ends(number) && !of("notBehindPhase").Begins(text[at:]) {
			return text[len(number):at]
		}
	}
}

// shortYear is a year by its last two digits: 24年底; 20年以上 is a duration.
var shortYear = regexp.MustCompile(`(^|[^0-9.近满超过约共达长每期的])([0-3][0-9])年([^内以多的期来历间前后限左有\p{N}]|$)`)

// How long before or after the year of asking a year may be that is given by its
// last two digits.
const (
	yearsBefore = 9
	yearsAfter  = 5
)

// fullYears writes years in full that a question gives by their last two digits.
func fullYears(text string, today knowledge.Date) string {
	if today.Year < 2000 || !hasShortYear(text) {
		return text
	}
	return shortYear.ReplaceAllStringFunc(text, func(s string) string {
		m := shortYear.FindStringSubmatch(s)
		y, err := strconv.Atoi(m[2])
		if y += 2000; err != nil || y < today.Year-yearsBefore || y > today.Year+yearsAfter {
			return s
		}
		return m[1] + strconv.Itoa(y) + "年" + m[3]
	})
}

// hasShortYear reports whether text has a year of two digits, which takes a regular
// expression longer to find out.
func hasShortYear(text string) bool {
	const year = "年"
	for at := 0; ; {
		i := strings.Index(text[at:], year)
		if i < 0 {
			return false
		}
		at += i
		if words.IsDigit(text, at-1) && words.IsDigit(text, at-2) && !words.IsDigit(text, at-3) {
			return true
		}
		at += len(year)
	}
}

// presentYear takes out of a question what says which year it is for the asker
// (现在是2025年), and returns that year as the day of asking.
func presentYear(text string, today knowledge.Date) (string, knowledge.Date) {
	for _, w := range of("present").Words {
		before, rest, ok := strings.Cut(text, w)
		if !ok || len(rest) < 4 {
			continue
		}
		y, err := strconv.Atoi(rest[:4])
		if err != nil || y < 1900 || strings.TrimSpace(before) == "" && !strings.ContainsAny(rest, ",，") {
			continue
		}
		return before + " " + strings.TrimPrefix(rest[4:], "年"), knowledge.Date{Year: y}
	}
	return text, today
}

// isYear reports whether a word is one for a year by the year of asking.
func isYear(word string) bool {
	return slices.ContainsFunc(lists().years, func(y year) bool { return y.word == word })
}
