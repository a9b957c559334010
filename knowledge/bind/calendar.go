package bind

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtime"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
)

// calendar is what an article tells about the time of its figures outside the
// sentences that they stand in.
type calendar struct {
	released knowledge.Date
	last     string          // see day; "" before it is asked for
	report   bool            // it reports on a period: a figure without a time is of that period
	work     bool            // a report of work, given in the year after the one it reports on
	meeting  bool            // all of it was told or signed on one day: 签约, 新闻发布会
	year     int             // the year of bare times; 0 when only the release's date tells
	span     string          // the period of figures without a time; "" for none
	plan     bool            // span is of what is to be done
	next     int             // the year that the plans of a report are of
	event    string          // the day that the article reports on
	feast    string          // the days of the holiday that the title names
	days     string          // the days told last, of one event: 2024-05-01/2024-05-05
	notice   bool            // it tells of what is to come: 公告, 招聘
	aim      knowledge.State // of the figures below a heading that says so: 主要目标
}

// soon is the last month in which a report on the year before comes out; a
// bare 全年 up to then is of the year before, too.
const soon = 6

// newCalendar reads the title of an article.
func newCalendar(title string, released knowledge.Date) *calendar {
	c := &calendar{released: released}
	s := names.Clean(title).S
	c.report, c.work = hasWhen("report", s), hasWhen("work", s)
	c.meeting = hasWhen("meeting", s)
	c.notice = hasWhen("notice", s) && !hasWhen("went", s)
	for _, m := range wordMoments(nil, s) {
		if c.feast = c.lastOf(m.days); c.feast != "" {
			c.days = c.feast
			break
		}
	}
	times := c.times(s)
	if c.report || hasWhen("data", s) && !hasWhen("news", s) {
		c.fromTitle(s, times)
	}
	return c
}

// lastOf returns the last of several times, in order, that began before the release and
// not long before it; "" for none.
func (c *calendar) lastOf(isos []string) string {
	for i := len(isos) - 1; i >= 0; i-- {
		d, err := knowledge.ParseDate(isos[i][:len("2006-01-02")])
		if err == nil && c.released.Day != 0 && d.Compare(c.released) <= 0 {
			if c.released.Days()-d.Days() <= daysOfYear {
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

// titleOf returns the title of an article, or the first line that can be one.
func titleOf(a *knowledge.Article) string {
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
func (c *calendar) fromTitle(s string, times []zhtime.Found) {
	for _, t := range times {
		iso := c.past(s[t.Start:t.End], t.Value)
		if !coarse(iso) && !strings.HasSuffix(s[t.Start:t.End], "月") && !strings.HasSuffix(s[t.Start:t.End], "月份") {
			continue
		}
		year := yearOf(iso)
		switch {
		case c.work && len(iso) > 0 && iso == wholeYear(year) && (c.released.IsZero() || year == c.released.Year && c.released.Month <= soon):
			year, iso = year-1, wholeYear(year-1)
		case !c.report && !c.over(iso):
			continue
		}
		c.report, c.year, c.span, c.next = true, year, iso, year+1
		return
	}
	if c.report && c.released.Month > 0 && c.released.Month <= soon && (c.work || strings.Contains(s, "公报") || strings.Contains(s, "执行情况")) {
		c.year, c.next = c.released.Year-1, c.released.Year
		c.span = wholeYear(c.year)
	}
}

// heading reads a heading of the article, or a paragraph that is one.
func (c *calendar) heading(text string) {
	s := names.Clean(text).S
	if s == "" {
		return
	}
	c.aims(s)
	plan := hasWhen("plan", s) && !hasWhen("review", s)
	review := hasWhen("review", s)
	for _, t := range c.times(s) {
		iso := c.past(s[t.Start:t.End], t.Value)
		year := yearOf(iso)
		if !coarse(iso) || toldYear(s[t.Start:t.End]) == 0 && !c.report {
			continue
		}
		c.year = year
		if c.report {
			c.span = iso
			c.plan = plan && year >= c.released.Year
		}
		return
	}
	switch {
	case !c.report || c.next == 0:
	case plan && strings.ContainsAny(s, "一二三四五六七八九十今明") && !strings.HasPrefix(s, "("):
		c.year, c.span, c.plan = c.next, wholeYear(c.next), true
	case review:
		c.year, c.span, c.plan = c.next-1, wholeYear(c.next-1), false
	}
}

// maxHeading is how long, in characters, a paragraph that is a heading gets.
const maxHeading = 24

// paragraph reads a paragraph that is no more than a heading: 二、2025年主要目标.
func (c *calendar) paragraph(text string) {
	if utf8.RuneCountInString(text) <= maxHeading && !strings.ContainsAny(text, "。；！？，") {
		c.heading(text)
	}
}

// times returns the times of a title or heading.
func (c *calendar) times(s string) []zhtime.Found {
	return zhtime.Find(s, c.ref(), zhtime.Options{})
}

func (c *calendar) ref() zhtime.Ref {
	return zhtime.RefDate(c.released.Year, c.released.Month, c.released.Day)
}

// past returns the time that a title or heading means: one without a year is
// the last that is over.
func (c *calendar) past(text, iso string) string {
	if !bare(text) || iso == "" {
		return iso
	}
	if c.year != 0 && c.report {
		return inYear(text, c.year)
	}
	if !c.over(iso) {
		return inYear(text, c.released.Year-1)
	}
	return iso
}

// day returns the last day that the release can have come out on.
func (c *calendar) day() string {
	if c.last != "" {
		return c.last
	}
	d := c.released
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
func (c *calendar) over(iso string) bool {
	last, err := knowledge.ParseDate(lastDay(iso))
	if err != nil || c.released.IsZero() {
		return err == nil
	}
	day, _ := knowledge.ParseDate(c.day())
	return last.Days() <= day.Days()+nearlyOver
}

// nearlyOver is how many days before its end a period may be told of as one
// that is over: 上半年 in the last days of June.
const nearlyOver = 10

// future reports whether a time begins after the release came out.
func (c *calendar) future(iso string) bool {
	from, day := firstDay(iso), c.day()
	return from != "" && day != "" && from > day
}
