package cell

import (
	"strings"
	"testing"

	"beilun/internal/wordlist"

	"github.com/google/go-cmp/cmp"
)

func TestReadHead(t *testing.T) {
	t.Parallel()
	for _, want := range []Head{
		{Text: "地区生产总值（亿元）", Name: "地区生产总值", Unit: Unit{"亿元", "元"}, Body: "地区生产总值", Base: "元"},
		{Text: "2024年1-6月产值", Name: "2024年1-6月产值", Time: "2024年1-6月", Body: "产值", Base: "元"},
		{Text: "同比增长%", Name: "同比增长", Unit: Unit{"%", "%"}, Change: true, Generic: true},
		{Text: "产业增加值", Name: "产业增加值", Body: "产业增加值", Base: "元"},
		{Text: "存款余额净增额", Name: "存款余额净增额", Body: "存款余额", Change: true, Delta: true, Base: "元"},
		{Text: "年初预算数", Name: "年初预算数", Body: "年初预算数", Generic: true, Planned: true},
		{Text: "序号", Name: "序号", Body: "序号", Label: true},
		{Text: "城镇化率", Name: "城镇化率", Body: "城镇化率", Share: true},
	} {
		if diff := cmp.Diff(want, ReadHead(want.Text, Units{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Text, diff)
		}
	}
	if h := ReadHead(" 人口②：", Units{}); h.Text != "人口" {
		t.Errorf("mark of a note: %q", h.Text)
	}
}

func TestThingOrMetric(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text          string
		thing, metric bool
	}{
		{"松口镇", true, false}, {"出口总额", false, true}, {"松口学校总投资", false, true}, {"增速", false, true}, {"进展", false, false},
	} {
		h := ReadHead(tt.text, Units{})
		if h.IsThing() != tt.thing || h.IsMetric() != tt.metric {
			t.Errorf("%s: thing %v, metric %v", tt.text, h.IsThing(), h.IsMetric())
		}
	}
}

func TestReadNumber(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Number{
		"":             {},
		"—":            {},
		"封顶":           {Kind: Wording},
		"2024-2026":    {Kind: Wording},
		"2024年5月":      {Kind: Wording},
		"12,800.5":     {Kind: Bare, End: 8},
		"约12①":         {Kind: Bare, End: len("约12")},
		"38.2亿元":       {Kind: Quantity, Unit: "亿元"},
		"计划38.2亿元，已完成": {Kind: Wording},
	} {
		if got := ReadNumber(s); got != want {
			t.Errorf("%q: %+v, want %+v", s, got, want)
		}
	}
}

func TestUnits(t *testing.T) {
	t.Parallel()
	us := Units{}
	for s, base := range map[string]string{"亿元": "元", "万": "数", "％": "%", "百分点": "个百分点", "个月": "个月", "统计局": "", "人口": "", "3亿元": "", "": ""} {
		if u, ok := us.Read(s); u.Base != base || ok != (base != "") {
			t.Errorf("Read(%q) = %+v, %v", s, u, ok)
		}
	}
	for caption, want := range map[string][]Declared{
		"单位：亿元、%": {{"", Unit{"亿元", "元"}}, {"", Unit{"%", "%"}}},
		"表1 （单位：旅客，万人次；货邮，万吨）": {{"旅客", Unit{"万人次", "人次"}}, {"货邮", Unit{"万吨", "吨"}}},
		"各镇街产值（亿元）":            {{"", Unit{"亿元", "元"}}},
		"单位：统计局 2025":          nil,
	} {
		if diff := cmp.Diff(want, us.Declared(caption)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", caption, diff)
		}
	}
	if !SameBase("亩", "平方米") || SameBase("元", "人") || !SameBase("元", "数") {
		t.Error("SameBase")
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	if got := LastMetric("各镇街规上工业总产值完成情况"); got != "产值" {
		t.Errorf("LastMetric: %q", got)
	}
	if got := TrimPart("#其中：国际"); got != "国际" || !IsPart("　其中:国际") || IsPart("国际") {
		t.Errorf("TrimPart: %q", got)
	}
	for s, want := range map[string]string{"一、地区生产总值": "地区生产总值", "（2）人口": "人口", "三区": "三区"} {
		if got := TrimOrder(s); got != want {
			t.Errorf("TrimOrder(%q) = %q", s, got)
		}
	}
	if !IsNote("注：初步数") || IsNote("关注") {
		t.Error("IsNote")
	}
	ends := map[string]string{}
	for kind, list := range wordsByBase(t) {
		for _, w := range list {
			if ends[w] != "" {
				t.Errorf("words.txt: %s has the base units %s and %s", w, ends[w], kind)
			}
			ends[w] = kind
		}
	}
}

func wordsByBase(t *testing.T) map[string][]string {
	t.Helper()
	lists, err := wordlist.Parse("words.txt", wordFile, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for kind, list := range lists.All() {
		if strings.HasPrefix(kind, "of:") {
			out[kind] = list.Words
		}
	}
	return out
}
