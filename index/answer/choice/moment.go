package choice

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Some times and durations are no figures, or are figures in pieces: a time of the day
// (16:30), a day of the week, 每年3月、9月, 国庆节前, 1小时04分37秒. They are proposed
// beside the figures, as figures of their own, where the question asks for such.

const hanDigits = "零〇一二三四五六七八九十两"

// clockPattern is a time of the day, weekPattern a day of the week.
var (
	clockPattern = regexp.MustCompile(`(?:次日|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|早)?(?:[0-9]{1,2}[:：][0-9]{2}|[0-9]{1,2}[时点](?:[0-9]{1,2}分?|半|整|许)?|[` + hanDigits + `]{1,3}[时点](?:[` + hanDigits + `]{1,3}分|半|整))(?:以?前|以?后)?`)
	weekPattern  = regexp.MustCompile(`每?(?:周|星期|礼拜)[一二三四五六日末天](?:(?:、|和|及|至|到)(?:周|星期|礼拜)?[一二三四五六日末])*`)
	spanPattern  = regexp.MustCompile(`(?:不少于|不超过|不得少于|最长|至少|约|满|前)?(?:[0-9]{1,3}(?:\.[0-9]+)?|[` + hanDigits + `]{1,3}|半)个?半?(?:工作日|小时|分钟|秒钟|秒|月|周|年|天|日)(?:[0-9]{1,2}(?:分钟|分|秒))*(?:以内|之内|内|以上|以下)?`)
	joint        = regexp.MustCompile(`^ *(?:至|到|—+|–|－|-|~|～) *(?:次日|次年|当日|翌日)?$`)
	listJoint    = regexp.MustCompile(`^(?:、|和|及|与|或|至|到|—+)$`)
)

// maxJoined is how long in characters a time is that is put together of several.
const maxJoined = 40

// proposeMoments proposes the times and durations of a passage that are no figures,
// and takes out of those proposed what is only a piece of one: 1小时 of 1小时35分.
func (r *Reading) proposeMoments(figures []Candidate, i int) []Candidate {
	pg := &r.pages[i]
	var wholes []knowledge.Span
	out := figures
	for s := range pg.sentences {
		points, all := r.moments(pg, s)
		for _, span := range slices.Concat(points, all) {
			out = append(out, r.moment(i, s, span))
		}
		wholes = append(wholes, all...)
	}
	return slices.DeleteFunc(out, func(c Candidate) bool {
		return r.isIdle(&c) || slices.ContainsFunc(wholes, func(w knowledge.Span) bool { return w != c.Span && w.Contains(c.Span) })
	})
}

// isIdle reports whether a time cannot answer: it stands in the question itself, or is no
// time of the day where one is asked for, no day of the week where that is, or a time of
// the day where a date is. A day may be one of the week: 哪天闭馆.
func (r *Reading) isIdle(c *Candidate) bool {
	if r.frame.Asks != frame.Time || classOf(c.Figure) != concept.Date {
		return false
	}
	grain := grainOf(c.Figure)
	clock := grain == grainClock || strings.Contains(c.Figure.Time, "T") || clockPattern.MatchString(c.Figure.Text)
	switch r.grain {
	case askedHour:
		return !clock
	case askedWeekday:
		return grain != grainWeekday
	case askedOpen:
	default:
		if grain == grainClock || grain == grainWeekday && r.grain != askedDay {
			return true
		}
	}
	return strings.Contains(r.frame.Text, zhtext.FoldString(c.Figure.Text))
}

// moment makes a candidate of a time or duration that is no figure. What it measures is
// what the first figure in it does.
func (r *Reading) moment(i, s int, span knowledge.Span) Candidate {
	pg := &r.pages[i]
	kind := knowledge.Time
	if r.frame.Asks != frame.Time {
		kind = knowledge.Duration
	}
	f := &knowledge.Figure{Span: span, Quote: span, Text: span.Of(pg.text), Kind: kind}
	figures := r.hits[pg.hit].Passage.Figures
	for k := range figures {
		if span.Contains(figures[k].Span) {
			f.Binding, f.Time = figures[k].Binding, figures[k].Time
			break
		}
	}
	return Candidate{Kind: AFigure, Hit: pg.hit, Sentence: pg.sentences[s].whole, Span: span, Figure: f, page: i, clause: pg.clauseAt(span.Start), sentence: s}
}

// moments returns the spans of the times or durations in a sentence that are no
// figures, each once: those that stand for themselves beside others in them, and those
// that others are only a piece of.
func (r *Reading) moments(pg *page, s int) (points, wholes []knowledge.Span) {
	sentence := pg.sentences[s].span
	var dates []knowledge.Span // those of figures
	figures := r.hits[pg.hit].Passage.Figures
	for k := range figures {
		if f := &figures[k]; sentence.Contains(f.Span) && classOf(f) == concept.Date {
			dates = append(dates, f.Quote)
		}
	}
	text := sentence.Of(pg.text)
	if r.frame.Asks != frame.Time || r.lengthToo {
		wholes = lengths(text, sentence.Start, dates, figures)
	}
	if r.frame.Asks != frame.Time {
		return nil, wholes
	}
	points = pointsIn(text, sentence.Start, dates)
	if strings.Contains(text, "内") {
		for _, l := range lengths(text, sentence.Start, dates, nil) {
			if strings.HasSuffix(l.Of(pg.text), "内") {
				points = append(points, l) // 毕业后两年内
			}
		}
	}
	all := slices.Concat(dates, points)
	slices.SortFunc(all, func(a, b knowledge.Span) int { return a.Start - b.Start })
	ranges := joinedTimes(pg.text, all)
	if r.spans {
		wholes = slices.Concat(wholes, ranges, pg.fromTo(s, dates))
	} else {
		points = slices.Concat(points, ranges)
	}
	wholes = slices.Concat(wholes, adjacent(all), repeated(pg.text, all), r.feasts(pg.text, dates), r.unfixed(pg, s))
	known := func(a knowledge.Span) bool { return slices.Contains(dates, a) || slices.Contains(wholes, a) }
	return slices.DeleteFunc(points, known), wholes
}

// pointsIn returns the times of the day and days of the week in text, which begins at
// byte from, that overlap none of others.
func pointsIn(text string, from int, others []knowledge.Span) (out []knowledge.Span) {
	var found [][]int
	if behindNumeral(text, "时点:：") {
		found = clockPattern.FindAllStringIndex(text, -1)
	}
	if strings.Contains(text, "周") || strings.Contains(text, "星期") || strings.Contains(text, "礼拜") {
		found = append(found, weekPattern.FindAllStringIndex(text, -1)...)
	}
	for _, at := range found {
		span := knowledge.Span{Start: from + at[0], End: from + at[1]}
		if !isCutOut(text, at) && !holdsAny(firstRunes(text[at[1]:], 2), loadCues()["points"]) && !overlaps(span, others) {
			out = append(out, span)
		}
	}
	return out
}

// behindNumeral reports whether one of the characters of marks stands right behind a
// numeral. It is cheap, and most sentences have none.
func behindNumeral(text, marks string) bool {
	numeral := false
	for _, c := range text {
		if numeral && strings.ContainsRune(marks, c) {
			return true
		}
		numeral = '0' <= c && c <= '9' || isHanDigit(c)
	}
	return false
}

// isHanDigit reports whether c is one of hanDigits, or 半.
func isHanDigit(c rune) bool {
	switch c {
	case '零', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '半':
		return true
	}
	return false
}

// isCutOut reports whether a match in a text is a part of a number, or of another word:
// 一周三次, 周一定, 13时代.
func isCutOut(text string, at []int) bool {
	first, _ := utf8.DecodeRuneInString(text[at[0]:])
	before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
	after, _ := utf8.DecodeRuneInString(text[at[1]:])
	return strings.ContainsRune(hanDigits+"0123456789周", first) && strings.ContainsRune(hanDigits+"0123456789.:：第每", before) ||
		strings.ContainsRune("0123456789次个场名定代间级型", after)
}

// lengths returns the durations in text that are not figures as a whole.
func lengths(text string, from int, dates []knowledge.Span, figures []knowledge.Figure) (out []knowledge.Span) {
	if !behindNumeral(text, "个工小分秒月周年天日") {
		return nil
	}
	for _, at := range spanPattern.FindAllStringIndex(text, -1) {
		span := knowledge.Span{Start: from + at[0], End: from + at[1]}
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		if strings.ContainsRune("月年前第每", before) || isCutOut(text, at) || slices.ContainsFunc(dates, func(d knowledge.Span) bool { return d.Start <= span.Start && d.End > span.Start }) {
			continue // 9月28日, 第3天
		}
		if whole := slices.ContainsFunc(figures, func(f knowledge.Figure) bool { return f.Quote == span || f.Quote.Contains(span) }); !whole {
			out = append(out, span)
		}
	}
	return out
}

func overlaps(s knowledge.Span, others []knowledge.Span) bool {
	return slices.ContainsFunc(others, func(o knowledge.Span) bool { return s.Start < o.End && o.Start < s.End })
}

// adjacent returns times of which one goes on with the other: 8月16日 and 12时.
func adjacent(all []knowledge.Span) (out []knowledge.Span) {
	for i := range len(all) - 1 {
		if a, b := all[i], all[i+1]; a.End == b.Start {
			out = append(out, knowledge.Span{Start: a.Start, End: b.End})
		}
	}
	return out
}

// joinedTimes returns times that are said from one to the other: 9:00至17:00.
func joinedTimes(text string, all []knowledge.Span) (out []knowledge.Span) {
	for i := range len(all) - 1 {
		if a, b := all[i], all[i+1]; a.End <= b.Start && joint.MatchString(text[a.End:b.Start]) {
			out = append(out, knowledge.Span{Start: a.Start, End: b.End})
		}
	}
	return out
}

// repeated returns times of every year or month: 每年3月、9月.
func repeated(text string, all []knowledge.Span) (out []knowledge.Span) {
	for i := range all {
		a := all[i]
		for _, every := range []string{"每年", "每月", "每季度"} {
			if !strings.HasSuffix(text[:a.Start], every) {
				continue
			}
			span := knowledge.Span{Start: a.Start - len(every), End: a.End}
			for k := i + 1; k < len(all) && all[k].Start >= span.End && listJoint.MatchString(text[span.End:all[k].Start]); k++ {
				span.End = all[k].End
			}
			out = append(out, span)
		}
	}
	return out
}

// feasts returns the dates of figures with the feast behind them: 2026年国庆节前.
func (r *Reading) feasts(text string, dates []knowledge.Span) (out []knowledge.Span) {
	cues := loadCues()
	for _, d := range dates {
		end := d.End
		for _, w := range cues["feast"] {
			if strings.HasPrefix(text[end:], w) {
				end += len(w)
				break
			}
		}
		if end == d.End {
			continue
		}
		for _, w := range cues["about"] {
			if strings.HasPrefix(text[end:], w) {
				end += len(w)
				break
			}
		}
		out = append(out, knowledge.Span{Start: d.Start, End: end})
	}
	return out
}

// fromTo returns the clauses of a sentence from that of its first date to that of its
// last, for one who asks when something begins and ends.
func (pg *page) fromTo(s int, dates []knowledge.Span) []knowledge.Span {
	if len(dates) < 2 {
		return nil
	}
	first, last := pg.clauseAt(dates[0].Start), pg.clauseAt(dates[len(dates)-1].Start)
	span := trim(pg.text, knowledge.Span{Start: pg.clauses[first].span.Start, End: pg.clauses[last].span.End})
	span.End = span.Start + len(strings.TrimRight(span.Of(pg.text), "。"))
	if first == last || utf8.RuneCountInString(span.Of(pg.text)) > maxJoined {
		return nil
	}
	return []knowledge.Span{span}
}

// unfixed returns the clauses of a sentence that say of a time that it is not known
// yet.
func (r *Reading) unfixed(pg *page, s int) (out []knowledge.Span) {
	st := &pg.sentences[s]
	if !holdsAny(st.folded, loadCues()["unfixed"]) {
		return nil
	}
	for n := st.from; n < st.to; n++ {
		if holdsAny(pg.clauses[n].folded, loadCues()["unfixed"]) {
			span := trim(pg.text, pg.clauses[n].span)
			span.End = span.Start + len(strings.TrimRight(span.Of(pg.text), "。"))
			out = append(out, span)
		}
	}
	return out
}

var fromToPattern = regexp.MustCompile(`(?:几|哪|什么时候|啥时候).*(?:到|止).*(?:几|哪|什么时候|啥时候)`)

// asksSpan reports whether a question asks when something begins and when it ends.
func asksSpan(f *frame.Frame) bool {
	return f.Asks == frame.Time && (holdsAny(f.Text, loadCues()["fromTo"]) || fromToPattern.MatchString(f.Text))
}

// endOf reports which end of a span of time a candidate is: 1 both, 2 the beginning, 3
// the end; 0 where it is none.
func (r *Reading) endOf(c *Candidate, d *deed) int {
	text, cues := zhtext.FoldString(c.Figure.Text), loadCues()
	switch {
	case strings.ContainsAny(text, "至到—~-"):
		return 1
	case endsWithAny(d.left, cues["until"]):
		return 3
	case beginsWithAny(d.right, cues["until"]) || beginsWithAny(d.right, cues["since"]) || endsWithAny(text, cues["since"]):
		return 2
	}
	return 0
}

// endAsked reports which end of a span of time a question asks for.
func (r *Reading) endAsked() int {
	switch {
	case r.spans:
		return 1
	case r.asks("asks.end"):
		return 3
	case r.asks("asks.beginning"):
		return 2
	}
	return 0
}

func endsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

func beginsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}
