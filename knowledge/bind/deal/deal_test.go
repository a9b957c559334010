package deal_test

import (
	"testing"

	"beilun/index/words"
	"beilun/knowledge/bind/bindtest"
)

// TestRespectively binds texts whose values belong to the members of lists, and texts that
// look alike.
func TestRespectively(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	bindtest.Blocks(t, "testdata/respectively.txt", func(text string) []string {
		a := bindtest.Release(t, "要闻", "2025-03-01", text)
		lex.Binder().Article(a)
		return bindtest.Rows(a)
	})
}
