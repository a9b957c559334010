package state_test

import (
	"testing"

	"beilun/index/words"
	"beilun/knowledge/bind/bindtest"
)

// TestState binds figures that are planned, aimed at or done, and texts that look alike.
func TestState(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	bindtest.Blocks(t, "testdata/state.txt", func(text string) []string {
		a := bindtest.Release(t, "要闻", "2025-03-01", text)
		lex.Binder().Article(a)
		return bindtest.Rows(a)
	})
}
