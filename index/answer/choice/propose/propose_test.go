package propose_test

import (
	"slices"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/choicetest"
	"beilun/index/answer/choice/contest"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/propose"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// proposed returns the texts of the candidates of a kind, of all but Nothing if
// kind is that.
func proposed(f *frame.Frame, hits []index.Hit, kind candidate.Kind) (out []string) {
	q := question.New(f, question.About{Lexicon: concept.Default(), Same: choicetest.IsOf})
	pages := page.Read(q, hits)
	for _, c := range propose.All(q, pages, contest.Compare(q, pages)) {
		if c.Kind != candidate.Nothing && (c.Kind == kind || kind == candidate.Nothing) {
			out = append(out, c.Text(hits))
		}
	}
	return out
}

var day = knowledge.Date{Year: 2025, Month: 8, Day: 20}

// TestMoments proposes times and durations that are no figures, and only those
// that are as exact as the question asks.
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
		got := proposed(&frame.Frame{Text: tt.question, Asks: tt.asks}, choicetest.Hits(day, tt.text), candidate.Nothing)
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.question, tt.text, s, tt.want)
		}
	}
}

// TestHollow leaves out headings and questions where one asks whether something
// is so.
func TestHollow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"高龄津贴。": true, "周一闭馆。": false, "不少市民关心，铁路会不会开行客车。": true, "老站还用不用？": true, "该线近期没有开行客车的安排。": false} {
		got := proposed(&frame.Frame{Text: "能坐人吗", Asks: frame.Whether}, choicetest.Hits(day, text), candidate.Nothing)
		if (len(got) == 0) != want {
			t.Errorf("%s: %q is proposed", text, got)
		}
	}
}

// TestCompositions puts together what paragraphs in a row and the rows of a table
// list, and nothing else.
func TestCompositions(t *testing.T) {
	t.Parallel()
	numbered := []string{"三件实事分别是：", "修路。东街修到西街。", "建校。新建两所。", "种树。沿河都种。", "各项工作年底前完成。"}
	marked := []string{"对有关项目作如下调整。", "一、东湖大桥。推迟一年。", "二、西湖隧道。增加两亿元。", "其余项目照旧。"}
	long := strings.Repeat("沿河都种树", 90)
	for _, tt := range []struct {
		question string
		passages []string
		want     []string
	}{
		{"三件实事有哪些", numbered, []string{"修路。东街修到西街；建校。新建两所；种树。沿河都种"}},
		{"有哪些项目调整了", marked, []string{"东湖大桥。推迟一年；西湖隧道。增加两亿元"}},
		{"有哪些项目", []string{"有关项目如下。", "1. 大桥。" + long + "。", "2. 隧道，" + long + "。"}, []string{"大桥；隧道"}},
		{"有哪些行业", []string{"表1 各行业产值", "行业：钢铁；产值：12亿元", "行业：造纸；产值：9亿元", "行业：合计；产值：21亿元"}, []string{"钢铁；造纸"}},
		{"有哪些行业", []string{"行业：合计的二十一个行业；产值：21亿元", "行业：钢铁；产值：12亿元", "行业：造纸；产值：9亿元"}, []string{"钢铁；造纸"}},
		{"有哪些行业", []string{"序号：1；行业：钢铁", "序号：2；行业：造纸"}, []string{"钢铁；造纸"}},
		{"哪些行业在往下掉", []string{"行业：钢铁；比上年增长：-3.1", "行业：造纸；比上年增长：7.5", "行业：制药；比上年增长：-0.2"}, []string{"行业：钢铁；比上年增长：-3.1；行业：制药；比上年增长：-0.2"}},
		{"有哪些项目", []string{"东湖大桥开工。", "西湖隧道贯通。", "各项工作年底前完成。"}, nil}, // nobody says that they are a list
		{"三个行业有哪些", []string{"三个行业的产值见表1。", "表1 各行业产值", "行业：钢铁；产值：12亿元", "行业：造纸；产值：9亿元"}, []string{"钢铁；造纸"}},
		{"实事什么时候办完", numbered, nil},
	} {
		got := proposed(choicetest.Frame(t, tt.question), choicetest.Hits(day, tt.passages...), candidate.Composition)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}

// TestMost composes the thing of the figure that is the most from the sentence
// that names it.
func TestMost(t *testing.T) {
	t.Parallel()
	hits := choicetest.Hits(day, "东湖大桥年内开工。该桥投资9亿元。", "西湖隧道投资5亿元。")
	for i, subject := range []string{"东湖大桥", "西湖隧道"} {
		b := &hits[i].Passage.Figures[len(hits[i].Passage.Figures)-1].Binding
		b.Subject, b.Metric = subject, "投资"
	}
	got := proposed(choicetest.Frame(t, "哪个项目投资最多"), hits, candidate.Composition)
	if want := []string{"东湖大桥：该桥投资9亿元。"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestCaptions proposes no caption of a table, but what is elsewhere.
func TestCaptions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		over string
		want bool
	}{
		{"表1 各行业产值（单位：亿元）", false},
		{"各行业产值见下表。", false},
		{"制药的产值最高，造纸的其次。", true},
	} {
		got := proposed(choicetest.Frame(t, "哪个行业产值最高"), choicetest.Hits(day, tt.over, "行业：造纸；产值：9亿元", "行业：制药；产值：30亿元"), candidate.Nothing)
		if slices.Contains(got, tt.over) != tt.want {
			t.Errorf("%s is proposed: %v", tt.over, !tt.want)
		}
	}
}

// TestSeries proposes clauses that have several figures where several are asked
// for.
func TestSeries(t *testing.T) {
	t.Parallel()
	text := "全区有小学28所，在校生3万人；中学9所，设施完备。"
	for _, tt := range []struct {
		question string
		want     []string
	}{
		{"小学有几所，学生多少", []string{"全区有小学28所，在校生3万人", text}},
		{"小学有几所", nil},
	} {
		if got := proposed(choicetest.Frame(t, tt.question), choicetest.Hits(day, text), candidate.Series); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}

// TestTexts proposes runs and lists where the answer may take some sentences, and
// clauses of what is too long.
func TestTexts(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("沿河都种树", 15)
	for _, tt := range []struct {
		asks frame.Asks
		text string
		kind candidate.Kind
		want []string
	}{
		{frame.Reason, "因检修。大桥封闭。绕行。恢复。", candidate.Run, []string{"因检修。大桥封闭。", "因检修。大桥封闭。绕行。", "大桥封闭。绕行。", "大桥封闭。绕行。恢复。", "绕行。恢复。"}},
		{frame.List, "实事有：修路，建校；种树。完。", candidate.List, []string{"实事有：修路，建校；种树。完。", "修路，建校；种树。"}},
		{frame.List, "修路，建校；种树。", candidate.Part, []string{"修路，建校", "种树。"}},
		{frame.Text, long + "，" + long + "。", candidate.Clause, []string{long, long + "。"}},
		{frame.Text, long + "，" + long + "。", candidate.Sentence, nil},
		{frame.Whether, "出口已增长3%，进口5亿元，其他照常。", candidate.Clause, []string{"出口已增长3%", "进口5亿元", "其他照常。"}},
	} {
		if got := proposed(&frame.Frame{Asks: tt.asks}, choicetest.Hits(day, tt.text), tt.kind); !slices.Equal(got, tt.want) {
			t.Errorf("%s of %s: %q, want %q", tt.asks, tt.text, got, tt.want)
		}
	}
}

// TestNames proposes the name that a sentence lacks, and none if the sentence has
// it.
func TestNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, subject, want string }{
		{"租厂房是智曜装备的选择。该公司拟投资6亿元。", "智曜装备", "智曜装备"},
		{"园区年内投用。智曜装备拟投资6亿元。", "智曜装备", ""},
		{"园区年内投用。该公司拟投资6亿元。", "智曜装备", ""},
	} {
		hits := choicetest.Hits(day, tt.text)
		hits[0].Passage.Figures[0].Binding.Subject = tt.subject
		if got := strings.Join(proposed(&frame.Frame{Asks: frame.Organisation}, hits, candidate.Name), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestElsewhere proposes no figure of another part of the country than the one
// asked for.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	f := &frame.Frame{Text: "澜门县面积多少", Asks: frame.Figure, Names: []frame.Name{{Word: frame.Word{Text: "澜门县"}, Thing: "澜门县"}}}
	got := proposed(f, choicetest.Hits(day, "全区面积3平方公里。", "澜门县面积9平方公里。"), candidate.Figure)
	if want := []string{"9平方公里"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
