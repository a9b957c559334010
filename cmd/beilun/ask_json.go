package main

import (
	"fmt"
	"io"

	"beilun/index"
	"beilun/index/answer"
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
	Checked  []jsonChecked  `json:"checked,omitempty"` // the figures of a draft, if the question asks whether they are right
	Parts    []jsonAnswer   `json:"parts,omitempty"`   // answers to the other questions in the same sentence
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

func printAnswerJSON(w io.Writer, a *answer.Answer) error {
	if err := printJSON(w, newJSONAnswer(a), indented); err != nil {
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
	for _, p := range a.Parts {
		out.Parts = append(out.Parts, newJSONAnswer(p))
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
