package message

import (
	"beilun/index"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// Modal returns a view to read.
func Modal(title string, english bool, blocks []slack.Block) slack.ModalViewRequest {
	if len(blocks) > limitView {
		blocks = blocks[:limitView]
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: PlainText(title, limitViewTitle), Close: PlainText(WordsOf(english).UI.Closes, limitViewTitle),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// Fit returns as many of the blocks as a message takes.
func Fit(blocks []slack.Block) []slack.Block {
	left := MaxMessage
	for i, block := range blocks {
		left -= sizeOf(block)
		if left < 0 || i == MaxBlocks {
			return blocks[:i]
		}
	}
	return blocks
}

// PassageBlocks draws all further passages.
func (r Reply) PassageBlocks() []slack.Block {
	var blocks []slack.Block
	for i, q := range r.Further {
		if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		blocks = append(blocks, q.block())
	}
	return blocks
}

// ContextBlocks draws a paragraph under its heading with the ones before and
// behind it, whole: the long ones in parts.
func ContextBlocks(r Reply, around []index.Passage, english bool) []slack.Block {
	var blocks []slack.Block
	w := WordsOf(english).UI
	for _, p := range around {
		if p.ID != r.Passage {
			continue
		}
		source := r.Wording().NewSource(p.Release)
		lines := []slack.RichTextElement{Line(SourceParts("", source)...)}
		if p.Heading != "" && p.Heading != p.Release.Title {
			lines = append(lines, Line(Text(p.Heading, true)))
		}
		blocks = append(blocks, RichText(lines...), slack.NewDividerBlock())
	}
	here := false
	for _, p := range around {
		label := w.Before
		if here {
			label = w.After
		}
		if p.ID == r.Passage {
			here = true
		} else {
			blocks = append(blocks, slack.NewContextBlock("", PlainText(label, limitOption)))
		}
		blocks = append(blocks, passageParts(p, r)...)
	}
	return blocks
}

// passageParts draws a passage, with the claim in bold.
func passageParts(p index.Passage, r Reply) []slack.Block {
	var blocks []slack.Block
	figures := figuresIn(p, knowledge.Span{End: len(p.Text)})
	var bold []knowledge.Span
	if p.ID == r.Passage {
		bold = r.boldIn(p.Text)
	}
	for _, part := range split(p.Text, append(figures, bold...), MaxSection) {
		q := Quote{Text: part.Of(p.Text), Bold: relative(bold, part)}
		var line []slack.RichTextSectionElement
		for _, run := range q.Runs() {
			line = append(line, styled(run))
		}
		blocks = append(blocks, RichText(Line(line...)))
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
