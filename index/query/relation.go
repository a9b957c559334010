package query

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
)

// Relation is how several things that a question asks for stand to each other.
type Relation string

// The relations.
const (
	Single  Relation = ""        // of one thing
	Most    Relation = "most"    // 哪个…最大, 最多, 最早
	Least   Relation = "least"   // 哪个…最小, 最少, 最晚
	Bearer  Relation = "bearer"  // 哪个项目投资82亿元: the thing of a figure
	Compare Relation = "compare" // 甲和乙哪个大
	EachOf  Relation = "each"    // 甲和乙分别是多少
)

// readBearer notes the figure or the time that a question gives to ask whose it
// is.
func (q *Query) readBearer(text string) bool {
	for _, f := range figure.Scan(text, q.Today) {
		number := wantOf(f.Kind) != WantText || f.Kind == knowledge.Number
		if number || f.Time != "" && f.Kind == knowledge.PeriodKind && q.Want == WantText && ledger.PartOf(f.Time) != "" || f.Kind == knowledge.DateKind {
			q.Given = &f
			return true
		}
	}
	return false
}

func (q *Query) readRelation(text string) {
	which := containsAny(text, []string{"哪个", "哪家", "哪一", "谁", "哪座", "哪项", "哪条", "哪里", "什么项目", "哪所", "什么园", "哪片"})
	switch {
	case which && containsAny(text, []string{"最大", "最多", "最高", "最长", "最贵", "最晚", "最快", "最强", "最重", "最新", "第一多"}):
		q.Relation = Most
	case which && containsAny(text, []string{"最小", "最少", "最低", "最短", "最早", "最便宜", "最先", "最慢"}):
		q.Relation = Least
	case (q.Want == WantText || q.Want.IsFigure() && q.Want != WantTime) && (which || strings.Contains(text, "什么")) && q.readBearer(text):
		q.Relation = Bearer
	case containsAny(text, []string{"分别", "各是", "各有", "各为"}):
		q.Relation = EachOf
	case which && containsAny(text, []string{"更大", "更多", "更高", "更长", "更早", "更晚", "更贵", "大", "多", "高", "长", "早", "贵"}) && containsAny(text, []string{"和", "与", "跟", "还是", "、", "相比", "比"}),
		containsAny(text, []string{"相比", "对比", "比较"}):
		q.Relation = Compare
	}
}
