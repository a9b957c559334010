package zhtime

import "time"

// yearReader reads years, decades and centuries.
type yearReader struct {
	*text
	at *anchor
}

// year reads 2024年, 二〇二四年, 07年, 2021-2023年 and 去年. base is the time in front
// of it in A到B, or nil.
func (r *yearReader) year(i int, base *node) (node, int) {
	if w, end := r.word(i, &r.words.years); w != nil {
		n := unit(move(r.at.ref.At, Year, w.n[0]), Year, Year, Year)
		if w.class == "year+" && base != nil && base.givesYear() {
			n = unit(move(base.lo, Year, w.n[0]), Year, Year, base.needs)
		} else if w.class == "year+" && !r.wide {
			n.needs = unknowable
		}
		return n, end
	}
	a, j := r.yearNumber(i)
	if j == 0 {
		return node{}, 0
	}
	j = r.skip(j, " ")
	if end := r.past(j, "年"); end > 0 {
		if !r.wide && r.any(end, &r.words.yearNot) || r.has(end, "代") {
			return node{}, 0
		}
		return years(a, a, Year), end
	}
	k := r.opt(j, &r.words.to)
	if k == j || a < 1000 {
		return node{}, 0
	}
	b, j := r.yearNumber(k)
	end := r.past(j, "年")
	if j == 0 || b <= a || end == 0 || r.has(end, "代") || b > a+200 {
		return node{}, 0
	}
	if _, month := r.whole(end, 1, 12); month > 0 { // 2021-2023年5月
		return node{}, 0
	}
	n := years(a, b, Year)
	n.endAt = date(b, 1, 1)
	n.tx = "(" + date(a, 1, 1).Format(time.DateOnly) + "," + n.endAt.Format(time.DateOnly) + "," + gap(n.lo, n.endAt) + ")"
	return n, end
}

// yearNumber reads the digits of a year. Years of two or three digits are
// read in wide mode only.
func (r *yearReader) yearNumber(i int) (year, end int) {
	if i >= len(r.s) {
		return 0, 0
	}
	var n number
	if isDigit(r.s[i]) {
		n.digits = r.run(i)
		n.western = true
		for _, c := range []byte(r.s[i : i+n.digits]) {
			n.v = n.v*10 + float64(c-'0')
		}
		end = i + n.digits
	} else {
		n, end = r.plain(i)
	}
	switch y := int(n.v); {
	case n.digits == 4 && y >= 1000 && y <= 2100 || n.digits == 4 && r.wide && y > 0:
		return y, end
	case n.digits == 3 && r.wide && !n.western && y > 100:
		return y, end
	case n.digits == 2 && r.wide:
		return r.at.century(y), end
	}
	return 0, 0
}

// decades reads 20世纪, 90年代 and 20世纪60年代前期.
func (r *yearReader) decades(i int) (node, int) {
	if !r.wide && !r.any(i, &r.words.centuries) && r.run(i) != 4 {
		if _, end := r.whole(i, 1, 21); end == 0 || !r.has(end, "世纪") {
			return node{}, 0
		}
	}
	base, j, needs, named := r.century(i)
	j = r.skip(j, "的")
	d, end := r.whole(j, 0, 99)
	decade := end > 0 && d%10 == 0 && r.has(end, "年代")
	if !decade && !named {
		return node{}, 0
	}
	from, size, g := base, 100, Century
	if decade {
		j, size, g = r.past(end, "年代"), 10, Decade
		if !named {
			base = 2000 - 100*btoi(d > 20)
		}
		from = base + d
	}
	lo, hi := 0, size-1
	if w, end := r.word(r.skip(j, "的"), &r.words.decadeParts); w != nil {
		lo, hi, j = w.n[0], w.n[1], end
		if decade {
			lo, hi = w.n[2], w.n[3]
		}
	}
	n := years(from+lo, from+hi, g)
	n.needs, n.top = needs, g
	if decade && !named {
		n.top = Decade
		n.tx = decadeTimex(d)
		n.alts = append(n.alts, days(years(2000+d+lo, 2000+d+hi, g).stretch))
	}
	return n, j
}

// century reads 20世纪, 上世纪 and the century of 1980年代. It returns the century's
// first year, where the decade begins and how exactly the reference must be known.
// If no century is named, the decade begins at i.
func (r *yearReader) century(i int) (base, end int, needs Grain, named bool) {
	w, end := r.word(i, &r.words.centuries)
	if w == nil && r.wide {
		w, end = r.word(i, &r.words.wideCenturies)
	}
	if w != nil {
		at := r.at.ref.At.Year()
		return at - at%100 + 100*w.n[0], end, Year, true
	}
	if c, k := r.whole(i, 1, 30); k > 0 && r.has(k, "世纪") {
		return (c - 1) * 100, r.past(k, "世纪"), None, true
	}
	if r.run(i) == 4 && r.s[i+3] == '0' && r.has(i+4, "年代") { // 1980年代
		return r.small(i, 4) / 100 * 100, i + 2, None, true
	}
	return 0, i, None, false
}

func decadeTimex(d int) string {
	e := (d + 10) % 100
	c := func(v int) string { return "XX" + string([]byte{byte('0' + v/10), byte('0' + v%10)}) + "-01-01" }
	return "(" + c(d) + "," + c(e) + ",P10Y)"
}
