package trace

import (
	"sort"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
)

// String is a text with the way back to the bytes of the file. Text in it that is
// not in the file has no Origin.
type String struct {
	Text   string
	Origin knowledge.Origin
}

// Slice returns the part of t at s.
func (t String) Slice(s knowledge.Span) String {
	var b Builder
	b.trace(t, s, -s.Start)
	return String{s.Of(t.Text), b.origin}
}

// Trim returns t without white space at its ends.
func (t String) Trim() String {
	s := Trimmed(t.Text, knowledge.Span{End: len(t.Text)})
	if s.Len() == len(t.Text) {
		return t
	}
	return t.Slice(s)
}

// Trimmed returns s, a span of text, without white space at its ends.
func Trimmed(text string, s knowledge.Span) knowledge.Span {
	part := s.Of(text)
	s.Start += len(part) - len(strings.TrimLeftFunc(part, char.IsSpace))
	s.End -= len(part) - len(strings.TrimRightFunc(part, char.IsSpace))
	if s.End < s.Start {
		s.End = s.Start
	}
	return s
}

// Builder builds a String from parts of others. The zero Builder is ready to use.
type Builder struct {
	text   words
	origin knowledge.Origin
}

// words builds a string. If there is only one part, the result is that part and
// not a copy.
type words struct {
	only string // the text, as long as it is one part
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

// Copy appends the part of t at s.
func (b *Builder) Copy(t String, s knowledge.Span) {
	shift := b.text.Len() - s.Start
	b.text.WriteString(s.Of(t.Text))
	b.trace(t, s, shift)
}

// trace appends the Origin of the part of t at s, whose text moves by shift
// bytes.
func (b *Builder) trace(t String, s knowledge.Span, shift int) {
	first := sort.Search(len(t.Origin), func(i int) bool {
		r := t.Origin[i]
		return r.Text+r.N*r.TextWidth > s.Start
	})
	for _, r := range t.Origin[first:] {
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

// Replace appends text, with the part of t at s as its Origin.
func (b *Builder) Replace(text string, t String, s knowledge.Span) {
	var part Builder
	part.Copy(t, s)
	if file, ok := part.origin.File(knowledge.Span{End: s.Len()}); ok && text != "" {
		b.origin = b.origin.Append(knowledge.Run{
			Text: b.text.Len(), File: file.Start, N: 1, TextWidth: len(text), FileWidth: file.Len(),
		})
	}
	b.text.WriteString(text)
}

// Len returns the number of bytes so far.
func (b *Builder) Len() int { return b.text.Len() }

// String returns the text so far.
func (b *Builder) String() string { return b.text.String() }

// Insert appends text that is not in the file.
func (b *Builder) Insert(text string) { b.text.WriteString(text) }

// Finish returns the String that was built.
func (b *Builder) Finish() String { return String{b.text.String(), b.origin} }
