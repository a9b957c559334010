package passage

import (
	"path"

	"beilun/knowledge"
)

// MaxBytes is the length in bytes over which a paragraph is cut into several
// passages, at sentence ends.
const MaxBytes = 4500

// Of cuts an article into its passages.
func Of(a *knowledge.Article) []Passage {
	rel := ReleaseFrom(a)
	var out []Passage
	for _, s := range a.Sections {
		for _, p := range s.Paragraphs {
			out = Append(out, rel, s.Heading, p, len(out))
		}
	}
	return out
}

// ReleaseFrom returns what an article says of itself.
func ReleaseFrom(a *knowledge.Article) Release {
	rel := Release{ID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Date: a.Date, Until: a.Superseded}
	if !a.Superseded.IsZero() {
		rel.By = path.Join(path.Dir(a.ID), a.SupersededBy)
	}
	return rel
}

// Append appends the passages of a paragraph to out; n passages of the release are
// before it.
func Append(out []Passage, rel Release, heading string, p knowledge.Paragraph, n int) []Passage {
	for _, part := range cutParagraph(p) {
		n++
		origin, _ := part.Origin.File(knowledge.Span{End: len(part.Text)})
		out = append(out, Passage{
			ID:        ID(rel.ID, n),
			Release:   rel,
			Heading:   heading,
			Text:      part.Text,
			Sentences: part.Sentences,
			Figures:   part.Figures,
			Origin:    origin,
		})
	}
	return out
}

// cutParagraph returns p, or p in parts of at most maxPassage bytes where it
// is longer. A single sentence is never cut.
func cutParagraph(p knowledge.Paragraph) []knowledge.Paragraph {
	if len(p.Text) <= MaxBytes || len(p.Sentences) < 2 {
		return []knowledge.Paragraph{p}
	}
	var out []knowledge.Paragraph
	from := 0
	for i := 1; i <= len(p.Sentences); i++ {
		if i < len(p.Sentences) && p.Sentences[i].End-p.Sentences[from].Start <= MaxBytes {
			continue
		}
		out = append(out, slicePart(p, from, i))
		from = i
	}
	return out
}

// slicePart makes a paragraph of the sentences from up to, not including, to.
func slicePart(p knowledge.Paragraph, from, to int) knowledge.Paragraph {
	span := knowledge.Span{Start: p.Sentences[from].Start, End: p.Sentences[to-1].End}
	part := knowledge.Paragraph{Text: span.Of(p.Text), Origin: p.Origin.Slice(span)}
	shift := func(s knowledge.Span) knowledge.Span {
		return knowledge.Span{Start: s.Start - span.Start, End: s.End - span.Start}
	}
	for _, s := range p.Sentences[from:to] {
		part.Sentences = append(part.Sentences, shift(s))
	}
	for i := range p.Figures {
		if span.Contains(p.Figures[i].Quote) {
			f := p.Figures[i]
			f.Span, f.Quote = shift(f.Span), shift(f.Quote)
			part.Figures = append(part.Figures, f)
		}
	}
	return part
}
