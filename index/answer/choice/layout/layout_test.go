package layout

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beilun/knowledge"
)

// TestParts cuts behind what somebody says, and clauses at no comma or colon of
// a number.
func TestParts(t *testing.T) {
	t.Parallel()
	text := "“今年完工。”项目经理张三说，投资1,200万元，增速：-6.5%。"
	var parts, clauses []string
	for _, p := range Parts(text, []knowledge.Span{{End: len(text)}}) {
		parts = append(parts, p.Span.Of(text))
		for _, c := range Clauses(text, p.Span) {
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

func TestTrim(t *testing.T) {
	t.Parallel()
	text := "， 投资3亿元。；"
	s := Trim(text, knowledge.Span{End: len(text)})
	if got := s.Of(text); got != "投资3亿元。" {
		t.Errorf("trimmed: %q", got)
	}
	if got := WithoutStop(text, s, "").Of(text); got != "投资3亿元" {
		t.Errorf("without the full stop: %q", got)
	}
	if s := Trim("，；", knowledge.Span{End: len("，；")}); s.Start != s.End {
		t.Errorf("of marks remains %v", s)
	}
}

func TestRow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"行业：造纸；产值：30亿元；比上年增长：-2.1": "行业|产值|比上年增长",
		"行业：造纸": "", // one cell says nothing of another
		"会议指出，一要抓项目：早开工；二要抓招商：早落地":      "",
		"地址：东街1号。电话：1234567；传真：7654321": "",
		"“一是修路：东街；二是种树”":                "",
		"": "",
	} {
		var labels []string
		for _, c := range Row(text) {
			labels = append(labels, c.Label)
		}
		if got := strings.Join(labels, "|"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
		if first, _, _ := strings.Cut(want, "|"); RowLabel(text) != first {
			t.Errorf("%s is labelled %s", text, RowLabel(text))
		}
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"1,200.5": "2401/2", "－3": "-3", "+3": "3", "3亿": "", "": ""} {
		got := ""
		if v := Number(text); v != nil {
			got = strings.TrimSuffix(v.String(), "/1")
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestItems(t *testing.T) {
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
		if got := Items(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]int{"哪三处集聚区": {3}, "十件实事有哪些": {10}, "12条": {12}, "第三件实事是什么": nil, "有哪两家": {2}, "一个项目有哪些": nil} {
		if got := Counts(text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestItemMark(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1. 修路": "1", "一、修路": "、", "（一）修路": "（", "一是修路": "是", "- 修路": "-", "**修路**": "*", "第一，修路": "、", "修路": "",
	} {
		if n, kind := ItemMark(text); kind != want || (n > 0) != (want != "") {
			t.Errorf("%s: %q, want %q", text, kind, want)
		}
	}
}

// TestMarksIn compares the count of marks with the pattern that it replaces.
func TestMarksIn(t *testing.T) {
	t.Parallel()
	pattern := regexp.MustCompile(`[一二三四五六七八九十]是|（[一二三四五六七八九十]{1,2}）|(?:^|[；。\s])[0-9]{1,2}[.．、][^0-9]`)
	rng := rand.New(rand.NewPCG(1, 2))
	chars := []rune("一二十是是（（））；。 \n123..．、、桥")
	for range 200000 {
		out := make([]rune, rng.IntN(14))
		for i := range out {
			out[i] = chars[rng.IntN(len(chars))]
		}
		text := string(out)
		if got, want := marksIn(text), len(pattern.FindAllString(text, -1)); got != want {
			t.Fatalf("%q has %d marks, want %d", text, got, want)
		}
	}
}

func TestStart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"该公司拟投资三亿元，租用厂房":        1,
		"（一）连片面积五十亩以上，农户可联户申报":  2,
		"第八条　监督管理。骗取补贴的，追回资金":   3,
		"受汛期影响，完工时间推迟一个月":       4,
		"“码头离车间不到四公里。”":         5,
		"表1 主要指标完成情况":           6,
		"道路不够宽。":                7,
		"大桥北起望潮街道，南至鹿篷镇，全长十二公里": 0,
	} {
		if got := Start(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
