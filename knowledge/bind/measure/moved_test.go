package measure_test

import (
	"testing"

	"beilun/knowledge/bind/bindtest"
)

// TestMoved checks that both times of something that is put off are of it.
func TestMoved(t *testing.T) {
	t.Parallel()
	b := binder(t)
	for _, tt := range []struct {
		text string
		want []string // the metrics of its times
	}{
		{"东湖大桥通车时间由2025年底调整为2026年9月底前。", []string{"通车时间", "通车时间"}},
		{"首台机组投产时间由2029年10月推迟至2030年3月。", []string{"首台机组投产时间", "首台机组投产时间"}},
		{"本办法自2025年7月1日起施行，有效期至2027年12月31日。", []string{"施行", "有效期"}},
		// a false friend: figures that are adjusted from one year to another
		{"补助由2025年的5万元调整为2026年的6万元。", []string{"", ""}},
	} {
		a := bindtest.Release(t, "东湖区要闻", "2025-06-14", tt.text)
		b.Article(a)
		var got []string
		for _, p := range a.Paragraphs() {
			for _, f := range p.Figures {
				if f.Time != "" {
					got = append(got, f.Binding.Metric)
				}
			}
		}
		if len(got) != len(tt.want) || got[0] != tt.want[0] || got[1] != tt.want[1] {
			t.Errorf("%s: %q; want %q", tt.text, got, tt.want)
		}
	}
}
