package answer

import (
	"context"
	"fmt"
	"slices"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Reading understands a question and holds the passages that may answer against it.
func (a *Answerer) Reading(ctx context.Context, question string) (*choice.Reading, []index.Hit, error) {
	u := a.understand(clean(question))
	q := a.ofDistrict(a.index.Lexicon().ParseQuery(u.text, a.today()))
	a.addNames(&q)
	if len(q.Named) == 0 {
		if known := a.index.Known(fold(u.text)); known != "" {
			q.Named = []string{known}
		}
	}
	hits, err := a.index.Search(ctx, q, searched)
	if err != nil {
		return nil, nil, fmt.Errorf("answer: %w", err)
	}
	f := frame.NewReader(a.index).Understand(q)
	return choice.Read(f, hits, a.about()), hits, nil
}

func (a *Answerer) about() choice.About {
	d := a.index.District()
	home := append([]string{fold(d.Name)}, "全区", "我区", "本区", "辖区")
	home = slices.DeleteFunc(home, func(s string) bool { return s == "" })
	return choice.About{
		Lexicon: concept.Default(), Home: home,
		Same: func(b *knowledge.Binding, n string) bool { return isOf(n, b) },
	}
}
