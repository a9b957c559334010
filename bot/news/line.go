package news

import (
	"strings"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// line is one figure in the news, as it is shown. Its texts are plain.
type line struct {
	Kind     index.NewsKind
	Corrects bool          // it corrects what was said before
	Name     string        // what the figure is of, in words of its sentence; empty if they are not beyond doubt
	Clause   message.Quote // then the part of the sentence with the figure; else empty
	New, Old string        // as the releases write them; Old is empty for a fresh figure
	Source   message.Source
	Before   message.Source // of Old

	Beside       string // what another release says at about the same date as New; empty: none
	BesideSource message.Source
}

// Bounds of a line.
const (
	maxNewsFigure = 60  // characters of a figure; one that is longer is no news
	maxNewsClause = 240 // bytes of a clause
	maxNewsTitle  = 60  // characters of a title
	maxNewsSource = 30  // characters of a publisher
)

// newLine makes the line for a figure and what was said before, nil for
// nothing. It reports false if the figure cannot be shown in full, or if its
// position is wrong: one of the news must not keep all others waiting.
func newLine(w *message.Wording, kind index.NewsKind, row index.Row, before *index.Row) (l line, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	l = line{Kind: kind, New: oneLine(row.Figure.Text), Source: shortSource(w, row.Passage.Release), Corrects: row.Figure.Binding.State == knowledge.Corrected}
	label := ""
	if l.Name = nameOf(row); l.Name != "" {
		label = w.Holds(claimOf(row))
		l.Name += label
	} else {
		l.Clause = clauseOf(row)
	}
	if before != nil {
		l.Old, l.Before = oneLine(before.Figure.Text), shortSource(w, before.Passage.Release)
		if was := w.Holds(claimOf(*before)); was != label && l.Old != "" {
			l.Old += was
		}
	}
	for _, text := range []string{l.New, l.Old} {
		if utf8.RuneCountInString(text) > maxNewsFigure {
			return l, false
		}
	}
	return l, l.New != ""
}

func oneLine(text string) string { return strings.Join(strings.Fields(message.Plain(text)), "") }

func claimOf(r index.Row) *answer.Claim {
	return &answer.Claim{Hit: index.Hit{Passage: r.Passage}, Sentence: r.Sentence(), Span: r.Figure.Quote, Text: r.Figure.Text, Figure: r.Figure}
}

// nameOf names what a figure is of: a thing and its metric or, of a figure of
// the whole district, the metric. It is empty where its sentence has not all
// the words.
func nameOf(r index.Row) string {
	c, b := claimOf(r), r.Figure.Binding
	if topic := message.TopicOf(c); topic != "" || b.Subject != "" || b.Loose || b.Metric == "" {
		return topic
	}
	sentence := strings.Join(strings.Fields(r.Passage.FoldedSpan(c.Sentence)), "")
	if !strings.Contains(sentence, strings.ToLower(b.Metric)) || !strings.Contains(sentence, strings.ToLower(b.Scope)) {
		return ""
	}
	name := b.Metric
	if !strings.Contains(name, b.Scope) {
		name = b.Scope + name
	}
	if b.Change {
		name += "变化"
	}
	return message.Clip(name, 60)
}

// clauseOf quotes the sentence of a figure or, where that is long, the part of
// it between two commas.
func clauseOf(r index.Row) message.Quote {
	text, span, figure := r.Passage.Text, r.Sentence(), r.Figure.Quote
	if span.Len() > maxNewsClause && span.Contains(figure) {
		const commas = "，；：,;"
		if i := strings.LastIndexAny(text[span.Start:figure.Start], commas); i >= 0 {
			_, width := utf8.DecodeRuneInString(text[span.Start+i:])
			span.Start += i + width
		}
		if i := strings.IndexAny(text[figure.End:span.End], commas); i >= 0 {
			span.End = figure.End + i
		}
	}
	if span.Len() > maxNewsClause || !span.Contains(figure) {
		return message.Quote{Text: r.Figure.Text, Bold: []knowledge.Span{{End: len(r.Figure.Text)}}}
	}
	return message.NewQuote(r.Passage, span, []knowledge.Span{figure}, maxNewsClause)
}

// shortSource cites a release in a line.
func shortSource(w *message.Wording, rel index.Release) message.Source {
	rel.Title, rel.Source = message.Clip(oneText(rel.Title), maxNewsTitle), message.Clip(oneText(rel.Source), maxNewsSource)
	if rel.Title == "" {
		rel.Title = message.Clip(oneText(rel.ID), maxNewsTitle)
	}
	return w.NewSource(rel)
}

func oneText(text string) string { return strings.Join(strings.Fields(message.Plain(text)), " ") }

// key is the same for two lines that say the same.
func (l line) key() string {
	return strings.Join([]string{l.Name, l.Clause.Text, l.New, l.Old}, "\x00")
}

// piece is a part of a line.
type piece struct {
	text string
	bold bool
	url  string // it links there; empty: nowhere
}

// pieces are the line part by part. withBefore cites what was said before, too.
func (l line) pieces(w *message.NewsWords, withBefore bool) []piece {
	var out []piece
	switch {
	case l.Kind == index.Contradicts:
		out = append(out, piece{text: w.Differ})
	case l.Corrects:
		out = append(out, piece{text: w.Corrected})
	}
	withBefore = withBefore || l.Kind == index.Contradicts
	old := []piece{{text: l.Old}}
	if withBefore {
		old = append(old, sourcePieces(l.Before, w)...)
	}
	if l.Name == "" {
		for _, r := range l.Clause.Runs() {
			out = append(out, piece{text: r.Text, bold: r.Bold})
		}
		if out = append(out, sourcePieces(l.Source, w)...); l.Old != "" {
			out = append(append(out, piece{text: w.Before}), old...)
		}
		return out
	}
	out = append(out, piece{text: l.Name + w.Colon})
	if l.Old != "" {
		out = append(append(out, old...), piece{text: map[bool]string{true: w.Against, false: " → "}[l.Kind == index.Contradicts]})
	}
	out = append(append(out, piece{text: l.New, bold: true}), sourcePieces(l.Source, w)...)
	if l.Beside != "" {
		out = append(append(out, piece{text: w.Against + l.Beside}), sourcePieces(l.BesideSource, w)...)
	}
	return out
}

// sourcePieces cites a source in brackets.
func sourcePieces(s message.Source, w *message.NewsWords) []piece {
	if s.URL == "" || s.Title == "" {
		return []piece{{text: w.Open + s.Text + w.End}}
	}
	return []piece{{text: w.Open + strings.TrimSuffix(s.Text, s.Title)}, {text: s.Title, url: s.URL}, {text: w.End}}
}

// text is the line as plain text, the address behind what links to it.
func (l line) text(w *message.NewsWords, withBefore bool) string {
	var b strings.Builder
	for _, p := range l.pieces(w, withBefore) {
		b.WriteString(message.Plain(p.text))
		if p.url != "" {
			b.WriteString(" " + p.url)
		}
	}
	return b.String()
}

func (l line) elements(w *message.NewsWords, withBefore bool) *slack.RichTextSection {
	var out []slack.RichTextSectionElement
	for _, p := range l.pieces(w, withBefore) {
		if p.url != "" {
			out = append(out, slack.NewRichTextSectionLinkElement(p.url, message.Plain(p.text), nil))
		} else {
			out = append(out, message.Text(p.text, p.bold))
		}
	}
	return message.Line(out...)
}

// draw makes a message of a heading, the lines of n and a foot, whose
// text is escaped. The text has as many of the lines as fit.
func draw(w *message.NewsWords, n *note, heading string, withBefore bool, foot []slack.RichTextSectionElement, footText string, buttons []slack.BlockElement) message.Message {
	var items []slack.RichTextElement
	text, left := message.Escape(heading), n.Total
	for _, l := range n.Lines {
		items = append(items, l.elements(w, withBefore))
		line := "\n• " + message.Escape(l.text(w, withBefore))
		if left == n.Total-len(items)+1 && len(text)+len(line)+len(footText) <= message.MaxText*9/10 {
			text += line
			left--
		}
	}
	if left > 0 {
		text += "\n" + w.AndMore(left)
	}
	blocks := []slack.Block{message.RichText(message.Line(message.Text(heading, true)), slack.NewRichTextList(slack.RTEListBullet, 0, items...))}
	if n.Total > len(n.Lines) {
		blocks = append(blocks, message.RichText(message.Line(message.Text(w.AndMore(n.Total-len(n.Lines)), false))))
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
