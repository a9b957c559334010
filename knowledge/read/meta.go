package read

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// head is what a release says about itself.
type head struct {
	title, source, url string
	date               knowledge.Date
}

// or fills what h does not say from g.
func (h head) or(g head) head {
	if h.title == "" {
		h.title = g.title
	}
	if h.source == "" {
		h.source = g.source
	}
	if h.url == "" {
		h.url = g.url
	}
	if h.date.IsZero() {
		h.date = g.date
	}
	return h
}

// key is what a line of the form key：value is about.
type key int

const (
	keyNone key = iota
	keyTitle
	keySource
	keyURL
	keyDate
	keyOther // furniture of a web page, such as a count of readers
)

// keys are the words before the colon, from byline.txt.
var keys = func() map[string]key {
	out := map[string]key{}
	for k, kind := range map[key]string{keyTitle: "title", keySource: "source", keyURL: "url", keyDate: "date", keyOther: "other"} {
		for _, w := range wordsOf(kind) {
			out[w] = k
		}
	}
	return out
}()

// keyAt returns the key at the start of s and the length of it and its colon.
func keyAt(s string) (key, int) {
	const longest = 24 // bytes of a key
	for i, r := range s {
		switch {
		case i > longest:
			return keyNone, 0
		case r == '：' || r == ':':
			if k := keys[s[:i]]; k != keyNone {
				return k, i + utf8.RuneLen(r)
			}
			return keyNone, 0
		}
	}
	return keyNone, 0
}

const (
	maxMetaLine = 300 // bytes of a line that says where a release comes from
	maxValue    = 60  // characters of a source
	maxTitle    = 100 // characters of a title
)

// metaLine reads a whole line of the form 来源：X 发布时间：2024-05-01. It
// returns ok false for any other, and so for one whose values cannot be what
// its keys say.
func metaLine(s string) (h head, ok bool) {
	if s = unbracket(strings.TrimSpace(s)); len(s) > maxMetaLine {
		return head{}, false
	}
	for s != "" {
		k, n := keyAt(s)
		if k == keyNone {
			return head{}, false
		}
		value, rest := cutValue(s[n:])
		if k != keyOther {
			if !h.set(k, value) {
				return head{}, false
			}
			ok = true
		}
		s = rest
	}
	return h, ok
}

// unbracket returns what stands in the brackets that enclose all of s.
func unbracket(s string) string {
	for _, pair := range []string{"（）", "()", "【】", "[]", "〔〕"} {
		open, w := utf8.DecodeRuneInString(pair)
		if firstOf, _ := utf8.DecodeRuneInString(s); firstOf != open || !strings.HasSuffix(s, pair[w:]) {
			continue
		}
		if inner := s[w : len(s)-len(pair[w:])]; !strings.Contains(inner, pair[w:]) {
			return strings.TrimSpace(inner)
		}
	}
	return s
}

// cutValue parts a value from the next key on the line.
func cutValue(s string) (value, rest string) {
	for i, r := range s {
		if !isSpace(r) && !strings.ContainsRune("|｜丨；;", r) {
			continue
		}
		next := strings.TrimLeft(s[i:], " \t\u3000\u00a0|｜丨；;")
		if k, _ := keyAt(next); k != keyNone {
			return strings.TrimSpace(s[:i]), next
		}
	}
	return strings.TrimSpace(s), ""
}

// set notes the value of a key, unless an earlier one is there. It returns
// false when the value cannot belong to the key.
func (h *head) set(k key, value string) bool {
	switch k {
	case keyTitle:
		if value == "" || utf8.RuneCountInString(value) > maxTitle {
			return false
		}
		*h = h.or(head{title: value})
	case keySource:
		if utf8.RuneCountInString(value) > maxValue || strings.ContainsAny(value, "。！？") {
			return false
		}
		value, date := cutDate(value)
		*h = h.or(head{source: value, date: date})
	case keyURL:
		u := webAddress(value)
		if u == "" && value != "" {
			return false
		}
		*h = h.or(head{url: u})
	case keyDate:
		if value != "" && (value[0] < '0' || value[0] > '9') {
			return false
		}
		*h = h.or(head{date: leadingDate(value)})
	}
	return true
}

// cutDate parts a source from the day that stands behind it, with the time and
// the furniture of the page that follow: 甲报 2024年5月1日 10:20 阅读 12.
func cutDate(value string) (string, knowledge.Date) {
	fields := strings.FieldsFunc(value, isSpace)
	for i := 1; i < len(fields); i++ {
		date := leadingDate(fields[i])
		if date.Day == 0 {
			continue
		}
		for _, f := range fields[i+1:] {
			if !isFiller(f) && !fieldEdition.MatchString(f) {
				return value, knowledge.Date{}
			}
		}
		return strings.Join(fields[:i], " "), date
	}
	return value, knowledge.Date{}
}

// webAddress returns s when it is an address of the web and nothing else.
func webAddress(s string) string {
	s = strings.Trim(s, "<> ")
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(s, func(r rune) bool {
		return isSpace(r) || strings.ContainsRune("<>\"|", r)
	}) {
		return ""
	}
	return s
}

const (
	headLines = 10 // lines at the start of a file that may say where it comes from
	tailLines = 5  // lines at its end that may
)

// takeMeta takes the lines that say where the release comes from out of lines.
// Where full is given, it tells which lines go on in the next: a byline may be
// cut like the rest of the page.
func takeMeta(lines []line, full func(i int) bool) ([]line, head) {
	var h head
	kept := lines[:0:0]
	for i := 0; i < len(lines); i++ {
		g, n := metaAt(lines, i, full)
		if n == 0 {
			kept = append(kept, lines[i])
			continue
		}
		h = h.or(g)
		if i+n < len(lines) && lines[i].gap {
			lines[i+n].gap = true
		}
		i += n - 1
	}
	return kept, h
}

// metaAt reads what the lines from i on say of where the release comes from,
// and how many lines that takes.
func metaAt(lines []line, i int, full func(i int) bool) (head, int) {
	const most = 6 // lines of a byline
	switch {
	case i >= len(lines)-tailLines && i >= headLines:
		if g, ok := fromLine(lines[i].text); ok && !signed(lines, i) {
			return g, 1
		}
		return head{}, 0
	case i >= headLines:
		return head{}, 0
	}
	n := 1
	for full != nil && n < most && i+n < len(lines) && full(i+n-1) {
		n++
	}
	var g head
	run, taken := n, 0
	for ; n > 1; n-- {
		if cut, ok := cutByline(lines[i : i+n]); ok && !signed(lines, i) {
			g, taken = cut, n
			if g.source == "" || publishes(g.source) {
				break
			}
		}
	}
	if taken > 0 {
		return g, taken
	}
	if g, ok := fromLine(lines[i].text); ok && !signed(lines, i) {
		return g, 1
	}
	if i < 3 && breadcrumbs(lines[i].text) {
		return head{}, 1
	}
	return publisherOverDate(lines, i, run)
}

// publisherOverDate reads the name of a publisher that is over the date.
func publisherOverDate(lines []line, i, run int) (head, int) {
	if i == 0 { // a title may go on in it
		run = 1
	}
	for n := min(run, len(lines)-i-1); n > 0; n-- {
		s := joined(lines[i:i+n], "")
		if !publish(strings.Fields(s)) {
			continue
		}
		if g, ok := byline(lines[i+n].text); ok && g.source == "" && !signed(lines, i+n) {
			return g.or(head{source: s}), n + 1
		}
	}
	return head{}, 0
}

// cutByline reads a byline that is cut into lines. Nothing else may have got
// into it.
func cutByline(lines []line) (head, bool) {
	for _, between := range []string{"", " "} {
		s := joined(lines, between)
		if strings.ContainsAny(s, "，。！？；") {
			return head{}, false
		}
		h, ok := fromLine(s)
		if ok && (h.source == "" || utf8.RuneCountInString(h.source) <= maxPublisher && !strings.ContainsAny(h.source, "0123456789")) {
			return h, true
		}
	}
	return head{}, false
}

// joined puts lines together with what is between them, or a space where one
// was seen.
func joined(lines []line, between string) string {
	var b strings.Builder
	for i, l := range lines {
		switch {
		case i == 0:
		case lines[i-1].tail || l.lead == 1:
			b.WriteByte(' ')
		default:
			b.WriteString(between)
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// signed reports whether line i belongs to the signature at the end, which is
// part of the text.
func signed(lines []line, i int) bool {
	return i >= len(lines)-signLines && i > 1 && signs(lines[i].text) && lines[i].text == strings.Trim(lines[i].text, "（）()")
}

// sourceNote returns the source that a paragraph ends with in brackets.
func sourceNote(text string) string {
	at := max(strings.LastIndex(text, "（"), strings.LastIndex(text, "("))
	if at < 0 {
		return ""
	}
	h, _ := metaLine(text[at:])
	return h.source
}
