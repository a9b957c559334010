package table

import (
	"slices"
	"strings"
)

// unitOf finds the unit of a bare number: of the column of units, the row's label,
// the heads of the column, the captions. What is told of amounts is not told
// of changes and shares of them, nor of numbers that are no quantities.
func (r *reader) unitOf(a about, text string) unit {
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
	if col.unit.isRate() && !rowRate {
		return col.unit // whatever its rows are told in
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
