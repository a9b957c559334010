package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/plain"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Entry is the figures of one metric of one thing, the present one and those before.
type Entry struct {
	of      *Snapshot
	from, n uint32  // its rows in Snapshot.order
	value   float64 // of the present figure; 0 without one

	// Places in stock.said: of its address, of the words of the metric as the ledger compares
	// them, of kindOf and of Measure.
	thing, metric, scope, kind uint32
	words, kindOf, measure     uint32
}

// Address names an entry. It is the same after a restart.
type Address struct {
	Thing  string // empty for figures of the place itself
	Metric string
	Scope  string // the whole or a part: empty if none is named
	Kind   string // sets apart entries with the same names; empty where there is one
}

// Address returns the address of e.
func (e *Entry) Address() Address {
	return Address{e.Thing(), e.Metric(), e.Scope(), e.of.said[e.kind]}
}

// Thing returns the name of the thing, as in the address.
func (e *Entry) Thing() string { return e.of.said[e.thing] }

// Metric returns what is measured, as in the address.
func (e *Entry) Metric() string { return e.of.said[e.metric] }

// Scope returns the part that is measured, as in the address.
func (e *Entry) Scope() string { return e.of.said[e.scope] }

// Len returns how many rows e has.
func (e *Entry) Len() int { return int(e.n) }

// Row returns a row of e by its place: the newest is the first, and the present one. Its
// passage is read back from what is kept of it, so that who needs a row often keeps it.
func (e *Entry) Row(i int) index.Row { return e.of.row(e.rows()[i]) }

// Present returns the row that holds now.
func (e *Entry) Present() index.Row { return e.Row(0) }

// Newest returns the newest rows of e, most of them at most.
func (e *Entry) Newest(most int) []index.Row {
	out := make([]index.Row, min(most, e.Len()))
	for i := range out {
		out[i] = e.Row(i)
	}
	return out
}

// Standing returns how a row relates to the present one.
func (e *Entry) Standing(i int) ledger.Standing {
	return standings[e.of.standings[int(e.from)+i]]
}

// Plain returns the form of e for JSON with its newest rows, most of them at most.
func (e *Entry) Plain(f plain.Form, most int) plain.Entry {
	out := f.EntryOf(index.Entry{Subject: e.Thing(), Scope: e.Scope(), Metric: e.Metric(), Rows: e.Newest(most)}, most)
	out.Total = e.Len()
	return out
}

// rows returns the places of the rows of e.
func (e *Entry) rows() []uint32 { return e.of.order[e.from : e.from+e.n] }

// measures reports whether metric is a name of what e measures.
func (e *Entry) measures(metric string) bool {
	return e.Metric() == metric || slices.ContainsFunc(e.rows(), func(i uint32) bool { return e.of.said[e.of.rows[i].metric] == metric })
}

// leastMetric is how many characters a metric has at least: 这 measures nothing.
const leastMetric = 2

// building is a row of an entry that is being made.
type building struct {
	index.Row
	at uint32 // its place
}

// made is an entry that is being made.
type made struct {
	*Entry
	first   uint32 // the place of its newest row by release
	subject uint32 // the fullest name of its thing, in stock.said
	hidden  bool   // it is not shown
}

// maker makes the entries of a snapshot: those of one measure after those of another, so that
// few rows are unpacked at a time.
type maker struct {
	*Snapshot
	*packer
	made []made
	slab []Entry
}

// makeEntries returns the entries of s in order, and fills in what s has of their rows. The
// rows of each measure have the places.
func (m *maker) makeEntries(places [][]uint32) error {
	m.order, m.standings = make([]uint32, 0, len(m.Snapshot.rows)), make([]uint8, 0, len(m.Snapshot.rows))
	for _, of := range places {
		rows, all := make([]*building, len(of)), make([]building, len(of))
		for i, at := range of {
			row, err := m.Snapshot.lone(at)
			if err != nil {
				return err
			}
			all[i] = building{row, at}
			rows[i] = &all[i]
		}
		for _, e := range ledger.Entries(rows) {
			if err := m.entry(e); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(m.made, func(a, b made) int { return cmp.Compare(a.first, b.first) })
	return nil
}

// entry makes an entry.
func (m *maker) entry(of ledger.Entry[*building]) error {
	const slab = 1024
	if len(m.slab) == cap(m.slab) {
		m.slab = make([]Entry, 0, slab)
	}
	present := of.Rows[0].Figure
	b := &present.Binding
	m.slab = append(m.slab, Entry{of: m.Snapshot, from: uint32(len(m.order)), n: uint32(len(of.Rows))})
	e := &m.slab[len(m.slab)-1]
	scope := ledger.ScopeOf(b)
	e.metric, e.scope, e.kind = m.number(of.Metric), m.number(scope), m.number("")
	e.words, e.kindOf, e.measure = m.number(wordsOf(b)), m.number(kindOf(present)), m.number("")
	if present.Value != nil {
		e.measure = m.number(fmt.Sprint(present.Unit, " ", scope, " ", b.Change, " ", present.Per != ""))
		e.value, _ = present.Value.Float64()
	}
	first := of.Rows[0].at
	for i, r := range of.Rows {
		standing := slices.Index(standings[:], of.Standing(i))
		if standing < 0 {
			return fmt.Errorf("standing %q is unknown", of.Standing(i))
		}
		m.order, m.standings = append(m.order, r.at), append(m.standings, uint8(standing))
		first = min(first, r.at)
	}
	m.made = append(m.made, made{e, first, m.number(of.Subject), b.Doubtful() || utf8.RuneCountInString(of.Metric) < leastMetric})
	return nil
}

// fullNames returns for the subject of each entry the name that its thing is shown under:
// the fullest of another entry that has rows with that very subject. Where there are
// several it stays, because they may be two things.
func (s *Snapshot) fullNames(entries []made) map[uint32]uint32 {
	longer := map[uint32]uint32{}
	unclear := map[uint32]bool{}
	for _, e := range entries {
		for _, r := range e.rows() {
			name := s.rows[r].subject
			if s.said[name] == "" || len(s.said[name]) >= len(s.said[e.subject]) {
				continue
			}
			if known, ok := longer[name]; ok && known != e.subject {
				unclear[name] = true
			}
			longer[name] = e.subject
		}
	}
	out := map[uint32]uint32{}
	for _, e := range entries {
		name := e.subject
		for to, ok := longer[name]; ok && !unclear[name]; to, ok = longer[name] { // each is longer than the one before
			name = to
		}
		out[e.subject] = name
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
