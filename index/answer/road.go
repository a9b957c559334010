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
	return frame.NewReader(a.index).Understand(q)
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
