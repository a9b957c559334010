package figure

import (
	"os"
	"strings"
	"testing"

	"beilun/internal/needs"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestTraps checks the lines of testdata/traps.txt: a text and, behind =>, the figures in
// it except dates and periods, or nothing.
func TestTraps(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/traps.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, want, ok := strings.Cut(line, "=>")
		if !ok {
			t.Errorf("%s: no =>", line)
			continue
		}
		text, want = strings.ReplaceAll(strings.TrimSpace(text), `\n`, "\n"), strings.TrimSpace(want)
		var got []string
		for _, f := range Scan(text, knowledge.Date{Year: 2024, Month: 12, Day: 20}) {
			if !isTime(f) {
				line := show(f)
				if f.Per != "" {
					line += " /" + f.Per
				}
				got = append(got, line)
			}
		}
		if got := strings.Join(got, " | "); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func isTime(f knowledge.Figure) bool {
	return f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
}

// sample are the figures of the sample release except its times.
var sample = []string{
	"不到半小时 duration 30 分钟 不到", "21个 count 21 个", "33个 count 33 个", "超100亿元 money 10000000000 元 超 累计", "7个 count 7 个",
	"13平方公里 dimension 13 平方公里", "40周年 duration 40 周年", "3个 count 3 个", "11个 count 11 个", "20条 count 20 条", "3条 count 3 条",
	"25.1亿元 money 2510000000 元 高达", "8个 count 8 个", "3个 count 3 个", "182家 count 182 家 累计", "82亿元 money 8200000000 元",
	"94家 count 94 家 已", "90%以上 percent 90 % 以上 达", "4亿元 money 400000000 元", "2亿元 money 200000000 元 预计", "五六个 count 5..6 个",
	"4大 count 4 大",
}

// sampleTimes are the times of the sample release.
var sampleTimes = []string{
	"2024年以来 2024-01-01/..", "2023年 2023-01-01/2023-12-31", "今年 2024-01-01/2024-12-31", "今年以来 2024-01-01/..", "今年以来 2024-01-01/..",
	"2025年二季度 2025-04-01/2025-06-30", "2029年 2029-01-01/2029-12-31", "年底前 ../2024-12-31",
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// TestSample scans the sample release with its lines as typeset and without any white
// space.
func TestSample(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(needs.Shared(t, "releases/yongjiang-beilun.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"wrapped": string(data), "unwrapped": strings.Join(strings.Fields(string(data)), "")} {
		var got []string
		var times []string
		for _, f := range Scan(text, knowledge.Date{Year: 2024, Month: 12, Day: 20}) {
			if number := squeezed(f.Span.Of(text)); !strings.Contains(squeezed(f.Text), number) || f.Text != f.Quote.Of(text) {
				t.Errorf("%s: span %v is %q in the quotation %q", name, f.Span, number, f.Text)
			}
			if isTime(f) {
				times = append(times, squeezed(f.Text)+" "+f.Time)
				continue
			}
			got = append(got, show(f))
		}
		if diff := cmp.Diff(sample, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(sampleTimes, times); diff != "" {
			t.Errorf("%s, times (-want +got):\n%s", name, diff)
		}
	}
}
