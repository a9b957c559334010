package answer

import (
	"testing"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// TestQuotation quotes the likeliest of the passage that most likely has the answer:
// several candidates of one passage count together, and a likely one for itself.
func TestQuotation(t *testing.T) {
	t.Parallel()
	hit := func(text string) index.Hit { return index.Hit{Score: 10, Passage: index.Passage{ID: text, Text: text}} }
	of := func(hit int, text string, chance float64) choice.Candidate {
		span := knowledge.Span{End: len(text)}
		return choice.Candidate{Kind: candidate.Sentence, Hit: hit, Chance: chance, Sentence: span, Span: span}
	}
	const bridge, road = "大桥年内通车。", "道路年内通车。"
	for _, tt := range []struct {
		name string
		cs   []choice.Candidate
		want string
	}{
		{"one is likely", []choice.Candidate{of(0, bridge, 0.6), of(1, road, 0.2), of(1, road, 0.1)}, bridge},
		{"several together", []choice.Candidate{of(0, bridge, 0.3), of(1, road, 0.25), of(1, road, 0.25)}, road},
	} {
		w := &walk{frame: &frame.Frame{}, hits: []index.Hit{hit(bridge), hit(road)}, candidates: tt.cs}
		w.reading = choice.Read(w.frame, w.hits, choice.About{Lexicon: concept.Default()})
		best := choice.Best(w.candidates)
		if got := w.quotation(best, w.claimOf(best)).Text; got != tt.want {
			t.Errorf("%s: %q is quoted, want %q", tt.name, got, tt.want)
		}
		ans := &Answer{}
		ans.addPassages(w.nearest())
		if got := ans.Passages[0].Passage.Text; got != tt.want {
			t.Errorf("%s: %q is first, want %q", tt.name, got, tt.want)
		}
	}
}
