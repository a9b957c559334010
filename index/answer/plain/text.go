package plain

import (
	"unicode/utf8"

	"beilun/index"
	"beilun/index/anchor"
)

// Text is a release with its text as it was read, or a run of its paragraphs.
type Text struct {
	Version    int         `json:"version" doc:"Of this form"`
	Release    Release     `json:"release"`
	Changed    bool        `json:"changed,omitempty" doc:"Its file was changed after the address that was asked for had been made"`
	Total      int         `json:"total" doc:"How many paragraphs it has, of which some may be left out"`
	Offset     int         `json:"offset" doc:"How many paragraphs are before these"`
	Paragraphs []Paragraph `json:"paragraphs"`
}

// Paragraph is a paragraph of a release or, where one is very long, a run of its sentences.
type Paragraph struct {
	Mark    string   `json:"mark" doc:"Its place in the page of the release, which stays: /releases/{address}?at={mark}#{mark}"`
	Heading string   `json:"heading,omitempty" doc:"Of its section"`
	Text    string   `json:"text" doc:"Verbatim"`
	Figures []Marked `json:"figures,omitempty" doc:"In the order of the text"`
}

// Marked is a figure in the text of its paragraph.
type Marked struct {
	Mark  string `json:"mark" doc:"As that of a paragraph"`
	Start int    `json:"start" doc:"Its first character in the text of the paragraph, from 0; characters are Unicode code points"`
	End   int    `json:"end" doc:"Behind its last character"`
	Text  string `json:"text" doc:"Verbatim, with its qualifiers"`
	Measure
}

// TextOf returns the plain form of a release whose passages are all given, in order: n of
// them at most, and not the first ones, which offset counts.
func (f Form) TextOf(r index.Release, passages []index.Passage, offset, n int) Text {
	out := Text{Version: Version, Release: f.ReleaseOf(r), Total: len(passages), Offset: min(offset, len(passages)), Paragraphs: []Paragraph{}}
	var marks anchor.Marks
	for i := range passages {
		p := &passages[i]
		mark, figures := marks.Next(p)
		if i < offset || i-offset >= n {
			continue
		}
		one := Paragraph{Mark: mark, Heading: p.Heading, Text: p.Text}
		for j := range p.Figures {
			g := &p.Figures[j]
			start := utf8.RuneCountInString(p.Text[:g.Quote.Start])
			one.Figures = append(one.Figures, Marked{figures[j], start, start + utf8.RuneCountInString(g.Text), g.Text, f.measure(g, p.Figures)})
		}
		out.Paragraphs = append(out.Paragraphs, one)
	}
	return out
}
