package zhtime

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// ref is a Wednesday.
var ref = Ref{date(2025, 8, 20).Add(10*3600e9 + 15*60e9), Second}

func TestParsePress(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, read, want string }{
		{"2024年9月29日", "", "date 2024-09-29"},
		{"２０２４年９月２９日", "", "date 2024-09-29"},
		{"二〇二五年十二月", "", "daterange 2025-12-01/2025-12-31"},
		{"2025年二季度", "", "daterange 2025-04-01/2025-06-30"},
		{"2025年第三季度", "", "daterange 2025-07-01/2025-09-30"},
		{"首季", "", "daterange 2025-01-01/2025-03-31"},
		{"一至三季度", "", "daterange 2025-01-01/2025-09-30"},
		{"前三季度", "", "daterange 2025-01-01/2025-09-30"},
		{"前11个月", "", "daterange 2025-01-01/2025-11-30"},
		{"今年1-10月", "", "daterange 2025-01-01/2025-10-31"},
		{"5月至6月", "", "daterange 2025-05-01/2025-06-30"},
		{"2021-2023年", "", "daterange 2021-01-01/2023-12-31"},
		{"2021年5月至2023年6月", "", "daterange 2021-05-01/2023-06-30"},
		{"5月1日至5日", "", "daterange 2025-05-01/2025-05-05"},
		{"5月17至5月28日", "", "daterange 2025-05-17/2025-05-28"},
		{"5月17-6月2日", "", "daterange 2025-05-17/2025-06-02"},
		{"12月28至1月3日", "", "daterange 2025-12-28/2026-01-03"},
		{"上半年", "", "daterange 2025-01-01/2025-06-30"},
		{"明年下半年", "", "daterange 2026-07-01/2026-12-31"},
		{"6月上旬", "", "daterange 2025-06-01/2025-06-10"},
		{"6月中旬", "", "daterange 2025-06-11/2025-06-20"},
		{"6月下旬", "", "daterange 2025-06-21/2025-06-30"},
		{"2027年底", "", "daterange 2027-12-31"},
		{"年底前", "", "daterange ../2025-12-31"},
		{"6月底前", "", "daterange ../2025-06-30"},
		{"今年以来", "", "daterange 2025-01-01/.."},
		{"2018年起", "", "daterange 2018-01-01/.."},
		{"去年同期", "", "daterange 2024-01-01/2024-12-31"},
		{"上月", "", "daterange 2025-07-01/2025-07-31"},
		{"本季度", "", "daterange 2025-07-01/2025-09-30"},
		{"下周", "", "daterange 2025-08-25/2025-08-31"},
		{"近三年", "", "daterange 2022-08-20/2025-08-20"},
		{"过去五年", "", "daterange 2020-08-20/2025-08-20"},
		{"五年前", "", "daterange 2020-01-01/2020-12-31"},
		{"20世纪80年代末", "", "daterange 1987-01-01/1989-12-31"},
		{"1990年代", "", "daterange 1990-01-01/1999-12-31"},
		{"2024.12.20", "", "date 2024-12-20"},
		{"12月20日上午9时30分", "", "datetime 2025-12-20T09:30"},
		{"9时30分", "", "time T09:30"},
		{"上午9:30", "", "time T09:30"},
		{"2024年第一批", "2024年", "daterange 2024-01-01/2024-12-31"},
		{"二月二十九日", "", "date "},
		{"同年5月", "", "daterange "},

		{"十四五期间", "-", ""},
		{"2000多年", "-", ""},
		{"1998个", "-", ""},
		{"三年行动", "-", ""},
		{"18个月", "-", ""},
		{"两年后", "-", ""},
		{"17天内", "-", ""},
		{"一月一更新", "-", ""},
		{"5月号", "-", ""},
		{"3:2", "-", ""},
		{"一时", "-", ""},
		{"明天", "-", ""},
		{"当年", "-", ""},
		{"国庆", "-", ""},
		{"2016", "-", ""},
		{"192.168.1.1", "-", ""},
		{"", "-", ""},
	} {
		check(t, Options{}, tt.text, tt.read, tt.want)
	}
}

func TestParseWide(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, read, want string }{
		{"大前天", "", "date 2025-08-17"},
		{"前天", "", "date 2025-08-18"},
		{"昨天", "", "date 2025-08-19"},
		{"今日", "", "date 2025-08-20"},
		{"明天", "", "date 2025-08-21"},
		{"后天", "", "date 2025-08-22"},
		{"大后天", "", "date 2025-08-23"},
		{"上上个月", "", "daterange 2025-06-01/2025-06-30"},
		{"下个月15号", "", "date 2025-09-15"},
		{"上上周", "", "daterange 2025-08-04/2025-08-10"},
		{"下下週五", "", "date 2025-09-05"},
		{"这个星期天", "", "date 2025-08-24"},
		{"本周末", "", "daterange 2025-08-23/2025-08-24"},
		{"周二", "", "date 2025-08-19"},
		{"大前年", "", "daterange 2022-01-01/2022-12-31"},
		{"后年三月", "", "daterange 2027-03-01/2027-03-31"},
		{"98年", "", "daterange 1998-01-01/1998-12-31"},
		{"零五年7月", "", "daterange 2005-07-01/2005-07-31"},
		{"2016", "", "daterange 2016-01-01/2016-12-31"},
		{"2016-2018", "", "daterange 2016-01-01/2018-12-31"},
		{"31/12/1999", "", "date 1999-12-31"},
		{"20250820", "", "date 2025-08-20"},
		{"08-21 07:05", "", "datetime 2025-08-21T07:05"},
		{"6月第二个星期三", "", "date 2025-06-11"},
		{"四月的最后一个星期一", "", "date 2025-04-28"},
		{"今年第3周", "", "daterange 2025-01-20/2025-01-26"},
		{"去年最后两个月", "", "daterange 2024-11-01/2024-12-31"},
		{"月底", "", "daterange 2025-08-25/2025-08-31"},
		{"Q4", "", "daterange 2025-10-01/2025-12-31"},
		{"三季度末", "", "daterange 2025-09-01/2025-09-30"},
		{"去年冬天", "", "daterange 2024-11-07/2025-02-02"},
		{"暑假", "", "daterange 2025-07-01/2025-08-31"},
		{"冬至", "", "date 2025-12-21"},
		{"中秋节", "", "date 2025-10-06"},
		{"2024年除夕", "", "date 2025-01-28"},
		{"农历闰六月", "", "daterange 2025-07-25/2025-08-22"},
		{"母亲节", "", "date 2025-05-11"},
		{"五一", "", "date 2025-05-01"},
		{"三年后", "", "daterange 2028-01-01/2028-12-31"},
		{"三年以前", "", "daterange ../2022-12-31"},
		{"10天后", "", "date 2025-08-30"},
		{"两周前", "", "daterange 2025-08-04/2025-08-10"},
		{"20分钟前", "", "datetime 2025-08-20T09:55"},
		{"三个工作日后", "", "date 2025-08-25"},
		{"17天内", "", "daterange 2025-08-20/2025-09-06"},
		{"两三年后", "", "daterange 2027-01-01/2028-12-31"},
		{"未来两周", "", "daterange 2025-08-20/2025-09-03"},
		{"下午三点", "", "time T15:00"},
		{"九点二十", "", "time T09:20"},
		{"零点一刻", "", "time T00:15"},
		{"11:30:10 p.m.", "", "time T23:30:10"},
		{"晚上十二点", "", "time T00:00"},
		{"17:55:23-18:33:02", "", "timerange T17:55:23/T18:33:02"},
		{"上午九点到十一点半", "", "timerange T09:00/T11:30"},
		{"上午九点到五点", "", "timerange T09:00/T17:00"},
		{"晚上十点到两点", "", "timerange T22:00/T02:00"},
		{"9~12点", "", "timerange T09:00/T12:00"},
		{"明晚八点", "", "datetime 2025-08-21T20:00"},
		{"昨天上午", "", "datetimerange 2025-08-19T07:00:00/2025-08-19T12:00:00"},
		{"下周一下午三点半", "", "datetime 2025-08-25T15:30"},
		{"周五到周一", "", "daterange 2025-08-22/2025-08-25"},
		{"8天20小时", "", "duration P8DT20H"},
		{"一年又一个月21天", "", "duration P1Y1M21D"},
		{"三年半", "", "duration P3.5Y"},
		{"半个月", "", "duration P0.5M"},
		{"6天5晚", "", "duration P6D"},
		{"三刻钟", "", "duration PT45M"},
		{"每周五", "", "set XXXX-WXX-5"},
		{"每月15号", "", "set XXXX-XX-15"},
		{"每天早上八点", "", "set T08"},
		{"每两年", "", "set P2Y"},

		{"零点五", "-", ""},
		{"一日之计", "-", ""},
		{"三点要求", "-", ""},
		{"天下", "-", ""},
		{"3月18000吨", "3月", "daterange 2025-03-01/2025-03-31"},
	} {
		check(t, Options{Mode: Wide}, tt.text, tt.read, tt.want)
	}
}

// check parses text at its beginning. read is the part that is a time: all of
// it when empty, none when "-".
func check(t *testing.T, o Options, text, read, want string) {
	t.Helper()
	s := zhtext.FoldString(text)
	got, n, ok := Parse(s, 0, ref, o)
	switch {
	case read == "":
		read = s
	case read == "-":
		read = ""
	}
	if !ok || s[:n] != read || fmt.Sprintf("%s %s", got.Kind, got.Value) != want {
		if !ok && read == "" {
			return
		}
		t.Errorf("Parse(%q) = %q, %s %q %s %q; want %q, %s", text, s[:n], got.Kind, got.Value, got.Timex, got.Values, read, want)
	}
}

// TestReadings holds the conventions that Values and Timex follow.
func TestReadings(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, timex, reading string }{
		{"3月5日", "XXXX-03-05", "2026-03-05"},
		{"29日", "XXXX-XX-29", "2025-07-29"},
		{"周二", "XXXX-WXX-2", "2025-08-26"},
		{"上半年", "(2025-01-01,2025-07-01,P6M)", "2025-01-01/2025-07-01"},
		{"3月到5月", "(XXXX-03-01,XXXX-05-01,P2M)", "2025-03-01/2025-05-01"},
		{"2009年到2010年", "(2009-01-01,2010-01-01,P1Y)", "2009-01-01/2010-01-01"},
		{"去年底", "(2024-11-01,2025-01-01,P2M)", "2024-11-01/2024-12-31"},
		{"昨晚", "2025-08-19TEV", "2025-08-19T16:00:00/2025-08-19T20:00:00"},
		{"五年前", "2020-08-20", "2020-08-20"},
		{"2013年及以前", "2013", "../2014-01-01T00:00:00"},
		{"明年底前", "(2026-11-01,2027-01-01,P2M)", "2025-08-20T10:15:00/2026-12-31T23:59:59"},
		{"近三个月", "(2025-05-20,2025-08-20,P3M)", "2025-05-20T00:00:00/2025-08-20T10:15:00"},
		{"九点", "T09", "2025-08-20T21:00:00"},
		{"从现在到十二点", "(PRESENT_REF,2025-08-20T12,PT1H45M)", "2025-08-20T10:15:00/2025-08-20T12:00:00"},
		{"4周", "P4W", "P28D"},
		{"今年夏天", "2025-SU", ""},
		{"九十年代", "(XX90-01-01,XX00-01-01,P10Y)", "2090-01-01/2099-12-31"},
	} {
		got, n, ok := Parse(tt.text, 0, ref, Options{Mode: Wide})
		if !ok || n != len(tt.text) || got.Timex != tt.timex || tt.reading != "" && tt.reading != got.Value && !slices.Contains(got.Values, tt.reading) {
			t.Errorf("Parse(%q) = %d bytes, TIMEX %s, readings %q; want all, %s with %s", tt.text, n, got.Timex, got.Values, tt.timex, tt.reading)
		}
	}
}

func TestUnknownReference(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		ref        Ref
		text, want string
	}{
		{Ref{}, "今年", ""},
		{Ref{}, "2024年", "2024-01-01/2024-12-31"},
		{Ref{}, "3月5日", ""},
		{Ref{}, "九点", "T09:00"},
		{Ref{}, "两天", "P2D"},
		{RefDate(2020, 0, 0), "去年3月3号", "2019-03-03"},
		{RefDate(2020, 0, 0), "明天", ""},
		{RefDate(2020, 5, 0), "下个月", "2020-06-01/2020-06-30"},
		{RefDate(2020, 5, 0), "周一", ""},
		{RefDate(2020, 5, 4), "昨天", "2020-05-03"},
		{RefDate(2020, 5, 4), "两小时前", ""},
	} {
		got, _, ok := Parse(tt.text, 0, tt.ref, Options{Mode: Wide})
		if !ok || got.Value != tt.want {
			t.Errorf("Parse(%q) from %v = %q, want %q", tt.text, tt.ref, got.Value, tt.want)
		}
	}
}

func TestParseRef(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Grain{"2021": Year, "2021-06": Month, "2021-06-14": Day, "2021-06-14T01:06": Minute, "2021-06-14 01:06:40": Second} {
		if r, ok := ParseRef(s); !ok || r.Grain != want || r.At.Year() != 2021 {
			t.Errorf("ParseRef(%q) = %v, %v", s, r, ok)
		}
	}
	if r, ok := ParseRef("soon"); ok || r != (Ref{}) {
		t.Errorf("ParseRef(soon) = %v, %v", r, ok)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"从昨天到明天，每周一上午9点开会，为期三天。", "从昨天到明天|每周一上午9点|三天"},
		{"电话888-000-9999，编号202403073", ""},
		{"调到二十四点五度，升高10点五度", ""},
		{"12月月底与六月中旬", "12月月底|六月中旬"},
		{"第1时，第十二届", ""},
		{"康熙八年底", "八年"},
	} {
		var got []string
		for _, f := range Find(tt.text, ref, Options{Mode: Wide}) {
			got = append(got, tt.text[f.Start:f.End])
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("Find(%q) = %s, want %s", tt.text, s, tt.want)
		}
	}
}

func TestParseWordsErrors(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"weather 1 晴":  "unknown class",
		"day 明天":       "wants 1 numbers",
		"day one 明天":   "invalid syntax",
		"feast 1 元旦 x": "invalid syntax",
	} {
		if _, err := parseWords(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("parseWords(%q) = %v, want %s", file, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024年9月29日", "从一月十日到十二日", "8天20小时", "每周一下午八点", "9~12点半", "农历闰四月", "99999999年前", "一百万亿年后", "\xff年", "2018-12-1209:03", "上上上上上周", "5月31日到2月30日"} {
		f.Add(s, 0, 2024, true)
	}
	f.Fuzz(func(t *testing.T, s string, at, year int, wide bool) {
		r := RefDate(min(max(year, 0), 9999), 2, 29)
		o := Options{Mode: Mode(btoi(wide))}
		if _, n, ok := Parse(s, at, r, o); ok && (n <= 0 || at+n > len(s)) {
			t.Fatalf("Parse(%q, %d) read %d bytes", s, at, n)
		}
		last := 0
		for _, x := range Find(s, r, o) {
			if x.Start < last || x.End <= x.Start || x.End > len(s) || !utf8.ValidString(x.Value) {
				t.Fatalf("Find(%q): %+v behind %d", s, x, last)
			}
			last = x.End
		}
	})
}

// BenchmarkFind also shows that time is linear on the worst inputs: MB/s stay
// of the same order.
func BenchmarkFind(b *testing.B) {
	for name, text := range map[string]string{
		"text":   strings.Repeat("园区总投资4.4亿元，计划2025年二季度投产，去年同期入驻企业94家，每周一上午9点开放。", 1000),
		"plain":  strings.Repeat("园区总投资很多，占地很大，计划投产，已入驻许多企业。", 1000),
		"digits": strings.Repeat("1", 100_000),
		"dates":  strings.Repeat("1-1-", 25_000),
		"yi":     strings.Repeat("一", 33_000),
		"shang":  strings.Repeat("上", 33_000),
		"dao":    strings.Repeat("1日到", 10_000),
	} {
		for _, mode := range []Mode{Press, Wide} {
			b.Run(fmt.Sprintf("%s/%d", name, mode), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					Find(text, ref, Options{Mode: mode})
				}
			})
		}
	}
}
