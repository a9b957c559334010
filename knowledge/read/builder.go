package read

import (
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
)

// builder puts a clean text together from pieces of a source and keeps where
// each piece came from.
type builder struct {
	src    source
	text   []byte
	origin knowledge.Origin
}

// copy appends the bytes of the source's text from one offset up to another.
func (b *builder) copy(from, to int) {
	for _, r := range b.src.origin.Slice(knowledge.Span{Start: from, End: to}) {
		r.Text += len(b.text)
		b.origin = b.origin.Append(r)
	}
	b.text = append(b.text, b.src.text[from:to]...)
}

// copyClean is copy without characters that are not to be read: control and
// format characters. A tab becomes a space.
func (b *builder) copyClean(from, to int) {
	start := from
	for i, r := range b.src.text[from:to] {
		if r != '\uFEFF' && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
			continue
		}
		b.copy(start, from+i)
		if r == '\t' {
			b.insert(" ")
		}
		start = from + i + utf8.RuneLen(r)
	}
	b.copy(start, to)
}

// insert appends text that the source does not have.
func (b *builder) insert(s string) { b.text = append(b.text, s...) }

func (b *builder) last() rune {
	r, _ := utf8.DecodeLastRune(b.text)
	return r
}

func (b *builder) paragraph() knowledge.Paragraph {
	return knowledge.Paragraph{Text: string(b.text), Origin: b.origin}
}
