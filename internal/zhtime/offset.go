package zhtime

import (
	"math"
	"time"
)

// offsetReader reads times that lie a duration away from the reference.
type offsetReader struct {
	*text
	at      *anchor
	lengths lengthReader
}

// offset reads a length and what makes it a time seen from the reference:
// 三年前, 半小时以后, 17天内, 3个多月以来.
func (r *offsetReader) offset(i int) (node, int) {
	l, j := r.lengths.length(i, true)
	if j == 0 || !r.wide && (len(l.parts) > 1 || l.finest() != Year || l.half()) {
		return node{}, 0
	}
	w, end := r.word(j, &r.words.offsets)
	if w == nil || w.n[0] > 0 && !r.wide {
		return node{}, 0
	}
	switch w.code {
	case "ago":
		if _, k := r.number(end); k > 0 && r.any(k, &r.words.countedUnits) { // 五年前三季度
			return node{}, 0
		}
		return r.ago(l, -1), end
	case "later":
		return r.ago(l, 1), end
	case "before":
		return r.beyond(l, -1), end
	case "after":
		return r.beyond(l, 1), end
	case "since":
		if l.work {
			return node{}, 0
		}
		return r.sinceAgo(l), end
	}
	return r.within(l), end
}

// away returns the moment l away, in the calendar of Recognizers-Text and in
// the average one of JioNLP.
func (r *offsetReader) away(l length, dir int) (exact, mean time.Time) {
	if l.work {
		t := r.workdays(int(l.parts[0].v), dir)
		return t, t
	}
	return l.from(r.at.ref.At, dir), l.mean(r.at.ref.At, dir)
}

// workdays returns the day n days from Monday to Friday away from the reference.
func (r *offsetReader) workdays(n, dir int) time.Time {
	t := r.at.today()
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

// ago returns the year, the day or other unit that lies l away: 三年前 for dir -1,
// 三年后 for 1.
func (r *offsetReader) ago(l length, dir int) node {
	exact, mean := r.away(l, dir)
	g := l.shown()
	if l.hi > 0 || l.many && l.finest() == Year && l.parts[0].v >= 10 {
		return r.vague(l, dir)
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
		far := floor(more.mean(r.at.ref.At, dir), Day)
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

// vague returns the stretch of 几十年前, 两三天后 and 二十多年后, from the nearer to
// the farther end.
func (r *offsetReader) vague(l length, dir int) node {
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
	near := floor(l.from(r.at.ref.At, dir), g)
	far := floor(length{parts: []lengthPart{{hi, q.grain}}}.from(r.at.ref.At, dir), g)
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

// beyond returns all that lies more than l away: 三年以前 for dir -1, 三年以后 for 1.
func (r *offsetReader) beyond(l length, dir int) node {
	n := r.ago(l, dir)
	point := append([]string{}, n.alts...)
	if n.kind != DateTime {
		point = append(point, forms(n, r.wide)...)
	}
	exact, mean := r.away(l, dir)
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

// within returns the stretch of 17天内, which begins at the reference.
func (r *offsetReader) within(l length) node {
	exact, mean := r.away(l, 1)
	n := node{kind: DateRange, grain: Day, top: Year, needs: l.needs()}
	g := max(l.shown(), Minute)
	if g < Day {
		n.kind, n.grain = DateTimeRange, Minute
		n.stretch = stretch{r.at.ref.At, exact}
		n.alts = append(n.alts, instant(r.at.ref.At, Second)+"/"+instant(exact, Second), instant(r.at.ref.At, Second)+"/"+endOfMinute(exact))
	} else {
		n.stretch = stretch{r.at.ref.At, next(floor(mean, Day), Day)}
		for _, t := range []time.Time{exact, mean} {
			n.also = append(n.also, stretch{r.at.ref.At, next(floor(t, Day), Day)}, stretch{r.at.ref.At, next(floor(t, g), g)})
		}
	}
	n.needs = min(n.needs, Day)
	n.tx = "(" + r.at.ref.At.Format(time.DateOnly) + "," + exact.Format(time.DateOnly) + "," + l.iso() + ")"
	n.alts = append(n.alts, l.iso())
	return n
}

// sinceAgo returns the stretch of 三年以来, which ends at the reference.
func (r *offsetReader) sinceAgo(l length) node {
	exact, mean := r.away(l, -1)
	n := node{kind: DateRange, grain: Day, top: Year, needs: l.needs()}
	g := max(l.shown(), Minute)
	lo := floor(exact, min(g, Day))
	n.stretch = stretch{lo, r.at.refEnd()}
	for _, t := range []time.Time{exact, mean, floor(mean, g), floor(exact, g), floor(mean, Minute), floor(exact, Minute)} {
		n.also = append(n.also, stretch{t, r.at.refEnd()})
	}
	if g < Day {
		n.kind, n.grain = DateTimeRange, g
	}
	n.tx = "(" + exact.Format(time.DateOnly) + "," + r.at.ref.At.Format(time.DateOnly) + "," + l.iso() + ")"
	return n
}
