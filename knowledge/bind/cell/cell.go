package cell

import (
	"regexp"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/measure"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/figure"
)

// maxChanges is how many cells may be changes of the one in front of them.
const maxChanges = 4

// timed returns cell k of a row. A change without a time of its own gets the times of
// the cell that it is a change of: 1—9月 | 同比增长.
func timed(cells []knowledge.Cell, k int) *knowledge.Cell {
	c := &cells[k]
	if !c.Change || hasTime(c.Column) || hasTime(c.Row) {
		return c
	}
	least := max(0, k-maxChanges)
	for k--; k >= least && (cells[k].Change || !cells[k].Number); k-- {
	}
	if k < least || !hasTime(cells[k].Column) {
		return c
	}
	out := *c
	out.Times = cells[k].Times
	if strings.Contains(cells[k].Column, soFar) {
		out.Column = cells[k].Column + out.Column
	}
	return &out
}

// hasTime reports whether a head has a time.
func hasTime(head string) bool {
	_, known := timeOf(head, knowledge.Date{}, "")
	return known
}

// Binder binds the figures of the tables of an article. It is not safe for concurrent
// use.
type Binder struct {
	Tables  *names.Tables
	Cut     func(text string) []names.Word // cuts a folded text into words
	Canon   func(word string) string       // returns the word for all with the meaning of one
	Article *knowledge.Article

	heading string            // of the current row
	whose   string            // the figures of the current row are, where their cells name nothing
	lead    string            // the time of figures without one
	dated   bool              // a time is in front of the current figure in its cell
	periods map[string]string // by the times in the heads of cells under the heading
}

// Row sets the bindings of the figures of p, the row of a table below a heading, that
// lie in cells. whose is whose they are unless their cells name something, lead is their
// time unless the table or what is above it has one.
func (c *Binder) Row(heading string, p *knowledge.Paragraph, whose, lead string) {
	if heading != c.heading {
		clear(c.periods)
	}
	c.heading, c.whose, c.lead, c.dated = heading, whose, lead, false
	k := 0
	for i := range p.Figures {
		f := &p.Figures[i]
		for k < len(p.Cells) && p.Cells[k].Span.End <= f.Span.Start {
			k++
		}
		if k < len(p.Cells) && p.Cells[k].Span.Contains(f.Span) {
			c.dated = i > 0 && p.Cells[k].Span.Contains(p.Figures[i-1].Span) && (c.dated || clause.IsTime(&p.Figures[i-1]))
			c.bind(f, timed(p.Cells, k))
			if p.Row != nil && p.Cells[k].Span.Len() > f.Quote.Len() {
				c.withoutHeads(f, p.Cells[k].Column, p.Row.Heads)
			}
		} else if p.Row != nil { // in the name of the row
			c.withoutHeads(f, "", p.Row.Heads)
		}
	}
}

// captionNumber is the number and the year of a caption: 表1 2023年某某区.
var captionNumber = regexp.MustCompile(`^(?:附?[表图]|附件)\s*[0-9０-９一二三四五六七八九十]+(?:[-—–.][0-9]+)?[\s:：.、]*(?:(?:19|20)\d\d年度?)?|^(?:19|20)\d\d年度?`)

// Caption returns the caption of a table without its number and the year behind it.
func Caption(text string) string { return captionNumber.ReplaceAllString(text, "") }

// bind binds a figure in a cell.
func (c *Binder) bind(f *knowledge.Figure, cell *knowledge.Cell) {
	bd := &f.Binding
	whole := cell.Number || f.Quote.Len() >= cell.Span.Len()
	if cell.Thing != "" {
		bd.Subject, bd.Loose, bd.Sure = c.thing(cell.Thing), false, 0
	} else if whole || bd.Loose {
		bd.Subject, bd.Loose, bd.Sure = c.whose, true, 0
	}
	if metric := c.fold(cell.Metric); metric != "" && (whole || len(bd.Words) == 0) {
		bd.Metric, bd.Words = metric, c.metricWords(metric)
	}
	switch {
	case clause.IsTime(f):
		bd.Period = ""
	case !whole && c.dated: // by the time in front of it
	default:
		if bd.Period = c.period(cell.Times); bd.Period == "" {
			bd.Period = c.lead
		}
		switch month := strings.Contains(cell.Column, soFar); {
		case cell.Stock:
			bd.Period = endOf(bd.Period)
		case month && len(bd.Period) > 8 && strings.HasPrefix(endOf(bd.Period), bd.Period[:8]): // beside 当月
			bd.Period = bd.Period[:5] + "01-01/" + endOf(bd.Period)
		}
	}
	if whole {
		bd.Scope, bd.Change = "", cell.Change && !clause.IsTime(f)
		bd.State = c.state(cell)
	}
	if bd.State == knowledge.Reached && c.later(bd.Period) {
		bd.Period = "" // what is reached is so by the day of the release
	}
}

// withoutHeads takes the head of another column from the start of what a figure inside a
// cell measures, below the head own: the text of a row has them in front of its cells, 序号：1；建设内容：厂房3万平方米.
func (c *Binder) withoutHeads(f *knowledge.Figure, own string, heads []string) {
	bd := &f.Binding
	for _, h := range heads {
		if h = c.fold(h); h == "" || strings.Contains(c.fold(own), h) {
			continue
		}
		if bd.Scope == h {
			bd.Scope = ""
		}
		if rest, ok := strings.CutPrefix(bd.Metric, h); ok && rest != "" {
			bd.Metric, bd.Words = rest, c.metricWords(rest)
			return
		}
	}
}

// fold returns s folded, without white space.
func (c *Binder) fold(s string) string { return names.Clean(s).S }

// thing returns the name of a thing as figures have it.
func (c *Binder) thing(s string) string { return names.TrimKind(c.Tables, c.fold(s)) }

// metricWords returns the words of a metric for comparison, sorted.
func (c *Binder) metricWords(metric string) []string {
	t := clause.Text{Tables: c.Tables, S: metric, Words: c.Cut(metric)}
	var out []string
	for _, w := range t.Content(0, len(metric)) {
		if x := c.Canon(metric[w.Start:w.End]); !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	if len(out) > measure.MaxMetric {
		out = out[len(out)-measure.MaxMetric:]
	}
	if len(out) == 0 {
		out = []string{metric}
	}
	slices.Sort(out)
	return out
}

// state returns the state of the figures of a column or row: 年度计划, 目标值.
func (c *Binder) state(cell *knowledge.Cell) knowledge.State {
	if rate := strings.ContainsAny(cell.Unit, "%％‰"); rate && (c.shareDone(cell.Column) || c.shareDone(cell.Row)) {
		return knowledge.Reached
	}
	for _, s := range []string{cell.Column, cell.Row} {
		switch s = c.fold(s); {
		case s == c.fold(cell.Thing):
		case c.Tables.List(names.Target).In(s):
			return knowledge.Target
		case c.Tables.List(names.Planned).In(s):
			return knowledge.Planned
		}
	}
	if cell.Planned {
		return knowledge.Planned
	}
	return knowledge.Reached
}

// shareDone reports whether the head of a rate says what share of a plan was done:
// 完成年度目标（%）, 占年度计划%, 计划完成率.
func (c *Binder) shareDone(head string) bool {
	w := words()
	s := strings.TrimRight(c.fold(head), "()%％‰:")
	if w.Hoped.In(s) {
		return false
	}
	if w.ShareDone.Ends(s) {
		return true
	}
	for i := range s {
		if n := len(w.ShareOf.Started(s[i:])); n > 0 && (c.Tables.List(names.Target).In(s[i+n:]) || c.Tables.List(names.Planned).In(s[i+n:])) {
			return true
		}
	}
	return false
}

// period returns the period of a cell by the times in its heads. A time is read within
// that of the heading and the title; if none has a year, by the day of the release.
func (c *Binder) period(times []string) string {
	key := strings.Join(times, "\n")
	if iso, ok := c.periods[key]; ok {
		return iso
	}
	if c.periods == nil {
		c.periods = map[string]string{}
	}
	if len(c.periods) == maxPeriods {
		clear(c.periods)
	}
	iso := c.readPeriod(times)
	c.periods[key] = iso
	return iso
}

// maxPeriods is how many periods are remembered, far more than a table has.
const maxPeriods = 200

// readPeriod returns what period returns, without looking it up.
func (c *Binder) readPeriod(times []string) string {
	all := slices.Concat(times, []string{c.heading, c.Article.Title})
	out := ""
	ref := knowledge.Date{}
	for i := len(all) - 1; i >= 0; i-- {
		iso, known := timeOf(all[i], ref, out)
		if iso == "" && known && ref.IsZero() && i < len(times) {
			if ref = c.Article.Date; ref.IsZero() {
				continue
			}
			ref = knowledge.Date{Year: ref.Year, Month: 12, Day: 31}
			if iso, _ = timeOf(all[i], ref, out); c.later(iso) {
				if c.nearlyOver(iso) {
					return ""
				}
				ref.Year--
				iso, _ = timeOf(all[i], ref, out)
			}
		}
		if iso == "" {
			continue
		}
		out = iso
		if d, err := knowledge.ParseDate(endOf(iso)); err == nil {
			ref = knowledge.Date{Year: d.Year, Month: 12, Day: 31}
		}
	}
	return out
}

// In a head, wholeYear is a year, and soFar begins what is added up since its beginning.
const (
	wholeYear = "全年"
	soFar     = "累计"
)

// timeOf returns the period of a text in a head: read from the day ref on, within the
// period over. known reports that there is one, even if its year is not known.
func timeOf(text string, ref knowledge.Date, over string) (iso string, known bool) {
	switch head := strings.TrimSpace(text); {
	case words().SamePeriod.Has(head):
		return over, true
	case head == wholeYear:
		if ref.IsZero() {
			return "", true
		}
		return times.WholeYear(ref.Year), true
	case words().Month.Has(head):
		if end := endOf(over); len(end) == len("2025-06-30") {
			return end[:8] + "01/" + end, true
		}
		return "", true
	case words().YearBefore.Has(head):
		return yearBefore(over), true
	case head == "":
		return "", false
	}
	if times.Has("stamp", text) {
		return "", false
	}
	if years := strings.TrimSuffix(text, wholeYear); years != text && strings.HasSuffix(years, "年") {
		text = years // 2024年全年
	}
	for _, f := range figure.Scan(text, ref) {
		if f.Kind != knowledge.PeriodKind && f.Kind != knowledge.DateKind {
			continue
		}
		known = true
		if f.Time != "" && !strings.HasPrefix(f.Time, "..") && !strings.HasSuffix(f.Time, "..") && (!ref.IsZero() || strings.ContainsAny(f.Text, "0123456789") && strings.Contains(f.Text, "年")) {
			iso = f.Time
		}
	}
	return iso, known || strings.Contains(text, wholeYear)
}

// endOf returns the last day of a period.
func endOf(iso string) string {
	if _, to, ok := strings.Cut(iso, "/"); ok {
		return to
	}
	return iso
}

// yearBefore returns the same days of the year before.
func yearBefore(iso string) string {
	parts := strings.Split(iso, "/")
	for i, p := range parts {
		d, err := knowledge.ParseDate(p)
		if err != nil {
			return ""
		}
		d.Year--
		if d.Day > 0 {
			d.Day = min(d.Day, knowledge.DaysIn(d.Year, d.Month))
			if d.Month == 2 && p[8:] == "28" {
				d.Day = knowledge.DaysIn(d.Year, 2)
			}
		}
		parts[i] = d.String()
	}
	return strings.Join(parts, "/")
}

// later reports whether a period ends after the release.
func (c *Binder) later(iso string) bool {
	d, err := knowledge.ParseDate(endOf(iso))
	return err == nil && !c.Article.Date.IsZero() && d.Compare(c.Article.Date) > 0
}

// nearlyOver reports whether most of a period was over on the day of the release: 上半年
// on 25 June.
func (c *Binder) nearlyOver(iso string) bool {
	from, to, ok := strings.Cut(iso, "/")
	d, err := knowledge.ParseDate(from)
	e, err2 := knowledge.ParseDate(to)
	return ok && err == nil && err2 == nil && (c.Article.Date.Days()-d.Days())*10 >= (e.Days()-d.Days())*8
}
