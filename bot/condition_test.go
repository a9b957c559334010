package bot

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/state"
)

// TestLossLines checks that damage to each table has a line of its own in both languages.
func TestLossLines(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := state.Open(path, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	counts, err := s.Counts()
	if err != nil || len(s.Losses()) != 1 {
		t.Fatalf("%v, %v", s.Losses(), err)
	}
	for _, english := range []bool{false, true} {
		w := &message.WordsOf(english).UI.StateLoss
		if got := lossLines(s.Losses()[0], w); len(got) != 3 || got[1] != w.Total || got[2] != w.Restore {
			t.Errorf("nothing read: %q", got)
		}
		l := state.Loss{At: time.Now(), Why: "page 7", Tables: []state.TableLoss{{Table: "marks", Kept: 2}}}
		if got := lossLines(l, w); len(got) != 1 || !strings.HasSuffix(got[0], w.Whole) {
			t.Errorf("nothing lost: %q", got)
		}
		for i, name := range slices.Sorted(maps.Keys(counts)) {
			l.Tables = append(l.Tables, state.TableLoss{Table: name, Kept: 5, Lost: i % 2, Unknown: i%3 > 0 || i%2 == 0})
		}
		seen := map[string]bool{}
		for _, line := range lossLines(l, w) {
			if seen[line] || strings.Contains(line, "%!") || strings.Contains(line, "()") || strings.Contains(line, "（）") || strings.HasPrefix(line, "• ：") || strings.HasPrefix(line, "• :") {
				t.Errorf("line %q", line)
			}
			seen[line] = true
		}
		if len(seen) != len(counts)+2 {
			t.Errorf("%d lines for %d tables", len(seen), len(counts))
		}
		for stale, want := range map[bool]string{false: w.Whole, true: w.Stale} {
			if got := lossLines(state.Loss{At: time.Now(), Stale: stale}, w); len(got) != 1 || !strings.HasSuffix(got[0], want) || want == "" {
				t.Errorf("stale %v: %q", stale, got)
			}
		}
	}
}
