package message

import (
	"cmp"
	"strings"

	"beilun/index"
)

// Source names a release; URL is empty when it has no address that can be
// linked to. Title is the part of Text that becomes the link.
type Source struct {
	Text, Title, URL string
	Own              bool   `json:",omitempty"` // URL is the page of the release on our web site
	Gone             bool   `json:",omitempty"` // the release has an address of its own, which is gone
	Also             []Link `json:",omitempty"` // the copies of the release
	English          bool   `json:",omitempty"` // the language of the texts around Also
	Publisher        string `json:",omitempty"` // of the release, as it names itself; empty if unknown
}

// maxURL is the length of an address at most. Slack takes 3,000 characters in a link, and
// less in a text.
const maxURL = 1000

// NewSource returns the citation of a release without its copies.
func (w *Wording) NewSource(rel index.Release) Source {
	s := Source{Text: w.Citation(rel), Title: "《" + cmp.Or(rel.Title, rel.ID) + "》", English: w == WordsOf(true).Answer, Publisher: rel.Source}
	if !strings.HasSuffix(s.Text, s.Title) {
		s.Title = s.Text
	}
	switch s.Gone = rel.IsGone(rel.URL); {
	case !s.Gone && mayLink(rel.URL):
		s.URL = rel.URL
	case mayLink(rel.Page):
		s.URL, s.Own = rel.Page, true
	}
	return s
}

func mayLink(url string) bool { return len(url) <= maxURL && linkable(url) }

// linkable reports whether an address can be linked to.
func linkable(url string) bool {
	known := strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")
	return known && !strings.ContainsAny(url, "<>|\" \n\t")
}

// String returns the citation with the address behind it.
func (s Source) String() string {
	return strings.TrimSpace(s.Text+" "+s.URL) + s.alsoText(Link.String)
}
