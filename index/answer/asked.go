package answer

import (
	"strings"
	"unicode/utf8"

	"beilun/index"
)

// sharedAsked is the share of the words of a question in a release that a
// person's question has to have, and the other way round, for the two to ask
// the same.
const sharedAsked = 0.5

// readAsked looks for a sentence that asks what q asks: the one behind it
// answers.
func (a *Answerer) readAsked(q index.Query, rs []*reading) *Claim {
	switch q.Want {
	case index.WantReason, index.WantManner, index.WantPlace, index.WantDefinition, index.WantPerson:
	default:
		return nil
	}
	for _, r := range rs {
		p := r.hit.Passage
		for i := 0; i+1 < len(p.Sentences); i++ {
			if s := r.sentence(i); !isQuestion(s) || isQuestion(r.sentence(i+1)) || !a.asksSame(q, r, s) {
				continue
			}
			return r.textClaim(p.Sentences[i+1], trimMarks(p.Text, p.Sentences[i+1]))
		}
	}
	return nil
}

// asksSame reports whether sentence s of r asks what q asks.
func (a *Answerer) asksSame(q index.Query, r *reading, s string) bool {
	told := a.index.Lexicon().ParseQuery(s, q.Today)
	if told.Want != q.Want || told.Want == index.WantManner && asksWay(told) != asksWay(q) {
		return false
	}
	for _, n := range thingsOf(q) {
		if pairsIn(n, r.heads+r.whole) < sharedAsked {
			return false
		}
	}
	return shared(told, q.Folded()+r.heads) >= sharedAsked && shared(q, fold(s)+r.heads) >= sharedAsked
}

// shared returns the share of the words of q that stand in text; those of one
// character tell too little.
func shared(q index.Query, text string) float64 {
	n, found := 0.0, 0.0
	for _, c := range q.Concepts {
		if utf8.RuneCountInString(c.Text) > 1 {
			n++
			found += stands(c, text)
			if stands(c, text) < 1 && strings.Contains(text, string([]rune(c.Text)[:2])) {
				found += (1 - stands(c, text)) / 2
			}
		}
	}
	if n == 0 {
		return 0
	}
	return found / n
}
