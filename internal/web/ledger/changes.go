package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"beilun/index"
	"beilun/index/changes"
	"beilun/knowledge"
)

// Changes are what the releases since a day brought, as changes.Found has it, but in few
// bytes: Some reads them back. Nobody changes it, so it is safe for concurrent use.
type Changes struct {
	Since  knowledge.Date
	Counts changes.Counts // of all, those left out too
	Left   int            // how many were left out

	of  *Snapshot
	all []change // newest first
}

// change is a change of a figure.
type change struct {
	kind   uint8 // its place in changes.Kinds
	row    uint32
	before uint32 // the place of a row and one more; 0 for none
}

// maxYears is for how many years a snapshot keeps the changes.
const maxYears = 8

// found are the changes since the beginnings of some years.
type found struct {
	finding chan struct{} // holds a value while changes are found
	mu      sync.Mutex
	years   map[int]*Changes
}

func (f *found) of(year int) *Changes {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.years[year]
}

func (f *found) keep(year int, c *Changes) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.years) == maxYears {
		clear(f.years)
	}
	f.years[year] = c
}

// Changes returns all that releases changed since a day, and maybe before it in its year. To
// find that takes a look at every figure, seconds if there are very many: it is done once
// for all days of a year, as many times as there are years of releases, and by one request
// at a time. The error is that of ctx.
func (s *Snapshot) Changes(ctx context.Context, since knowledge.Date) (*Changes, error) {
	year := max(s.first, min(since.Year, s.last))
	if c := s.found.of(year); c != nil {
		return c, nil
	}
	select {
	case s.found.finding <- struct{}{}:
		defer func() { <-s.found.finding }()
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the changes: %w", ctx.Err())
	}
	c := s.found.of(year)
	if c == nil {
		c = s.changes(knowledge.Date{Year: year})
		s.found.keep(year, c)
	}
	return c, nil
}

// changes returns what the releases since a day changed.
func (s *Snapshot) changes(since knowledge.Date) *Changes {
	out := &Changes{Since: since, of: s}
	for _, e := range s.Entries {
		if slices.ContainsFunc(e.rows(), func(i uint32) bool { return s.dateOf(i).Compare(since) >= 0 }) {
			out.all = e.changed(out.all, since)
		}
	}
	slices.SortStableFunc(out.all, func(a, b change) int { return cmp.Compare(a.row, b.row) })
	out.all = slices.Clip(out.all)
	out.count()
	return out
}

// changed adds what changed of an entry to out.
func (e *Entry) changed(out []change, since knowledge.Date) []change {
	rows, at := make([]index.Row, e.Len()), make(map[*knowledge.Figure]uint32, e.Len())
	for i, place := range e.rows() {
		row, err := e.of.lone(place)
		if err != nil {
			return out // it was read when the entry was made
		}
		rows[i], at[row.Figure] = row, place
	}
	for _, c := range changes.OfEntry(rows, since) {
		one := change{kind: uint8(slices.Index(changes.Kinds[:], c.Kind)), row: at[c.Row.Figure]}
		if c.Before != nil {
			one.before = at[c.Before.Figure] + 1
		}
		out = append(out, one)
	}
	return out
}

func (c *Changes) count() {
	for _, one := range c.all {
		c.Counts.Add(changes.Kinds[one.kind])
	}
}

// From returns what of c, which has all changes, is dated since a later day, most changes at
// most: of more, the kinds that come last in changes.Kinds and the oldest are left out.
func (c *Changes) From(since knowledge.Date, most int) *Changes {
	n := slices.IndexFunc(c.all, func(one change) bool { return c.of.dateOf(one.row).Compare(since) < 0 })
	if n < 0 {
		n = len(c.all)
	}
	out := &Changes{Since: since, of: c.of, all: c.all[:n:n]}
	out.count()
	if n <= most {
		return out
	}
	room := out.Counts.Room(most)
	out.all, out.Left = make([]change, 0, most), n-most
	for _, one := range c.all[:n] {
		if k := changes.Kinds[one.kind]; room[k] > 0 {
			room[k]--
			out.all = append(out.all, one)
		}
	}
	return out
}

// Len returns how many changes c has.
func (c *Changes) Len() int { return len(c.all) }

// Some returns those of a part of c.
func (c *Changes) Some(from, to int) []changes.Change {
	out := make([]changes.Change, 0, to-from)
	for _, one := range c.all[from:to] {
		row := c.of.row(one.row)
		full := changes.Change{Kind: changes.Kinds[one.kind], Day: row.Passage.Release.Date, Row: row}
		if one.before > 0 {
			before := c.of.row(one.before - 1)
			full.Before = &before
		}
		out = append(out, full)
	}
	return out
}
