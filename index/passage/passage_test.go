package passage

import (
	"testing"

	"beilun/knowledge"
)

func TestFoldedSpan(t *testing.T) {
	t.Parallel()
	p := Passage{Text: "臺灣ＧＤＰ，㎡與頭髮。"}
	want := map[knowledge.Span]string{}
	for i := range p.Text {
		s := knowledge.Span{Start: i, End: len(p.Text)}
		want[s] = p.FoldedSpan(s)
	}
	p.Keep()
	for s, w := range want {
		if got := p.FoldedSpan(s); got != w {
			t.Errorf("%q: got %q, want %q", s.Of(p.Text), got, w)
		}
	}
	if got, want := p.Folded(), p.FoldedSpan(knowledge.Span{End: len(p.Text)}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
