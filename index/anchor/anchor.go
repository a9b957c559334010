// Package anchor makes the addresses of releases on the web site, and the marks in them
// to which a link can lead: addresses that stay, because they are made of what a release
// says and not of its place in a folder or of a paragraph's place in it.
//
// The address of a release has two parts, of the digest of its file and of its ID:
//
//	/releases/3f2a9c81d0e4-7b21c90f5a
//
// # What changes an address
//
//   - A file that is renamed or moved: its old address leads to it by the first part. The
//     pages use its new address from then on.
//   - A file whose bytes change under the same name: its old address leads to it by the
//     second part, and [Book.Find] says that it was changed. The pages use its new address.
//   - Renamed and changed at once, or removed: the old address leads nowhere. A file that
//     comes back has its address again.
//   - A paragraph's mark changes with any character of its text as it was read, and
//     nothing else: not with what is put before or behind it. The marks of a text that
//     occurs several times are numbered in order, and so the number of a later one changes
//     if an earlier one goes.
//   - A figure's mark changes with its paragraph, and if a new version of the program reads
//     another quotation (超100亿元 instead of 100亿元).
//   - Nothing else does: not the language, the index, a sync or the page of a long release.
//     A link names the mark twice ([Place.Link]), so that the page of a long release that
//     has it is found when it is followed, not when it is made.
//
// # Decisions
//
// 2026-11-30: an address has a part of the ID beside that of the digest, because a file
// that was changed is found by it after a restart, too; instead of a log of the digests
// that files had.
//
// 2026-11-30: an index fills in the address of a release's page (passage.Release.Page) where
// Options.Site is set, and a reply in Slack leads there if the release has no address of its
// own, or that is gone (package gone). A function that the replies ask would have to reach
// every place that cites a release: it is in the release (passage.Site).
package anchor

import (
	"fmt"
	"strings"
	"sync"

	"beilun/index"
	"beilun/index/passage"
	"beilun/knowledge"
)

// markDigits is the length of a mark in hexadecimal digits.
const markDigits = 10

// List is the path of the list of releases, and the beginning of each one's.
const List = passage.Pages

// Of returns the path of a release of x; "" if it is not in x.
func Of(x *index.Index, id string) string {
	digest, ok := index.StateOf(x).Digest(id)
	if !ok {
		return ""
	}
	return List + "/" + passage.Address(id, digest)
}

// OfRow returns the address of a figure in its release, "" if that is not in x.
func OfRow(x *index.Index, r index.Row) string {
	return Link(Of(x, r.Passage.Release.ID), Figure(&r.Passage, r.Figure))
}

// Link returns the address of a mark below the path of a release. It is path itself if
// there is no mark, and "" without a path.
func Link(path, mark string) string {
	if path == "" || mark == "" {
		return path
	}
	return path + "?at=" + mark + "#" + mark
}

// Paragraph returns the mark of a paragraph by its text: that of the first one if the
// release has it several times.
func Paragraph(text string) string { return "p" + passage.Hash(text, markDigits) }

// Figure returns the mark of a figure of a passage: that in the first such passage if the
// release has it several times.
func Figure(p *index.Passage, f *knowledge.Figure) string {
	n := 1
	for i := range p.Figures {
		if g := &p.Figures[i]; g.Text == f.Text && g.Quote.Start < f.Quote.Start {
			n++
		}
	}
	return numbered(figure(p.Text, f.Text), n)
}

func figure(paragraph, quoted string) string {
	return "f" + passage.Hash(paragraph+"\x00"+quoted, markDigits)
}

func numbered(mark string, n int) string {
	if n == 1 {
		return mark
	}
	return fmt.Sprintf("%s-%d", mark, n)
}

// Marks numbers the marks of a release, whose passages are given to it in order. The zero
// Marks is ready for use.
type Marks struct{ seen map[string]int }

// Next returns the mark of the next passage and those of its figures, in the order of
// p.Figures.
func (m *Marks) Next(p *index.Passage) (paragraph string, figures []string) {
	paragraph = m.number(Paragraph(p.Text))
	for i := range p.Figures {
		figures = append(figures, m.number(figure(p.Text, p.Figures[i].Text)))
	}
	return paragraph, figures
}

func (m *Marks) number(mark string) string {
	if m.seen == nil {
		m.seen = map[string]int{}
	}
	m.seen[mark]++
	return numbered(mark, m.seen[mark])
}

// Book finds releases of an index by their addresses. It is safe for concurrent use.
type Book struct {
	index *index.Index

	mu       sync.Mutex
	state    index.State
	byDigest map[string]string // to an ID, the first of those with the same bytes
	byName   map[string]string // to an ID, "" if there are two
}

// NewBook returns a book of the releases of x.
func NewBook(x *index.Index) *Book { return &Book{index: x} }

// Found is how an address leads to a release.
type Found int

// How addresses lead to releases.
const (
	Nowhere Found = iota
	Present       // it is the address of the release
	Moved         // it was, until the file was renamed, or it names only the bytes
	Changed       // it was, until the file was changed
)

// Find returns the ID of the release to which an address leads: the last part of a path.
func (b *Book) Find(address string) (id string, found Found) {
	digest, name, _ := strings.Cut(address, "-")
	b.mu.Lock()
	defer b.mu.Unlock()
	b.update()
	named := b.byName[name]
	switch first := b.byDigest[digest]; {
	case named != "" && b.isOf(named, address):
		return named, Present
	case first != "":
		return first, Moved
	case named != "":
		return named, Changed
	}
	return "", Nowhere
}

// update reads the addresses if they are not those of the index's present state.
func (b *Book) update() {
	state := index.StateOf(b.index)
	if state == b.state && b.byDigest != nil {
		return
	}
	b.state, b.byDigest, b.byName = state, map[string]string{}, map[string]string{}
	for r, digest := range state.Releases() {
		id := r.ID
		d, n, _ := strings.Cut(passage.Address(id, digest), "-")
		if first := b.byDigest[d]; first == "" || id < first {
			b.byDigest[d] = id
		}
		if _, twice := b.byName[n]; twice {
			id = ""
		}
		b.byName[n] = id
	}
}

// isOf reports whether an address is that of a release.
func (b *Book) isOf(id, address string) bool {
	digest, ok := b.state.Digest(id)
	return ok && passage.Address(id, digest) == address
}
