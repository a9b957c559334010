package figures

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"unicode"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/answer/plain"
	"beilun/knowledge"

	"github.com/xuri/excelize/v2"
)

// cell is a value in a table: a text or, if number is not nil, that.
type cell struct {
	text   string
	number *big.Rat
}

// cells are the values of a row, in the order of Words.Columns.
func (d drawer) cells(l exported) []cell {
	f, rel := l.row.Figure, l.row.Passage.Release
	b := f.Binding
	text := func(s string) cell { return cell{text: oneLine(s)} }
	number := func(v *big.Rat) cell { return cell{number: v} }
	standing, change, doubtful := d.Standings[string(l.standing)], "", ""
	if b.Change {
		change = d.Yes
	}
	if b.Doubtful() {
		doubtful = d.Yes
	}
	period := ""
	if b.Period != "" {
		period = knowledge.PeriodIn(d.english, *f, l.row.Passage.Figures)
	}
	return []cell{
		text(l.entry.Thing()), text(l.entry.Metric()), text(l.entry.Scope()), text(figureText(f)),
		number(f.Value), number(f.Lo), number(f.Hi), text(f.Unit), text(f.Per), text(f.Qualifier), text(change),
		text(period), text(b.Period), text(f.Time), text(f.Status), text(message.WordsOf(d.english).Table.Notes[string(b.State)]),
		text(standing), text(doubtful), text(rel.Source), text(rel.Date.String()), text(rel.Title), text(markedAddress(rel, d.english)),
		text(l.row.Sentence().Of(l.row.Passage.Text)), text(d.here(l.row)),
	}
}

// here is the address of a figure on this site, in full: a file is opened elsewhere.
func (d drawer) here(r index.Row) string {
	if at := anchor.OfRow(d.site.Index, r); at != "" {
		return d.base + at
	}
	return ""
}

// markedAddress returns the address of a release, marked if it is gone.
func markedAddress(rel index.Release, english bool) string {
	if rel.IsGone(rel.URL) {
		return rel.URL + " " + message.WordsOf(english).Answer.Gone
	}
	return rel.URL
}

func figureText(f *knowledge.Figure) string { return strings.Join(strings.Fields(f.Text), "") }

// oneLine returns a text on one line, without what no table can hold.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || r == 0xfffe || r == 0xffff || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// csv writes a table with the mark by which Excel knows UTF-8.
func (d drawer) csv(ctx context.Context, c choice) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	if err := w.Write(d.Columns); err != nil {
		return nil, fmt.Errorf("write heads: %w", err)
	}
	for l := range c.lines {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var fields []string
		for _, c := range d.cells(l) {
			if c.number != nil {
				fields = append(fields, exact(c.number))
			} else {
				fields = append(fields, inert(c.text))
			}
		}
		if err := w.Write(fields); err != nil {
			return nil, fmt.Errorf("write row: %w", err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write rows: %w", err)
	}
	return out.Bytes(), nil
}

// formula begins what a spreadsheet takes for a formula, in half width and in full; amount
// is a figure with a sign, which is none.
var (
	formula = regexp.MustCompile(`^[=+\-@\t\r\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]`)
	amount  = regexp.MustCompile(`^[+-][0-9]+(\.[0-9]+)?%?$`)
)

// inert quotes a text that a spreadsheet would take for a formula.
func inert(s string) string {
	if formula.MatchString(s) && !amount.MatchString(s) {
		return "'" + s
	}
	return s
}

// exact writes a number without rounding if it has an end, else to fifteen digits.
func exact(v *big.Rat) string {
	if n, ok := v.FloatPrec(); ok {
		return v.FloatString(n)
	}
	const digits = 15
	return v.FloatString(digits)
}

// xlsx writes a table with a frozen head, in which numbers are numbers.
func (d drawer) xlsx(ctx context.Context, c choice) (data []byte, err error) {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // it is in memory
	if err := file.SetSheetName("Sheet1", d.Sheet); err != nil {
		return nil, fmt.Errorf("name sheet: %w", err)
	}
	bold, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, fmt.Errorf("make style: %w", err)
	}
	w, err := file.NewStreamWriter(d.Sheet)
	if err != nil {
		return nil, fmt.Errorf("write sheet: %w", err)
	}
	if err := d.heads(w, bold); err != nil {
		return nil, fmt.Errorf("write heads: %w", err)
	}
	n := 1
	for l := range c.lines {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n++
		var values []any
		for _, c := range d.cells(l) {
			values = append(values, c.value())
		}
		if err := w.SetRow(fmt.Sprint("A", n), values); err != nil {
			return nil, fmt.Errorf("write row: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return nil, fmt.Errorf("write rows: %w", err)
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		return nil, fmt.Errorf("write file: %w", err)
	}
	return out.Bytes(), nil
}

// heads writes the widths of the columns, and their heads.
func (d drawer) heads(w *excelize.StreamWriter, style int) error {
	const narrow, wide = 14, 28
	for i := range d.Columns {
		width := float64(narrow)
		if i < 2 || i > len(d.Columns)-5 {
			width = wide
		}
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	var heads []any
	for _, h := range d.Columns {
		heads = append(heads, excelize.Cell{Value: h, StyleID: style})
	}
	return w.SetRow("A1", heads)
}

// value is a cell as excelize takes it. Texts are texts for it: no formula comes of them.
func (c cell) value() any {
	if c.number != nil {
		v, _ := c.number.Float64()
		return v
	}
	if c.text == "" {
		return nil
	}
	const most = 32_000 // characters that a cell takes, nearly
	return message.Clip(c.text, most)
}

// entries is the JSON of what is chosen.
type entries struct {
	Version int           `json:"version"`
	Total   int           `json:"total"` // of which some may be left out
	Entries []plain.Entry `json:"entries"`
}

// json writes the entries in the form of the API, the history of each where one thing is
// chosen.
func (d drawer) json(ctx context.Context, c choice) ([]byte, error) {
	form := plain.Form{English: d.english, Index: d.site.Index, Base: d.base}
	out := entries{Version: plain.Version, Total: len(c.entries), Entries: []plain.Entry{}}
	most := 1
	if c.sort == entry || c.sort == thing {
		most = maxHistory
	}
	left := maxLines
	for _, e := range c.entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if left <= 0 {
			break
		}
		one := e.Plain(form, most)
		left -= len(one.Figures)
		out.Entries = append(out.Entries, one)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}
