package article

import (
	"strings"
	"testing"

	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

func TestTableRows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		rows, want string // cells by |, rows by /
	}{
		{"项目|投资/医院|5亿元", "项目：医院；投资：5亿元"},
		{"镇街|2023年|2024年/南岸|5亿元|6亿元", "镇街：南岸；2023年：5亿元；2024年：6亿元"},
		{"总投资|5亿元/用地|30亩", "总投资：5亿元/用地：30亩"},
		{"医院|5亿元|30亩/学校|2亿元|10亩", "医院；5亿元；30亩/学校；2亿元；10亩"},
		{"项目|投资|用地/医院||30亩/||/|5亿元|20亩", "项目：医院；用地：30亩/投资：5亿元；用地：20亩"},
		{"项目|投资", "项目；投资"},
		{"投资|5亿元", "投资：5亿元"},
	} {
		g := &Grid{}
		for _, r := range strings.Split(tt.rows, "/") {
			g.AddRow()
			for _, c := range strings.Split(r, "|") {
				g.Add(trace.String{Text: c}, table.Cell{})
			}
		}
		var got []string
		for _, u := range g.Units() {
			got = append(got, u.Text)
		}
		if got := strings.Join(got, "/"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.rows, got, tt.want)
		}
	}
}
