package answer

import (
	"context"
	"slices"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// searched is the number of passages that are read for an answer.
const searched = 20

// Reading understands a question and holds the passages against it that may answer:
// what the choice of answers is learned from.
func (a *Answerer) Reading(ctx context.Context, question string) (*choice.Reading, []index.Hit, error) {
	u := a.understand(clean(question))
	f := a.frame(u.text)
	hits, err := a.index.Search(ctx, f.Query, searched)
	if err != nil {
		return nil, nil, err
	}
	return choice.Read(f, hits, a.about()), hits, nil
}

// frame reads what a question in Chinese asks.
func (a *Answerer) frame(text string) *frame.Frame {
	q := a.ofDistrict(a.index.Lexicon().ParseQuery(text, a.today()))
	a.addNames(&q)
	if len(q.Named) == 0 {
		if known := a.index.Known(fold(text)); known != "" {
			q.Named = []string{known}
		}
	}
	return frame.Understand(q, concept.Default())
}

// about is what is known besides a question and the passages.
func (a *Answerer) about() choice.About {
	home := []string{fold(a.index.District().Name), "全区", "我区", "本区", "辖区"}
	return choice.About{
		Lexicon: concept.Default(),
		Home:    slices.DeleteFunc(home, func(s string) bool { return s == "" }),
		Same:    func(b *knowledge.Binding, n string) bool { return isOf(n, b) },
	}
}

// choose makes of the hits what costs the least: a claim, a passage that is quoted, or
// that it is not known.
func (a *Answerer) choose(ctx context.Context, ans *Answer, f *frame.Frame, hits []index.Hit) error {
	r := choice.Read(f, hits, a.about())
	cs := r.Candidates()
	choice.Rank(cs, a.weights.Choice)
	best := choice.Best(cs)
	belief := a.weights.Beliefs.Of(r.Doubt(cs))
	ans.explain(cs, belief, hits)
	outcome := belief.Outcome()
	switch {
	case best == nil || outcome == choice.Declined:
		ans.Reason = NotStated
		return nil
	case outcome == choice.Quoted:
		ans.Reason = NotSure
		ans.Quoted = claimOfCandidate(best, hits)
		ans.Quoted.Span, ans.Quoted.Figure = ans.Quoted.Sentence, nil
		ans.Quoted.Text = ans.Quoted.Quote()
		return nil
	}
	ans.Claim = claimOfCandidate(best, hits)
	if ans.Claim.Figure == nil {
		return nil
	}
	return a.follow(ctx, ans)
}

func claimOfCandidate(c *choice.Candidate, hits []index.Hit) *Claim {
	claim := &Claim{Hit: hits[c.Hit], Sentence: c.Sentence, Span: c.Span, Text: c.Text(hits), Figure: c.Figure}
	if c.Figure != nil {
		claim.Text = c.Figure.Text
	}
	claim.Sentence.End = max(claim.Sentence.End, claim.Span.End)
	return claim
}
