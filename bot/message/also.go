package message

import (
	"strings"

	"beilun/index"

	"github.com/slack-go/slack"
)

// A release that came in several copies is cited once, with the others behind
// it: （另见：临湖发布）.

// Link is another publication of a release. URL is empty if it has no address
// that can be linked to.
type Link struct{ Text, URL string }

// Limits of what is named beside a source.
const (
	maxAlso     = 2
	maxAlsoName = 30  // characters
	maxAlsoURL  = 300 // bytes
)

// citedSource is newSource with the copies of the release.
func (w *Wording) citedSource(rel index.Release) Source {
	s := w.NewSource(rel)
	for _, c := range rel.Also {
		if len(s.Also) == maxAlso {
			break
		}
		l := Link{Text: Clip(copyName(rel, c), maxAlsoName)}
		if len(c.URL) <= maxAlsoURL && linkable(c.URL) && !rel.IsGone(c.URL) {
			l.URL = c.URL
		}
		s.Also = append(s.Also, l)
	}
	return s
}

// copyName returns the publisher of a copy, or its file where that is not known or
// is the one that was named already.
func copyName(rel index.Release, c index.Copy) string {
	if c.Source == "" || c.Source == rel.Source && c.URL == "" {
		return c.ID
	}
	return c.Source
}

// Also returns where else a release was published, each copy with its address; it
// is empty when there are no copies.
func (w *Wording) Also(rel index.Release) string {
	var names []string
	for _, c := range rel.Also {
		names = append(names, strings.TrimSpace(copyName(rel, c)+" "+c.URL))
	}
	if names == nil {
		return ""
	}
	return w.AlsoAt + strings.Join(names, w.Listed)
}

// alsoElements draws the copies behind a source.
func (s Source) alsoElements() []slack.RichTextSectionElement {
	if len(s.Also) == 0 {
		return nil
	}
	w := s.wording()
	out := []slack.RichTextSectionElement{Text(w.OpenBracket+w.AlsoAt, false)}
	for i, l := range s.Also {
		if i > 0 {
			out = append(out, Text(w.Listed, false))
		}
		if l.URL == "" {
			out = append(out, Text(l.Text, false))
		} else {
			out = append(out, slack.NewRichTextSectionLinkElement(l.URL, Plain(l.Text), nil))
		}
	}
	return append(out, Text(w.EndBracket, false))
}

// alsoText returns the copies behind a source, each as text returns it.
func (s Source) alsoText(text func(Link) string) string {
	if len(s.Also) == 0 {
		return ""
	}
	w := s.wording()
	var names []string
	for _, l := range s.Also {
		names = append(names, text(l))
	}
	return w.OpenBracket + w.AlsoAt + strings.Join(names, w.Listed) + w.EndBracket
}

func (s Source) wording() *Wording {
	return WordsOf(s.English).Answer
}

// String returns the name with the address behind it.
func (l Link) String() string { return strings.TrimSpace(l.Text + " " + l.URL) }

func (l Link) markdown() string {
	if l.URL == "" {
		return markdown(l.Text)
	}
	return "[" + markdown(l.Text) + "](" + markdownURL.Replace(l.URL) + ")"
}

var markdownURL = strings.NewReplacer("(", "%28", ")", "%29", `\`, "%5C", "*", "%2A", "_", "%5F", "`", "%60")
