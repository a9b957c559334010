package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"

	"github.com/xuri/excelize/v2"
)

// formats are how a workbook shows numbers.
type formats struct {
	styles    []byte // its part of styles, nil if it has none
	codes     map[int]string
	ofStyle   []int  // the number of the format of each style of a cell
	fonts     []bool // whether each font strikes out
	fontOf    []int  // the font of each style of a cell
	since1904 bool   // days count from 1904
}

// maxCellStyles is how many styles of cells a workbook has at most.
const maxCellStyles = 100_000

// maxCode is how many bytes the code of a format has at most: programs write up to 255
// characters. It is read again for each number.
const maxCode = 4 * 255

// readStyles reads which format each style has, and checks that the styles are whole.
func (f *formats) readStyles() error {
	f.codes = map[int]string{}
	in, long := "", false
	err := parts.Tokens(bytes.NewReader(f.styles), "styles", func(t xml.Token, _ int) {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "numFmt":
				if n, err := strconv.Atoi(parts.Attr(t, "numFmtId")); err == nil && len(f.codes) < maxCellStyles {
					f.codes[n] = parts.Attr(t, "formatCode")
					long = long || len(f.codes[n]) > maxCode
				}
			case "cellXfs", "fonts":
				in = t.Name.Local
			case "font":
				if in == "fonts" && len(f.fonts) < maxCellStyles {
					f.fonts = append(f.fonts, false)
				}
			case "strike":
				if n := len(f.fonts); in == "fonts" && n > 0 {
					f.fonts[n-1] = isSet(t)
				}
			case "xf":
				if in == "cellXfs" && len(f.ofStyle) < maxCellStyles {
					f.ofStyle = append(f.ofStyle, intOf(t, "numFmtId"))
					f.fontOf = append(f.fontOf, intOf(t, "fontId"))
				}
			}
		case xml.EndElement:
			if t.Name.Local == in {
				in = ""
			}
		}
	})
	if err == nil && long {
		err = fmt.Errorf("%w: a format of more than %d bytes", release.ErrDamaged, maxCode)
	}
	return err
}

// intOf returns the number in an attribute of e, 0 if there is none.
func intOf(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(parts.Attr(e, name))
	if err != nil {
		return 0
	}
	return n
}

// isStruck reports whether the text of cells of a style is struck out.
func (f *formats) isStruck(style int) bool {
	if style < 0 || style >= len(f.fontOf) {
		return false
	}
	font := f.fontOf[style]
	return 0 <= font && font < len(f.fonts) && f.fonts[font]
}

// of returns the number and the code of the format of a style. The code is "" if it is
// one of those that every workbook has.
func (f *formats) of(style int) (int, string) {
	if style < 0 || style >= len(f.ofStyle) {
		return 0, ""
	}
	return f.ofStyle[style], f.codes[f.ofStyle[style]]
}

// The parts of the workbook that formats the numbers, around its sheet.
const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	mainSpace = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpace  = ` xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relKinds  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	ownSheet  = "numbers"
	bookRels  = xmlHead + `<Relationships` + relSpace + `><Relationship Id="rId1" Type="` + relKinds + `worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + relKinds + `styles" Target="styles.xml"/></Relationships>`
	ownBook = xmlHead + `<workbook` + mainSpace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<workbookPr date1904="%t"/><sheets><sheet name="` + ownSheet + `" sheetId="1" r:id="rId1"/></sheets></workbook>`
	ownTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
)

// show sets what the cells of numbers show. The error wraps release.ErrDamaged if the
// styles cannot be read.
func (f *formats) show(numbers []*number) (err error) {
	if len(numbers) == 0 {
		return nil
	}
	defer func() { // the styles come from the file, and excelize may trip over them
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: format its numbers: %v", release.ErrDamaged, r)
		}
	}()
	data, err := f.book(numbers)
	if err != nil {
		return fmt.Errorf("format numbers: %w", err)
	}
	const most = maxPart + 2*maxStyles
	x, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: most, UnzipXMLSizeLimit: most,
		CultureInfo: excelize.CultureNameZhCN, ShortDatePattern: "yyyy/m/d"})
	if err != nil {
		return fmt.Errorf("%w: format its numbers: %w", release.ErrDamaged, err)
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	rows, err := x.Rows(ownSheet)
	if err != nil {
		return fmt.Errorf("%w: format its numbers: %w", release.ErrDamaged, err)
	}
	for at := 0; at < len(numbers) && rows.Next(); at += perRow {
		row, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("%w: format its numbers: %w", release.ErrDamaged, err)
		}
		for i, s := range row[:min(len(row), len(numbers)-at)] {
			n := numbers[at+i]
			format, code := f.of(n.style)
			n.shown = judge(n.value, strings.TrimSpace(s), format, code)
		}
	}
	return rows.Close()
}

// perRow is how many numbers are in a row of the workbook.
const perRow = 500

// book returns a workbook with numbers, in order, and the styles.
func (f *formats) book(numbers []*number) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name string, write func(io.Writer) error) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		return write(w)
	}
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	styles := string(f.styles)
	if styles == "" {
		styles = xmlHead + `<styleSheet` + mainSpace + `/>`
	}
	err := errors.Join(
		add("[Content_Types].xml", text(ownTypes)),
		add("_rels/.rels", text(xmlHead+`<Relationships`+relSpace+`><Relationship Id="rId1" Type="`+relKinds+`officeDocument" Target="xl/workbook.xml"/></Relationships>`)),
		add("xl/workbook.xml", text(fmt.Sprintf(ownBook, f.since1904))),
		add("xl/_rels/workbook.xml.rels", text(bookRels)),
		add("xl/styles.xml", text(styles)),
		add("xl/worksheets/sheet1.xml", func(w io.Writer) error {
			s := &strings.Builder{}
			s.WriteString(xmlHead + `<worksheet` + mainSpace + `><sheetData>`)
			for i, n := range numbers {
				if i%perRow == 0 {
					s.WriteString(`<row>`)
				}
				fmt.Fprintf(s, `<c s="%d"><v>%s</v></c>`, max(0, n.style), n.value)
				if i%perRow == perRow-1 || i == len(numbers)-1 {
					s.WriteString(`</row>`)
				}
			}
			s.WriteString(`</sheetData></worksheet>`)
			_, err := io.WriteString(w, s.String())
			return err
		}),
		z.Close())
	return b.Bytes(), err
}

var (
	// oneNumber matches a text with one number, its sign or brackets and what follows.
	oneNumber = regexp.MustCompile(`^([^\d]*?)(\d[\d,]*(?:\.\d+)?)(%?)([^\d]*)$`)
	// point matches a point that a format has as a letter: 0!.0 shows 125 as 12.5.
	point = regexp.MustCompile(`[!\\][.\d]|"[^"]*[.\d][^"]*"`)
)

// judge returns what a cell shows, "" if that is not known. shown is what excelize
// makes of value. A format can show a negative number in red or in brackets, which
// would be lost in a text: it gets a minus.
func judge(value, shown string, format int, code string) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || point.MatchString(code) {
		return ""
	}
	if isDate(format, code) || !strings.ContainsAny(shown, "0123456789") {
		return shown
	}
	m := oneNumber.FindStringSubmatch(shown)
	if m == nil { // 1.2E+05, 1 1/2
		return ""
	}
	before, digits, percent, after := m[1], m[2], m[3], m[4]
	n, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil {
		return ""
	}
	want := math.Abs(v)
	if percent != "" {
		want *= 100
	}
	if !rounds(n, want, digits) && !rounds(n, want/1e3, digits) && !rounds(n, want/1e6, digits) {
		return ""
	}
	if format == 0 {
		digits = general(digits, n)
	}
	if v < 0 && n != 0 {
		before = "-" + strings.Trim(before, "-−(（ ")
		after = strings.TrimLeft(after, ")） ")
	}
	return strings.TrimSpace(before + digits + percent + after)
}

var (
	// letters matches what a format has as it is, and colors and conditions.
	letters = regexp.MustCompile(`"[^"]*"|\\.|!.|_.|\[[^hHmMsS\]][^\]]*\]`)
	dates   = regexp.MustCompile(`(?i)[ymdhs]`)
)

// isDate reports whether a format shows days and times.
func isDate(format int, code string) bool {
	if code == "" {
		return 14 <= format && format <= 22 || 27 <= format && format <= 36 || 45 <= format && format <= 47 || 50 <= format && format <= 58
	}
	return !strings.EqualFold(code, "General") && dates.MatchString(letters.ReplaceAllString(code, ""))
}

// rounds reports whether n, written with digits, is want rounded.
func rounds(n, want float64, digits string) bool {
	places := 0
	if at := strings.IndexByte(digits, '.'); at >= 0 {
		places = len(digits) - at - 1
	}
	half := 0.5 * math.Pow(10, -float64(places))
	return math.Abs(n-want) <= half*1.001+want*1e-12
}

// general returns a number in the format that cells have unless they were given one: a
// cell that is wide enough shows at most 11 characters of it.
func general(digits string, n float64) string {
	const wide = 11
	whole, part, ok := strings.Cut(digits, ".")
	if !ok || len(digits) <= wide || len(whole) >= wide {
		return digits
	}
	s := strconv.FormatFloat(n, 'f', max(0, min(len(part), wide-1-len(whole))), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
