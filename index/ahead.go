package index

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"beilun/index/catalog"
	"beilun/index/store"
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

// Reasons why a release is withheld: nothing of it is in the index, whatever was before.
var (
	ErrEmbargo    = errors.New("under an embargo until")            // ": " and the day on which it ends
	ErrBadEmbargo = errors.New("the embargo names no day: it says") // ": " and what it says
)

// isWithheld reports whether err says that a release is withheld.
func isWithheld(err error) bool { return errors.Is(err, ErrEmbargo) || errors.Is(err, ErrBadEmbargo) }

// embargoed reports whether an embargo that ends on a day, none for the zero day, holds.
// The day of the index may be any, because somebody may ask as on a later day; then that of
// the clock decides.
func (k *keeper) embargoed(until knowledge.Date) bool {
	day := k.today()
	if now := today(); now.Compare(day) < 0 {
		day = now
	}
	return day.Compare(until) < 0
}

// withheld returns why nothing of a release may be answered from, nil if it may.
func (k *keeper) withheld(a *knowledge.Article) error {
	switch {
	case a.BadEmbargo != "":
		return fmt.Errorf("%w: %q", ErrBadEmbargo, a.BadEmbargo)
	case k.embargoed(a.Embargo):
		return fmt.Errorf("%w: %s", ErrEmbargo, a.Embargo)
	}
	return nil
}

// heldBack returns the IDs of the releases that the last sync has withheld. News of what
// they said before may still wait.
func heldBack(problems []store.Problem) map[string]bool {
	var out map[string]bool
	for _, p := range problems {
		if strings.HasPrefix(p.Reason, ErrEmbargo.Error()) || strings.HasPrefix(p.Reason, ErrBadEmbargo.Error()) {
			if out == nil {
				out = map[string]bool{}
			}
			out[p.ID] = true
		}
	}
	return out
}
