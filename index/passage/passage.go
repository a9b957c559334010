package passage

import (
	"fmt"
	"strconv"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Release is what a passage needs to be cited: the head of its article.
type Release struct {
	ID     string         `json:"id"`
	Title  string         `json:"title,omitempty"`
	Source string         `json:"source,omitempty"` // publisher
	URL    string         `json:"url,omitempty"`
	Date   knowledge.Date `json:"date,omitzero"`  // zero when unknown
	Ahead  knowledge.Date `json:"ahead,omitzero"` // the date that it names, if that is too far in the future; Date is zero then
	Until  knowledge.Date `json:"until,omitzero"` // of a version of a page that another has taken the place of: the day on which that was found
	By     string         `json:"by,omitempty"`   // with Until: the ID of the present version
	Page   string         `json:"-"`              // as read from an index that has index.Options.Site: the address of its page there
	Site   *Site          `json:"-"`              // that of the index
	Also   []Copy         `json:"also,omitempty"` // of a passage as read from the index: the other releases that have it
}

// Copy is another print of a release.
type Copy struct {
	ID     string         `json:"id"`
	Title  string         `json:"title,omitempty"`
	Source string         `json:"source,omitempty"`
	URL    string         `json:"url,omitempty"`
	Date   knowledge.Date `json:"date,omitzero"`
}

// Passage is the unit that is indexed, ranked and quoted: a paragraph of a
// release or, where a paragraph is very long, a run of its sentences.
type Passage struct {
	ID        string // release ID, "#", and the passage's number in the release from 1
	Release   Release
	Heading   string // of its section; may be empty
	Text      string // verbatim clean text of the release; never empty
	Sentences []knowledge.Span
	Figures   []knowledge.Figure
	Origin    knowledge.Span // in the release's file

	view *View // nil when the passage was not read from an index
}

// Folded returns the text folded (see zhtext.Fold).
func (p Passage) Folded() string {
	if p.view == nil {
		return zhtext.FoldString(p.Text)
	}
	return p.View().folded
}

// FoldedSpan returns the folded text of a span of Text. It is cheap for a
// passage read from an index, which keeps what it folded.
func (p Passage) FoldedSpan(s knowledge.Span) string {
	if p.view == nil {
		return zhtext.FoldString(s.Of(p.Text))
	}
	v := p.View()
	return v.folded[v.foldedAt(s.Start):v.foldedAt(s.End)]
}

// Number returns the passage's number in its release, from 1.
func (p Passage) Number() int {
	n, _ := strconv.Atoi(p.ID[strings.LastIndexByte(p.ID, '#')+1:])
	return n
}

// Keep makes p keep what is folded of it. It is for a passage that nobody changes
// any more; copies of p keep it together.
func (p *Passage) Keep() { p.view = new(View) }

// Bare returns p without what it keeps.
func (p Passage) Bare() Passage {
	p.view = nil
	return p
}

// ID returns the ID of the passage with number n of a release.
func ID(release string, n int) string { return fmt.Sprintf("%s#%d", release, n) }

// ReleaseOf returns the ID of the release of a passage.
func ReleaseOf(passageID string) string {
	return passageID[:max(0, strings.LastIndexByte(passageID, '#'))]
}

// CutID takes a passage's ID apart.
func CutID(id string) (release string, number int, ok bool) {
	i := strings.LastIndexByte(id, '#')
	if i < 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(id[i+1:])
	return id[:i], n, err == nil && n > 0
}
