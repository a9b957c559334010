package answer

import (
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/span"
	"beilun/knowledge"
)

// readList takes the items of the clause that covers the question best, where
// it joins items by 、. A clause that has the word for what is listed comes
// first (四大功能区); told is false when no passage has it.
func readList(q index.Query, rs []*reading) (claim *Claim, told bool) {
	best, at, top := bestClause(q, rs, 0.1)
	if listed := q.Counted; listed.Text != "" && !slices.Contains(anyItems, listed.Text) {
		for _, r := range rs {
			told = told || stands(listed, r.whole+r.heads) >= listedStands
		}
		if !told && (top < sureListed || !strings.Contains(best.clauses[at].text, "、")) {
			return nil, false
		}
		if told && best != nil && stands(listed, best.clauses[at].text) < listedStands {
			if r, n, score := bestListed(q, rs); score >= minListed {
				best, at, top = r, n, minSentence
			}
		}
	}
	if top < minSentence || !strings.Contains(best.clauses[at].text, "、") {
		return nil, true
	}
	p := best.hit.Passage
	return best.textClaim(p.Sentences[best.clauses[at].sentence], listSpan(p.Text, best.clauses[at].span)), true
}

// anyItems are words for what is listed that no release need have.
var anyItems = []string{"产品", "内容", "方面", "东西", "措施", "成果", "特点", "变化", "工作", "事情", "好处", "成绩", "作用"}

// listedFits reports whether a span can be the list that q asks for: its items
// are joined, or its sentence has the word for them.
func listedFits(q index.Query, r *reading, s span.Span) bool {
	if q.Want == index.WantList && !strings.ContainsAny(s.Span.Of(r.hit.Passage.Text), "、和及与，") {
		return false // what is one only of several things is no list
	}
	return q.Want != index.WantList || q.Counted.Text == "" || slices.Contains(anyItems, q.Counted.Text) ||
		strings.Contains(s.Span.Of(r.hit.Passage.Text), "、") && r.coverage(q, r.clauseAt(s.Span.Start)) >= minListed ||
		stands(q.Counted, r.folded(r.hit.Passage.Sentences[s.Sentence])) >= listedStands
}

// Of the word for what is listed, the share that has to stand in a text; and
// the coverage from which a clause with it and 、 is the list asked for. Set by
// hand on district-dev and the districts in testdata.
const (
	listedStands = 0.5
	minListed    = 0.4
	sureListed   = 0.7 // coverage from which a list needs no word for its items
)

// bestListed is bestClause among the clauses that join items by 、 and have the
// word for what is listed.
func bestListed(q index.Query, rs []*reading) (best *reading, at int, top float64) {
	for _, r := range rs {
		gap := min(maxGap, gapPrior*(rs[0].hit.Score-r.hit.Score))
		for n, c := range r.clauses {
			if score := r.coverage(q, n) - gap; score > top && strings.Contains(c.text, "、") && stands(q.Counted, c.text) >= listedStands {
				best, at, top = r, n, score
			}
		}
	}
	return best, at, top
}

// wholeList widens a span to all the items joined by 、 that it has some of.
func wholeList(text string, clause, s knowledge.Span) knowledge.Span {
	part := clause.Of(text)
	if !strings.Contains(part, "、") {
		return s
	}
	return listSpan(text, clause)
}
