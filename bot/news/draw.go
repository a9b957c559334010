package news

import (
	"slices"
	"strings"

	"beilun/bot/message"

	"github.com/slack-go/slack"
)

// piece is a part of a line.
type piece struct {
	text string
	bold bool
	url  string // it links there; empty: nowhere
}

// pieces are the line of a digest part by part: what is new comes first. cite says
// where it is from.
func (l line) pieces(w *message.NewsWords, cite bool) (out []piece) {
	var source []piece
	if cite {
		source = sourcePieces(l.Source, w)
	}
	if l.Name == "" {
		out = append(l.mark(w), l.quote()...)
		return append(append(out, source...), l.before(w)...)
	}
	out = append(l.mark(w), piece{text: l.Name + w.Colon})
	now := piece{text: l.New, bold: true}
	switch {
	case l.Old == "":
		return append(append(out, now), source...)
	case l.differs():
		out = append(append(append(out, now), source...), piece{text: w.Semicolon + w.Against + l.Old})
		return append(out, sourcePieces(l.Before, w)...)
	}
	return append(append(out, piece{text: l.Old + " → "}, now), source...)
}

// noticePieces are the line of a notice: what was answered comes first, and both are
// cited.
func (l line) noticePieces(w *message.NewsWords) []piece {
	if l.Name == "" {
		return l.pieces(w, true)
	}
	out := append(l.mark(w), piece{text: l.Name + w.Colon})
	if l.Old != "" {
		out = append(append(out, piece{text: l.Old}), sourcePieces(l.Before, w)...)
		if l.differs() {
			out = append(out, piece{text: w.Semicolon + w.Against})
		} else {
			out = append(out, piece{text: " → "})
		}
	}
	out = append(append(out, piece{text: l.New, bold: true}), sourcePieces(l.Source, w)...)
	if l.Beside != "" {
		out = append(append(out, piece{text: w.Semicolon + w.Against + l.Beside}), sourcePieces(l.BesideSource, w)...)
	}
	return out
}

// mark is what a line begins with.
func (l line) mark(w *message.NewsWords) []piece {
	switch {
	case l.differs():
		return []piece{{text: w.Differ}}
	case l.Corrects:
		return []piece{{text: w.Corrected}}
	}
	return nil
}

// quote is the quotation.
func (l line) quote() (out []piece) {
	for _, r := range l.Clause.Runs() {
		out = append(out, piece{text: r.Text, bold: r.Bold})
	}
	return out
}

// before is what was said before of figures of the quotation, each release cited once.
func (l line) before(w *message.NewsWords) (out []piece) {
	all := l.Earlier
	if l.Old != "" { // a note that an older version made
		all = append(all, earlier{Differs: l.differs(), Text: l.Old, Source: l.Before})
	}
	for i, e := range all {
		joins := func(o earlier) bool { return o.Differs == e.Differs && o.Source.Text == e.Source.Text }
		lead := w.Open + w.Before
		if e.Differs {
			lead = w.Open + w.Against
		}
		if i > 0 && joins(all[i-1]) {
			lead = w.Listed
		}
		out = append(out, piece{text: lead + e.Text})
		if i+1 == len(all) || !joins(all[i+1]) {
			out = slices.Concat(out, []piece{{text: w.Comma}}, citation(e.Source), []piece{{text: w.End}})
		}
	}
	return out
}

// sourcePieces cites a source in brackets.
func sourcePieces(s message.Source, w *message.NewsWords) []piece {
	return slices.Concat([]piece{{text: w.Open}}, citation(s), []piece{{text: w.End}})
}

// citation cites a source, its title as the link.
func citation(s message.Source) []piece {
	if s.URL == "" || s.Title == "" {
		return []piece{{text: s.Text}}
	}
	return []piece{{text: strings.TrimSuffix(s.Text, s.Title)}, {text: s.Title, url: s.URL}}
}

// plainText is pieces as text, the address behind what links to it.
func plainText(ps []piece) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(message.Plain(p.text))
		if p.url != "" {
			b.WriteString(" " + p.url)
		}
	}
	return b.String()
}

func richText(ps []piece) *slack.RichTextSection {
	var out []slack.RichTextSectionElement
	for _, p := range ps {
		if text := message.Plain(p.text); p.url != "" && text != "" {
			out = append(out, slack.NewRichTextSectionLinkElement(p.url, text, nil))
		} else {
			out = append(out, message.Text(p.text, p.bold))
		}
	}
	return message.Line(out...)
}

// group is lines under a head.
type group struct {
	head  []piece // empty: none
	lines [][]piece
	count []int // of the figures of each line
}

// groups puts the lines of a digest under the releases they are from; a line that is
// alone in that cites its release itself.
func (n *note) groups(w *message.NewsWords) (out []*group) {
	by := map[string][]line{}
	for _, l := range n.Lines {
		by[l.Source.Text] = append(by[l.Source.Text], l)
	}
	for _, l := range n.Lines {
		lines := by[l.Source.Text]
		delete(by, l.Source.Text)
		switch {
		case len(lines) > 1:
			g := &group{head: citation(l.Source)}
			for _, l := range lines {
				g.add(l, l.pieces(w, false))
			}
			out = append(out, g)
		case len(lines) == 1 && (len(out) == 0 || out[len(out)-1].head != nil):
			out = append(out, &group{})
			fallthrough
		case len(lines) == 1:
			out[len(out)-1].add(l, l.pieces(w, true))
		}
	}
	return out
}

func (g *group) add(l line, ps []piece) {
	g.lines, g.count = append(g.lines, ps), append(g.count, max(1, len(l.Figures)))
}

// draw makes a message of a heading, groups of lines and a foot, whose text is
// escaped. The text has as many of the lines as fit.
func draw(w *message.NewsWords, n *note, heading string, groups []*group, foot []slack.RichTextSectionElement, footText string, buttons []slack.BlockElement) message.Message {
	elements := []slack.RichTextElement{message.Line(message.Text(heading, true))}
	text, full := message.Escape(heading), false
	left, leftOfText := n.Total, n.Total // figures that are not shown
	add := func(line string) {
		if full = full || len(text)+len(line)+len(footText) > message.MaxText*9/10; !full {
			text += line
		}
	}
	for _, g := range groups {
		if g.head != nil {
			elements = append(elements, richText(g.head))
			add("\n" + message.Escape(plainText(g.head)))
		}
		var items []slack.RichTextElement
		for i, ps := range g.lines {
			items = append(items, richText(ps))
			left -= g.count[i]
			if add("\n• " + message.Escape(plainText(ps))); !full {
				leftOfText -= g.count[i]
			}
		}
		if len(items) > 0 {
			elements = append(elements, slack.NewRichTextList(slack.RTEListBullet, 0, items...))
		}
	}
	if leftOfText > 0 {
		text += "\n" + w.AndMore(leftOfText)
	}
	blocks := []slack.Block{message.RichText(elements...)}
	if left > 0 {
		blocks = append(blocks, message.RichText(message.Line(message.Text(w.AndMore(left), false))))
	}
	if len(foot) > 0 {
		blocks = append(blocks, message.RichText(message.Line(foot...)))
		text += "\n" + footText
	}
	if len(buttons) > 0 {
		blocks = append(blocks, slack.NewActionBlock("", buttons...))
	}
	return message.Message{Text: text, Forms: [][]slack.Block{blocks}}
}
