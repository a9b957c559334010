package main

import (
	"context"
	"errors"
	"io"

	"beilun/cmd/beilun/terminal"
	"beilun/index/facts"
	"beilun/knowledge/ledger"
)

const figuresUsage = `beilun figures [-subject S] [-metric M] [-history] [-json|-csv] [FILE…]

lists the figures of the releases by what they measure: the present figure of
each, with -history the ones it took the place of, too, and those of which it was
hard to tell what they are of (存疑). Without FILE it lists
the releases that BEILUN_RELEASES names, and without that the built-in ones.

  -subject S  only figures of S, a name or a part of one
  -metric M   only figures of M: 总投资, 入驻企业
  -history    older, restated, conflicting, withdrawn and doubtful figures, too
  -json       print them as JSON, one object a line
  -csv        print them as CSV
`

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
		return usagef("figures: -json and -csv exclude each other")
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
	rows, err := x.Ledger(ctx, facts.Filter{Subject: *subject, Metric: *metric})
	switch {
	case errors.Is(err, facts.ErrTooMany):
		e.logf("figures: too many passages; what follows is a part of it, narrow it with -subject and -metric")
	case err != nil:
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
		e.logf("%s", terminal.Words().NoFigures)
		return errDeclined
	}
	return err
}
