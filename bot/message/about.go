package message

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"beilun/bot/message/listing"
	"beilun/index"

	"github.com/slack-go/slack"
)

// What people ask about a reply is answered with as much of it as they ask for.

// How many statements are named in a line, and how many sources.
const (
	maxNamed = 3
	maxCited = 6
)

// said returns the parts of a reply that a release says, the reply itself among them, and
// of a draft the sentence that all of it was held against.
func (r Reply) said() (out []Reply) {
	for _, p := range append([]Reply{r}, r.Parts...) {
		if c := p.Checks; c != nil {
			p.Source, p.Quote = c.Source, c.Quote
		}
		if p.Source.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// checked returns the releases that the lines of drafts name.
func (r Reply) checked() (out []Source) {
	for _, p := range append([]Reply{r}, r.Parts...) {
		if p.Checks == nil {
			continue
		}
		for _, l := range p.Checks.Lines {
			for _, s := range l.Says {
				out = append(out, s.Source)
			}
		}
	}
	return slices.DeleteFunc(out, func(s Source) bool { return s.Text == "" })
}

// rowsOf returns the rows of the overviews of a reply.
func rowsOf(r Reply) (out []listing.Row) {
	for _, p := range append([]Reply{r}, r.Parts...) {
		if p.Overview != nil {
			out = append(out, p.Overview.Rows...)
		}
	}
	return out
}

// Answers reports whether a reply says anything of the releases.
func (r Reply) Answers() bool { return r.Answered || len(rowsOf(r))+len(r.checked()) > 0 }

// Sources returns a message with where the reply is from: in a line what it claims, in
// another what is beside it. It is false for a reply that no release says.
func (r Reply) Sources() (Message, bool) {
	w := WordsOf(r.English)
	var own, others []Source
	add := func(to *[]Source, s Source) {
		known := func(k Source) bool { return k.Text == s.Text && k.URL == s.URL }
		if !slices.ContainsFunc(own, known) && !slices.ContainsFunc(others, known) {
			*to = append(*to, s)
		}
	}
	parts := r.said()
	for _, p := range parts {
		add(&own, p.Source)
	}
	for _, s := range r.checked() {
		add(&own, s)
	}
	for _, row := range rowsOf(r) {
		add(&own, w.Answer.NewSource(row.Release))
	}
	for _, p := range parts {
		for _, o := range p.Others {
			add(&others, o.Source)
		}
	}
	if len(own) == 0 {
		return Message{}, false
	}
	var lines []slack.RichTextElement
	var text []string
	for i, sources := range [][]Source{own, others} {
		if len(sources) == 0 {
			continue
		}
		head, left := []string{w.About.Source, w.About.Others}[i], ""
		n := len(sources)
		if sources = fitting(sources, []int{maxCited, maxNamed}[i]); len(sources) < n {
			left = fmt.Sprintf(w.About.Cited, n)
		}
		var line []slack.RichTextSectionElement
		var names []string
		for j, s := range sources {
			lead := head
			if j > 0 {
				lead = w.About.Joined
			}
			line, names = append(line, SourceParts(lead, s)...), append(names, s.String())
			if remark := w.Answer.remarkOn(s); remark != "" {
				line, names[j] = append(line, Text(remark, false)), names[j]+remark
			}
		}
		if left != "" {
			line = append(line, Text(left, false))
		}
		lines, text = append(lines, Line(line...)), append(text, head+strings.Join(names, w.About.Joined)+left)
	}
	return Message{Text: escaped(strings.Join(text, "\n")), Forms: [][]slack.Block{{RichText(lines...)}}}, true
}

// remarkOn returns what there is to say of the address of a source, "" for one that is there.
func (w *Wording) remarkOn(s Source) string {
	remark := ""
	switch {
	case s.Gone:
		remark = w.Gone
	case s.URL == "":
		remark = w.NoURL
	}
	if remark != "" && s.English {
		return " " + remark
	}
	return remark
}

// maxCitedText is how many bytes the sources of a line have at most, the first apart.
const maxCitedText = 3_000

// fitting returns the first sources, at most n and none that makes the line too long.
func fitting(sources []Source, n int) []Source {
	size := 0
	for i, s := range sources {
		if size += len(s.String()); i == n || i > 0 && size > maxCitedText {
			return sources[:i]
		}
	}
	return sources
}

// Sure returns a message with the sentence that the reply is from and, in a line, what
// others say, with a button that reports a mistake. key is that of the kept reply.
func (r Reply) Sure(key string) Message {
	w := WordsOf(r.English)
	text, known := w.About.NotThere, true
	switch {
	case len(rowsOf(r)) > 0:
		text = w.About.Listed + w.About.Report
	case len(r.checked()) > 0:
		text = w.About.Compared + w.About.Report
	default:
		known = len(r.said()) > 0
	}
	lines := []slack.RichTextElement{Line(Text(text, false))}
	if parts := r.said(); len(parts) > 0 {
		p := parts[0]
		quote := p.Quote
		quote.Text = Cut(quote.Text, quote.Bold, MaxPassage)
		quote.Bold = apart(quote.Bold, len(strings.TrimSuffix(quote.Text, "…")))
		second := strings.TrimSpace(p.differing(w) + w.About.Report)
		sentence := []slack.RichTextSectionElement{Text(w.Answer.OpenQuote, false)}
		for _, run := range quote.Runs() {
			sentence = append(sentence, styled(run))
		}
		sentence = append(sentence, Text(w.Answer.EndQuote, false))
		lines = []slack.RichTextElement{Line(append(sentence, SourceParts(" —— ", p.Source)...)...), Line(Text(second, false))}
		oneLine := strings.Join(strings.Fields(quote.Text), " ")
		text = w.Answer.OpenQuote + oneLine + w.Answer.EndQuote + " —— " + p.Source.String() + "\n" + second
	}
	label := w.UI.Useless
	if !known {
		label = w.UI.Missing
	}
	report := slack.NewActionBlock("", Button(UselessAction, "useless "+key, label))
	return Message{Text: escaped(text), Forms: [][]slack.Block{{RichText(lines...), report}}}
}

// differing returns what other releases say beside the claim, in a line. They are compared
// for figures alone: "" where nobody has looked.
func (r Reply) differing(w *Words) string {
	switch {
	case r.Overview != nil:
		return w.About.Listed
	case len(r.Others) == 0 && r.Answered && strings.ContainsFunc(r.Lead, unicode.IsDigit):
		return w.About.Agree
	case len(r.Others) == 0 && r.Quotes:
		return w.About.Unsure
	case len(r.Others) == 0:
		return ""
	}
	var out []string
	for i, o := range r.Others {
		if i == maxNamed {
			break
		}
		by := strings.TrimRight(strings.TrimSuffix(o.Source.Text, o.Source.Title), w.Answer.Comma+" ")
		out = append(out, o.Text+w.Answer.OpenBracket+by+w.Answer.EndBracket)
	}
	return strings.Join(out, w.About.Joined) + w.About.Stop
}

// Before returns a message with what the figure was before. Of a quotation, which may have
// no figure to look for, it has the nearest passage. It is false if the releases say
// nothing.
func (r Reply) Before() (Message, bool) {
	if m, ok := r.history(); ok {
		return m, true
	}
	w := WordsOf(r.English)
	for _, q := range r.Further {
		if !r.Quotes || len(q.Quote.Bold) == 0 || q.Source.Text == r.Source.Text {
			continue
		}
		text := w.About.Nearest + "\n" + w.Answer.OpenQuote + q.Quote.Text + w.Answer.EndQuote + "\n—— " + q.Source.String()
		return Message{Text: escaped(text), Forms: [][]slack.Block{{RichText(Line(Text(w.About.Nearest, false))), q.block()}}}, true
	}
	return Message{}, false
}

// history returns a message with the figures of the reply through time or, where they make
// no series, with what other releases say beside it.
func (r Reply) history() (Message, bool) {
	for _, p := range r.said() {
		if p.Series != nil && !p.Series.Compare {
			return p.Series.Message(r.English), true
		}
		if len(p.Others) == 0 || p.Series != nil {
			continue
		}
		first := Line(Text(p.Topic, false), Text(p.Lead, true))
		text := p.Topic + p.Lead
		if p.Topic != "" {
			first = Line(Text(p.Topic+p.Wording().Colon, false), Text(p.Lead, true))
			text = p.Topic + p.Wording().Colon + p.Lead
		}
		lines := []slack.RichTextElement{first}
		for _, o := range p.Others {
			lines = append(lines, Line(otherElements(o)...))
			text += "\n" + o.Text + " —— " + o.Source.String()
		}
		return Message{Text: escaped(text), Forms: [][]slack.Block{{RichText(lines...)}}}, true
	}
	return Message{}, false
}

// Drawn returns a message with the figures of the reply as a chart and a table. It is
// false if there are no two to compare.
func (r Reply) Drawn() (Message, bool) {
	for _, p := range append([]Reply{r}, r.Parts...) {
		if p.Series != nil {
			return p.Series.Message(r.English), true
		}
	}
	return Message{}, false
}

// InContext returns a message with the paragraph of the reply between those around it.
func (r Reply) InContext(around []index.Passage) Message {
	text := r.Source.String()
	for _, p := range around {
		if p.ID == r.Passage {
			text += "\n" + p.Text
		}
	}
	return Message{Text: escaped(text), Forms: [][]slack.Block{Fit(ContextBlocks(r, around, r.English))}}
}

// Beside returns a message with the further passages of the reply. It is false if there
// are none.
func Beside(r Reply) (Message, bool) {
	var lines []string
	for _, q := range r.Further {
		lines = append(lines, q.Quote.Text+" —— "+q.Source.String())
	}
	if len(lines) == 0 {
		return Message{}, false
	}
	return Message{Text: escaped(strings.Join(lines, "\n")), Forms: [][]slack.Block{Fit(r.PassageBlocks())}}, true
}

// Reported thanks for the report that a reply is wrong, with a button to say why. key is
// that of the kept reply.
func Reported(key string, english bool) Message {
	w := WordsOf(english)
	m := Say(w.UI.Thanks)
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", Button(UselessAction, "useless "+key, w.About.Why)))
	return m
}
