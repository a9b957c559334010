package answer

import (
	"testing"
	"testing/fstest"
)

// TestOtherMonths asks for months of a year of which the releases have others: their
// figures are no answer, however well they fit otherwise.
func TestOtherMonths(t *testing.T) {
	t.Parallel()
	a := answererOf(t, fstest.MapFS{
		"10.txt": {Data: []byte("标题：云渡区10月经济运行简况\n来源：云渡区统计局\n日期：2026-11-12\n\n10月，全区规模以上工业总产值186.4亿元。1-10月，全区规模以上工业总产值1712.9亿元，社会消费品零售总额增长4.9%。\n")},
		"q1.txt": {Data: []byte("标题：云渡区一季度经济运行情况\n来源：云渡区统计局\n日期：2026-04-20\n\n一季度，全区地区生产总值301.2亿元。\n")},
		"25.txt": {Data: []byte("标题：云渡区2025年经济运行情况\n来源：云渡区统计局\n日期：2026-01-20\n\n2025年，全区固定资产投资498.7亿元。\n")},
	})
	for question, want := range map[string]string{
		"10月规模以上工业总产值多少":     "186.4亿元",
		"1-10月规模以上工业总产值多少":   "1712.9亿元",
		"11月规模以上工业总产值多少":     "",
		"9月规模以上工业总产值多少":      "",
		"1-9月规模以上工业总产值多少":    "",
		"10月社会消费品零售总额增长多少":   "",
		"一季度地区生产总值多少":        "301.2亿元",
		"前三季度地区生产总值多少":       "",
		"二季度地区生产总值多少":        "",
		"2025年固定资产投资多少":      "498.7亿元",
		"2025年前三季度固定资产投资是多少": "",
	} {
		ans, err := a.Follow(t.Context(), question, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if ans.Outcome() == Claimed {
			got = ans.ClaimText()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}
