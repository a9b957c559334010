package main

import (
	"fmt"
	"io"

	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"
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
	Parts    []jsonAnswer   `json:"parts,omitempty"` // answers to the other questions in the same sentence
}

type jsonClaim struct {
	Text     string            `json:"text"`
	Sentence string            `json:"sentence"`
	Relation answer.Relation   `json:"relation,omitempty"`
	Figure   *knowledge.Figure `json:"figure,omitempty"`
	Passage  jsonPassage       `json:"passage"`
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
	out := jsonAnswer{Question: a.Question, Answered: a.Claim != nil, Outcome: a.Outcome(), Reason: a.Reason, Passages: []jsonPassage{}}
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
