package answer

import (
	"testing"

	"beilun/internal/needs"
	"beilun/knowledge"
)

// TestTopicOfAnyThing leans on a question about each thing of the releases, also those
// that no word list has: what is said then is of that thing.
func TestTopicOfAnyThing(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	answered := 0
	for i, thing := range a.index.Things().Names() {
		if needs.Part(t) && i%12 > 0 || a.index.District().Is(thing) {
			continue
		}
		for _, q := range []string{"总投资呢", "什么时候通车", "占地呢？"} {
			ans, err := a.Follow(t.Context(), q, &Answer{Topic: thing + "全长多少公里"})
			if err != nil {
				t.Fatal(err)
			}
			said := ans.Said()
			if said == nil || ans.Meant {
				continue
			}
			answered++
			if names := a.in.frame(ans.Topic).Names; len(names) == 0 || !said.mentions(names) {
				t.Errorf("%s after %s: %q, read as %q", q, thing, said.Quote(), ans.Topic)
			}
		}
	}
	if answered == 0 {
		t.Error("nothing is answered")
	}
}
