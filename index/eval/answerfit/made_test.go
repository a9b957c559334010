package answerfit

import (
	"slices"
	"testing"
)

func TestMadeOf(t *testing.T) {
	t.Parallel()
	facts := []fact{
		{Text: "3亿元", Value: 3e8, Unit: "元", Subject: "滨河大桥", Metric: "总投资"},
		{Text: "120米", Value: 120.0, Unit: "米", Subject: "滨河大桥", Metric: "主跨"},
		{Text: "85亿元", Value: 85e8, Unit: "元", Subject: "青浦镇", Metric: "工业产值", Period: "2023", Status: "reached"},
		{Text: "91亿元", Value: 91e8, Unit: "元", Subject: "青浦镇", Metric: "工业产值", Period: "2024", Status: "reached"},
		{Text: "100亿元", Value: 100e8, Unit: "元", Subject: "青浦镇", Metric: "工业产值", Period: "2025", Status: "target"},
	}
	got := map[string]string{}
	for _, g := range madeOf(facts, []string{"滨河大桥总投资3亿元，主跨120米。"}) {
		answer := "-"
		if g.Answerable {
			answer = g.Answers[0]
		}
		got[g.Question] = answer
	}
	for question, want := range map[string]string{
		"滨河大桥总投资是多少":         "3亿元",
		"2023年青浦镇工业产值是多少":    "85亿元",
		"2024年青浦镇工业产值是多少":    "91亿元",
		"2025年青浦镇工业产值的目标是多少": "100亿元",
	} {
		if got[question] != want {
			t.Errorf("%s: %q, want %q", question, got[question], want)
		}
	}
	if slices.Contains([]string{got["青浦镇总投资是多少"], got["滨河大桥工业产值是多少"]}, "3亿元") {
		t.Error("what no text has is answered")
	}
}
