package answer

import (
	"context"
	"fmt"
	"strings"
)

// Follow answers a question that may lean on the one asked before in the same
// conversation: 量子科技园呢？ asks the same of another thing, and a question that
// names nothing asks of the same thing. What is carried over stands in
// Answer.Asked.
func (a *Answerer) Follow(ctx context.Context, question string, before *Answer) (*Answer, error) {
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
