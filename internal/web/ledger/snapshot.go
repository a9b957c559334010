package ledger

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Snapshot is all figures at a time. Nobody changes it, so it is safe for concurrent use.
type Snapshot struct {
	Entries []*Entry // in the order of the newest releases
	Things  []*Group // by name; what all entries without a thing are of is not among them
	Metrics []*Group // by name

	state   index.State
	things  map[string]*Group // by every name
	metrics map[string]*Group
	names   []name // to search
}

// Entry is the figures of one metric of one thing, the present one and those before.
type Entry struct {
	Address
	Rows      []index.Row       // newest first; Rows[0] is the present one
	Standings []ledger.Standing // of each row

	words string // of the metric, as the ledger compares them
	kind  string // see kindOf
}

// Present returns the row that holds now.
func (e *Entry) Present() index.Row { return e.Rows[0] }

// Address names an entry. It is the same after a restart.
type Address struct {
	Thing  string // empty for figures of the place itself
	Metric string
	Scope  string // the whole or a part: empty if none is named
	Kind   string // sets apart entries with the same names; empty where there is one
}

// Group is the entries of a thing, or those of a metric.
type Group struct {
	Name    string
	Entries []*Entry // those with the most rows first

	sorting sync.Once
	bySize  []*Entry
}

// leastMetric is how many characters a metric has at least: 这 measures nothing.
const leastMetric = 2

func newSnapshot(entries []ledger.Entry[index.Row]) *Snapshot {
	s := &Snapshot{things: map[string]*Group{}, metrics: map[string]*Group{}}
	full := fullNames(entries)
	for _, e := range entries {
		b := &e.Rows[0].Figure.Binding
		if b.Doubtful() || utf8.RuneCountInString(e.Metric) < leastMetric {
			continue
		}
		en := &Entry{Address: Address{Thing: full[e.Subject], Metric: e.Metric, Scope: ledger.ScopeOf(b)}, Rows: e.Rows, Standings: make([]ledger.Standing, len(e.Rows))}
		for i := range e.Rows {
			en.Standings[i] = e.Standing(i)
		}
		en.words, en.kind = wordsOf(b), kindOf(en.Rows[0].Figure)
		s.Entries = append(s.Entries, en)
	}
	s.setApart()
	s.Things = groups(s.Entries, s.things, of{
		key: func(e *Entry) string { return e.Thing }, name: func(e *Entry) string { return e.Thing },
		row: func(r index.Row) string { return r.Figure.Binding.Subject },
	})
	s.Metrics = groups(s.Entries, s.metrics, of{
		key: func(e *Entry) string { return e.words }, name: func(e *Entry) string { return e.Metric },
		row: func(r index.Row) string { return r.Figure.Binding.Metric },
	})
	s.names = namesOf(s.Things, s.Metrics)
	return s
}

// fullNames returns for the subject of each entry the name that its thing is shown under:
// the fullest of another entry that has rows with that very subject. Where there are
// several it stays, because they may be two things.
func fullNames(entries []ledger.Entry[index.Row]) map[string]string {
	longer := map[string]string{}
	unclear := map[string]bool{}
	for _, e := range entries {
		for _, r := range e.Rows {
			name := r.Figure.Binding.Subject
			if name == "" || len(name) >= len(e.Subject) {
				continue
			}
			if known := longer[name]; known != "" && known != e.Subject {
				unclear[name] = true
			}
			longer[name] = e.Subject
		}
	}
	out := map[string]string{}
	for _, e := range entries {
		name := e.Subject
		for longer[name] != "" && !unclear[name] { // each is longer than the one before
			name = longer[name]
		}
		out[e.Subject] = name
	}
	return out
}

// kindOf returns what sets an entry of f apart from others with the same names: whether it
// is reached, a change or a rate, its dimension, and for what kind of time it is.
func kindOf(f *knowledge.Figure) string {
	parts := []string{ledger.Dimension(f), ledger.PeriodType(f.Binding.Period)}
	if state := ledger.StateClass(f.Binding.State); state != knowledge.Reached {
		parts = append(parts, string(state))
	}
	if f.Binding.Change {
		parts = append(parts, "change")
	}
	if f.Per != "" {
		parts = append(parts, "rate")
	}
	return strings.Join(parts, ".")
}

// wordsOf returns the words of a metric that the ledger compares.
func wordsOf(b *knowledge.Binding) string {
	return strings.TrimSpace(ledger.MeasureKey(&knowledge.Figure{Binding: knowledge.Binding{Words: b.Words}}))
}

// setApart gives entries with the same names a kind in their addresses, and a number where
// that is the same, too. What decides between these is their oldest row, which new releases
// do not change.
func (s *Snapshot) setApart() {
	alike := map[Address][]*Entry{}
	for _, e := range s.Entries {
		alike[e.Address] = append(alike[e.Address], e)
	}
	for _, es := range alike {
		if len(es) == 1 {
			continue
		}
		oldest := func(e *Entry) string { return e.Rows[len(e.Rows)-1].Passage.ID }
		slices.SortStableFunc(es, func(a, b *Entry) int {
			return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(oldest(a), oldest(b)))
		})
		n := 0
		for i, e := range es {
			if i > 0 && e.kind == es[i-1].kind {
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
	key, name func(*Entry) string // what a group has in common, and what it may be called
	row       func(index.Row) string
}

// groups returns the entries by their keys, sorted by name, and fills in names: every name
// that entries and rows have, where one group alone has it. A group has the name that most
// of its entries have, of these the shortest.
func groups(entries []*Entry, names map[string]*Group, of of) []*Group {
	var out []*Group
	byKey := map[string]*Group{}
	for _, e := range entries {
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
		slices.SortStableFunc(g.Entries, func(a, b *Entry) int { return cmp.Compare(len(b.Rows), len(a.Rows)) })
		for _, e := range g.Entries {
			for _, r := range e.Rows {
				name := of.row(r)
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

// measures reports whether metric is a name of what e measures.
func (e *Entry) measures(metric string) bool {
	return e.Metric == metric || slices.ContainsFunc(e.Rows, func(r index.Row) bool { return r.Figure.Binding.Metric == metric })
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
