package check

import (
	"context"
	"fmt"

	"beilun/knowledge"
	"beilun/knowledge/ledger"
	"beilun/knowledge/read"
)

// Judgement is what the releases so far say of a figure of a draft, in a word.
type Judgement string

// The judgements.
const (
	Agrees      Judgement = "agrees"      // they have the same figure; if they differ among themselves, one of them has
	Newer       Judgement = "newer"       // the draft is of a later time than all that they have
	Contradicts Judgement = "contradicts" // they have another figure, or a newer one
	Unknown     Judgement = "unknown"     // they have no such figure, or it is not understood what it counts
)

// Judgements are the judgements, the ones that most need a look first.
var Judgements = [...]Judgement{Contradicts, Newer, Unknown, Agrees}

// JudgementOf returns the word for a verdict of the ledger.
func JudgementOf(v ledger.Verdict) Judgement {
	switch v {
	case ledger.Agrees, ledger.Disputed:
		return Agrees
	case ledger.Ahead:
		return Newer
	case ledger.Contradicts, ledger.Outdated:
		return Contradicts
	}
	return Unknown
}

// Counts are how many figures of a draft have each judgement.
type Counts struct {
	Agrees      int `json:"agrees"`
	Newer       int `json:"newer"`
	Contradicts int `json:"contradicts"`
	Unknown     int `json:"unknown"`
}

func (c *Counts) add(j Judgement) {
	switch j {
	case Agrees:
		c.Agrees++
	case Newer:
		c.Newer++
	case Contradicts:
		c.Contradicts++
	default:
		c.Unknown++
	}
}

// Report is what the releases say of a draft.
type Report struct {
	Title   string    // of the draft; empty if it has none
	Figures []Checked // in the order of the draft, the title first
	Counts  Counts    // of Figures
	Left    int       // figures that were not looked up, because there are more than MaxFigures
}

// Draft checks a file in any format that releases have, or a text: name says which, as
// that of a release does, and data decides where the two differ. Nothing is stored or
// kept. The title and the headings are checked, too. A draft without a date is of today.
//
// The error is one of package read, that of ctx, or of the index. It takes some
// milliseconds for each figure.
func (c *Checker) Draft(ctx context.Context, name string, data []byte) (*Report, error) {
	a, err := read.Outline(ctx, name, data)
	if err != nil {
		return nil, fmt.Errorf("read draft: %w", err)
	}
	src := &source{title: a.Title, date: a.Date}
	if a.Title != "" {
		src.sections = append(src.sections, headed(a.Title))
	}
	for _, s := range a.Sections {
		if s.Heading != "" && s.Heading != a.Title {
			src.sections = append(src.sections, headed(s.Heading))
		}
		src.sections = append(src.sections, s)
	}
	found, left, err := c.checkSource(ctx, src, "")
	if err != nil {
		return nil, err
	}
	r := &Report{Title: a.Title, Figures: found, Left: left}
	for i := range found {
		r.Counts.add(JudgementOf(found[i].Verdict))
	}
	return r, nil
}

// headed returns a heading as a section of its own.
func headed(text string) knowledge.Section {
	return knowledge.Section{Paragraphs: []knowledge.Paragraph{{Text: text}}}
}
