package ledger

import (
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"beilun/index"
	"beilun/index/facts"
	"beilun/knowledge"
)

// A stock has the rows of the ledger in its order, each as the index reads it.
func TestStock(t *testing.T) {
	t.Parallel()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	want, err := x.Ledger(t.Context(), facts.Filter{Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	want = slices.DeleteFunc(want, func(r index.Row) bool { return len(r.Figure.Binding.Words) == 0 })
	var before *stock
	for range maxAge + 2 {
		k := newPacker(before)
		if err := index.EachRow(t.Context(), x, k.add); err != nil {
			t.Fatal(err)
		}
		k.sort()
		before = k.close()
	}
	s := before
	if s.age != 0 {
		t.Errorf("after %d stocks the age is %d", maxAge+2, s.age)
	}
	if len(s.rows) != len(want) || len(want) < 300 {
		t.Fatalf("%d rows, want %d", len(s.rows), len(want))
	}
	for i := range want {
		got := s.row(uint32(i))
		lone, err := s.lone(uint32(i))
		if err != nil {
			t.Fatal(err)
		}
		same(t, got.Figure, want[i].Figure)
		same(t, lone.Figure, want[i].Figure)
		for j := range want[i].Passage.Figures {
			same(t, &got.Passage.Figures[j], &want[i].Passage.Figures[j])
		}
		p, q, o := got.Passage.Bare(), want[i].Passage.Bare(), lone.Passage.Bare()
		p.Figures, q.Figures = nil, nil
		if !reflect.DeepEqual(p, q) || !reflect.DeepEqual(o, q) {
			t.Errorf("row %d is of %+v and %+v, want %+v", i, p, o, q)
		}
	}
}

// same compares figures; equal numbers may differ in how they are held.
func same(t *testing.T, got, want *knowledge.Figure) {
	t.Helper()
	g, w := *got, *want
	for _, r := range [][2]**big.Rat{{&g.Value, &w.Value}, {&g.Lo, &w.Lo}, {&g.Hi, &w.Hi}} {
		if fmt.Sprint(*r[0]) != fmt.Sprint(*r[1]) {
			t.Errorf("%s: %v, want %v", want.Text, *r[0], *r[1])
		}
		*r[0], *r[1] = nil, nil
	}
	if !reflect.DeepEqual(g, w) {
		t.Errorf("got %+v, want %+v", g, w)
	}
}

// Rows of one passage may have copies of their own, and things that people wrote about.
func TestStockOfCopies(t *testing.T) {
	t.Parallel()
	thing := &knowledge.Thing{}
	p := index.Passage{ID: "a.md#1", Text: "安枰大桥全长8公里，总投资9亿元。", Release: index.Release{ID: "a.md", Title: "安枰大桥"}}
	for _, text := range []string{"8公里", "9亿元"} {
		p.Figures = append(p.Figures, knowledge.Figure{Text: text, Unit: text, Binding: knowledge.Binding{Words: []string{text}}})
	}
	p.Figures[1].Binding.Thing = thing
	copied := p
	copied.Release.Also = []index.Copy{{ID: "b.md"}}
	other := index.Passage{ID: "b.md#2", Release: index.Release{ID: "b.md"}, Figures: slices.Clone(p.Figures)}
	k := newPacker(nil)
	k.add([]index.Row{{Passage: other, Figure: &other.Figures[0]}})
	k.add([]index.Row{{Passage: p, Figure: &p.Figures[1]}})
	k.add([]index.Row{{Passage: copied, Figure: &p.Figures[0]}})
	k.sort()
	s := k.close()
	var got []string
	for i := range s.rows {
		r := s.row(uint32(i))
		lone, err := s.lone(uint32(i))
		if err != nil || lone.Figure.Binding.Thing != r.Figure.Binding.Thing || lone.Figure.Text != r.Figure.Text {
			t.Errorf("%+v, want %+v, %v", lone.Figure, r.Figure, err)
		}
		got = append(got, fmt.Sprint(r.Passage.ID, " ", r.Figure.Text, " ", len(r.Passage.Release.Also), " ", r.Figure.Binding.Thing == thing))
	}
	if want := []string{"a.md#1 8公里 1 false", "a.md#1 9亿元 0 true", "b.md#2 8公里 0 false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A stock has texts in common with the one before, but for those that have changed.
func TestStockAfterAnother(t *testing.T) {
	t.Parallel()
	fill := func(before *stock, texts ...string) *stock {
		k := newPacker(before)
		for i, text := range texts {
			p := index.Passage{ID: fmt.Sprintf("a.md#%d", i+1), Text: text, Release: index.Release{ID: "a.md"}, Figures: []knowledge.Figure{{Text: text[:3], Quote: knowledge.Span{End: 3}, Binding: knowledge.Binding{Words: []string{"9"}}}}}
			k.add([]index.Row{{Passage: p, Figure: &p.Figures[0]}})
		}
		k.sort()
		return k.close()
	}
	a := fill(nil, "安枰大桥", "枰山隧道", "枰海学院")
	b := fill(a, "安枰大桥", "枰山新隧道", "枰海学院", "安枰港")
	var got []string
	for i := range b.rows {
		got = append(got, b.row(uint32(i)).Passage.Text)
	}
	if want := []string{"安枰大桥", "枰山新隧道", "枰海学院", "安枰港"}; !slices.Equal(got, want) {
		t.Errorf("texts are %q, want %q", got, want)
	}
	for i, want := range []bool{true, false, true} {
		if shared := unsafe.StringData(a.passages[i].text) == unsafe.StringData(b.passages[i].text); shared != want {
			t.Errorf("text %d is shared: %t", i, shared)
		}
	}
}
