package zhtime

import "time"

// around reads a word that says where a length lies, and the length: 近三年,
// 过去十年, 未来两个月, 前1周.
func (p *offsetReader) around(i int) (node, int) {
	past := p.first(i, "最近的", "最近这", "最近", "过去的", "过去这", "过去", "近", "此前", "前", "上", "这")
	future := p.first(i, "未来的", "未来", "今后的", "今后", "接下来的", "接下来", "随后", "后", "下")
	j := i + max(past, future)
	if j == i {
		return node{}, 0
	}
	lead := p.s[i:j]
	brief := lead == "前" || lead == "上" || lead == "这" || lead == "后" || lead == "下"
	if brief && !p.wide {
		return node{}, 0
	}
	l, end := p.length(j, lead == "近" || lead == "最近")
	if end == 0 || !p.wide && (len(l.parts) > 1 || l.finest() < Month) || l.work || p.first(end, "前", "后", "来") > 0 && brief {
		return node{}, 0
	}
	if brief && p.wide && len(l.parts) == 1 && p.has(end, "期") {
		return node{}, 0
	}
	end = p.opt(end, "时间里", "时间内", "的时间里", "以来", "之内", "以内", "间", "内", "里", "来", "时间")
	if future > 0 && past == 0 {
		return p.ahead(l, lead), end
	}
	return p.past(l, lead), end
}

// past is 近三年: up to the reference.
func (p *offsetReader) past(l length, lead string) node {
	exact, mean := p.away(l, -1)
	n := node{kind: DateRange, grain: Day, top: Year, needs: min(l.needs(), Day)}
	g := l.finest()
	if g < Day {
		n.kind, n.grain, n.needs = DateTimeRange, Minute, Second
		n.stretch = stretch{exact, p.ref.At}
		n.alts = append(n.alts, instant(exact, Second)+"/"+instant(p.ref.At, Second))
	} else {
		n.stretch = stretch{floor(exact, Day), p.today().AddDate(0, 0, 1)}
		n.endAt = p.today()
		for _, t := range []time.Time{floor(mean, Day), floor(exact, Day), mean} {
			n.also = append(n.also, stretch{t, p.refEnd()})
		}
	}
	if lead == "前" && g == Week {
		n.also = append(n.also, stretch{floor(mean, Week), p.refEnd()})
	}
	n.tx = "(" + exact.Format(time.DateOnly) + "," + p.ref.At.Format(time.DateOnly) + "," + l.iso() + ")"
	if lead == "前" || lead == "上" {
		if len(l.parts) == 1 && l.parts[0].v == 2 { // 前两天: a few
			n.also = append(n.also, p.fewBefore(g))
		}
	}
	return n
}

// fewBefore is 前两天 as some days before this one: JioNLP takes the sixth to
// the second of them.
func (p *offsetReader) fewBefore(g Grain) stretch {
	t := floor(p.ref.At, g)
	return stretch{move(t, g, -6), move(t, g, -1)}
}

// ahead is 未来两个月: from the reference on.
func (p *offsetReader) ahead(l length, lead string) node {
	n := p.within(l)
	exact, mean := p.away(l, 1)
	if (lead == "后" || lead == "下") && l.finest() == Week {
		n.also = append(n.also, stretch{p.ref.At, next(floor(mean, Week), Week)})
	}
	n.also = append(n.also, stretch{p.today(), floor(exact, Day)}, stretch{p.today().AddDate(0, 0, 1), floor(exact, Day).AddDate(0, 0, 1)})
	return n
}
