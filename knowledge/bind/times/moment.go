package times

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtime"
	"beilun/knowledge"
)

//go:embed when.txt
var whenFile string

// whenWords are the classes of when.txt, and its lines of holidays: their days and their
// names.
type whenWords struct {
	wordlist.Classes
	named []timeWord
}

var loadWords = sync.OnceValue(func() whenWords {
	var out whenWords
	out.Classes = wordlist.MustParse("knowledge/bind/times/when.txt", whenFile, wordlist.Form{
		"holidays": func(words []string) error {
			n := slices.IndexFunc(words, func(s string) bool { return s[0] > '9' })
			if n < 0 {
				return fmt.Errorf("holidays %s have no name", words[0])
			}
			for _, w := range words[n:] {
				out.named = append(out.named, timeWord{text: w, class: "holidays", days: words[:n]})
			}
			return nil
		},
		"feast": func(words []string) error {
			var d [3]int
			if _, err := fmt.Sscanf(words[0], "%d-%d-%d", &d[0], &d[1], &d[2]); err != nil {
				return fmt.Errorf("feast %s: %w", words[0], err)
			}
			for _, w := range words[1:] {
				out.named = append(out.named, timeWord{text: w, class: "feast", feast: d})
			}
			return nil
		},
	})
	return out
})

// Words returns the words of when.txt by their classes.
func Words() wordlist.Classes { return loadWords().Classes }

// Has reports whether s contains a word of the class.
func Has(class, s string) bool { return Words().List(class).In(s) }

// Moment is a time in a text.
type Moment struct {
	From, To int
	Fig      int      // the index of the figure; -1 for a word such as 全年
	ISO      string   // "" if the year is not known
	Year     int      // the year that it gives to times behind it; 0 for none
	Class    string   // of when.txt, for a word
	Feast    [3]int   // month, day and length
	Days     []string // of a holiday in some years
}

// AppendWords appends the words of s that mean a time and are no figures, in order.
func AppendWords(out []Moment, s string) []Moment {
	first := timeWordsByFirst()
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		if !first.firsts.Has(uint(r)) {
			i += w
			continue
		}
		end := i
		var best Moment
		for _, m := range first.words[r] {
			if strings.HasPrefix(s[i:], m.text) && i+len(m.text) > end && !m.blocked(s, i) {
				end = i + len(m.text)
				best = Moment{From: i, To: end, Fig: -1, Class: m.class, Feast: m.feast, Days: m.days}
			}
		}
		if end > i {
			out = append(out, best)
			i = end
			continue
		}
		i += w
	}
	return out
}

// timeWord is a word of when.txt that means a time.
type timeWord struct {
	text, class, not string
	feast            [3]int
	days             []string
}

// blocked reports whether the word at byte i of s is part of another one: 安全年,
// 全年龄.
func (m timeWord) blocked(s string, i int) bool {
	if next, _ := utf8.DecodeRuneInString(s[i+len(m.text):]); m.not != "" && strings.ContainsRune(m.not, next) {
		return true
	}
	return strings.HasPrefix(m.text, "全年") && Words().List("not-year").Ends(s[:i])
}

// timeWords are the words of when.txt that mean a time, by their first character.
type timeWords struct {
	words  map[rune][]timeWord
	firsts wordlist.RuneSet
}

// timeWordsByFirst returns these words; the table is made once.
var timeWordsByFirst = sync.OnceValue(func() *timeWords {
	out := &timeWords{words: map[rune][]timeWord{}}
	add := func(m timeWord) {
		r, _ := utf8.DecodeRuneInString(m.text)
		out.words[r] = append(out.words[r], m)
		out.firsts.Add(uint(r))
	}
	for _, class := range []string{"year", "past", "day", "during", "holiday", "eve", "now", "same"} {
		for _, w := range Words().List(class).Words {
			text, not, _ := strings.Cut(w, "/")
			add(timeWord{text: text, class: class, not: not})
		}
	}
	for _, m := range loadWords().named {
		add(m)
	}
	return out
})

// GivenYear returns the year in a time, 2024 of 2024年6月, or 0.
func GivenYear(text string) int {
	digits := 0
	for i, r := range text {
		if r >= '0' && r <= '9' {
			if digits++; digits == 4 {
				y, _ := strconv.Atoi(text[i-3 : i+1])
				if y >= 1900 && y < 2200 {
					return y
				}
			}
			continue
		}
		digits = 0
	}
	if Words().List("century").Begins(text) {
		if t, _, ok := zhtime.Parse(text, 0, zhtime.Ref{}, zhtime.Options{}); ok {
			return YearOf(t.Value)
		}
	}
	return 0
}

// Bare reports whether a time needs a year from somewhere else.
func Bare(text string) bool {
	return GivenYear(text) == 0 && !Has("relative", text) && BaseStep(text) > 1
}

// BaseStep returns how far the year of a time is from the year that the text is about:
// -1 for 上年, 0 for 本年, 2 for other times.
func BaseStep(text string) int {
	switch {
	case Words().List("year-before").Begins(text):
		return -1
	case Words().List("year-same").Begins(text):
		return 0
	}
	return 2
}

// InYear returns the ISO period of a bare time in year, "" if it is no time.
func InYear(text string, year int) string {
	if year <= 0 {
		return ""
	}
	t, n, ok := zhtime.Parse(text, 0, zhtime.RefDate(year, 12, 31), zhtime.Options{})
	if !ok || n < len(text) && n < strings.LastIndexAny(text, "0123456789年月日季度末底半") {
		return ""
	}
	return t.Value
}

// DayForm reports whether a time is a month, a day or some days, and not 年末, 上半年 or
// 1—6月.
func DayForm(text string) bool {
	return strings.Contains(text, "月") && (!strings.ContainsAny(text, "-—–~至到") || strings.ContainsAny(text, "日号")) && !strings.HasPrefix(text, "前")
}

// YearOf returns the year that an ISO period begins in, or 0.
func YearOf(iso string) int {
	y := 0
	if len(iso) >= 4 {
		y, _ = strconv.Atoi(iso[:4])
	}
	return y
}

// WholeYear returns the ISO period of a year.
func WholeYear(y int) string { return fmt.Sprintf("%04d-01-01/%04d-12-31", y, y) }

// FirstDay returns the first day of an ISO period, "" if it is open.
func FirstDay(iso string) string {
	from, _, _ := strings.Cut(iso, "/")
	if from == ".." {
		return ""
	}
	return from
}

// LastDay returns the last day of an ISO period, "" if it is open.
func LastDay(iso string) string {
	from, to, ok := strings.Cut(iso, "/")
	switch {
	case !ok:
		return from
	case to == "..":
		return ""
	}
	return to
}

// Coarse reports whether a period is a year, or a part of one that reports are on: a
// half, a quarter, the months from January on.
func Coarse(iso string) bool {
	from, to, ok := strings.Cut(iso, "/")
	if !ok || len(from) < 10 || len(to) < 10 {
		return false
	}
	a, err1 := knowledge.ParseDate(from)
	b, err2 := knowledge.ParseDate(to)
	if err1 != nil || err2 != nil || a.Day != 1 || b.Day != knowledge.DaysIn(b.Year, b.Month) {
		return false
	}
	months := (b.Year-a.Year)*12 + b.Month - a.Month + 1
	return months >= 3 || months == 2 && a.Month == 1
}

// SomeDays reports whether iso is more than one day, and less than a month or so.
func SomeDays(iso string) bool {
	from, to, ok := strings.Cut(iso, "/")
	if !ok {
		return false
	}
	a, err1 := knowledge.ParseDate(from)
	b, err2 := knowledge.ParseDate(to)
	return err1 == nil && err2 == nil && len(from) == len(to) && b.Days() > a.Days() && b.Days()-a.Days() < maxEvent && !WholeMonth(iso)
}

// WholeMonth reports whether iso is a month.
func WholeMonth(iso string) bool {
	from, to, ok := strings.Cut(iso, "/")
	b, err := knowledge.ParseDate(to)
	return ok && err == nil && len(from) == len("2024-06-01") && from[:8] == to[:8] && from[8:] == "01" && b.Day == knowledge.DaysIn(b.Year, b.Month)
}

// maxEvent is how many days an event takes at most.
const maxEvent = 31

// DayOnly removes the hour from the time of a day. A time of several days becomes "".
func (m *Moment) DayOnly() {
	if strings.Contains(m.ISO, "/") {
		m.ISO = ""
	}
	m.ISO, _, _ = strings.Cut(m.ISO, "T")
}

// DayBefore returns the day before d.
func DayBefore(d knowledge.Date) knowledge.Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day-1, 0, 0, 0, 0, time.UTC)
	return knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
