package figures

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/overlap"
	"beilun/internal/wordlist"
	"beilun/knowledge"
)

// Some times and durations are no figures, or several in a row: a time of the
// day (16:30), a day of the week, 每年3月、9月, 国庆节前, 1小时04分37秒. The functions
// of this file find them in a text. Spans are in bytes of the passage; from is
// where the text begins there.

const hanDigits = "零〇一二三四五六七八九十两"

var (
	// clockPattern is a time of the day, weekPattern a day of the week.
	clockPattern = regexp.MustCompile(`(?:次日|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|早)?(?:[0-9]{1,2}[:：][0-9]{2}|[0-9]{1,2}[时点](?:[0-9]{1,2}分?|半|整|许)?|[` + hanDigits + `]{1,3}[时点](?:[` + hanDigits + `]{1,3}分|半|整))(?:以?前|以?后)?`)
	weekPattern  = regexp.MustCompile(`每?(?:周|星期|礼拜)[一二三四五六日末天](?:(?:、|和|及|至|到)(?:周|星期|礼拜)?[一二三四五六日末])*`)
	// lengthPattern is a duration with what limits it.
	lengthPattern = regexp.MustCompile(`(?:不少于|不超过|不得少于|最长|至少|约|满|前)?(?:[0-9]{1,3}(?:\.[0-9]+)?|[` + hanDigits + `]{1,3}|半)个?半?(?:工作日|小时|分钟|秒钟|秒|月|周|年|天|日)(?:[0-9]{1,2}(?:分钟|分|秒))*(?:以内|之内|内|以上|以下)?`)
	// joint is between the beginning and the end of a period, listJoint between
	// times in a row.
	joint     = regexp.MustCompile(`^ *(?:至|到|—+|–|－|-|~|～) *(?:次日|次年|当日|翌日)?$`)
	listJoint = regexp.MustCompile(`^(?:、|和|及|与|或|至|到|—+)$`)
)

// Points returns the times of the day and days of the week in text that overlap
// none of others.
func Points(text string, from int, others []knowledge.Span) (out []knowledge.Span) {
	var found [][]int
	if followsNumeral(text, "时点:：") {
		found = clockPattern.FindAllStringIndex(text, -1)
	}
	if cue.In(text, "week") {
		found = append(found, weekPattern.FindAllStringIndex(text, -1)...)
	}
	for _, at := range found {
		span := knowledge.Span{Start: from + at[0], End: from + at[1]}
		if !isCutOut(text, at) && !cue.In(overlap.FirstRunes(text[at[1]:], 2), "points") && !overlapsAny(span, others) {
			out = append(out, span)
		}
	}
	return out
}

// followsNumeral reports whether one of the characters of marks follows a
// numeral. It is cheaper than the patterns, and most sentences have none.
func followsNumeral(text, marks string) bool {
	numeral := false
	for _, c := range text {
		if numeral && strings.ContainsRune(marks, c) {
			return true
		}
		numeral = '0' <= c && c <= '9' || isHanNumeral(c)
	}
	return false
}

const hanNumerals = hanDigits + "半"

// numeralFilter has the low bits of hanNumerals.
var numeralFilter = func() (s wordlist.RuneSet) {
	for _, c := range hanNumerals {
		s.Add(uint(c) & wordlist.LowMask)
	}
	return s
}()

func isHanNumeral(c rune) bool {
	return numeralFilter.Has(uint(c)&wordlist.LowMask) && strings.ContainsRune(hanNumerals, c)
}

// isCutOut reports whether a match in text is a part of a number or of another
// word: 一周三次, 周一定, 13时代.
func isCutOut(text string, at []int) bool {
	first, _ := utf8.DecodeRuneInString(text[at[0]:])
	before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
	after, _ := utf8.DecodeRuneInString(text[at[1]:])
	return strings.ContainsRune(hanDigits+"0123456789周", first) && strings.ContainsRune(hanDigits+"0123456789.:：第每", before) ||
		strings.ContainsRune("0123456789次个场名定代间级型", after)
}

// Lengths returns the durations in text that are in none of figures and begin in
// none of dates.
func Lengths(text string, from int, dates []knowledge.Span, figures []knowledge.Figure) (out []knowledge.Span) {
	if !followsNumeral(text, "个工小分秒月周年天日") {
		return nil
	}
	for _, at := range lengthPattern.FindAllStringIndex(text, -1) {
		span := knowledge.Span{Start: from + at[0], End: from + at[1]}
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		if strings.ContainsRune("月年前第每", before) || isCutOut(text, at) || slices.ContainsFunc(dates, func(d knowledge.Span) bool { return d.Start <= span.Start && d.End > span.Start }) {
			continue // 9月28日, 第3天
		}
		if !slices.ContainsFunc(figures, func(f knowledge.Figure) bool { return f.Quote == span || f.Quote.Contains(span) }) {
			out = append(out, span)
		}
	}
	return out
}

// Deadlines returns the durations in text that end with 内: 毕业后两年内.
func Deadlines(text string, from int, dates []knowledge.Span) (out []knowledge.Span) {
	const within = "内"
	if !strings.Contains(text, within) {
		return nil
	}
	for _, l := range Lengths(text, from, dates, nil) {
		if strings.HasSuffix(text[l.Start-from:l.End-from], within) {
			out = append(out, l)
		}
	}
	return out
}

func overlapsAny(s knowledge.Span, others []knowledge.Span) bool {
	return slices.ContainsFunc(others, func(o knowledge.Span) bool { return s.Start < o.End && o.Start < s.End })
}

// Adjacent joins times of which one continues the other: 8月16日 and 12时. times
// are sorted.
func Adjacent(times []knowledge.Span) (out []knowledge.Span) {
	for i := range len(times) - 1 {
		if a, b := times[i], times[i+1]; a.End == b.Start {
			out = append(out, knowledge.Span{Start: a.Start, End: b.End})
		}
	}
	return out
}

// Ranges joins times that are the beginning and the end of a period: 9:00至17:00.
// text is that of the passage, times are sorted.
func Ranges(text string, times []knowledge.Span) (out []knowledge.Span) {
	for i := range len(times) - 1 {
		if a, b := times[i], times[i+1]; a.End <= b.Start && joint.MatchString(text[a.End:b.Start]) {
			out = append(out, knowledge.Span{Start: a.Start, End: b.End})
		}
	}
	return out
}

// Repeated joins times that come again every year or month, with the word that
// says so: 每年3月、9月. text is that of the passage, times are sorted.
func Repeated(text string, times []knowledge.Span) (out []knowledge.Span) {
	for i := range times {
		a := times[i]
		for _, every := range cue.Of("repeated").Words {
			if !strings.HasSuffix(text[:a.Start], every) {
				continue
			}
			span := knowledge.Span{Start: a.Start - len(every), End: a.End}
			for k := i + 1; k < len(times) && times[k].Start >= span.End && listJoint.MatchString(text[span.End:times[k].Start]); k++ {
				span.End = times[k].End
			}
			out = append(out, span)
		}
	}
	return out
}

// Feasts extends dates by the feast behind them: 2026年国庆节前. text is that of
// the passage.
func Feasts(text string, dates []knowledge.Span) (out []knowledge.Span) {
	for _, d := range dates {
		r, _ := utf8.DecodeRuneInString(text[d.End:])
		n := cue.Of("feast").Size(r, text[d.End:])
		if n == 0 {
			continue
		}
		end := d.End + n
		r, _ = utf8.DecodeRuneInString(text[end:])
		end += cue.Of("about").Size(r, text[end:])
		out = append(out, knowledge.Span{Start: d.Start, End: end})
	}
	return out
}

// IsRange reports whether the text of a time is a period.
func IsRange(text string) bool { return strings.ContainsAny(text, "至到—~-") }
