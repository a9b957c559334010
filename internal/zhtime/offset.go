package zhtime

import (
	"math"
	"time"
)

// offsetReader reads times that lie a duration away from the reference.
type offsetReader struct{ lengthReader }

// offset reads a length and what makes it a time seen from the reference:
// 三年前, 半小时以后, 17天内, 3个多月以来.
func (p *offsetReader) offset(i int) (node, int) {
	l, j := p.length(i, true)
	if j == 0 || !p.wide && (len(l.parts) > 1 || l.finest() != Year || l.half()) {
		return node{}, 0
	}
	k := p.first(j, "以前", "之前", "以后", "之后", "过后", "以内", "之内", "以来", "前", "后", "内", "里", "来")
	if k == 0 {
		return node{}, 0
	}
	word := p.s[j : j+k]
	end := j + k
	if p.blockedOffset(word, end) {
		return node{}, 0
	}
	switch word {
	case "前":
		return p.ago(l, -1), end
	case "后", "过后":
		return p.ago(l, 1), end
	case "以前", "之前":
		return p.beyond(l, -1), end
	case "以后", "之后":
		return p.beyond(l, 1), end
	case "以来", "来":
		if l.work {
			return node{}, 0
		}
		return p.sinceAgo(l), end
	}
	return p.within(l), end
}

// blockedOffset reports words that begin with 前, 后 and 内 and mean no time
// there: 五年前三季度, 三天后勤.
func (p *offsetReader) blockedOffset(word string, end int) bool {
	switch word {
	case "前":
		_, k := p.number(end)
		return k > 0 && p.first(k, "个", "月", "季", "周", "天") > 0 || p.first(end, "列", "往", "景", "沿", "途") > 0
	case "后", "过后", "以后", "之后":
		return !p.wide || p.first(end, "勤", "备", "续", "台", "代") > 0
	case "里":
		return !p.wide || p.first(end, "程") > 0
	case "内":
		return !p.wide || p.first(end, "部", "容", "地", "外") > 0
	case "来", "以来":
		return !p.wide || p.first(end, "自", "到") > 0
	}
	return false
}

// away returns the moment l away, in the calendar of Recognizers-Text and in
// the average one of JioNLP.
func (p *offsetReader) away(l length, dir int) (exact, mean time.Time) {
	if l.work {
		t := p.workdays(int(l.parts[0].v), dir)
		return t, t
	}
	return l.from(p.ref.At, dir), l.mean(p.ref.At, dir)
}

// workdays counts days from Monday to Friday.
func (p *offsetReader) workdays(n, dir int) time.Time {
	t := p.today()
	weeks := min(n, 5000) / 5
	t = t.AddDate(0, 0, 7*dir*weeks)
	for n %= 5; n > 0; {
		t = t.AddDate(0, 0, dir)
		if wd := t.Weekday(); wd != time.Saturday && wd != time.Sunday {
			n--
		}
	}
	return t
}

// ago is 三年前 and 三年后: the stretch of its grain that lies l away.
func (p *offsetReader) ago(l length, dir int) node {
	exact, mean := p.away(l, dir)
	g := l.shown()
	if l.hi > 0 || l.many && l.finest() == Year && l.parts[0].v >= 10 {
		return p.vague(l, dir)
	}
	n := unit(mean, g, Year, l.needs())
	switch {
	case g < Day:
		n.kind = DateTime
		n.grain = max(g, Minute)
		n.lo, n.hi = exact, next(exact, n.grain)
		step := max(min(average(Day, min(l.days(), 1)), time.Hour), time.Second)
		if g == Minute {
			step = time.Minute
		}
		if dir < 0 {
			n.also = append(n.also, stretch{mean.Add(-step), mean})
		} else {
			n.also = append(n.also, stretch{mean, mean.Add(step)})
		}
		if l.finest() == Day { // 半天后, 一天半前: exact to the hour
			n.lo, n.hi = floor(mean, Hour), next(floor(mean, Hour), Hour)
			n.grain = Hour
			n.alts = append(n.alts, span(n.stretch, Hour)...)
			n.alts = append(n.alts, span(stretch{n.lo, n.hi.Add(12 * time.Hour)}, Hour)...)
			n.alts = append(n.alts, span(stretch{n.lo.Add(-12 * time.Hour), n.hi}, Hour)...)
		}
		n.alts = append(n.alts, instant(exact, Second), instant(mean, Second), instant(exact, Second)+"/"+instant(exact.Add(step), Second))
		for _, s := range n.also {
			n.alts = append(n.alts, span(s, Minute)...)
			n.alts = append(n.alts, instant(floor(s.lo, Minute), Second)+"/"+instant(s.hi, Second), instant(s.lo, Second)+"/"+endOfMinute(s.hi))
		}
		n.tx = exact.Format("2006-01-02")
	case g == Day && l.finest() >= Month && l.half():
		more := length{parts: append(l.parts[:len(l.parts):len(l.parts)], lengthPart{1, l.finest()})}
		far := floor(more.mean(p.ref.At, dir), Day)
		n.kind, n.lo, n.hi = DateRange, far, floor(mean, Day).AddDate(0, 0, 1)
		if dir > 0 {
			n.lo, n.hi = floor(mean, Day), far.AddDate(0, 0, 1)
		}
		n.also = append(n.also, unit(exact, Day, Year, None).stretch)
	default:
		n.also = append(n.also, unit(exact, g, Year, None).stretch)
		n.alts = append(n.alts, exact.Format("2006-01-02"))
		n.tx = exact.Format("2006-01-02")
	}
	return n
}

func endOfMinute(t time.Time) string {
	return instant(floor(t, Minute).Add(59*time.Second), Second)
}

// vague is 几十年前, 两三天后 and 二十多年后: from the nearer to the farther end.
func (p *offsetReader) vague(l length, dir int) node {
	q := l.parts[0]
	hi := l.hi
	if hi == 0 {
		step := 10.0
		for math.Mod(q.v, step*10) == 0 && step < 1000 {
			step *= 10
		}
		hi = q.v + step
	}
	g := max(q.grain, Minute)
	n := node{kind: DateRange, grain: g, top: Year, needs: l.needs()}
	near := floor(l.from(p.ref.At, dir), g)
	far := floor(length{parts: []lengthPart{{hi, q.grain}}}.from(p.ref.At, dir), g)
	n.lo, n.hi = near, next(far, g)
	if dir < 0 {
		n.lo, n.hi = far, next(near, g)
	}
	if g < Day {
		n.kind = DateTimeRange
	}
	n.tx = n.timex()
	return n
}

// beyond is 三年以前 and 三年以后: all that lies more than l away.
func (p *offsetReader) beyond(l length, dir int) node {
	n := p.ago(l, dir)
	point := append([]string{}, n.alts...)
	if n.kind != DateTime {
		point = append(point, p.forms(n)...)
	}
	exact, mean := p.away(l, dir)
	g := max(l.shown(), Minute)
	if l.work {
		g = Day
	}
	o := node{kind: DateRange, grain: g, top: Year, needs: n.needs, tx: n.tx, alts: point}
	if g < Day {
		o.kind = DateTimeRange
		point = append(point, instant(exact, Second))
		o.alts = append(o.alts, point...)
	}
	for _, t := range []time.Time{mean, exact} {
		s := stretch{floor(t, g), time.Time{}}
		if dir < 0 {
			s = stretch{time.Time{}, next(floor(t, g), g)}
			if g < Day {
				s.hi = t
			}
		}
		if o.lo.IsZero() && o.hi.IsZero() {
			o.stretch = s
		}
		o.also = append(o.also, s)
		if g < Day {
			o.alts = append(o.alts, openForms(stretch{floor(t, Minute), time.Time{}}, dir, Second)...)
		}
	}
	return o
}

func openForms(s stretch, dir int, g Grain) []string {
	if dir < 0 {
		return []string{"../" + instant(s.lo, g), "-inf/" + instant(s.lo, g)}
	}
	return []string{instant(s.lo, g) + "/.."}
}

// within is 17天内: from the reference on.
func (p *offsetReader) within(l length) node {
	exact, mean := p.away(l, 1)
	n := node{kind: DateRange, grain: Day, top: Year, needs: l.needs()}
	g := max(l.shown(), Minute)
	if g < Day {
		n.kind, n.grain = DateTimeRange, Minute
		n.stretch = stretch{p.ref.At, exact}
		n.alts = append(n.alts, instant(p.ref.At, Second)+"/"+instant(exact, Second), instant(p.ref.At, Second)+"/"+endOfMinute(exact))
	} else {
		n.stretch = stretch{p.ref.At, next(floor(mean, Day), Day)}
		for _, t := range []time.Time{exact, mean} {
			n.also = append(n.also, stretch{p.ref.At, next(floor(t, Day), Day)}, stretch{p.ref.At, next(floor(t, g), g)})
		}
	}
	n.needs = min(n.needs, Day)
	n.tx = "(" + p.ref.At.Format(time.DateOnly) + "," + exact.Format(time.DateOnly) + "," + l.iso() + ")"
	n.alts = append(n.alts, l.iso())
	return n
}

// sinceAgo is 三年以来: up to the reference.
func (p *offsetReader) sinceAgo(l length) node {
	exact, mean := p.away(l, -1)
	n := node{kind: DateRange, grain: Day, top: Year, needs: l.needs()}
	g := max(l.shown(), Minute)
	lo := floor(exact, min(g, Day))
	n.stretch = stretch{lo, p.refEnd()}
	for _, t := range []time.Time{exact, mean, floor(mean, g), floor(exact, g), floor(mean, Minute), floor(exact, Minute)} {
		n.also = append(n.also, stretch{t, p.refEnd()})
	}
	if g < Day {
		n.kind, n.grain = DateTimeRange, g
	}
	n.tx = "(" + exact.Format(time.DateOnly) + "," + p.ref.At.Format(time.DateOnly) + "," + l.iso() + ")"
	return n
}
