package bind

import (
	"regexp"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/figure"
)

// cells binds the figures of a paragraph that is the row of a table by what the
// table tells of their cells, in place of what clauses would. heads are the
// title and the heading that the table stands under, and head is whose the
// figures are where the table does not tell. lead is their time where nothing in
// or over the table tells one. periods remembers those of cells under the same
// heading.
func (b Binder) cells(t *names.Tables, a *knowledge.Article, heading string, p *knowledge.Paragraph, head, lead string, periods map[string]string) {
	if len(p.Cells) == 0 || len(p.Figures) == 0 {
		return
	}
	c := cellBinder{Binder: b, t: t, a: a, over: []string{heading, a.Title}, lead: lead, head: yearFront.ReplaceAllString(head, ""), periods: periods}
	if p.Row != nil {
		if n := b.lastName(t, captionNumber.ReplaceAllString(p.Row.About, "")); n != "" {
			c.head = n
		}
	}
	k := 0
	for i := range p.Figures {
		f := &p.Figures[i]
		for k < len(p.Cells) && p.Cells[k].Span.End <= f.Span.Start {
			k++
		}
		if k < len(p.Cells) && p.Cells[k].Span.Contains(f.Span) {
			c.dated = i > 0 && p.Cells[k].Span.Contains(p.Figures[i-1].Span) && (c.dated || isTime(&p.Figures[i-1]))
			c.bind(f, timed(p.Cells, k))
		}
	}
}

// maxChanges is how many cells may tell changes of the one in front of them.
const maxChanges = 4

// timed returns cell k of a row, with the times of the cell that it tells the
// change of where its own column tells none: 1—9月 | 同比增长.
func timed(cells []knowledge.Cell, k int) *knowledge.Cell {
	c := &cells[k]
	if !c.Change || toldIn(c.Column) || toldIn(c.Row) {
		return c
	}
	least := max(0, k-maxChanges)
	for k--; k >= least && (cells[k].Change || !cells[k].Number); k-- {
	}
	if k < least || !toldIn(cells[k].Column) {
		return c
	}
	out := *c
	out.Times = cells[k].Times
	if strings.Contains(cells[k].Column, "累计") {
		out.Column = cells[k].Column + out.Column
	}
	return &out
}

// toldIn reports whether a head tells a time.
func toldIn(head string) bool {
	_, told := timeOf(head, knowledge.Date{}, "")
	return told
}

var (
	yearFront     = regexp.MustCompile(`^(?:19|20)\d\d年度?`)                                                                                     // 2023年某某区
	captionNumber = regexp.MustCompile(`^(?:附?[表图]|附件)\s*[0-9０-９一二三四五六七八九十]+(?:[-—–.][0-9]+)?[\s:：.、]*(?:(?:19|20)\d\d年度?)?|^(?:19|20)\d\d年度?`) // 表1 2023年某某区
)

// cellBinder binds the figures of one row.
type cellBinder struct {
	Binder
	t     *names.Tables
	a     *knowledge.Article
	over  []string
	head  string
	lead  string
	dated bool // a time stands in front of the figure in its cell

	periods map[string]string // by the times that heads tell
}

func isTime(f *knowledge.Figure) bool {
	return f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
}

// bind binds a figure in a cell.
func (c *cellBinder) bind(f *knowledge.Figure, cell *knowledge.Cell) {
	bd := &f.Binding
	whole := cell.Number || f.Quote.Len() >= cell.Span.Len()
	if cell.Thing != "" {
		bd.Subject, bd.Loose, bd.Sure = c.thing(cell.Thing), false, 0
	} else if whole || bd.Loose {
		bd.Subject, bd.Loose, bd.Sure = c.head, true, 0
	}
	if metric := c.fold(cell.Metric); metric != "" && (whole || len(bd.Words) == 0) {
		bd.Metric, bd.Words = metric, c.metricWords(metric)
	}
	switch {
	case isTime(f):
		bd.Period = ""
	case !whole && c.dated: // by the time in front of it
	default:
		if bd.Period = c.period(cell.Times); bd.Period == "" {
			bd.Period = c.lead
		}
		switch month := strings.Contains(cell.Column, "累计"); {
		case cell.Stock:
			bd.Period = endOf(bd.Period)
		case month && len(bd.Period) > 8 && strings.HasPrefix(endOf(bd.Period), bd.Period[:8]): // beside 当月
			bd.Period = bd.Period[:5] + "01-01/" + endOf(bd.Period)
		}
	}
	if whole {
		bd.Scope, bd.Change = "", cell.Change && !isTime(f)
		bd.State = c.state(cell)
	}
	if bd.State == knowledge.Reached && c.later(bd.Period) {
		bd.Period = "" // what is reached is so by the day it is told
	}
}

func (c *cellBinder) fold(s string) string { return names.Clean(s).S }

// thing is the name of a thing as figures carry it.
func (c *cellBinder) thing(s string) string { return names.TrimKind(c.t, c.fold(s)) }

// metricWords are the words of a metric as the ledger compares them.
func (c *cellBinder) metricWords(metric string) []string {
	sc := &scene{t: c.t, b: c.Binder, s: metric, words: c.Cut(metric)}
	var out []string
	for _, w := range sc.telling(0, len(metric)) {
		if x := c.Canon(metric[w.Start:w.End]); !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	if len(out) > maxMetric {
		out = out[len(out)-maxMetric:]
	}
	if len(out) == 0 {
		out = []string{metric}
	}
	slices.Sort(out)
	return out
}

// state tells how firm the figures of a column or row are: 年度计划, 目标值.
func (c *cellBinder) state(cell *knowledge.Cell) knowledge.State {
	for _, s := range []string{cell.Column, cell.Row} {
		switch s = c.fold(s); {
		case s == c.fold(cell.Thing):
		case c.t.List(names.Target).In(s):
			return knowledge.Target
		case c.t.List(names.Planned).In(s):
			return knowledge.Planned
		}
	}
	if cell.Planned {
		return knowledge.Planned
	}
	return knowledge.Reached
}

// period is the time of a cell: what its heads tell, seen from the caption's,
// the heading's and the title's time; without a year in any of them, from the
// day of the release.
func (c *cellBinder) period(times []string) string {
	key := strings.Join(times, "\n")
	if iso, ok := c.periods[key]; ok {
		return iso
	}
	if len(c.periods) == maxPeriods {
		clear(c.periods)
	}
	iso := c.readPeriod(times)
	c.periods[key] = iso
	return iso
}

// maxPeriods is how many periods are remembered: far more than a table has.
const maxPeriods = 200

func (c *cellBinder) readPeriod(times []string) string {
	all := slices.Concat(times, c.over)
	out := ""
	ref := knowledge.Date{}
	for i := len(all) - 1; i >= 0; i-- {
		iso, told := timeOf(all[i], ref, out)
		if iso == "" && told && ref.IsZero() && i < len(times) {
			if ref = c.a.Date; ref.IsZero() {
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

// timeOf returns the time that a text tells, seen from ref, within the period
// that stands over it; told says that it tells one, if only from some year.
func timeOf(text string, ref knowledge.Date, over string) (iso string, told bool) {
	switch strings.TrimSpace(text) {
	case "本期", "本年", "当期":
		return over, true
	case "全年":
		if ref.IsZero() {
			return "", true
		}
		return times.WholeYear(ref.Year), true
	case "本月", "当月":
		if end := endOf(over); len(end) == len("2025-06-30") {
			return end[:8] + "01/" + end, true
		}
		return "", true
	case "上年同期", "去年同期", "同期", "上期":
		return yearBefore(over), true
	case "":
		return "", false
	}
	if times.Has("stamp", text) {
		return "", false
	}
	if years := strings.TrimSuffix(text, "全年"); years != text && strings.HasSuffix(years, "年") {
		text = years // 2024年全年
	}
	for _, f := range figure.Scan(text, ref) {
		if f.Kind != knowledge.PeriodKind && f.Kind != knowledge.DateKind {
			continue
		}
		told = true
		if f.Time != "" && !strings.HasPrefix(f.Time, "..") && !strings.HasSuffix(f.Time, "..") && (!ref.IsZero() || strings.ContainsAny(f.Text, "0123456789") && strings.Contains(f.Text, "年")) {
			iso = f.Time
		}
	}
	return iso, told || strings.Contains(text, "全年")
}

// endOf returns the last day of a period.
func endOf(iso string) string {
	if _, to, ok := strings.Cut(iso, "/"); ok {
		return to
	}
	return iso
}

// yearBefore returns the same days a year before.
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

// later reports whether a period ends after the release was published.
func (c *cellBinder) later(iso string) bool {
	d, err := knowledge.ParseDate(endOf(iso))
	return err == nil && !c.a.Date.IsZero() && d.Compare(c.a.Date) > 0
}

// nearlyOver reports whether most of a period had passed when the release was
// published: a 上半年 of 25 June may be told before its end.
func (c *cellBinder) nearlyOver(iso string) bool {
	from, to, ok := strings.Cut(iso, "/")
	d, err := knowledge.ParseDate(from)
	e, err2 := knowledge.ParseDate(to)
	return ok && err == nil && err2 == nil && (c.a.Date.Days()-d.Days())*10 >= (e.Days()-d.Days())*8
}
