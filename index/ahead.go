package index

import (
	"time"

	"beilun/index/catalog"
	"beilun/knowledge"
)

// aheadDays is how many days a release may be dated after the day of the sync: it may be
// handed over before it appears, or the clock be in another zone.
const aheadDays = 3

// today returns the day of the clock.
func today() knowledge.Date { return dateOf(time.Now()) }

func dateOf(t time.Time) knowledge.Date {
	y, m, d := t.Date()
	return knowledge.Date{Year: y, Month: int(m), Day: d}
}

// IsAhead reports whether the date of a release is too far after a day to be true then: a
// slip of the pen, which would make the release the newest of all.
func IsAhead(date, day knowledge.Date) bool {
	limit := dateOf(time.Date(day.Year, time.Month(day.Month), day.Day+aheadDays, 12, 0, 0, 0, time.UTC))
	return date.Compare(limit) > 0
}

func (k *keeper) isAhead(d knowledge.Date) bool { return IsAhead(d, k.today()) }

// mistimed reports whether a release was read with a date that is not used on this day, or
// without one that is by now, so that it has to be read again.
func (k *keeper) mistimed(r catalog.Record) bool {
	if stated := r.Release.Ahead; !stated.IsZero() {
		return !k.isAhead(stated)
	}
	return k.isAhead(r.Release.Date)
}
