package zhtime

import (
	"strings"
	"time"
)

// Kind is the sort of time that an expression means.
type Kind string

// The kinds of times.
const (
	Date          Kind = "date"          // one day
	DateRange     Kind = "daterange"     // days: a year, a month, from one day to another
	DateTime      Kind = "datetime"      // a moment of a day
	DateTimeRange Kind = "datetimerange" // part of a day, from one moment to another
	Clock         Kind = "time"          // a time of any day
	ClockRange    Kind = "timerange"     // a stretch of any day
	Duration      Kind = "duration"      // how long
	Set           Kind = "set"           // again and again
)

// Grain is how exactly a time is given.
type Grain uint8

// The grains, from fine to coarse. None is that of an unknown time.
const (
	None Grain = iota
	Second
	Minute
	Hour
	Day
	Week
	Month
	Quarter
	Year
	Decade
	Century
)

// Mode selects what is read as a time.
type Mode uint8

const (
	// Press reads dates, years, months, quarters, halves and stretches of
	// them, and nothing that may be something else.
	Press Mode = iota
	// Wide reads everything.
	Wide
)

// Options of Parse and Find. The zero Options reads as Press.
type Options struct {
	Mode Mode
}

// Ref is the moment that 今年, 明天 and 三年前 are seen from, known as exactly
// as its grain says. With the zero Ref such times have no value.
type Ref struct {
	At    time.Time // in UTC; what is finer than Grain is at its beginning
	Grain Grain
}

// RefDate returns the Ref of a day; month and day may be 0 where they are
// unknown, and with year 0 the Ref is unknown too.
func RefDate(year, month, day int) Ref {
	switch {
	case year == 0:
		return Ref{}
	case month == 0:
		return Ref{date(year, 1, 1), Year}
	case day == 0:
		return Ref{date(year, month, 1), Month}
	}
	return Ref{date(year, month, day), Day}
}

// ParseRef reads 2021, 2021-06, 2021-06-14 and 2021-06-14T01:06:40. Anything
// else is an unknown Ref, and ok is false.
func ParseRef(s string) (r Ref, ok bool) {
	for _, f := range []struct {
		layout string
		grain  Grain
	}{{"2006-01-02T15:04:05", Second}, {"2006-01-02T15:04", Minute}, {"2006-01-02", Day}, {"2006-01", Month}, {"2006", Year}} {
		if t, err := time.Parse(f.layout, strings.Replace(s, " ", "T", 1)); err == nil {
			return Ref{t, f.grain}, true
		}
	}
	return Ref{}, false
}

// Time is what an expression means.
type Time struct {
	Kind   Kind
	Grain  Grain
	Value  string   // ISO 8601; empty where it depends on an unknown reference
	Timex  string   // as Recognizers-Text writes it; empty where it has none
	Values []string // what other conventions make of it, in wide mode; see the package comment
}

// Found is a time in a text.
type Found struct {
	Start, End int // bytes of the text
	Time
}
