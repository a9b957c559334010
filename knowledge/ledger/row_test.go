package ledger

import (
	_ "embed"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"beilun/knowledge"
)

//go:embed testdata/rows.txt
var rowPairs string

var figurePart = regexp.MustCompile(`^([0-9.]+)(亿|万)?(.*)$`)

// places gives the figures of one release different places.
var places = 10

// row reads a row as testdata/rows.txt has it.
func row(t *testing.T, spec string) Row {
	t.Helper()
	parts := strings.Fields(spec)
	if len(parts) < 5 {
		t.Fatalf("%q: want release, date, subject, words and figure", spec)
	}
	f := &knowledge.Figure{Text: parts[4]}
	b := &f.Binding
	r := Row{Figure: f, Release: parts[0], Passage: parts[0] + "#1"}
	r.Date, _ = knowledge.ParseDate(parts[1])
	if parts[2] != "-" {
		b.Subject = parts[2]
	}
	if parts[3] != "-" {
		b.Words = strings.Split(parts[3], ",")
		b.Metric = strings.Join(b.Words, "")
	}
	places++
	f.Span = knowledge.Span{Start: places, End: places + 1}
	measure(f, parts[4])
	for _, p := range parts[5:] {
		k, v, _ := strings.Cut(p, "=")
		switch k {
		case "replaced":
			r.Replaced = true
		case "scope":
			b.Scope = v
		case "metric":
			b.Metric = v
		case "period":
			b.Period = v
		case "state":
			b.State = knowledge.State(v)
		case "change":
			b.Change = true
		case "per":
			f.Per = v
		case "status":
			f.Status = v
		case "qualifier":
			f.Qualifier = v
		case "text":
			r.Text, r.Sentences = v, []knowledge.Span{{End: len(v)}}
			f.Span = knowledge.Span{Start: 1, End: 2}
		default:
			t.Fatalf("%q: no such part", p)
		}
	}
	return r
}

// measure reads a figure.
func measure(f *knowledge.Figure, text string) {
	if d, err := knowledge.ParseDate(text); err == nil && strings.Count(text, "-") == 2 {
		f.Kind, f.Time = knowledge.DateKind, d.String()
		return
	}
	m := figurePart.FindStringSubmatch(text)
	f.Value, _ = new(big.Rat).SetString(m[1])
	scale := map[string]int64{"亿": 1e8, "万": 1e4, "": 1}[m[2]]
	f.Value.Mul(f.Value, big.NewRat(scale, 1))
	f.Unit = m[3]
	switch f.Unit {
	case "元":
		f.Kind = knowledge.Money
	case "%":
		f.Kind = knowledge.Percent
	case "平方公里", "亩", "公里":
		f.Kind = knowledge.Dimension
	default:
		f.Kind = knowledge.Count
	}
}

func TestRows(t *testing.T) {
	for line := range strings.Lines(rowPairs) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || len(f) < 3 {
			continue
		}
		a, b := row(t, f[0]), row(t, f[1])
		if got := SameMeasure(a, b); got != (f[2] == "yes") || got != SameMeasure(b, a) {
			t.Errorf("%s\n%s\nof one measure: %t, the other way %t", f[0], f[1], got, SameMeasure(b, a))
			continue
		}
		if f[2] == "no" {
			continue
		}
		if MeasureKey(a.Figure) != MeasureKey(b.Figure) {
			t.Errorf("%s\n%s\nhave the keys %q and %q", f[0], f[1], MeasureKey(a.Figure), MeasureKey(b.Figure))
		}
		if got := StandingOf(a, b); string(got) != f[3] {
			t.Errorf("%s\n%s\nis %s, want %s", f[0], f[1], got, f[3])
		}
		if StandingOf(a, a) != Present {
			t.Errorf("%s: not present to itself", f[0])
		}
	}
}

func TestEntries(t *testing.T) {
	rows := []Row{
		row(t, "a 2024-01-10 甲山区 产值 4亿元 period=2023-01-01/2023-12-31 text=初步核算，产值4亿元。"),
		row(t, "b 2025-01-10 甲山区 产值 5亿元 period=2023-01-01/2023-12-31 text=最终核实，产值5亿元。"),
		row(t, "c 2025-02-10 甲山区统计局 产值 5亿元 period=2023-01-01/2023-12-31"),
		row(t, "d 2025-03-10 甲山区 产值 9亿元 period=2023-01-01/2023-12-31 state=withdrawn"),
		row(t, "d 2025-03-10 甲山区 产值 6亿元 period=2024-01-01/2024-12-31"),
		row(t, "e 2023-01-10 甲山区 产值 8亿元 state=target"),
		row(t, "f 2023-01-10 甲山区 - 8亿元"),
	}
	es := Entries(rows)
	if len(es) != 2 || len(es[0].Rows) != 5 || len(es[1].Rows) != 1 {
		t.Fatalf("%d entries: %v", len(es), es)
	}
	want := []Standing{Present, Superseded, Superseded, Superseded, Withdrawn}
	for i, w := range want {
		if got := es[0].Standing(i); got != w {
			t.Errorf("row %d, %s, is %s, want %s", i, es[0].Rows[i].Figure.Text, got, w)
		}
	}
	if es[0].Subject != "甲山区统计局" || es[0].Metric != "产值" {
		t.Errorf("entry of %s, %s", es[0].Subject, es[0].Metric)
	}
}

func TestSettle(t *testing.T) {
	rows := []Row{
		row(t, "a 2024-01-10 青湖桥 长 18公里"),
		row(t, "b 2024-02-10 青湖桥 长 18公里 state=withdrawn"),
		row(t, "b 2024-02-10 青湖桥 长 12公里 state=corrected"),
		row(t, "c 2024-01-20 青湖桥 长 11公里"),
		row(t, "d - 青湖桥 长 10公里"),
	}
	Settle(rows)
	var got []string
	for _, r := range rows {
		got = append(got, r.Release+r.Figure.Text)
	}
	if s := strings.Join(got, " "); s != "b12公里 c11公里 d10公里 b18公里 a18公里" {
		t.Error(s)
	}
}

// TestReplaced holds that what a page has replaced is never the present figure.
func TestReplaced(t *testing.T) {
	for name, tt := range map[string]struct {
		rows []string
		want string
	}{
		"same day":      {[]string{"z 2024-03-10 青湖桥 长 13公里 replaced", "a 2024-03-10 青湖桥 长 12公里", "b 2024-02-10 青湖桥 长 11公里"}, "a12公里 z13公里 b11公里"},
		"later day":     {[]string{"z 2024-05-10 青湖桥 长 13公里 replaced", "a 2024-03-10 青湖桥 长 12公里", "b 2024-02-10 青湖桥 长 11公里"}, "a12公里 z13公里 b11公里"},
		"older":         {[]string{"z 2024-03-10 青湖桥 长 13公里 replaced", "a 2024-03-10 青湖桥 长 12公里", "b 2024-04-10 青湖桥 长 11公里"}, "b11公里 a12公里 z13公里"},
		"by states":     {[]string{"z 2024-05-10 青湖桥 长 13公里 state=planned replaced", "a 2024-03-10 青湖桥 长 12公里", "b 2024-02-10 青湖桥 长 11公里 state=planned"}, "a12公里 b11公里 z13公里"},
		"no others":     {[]string{"z 2024-05-10 青湖桥 长 13公里 replaced"}, "z13公里"},
		"without a day": {[]string{"z - 青湖桥 长 13公里 replaced", "a - 青湖桥 长 12公里"}, "a12公里 z13公里"},
	} {
		var rows []Row
		for _, s := range tt.rows {
			rows = append(rows, row(t, s))
		}
		Settle(rows)
		var got []string
		for _, r := range rows {
			got = append(got, r.Release+r.Figure.Text)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %s, want %s", name, s, tt.want)
		}
	}
	claim, rows := row(t, "d 2024-04-01 青湖桥 长 13公里"), []Row{row(t, "z 2024-03-10 青湖桥 长 13公里 replaced"), row(t, "a 2024-03-10 青湖桥 长 12公里")}
	if found := Check(claim, rows); found.Verdict != Outdated || found.Against[0].Release != "a" {
		t.Errorf("a draft with the replaced figure is %s by %v", found.Verdict, found.Against)
	}
}

func TestCheck(t *testing.T) {
	rows := []Row{
		row(t, "a 2023-03-01 青湖产业园 总投资 10亿元"),
		row(t, "b 2024-09-01 青湖产业园 总投资 12亿元"),
		row(t, "c 2024-09-20 青湖产业园 企业 90家"),
		row(t, "d 2024-09-10 青湖产业园 企业 80家"),
		row(t, "e 2024-02-01 甲山区 产值 102.3亿元 period=2023-01-01/2023-12-31"),
		row(t, "f 2024-02-01 甲山区 人口 897人"),
		row(t, "g 2024-02-01 青湖产业园 面积 1平方公里"),
		row(t, "g 2024-02-01 青湖产业园 产值 2亿元 state=planned"),
		row(t, "g 2024-02-01 青湖产业园 税收 2亿元 state=target"),
		row(t, "g 2024-02-01 青湖产业园 出租率 90% qualifier=以上"),
		row(t, "h 2024-02-01 甲山区 道路 5条"),
		row(t, "h 2024-02-01 甲山区 道路 7条"),
		row(t, "h 2024-02-01 甲山区 运量 2万吨 qualifier=可达"),
		row(t, "h 2024-02-01 红湖 投资 5亿元 metric=总投资"),
		row(t, "i 2024-02-20 红湖 投资 7亿元 metric=投资"),
		row(t, "i 2024-04-20 甲山区 产值 9.1亿元 period=2024-01-01/2024-03-31"),
	}
	for spec, want := range map[string]Verdict{
		"- - 青湖产业园 总投资 12亿元":                                        Agrees,
		"- - 青湖产业园项目 总投资 12亿元":                                      Agrees,
		"- - 青湖产业园 总投资 10亿元":                                        Outdated,
		"- - 青湖产业园 总投资 11亿元":                                        Contradicts,
		"- - 红湖产业园 总投资 11亿元":                                        NotKnown,
		"- - 青湖产业园二期 总投资 12亿元":                                      NotKnown,
		"- - 青湖产业园 总投资 12亿元 state=planned":                          Agrees,
		"- - 青湖产业园 总投资 13亿元 state=planned":                          NotKnown,
		"- - 青湖产业园 总投资 12亿元 qualifier=超":                            Contradicts,
		"- - 青湖产业园 总投资 12亿元 qualifier=约":                            Agrees,
		"- - 青湖产业园 面积 1500亩":                                        Agrees, // 1平方公里
		"- - 青湖产业园 面积 2平方公里":                                        Contradicts,
		"- - 青湖产业园 产值 2亿元":                                          Agrees, // planned
		"- - 青湖产业园 产值 3亿元":                                          Contradicts,
		"- - 青湖产业园 税收 2亿元":                                          NotKnown, // a target
		"- - 青湖产业园 出租率 90% qualifier=以上":                            Agrees,
		"- - 青湖产业园 出租率 95% qualifier=以上":                            Contradicts,
		"- - 青湖产业园 出租率 90%":                                         Contradicts,
		"- - 青湖产业园 出租率 92%":                                         Contradicts,
		"- - 甲山区 道路 3条":                                             NotKnown, // there are two of them
		"- - 甲山区 道路 5条":                                             Agrees,
		"- - 甲山区 产值 102.3亿元":                                        Agrees,
		"- - 甲山区 产值 9.1亿元":                                          Agrees,
		"- - 甲山区 产值 9.2亿元":                                          Contradicts,
		"- - 甲山区 产值 102.3亿元 period=2023-01-01/2023-03-31":           NotKnown,
		"- - 甲山区 人口 897人 period=2024-01-01/2024-12-31":              Agrees,
		"- - 甲山区 人口 898人 period=2024-01-31":                         Contradicts,
		"- - 甲山区 人口 897人 period=2024-12-31":                         Ahead,
		"- - 甲山区 人口 897人 period=2024-01-01/2024-01-31":              Agrees,
		"- - 红湖 投资 9亿元 metric=总投资":                                  Contradicts,
		"- - 红湖 投资 5亿元 metric=总投资":                                  Agrees,
		"- - 红湖 投资 7亿元 metric=投资":                                   Agrees,
		"- - 红湖 投资 7亿元 metric=总投资":                                  Agrees,
		"- - 甲山区 运量 2万吨":                                            Agrees,   // 可达 says nothing of how exact it is
		"- - 青湖产业园 企业 90家":                                          Disputed, // the ledger says both
		"- - 青湖产业园 企业 80家":                                          Disputed,
		"- - 青湖产业园 企业 70家":                                          Contradicts,
		"- - 青湖产业园 企业 80家 state=former":                             Agrees,
		"- - 青湖产业园 企业 70家 state=former":                             NotKnown,
		"- - 甲山区 产值 100亿元 period=2023-01-01/2023-12-31 qualifier=超": Agrees,
		"- - 甲山区 产值 100亿元 period=2023-01-01/2023-12-31 qualifier=近": Contradicts,
		"- - 甲山区 产值 100亿元 period=2023-01-01/2023-12-31 qualifier=约": Agrees,
		"- - 甲山区 产值 105亿元 period=2024-01-01/2024-12-31":             Ahead,
		"- - 甲山区 产值 99亿元 period=2022-01-01/2022-12-31":              NotKnown,
		"- - 甲山区 人口 900人 qualifier=近":                               Agrees,
		"- - 甲山区 人口 900人 qualifier=不到":                              Agrees,
		"- - 甲山区 人口 890人 qualifier=近":                               Contradicts,
		"- - 甲山区 人口 500人 qualifier=超":                               Contradicts, // far below
	} {
		c := row(t, spec)
		c.Release, c.Passage = "", ""
		f := Check(c, rows)
		if f.Verdict != want {
			t.Errorf("%s: %s, want %s", spec, f.Verdict, want)
			continue
		}
		if (want == NotKnown) != (len(f.Against) == 0) {
			t.Errorf("%s: %s against %v", spec, want, f.Against)
		}
	}
	if f := Check(row(t, "- - 青湖产业园 - 12亿元"), rows); f.Verdict != NotRead {
		t.Errorf("a figure of nothing: %s", f.Verdict)
	}
}

func TestPeriods(t *testing.T) {
	for iso, want := range map[string][2]string{
		"":                      {"point", ""},
		"2024-03-01":            {"point", ""},
		"2024-03-01/2024-03-01": {"point", ""},
		"2024-03-01/2024-03-31": {"month", "03-03"},
		"2024-01-01/2024-03-31": {"quarter", "01-03"},
		"2024-01-01/2024-06-30": {"half", "01-06"},
		"2024-01-01/2024-12-31": {"year", ""},
		"2024-01-01/2024-05-31": {"range", "01-05"},
		"2023-11-01/2024-03-31": {"range", ""},
		"2024-01-01/":           {"open", ""},
	} {
		if got := [2]string{PeriodType(iso), PartOf(iso)}; got != want {
			t.Errorf("%s is %v, want %v", iso, got, want)
		}
	}
}

func TestRelated(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"a - 青湖产业园 企业,数量 9家", "b - 青湖产业园区管委会 企业 8家", true},
		{"a - - 企业 9家", "b - 青湖产业园 企业 8家", true},
		{"a - 3号泊位 总投资 9亿元", "b - 13号泊位 总投资 8亿元", false},
		{"a - 青湖产业园 企业 9家", "b - 红湖产业园 企业 8家", false},
		{"a - 青湖产业园 企业 9家", "b - 青湖产业园 学校 8家", false},
		{"a - 青湖产业园 企业 9家", "b - 青湖产业园 企业 8%", false},
	} {
		if got := Related(row(t, c.a).Figure, row(t, c.b).Figure); got != c.want {
			t.Errorf("%s and %s: %t", c.a, c.b, got)
		}
	}
}

// TestAgreeTime has dates that a draft gives less exactly than the release: 9月28日 of what
// opened on 9月28日上午10时.
func TestAgreeTime(t *testing.T) {
	for _, c := range []struct {
		claim, release string
		want           bool
	}{
		{"2026-09-28", "2026-09-28T10:00", true},
		{"2026-09-28T10:00", "2026-09-28", false},
		{"2026-09-27", "2026-09-28T10:00", false},
		{"2026-09-01/2026-09-30", "2026-09-28", true},
		{"2026-09-01/2026-09-30", "2026-09-28T10:00", true},
		{"2026-01-01/2026-12-31", "2026-07-01/2026-09-30", true},
		{"2026-09-28", "2026-09-01/2026-09-30", false},
		{"2026-06-01/2026-06-30", "2026-09-28", false},
		{"../2026-12-31", "2026-09-28", false},
		{"2026-09-28", "", false},
		{"", "2026-09-28", false},
	} {
		claim, release := knowledge.Figure{Kind: knowledge.DateKind, Time: c.claim}, knowledge.Figure{Kind: knowledge.DateKind, Time: c.release}
		if got := Agree(&claim, &release); got != c.want {
			t.Errorf("%s of %s: %t", c.claim, c.release, got)
		}
	}
	before := knowledge.Figure{Kind: knowledge.DateKind, Time: "2027-01-01/2027-12-31", Qualifier: "底前"}
	if Agree(&before, &knowledge.Figure{Kind: knowledge.DateKind, Time: "2027-09-28"}) {
		t.Error("a date within the year of 底前 is taken for it")
	}
}

func TestDimension(t *testing.T) {
	for _, c := range []struct {
		f    knowledge.Figure
		want string
	}{
		{knowledge.Figure{Kind: knowledge.Dimension, Unit: "吨"}, "weight"},
		{knowledge.Figure{Kind: knowledge.Dimension, Unit: "海里"}, "length"},
		{knowledge.Figure{Kind: knowledge.Dimension, Unit: "千瓦时"}, "unit:千瓦时"},
		{knowledge.Figure{Kind: knowledge.Count, Unit: "班"}, "count:班"},
		{knowledge.Figure{Kind: knowledge.Multiple}, "share"},
		{knowledge.Figure{Kind: knowledge.Age}, "age"},
	} {
		if got := Dimension(&c.f); got != c.want {
			t.Errorf("%v: %s, want %s", c.f, got, c.want)
		}
	}
	lo := knowledge.Figure{Kind: knowledge.Money, Unit: "元", Lo: big.NewRat(1, 1), Hi: big.NewRat(2, 1)}
	hi := lo
	hi.Hi = big.NewRat(3, 1)
	if !SameValue(&lo, &lo) || SameValue(&lo, &hi) {
		t.Error("ranges are compared by their bounds")
	}
}
