package plain

import (
	"cmp"
	"slices"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/check"
	"beilun/index/answer/overview"
	"beilun/internal/courtesy"
	"beilun/internal/zhnum"
)

// Answer is the answer to a text that asks one thing or several.
type Answer struct {
	Version int `json:"version" doc:"Of this form"`
	Part
	About string `json:"about,omitempty" doc:"What the next question may lean on: pass it on unchanged. Absent if there is nothing"`
	Parts []Part `json:"parts,omitempty" doc:"Answers to what else the same text asks, at most 11"`
}

// Part is the answer to one question.
type Part struct {
	Question string `json:"question" doc:"As asked, without control characters"`
	Asked    string `json:"asked,omitempty" doc:"The question with what was carried over from the one before; absent if nothing was"`
	Language string `json:"language" enum:"zh,en" doc:"Of the question, and of message, notes and period_text"`
	Outcome  string `json:"outcome" enum:"answered,quoted,declined" doc:"answered: the claim answers. quoted: the quotation may answer, and nothing is claimed. declined: the answer is not known"`
	Reason   string `json:"reason,omitempty" doc:"Why nothing is claimed, such as nothing_found, subject_unknown, not_stated, not_sure, which_thing, other_place, other_time, no_question"`
	Message  string `json:"message" doc:"The answer in a line for people; of a question that is declined, that it is not known"`

	Claim       *Figure     `json:"claim,omitempty" doc:"What answers; only if the outcome is answered, and unless checked or overview has it"`
	Quotation   *Figure     `json:"quotation,omitempty" doc:"What may answer; only if the outcome is quoted"`
	Others      []Figure    `json:"others,omitempty" doc:"What other releases say of the same thing, newest first; at most 4"`
	More        int         `json:"more,omitempty" doc:"How many others are left out"`
	Notes       []string    `json:"notes,omitempty" doc:"Remarks for people: how the question was read, a conversion"`
	Conversion  *Conversion `json:"conversion,omitempty" doc:"Of the claim into the unit that was asked for; no release says so"`
	Known       []Figure    `json:"known,omitempty" doc:"Of a question that is declined: what the releases do say of the thing; at most 3"`
	Suggestions []string    `json:"suggestions,omitempty" doc:"Questions that have an answer; at most 4"`
	Checked     []Checked   `json:"checked,omitempty" doc:"If the question asks whether figures are right: each of them"`
	Overview    *Overview   `json:"overview,omitempty" doc:"If the question asks for a list, a table, all that is known of a thing or the newest releases"`
}

// Conversion is a value in another unit.
type Conversion struct {
	Value string `json:"value" doc:"Exact, as the value of a figure"`
	Text  string `json:"text" doc:"Rounded, with its scale"`
	Unit  string `json:"unit"`
}

// Checked is a figure of a draft with what the releases say of it.
type Checked struct {
	Said    string   `json:"said" doc:"Verbatim: the clause of the draft"`
	Text    string   `json:"text" doc:"Verbatim: the figure of the draft"`
	Verdict string   `json:"verdict" enum:"agrees,disputed,outdated,contradicts,ahead,not_known,not_read" doc:"agrees: the releases have it. disputed: they have it, and another of about the same date. outdated: they had it, and have another now. contradicts: they have another. ahead: it is of a later time than all they have. not_known: they do not have it. not_read: it is not understood what it counts"`
	Figures []Figure `json:"figures,omitempty" doc:"What decided it, the present figure first; at most 3. Absent if the answer has them as its claim and others"`
}

// Overview is a list, a table, what is known of a thing, or the newest releases.
type Overview struct {
	Kind    string   `json:"kind" enum:"list,table,card,news,releases,updated"`
	Of      string   `json:"of,omitempty" doc:"The thing, or the word for the kind of things"`
	Metrics []string `json:"metrics,omitempty" doc:"Of a table: what is asked of each thing"`
	Total   int      `json:"total" doc:"How many items there are, of which some may be left out"`
	Partial bool     `json:"partial,omitempty" doc:"There may be others"`
	Earlier bool     `json:"earlier,omitempty" doc:"There are none of the time that was asked for: these are from before"`
	Counted *Figure  `json:"counted,omitempty" doc:"How many a release says there are"`
	Items   []Item   `json:"items"`
}

// Item is a thing, a figure or a release of an overview.
type Item struct {
	Name     string   `json:"name" doc:"Verbatim: of the thing, of what is measured, or the title"`
	Sentence string   `json:"sentence,omitempty" doc:"Verbatim: the sentence of the release that names it"`
	Figures  []Figure `json:"figures,omitempty" doc:"The present figure of each metric, and behind it what contradicts it"`
	Release  Release  `json:"release"`
}

// Limits of an answer.
const (
	maxOthers  = 4
	maxAgainst = 3 // figures that decide on one of a draft
	maxItems   = 20
	maxBeside  = 3 // figures of one metric of an item
)

// Say returns the answer to a question in a line for people, and remarks on it. It looks at
// no parts.
type Say func(a *answer.Answer) (message string, notes []string)

// AnswerOf returns the plain form of a, with the words for people that say returns.
func (f Form) AnswerOf(a *answer.Answer, say Say) Answer {
	out := Answer{Version: Version, Part: f.part(a, say), About: AboutOf(a)}
	for _, p := range a.Parts {
		out.Parts = append(out.Parts, f.part(p, say))
	}
	return out
}

// Courtesy returns the plain form of a reply to a greeting or to thanks, for which nothing
// is looked up.
func Courtesy(question, reply string) Answer {
	f := Form{English: courtesy.IsEnglish(question)}
	return Answer{Version: Version, Part: Part{Question: question, Language: f.language(), Outcome: outcomes[answer.Declined], Reason: word(answer.NoQuestion), Message: reply}}
}

var outcomes = map[answer.Outcome]string{answer.Claimed: "answered", answer.Quotation: "quoted", answer.Declined: "declined"}

func (f Form) language() string {
	if f.English {
		return "en"
	}
	return "zh"
}

// part returns the form of a without its parts.
func (f Form) part(a *answer.Answer, say Say) Part {
	out := Part{
		Question: a.Question, Asked: a.Asked, Language: f.language(),
		Outcome: outcomes[a.Outcome()], Reason: word(a.Reason), Suggestions: slices.Clone(a.Suggestions),
	}
	out.Message, out.Notes = say(a)
	if a.Overview != nil {
		out.Overview = f.overview(a.Overview)
	}
	if !isListed(a.Overview) {
		f.say(&out, a)
	}
	for _, c := range a.Known {
		out.Known = append(out.Known, *f.claim(c))
	}
	if c := a.Conversion; c != nil {
		out.Conversion = &Conversion{exact(c.Value), zhnum.Rounded(c.Value), c.Unit}
	}
	for _, c := range a.Checked {
		one := f.CheckedOf(c)
		if len(a.Checked) == 1 && a.Claim != nil {
			one.Figures = nil // the claim and the others
		}
		out.Checked = append(out.Checked, one)
	}
	return out
}

// isListed reports whether an answer is its overview: what it claims is of the items, but
// for a card of a thing, which is behind a sentence on it.
func isListed(o *overview.Overview) bool {
	return o != nil && (o.Kind != overview.Card || o.Of == "")
}

// say adds what is claimed or quoted to out, with what other releases say.
func (f Form) say(out *Part, a *answer.Answer) {
	switch {
	case a.Claim != nil:
		out.Claim = f.claim(*a.Claim)
	case a.Quoted != nil:
		out.Quotation = f.claim(*a.Quoted)
	}
	for _, c := range a.Others[:min(maxOthers, len(a.Others))] {
		out.Others = append(out.Others, *f.claim(c))
	}
	out.More = len(a.Others) - len(out.Others)
}

// claim returns the form of a claim.
func (f Form) claim(c answer.Claim) *Figure {
	out := f.figure(c.Hit.Passage, c.Sentence, c.Figure)
	out.Text, out.Relation = c.Text, word(c.Relation)
	if c.Figure != nil && c.Figure.Text != c.Text {
		out.Figure = c.Figure.Text
	}
	return &out
}

// CheckedOf returns the plain form of a figure of a draft.
func (f Form) CheckedOf(c check.Checked) Checked {
	out := Checked{Said: c.Said, Text: c.Figure.Text, Verdict: word(c.Verdict)}
	for _, r := range c.Rows[:min(maxAgainst, len(c.Rows))] {
		out.Figures = append(out.Figures, f.FigureOf(r))
	}
	return out
}

func (f Form) overview(o *overview.Overview) *Overview {
	out := &Overview{Kind: word(o.Kind), Of: cmp.Or(o.Thing, o.Of), Total: o.Total, Partial: o.Partial, Earlier: o.Earlier, Items: []Item{}}
	for _, m := range o.Metrics {
		out.Metrics = append(out.Metrics, m.Name)
	}
	if o.Count != nil {
		counted := f.FigureOf(*o.Count)
		out.Counted = &counted
	}
	for _, it := range o.Items[:min(maxItems, len(o.Items))] {
		item := Item{Name: it.Name, Release: f.ReleaseOf(it.Release)}
		if it.Passage.Text != "" && len(it.Cells) == 0 {
			item.Sentence = it.Sentence.Of(it.Passage.Text)
		}
		for _, c := range it.Cells {
			item.Figures = append(item.Figures, f.cell(c)...)
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func (f Form) cell(c []index.Row) (out []Figure) {
	for _, r := range c[:min(maxBeside, len(c))] {
		out = append(out, f.FigureOf(r))
	}
	return out
}
