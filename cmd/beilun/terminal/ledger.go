package terminal

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math/big"
	"strings"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// LedgerLine is a row of the ledger to be printed.
type LedgerLine struct {
	entry    index.Entry
	row      index.Row
	standing ledger.Standing
}

// LedgerLines returns the present row of each entry, unless it is doubtful, or all
// rows for a history.
func LedgerLines(entries []index.Entry, history bool) []LedgerLine {
	var out []LedgerLine
	for _, en := range entries {
		for i, r := range en.Rows {
			if i == 0 && !r.Figure.Binding.Doubtful() || history {
				out = append(out, LedgerLine{en, r, en.Standing(i)})
			}
		}
	}
	return out
}

// fields returns the fields of l in the table.
func (l LedgerLine) fields() []string {
	f, w := l.row.Figure, Words()
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

// LedgerTable returns lines as a table.
func LedgerTable(lines []LedgerLine) string {
	if len(lines) == 0 {
		return ""
	}
	rows := [][]string{Words().LedgerHeads}
	for _, l := range lines {
		fields := l.fields()
		for i, f := range fields {
			fields[i] = zhtext.Truncate(singleSpaced(f), maxColumn)
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

func (l LedgerLine) json() ledgerJSON {
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

func PrintLedgerJSON(w io.Writer, lines []LedgerLine) error {
	for _, l := range lines {
		if err := PrintJSON(w, l.json(), OneALine); err != nil {
			return fmt.Errorf("print figures: %w", err)
		}
	}
	return nil
}

func PrintLedgerCSV(w io.Writer, lines []LedgerLine) error {
	out := csv.NewWriter(w)
	var failed error
	write := func(fields ...string) {
		for i, f := range fields {
			fields[i] = inert(Printable(f))
		}
		failed = out.Write(fields)
	}
	write("subject", "scope", "metric", "text", "kind", "value", "lo", "hi", "unit", "per", "qualifier", "time", "state", "change", "period", "standing", "date", "source", "title", "url", "passage", "sentence")
	for _, l := range lines {
		j := l.json()
		change := ""
		if j.Change {
			change = "change"
		}
		write(j.Subject, j.Scope, j.Metric, oneLine(j.Text), string(j.Kind), j.Value, j.Lo, j.Hi, j.Unit, j.Per, j.Qualifier, j.Time, string(j.State), change, j.Period,
			string(j.Standing), j.Date, j.Release.Source, j.Release.Title, j.Release.URL, j.Passage, oneLine(j.Sentence))
		if failed != nil {
			break
		}
	}
	out.Flush()
	if err := cmp.Or(failed, out.Error()); err != nil {
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
