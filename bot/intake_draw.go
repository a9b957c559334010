package bot

import (
	"fmt"
	"slices"
	"strings"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// Bounds of what is shown of a release: enough to see whether it was read as
// it is meant.
const (
	maxShownName    = 80  // characters
	maxShownTitle   = 120 // characters
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
	first                          []Quote
	some                           []string // figures as they stand in the release
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
		q := Quote{Text: cut(p.Text, spans, left)}
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
func (v preview) message(key string, english bool) message {
	w := intakeWordsOf(english)
	title := label(firstOf(v.title, w.noTitle), maxShownTitle)
	lines := []slack.RichTextElement{}
	for _, l := range [][2]string{
		{w.title, title}, {w.date, firstOf(v.date, w.unknown)}, {w.source, label(firstOf(v.source, w.unknown), maxShownTitle)},
	} {
		lines = append(lines, section(textElement(l[0]+uiColon(english), false), textElement(l[1], true)))
	}
	if v.url != "" {
		lines = append(lines, section(textElement(w.url+uiColon(english), false), slack.NewRichTextSectionLinkElement(v.url, label(v.url, maxShownTitle), nil)))
	}
	extent := fmt.Sprintf(w.extent, v.paragraphs, v.figures)
	lines = append(lines, section(textElement(extent, false)),
		section(textElement(fmt.Sprintf(w.file, label(v.name, maxShownName))+" ("+bytesText(v.size)+")", false)))
	blocks := []slack.Block{richText(section(textElement(w.ask, true)), slack.NewRichTextList(slack.RTEListBullet, 0, lines...))}
	blocks = append(blocks, v.body(w)...)
	accept := button(takeInAction, key, w.add)
	accept.Style = slack.StylePrimary
	blocks = append(blocks, slack.NewActionBlock("", accept, button(leaveOutAction, key, w.decline)))
	words := Reply{English: english}.wording()
	text := fmt.Sprintf(w.fallback, title, firstOf(v.date, words.noDate)+words.comma+extent)
	if len(v.some) > 0 {
		text += "\n" + fmt.Sprintf(w.figures, strings.Join(v.some, w.sep))
	}
	return message{text: escape(cut(text, nil, limitText*2/3)), forms: [][]slack.Block{blocks}}
}

// body is how the release begins, its figures, and what is wrong with it.
func (v preview) body(w *intakeWords) []slack.Block {
	var out []slack.Block
	if len(v.first) > 0 {
		text := []slack.RichTextElement{section(textElement(w.start, true))}
		for _, q := range v.first {
			text = append(text, quoteElement(q))
		}
		out = append(out, richText(text...))
	}
	if len(v.some) > 0 {
		out = append(out, richText(section(textElement(fmt.Sprintf(w.figures, strings.Join(v.some, w.sep)), false))))
	}
	var warnings []slack.RichTextElement
	for _, l := range v.warnings(w) {
		warnings = append(warnings, section(textElement("⚠️ "+l, false)))
	}
	if len(warnings) > 0 {
		out = append(out, richText(slack.NewRichTextList(slack.RTEListBullet, 0, warnings...)))
	}
	return out
}

func (v preview) warnings(w *intakeWords) []string {
	var out []string
	if v.date == "" {
		out = append(out, w.noDate)
	}
	if v.source == "" {
		out = append(out, w.noSource)
	}
	if v.figures == 0 {
		out = append(out, w.noFigures)
	}
	if v.like != "" {
		out = append(out, fmt.Sprintf(w.like, label(v.like, maxShownTitle)))
	}
	if v.taken != "" && v.taken != v.like {
		out = append(out, fmt.Sprintf(w.taken, label(v.taken, maxShownTitle)))
	}
	return out
}

func uiColon(english bool) string { return Reply{English: english}.wording().colon }

// linkOf returns an address that may be a link, empty for any other.
func linkOf(address string) string { return chinese.newSource(index.Release{URL: address}).URL }

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

// whoMayMessage tells who hands files over. The admins are named so that Slack
// shows them; in a direct message that calls nobody.
func (w *intakeWords) whoMayMessage(admins []string) message {
	parts := []slack.RichTextSectionElement{textElement(w.whoMay, false)}
	text := escape(w.whoMay)
	for i, id := range admins[:min(len(admins), maxNamed)] {
		if i > 0 {
			parts = append(parts, textElement(w.sep, false))
			text += w.sep
		}
		parts = append(parts, slack.NewRichTextSectionUserElement(id, nil))
		text += "<@" + escape(id) + ">"
	}
	parts = append(parts, textElement(w.stop, false))
	return message{text: text + w.stop, forms: [][]slack.Block{{richText(section(parts...))}}}
}

// maxNamed is how many admins are named.
const maxNamed = 5
