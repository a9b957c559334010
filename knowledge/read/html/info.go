package html

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
)

// info is what the line under a title says.
type info struct {
	imprint.Head
	bare bool // no key says that the date is that of publication
}

// infoLine reads the line under a title that says when and by whom the article
// was published, among other things: 2024-05-01 10:20 来源：X [大 中 小]. It returns
// false for a line that says neither. 时间：2024-05-01 alone gives a bare info,
// because it may be the date of something else.
func infoLine(s string) (h info, ok bool) {
	s = strings.TrimLeft(strings.TrimSpace(s), "【[（(")
	if len(s) > imprint.MaxMetaLine {
		return info{}, false
	}
	at, k, n := nextKey(s, 0)
	if at < 0 {
		return info{}, false
	}
	lead := strings.TrimSpace(s[:at])
	if d := publicationDate(lead); !d.IsZero() {
		h.Date, ok = d, true
	} else if utf8.RuneCountInString(lead) > 12 {
		return info{}, false
	}
	named := false // a key is one of publication or source
	for at >= 0 {
		named = named || k == imprint.KeySource || k == imprint.KeyDate && strings.ContainsAny(s[at:at+n], "发刊")
		next, nk, nn := nextKey(s, at+n)
		end := len(s)
		if next >= 0 {
			end = next
		}
		value := strings.TrimSpace(s[at+n : end])
		switch k {
		case imprint.KeyDate:
			if d := publicationDate(value); !d.IsZero() && h.Date.IsZero() {
				h.Date, ok = d, true
			}
		case imprint.KeySource:
			var g imprint.Head
			value, d := splitDate(value)
			if h.Date.IsZero() && !d.IsZero() {
				h.Date = d
			}
			if v := cutFurniture(value); v != "" && g.Set(imprint.KeySource, v) && g.Source != "" && h.Source == "" {
				h.Source, ok = g.Source, true
			}
		}
		at, k, n = next, nk, nn
	}
	h.bare = !named
	return h, ok
}

// fullDate matches a day.
var fullDate = regexp.MustCompile(`\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}`)

// splitDate separates a source from the day after it.
func splitDate(value string) (string, knowledge.Date) {
	if at := fullDate.FindStringIndex(value); at != nil && at[0] > 0 {
		if d := publicationDate(value[at[0]:]); !d.IsZero() {
			return strings.TrimSpace(value[:at[0]]), d
		}
	}
	return value, knowledge.Date{}
}

// nextKey returns the next key in s at or after byte from, and the length of its
// word and colon. A key is at the start of the line or after a space or a mark.
// at is -1 if there is none.
func nextKey(s string, from int) (at int, k imprint.Key, n int) {
	before := ' '
	if from > 0 {
		before = char.Last(s[:from])
	}
	colon := max(strings.LastIndexByte(s, ':'), strings.LastIndex(s, "："))
	for i, r := range s[from:] {
		if from+i > colon {
			break
		}
		if !char.IsHan(before) || char.IsASCIIDigit(s[max(0, from+i-1)]) {
			if k, n := pageKeyAt(s[from+i:]); k != imprint.KeyNone {
				return from + i, k, n
			}
		}
		before = r
	}
	return -1, imprint.KeyNone, 0
}

// cutFurniture returns value without the words of the page after it.
func cutFurniture(value string) string {
	value = strings.TrimRight(value, "】]）) |｜丨;；")
	for i, r := range value {
		if strings.ContainsRune("[【［]】］|｜丨", r) {
			return strings.TrimSpace(value[:i])
		}
		if !char.IsSpace(r) {
			continue
		}
		rest := strings.TrimLeftFunc(value[i:], char.IsSpace)
		if afterSource.Started(rest) != "" {
			return strings.TrimSpace(value[:i])
		}
	}
	return value
}

// linesBefore returns the lines on the page before the index start, the nearest
// last: the text of each block without blocks in it, and of rows of tables as a
// whole.
func (w *web) linesBefore(start int) []string {
	const (
		most  = 40  // lines
		wider = 400 // characters; longer ones are neither title nor line under it
	)
	var out []string
	var look func(*node) bool
	look = func(n *node) (blocks bool) {
		if n.index >= start || n.has(" script style head ") {
			return n.index >= start // an element that has the article is no line before it
		}
		cells := len(out)
		for _, k := range n.kids {
			blocks = look(k) || blocks
		}
		switch {
		case n.tag == "tr" && len(out) > cells+1 && n.chars <= wider: // a label and its value
			out = append(out, w.wordsOf(n))
		case !n.has(blockTags):
			return blocks
		}
		if !blocks && n.chars <= wider {
			if s := w.wordsOf(n); s != "" {
				out = append(out, s)
			}
		}
		return true
	}
	look(w.root)
	return out[max(0, len(out)-most):]
}

// onlyDate matches a line that is a day, with or without a time. dateTime matches
// a day with a time.
var onlyDate = regexp.MustCompile(`^\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?$`)

var dateTime = regexp.MustCompile(fullDate.String() + `\s?日?\s?\d{1,2}:\d\d`)

// info returns what the lines between title and article and the <time> elements
// before index start say about source and date.
func (w *web) info(lines []string, title string, start int) (h imprint.Head) {
	lone := map[knowledge.Date]bool{}
	titled := false
	var over []string
	for i, l := range lines {
		if !titled && title != "" && spaceless(l) == spaceless(title) {
			titled = true
			over, lines = lines[:i], lines[i:] // the lines before the title may be about other articles
		}
		if !titled || utf8.RuneCountInString(l) > imprint.MaxValue {
			continue
		}
		if onlyDate.MatchString(l) {
			lone[publicationDate(l)] = true
		} else if at := dateTime.FindAllString(l, 2); len(at) == 1 {
			lone[publicationDate(at[0])] = true
		}
	}
	for i := len(lines) - 1; i >= 0; i-- {
		if g, ok := infoLine(lines[i]); ok {
			h = h.Or(g.Head)
		}
	}
	for i := len(over) - 1; i >= 0 && h.Date.IsZero() && h.Source == ""; i-- {
		if g, ok := infoLine(over[i]); ok && g.Source != "" && !g.Date.IsZero() { // a table above the title
			h = g.Head
		}
	}
	find(w.root, func(n *node) bool {
		if n.tag == "time" && n.index < start && n.attr("datetime") != "" {
			lone[publicationDate(n.attr("datetime"))] = true
		}
		return false
	})
	if h.Date.IsZero() && len(lone) == 1 {
		for d := range lone {
			h.Date = d
		}
	}
	return h
}
