package bot

import (
	"strings"

	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Reply is what is said in answer to a question, before Slack draws it. All
// of its texts are plain: nothing in them is markup.
type Reply struct {
	Lead        string   // first line: the claim, or that the releases do not say
	Answered    bool     // a claim with its source
	Quote       Quote    // the sentence that makes the claim
	Source      Source   // of the claim
	Notes       []string // remarks of ours: how the question was read, a conversion
	Others      []Other  // what other releases say, a line each
	Known       string   // heading of Others beside a no: they are what is known of the thing
	Suggestions []string // beside a no: questions that have an answer
	More        string   // heading of Further
	Further     []Quoted // at most maxFurther
	words       *Wording
}

// Quote is a piece of a release with the parts to emphasise.
type Quote struct {
	Text string
	Bold []knowledge.Span // in Text, in order, apart from each other
}

// Source names a release; URL is empty when it has no address that can be
// linked to, and Label is what the link says.
type Source struct{ Text, URL, Label string }

// Other is a line about what another release says.
type Other struct {
	Text   string
	Source Source
}

// Quoted is a passage with its source.
type Quoted struct {
	Quote  Quote
	Source Source
}

// Limits of a reply, in bytes of text. They keep the whole far below the
// 13,000 characters that Slack takes in one message.
const (
	maxQuote   = 2400
	maxPassage = 900
	maxFurther = 2
	maxOthers  = 5
)

// NewReply makes the reply for an answer, in the language it was asked in.
func NewReply(a *answer.Answer) Reply {
	w := WordingOf(a)
	r := Reply{Lead: cut(w.Lead(a), nil, maxQuote), More: w.Nearest, words: w}
	for _, n := range w.Notes(a) {
		r.Notes = append(r.Notes, cut(n, nil, maxQuote))
	}
	if c := a.Claim; c != nil {
		r.Answered, r.More = true, w.More
		r.Source = w.newSource(c.Hit.Passage.Release)
		r.Quote = newQuote(c.Hit, c.Sentence, c.Span, maxQuote)
		for i, o := range a.Others {
			if i == maxOthers {
				break
			}
			r.Others = append(r.Others, Other{cut(w.Other(o), nil, maxPassage), w.newSource(o.Hit.Passage.Release)})
		}
	}
	r.Known = w.Known(a)
	for _, c := range a.Known {
		text := c.Figure.Binding.Metric + w.colon + strings.Join(strings.Fields(c.Text), "")
		r.Others = append(r.Others, Other{cut(text, nil, maxPassage), w.newSource(c.Hit.Passage.Release)})
	}
	for _, q := range a.Suggestions {
		r.Suggestions = append(r.Suggestions, cut(q, nil, maxPassage))
	}
	for i, h := range a.Passages {
		if i == maxFurther {
			break
		}
		whole := knowledge.Span{End: len(h.Passage.Text)}
		r.Further = append(r.Further, Quoted{newQuote(h, whole, knowledge.Span{}, maxPassage), w.newSource(h.Passage.Release)})
	}
	return r
}

func (w *Wording) newSource(rel index.Release) Source {
	s := Source{Text: w.Citation(rel), Label: w.original}
	if strings.HasPrefix(rel.URL, "https://") || strings.HasPrefix(rel.URL, "http://") {
		s.URL = rel.URL
	}
	return s
}

// newQuote takes the part of a passage at span, at most limit bytes of it, with
// its figures and the claim emphasised.
func newQuote(h index.Hit, span, claim knowledge.Span, limit int) Quote {
	var figures []knowledge.Span
	for _, f := range h.Passage.Figures {
		if span.Contains(f.Quote) {
			figures = append(figures, knowledge.Span{Start: f.Quote.Start - span.Start, End: f.Quote.End - span.Start})
		}
	}
	q := Quote{Text: cut(span.Of(h.Passage.Text), figures, limit)}
	bold := figures
	if claim.Len() > 0 && claim.Len() < span.Len() && span.Contains(claim) {
		bold = append(bold, knowledge.Span{Start: claim.Start - span.Start, End: claim.End - span.Start})
	}
	q.Bold = apart(bold, len(q.Text))
	return q
}

// apart sorts spans, joins those that overlap, and drops those beyond end.
func apart(spans []knowledge.Span, end int) []knowledge.Span {
	var out []knowledge.Span
	for len(spans) > 0 {
		first := 0
		for i, s := range spans {
			if s.Start < spans[first].Start {
				first = i
			}
		}
		s := spans[first]
		spans = append(spans[:first:first], spans[first+1:]...)
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else if s.End <= end {
			out = append(out, s)
		}
	}
	return out
}

// cut shortens text to at most limit bytes at the end of a sentence. Where the
// first sentence is longer, it is cut before a comma or at a character, and
// never inside one of figures.
func cut(text string, figures []knowledge.Span, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := 0
	for _, s := range zhtext.Sentences(text) {
		if s[1] > limit {
			break
		}
		end = s[1]
	}
	if end > 0 {
		return text[:end] + "…"
	}
	end = limit
	if i := strings.LastIndexAny(text[:limit], "，；、"); i > 0 {
		end = i
	}
	for _, f := range figures {
		if f.Start < end && end < f.End {
			end = f.Start
		}
	}
	return strings.ToValidUTF8(text[:end], "") + "…"
}

// Text is the whole reply as plain text, for notifications and screen readers.
func (r Reply) Text() string {
	var b strings.Builder
	b.WriteString(r.Lead)
	if r.Answered {
		if r.Quote.Text != r.Lead {
			b.WriteString("\n“" + r.Quote.Text + "”")
		}
		b.WriteString("\n—— " + r.Source.String())
		for _, n := range r.Notes {
			b.WriteString("\n" + n)
		}
		for _, o := range r.Others {
			b.WriteString("\n" + o.Text + " —— " + o.Source.String())
		}
		return b.String()
	}
	for i, o := range r.Others {
		if i == 0 {
			b.WriteString("\n" + r.Known)
		}
		b.WriteString("\n· " + o.Text + " —— " + o.Source.String())
	}
	for i, q := range r.Suggestions {
		if i == 0 {
			b.WriteString("\n" + r.words.Suggested)
		}
		b.WriteString("\n· " + q)
	}
	for _, q := range r.Further {
		b.WriteString("\n· " + q.Quote.Text + " —— " + q.Source.String())
	}
	return b.String()
}

// String returns the citation with the address behind it.
func (s Source) String() string { return strings.TrimSpace(s.Text + " " + s.URL) }
