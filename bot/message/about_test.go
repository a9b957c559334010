package message

import (
	"strings"
	"testing"

	"beilun/index/answer"
	"beilun/index/answer/check"
	"beilun/index/answer/overview"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// TestAboutChecks asks about the check of a draft: each release that it was held against
// is named once.
func TestAboutChecks(t *testing.T) {
	t.Parallel()
	a, b := rowOf("a.md", "全年新开工项目", "。"), rowOf("b.md", "开工", "。")
	var many []check.Checked
	for _, id := range strings.Fields("a b c d e f g h") {
		many = append(many, checkedWith(ledger.Agrees, "开工21个", rowOf(id+".md", "开工", "。")))
	}
	w := WordsOf(false).About
	for _, tt := range []struct {
		checked       []check.Checked
		sources, sure string
	}{
		{[]check.Checked{checkedWith(ledger.Agrees, "新开工21个", a)}, "《标题a.md》", "“全年新开工项目21个。”"},
		{[]check.Checked{checkedWith(ledger.Contradicts, "新开工23个", a), checkedWith(ledger.Agrees, "开工21个", b), checkedWith(ledger.Agrees, "21个", b)}, "《标题b.md》", w.Compared},
		{many, "等8篇", w.Compared},
		{[]check.Checked{checkedWith(ledger.NotKnown, "开工9个"), checkedWith(ledger.NotKnown, "竣工3个")}, "", w.NotThere},
	} {
		r := NewReply(&answer.Answer{Checked: tt.checked}, false)
		m, ok := r.Sources()
		if ok != (tt.sources != "") || !strings.Contains(m.Text, tt.sources) || strings.Count(m.Text, "《标题b.md》") > 1 {
			t.Errorf("the sources are %q, want %q", m.Text, tt.sources)
		}
		if m := r.Sure("KEY"); !strings.Contains(m.Text, tt.sure) {
			t.Errorf("sure is %q, want %q", m.Text, tt.sure)
		}
	}
}

// TestTabled draws a table with three figures of one unit, and no smaller one.
func TestTabled(t *testing.T) {
	t.Parallel()
	o := &overview.Overview{Request: overview.Request{Kind: overview.Table, Metrics: []*concept.Concept{concept.Default().Named("总投资")}}}
	for i, name := range []string{"甲园", "乙园", "丙园", "丁园"} {
		it := overview.Item{Name: name, Cells: []overview.Cell{nil}}
		if i != 1 {
			it.Cells[0] = overview.Cell{figureRow("12亿元", int64(12+i)*100_000_000, "", "2025-02-01")}
		}
		o.Items = append(o.Items, it)
		r := NewReply(&answer.Answer{Overview: o}, false)
		if m, ok := r.Drawn(); ok != (i == 3) || ok && (strings.Contains(m.Text, "乙园") || !strings.Contains(m.Text, "丁园")) {
			t.Errorf("a table of %d is drawn: %t, %q", i+1, ok, m.Text)
		}
	}
}
