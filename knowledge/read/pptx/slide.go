package pptx

import (
	"regexp"
	"slices"
	"strings"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/word"
)

// slide is the text of a slide.
type slide struct {
	title string // "" if it has none
	body  []word.Passage
}

// slideOf returns the text of the shapes in root.
func slideOf(root *shape) slide {
	root.prune()
	var s slide
	if t := root.takeTitle(); t != nil {
		s.title = joined(t.out)
	}
	var leaves []*shape
	if len(root.kids) > 0 {
		leaves = root.leaves(nil)
	}
	if s.title == "" && len(leaves) > 1 && couldHead(leaves[0]) && isOnTop(leaves[0], leaves[1:]) {
		s.title = leaves[0].out[0].Text
		leaves = leaves[1:]
	}
	for _, l := range leaves {
		switch {
		case l.table != nil:
			s.body = append(s.body, l.out...)
			before := append([]word.Passage{{Text: s.title}}, s.body...)
			s.body = append(s.body, l.table.Passages(before)...)
		case l.heads:
			s.body = append(s.body, word.Passage{Text: l.out[0].Text, Level: word.LevelHeading})
		default:
			s.body = append(s.body, l.out...)
		}
	}
	return s
}

// prune removes the shapes in s that are hidden, have no text or belong to the
// frame of every slide.
func (s *shape) prune() {
	s.kids = slices.DeleteFunc(s.kids, func(k *shape) bool {
		k.prune()
		switch k.holder.kind {
		case "sldNum", "ftr", "dt", "hdr":
			return true
		}
		return k.hidden || len(k.kids) == 0 && len(k.out) == 0 && k.table == nil
	})
}

// takeTitle removes the title from the shapes in s and returns it, nil if there is
// none.
func (s *shape) takeTitle() *shape {
	for i, k := range s.kids {
		if k.holder.kind == "title" || k.holder.kind == "ctrTitle" {
			s.kids = slices.Delete(s.kids, i, i+1)
			return k
		}
		if t := k.takeTitle(); t != nil {
			return t
		}
	}
	return nil
}

// leaves appends the shapes with text in s to out, in the order in which they are
// read.
func (s *shape) leaves(out []*shape) []*shape {
	if len(s.kids) == 0 {
		return append(out, s)
	}
	kids := ordered(s.kids)
	if s.pair {
		kids = s.kids
		kids[0].heads = true
	}
	for _, k := range kids {
		out = k.leaves(out)
	}
	return out
}

// joined returns the paragraphs of a title as one line.
func joined(ps []word.Passage) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Text)
	}
	return b.String()
}

// yearsAndNumber match what a heading may have of digits: the number before it, and
// years.
var yearsAndNumber = regexp.MustCompile(`^[0-9]{1,2}(?:[.、．/\s]|\b)|(?:19|20)[0-9]{2}(?:[-—–~～](?:19|20)?[0-9]{2})?`)

// couldHead reports whether the text of s looks like a heading: one short line
// without a figure.
func couldHead(s *shape) bool {
	if len(s.out) != 1 || s.table != nil {
		return false
	}
	text := s.out[0].Text
	return prose.CouldHead(text, prose.MaxHeading) && !article.IsUnitLine(text) && !strings.ContainsAny(yearsAndNumber.ReplaceAllString(text, ""), "0123456789%")
}

// isOnTop reports whether s is above all others.
func isOnTop(s *shape, others []*shape) bool {
	return s.placed && !slices.ContainsFunc(others, func(o *shape) bool {
		return !o.placed || o.place.y < s.place.y+s.place.h/2
	})
}
