package eval

import (
	"os"
	"path/filepath"
	"testing"

	"beilun/index/eval/facts"
	"beilun/index/library"
	"beilun/knowledge/corpus"
)

// Floors of the development districts, which may only rise. The rules were written with
// these districts in sight, so the floors do not measure the quality on new releases;
// for that see the log of rounds in doc.go.
const (
	minFound  = 0.96
	minPeriod = 0.90
)

// TestPressFacts compares the ledger of each invented district with its facts.
func TestPressFacts(t *testing.T) {
	t.Parallel()
	sum := judgeDistricts(t, "testdata/press")
	if found, period := sum.Share(sum.Found), sum.Share(sum.Period); found < minFound || period < minPeriod {
		t.Errorf("found %.3f and period %.3f, want at least %.2f and %.2f", found, period, minFound, minPeriod)
	}
}

// judgeDistricts scores the districts in dir and prints the scores.
func judgeDistricts(t *testing.T, dir string) facts.Score {
	t.Helper()
	districts, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(districts) == 0 {
		t.Fatalf("no districts in %s: %v", dir, err)
	}
	var names []string
	var scores []facts.Score
	var sum facts.Score
	for _, d := range districts {
		s := judgeDistrict(t, d)
		names, scores, sum = append(names, filepath.Base(d)), append(scores, s), sum.Add(s)
	}
	t.Logf("facts of %s\n%s", dir, FactsTable(names, scores))
	return sum
}

func judgeDistrict(t *testing.T, dir string) facts.Score {
	t.Helper()
	c, err := corpus.Open(filepath.Join(dir, "releases"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	f, err := os.Open(filepath.Join(dir, "facts.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	_, s, err := Run{}.Facts(t.Context(), library.Source(c.Each), Input{Name: f.Name(), Reader: f})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
