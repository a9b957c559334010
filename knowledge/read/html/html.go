package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
)

// Read returns the article on a web page, with its title, date, source and
// address if the page has them. src may also be a saved page, see [ReadSaved].
// Read returns release.ErrPlain if src is no web page, and release.ErrNoArticle,
// ErrFrames or ErrScripted if the page has no article.
func Read(src release.File) (*knowledge.Article, error) {
	if isMHTML(src.Data) {
		return ReadSaved(src)
	}
	t, err := charset.DecodePage(src.Data, "")
	if err != nil {
		return nil, err
	}
	if !aTag.MatchString(t.Text[:min(len(t.Text), 1<<20)]) {
		return nil, release.ErrPlain
	}
	return readPage(t, "")
}

// readPage reads the page t. from is the address it was saved from, "" if
// unknown.
func readPage(t trace.String, from string) (*knowledge.Article, error) {
	root, saved, err := parsePage(t)
	if err != nil {
		return nil, err
	}
	w := &web{String: t, root: root, saved: saved}
	if from != "" {
		w.saved = from
	}
	w.measure(root, false)
	f := w.facts()
	a, err := w.article(f)
	if day, bad := knowledge.ParseDate(f.superseded); err == nil && bad == nil && day.Day != 0 {
		a.Superseded, a.SupersededBy = day, f.supersededBy
	}
	return a, err
}

// article returns the article on a page that says f.
func (w *web) article(f *facts) (*knowledge.Article, error) {
	body := w.content()
	if w.weChat {
		if own := w.container(weChatBodies, leastNotice, 0); own != nil {
			body, w.kept = own, nil
		} else if a := readPost(w, f); a != nil {
			return a, nil
		}
	}
	if body == nil {
		return nil, refusal(w, f)
	}
	blocks, err := w.blocks(body)
	if err != nil {
		return nil, err
	}
	before := w.linesBefore(w.start(body))
	h := imprint.Head{Title: w.title(f, body, before, blocks), URL: f.address()}
	if w.narrow(h.Title) {
		if blocks, err = w.blocks(body); err != nil {
			return nil, err
		}
		before = w.linesBefore(w.start(body))
	}
	over := w.info(before, h.Title, w.start(body))
	blocks, ends := trimPage(withoutFoot(blocks), h.Title)
	over = over.Or(ends)
	if !over.Date.IsZero() {
		f.dates = append(f.dates, over.Date)
	}
	note(&f.sources, over.Source)
	h.Source, h.Date = f.source(w.weChat), agreed(f.dates)
	h = h.Or(imprint.Head{Embargo: over.Embargo, BadEmbargo: over.BadEmbargo}).Or(f.held)
	for _, l := range before {
		h = h.Or(imprint.EmbargoIn(l))
	}
	units := headBold(blocks)
	for i := range units { // entities that were escaped once more
		units[i].String = charset.WithoutEntities(units[i].String)
	}
	if proseChars(units) < leastNotice || isList(w, body) || onlyFoot(textsOf(blocks)) {
		return nil, refusal(w, f)
	}
	if err := noRelease(w, f, body, blocks, h); err != nil {
		return nil, err
	}
	units, h = article.TakeTitle(units, h)
	return article.Assemble(units, h), nil
}

// proseChars returns the number of characters in the paragraphs.
func proseChars(units []article.Unit) int {
	n := 0
	for _, u := range units {
		if !u.Heading {
			n += utf8.RuneCountInString(u.Text)
		}
	}
	return n
}

// trimPage returns the blocks without what belongs to the page at both ends of
// the article: the title and the line under it, links to other pages, the names
// of editors. It also returns what these lines say about source and date.
func trimPage(blocks []block, title string) ([]block, imprint.Head) {
	const reach = 6 // blocks from either end
	var h imprint.Head
	drop := func(i int, b block) bool {
		near := i < reach || i >= len(blocks)-reach
		if near {
			h = h.Or(imprint.EmbargoIn(b.Text))
		}
		switch {
		case !near || b.row:
			return false
		case i < reach && title != "" && spaceless(b.Text) == spaceless(title), isFurniture(b.Text), b.linked && i >= len(blocks)-reach && prose.EndOf(b.Text) != prose.EndsFull:
			return true
		}
		g, ok := infoLine(b.Text)
		if !ok || g.bare || i >= reach && utf8.RuneCountInString(b.Text) > imprint.MaxValue {
			return false
		}
		if _, whole := imprint.MetaLine(b.Text); !whole && i >= reach {
			return false
		}
		h = h.Or(g.Head)
		return true
	}
	kept := make([]block, 0, len(blocks))
	for i, b := range blocks {
		if !drop(i, b) {
			kept = append(kept, b)
		}
	}
	return kept, h
}

// isFurniture reports whether a short line belongs to the page.
func isFurniture(s string) bool {
	s = imprint.Unbracket(s)
	if utf8.RuneCountInString(s) > imprint.MaxValue {
		return false
	}
	return slices.ContainsFunc(furnitureHead, func(w string) bool {
		rest, ok := strings.CutPrefix(s, w)
		return ok && (prose.EndOf(rest+" ") != prose.EndsFull) && !strings.ContainsAny(rest, "。")
	})
}
