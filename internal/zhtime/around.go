package zhtime

import "time"

// prefixed reads a word that says where a length lies, and the length: 近三年,
// 过去十年, 未来两个月, 前1周.
func (r *offsetReader) prefixed(i int) (node, int) {
	future := false
	lead, j := r.word(i, &r.words.past)
	if lead == nil {
		future = true
		if lead, j = r.word(i, &r.words.ahead); lead == nil {
			return node{}, 0
		}
	}
	brief := lead.code == "brief" || lead.code == "few"
	if brief && !r.wide {
		return node{}, 0
	}
	l, end := r.lengths.length(j, lead.code == "loose")
	if end == 0 || !r.wide && (len(l.parts) > 1 || l.finest() < Month) || l.work {
		return node{}, 0
	}
	if brief && (r.any(end, &r.words.briefNot) || len(l.parts) == 1 && r.has(end, "期")) {
		return node{}, 0
	}
	end = r.opt(end, &r.words.durationBehind)
	if future {
		return r.ahead(l, brief), end
	}
	return r.past(l, lead), end
}

// past returns the stretch of 近三年, which ends at the reference.
func (r *offsetReader) past(l length, lead *word) node {
	exact, mean := r.away(l, -1)
	n := node{kind: DateRange, grain: Day, top: Year, needs: min(l.needs(), Day)}
	g := l.finest()
	if g < Day {
		n.kind, n.grain, n.needs = DateTimeRange, Minute, Second
		n.stretch = stretch{exact, r.at.ref.At}
		n.alts = append(n.alts, instant(exact, Second)+"/"+instant(r.at.ref.At, Second))
	} else {
		n.stretch = stretch{floor(exact, Day), r.at.today().AddDate(0, 0, 1)}
		n.endAt = r.at.today()
		for _, t := range []time.Time{floor(mean, Day), floor(exact, Day), mean} {
			n.also = append(n.also, stretch{t, r.at.refEnd()})
		}
	}
	if g == Week && lead.text == "前" {
		n.also = append(n.also, stretch{floor(mean, Week), r.at.refEnd()})
	}
	n.tx = "(" + exact.Format(time.DateOnly) + "," + r.at.ref.At.Format(time.DateOnly) + "," + l.iso() + ")"
	if lead.code == "few" && len(l.parts) == 1 && l.parts[0].v == 2 { // 前两天: a few
		n.also = append(n.also, r.at.fewBefore(g))
	}
	return n
}

// ahead returns the stretch of 未来两个月, which begins at the reference.
func (r *offsetReader) ahead(l length, brief bool) node {
	n := r.within(l)
	exact, mean := r.away(l, 1)
	if brief && l.finest() == Week {
		n.also = append(n.also, stretch{r.at.ref.At, next(floor(mean, Week), Week)})
	}
	n.also = append(n.also, stretch{r.at.today(), floor(exact, Day)}, stretch{r.at.today().AddDate(0, 0, 1), floor(exact, Day).AddDate(0, 0, 1)})
	return n
}
