package imprint

import (
	"path"
	"regexp"
	"strings"

	"beilun/knowledge"
)

// dateStart matches a day, or a month or a year alone, at the start of a text:
// 2024-05-01 10:20, 2024年5月1日, 2024/5, 20240501.
var dateStart = regexp.MustCompile(`^(?:(\d{4})(\d\d)(\d\d)|(\d{4})(?:\s*[-/.年_]\s*(\d{1,2})(?:\s*[-/.月_]\s*(\d{1,2}))?)?\s*[年月日]?)(?:[^\d]|$)`)

// LeadingDate returns the date at the start of s, or the zero Date if there is
// none or no such day exists.
func LeadingDate(s string) knowledge.Date {
	m := dateStart.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return knowledge.Date{}
	}
	parts := []string{m[4]}
	if m[1] != "" {
		parts = []string{m[1], m[2], m[3]}
	}
	for _, p := range m[5:] {
		if p != "" {
			parts = append(parts, p)
		}
	}
	d, err := knowledge.ParseDate(strings.Join(parts, "-"))
	if err != nil {
		return knowledge.Date{}
	}
	return d
}

// DateInName returns the day that the name of a file begins with, as in
// "2024-12-31 开工.txt", or the zero Date. A name that begins with a year or a
// month alone is probably about that time.
func DateInName(id string) knowledge.Date {
	d := LeadingDate(path.Base(id))
	if d.Day == 0 || d.Year < 1900 || d.Year > 2199 {
		return knowledge.Date{}
	}
	return d
}
