package zhtime

import "strings"

// setReader reads times that come again and again.
type setReader struct {
	*text
	at      *anchor
	lengths lengthReader
	clocks  clockReader
}

// set reads what happens again and again: 每周, 每周一下午八点, 每两年, 每月5号.
func (r *setReader) set(i int) (node, int) {
	k := r.first(i, &r.words.everyLead)
	if k == 0 {
		return node{}, 0
	}
	n, j := node{kind: Set}, i+k
	if n.tx, j = r.unit(j); j == 0 {
		return node{}, 0
	}
	return r.point(j, n)
}

// unit reads what is repeated.
func (r *setReader) unit(i int) (timex string, end int) {
	if w, end := r.part(i); w != nil { // 每晚
		return w.code, end
	}
	if w, end := r.word(i, &r.words.every); w != nil {
		return w.code, end
	}
	l, end := r.lengths.length(i, false)
	return l.iso(), end
}

// point reads the point of the stretch that is repeated.
func (r *setReader) point(j int, n node) (node, int) {
	i := r.skip(j, "的")
	switch n.tx {
	case "P1W":
		if end := r.past(i, "末"); end > 0 {
			n.tx = "XXXX-WXX-WE"
			return n, end
		}
		if d, end := r.weekdayNumber(i); end > 0 {
			n.tx = "XXXX-WXX-" + itoa(d)
			return r.clock(end, n)
		}
	case "P1M":
		if d, end := r.day(i); end > 0 {
			n.tx = "XXXX-XX-" + itoa2(d)
			return r.clock(end, n)
		}
	case "P1Y":
		if m, end := r.whole(i, 1, 12); end > 0 && r.has(end, "月") {
			n.tx = "XXXX-" + itoa2(m)
			end = r.opt(end, &r.words.monthMark)
			if d, k := r.day(end); k > 0 {
				n.tx += "-" + itoa2(d)
				return r.clock(k, n)
			}
			return n, end
		}
	case "P1D":
		return r.clock(j, n)
	}
	if strings.HasPrefix(n.tx, "T") {
		return r.clock(j, n)
	}
	return n, j
}

// day reads the number of a day of a month and its 日 or 号.
func (r *setReader) day(i int) (d, end int) {
	d, j := r.whole(i, 1, 31)
	if j == 0 || !r.any(j, &r.words.dayMark) {
		return 0, 0
	}
	return d, r.opt(j, &r.words.dayMark)
}

// clock reads the hour of the day that is repeated.
func (r *setReader) clock(i int, n node) (node, int) {
	c, end := r.clocks.onDay(i, r.at.anyDay(nil))
	if end == 0 {
		return n, i
	}
	if !strings.HasPrefix(n.tx, "XXXX") {
		n.tx = ""
	}
	n.tx += c.tx
	return n, end
}
