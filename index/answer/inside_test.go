package answer

import (
	"testing"
	"testing/fstest"
)

// inside are releases of an invented district, with figures of things and their parts.
var inside = fstest.MapFS{
	"2025-suidao.txt": {Data: []byte(`标题：云湖隧道贯通
来源：云湖发布
日期：2025-06-12

6月10日，云湖隧道贯通，比计划提前45天。隧道全长6.3公里，其中暗挖段4.1公里。
如今，每天有近700辆次货车从云湖隧道驶过。云湖隧道计划2026年5月竣工验收。
`)},
	"2025-gang.txt": {Data: []byte(`标题：云湖港2024年吞吐量
来源：云湖发布
日期：2025-01-12

2024年，云湖港完成货物吞吐量1200万吨；集装箱吞吐量38万标准箱，增长5.1%。
2022年，云湖港集装箱吞吐量33万标准箱。
南塘港口博物馆总投资2.6亿元。云湖区文化馆总投资1.3亿元。
`)},
	"2025-jiedao.txt": {Data: []byte(`标题：南塘街道发展茶产业
来源：云湖日报
日期：2025-04-02

目前，南塘街道茶园面积1.2万亩，年产值超3亿元。云栈数字总部年产值8亿元。
`)},
	"2021-pucha.txt": {Data: []byte(`标题：云湖区第七次人口普查公报
来源：云湖区统计局
日期：2021-05-20

云湖区常住人口312600人，占全市的4.27%。2020年，云湖区户籍人口210800人。
`)},
}

// TestLeansInside asks about a part of what was talked of, a share of it, or in words
// that only its release has, and what is of another thing or of no part.
func TestLeansInside(t *testing.T) {
	t.Parallel()
	a := answererOf(t, inside)
	for _, tt := range []struct {
		before, question, want string
		plain                  bool
	}{
		{"云湖隧道全长多少", "暗挖段呢？", "4.1公里", true},
		{"云湖隧道全长多少", "明挖段呢？", "", false},
		{"云湖隧道全长多少", "月球隧道呢？", "", false},
		{"云湖隧道全长多少", "每天多少货车？", "近700辆次", true},
		{"云湖隧道全长多少", "什么时候竣工验收？", "2026年5月", true},
		{"云湖隧道全长多少", "什么时候验收报销？", "", false},
		{"云湖港货物吞吐量多少", "集装箱呢", "38万标准箱", true},
		{"云湖港货物吞吐量多少", "煤炭呢", "", false},
		{"南塘街道茶园面积多少", "年产值呢", "超3亿元", true},
		{"云湖区常住人口多少", "占全市多少？", "4.27%", true},
		{"云湖港集装箱吞吐量多少", "占全市多少？", "", false},
		{"云湖港2024年集装箱吞吐量增长多少", "2022年呢", "33万标准箱", true},
		{"云湖港2024年集装箱吞吐量增长多少", "2023年呢", "", false},
		{"南塘港口博物馆总投资多少", "港口博物馆呢", "2.6亿元", true},
		{"总投资多少", "港口博物馆", "2.6亿元", true},
		{"总投资多少", "云湖区文化馆", "1.3亿元", false},
	} {
		before, err := a.Follow(t.Context(), tt.before, nil)
		if err != nil {
			t.Fatal(err)
		}
		ans, err := a.Follow(t.Context(), tt.question, before)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.ClaimText(); got != tt.want || ans.Claim != nil && ans.Plain != tt.plain {
			t.Errorf("%s after %s: %q (plain: %v), want %q; asked %q", tt.question, tt.before, got, ans.Plain, tt.want, ans.Asked)
		}
	}
}
