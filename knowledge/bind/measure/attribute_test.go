package measure_test

import (
	"strings"
	"testing"

	"beilun/knowledge/bind/bindtest"
)

// TestAttribute checks that an age or an amount that only describes what another figure
// counts is of its metric, and measures nothing itself.
func TestAttribute(t *testing.T) {
	t.Parallel()
	b := binder(t)
	for _, tt := range []struct{ text, want string }{
		{"60岁及以上人口为7.2万人。", "60岁及以上: | 7.2万人:60岁及以上人口"},
		{"0-14岁人口为1.1万人。", "0-14岁: | 1.1万人:0-14岁人口"},
		{"引进亿元以上项目12个。", "亿元以上: | 12个:亿元以上项目"},
		{"签约超10亿元产业项目2个。", "超10亿元: | 2个:超10亿元产业项目"},
		// false friends: what is said of the thing itself
		{"65岁以上老人免费。", "65岁以上:老人免费"},
		{"项目投资超10亿元，用地20亩。", "超10亿元:投资 | 20亩:用地"},
	} {
		a := bindtest.Release(t, "东湖区要闻", "2024-06-14", tt.text)
		b.Article(a)
		var got []string
		for _, p := range a.Paragraphs() {
			for _, f := range p.Figures {
				got = append(got, f.Text+":"+f.Binding.Metric)
			}
		}
		if got := strings.Join(got, " | "); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}
