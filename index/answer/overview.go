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

// survey answers what is asked of the releases as a whole.
type survey struct{ answerer *Answerer }

// overview answers what is asked of the releases as a whole: for the things of a kind,
// all that is known of one, or what is new. It returns nil if u asks something else, if
// a thing that it is about is not known, and if a passage answers a list by itself.
func (v survey) overview(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	if full := v.progressOf(u, before); full != "" {
		carried := u
		carried.text = full
		if ans, err := v.overviewOf(ctx, carried); ans != nil || err != nil {
			if ans != nil {
				ans.Asked = full
			}
			return ans, err
		}
	}
	ans, err := v.overviewOf(ctx, u)
	if ans == nil && err == nil && before != nil && overview.Introduces(u.text) {
		ans, err = v.introduce(ctx, u, before)
	}
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	return ans, nil
}

// progressOf returns a question for what is new with the thing that the one before was
// about: 有什么新进展; "" if u asks something else, or nothing was spoken of.
func (v survey) progressOf(u understood, before *Answer) string {
	if before == nil {
		return ""
	}
	req, ok := overview.Read(u.text, v.answerer.in.today(), v.answerer.index.District().Is)
	if !ok || !req.Leans {
		return ""
	}
	if thing := v.spokenOf(before); thing != "" {
		return thing + u.text
	}
	return ""
}

// spokenOf returns the thing that a question was about, "" for none.
func (v survey) spokenOf(before *Answer) string {
	if names := v.answerer.in.frame(before.Topic).Names; len(names) > 0 {
		return names[0].Thing
	}
	return ""
}

// introduce answers a question for all that is known of what the question before was
// about, 介绍一下它, or of what nobody knows, 介绍一下某某: nothing of before is meant then.
func (v survey) introduce(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	thing := v.spokenOf(before)
	full, points := v.answerer.in.grammar().Pointed(fold(u.text), thing)
	_, names := overview.Read(u.text, v.answerer.in.today(), v.answerer.index.District().Is)
	if !points && !names { // 基本情况呢
		full = thing + u.text
	}
	if full != "" && thing != "" {
		carried := u
		carried.text = full
		ans, err := v.overviewOf(ctx, carried)
		if ans != nil {
			ans.Asked = full
		}
		if ans != nil || err != nil {
			return ans, err
		}
	}
	if req, ok := overview.Read(u.text, v.answerer.in.today(), v.answerer.index.District().Is); ok && req.Kind == overview.Card && req.Of != "" {
		return v.answerer.answerFully(ctx, u)
	}
	return nil, nil
}

// overviewOf is overview for a question that leans on none before.
func (v survey) overviewOf(ctx context.Context, u understood) (*Answer, error) {
	if u.english { // what asks for news is no word of the releases, and is translated badly
		if req, ok := overview.Read(u.question, v.answerer.in.today(), v.answerer.index.District().Is); ok && req.Of == "" {
			u.corrected = nil
			return v.asked(ctx, u, req)
		}
	}
	req, ok := overview.Read(u.text, v.answerer.in.today(), v.answerer.index.District().Is)
	if !ok {
		return nil, nil
	}
	return v.asked(ctx, u, req)
}

// asked answers a request that u makes.
func (v survey) asked(ctx context.Context, u understood, req overview.Request) (*Answer, error) {
	ans, err := v.found(ctx, u, req)
	if ans != nil {
		ans.Question, ans.Corrected, ans.English = u.question, u.corrected, u.english
	}
	return ans, err
}

// found answers a request with what the releases have.
func (v survey) found(ctx context.Context, u understood, req overview.Request) (*Answer, error) {
	of, ok := v.thingOf(req)
	if !ok {
		return nil, nil
	}
	if req.Kind == overview.Card {
		return v.card(ctx, u, req, of)
	}
	o, err := overview.Finder{Index: v.answerer.index, Today: v.answerer.in.today()}.Find(ctx, req, of)
	if err != nil {
		return nil, err
	}
	if req.Kind == overview.List && req.Phase == overview.AnyPhase {
		said, err := v.answerer.answerFully(ctx, u)
		if err != nil {
			return nil, err
		}
		if isList(said, req, o) {
			return nil, nil // a sentence has the list: it is answered as any question
		}
		if o == nil && req.Known {
			return said.without(), nil
		}
	}
	if o == nil {
		return nil, nil
	}
	ans := &Answer{Overview: o}
	switch req.Kind {
	case overview.List, overview.Table:
		ans.claimThings()
	default:
		if err := v.claimRelease(ctx, ans); err != nil {
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
func (v survey) thingOf(req overview.Request) (of string, ok bool) {
	if req.Kind != overview.Card && req.Kind != overview.News || req.Of == "" {
		return "", true
	}
	f := v.answerer.in.frame(req.Of)
	if len(f.Names) != 1 || len(f.Unknown) > 0 {
		return "", false
	}
	n := f.Names[0]
	if n.Start > 0 || n.End < len(f.Text) {
		return "", false
	}
	if short, _ := v.answerer.index.Things().Named(n.Text); n.Generic && short.Full == "" {
		return "", false // 医院怎么样: of a kind, but for one that the releases call so
	}
	if req.Kind == overview.News {
		return req.Of, n.Fit == frame.Full || n.Fit == frame.Short || n.Fit == frame.InText
	}
	if n.Fit != frame.Full && (n.Fit != frame.Short || v.hasRivals(n) || v.isOfOthers(n)) {
		return "", false
	}
	return n.Thing, true
}

// hasRivals reports whether a short name may as well be for another thing. One of which
// there are no figures and that ends with it is another way to write it.
func (v survey) hasRivals(n frame.Name) bool {
	return slices.ContainsFunc(n.Others, func(o string) bool {
		t, _ := v.answerer.index.Things().Named(o)
		return t.Figures > 0 || !strings.HasSuffix(o, n.Text) || !strings.HasSuffix(n.Thing, n.Text)
	})
}

// isOfOthers reports whether a short name is in the names of other things than the one
// that it was taken for: 云汐, where there are 云汐软件园 and 北云汐. Names that end with it
// are ways to write one, where the releases do not know them for rivals.
func (v survey) isOfOthers(n frame.Name) bool {
	atEnd := strings.HasSuffix(n.Thing, n.Text)
	for t := range v.answerer.index.Things().All() {
		if atEnd && strings.HasSuffix(t.Name, n.Text) {
			continue
		}
		if t.Name != n.Text && t.Full == "" && strings.Contains(t.Name, n.Text) && !ledger.SameThing(t.Name, n.Thing) && !strings.Contains(t.Name, n.Thing) && !strings.Contains(n.Thing, t.Name) {
			return true
		}
	}
	return false
}

// isList reports whether an answer claims the things of a list: some of those that were
// found, if there are some, and otherwise at least things of the kind.
func isList(said *Answer, req overview.Request, o *overview.Overview) bool {
	switch {
	case said.Claim == nil:
		return o == nil && !req.Known
	case !req.Known:
		return true
	case o == nil:
		return req.Names(fold(said.ClaimText()))
	}
	text, named := squeeze(said.ClaimText()), 0
	for _, it := range o.Items {
		if strings.Contains(text, squeeze(it.Name)) {
			named++
		}
	}
	return named >= min(len(o.Items), leastNamed)
}

// without returns an answer that claims nothing, and quotes nothing: what it found says
// something else.
func (ans *Answer) without() *Answer {
	if ans.Claim != nil {
		ans.Claim, ans.Others, ans.Reason = nil, nil, NotStated
	}
	return ans
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
func (v survey) claimRelease(ctx context.Context, ans *Answer) error {
	first := ans.Overview.Items[0].Release
	p, ok := v.answerer.index.First(first.ID)
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
func (v survey) card(ctx context.Context, u understood, req overview.Request, of string) (*Answer, error) {
	if of == "" {
		o, err := overview.Finder{Index: v.answerer.index, Today: v.answerer.in.today()}.District(ctx, maxCard)
		if o == nil || err != nil {
			return nil, err
		}
		c := claimOf(o.Items[0].Cells[0][0])
		c.Figure = nil // one of several: a change of it alone is no other answer
		return &Answer{Overview: o, Topic: o.Thing, Claim: c}, nil
	}
	said, err := v.answerer.answerFully(ctx, u)
	if err != nil {
		return nil, err
	}
	rows, err := v.rowsOfCard(ctx, of)
	if err != nil {
		return nil, err
	}
	o := &overview.Overview{Request: req, Thing: of}
	entries := ledger.Entries(rows)
	o.Total = len(entries)
	slices.SortStableFunc(entries, func(d, e index.Entry) int { // what everyone has a word for comes first
		return strings.Compare(fmt.Sprint(!overview.IsKnown(d.Rows[0])), fmt.Sprint(!overview.IsKnown(e.Rows[0])))
	})
	s := suggester{v.answerer.index, nil}
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
	names := v.namesOf(of)
	if c := ans.Claim; c == nil || c.Figure != nil || overview.Describes(&c.Hit.Passage, c.Sentence, names) <= overview.Named { // a figure, or a heading, does not say what the thing is
		ans.Claim = v.describing(names, said, rows)
	}
	if c := ans.Claim; len(o.Items) > 0 && (c == nil || overview.Describes(&c.Hit.Passage, c.Sentence, names) <= overview.Named) {
		it := o.Items[0] // what is said newest
		ans.Claim = &Claim{Hit: index.Hit{Passage: it.Passage}, Sentence: it.Sentence, Span: it.Sentence, Text: it.Sentence.Of(it.Passage.Text)}
	}
	if ans.Claim == nil {
		return nil, nil
	}
	return ans, nil
}

// rowsOfCard returns the newest figures of a thing, of no other that has its name in its
// own.
func (v survey) rowsOfCard(ctx context.Context, name string) ([]index.Row, error) {
	rows, err := v.answerer.index.Newest(ctx, name, rowsOfThing)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rows, func(r index.Row) bool {
		return !isOf(name, &r.Figure.Binding) || r.Passage.Release.Date.Compare(v.answerer.in.today()) > 0
	}), nil
}

// namesOf returns the name of a thing and those that the releases define for it.
func (v survey) namesOf(thing string) []string {
	names := []string{thing}
	for t := range v.answerer.index.Things().All() {
		if t.Full != "" && strings.HasSuffix(t.Full, thing) {
			names = append(names, t.Name)
		}
	}
	return names
}

// describing returns the sentence that says best what the thing with some names is; nil if
// no passage that was found, and none that has figures of it, has one of them.
func (v survey) describing(names []string, said *Answer, rows []index.Row) *Claim {
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
