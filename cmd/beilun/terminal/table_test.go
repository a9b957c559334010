package terminal

import (
	"testing"

	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestTableOf checks that rows with the same first heading are a table, and text with a
// colon is not.
func TestTableOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		in   []string
		want table
	}{
		{"rows", []string{"项目：南馆；投资：2亿元", "项目：北馆；投资：1亿元", "以上数据为初步统计数。"}, table{[]string{"项目", "投资"}, [][]string{{"南馆", "2亿元"}, {"北馆", "1亿元"}}}},
		{"a cell left out", []string{"项目：南馆；进度：封顶", "项目：北馆；投资：1亿元；进度：在建"}, table{[]string{"项目", "进度", "投资"}, [][]string{{"南馆", "封顶"}, {"北馆", "在建", "1亿元"}}}},
		{"one row", []string{"项目：南馆；投资：2亿元", "南馆已经开工。"}, table{}},
		{"another table behind it", []string{"项目：南馆；投资：2亿元", "学校：一中；投资：1亿元"}, table{}},
		{"a cell with a colon", []string{"项目：南馆；比例：1：2", "项目：北馆；比例：1：3"}, table{[]string{"项目", "比例"}, [][]string{{"南馆", "1：2"}, {"北馆", "1：3"}}}},
		{"sentences", []string{"他说，项目：南馆；投资：2亿元", "他说，项目：北馆；投资：1亿元"}, table{}},
		{"labels", []string{"总投资：2亿元", "占地：30亩"}, table{}},
		{"no cell at all", []string{"；", "；"}, table{}},
	} {
		var ps []knowledge.Paragraph
		for _, s := range tt.in {
			ps = append(ps, knowledge.Paragraph{Text: s})
		}
		if diff := cmp.Diff(tt.want, tableOf(ps), cmp.AllowUnexported(table{})); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}
