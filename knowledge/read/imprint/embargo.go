package imprint

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"beilun/knowledge"
)

// maxEmbargo bounds what is kept of an embargo that names no day, in characters.
const maxEmbargo = 40

// embargoStart matches the day that an embargo begins with, and captures what is behind.
var embargoStart = regexp.MustCompile(`^(?:\d{8}|\d{4}\D{1,4}\d{1,2}\D{1,4}\d{1,2})(\D.*)?$`)

// EmbargoOf returns the first day on which a release may be answered from, of the words
// behind the key of an embargo. ok is false if they name no such day, which a month is
// not.
//
// An embargo until a day ends when that day begins. Until an hour of a day it ends with
// that day, since there are only days here: too late is a delay, too early a leak. The same
// goes for words behind the day, such as 后.
func EmbargoOf(value string) (day knowledge.Date, ok bool) {
	value = strings.TrimSpace(value)
	day = LeadingDate(value)
	m := embargoStart.FindStringSubmatch(value)
	if day.Day == 0 || m == nil {
		return knowledge.Date{}, false
	}
	behind := strings.TrimSpace(m[1])
	clock, _, _ := strings.Cut(behind, "+") // the zone
	switch digits := strings.Trim(clock, "0"); {
	case utf8.RuneCountInString(behind) <= 1: // the day's own sign
		return day, true
	case strings.ContainsRune(clock, '0') && !strings.ContainsAny(digits, "123456789"): // midnight
		return day, true
	}
	y, month, d := time.Date(day.Year, time.Month(day.Month), day.Day+1, 12, 0, 0, 0, time.UTC).Date()
	return knowledge.Date{Year: y, Month: int(month), Day: d}, true
}

// EmbargoIn returns the embargo that a line names anywhere in it, with or without a colon:
// 本稿禁发至2026年12月5日. Of words without a day it returns nothing.
func EmbargoIn(line string) (h Head) {
	for _, w := range bylineWords.Words("embargo") {
		_, value, ok := strings.Cut(line[:min(len(line), MaxMetaLine)], w)
		if !ok {
			continue
		}
		value = strings.TrimLeft(value, " \t\u3000*：:")
		if end := strings.IndexAny(value, "，。；、,;（(）)】]〕|｜*"); end >= 0 {
			value = value[:end]
		}
		if day, ok := EmbargoOf(value); ok {
			h = h.embargo(day, "")
		}
	}
	return h
}

// embargo returns h with an embargo, of two the later one.
func (h Head) embargo(day knowledge.Date, bad string) Head {
	if day.Compare(h.Embargo) > 0 {
		h.Embargo = day
	}
	if h.BadEmbargo == "" {
		h.BadEmbargo = bad
	}
	return h
}

// setEmbargo sets the embargo of what a head says.
func (h *Head) setEmbargo(value string) {
	day, ok := EmbargoOf(value)
	bad := ""
	if !ok {
		if bad = strings.Join(strings.Fields(value), " "); bad == "" {
			bad = "-"
		}
		if r := []rune(bad); len(r) > maxEmbargo {
			bad = string(r[:maxEmbargo])
		}
	}
	*h = h.embargo(day, bad)
}
