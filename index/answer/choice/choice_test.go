package choice

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// TestTemplates has a value and a name of its own for every feature.
func TestTemplates(t *testing.T) {
	t.Parallel()
	for n, tt := range templates {
		if tt.name == "" || tt.values == 0 {
			t.Errorf("template %d (%q) has %d values", n, tt.name, tt.values)
		}
	}
	if n := len(numbered(Features(), FeatureName)); n != Features() {
		t.Errorf("%d features have %d names", Features(), n)
	}
	if n := len(numbered(Doubts(), DoubtName)); n != Doubts() {
		t.Errorf("%d doubts have %d names", Doubts(), n)
	}
}

// TestWeights reads the weights that it writes, and the built-in ones.
func TestWeights(t *testing.T) {
	t.Parallel()
	w := make(Weights, Features())
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

func TestHolder(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question, text string
		want           int
	}{
		{"红柳海关关长是谁", "红柳海关关长艾丽娜介绍，通关时间缩短。", 1},
		{"红柳海关关长是谁", "红柳海关副关长艾丽娜介绍，通关时间缩短。", 3},
		{"红柳海关副关长是谁", "红柳海关副关长艾丽娜介绍，通关时间缩短。", 1},
		{"红柳海关关长是谁", "红柳海关关长助理钱雪涛表示，增设查验点。", 2},
		{"红柳海关关长是谁", "红柳海关增设查验点。", 3},
		{"红柳海关在哪", "红柳海关增设查验点。", 0},
	} {
		f := &frame.Frame{Text: tt.question, Asks: frame.Person}
		if tt.want == 0 {
			f.Asks = frame.Place
		}
		r := &Reading{frame: f, offices: officesIn(f)}
		if got := r.holder(tt.text); got != tt.want {
			t.Errorf("%s %s: %d, want %d", tt.question, tt.text, got, tt.want)
		}
	}
}

func TestNumbered(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question, own, text, heads string
		want                       int
	}{
		{"园区二期投资多少", "园区二期 总投资", "园区一期和二期", "", 1},
		{"园区二期投资多少", "园区一期 总投资", "园区一期和二期", "", 3}, // the figure is the other one's
		{"园区二期投资多少", "园区 总投资", "园区总投资", "园区二期开工", 2},
		{"园区二期投资多少", "园区 总投资", "园区总投资", "", 4},
		{"3号泊位多长", "", "13号泊位", "", 3},
		{"第十五小学投资多少", "第十五小学", "第十五小学总投资", "", 1},
		{"第五小学投资多少", "第十五小学", "第十五小学总投资", "", 3},
		{"园区投资多少", "园区一期", "", "", 0},
	} {
		r := &Reading{numbers: numbersIn(&frame.Frame{Text: tt.question})}
		if got := r.numbered(tt.own, tt.text, tt.heads); got != tt.want {
			t.Errorf("%s of %q, %q, %q: %d, want %d", tt.question, tt.own, tt.text, tt.heads, got, tt.want)
		}
	}
}

// TestParts cuts off what stands behind what somebody says, and clauses at no comma or
// colon of a number.
func TestParts(t *testing.T) {
	t.Parallel()
	text := "“今年完工。”项目经理张三说，投资1,200万元，增速：-6.5%。"
	var parts, clauses []string
	for _, p := range partsOf(text, []knowledge.Span{{End: len(text)}}) {
		parts = append(parts, p.span.Of(text))
		for _, c := range clausesOf(text, p.span) {
			clauses = append(clauses, c.Of(text))
		}
	}
	if want := []string{"“今年完工。”", "项目经理张三说，投资1,200万元，增速：-6.5%。"}; !slices.Equal(parts, want) {
		t.Errorf("parts %q, want %q", parts, want)
	}
	if want := []string{"“今年完工。”", "项目经理张三说，", "投资1,200万元，", "增速：-6.5%。"}; !slices.Equal(clauses, want) {
		t.Errorf("clauses %q, want %q", clauses, want)
	}
}

// TestRegions reads an 园区 as no part of the country.
func TestRegions(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"临湖区": true, "临湖县": true, "高新园区": false, "老旧小区": false, "临湖街道": true, "临湖大桥": false} {
		if got := isRegion(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestSubjectMatter leaves out what asks and the time of a question for a figure, and
// nothing of one that asks for words.
func TestSubjectMatter(t *testing.T) {
	t.Parallel()
	word := func(text, w string) frame.Word {
		i := strings.Index(text, w)
		return frame.Word{Text: w, Start: i, End: i + len(w)}
	}
	figure := "2024年投资多少"
	f := &frame.Frame{Text: figure, Asks: frame.Figure, Asking: []frame.Word{word(figure, "多少")}}
	f.Time.Spans = []frame.Word{word(figure, "2024年")}
	if got := strings.TrimSpace(subjectMatter(f)); got != "投资" {
		t.Errorf("of %s is %q", figure, got)
	}
	why := "2024年为什么改造"
	if got := subjectMatter(&frame.Frame{Text: why, Asks: frame.Reason, Asking: []frame.Word{word(why, "为什么")}}); got != why {
		t.Errorf("of %s is %q", why, got)
	}
}
