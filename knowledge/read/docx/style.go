package docx

import (
	"encoding/xml"
	"errors"
	"path"
	"strconv"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// style is what a style says about a paragraph or text.
type style struct {
	name, base string
	level      int
	known      bool // the style sets the level
	lift       bool // its text is raised
	lifts      bool // the style sets lift
	struck     bool // its text is struck out
	strikes    bool // the style sets struck
}

// styles are the styles of a Word file by id. The names of built-in styles are
// English in any file, their ids are not.
type styles map[string]style

const maxStyles = 5000

// readStyles reads the styles of the main part, none if the file has none.
func (a archive) readStyles(main string) (styles, error) {
	all := styles{}
	id, cur := "", style{}
	name := path.Join(path.Dir(main), "styles.xml")
	err := a.Walk(name, func(t xml.Token, _ int) {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "style":
				id, cur = parts.Attr(e, "styleId"), style{}
			case "name":
				cur.name = strings.ToLower(parts.Attr(e, "val"))
			case "basedOn":
				cur.base = parts.Attr(e, "val")
			case "outlineLvl":
				cur.level, cur.known = outlineLevel(parts.Attr(e, "val")), true
			case "vertAlign":
				cur.lift, cur.lifts = parts.Attr(e, "val") == "superscript", true
			case "strike", "dstrike":
				cur.struck, cur.strikes = isOn(e), true
			}
		case xml.EndElement:
			if e.Name.Local == "style" && id != "" && len(all) < maxStyles {
				if level, ok := word.LevelOfName(cur.name); ok {
					cur.level, cur.known = level, true
				}
				all[id] = cur
				id = ""
			}
		}
	})
	if err != nil && !errors.Is(err, parts.ErrNoPart) {
		return nil, err
	}
	return all, nil
}

// outlineLevel returns the level for the value of an outline level.
func outlineLevel(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return word.LevelBody
	}
	return word.OutlineLevel(n)
}

// level returns the level of paragraphs of the style id.
func (s styles) level(id string) int {
	if _, ok := s[id]; !ok {
		level, _ := word.LevelOfName(strings.ToLower(id))
		return level
	}
	for range 16 { // styles are based on one another, maybe in a circle
		st, ok := s[id]
		if !ok {
			break
		}
		if st.known {
			return st.level
		}
		id = st.base
	}
	return word.LevelBody
}

// raised reports whether text of the character style id is raised.
func (s styles) raised(id string) bool {
	st := s.first(id, func(st style) bool { return st.lifts })
	return st.lift
}

// struck reports whether text of the character style id is struck out.
func (s styles) struck(id string) bool {
	st := s.first(id, func(st style) bool { return st.strikes })
	return st.struck
}

// first returns the first of the style id and those it is based on of which sets is
// true, an empty one if there is none.
func (s styles) first(id string, sets func(style) bool) style {
	for range 16 {
		st, ok := s[id]
		if !ok || sets(st) {
			return st
		}
		id = st.base
	}
	return style{}
}
