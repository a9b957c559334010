package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"

	"beilun/index"
	"beilun/index/facts"
	"beilun/internal/zhtext"
	"beilun/knowledge"
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
	lines := ledgerLines(ledger.Entries(rows), *history)
	switch {
	case *asJSON:
		err = printLedgerJSON(e.stdout, lines)
	case *asCSV:
		err = printLedgerCSV(e.stdout, lines)
	default:
		_, err = io.WriteString(e.stdout, ledgerTable(lines))
	}
	if err == nil && len(lines) == 0 {
		e.logf("%s", terminalWords().NoFigures)
		return errDeclined
	}
	return err
}

// ledgerLine is a row of the ledger to be printed.
type ledgerLine struct {
	entry    index.Entry
	row      index.Row
	standing ledger.Standing
}

// ledgerLines returns the present row of each entry, unless it is doubtful, or all
// rows for a history.
func ledgerLines(entries []index.Entry, history bool) []ledgerLine {
	var out []ledgerLine
	for _, en := range entries {
		for i, r := range en.Rows {
			if i == 0 && !r.Figure.Binding.Doubtful() || history {
				out = append(out, ledgerLine{en, r, en.Standing(i)})
			}
		}
	}
	return out
}

// fields returns the fields of l in the table.
func (l ledgerLine) fields() []string {
	f, w := l.row.Figure, terminalWords()
	notes := stateOf(f)
	if s := w.Standings[l.standing]; s != "" {
		notes = strings.TrimSuffix(s+"、"+notes, "、")
	}
	if f.Binding.Doubtful() {
		notes = strings.TrimPrefix(notes+"、"+w.Doubtful, "、")
	}
	rel := l.row.Passage.Release
	from := rel.Source
	if from == "" {
		from = rel.ID
	}
	return []string{f.Binding.Subject, metricOf(f), oneLine(f.Text), knowledge.PeriodOf(*f, l.row.Passage.Figures), notes, rel.Date.String(), from}
}

// ledgerTable returns lines as a table.
func ledgerTable(lines []ledgerLine) string {
	if len(lines) == 0 {
		return ""
	}
	rows := [][]string{terminalWords().LedgerHeads}
	for _, l := range lines {
		fields := l.fields()
		for i, f := range fields {
			fields[i] = zhtext.Truncate(f, maxColumn)
		}
		rows = append(rows, fields)
	}
	return columns(rows, "", "  ")
}

// ledgerJSON is a row of the ledger for scripts. Values are exact decimals, or
// fractions if they have no finite decimal form.
type ledgerJSON struct {
	Subject   string          `json:"subject"`
	Scope     string          `json:"scope,omitempty"`
	Metric    string          `json:"metric"`
	Text      string          `json:"text"`
	Kind      knowledge.Kind  `json:"kind"`
	Value     string          `json:"value,omitempty"`
	Lo        string          `json:"lo,omitempty"`
	Hi        string          `json:"hi,omitempty"`
	Unit      string          `json:"unit,omitempty"`
	Per       string          `json:"per,omitempty"`
	Qualifier string          `json:"qualifier,omitempty"`
	Time      string          `json:"time,omitempty"`
	State     knowledge.State `json:"state,omitempty"`
	Change    bool            `json:"change,omitempty"`
	Period    string          `json:"period,omitempty"`
	Standing  ledger.Standing `json:"standing"`
	Doubtful  bool            `json:"doubtful,omitempty"`
	Sentence  string          `json:"sentence"`
	Passage   string          `json:"passage"`
	Release   index.Release   `json:"release"`
	Date      string          `json:"date"`
}

func (l ledgerLine) json() ledgerJSON {
	f, b := l.row.Figure, l.row.Figure.Binding
	return ledgerJSON{
		b.Subject, b.Scope, b.Metric, f.Text, f.Kind, exact(f.Value), exact(f.Lo), exact(f.Hi), f.Unit, f.Per, f.Qualifier, f.Time,
		b.State, b.Change, b.Period, l.standing, b.Doubtful(), l.row.Sentence().Of(l.row.Passage.Text), l.row.Passage.ID, l.row.Passage.Release,
		l.row.Passage.Release.Date.String(),
	}
}

// exact returns v without rounding, empty for nil.
func exact(v *big.Rat) string {
	if v == nil {
		return ""
	}
	if n, ok := v.FloatPrec(); ok {
		return v.FloatString(n)
	}
	return v.RatString()
}

func printLedgerJSON(w io.Writer, lines []ledgerLine) error {
	for _, l := range lines {
		if err := printJSON(w, l.json(), oneALine); err != nil {
			return fmt.Errorf("print figures: %w", err)
		}
	}
	return nil
}

func printLedgerCSV(w io.Writer, lines []ledgerLine) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"subject", "scope", "metric", "text", "kind", "value", "lo", "hi", "unit", "per", "qualifier", "time", "state", "change", "period", "standing", "date", "source", "title", "url", "passage", "sentence"}}
	for _, l := range lines {
		j := l.json()
		change := ""
		if j.Change {
			change = "change"
		}
		rows = append(rows, []string{j.Subject, j.Scope, j.Metric, oneLine(j.Text), string(j.Kind), j.Value, j.Lo, j.Hi, j.Unit, j.Per, j.Qualifier, j.Time, string(j.State), change, j.Period,
			string(j.Standing), j.Date, j.Release.Source, j.Release.Title, j.Release.URL, j.Passage, oneLine(j.Sentence)})
	}
	for _, r := range rows {
		for i := range r {
			r[i] = inert(r[i])
		}
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("print figures: %w", err)
	}
	return nil
}

// inert quotes text that a spreadsheet would take for a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
