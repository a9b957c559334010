package news

import (
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/knowledge"
)

func TestWanted(t *testing.T) {
	t.Parallel()
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
		{"入驻企业数", row("云杉软件园", "", "入驻企业", "", false), true},
		{"云杉软件园入驻企业数量", row("云杉软件园", "", "入驻企业", "", false), true},
		{"云杉软件园", row("", "", "入驻企业", "云杉软件园再添新企业", false), true},
		{"云杉软件园", row("青峦隧道", "", "总投资", "云杉软件园与青峦隧道", false), false},
		{"云杉软件园", row("青峦隧道", "", "总投资", "云杉软件园与青峦隧道", true), true},
	} {
		if got := newWanted(tt.subject).matches(matterOf(tt.row)); got != tt.want {
			t.Errorf("%q and %+v: %v, want %v", tt.subject, tt.row.Figure.Binding, got, tt.want)
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
		newWanted(s).matches(matterOf(index.Row{Figure: &knowledge.Figure{Binding: knowledge.Binding{Subject: s, Metric: s}}}))
	})
}
