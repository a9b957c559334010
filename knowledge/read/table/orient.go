package table

import "beilun/knowledge/read/table/cell"

// mostRows is how many rows decide what the rows of a table are.
const mostRows = 200

// orient finds what the rows and the columns are: things or metrics.
func (l finder) orient() {
	if l.pairs || l.label < 0 || l.top == l.from {
		return
	}
	cols, rows := l.columnKinds(), l.rowKinds()
	if rows.all == 0 || cols.all == 0 {
		return
	}
	corner := l.headOf(l.label).Name
	generic := most(cols.generic, cols.all)
	switch {
	case cell.HeadsMetrics(corner):
		l.metrics = true
		l.across = !generic && !most(cols.metrics, cols.all)
	case most(rows.metrics, rows.all) && (most(cols.things, cols.all) || !most(cols.metrics, cols.all)) && !generic:
		l.metrics, l.across = true, true
	case cell.HeadsThings(corner) && !cell.HeadsEither(corner):
	case generic && rows.metrics > 0 && !most(rows.things, rows.all):
		l.metrics = true
	}
}

// most reports whether n of all are a clear majority.
func most(n, all int) bool { return n*10 >= all*6 }

// kinds counts rows or columns by what they are.
type kinds struct{ all, metrics, things, generic int }

// columnKinds counts the columns on the right of the labels.
func (l finder) columnKinds() kinds {
	var n kinds
	for j := range l.paths {
		if j <= l.label || j == l.unitCol || len(l.paths[j]) == 0 {
			continue
		}
		n.all++
		metric, thing, generic := false, false, true
		for _, h := range l.paths[j] {
			metric = metric || h.IsMetric() || h.Time != "" && h.Generic
			thing = thing || h.IsThing()
			generic = generic && (h.Generic || h.Body == "")
		}
		if metric && !(thing && generic) {
			n.metrics++
		}
		if thing {
			n.things++
		}
		if generic {
			n.generic++
		}
	}
	return n
}

// rowKinds counts the rows by their labels, sums and captions apart.
func (l finder) rowKinds() kinds {
	var n kinds
	for i := l.top; i < len(l.grid) && n.all < mostRows; i++ {
		t := l.at(i, l.label).Text
		if t == "" || l.isSingle(i) || cell.IsTotal(t) {
			continue
		}
		h := l.head(t)
		n.all++
		if h.IsThing() {
			n.things++
		} else if h.IsMetric() || h.Label {
			n.metrics++
		}
	}
	return n
}
