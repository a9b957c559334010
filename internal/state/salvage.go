package state

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"beilun/internal/state/pages"
)

// salvaged is what is kept of a damaged file, or of one of version 1.
type salvaged struct {
	tables  map[string]map[string]entry
	guessed map[string]bool // tables with entries that may be old or deleted ones
	losses  []Loss          // those that the file knew of
	loss    Loss            // what this damage has cost; of a file without damage, none
}

// salvage reads the entries of a file again, and keeps those that can be trusted.
func (f *finding) salvage(now time.Time) *salvaged {
	s := &salvaged{tables: map[string]map[string]entry{}, guessed: map[string]bool{}}
	if f.damage != nil {
		s.loss = Loss{At: now, Why: firstLine(f.damage), Stale: f.stale}
	}
	if f.best == nil {
		s.searchPages(f)
		return s
	}
	c := readTree(f.best.again, true)
	s.losses = c.losses
	lacking := false
	for _, name := range tableNames() {
		s.tables[name] = c.tables[name].entries
		lacking = lacking || !c.tables[name].whole
	}
	if lacking && !c.isOld {
		s.addOrphans(c)
	}
	for _, name := range tableNames() {
		if t := c.tables[name]; !t.whole {
			kept := len(s.tables[name])
			s.loss.Tables = append(s.loss.Tables, TableLoss{Table: name, Kept: kept, Lost: max(t.wants-kept, 0), Unknown: t.wants <= t.n || s.guessed[name]})
		}
	}
	if f.damage != nil && (f.stale || slices.ContainsFunc(s.loss.Tables, func(t TableLoss) bool { return t.Table == "deliveries" })) {
		s.distrust()
	}
	return s
}

// searchPages takes what there is on the pages of a file without any tree.
func (s *salvaged) searchPages(f *finding) {
	for _, name := range tableNames() {
		s.tables[name] = map[string]entry{}
	}
	if f.file != nil {
		none := f.file.WalkRoot(0, func(string, []byte, []byte) {})
		s.takeOrphans(none, tableNames())
	}
	for _, name := range tableNames() {
		s.loss.Tables = append(s.loss.Tables, TableLoss{Table: name, Kept: len(s.tables[name]), Unknown: true})
	}
	s.distrust()
}

// addOrphans takes, for the tables that lack entries, those on pages that the tree does
// not reach.
func (s *salvaged) addOrphans(c *contents) {
	var lacking []string
	for name, t := range c.tables {
		if !t.whole {
			lacking = append(lacking, name)
		}
	}
	s.takeOrphans(c.tree, lacking)
}

// takeOrphans takes entries of some tables from the pages that a tree does not reach. A
// checksum says which table an entry is of.
func (s *salvaged) takeOrphans(tree *pages.Tree, tables []string) {
	tree.Orphans(func(certain bool, _ string, key, value []byte) {
		for _, name := range tables {
			_, at, raw, ok := parse(name, key, value)
			if !ok {
				continue
			}
			e, ok := orphan(name, entry{at, raw}, certain)
			if old, has := s.tables[name][string(key)]; ok && (!has || old.at.Before(e.at) || old.at.Equal(e.at) && progress(name, e) > progress(name, old)) {
				s.tables[name][string(key)] = e
				s.guessed[name] = s.guessed[name] || !certain
			}
			return
		}
	})
}

// lasting are the tables whose entries do no harm when they come back after they were
// deleted. Of the others, an entry comes back only if it is certain that it was not.
var lasting = []string{"names", "topics", "replies", "flags", "threads", "settings", "feedback", "answered", "places", "quiet"}

// orphan returns an entry as it is taken from a page that the tree does not reach, and
// whether it is. A delivery that may have been answered since is taken as one that will
// not be.
func orphan(table string, e entry, certain bool) (entry, bool) {
	switch {
	case certain || slices.Contains(lasting, table):
		return e, true
	case table == "deliveries":
		return withStatus(e, func(s Status) Status {
			if s == Answered {
				return s
			}
			return Dropped
		}), true
	}
	return e, false
}

// progress returns how far a delivery has come; 0 for an entry of another table.
func progress(table string, e entry) int {
	var v Delivery
	if table != "deliveries" || json.Unmarshal(e.raw, &v) != nil {
		return 0
	}
	return slices.Index([]Status{Waiting, Pending, Dropped, Answered}, v.Status)
}

// distrust makes every waiting delivery a pending one: something may have been posted for
// it, so that the bot looks for that first.
func (s *salvaged) distrust() {
	for id, e := range s.tables["deliveries"] {
		s.tables["deliveries"][id] = withStatus(e, func(s Status) Status {
			if s == Waiting {
				return Pending
			}
			return s
		})
	}
}

// withStatus returns a delivery with the status that change makes of its own. One that is
// settled has no payload.
func withStatus(e entry, change func(Status) Status) entry {
	var v Delivery
	if json.Unmarshal(e.raw, &v) != nil {
		return e
	}
	if v.Status = change(v.Status); v.Status == Answered || v.Status == Dropped {
		v.Payload = nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return e
	}
	return entry{e.at, raw}
}

// source returns the entries as a source, those of a table by key.
func (s *salvaged) source(table string, yield func(key string, e entry) error) error {
	all := s.tables[table]
	keys := make([]string, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if err := yield(k, all[k]); err != nil {
			return err
		}
	}
	return nil
}

// firstLine returns the first of joined errors.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
