package choice

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/choicetest"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// TestWeights reads the weights that it writes, and the built-in ones.
func TestWeights(t *testing.T) {
	t.Parallel()
	w := make(Weights, feature.Count())
	w[1], w[len(w)-1] = 0.5, -1.25
	var b bytes.Buffer
	if err := w.Write(&b, "learned of nothing"); err != nil {
		t.Fatal(err)
	}
	got, err := ReadWeights(&b)
	if err != nil || !slices.Equal(got, w) {
		t.Errorf("what was written is read otherwise: %v", err)
	}
	count := func(ws []float32) (n int) {
		for _, x := range ws {
			if x != 0 {
				n++
			}
		}
		return n
	}
	if n := count(Defaults()); n < 1000 {
		t.Errorf("%d of the built-in weights count", n)
	}
	for name, ws := range map[string][]float32{"right": DefaultBeliefs().Right, "passage": DefaultBeliefs().Passage, "known": DefaultBeliefs().Known} {
		if n := count(ws); n < 100 {
			t.Errorf("%d of the weights of %q count", n, name)
		}
	}
}

// TestBeliefs reads the beliefs that it writes, and no file of another form.
func TestBeliefs(t *testing.T) {
	t.Parallel()
	m := Beliefs{Right: make([]float32, Doubts()), Passage: make([]float32, Doubts()), Known: make([]float32, Doubts())}
	m.Right[dChance], m.Known[Doubts()-1] = 2, -0.5
	var b bytes.Buffer
	if err := m.Write(&b, "learned of nothing"); err != nil {
		t.Fatal(err)
	}
	got, err := ReadBeliefs(&b)
	if err != nil || !slices.Equal(got.Right, m.Right) || !slices.Equal(got.Known, m.Known) {
		t.Errorf("what was written is read otherwise: %v", err)
	}
	if b := m.Of([]int32{dChance}, []float64{1}); b.Right < 0.8 || b.Passage != 0.5 {
		t.Errorf("the belief is %+v", b)
	}
	for _, file := range []string{"left bias 1", "right bias one", "right"} {
		if _, err := ReadBeliefs(strings.NewReader(file)); err == nil {
			t.Errorf("%q is read", file)
		}
	}
	if n := len(byName(Doubts(), DoubtName)); n != Doubts() {
		t.Errorf("%d doubts have %d names", Doubts(), n)
	}
}

func TestOutcome(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		b    Belief
		want Outcome
	}{
		{Belief{Right: 0.95, Passage: 0.99, Known: 1}, Claimed},
		{Belief{Right: 0.72, Passage: 0.99, Known: 1}, Claimed},
		{Belief{Right: 0.71, Passage: 0.99, Known: 1}, Quoted},
		{Belief{Right: 0.5, Passage: 0.5, Known: 1}, Declined}, // another passage costs as much as another figure
		{Belief{Right: 0.1, Passage: 0.95, Known: 0.2}, Declined},
		{Belief{}, Declined},
	} {
		if got := tt.b.Outcome(); got != tt.want {
			t.Errorf("%+v: %d, want %d", tt.b, got, tt.want)
		}
	}
}

// TestCounter distinguishes a figure that is counted with another word than the
// question's by whether a figure beside it has that word.
func TestCounter(t *testing.T) {
	t.Parallel()
	of := func(unit string) Candidate {
		return Candidate{Kind: candidate.Figure, Figure: &knowledge.Figure{Kind: knowledge.Count, Unit: unit}}
	}
	for _, tt := range []struct {
		word, unit string
		others     []Candidate
		want       int
	}{
		{"", "个", nil, 0},
		{"户", "户", nil, 1},
		{"户", "个", []Candidate{of("户")}, 2},
		{"户", "个", []Candidate{of("人"), {Kind: candidate.Sentence}}, 3},
	} {
		r := &Reading{question: &question.Question{Frame: &frame.Frame{Measure: tt.word}}}
		best := of(tt.unit)
		if got := r.counter(&best, append(tt.others, best)); got != tt.want {
			t.Errorf("多少%s for %s: %d, want %d", tt.word, tt.unit, got, tt.want)
		}
	}
}

// TestForbid removes figures of other things only beside one that is right.
func TestForbid(t *testing.T) {
	t.Parallel()
	of := func(w fit.Whose, m fit.Measure) Candidate {
		return Candidate{Kind: candidate.Figure, Agrees: candidate.Agreement{Whose: w, Measure: m}}
	}
	right, other, sibling := of(fit.WhoseSame, fit.MeasureSame), of(fit.Far(fit.InClause, 2), fit.MeasureSame), of(fit.WhoseSame, fit.MeasureSibling)
	if got := forbid([]Candidate{right, other, sibling}); len(got) != 1 {
		t.Errorf("%d candidates remain beside the right one", len(got))
	}
	if got := forbid([]Candidate{other, sibling}); len(got) != 2 {
		t.Errorf("%d candidates remain without the right one", len(got))
	}
}

// TestReading chooses the figure of the metric that is asked for, and says what
// the passages do not have.
func TestReading(t *testing.T) {
	t.Parallel()
	hits := choicetest.Hits(knowledge.Date{Year: 2025, Month: 5, Day: 9}, "临湖大桥2025年投资3亿元，全长2公里。", "临湖大桥2025年投资3亿元。")
	r := Read(choicetest.Frame(t, "2025年临湖大桥投资多少"), hits, About{Lexicon: concept.Default(), Same: choicetest.IsOf})
	cs := r.Candidates()
	if cs[0].Kind != Nothing || Best(cs[:1]) != nil {
		t.Error("the first candidate is not Nothing")
	}
	if features, _ := r.Doubt(cs[:1]); len(features) != 2 {
		t.Errorf("of Nothing there are %d doubts", len(features))
	}
	Rank(cs, r.Group(), Defaults())
	best := Best(cs)
	if best.Text(hits) != "3亿元" || best.Passages(hits) == "" {
		t.Errorf("the best is %s", best.Text(hits))
	}
	if !slices.IsSortedFunc(cs, func(a, b Candidate) int { return int((b.Score - a.Score) * 1000) }) {
		t.Error("the candidates are not sorted")
	}
	features, values := r.Doubt(cs)
	var names []string
	for _, f := range features {
		names = append(names, DoubtName(int(f)))
	}
	if len(values) != len(features) || !slices.Contains(names, "agree") || !slices.Contains(names, "stranger=0") {
		t.Errorf("the doubts are %q", names)
	}
	if r.IsOfOtherTime(best) || r.LacksHolder(best) || r.Frame() == nil {
		t.Error("the best is of another time")
	}
	r = Read(choicetest.Frame(t, "临湖大桥有几台塔吊"), hits, About{Lexicon: concept.Default(), Same: choicetest.IsOf})
	if got := r.Nowhere(); !slices.Contains(got, "塔吊") {
		t.Errorf("nowhere are %q", got)
	}
}

func TestNoPassages(t *testing.T) {
	t.Parallel()
	cs := Read(&frame.Frame{}, []index.Hit(nil), About{Lexicon: concept.Default()}).Candidates()
	if len(cs) != 1 || cs[0].Kind != Nothing {
		t.Errorf("of no passages there are %d candidates", len(cs))
	}
}
