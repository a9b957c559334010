package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"beilun/bot"
	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"
	"beilun/knowledge/district"
)

const askUsage = `beilun ask [-json|-explain] [-on YYYY-MM-DD] [-releases PATH[,PATH]] QUESTION

answers QUESTION from the releases and exits with 0, or with 1 when they do not
say. Where they say something and it is not sure that it answers, that is quoted
and nothing claimed; with -json "outcome" is then "quoted" and not "claimed".
Without -releases it asks the releases that BEILUN_RELEASES names, and
without that the built-in ones.

  -json           print the answer as JSON
  -explain        print behind the answer how it came about, and which lines
                  of 更正表.txt it comes from (see beilun help index)
  -on YYYY-MM-DD  ask as on that day: 今年 is its year, and releases dated after
                  it do not answer
  -releases PATH  a release file or a folder of them
`

func runAsk(ctx context.Context, e *env) (err error) {
	fs := flags("ask")
	asJSON := fs.Bool("json", false, "")
	explain := fs.Bool("explain", false, "")
	paths := fs.String("releases", "", "")
	on := dayFlag(fs)
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	question := strings.Join(args, " ")
	if strings.TrimSpace(question) == "" {
		return errUsage
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	c.on = *on
	if *paths != "" {
		c.releases, c.index = splitList(*paths), ""
	}
	x, err := readIndexFor(ctx, e, c, question)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	if len(x.Releases()) == 0 && c.on.IsZero() { // on a day before the first release nothing is known yet
		return usagef("no release could be read; nothing to answer from")
	}
	if said, err := bot.Polite(ctx, x, question); said != "" || err != nil {
		return e.polite(said, question, *asJSON, err)
	}
	ans, err := answer.New(x, answer.Options{Today: c.today(), Explain: *explain}).Follow(ctx, question, nil)
	if err != nil {
		return err
	}
	if *asJSON {
		err = printJSON(e.stdout, ans)
	} else {
		_, err = io.WriteString(e.stdout, render(ans))
	}
	if err == nil && *explain && !*asJSON {
		err = printExplanation(e.stdout, ans, x.District())
	}
	if err == nil && ans.Outcome() == answer.Declined {
		return errDeclined
	}
	return err
}

// polite prints what is said to a greeting or to thanks, which nothing is looked up
// for.
func (e *env) polite(said, question string, asJSON bool, err error) error {
	switch {
	case err != nil:
	case asJSON:
		err = printJSON(e.stdout, &answer.Answer{Question: question, Reason: answer.NoQuestion})
	default:
		_, err = fmt.Fprintln(e.stdout, printable(said))
	}
	return err
}

// printExplanation prints how an answer came about, for a developer, and which
// district it is about.
func printExplanation(w io.Writer, a *answer.Answer, d district.District) error {
	q := a.Query
	out := fmt.Sprintf("\n本区：%s\n", d)
	if len(d.Others) > 0 {
		out += fmt.Sprintf("其他地方：%s\n", strings.Join(d.Others, "、"))
	}
	out += fmt.Sprintf("query: %s\nnamed: %s; state: %s; relation: %s; change: %t\n", q, strings.Join(q.Named, ", "), q.State, q.Relation, q.Change)
	if a.Reason != "" {
		out += fmt.Sprintf("declined: %s\n", a.Reason)
	}
	if a.Explanation != nil {
		out += a.Explanation.String()
	}
	for _, l := range a.Rulings {
		out += fmt.Sprintf("更正：%s\n", l)
	}
	_, err := io.WriteString(w, printable(out))
	return err
}

// jsonAnswer is the answer as scripts read it.
type jsonAnswer struct {
	Question string         `json:"question"`
	Answered bool           `json:"answered"`
	Outcome  answer.Outcome `json:"outcome"`
	Reason   answer.Reason  `json:"reason,omitempty"`
	Claim    *jsonClaim     `json:"claim,omitempty"`
	Quoted   *jsonClaim     `json:"quoted,omitempty"` // without a claim: what may answer
	Others   []jsonClaim    `json:"others,omitempty"`
	Passages []jsonPassage  `json:"passages"`
	Parts    []jsonAnswer   `json:"parts,omitempty"` // what else was asked in the same breath
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

func printJSON(w io.Writer, a *answer.Answer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(newJSONAnswer(a)); err != nil {
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
