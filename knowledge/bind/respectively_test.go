package bind_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"beilun/knowledge"
)

// TestRows reads texts with what their figures measure: those whose values are
// dealt out to the members of a list, those that are planned, and the false
// friends of each kind.
func TestRows(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"respectively.txt", "state.txt"} {
		t.Run(file, func(t *testing.T) { testRows(t, file) })
	}
}

func testRows(t *testing.T, file string) {
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	b := binder(t)
	for _, block := range strings.Split(string(data), "\n\n") {
		var lines []string
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") {
				lines = append(lines, line)
			}
		}
		if len(lines) == 0 {
			continue
		}
		a := release(t, "要闻", "2025-03-01", strings.ReplaceAll(lines[0], `\n`, "\n"))
		b.Article(a)
		var got []string
		for _, p := range a.Paragraphs() {
			for _, f := range p.Figures {
				if f.Kind != knowledge.DateKind && f.Kind != knowledge.PeriodKind || f.Binding.Metric != "" {
					got = append(got, row(f))
				}
			}
		}
		if diff := cmp.Diff(lines[1:], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lines[0], diff)
		}
	}
}

// row writes a figure with what it measures.
func row(f knowledge.Figure) string {
	bd := f.Binding
	out := strings.Join(strings.Fields(f.Text), "") + ": " + or(bd.Subject) + " / " + or(bd.Scope+bd.Metric)
	if bd.Change {
		out += " change"
	}
	if bd.State != knowledge.Reached {
		out += " " + string(bd.State)
	}
	return out
}

func or(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
