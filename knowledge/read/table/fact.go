package table

import (
	"slices"
	"strings"

	"beilun/knowledge/read/table/cell"
)

// fact returns what cell i, j is about, where a is what the heads around it say.
func (w *writer) fact(i, j int, a about) *Fact {
	n := w.numbers[i][j]
	f := &Fact{Row: a.row.Text, Number: n.Kind == cell.Bare || n.Kind == cell.Quantity}
	for k, h := range a.col {
		f.Change = f.Change || h.Change
		f.Planned = f.Planned || h.Planned
		if k > 0 && strings.HasSuffix(f.Column, h.Text) {
			continue
		}
		f.Column += h.Text
	}
	f.Change = f.Change || a.row.Change && f.Number
	switch n.Kind {
	case cell.Quantity:
		f.Unit = n.Unit
		f.Change = f.Change && (cell.IsRateUnit(n.Unit) || a.last().Delta || a.row.Delta)
	case cell.Bare:
		text := w.at(i, j).Text
		f.Unit = w.captions.unitOf(a, text).Text
		if f.Unit != "" && cell.BaseOf(strings.TrimLeft(text[:n.End], "+＋ ")+f.Unit) == "" {
			f.Unit = "" // with the unit, only a part of the number would be read: better no unit
		}
	}
	f.Thing, f.Metric = w.names(a)
	f.Stock = !f.Change && cell.IsStock(f.Metric)
	for _, h := range slices.Backward(a.col) {
		f.Times = addTime(f.Times, h.Time)
	}
	f.Times = addTime(f.Times, a.row.Time)
	_, t := cell.CutTime(a.group)
	f.Times = addTime(f.Times, t)
	f.Times = addTime(f.Times, w.captions.dated)
	return f
}

func addTime(times []string, t string) []string {
	if t == "" || slices.Contains(times, t) {
		return times
	}
	return append(times, t)
}

// names returns the thing and the metric of a cell.
func (w *writer) names(a about) (thing, metric string) {
	if w.metrics || w.top == w.from && a.row.IsMetric() {
		return w.namesInMetricRow(a)
	}
	label := cell.TrimPart(strings.TrimSpace(a.row.Text))
	if rest, t := cell.CutTime(label); t != "" && strings.Trim(rest, "、，, ") == "" {
		label = "" // a time
	}
	switch {
	case cell.IsSubtotal(label), cell.IsTotal(label) && a.beside: // of some rows, and not of the whole place
		if thing = a.group; thing == "" {
			thing = label
		}
	case cell.IsTotal(label):
	case a.row.Unit.Text != "" && a.row.Name != "":
		thing = strings.TrimSpace(a.row.Name)
	default:
		thing = label
	}
	metric = columnMetric(a.col)
	of := a.col // the heads that say what is measured
	if last := a.last(); metric == "" && (last.Change || last.Share) {
		metric, of = columnMetric(a.left), a.left
	}
	for _, h := range a.col {
		if thing == "" && h.IsThing() && len(a.col) > 1 {
			thing, metric = h.Body, strings.Replace(metric, h.Body, "", 1)
		}
	}
	if !slices.ContainsFunc(of, func(h cell.Head) bool { return !h.Generic }) {
		if m := w.captions.metric(); m != "" && !strings.Contains(metric, m) {
			metric += m
		}
	}
	return thing, metric
}

// namesInMetricRow returns the thing and the metric of a cell in a row of which
// the label is the metric.
func (w *writer) namesInMetricRow(a about) (thing, metric string) {
	if last := a.last(); last.Label && last.Time == "" { // the code of a row
		return "", last.Body
	}
	metric = metricOf(a)
	for _, h := range a.col {
		switch {
		case h.Generic || h.Body == "":
		case w.across || h.IsThing():
			thing = h.Name
		case h.Share || h.IsMetric():
			metric += h.Body
		}
	}
	return thing, metric
}

// columnMetric joins what the heads of a column measure, with generic ones only if
// there are no others.
func columnMetric(col []cell.Head) string {
	out, generic := "", ""
	for _, h := range col {
		if h.Generic {
			generic += h.Body
		} else if !strings.HasSuffix(out, h.Body) {
			out += h.Body
		}
	}
	if out == "" {
		return generic
	}
	return out
}

// metricOf returns what the row of a measures. The label of a part gets that of
// the row above unless it names a metric itself: 其中：国际 below 旅客吞吐量.
func metricOf(a about) string {
	m := strings.TrimSpace(cell.TrimOrder(cell.TrimPart(a.row.Body)))
	if cell.IsPart(a.row.Text) && !cell.EndsWithMetric(m) && a.above.Body != "" {
		m += cell.TrimOrder(a.above.Body)
	}
	if a.row.Generic && m == a.row.Body && a.group != "" && (a.beside || !cell.IsTotal(m) || cell.IsSubtotal(m)) {
		m = a.group + m
	}
	return m
}
