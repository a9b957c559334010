package api

import (
	"context"

	"beilun/index/answer/plain"
)

// measuring are the parameters of a list of figures.
type measuring struct {
	Subject string `query:"subject" maxLength:"100" doc:"The name of a thing, a part of one, or its pinyin"`
	Metric  string `query:"metric" maxLength:"100" doc:"What is measured, a part of it, its pinyin, or in English"`
	History int    `query:"history" minimum:"1" maximum:"50" default:"5" doc:"How many figures of an entry at most: the present one and those before"`
	Request
	Span
	Conditional
}

// Figures is a list of entries.
type Figures struct {
	Version int           `json:"version" doc:"Of the form"`
	Total   int           `json:"total" doc:"How many entries there are"`
	Offset  int           `json:"offset"`
	Entries []plain.Entry `json:"entries" doc:"With a subject or metric, those with the most figures first; else those of the newest releases"`
}

// listFigures lists entries of the ledger.
func (a *api) listFigures(ctx context.Context, q *measuring) (*response[Figures], error) {
	now, err := a.figures.Now(ctx)
	if err != nil {
		return nil, a.failed(ctx, err)
	}
	tag := a.tags.of("figures", a.stateOf(now.Mark()), q.Request)
	if q.has(tag) {
		return nil, unchanged(tag)
	}
	found := now.Of(q.Subject, q.Metric)
	out := Figures{Version: plain.Version, Total: len(found), Offset: min(q.Offset, len(found)), Entries: []plain.Entry{}}
	f := a.form(q.Request)
	for _, e := range of(q.Span, found) {
		out.Entries = append(out.Entries, e.Plain(f, q.History))
	}
	return respond(tag, q.english, out), nil
}
