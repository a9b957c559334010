package index

import (
	"fmt"
	"testing"

	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

func figureOf(subject string) *knowledge.Figure {
	return &knowledge.Figure{Kind: knowledge.Money, Unit: "元", Binding: knowledge.Binding{Subject: subject, Words: []string{"投资"}}}
}

// TestSought looks whether all figures of a thing are found by the terms of any
// of its names, in the ledger and in the pool of what arrives.
func TestSought(t *testing.T) {
	t.Parallel()
	names := []string{
		"", "北", "北仑", "北仑区", "某某量子科技园", "量子科技园", "子科技园", "科技园", "量子科技园总部",
		"吉利新能源汽车总部", "吉利新能源汽车总部项目", "甬江科创区", "甬江科创区北仑片区", "北仑片区", "滨江花园", "滨江",
	}
	classes := []knowledge.Binding{
		{Words: []string{"投资"}}, {Words: []string{"投资", "项目"}}, {Words: []string{"投资"}, Period: "2024-01-01/2024-12-31"},
		{Words: []string{"投资"}, State: knowledge.Planned}, {Words: []string{"投资"}, State: knowledge.Former}, {Words: []string{"投资"}, Scope: "全区"},
		{Words: []string{"投资"}, Scope: "东片区"}, {Words: []string{"投资"}, Change: true}, {Words: []string{"产值"}},
	}
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	b := x.current.newBatch()
	b.arrivals = newArrivals(nil)
	lex, binder := x.lex.CuttingOnce(nil)
	var rows []passage.Row
	for i, name := range names {
		rel := passage.Release{ID: fmt.Sprint("r", i)}
		var ps []passage.Passage
		for j, c := range classes {
			f := *figureOf(name)
			f.Binding = c
			f.Binding.Subject = name
			ps = append(ps, passage.Passage{ID: passage.ID(rel.ID, j+1), Release: rel, Text: "亿元", Figures: []knowledge.Figure{f}})
			rows = append(rows, passage.Row{Passage: ps[j], Figure: &ps[j].Figures[0]})
		}
		if err := b.put(rel, rel.ID, ps, lex, binder); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.commit(&x.mu); err != nil {
		t.Fatal(err)
	}
	same, read := 0, 0
	for _, r := range rows {
		for _, anyState := range []bool{false, true} {
			found := map[string]bool{}
			ls, err := newLedgers(x.current.snapshot)
			if err != nil {
				t.Fatal(err)
			}
			names, _, err := ls.namesOf(r.Figure.Binding.Subject)
			if err != nil {
				t.Fatal(err)
			}
			got, n, err := x.current.history(t.Context(), ls, soughtOf(r), names, window{newest: maxLedger, ownState: !anyState}, func(passage.Row) bool { return true })
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range got {
				found[o.Passage.ID] = true
			}
			read += n
			for _, o := range rows {
				var p pool
				p.add(past{Row: o})
				if !ledger.SameMeasure(r.Ledger(), o.Ledger()) || !anyState && !ledger.SameState(r.Ledger(), o.Ledger()) {
					continue
				}
				same++
				if !found[o.Passage.ID] {
					t.Errorf("%+v is not found for %+v", o.Figure.Binding, r.Figure.Binding)
				}
				if len(p.of(r.Figure.Binding.Subject)) == 0 {
					t.Errorf("%q is not compared with %q", o.Figure.Binding.Subject, r.Figure.Binding.Subject)
				}
			}
		}
	}
	if read != same || same < 2*len(rows) {
		t.Errorf("%d passages were read for %d figures", read, same)
	}
}
