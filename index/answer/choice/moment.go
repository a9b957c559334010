package choice

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
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
	joint        = regexp.MustCompile(`^(?: *(?:至|到|—+|–|－|-|~|～) *)?(?:次日|次年|当日|翌日)?$`)
	listJoint    = regexp.MustCompile(`^(?:、|和|及|与|或|至|到|—+)$`)
)

// maxJoined is how long in characters a time is that is put together of several.
const maxJoined = 40

// proposeMoments proposes the times and durations of a passage that are no figures.
func (r *Reading) proposeMoments(out []Candidate, i int) []Candidate {
	pg := &r.pages[i]
	for s := range pg.sentences {
		for _, span := range r.moments(pg, s) {
			out = append(out, r.moment(i, s, span))
		}
	}
	return out
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
// figures, each once.
func (r *Reading) moments(pg *page, s int) []knowledge.Span {
	sentence := pg.sentences[s].span
	var dates []knowledge.Span // those of figures
	figures := r.hits[pg.hit].Passage.Figures
	for k := range figures {
		if f := &figures[k]; sentence.Contains(f.Span) && classOf(f) == concept.Date {
			dates = append(dates, f.Quote)
		}
	}
	text := sentence.Of(pg.text)
	if r.frame.Asks != frame.Time {
		return lengths(text, sentence.Start, dates, figures)
	}
	own := pointsIn(text, sentence.Start, dates)
	for _, l := range lengths(text, sentence.Start, dates, nil) {
		if strings.HasSuffix(l.Of(pg.text), "内") {
			own = append(own, l) // 毕业后两年内
		}
	}
	all := slices.Concat(dates, own)
	slices.SortFunc(all, func(a, b knowledge.Span) int { return a.Start - b.Start })
	out := slices.Concat(own, joined(pg.text, all), repeated(pg.text, all), r.feasts(pg.text, dates))
	if r.spans {
		out = append(out, pg.fromTo(s, dates)...)
	}
	out = append(out, r.unfixed(pg, s)...)
	slices.SortFunc(out, func(a, b knowledge.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(a knowledge.Span) bool { return slices.Contains(dates, a) })
}

// pointsIn returns the times of the day and days of the week in text, which begins at
// byte from, that overlap none of others.
func pointsIn(text string, from int, others []knowledge.Span) (out []knowledge.Span) {
	for _, p := range []*regexp.Regexp{clockPattern, weekPattern} {
		for _, at := range p.FindAllStringIndex(text, -1) {
			span := knowledge.Span{Start: from + at[0], End: from + at[1]}
			if !isCutOut(text, at) && !holdsAny(firstRunes(text[at[1]:], 2), loadCues()["points"]) && !overlaps(span, others) {
				out = append(out, span)
			}
		}
	}
	return out
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

// joined returns times that are said from one to the other: 9:00至17:00.
func joined(text string, all []knowledge.Span) (out []knowledge.Span) {
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

// asksSpan reports whether a question asks when something begins and when it ends.
func asksSpan(f *frame.Frame) bool {
	return f.Asks == frame.Time && (holdsAny(f.Text, loadCues()["fromTo"]) || strings.Count(f.Text, "几")+strings.Count(f.Text, "哪") > 1)
}
