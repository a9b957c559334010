package figures

import (
	"strconv"
	"strings"

	"beilun/index/answer/choice/cue"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Grain is how exact a time is.
type Grain int

// The grains. Their order numbers features.
const (
	NoGrain    Grain = iota // no time
	GrainDay                // an hour or a day
	GrainMonth              // or every month, every year
	GrainPart               // a part of a year
	GrainYear
	GrainYears
	GrainUnknown // it depends on what is not known
	GrainPointer // it only points at a time: 今年
	GrainClock   // a time of the day
	GrainWeekday
	GrainUnfixed // the text says that it is not known yet
	NumGrains
)

// GrainOf returns how exact a time f is, NoGrain for any other figure.
func GrainOf(f *knowledge.Figure) Grain {
	if ClassOf(f) != concept.Date {
		return NoGrain
	}
	if isPointer(f.Text) {
		return GrainPointer
	}
	if f.Time == "" {
		return grainOfText(f.Text)
	}
	from, to, ranged := strings.Cut(f.Time, "/")
	switch {
	case strings.HasPrefix(f.Time, "T"):
		return GrainClock
	case !ranged && len(from) >= len("2024-01-01"):
		return GrainDay
	case !ranged && len(from) == len("2024-01"):
		return GrainMonth
	case !ranged:
		return GrainYear
	case len(from) >= 7 && len(to) >= 7 && from[:7] == to[:7]:
		return GrainMonth
	case from[:min(4, len(from))] == to[:min(4, len(to))] && strings.HasSuffix(from, "-01-01") && strings.HasSuffix(to, "-12-31"):
		return GrainYear
	case from[:min(4, len(from))] == to[:min(4, len(to))]:
		return GrainPart
	}
	return GrainYears
}

// grainOfText returns how exact a time is that is only written.
func grainOfText(text string) Grain {
	switch {
	case clockPattern.MatchString(text):
		return GrainClock
	case weekPattern.MatchString(text):
		return GrainWeekday
	case cue.In(text, "unfixed"):
		return GrainUnfixed
	case strings.HasPrefix(text, "每"):
		return GrainMonth
	}
	return GrainUnknown
}

// IsClock reports whether f is a time of the day or has one.
func IsClock(f *knowledge.Figure) bool {
	return GrainOf(f) == GrainClock || strings.Contains(f.Time, "T") || clockPattern.MatchString(f.Text)
}

// isPointer reports whether a time only points at one: 今年, but not 今年9月.
func isPointer(text string) bool {
	rest := text
	for _, w := range cue.Of("pointer").Words {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return rest != text && !strings.ContainsAny(rest, "0123456789０１２３４５６７８９"+hanDigits) && !cue.In(rest, "partOfYear")
}

// Years returns the years of an ISO 8601 day or period, at most 21 of them.
func Years(iso string) (out []int) {
	from, to, ranged := strings.Cut(iso, "/")
	year := func(s string) int {
		y, _ := strconv.Atoi(s[:min(4, len(s))])
		return y
	}
	first := year(from)
	last := first
	if ranged {
		last = year(to)
	}
	for y := first; y > 0 && y <= min(last, first+20); y++ {
		out = append(out, y)
	}
	return out
}

// TimeKey returns what f has in common with another time or duration that is the
// same: the day that a time ends with, or a length.
func TimeKey(f *knowledge.Figure) string {
	_, to, ranged := strings.Cut(f.Time, "/")
	switch {
	case f.Value != nil:
		return f.Value.RatString() + f.Unit
	case ranged:
		return to
	}
	return f.Time
}

// NumSince is the number of values of Since.
const NumSince = 8

// Since buckets how far the end of an ISO 8601 day or period is from the day of
// its release; 0 where either is not known.
func Since(iso string, released knowledge.Date) int {
	from, to, ranged := strings.Cut(iso, "/")
	if ranged && len(to) >= len("2006-01-02") {
		from = to
	}
	day, err := knowledge.ParseDate(from[:min(len(from), len("2006-01-02"))])
	if err != nil || released.IsZero() {
		return 0
	}
	n := day.Days() - released.Days()
	for i, most := range []int{-370, -31, -4, 1, 62, 370} {
		if n <= most {
			return i + 1
		}
	}
	return 7
}
