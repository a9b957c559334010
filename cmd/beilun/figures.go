package main

import (
	"context"
	"errors"
	"io"

	"beilun/cmd/beilun/terminal"
	"beilun/index/changes"
	"beilun/index/facts"
	"beilun/knowledge/ledger"
)

func runFigures(ctx context.Context, e *env) (err error) {
	fs := flags("figures")
	subject := fs.String("subject", "", "")
	metric := fs.String("metric", "", "")
	history := fs.Bool("history", false, "")
	asJSON := fs.Bool("json", false, "")
	asCSV := fs.Bool("csv", false, "")
	conflicts := fs.Bool("conflicts", false, "")
	paths, err := e.parse(fs)
	if err != nil {
		return err
	}
	if *asJSON && *asCSV {
		return misuse("figures.exclude")
	}
	if *conflicts && (*asCSV || *history) {
		return misuse("figures.exclude-conflicts")
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	if len(paths) > 0 {
		c.releases, c.index = paths, ""
	}
	x, err := readIndexFor(ctx, e, c, *subject, *metric)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	rows, err := x.Ledger(ctx, facts.Filter{Subject: *subject, Metric: *metric, Whole: true})
	if err != nil {
		return err
	}
	if *conflicts {
		return e.printConflicts(changes.ConflictsOf(ledger.Entries(rows)), *asJSON)
	}
	lines := terminal.LedgerLines(ledger.Entries(rows), *history)
	switch {
	case *asJSON:
		err = terminal.PrintLedgerJSON(e.stdout, lines)
	case *asCSV:
		err = terminal.PrintLedgerCSV(e.stdout, lines)
	default:
		_, err = io.WriteString(e.stdout, terminal.LedgerTable(lines))
	}
	if err == nil && len(lines) == 0 {
		e.say("figures.none")
		return errDeclined
	}
	return err
}

// printConflicts prints figures that do not agree.
func (e *env) printConflicts(found []changes.Conflict, asJSON bool) (err error) {
	if asJSON {
		err = terminal.PrintConflictsJSON(e.stdout, found, e.lang.Form())
	} else {
		_, err = io.WriteString(e.stdout, e.lang.Conflicts(found))
	}
	if err == nil && len(found) == 0 {
		e.say("figures.no-conflicts")
		return errDeclined
	}
	return err
}
