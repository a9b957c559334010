package index

import (
	"strconv"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Release is what a passage needs to be cited: the head of the article it
// stands in.
type Release struct {
	ID     string         `json:"id"`
	Title  string         `json:"title,omitempty"`
	Source string         `json:"source,omitempty"` // publisher
	URL    string         `json:"url,omitempty"`
	Date   knowledge.Date `json:"date,omitzero"`  // zero when unknown
	Also   []Copy         `json:"also,omitempty"` // of a passage as read from the index: the other releases that have it
}

// Passage is the unit that is indexed, ranked and quoted: a paragraph of a
// release or, where a paragraph is very long, a run of its sentences.
type Passage struct {
	ID        string // release ID, "#", and the passage's number in the release from 1
	Release   Release
	Heading   string // of the section the passage stands in; may be empty
	Text      string // verbatim clean text of the release; never empty
	Sentences []knowledge.Span
	Figures   []knowledge.Figure
	Origin    knowledge.Span // in the release's file

	view *view // nil when the passage was not read from an index
}

// Folded returns the text folded (see zhtext.Fold).
func (p Passage) Folded() string {
	if p.view == nil {
		return zhtext.FoldString(p.Text)
	}
	return p.seen().folded
}

// FoldedSpan returns the folded text of a span of Text. It is cheap for a
// passage read from an index, which keeps what it folded.
func (p Passage) FoldedSpan(s knowledge.Span) string {
	if p.view == nil {
		return zhtext.FoldString(s.Of(p.Text))
	}
	v := p.seen()
	return v.folded[v.foldedAt(s.Start):v.foldedAt(s.End)]
}

// Number returns the passage's number in its release, from 1.
func (p Passage) Number() int {
	n, _ := strconv.Atoi(p.ID[strings.LastIndexByte(p.ID, '#')+1:])
	return n
}

// Hit is one ranked passage.
type Hit struct {
	Passage Passage
	Score   float64 // sum of Parts
	Parts   Parts   // what the score is made of
}
