package figures

import (
	"slices"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
)

// figureIn returns the figure of text with those words, of a release of
// 2025-08-20.
func figureIn(t *testing.T, text, words string) *knowledge.Figure {
	t.Helper()
	all := figure.Scan(text, knowledge.Date{Year: 2025, Month: 8, Day: 20})
	i := slices.IndexFunc(all, func(f knowledge.Figure) bool { return f.Quote.Of(text) == words })
	if i < 0 {
		t.Fatalf("%s has no figure %s", text, words)
	}
	return &all[i]
}

func TestClassOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]concept.Class{
		"3亿元": concept.Money, "5.2%": concept.Percent, "300人": concept.People, "3家": concept.Count, "5亩": concept.Area, "3公里": concept.Length,
		"7吨": concept.Weight, "9立方米": concept.Volume, "5千瓦": concept.Power, "8千瓦时": concept.Energy, "3天": concept.Duration, "2025年3月": concept.Date,
	} {
		if got := ClassOf(figureIn(t, text, text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for kind, want := range map[knowledge.Kind]concept.Class{
		knowledge.Ratio: concept.Ratio, knowledge.Ordinal: concept.Rank, knowledge.Age: concept.Age, knowledge.Number: concept.Index, knowledge.Dimension: concept.Index,
	} {
		if got := ClassOf(&knowledge.Figure{Kind: kind}); got != want {
			t.Errorf("kind %v: %s, want %s", kind, got, want)
		}
	}
}

// TestSize is negative for a fall, and in the base unit.
func TestSize(t *testing.T) {
	t.Parallel()
	f := *figureIn(t, "3%", "3%")
	f.Binding.Change, f.Text = true, "下降3%"
	if Sign(&f) != -1 || Size(&f).Sign() >= 0 {
		t.Errorf("a fall has sign %d and size %v", Sign(&f), Size(&f))
	}
	f.Text = "3%"
	if Sign(&f) != 1 {
		t.Error("a rise has another sign")
	}
	a, b := figureIn(t, "3公里", "3公里"), figureIn(t, "3000米", "3000米")
	if Size(a).Cmp(Size(b)) != 0 || SameValue(a, b) || !SameValue(a, a) || !SameDimension(a.Unit, b.Unit) || SameDimension("元", "米") {
		t.Error("3公里 and 3000米 are not of one size in two units")
	}
	if Size(nil) != nil || Sign(a) != 0 {
		t.Error("no figure has a size, or one that is no change has a sign")
	}
}

func TestMoveOf(t *testing.T) {
	t.Parallel()
	const moved = "望湖大桥总投资由4.2亿元调整为5亿元，工期不变。"
	for _, tt := range []struct {
		text, words string
		want        Move
	}{
		{moved, "4.2亿元", Replaced},
		{moved, "5亿元", Replacing},
		{"车站由8座增至9座，另有2座预留。", "9座", Replacing},
		{"车站由8座增至9座，另有2座预留。", "2座", Alone},
		{"总投资4.2亿元，其中区里出资为1亿元。", "4.2亿元", Alone},
		{"投资4.2亿元，增长为主，建成后年产值5亿元。", "4.2亿元", Alone},
	} {
		all := figure.Scan(tt.text, knowledge.Date{Year: 2025})
		if got := MoveOf(tt.text, all, figureIn(t, tt.text, tt.words)); got != tt.want {
			t.Errorf("%s of %q: %d, want %d", tt.words, tt.text, got, tt.want)
		}
	}
	f := knowledge.Figure{Binding: knowledge.Binding{State: knowledge.Former}}
	if MoveOf("", nil, &f) != Replaced {
		t.Error("a figure of before is not replaced")
	}
}

func TestGrainOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Grain{
		"2025年8月16日": GrainDay, "2025年3月": GrainMonth, "2025年一季度": GrainPart, "2025年": GrainYear, "2021年至2025年": GrainYears,
		"今年": GrainPointer, "3亿元": NoGrain,
	} {
		if got := GrainOf(figureIn(t, text, text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]Grain{"16:30": GrainClock, "周一": GrainWeekday, "每年": GrainMonth, "动工时间另行确定": GrainUnfixed, "届时": GrainUnknown} {
		f := &knowledge.Figure{Text: text, Kind: knowledge.Time}
		if got := GrainOf(f); got != want || IsClock(f) != (want == GrainClock) {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	t.Parallel()
	for iso, want := range map[string]int{"2025-03-01": 1, "2021-01-01/2025-12-31": 5, "1900/2025": 21, "": 0, "T16:30": 0} {
		if got := len(Years(iso)); got != want {
			t.Errorf("%s has %d years, want %d", iso, got, want)
		}
	}
}

func TestSince(t *testing.T) {
	t.Parallel()
	day := knowledge.Date{Year: 2025, Month: 8, Day: 20}
	for iso, want := range map[string]int{
		"2023-01-01": 1, "2025-01-01": 2, "2025-08-10": 3, "2025-08-20": 4, "2025-08-01/2025-09-30": 5, "2026-01-01": 6, "2030-01-01": 7, "": 0,
	} {
		if got := Since(iso, day); got != want {
			t.Errorf("%s: %d, want %d", iso, got, want)
		}
	}
	if got := Since("2025-01-01", knowledge.Date{}); got != 0 {
		t.Errorf("of no day: %d", got)
	}
}

// TestTimeKey is one for a period and the day that it ends with.
func TestTimeKey(t *testing.T) {
	t.Parallel()
	a, b := TimeKey(&knowledge.Figure{Time: "2025-01-01/2025-03-31"}), TimeKey(&knowledge.Figure{Time: "2025-03-31"})
	if a != b || TimeKey(figureIn(t, "3天", "3天")) == "" {
		t.Errorf("%q and %q", a, b)
	}
}

// TestMoments finds times and durations that are no figures.
func TestMoments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, points, lengths, joined string }{
		{"开放时间为9:00至17:00（16:30停止入馆）。", "9:00 17:00 16:30", "", "9:00至17:00"},
		{"末班车延长至零点三十分。", "零点三十分", "", ""},
		{"局里提出3点要求，比分3:2，共13时代广场。", "", "", ""},
		{"每周三、周五坐诊，每周三次，一周一次。", "每周三、周五", "一周", ""},
		{"每年3月、9月集中受理。", "", "", "每年3月、9月"},
		{"力争2026年国庆节前开通。", "", "", "2026年国庆节前"},
		{"毕业后两年内申领，奖励两年。", "两年内", "两年内 两年", ""},
		{"大桥5月12日10时通车。", "10时", "", "5月12日10时"},
		{"他以1小时04分37秒夺冠。", "", "1小时04分37秒", ""},
		{"9月28日起公示不少于10日，第3天放假。", "", "不少于10日", ""},
	} {
		var dates []knowledge.Span
		for _, f := range figure.Scan(tt.text, knowledge.Date{Year: 2025, Month: 8, Day: 20}) {
			if ClassOf(&f) == concept.Date {
				dates = append(dates, f.Quote)
			}
		}
		points := append(Points(tt.text, 0, dates), Deadlines(tt.text, 0, dates)...)
		all := slices.Concat(dates, points)
		slices.SortFunc(all, func(a, b knowledge.Span) int { return a.Start - b.Start })
		joined := slices.Concat(Adjacent(all), Ranges(tt.text, all), Repeated(tt.text, all), Feasts(tt.text, dates))
		for _, of := range []struct {
			spans []knowledge.Span
			want  string
		}{{points, tt.points}, {Lengths(tt.text, 0, dates, nil), tt.lengths}, {joined, tt.joined}} {
			var got []string
			for _, s := range of.spans {
				got = append(got, s.Of(tt.text))
			}
			if s := strings.Join(got, " "); s != of.want {
				t.Errorf("%s: %q, want %q", tt.text, s, of.want)
			}
		}
	}
	if !IsRange("9:00至17:00") || IsRange("9:00") {
		t.Error("a period is no range, or a time is one")
	}
}
