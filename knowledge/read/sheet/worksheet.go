package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
)

// number is a number in a cell, and what the cell shows.
type number struct {
	in    *cells
	at    int // index of in.places
	style int
	value string // a decimal number, as in the file
	shown string
}

// setShown puts what numbers show into their cells.
func setShown(numbers []*number) {
	for _, n := range numbers {
		n.in.places[n.at].text = n.shown
	}
}

// read returns the cells of a sheet. The numbers among them have no text yet; they are
// added to b.numbers.
func (b *book) read(part string) (*cells, error) {
	data, err := b.archive.BytesUpTo(part, maxPart)
	if err != nil {
		return nil, err
	}
	w := &walk{book: b, out: &cells{hidden: map[int]bool{}, without: map[int]bool{}}}
	if err := parts.Tokens(bytes.NewReader(withoutTail(data)), part, w.visit); err != nil {
		return nil, err
	}
	return w.out, w.err
}

// withoutTail returns the XML of a sheet without the empty rows at its end, of which a
// sheet may have a million.
func withoutTail(data []byte) []byte {
	stop := bytes.LastIndex(data, []byte("sheetData>"))
	stop = bytes.LastIndexByte(data[:max(0, stop)], '<')
	if stop < 0 {
		return data
	}
	last := max(bytes.LastIndex(data[:stop], []byte("v>")), bytes.LastIndex(data[:stop], []byte("t>")), 0)
	const end = "row>"
	from := bytes.Index(data[last:stop], []byte(end))
	if from < 0 {
		return data
	}
	from += last + len(end)
	return append(data[:from:from], data[stop:]...)
}

// walk reads the XML of a sheet.
type walk struct {
	book     *book
	out      *cells
	err      error
	row, col int
	c        struct{ kind, style, value string } // attributes of the cell, and what it holds
	text     richText
	inValue  bool
}

// visit takes one token.
func (w *walk) visit(t xml.Token, _ int) {
	if w.err != nil {
		return
	}
	switch t := t.(type) {
	case xml.StartElement:
		w.start(t)
	case xml.CharData:
		if w.inValue && len(w.c.value) <= release.MaxParagraph {
			w.c.value += string(t)
		}
		w.text.add(t)
	case xml.EndElement:
		w.text.end(t.Name.Local)
		switch t.Name.Local {
		case "v":
			w.inValue = false
		case "c":
			w.endCell()
		}
	}
}

func (w *walk) start(e xml.StartElement) {
	w.text.start(e)
	switch e.Name.Local {
	case "row":
		w.row++
		if n, err := strconv.Atoi(parts.Attr(e, "r")); err == nil {
			w.row = n
		}
		w.col = 0
		if w.row < 1 || w.row > lastRow {
			w.err = fmt.Errorf("%w: row %d", release.ErrDamaged, w.row)
		}
		if isOn(parts.Attr(e, "hidden")) {
			w.out.hidden[w.row] = true
		}
	case "c":
		w.startCell(e)
	case "v":
		w.inValue = true
	case "col":
		from, _ := strconv.Atoi(parts.Attr(e, "min"))
		to, _ := strconv.Atoi(parts.Attr(e, "max"))
		for n := max(1, from); n <= min(to, lastCol) && isOn(parts.Attr(e, "hidden")); n++ {
			w.out.without[n] = true
		}
	case "mergeCell":
		if r, ok := rectOf(parts.Attr(e, "ref")); ok {
			if len(w.out.merges) >= maxMerges {
				w.err = fmt.Errorf("%w: more than %d merged cells", release.ErrTooLarge, maxMerges)
			}
			w.out.merges = append(w.out.merges, r)
		}
	}
}

func (w *walk) startCell(e xml.StartElement) {
	w.col++
	if ref := parts.Attr(e, "r"); ref != "" {
		row, col, ok := placeOf(ref)
		if !ok {
			w.err = fmt.Errorf("%w: a cell at %.20q", release.ErrDamaged, ref)
			return
		}
		w.row, w.col = row, col
	}
	w.c.kind, w.c.style, w.c.value = parts.Attr(e, "t"), parts.Attr(e, "s"), ""
	w.text.take()
}

// endCell adds the cell, unless it shows nothing: an error value is no figure, and
// neither is a formula without a value.
func (w *walk) endCell() {
	p := place{row: w.row, col: w.col}
	style, err := strconv.Atoi(w.c.style)
	if err != nil {
		style = 0
	}
	if w.book.format.isStruck(style) {
		w.text.take()
		return
	}
	value := strings.TrimSpace(w.c.value)
	switch w.c.kind {
	case "e":
	case "s":
		n, err := strconv.Atoi(value)
		if err == nil && (n < 0 || n >= len(w.book.strings)) {
			w.err = fmt.Errorf("%w: text %d of %d", release.ErrDamaged, n, len(w.book.strings))
			return
		}
		if err == nil {
			p.text = w.book.strings[n]
		}
	case "str":
		p.text = unescape(w.c.value)
	case "inlineStr":
		p.text = w.text.take()
	case "b":
		p.text = map[string]string{"0": "FALSE", "1": "TRUE"}[value]
	case "d":
		p.text, _, _ = strings.Cut(value, "T")
	default:
		w.number(p, value, style)
		return
	}
	if p.text != "" {
		w.add(p)
	}
}

// number adds a cell with a number.
func (w *walk) number(p place, value string, style int) {
	if !isDecimal(value) {
		return
	}
	w.add(p)
	w.book.numbers = append(w.book.numbers, &number{in: w.out, at: len(w.out.places) - 1, style: style, value: value})
}

func (w *walk) add(p place) {
	if w.book.places++; w.book.places > maxPlaces {
		w.err = fmt.Errorf("%w: more than %d cells with text", release.ErrTooLarge, maxPlaces)
		return
	}
	if w.book.texts += len(p.text); w.book.texts > maxTexts {
		w.err = fmt.Errorf("%w: cells with more than %d bytes of text", release.ErrTooLarge, maxTexts)
		return
	}
	w.out.places = append(w.out.places, p)
}

var decimal = regexp.MustCompile(`^[+-]?\d{1,40}(?:\.\d{0,40})?(?:[eE][+-]?\d{1,3})?$`)

// isDecimal reports whether s is a number as files of sheets have them.
func isDecimal(s string) bool { return decimal.MatchString(s) }

// placeOf returns the row and the column of a reference such as AB12.
func placeOf(ref string) (row, col int, ok bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	i := 0
	for i < len(ref) && i < 4 {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		col = col*26 + int(c-'a') + 1
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	return row, col, err == nil && 0 < row && row <= lastRow && 0 < col && col <= lastCol
}

// rectOf returns the cells of a reference such as A1:C2.
func rectOf(ref string) (rect, bool) {
	from, to, _ := strings.Cut(ref, ":")
	top, left, ok := placeOf(from)
	bottom, right, also := placeOf(to)
	return rect{top, left, bottom, right}, ok && also && top <= bottom && left <= right
}

var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescape returns s with the characters that are written as _x000D_.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 32)
		if err != nil {
			return m
		}
		return string(rune(n))
	})
}
