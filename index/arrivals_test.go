package index

import (
	"testing"

	"beilun/knowledge"
)

func figureOf(subject string) *knowledge.Figure {
	return &knowledge.Figure{Kind: knowledge.Money, Unit: "元", Binding: knowledge.Binding{Subject: subject, Words: []string{"投资"}}}
}

// TestThingTerms looks whether every figure that a pool would compare is found
// by the terms of its name.
func TestThingTerms(t *testing.T) {
	t.Parallel()
	names := []string{
		"", "北", "北仑", "北仑区", "某某量子科技园", "量子科技园", "子科技园", "科技园", "量子科技园总部",
		"吉利新能源汽车总部", "吉利新能源汽车总部项目", "甬江科创区", "甬江科创区北仑片区", "北仑片区", "滨江花园", "滨江",
	}
	found := 0
	for _, a := range names {
		var p pool
		p.add(past{Row: Row{Figure: figureOf(a)}})
		for _, b := range names {
			if one := len(p.of(b)) > 0; one != mayBeOne(a, b) {
				t.Errorf("%q is compared with %q: %v, and where it is sought: %v", a, b, one, !one)
			} else if !one {
				continue
			}
			found++
			at, bt := thingTerms(figureOf(a)), thingTerms(figureOf(b))
			if at[0] != bt[0] && at[1] != bt[1] {
				t.Errorf("%q is compared with %q, but not found", a, b)
			}
		}
	}
	if found <= len(names) {
		t.Errorf("only %d pairs of %d names", found, len(names))
	}
}
