package main

import (
	"context"
	"errors"
	"io"

	"beilun/cmd/beilun/terminal"
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
	paths, err := e.parse(fs)
	if err != nil {
		return err
	}
	if *asJSON && *asCSV {
		return misuse("figures.exclude")
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
