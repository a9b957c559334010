package html

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
)

// refusal returns the error that says why a page without an article is no
// release.
func refusal(w *web, f *facts) error {
	if err := attached(w); err != nil {
		return err
	}
	w.kept = nil
	blocks, err := w.blocks(w.root)
	if err != nil {
		return err
	}
	hasScript := find(w.root, func(n *node) bool { return n.tag == "script" }) != nil
	if why := saidIn(append(textsOf(blocks), alerts(w)...), titlesOf(w, f, blocks)).reason(); why != nil {
		return why
	}
	switch {
	case w.root.chars < leastProse && leadsAway(w):
		return release.ErrLink
	case find(w.root, func(n *node) bool { return n.has(" frameset frame ") }) != nil && w.root.prose() < leastProse:
		return release.ErrFrames
	case asksPassword(w) && w.root.prose() < mostRefused:
		return release.ErrLogin
	case hasScript && (w.root.chars < leastProse || isTemplate(blocks) || onlyFoot(textsOf(blocks))):
		return release.ErrScripted
	}
	return fmt.Errorf("%w: %d characters, %d of them in links", release.ErrNoArticle, w.root.chars, w.root.linked)
}

// mostRefused is how many characters the text of a page has at most that is
// looked at for being a refusal.
const mostRefused = 800

// noRelease returns why the article that was found in body is none: the page says
// so, it leads to attachments, or a script is to fill it. It returns nil for a
// release. h is what the page says about it.
func noRelease(w *web, f *facts, body *node, blocks []block, h imprint.Head) error {
	chars := 0
	for _, b := range blocks {
		chars += utf8.RuneCountInString(b.Text)
	}
	if chars > mostRefused {
		return nil
	}
	if isTemplate(blocks) {
		return release.ErrScripted
	}
	if slices.ContainsFunc(f.topics, func(t string) bool { return listings.Started(folded(t)) != "" }) {
		return fmt.Errorf("%w: it lists the files of a folder", release.ErrNoArticle)
	}
	if err := attached(w); err != nil {
		return err
	}
	if w.kept != nil { // the library may have kept only a part of what the page says
		kept := w.kept
		w.kept = nil
		all, err := w.blocks(w.root)
		w.kept = kept
		if err != nil {
			return err
		}
		blocks = all
	}
	s := saidIn(textsOf(blocks), titlesOf(w, f, blocks))
	if !h.Date.IsZero() && s.titled == nil && s.rest > 0 { // refusals have no date
		return nil
	}
	why := s.reason()
	if why == nil && asksPassword(w) && !s.news && s.rest <= leastProse && h.Date.IsZero() {
		return release.ErrLogin
	}
	return why
}

// textsOf returns the texts of blocks.
func textsOf(blocks []block) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = b.Text
	}
	return out
}

// titlesOf returns the titles of the page, with and without the name of the site,
// and its first headings.
func titlesOf(w *web, f *facts, blocks []block) []string {
	const most = 4 // headings
	var out []string
	for _, t := range f.topics {
		out = append(out, t, f.withoutSite(t, nil))
	}
	headings := 0
	for _, b := range blocks {
		if b.Heading && headings < most {
			out = append(out, b.Text)
			headings++
		}
	}
	return out
}

// alert matches a message that a script shows.
var alert = regexp.MustCompile(`\balert\(\s*["']([^"'\n]{2,200})["']`)

// alerts returns the messages that the scripts of a page without text show.
func alerts(w *web) (out []string) {
	const most = 5
	if w.root.chars >= leastProse {
		return nil
	}
	find(w.root, func(n *node) bool {
		if n.tag == "script" && n.text.Len() <= maxScript {
			for _, m := range alert.FindAllStringSubmatch(n.text.Of(w.Text), most) {
				out = append(out, m[1])
			}
		}
		return len(out) >= most
	})
	return out
}

// leadsAway reports whether the page sends the browser to another one.
func leadsAway(w *web) bool {
	return find(w.root, func(n *node) bool {
		return n.tag == "meta" && strings.EqualFold(n.attr("http-equiv"), "refresh") && strings.Contains(strings.ToLower(n.attr("content")), "url")
	}) != nil
}

// asksPassword reports whether the page has a field for a password.
func asksPassword(w *web) bool {
	return find(w.root, func(n *node) bool { return n.tag == "input" && strings.EqualFold(n.attr("type"), "password") }) != nil
}

// isTemplate reports whether the text has places that a script is to fill:
// {{detail.title}}.
func isTemplate(blocks []block) bool {
	const least = 3
	places := 0
	for _, b := range blocks {
		places += strings.Count(b.Text, "{{")
	}
	return places >= least || places > 0 && places*2 >= len(blocks)
}

// isList reports whether most of n, in which an article was found, is a list of
// pages with their days or beginnings: the column of a site or what a search has
// found.
func isList(w *web, n *node) bool {
	const (
		fewest = 4  // entries of a list
		most   = 60 // per cent of the characters
	)
	chars := n.chars
	if w.kept != nil {
		chars = w.keptChars(n)
	}
	found := false
	find(n, func(parent *node) bool {
		entries, size := 0, 0
		for _, k := range parent.kids {
			if !k.hidden && k.has(" li div dl article section p ") && isEntry(w, k) {
				entries++
				size += k.chars
			}
		}
		found = found || entries >= fewest && size*100 >= chars*most
		return found
	})
	return found
}

// isEntry reports whether n is an entry of a list of pages: it begins with a link
// and has a day besides.
func isEntry(w *web, n *node) bool {
	const (
		least = 8   // characters of the link
		most  = 400 // of the entry
	)
	if n.linked < least || n.chars > most || n.linked == n.chars {
		return false
	}
	first := find(n, func(k *node) bool {
		return k.tag == "a" && k.chars > 0 || !k.hidden && slices.ContainsFunc(k.kids, func(t *node) bool { return t.tag == "" && t.chars > 0 })
	})
	if first == nil || first.tag != "a" || first.chars < least {
		return false
	}
	text := w.wordsOf(n)
	return fullDate.MatchString(text) || cutOff.Ended(text) != ""
}
