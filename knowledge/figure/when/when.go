package when

import (
	_ "embed"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/internal/zhtime"
	"beilun/knowledge"
	"beilun/knowledge/figure/class"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
)

//go:embed when.txt
var wordFile string

// The classes of when.txt, which explains them.
var (
	words = wordlist.MustParse("knowledge/figure/when/when.txt", wordFile, nil)

	countedTimes = zhtext.NewSet(words.Chars("counted") + " ")
	monthFront   = zhtext.NewSet(words.Chars("month"))
	beforeFront  = zhtext.NewSet(words.Chars("before"))
)

// Reader reads the times of one text. It is not safe for concurrent use.
type Reader struct {
	text    source.Text
	classes *class.Table
	ref     knowledge.Date
	dates   zhtime.Reader
	ready   bool // dates reads text
}

// New returns a reader that looks for times where classes allows one.
func New(classes *class.Table) *Reader { return &Reader{classes: classes} }

// Reset prepares r for another text. Relative times such as 今年 are seen from ref;
// with the zero Date they get no value.
func (r *Reader) Reset(text source.Text, ref knowledge.Date) {
	r.text, r.ref = text, ref
	if r.ready {
		r.dates.Reset("", zhtime.Ref{}, zhtime.Options{})
		r.ready = false
	}
}

var kinds = map[zhtime.Kind]knowledge.Kind{
	zhtime.Date: knowledge.DateKind, zhtime.DateRange: knowledge.PeriodKind,
	zhtime.DateTime: knowledge.Time, zhtime.DateTimeRange: knowledge.Time,
	zhtime.Clock: knowledge.Time, zhtime.ClockRange: knowledge.Time,
}

// Time reads a time at i: 2024年9月29日, 今年, 一季度, 年底前, 近三年. A time of day
// counts if a day or 时 is in it.
func (r *Reader) Time(i int) (number.Reading, bool) {
	if source.IsAlnum(r.text.At(i)) && r.text.InName(i) || r.text.Before(i) == '第' {
		return number.Reading{}, false
	}
	if !r.mayBeTime(i) {
		return number.Reading{}, false
	}
	if !r.ready {
		r.dates.Reset(string(r.text), zhtime.RefDate(r.ref.Year, r.ref.Month, r.ref.Day), zhtime.Options{})
		r.ready = true
	}
	t, n, ok := r.dates.At(i)
	if !ok || r.isPart(i, i+n) {
		return number.Reading{}, false
	}
	f := number.Reading{From: i, To: i + n}
	f.Kind, f.Time = kinds[t.Kind], t.Value
	if r.text.Ends(i, "每年") { // 每年3月 is of no year
		f.Time = ""
	}
	return f, true
}

const (
	maxAhead   = 7  // characters within which a time without a numeral in front is recognised: 最近三个月, 本世纪
	maxNumeral = 48 // bytes of the numeral of a time
)

// mayBeTime is a quick test for times at i. It rejects numerals that continue with
// something other than 年, 月 or the like, as most numerals of a release do.
func (r *Reader) mayBeTime(i int) bool {
	c, char, w := r.classes.At(string(r.text[i:]))
	if c&class.Numeral == 0 {
		for n := 0; n < maxAhead && i < len(r.text); n++ {
			c, _, w = r.classes.At(string(r.text[i:]))
			if c&class.Dated != 0 {
				return true
			}
			i += w
		}
		return false
	}
	digits := 0
	for from := i; c&class.Numeral != 0; {
		if i-from > maxNumeral {
			return false
		}
		if source.IsDigit(char) {
			digits++
		}
		i += w
		if i >= len(r.text) {
			return digits == len("2024") || digits == len("20241220")
		}
		c, char, w = r.classes.At(string(r.text[i:]))
		if char == '个' && !countedTimes.Has(r.text.At(i+w)) {
			return false
		}
		if c&class.Numeral == 0 && (char == '个' || char == '多' || char == '余' || char == '.' && digits == len("2024")) {
			return true // 三个月前, 2024.12.20
		}
		if char == '.' && i+1 < len(r.text) && source.IsDigit(rune(r.text[i+1])) {
			i++
			c, char, w = r.classes.At(string(r.text[i:]))
		}
	}
	return c&class.Dated != 0 || char == '大' || char == '半'
}

// isPart reports whether the time is cut out of a longer number or word: 12024年,
// gb2024年, 八年初, 公元前1世纪, 生前五个月.
func (r *Reader) isPart(from, to int) bool {
	switch before := r.text.Before(from); r.text.At(from) {
	case '年', '月':
		if r.classes.Of(before)&class.Numeral != 0 || monthFront.Has(before) {
			return true
		}
	case '后':
		if zhtime.Done(string(r.text), from) {
			return true
		}
	case '前':
		if beforeFront.Has(before) {
			return true
		}
	}
	if r.text.Ends(from, "公元前") {
		return true
	}
	return r.text.InLatin(from) || to > from && r.text.InLatin(to)
}
