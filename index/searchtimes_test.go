package index

import (
	"testing"

	"beilun/index/query"
	"beilun/knowledge"
)

// TestTimes looks whether a search keeps its times, a second one adds to them, and
// each returns to the stage before it.
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
		if times.Spent[Understand] <= 0 || times.Spent[Candidates] <= before.Spent[Candidates] || times.Spent[Judge] <= before.Spent[Judge] {
			t.Errorf("%+v, before %+v", times, before)
		}
		if got := times.Enter(Compose); got != Understand {
			t.Errorf("after the search the stage is %d", got)
		}
		times.Enter(Understand)
		before = times
	}
}
