package read

import (
	"sort"
	"strings"

	"beilun/knowledge"
)

// traced is a text and the way back to the file it was read from.
type traced struct {
	text   string
	origin knowledge.Origin
}

// slice returns the part of t at s.
func (t traced) slice(s knowledge.Span) traced {
	var b builder
	b.trace(t, s, -s.Start)
	return traced{s.Of(t.text), b.origin}
}

// trim returns t without the white space around it.
func (t traced) trim() traced {
	s := trimmed(t.text, knowledge.Span{End: len(t.text)})
	if s.Len() == len(t.text) {
		return t
	}
	return t.slice(s)
}

// trimmed returns s without the white space at its ends.
func trimmed(text string, s knowledge.Span) knowledge.Span {
	part := s.Of(text)
	s.Start += len(part) - len(strings.TrimLeftFunc(part, isSpace))
	s.End -= len(part) - len(strings.TrimRightFunc(part, isSpace))
	if s.End < s.Start {
		s.End = s.Start
	}
	return s
}

// builder puts a text together from parts of traced texts, and with it the way
// back to the file. Text that is not in the file has no way back.
type builder struct {
	text   words
	origin knowledge.Origin
}

// words is a text that is put together. Of one part it is that part and no copy.
type words struct {
	only string // the text so far, where it is one part
	all  strings.Builder
}

func (w *words) Len() int { return len(w.only) + w.all.Len() }

func (w *words) WriteString(s string) {
	if w.Len() == 0 {
		w.only = s
		return
	}
	if w.only != "" {
		w.all.Grow(len(w.only) + len(s))
		w.all.WriteString(w.only)
		w.only = ""
	}
	w.all.WriteString(s)
}

func (w *words) String() string {
	if w.only != "" {
		return w.only
	}
	return w.all.String()
}

// copy adds the part of t at s.
func (b *builder) copy(t traced, s knowledge.Span) {
	shift := b.text.Len() - s.Start
	b.text.WriteString(s.Of(t.text))
	b.trace(t, s, shift)
}

// trace adds the way back from the part of t at s, which comes to stand shift
// bytes further on.
func (b *builder) trace(t traced, s knowledge.Span, shift int) {
	first := sort.Search(len(t.origin), func(i int) bool {
		r := t.origin[i]
		return r.Text+r.N*r.TextWidth > s.Start
	})
	for _, r := range t.origin[first:] {
		if r.Text >= s.End {
			break
		}
		skip := (max(s.Start, r.Text) - r.Text) / r.TextWidth
		stop := (min(s.End, r.Text+r.N*r.TextWidth) - r.Text + r.TextWidth - 1) / r.TextWidth
		r.Text += skip*r.TextWidth + shift
		r.File += skip * r.FileWidth
		r.N = stop - skip
		b.origin = b.origin.Append(r)
	}
}

// replace adds text that stands for the part of t at s.
func (b *builder) replace(text string, t traced, s knowledge.Span) {
	var part builder
	part.copy(t, s)
	if file, ok := part.origin.File(knowledge.Span{End: s.Len()}); ok && text != "" {
		b.origin = b.origin.Append(knowledge.Run{
			Text: b.text.Len(), File: file.Start, N: 1, TextWidth: len(text), FileWidth: file.Len(),
		})
	}
	b.text.WriteString(text)
}

// Len returns how many bytes the text so far has.
func (b *builder) Len() int { return b.text.Len() }

// String returns the text so far.
func (b *builder) String() string { return b.text.String() }

// insert adds text that is not in the file.
func (b *builder) insert(text string) { b.text.WriteString(text) }

// finish returns what was put together.
func (b *builder) finish() traced { return traced{b.text.String(), b.origin} }
