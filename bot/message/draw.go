package message

import (
	"fmt"
	"github.com/slack-go/slack"
)

// The buttons of an answer. Their value is the key that the reply is kept
// under, or the question to ask.
const (
	MoreAction     = "more"     // further passages
	ContextAction  = "context"  // the paragraph in its place
	ChartAction    = "chart"    // the figures as a chart and a table
	ShareAction    = "share"    // a private answer, in the channel
	FeedbackAction = "feedback" // useful or not; the value is the verdict and the key
	UsefulAction   = "useful"   // the same as two plain buttons
	UselessAction  = "useless"
	AskAction      = "ask"       // asks the question in the value; a number follows
	ReplaceAction  = "replace"   // answers an edited question in the place of the first answer
	FiguresAction  = "figures"   // the next rows of the figures
	ReleasesAction = "releases_" // another page of the list of releases; a word follows
	LanguageAction = "language"  // of one person
)

// Buttons says which buttons a drawn reply has.
type Buttons struct {
	Key     string // of the kept reply; empty: no buttons that need it
	Private bool   // only one person sees it
}

// Message draws the reply in all of its forms: with the newest blocks, with those
// that Slack has had for long, as markdown, as text.
func (r Reply) Message(s Buttons) Message {
	if r.AsksBack {
		return r.askBack()
	}
	if r.Remarks {
		return Say(r.Lead)
	}
	rich, sober := r.blocks(r.actions(s, false)), r.blocks(r.actions(s, true))
	return Message{Text: Escape(r.Text()), Forms: [][]slack.Block{rich, sober, {slack.NewMarkdownBlock("", r.markdown())}}}
}

// aboveReply is kept free for the line that says who asked what.
const aboveReply = 1_200

// blocks draws the answer with what comes behind it. What else was asked is drawn
// as fully as there is room for, at least with its figure and source.
func (r Reply) blocks(behind []slack.Block) []slack.Block {
	out := r.headBlocks()
	left := MaxMessage - aboveReply - Size(out) - Size(behind)
	for _, p := range r.Parts {
		short := p
		short.Others = nil
		bare := short
		bare.Quote.Text = bare.Lead
		for _, form := range []Reply{p, short, bare} {
			blocks := form.headBlocks()
			if n := Size(blocks); n <= left {
				out, left = append(out, blocks...), left-n
				break
			}
		}
	}
	return append(out, behind...)
}

// headBlocks draws the claim with its quotation and source, the quotation alone, or
// that there is none, and a line for each thing beside it.
func (r Reply) headBlocks() []slack.Block {
	if r.Checks != nil {
		return r.Checks.blocks(DeclineMark)
	}
	if !r.Answered && !r.Quotes {
		return r.declined()
	}
	if o := r.Overview; o != nil && !o.Claims {
		return r.overview().blocks()
	}
	lead := Line(Text(r.Lead, r.Overview == nil)) // a sentence about a thing is no figure
	if r.Quotes {
		lead = Line(Text(quoteMark+r.Lead, false))
	}
	if r.Topic != "" {
		lead = Line(Text(r.Topic+r.Wording().Colon, false), Text(r.Lead, true))
	}
	elements := append([]slack.RichTextElement{lead}, r.sameLines()...)
	if r.Quote.Text != r.Lead {
		elements = append(elements, QuoteBlock(r.Quote))
	}
	elements = append(elements, Line(SourceParts("—— ", r.Source)...))
	for _, n := range r.Notes {
		elements = append(elements, Line(Text(n, false)))
	}
	blocks := []slack.Block{RichText(elements...)}
	if others := r.Beside(); len(others) > 0 {
		var lines []slack.RichTextElement
		for _, o := range others {
			lines = append(lines, Line(otherElements(o)...))
		}
		blocks = append(blocks, RichText(lines...))
	}
	if r.Overview != nil {
		blocks = append(blocks, r.overview().blocks()...)
	}
	return blocks
}

// otherElements draws a line about another release, its figure in bold.
func otherElements(o Other) []slack.RichTextSectionElement {
	out := []slack.RichTextSectionElement{Text(o.Text, false)}
	if o.Bold.Len() > 0 {
		out = []slack.RichTextSectionElement{
			Text(o.Text[:o.Bold.Start], false), Text(o.Bold.Of(o.Text), true), Text(o.Text[o.Bold.End:], false),
		}
	}
	return append(out, SourceParts(" —— ", o.Source)...)
}

// DeclineMark begins a reply that has no answer, so that it is not taken for
// one.
const DeclineMark = "⚪ "

// quoteMark begins a reply that quotes and claims nothing.
const quoteMark = "📄 "

// declined draws a reply without an answer: nothing in it is as bold as an answer.
// It is the no, and a line of what is known of the thing.
func (r Reply) declined() []slack.Block {
	elements := []slack.RichTextElement{Line(Text(r.mark()+r.Lead, false))}
	for _, n := range r.Notes {
		elements = append(elements, Line(Text(n, false)))
	}
	for _, o := range r.Others {
		elements = append(elements, Line(otherElements(o)...))
	}
	return []slack.Block{RichText(elements...)}
}

func (q Quoted) block() slack.Block {
	return RichText(QuoteBlock(q.Quote), Line(SourceParts("—— ", q.Source)...))
}

// actions returns the buttons; if sober, only kinds that Slack has had for long.
func (r Reply) actions(s Buttons, sober bool) []slack.Block {
	if !r.Answered && !r.Quotes {
		return r.declineActions(s)
	}
	w := WordsOf(r.English).UI
	var row []slack.BlockElement
	if r.Overview != nil {
		row = r.overview().actions(WordsOf(r.English).Overview.AllFigures)
	}
	if s.Key != "" {
		if len(r.Further) > 0 {
			row = append(row, Button(MoreAction, s.Key, w.More))
		}
		if r.Overview == nil || r.Overview.Claims {
			row = append(row, Button(ContextAction, s.Key, w.Context))
		}
		if r.Series.Drawn() {
			row = append(row, Button(ChartAction, s.Key, w.Chart))
		}
		if s.Private {
			row = append(row, Button(ShareAction, s.Key, w.Share))
		}
		if sober {
			row = append(row, Button(UsefulAction, "useful "+s.Key, w.Useful), Button(UselessAction, "useless "+s.Key, w.Useless))
		}
	}
	var blocks []slack.Block
	if len(row) > 0 {
		blocks = append(blocks, slack.NewActionBlock("", row...))
	}
	if s.Key != "" && !sober {
		blocks = append(blocks, slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(FeedbackAction,
			slack.NewFeedbackButton(PlainText(w.Useful, MaxButton), "useful "+s.Key).WithAccessibilityLabel(w.Useful),
			slack.NewFeedbackButton(PlainText(w.Useless, MaxButton), "useless "+s.Key).WithAccessibilityLabel(w.Useless))))
	}
	return blocks
}

// maxDeclineButtons is how many buttons a decline has, of all kinds.
const maxDeclineButtons = 3

// declineActions returns the buttons of a decline: questions that have an answer, as
// many as there is room for beside the passages and the report of a gap.
func (r Reply) declineActions(s Buttons) []slack.Block {
	w := WordsOf(r.English).UI
	var own, row []slack.BlockElement
	if s.Key != "" {
		if len(r.Further) > 0 {
			own = append(own, Button(MoreAction, s.Key, w.More))
		}
		own = append(own, Button(UselessAction, "useless "+s.Key, w.Missing))
	}
	for i, q := range r.Suggestions {
		if i+len(own) < maxDeclineButtons {
			row = append(row, Button(AskAction+string(rune('0'+i)), q, w.Label(q)))
		}
	}
	if row = append(row, own...); len(row) == 0 {
		return nil
	}
	return []slack.Block{slack.NewActionBlock("", row...)}
}

// Shared draws the reply below a line that says who shares it and what was asked.
// key is that of the kept reply. The question is never drawn as markup.
func (r Reply) Shared(user, key, question string) Message {
	w := WordsOf(r.English).UI
	question = Cut(Plain(question), nil, MaxPassage)
	m := r.Message(Buttons{Key: key})
	by := RichText(Line(slack.NewRichTextSectionUserElement(user, nil), Text(fmt.Sprintf(w.SharedBy, question), false)))
	m.Text = "<@" + user + ">" + Escape(fmt.Sprintf(w.SharedBy, Cut(question, nil, 300))) + "\n" + m.Text
	for i, f := range m.Forms {
		m.Forms[i] = append([]slack.Block{by}, f...)
	}
	return m
}
