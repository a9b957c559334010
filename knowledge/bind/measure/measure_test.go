package measure_test

import (
	"testing"

	"beilun/index/words"
	"beilun/knowledge/bind"
	"beilun/knowledge/bind/bindtest"
)

func binder(t testing.TB) bind.Binder {
	t.Helper()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	return lex.Binder()
}

// TestMetric binds texts for each rule by which a metric is found, and texts that look
// alike.
func TestMetric(t *testing.T) {
	t.Parallel()
	b := binder(t)
	bindtest.Blocks(t, "testdata/metric.txt", func(text string) []string {
		a := bindtest.Release(t, "东湖区要闻", "2025-03-01", text)
		b.Article(a)
		return bindtest.Rows(a)
	})
}

// TestGrant binds texts of a policy, whose sums are given.
func TestGrant(t *testing.T) {
	t.Parallel()
	b := binder(t)
	bindtest.Blocks(t, "testdata/grant.txt", func(text string) []string {
		a := bindtest.Release(t, "东湖区促进外贸发展补助办法", "2025-03-01", text)
		b.Article(a)
		return bindtest.Rows(a)
	})
}
