package query

import (
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
)

// Relation is what a question asks about several things.
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

// readBearer sets the figure or the time that a question gives to ask whose it is,
// and reports whether it gives one.
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
	has := func(list string) bool { return of(list).In(text) }
	which := has("which")
	switch {
	case which && has("most"):
		q.Relation = Most
	case which && has("least"):
		q.Relation = Least
	case (q.Want == WantText || q.Want.IsFigure() && q.Want != WantTime) && (which || has("what")) && q.readBearer(text):
		q.Relation = Bearer
	case has("each"):
		q.Relation = EachOf
	case which && (has("more") || has("less")) && has("and"), has("compare"):
		q.Relation = Compare
	}
}
