package figure

import (
	"fmt"
	"strings"
	"testing"

	"beilun/knowledge"
)

func TestScanTimes(t *testing.T) {
	t.Parallel()
	ref := knowledge.Date{Year: 2025, Month: 8, Day: 20}
	for _, tt := range []struct{ text, want string }{
		{"园区 2026 年\n三季度投用", "2026年三季度 period 2026-07-01/2026-09-30"},
		{"２０２４年以来新建厂房", "2024年以来 period 2024-01-01/.."},
		{"前11个月，产值超去年同期", "前11个月 period 2025-01-01/2025-11-30; 去年同期 period 2024-01-01/2024-12-31"},
		{"力争6月底前封顶", "6月底前 period ../2025-06-30"},
		{"近三年新增，比五年前翻番", "近三年 period 2022-08-20/2025-08-20; 五年前 period 2020-01-01/2020-12-31"},
		{"12月20日上午9时30分开工", "12月20日上午9时30分 time 2025-12-20T09:30"},
		{"1978年12月至1982年2月在读", "1978年12月至1982年2月 period 1978-12-01/1982-02-28"},
		{"鱼群每年3月北上", "3月 period"},
		{"工期18个月，用时两年，历史2000多年", "18个月 duration 18; 两年 duration 2; 2000多年 duration 2000"},
		{"十四五期间，第12届，5月号", ""},
		{"死前五个月、康熙八年底、公元前1世纪", ""},
		{"比分3:2，一时间，2024版", ""},
	} {
		var got []string
		for _, f := range Scan(tt.text, ref) {
			value := f.Time
			if f.Value != nil {
				value = f.Value.RatString()
			}
			text := strings.ReplaceAll(strings.Join(strings.Fields(f.Span.Of(tt.text)), ""), "２０２４", "2024")
			if f.Kind != knowledge.Multiple && f.Kind != knowledge.Ratio {
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", text, f.Kind, value)))
			}
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("Scan(%q) = %s, want %s", tt.text, s, tt.want)
		}
	}
}
