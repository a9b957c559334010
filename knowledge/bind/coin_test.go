package bind_test

import (
	"testing"

	"beilun/index/words"
	"beilun/knowledge/bind/bindtest"
)

// TestCoined binds figures beside names that no rule knows by their ends.
func TestCoined(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	bindtest.Blocks(t, "testdata/coined.txt", func(text string) []string {
		a := bindtest.Release(t, "要闻", "2025-03-01", text)
		binder := lex.Binder()
		binder.Home = "安枰区"
		binder.Once().Article(a)
		return bindtest.Rows(a)
	})
}
