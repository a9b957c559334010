package judge

import (
	"slices"

	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/overlap"
	"beilun/knowledge/concept"
)

// Numbers of values, for features that combine two.
const (
	numMeasure = int(fit.NumMeasure)
	numTimes   = int(fit.NumTimes)
)

// metering is what a figure measures, by what it is bound to and by the words
// around it.
type metering struct {
	v      *view
	beside question.Place // the text right beside it
}

func newMetering(v *view) *metering {
	return &metering{v, v.q.PlaceIn(&v.words.Beside)}
}

// measure returns how the figure measures what those units of the question ask
// for that of accepts, for the one that agrees most.
func (m *metering) measure(of func(*question.Unit) bool) fit.Measure {
	best := fit.NumMeasure
	for i := range m.v.q.Units {
		if u := &m.v.q.Units[i]; u.Metric && of(u) {
			best = min(best, m.measureFor(i))
		}
	}
	if best == fit.NumMeasure {
		return fit.MeasureOpen
	}
	return best
}

// measureFor is measure for unit i.
func (m *metering) measureFor(i int) fit.Measure {
	u, pg := &m.v.q.Units[i], m.v.pg
	same, sibling, other := false, false, false
	for _, oc := range m.v.words.Metric.Concepts {
		is := slices.Contains(u.Concepts, oc)
		same = same || is
		sibling = sibling || !is && slices.ContainsFunc(u.Concepts, func(uc *concept.Concept) bool { return uc.IsSibling(oc) })
		other = other || !is && oc.Kind == concept.Metric
	}
	switch {
	case same:
		return fit.MeasureSame
	case sibling:
		return fit.MeasureSibling
	case m.beside.Units[i] >= 1:
		return fit.MeasureNear
	case other:
		return fit.MeasureOther
	case m.v.clause().Units[i] >= 1:
		return fit.MeasureClause
	case m.v.sentence().Units[i] >= 1:
		return fit.MeasureBefore
	case pg.Heads.Units[i] >= 1:
		return fit.MeasureHeads
	case pg.Units[i] >= 1:
		return fit.MeasurePage
	}
	return fit.MeasureNone
}

// judge adds how much of the question the words for the figure have, and whether
// it counts what the question does.
func (m *metering) judge(v *view) {
	v.add(feature.Near, v.coverage(m.beside.Units))
	metric := v.q.PlaceIn(&v.words.Counted)
	v.add(feature.MetricIn, v.coverage(metric.Units))
	v.add(feature.MetricOut, feature.Share(overlap.Pairs(v.words.Metric.Folded, v.q.Frame.Text)))
	v.add(feature.Counted, m.counted(&metric))
}

// counted returns where the words are for what the question counts: 1 in the
// figure's metric, 2 right beside it, 3 in its clause, 4 elsewhere; 0 if the
// question counts nothing.
func (m *metering) counted(metric *question.Place) int {
	n := m.v.q.Frame.Counted
	if n == nil {
		return 0
	}
	for i := range m.v.q.Units {
		if m.v.q.Units[i].Text != n.Text {
			continue
		}
		switch {
		case metric.Units[i] >= 1:
			return 1
		case m.beside.Units[i] >= 1:
			return 2
		case m.v.clause().Units[i] >= 1:
			return 3
		}
	}
	return 4
}
