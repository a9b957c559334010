package rtf

import (
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/word"
)

// destinations are the control words that say where the text of their group goes.
// Groups that may be skipped (\*) go nowhere if they are not here.
var destinations = map[string]destination{
	"fonttbl": toFonts, "stylesheet": toStyles, "info": toInfo,
	"colortbl": toNothing, "pict": toNothing, "object": toNothing, "fldinst": toNothing, "private": toNothing,
	"header": toNothing, "headerl": toNothing, "headerr": toNothing, "headerf": toNothing,
	"footer": toNothing, "footerl": toNothing, "footerr": toNothing, "footerf": toNothing,
	"footnote": toNothing, "annotation": toNothing, "atnid": toNothing, "atnauthor": toNothing,
	"listtext": toNothing, "pntext": toNothing, "nonesttables": toNothing, "nonshppict": toNothing,
	"shp": toShape, "do": toNothing, "xe": toNothing, "tc": toNothing, "tcn": toNothing, "rxe": toNothing, "txe": toNothing,
	"bkmkstart": toNothing, "bkmkend": toNothing, "filetbl": toNothing, "revtbl": toNothing, "template": toNothing,
	"ftnsep": toNothing, "ftnsepc": toNothing, "ftncn": toNothing, "aftnsep": toNothing, "aftnsepc": toNothing, "aftncn": toNothing,
}

// shown are the control words that mean a character.
var shown = map[string]string{
	"tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}

// control handles a control word.
func (w *walk) control(t token) {
	star := w.star
	w.star = false
	to := w.state.to
	switch {
	case to == toNothing:
		return
	case to == toInfo:
		w.info(t, star)
		return
	case to == toFonts:
		w.fontWord(t, star)
		return
	case to == toShape:
		w.shapeWord(t)
		return
	}
	if d, ok := destinations[t.word]; ok {
		w.flush()
		w.state.to = d
		return
	}
	switch t.word {
	case "nesttableprops": // a row of a table inside another, described on its own
		w.state.row = &rowShape{}
		return
	case "ud", "cs": // the same text in Unicode; a style of characters, but in the list of styles
		if t.word == "ud" || to != toStyles {
			return
		}
	}
	if star {
		w.state.to = toNothing
		return
	}
	if s := shown[t.word]; s != "" {
		w.write(s)
		return
	}
	w.flush()
	if to == toStyles {
		w.styleWord(t)
	}
	if !w.charWord(t) && !w.parWord(t) {
		w.rowWord(t)
	}
}

// info handles a control word in the properties of the file.
func (w *walk) info(t token, star bool) {
	switch {
	case t.word == "title":
		w.title.Reset() // which may come once more, in Unicode
		w.state.to = toTitle
	case t.word != "upr" && t.word != "ud" || star && t.word != "ud":
		w.state.to = toNothing
	}
}

// shapeWord handles a control word in a drawing.
func (w *walk) shapeWord(t token) {
	switch t.word {
	case "shptxt":
		w.state.to, w.state.flow, w.state.row = toBody, &word.Flow{}, &rowShape{}
		w.state.par, w.state.chars = par{}, chars{}
	case "sp", "shprslt": // a property; the drawing once more, for older programs
		w.state.to = toNothing
	}
}

// fontWord handles a control word in the list of fonts.
func (w *walk) fontWord(t token, star bool) {
	w.flush() // names, one after the other if they have no groups
	f := &w.described
	switch t.word {
	case "f":
		w.current = t.number
	case "fcharset":
		const pictures = 2
		f.page, f.pictures = charset.CodePageOf(t.number), t.number == pictures
	case "cpg":
		f.page = t.number
	default:
		if star {
			w.state.to = toNothing // another name
		}
	}
}

// styleWord handles a control word in the list of styles.
func (w *walk) styleWord(t token) {
	switch t.word {
	case "s":
		w.current = t.number
	case "sbasedon":
		w.style.base = t.number
	case "outlinelevel":
		w.style.level, w.style.known = word.OutlineLevel(t.number), true
	}
}

// charWord handles a control word about characters, and returns false for others.
func (w *walk) charWord(t token) bool {
	s := &w.state
	switch t.word {
	case "u":
		w.unicode(t.number)
	case "uc":
		s.bytes = max(0, min(t.number, 16))
	case "f":
		s.font = t.number
	case "plain":
		s.chars, s.font = chars{}, w.font
	case "deleted":
		s.deleted = t.on()
	case "v", "webhidden":
		s.hidden = t.on()
	case "strike", "striked":
		s.struck = t.on()
	case "super":
		s.raised = t.on()
	case "up":
		s.raised = t.number >= word.LeastRaise
	case "sub", "nosupersub", "dn":
		s.raised = false
	case "ansicpg", "mac", "pc", "pca", "deflang", "deflangfe":
		w.codePage(t)
	case "deff":
		w.font, s.font = t.number, t.number
	default:
		return false
	}
	return true
}

// codePage handles a control word about the code page of the file. The default
// language says it if the file does not.
func (w *walk) codePage(t token) {
	switch t.word {
	case "ansicpg":
		w.page = t.number
	case "mac":
		w.page = mac
	case "pc":
		w.page = dos
	case "pca":
		w.page = dosLine
	default:
		const mainland, taiwan, hongKong = 2052, 1028, 3076
		switch {
		case w.page != 0:
		case t.number == mainland:
			w.page = gbk
		case t.number == taiwan || t.number == hongKong:
			w.page = 950
		}
	}
}

// parWord handles a control word about paragraphs, and returns false for others.
func (w *walk) parWord(t token) bool {
	s := &w.state
	switch t.word {
	case "par", "sect", "page":
		w.endParagraph()
	case "pard":
		s.par = par{}
	case "s":
		s.style = t.number
	case "outlinelevel":
		s.outline, s.direct = word.OutlineLevel(t.number), true
	case "intbl":
		s.inTable = true
	case "itap":
		s.depth = max(0, t.number)
		s.inTable = s.depth > 0
	default:
		return false
	}
	return true
}

// rowWord handles a control word about rows and cells.
func (w *walk) rowWord(t token) {
	r := w.state.row
	switch t.word {
	case "cell":
		w.endCell(1)
	case "nestcell":
		w.endCell(2)
	case "row":
		w.endRow(1)
	case "nestrow":
		w.endRow(2)
	case "trowd":
		*r = rowShape{}
	case "trhdr":
		r.row.Heading = true
	case "trleft":
		r.left = t.number
	case "clvmrg":
		r.cell.Below = true
	case "clmrg":
		r.cell.Joined = true
	case "cellx":
		r.cell.Left, r.cell.Right = r.left, t.number
		if len(r.row.Shapes) < article.MaxColumns {
			r.row.Shapes = append(r.row.Shapes, r.cell)
		}
		r.left, r.cell = t.number, word.Shape{}
	}
}
