package terminal

import (
	"cmp"
	"fmt"
	"io"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/overview"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// jsonAnswer is an answer for scripts.
type jsonAnswer struct {
	Question string         `json:"question"`
	Answered bool           `json:"answered"`
	Outcome  answer.Outcome `json:"outcome"`
	Reason   answer.Reason  `json:"reason,omitempty"`
	Claim    *jsonClaim     `json:"claim,omitempty"`
	Quoted   *jsonClaim     `json:"quoted,omitempty"` // what may answer, if nothing is claimed
	Others   []jsonClaim    `json:"others,omitempty"`
	Passages []jsonPassage  `json:"passages"`
	Overview *jsonOverview  `json:"overview,omitempty"`
	Checked  []jsonChecked  `json:"checked,omitempty"` // the figures of a draft, if the question asks whether they are right
	Parts    []jsonAnswer   `json:"parts,omitempty"`   // answers to the other questions in the same sentence
}

// jsonOverview is a list, a table, a card or the newest releases.
type jsonOverview struct {
	Kind    overview.Kind `json:"kind"`
	Of      string        `json:"of,omitempty"`
	Metrics []string      `json:"metrics,omitempty"`
	Total   int           `json:"total"`
	Partial bool          `json:"partial,omitempty"` // there may be others
	Earlier bool          `json:"earlier,omitempty"` // there are none of the time that is asked for
	Counted *jsonClaim    `json:"counted,omitempty"` // how many a release says there are
	Items   []jsonItem    `json:"items"`
}

type jsonItem struct {
	Name    string         `json:"name"`
	Release index.Release  `json:"release"`
	Figures [][]jsonFigure `json:"figures,omitempty"` // a list for each metric: the present figure, and what contradicts it
}

type jsonFigure struct {
	*knowledge.Figure
	Passage string        `json:"passage"`
	Release index.Release `json:"release"`
}

type jsonClaim struct {
	Text     string            `json:"text"`
	Sentence string            `json:"sentence"`
	Relation answer.Relation   `json:"relation,omitempty"`
	Figure   *knowledge.Figure `json:"figure,omitempty"`
	Passage  jsonPassage       `json:"passage"`
}

// jsonChecked is a figure of a draft with what the releases say of it.
type jsonChecked struct {
	Said    string           `json:"said"` // the clause of the draft
	Figure  knowledge.Figure `json:"figure"`
	Verdict ledger.Verdict   `json:"verdict"`
	Claims  []jsonClaim      `json:"claims,omitempty"`
}

type jsonPassage struct {
	ID      string         `json:"id"`
	Text    string         `json:"text"`
	Heading string         `json:"heading,omitempty"`
	Date    string         `json:"date,omitempty"`
	Release index.Release  `json:"release"`
	Origin  knowledge.Span `json:"origin"`
	Score   float64        `json:"score"`
	Parts   index.Parts    `json:"parts"`
}

func PrintAnswerJSON(w io.Writer, a *answer.Answer) error {
	if err := PrintJSON(w, newJSONAnswer(a), Indented); err != nil {
		return fmt.Errorf("print answer: %w", err)
	}
	return nil
}

func newJSONAnswer(a *answer.Answer) jsonAnswer {
	out := jsonAnswer{Question: a.Question, Answered: a.Outcome() == answer.Claimed, Outcome: a.Outcome(), Reason: a.Reason, Passages: []jsonPassage{}}
	if a.Claim != nil {
		c := newJSONClaim(*a.Claim)
		out.Claim = &c
	} else if a.Quoted != nil {
		c := newJSONClaim(*a.Quoted)
		out.Quoted = &c
	}
	for _, o := range a.Others {
		out.Others = append(out.Others, newJSONClaim(o))
	}
	for _, c := range a.Checked {
		one := jsonChecked{Said: c.Said, Figure: c.Figure, Verdict: c.Verdict}
		for _, r := range c.Rows {
			one.Claims = append(one.Claims, newJSONClaim(answer.Claim{Hit: index.Hit{Passage: r.Passage}, Sentence: r.Sentence(), Span: r.Figure.Quote, Text: r.Figure.Text, Figure: r.Figure}))
		}
		out.Checked = append(out.Checked, one)
	}
	for _, h := range a.Passages {
		out.Passages = append(out.Passages, newJSONPassage(h))
	}
	if a.Overview != nil {
		out.Overview = newJSONOverview(a.Overview)
	}
	for _, p := range a.Parts {
		out.Parts = append(out.Parts, newJSONAnswer(p))
	}
	return out
}

func newJSONOverview(o *overview.Overview) *jsonOverview {
	out := &jsonOverview{Kind: o.Kind, Of: cmp.Or(o.Thing, o.Of), Total: o.Total, Partial: o.Partial, Earlier: o.Earlier, Items: []jsonItem{}}
	for _, m := range o.Metrics {
		out.Metrics = append(out.Metrics, m.Name)
	}
	if c := o.Count; c != nil {
		out.Counted = &jsonClaim{Text: c.Figure.Text, Sentence: c.Sentence().Of(c.Passage.Text), Figure: c.Figure, Passage: newJSONPassage(index.Hit{Passage: c.Passage})}
	}
	for _, it := range o.Items {
		item := jsonItem{Name: it.Name, Release: it.Release}
		for _, c := range it.Cells {
			figures := []jsonFigure{}
			for _, r := range c {
				figures = append(figures, jsonFigure{r.Figure, r.Passage.ID, r.Passage.Release})
			}
			item.Figures = append(item.Figures, figures)
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func newJSONClaim(c answer.Claim) jsonClaim {
	return jsonClaim{c.Text, c.Quote(), c.Relation, c.Figure, newJSONPassage(c.Hit)}
}

func newJSONPassage(h index.Hit) jsonPassage {
	p := h.Passage
	return jsonPassage{p.ID, p.Text, p.Heading, p.Release.Date.String(), p.Release, p.Origin, h.Score, h.Parts}
}
