package message

import "testing"

// TestLabel shows suggested questions in English, and leaves those alone that are of no
// form that is suggested, or measure what has no name in English.
func TestLabel(t *testing.T) {
	t.Parallel()
	en, zh := WordsOf(true).UI, WordsOf(false).UI
	for question, want := range map[string]string{
		"吉利新能源汽车总部总投资是多少？":        "Total investment of Jili Xin Nengyuan Qiche Zongbu (吉利新能源汽车总部)?",
		"吉利新能源汽车总部总投资":            "Total investment of Jili Xin Nengyuan Qiche Zongbu (吉利新能源汽车总部)",
		"宁波舟山港货物吞吐量是多少？":          "Cargo throughput of Ningbo Zhoushan Gang (宁波舟山港)?",
		"东方中央研究院什么时候开工？":          "Date of construction start of Dongfang Zhongyangyanjiuyuan (东方中央研究院)?",
		"穿山港区泊位有多少？":              "How many berths: Chuanshan Gangqu (穿山港区)?",
		"宁波经济技术开发区科创园重建项目总投资是多少？": "Total investment of 宁波经济技术开发区科创园重建项目?",
		"某某园绿帽子是多少？":              "某某园绿帽子是多少？",
		"北仑区文化中心总建筑面积是多少？":        "Total floor area of Beilun Qu Wenhua Zhongxin (北仑区文化中心)?",
		"哪个项目总投资最大？":              "Which project has the largest total investment?",
		"总投资是多少？":                 "总投资是多少？",
		"":                        "",
	} {
		if got := en.Label(question); got != want {
			t.Errorf("%q is shown as %q, want %q", question, got, want)
		}
		if got := zh.Label(question); got != question {
			t.Errorf("%q is shown as %q in Chinese", question, got)
		}
	}
}
