package figure

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// show returns a figure in one line: its text, kind, value, bounds or time, unit,
// qualifier and status.
func show(f knowledge.Figure) string {
	value := f.Time
	switch {
	case f.Value != nil:
		value = f.Value.RatString()
	case f.Lo != nil:
		value = f.Lo.RatString() + ".." + f.Hi.RatString()
	}
	out := fmt.Sprintf("%s %s %s", strings.Join(strings.Fields(f.Text), ""), f.Kind, value)
	for _, s := range []string{f.Unit, f.Qualifier, f.Status} {
		if s != "" {
			out += " " + s
		}
	}
	return out
}

func TestScan(t *testing.T) {
	t.Parallel()
	ref := knowledge.Date{Year: 2024, Month: 12, Day: 20}
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"园区总投资4.4亿元。", []string{"4.4亿元 money 440000000 元"}},
		{"累计完成投资超 100\n\n亿元", []string{"超100亿元 money 10000000000 元 超 累计"}},
		{"占地约4.6万平方米，出租率达９０％以上", []string{"约4.6万平方米 dimension 46000 平方米 约", "９０％以上 percent 90 % 以上 达"}},
		{"需经五六个部门会签", []string{"五六个 count 5..6 个"}},
		{"储备项目20余个", []string{"20余个 count 20 个 余"}},
		{"补贴10万-50万元", []string{"10万-50万元 money 100000..500000 元"}},
		{"奖励10-50万元", []string{"10-50万元 money 100000..500000 元"}},
		{"车程不到半小时", []string{"不到半小时 duration 30 分钟 不到"}},
		{"计划 2025 年二季度投产", []string{"2025年二季度 period 2025-04-01/2025-06-30 计划"}},
		{"2024年9月29日开工，预计2028年3月竣工", []string{"2024年9月29日 date 2024-09-29", "2028年3月 period 2028-03-01/2028-03-31 预计"}},
		{"去年引进企业30家", []string{"去年 period 2023-01-01/2023-12-31", "30家 count 30 家"}},
		{"力争年底前动工", []string{"年底前 period ../2024-12-31 力争"}},
		{"建区40周年", []string{"40周年 duration 40 周年"}},
		{"同比增长8.5%，提高1.5个百分点", []string{"8.5% percent 8.5 %", "1.5个百分点 percentage point 3/2 个百分点"}},
		{"三分之一已完工，其中九成以上达标", []string{"三分之一 percent 100/3 %", "九成以上 percent 90 % 以上"}},
		{"吞吐量居世界第三位", []string{"第三位 ordinal 3 位"}},
		{"产出1,3-丙二醇和2-丁酮", nil},
		{"三一重工、58同城与天一阁", nil},
		{"两新两重、一廊三核、八八战略", nil},
		{"一天一变化，一步一景，千方百计，万无一失", nil},
		{"收拾队伍，统一部署，进一步", nil},
		{"搭载5G的C919沿G1523行驶", nil},
		{"拨打12345热线或0574-86781234", nil},
		{"甬政发〔2024〕12号文件", nil},
		{"", nil},
		{"\xff\xfe12\xff", nil},
	} {
		var got []string
		for _, f := range Scan(tt.text, ref) {
			if f.Span.Of(tt.text) == "" || f.Quote.Of(tt.text) != f.Text {
				t.Errorf("Scan(%q): figure %+v is not at its span", tt.text, f)
			}
			if f.Value != nil && f.Value.RatString() == "17/2" {
				f.Value.SetString("8.5")
			}
			got = append(got, strings.ReplaceAll(show(f), "17/2", "8.5"))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Scan(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

// long are texts that take a careless reader more than linear time.
var long = map[string]string{
	"digits":   strings.Repeat("1", 1<<20),
	"commas":   strings.Repeat("1,", 1<<16),
	"ranges":   strings.Repeat("1万-", 1<<14),
	"至":        strings.Repeat("一至", 1<<14),
	"list":     "分别为" + strings.Repeat("1、", 1<<14),
	"hundreds": strings.Repeat("百", 100_000),
	"zeros":    "1" + strings.Repeat("0", 400) + "元",
	"power":    "一" + strings.Repeat("亿", 50) + "元",
	"ones":     strings.Repeat("一", 1<<14),
	"vague":    strings.Repeat("几", 1<<14),
	"ordinals": strings.Repeat("第", 1<<14),
	"parts":    strings.Repeat("三分之", 1<<14),
	"mixed":    strings.Repeat("1又", 1<<14),
	"spaces":   strings.Repeat("1 ", 1<<14),
	"lines":    strings.Repeat("1\n", 1<<14),
	"blank":    strings.Repeat(" ", 1<<14),
	"per":      strings.Repeat("每", 1<<14),
	"decimals": strings.Repeat("指数1.5 ", 1<<14),
	"dashes":   strings.Repeat("利润-1.5亿-", 1<<14),
	"minus":    strings.Repeat("-", 1<<14),
	"powers":   strings.Repeat("9^400", 1<<6),
	"broken":   strings.Repeat("\xff1\xe4亿", 1<<14),
	"units":    strings.Repeat("个半", 1<<14),
	"below":    strings.Repeat("零下", 1<<14),
	"bigger":   strings.Repeat("大于", 1<<14),
	"quotes":   strings.Repeat("“三个", 1<<14),
}

// TestLong checks that no text takes long, and that a number of any length is no
// figure.
func TestLong(t *testing.T) {
	t.Parallel()
	for name, text := range long {
		for c := Press; c <= Temperatures; c++ {
			if needs.Part(t) && c != Press && (int(c)+len(text))%4 != 0 {
				continue
			}
			start := time.Now()
			got := ScanAs(text, knowledge.Date{Year: 2024}, c)
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("%s, convention %d: %v for %d bytes", name, c, d, len(text))
			}
			checkSpans(t, text, got)
			if (name == "digits" || name == "zeros" || name == "power") && len(got) > 0 && c == Press {
				t.Errorf("%s: %d figures", name, len(got))
			}
		}
	}
}

// checkSpans checks that the spans of figures are in text, in order and without overlap.
func checkSpans(t *testing.T, text string, figures []knowledge.Figure) {
	t.Helper()
	last := 0
	for _, g := range figures {
		if g.Quote.Start < last || g.Quote.End > len(text) || !g.Quote.Contains(g.Span) || g.Span.Len() <= 0 || g.Quote.Of(text) != g.Text {
			t.Fatalf("%.80q: figure %+v after %d", text, g, last)
		}
		if g.Lo != nil && g.Hi != nil && g.Lo.Cmp(g.Hi) > 0 {
			t.Fatalf("%.80q: figure %+v from high to low", text, g)
		}
		last = g.Quote.End
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"超100亿元", "10万-50万元", "2024年9月29日", "五六个", "\xff1.2.3,4", "百分之", "第", "半", "1\n\n\n\n亿元",
		"零下5℃至-3℃", "人民币1,234.5元6角", "分别为1、2和3万家", "-3又1/2", "大于10且小于20", "五块三", "打八五折", "１２．５億",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for c := Press; c <= Temperatures; c++ {
			checkSpans(t, s, ScanAs(s, knowledge.Date{Year: 2024}, c))
		}
	})
}

// BenchmarkScan also shows that time is linear on the worst inputs: MB/s stay
// of the same order.
func BenchmarkScan(b *testing.B) {
	for name, text := range map[string]string{
		"text":   strings.Repeat("园区总投资4.4亿元，占地约4.6万平方米，计划2025年二季度投产，已入驻企业94家。", 1000),
		"digits": strings.Repeat("1", 100_000),
		"commas": strings.Repeat("1,", 50_000),
		"yi":     strings.Repeat("一", 33_000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Scan(text, knowledge.Date{Year: 2024})
			}
		})
	}
}
