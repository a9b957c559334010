package facts

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/terms"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

	"github.com/RoaringBitmap/roaring/v2"
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
	var ps []passage.Passage
	var rows []passage.Row
	for i, name := range names {
		rel := passage.Release{ID: fmt.Sprint("r", i)}
		for j, c := range classes {
			f := *figureOf(name)
			f.Binding = c
			f.Binding.Subject = name
			p := passage.Passage{ID: passage.ID(rel.ID, j+1), Release: rel, Text: "亿元", Figures: []knowledge.Figure{f}}
			ps = append(ps, p)
			rows = append(rows, passage.Row{Passage: p, Figure: &p.Figures[0]})
		}
	}
	reader := readerOf(ps)
	same, read := 0, 0
	for _, r := range rows {
		for _, anyState := range []bool{false, true} {
			found := map[string]bool{}
			names, _, err := reader.Names(r.Figure.Binding.Subject)
			if err != nil {
				t.Fatal(err)
			}
			got, n, err := reader.history(t.Context(), soughtOf(r), names, window{newest: MaxPassages, ownState: !anyState}, func(passage.Row) bool { return true })
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

// readerOf returns a reader of an index in memory that has some passages, half of them
// in each of two segments.
func readerOf(ps []passage.Passage) *Reader {
	half := len(ps) / 2
	return &Reader{Segments: []Segment{segmentOf(ps[:half]), segmentOf(ps[half:])}, Reprints: catalog.NewReprints()}
}

func segmentOf(ps []passage.Passage) Segment {
	with := map[string]*roaring.Bitmap{}
	for i, p := range ps {
		for _, t := range Terms(p.Figures, p.Release.Date) {
			if with[t] == nil {
				with[t] = roaring.New()
			}
			with[t].Add(uint32(i))
		}
	}
	sorted := slices.Sorted(maps.Keys(with))
	return Segment{
		Field: &terms.Field{
			Postings: func(term string) (*roaring.Bitmap, error) { return with[term], nil },
			Scan: func(from, to string, f func(term string) bool) error {
				i, _ := slices.BinarySearch(sorted, from)
				for ; i < len(sorted) && sorted[i] < to && f(sorted[i]); i++ {
				}
				return nil
			},
		},
		Load: func(doc uint32) (*passage.Passage, error) { return &ps[doc], nil },
	}
}
