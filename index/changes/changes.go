package changes

import (
	"cmp"
	"slices"
	"strings"

	"beilun/index"
	"beilun/knowledge"
)

// Kind is what a figure of a release means for the releases before it.
type Kind string

// The kinds of changes.
const (
	New         Kind = "new"         // no release before has a figure of that thing and measure
	Changed     Kind = "changed"     // another value than the releases before had
	Conflicting Kind = "conflicting" // it differs from another release about the same time, and neither is a correction
	Corrected   Kind = "corrected"   // it puts an earlier figure right, or withdraws it
)

// Kinds are the kinds, the ones that most need a look first.
var Kinds = [...]Kind{Corrected, Conflicting, Changed, New}

// Change is a figure that a release brought. A figure that only repeats an earlier one is
// no change.
type Change struct {
	Kind   Kind
	Day    knowledge.Date // of the release
	Row    index.Row      // what the release says; of a withdrawal the figure that it calls wrong
	Before *index.Row     // what was said before, or what it differs from; nil for New
}

// Counts are how many changes there are of each kind.
type Counts struct {
	New         int `json:"new"`
	Changed     int `json:"changed"`
	Conflicting int `json:"conflicting"`
	Corrected   int `json:"corrected"`
}

// Of returns the count of a kind.
func (c *Counts) Of(k Kind) int { return *c.of(k) }

// Total returns how many changes there are.
func (c *Counts) Total() int { return c.New + c.Changed + c.Conflicting + c.Corrected }

func (c *Counts) of(k Kind) *int {
	switch k {
	case New:
		return &c.New
	case Changed:
		return &c.Changed
	case Conflicting:
		return &c.Conflicting
	}
	return &c.Corrected
}

// Add counts one more of a kind.
func (c *Counts) Add(k Kind) { *c.of(k)++ }

// Room returns how many changes of each kind are kept where there are most at most: those of
// the kinds that come first in Kinds.
func (c *Counts) Room(most int) map[Kind]int {
	room := map[Kind]int{}
	for _, k := range Kinds {
		room[k] = min(most, c.Of(k))
		most -= room[k]
	}
	return room
}

// Options are the options of Of. The zero value is ready for use.
type Options struct {
	Most  int            // changes at most; 0: DefaultMost. Of more, the kinds that come first in Kinds are kept
	Until knowledge.Date // the last day; zero: no end
}

// DefaultMost is how many changes there are without Options.Most.
const DefaultMost = 500

// Found is what the releases since a day brought.
type Found struct {
	Since   knowledge.Date
	Until   knowledge.Date // as in Options
	Changes []Change       // the newest first, of one release in the order of its text
	Counts  Counts         // of all, those left out too
	Left    int            // how many were left out; see Options.Most
}

// Of returns what the releases that are dated since a day, that day too, brought, given the
// entries of the whole ledger, which it does not change. Releases without a date are not in
// it.
func Of(entries []index.Entry, since knowledge.Date, opts Options) *Found {
	out := &Found{Since: since, Until: opts.Until}
	for _, e := range entries {
		out.Changes = append(out.Changes, ofEntry(e.Rows, since, opts.Until)...)
	}
	slices.SortStableFunc(out.Changes, func(a, b Change) int {
		p, q := &a.Row.Passage, &b.Row.Passage
		return cmp.Or(b.Day.Compare(a.Day), strings.Compare(p.Release.ID, q.Release.ID),
			cmp.Compare(p.Number(), q.Number()), cmp.Compare(a.Row.Figure.Span.Start, b.Row.Figure.Span.Start))
	})
	for _, c := range out.Changes {
		out.Counts.Add(c.Kind)
	}
	out.cut(cmp.Or(opts.Most, DefaultMost))
	return out
}

// cut leaves out changes if there are more than most: the oldest of the kinds that come
// last in Kinds.
func (f *Found) cut(most int) {
	if len(f.Changes) <= most {
		return
	}
	f.Left = len(f.Changes) - most
	room := f.Counts.Room(most)
	f.Changes = slices.DeleteFunc(f.Changes, func(c Change) bool {
		room[c.Kind]--
		return room[c.Kind] < 0
	})
}
