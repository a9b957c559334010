package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beilun/bot/message"
	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// Bounds of what is shown of a release: enough to see whether it was read as
// it is meant.
const (
	maxShownName    = 80  // characters
	MaxTitle        = 120 // characters of a title or an ID
	maxShownText    = 900 // bytes of the first paragraphs
	maxShownFirst   = 2   // paragraphs
	maxShownFigures = 8
	maxShownFigure  = 40 // characters
)

// preview is a release as it was read, to be looked at before it is taken in.
// All of its texts are plain.
type preview struct {
	name, title, source, url, date string
	size, paragraphs, figures      int
	first                          []message.Quote
	some                           []string // figures as the release writes them
	like, taken                    string   // releases with the same title and date, and with the same name
}

// newPreview looks at an article as little as it takes: it may be long.
func newPreview(name string, size int, a *knowledge.Article, have []index.Release) preview {
	v := preview{name: name, title: a.Title, source: a.Source, url: linkOf(a.URL), date: a.Date.String(), size: size}
	for _, s := range a.Sections {
		for _, p := range s.Paragraphs {
			v.paragraphs++
			v.figures += len(p.Figures)
			v.take(p)
		}
	}
	folded := zhtext.FoldString(a.Title)
	for _, r := range have {
		if v.taken == "" && baseName(r.ID) == name {
			v.taken = r.ID
		}
		if v.like == "" && folded != "" && r.Date == a.Date && zhtext.FoldString(r.Title) == folded {
			v.like = r.ID
		}
	}
	return v
}

// take keeps of a paragraph what is shown.
func (v *preview) take(p knowledge.Paragraph) {
	left := maxShownText
	for _, q := range v.first {
		left -= len(q.Text)
	}
	if v.paragraphs <= maxShownFirst && left > 100 {
		var spans []knowledge.Span
		for _, f := range p.Figures {
			spans = append(spans, f.Quote)
		}
		q := message.Quote{Text: message.Cut(p.Text, spans, left)}
		end := len(strings.TrimSuffix(q.Text, "…"))
		for _, s := range spans {
			if s.End <= end && (len(q.Bold) == 0 || q.Bold[len(q.Bold)-1].End <= s.Start) {
				q.Bold = append(q.Bold, s)
			}
		}
		v.first = append(v.first, q)
	}
	for _, f := range p.Figures {
		if len(v.some) == maxShownFigures {
			return
		}
		text := strings.Join(strings.Fields(f.Text), "")
		if f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time || slices.Contains(v.some, text) || len([]rune(text)) > maxShownFigure {
			continue
		}
		v.some = append(v.some, text)
	}
}

// message shows the preview with its buttons; key names the proposal.
func (v preview) message(key string, english bool) message.Message {
	w := message.WordsOf(english).Intake
	title := message.Label(cmp.Or(v.title, w.NoTitle), MaxTitle)
	lines := []slack.RichTextElement{}
	for _, l := range [][2]string{
		{w.Title, title}, {w.Date, cmp.Or(v.date, w.Unknown)}, {w.Source, message.Label(cmp.Or(v.source, w.Unknown), MaxTitle)},
	} {
		lines = append(lines, message.Line(message.Text(l[0]+uiColon(english), false), message.Text(l[1], true)))
	}
	if v.url != "" {
		lines = append(lines, message.Line(message.Text(w.URL+uiColon(english), false), slack.NewRichTextSectionLinkElement(v.url, message.Label(v.url, MaxTitle), nil)))
	}
	extent := fmt.Sprintf(w.Extent, v.paragraphs, v.figures)
	lines = append(lines, message.Line(message.Text(extent, false)),
		message.Line(message.Text(fmt.Sprintf(w.File, message.Label(v.name, maxShownName))+" ("+bytesText(v.size)+")", false)))
	blocks := []slack.Block{message.RichText(message.Line(message.Text(w.Ask, true)), slack.NewRichTextList(slack.RTEListBullet, 0, lines...))}
	blocks = append(blocks, v.body(w)...)
	accept := message.Button(takeInAction, key, w.Add)
	accept.Style = slack.StylePrimary
	blocks = append(blocks, slack.NewActionBlock("", accept, message.Button(leaveOutAction, key, w.Decline)))
	words := message.WordsOf(english).Answer
	text := fmt.Sprintf(w.Fallback, title, cmp.Or(v.date, words.NoDate)+words.Comma+extent)
	if len(v.some) > 0 {
		text += "\n" + fmt.Sprintf(w.Figures, strings.Join(v.some, w.Sep))
	}
	return message.Message{Text: message.Escape(message.Cut(text, nil, message.MaxText*2/3)), Forms: [][]slack.Block{blocks}}
}

// body is how the release begins, its figures, and what is wrong with it.
func (v preview) body(w *message.IntakeWords) []slack.Block {
	var out []slack.Block
	if len(v.first) > 0 {
		text := []slack.RichTextElement{message.Line(message.Text(w.Start, true))}
		for _, q := range v.first {
			text = append(text, message.QuoteBlock(q))
		}
		out = append(out, message.RichText(text...))
	}
	if len(v.some) > 0 {
		out = append(out, message.RichText(message.Line(message.Text(fmt.Sprintf(w.Figures, strings.Join(v.some, w.Sep)), false))))
	}
	var warnings []slack.RichTextElement
	for _, l := range v.warnings(w) {
		warnings = append(warnings, message.Line(message.Text("⚠️ "+l, false)))
	}
	if len(warnings) > 0 {
		out = append(out, message.RichText(slack.NewRichTextList(slack.RTEListBullet, 0, warnings...)))
	}
	return out
}

func (v preview) warnings(w *message.IntakeWords) []string {
	var out []string
	if v.date == "" {
		out = append(out, w.NoDate)
	}
	if v.source == "" {
		out = append(out, w.NoSource)
	}
	if v.figures == 0 {
		out = append(out, w.NoFigures)
	}
	if v.like != "" {
		out = append(out, fmt.Sprintf(w.Like, message.Label(v.like, MaxTitle)))
	}
	if v.taken != "" && v.taken != v.like {
		out = append(out, fmt.Sprintf(w.Taken, message.Label(v.taken, MaxTitle)))
	}
	return out
}

func uiColon(english bool) string { return message.WordsOf(english).Answer.Colon }

// linkOf returns an address that may be a link, empty for any other.
func linkOf(address string) string {
	return message.WordsOf(false).Answer.NewSource(index.Release{URL: address}).URL
}

func baseName(id string) string { return id[strings.LastIndexByte(id, '/')+1:] }

func bytesText(n int) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// whoMayMessage says who hands files over. The admins are named so that Slack
// shows them; in a direct message that calls nobody.
func whoMayMessage(admins []string, english bool) message.Message {
	w := message.WordsOf(english).Intake
	parts := []slack.RichTextSectionElement{message.Text(w.WhoMay, false)}
	text := message.Escape(w.WhoMay)
	for i, id := range admins[:min(len(admins), maxNamed)] {
		if i > 0 {
			parts = append(parts, message.Text(w.Sep, false))
			text += w.Sep
		}
		parts = append(parts, slack.NewRichTextSectionUserElement(id, nil))
		text += "<@" + message.Escape(id) + ">"
	}
	parts = append(parts, message.Text(w.Stop, false))
	return message.Message{Text: text + w.Stop, Forms: [][]slack.Block{{message.RichText(message.Line(parts...))}}}
}

// maxNamed is how many admins are named.
const maxNamed = 5
