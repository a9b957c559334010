package answer

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/check"
	"beilun/index/query"
	"beilun/knowledge/ledger"
)

// checked answers a text that asks whether the figures in it are right: 落地总部项目8个，
// 新开工21个，对吗？ or 总投资是3.6亿元吗？ It returns nil for a text that asks something else,
// and for a single figure of which nothing is known: that is a question like any other. A
// text that names nothing may lean on before.
func (a *Answerer) checked(ctx context.Context, text string, before *Answer) (*Answer, error) {
	span, drafted := check.Asks(text)
	draft := span.Of(text)
	if !drafted {
		if q := a.in.parse(clean(text)); q.Given == nil || q.Relation != query.Single {
			return nil, nil
		}
		draft = check.Statement(text)
	}
	home := ""
	if g := a.in.grammar(); before != nil && g.ThingIn(draft) == "" {
		home = a.homeOf(draft, before.Topic)
	}
	found, err := a.drafts.Check(ctx, draft, home)
	if err != nil {
		return nil, fmt.Errorf("check draft: %w", err)
	}
	if len(found) == 1 {
		ans := checkedOne(text, topicOf(text, home), found)
		if ans != nil && ans.Claim != nil && home != "" {
			b := &found[0].Rows[0].Figure.Binding
			ans.Plain = found[0].Figure.Binding.Metric != "" && isOf(home, b) // no word of another thing
		}
		return ans, nil
	}
	_, asksMore := query.AskingIn(a.index.Lexicon(), fold(draft))
	known := check.IsKnown(found)
	if len(found) == 0 || !known && asksMore && !check.IsOrder(text) {
		return nil, nil
	}
	topic := topicOf(text, home)
	if of := a.subjectOf(found); of != "" {
		topic = of
	}
	ans := &Answer{Question: clean(text), Topic: topic, Checked: found}
	if !known {
		ans.Reason = NotStated
	}
	return ans, nil
}

// homeOf returns the thing that a text which names none is about: of those of topic, the
// question or the draft before it, the one whose sentence has most of its words.
func (a *Answerer) homeOf(text, topic string) (home string) {
	g, q, best := a.in.grammar(), a.in.parse(clean(text)), -1.0
	thing := ""
	for sentence := range strings.FieldsFuncSeq(topic, func(r rune) bool { return strings.ContainsRune("。；;！!？?\n", r) }) {
		if named := g.ThingIn(sentence); named != "" {
			thing = named
		}
		said, has := fold(sentence), 0.0
		for _, c := range q.Concepts {
			has += shareIn(c, said)
		}
		if thing != "" && has > best {
			home, best = thing, has
		}
	}
	return home
}

// subjectOf returns what the next question may lean on behind a draft that is about one
// thing: its name, with what is measured first; "" for several things and the district,
// whose figures are of a time.
func (a *Answerer) subjectOf(found []check.Checked) (topic string) {
	of := ""
	for _, c := range found {
		if len(c.Rows) == 0 {
			continue
		}
		b := c.Rows[0].Figure.Binding
		switch {
		case b.Subject == "" || a.index.District().Is(b.Subject) || of != "" && of != b.Subject:
			return ""
		case of == "":
			of, topic = b.Subject, b.Subject+b.Metric
		}
	}
	return topic
}

// topicOf returns what the next question may lean on behind a draft, which is about home
// if it names nothing; "" for one that is too long.
func topicOf(text, home string) string {
	topic := clean(text)
	if utf8.RuneCountInString(topic) > maxManifold {
		return home
	}
	return home + topic
}

// checkedOne answers a text with one figure: it claims what the releases say of it. It
// returns nil if nothing is known of the figure, unless the text orders a check.
func checkedOne(text, topic string, found []check.Checked) *Answer {
	ans := &Answer{Question: clean(text), Topic: topic, Checked: found}
	rows := found[0].Rows
	if len(rows) == 0 || found[0].Verdict == ledger.Ahead {
		if !check.IsOrder(text) {
			return nil
		}
		ans.Reason = NotStated
		return ans
	}
	s := &story{claim: claimOf(rows[0])}
	for _, r := range rows[1:] {
		s.add(r, relations[ledger.StandingOf(rows[0].Ledger(), r.Ledger())])
	}
	ans.Claim, ans.Others = s.claim, s.others
	return ans
}
