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
		f.Unit = r.unitOf(a, f.Change, r.cell(i, j).Text).text
	}
	f.Thing, f.Metric = r.names(a)
	for n := len(a.col) - 1; n >= 0; n-- {
		f.Times = addTime(f.Times, a.col[n].time)
	}
	f.Times = addTime(f.Times, a.row.time)
	_, t := cutTime(a.group)
	f.Times = addTime(f.Times, t)
	for n := len(r.captured) - 1; n >= 0; n-- {
		if _, t := cutTime(r.captured[n]); t != "" {
			f.Times = append(f.Times, r.captured[n])
			break
		}
	}
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

// unitOf finds the unit of a bare number: of the column of units, the row's label,
// the heads of the column, the captions. What is told of amounts is not told
// of changes and shares of them, nor of numbers that are no quantities.
func (r *reader) unitOf(a about, change bool, text string) unit {
	col := a.last()
	rate := col.change && !col.delta || col.share
	rowRate := a.row.change && !a.row.delta || a.row.share
	number := slices.ContainsFunc(a.col, func(h head) bool { return h.number }) || a.row.number
	if number && !(col.unit.text != "" || a.row.unit.text != "") {
		return unit{}
	}
	if yearsOnly.MatchString(text) && number {
		return unit{}
	}
	if rate { // only its own unit, or one of a rate
		if col.unit.text != "" {
			return col.unit
		}
		for n := len(a.col) - 2; n >= 0; n-- {
			if a.col[n].unit.isRate() {
				return a.col[n].unit
			}
		}
		if u := r.declaredRate(); u.text != "" {
			return u
		}
		return unit{}
	}
	if a.unitOf.text != "" {
		return a.unitOf
	}
	if a.row.unit.text != "" {
		return a.row.unit
	}
	for n := len(a.col) - 1; n >= 0; n-- {
		if u := a.col[n].unit; u.text != "" && (!rowRate || u.isRate()) && r.fits(u, a, true) {
			return u
		}
	}
	if isPart(a.row.text) && a.above.unit.text != "" && !rowRate {
		return a.above.unit
	}
	if rowRate {
		return r.declaredRate()
	}
	return r.fromCaption(a)
}

// declaredRate returns the one unit of a rate that a caption tells.
func (r *reader) declaredRate() unit {
	var u unit
	for _, d := range r.declared {
		if d.unit.isRate() && d.of == "" {
			if u.text != "" {
				return unit{}
			}
			u = d.unit
		}
	}
	return u
}

// fits reports whether a unit can be that of what the heads around a cell name,
// as far as these say: a number of people is none of 元. Whole says that the unit
// stands in a head itself, which is believed unless the row is of something else.
func (r *reader) fits(u unit, a about, whole bool) bool {
	of := a.row.of
	if of == "" && isPart(a.row.text) {
		of = a.above.of
	}
	if !whole {
		for _, h := range a.col {
			if h.of != "" {
				of = h.of
			}
		}
	}
	return of == "" || sameBase(of, u.base)
}

// alike are base units of one kind of thing.
var alike = [][]string{{"元", "美元", "欧元", "日元", "港元"}, {"平方米", "亩", "公顷", "平方公里"}, {"公里", "米"}, {"个", "家", "户", "所", "座", "张", "件"},
	{"天", "个月", "年", "小时"}, {"吨", "标箱", "公斤", "立方米", "台", "件"}, {"人", "人次", "名"}, {"架次", "人次", "次"}}

func sameBase(a, b string) bool {
	if a == b || b == "数" {
		return true
	}
	return slices.ContainsFunc(alike, func(set []string) bool { return slices.Contains(set, a) && slices.Contains(set, b) })
}

// fromCaption gives the units of the captions out by what rows and columns are.
func (r *reader) fromCaption(a about) unit {
	var all []unit
	for _, d := range r.declared {
		if d.of != "" {
			if a.names(d.of) {
				return d.unit
			}
			continue
		}
		if !d.unit.isRate() {
			all = append(all, d.unit)
		}
	}
	switch {
	case len(all) == 1 && r.fits(all[0], a, false):
		return all[0]
	case len(all) > 1:
		var found []unit
		for _, u := range all {
			of := a.row.of
			for _, h := range a.col {
				if h.of != "" {
					of = h.of
				}
			}
			if of == "" && isPart(a.row.text) {
				of = a.above.of
			}
			if of != "" && of == u.base {
				return u
			}
			if of != "" && sameBase(of, u.base) {
				found = append(found, u)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	case len(all) == 0 && len(r.declared) > 0:
		if u := r.declaredRate(); u.text != "" && len(r.declared) == 1 { // 单位：%
			return u
		}
	}
	return unit{}
}

// names reports whether the heads around a cell name s.
func (a *about) names(s string) bool {
	if strings.Contains(a.row.text, s) || isPart(a.row.text) && strings.Contains(a.above.text, s) {
		return true
	}
	return slices.ContainsFunc(a.col, func(h head) bool { return strings.Contains(h.text, s) })
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
	w := loadWords()
	for n := len(r.captured) - 1; n >= 0; n-- {
		name, _ := r.units.cut(r.captured[n])
		rs := []rune(name)
		for to := len(rs); to > 1 && len(rs) < 60; to-- {
			if m := w.ends("metric", string(rs[:to])); m != "" && len([]rune(m)) > 1 && !w.is["generic"][m] {
				return m
			}
		}
	}
	return ""
}
