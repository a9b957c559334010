package bot

import (
	"strings"

	"beilun/index"

	"github.com/slack-go/slack"
)

// A release that came in several copies is cited once, with the others behind
// it: （另见：临湖发布）.

// Link is another place where the words of a release stand; URL is empty when it
// has no address that can be linked to.
type Link struct{ Text, URL string }

// Limits of what is named beside a source.
const (
	maxAlso     = 2
	maxAlsoName = 30  // characters
	maxAlsoURL  = 300 // bytes
)

// citedSource is newSource with the copies of the release.
func (w *Wording) citedSource(rel index.Release) Source {
	s := w.newSource(rel)
	for _, c := range rel.Also {
		if len(s.Also) == maxAlso {
			break
		}
		l := Link{Text: clip(copyName(rel, c), maxAlsoName)}
		if len(c.URL) <= maxAlsoURL && linkable(c.URL) {
			l.URL = c.URL
		}
		s.Also = append(s.Also, l)
	}
	return s
}

// copyName names a copy by its publisher, by its file where that is not known or
// is the one that was named already.
func copyName(rel index.Release, c index.Copy) string {
	if c.Source == "" || c.Source == rel.Source && c.URL == "" {
		return c.ID
	}
	return c.Source
}

// Also names where else a release stands, each copy with its address; it is
// empty when there are no copies.
func (w *Wording) Also(rel index.Release) string {
	var names []string
	for _, c := range rel.Also {
		names = append(names, strings.TrimSpace(copyName(rel, c)+" "+c.URL))
	}
	if names == nil {
		return ""
	}
	return w.also + strings.Join(names, w.listed)
}

// alsoElements draw the copies behind a source.
func (s Source) alsoElements() []slack.RichTextSectionElement {
	if len(s.Also) == 0 {
		return nil
	}
	w := s.wording()
	out := []slack.RichTextSectionElement{textElement(w.openBracket+w.also, false)}
	for i, l := range s.Also {
		if i > 0 {
			out = append(out, textElement(w.listed, false))
		}
		if l.URL == "" {
			out = append(out, textElement(l.Text, false))
		} else {
			out = append(out, slack.NewRichTextSectionLinkElement(l.URL, plain(l.Text), nil))
		}
	}
	return append(out, textElement(w.endBracket, false))
}

// alsoText writes the copies behind a source, each as text does.
func (s Source) alsoText(text func(Link) string) string {
	if len(s.Also) == 0 {
		return ""
	}
	w := s.wording()
	var names []string
	for _, l := range s.Also {
		names = append(names, text(l))
	}
	return w.openBracket + w.also + strings.Join(names, w.listed) + w.endBracket
}

func (s Source) wording() *Wording {
	if s.English {
		return english
	}
	return chinese
}

func (l Link) String() string { return strings.TrimSpace(l.Text + " " + l.URL) }

func (l Link) markdown() string {
	if l.URL == "" {
		return markdown(l.Text)
	}
	return "[" + markdown(l.Text) + "](" + markdownURL.Replace(l.URL) + ")"
}

var markdownURL = strings.NewReplacer("(", "%28", ")", "%29", `\`, "%5C", "*", "%2A", "_", "%5F", "`", "%60")
