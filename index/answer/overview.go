package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/answer/overview"
	"beilun/knowledge/ledger"
)

// overview answers what is asked of the releases as a whole: for the things of a kind,
// all that is known of one, or what is new. It returns nil if u asks something else, if
// a thing that it is about is not known, and if a passage answers a list by itself.
func (a *Answerer) overview(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	ans, err := a.overviewOf(ctx, u)
	if ans == nil && err == nil && before != nil && overview.Introduces(u.text) {
		if full, _ := a.in.grammar().Complete(u.text, before.Topic); full != "" {
			u.text = full
			if ans, err = a.overviewOf(ctx, u); ans != nil {
				ans.Asked = full
			}
		}
	}
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	if ans != nil {
		ans.Question, ans.Corrected, ans.English = u.question, u.corrected, u.english
	}
	return ans, nil
}

// overviewOf is overview for a question that leans on none before.
func (a *Answerer) overviewOf(ctx context.Context, u understood) (*Answer, error) {
	req, ok := overview.Read(u.text, a.in.today(), a.index.District().Is)
	if !ok {
		return nil, nil
	}
	of, ok := a.thingOf(req)
	if !ok {
		return nil, nil
	}
	if req.Kind == overview.Card {
		return a.card(ctx, u, req, of)
	}
	o, err := overview.Finder{Index: a.index, Today: a.in.today()}.Find(ctx, req, of)
	if o == nil || err != nil {
		return nil, err
	}
	if req.Kind == overview.List && req.Phase == overview.AnyPhase {
		if said, err := a.answerFully(ctx, u); err != nil || said.Claim != nil && (!req.Known || lists(said, o)) {
			return nil, err // a sentence that has the list: it is answered as any question
		}
	}
	ans := &Answer{Overview: o}
	switch req.Kind {
	case overview.List, overview.Table:
		ans.claimThings()
	default:
		if err := a.claimRelease(ctx, ans); err != nil {
			return nil, err
		}
	}
	if ans.Claim == nil {
		return nil, nil
	}
	return ans, nil
}

// thingOf returns the name of the thing that a request for a card or for news is about,
// as the releases have it; "" for the district or for everything. ok is false if what
// it is about is no thing of the releases, or may be several.
func (a *Answerer) thingOf(req overview.Request) (of string, ok bool) {
	if req.Kind != overview.Card && req.Kind != overview.News || req.Of == "" {
		return "", true
	}
	f := a.in.frame(req.Of)
	if len(f.Names) != 1 || len(f.Unknown) > 0 {
		return "", false
	}
	n := f.Names[0]
	if n.Start > 0 || n.End < len(f.Text) {
		return "", false
	}
	if short, _ := a.index.Things().Named(n.Text); n.Generic && short.Full == "" {
		return "", false // 医院怎么样: of a kind, but for one that the releases call so
	}
	if req.Kind == overview.News {
		return req.Of, n.Fit == frame.Full || n.Fit == frame.Short || n.Fit == frame.InText
	}
	if n.Fit != frame.Full && (n.Fit != frame.Short || len(n.Others) > 0) {
		return "", false
	}
	return n.Thing, true
}

// lists reports whether an answer claims the things of a list: some of those that were
// found, if there are some.
func lists(said *Answer, o *overview.Overview) bool {
	text, named := squeeze(said.ClaimText()), 0
	for _, it := range o.Items {
		if strings.Contains(text, squeeze(it.Name)) {
			named++
		}
	}
	return named >= min(len(o.Items), leastNamed)
}

// leastNamed is how many things of a list a sentence names that has it.
const leastNamed = 2

// claimThings claims the things of a list, or how many there are, if a release says so.
func (ans *Answer) claimThings() {
	o := ans.Overview
	var all []string
	for i, it := range o.Items {
		c := Claim{Hit: index.Hit{Passage: it.Passage}, Sentence: it.Sentence, Span: it.Span, Text: it.Name, Relation: Member}
		all = append(all, it.Name)
		if i == 0 {
			c.Relation = ""
			ans.Claim = &c
			continue
		}
		ans.Others = append(ans.Others, c)
	}
	if ans.Claim != nil {
		ans.Claim.Text = strings.Join(all, "、")
	}
}

// claimRelease claims the title of the newest release.
func (a *Answerer) claimRelease(ctx context.Context, ans *Answer) error {
	first := ans.Overview.Items[0].Release
	p, ok := a.index.First(first.ID)
	if !ok {
		return nil
	}
	ans.Claim = &Claim{Hit: index.Hit{Passage: p}, Text: cmp.Or(first.Title, first.ID)}
	if len(p.Sentences) > 0 {
		ans.Claim.Sentence = p.Sentences[0]
	}
	return nil
}

// maxCard is how many figures a card has, maxOdd how many of them may measure what the
// lexicon has no word for.
const (
	maxCard = 6
	maxOdd  = 3
)

// card answers a request for all that is known of a thing: with what says best what it
// is, and its newest figures.
func (a *Answerer) card(ctx context.Context, u understood, req overview.Request, of string) (*Answer, error) {
	if of == "" {
		o, err := overview.Finder{Index: a.index, Today: a.in.today()}.District(ctx, maxCard)
		if o == nil || err != nil {
			return nil, err
		}
		return &Answer{Overview: o, Topic: o.Thing, Claim: claimOf(o.Items[0].Cells[0][0])}, nil
	}
	said, err := a.answerFully(ctx, u)
	if err != nil {
		return nil, err
	}
	rows, err := a.rowsOfCard(ctx, of)
	if err != nil {
		return nil, err
	}
	o := &overview.Overview{Request: req, Thing: of}
	entries := ledger.Entries(rows)
	o.Total = len(entries)
	slices.SortStableFunc(entries, func(d, e index.Entry) int { // what everyone has a word for comes first
		return strings.Compare(fmt.Sprint(!overview.IsKnown(d.Rows[0])), fmt.Sprint(!overview.IsKnown(e.Rows[0])))
	})
	s := suggester{a.index, nil}
	for _, e := range entries {
		r := e.Rows[0]
		if !isPresentable(r, true) || len(o.Items) == maxCard || len(o.Items) >= maxOdd && !overview.IsKnown(r) {
			continue
		}
		now, ok, err := s.present(ctx, r)
		if err != nil {
			return nil, err
		}
		if ok && !o.Has(now) {
			cell := overview.Present(e)
			cell[0] = now
			o.Add(cell)
		}
	}
	ans := &Answer{Overview: o, Topic: of, Claim: said.Claim, Passages: said.Passages, Query: said.Query}
	if ans.Claim == nil {
		ans.Claim = a.describing(of, said, rows)
	}
	if ans.Claim == nil {
		return nil, nil
	}
	return ans, nil
}

// rowsOfCard returns the newest figures of a thing, of no other that has its name in its
// own.
func (a *Answerer) rowsOfCard(ctx context.Context, name string) ([]index.Row, error) {
	rows, err := a.index.Newest(ctx, name, rowsOfThing)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rows, func(r index.Row) bool {
		return !isOf(name, &r.Figure.Binding) || r.Passage.Release.Date.Compare(a.in.today()) > 0
	}), nil
}

// describing returns the sentence that says best what a thing is; nil if no passage that
// was found, and none that has figures of it, names it.
func (a *Answerer) describing(name string, said *Answer, rows []index.Row) *Claim {
	names := []string{name}
	for t := range a.index.Things().All() {
		if t.Full != "" && strings.HasSuffix(t.Full, name) {
			names = append(names, t.Name)
		}
	}
	var best *Claim
	most := 0
	seen := map[string]bool{}
	try := func(p index.Passage) {
		if seen[p.ID] {
			return
		}
		seen[p.ID] = true
		for _, s := range p.Sentences {
			n := overview.Describes(&p, s, names)
			if n > most || n == most && best != nil && p.Release.Date.Compare(best.Hit.Passage.Release.Date) > 0 {
				most, best = n, &Claim{Hit: index.Hit{Passage: p}, Sentence: s, Span: s, Text: s.Of(p.Text)}
			}
		}
	}
	if said.Quoted != nil {
		try(said.Quoted.Hit.Passage)
	}
	for _, h := range said.Passages {
		try(h.Passage)
	}
	for _, r := range rows {
		try(r.Passage)
	}
	return best
}
