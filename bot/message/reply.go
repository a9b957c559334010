package message

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/check"
	"beilun/knowledge"
)

// Reply holds the answer to a question. All of its texts are plain:
// nothing in them is markup. It is kept as JSON for as long as its buttons work.
type Reply struct {
	Topic       string   // what the claim is of, before it in the first line; empty if the release has no words for it
	Lead        string   // first line: the claim, or that the releases do not say
	Answered    bool     // a claim with its source
	Quotes      bool     `json:",omitempty"` // no claim: what may answer is quoted with its source
	Passage     string   // ID of the passage that makes the claim, or is quoted
	Quote       Quote    // the sentence that makes the claim, or is quoted
	Source      Source   // of the claim or the quotation
	Notes       []string // remarks of ours: how the question was read, a conversion
	Others      []Other  // what other releases say, a line each
	Known       string   // heading of Others beside a no: they are what is known of the thing
	Suggestions []string // beside a no: questions that have an answer
	Further     []Quoted // the first maxFurther of them are shown with the answer, the rest on request
	Series      *Series  // the figures as a chart and a table; nil when there are none
	Checks      *Checks  `json:",omitempty"` // of the figures of a draft, in place of a claim
	Parts       []Reply  `json:",omitempty"` // what else was asked in the same breath, with what answers it and no more
	English     bool     // the language of the texts around quotations

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
	maxFurther = 2
	maxOthers  = 5
	maxLead    = 1900
	maxTopic   = 60 // characters
)

// NewReply returns the reply for an answer.
func NewReply(a *answer.Answer, english bool) Reply {
	r := newPart(a, english)
	if len(a.Parts) > 0 {
		r.about(a.Topic)
	}
	for _, p := range a.Parts {
		part := newPart(p, english)
		part.about(p.Question)
		r.Parts = append(r.Parts, part)
	}
	return r
}

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
	terms := newTerms(a.Query)
	switch a.Outcome() {
	case answer.Claimed:
		r.claim(a, terms)
	case answer.Quotation:
		r.quote(a.Quoted, terms)
	}
	r.Known = w.Known(a)
	for _, c := range a.Known {
		r.Others = append(r.Others, w.newOther(c.Figure.Binding.Metric, strings.Join(strings.Fields(c.Text), ""), c.Hit.Passage.Release))
	}
	for _, q := range a.Suggestions {
		if utf8.RuneCountInString(q) <= MaxValue {
			r.Suggestions = append(r.Suggestions, q)
		}
	}
	for _, h := range a.Passages {
		whole := knowledge.Span{End: len(h.Passage.Text)}
		q := NewQuote(h.Passage, whole, figuresIn(h.Passage, whole), terms, MaxPassage)
		r.Further = append(r.Further, Quoted{q, w.citedSource(h.Passage.Release)})
	}
	return r
}

// claim fills in what the answer claims.
func (r *Reply) claim(a *answer.Answer, terms terms) {
	c, w := a.Claim, r.Wording()
	r.Answered, r.Passage = true, c.Hit.Passage.ID
	if r.Topic = TopicOf(c); r.Topic != "" {
		r.Topic += w.Holds(c)
	}
	r.Source = w.citedSource(c.Hit.Passage.Release)
	r.Quote = NewQuote(c.Hit.Passage, c.Sentence, []knowledge.Span{c.Span}, terms, maxQuote)
	for i, o := range a.Others {
		if i == maxOthers {
			break
		}
		r.Others = append(r.Others, w.newOther(w.relation(o), o.Text, o.Hit.Passage.Release))
	}
	r.Series = compared(a)
}

// quote fills in what is quoted. Nothing in it is emphasised but the words of the
// question: nobody is sure what answers.
func (r *Reply) quote(c *answer.Claim, terms terms) {
	r.Quotes, r.Passage = true, c.Hit.Passage.ID
	r.Source = r.Wording().citedSource(c.Hit.Passage.Release)
	r.Quote = NewQuote(c.Hit.Passage, c.Sentence, nil, terms, maxQuote)
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
	line := Cut(head+w.Colon+text, nil, MaxPassage)
	o := Other{Text: line, Source: w.citedSource(rel)}
	if at := len(head + w.Colon); at+len(text) <= len(line) {
		o.Bold = knowledge.Span{Start: at, End: at + len(text)}
	}
	return o
}
