package odt

import (
	"encoding/xml"
	"strconv"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// style is what a style says about a paragraph or text. What it does not set is
// that of its base.
type style struct {
	base    string
	level   int
	levels  bool // it sets level
	raised  bool // its text is above the line
	raises  bool // it sets raised
	hidden  bool // its text is not shown
	hides   bool // it sets hidden
	struck  bool // its text is struck out
	strikes bool // it sets struck
}

// styles are the styles of a document by family and name.
type styles struct {
	all map[string]style
	id  string // of the style that is read, "" for none
	cur style
}

const maxStyles = 5000

// leastRaised is the distance from the line, in percent of the size of the font,
// from which text is raised.
const leastRaised = 20

// visit handles a token of the part with styles, or of those at the start of the
// text.
func (s *styles) visit(t xml.Token, _ int) {
	switch e := t.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "style":
			s.begin(e)
		case "text-properties":
			s.lettering(e)
		}
	case xml.EndElement:
		if e.Name.Local == "style" && s.id != "" {
			if len(s.all) < maxStyles {
				s.all[s.id] = s.cur
			}
			s.id = ""
		}
	}
}

// begin reads the attributes of a style.
func (s *styles) begin(e xml.StartElement) {
	family, name := parts.Attr(e, "family"), parts.Attr(e, "name")
	s.id, s.cur = "", style{}
	if family != "paragraph" && family != "text" {
		return
	}
	s.id = family + "/" + name
	if base := parts.Attr(e, "parent-style-name"); base != "" {
		s.cur.base = family + "/" + base
	}
	shown := parts.Attr(e, "display-name")
	if shown == "" {
		shown = name
	}
	if n, err := strconv.Atoi(parts.Attr(e, "default-outline-level")); err == nil {
		s.cur.level, s.cur.levels = word.OutlineLevel(n-1), true
	}
	if level, ok := levelOfName(shown); ok {
		s.cur.level, s.cur.levels = level, true
	}
}

// levelOfName returns the level of a style, and whether the name says it.
func levelOfName(name string) (int, bool) {
	name = strings.ToLower(strings.ReplaceAll(name, "_20_", " ")) // how names are written as ids
	if strings.HasPrefix(name, "contents ") {
		return word.LevelContents, true
	}
	return word.LevelOfName(name)
}

// lettering reads the properties of the text of a style.
func (s *styles) lettering(e xml.StartElement) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "text-position":
			s.cur.raised, s.cur.raises = isRaised(a.Value), true
		case "display":
			s.cur.hidden, s.cur.hides = a.Value == "none", true
		case "text-line-through-style", "text-line-through-type":
			s.cur.struck, s.cur.strikes = a.Value != "none", true
		}
	}
}

// isRaised reports whether a position such as "super 58%" or "33% 58%" is above
// the line (OpenDocument 1.3, part 3, 20.384).
func isRaised(position string) bool {
	at, _, _ := strings.Cut(position, " ")
	if at == "super" {
		return true
	}
	n, err := strconv.ParseFloat(strings.TrimSuffix(at, "%"), 64)
	return err == nil && n >= leastRaised
}

// look calls found for the style id and those it is based on, with their names,
// until it returns true. Styles may be based on one another in a circle, and on
// one that is not in the file.
func (s *styles) look(id string, found func(name string, st style) bool) {
	for range 16 {
		st := s.all[id]
		_, name, _ := strings.Cut(id, "/")
		if id == "" || found(name, st) {
			return
		}
		id = st.base
	}
}

// level returns the level of paragraphs of a style.
func (s *styles) level(name string) int {
	level := word.LevelBody
	s.look("paragraph/"+name, func(name string, st style) bool {
		if level = st.level; st.levels {
			return true
		}
		named, ok := levelOfName(name)
		if ok {
			level = named
		}
		return ok
	})
	return level
}

// raised reports whether text of the style id is above the line, and whether a
// style says so.
func (s *styles) raised(id string) (raised, sets bool) {
	s.look(id, func(_ string, st style) bool {
		raised, sets = st.raised, st.raises
		return sets
	})
	return raised, sets
}

// hidden reports whether text of the style id is not shown, and whether a style
// says so.
func (s *styles) hidden(id string) (hidden, sets bool) {
	s.look(id, func(_ string, st style) bool {
		hidden, sets = st.hidden, st.hides
		return sets
	})
	return hidden, sets
}

// struck reports whether text of the style id is struck out, and whether a style says
// so.
func (s *styles) struck(id string) (struck, sets bool) {
	s.look(id, func(_ string, st style) bool {
		struck, sets = st.struck, st.strikes
		return sets
	})
	return struck, sets
}
