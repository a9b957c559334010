package answer

import (
	"strconv"
	"strings"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
)

// timeFits is below 1 when the question names a year that is not the
// figure's.
func timeFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	if q.Want == index.WantTime && f.Time != "" {
		return 1
	}
	day := 1.0
	if q.Part != "" && q.Part != ledger.PartOf(f.Binding.Period) {
		if !dayIn(f.Binding.Period, q.Part) {
			return otherYear // of another quarter, or of the whole year
		}
		day = dayOf
	}
	if len(q.Years) == 0 {
		return day
	}
	if r.hit.Passage.Release.Date.IsZero() {
		sentence := r.folded(r.hit.Passage.Sentences[r.clauses[n].sentence])
		for _, w := range []string{"今年", "去年"} {
			if strings.Contains(sentence, w) && strings.Contains(q.Folded(), w) {
				return 1 // asked as the release says it, whenever that was
			}
		}
	}
	years := yearsNear(r, n)
	whole := day
	if p := f.Binding.Period; p != "" {
		years = yearsOf(p)
		if q.Part == "" && ledger.PartOf(p) != "" {
			whole = partYear
		}
	}
	if len(years) == 0 {
		if q.Years[0] > q.Today.Year {
			return otherYear // nothing undated is of a year to come
		}
		return unknownYear
	}
	for _, y := range q.Years {
		for _, z := range years {
			if y == z {
				return whole
			}
		}
	}
	return otherYear
}

// dayIn reports whether a period is a day in the months part: what happened on
// 22 April, or stood so then, is of the second quarter. A month is not: what
// came in in one of them is not what came in in all.
func dayIn(period, part string) bool {
	if len(period) != len("2024-04-22") || len(part) != len("04-06") {
		return false
	}
	month := period[5:7]
	return part[:2] <= month && month <= part[3:]
}

// dayOf is the factor for a figure of a day where its month or quarter is asked
// for.
const dayOf = 0.95

// yearsOf returns the years of an ISO period.
func yearsOf(iso string) []int {
	from, to, ok := strings.Cut(iso, "/")
	a, b := yearOf(from), yearOf(to)
	switch {
	case !ok || b == 0:
		return []int{a}
	case a == 0:
		return []int{b}
	}
	var out []int
	for y := a; y <= b && len(out) < 10; y++ {
		out = append(out, y)
	}
	return out
}

// unknownYear is the factor for a figure that nothing dates: it may be of any
// year.
const unknownYear = 0.6

// partYear is the factor for a figure of a month or a quarter where the year
// is asked for.
const partYear = 0.9

// otherYear is the factor for a figure of another year than the one asked: low
// enough for a decline.
const otherYear = 0.4

// yearsNear returns the years that hold for clause n: those of the last date
// or period up to its end in its sentence, else of the passage before it, else
// the year the release appeared in.
func yearsNear(r *reading, n int) []int {
	end := r.clauses[n].span.End
	sentence := r.hit.Passage.Sentences[r.clauses[n].sentence]
	var inSentence, before []int
	for _, f := range r.hit.Passage.Figures {
		y := yearOf(f.Time)
		if y == 0 || f.Span.Start >= end {
			continue
		}
		if f.Span.Start >= sentence.Start {
			inSentence = append(inSentence, y)
		} else {
			before = []int{y}
		}
	}
	if len(inSentence) > 0 {
		return inSentence
	}
	if len(before) > 0 {
		return before
	}
	for _, f := range figure.Scan(r.heads, r.hit.Passage.Release.Date) {
		if y := yearOf(f.Time); y != 0 && strings.HasPrefix(f.Text, strconv.Itoa(y)) {
			return []int{y} // 2024年经济运行情况 comes out in the year after
		}
	}
	if y := r.hit.Passage.Release.Date.Year; y != 0 {
		return []int{y}
	}
	return nil
}

func yearOf(iso string) int {
	if len(iso) < 4 {
		return 0
	}
	y := 0
	for _, c := range iso[:4] {
		if c < '0' || c > '9' {
			return 0
		}
		y = y*10 + int(c-'0')
	}
	return y
}
