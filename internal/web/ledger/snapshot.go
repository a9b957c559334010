package ledger

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"beilun/index"
)

// Snapshot is all figures at a time. Nobody changes it, so it is safe for concurrent use.
type Snapshot struct {
	Entries []*Entry // in the order of the newest releases
	Things  []*Group // by name; what all entries without a thing are of is not among them
	Metrics []*Group // by name

	*stock
	order   []uint32 // the places of the rows of each entry, newest first
	state   index.State
	things  map[string]*Group // by every name
	metrics map[string]*Group
	names   []name // to search
}

// Group is the entries of a thing, or those of a metric.
type Group struct {
	Name    string
	Entries []*Entry // those with the most rows first

	sorting sync.Once
	bySize  []*Entry
}

// newSnapshot returns the figures of a stock.
func newSnapshot(figures *stock) (*Snapshot, error) {
	s := &Snapshot{stock: figures, things: map[string]*Group{}, metrics: map[string]*Group{}}
	entries, err := s.makeEntries()
	if err != nil {
		return nil, err
	}
	full := s.fullNames(entries)
	for _, e := range entries {
		if !e.hidden {
			e.Thing = full[e.subject]
			s.Entries = append(s.Entries, e.Entry)
		}
	}
	s.setApart()
	s.Things = s.groups(s.things, of{
		key: func(e *Entry) string { return e.Thing }, name: func(e *Entry) string { return e.Thing },
		row: func(r *packedRow) uint32 { return r.subject },
	})
	s.Metrics = s.groups(s.metrics, of{
		key: func(e *Entry) string { return e.words }, name: func(e *Entry) string { return e.Metric },
		row: func(r *packedRow) uint32 { return r.metric },
	})
	s.names = namesOf(s.Things, s.Metrics)
	return s, nil
}

// setApart gives entries with the same names a kind in their addresses, and a number where
// that is the same, too. What decides between these is their oldest row, which new releases
// do not change.
func (s *Snapshot) setApart() {
	type named struct {
		*Entry
		oldest string
	}
	names := func(a, b *Entry) int {
		return cmp.Or(strings.Compare(a.Thing, b.Thing), strings.Compare(a.Metric, b.Metric), strings.Compare(a.Scope, b.Scope))
	}
	sorted := slices.Clone(s.Entries)
	slices.SortStableFunc(sorted, names)
	for len(sorted) > 0 {
		var alike []named
		for _, e := range sorted {
			if names(e, sorted[0]) != 0 {
				break
			}
			rows := e.rows()
			alike = append(alike, named{e, s.passageOf(rows[len(rows)-1])})
		}
		sorted = sorted[len(alike):]
		if len(alike) == 1 {
			continue
		}
		slices.SortStableFunc(alike, func(a, b named) int {
			return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.oldest, b.oldest))
		})
		n := 0
		for i, e := range alike {
			if i > 0 && e.kind == alike[i-1].kind {
				n++
			} else {
				n = 0
			}
			if e.Kind = e.kind; n > 0 {
				e.Kind = fmt.Sprintf("%s-%d", e.kind, n+1)
			}
		}
	}
}

// of says how entries are grouped.
type of struct {
	key, name func(*Entry) string     // what a group has in common, and what it may be called
	row       func(*packedRow) uint32 // the place of a name in stock.said
}

// groups returns the entries of s by their keys, sorted by name, and fills in names: every name
// that entries and rows have, where one group alone has it. A group has the name that most
// of its entries have, of these the shortest.
func (s *Snapshot) groups(names map[string]*Group, of of) []*Group {
	var out []*Group
	byKey := map[string]*Group{}
	for _, e := range s.Entries {
		key := of.key(e)
		if key == "" {
			continue
		}
		g := byKey[key]
		if g == nil {
			g = &Group{}
			byKey[key] = g
			out = append(out, g)
		}
		g.Entries = append(g.Entries, e)
	}
	for _, g := range out {
		count := map[string]int{}
		for _, e := range g.Entries {
			count[of.name(e)]++
		}
		g.Name = slices.MinFunc(slices.Collect(maps.Keys(count)), func(a, b string) int {
			return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
		})
		if names[g.Name] == nil {
			names[g.Name] = g
		}
	}
	others := map[string]*Group{}
	for _, g := range out {
		slices.SortStableFunc(g.Entries, func(a, b *Entry) int { return cmp.Compare(b.n, a.n) })
		for _, e := range g.Entries {
			for _, r := range e.rows() {
				name := s.said[of.row(&s.rows[r])]
				if known, ok := others[name]; !ok {
					others[name] = g
				} else if known != g {
					others[name] = nil // of several
				}
			}
		}
	}
	for name, g := range others {
		if names[name] == nil && g != nil && name != "" {
			names[name] = g
		}
	}
	slices.SortFunc(out, func(a, b *Group) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Years returns the years of the oldest and of the newest release that figures of entries
// are of; 0 if none has a date.
func (s *Snapshot) Years() (first, last int) {
	for _, e := range s.Entries {
		for _, r := range e.rows() {
			if y := s.dateOf(r).Year; y > 0 {
				last = max(last, y)
				if first == 0 || y < first {
					first = y
				}
			}
		}
	}
	return first, last
}

// Thing returns the entries of a thing under one of its names, or nil.
func (s *Snapshot) Thing(name string) *Group { return s.things[name] }

// Metric returns the entries of a metric under one of its names, or nil.
func (s *Snapshot) Metric(name string) *Group { return s.metrics[name] }

// Entry returns the entry at an address, or nil. Where the address has no kind, or one that
// is gone, it is the one with the most rows.
func (s *Snapshot) Entry(at Address) *Entry {
	var of []*Entry
	if g := s.things[at.Thing]; g != nil {
		of = g.Entries
	} else if g := s.metrics[at.Metric]; g != nil && at.Thing == "" {
		of = g.Entries
	}
	var best *Entry
	most := 0
	for _, e := range of {
		if at.Thing == "" && e.Thing != "" || !e.measures(at.Metric) || e.Scope != at.Scope {
			continue
		}
		fit := 1
		if e.Metric == at.Metric {
			fit++
		}
		if at.Kind != "" && (e.Kind == at.Kind || e.kind == at.Kind) {
			fit += 2
		}
		if fit > most {
			best, most = e, fit
		}
	}
	return best
}

// Alike returns the entries of the thing and the metric of e that are of another kind:
// another unit, a plan, a month where e is of years.
func (s *Snapshot) Alike(e *Entry) (out []*Entry) {
	of := s.metrics[e.Metric]
	if g := s.things[e.Thing]; g != nil {
		of = g
	}
	if of == nil {
		return nil
	}
	for _, o := range of.Entries {
		if o != e && o.Thing == e.Thing && o.words == e.words && o.Scope == e.Scope {
			out = append(out, o)
		}
	}
	return out
}
