package bench

import (
	"bytes"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// columns matches the space between columns, as grid writes it.
var columns = regexp.MustCompile(`  +`)

// TestReadme compares the table in the README with the output of the command: the
// same rows with the same limits, and no goal reached beyond its numbers.
func TestReadme(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	head := regexp.MustCompile(`(?m)^20[0-9]{2}-[0-9]{2}-[0-9]{2}; [0-9]+ CPUs \(GOMAXPROCS [0-9]+\), [0-9]+ GB, [a-z]+/[a-z0-9]+, go[0-9.]+; seed [0-9]+\n\n`)
	at := head.FindIndex(data)
	if at == nil {
		t.Fatal("the README shows no run")
	}
	shown, _, _ := strings.Cut(string(data[at[1]:]), "\n```")
	var out bytes.Buffer
	report := reported(true, wantedLarge).report
	if err := report.Print(&out); err != nil {
		t.Fatal(err)
	}
	printed := strings.Split(out.String(), "\n")[2:]
	lines := strings.Split(shown, "\n")
	if len(lines) != len(report.Rows)+1 {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), len(report.Rows)+1, shown)
	}
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(strings.TrimSuffix(s, "x"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for i, row := range report.Rows {
		got, want := columns.Split(lines[i+1], -1), columns.Split(printed[i+1], -1)
		if len(got) < 5 || len(want) < 5 {
			t.Fatalf("columns of %q and %q", lines[i+1], printed[i+1])
		}
		if got[0] != want[0] || got[3] != want[3] {
			t.Errorf("%q is shown, want %q", lines[i+1], printed[i+1])
		}
		if got[2] == "-" { // the run that is shown did not measure it yet
			row.Reached = ""
			if limits, want := strings.Join(got[5:], "  "), row.limits(); limits != want {
				t.Errorf("%q: shown as %q, want %q", lines[i+1], limits, want)
			}
			continue
		}
		if got[1] == "-" { // only beilun has it
			beilun := number(got[2])
			row.Naive, row.Beilun, row.Ratio = nil, &beilun, nil
			row.Reached = row.reached(func(beilun, other float64) float64 { return other / beilun })
			if limits, want := strings.Join(got[5:], "  "), row.limits(); limits != want {
				t.Errorf("%q: shown as %q, want %q", lines[i+1], limits, want)
			}
			continue
		}
		naive, beilun, ratio := number(got[1]), number(got[2]), number(got[4])
		better := func(beilun, other float64) float64 { return other / beilun }
		if strings.HasSuffix(row.Unit, "/s") {
			better = func(beilun, other float64) float64 { return beilun / other }
		}
		if x := better(beilun, naive) / ratio; x < 0.9 || x > 1.1 {
			t.Errorf("%q: the ratio is not that of the numbers", lines[i+1])
		}
		row.Naive, row.Beilun, row.Ratio = &naive, &beilun, &ratio
		limits := strings.Join(got[5:], "  ")
		row.Reached = row.reached(better)
		if want := row.limits(); limits != want {
			t.Errorf("%q: shown as %q, want %q", lines[i+1], limits, want)
		}
	}
}

// limits returns the last three columns of a row.
func (row *Row) limits() string {
	return strings.TrimSpace(strings.Join([]string{row.limit(row.Wanted), row.limit(row.Aim), string(row.Reached)}, "  "))
}
