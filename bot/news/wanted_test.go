package news

import (
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/bot/message/messagetest"
	"beilun/bot/news/newstest"
	"beilun/index"
	"beilun/knowledge"
)

func TestWanted(t *testing.T) {
	t.Parallel()
	p := newstest.New(t)
	row := func(subject, scope, metric, title string, loose bool) index.Row {
		return index.Row{
			Passage: index.Passage{Release: index.Release{Title: title}},
			Figure:  &knowledge.Figure{Binding: knowledge.Binding{Subject: subject, Scope: scope, Metric: metric, Loose: loose}},
		}
	}
	geely := row("吉利新能源汽车总部", "", "总投资", "吉利新能源汽车总部开工", false)
	for _, tt := range []struct {
		subject string
		row     index.Row
		want    bool
	}{
		{"", geely, true},
		{"吉利", geely, true},
		{"吉利新能源汽车", geely, true},
		{"总投资", geely, true},
		{"投资", geely, true},
		{"吉利 总投资", geely, true},
		{"吉利总投资", geely, true},
		{"總投資", geely, true},
		{" 吉利　总投资 ", geely, true},
		{"吉丽", geely, false},
		{"吉利 建筑面积", geely, false},
		{"吉利建筑面积", geely, false},
		{"吉利汽车", geely, false},
		{"开工", geely, false}, // a title says nothing of a figure that is another's
		{"甬江", row("甬江科创区", "", "入驻企业", "", false), true},
		{"甬江科创区", row("甬江", "", "长度", "", false), false},
		{"甬江科创区", row("甬江科创园", "", "入驻企业", "", false), false},
		{"北仑区", row("北仑", "", "人口", "", false), true},
		{"北仑港", row("北仑", "", "人口", "", false), false},
		{"北仑港", row("北仑区", "", "吞吐量", "", false), false},
		{"一期", row("云杉软件园", "一期", "总投资", "", false), true},
		{"二期", row("云杉软件园", "一期", "总投资", "", false), false},
		{"云杉软件园", row("", "", "入驻企业", "云杉软件园再添新企业", false), true},
		{"云杉软件园", row("青峦隧道", "", "总投资", "云杉软件园与青峦隧道", false), false},
		{"云杉软件园", row("青峦隧道", "", "总投资", "云杉软件园与青峦隧道", true), true},
	} {
		if got := newWanted(tt.subject, p.Measures).matches(matterOf(tt.row), p.Measures); got != tt.want {
			t.Errorf("%q and %+v: %v, want %v", tt.subject, tt.row.Figure.Binding, got, tt.want)
		}
	}
}

// TestWantedMetric subscribes to a metric by each of its names, as figures are asked for.
func TestWantedMetric(t *testing.T) {
	t.Parallel()
	p := newstest.New(t)
	p.Publish(t, newstest.Release("a.md", "2024-01-10", "青峦隧道长3公里。"))
	p.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业60家，总投资12亿元。2023年，全区实现地区生产总值525亿元。"))
	items, _, err := p.News(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for subject, want := range map[string]string{
		"GDP":         "525亿元",
		"地区生产总值":      "525亿元",
		"生产总值":        "525亿元",
		"工业增加值":       "",
		"投资额":         "12亿元",
		"云杉软件园投资额":    "12亿元",
		"入驻企业数":       "60家",
		"云杉软件园入驻企业数量": "60家",
		"雲杉軟件園 入駐企業":  "60家",
		"青峦隧道投资额":     "",
	} {
		var got []string
		b := newBatch(items, p.Measures)
		for _, i := range b.wants(subject) {
			got = append(got, b.items[i].Row.Figure.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", subject, got, want)
		}
		entries, err := p.Figures(t.Context(), subject)
		if err != nil || (len(entries) > 0) != (want != "") {
			t.Errorf("%s: %d figures, %v", subject, len(entries), err)
		}
	}
}

func FuzzTidySubject(f *testing.F) {
	for _, s := range append(messagetest.Hostile, "吉利", "“总投资”", "", " ") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, ok := tidySubject(text)
		if !ok {
			return
		}
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxSubject || strings.ContainsAny(s, "\n\t\u202e") {
			t.Errorf("%q became %q", text, s)
		}
		newWanted(s, measuresNone).matches(matterOf(index.Row{Figure: &knowledge.Figure{Binding: knowledge.Binding{Subject: s, Metric: s}}}), measuresNone)
	})
}
