package main

import (
	"context"
	"errors"
	"io"
	"math"
	"time"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/changes"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// changesDays is how many days before the newest release beilun changes goes back.
const changesDays = 30

// maxChanges is how many changes are printed for people; as JSON all are.
const maxChanges = 200

func runChanges(ctx context.Context, e *env) (err error) {
	fs := flags("changes")
	since := onFlag(fs, "since")
	asJSON := fs.Bool("json", false, "")
	paths, err := e.parse(fs)
	if err != nil {
		return err
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	if len(paths) > 0 {
		c.releases, c.index = paths, ""
	}
	x, err := readIndexFor(ctx, e, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	newest, undated := dates(x)
	if since.IsZero() {
		*since = daysBefore(newest, changesDays)
	}
	rows, err := x.Ledger(ctx, facts.Filter{Whole: true})
	if err != nil {
		return err
	}
	opts := changes.Options{Most: maxChanges}
	if *asJSON {
		opts.Most = math.MaxInt
	}
	found := changes.Of(ledger.Entries(rows), *since, opts)
	if *asJSON {
		err = terminal.PrintChangesJSON(e.stdout, found, e.lang.Form())
	} else if len(found.Changes) > 0 {
		_, err = io.WriteString(e.stdout, e.lang.Changes(found, newest))
	}
	if undated > 0 {
		e.say("changes.undated", undated)
	}
	if err == nil && len(found.Changes) == 0 {
		e.say("changes.none", since)
		return errDeclined
	}
	return err
}

// dates returns the newest date of the releases of x, and how many have none.
func dates(x *index.Index) (newest knowledge.Date, undated int) {
	for _, r := range x.Releases() {
		if r.Date.IsZero() {
			undated++
		} else if r.Date.Compare(newest) > 0 {
			newest = r.Date
		}
	}
	return newest, undated
}

// daysBefore returns the day that is days before d, which may be no more than a month or
// a year: its first day is taken then. For the zero day it returns that.
func daysBefore(d knowledge.Date, days int) knowledge.Date {
	if d.IsZero() {
		return d
	}
	y, m, day := time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day)-days, 12, 0, 0, 0, time.UTC).Date()
	return knowledge.Date{Year: y, Month: int(m), Day: day}
}
