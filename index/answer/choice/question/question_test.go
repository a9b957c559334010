package question

import (
	"slices"
	"strings"
	"testing"

	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// of reads a question that is understood by f and about nothing known.
func of(f *frame.Frame) *Question { return New(f, About{Lexicon: concept.Default()}) }

// understood reads a question as package frame does without releases.
func understood(text string) *Question {
	return of(frame.NewReader(nil).Understand(query.Query{Text: text, Named: []string{"临湖大桥"}}))
}

// TestMatter leaves out what asks and the time of a question for a figure, and
// nothing of one that asks for words.
func TestMatter(t *testing.T) {
	t.Parallel()
	word := func(text, w string) frame.Word {
		i := strings.Index(text, w)
		return frame.Word{Text: w, Start: i, End: i + len(w)}
	}
	figure := "2024年投资多少"
	f := &frame.Frame{Text: figure, Asks: frame.Figure, Asking: []frame.Word{word(figure, "多少")}}
	f.Time.Spans = []frame.Word{word(figure, "2024年")}
	if got := strings.TrimSpace(matterOf(f)); got != "投资" {
		t.Errorf("of %s is %q", figure, got)
	}
	why := "2024年为什么改造"
	if got := matterOf(&frame.Frame{Text: why, Asks: frame.Reason, Asking: []frame.Word{word(why, "为什么")}}); got != why {
		t.Errorf("of %s is %q", why, got)
	}
}

// TestTense finds whether a question asks for what came about or is to come.
func TestTense(t *testing.T) {
	t.Parallel()
	for q, want := range map[string]fit.Tense{
		"大桥哪天动工的？": fit.TensePast, "大桥什么时候能走": fit.TenseFuture, "大桥通车时间": fit.TenseOpen,
		"大桥哪天合龙了": fit.TensePast, "大楼哪天封的顶": fit.TensePast, "大楼的顶": fit.TenseOpen,
	} {
		if got := of(&frame.Frame{Text: q}).Tense(); got != want {
			t.Errorf("%s: %d, want %d", q, got, want)
		}
	}
}

// TestTiming reads the event, the phase and the grain that a question for a time
// asks for.
func TestTiming(t *testing.T) {
	t.Parallel()
	for q, want := range map[string]struct {
		event        string
		phase, grain int
	}{
		"大楼哪天封的顶":   {"封顶", 2, AsksDay},
		"园区什么时候开的工": {"开工", 1, AsksAnyGrain},
		"园区的工期":     {"", 0, AsksAnyGrain},
		"几点能用":      {"", 4, AsksHour},
		"周几建好":      {"", 3, AsksWeekday},
		"哪年有效":      {"", 0, 5},
	} {
		got := of(&frame.Frame{Text: q, Asks: frame.Time}).Timing
		event := ""
		if len(got.Events) > 0 {
			event = got.Events[0].Name
		}
		if event != want.event || got.Phase != want.phase || got.Grain != want.grain {
			t.Errorf("%s: %s, %d, %d, want %v", q, event, got.Phase, got.Grain, want)
		}
		if got.LengthToo != (q == "哪年有效") {
			t.Errorf("%s is also asked for a duration: %v", q, got.LengthToo)
		}
	}
	period := of(&frame.Frame{Text: "灯会从几号到几号", Asks: frame.Time}).Timing
	if !period.Period {
		t.Error("从几号到几号 asks for no period")
	}
	serves := of(&frame.Frame{Text: "几点能用", Asks: frame.Time}).Timing
	if !serves.IsOfPhase("试运行") || serves.IsOfPhase("建成") || period.IsOfPhase("试运行") {
		t.Error("试运行 is not of the phase of 能用 alone")
	}
}

// TestEvents finds the events of a text from both ends.
func TestEvents(t *testing.T) {
	t.Parallel()
	q := of(&frame.Frame{})
	first, last := q.FirstEvents("开工后三年竣工"), q.LastEvents("开工后三年竣工")
	if len(first) == 0 || len(last) == 0 || first[0].Name != "开工" || last[0].Name != "竣工" || q.FirstEvents("大桥") != nil {
		t.Errorf("first %v, last %v", first, last)
	}
}

// TestDefines distinguishes an explanation from a sentence that only has the word.
func TestDefines(t *testing.T) {
	t.Parallel()
	q := of(&frame.Frame{Asks: frame.Definition, Rest: []frame.Word{{Text: "一校一院"}}})
	for text, want := range map[string]int{
		"“一校一院”指附属学校和综合医院":    1,
		"一校一院，是指附属学校和综合医院":    1,
		"附属学校和综合医院（以下简称一校一院）": 2,
		"一校一院年内开工":            3,
		"附属学校年内开工":            4,
	} {
		if got := q.Defines(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
	if got := of(&frame.Frame{Asks: frame.Figure}).Defines("一校一院"); got != 0 {
		t.Errorf("for a figure: %d", got)
	}
}

// TestPermits has the classes that a question asks for and those close to them.
func TestPermits(t *testing.T) {
	t.Parallel()
	money, people, count := &knowledge.Figure{Kind: knowledge.Money}, &knowledge.Figure{Kind: knowledge.Count, Unit: "人"}, &knowledge.Figure{Kind: knowledge.Count, Unit: "块"}
	day, length := &knowledge.Figure{Kind: knowledge.DateKind}, &knowledge.Figure{Kind: knowledge.Duration}
	degree := &knowledge.Figure{Kind: knowledge.Temperature}
	for _, tt := range []struct {
		name string
		f    frame.Frame
		yes  []*knowledge.Figure
		no   []*knowledge.Figure
	}{
		{"any", frame.Frame{Asks: frame.Figure}, []*knowledge.Figure{money, count}, []*knowledge.Figure{day, {}}},
		{"money", frame.Frame{Asks: frame.Figure, Classes: []concept.Class{concept.Money}}, []*knowledge.Figure{money}, []*knowledge.Figure{count}},
		{"money, by its word", frame.Frame{Asks: frame.Figure, Classes: []concept.Class{concept.Money}, Measure: "块"}, []*knowledge.Figure{money, count}, []*knowledge.Figure{people}},
		{"people", frame.Frame{Asks: frame.Figure, Classes: []concept.Class{concept.People}}, []*knowledge.Figure{people, count}, []*knowledge.Figure{money}},
		{"energy", frame.Frame{Asks: frame.Figure, Classes: []concept.Class{concept.Energy}}, []*knowledge.Figure{degree}, []*knowledge.Figure{money}},
		{"open", frame.Frame{Asks: frame.Figure, Classes: []concept.Class{concept.Area}, Open: true}, []*knowledge.Figure{money}, []*knowledge.Figure{day}},
		{"time", frame.Frame{Asks: frame.Time, Text: "何时"}, []*knowledge.Figure{day}, []*knowledge.Figure{length}},
		{"time or length", frame.Frame{Asks: frame.Time, Text: "何时有效"}, []*knowledge.Figure{day, length}, nil},
		{"duration", frame.Frame{Asks: frame.Duration}, []*knowledge.Figure{length}, []*knowledge.Figure{day}},
	} {
		q := of(&tt.f)
		for _, f := range tt.yes {
			if !q.Permits(f) {
				t.Errorf("%s: %+v is not permitted", tt.name, f)
			}
		}
		for _, f := range tt.no {
			if q.Permits(f) {
				t.Errorf("%s: %+v is permitted", tt.name, f)
			}
		}
	}
}

func TestUnitFit(t *testing.T) {
	t.Parallel()
	f := &knowledge.Figure{Unit: "平方米"}
	for unit, want := range map[string]int{"": 0, "平方米": 1, "亩": 2, "元": 3} {
		if got := of(&frame.Frame{Unit: unit}).UnitFit(f); got != want {
			t.Errorf("%s: %d, want %d", unit, got, want)
		}
	}
}

// TestPlace finds units and names in texts, and weighs the units by them.
func TestPlace(t *testing.T) {
	t.Parallel()
	q := understood("临湖大桥总投资")
	if len(q.Names) != 1 || q.Head == nil {
		t.Fatalf("names %v, units %v", q.Names, q.Units)
	}
	a, b := q.Place("临湖大桥总投资3亿元"), q.Place("临湖路长3公里")
	if !a.Has(0) || b.Has(0) || a.Units[0] != 1 || b.Units[0] != 0 {
		t.Errorf("%v and %v", a, b)
	}
	if both := Both(a, b); both.Units[0] != 1 || !both.HasUnit(0) || !strings.Contains(both.Folded, "\n") {
		t.Errorf("both have %v", both)
	}
	if joined := q.Join(&Text{Folded: "临湖大桥总投资"}, slices.Values([]*Place{new(q.Place("临湖大")), new(q.Place("桥总投资"))})); !joined.Has(0) || joined.Units[0] != 1 {
		t.Errorf("clauses together have %v", joined)
	}
	q.Weigh([][]float32{a.Units, b.Units})
	if q.Coverage(a.Units) != 1 || q.Coverage(b.Units) != 0 || q.Missing(a.Units) != 0 || q.Missing(b.Units) != 4 || q.Lacks(a.Units) != 0 || q.Lacks(b.Units) != 1 {
		t.Error("the units are not weighed")
	}
	if one, two := q.HeadPlace("临湖大桥"), q.HeadPlace("临湖大桥"); &one.Units[0] != &two.Units[0] {
		t.Error("a title is not remembered")
	}
	if part := q.Place("临湖二桥"); part.Names[0] != 0 {
		t.Errorf("临湖二桥 has the name: %v", part.Names)
	}
}

// TestLacks counts plain words by whether releases have them.
func TestLacks(t *testing.T) {
	t.Parallel()
	q := of(&frame.Frame{Text: "甲乙丙丁", Rest: []frame.Word{{Text: "甲乙", Passages: 3}, {Text: "丙丁"}}})
	none := []float32{0, 0}
	if known, unknown := q.OtherLacks(none); known != 1 || unknown != 1 || q.Lacks(none) != 8 {
		t.Errorf("%d known and %d unknown words", known, unknown)
	}
	all, _ := q.Chars.Chars("甲乙丙丁")
	if some, _ := q.Chars.Chars("甲乙"); q.Content() != all || q.Content() == some {
		t.Errorf("the content is %v", q.Content())
	}
}

func TestIsLike(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		u     Unit
		label string
		want  bool
	}{
		{Unit{Text: "老年食堂"}, "老年人食堂", true},
		{Unit{Text: "老年食堂"}, "食堂", false},
		{Unit{Text: "食堂"}, "堂", false},
		{Unit{Text: "产值", Concepts: []*concept.Concept{{Said: []string{"工业总产值"}}}}, "总产值", true},
	} {
		if got := tt.u.IsLike(tt.label); got != tt.want {
			t.Errorf("%s for %s: %v", tt.label, tt.u.Text, got)
		}
	}
}

// TestKinds has the questions of each kind that candidates depend on.
func TestKinds(t *testing.T) {
	t.Parallel()
	kinds := func(f frame.Frame) (out []string) {
		q := of(&f)
		for name, is := range map[string]bool{
			"figure": q.IsForFigure(), "state": q.IsForState(), "plain": q.IsPlain(), "run": q.IsForRun(), "news": q.IsForNews(),
			"falling": q.IsForFalling(), "compares": q.Compares(), "limit": q.Asks("limit"),
		} {
			if is {
				out = append(out, name)
			}
		}
		slices.Sort(out)
		return out
	}
	for _, tt := range []struct {
		f    frame.Frame
		want string
	}{
		{frame.Frame{Asks: frame.Figure, Text: "最高多少"}, "figure limit"},
		{frame.Frame{Asks: frame.Whether}, "plain state"},
		{frame.Frame{Asks: frame.Latest}, "news run"},
		{frame.Frame{Asks: frame.List, Up: -1}, "compares falling run"},
		{frame.Frame{Asks: frame.Thing, Compare: frame.Most}, "compares"},
	} {
		if got := strings.Join(kinds(tt.f), " "); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.f.Asks, got, tt.want)
		}
	}
	if g := of(&frame.Frame{Asks: frame.Figure, Several: true}).Group(); g != feature.OfSeveral {
		t.Errorf("several figures are of group %s", g)
	}
	if g := of(&frame.Frame{Asks: frame.Time}).Group(); g != feature.OfTime {
		t.Errorf("a time is of group %s", g)
	}
}
