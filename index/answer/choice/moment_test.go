package choice

import (
	"slices"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
)

// readText holds a text of one sentence, released on a day, against a question.
func readText(f *frame.Frame, text string, day knowledge.Date) *Reading {
	p := index.Passage{ID: "a#1", Release: index.Release{Date: day}, Text: text, Sentences: []knowledge.Span{{End: len(text)}}, Figures: figure.Scan(text, day)}
	return Read(f, []index.Hit{{Passage: p}}, About{Lexicon: concept.Default(), Same: func(*knowledge.Binding, string) bool { return false }})
}

// TestMoments proposes times and durations that are no figures.
func TestMoments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		asks           frame.Asks
		question, text string
		want           string
	}{
		{frame.Time, "几点关门", "开放时间为9:00至17:00（16:30停止入馆）。", "9:00 17:00 16:30 9:00至17:00"},
		{frame.Time, "几点收车", "末班车延长至零点三十分。", "零点三十分"},
		{frame.Time, "几点开", "每周六上午9点开门。", "每周六上午9点"},
		{frame.Time, "几点开", "局里提出3点要求，比分3:2，共13时代广场。", ""},
		{frame.Time, "周几坐诊", "每周三、周五坐诊，每周三次，一周一次。", "每周三、周五"},
		{frame.Time, "几月受理", "每年3月、9月集中受理。", "每年3月、9月"},
		{frame.Time, "何时开通", "力争2026年国庆节前开通。", "2026年国庆节前"},
		{frame.Time, "何时申领", "毕业后两年内申领，奖励两年。", "两年内"},
		{frame.Time, "何时动工", "二期动工时间另行确定。", "二期动工时间另行确定"},
		{frame.Time, "起止时间", "灯会9月28日亮灯，持续到10月20日。", "灯会9月28日亮灯，持续到10月20日"},
		{frame.Time, "何时亮灯", "灯会9月28日亮灯，持续到10月20日。", "9月28日 10月20日"},
		{frame.Time, "何时通车", "今年10月底通车，去年铺轨。", "今年10月底"},
		{frame.Time, "几点通车", "大桥5月12日10时通车，9月28日验收，周一闭馆。", "5月12日10时"},
		{frame.Time, "哪天闭馆", "每天9时开馆，周一闭馆。", "周一"},
		{frame.Time, "周几闭馆", "大桥5月12日10时通车，9月28日验收，周一闭馆。", "周一"},
		{frame.Time, "9月的数据哪天发布", "9月数据将于10月22日发布，每天8:30更新。", "10月22日"},
		{frame.Duration, "成绩是多少", "他以1小时04分37秒夺冠。", "1小时04分37秒"},
		{frame.Duration, "公示几天", "9月28日起公示不少于10日，第3天放假。", "不少于10日"},
		{frame.Duration, "多久内申领", "竣工并登记后6个月内申领，每3年一次。", "6个月内"},
	} {
		r := readText(&frame.Frame{Text: tt.question, Asks: tt.asks}, tt.text, knowledge.Date{Year: 2025, Month: 8, Day: 20})
		var got []string
		for _, c := range r.Candidates() {
			if c.Kind != Nothing {
				got = append(got, c.Text(r.hits))
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.question, tt.text, s, tt.want)
		}
	}
}

// TestDeeds finds what happens at a time, whether it is a plan, and the new one of two.
func TestDeeds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, time string
		event      string
		where      int
		tense      int
		revised    int
	}{
		{"计划2025年二季度开工、2027年底投产。", "2025年二季度", "开工", 1, tenseFuture, 0},
		{"计划2025年二季度开工、2027年底投产。", "2027年底", "投产", 1, tenseOpen, 0},
		{"5月8日，新院主体结构顺利封顶。", "5月8日", "封顶", 3, tensePast, 0},
		{"通车时间由2025年底调整为2026年9月底前。", "2025年底", "通车", 2, tenseOpen, 1},
		{"通车时间由2025年底调整为2026年9月底前。", "2026年9月底前", "通车", 2, tenseOpen, 2},
		{"大桥原定9月底通车。", "9月底", "通车", 1, tenseOpen, 3},
		{"项目4月10日正式开工。", "4月10日", "开工", 1, tensePast, 0},
	} {
		r := readText(&frame.Frame{Text: "什么时候", Asks: frame.Time}, tt.text, knowledge.Date{Year: 2025, Month: 5, Day: 9})
		cs := r.propose()
		for i := range cs {
			c := &cs[i]
			if c.Kind != AFigure || c.Text(r.hits) != tt.time {
				continue
			}
			d := r.deedOf(c)
			event := ""
			if len(d.events) > 0 {
				event = d.events[0].Name
			}
			if got := tenseTold(&d, &c.Figure.Binding); event != tt.event || d.where != tt.where || got != tt.tense || revisedOf(&d) != tt.revised {
				t.Errorf("%s of %s: %s at %d, tense %d, revised %d", tt.time, tt.text, event, d.where, got, revisedOf(&d))
			}
			tt.time = ""
		}
		if tt.time != "" {
			t.Errorf("%s: %s is not proposed", tt.text, tt.time)
		}
	}
}

// TestTenses reads whether a question asks for what came about or is to come.
func TestTenses(t *testing.T) {
	t.Parallel()
	for q, want := range map[string]int{"大桥哪天动工的？": tensePast, "大桥什么时候能走": tenseFuture, "大桥通车时间": tenseOpen, "大桥哪天合龙了": tensePast, "大楼哪天封的顶": tensePast, "大楼的顶": tenseOpen} {
		if got := readText(&frame.Frame{Text: q}, "开工。", knowledge.Date{Year: 2025}).tenseAsked(); got != want {
			t.Errorf("%s: %d, want %d", q, got, want)
		}
	}
}

// TestSplit reads a verb that a 的 stands within.
func TestSplit(t *testing.T) {
	t.Parallel()
	for q, want := range map[string]string{"大楼哪天封的顶": "封顶", "园区什么时候开的工": "开工", "园区的工期": ""} {
		r := readText(&frame.Frame{Text: q, Asks: frame.Time}, "项目开工。", knowledge.Date{Year: 2025})
		got := ""
		for _, c := range r.split() {
			got = c.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", q, got, want)
		}
	}
}

// TestSuperseded knows a time again that another place has as the former one of two.
func TestSuperseded(t *testing.T) {
	t.Parallel()
	r := readText(&frame.Frame{Text: "大桥何时通车", Asks: frame.Time}, "大桥2026年3月通车，通车时间由2026年3月推迟至2026年9月。", knowledge.Date{Year: 2025, Month: 5, Day: 9})
	var got []string
	for _, c := range r.Candidates() {
		if slices.Contains(c.Features, base[tSuperseded]+1) {
			got = append(got, c.Text(r.hits))
		}
	}
	if want := []string{"2026年3月", "2026年3月"}; !slices.Equal(got, want) {
		t.Errorf("superseded are %q, want %q", got, want)
	}
}

// TestHollow leaves out headings and questions where one asks whether something is so.
func TestHollow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"高龄津贴。": true, "周一闭馆。": false, "不少市民关心，铁路会不会开行客车。": true, "老站还用不用？": true, "该线近期没有开行客车的安排。": false} {
		r := readText(&frame.Frame{Text: "能坐人吗", Asks: frame.Whether}, text, knowledge.Date{Year: 2025})
		if got := len(r.propose()) == 1; got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
