package bind

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
)

// cast are the things that an article has told of so far, and what it is about.
type cast struct {
	home   string // the district that it speaks for; "" where it is not known
	genre  uint8
	title  []thing
	heads  []thing // of the heading
	topic  string
	papers string // the title as it is

	things map[string]*thing
	ends   map[string][]*thing // by their last two characters, in the order of the text
	short  map[string]string   // full names by the short ones that the text gives them

	recent []*thing // those told last, the last one last

	most     *thing                // the one told of most often
	figures  map[string]int        // by the thing that they are of
	major    string                // the thing that most figures are of
	measured map[measuredThing]int // the paragraph that a metric of a thing was told in last
	turns    int                   // paragraphs so far

	opened, closed *choice // of the first and the last figure of the paragraph before
	first, last    *choice // of this one
}

// thing is something that an article tells of.
type thing struct {
	text, phase string
	sort        uint8
	told        int
	title       bool
}

// measuredThing is a metric of a thing.
type measuredThing struct{ text, phase, metric string }

// bound notes that a figure of a metric, nil for none, is of a thing.
func (c *cast) bound(text, phase string, metric *concept.Concept) {
	if text == "" || len(c.measured) >= maxThings || len(c.figures) >= maxThings {
		return
	}
	if c.figures[text]++; c.figures[text] > c.figures[c.major] {
		c.major = text
	}
	if metric != nil {
		c.measured[measuredThing{text, phase, metric.Name}] = c.turns
	}
}

// The genres of articles.
const (
	news uint8 = iota
	report
	policy
	meeting
	genres
)

var genreNames = [genres]string{"news", "report", "policy", "meeting"}

// maxThings is how many things of an article are kept.
const maxThings = 2000

func newCast() *cast {
	return &cast{things: map[string]*thing{}, ends: map[string][]*thing{}, short: map[string]string{}, figures: map[string]int{}, measured: map[measuredThing]int{}}
}

// castOf begins the cast of an article with the things of its title.
func (b Binder) castOf(a *knowledge.Article, cal *times.Calendar, topic string, things []thing) *cast {
	c := newCast()
	c.home, c.topic = cmp.Or(homeOf(a), b.Home), topic
	c.papers = names.Clean(times.TitleOf(a)).S
	switch s := c.papers; {
	case hasThing("policy", s):
		c.genre = policy
	case cal.Report:
		c.genre = report
	case cal.Meeting:
		c.genre = meeting
	}
	c.title = things
	if c.isHome(c.topic) {
		c.topic = c.home
	}
	for i := range c.title {
		th := &c.title[i]
		if c.isHome(th.text) {
			th.text, th.sort = c.home, names.SortOf(c.home)
		}
		c.add(th.text, th.phase, th.sort, true)
	}
	return c
}

// hasThing reports whether s has a word of a class of things.txt in it.
func hasThing(class, s string) bool { return names.ThingWords()[class].In(s) }

// maxTitleThings is how many things of a title or heading are kept.
const maxTitleThings = 4

// thingsIn returns the things of a title or heading, in order, and the last name of
// one that figures may be of, "" for none.
func (b Binder) thingsIn(t *names.Tables, title string) (things []thing, last string) {
	if b.read == nil || title == "" {
		return b.readThings(t, title)
	}
	if r := &b.read.title; r.text != title {
		r.text = title
		r.things, r.last = b.readThings(t, title)
	}
	return slices.Clone(b.read.title.things), b.read.title.last
}

func (b Binder) readThings(t *names.Tables, title string) (things []thing, last string) {
	for _, part := range parts(title) {
		sc := b.scene(t, lineOf(part), "", &times.Calendar{}, newCast())
		for _, u := range sc.units {
			th := thing{text: withoutYearFront(u.text), phase: u.phase, sort: u.sort}
			if th.text == "" || isPaper(u.text) {
				continue
			}
			if u.named && u.proper {
				last = th.text
			}
			if !u.bare && (u.proper || th.sort > 0 || strings.Contains(th.text, "“")) && len(things) < maxTitleThings {
				things = append(things, th)
			}
		}
		b.done(sc)
	}
	return things, last
}

// parts are the pieces of a title or heading that stand apart: 一期开工 海岛通桥.
func parts(title string) []string {
	if utf8.RuneCountInString(title) > maxLine {
		return nil
	}
	return strings.FieldsFunc(title, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("！？—：:!?", r) })
}

// lineOf makes a paragraph of one sentence.
func lineOf(text string) *knowledge.Paragraph {
	return &knowledge.Paragraph{Text: text, Sentences: []knowledge.Span{{End: len(text)}}, Figures: figure.Scan(text, knowledge.Date{})}
}

// isPaper reports whether a text is called as papers are, and no thing.
func isPaper(text string) bool { return names.ThingWords()["paper"].Ends(text) }

// maxLine is how many characters a title or heading has that things are looked
// for in.
const maxLine = 120

// withoutYearFront takes the year of a report off the name behind it.
func withoutYearFront(s string) string {
	if !wordlist.HasPrefix(s, "19", "20") {
		return s // most names
	}
	return yearFront.ReplaceAllString(s, "")
}

// add notes that the text tells of a thing.
func (c *cast) add(text, phase string, sort uint8, title bool) {
	if th := c.things[text]; th != nil {
		th.told++
		if c.most == nil || th.told > c.most.told {
			c.most = th
		}
		c.recall(th)
		return
	}
	if len(c.things) >= maxThings || utf8.RuneCountInString(text) < 3 {
		return
	}
	th := &thing{text: text, phase: phase, sort: sort, told: 1, title: title}
	c.things[text] = th
	for i := range c.title {
		if t := &c.title[i]; !title && len(text) > len(t.text) && shortensFront(t.text, text) {
			t.text, th.title = text, true // the text has the full name of what the title calls by a short one
		}
	}
	if kind, quoted, ok := strings.Cut(text, "“"); ok && kind != "" && strings.HasSuffix(quoted, "”") && names.SortOf(kind) > 0 {
		c.short[kind] = text // 台风“青螺”
	}
	c.ends[wordlist.LastRunes(text, 2)] = append(c.ends[wordlist.LastRunes(text, 2)], th)
	c.recall(th)
}

// maxRecent is how many of the things told last are kept.
const maxRecent = 12

// recall notes that a thing was told of last.
func (c *cast) recall(th *thing) {
	if i := slices.Index(c.recent, th); i >= 0 {
		c.recent = append(c.recent[:i], c.recent[i+1:]...)
	}
	if c.recent = append(c.recent, th); len(c.recent) > maxRecent {
		c.recent = c.recent[1:]
	}
}

// maxShared is how many things that end alike are looked at.
const maxShared = 20

// whole returns the full name of a thing that a text tells of by a short one, or
// by the end of its name; "" where it knows none.
func (c *cast) whole(name string) string {
	if full := c.short[name]; full != "" {
		return full
	}
	if utf8.RuneCountInString(name) < 2 {
		return ""
	}
	if names.IsThing(names.ThingVague, name) {
		return ""
	}
	most := maxLeftOut + 4
	if names.IsThing(names.ThingKind, name) {
		most = maxChunk // 大赛 for 第五届某某杯全球青年创新大赛
	}
	ends := c.ends[wordlist.LastRunes(name, 2)]
	for i := len(ends) - 1; i >= max(0, len(ends)-maxShared); i-- {
		rest, ok := strings.CutSuffix(ends[i].text, name)
		if !ok || rest == "" || utf8.RuneCountInString(rest) > most {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(rest)
		if unicode.IsDigit(r) || strings.ContainsRune("第一二三四五六七八九十", r) || strings.ContainsRune("和与及、", r) {
			continue // 13号泊位 is not 3号泊位
		}
		return cmp.Or(c.wholeOfParts(ends[i].text), ends[i].text)
	}
	return c.longForm(name)
}

// longForm returns the thing of the title, or one told of lately, whose name an
// abbreviation leaves characters out of: 综保区 for 某某综合保税区.
func (c *cast) longForm(name string) string {
	n := utf8.RuneCountInString(name)
	if n > maxAbbreviation && n <= maxLongShort {
		return c.wholeOfParts(name)
	}
	if n < minAbbreviation || n > maxAbbreviation || strings.ContainsAny(name, numerals) || c.things[name] != nil && c.things[name].title {
		return ""
	}
	for _, th := range c.title {
		if abbreviates(name, th.text) {
			return th.text
		}
	}
	for i := len(c.recent) - 1; i >= 0; i-- {
		if abbreviates(name, c.recent[i].text) {
			return c.recent[i].text
		}
	}
	return ""
}

const (
	minAbbreviation = 3
	maxAbbreviation = 4
	maxLongShort    = 10 // characters of a name that shortens what it begins with only
)

// numerals tell things of one name apart.
const numerals = "0123456789一二三四五六七八九十"

// wholeOfParts returns the thing told of lately whose name begins with what name
// shortens, and ends as it does: 附三云崮院区 for 某某大学附属第三医院云崮院区. Their
// numbers are the same.
func (c *cast) wholeOfParts(name string) string {
	for i := len(c.recent) - 1; i >= 0; i-- {
		if full := c.recent[i].text; shortensFront(name, full) {
			return full
		}
	}
	for _, th := range c.title {
		if shortensFront(name, th.text) {
			return th.text
		}
	}
	return ""
}

// minEnd is how many characters at the end a name has in common with the one that it
// is short for.
const minEnd = 4

// shortensFront reports whether name is full with characters left out in front of its
// last ones, all of its numbers kept.
func shortensFront(name, full string) bool {
	if name == full || strings.Contains(full, name) || wordlist.LastRunes(name, minEnd) != wordlist.LastRunes(full, minEnd) || names.SortOf(full) == 0 || numeralsOf(name) != numeralsOf(full) {
		return false
	}
	rest := full
	for _, r := range name {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+utf8.RuneLen(r):]
	}
	return true
}

// numeralsOf returns the numerals in a name, in order.
func numeralsOf(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(numerals, r) {
			return r
		}
		return -1
	}, name)
}

// abbreviates reports whether short is full with characters left out, but neither
// the last one nor all of those before another.
func abbreviates(short, full string) bool {
	if utf8.RuneCountInString(full) < 2*minAbbreviation || strings.HasPrefix(full, short) || wordlist.LastRunes(short, 1) != wordlist.LastRunes(full, 1) {
		return false
	}
	rest := full
	for _, r := range short {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+utf8.RuneLen(r):]
	}
	return names.SortOf(full) > 0
}

// shorten notes the short names that a paragraph gives: 某某园区(以下简称“某园”).
func (sc *scene) shorten() {
	for _, w := range names.ThingWords()["short"].Words {
		for at := 0; ; {
			i := strings.Index(sc.s[at:], w)
			if i < 0 {
				break
			}
			at += i
			sc.pair(at, at+len(w))
			at += len(w)
		}
	}
}

// pair pairs the name that ends in front of the bracket at from with the short
// name that begins at to.
func (sc *scene) pair(from, to int) {
	open := strings.LastIndexByte(sc.s[:from], '(')
	end := strings.IndexByte(sc.s[to:], ')')
	if open < 0 || from-open > 2*len("字") || end < 0 || end > 20*len("字") {
		return
	}
	short := strings.Trim(sc.s[to:to+end], "“”\"为:")
	full := ""
	for _, u := range sc.units {
		if u.end == open && len(u.text) > len(full) {
			full = u.text
		}
	}
	if full != "" && short != "" && full != short {
		sc.cast.short[short] = full
	}
}
