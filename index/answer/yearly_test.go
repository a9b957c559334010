package answer

import (
	"slices"
	"testing"
	"testing/fstest"
)

// TestYearly asks for what is measured every year, without a year: the newest whole
// year answers, though no year is likelier than the others; a narrower measure, a
// rise and a year that is named are others.
func TestYearly(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{})
	for question, want := range map[string]string{
		"宁波舟山港集装箱吞吐量多少":      "超4300万标准箱",
		"宁波舟山港货物吞吐量多少":       "超14亿吨",
		"北仑GDP多少":            "2730亿元", // which 2024年1月 expects of the year before
		"北仑2021年GDP多少":       "2382.50亿元",
		"宁波舟山港外贸货物吞吐量多少":     "超6亿吨",
		"宁波舟山港2023年货物吞吐量多少":  "超13.24亿吨",
		"宁波舟山港2025年集装箱吞吐量多少": "超4300万标准箱",
		"宁波舟山港2023年集装箱吞吐量多少": "3530万标准箱",
		"宁波舟山港集装箱吞吐量增长多少":    "5.9%",
	} {
		ans, err := a.Answer(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.ClaimText(); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

// TestEstimate asks for what a release of January expects of the year that is over: it is
// newer than the years before, which are shown beside it, and older than what was counted
// of the same year; what is expected of a year to come is no such figure.
func TestEstimate(t *testing.T) {
	t.Parallel()
	counted := &fstest.MapFile{Data: []byte("---\ntitle: 2022年澄湖区国民经济和社会发展统计公报\ndate: 2023-03-01\nsource: 澄湖区统计局\n---\n2022年，澄湖区地区生产总值512.3亿元，增长6.1%。\n")}
	expected := &fstest.MapFile{Data: []byte("---\ntitle: 澄湖区2024年政府工作报告\ndate: 2024-01-11\nsource: 澄湖区人民政府\n---\n2023年，澄湖区地区生产总值预计548亿元。\n")}
	final := &fstest.MapFile{Data: []byte("---\ntitle: 2023年澄湖区国民经济和社会发展统计公报\ndate: 2024-03-05\nsource: 澄湖区统计局\n---\n2023年，澄湖区地区生产总值546.2亿元，增长5.8%。\n")}
	hoped := &fstest.MapFile{Data: []byte("---\ntitle: 澄湖区2024年政府工作报告\ndate: 2024-01-11\nsource: 澄湖区人民政府\n---\n2024年，澄湖区地区生产总值预计580亿元。\n")}
	for name, tt := range map[string]struct {
		files fstest.MapFS
		want  []string
	}{
		"counted":  {fstest.MapFS{"a.md": counted}, []string{"澄湖区 512.3亿元"}},
		"expected": {fstest.MapFS{"a.md": counted, "b.md": expected}, []string{"澄湖区 548亿元", "earlier 澄湖区 512.3亿元"}},
		"final":    {fstest.MapFS{"a.md": counted, "b.md": expected, "c.md": final}, []string{"澄湖区 546.2亿元"}},
		"hoped":    {fstest.MapFS{"a.md": counted, "b.md": hoped}, []string{"澄湖区 512.3亿元"}},
	} {
		ans, err := New(indexOf(t, tt.files), Options{}).Answer(t.Context(), "澄湖区地区生产总值是多少")
		if err != nil {
			t.Fatal(err)
		}
		got := shown(ans)
		if len(got) == 0 || got[0] != tt.want[0] || slices.ContainsFunc(tt.want, func(w string) bool { return !slices.Contains(got, w) }) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
