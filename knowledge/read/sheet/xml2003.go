package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// xmlSpace is the name space of SpreadsheetML 2003.
const xmlSpace = "urn:schemas-microsoft-com:office:spreadsheet"

// IsXML reports whether data is a workbook as one XML file of Excel 2003.
func IsXML(data []byte) bool {
	start := data[:min(len(data), 4<<10)]
	return bytes.Contains(start, []byte("<Workbook")) && bytes.Contains(start, []byte(xmlSpace))
}

// ReadXML returns the article in a workbook as one XML file of Excel 2003.
func ReadXML(src release.File) (*knowledge.Article, error) {
	x := &xmlBook{styles: map[string]int{}, strikes: map[string]bool{}, format: formats{codes: map[int]string{}, ofStyle: []int{0}}}
	if err := parts.Tokens(bytes.NewReader(src.Data), "the workbook", x.visit); err != nil {
		return nil, err
	}
	if x.err != nil {
		return nil, x.err
	}
	x.format.styles = x.format.write()
	if err := x.format.show(x.numbers); err != nil {
		return nil, err
	}
	setShown(x.numbers)
	var pages []Page
	for i, c := range x.sheets {
		if c.unseen {
			continue
		}
		g, err := c.grid()
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", x.names[i], err)
		}
		pages = append(pages, Page{x.names[i], g})
	}
	return Article(src.ID, pages)
}

// firstCode is the number of the first format that a workbook defines itself.
const firstCode = 164

// xmlBook is a workbook while it is read.
type xmlBook struct {
	err     error
	names   []string
	sheets  []*cells
	numbers []*number
	format  formats
	styles  map[string]int // by ID, the index of format.ofStyle
	style   string         // the ID of the style that is read
	row     int
	next    int // column
	cell    struct {
		col, wide, tall int
		style, kind     string
	}
	rowStyle string
	covered  map[int]int // by column, the last row of merged cells that began above
	covers   int         // cells that were put there
	inData   bool
	inState  bool // in the element that says whether the sheet is hidden
	text     word.Text
	raised   bool            // the text is
	struck   bool            // the text is struck out
	strikes  map[string]bool // whether the style with an ID strikes out
	places   int
}

// namedFormats are the codes of the formats that have a name in these files.
var namedFormats = map[string]string{
	"General": "", "General Number": "", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Short Date": "yyyy/m/d", "Long Date": "yyyy/m/d",
	"Medium Date": "yyyy/m/d", "General Date": "yyyy/m/d", "Currency": "#,##0.00", "Scientific": "0.00E+00",
}

func (x *xmlBook) visit(t xml.Token, _ int) {
	if x.err != nil {
		return
	}
	switch t := t.(type) {
	case xml.StartElement:
		x.start(t)
	case xml.CharData:
		if x.inData && !x.struck && x.text.Len() <= release.MaxParagraph {
			x.text.Write(string(t), x.raised)
		}
		if c := x.top(); x.inState && c != nil && strings.Contains(string(t), "Hidden") {
			c.unseen = true // SheetHidden, SheetVeryHidden
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "Sup":
			x.raised = false
		case "S":
			x.struck = false
		case "Data":
			x.inData = false
			x.endData()
		case "Visible":
			x.inState = false
		case "Cell":
			x.next = x.cell.col + x.cell.wide + 1
		}
	}
}

func (x *xmlBook) start(e xml.StartElement) {
	switch e.Name.Local {
	case "Style":
		x.style = parts.Attr(e, "ID")
	case "Font": // of a style, or in a text
		if !x.inData && isOn(parts.Attr(e, "StrikeThrough")) && len(x.strikes) < maxCellStyles {
			x.strikes[x.style] = true
		}
	case "Sup":
		x.raised = true
	case "S":
		x.struck = true
	case "NumberFormat":
		x.addFormat(parts.Attr(e, "Format"))
	case "Worksheet":
		if len(x.sheets) >= maxSheets {
			x.err = fmt.Errorf("%w: more than %d sheets", release.ErrTooLarge, maxSheets)
		}
		x.names = append(x.names, parts.Attr(e, "Name"))
		x.sheets = append(x.sheets, &cells{hidden: map[int]bool{}, without: map[int]bool{}})
		x.row, x.next = 0, 1
		x.covered = map[int]int{}
	case "Visible":
		x.inState = true
	case "Column":
		x.column(e)
	case "Row":
		x.row = index(e, x.row+1, lastRow)
		x.next = 1
		if c := x.top(); c != nil && isOn(parts.Attr(e, "Hidden")) {
			c.hidden[x.row] = true
		}
		x.rowStyle = parts.Attr(e, "StyleID")
	case "Cell":
		x.cell.col = index(e, x.next, lastCol)
		x.cell.wide, x.cell.tall = count(e, "MergeAcross", lastCol), count(e, "MergeDown", lastRow)
		if x.cell.style = parts.Attr(e, "StyleID"); x.cell.style == "" {
			x.cell.style = x.rowStyle
		}
		x.cover()
	case "Data":
		x.inData, x.cell.kind = true, parts.Attr(e, "Type")
		x.text.Take()
		x.raised, x.struck = false, false
	}
}

// top returns the sheet that is read, nil before the first.
func (x *xmlBook) top() *cells {
	if len(x.sheets) == 0 {
		return nil
	}
	return x.sheets[len(x.sheets)-1]
}

// cover notes what the cell covers below it. A cell over merged cells would be in one
// column for some programs and in another for others, so the file is refused.
func (x *xmlBook) cover() {
	c := &x.cell
	if x.covered[c.col] >= x.row {
		x.err = fmt.Errorf("%w: a cell is under merged cells", release.ErrSheet)
	}
	if c.tall == 0 {
		return
	}
	if x.covers += c.wide + 1; x.covers > maxPlaces {
		x.err = fmt.Errorf("%w: merged cells take more than %d places", release.ErrTooLarge, maxPlaces)
		return
	}
	for n := c.col; n <= c.col+c.wide; n++ {
		x.covered[n] = x.row + c.tall
	}
}

// column handles the description of one or several columns.
func (x *xmlBook) column(e xml.StartElement) {
	c := x.top()
	if c == nil {
		return
	}
	from := index(e, x.next, lastCol)
	x.next = min(from+count(e, "Span", lastCol), lastCol) + 1
	for n := from; n < x.next && isOn(parts.Attr(e, "Hidden")); n++ {
		c.without[n] = true
	}
}

// addFormat gives the style that is read a format.
func (x *xmlBook) addFormat(code string) {
	if c, ok := namedFormats[code]; ok {
		code = c
	}
	if len(code) > maxCode {
		x.err = fmt.Errorf("%w: a format of more than %d bytes", release.ErrDamaged, maxCode)
	}
	if code == "" || len(x.format.codes) >= maxCellStyles {
		return
	}
	n := firstCode + len(x.format.codes)
	x.format.codes[n] = code
	x.styles[x.style] = len(x.format.ofStyle)
	x.format.ofStyle = append(x.format.ofStyle, n)
}

// endData adds the cell.
func (x *xmlBook) endData() {
	c := x.top()
	text := x.text.Take()
	if c == nil || x.cell.kind == "Error" || x.strikes[x.cell.style] || strings.TrimSpace(text) == "" {
		return
	}
	if x.places++; x.places > maxPlaces {
		x.err = fmt.Errorf("%w: more than %d cells with text", release.ErrTooLarge, maxPlaces)
		return
	}
	p := place{row: x.row, col: x.cell.col, text: text}
	switch x.cell.kind {
	case "Number":
		text = strings.TrimSpace(text)
		if !isDecimal(text) {
			return
		}
		x.numbers = append(x.numbers, &number{in: c, at: len(c.places), style: x.styles[x.cell.style], value: text})
		p.text = ""
	case "DateTime":
		p.text, _, _ = strings.Cut(text, "T")
	case "Boolean":
		p.text = map[bool]string{false: "FALSE", true: "TRUE"}[isOn(text)]
	}
	c.places = append(c.places, p)
	if x.cell.wide > 0 || x.cell.tall > 0 {
		c.merges = append(c.merges, rect{p.row, p.col, min(p.row+x.cell.tall, lastRow), min(p.col+x.cell.wide, lastCol)})
	}
}

// index returns the place that e names for itself, or else next, at most most.
func index(e xml.StartElement, next, most int) int {
	if n, err := strconv.Atoi(parts.Attr(e, "Index")); err == nil && n > 0 {
		next = n
	}
	return min(next, most)
}

// count returns the number in an attribute of e, from 0 to most.
func count(e xml.StartElement, name string, most int) int {
	n, err := strconv.Atoi(parts.Attr(e, name))
	if err != nil {
		return 0
	}
	return max(0, min(n, most))
}

// write returns the styles of f as a part of a workbook.
func (f *formats) write() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<styleSheet` + mainSpace + `><numFmts>`)
	for n, code := range f.codes {
		fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="`, n)
		xml.EscapeText(&b, []byte(code)) // a Buffer returns no errors
		b.WriteString(`"/>`)
	}
	b.WriteString(`</numFmts><cellXfs>`)
	for _, n := range f.ofStyle {
		fmt.Fprintf(&b, `<xf numFmtId="%d" applyNumberFormat="1"/>`, n)
	}
	b.WriteString(`</cellXfs></styleSheet>`)
	return b.Bytes()
}
