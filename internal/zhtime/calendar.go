package zhtime

// calendar reads a day or a longer stretch of the calendar. base is the time
// A in front of it in A到B, whose year and month it shares, or nil.
func (p *dateReader) calendar(i int, base *node) (node, int) {
	if n, end := p.numeric(i); end > 0 {
		return n, end
	}
	if y, j := p.year(i, base); j > 0 {
		k := p.opt(j, "的", "度")
		if n, end := p.inYear(k, y); end > 0 {
			return n, end
		}
		if y.needs == unknowable {
			return node{}, 0
		}
		return y, p.opt(j, "全年")
	}
	if n, end := p.relative(i, base); end > 0 {
		return n, end
	}
	if n, end := p.dayWord(i, base); end > 0 {
		return n, end
	}
	if n, end := p.decades(i); end > 0 {
		return n, end
	}
	if n, end := p.inYear(i, p.thisYear(base)); end > 0 {
		return n, end
	}
	if n, end := p.weekday(i, base); end > 0 {
		return n, end
	}
	if k := p.first(i, "月底", "月初", "月末", "月内", "月中"); k > 0 && p.first(i+k, "旬", "国") == 0 {
		m := unit(p.ref.At, Month, Year, Month)
		if n, end := p.monthPart(i, m); end > 0 {
			return n, end
		}
		return m, i + k
	}
	if p.wide && p.has(i, "全年") {
		y := unit(p.ref.At, Year, Year, Year)
		return y, i + len("全年")
	}
	if base == nil && !p.wide {
		return node{}, 0 // 29日 of no month
	}
	return p.dayOfMonth(i, p.thisMonth(base), Day)
}
