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

// keys are the words before the colon. The longer of two that end alike comes
// first.
var keys = []struct {
	word string
	key  key
}{
	{"标题", keyTitle},
	{"数据来源", keySource}, {"信息来源", keySource}, {"文章来源", keySource}, {"稿件来源", keySource}, {"资料来源", keySource},
	{"来源", keySource}, {"稿源", keySource}, {"发布单位", keySource}, {"发布机构", keySource},
	{"发布时间", keyDate}, {"发布日期", keyDate}, {"发稿时间", keyDate}, {"发表时间", keyDate}, {"发文日期", keyDate}, {"日期", keyDate},
	{"原文链接", keyURL}, {"原文地址", keyURL}, {"链接", keyURL}, {"网址", keyURL},
	{"责任编辑", keyOther}, {"责编", keyOther}, {"编辑", keyOther}, {"作者", keyOther}, {"记者", keyOther}, {"通讯员", keyOther},
	{"审核", keyOther}, {"浏览次数", keyOther}, {"浏览量", keyOther}, {"阅读量", keyOther}, {"点击数", keyOther}, {"点击量", keyOther},
	{"字号", keyOther}, {"字体", keyOther},
}

// keyAt returns the key at the start of s and the length of it and its colon.
func keyAt(s string) (key, int) {
	for _, k := range keys {
		rest, ok := strings.CutPrefix(s, k.word)
		if !ok {
			continue
		}
		for _, colon := range []string{"：", ":"} {
			if strings.HasPrefix(rest, colon) {
				return k.key, len(k.word) + len(colon)
			}
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

// cutDate parts a source from the day, with or without the time, that stands
// behind it: 甲报 2024年5月1日.
func cutDate(value string) (string, knowledge.Date) {
	parts := strings.FieldsFunc(value, isSpace)
	n := len(parts)
	if n > 2 && strings.Contains(parts[n-1], ":") {
		n--
	}
	if n > 1 {
		if date := leadingDate(parts[n-1]); date.Day != 0 {
			return strings.Join(parts[:n-1], " "), date
		}
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
func takeMeta(lines []line) ([]line, head) {
	var h head
	kept := lines[:0:0]
	for i, l := range lines {
		if i < headLines || i >= len(lines)-tailLines {
			if g, ok := metaLine(l.text); ok {
				h = h.or(g)
				if len(kept) < len(lines) && i+1 < len(lines) {
					lines[i+1].gap = lines[i+1].gap || l.gap
				}
				continue
			}
		}
		kept = append(kept, l)
	}
	return kept, h
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
