package main

import (
	"encoding/json"
	"strings"
	"testing"

	"beilun/index/bench"
	"beilun/internal/needs"
)

// TestBench runs both programs on a small library and checks that all that
// is wanted was measured.
func TestBench(t *testing.T) {
	needs.Long(t, "half a minute, and more when nothing has been built yet")
	needs.Program(t, "go")
	code, out, stderr := runWith(t, nil, "bench", "-quick", "-json")
	if code != exitAnswered {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	var r bench.Report
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	if r.Missing != "" || r.Date == "" || r.Machine.CPUs == 0 || len(r.Sizes) != 3 {
		t.Errorf("missing %q, date %q, machine %+v, %d sizes", r.Missing, r.Date, r.Machine, len(r.Sizes))
	}
	rows := map[string]bool{}
	for _, row := range r.Rows {
		rows[row.Name] = true
		memory := strings.Contains(row.Name, "memory") // known on Linux only
		if !memory && (row.Beilun == nil || row.Naive != nil && (row.Ratio == nil || *row.Ratio <= 0)) {
			t.Errorf("%s: %+v", row.Name, row)
		}
	}
	for _, want := range []string{
		"cold start of ask, built-in releases", "resident memory of that", "answer at 200 paragraphs, p50", "answer at 200 paragraphs, p99",
		"answer at 500 paragraphs, p50", "answer at 500 paragraphs, p99", "indexing 300 paragraphs anew", "disk for a paragraph of 500",
		"a new release into 500 paragraphs", "questions by 4 askers at 500", "binary, stripped",
		"allocations of an answer at 500", "figures of everything at 500, p50", "/beilun figures of a thing at 500, p99", "Home in Slack at 500, p50",
		"Home in Slack, the first time", "the site while one types at 500, p99", "20 files dropped at once, to searchable", "search alone at 500, against Bleve's cjk", "the first PDF on a machine", "GOMEMLIMIT that is enough at 200",
	} {
		if !rows[want] {
			t.Errorf("%q is not measured", want)
		}
	}
	for _, s := range r.Sizes {
		if len(s.Beilun.Stages) != 6 || s.Naive.Stages != nil || s.Naive.Whole.P50 <= 0 {
			t.Errorf("%d paragraphs: %+v, %+v", s.Paragraphs, s.Beilun, s.Naive)
		}
		for _, st := range s.Beilun.Stages {
			if st.P50 <= 0 || st.P99 < st.P50 {
				t.Errorf("%d paragraphs: %+v", s.Paragraphs, st)
			}
		}
	}
}

// TestBenchUsage gives bad command lines.
func TestBenchUsage(t *testing.T) {
	t.Parallel()
	for _, args := range []string{
		"-n 999", "-n 1000001", "-n -5", "-n many", "-seed -1", "extra", "-worker", "-worker onlyone", "-questions q.jsonl", "-contexts nowhere.jsonl", "-frequently",
	} {
		if code, _, stderr := runWith(t, nil, append([]string{"bench"}, strings.Fields(args)...)...); code != exitUsage || stderr == "" {
			t.Errorf("bench %s: exit code %d, %q", args, code, stderr)
		}
	}
}
