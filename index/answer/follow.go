package answer

import (
	"context"
	"fmt"
	"strings"

	"beilun/index"
)

// Follow answers a question that may lean on the one asked before in the same
// conversation: 量子科技园呢？ asks the same of another thing, and a question that
// names nothing asks of the same thing. What is carried over stands in
// Answer.Asked.
func (a *Answerer) Follow(ctx context.Context, question string, before *Answer) (*Answer, error) {
	if ans := a.source(clean(question), before); ans != nil {
		return ans, nil
	}
	if full := a.complete(clean(question), before); full != "" {
		ans, _, err := a.answer(ctx, full)
		if err != nil {
			return nil, fmt.Errorf("answer: %w", err)
		}
		if ans.Claim != nil {
			ans.Asked, ans.Question = full, clean(question)
			return ans, nil
		}
	}
	return a.Answer(ctx, question)
}

// wholes name the district itself, so that a question with one of them needs no
// other name.
var wholes = []string{"全区", "全市", "全省", "全国", "我区", "本区"}

// complete returns question with what it leaves out, or "" when it leaves out
// nothing that is known.
func (a *Answerer) complete(question string, before *Answer) string {
	if before == nil || question == "" {
		return ""
	}
	last := before.Question
	if before.Asked != "" {
		last = before.Asked
	}
	lex := a.index.Lexicon()
	names := lex.Binder().Names(last)
	if thing, ok := whatAbout(question); ok {
		if len(names) > 0 {
			if folded := fold(last); strings.Contains(folded, names[0]) {
				return strings.Replace(folded, names[0], thing, 1)
			}
		}
		return ""
	}
	if len(names) == 0 || len(lex.Binder().Names(question)) > 0 || containsAny(question, wholes) {
		return ""
	}
	return names[0] + question
}

// whatAbout returns X of a question of the form "X呢".
func whatAbout(question string) (string, bool) {
	q := strings.TrimRight(question, "?？。!！ ")
	thing, ok := strings.CutSuffix(q, "呢")
	thing = strings.TrimPrefix(strings.TrimPrefix(thing, "那"), "么")
	return strings.TrimSpace(thing), ok && thing != "" && len(thing) <= 60 && !asksItself(thing)
}

// asksItself reports whether thing is a question of its own: 什么时候投产呢.
func asksItself(thing string) bool {
	return containsAny(thing, []string{"什么", "多少", "几", "何", "哪", "谁", "怎", "多大", "多长", "多久"})
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sourceWords ask where a statement comes from.
var sourceWords = []string{"谁发布", "哪里发布", "哪个部门发布", "谁公布", "数据来源", "来源是", "来源", "出处", "哪儿来的", "哪里来的", "从哪来"}

// asksSource reports whether a question that names nothing asks who published
// what it points at: 这些数据是谁发布的？
func asksSource(question string, named []string) bool {
	return len(named) == 0 && containsAny(question, sourceWords) && containsAny(question, []string{"数据", "数字", "资料", "消息", "这", "上面"})
}

// source answers who published the claim before or, where there is only one
// publisher, the releases.
func (a *Answerer) source(question string, before *Answer) *Answer {
	if !asksSource(question, a.index.Lexicon().Binder().Names(question)) {
		return nil
	}
	ans := &Answer{Question: question}
	if before != nil && before.Claim != nil {
		c := *before.Claim
		ans.Claim = &Claim{Hit: c.Hit, Sentence: c.Sentence, Span: c.Span, Text: c.Hit.Passage.Release.Source, Relation: c.Relation}
	} else {
		rels := a.index.Releases()
		for _, r := range rels {
			if r.Source != rels[0].Source {
				return nil
			}
		}
		if len(rels) > 0 {
			p, ok := a.index.First(rels[0].ID)
			if ok {
				ans.Claim = &Claim{Hit: index.Hit{Passage: p}, Text: p.Release.Source}
				if len(p.Sentences) > 0 {
					ans.Claim.Sentence = p.Sentences[0]
				}
			}
		}
	}
	if ans.Claim == nil || ans.Claim.Text == "" {
		return nil
	}
	return ans
}
