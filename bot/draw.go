package bot

import (
	"strings"

	"github.com/slack-go/slack"
)

// The buttons of an answer. Their value is the key that the reply is kept
// under, or the question to ask.
const (
	moreAction     = "more"     // further passages
	contextAction  = "context"  // the paragraph in its place
	chartAction    = "chart"    // the figures as a chart and a table
	shareAction    = "share"    // a private answer, in the channel
	feedbackAction = "feedback" // useful or not; the value is the verdict and the key
	usefulAction   = "useful"   // the same as two plain buttons
	uselessAction  = "useless"
	askAction      = "ask"      // asks the question in the value; a number follows
	replaceAction  = "replace"  // answers an edited question in the place of the first answer
	figuresAction  = "figures"  // the next rows of the figures
	languageAction = "language" // of one person
)

// setting of a drawn reply.
type setting struct {
	key     string // of the kept reply; empty: no buttons that need it
	private bool   // only one person sees it
}

// message draws a reply in all of its forms: with what Slack has newest, with
// what it has had for long, as markdown, as text.
func (r Reply) message(s setting) message {
	rich := r.blocks(append(r.folded(), r.actions(s, false)...))
	sober := r.blocks(r.actions(s, true))
	return message{text: escape(r.Text()), forms: [][]slack.Block{rich, sober, {slack.NewMarkdownBlock("", r.markdown())}}}
}

// aboveReply is kept free for the line that tells who asked what.
const aboveReply = 1_200

// blocks draw what answers, with what stands behind it. What else was asked is
// drawn as whole as there is room for, at the least with its figure and source.
func (r Reply) blocks(behind []slack.Block) []slack.Block {
	out := r.headBlocks()
	left := limitMessage - aboveReply - sizeOfAll(out) - sizeOfAll(behind)
	for _, p := range r.Parts {
		short := p
		short.Others = nil
		bare := short
		bare.Quote.Text = bare.Lead
		for _, form := range []Reply{p, short, bare} {
			blocks := form.headBlocks()
			if n := sizeOfAll(blocks); n <= left {
				out, left = append(out, blocks...), left-n
				break
			}
		}
	}
	return append(out, behind...)
}

// headBlocks draw the claim with its quotation and source, the quotation alone, or
// that there is none, and a line for each thing that stands beside it.
func (r Reply) headBlocks() []slack.Block {
	if !r.Answered && !r.Quotes {
		return r.declined()
	}
	lead := section(textElement(r.Lead, true))
	if r.Quotes {
		lead = section(textElement(quoteMark+r.Lead, false))
	}
	if r.Topic != "" {
		lead = section(textElement(r.Topic+r.wording().colon, false), textElement(r.Lead, true))
	}
	elements := []slack.RichTextElement{lead}
	if r.Quote.Text != r.Lead {
		elements = append(elements, quoteElement(r.Quote))
	}
	elements = append(elements, section(sourceElements("—— ", r.Source)...))
	for _, n := range r.Notes {
		elements = append(elements, section(textElement(n, false)))
	}
	blocks := []slack.Block{richText(elements...)}
	if len(r.Others) > 0 {
		var lines []slack.RichTextElement
		for _, o := range r.Others {
			lines = append(lines, section(otherElements(o)...))
		}
		blocks = append(blocks, richText(lines...))
	}
	return blocks
}

// declineMark begins a reply that has no answer, so that it is not taken for
// one.
const declineMark = "⚪ "

// quoteMark begins a reply that quotes and claims nothing.
const quoteMark = "📄 "

// declined draws a no: nothing in it is as bold as an answer.
func (r Reply) declined() []slack.Block {
	elements := []slack.RichTextElement{section(textElement(declineMark+r.Lead, false))}
	for _, n := range r.Notes {
		elements = append(elements, section(textElement(n, false)))
	}
	blocks := []slack.Block{richText(elements...)}
	if len(r.Others) > 0 {
		var lines []slack.RichTextElement
		for _, o := range r.Others {
			lines = append(lines, section(otherElements(o)...))
		}
		blocks = append(blocks, richText(section(textElement(r.Known, false)), slack.NewRichTextList(slack.RTEListBullet, 0, lines...)))
	}
	return blocks
}

// folded holds the first further passages, closed until somebody opens it.
func (r Reply) folded() []slack.Block {
	if len(r.Further) == 0 {
		return nil
	}
	var children []slack.Block
	for i, q := range r.Further {
		if i == maxFurther {
			break
		}
		children = append(children, q.block())
	}
	box := slack.NewContainerBlock(children...).WithTitle(plainText(r.moreTitle(), limitContainer)).WithCollapsible(true, true)
	return []slack.Block{box}
}

func (r Reply) moreTitle() string {
	w := r.wording()
	if r.Answered || r.Quotes {
		return strings.TrimRight(w.More, "：: ")
	}
	return strings.TrimRight(w.Nearest, "：: ")
}

func (q Quoted) block() slack.Block {
	return richText(quoteElement(q.Quote), section(sourceElements("—— ", q.Source)...))
}

// actions are the buttons. Where sober, only those that Slack has had for long.
func (r Reply) actions(s setting, sober bool) []slack.Block {
	w := uiOf(r.English)
	var row, asks []slack.BlockElement
	for i, q := range r.Suggestions {
		asks = append(asks, button(askAction+string(rune('0'+i%10)), q, q))
	}
	if s.key != "" {
		if len(r.Further) > maxFurther || sober && len(r.Further) > 0 {
			row = append(row, button(moreAction, s.key, w.more))
		}
		if r.Answered || r.Quotes {
			row = append(row, button(contextAction, s.key, w.context))
		}
		if r.Series != nil {
			row = append(row, button(chartAction, s.key, w.chart))
		}
		if s.private && (r.Answered || r.Quotes) {
			row = append(row, button(shareAction, s.key, w.share))
		}
		if sober {
			row = append(row, button(usefulAction, "useful "+s.key, w.useful), button(uselessAction, "useless "+s.key, w.useless))
		}
	}
	var blocks []slack.Block
	if len(asks) > 0 {
		blocks = append(blocks, richText(section(textElement(r.wording().Suggested, false))), slack.NewActionBlock("", asks...))
	}
	if len(row) > 0 {
		blocks = append(blocks, slack.NewActionBlock("", row...))
	}
	if s.key != "" && !sober {
		blocks = append(blocks, slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(feedbackAction,
			slack.NewFeedbackButton(plainText(w.useful, limitButton), "useful "+s.key).WithAccessibilityLabel(w.useful),
			slack.NewFeedbackButton(plainText(w.useless, limitButton), "useless "+s.key).WithAccessibilityLabel(w.useless))))
	}
	return blocks
}
