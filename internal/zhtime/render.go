package zhtime

import (
	"slices"
	"strings"
	"time"
)

// result writes out a node as seen from the reference. wide adds the readings of
// other conventions.
func result(n node, at *anchor, wide bool) Time {
	t := Time{Kind: n.kind, Grain: n.grain, Timex: n.tx}
	known := at.knows(n.needs) && inYears(n.lo) && inYears(n.hi)
	if !known && !strings.Contains(n.tx, "X") && n.kind != Clock && n.kind != ClockRange {
		t.Timex = ""
	}
	if n.kind == Set {
		t.Value = n.tx
		return t
	}
	var all []string // the first becomes Value
	switch {
	case n.value == "none":
	case n.value != "":
		if known {
			all = append(all, n.value)
		}
	case n.kind == Clock:
		all = append(all, n.clockText(n.lo))
	case n.kind == ClockRange && !n.lo.IsZero() && !n.hi.IsZero():
		all = append(all, clockForms(n)...)
	}
	if known && (wide || len(all) == 0) {
		all = append(all, readings(n, wide)...)
	}
	if len(all) == 0 {
		return t
	}
	if !wide {
		if n.value != "none" {
			t.Value = all[0]
		}
		return t
	}
	if n.value != "none" {
		t.Value = all[0]
		all = all[1:]
	}
	slices.Sort(all)
	t.Values = slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == "" || s == t.Value })
	return t
}

// inYears reports whether ISO 8601 can write the year of t in four digits.
func inYears(t time.Time) bool {
	return t.IsZero() || t.Year() >= 0 && t.Year() < 10000
}

// readings returns all that n may mean, the most likely first.
func readings(n node, wide bool) []string {
	var out []string
	if n.value != "none" {
		out = append(out, forms(n, wide)...)
	}
	for _, s := range n.also {
		m := n
		m.stretch, m.endAt, m.value = s, time.Time{}, ""
		out = append(out, forms(m, wide)...)
	}
	return append(out, n.alts...)
}

// forms writes the stretch of a node in every convention if wide is set, else only
// in the first.
func forms(n node, wide bool) []string {
	if n.lo.IsZero() || n.hi.IsZero() {
		return openEnds(n)
	}
	switch n.kind {
	case Date:
		return []string{n.lo.Format(time.DateOnly)}
	case DateTime, Clock:
		return []string{instant(n.lo, n.grain), instant(n.lo, Second), n.lo.Format("T15:04:05")}
	case Duration, Set:
		return nil
	}
	var out []string
	whole := floor(n.lo, Day).Equal(n.lo) && floor(n.hi, Day).Equal(n.hi)
	if n.kind == DateRange && whole && !wide {
		return []string{days(n.stretch)}
	}
	if n.kind == DateRange && whole {
		out = append(out, days(n.stretch), n.lo.Format(time.DateOnly)+"/"+n.hi.Format(time.DateOnly))
		if !n.endAt.IsZero() {
			out = append(out, n.lo.Format(time.DateOnly)+"/"+n.endAt.Format(time.DateOnly))
			if n.endAt.After(n.lo) {
				out = append(out, days(stretch{n.lo, n.endAt}))
			}
		}
		return out
	}
	if !n.endAt.IsZero() && n.kind != DateRange && n.endAt.After(n.lo) {
		out = append(out, instant(n.lo, Second)+"/"+instant(n.endAt, Second))
	}
	if n.kind == DateRange {
		out = append(out, n.lo.Format(time.DateOnly)+"/"+lastDay(n.hi))
	}
	return append(out, span(n.stretch, n.grain)...)
}

func openEnds(n node) []string {
	if n.kind == Duration || n.kind == Set {
		return nil
	}
	if n.lo.IsZero() && n.hi.IsZero() {
		return nil
	}
	if n.lo.IsZero() {
		end := n.hi.Add(-time.Second)
		out := []string{"../" + instant(n.hi, Second), "../" + instant(end, Second), "-inf/" + instant(end, Second), "-inf/" + instant(n.hi, Second)}
		if n.kind == DateRange {
			out = append([]string{"../" + lastDay(n.hi)}, out...)
		}
		return out
	}
	if n.kind == DateRange {
		return []string{n.lo.Format(time.DateOnly) + "/..", instant(n.lo, Second) + "/.."}
	}
	return []string{instant(n.lo, Second) + "/.."}
}

// span writes a stretch of moments twice: with its end and with its last second.
func span(s stretch, g Grain) []string {
	lo := instant(s.lo, Second)
	return []string{lo + "/" + instant(s.hi, Second), lo + "/" + instant(s.hi.Add(-time.Second), Second)}
}

// days writes a stretch of days, last included.
func days(s stretch) string { return s.lo.Format(time.DateOnly) + "/" + lastDay(s.hi) }

// lastDay returns the last day before hi.
func lastDay(hi time.Time) string { return hi.Add(-time.Second).Format(time.DateOnly) }

// instant writes a moment to the second if g is Second, else to the minute.
func instant(t time.Time, g Grain) string {
	if g > Second {
		return t.Format("2006-01-02T15:04")
	}
	return t.Format("2006-01-02T15:04:05")
}

func (n node) clockText(t time.Time) string {
	if n.grain == Second {
		return t.Format("T15:04:05")
	}
	return t.Format("T15:04")
}

func clockForms(n node) []string {
	end := n.endAt
	if end.IsZero() {
		end = n.hi
	}
	m := n
	if n.lo.Second() != 0 || end.Second() != 0 {
		m.grain = Second
	}
	out := []string{m.clockText(n.lo) + "/" + m.clockText(end)}
	for _, s := range n.also {
		out = append(out, m.clockText(s.lo)+"/"+m.clockText(s.hi))
	}
	return out
}
