package message

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/bot/message/listing"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/check"
	"beilun/index/answer/plain"
	"beilun/knowledge"
)

// Reply holds the answer to a question. All of its texts are plain:
// nothing in them is markup. It is kept as JSON for as long as its buttons work.
type Reply struct {
	Topic       string   // what the claim is of, before it in the first line; empty if the release has no words for it
	Lead        string   // first line: the claim, or that the releases do not say
	Answered    bool     // a claim with its source
	AsksBack    bool     `json:",omitempty"` // no answer: it asks which thing is meant, and Suggestions are the answers to that
	Remarks     bool     `json:",omitempty"` // to what asks nothing: the Lead is all
	Quotes      bool     `json:",omitempty"` // no claim: what may answer is quoted with its source
	Passage     string   // ID of the passage that makes the claim, or is quoted
	Quote       Quote    // the sentence that makes the claim, or is quoted
	Source      Source   // of the claim or the quotation
	Notes       []string // remarks of ours: how the question was read, a conversion
	Others      []Other  // what other releases say, a line each; beside a no: a line of what is known of the thing
	Suggestions []string // beside a no: questions that have an answer
	Further     []Quoted // shown on request
	Series      *Series  // the figures as a chart and a table; nil when there are none
	Same        []Said   `json:",omitempty"` // what else was asked that the Quote answers
	Part        bool     `json:",omitempty"` // one of the Parts of another
	Checks      *Checks  `json:",omitempty"` // of the figures of a draft, in place of a claim
	Parts       []Reply  `json:",omitempty"` // what else was asked in the same breath, with what answers it and no more
	English     bool     // the language of the texts around quotations

	Overview *listing.Listing `json:",omitempty"` // a list, a table or the newest releases, in place of the claim or behind it

	Answer *answer.Answer `json:"-"` // that it was made of; nil once it was kept
}

// Other is a line about what another release says.
type Other struct {
	Text   string
	Bold   knowledge.Span // the figure in Text
	Source Source
}

// Quoted is a passage with its source.
type Quoted struct {
	Quote  Quote
	Source Source
}

// Limits of a reply, in bytes of text. They keep the whole far below what
// Slack takes in one message: an answer is to be read at a glance.
const (
	MaxPassage = 900
	maxOthers  = 5
	maxLead    = 1900
	maxTopic   = 60 // characters
)

// NewReply returns the reply for an answer.
func NewReply(a *answer.Answer, english bool) Reply {
	if len(a.Parts) > 0 {
		return answersOf(a, english)
	}
	r := newPart(a, english)
	if a.Meant {
		r.about(a.Topic)
	}
	return r
}

// answersOf returns the reply to a text that asks several things: a line for each, and
// the quotation below those that it answers.
func answersOf(a *answer.Answer, english bool) Reply {
	all := make([]Reply, 0, 1+len(a.Parts))
	for i, p := range append([]*answer.Answer{a}, a.Parts...) {
		question := p.Question
		if i == 0 {
			question = p.Topic
		}
		r := newPart(p, english)
		r.Part = i > 0
		if p.Reason == answer.WhichThing {
			r.Lead, r.AsksBack, r.Suggestions = r.Wording().NotSaid, false, nil
		}
		r.about(question)
		if at := slices.IndexFunc(all, func(o Reply) bool { return o.Answered && r.Answered && o.isFrom(r) }); at >= 0 {
			all[at].add(r)
			continue
		}
		all = append(all, r)
	}
	all[0].Parts = all[1:]
	if len(all) == 1 {
		all[0].Parts = nil
	}
	return all[0]
}

// PlainAnswer returns the form of a for other programs, in the language of its question.
func PlainAnswer(a *answer.Answer, f plain.Form) plain.Answer {
	f.English = a.English
	return f.AnswerOf(a, func(a *answer.Answer) (string, []string) {
		r := newPart(a, f.English)
		if a.Meant {
			r.about(a.Topic)
		}
		return sayingOf(r), r.Notes
	})
}

// sayingOf returns what a reply says, in one line and without its sources.
func sayingOf(r Reply) string {
	switch {
	case r.Checks != nil && r.Checks.Lead == "" && len(r.Checks.Lines) == 1:
		return r.Checks.Lines[0].String()
	case r.Checks != nil:
		return r.Checks.Lead
	case r.Overview != nil && !r.Overview.Claims:
		return r.Overview.Title
	case r.Topic != "":
		return r.Topic + r.Wording().Colon + r.Lead
	}
	return r.Lead
}

// isFrom reports whether two replies quote the same.
func (r Reply) isFrom(o Reply) bool {
	return r.Passage == o.Passage && r.Quote.Text == o.Quote.Text && r.Quote.Text != r.Lead && o.Quote.Text != o.Lead
}

// add adds the line of o, which quotes the same, to r.
func (r *Reply) add(o Reply) {
	r.Same = append(r.Same, Said{o.Topic, o.Lead})
	r.Others = append(r.Others, o.Others...)
	r.Notes = append(r.Notes, o.Notes...)
	for _, s := range o.Quote.Bold {
		if !slices.ContainsFunc(r.Quote.Bold, func(b knowledge.Span) bool { return s.Start < b.End && b.Start < s.End }) {
			r.Quote.Bold = append(r.Quote.Bold, s)
		}
	}
	slices.SortFunc(r.Quote.Bold, func(a, b knowledge.Span) int { return a.Start - b.Start })
}

// Said is a line of a reply: what it is of, and the claim.
type Said struct{ Topic, Lead string }

// about names the question that is answered, if the first line does not.
func (r *Reply) about(question string) {
	switch {
	case !r.Answered:
		r.Lead = Cut(question+r.Wording().Colon+r.Lead, nil, maxLead)
	case r.Topic == "":
		r.Topic = Clip(question, maxTopic)
	}
}

// newPart is newReply for one thing that was asked.
func newPart(a *answer.Answer, english bool) Reply {
	r := Reply{English: english, Answer: a}
	if a.Checked != nil {
		r.Checks = newChecks(a.Checked, english)
		r.Answered = r.Checks.Known
		if i := slices.IndexFunc(a.Checked, func(c check.Checked) bool { return len(c.Rows) > 0 }); i >= 0 {
			r.Passage = a.Checked[i].Rows[0].Passage.ID
		}
		return r
	}
	w := r.Wording()
	r.Lead = Cut(w.Lead(a), nil, maxLead)
	for _, n := range w.Notes(a) {
		r.Notes = append(r.Notes, Cut(n, nil, MaxPassage))
	}
	switch a.Outcome() {
	case answer.Claimed:
		r.claim(a)
	case answer.Quotation:
		r.quote(a)
	}
	r.AsksBack = a.Reason == answer.WhichThing
	if r.Remarks = a.Reason == answer.Remark; r.Remarks {
		r.Lead = WordsOf(english).remarked(a.Question)
		return r
	}
	if a.Overview != nil {
		r.Overview = WordsOf(english).listing(a.Overview)
		r.Others, r.Series = nil, tabled(a.Overview, english) // the others are in it
	}
	if len(a.Known) > 0 { // one of them: a no is to be shorter than an answer
		head, text := w.known(a.Known[0])
		r.Others = append(r.Others, w.newOther(head, text, a.Known[0].Hit.Passage.Release))
	}
	for _, q := range a.Suggestions {
		if utf8.RuneCountInString(q) <= MaxValue {
			r.Suggestions = append(r.Suggestions, q)
		}
	}
	for _, h := range a.Passages {
		if r.AsksBack {
			break // none is known to be of what is meant
		}
		whole := knowledge.Span{End: len(h.Passage.Text)}
		q := NewQuote(h.Passage, whole, figuresIn(h.Passage, whole), MaxPassage)
		r.Further = append(r.Further, Quoted{q, w.citedSource(h.Passage.Release)})
	}
	return r
}

// claim fills in what the answer claims.
func (r *Reply) claim(a *answer.Answer) {
	c, w := a.Claim, r.Wording()
	r.Answered, r.Passage = true, c.Hit.Passage.ID
	if !isComparison(a) {
		r.Topic = TopicOf(c)
	}
	if r.Topic != "" {
		r.Topic += w.Holds(c)
	} else {
		r.Lead = Cut(r.Lead+w.State(c), nil, maxLead)
	}
	r.Source = w.citedSource(c.Hit.Passage.Release)
	r.Quote = NewQuote(c.Hit.Passage, c.Sentence, []knowledge.Span{c.Span}, maxQuote)
	r.Others = w.others(a)
	r.Series = compared(a, r.English)
}

// others returns what other releases say beside an answer.
func (w *Wording) others(a *answer.Answer) (out []Other) {
	for _, o := range a.Others[:min(maxOthers, len(a.Others))] {
		out = append(out, w.newOther(w.relation(a, o)+w.Colon, o.Text, o.Hit.Passage.Release))
	}
	return out
}

// quote fills in what is quoted. Nothing in it is emphasised: nobody is sure what
// answers.
func (r *Reply) quote(a *answer.Answer) {
	c := a.Quoted
	r.Quotes, r.Passage = true, c.Hit.Passage.ID
	r.Source = r.Wording().citedSource(c.Hit.Passage.Release)
	r.Quote = NewQuote(c.Hit.Passage, c.Sentence, nil, maxQuote)
	r.Others = r.Wording().others(a)
}

// TopicOf names what a figure is of and what it measures, in words of its
// sentence: the first line then says what the figure says, also if the sentence has
// several. It is empty if the words are not beyond doubt.
func TopicOf(c *answer.Claim) string {
	if c.Figure == nil || c.Text != c.Figure.Text || c.Figure.Binding.Loose {
		return ""
	}
	b := c.Figure.Binding
	sentence := strings.Join(strings.Fields(c.Hit.Passage.FoldedSpan(c.Sentence)), "")
	if b.Subject == "" || b.Metric == "" || !strings.Contains(sentence, strings.ToLower(b.Subject)) || !strings.Contains(sentence, strings.ToLower(b.Metric)) {
		return ""
	}
	topic := b.Subject
	if b.Scope != "" && !strings.Contains(b.Metric, b.Scope) && !strings.Contains(b.Subject, b.Scope) {
		topic += b.Scope
	}
	if !strings.HasSuffix(topic, b.Metric) {
		topic += b.Metric
	}
	if b.Change {
		topic += "变化"
	}
	return Clip(topic, maxTopic)
}

// Wording returns the words in the language of the reply.
func (r Reply) Wording() *Wording {
	return WordsOf(r.English).Answer
}

func (w *Wording) newOther(head, text string, rel index.Release) Other {
	return w.lineOf(head, text, w.citedSource(rel))
}

// lineOf is a line of head and text, with text as the figure.
func (w *Wording) lineOf(head, text string, source Source) Other {
	line := Cut(head+text, nil, MaxPassage)
	o := Other{Text: line, Source: source}
	if at := len(head); at+len(text) <= len(line) {
		o.Bold = knowledge.Span{Start: at, End: at + len(text)}
	}
	return o
}

// Beside returns the lines beside the claim: what other releases say and, of a series
// that is too short to be drawn, the figures that none of the lines has.
func (r Reply) Beside() []Other {
	if r.Series == nil || r.Series.Drawn() {
		return r.Others
	}
	out := slices.Clone(r.Others)
	for _, p := range r.Series.Points {
		isClaim := p.Source.Title == r.Source.Title && strings.Contains(r.Lead, p.Text)
		if !isClaim && !slices.ContainsFunc(r.Others, func(o Other) bool { return o.Source.Title == p.Source.Title && strings.HasSuffix(o.Text, p.Text) }) {
			out = append(out, WordsOf(r.English).otherOf(p))
		}
	}
	return out
}
