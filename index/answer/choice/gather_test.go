package choice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
)

// readingOf reads a question and the passages of one release, whose figures are bound to
// nothing.
func readingOf(t *testing.T, question string, passages ...string) *Reading {
	t.Helper()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	var hits []index.Hit
	for i, text := range passages {
		p := index.Passage{ID: fmt.Sprintf("a.md#%d", i+1), Release: index.Release{ID: "a.md"}, Text: text, Figures: figure.Scan(text, knowledge.Date{Year: 2025})}
		for _, s := range zhtext.Sentences(text) {
			p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
		}
		hits = append(hits, index.Hit{Passage: p})
	}
	f := frame.NewReader(nil).Understand(query.Parse(lex, question, knowledge.Date{Year: 2025, Month: 6, Day: 1}))
	same := func(b *knowledge.Binding, n string) bool { return b.Subject == n }
	return Read(f, hits, About{Lexicon: concept.Default(), Same: same})
}

func TestRowOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"行业：造纸；产值：30亿元；比上年增长：-2.1": "行业|产值|比上年增长",
		"行业：造纸": "", // one cell tells nothing of another
		"会议指出，一要抓项目：早开工；二要抓招商：早落地":      "",
		"地址：东街1号。电话：1234567；传真：7654321": "",
		"“一是修路：东街；二是种树”":                "",
		"": "",
	} {
		var labels []string
		for _, c := range rowOf(text) {
			labels = append(labels, c.label)
		}
		if got := strings.Join(labels, "|"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestExtremes finds what stands as the most among figures of one column, or of the
// parts of a sentence.
func TestExtremes(t *testing.T) {
	t.Parallel()
	table := []string{"行业：钢铁；产值：12亿元；比上年增长：-3.1", "行业：造纸；产值：9800万元；比上年增长：7.5", "行业：制药；产值：30亿元；比上年增长：2", "行业：合计；产值：43亿元；比上年增长：3.4"}
	parts := []string{"三个景区里，甲湖接待3万人次，收入900万元；乙山接待5万人次，收入600万元；丙寺接待8000人次。全区共接待20万人次。"}
	sums := []string{"支出结构优化，全年支出90亿元，其中教育支出30亿元；卫生支出12亿元。"}
	for _, tt := range []struct {
		question string
		passages []string
		want     string // all that stands as the most
	}{
		{"哪个行业产值最高", table, "30亿元"},
		{"哪个行业产值最低", table, "9800万元"},
		{"哪个行业增长最快", table, "7.5"},
		{"哪个行业在往下掉", table, "-3.1"},
		{"造纸和钢铁哪个产值高", table, "12亿元"}, // 制药 is not asked of
		{"哪个景区人最多", parts, "5万人次"},
		{"哪个景区钱最多", parts, "900万元"},
		{"哪项支出最多", sums, "30亿元"}, // what all of them are together is none of them
		{"哪个行业产值最高", []string{"造纸产值30亿元，增长2%。"}, ""},
		{"产值是多少", table, ""},
	} {
		r := readingOf(t, tt.question, tt.passages...)
		var got []string
		for i, all := range r.extreme {
			for _, s := range all {
				if s.isMost() {
					got = append(got, s.at.Of(r.pages[i].text))
				}
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}

// TestCompositions puts together what paragraphs in a row and the rows of a table list,
// and nothing else.
func TestCompositions(t *testing.T) {
	t.Parallel()
	numbered := []string{"三件实事分别是：", "修路。东街修到西街。", "建校。新建两所。", "种树。沿河都种。", "各项工作年底前完成。"}
	marked := []string{"对有关项目作如下调整。", "一、东湖大桥。推迟一年。", "二、西湖隧道。增加两亿元。", "其余项目照旧。"}
	for _, tt := range []struct {
		question string
		passages []string
		want     []string
	}{
		{"三件实事有哪些", numbered, []string{"修路。东街修到西街；建校。新建两所；种树。沿河都种"}},
		{"有哪些项目调整了", marked, []string{"东湖大桥。推迟一年；西湖隧道。增加两亿元"}},
		{"有哪些行业", []string{"表1 各行业产值", "行业：钢铁；产值：12亿元", "行业：造纸；产值：9亿元", "行业：合计；产值：21亿元"}, []string{"钢铁；造纸"}},
		{"有哪些行业", []string{"行业：合计的二十一个行业；产值：21亿元", "行业：钢铁；产值：12亿元", "行业：造纸；产值：9亿元"}, []string{"钢铁；造纸"}},
		{"哪些行业在往下掉", []string{"行业：钢铁；比上年增长：-3.1", "行业：造纸；比上年增长：7.5", "行业：制药；比上年增长：-0.2"}, []string{"行业：钢铁；比上年增长：-3.1；行业：制药；比上年增长：-0.2"}},
		{"有哪些项目", []string{"东湖大桥开工。", "西湖隧道贯通。", "各项工作年底前完成。"}, nil}, // nobody says that they are a list
		{"三个行业有哪些", []string{"三个行业的产值见表1。", "表1 各行业产值", "行业：钢铁；产值：12亿元", "行业：造纸；产值：9亿元"}, []string{"钢铁；造纸"}},
		{"实事什么时候办完", numbered, nil},
	} {
		r := readingOf(t, tt.question, tt.passages...)
		var got []string
		for _, c := range r.Candidates() {
			if c.Kind == AComposition {
				got = append(got, c.Text(r.hits))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}

// TestCaptions takes no caption of a table for an answer, but what stands elsewhere.
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
		r := readingOf(t, "哪个行业产值最高", tt.over, "行业：造纸；产值：9亿元", "行业：制药；产值：30亿元")
		got := slices.ContainsFunc(r.Candidates(), func(c Candidate) bool { return c.Text(r.hits) == tt.over })
		if got != tt.want {
			t.Errorf("%s is proposed: %v, want %v", tt.over, got, tt.want)
		}
	}
}

// TestSeries proposes clauses that tell several figures where several are asked for.
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
		r := readingOf(t, tt.question, text)
		var got []string
		for _, c := range r.Candidates() {
			if c.Kind == ASeries {
				got = append(got, c.Text(r.hits))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}

func TestItemsIn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"申请表、身份证和发票":              3,
		"申请表、身份证":                 2,
		"（一）有户籍；（二）有房产；（三）满三年。":   3,
		"一是修路，二是建校。":              2,
		"实事包括：修路3公里，建校2所，种树100棵。": 3,
		"新增床位500张；改造小区26个。":       2,
		"大桥去年开工，今年合龙。":            0,
	} {
		if got := itemsIn(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
	for question, want := range map[string]int{"哪三处集聚区": 3, "十件实事有哪些": 10, "第三件实事是什么": 0, "有哪两家": 2, "一个项目有哪些": 0} {
		if got := listedIn(question); got != want {
			t.Errorf("%s: %d, want %d", question, got, want)
		}
	}
}
