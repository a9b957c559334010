package bot

import (
	"context"
	"fmt"

	"beilun/bot/webapi"
	"beilun/index"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// modal makes a view that is only read.
func modal(title string, english bool, blocks []slack.Block) slack.ModalViewRequest {
	if len(blocks) > limitView {
		blocks = blocks[:limitView]
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plainText(title, limitViewTitle), Close: plainText(uiOf(english).closes, limitViewTitle),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// openPassages opens the further passages of a reply, or the paragraph of its
// claim in its place. A modal can be opened for three seconds after the click;
// later the same is sent as a message.
func (b *Bot) openPassages(ctx context.Context, c click, _ string, k kept) error {
	english := b.english(ctx, c.User.ID)
	title, blocks := k.Reply.moreTitle(), k.Reply.passageBlocks()
	if c.action.ActionID == contextAction {
		around, err := b.library.Around(ctx, k.Reply.Passage)
		if err != nil {
			return fmt.Errorf("read passage %q: %w", k.Reply.Passage, err)
		}
		title, blocks = uiOf(english).contextTitle, contextBlocks(k.Reply, around, english)
	}
	if len(blocks) == 0 {
		return b.whisper(ctx, c, uiOf(english).expired)
	}
	_, err := b.api.OpenViewContext(ctx, c.TriggerID, modal(title, english, blocks))
	if err == nil {
		return nil
	}
	if !webapi.IsRefused(err, "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id") {
		return fmt.Errorf("open modal: %w", webapi.Redact(err))
	}
	_, err = b.send(ctx, c.aside(), message{text: escape(title), forms: [][]slack.Block{within13k(blocks)}})
	return err
}

// within13k keeps as many blocks as a message takes.
func within13k(blocks []slack.Block) []slack.Block {
	left := limitMessage
	for i, block := range blocks {
		left -= sizeOf(block)
		if left < 0 || i == limitBlocks {
			return blocks[:i]
		}
	}
	return blocks
}

// passageBlocks draw all further passages.
func (r Reply) passageBlocks() []slack.Block {
	var blocks []slack.Block
	for i, q := range r.Further {
		if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		blocks = append(blocks, q.block())
	}
	return blocks
}

// contextBlocks draw a paragraph under its heading with the ones before and
// behind it, whole: the long ones in parts.
func contextBlocks(r Reply, around []index.Passage, english bool) []slack.Block {
	var blocks []slack.Block
	w := uiOf(english)
	for _, p := range around {
		if p.ID != r.Passage {
			continue
		}
		source := r.wording().newSource(p.Release)
		lines := []slack.RichTextElement{section(sourceElements("", source)...)}
		if p.Heading != "" && p.Heading != p.Release.Title {
			lines = append(lines, section(textElement(p.Heading, true)))
		}
		blocks = append(blocks, richText(lines...), slack.NewDividerBlock())
	}
	here := false
	for _, p := range around {
		label := w.before
		if here {
			label = w.after
		}
		if p.ID == r.Passage {
			here = true
		} else {
			blocks = append(blocks, slack.NewContextBlock("", plainText(label, limitOption)))
		}
		blocks = append(blocks, passageParts(p, r)...)
	}
	return blocks
}

// passageParts draw a passage as it stands, what was claimed in bold.
func passageParts(p index.Passage, r Reply) []slack.Block {
	var blocks []slack.Block
	figures := figuresIn(p, knowledge.Span{End: len(p.Text)})
	var bold []knowledge.Span
	if p.ID == r.Passage {
		bold = r.boldIn(p.Text)
	}
	for _, part := range split(p.Text, append(figures, bold...), limitSection) {
		q := Quote{Text: part.Of(p.Text), Bold: relative(bold, part)}
		var line []slack.RichTextSectionElement
		for _, run := range q.runs() {
			line = append(line, styled(run))
		}
		blocks = append(blocks, richText(section(line...)))
	}
	return blocks
}

// boldIn finds the bold parts of the reply's quotation in the whole paragraph.
func (r Reply) boldIn(text string) []knowledge.Span {
	at := indexOf(text, r.Quote.Text)
	if at < 0 {
		return nil
	}
	var out []knowledge.Span
	for _, s := range r.Quote.Bold {
		out = append(out, knowledge.Span{Start: at + s.Start, End: at + s.End})
	}
	return out
}
