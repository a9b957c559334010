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
	Address

	of      *Snapshot
	from, n uint32 // its rows in Snapshot.order

	words   string  // of the metric, as the ledger compares them
	kind    string  // see kindOf
	measure string  // see Measure
	value   float64 // of the present figure; 0 without one
}

// Address names an entry. It is the same after a restart.
type Address struct {
	Thing  string // empty for figures of the place itself
	Metric string
	Scope  string // the whole or a part: empty if none is named
	Kind   string // sets apart entries with the same names; empty where there is one
}

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
	return standings[e.of.rows[e.rows()[i]].standing]
}

// Plain returns the form of e for JSON with its newest rows, most of them at most.
func (e *Entry) Plain(f plain.Form, most int) plain.Entry {
	out := f.EntryOf(index.Entry{Subject: e.Thing, Scope: e.Scope, Metric: e.Metric, Rows: e.Newest(most)}, most)
	out.Total = e.Len()
	return out
}

// rows returns the places of the rows of e.
func (e *Entry) rows() []uint32 { return e.of.order[e.from : e.from+e.n] }

// measures reports whether metric is a name of what e measures.
func (e *Entry) measures(metric string) bool {
	return e.Metric == metric || slices.ContainsFunc(e.rows(), func(i uint32) bool { return e.of.said[e.of.rows[i].metric] == metric })
}

// building is a row of an entry that is being made.
type building struct {
	index.Row
	at uint32 // its place
}

// made is an entry that is being made.
type made struct {
	*Entry
	first   uint32 // the place of its newest row by release
	subject string // the fullest name of its thing
	hidden  bool   // it is not shown
}

// leastMetric is how many characters a metric has at least: 这 measures nothing.
const leastMetric = 2

// maker makes the entries of a snapshot: those of one measure after those of another, so that
// few rows are unpacked at a time.
type maker struct {
	*Snapshot
	made  []made
	slab  []Entry
	texts map[string]string // those of entries, to have each once
}

// makeEntries returns the entries of s, and fills in s.order and the standings of its rows.
func (s *Snapshot) makeEntries() ([]made, error) {
	m := &maker{Snapshot: s, texts: map[string]string{}}
	places := s.byMeasure()
	s.order = make([]uint32, 0, len(places))
	for len(places) > 0 {
		n := 1
		for n < len(places) && s.rows[places[n]].measure == s.rows[places[0]].measure {
			n++
		}
		rows := make([]*building, n)
		all := make([]building, n)
		for i, at := range places[:n] {
			row, err := s.lone(at)
			if err != nil {
				return nil, err
			}
			all[i] = building{row, at}
			rows[i] = &all[i]
		}
		for _, e := range ledger.Entries(rows) {
			if err := m.add(e); err != nil {
				return nil, err
			}
		}
		places = places[n:]
	}
	slices.SortFunc(m.made, func(a, b made) int { return cmp.Compare(a.first, b.first) })
	return m.made, nil
}

// add makes an entry.
func (m *maker) add(of ledger.Entry[*building]) error {
	const slab = 1024
	if len(m.slab) == cap(m.slab) {
		m.slab = make([]Entry, 0, slab)
	}
	present := of.Rows[0].Figure
	b := &present.Binding
	m.slab = append(m.slab, Entry{
		Address: Address{Metric: of.Metric, Scope: ledger.ScopeOf(b)}, of: m.Snapshot, from: uint32(len(m.order)), n: uint32(len(of.Rows)),
		words: m.text(wordsOf(b)), kind: m.text(kindOf(present)),
	})
	e := &m.slab[len(m.slab)-1]
	if present.Value != nil {
		e.measure = m.text(fmt.Sprint(present.Unit, " ", e.Scope, " ", b.Change, " ", present.Per != ""))
		e.value, _ = present.Value.Float64()
	}
	first := of.Rows[0].at
	for i, r := range of.Rows {
		standing, err := standingNumber(of.Standing(i))
		if err != nil {
			return err
		}
		m.rows[r.at].standing = standing
		m.order = append(m.order, r.at)
		first = min(first, r.at)
	}
	m.made = append(m.made, made{e, first, of.Subject, b.Doubtful() || utf8.RuneCountInString(of.Metric) < leastMetric})
	return nil
}

func (m *maker) text(s string) string {
	known, ok := m.texts[s]
	if !ok {
		m.texts[s], known = s, s
	}
	return known
}

// fullNames returns for the subject of each entry the name that its thing is shown under:
// the fullest of another entry that has rows with that very subject. Where there are
// several it stays, because they may be two things.
func (s *Snapshot) fullNames(entries []made) map[string]string {
	longer := map[string]string{}
	unclear := map[string]bool{}
	for _, e := range entries {
		for _, r := range e.rows() {
			name := s.said[s.rows[r].subject]
			if name == "" || len(name) >= len(e.subject) {
				continue
			}
			if known := longer[name]; known != "" && known != e.subject {
				unclear[name] = true
			}
			longer[name] = e.subject
		}
	}
	out := map[string]string{}
	for _, e := range entries {
		name := e.subject
		for longer[name] != "" && !unclear[name] { // each is longer than the one before
			name = longer[name]
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
