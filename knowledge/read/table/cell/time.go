package cell

import (
	"regexp"
	"strings"
)

var (
	aTime = regexp.MustCompile(`(?:(?:19|20)\d\d\s*年?度?\s*)?(?:1[0-2]|0?[1-9])\s*(?:月份?)?\s*[—–~～至\-]+\s*(?:1[0-2]|0?[1-9])\s*月份?|` +
		`(?:19|20)\d\d\s*(?:年度?|[-/.](?:1[0-2]|0?[1-9])\b)\s*(?:(?:1[0-2]|0?[1-9])\s*月份?(?:[末底]|\d{1,2}日)?|[一二三四1-4]季度|[上下]半年|前三季度|[末底])?|` +
		`(?:1[0-2]|[1-9])月份?[末底]?`)
	bareYear = regexp.MustCompile(`^(?:19|20)\d\d$`)
)

// IsYear reports whether s is the four digits of a year.
func IsYear(s string) bool { return len(s) == len("2024") && bareYear.MatchString(s) }

// CutTime returns s without the times in it, and the times as written:
// 2024年1-6月产值 gives 产值 and 2024年1-6月. A year alone gets its 年.
func CutTime(s string) (rest, time string) {
	if IsYear(s) {
		return "", s + years
	}
	rest = s
	if mayHaveTime(s) {
		if m := aTime.FindStringIndex(s); m != nil {
			rest, time = s[:m[0]]+s[m[1]:], s[m[0]:m[1]]
		}
	}
	for _, w := range loadWords().time.Longest() {
		if i := strings.Index(rest, w); i >= 0 {
			return rest[:i] + rest[i+len(w):], time + w
		}
	}
	return rest, time
}

// mayHaveTime reports whether aTime may match s: every form of it has a month or
// the digits of a year.
func mayHaveTime(s string) bool {
	return strings.Contains(s, "月") || strings.Contains(s, "20") || strings.Contains(s, "19")
}
