package bind

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/figure"
)

// castOf returns the cast of an article, with the things of its title.
func (b Binder) castOf(a *knowledge.Article, cal *times.Calendar, topic string, things []cast.Thing) *cast.Cast {
	c := cast.New()
	c.Home, c.Topic = cmp.Or(cast.HomeOf(a), b.Home), topic
	c.TitleText = names.Clean(times.TitleOf(a)).S
	switch s := c.TitleText; {
	case names.HasThing("policy", s):
		c.Genre = cast.Policy
	case cal.Report:
		c.Genre = cast.Report
	case cal.Meeting:
		c.Genre = cast.Meeting
	}
	c.Title = things
	if c.IsHome(c.Topic) {
		c.Topic = c.Home
	}
	for i := range c.Title {
		th := &c.Title[i]
		if c.IsHome(th.Text) {
			th.Text, th.Sort = c.Home, names.SortOf(c.Home)
		}
		c.Add(th.Text, th.Phase, th.Sort, true)
	}
	return c
}

// maxTitleThings is how many things of a title or heading are kept.
const maxTitleThings = 4

// thingsIn returns the things of a title or heading, in order, and the last name that
// figures may be of, or "".
func (b Binder) thingsIn(t *names.Tables, title string) (things []cast.Thing, last string) {
	if b.read == nil || title == "" {
		return b.readThings(t, title)
	}
	if r := &b.read.title; r.text != title {
		r.text = title
		r.things, r.last = b.readThings(t, title)
	}
	return slices.Clone(b.read.title.things), b.read.title.last
}

// readThings returns what thingsIn returns, without looking it up.
func (b Binder) readThings(t *names.Tables, title string) (things []cast.Thing, last string) {
	for _, part := range parts(title) {
		line, sc := lineOf(part), b.newScene()
		sc.read(t, b.reading(t, line.Text), line, "", cast.New())
		for _, u := range sc.units.All {
			th := cast.Thing{Text: names.WithoutYear(u.Text), Phase: u.Phase, Sort: u.Sort}
			if th.Text == "" || names.IsPaper(u.Text) {
				continue
			}
			if u.Named && u.Proper {
				last = th.Text
			}
			if !u.Bare && (u.Proper || th.Sort > 0 || strings.Contains(th.Text, "“")) && len(things) < maxTitleThings {
				things = append(things, th)
			}
		}
		b.done(sc)
	}
	return things, last
}

// parts returns the pieces of a title or heading between spaces and marks: 一期开工
// 海岛通桥.
func parts(title string) []string {
	if utf8.RuneCountInString(title) > maxLine {
		return nil
	}
	return strings.FieldsFunc(title, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("！？—：:!?", r) })
}

// lineOf returns a paragraph of one sentence.
func lineOf(text string) *knowledge.Paragraph {
	return &knowledge.Paragraph{Text: text, Sentences: []knowledge.Span{{End: len(text)}}, Figures: figure.Scan(text, knowledge.Date{})}
}

// maxLine is how many characters a title or heading with things in it has at most.
const maxLine = 120
