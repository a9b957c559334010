package judge

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"beilun/index"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/choicetest"
	"beilun/index/answer/choice/contest"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/propose"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// reading is a question with its passages and candidates.
type reading struct {
	q       *question.Question
	hits    []index.Hit
	pages   []page.Page
	results [][]contest.Result
	cs      []candidate.Candidate
}

func read(f *frame.Frame, hits []index.Hit) *reading {
	q := question.New(f, question.About{Lexicon: concept.Default(), Same: choicetest.IsOf})
	r := &reading{q: q, hits: hits, pages: page.Read(q, hits)}
	r.results = contest.Compare(q, r.pages)
	r.cs = propose.All(q, r.pages, r.results)
	return r
}

// judged gives the candidates their features.
func (r *reading) judged() *reading {
	All(r.q, r.pages, r.hits, r.results, r.cs)
	return r
}

// readFigures reads texts of one sentence each for a question for a figure.
func readFigures(question string, texts ...string) *reading {
	hits := choicetest.Hits(knowledge.Date{Year: 2025, Month: 6, Day: 1}, texts...)
	f := frame.NewReader(nil).Understand(query.Query{Text: zhtext.FoldString(question)})
	f.Asks, f.Classes = frame.Figure, nil
	return read(f, hits)
}

// view returns the candidate with that text as it is judged.
func (r *reading) view(t *testing.T, text string) *view {
	t.Helper()
	for i := range r.cs {
		if c := &r.cs[i]; c.Text(r.hits) == text {
			v := &view{q: r.q, pg: &r.pages[c.At.Page], c: c, text: text}
			if c.Figure != nil {
				v.words = v.pg.FigureText(c.Figure, c.At.Clause)
			}
			return v
		}
	}
	t.Fatalf("no candidate %q", text)
	return nil
}

// named returns the values of some templates that a candidate has, as name=value.
func named(c *candidate.Candidate, templates ...feature.Template) (out []string) {
	for _, f := range c.Features {
		if t, _ := feature.Of(f); slices.Contains(templates, t) {
			out = append(out, feature.Name(int(f)))
		}
	}
	return out
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
		if got := officesIn(f).holder(f.Text, tt.text); got != tt.want {
			t.Errorf("%s %s: %d, want %d", tt.question, tt.text, got, tt.want)
		}
		q := question.New(f, question.About{Lexicon: concept.Default()})
		if got := LacksHolder(q, &candidate.Candidate{Kind: candidate.Sentence}, tt.text); got != (tt.want > 1) {
			t.Errorf("%s %s lacks the holder: %v", tt.question, tt.text, got)
		}
	}
}

func TestNumbers(t *testing.T) {
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
		if got := numbersIn(tt.question).fit(tt.own, tt.text, tt.heads); got != tt.want {
			t.Errorf("%s of %q, %q, %q: %d, want %d", tt.question, tt.own, tt.text, tt.heads, got, tt.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	about := &question.About{Home: []string{"临湖区"}}
	ps := placesIn(&frame.Frame{Text: "滨江新区有几所学校"})
	for _, tt := range []struct {
		text string
		want int
	}{{"滨江有3所学校", 1}, {"有3所学校", 3}} {
		if got := ps.fit(about, tt.text, ""); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.text, got, tt.want)
		}
	}
	if got := placesIn(&frame.Frame{Text: "临湖区有几所学校"}).fit(about, "有3所学校", ""); got != 2 {
		t.Errorf("of the district itself: %d", got)
	}
}

// TestEvents finds what happens at a time, whether it is a plan, and the new one
// of two.
func TestEvents(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, time string
		event      string
		where      int
		tense      fit.Tense
		revised    int
	}{
		{"计划2025年二季度开工、2027年底投产。", "2025年二季度", "开工", 1, fit.TenseFuture, 0},
		{"计划2025年二季度开工、2027年底投产。", "2027年底", "投产", 1, fit.TenseOpen, 0},
		{"5月8日，新院主体结构顺利封顶。", "5月8日", "封顶", 3, fit.TensePast, 0},
		{"新院主体结构封顶，时间是5月8日。", "5月8日", "封顶", 4, fit.TenseOpen, 0},
		{"通车时间由2025年底调整为2026年9月底前。", "2025年底", "通车", 2, fit.TenseOpen, 1},
		{"通车时间由2025年底调整为2026年9月底前。", "2026年9月底前", "通车", 2, fit.TenseOpen, 2},
		{"大桥原定9月底通车。", "9月底", "通车", 1, fit.TenseOpen, 3},
		{"项目4月10日正式开工。", "4月10日", "开工", 1, fit.TensePast, 0},
	} {
		r := read(&frame.Frame{Text: "什么时候", Asks: frame.Time}, choicetest.Hits(knowledge.Date{Year: 2025, Month: 5, Day: 9}, tt.text))
		v := r.view(t, tt.time)
		e := eventAt(v)
		event := ""
		if len(e.events) > 0 {
			event = e.events[0].Name
		}
		if tense := e.tense(&v.c.Figure.Binding); event != tt.event || e.where != tt.where || tense != tt.tense || e.revision() != tt.revised {
			t.Errorf("%s in %s: %s at %d, tense %d, revised %d", tt.time, tt.text, event, e.where, tense, e.revision())
		}
	}
}

// TestEnds has the beginning and the end of a period.
func TestEnds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question, text, time string
		want                 string
	}{
		{"几点开门", "9时至17时开放。", "9时", "end=10"},
		{"几点关门", "9时至17时开放。", "17时", "end=15"},
		{"几点关门", "9时至17时开放。", "9时至17时", "end=13"},
		{"从几点开到几点", "9时至17时开放。", "9时至17时", "end=5"},
	} {
		r := read(&frame.Frame{Text: tt.question, Asks: frame.Time}, choicetest.Hits(knowledge.Date{Year: 2025}, tt.text)).judged()
		if got := strings.Join(named(r.view(t, tt.time).c, feature.End), " "); got != tt.want {
			t.Errorf("%s: %s is %s, want %s", tt.question, tt.time, got, tt.want)
		}
	}
}

// TestSuperseded recognizes a time that another place has as the former of two.
func TestSuperseded(t *testing.T) {
	t.Parallel()
	r := read(&frame.Frame{Text: "大桥何时通车", Asks: frame.Time}, choicetest.Hits(knowledge.Date{Year: 2025, Month: 5, Day: 9}, "大桥2026年3月通车，通车时间由2026年3月推迟至2026年9月。")).judged()
	var got []string
	for _, c := range r.cs {
		if slices.Contains(c.Features, feature.Number(feature.Superseded, 1)) {
			got = append(got, c.Text(r.hits))
		}
	}
	if want := []string{"2026年3月", "2026年3月"}; !slices.Equal(got, want) {
		t.Errorf("superseded are %q, want %q", got, want)
	}
}

// TestOutdated finds that another passage replaces a figure.
func TestOutdated(t *testing.T) {
	t.Parallel()
	const first = "望湖大桥总投资4.2亿元。"
	for _, tt := range []struct {
		texts []string
		want  figures.Move
	}{
		{[]string{first}, figures.Alone},
		{[]string{first, "望湖大桥总投资由4.2亿元调整为5亿元。"}, figures.Outdated},
		{[]string{first, "望湖大桥总投资由4.1亿元调整为5亿元。"}, figures.Alone},
	} {
		r := readFigures("望湖大桥总投资多少", tt.texts...)
		if got := newReplacements(r.q, r.pages).move(r.view(t, "4.2亿元")); figures.Move(got) != tt.want {
			t.Errorf("%q: %d, want %d", tt.texts, got, tt.want)
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	const text = "全区有企业42家，其中外资9家、内资33家；商场5家。"
	for _, tt := range []struct {
		question, text, claim string
		want                  int
	}{
		{"有多少家企业", text, "42家", 1},
		{"有多少家企业", text, "9家", 2},
		{"有多少家企业", text, "33家", 2},
		{"有多少家企业", text, "5家", 0},
		{"一共有多少家企业", text, "42家", 3 + 1},
		{"其中外资多少家", text, "9家", 6 + 2},
		{"有多少家企业", "全区有企业42家，增加3家。", "42家", 0},
	} {
		if got := partOf(readFigures(tt.question, tt.text).view(t, tt.claim)); got != tt.want {
			t.Errorf("%s: %s of %q: %d, want %d", tt.question, tt.claim, tt.text, got, tt.want)
		}
	}
}

func TestEchoed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question, claim string
		want            bool
	}{
		{"签约的9个项目开工了几个", "9个", true},
		{"签约的19个项目开工了几个", "9个", false},
		{"签约的项目开工了几个", "9个", false},
	} {
		v := readFigures(tt.question, "签约的9个项目中已有8个开工。").view(t, tt.claim)
		if got := isEchoed(v.q, v.c.Figure); got != tt.want {
			t.Errorf("%s: %s: %v", tt.question, tt.claim, got)
		}
	}
}

// TestLabels has the most of what distinguishes the figures of a sentence for the
// figure that is asked for.
func TestLabels(t *testing.T) {
	t.Parallel()
	r := readFigures("农村居民人均收入多少", "城镇居民人均收入5万元，农村居民人均收入3万元。").judged()
	if got := named(r.view(t, "3万元").c, feature.LabelRank, feature.LabelHere); !slices.Equal(got, []string{"labelRank=0", "labelHere=0"}) {
		t.Errorf("3万元: %q", got)
	}
	if got := named(r.view(t, "5万元").c, feature.LabelRank); slices.Contains(got, "labelRank=0") {
		t.Errorf("5万元: %q", got)
	}
}

// TestUnsaid counts what the question says and a passage does not.
func TestUnsaid(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question string
		want     int
	}{
		{"政府债务多少", 0},
		{"政府债务利息多少", 2},
		{"2025年政府债务多少", 0},
		{"政府债务一共有多少", 0},
	} {
		v := readFigures(tt.question, "年末全区政府债务余额98亿元。").view(t, "98亿元")
		l := newLack(v.q)
		if got := l.unsaid(v, v.pg.Around(0)); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.question, got, tt.want)
		}
	}
}

// TestTimes has the time of a figure by what it is bound to and by the words
// around it.
func TestTimes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		asked        frame.When
		period, text string
		want         fit.Time
	}{
		{frame.When{}, "", "投资3亿元。", fit.TimeOpen},
		{frame.When{}, "2025-01-01/2025-12-31", "投资3亿元。", fit.TimeOpenWhole},
		{frame.When{}, "2025-01-01/2025-03-31", "投资3亿元。", fit.TimeOpenPart},
		{frame.When{Part: "01-03"}, "2025-01-01/2025-03-31", "投资3亿元。", fit.TimeEqual},
		{frame.When{Years: []int{2025}}, "2025-01-01/2025-12-31", "投资3亿元。", fit.TimeEqual},
		{frame.When{Years: []int{2025}}, "2025-01-01/2025-03-31", "投资3亿元。", fit.TimeYear},
		{frame.When{Years: []int{2025}, Part: "01-03"}, "2025-01-01/2025-12-31", "投资3亿元。", fit.TimeLonger},
		{frame.When{Years: []int{2024}}, "2025-01-01/2025-12-31", "投资3亿元。", fit.TimeOther},
		{frame.When{Years: []int{2024}}, "", "2024年投资3亿元。", fit.TimeSpoken},
		{frame.When{Years: []int{2025}}, "", "投资3亿元。", fit.TimeRelease},
		{frame.When{Years: []int{2023}}, "", "投资3亿元。", fit.TimeOther},
	} {
		r := readFigures("投资多少", tt.text)
		r.q.Frame.Time = tt.asked
		v := r.view(t, "3亿元")
		v.c.Figure.Binding.Period = tt.period
		if got := timeOf(v); got != tt.want || IsOfOtherTime(r.q, v.pg, v.c) != (tt.want == fit.TimeOther) {
			t.Errorf("%+v of %q %s: %d, want %d", tt.asked, tt.period, tt.text, got, tt.want)
		}
	}
	r := readFigures("投资多少", "投资3亿元。")
	r.hits[0].Passage.Release.Date, r.q.Frame.Time.Years = knowledge.Date{}, []int{2024}
	if got := timeOf(r.view(t, "3亿元")); got != fit.TimeUnknown {
		t.Errorf("of a release without a day: %d", got)
	}
}

// TestWhose has figures of the thing asked for, of a part, and of others.
func TestWhose(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		b    knowledge.Binding
		want fit.Whose
	}{
		{knowledge.Binding{Subject: "望湖大桥"}, fit.WhoseSame},
		{knowledge.Binding{Subject: "望湖大桥", Loose: true}, fit.WhoseUnsure},
		{knowledge.Binding{Subject: "望湖大桥引桥"}, fit.WhosePart},
		{knowledge.Binding{}, fit.Far(fit.InClause, 0)},
		{knowledge.Binding{Subject: "临江隧道", Sure: 0.3}, fit.Far(fit.InClause, 1)},
		{knowledge.Binding{Subject: "临江隧道"}, fit.Far(fit.InClause, 2)},
	} {
		f := &frame.Frame{Text: "望湖大桥投资多少", Asks: frame.Figure, Names: []frame.Name{{Word: frame.Word{Text: "望湖大桥"}, Thing: "望湖大桥"}}}
		hits := choicetest.Hits(knowledge.Date{Year: 2025}, "望湖大桥投资3亿元。")
		hits[0].Passage.Figures[0].Binding = tt.b
		v := read(f, hits).view(t, "3亿元")
		if got := whoseOf(v); got != tt.want || !isNear(v) {
			t.Errorf("%+v: %d, want %d", tt.b, got, tt.want)
		}
		v.q.Names = nil
		if got := whoseOf(v); got != fit.WhoseOpenOther && tt.b.Subject != "" || got != fit.WhoseOpen && tt.b.Subject == "" {
			t.Errorf("%+v, none is asked for: %d", tt.b, got)
		}
	}
}

var update = flag.Bool("update", false, "rewrite testdata/features.txt")

// TestFeatures compares all features of the candidates of some questions with
// testdata/features.txt. Weights are learned for these values: a difference
// means that they have to be learned again.
func TestFeatures(t *testing.T) {
	t.Parallel()
	const name = "testdata/features.txt"
	table := []string{"表1 各行业产值（单位：亿元）", "行业：造纸；产值：9亿元", "行业：制药；产值：30亿元"}
	var got strings.Builder
	for _, of := range []struct {
		question string
		texts    []string
	}{
		{"临湖大桥2025年投资多少", []string{"临湖大桥2025年完成投资3亿元，其中区级1亿元。", "全区投资5%增长。"}},
		{"临湖大桥什么时候通车", []string{"临湖大桥原定2025年3月通车，推迟至2025年9月。"}},
		{"临湖大桥为什么封闭", []string{"为什么封闭？因检修，临湖大桥封闭。绕行5公里。"}},
		{"哪个行业产值最高", table},
		{"临湖区区长是谁", []string{"临湖区区长张三介绍，临湖大桥通车。"}},
		{"大桥能走了吗", []string{"大桥尚未通车。"}},
	} {
		r := read(choicetest.Frame(t, of.question), choicetest.Hits(knowledge.Date{Year: 2025, Month: 5, Day: 9}, of.texts...)).judged()
		fmt.Fprintf(&got, "# %s\n", of.question)
		for i := range r.cs {
			fmt.Fprintf(&got, "%s:", r.cs[i].Text(r.hits))
			for _, f := range r.cs[i].Features {
				fmt.Fprintf(&got, " %s", feature.Name(int(f)))
			}
			got.WriteString("\n")
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Error(diff)
	}
}
