package zhtime

// calendar reads a day or a longer stretch of the calendar. base is the time
// A in front of it in A到B, whose year and month it shares, or nil.
func (r *dateReader) calendar(i int, base *node) (node, int) {
	if n, end := r.digits.numeric(i); end > 0 {
		return n, end
	}
	if y, j := r.years.year(i, base); j > 0 {
		k := r.opt(j, &r.words.yearJoin)
		if n, end := r.parts.inYear(k, y); end > 0 {
			return n, end
		}
		if y.needs == unknowable {
			return node{}, 0
		}
		return y, r.skip(j, "全年")
	}
	if n, end := r.relative(i, base); end > 0 {
		return n, end
	}
	if n, end := r.dayWord(i, base); end > 0 {
		return n, end
	}
	if n, end := r.years.decades(i); end > 0 {
		return n, end
	}
	if n, end := r.parts.inYear(i, r.at.thisYear(base)); end > 0 {
		return n, end
	}
	if n, end := r.weekday(i, base); end > 0 {
		return n, end
	}
	if k := r.first(i, &r.words.monthOf); k > 0 {
		m := unit(r.at.ref.At, Month, Year, Month)
		if n, end := r.months.monthPart(i, m); end > 0 {
			return n, end
		}
		return m, i + k
	}
	if end := r.past(i, "全年"); end > 0 && r.wide {
		return unit(r.at.ref.At, Year, Year, Year), end
	}
	if base == nil && !r.wide {
		return node{}, 0 // 29日 of no month
	}
	return r.months.dayOfMonth(i, r.at.thisMonth(base), Day)
}
