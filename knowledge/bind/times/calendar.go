package times

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtime"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
)

// Calendar is what an article says about the time of its figures outside their
// sentences.
type Calendar struct {
	Released knowledge.Date
	last     string          // what Day returns; "" before its first call
	Report   bool            // the article reports on a period, and figures without a time are of it
	work     bool            // a report of work, given in the year after the one that it is on
	Meeting  bool            // everything was said or signed on one day: 签约, 新闻发布会
	Year     int             // the year of times without one; 0 if only the date of the release says it
	Span     string          // the period of figures without a time; "" for none
	Plan     bool            // Span is of what is to be done
	Next     int             // the year that the plans of a report are of
	Event    string          // the day that the article reports on
	Feast    string          // the days of the holiday in the title
	Days     string          // the last days of one event: 2024-05-01/2024-05-05
	Notice   bool            // it is about what is to come: 公告, 招聘
	Aim      knowledge.State // the state of figures below a heading such as 主要目标
}

// Soon is the last month in which a report on the year before appears. Up to then 全年
// without a year is of the year before, too.
const Soon = 6

// NewCalendar returns the calendar of an article by its title and its day.
func NewCalendar(title string, released knowledge.Date) *Calendar {
	c := &Calendar{Released: released}
	s := names.Clean(title).S
	c.Report, c.work = Has("report", s), Has("work", s)
	c.Meeting = Has("meeting", s)
	c.Notice = Has("notice", s) && !Has("went", s)
	for _, m := range AppendWords(nil, s) {
		if c.Feast = c.LastOf(m.Days); c.Feast != "" {
			c.Days = c.Feast
			break
		}
	}
	times := c.times(s)
	if c.Report || Has("data", s) && !Has("news", s) {
		c.fromTitle(s, times)
	}
	return c
}

// LastOf returns the last of several periods, in order, that began before the release
// and not long before it; "" for none.
func (c *Calendar) LastOf(isos []string) string {
	for i := len(isos) - 1; i >= 0; i-- {
		d, err := knowledge.ParseDate(isos[i][:len("2006-01-02")])
		if err == nil && c.Released.Day != 0 && d.Compare(c.Released) <= 0 {
			if c.Released.Days()-d.Days() <= daysOfYear {
				return isos[i]
			}
			break
		}
	}
	return ""
}

// daysOfYear is how many days a holiday without a year may be past.
const daysOfYear = 365

// maxTitle is how many characters the first paragraph has if it is the title of an
// article without one.
const maxTitle = 40

// TitleOf returns the title of an article, or the first line that may be it.
func TitleOf(a *knowledge.Article) string {
	if a.Title != "" || len(a.Sections) == 0 {
		return a.Title
	}
	s := a.Sections[0]
	if s.Heading != "" || len(s.Paragraphs) == 0 {
		return s.Heading
	}
	if p := s.Paragraphs[0].Text; utf8.RuneCountInString(p) <= maxTitle && !strings.ContainsAny(p, "。；") {
		return p
	}
	return ""
}

// fromTitle sets the period of a report by the times in its title, s.
func (c *Calendar) fromTitle(s string, times []zhtime.Found) {
	for _, t := range times {
		iso := c.past(s[t.Start:t.End], t.Value)
		if !Coarse(iso) && !Words().List("month").Ends(s[t.Start:t.End]) {
			continue
		}
		year := YearOf(iso)
		switch {
		case c.work && len(iso) > 0 && iso == WholeYear(year) && (c.Released.IsZero() || year == c.Released.Year && c.Released.Month <= Soon):
			year, iso = year-1, WholeYear(year-1)
		case !c.Report && !c.over(iso):
			continue
		}
		c.Report, c.Year, c.Span, c.Next = true, year, iso, year+1
		return
	}
	if c.Report && c.Released.Month > 0 && c.Released.Month <= Soon && (c.work || Has("yearly-report", s)) {
		c.Year, c.Next = c.Released.Year-1, c.Released.Year
		c.Span = WholeYear(c.Year)
	}
}

// Heading reads a heading of the article, or a paragraph that is one.
func (c *Calendar) Heading(text string) {
	s := names.Clean(text).S
	if s == "" {
		return
	}
	c.aims(s)
	plan := Has("plan", s) && !Has("review", s)
	review := Has("review", s)
	for _, t := range c.times(s) {
		iso := c.past(s[t.Start:t.End], t.Value)
		year := YearOf(iso)
		if !Coarse(iso) || GivenYear(s[t.Start:t.End]) == 0 && !c.Report {
			continue
		}
		c.Year = year
		if c.Report {
			c.Span = iso
			c.Plan = plan && year >= c.Released.Year
		}
		return
	}
	switch {
	case !c.Report || c.Next == 0:
	case plan && strings.ContainsAny(s, names.Numerals+"今明") && !strings.HasPrefix(s, "("):
		c.Year, c.Span, c.Plan = c.Next, WholeYear(c.Next), true
	case review:
		c.Year, c.Span, c.Plan = c.Next-1, WholeYear(c.Next-1), false
	}
}

// maxHeading is how many characters a paragraph that is a heading has at most.
const maxHeading = 24

// Paragraph reads a paragraph if it is only a heading: 二、2025年主要目标.
func (c *Calendar) Paragraph(text string) {
	if utf8.RuneCountInString(text) <= maxHeading && !strings.ContainsAny(text, "。；！？，") {
		c.Heading(text)
	}
}

// times returns the times of a title or heading.
func (c *Calendar) times(s string) []zhtime.Found {
	return zhtime.Find(s, c.ref(), zhtime.Options{})
}

// ref returns the day from which times are read.
func (c *Calendar) ref() zhtime.Ref {
	return zhtime.RefDate(c.Released.Year, c.Released.Month, c.Released.Day)
}

// past returns the period that a title or heading means: without a year, the last one
// that is over.
func (c *Calendar) past(text, iso string) string {
	if !Bare(text) || iso == "" {
		return iso
	}
	if c.Year != 0 && c.Report {
		return InYear(text, c.Year)
	}
	if !c.over(iso) {
		return InYear(text, c.Released.Year-1)
	}
	return iso
}

// Day returns the last day on which the release may have appeared.
func (c *Calendar) Day() string {
	if c.last != "" {
		return c.last
	}
	d := c.Released
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = knowledge.DaysIn(d.Year, d.Month)
	}
	c.last = d.String()
	return c.last
}

// over reports whether a period was over, or nearly over, when the release appeared.
func (c *Calendar) over(iso string) bool {
	last, err := knowledge.ParseDate(LastDay(iso))
	if err != nil || c.Released.IsZero() {
		return err == nil
	}
	day, _ := knowledge.ParseDate(c.Day())
	return last.Days() <= day.Days()+nearlyOver
}

// nearlyOver is how many days before its end a period counts as over: 上半年 in the last
// days of June.
const nearlyOver = 10

// Future reports whether a period begins after the release appeared.
func (c *Calendar) Future(iso string) bool {
	from, day := FirstDay(iso), c.Day()
	return from != "" && day != "" && from > day
}

// aims sets Aim by a heading.
func (c *Calendar) aims(heading string) {
	switch {
	case Has("review", heading):
		c.Aim = knowledge.Reached
	case Has("goals", heading):
		c.Aim = knowledge.Target
	case Has("next", heading):
		c.Aim = knowledge.Planned
	case !wordlist.HasPrefix(heading, "(", "1", "2", "3", "4", "5", "6", "7", "8", "9"):
		c.Aim = knowledge.Reached // not a heading inside the part of the last one
	}
}

// LongOver reports whether a period was over long before the release.
func (c *Calendar) LongOver(iso string) bool {
	last, err := knowledge.ParseDate(LastDay(iso))
	day, _ := knowledge.ParseDate(c.Day())
	return err == nil && day.Days()-last.Days() > longPast
}

// longPast is how many days past a day is that a plan cannot mean: 将于3月开工 in
// November is of the next year.
const longPast = 45

// Note keeps iso, a time of the article, if it is the first day that the article reports
// on, or some days of an event. day says that it is a day or a month, future that it is
// to come.
func (c *Calendar) Note(iso string, day, future bool) {
	if SomeDays(iso) {
		c.Days = iso
	}
	if c.Event != "" || !day || future || len(iso) != len("2024-01-02") || c.Released.IsZero() {
		return
	}
	d, err := knowledge.ParseDate(iso)
	last, _ := knowledge.ParseDate(c.Day())
	if err == nil && last.Days()-d.Days() <= recent {
		c.Event = iso
	}
}

// recent is how many days before its release what it reports on happened, at most.
const recent = 14
