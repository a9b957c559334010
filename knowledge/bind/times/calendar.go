package times

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtime"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
)

// Calendar is what an article tells about the time of its figures outside the
// sentences that they stand in.
type Calendar struct {
	Released knowledge.Date
	last     string          // see day; "" before it is asked for
	Report   bool            // it reports on a period: a figure without a time is of that period
	work     bool            // a report of work, given in the year after the one it reports on
	Meeting  bool            // all of it was told or signed on one day: 签约, 新闻发布会
	Year     int             // the year of bare times; 0 when only the release's date tells
	Span     string          // the period of figures without a time; "" for none
	Plan     bool            // span is of what is to be done
	Next     int             // the year that the plans of a report are of
	Event    string          // the day that the article reports on
	Feast    string          // the days of the holiday that the title names
	Days     string          // the days told last, of one event: 2024-05-01/2024-05-05
	Notice   bool            // it tells of what is to come: 公告, 招聘
	Aim      knowledge.State // of the figures below a heading that says so: 主要目标
}

// Soon is the last month in which a report on the year before comes out; a
// bare 全年 up to then is of the year before, too.
const Soon = 6

// NewCalendar reads the title of an article.
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

// LastOf returns the last of several times, in order, that began before the release and
// not long before it; "" for none.
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

// daysOfYear is how long a holiday is told of by its name alone.
const daysOfYear = 365

// maxTitle is how long, in characters, a first paragraph that is the title of
// an article without one gets.
const maxTitle = 40

// TitleOf returns the title of an article, or the first line that can be one.
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

// fromTitle sets the period that a report is of.
func (c *Calendar) fromTitle(s string, times []zhtime.Found) {
	for _, t := range times {
		iso := c.past(s[t.Start:t.End], t.Value)
		if !Coarse(iso) && !Words()["month"].Ends(s[t.Start:t.End]) {
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

// maxHeading is how long, in characters, a paragraph that is a heading gets.
const maxHeading = 24

// Paragraph reads a paragraph that is no more than a heading: 二、2025年主要目标.
func (c *Calendar) Paragraph(text string) {
	if utf8.RuneCountInString(text) <= maxHeading && !strings.ContainsAny(text, "。；！？，") {
		c.Heading(text)
	}
}

// times returns the times of a title or heading.
func (c *Calendar) times(s string) []zhtime.Found {
	return zhtime.Find(s, c.ref(), zhtime.Options{})
}

func (c *Calendar) ref() zhtime.Ref {
	return zhtime.RefDate(c.Released.Year, c.Released.Month, c.Released.Day)
}

// past returns the time that a title or heading means: one without a year is
// the last that is over.
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

// Day returns the last day that the release can have come out on.
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

// over reports whether a period was over when the release came out, or so
// nearly that it may be told.
func (c *Calendar) over(iso string) bool {
	last, err := knowledge.ParseDate(LastDay(iso))
	if err != nil || c.Released.IsZero() {
		return err == nil
	}
	day, _ := knowledge.ParseDate(c.Day())
	return last.Days() <= day.Days()+nearlyOver
}

// nearlyOver is how many days before its end a period may be told of as one
// that is over: 上半年 in the last days of June.
const nearlyOver = 10

// Future reports whether a time begins after the release came out.
func (c *Calendar) Future(iso string) bool {
	from, day := FirstDay(iso), c.Day()
	return from != "" && day != "" && from > day
}

// aims reads from a heading whether what is below it is still to be done.
func (c *Calendar) aims(heading string) {
	switch {
	case Has("review", heading):
		c.Aim = knowledge.Reached
	case Has("goals", heading):
		c.Aim = knowledge.Target
	case Has("next", heading):
		c.Aim = knowledge.Planned
	case !wordlist.HasPrefix(heading, "(", "1", "2", "3", "4", "5", "6", "7", "8", "9"):
		c.Aim = knowledge.Reached // no heading of a part of what the last one opened
	}
}

// LongOver reports whether a period was over long before the release.
func (c *Calendar) LongOver(iso string) bool {
	last, err := knowledge.ParseDate(LastDay(iso))
	day, _ := knowledge.ParseDate(c.Day())
	return err == nil && day.Days()-last.Days() > longPast
}

// longPast is how many days a day is over that a plan cannot mean: 将于3月开工 in
// November is of the year after.
const longPast = 45

// Note keeps the day that the article reports on, the first one told, and the
// days told last. iso is a time that is told; day says that it is a day or a
// month, future that it is to come.
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

// recent is how many days before its release what it reports on happened, at
// most.
const recent = 14
