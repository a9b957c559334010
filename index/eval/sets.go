package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Input is a named file of JSON lines.
type Input struct {
	Name string
	io.Reader
}

type qaContext struct {
	ID   string `json:"context_id"`
	Text string `json:"text"`
}

type question struct {
	ID       string     `json:"id"`
	Question string     `json:"question"`
	Title    string     `json:"title"`
	AskedOn  string     `json:"asked_on"` // day on which it is asked; also of turns without one
	Turns    []question `json:"turns"`
}

// QA asks questions about contexts. Each context is a release of one paragraph, whose
// ID is its context_id. The titles of contexts are not used.
func (r Run) QA(ctx context.Context, contexts []Input, questions Input) (Summary, error) {
	var as []*knowledge.Article
	for _, in := range contexts {
		err := EachLine(in, in.Name, func(c qaContext) error {
			as = append(as, TextArticle(c.ID, c.Text, knowledge.Date{}))
			return ctx.Err()
		})
		if err != nil {
			return Summary{}, err
		}
	}
	return r.run(ctx, Articles(as), questions, true)
}

// District asks questions about a corpus of releases, each on its own day. A question
// of several turns is one conversation. Releases dated after that day answer as well,
// because the sets are asked after their newest release.
func (r Run) District(ctx context.Context, corpus index.Corpus, questions Input) (Summary, error) {
	return r.run(ctx, corpus, questions, false)
}

func (r Run) run(ctx context.Context, corpus index.Corpus, questions Input, byID bool) (_ Summary, err error) {
	x, err := r.open(ctx, corpus)
	if err != nil {
		return Summary{}, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	var took []time.Duration
	declined := 0
	a := r.asker(x, byID, &took, &declined)
	err = EachLine(questions, questions.Name, func(line json.RawMessage) error {
		var q question
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		if err := r.askTurns(ctx, a, q); err != nil {
			return err
		}
		if len(took)%500 == 0 {
			r.progress().Info("asked", "questions", len(took))
		}
		return nil
	})
	return summary(took, declined), err
}

// asker returns an asker of x that adds to took and declined.
func (r Run) asker(x *index.Index, byID bool, took *[]time.Duration, declined *int) asker {
	on := new(knowledge.Date)
	opts := answer.Options{Today: func() knowledge.Date { return *on }}
	return asker{answer.New(x, opts), on, byID, took, declined}
}

// day returns the day on which a question is asked: the first of given that is not
// empty, else the day of the run.
func (r Run) day(given ...string) (knowledge.Date, error) {
	for _, s := range given {
		if s != "" {
			return knowledge.ParseDate(s)
		}
	}
	if r.Today != nil {
		return r.Today(), nil
	}
	return answer.Today(), nil
}

// askTurns asks a question, or the turns of a conversation one after the other. Turn
// n of question ID has a prediction of its own, ID#n.
func (r Run) askTurns(ctx context.Context, a asker, q question) error {
	turns := q.Turns
	if len(turns) == 0 {
		turns = []question{q}
	}
	var before *answer.Answer
	for i, t := range turns {
		id := q.ID
		if len(q.Turns) > 0 {
			id = fmt.Sprintf("%s#%d", q.ID, i+1)
		}
		if r.Fold {
			t.Question = zhtext.FoldString(t.Question)
		}
		var err error
		if *a.on, err = r.day(t.AskedOn, q.AskedOn); err != nil {
			return fmt.Errorf("question %s: asked_on: %w", id, err)
		}
		p, ans, err := a.ask(ctx, id, t.Question, before)
		if err != nil {
			return err
		}
		before = ans
		if err := r.write(p); err != nil {
			return err
		}
	}
	return nil
}

type historyCase struct {
	ID       string `json:"id"`
	AskedOn  string `json:"asked_on"`
	Question string `json:"question"`
	Releases []struct {
		ID   string `json:"id"`
		Date string `json:"date"`
		Text string `json:"text"`
	} `json:"releases"`
}

// History asks each question about its own releases, on its own day.
func (r Run) History(ctx context.Context, questions Input) (Summary, error) {
	var took []time.Duration
	declined := 0
	err := EachLine(questions, questions.Name, func(c historyCase) error {
		p, err := r.historyCase(ctx, c, &took, &declined)
		if err != nil {
			return fmt.Errorf("case %s: %w", c.ID, err)
		}
		return r.write(p)
	})
	return summary(took, declined), err
}

func (r Run) historyCase(ctx context.Context, c historyCase, took *[]time.Duration, declined *int) (_ Prediction, err error) {
	today, err := r.day(c.AskedOn)
	if err != nil {
		return Prediction{}, err
	}
	var as []*knowledge.Article
	for _, rel := range c.Releases {
		date, err := knowledge.ParseDate(rel.Date)
		if err != nil && rel.Date != "" {
			return Prediction{}, err
		}
		as = append(as, TextArticle(rel.ID, rel.Text, date))
	}
	quiet := r
	quiet.Progress = nil
	x, err := quiet.open(ctx, Articles(as))
	if err != nil {
		return Prediction{}, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	a := quiet.asker(x, true, took, declined)
	*a.on = today
	p, _, err := a.ask(ctx, c.ID, c.Question, nil)
	return p, err
}
