package cast

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
)

// cast are the things that an article has told of so far, and what it is about.
type Cast struct {
	Home   string // the district that it speaks for; "" where it is not known
	Genre  uint8
	Title  []Thing
	Heads  []Thing // of the heading
	Topic  string
	Papers string // the title as it is

	Things map[string]*Thing
	ends   map[string][]*Thing // by their last two characters, in the order of the text
	Short  map[string]string   // full names by the short ones that the text gives them

	Recent []*Thing // those told last, the last one last

	Most     *Thing                // the one told of most often
	figures  map[string]int        // by the thing that they are of
	Major    string                // the thing that most figures are of
	measured map[measuredThing]int // the paragraph that a metric of a thing was told in last
	Turns    int                   // paragraphs so far

	Opened, Closed *Chosen // of the first and the last figure of the paragraph before
	First, Last    *Chosen // of this one
}

// thing is something that an article tells of.
type Thing struct {
	Text, Phase string
	Sort        uint8
	Mentions    int
	Title       bool
}

// measuredThing is a metric of a thing.
type measuredThing struct{ text, phase, metric string }

// Bound notes that a figure of a metric, nil for none, is of a thing.
func (c *Cast) Bound(text, phase string, metric *concept.Concept) {
	if text == "" || len(c.measured) >= maxThings || len(c.figures) >= maxThings {
		return
	}
	if c.figures[text]++; c.figures[text] > c.figures[c.Major] {
		c.Major = text
	}
	if metric != nil {
		c.measured[measuredThing{text, phase, metric.Name}] = c.Turns
	}
}

// MeasuredIn returns the number of the paragraph that last gave the metric of a thing.
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

var GenreNames = [Genres]string{"news", "report", "policy", "meeting"}

// maxThings is how many things of an article are kept.
const maxThings = 2000

func New() *Cast {
	return &Cast{Things: map[string]*Thing{}, ends: map[string][]*Thing{}, Short: map[string]string{}, figures: map[string]int{}, measured: map[measuredThing]int{}}
}

// Add notes that the text tells of a thing.
func (c *Cast) Add(text, phase string, sort uint8, title bool) {
	if th := c.Things[text]; th != nil {
		th.Mentions++
		if c.Most == nil || th.Mentions > c.Most.Mentions {
			c.Most = th
		}
		c.recall(th)
		return
	}
	if len(c.Things) >= maxThings || utf8.RuneCountInString(text) < 3 {
		return
	}
	th := &Thing{Text: text, Phase: phase, Sort: sort, Mentions: 1, Title: title}
	c.Things[text] = th
	for i := range c.Title {
		if t := &c.Title[i]; !title && len(text) > len(t.Text) && shortensFront(t.Text, text) {
			t.Text, th.Title = text, true // the text has the full name of what the title calls by a short one
		}
	}
	if kind, quoted, ok := strings.Cut(text, "“"); ok && kind != "" && strings.HasSuffix(quoted, "”") && names.SortOf(kind) > 0 {
		c.Short[kind] = text // 台风“青螺”
	}
	c.ends[wordlist.LastRunes(text, 2)] = append(c.ends[wordlist.LastRunes(text, 2)], th)
	c.recall(th)
}

// maxRecent is how many of the things told last are kept.
const maxRecent = 12

// recall notes that a thing was told of last.
func (c *Cast) recall(th *Thing) {
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

// maxShared is how many things that end alike are looked at.
const maxShared = 20

// FullName returns the full name of a thing that a text tells of by a short one, or
// by the end of its name; "" where it knows none.
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
		return cmp.Or(c.wholeOfParts(ends[i].Text), ends[i].Text)
	}
	return c.longForm(name)
}

// longForm returns the thing of the title, or one told of lately, whose name an
// abbreviation leaves characters out of: 综保区 for 某某综合保税区.
func (c *Cast) longForm(name string) string {
	n := utf8.RuneCountInString(name)
	if n > maxAbbreviation && n <= maxLongShort {
		return c.wholeOfParts(name)
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

const (
	minAbbreviation = 3
	maxAbbreviation = 4
	maxLongShort    = 10 // characters of a name that shortens what it begins with only
)

// numerals tell things of one name apart.
const numerals = "0123456789" + names.Numerals

// wholeOfParts returns the thing told of lately whose name begins with what name
// shortens, and ends as it does: 附三云崮院区 for 某某大学附属第三医院云崮院区. Their
// numbers are the same.
func (c *Cast) wholeOfParts(name string) string {
	for i := len(c.Recent) - 1; i >= 0; i-- {
		if full := c.Recent[i].Text; shortensFront(name, full) {
			return full
		}
	}
	for _, th := range c.Title {
		if shortensFront(name, th.Text) {
			return th.Text
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

// choice is what was chosen for a figure.
type Chosen struct {
	Text, Phase string
	Sentence    int
}

// NextParagraph goes on to the next paragraph.
func (c *Cast) NextParagraph() {
	c.Turns++
	if c.Last != nil {
		c.Opened, c.Closed = c.First, c.Last
	}
	c.First, c.Last = nil, nil
}
