package answer

import (
	"os"
	"strings"
	"testing"

	"beilun/knowledge"
)

// TestTalks goes through the conversations of testdata/talks.txt. Questions that begin
// with ~ are known to go wrong.
func TestTalks(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/talks.txt")
	if err != nil {
		t.Fatal(err)
	}
	a := New(builtIn(t), Options{Beliefs: bold(), Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 1, Day: 15} }})
	for _, talk := range strings.Split(string(data), "\n\n") {
		var before *Answer
		for line := range strings.Lines(talk) {
			if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			f := strings.Split(line, "|")
			if len(f) != 3 {
				t.Fatalf("%q: want question | read as | answer", line)
			}
			question, known := strings.CutPrefix(strings.TrimSpace(f[0]), "~")
			asked, want := strings.TrimSpace(f[1]), strings.TrimSpace(f[2])
			ans, err := a.Follow(t.Context(), question, before)
			if err != nil {
				t.Fatal(err)
			}
			got := "-"
			if ans.Claim != nil {
				got = ans.Claim.Text
			}
			if known != (ans.Asked != asked || got != want) {
				t.Errorf("%q read as %q and answered with %q, want %q and %q", question, ans.Asked, got, asked, want)
			}
			before = ans
		}
	}
}
