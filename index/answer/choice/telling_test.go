package choice

import (
	"math"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// TestOrder finds the question's characters in a text in their order, whatever stands
// between them.
func TestOrder(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question, text string
		want           float64
	}{
		{"装电梯", "业主可以申请加装一部电梯", 1},
		{"骗补", "弄虚作假骗取补贴的，追回资金", 1},
		{"骗补", "补贴资金专款专用", 0.5},
		{"电梯加装", "加装电梯", 0.5}, // in another order
		{"骗补", "全年绿化两万亩", 0},
		{"", "全年绿化两万亩", 0},
	} {
		o := newOrderIndex(tt.question)
		if got := o.share(tt.text); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%q in %q: %v, want %v", tt.question, tt.text, got, tt.want)
		}
	}
	asking := newOrderIndex(without("怎么骗补", []frame.Word{{End: len("怎么")}}))
	if got := asking.share("骗取补贴"); got != 1 {
		t.Errorf("without the words that ask: %v", got)
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
		if got := startOf(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

// TestDefines tells an explanation from a sentence that only has the word.
func TestDefines(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"“一校一院”指附属学校和综合医院":    1,
		"一校一院，是指附属学校和综合医院":    1,
		"附属学校和综合医院（以下简称一校一院）": 2,
		"一校一院年内开工":            3,
		"附属学校年内开工":            4,
	} {
		r := &Reading{frame: &frame.Frame{Asks: frame.Definition}, terms: []string{"一校一院"}}
		if got := r.defines(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

// TestNamesBefore proposes the name that a sentence lacks, and none where the sentence
// has it.
func TestNamesBefore(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, subject string
		want          string
	}{
		{"租厂房是智曜装备的选择。该公司拟投资六亿元。", "智曜装备", "智曜装备"},
		{"园区年内投用。智曜装备拟投资六亿元。", "智曜装备", ""},
		{"园区年内投用。该公司拟投资六亿元。", "智曜装备", ""},
	} {
		at := len(tt.text) - len("六亿元。")
		first := strings.Index(tt.text, "。") + len("。")
		r := &Reading{frame: &frame.Frame{Asks: frame.Organisation}, chars: newCharIndex(""), pairs: newPairIndex("")}
		p := index.Passage{Text: tt.text, Figures: []knowledge.Figure{{Span: knowledge.Span{Start: at, End: at + len("六亿元")}, Binding: knowledge.Binding{Subject: tt.subject}}}}
		r.hits = []index.Hit{{Passage: p}}
		spans := []knowledge.Span{{End: first}, {Start: first, End: len(tt.text)}}
		pg := page{text: tt.text}
		for k, s := range spans {
			pg.clauses = append(pg.clauses, clause{span: s, sentence: k})
			pg.sentences = append(pg.sentences, sentence{span: s, whole: s, from: k, to: k + 1, place: place{folded: s.Of(tt.text)}})
		}
		r.pages = []page{pg}
		got := ""
		for _, c := range r.proposeNames(nil, 0) {
			got += c.Span.Of(tt.text)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}
