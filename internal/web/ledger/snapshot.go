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
	order     []uint32 // the places of the rows of each entry, newest first
	standings []uint8  // of each of these rows in its entry: the place in standings
	state     index.State
	things    map[string]*Group // by every name
	metrics   map[string]*Group
	names     []name // to search

	mark        *byte
	first, last int // years of the oldest and the newest release with figures; 0 if none has a date
	found       found
}

// Mark returns what can be compared with the marks of other snapshots, and does not keep s in
// memory.
func (s *Snapshot) Mark() any { return s.mark }

// years fills in s.first and s.last.
func (s *Snapshot) years() {
	for _, r := range s.order {
		if y := s.dateOf(r).Year; y > 0 {
			s.last = max(s.last, y)
			if s.first == 0 || y < s.first {
				s.first = y
			}
		}
	}
}

// Group is the entries of a thing, or those of a metric.
type Group struct {
	Name    string
	Entries []*Entry // those with the most rows first

	sorting sync.Once
	bySize  []*Entry
}

// newSnapshot returns the figures that are packed.
func newSnapshot(k *packer) (*Snapshot, error) {
	s := &Snapshot{stock: k.stock, mark: new(byte), things: map[string]*Group{}, metrics: map[string]*Group{}, found: found{finding: make(chan struct{}, 1), years: map[int]*Changes{}}}
	m := &maker{Snapshot: s, packer: k}
	if err := m.makeEntries(k.sort()); err != nil {
		return nil, err
	}
	full := s.fullNames(m.made)
	s.Entries = make([]*Entry, 0, len(m.made))
	for _, e := range m.made {
		if !e.hidden {
			e.thing = full[e.subject]
			s.Entries = append(s.Entries, e.Entry)
		}
	}
	m.made = nil
	s.setApart(k)
	k.close()
	s.Things = s.groups(s.things, of{
		key: func(e *Entry) uint32 { return e.thing }, name: func(e *Entry) uint32 { return e.thing },
		row: func(r *packedRow) uint32 { return r.subject },
	})
	s.Metrics = s.groups(s.metrics, of{
		key: func(e *Entry) uint32 { return e.words }, name: func(e *Entry) uint32 { return e.metric },
		row: func(r *packedRow) uint32 { return r.metric },
	})
	s.names = namesOf(s.Things, s.Metrics)
	s.years()
	return s, nil
}

// setApart gives entries with the same names a kind in their addresses, and a number where
// that is the same, too. What decides between these is their oldest row, which new releases
// do not change.
func (s *Snapshot) setApart(k *packer) {
	type named struct {
		*Entry
		oldest string
	}
	names := func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.thing, b.thing), cmp.Compare(a.metric, b.metric), cmp.Compare(a.scope, b.scope))
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
			return cmp.Or(strings.Compare(s.said[a.kindOf], s.said[b.kindOf]), cmp.Compare(a.oldest, b.oldest))
		})
		n := 0
		for i, e := range alike {
			if i > 0 && e.kindOf == alike[i-1].kindOf {
				n++
			} else {
				n = 0
			}
			if e.kind = e.kindOf; n > 0 {
				e.kind = k.number(fmt.Sprintf("%s-%d", s.said[e.kindOf], n+1))
			}
		}
	}
}

// of says how entries are grouped.
type of struct {
	key, name func(*Entry) uint32     // what a group has in common, and what it may be called
	row       func(*packedRow) uint32 // a name there
}

// groups returns the entries of s by their keys, sorted by name, and fills in names: every name
// that entries and rows have, where one group alone has it. A group has the name that most
// of its entries have, of these the shortest.
func (s *Snapshot) groups(names map[string]*Group, of of) []*Group {
	var out []*Group
	byKey := map[uint32]*Group{}
	for _, e := range s.Entries {
		key := of.key(e)
		if s.said[key] == "" {
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
			count[s.said[of.name(e)]]++
		}
		g.Name = slices.MinFunc(slices.Collect(maps.Keys(count)), func(a, b string) int {
			return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
		})
		if names[g.Name] == nil {
			names[g.Name] = g
		}
	}
	others := map[uint32]*Group{}
	for _, g := range out {
		slices.SortStableFunc(g.Entries, func(a, b *Entry) int { return cmp.Compare(b.n, a.n) })
		for _, e := range g.Entries {
			for _, r := range e.rows() {
				name := of.row(&s.rows[r])
				if known, ok := others[name]; !ok {
					others[name] = g
				} else if known != g {
					others[name] = nil // of several
				}
			}
		}
	}
	for at, g := range others {
		if name := s.said[at]; names[name] == nil && g != nil && name != "" {
			names[name] = g
		}
	}
	slices.SortFunc(out, func(a, b *Group) int { return strings.Compare(a.Name, b.Name) })
	return out
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
		if at.Thing == "" && e.Thing() != "" || !e.measures(at.Metric) || e.Scope() != at.Scope {
			continue
		}
		fit := 1
		if e.Metric() == at.Metric {
			fit++
		}
		if at.Kind != "" && (s.said[e.kind] == at.Kind || s.said[e.kindOf] == at.Kind) {
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
	of := s.metrics[e.Metric()]
	if g := s.things[e.Thing()]; g != nil {
		of = g
	}
	if of == nil {
		return nil
	}
	for _, o := range of.Entries {
		if o != e && o.thing == e.thing && o.words == e.words && o.scope == e.scope {
			out = append(out, o)
		}
	}
	return out
}
