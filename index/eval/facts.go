package eval

import (
	"context"
	"errors"
	"fmt"
	"path"

	"beilun/index"
	"beilun/index/eval/facts"
	indexfacts "beilun/index/facts"
	"beilun/knowledge/ledger"
)

// Facts compares the ledger of corpus with the facts that a reader marked in its
// releases. A fact names its release by the base name of its file.
func (r Run) Facts(ctx context.Context, corpus index.Corpus, marked Input) (_ []facts.Result, _ facts.Score, err error) {
	byRelease := map[string][]facts.Fact{}
	var order []string
	err = EachLine(marked, marked.Name, func(f facts.Fact) error {
		id := path.Base(f.Release)
		if byRelease[id] == nil {
			order = append(order, id)
		}
		byRelease[id] = append(byRelease[id], f)
		return nil
	})
	if err != nil {
		return nil, facts.Score{}, err
	}
	x, err := r.open(ctx, corpus)
	if err != nil {
		return nil, facts.Score{}, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	rows, err := x.Ledger(ctx, indexfacts.Filter{})
	if err != nil {
		return nil, facts.Score{}, fmt.Errorf("read the ledger: %w", err)
	}
	rowsOf := map[string][]facts.Row{}
	for _, e := range ledger.Entries(rows) {
		for _, row := range e.Rows {
			id := path.Base(row.Passage.Release.ID)
			rowsOf[id] = append(rowsOf[id], facts.RowOf(row.Figure, row.Passage.Release.Date))
		}
	}
	var all []facts.Result
	var sum facts.Score
	for _, id := range order {
		js, s := facts.Compare(byRelease[id], rowsOf[id])
		all, sum = append(all, js...), sum.Add(s)
	}
	return all, sum, nil
}

// FactsTable returns the scores of districts as a table, one a line, and their sum.
func FactsTable(names []string, scores []facts.Score) string {
	out := fmt.Sprintf("%-10s %5s %6s %8s %7s %7s %7s %10s %6s %10s\n", "", "n", "found", "subject", "metric", "period", "status", "qualifier", "all", "precision")
	line := func(name string, s facts.Score) {
		out += fmt.Sprintf("%-10s %5d %6.3f %8.3f %7.3f %7.3f %7.3f %10.3f %6.3f %10.3f\n", name, s.N, s.Share(s.Found), s.Share(s.Subject),
			s.Share(s.Metric), s.Share(s.Period), s.Share(s.Status), s.Share(s.Qualifier), s.Share(s.All), s.Precision())
	}
	var sum facts.Score
	for i, s := range scores {
		line(names[i], s)
		sum = sum.Add(s)
	}
	line("ALL", sum)
	return out
}
