package table

import (
	"slices"
	"strings"
)

// about is what stands around a cell.
type about struct {
	row, above head   // the label of its row, and of the row that this is a part of
	group      string // the row that names those below it
	col        []head // the heads of its column, from the top
	left       []head // of a column on the left that is no change
	unitOf     unit   // of the column of units
}

// last returns the head that stands nearest the cells.
func (a *about) last() head {
	if n := len(a.col); n > 0 {
		return a.col[n-1]
	}
	return head{}
}

// fact tells what cell i, j is about.
func (r *reader) fact(i, j int, a about) *Fact {
	k := r.kinds[i][j]
	f := &Fact{Row: a.row.text, Number: k.kind == bare || k.kind == quantity}
	for n, h := range a.col {
		f.Change = f.Change || h.change
		f.Planned = f.Planned || h.planned
		if n > 0 && strings.HasSuffix(f.Column, h.text) {
			continue
		}
		f.Column += h.text
	}
	f.Change = f.Change || a.row.change && f.Number
	switch k.kind {
	case quantity:
		f.Unit = k.unit
		f.Change = f.Change && (isRate(k.unit) || a.last().delta || a.row.delta)
	case bare:
		text := r.cell(i, j).Text
		if f.Unit = r.unitOf(a, text).text; f.Unit != "" && baseOf(strings.TrimLeft(text[:k.end], "+＋ ")+f.Unit) == "" {
			f.Unit = "" // a number that would not be read whole: better none than a part of it
		}
	}
	f.Thing, f.Metric = r.names(a)
	f.Stock = !f.Change && loadWords().holds("stock", f.Metric)
	for n := len(a.col) - 1; n >= 0; n-- {
		f.Times = addTime(f.Times, a.col[n].time)
	}
	f.Times = addTime(f.Times, a.row.time)
	_, t := cutTime(a.group)
	f.Times = addTime(f.Times, t)
	f.Times = addTime(f.Times, r.dated)
	return f
}

func addTime(times []string, t string) []string {
	if t == "" || slices.Contains(times, t) {
		return times
	}
	return append(times, t)
}

func isRate(unit string) bool {
	return strings.HasPrefix(unit, "%") || strings.HasPrefix(unit, "％") || strings.HasSuffix(unit, "百分点") || strings.HasPrefix(unit, "‰") || strings.HasPrefix(unit, "倍")
}

// names returns the thing and the metric of a cell.
func (r *reader) names(a about) (thing, metric string) {
	w := loadWords()
	if r.metrics || r.top == r.from && a.row.isMetric() {
		metric = r.metricOf(a.row, a)
		for _, h := range a.col {
			if !h.plain && h.body != "" {
				if r.across || h.isThing() {
					thing = h.name
				} else if h.share || h.isMetric() {
					metric += h.body
				}
			}
		}
		return thing, metric
	}
	label := strings.TrimLeft(strings.TrimSpace(a.row.text), "#＃*·—- 　")
	for _, p := range []string{"其中：", "其中:", "其中"} {
		label = strings.TrimPrefix(label, p)
	}
	if rest, t := cutTime(label); t != "" && strings.Trim(rest, "、，, ") == "" {
		label = "" // a time
	}
	if !w.is["total"][label] {
		if thing = label; a.row.unit.text != "" && a.row.name != "" {
			thing = strings.TrimSpace(a.row.name)
		}
	}
	metric = columnMetric(a.col)
	of := a.col // what says what is measured
	if last := a.last(); metric == "" && (last.change || last.share) {
		metric, of = columnMetric(a.left), a.left
	}
	for _, h := range a.col {
		if thing == "" && h.isThing() && len(a.col) > 1 {
			thing, metric = h.body, strings.Replace(metric, h.body, "", 1)
		}
	}
	if plainAll(of) {
		if m := r.captionMetric(); m != "" && !strings.Contains(metric, m) {
			metric += m
		}
	}
	return thing, metric
}

func plainAll(col []head) bool {
	return !slices.ContainsFunc(col, func(h head) bool { return !h.plain })
}

// columnMetric joins what the heads of a column measure, the plain ones only where
// they are all that is there.
func columnMetric(col []head) string {
	out, plain := "", ""
	for _, h := range col {
		if h.plain {
			plain += h.body
		} else if !strings.HasSuffix(out, h.body) {
			out += h.body
		}
	}
	if out == "" {
		return plain
	}
	return out
}

// metricOf returns what the label of a row measures: a part's stands with that of
// the whole (其中：国际 of 旅客吞吐量), unless it names its own.
func (r *reader) metricOf(row head, a about) string {
	w := loadWords()
	m := strings.TrimLeft(row.body, "#＃*·—- 　")
	for _, p := range []string{"其中：", "其中:", "其中"} {
		m = strings.TrimPrefix(m, p)
	}
	m = strings.TrimSpace(trimOrder(m))
	if isPart(row.text) && w.ends("metric", m) == "" && a.above.body != "" {
		m += trimOrder(a.above.body)
	}
	if row.plain && m == row.body && a.group != "" {
		m = a.group + m
	}
	return m
}

// trimOrder takes the number of an item off its start: 一、地区生产总值, 1.人口.
func trimOrder(s string) string {
	t := strings.TrimLeft(s, "（(一二三四五六七八九十0123456789")
	if rest := strings.TrimLeft(t, "）)、.．"); t != s && rest != t && rest != "" {
		return strings.TrimSpace(rest)
	}
	return s
}

// captionMetric returns the metric that the nearest caption names last:
// 各镇街规上工业总产值, 项目投资完成情况.
func (r *reader) captionMetric() string {
	if r.measured != nil {
		return *r.measured
	}
	w := loadWords()
	r.measured = new(string)
	for n := len(r.captured) - 1; n >= 0; n-- {
		name, _ := r.units.cut(r.captured[n])
		rs := []rune(name)
		for to := len(rs); to > 1 && len(rs) < 60; to-- {
			if m := w.ends("metric", string(rs[:to])); m != "" && len([]rune(m)) > 1 && !w.is["generic"][m] {
				*r.measured = m
				return m
			}
		}
	}
	return ""
}
