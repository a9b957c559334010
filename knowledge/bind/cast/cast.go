package cast

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// Cast is the things that an article has mentioned so far, and what it is about. It is
// not safe for concurrent use.
type Cast struct {
	Home      string // the district that the article speaks for; "" if it is not known
	Genre     uint8
	Title     []Thing
	Heads     []Thing // of the heading
	Topic     string
	TitleText string // the title, folded

	Things map[string]*Thing
	ends   map[string][]*Thing // by their last two characters, in the order of the text
	Short  map[string]string   // full names by the short ones that the text introduces

	Recent []*Thing // the last ones mentioned, the last of them last

	Most      *Thing                // the one mentioned most often
	figures   map[string]int        // how many, by the thing that they are of
	Major     string                // the thing with the most figures
	measured  map[measuredThing]int // the number of the last paragraph
	Paragraph int                   // the number of the current paragraph, from 1

	Opened, Closed *Subject // of the first and the last figure of the paragraph before
	First, Last    *Subject // of this one
}

// Thing is something that an article mentions.
type Thing struct {
	Text, Phase string
	Sort        uint8
	Mentions    int
	Title       bool
}

// measuredThing is a metric of a thing.
type measuredThing struct{ text, phase, metric string }

// AddFigure adds a figure of a metric, nil if it is not known, that is of a thing.
func (c *Cast) AddFigure(text, phase string, metric *concept.Concept) {
	if text == "" || len(c.measured) >= maxThings || len(c.figures) >= maxThings {
		return
	}
	if c.figures[text]++; c.figures[text] > c.figures[c.Major] {
		c.Major = text
	}
	if metric != nil {
		c.measured[measuredThing{text, phase, metric.Name}] = c.Paragraph
	}
}

// MeasuredIn returns the number of the last paragraph with a figure of the metric of a
// thing.
func (c *Cast) MeasuredIn(text, phase, metric string) (paragraph int, ok bool) {
	paragraph, ok = c.measured[measuredThing{text, phase, metric}]
	return paragraph, ok
}

// The genres of articles.
const (
	news uint8 = iota
	Report
	Policy
	Meeting
	Genres
)

// GenreNames are the names of the genres, as features have them.
var GenreNames = [Genres]string{"news", "report", "policy", "meeting"}

// maxThings is how many things of an article are kept.
const maxThings = 2000

// New returns an empty cast.
func New() *Cast {
	return &Cast{Things: map[string]*Thing{}, ends: map[string][]*Thing{}, Short: map[string]string{}, figures: map[string]int{}, measured: map[measuredThing]int{}}
}

// Add adds a mention of a thing. title says that it is in the title of the article.
func (c *Cast) Add(text, phase string, sort uint8, title bool) {
	if th := c.Things[text]; th != nil {
		th.Mentions++
		if c.Most == nil || th.Mentions > c.Most.Mentions {
			c.Most = th
		}
		c.touch(th)
		return
	}
	if len(c.Things) >= maxThings || utf8.RuneCountInString(text) < 3 {
		return
	}
	th := &Thing{Text: text, Phase: phase, Sort: sort, Mentions: 1, Title: title}
	c.Things[text] = th
	for i := range c.Title {
		if t := &c.Title[i]; !title && len(text) > len(t.Text) && shortens(t.Text, text) {
			t.Text, th.Title = text, true // the full name of what the title has a short one for
		}
	}
	if kind, quoted, ok := strings.Cut(text, "“"); ok && kind != "" && strings.HasSuffix(quoted, "”") && names.SortOf(kind) > 0 {
		c.Short[kind] = text // 台风“青螺”
	}
	c.ends[wordlist.LastRunes(text, 2)] = append(c.ends[wordlist.LastRunes(text, 2)], th)
	c.touch(th)
}

// maxRecent is how many things are kept in Recent.
const maxRecent = 12

// touch makes th the last thing mentioned.
func (c *Cast) touch(th *Thing) {
	if i := slices.Index(c.Recent, th); i >= 0 {
		c.Recent = append(c.Recent[:i], c.Recent[i+1:]...)
	}
	if c.Recent = append(c.Recent, th); len(c.Recent) > maxRecent {
		c.Recent = c.Recent[1:]
	}
}

// maxLeftOut is how many characters of a name a short one may leave out, maxName how
// many a name has.
const (
	maxLeftOut = 8
	maxName    = 28
)

// maxShared is how many things with the same end are looked at.
const maxShared = 20

// FullName returns the full name of the thing that a short name, or the end of a name,
// means, or "" if there is none.
func (c *Cast) FullName(name string) string {
	if full := c.Short[name]; full != "" {
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
		most = maxName // 大赛 for 第五届某某杯全球青年创新大赛
	}
	ends := c.ends[wordlist.LastRunes(name, 2)]
	for i := len(ends) - 1; i >= max(0, len(ends)-maxShared); i-- {
		rest, ok := strings.CutSuffix(ends[i].Text, name)
		if !ok || rest == "" || utf8.RuneCountInString(rest) > most {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(rest)
		if unicode.IsDigit(r) || r == '第' || strings.ContainsRune(names.Numerals, r) || names.Joints().Has(string(r)) {
			continue // 13号泊位 is not 3号泊位
		}
		return cmp.Or(c.fullForm(ends[i].Text), ends[i].Text)
	}
	return c.longForm(name)
}

// longForm returns the thing of the title, or a recent one, that name is an abbreviation
// of: 综保区 for 某某综合保税区.
func (c *Cast) longForm(name string) string {
	n := utf8.RuneCountInString(name)
	if n > maxAbbreviation && n <= maxLongShort {
		return c.fullForm(name)
	}
	if n < minAbbreviation || n > maxAbbreviation || strings.ContainsAny(name, numerals) || c.Things[name] != nil && c.Things[name].Title {
		return ""
	}
	for _, th := range c.Title {
		if abbreviates(name, th.Text) {
			return th.Text
		}
	}
	for i := len(c.Recent) - 1; i >= 0; i-- {
		if abbreviates(name, c.Recent[i].Text) {
			return c.Recent[i].Text
		}
	}
	return ""
}

// The lengths of abbreviations, in characters.
const (
	minAbbreviation = 3
	maxAbbreviation = 4
	maxLongShort    = 10 // of names that shorten only the front of a longer one
)

// numerals distinguish things with the same name.
const numerals = "0123456789" + names.Numerals

// fullForm returns the recent thing, or the one of the title, that name shortens:
// 附三云崮院区 for 某某大学附属第三医院云崮院区.
func (c *Cast) fullForm(name string) string {
	for i := len(c.Recent) - 1; i >= 0; i-- {
		if full := c.Recent[i].Text; shortens(name, full) {
			return full
		}
	}
	for _, th := range c.Title {
		if shortens(name, th.Text) {
			return th.Text
		}
	}
	return ""
}

// minEnd is how many characters at the end a name shares with the one that it shortens.
const minEnd = 4

// shortens reports whether name is full with characters in front of its last ones left
// out, but none of its numerals.
func shortens(name, full string) bool {
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

// abbreviates reports whether short is full with characters left out, but neither the
// last one nor everything behind the first ones.
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

// Subject is what a figure is of.
type Subject struct {
	Text, Phase string
	Sentence    int
}

// NextParagraph begins a paragraph.
func (c *Cast) NextParagraph() {
	c.Paragraph++
	if c.Last != nil {
		c.Opened, c.Closed = c.First, c.Last
	}
	c.First, c.Last = nil, nil
}
