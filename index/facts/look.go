package facts

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// findWork is what looking for the rows of one thing takes, in comparisons, and
// readWork what reading one of the passages takes.
const (
	findWork = 200
	readWork = 10
)

// newestCompared is comparison.newest of a sync.
const newestCompared = 32

// search is what is read of the ledger for the rows that a release has of an
// entry.
type search struct {
	sought
	name     string
	from, to string // ages: what is read beside the newest
	all      bool
}

// searchOf returns which earlier rows may matter for those that a release has of an
// entry: the newest, those of about the same day, and all of them if the release
// takes something back.
func searchOf(rows []passage.Row) search {
	s := search{sought: soughtOf(rows[0]), name: rows[0].Figure.Binding.Subject}
	for i, r := range rows {
		from, to := agesAround(r.AsOf(), ledger.ConflictDays)
		if i == 0 || from < s.from {
			s.from = from
		}
		s.to = max(s.to, to)
		s.all = s.all || r.Figure.Binding.State == knowledge.Withdrawn
	}
	return s
}

// agesAround returns the ages between which all days are that are at most days
// away from d.
func agesAround(d knowledge.Date, days int) (from, to string) {
	if d.IsZero() {
		return age(d), age(d)
	}
	day := time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC)
	ageOf := func(t time.Time) string {
		return age(knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
	}
	return ageOf(day.AddDate(0, 0, days+1)), ageOf(day.AddDate(0, 0, -days-1))
}

// looked is what a search has found.
type looked struct {
	rows []past
	read int // passages
}

// lookAll reads the earlier rows of the entries of a release, on all processors: half of the
// time in which a new release can be found goes into that. The searches for one thing are
// made one after the other.
func (c *comparison) lookAll(ctx context.Context, entries []Entry) error {
	var keys []search
	sought := map[search]bool{}
	byName := map[string][]int{} // places in keys
	var names []string
	for _, e := range entries {
		key := searchOf(e.Rows)
		if _, known := c.found[key]; known || sought[key] {
			continue
		}
		sought[key] = true
		if byName[key.name] == nil {
			names = append(names, key.name)
		}
		byName[key.name] = append(byName[key.name], len(keys))
		keys = append(keys, key)
	}
	found, called := make([]looked, len(keys)), make([]map[string]bool, len(names)) // each written by one goroutine
	var next atomic.Int64
	errs := make([]error, min(runtime.GOMAXPROCS(0), len(names)))
	var group sync.WaitGroup
	for w := range errs {
		group.Go(func() {
			errs[w] = c.before.Ledger(func(r *Reader) error {
				for i := next.Add(1) - 1; i < int64(len(names)); i = next.Add(1) - 1 {
					var err error
					if called[i], err = c.lookFor(ctx, r, names[i], byName[names[i]], keys, found); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for i, name := range names {
		c.names[name] = called[i]
	}
	for i, key := range keys {
		c.found[key] = found[i].rows
		c.work += findWork + readWork*found[i].read
	}
	return nil
}

// lookFor makes the searches for the thing called name, which have places in keys, and
// returns the names of the thing. It is called by several goroutines at once and changes
// nothing of c.
func (c *comparison) lookFor(ctx context.Context, r *Reader, name string, places []int, keys []search, found []looked) (names map[string]bool, err error) {
	if names = c.names[name]; names == nil {
		if names, _, err = namesOf(c.rulings, r.Segments, name); err != nil {
			return nil, err
		}
	}
	for _, i := range places {
		if found[i], err = c.look(ctx, r, keys[i], names); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// look makes a search for a thing that has names.
func (c *comparison) look(ctx context.Context, r *Reader, key search, names map[string]bool) (looked, error) {
	w := window{newest: c.newest, from: key.from, to: key.to, ownState: true, passing: func(o passage.Row) bool { return c.leaving[o.Passage.Release.ID] }}
	if key.all {
		w.newest = MaxPassages
	}
	all, read, err := r.history(ctx, key.sought, names, w, func(o passage.Row) bool {
		return soughtOf(o) == key.sought && CanBeNews(o) && !c.absent[o.Passage.Release.ID]
	})
	if err != nil {
		return looked{}, err
	}
	ps := make([]past, len(all))
	for i, o := range all {
		ps[i] = past{Row: o, leaving: c.leaving[o.Passage.Release.ID]}
	}
	return looked{ps, read}, nil
}
