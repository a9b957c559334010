package zhtime

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

//go:embed words.txt
var wordFile string

// vocabulary holds the words of words.txt by what a reader asks for. The file says
// what they do. It is safe for concurrent use.
type vocabulary struct {
	leads *zhtext.Set // the characters that a time may begin with, numerals apart

	// Times.
	years, days, stems, nows, parts, briefParts, seasons, vacations, feasts, shortFeasts list

	// Units and counting.
	weekdays, weekdayNot                                   list
	quarters, quarterUnits, quarterName, quarterTo         list
	halves, wideHalves                                     list
	units, lengthJoin, halfBehind, halfUnits               list
	over, overSign, overBehind, nights                     list
	fourNot, more, some, tens                              list
	counts, weekUnits, weeksCounted, dayUnits, lastWeekday list
	countedUnits, beforeUnits, everyLead, every            list

	// Days and months.
	dayMark, monthMark, monthIssue, dayNot, numeralBehind, dayAloneNot, couple list
	tendays, monthParts, monthOf, quarterParts, yearParts, yearEndNot          list
	centuries, wideCenturies, decadeParts                                      list
	yearJoin, yearNot, sameDay, sameMonth                                      list
	to, toPoint, toAnd, between                                                list
	holiday, shortHoliday, springNot                                           list
	lunarMark, lunarMonths                                                     list
	nearThis, nearNamed, nearUnits, nearNotYear, nearNotMonth, nearNotWeek     list

	// Clock times.
	dayJoin, nearly, nearlyTime, partNot, open, close      list
	meridiem, colonBehind, oclock, hourNot                 list
	sharp, sharpAfter, minuteJoin, minuteBehind, minuteNot list
	pointNot, hourBehind                                   list

	// Dates in digits.
	monthNot, measures list

	// Times that lie a duration away.
	offsets, past, ahead, briefNot, durationBehind, remaining list

	// Whole expressions.
	from, until, untilBehind, fromBehind, around list
	before, after, wideAfter, pressAfter         list
	lunarLead, nextYear                          list
}

// class is the form of the lines of a class of words.
type class struct {
	list    *list
	numbers int  // how many numbers are in front of the words
	code    int  // where a code is among them, from 1; 0 if there is none
	grain   bool // the code is the name of a grain
	leads   bool // a time may begin with one of the words
}

// grainNames are the codes of grains. A working day has none: it is no fixed length
// of time.
var grainNames = map[string]Grain{
	"century": Century, "year": Year, "quarter": Quarter, "month": Month, "week": Week,
	"day": Day, "hour": Hour, "minute": Minute, "second": Second, "workday": None,
}

// classes returns the classes of words.txt by name.
func (v *vocabulary) classes() map[string]class {
	return map[string]class{
		"year":     {list: &v.years, numbers: 1, leads: true},
		"year+":    {list: &v.years, numbers: 1, leads: true},
		"day":      {list: &v.days, numbers: 1, leads: true},
		"day+":     {list: &v.days, numbers: 1, leads: true},
		"stem":     {list: &v.stems, numbers: 1, leads: true},
		"now":      {list: &v.nows, code: 1, leads: true},
		"part":     {list: &v.parts, numbers: 5, code: 1, leads: true},
		"brief":    {list: &v.briefParts, numbers: 5, code: 1, leads: true},
		"season":   {list: &v.seasons, numbers: 1, code: 2, leads: true},
		"vacation": {list: &v.vacations, numbers: 2, leads: true},
		"term":     {list: &v.feasts, numbers: 1, leads: true},
		"feast":    {list: &v.feasts, numbers: 2, leads: true},
		"lunar":    {list: &v.feasts, numbers: 2, leads: true},
		"nth":      {list: &v.feasts, numbers: 3, leads: true},
		"short":    {list: &v.shortFeasts, numbers: 2, leads: true},

		"weekday":        {list: &v.weekdays, numbers: 1},
		"weekday-not":    {list: &v.weekdayNot},
		"quarter":        {list: &v.quarters, numbers: 1, leads: true},
		"quarter-unit":   {list: &v.quarterUnits},
		"quarter-name":   {list: &v.quarterName},
		"quarter-to":     {list: &v.quarterTo},
		"half":           {list: &v.halves, numbers: 2, leads: true},
		"half-wide":      {list: &v.wideHalves, numbers: 2, leads: true},
		"unit":           {list: &v.units, numbers: 1, code: 1, grain: true},
		"unit-weak":      {list: &v.units, numbers: 1, code: 1, grain: true},
		"unit-half":      {list: &v.units, numbers: 1, code: 1, grain: true},
		"unit-spelt":     {list: &v.units, numbers: 1, code: 1, grain: true},
		"length-join":    {list: &v.lengthJoin},
		"half-behind":    {list: &v.halfBehind},
		"half-unit":      {list: &v.halfUnits},
		"over":           {list: &v.over},
		"over-sign":      {list: &v.overSign},
		"over-behind":    {list: &v.overBehind},
		"night":          {list: &v.nights},
		"four-not":       {list: &v.fourNot},
		"more":           {list: &v.more},
		"some":           {list: &v.some},
		"count":          {list: &v.counts, code: 1, leads: true},
		"week-unit":      {list: &v.weekUnits, leads: true},
		"week-counted":   {list: &v.weeksCounted},
		"day-unit":       {list: &v.dayUnits},
		"last-weekday":   {list: &v.lastWeekday, leads: true},
		"counted-unit":   {list: &v.countedUnits},
		"every-lead":     {list: &v.everyLead, leads: true},
		"every":          {list: &v.every, code: 1},
		"day-mark":       {list: &v.dayMark},
		"month-mark":     {list: &v.monthMark},
		"month-issue":    {list: &v.monthIssue},
		"day-not":        {list: &v.dayNot},
		"numeral-behind": {list: &v.numeralBehind},
		"day-alone-not":  {list: &v.dayAloneNot},
		"couple":         {list: &v.couple},
		"tenday":         {list: &v.tendays, numbers: 2},
		"month-part":     {list: &v.monthParts, numbers: 2, code: 1},
		"month-of":       {list: &v.monthOf, leads: true},
		"quarter-part":   {list: &v.quarterParts, numbers: 1},
		"year-part":      {list: &v.yearParts, numbers: 2, code: 1},
		"year-end-not":   {list: &v.yearEndNot},
		"century":        {list: &v.centuries, numbers: 1, leads: true},
		"century-wide":   {list: &v.wideCenturies, numbers: 1, leads: true},
		"decade-part":    {list: &v.decadeParts, numbers: 4},
		"year-join":      {list: &v.yearJoin},
		"year-not":       {list: &v.yearNot},
		"same-day":       {list: &v.sameDay},
		"same-month":     {list: &v.sameMonth},
		"to":             {list: &v.to},
		"to-point":       {list: &v.toPoint},
		"to-and":         {list: &v.toAnd},
		"between":        {list: &v.between},
		"holiday":        {list: &v.holiday},
		"holiday-short":  {list: &v.shortHoliday},
		"spring-not":     {list: &v.springNot},
		"lunar-mark":     {list: &v.lunarMark, leads: true},
		"lunar-month":    {list: &v.lunarMonths, numbers: 1, leads: true},
		"tens":           {list: &v.tens, numbers: 1},
		"near-this":      {list: &v.nearThis, leads: true},
		"near-named":     {list: &v.nearNamed, leads: true},
		"near-unit":      {list: &v.nearUnits, code: 1, grain: true},
		"near-not-year":  {list: &v.nearNotYear},
		"near-not-month": {list: &v.nearNotMonth},
		"near-not-week":  {list: &v.nearNotWeek},

		"day-join":      {list: &v.dayJoin},
		"nearly":        {list: &v.nearly, leads: true},
		"nearly-time":   {list: &v.nearlyTime, leads: true},
		"part-not":      {list: &v.partNot},
		"open":          {list: &v.open},
		"close":         {list: &v.close},
		"meridiem":      {list: &v.meridiem, numbers: 1},
		"colon-behind":  {list: &v.colonBehind},
		"oclock":        {list: &v.oclock},
		"hour-not":      {list: &v.hourNot},
		"sharp":         {list: &v.sharp},
		"sharp-after":   {list: &v.sharpAfter},
		"minute-join":   {list: &v.minuteJoin},
		"minute-behind": {list: &v.minuteBehind},
		"minute-not":    {list: &v.minuteNot},
		"point-not":     {list: &v.pointNot},
		"hour-behind":   {list: &v.hourBehind},

		"month-not": {list: &v.monthNot},
		"measure":   {list: &v.measures},

		"offset":          {list: &v.offsets, numbers: 1, code: 1},
		"past":            {list: &v.past, code: 1, leads: true},
		"ahead":           {list: &v.ahead, code: 1, leads: true},
		"brief-not":       {list: &v.briefNot},
		"duration-behind": {list: &v.durationBehind},
		"remaining":       {list: &v.remaining, leads: true},

		"from":         {list: &v.from, leads: true},
		"until":        {list: &v.until, leads: true},
		"until-behind": {list: &v.untilBehind},
		"from-behind":  {list: &v.fromBehind},
		"around":       {list: &v.around},
		"before":       {list: &v.before},
		"before-unit":  {list: &v.beforeUnits},
		"after":        {list: &v.after},
		"after-wide":   {list: &v.wideAfter},
		"after-press":  {list: &v.pressAfter},
		"lunar-lead":   {list: &v.lunarLead},
		"next-year":    {list: &v.nextYear},
	}
}

// ownLeads are the characters that the grammar itself begins a time with: 年底, 月底,
// 全年, 元月, 闰四月, 大年初一, 首月, 第三天, 次月, 上上周, 后个月.
const ownLeads = "年月全元闰大首第次上下前后"

// words returns the vocabulary of words.txt.
var words = sync.OnceValue(func() *vocabulary {
	v, err := parseWords(wordFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return v
})

// parseWords reads a file of the form of words.txt.
func parseWords(file string) (*vocabulary, error) {
	v := new(vocabulary)
	classes := v.classes()
	var leads strings.Builder
	leads.WriteString(ownLeads)
	line := 0
	for text := range strings.Lines(file) {
		line++
		f := strings.Fields(text)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		c, ok := classes[f[0]]
		if !ok {
			return nil, fmt.Errorf("words.txt:%d: unknown class %q", line, f[0])
		}
		w, rest, err := c.header(f)
		if err != nil {
			return nil, fmt.Errorf("words.txt:%d: %w", line, err)
		}
		c.list.words = slices.Grow(c.list.words, len(rest))
		for _, text := range rest {
			if err := w.setText(text); err != nil {
				return nil, fmt.Errorf("words.txt:%d: %w", line, err)
			}
			c.list.add(w)
			if c.leads {
				first, _ := utf8.DecodeRuneInString(w.text)
				leads.WriteRune(first)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(classes)) {
		if classes[name].list.words == nil {
			return nil, fmt.Errorf("words.txt: class %s has no words", name)
		}
	}
	for _, c := range classes {
		c.list.sort()
	}
	v.leads = zhtext.NewSet(leads.String())
	return v, nil
}

// header reads the class, numbers and code of a line; rest are its words.
func (c class) header(f []string) (w word, rest []string, err error) {
	w.class, rest = f[0], f[1:]
	fields := c.numbers
	if c.code > 0 {
		fields++
	}
	if len(rest) <= fields {
		return w, nil, fmt.Errorf("class %s wants %d numbers and a word", w.class, c.numbers)
	}
	k := 0
	for i, s := range rest[:fields] {
		if i == c.code-1 {
			var known bool
			if w.code = s; !c.grain {
				continue
			}
			if w.grain, known = grainNames[s]; !known {
				return w, nil, fmt.Errorf("unknown grain %q", s)
			}
			continue
		}
		if w.n[k], err = strconv.Atoi(s); err != nil {
			return w, nil, err
		}
		k++
	}
	return w, rest[fields:], nil
}

// setText sets the text of w and what must not follow it, from the form 当下~雨,雪.
func (w *word) setText(s string) error {
	w.text, w.not = s, nil
	if i := strings.Index(s, "~"); i > 0 {
		w.text, w.not = s[:i], strings.Split(s[i+1:], ",")
	}
	if w.text == "_" {
		w.text = " "
	}
	if r, size := utf8.DecodeRuneInString(w.text); size == 2 || size > 3 || r == utf8.RuneError {
		return fmt.Errorf("word %q begins with neither a Chinese nor an ASCII character", w.text)
	}
	if slices.Contains(w.not, "") {
		return fmt.Errorf("word %q has nothing behind ~ or a comma", w.text)
	}
	return nil
}
