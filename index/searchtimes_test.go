package index

import (
	"testing"

	"beilun/index/query"
	"beilun/knowledge"
)

// TestTimes looks whether a search tells its times, and a second one adds to
// them.
func TestTimes(t *testing.T) {
	t.Parallel()
	x := builtIn(t)
	q := query.Parse(x.lex, "吉利新能源汽车总部总投资多少？", knowledge.Date{})
	var times Times
	ctx := WithTimes(t.Context(), &times)
	var before Times
	for range 2 {
		if _, err := x.Search(ctx, q, 20); err != nil {
			t.Fatal(err)
		}
		if times.Analysis <= 0 || times.Search <= before.Search || times.Rerank <= before.Rerank {
			t.Errorf("%+v, before %+v", times, before)
		}
		if before.Search > 0 && times.Analysis != before.Analysis {
			t.Errorf("the analysis took %v and then %v", before.Analysis, times.Analysis)
		}
		before = times
	}
}
