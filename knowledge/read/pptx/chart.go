package pptx

import (
	"encoding/xml"
	"errors"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// Limits of the charts on a slide.
const (
	maxCharts = 20
	maxSeries = 40
	maxPoints = 500 // of a series
)

// chart is what is read of a chart: the values that its file keeps of the sheet
// behind it (ECMA-376, part 1, 21.2).
type chart struct {
	path   []string // elements around the token
	title  strings.Builder
	unit   strings.Builder // the title of the axis of values
	axes   int             // of values
	plain  bool            // it has no points with two values
	series []*series
	point  int // index of the point that is read
}

// series are the values of one row or column of the sheet.
type series struct {
	name       strings.Builder
	categories map[int]string
	values     map[int]string
	named      string // form of the categories that are numbers
	form       string // of the values in the sheet
	shown      string // of the values in the chart, "" for form
}

// readCharts makes tables of the charts in s, which is on the slide name.
func (d *deck) readCharts(name string, s *shape) error {
	var found []*shape
	s.charts(&found)
	if len(found) == 0 {
		return nil
	}
	rels, err := relations(d.archive, name)
	if err != nil {
		return err
	}
	for _, s := range found[:min(len(found), maxCharts)] {
		c := &chart{plain: true}
		if err := d.archive.Walk(rels[s.chart].target, c.visit); errors.Is(err, parts.ErrNoPart) {
			continue
		} else if err != nil {
			return err
		}
		if t := c.table(); t != nil {
			s.table = t
			if title := strings.TrimSpace(c.title.String()); title != "" {
				s.out = []word.Passage{{Text: title}}
			}
		}
	}
	return nil
}

// charts adds the charts in s to out.
func (s *shape) charts(out *[]*shape) {
	if s.chart != "" {
		*out = append(*out, s)
	}
	for _, k := range s.kids {
		k.charts(out)
	}
}

// in reports whether one of the elements around the token has that name.
func (c *chart) in(name string) bool { return slices.Contains(c.path, name) }

// visit handles one token of a chart.
func (c *chart) visit(t xml.Token, _ int) {
	switch t := t.(type) {
	case xml.StartElement:
		c.start(t)
		c.path = append(c.path, t.Name.Local)
	case xml.EndElement:
		c.path = c.path[:len(c.path)-1]
	case xml.CharData:
		if n := len(c.path); n > 0 {
			c.words(c.path[n-1], string(t))
		}
	}
}

func (c *chart) start(e xml.StartElement) {
	switch e.Name.Local {
	case "ser":
		c.series = append(c.series, &series{categories: map[int]string{}, values: map[int]string{}})
	case "valAx":
		c.axes++
	case "xVal", "yVal", "bubbleSize", "multiLvlStrRef":
		c.plain = false
	case "pt":
		n, err := strconv.Atoi(parts.Attr(e, "idx"))
		if err != nil {
			n = -1
		}
		c.point = n
	case "numFmt":
		if len(c.series) > 0 && c.in("ser") && c.in("dLbls") && !isOn(e, "sourceLinked") {
			c.series[len(c.series)-1].shown = parts.Attr(e, "formatCode")
		}
	}
}

// words handles the text of an element.
func (c *chart) words(element, s string) {
	if !c.in("ser") {
		switch {
		case element != "t" || !c.in("title"):
		case c.in("valAx"):
			c.unit.WriteString(s)
		case !c.in("plotArea"):
			c.title.WriteString(s)
		}
		return
	}
	last := c.series[len(c.series)-1]
	inPoints := c.point >= 0 && c.point < maxPoints
	switch {
	case element == "v" && c.in("tx"):
		last.name.WriteString(s)
	case element == "v" && c.in("cat") && inPoints:
		last.categories[c.point] += s
	case element == "v" && c.in("val") && inPoints:
		last.values[c.point] += s
	case element == "formatCode" && c.in("cat"):
		last.named += s
	case element == "formatCode" && c.in("val"):
		last.form += s
	}
}

// table returns the chart as a table with a row for each category, nil if it
// cannot be read as the audience saw it.
func (c *chart) table() *table {
	if !c.plain || len(c.series) == 0 || len(c.series) > maxSeries {
		return nil
	}
	head := []string{""}
	unit := strings.Trim(strings.TrimSpace(c.unit.String()), "()（）")
	size := 0
	for _, s := range c.series {
		name := strings.TrimSpace(s.name.String())
		if unit != "" && c.axes == 1 && !strings.ContainsAny(name, "(（") {
			name += "（" + unit + "）"
		}
		head = append(head, name)
		for n := range s.values {
			size = max(size, n+1)
		}
	}
	t := &table{}
	t.AddRow(cells(head), true)
	for n := range size {
		first := c.series[0]
		category, ok := shown(first.categories[n], first.named)
		if !ok {
			return nil
		}
		line := []string{category}
		for _, s := range c.series {
			form := s.form
			if s.shown != "" {
				form = s.shown
			}
			value := ""
			if raw := s.values[n]; raw != "" {
				if value, ok = number(raw, form); !ok {
					return nil
				}
			}
			line = append(line, value)
		}
		if len(line) > article.MaxColumns || category == "" {
			return nil
		}
		t.AddRow(cells(line), false)
	}
	if size == 0 {
		return nil
	}
	return t
}

// cells returns a row of cells with these texts.
func cells(texts []string) []word.Cell {
	out := make([]word.Cell, len(texts))
	for i, s := range texts {
		out[i].Span = 1
		if s != "" {
			out[i].Out = []word.Passage{{Text: s}}
		}
	}
	return out
}

// shown returns a category as it is shown. Days are numbers with a form, which is
// not read.
func shown(category, form string) (string, bool) {
	category = strings.TrimSpace(category)
	if form == "" {
		return category, true
	}
	return number(category, form)
}

// plainForm matches the form of numbers that are shown as such: #,##0.0 or 0.00%.
var plainForm = regexp.MustCompile(`^[#,]*0(?:\.(0+))?(%?)$`)

// spacing matches what a form has besides: the width of a character, an escaped
// space.
var spacing = regexp.MustCompile(`_.|\\ | `)

// number returns a number in the form in which a chart shows it. It returns false
// if the form is one that is not read.
func number(raw, form string) (string, bool) {
	raw = strings.TrimSpace(raw)
	v, err := strconv.ParseFloat(raw, 64)
	if size := math.Abs(v); err != nil || size > 1e15 || size != 0 && size < 1e-9 || len(raw) > 40 {
		return "", false
	}
	form, _, _ = strings.Cut(form, ";")
	form = spacing.ReplaceAllString(form, "")
	if form == "" || strings.EqualFold(form, "general") {
		return strconv.FormatFloat(rounded(v), 'f', -1, 64), true
	}
	m := plainForm.FindStringSubmatch(form)
	r, ok := new(big.Rat).SetString(raw)
	if m == nil || !ok || len(m[1]) > 10 {
		return "", false
	}
	if m[2] != "" {
		r.Mul(r, big.NewRat(100, 1))
	}
	return r.FloatString(len(m[1])) + m[2], true
}

// rounded returns v with the 12 digits that a sheet shows at most, so that what
// binary numbers add to 0.1 is left out.
func rounded(v float64) float64 {
	out, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return v
	}
	return out
}
