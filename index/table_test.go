package index

import (
	"strings"
	"testing"

	"beilun/index/words"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

// TestBindTables binds the figures of tables by their heads, captions and titles.
func TestBindTables(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, file string
		want       []string
	}{
		{"metrics of the place in the title", "# 沅口市2025年上半年经济运行情况\n\n单位：亿元、%\n\n|指标|上半年|同比增长|上年同期|\n|-|-|-|-|\n|地区生产总值|368.2|6.1|347.0|\n",
			[]string{"368.2亿元: 沅口市 / 地区生产总值 period=2025-01-01/2025-06-30 loose", "6.1%: 沅口市 / 地区生产总值 period=2025-01-01/2025-06-30 change loose", "347.0亿元: 沅口市 / 地区生产总值 period=2024-01-01/2024-06-30 loose"}},
		{"things", "# 沅口市2024年统计公报\n\n表2 各镇主要指标\n\n|镇街|规上工业总产值（亿元）|比上年增长（%）|\n|-|-|-|\n|青禾街道|86.5|-1.3|\n|全市|368.2|6.1|\n",
			[]string{"86.5亿元: 青禾街道 / 规上工业总产值 period=2024-01-01/2024-12-31", "-1.3%: 青禾街道 / 规上工业总产值 period=2024-01-01/2024-12-31 change", "368.2亿元: 沅口市 / 规上工业总产值 period=2024-01-01/2024-12-31 loose", "6.1%: 沅口市 / 规上工业总产值 period=2024-01-01/2024-12-31 change loose"}},
		{"projects", "# 沅口市2025年1—9月重点项目进展\n\n|项目名称|总投资（亿元）|年度计划（亿元）|1—9月完成投资（亿元）|竣工时间|形象进度|\n|-|-|-|-|-|-|\n|云溪冷链物流园|12.8|4|3.1|2026年12月|3号库封顶，道路完成2.6公里|\n",
			[]string{"12.8亿元: 云溪冷链物流园 / 总投资 period=2025-09-30", "4亿元: 云溪冷链物流园 / 年度计划 state=planned period=2025-01-01/2025-09-30", "3.1亿元: 云溪冷链物流园 / 完成投资 period=2025-01-01/2025-09-30", "2026年12月: 云溪冷链物流园 / 竣工时间", "2.6公里: 云溪冷链物流园 / 道路完成 period=2025-01-01/2025-09-30"}},
		{"years", "# 北湾港区吞吐量再创新高\n\n|年份|货物吞吐量（万吨）|\n|-|-|\n|2022年|4105|\n|2023年|4316|\n",
			[]string{"4105万吨: 北湾港区 / 货物吞吐量 period=2022-01-01/2022-12-31 loose", "4316万吨: 北湾港区 / 货物吞吐量 period=2023-01-01/2023-12-31 loose"}},
		{"the year that the release can mean", "# 沅口市主要指标\n\n|指标|单位|全年|\n|-|-|-|\n|出口|亿元|36.5|\n",
			[]string{"36.5亿元: 沅口市 / 出口 period=2024-01-01/2024-12-31 loose"}},
		{"this month and since January", "# 沅口市2025年9月财政收支\n\n|项目|本月（万元）|1—9月（万元）|\n|-|-|-|\n|税收收入|3650|36512|\n",
			[]string{"3650万元: 沅口市 / 税收收入 period=2025-09-01/2025-09-30 loose", "36512万元: 沅口市 / 税收收入 period=2025-01-01/2025-09-30 loose"}},
		{"what is not over is not reached", "# 沅口市2026年民生实事\n\n|指标|数值（亿元）|\n|-|-|\n|民生支出|36.5|\n", []string{"36.5亿元: 沅口市 / 民生支出 loose"}},
	} {
		date := "2025-11-15"
		if strings.Contains(tt.name, "can mean") {
			date = "2025-02-15"
		}
		a, err := read.File("a.md", []byte("---\ndate: "+date+"\n---\n"+tt.file))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		lex.Binder().Article(a)
		var got []string
		for _, p := range a.Paragraphs() {
			for _, f := range p.Figures {
				for _, c := range p.Cells {
					if c.Span.Contains(f.Span) {
						got = append(got, bound(f))
					}
				}
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
