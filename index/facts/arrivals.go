package facts

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// State is the index as a sync found it.
type State struct {
	Releases map[string]catalog.Record // by ID
	Reprints *catalog.Reprints
	Passage  func(id string) (passage.Passage, error)
	Ledger   func(func(*Reader) error) error // called by several goroutines at once
}

// Arrivals collects the figures of the releases that a sync adds, to compare them with
// the ledger before it.
type Arrivals struct {
	Before  *State           // until the sync is done; nil: nothing is known of before
	Rulings *catalog.Rulings // of all releases as they are after the sync

	known    map[string]string // digest of a file before → its ID
	left     *Known            // in place of Before; nil: none
	changed  []string          // releases that were in Before
	releases []Arrival
	rows     int
	dropped  int // releases over a limit
	Newest   int // see comparison
}

// Arrival is a release that a sync adds.
type Arrival struct {
	Record catalog.Record
	rows   []passage.Row // those that can be news, or show what is none
}

// NewArrivals collects nothing if before is nil or has no releases: all would be news.
func NewArrivals(before *State) *Arrivals {
	if before == nil || len(before.Releases) == 0 {
		return &Arrivals{}
	}
	as := &Arrivals{Before: before, known: map[string]string{}, Newest: newestCompared}
	for id, r := range before.Releases {
		as.known[r.Digest] = id
	}
	return as
}

// NewArrivalsSince collects the figures of the files that are not in k.
func NewArrivalsSince(k *Known) *Arrivals {
	as := &Arrivals{left: k, known: map[string]string{}, Newest: newestCompared}
	for id, digest := range k.Files {
		if digest != "" {
			as.known[digest] = id
		}
	}
	return as
}

// CompareWith makes built what the arrivals are compared with, less the arrivals
// themselves, if nothing else is known of before.
func (as *Arrivals) CompareWith(built *State) {
	if as.left != nil && len(as.releases) > 0 {
		as.Before = built
	}
}

// Expects reports whether a release with the ID is new or changed, so that its rows
// are to be added.
func (as *Arrivals) Expects(id, digest string) bool {
	if as.left != nil {
		return as.left.isNew(id) && as.known[digest] == ""
	}
	return as.Before != nil && as.Before.Releases[id].Digest != digest
}

// Dropped returns how many releases were left out because of a limit.
func (as *Arrivals) Dropped() int { return as.dropped }

// Read adds the rows of the next passages of the release.
func (a *Arrival) Read(ps []passage.Passage) {
	for _, p := range ps {
		for i := range p.Figures {
			if r := (passage.Row{Passage: p, Figure: &p.Figures[i]}); len(a.rows) < maxRowsOfRelease && CanBeNews(r) {
				a.rows = append(a.rows, r)
			}
		}
	}
}

// Add adds a release that is new or changed.
func (as *Arrivals) Add(a Arrival) {
	if as.Before != nil && as.Before.Releases[a.Record.Release.ID].Digest != "" {
		as.changed = append(as.changed, a.Record.Release.ID)
	}
	if as.rows+len(a.rows) > maxArrivedRows {
		as.dropped++
		return
	}
	as.rows += len(a.rows)
	as.releases = append(as.releases, a)
}

// CanBeNews reports whether a figure is one of the ledger that measures something, is
// not doubtful and has a sentence to quote. A date is what other figures are valid for.
func CanBeNews(r passage.Row) bool {
	return len(r.Figure.Binding.Words) > 0 && !r.Figure.Binding.Doubtful() && ledger.Dimension(r.Figure) != "time" && r.Sentence().Len() <= maxNewsSentence
}

// News compares the releases with the ledger before the sync, the oldest first, each
// with the arrivals before it, too. gone are the releases that are removed.
func (as *Arrivals) News(ctx context.Context, gone []string) ([]News, error) {
	if as.Before == nil {
		return nil, nil
	}
	slices.SortStableFunc(as.releases, func(a, b Arrival) int {
		return cmp.Or(a.Record.Release.Date.Compare(b.Record.Release.Date), strings.Compare(a.Record.Release.ID, b.Record.Release.ID))
	})
	for i := range as.releases {
		a := &as.releases[i]
		a.rows = as.Rulings.ApplyTo(a.Record.Release.ID, a.rows)
	}
	as.releases = slices.DeleteFunc(as.releases, func(a Arrival) bool { return as.Rulings.Hides(a.Record.Release.ID) })
	c := comparison{before: as.Before, rulings: as.Rulings, newest: as.Newest, absent: map[string]bool{}, leaving: map[string]bool{}, arrived: map[string]*pool{}, found: map[search][]past{}, names: map[string]map[string]bool{}, copies: catalog.NewReprints()}
	for _, id := range slices.Concat(as.changed, gone) {
		c.leaving[id] = true
	}
	for _, a := range as.releases {
		c.absent[a.Record.Release.ID] = as.left != nil
	}
	var out []News
	for i, a := range as.releases {
		if len(out) >= maxNewsOfSync || c.work > maxComparisons {
			as.dropped += len(as.releases) - i
			break
		}
		if c.leaving[as.known[a.Record.Digest]] {
			continue // the file was moved
		}
		news, err := c.release(ctx, a)
		if err != nil {
			return nil, fmt.Errorf("compare figures of %s: %w", a.Record.Release.ID, err)
		}
		out = append(out, news[:min(len(news), maxNewsOfRelease)]...)
	}
	out = out[:min(len(out), maxNewsOfSync)]
	now := time.Now().Truncate(time.Second)
	for i := range out {
		out[i] = out[i].quoted(now)
	}
	return out, nil
}

// comparison compares the figures of one release after the other with the ledger as
// it was and what arrived since.
type comparison struct {
	before  *State
	rulings *catalog.Rulings           // after the sync
	absent  map[string]bool            // releases of before that have only arrived; see newsOfBuild
	leaving map[string]bool            // releases that change or go
	arrived map[string]*pool           // by ledger.MeasureKey
	found   map[search][]past          // of before
	names   map[string]map[string]bool // of things: those that before has for it
	copies  *catalog.Reprints          // of what arrived
	work    int                        // comparisons made

	newest int // how many of the newest figures of an entry an arrival is compared with
}

// release returns the news of one release and counts it as arrived.
func (c *comparison) release(ctx context.Context, a Arrival) ([]News, error) {
	if c.isCopy(&a.Record) {
		return nil, nil
	}
	var out []News
	claims := map[string]int{} // rows before → how many rows of a would take their place or repeat them
	var old []passage.Row
	if id := a.Record.Release.ID; !c.absent[id] {
		var err error
		if old, err = c.before.rowsOfRelease(id); err != nil {
			return nil, err
		}
	}
	entries := ledger.Entries(a.rows)
	if err := c.lookAll(ctx, entries); err != nil {
		return nil, err
	}
	for _, e := range entries {
		n, confirmed := judge(e.Rows, c.earlier(e.Rows, a.rows, old))
		if n != nil {
			out = append(out, *n)
			confirmed = n.Before
		}
		if confirmed != nil {
			claims[placeOf(*confirmed)]++
		}
	}
	// If several figures of one release would replace the same one before, their words
	// do not distinguish them and it is not known which of them replaces it.
	out = slices.DeleteFunc(out, func(n News) bool { return n.Before != nil && claims[placeOf(*n.Before)] > 1 })
	out = slices.DeleteFunc(out, func(n News) bool { return reworded(n.Row, a.rows, old) })
	slices.SortStableFunc(out, func(m, n News) int {
		return cmp.Or(cmp.Compare(m.Row.Passage.Number(), n.Row.Passage.Number()), cmp.Compare(m.Row.Figure.Span.Start, n.Row.Figure.Span.Start))
	})
	for _, r := range a.rows {
		key := ledger.MeasureKey(r.Figure)
		if c.arrived[key] == nil {
			c.arrived[key] = &pool{}
		}
		c.arrived[key].add(past{Row: r, arrived: true})
	}
	return out, nil
}

// rowsOfRelease returns the rows of a release as it was, at most maxRowsBefore; none
// if there was no such release.
func (g *State) rowsOfRelease(id string) (out []passage.Row, err error) {
	for n := range g.Releases[id].Passages {
		p, err := g.Passage(passage.ID(id, n+1))
		if err != nil {
			return nil, err
		}
		for i := range p.Figures {
			if r := (passage.Row{Passage: p, Figure: &p.Figures[i]}); len(out) < maxRowsBefore && CanBeNews(r) {
				out = append(out, r)
			}
		}
		if len(out) == maxRowsBefore {
			break
		}
	}
	return out, nil
}

// reworded reports whether a release has only put in other words what r counts:
// it said the same of the thing before, and says nothing else in place of that.
func reworded(r passage.Row, rows, old []passage.Row) bool {
	b := r.Figure.Binding
	return slices.ContainsFunc(old, func(o passage.Row) bool {
		p := past{Row: o, own: true}
		return ledger.SameValue(o.Figure, r.Figure) && o.Figure.Binding.Change == b.Change && ledger.OneThing(&o.Figure.Binding, &b) &&
			!slices.ContainsFunc(rows, func(q passage.Row) bool { return !ledger.SameValue(q.Figure, o.Figure) && sameEntry(q, p) })
	})
}

func placeOf(r passage.Row) string { return fmt.Sprint(r.Passage.ID, "@", r.Figure.Span.Start) }

// isCopy reports whether a release is a copy of an earlier one or of one that has
// arrived.
func (c *comparison) isCopy(rec *catalog.Record) bool {
	for _, rs := range []*catalog.Reprints{c.before.Reprints, c.copies} {
		for _, id := range rs.CopiesOf(rec) {
			if id != rec.Release.ID && (rs == c.copies || !c.absent[id]) {
				return true
			}
		}
	}
	c.copies.Add(rec)
	return false
}

// earlier returns the earlier rows of an entry, those that the release had before it
// changed among them. entry are the rows that the release has of it now, rows all that
// it has, and old those that it had.
func (c *comparison) earlier(entry, rows, old []passage.Row) []past {
	r := entry[0]
	name := r.Figure.Binding.Subject
	found := slices.Clip(c.found[searchOf(entry)])
	type place struct {
		passage string
		span    knowledge.Span
	}
	known := map[place]bool{}
	if len(old) > 0 {
		for _, p := range found {
			known[place{p.Passage.ID, p.Figure.Span}] = true
		}
	}
	for _, o := range old {
		if !known[place{o.Passage.ID, o.Figure.Span}] {
			found = append(found, past{Row: o, leaving: c.leaving[o.Passage.Release.ID]})
		}
	}
	alike := []string{name}
	if t := r.Figure.Binding.Thing; t != nil {
		alike = append(alike, t.Names...)
	}
	found = append(found, c.arrived[ledger.MeasureKey(r.Figure)].of(alike...)...)
	c.work += len(found)
	var out, repeated []past
	for _, o := range found {
		o.own = !o.arrived && o.Passage.Release.ID == r.Passage.Release.ID
		switch {
		case !sameEntry(r, o):
		case o.own && !ledger.SameValue(o.Figure, r.Figure) && slices.ContainsFunc(rows, func(q passage.Row) bool { return ledger.SameValue(q.Figure, o.Figure) && sameEntry(q, o) }):
			repeated = append(repeated, o) // another figure of the release still says so
		default:
			out = append(out, o)
		}
	}
	if len(out) == 0 {
		return repeated
	}
	return out
}

// sameEntry reports whether r and an earlier row are of one entry. What the release of
// r said before it changed counts as another's: one release does not contradict itself,
// but it may be edited.
func sameEntry(r passage.Row, o past) bool {
	if o.own {
		o.Passage.Release.ID += "\x00" // in no file's name
	}
	return ledger.SameMeasure(r.Ledger(), o.Ledger()) && ledger.SameState(r.Ledger(), o.Ledger())
}
