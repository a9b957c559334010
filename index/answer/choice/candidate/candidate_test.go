package candidate

import (
	"testing"

	"beilun/index"
	"beilun/index/answer/choice/fit"
	"beilun/knowledge"
)

// TestText puts the pieces of a composition together.
func TestText(t *testing.T) {
	t.Parallel()
	hits := []index.Hit{{Passage: index.Passage{Text: "修路。"}}, {Passage: index.Passage{Text: "建校。"}}}
	span := knowledge.Span{End: len("修路")}
	c := Candidate{Kind: Composition, Span: span, Pieces: []Piece{{0, span}, {1, span}}, Joint: "；"}
	if got := c.Text(hits); got != "修路；建校" {
		t.Errorf("the text is %s", got)
	}
	if got := c.Passages(hits); got != "修路。\n建校。" {
		t.Errorf("the passages are %q", got)
	}
	one := Candidate{Kind: Sentence, Hit: 1, Span: span}
	if got := one.Text(hits); got != "建校" {
		t.Errorf("the text of a sentence is %s", got)
	}
	if got := (&Candidate{}).Text(hits); got != "" {
		t.Errorf("the text of nothing is %s", got)
	}
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	a, b := Candidate{Span: knowledge.Span{Start: 0, End: 6}}, Candidate{Span: knowledge.Span{Start: 3, End: 9}}
	c := Candidate{Span: knowledge.Span{Start: 6, End: 9}}
	if !Overlap(&a, &b) || Overlap(&a, &c) {
		t.Error("texts overlap that do not, or do not that do")
	}
}

func TestIsExact(t *testing.T) {
	t.Parallel()
	f := &knowledge.Figure{}
	for _, tt := range []struct {
		c    Candidate
		want bool
	}{
		{Candidate{Figure: f, Agrees: Agreement{Whose: fit.WhoseSame, Measure: fit.MeasureSame}}, true},
		{Candidate{Figure: f, Agrees: Agreement{Whose: fit.WhoseOpen, Whole: true}}, true},
		{Candidate{Figure: f, Agrees: Agreement{Whose: fit.WhosePart, Measure: fit.MeasureSame}}, false},
		{Candidate{Agrees: Agreement{Whose: fit.WhoseSame, Measure: fit.MeasureSame}}, false},
	} {
		if got := tt.c.IsExact(); got != tt.want {
			t.Errorf("%+v: %v", tt.c.Agrees, got)
		}
	}
}
