package read

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
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
		for _, w := range wordsOf(bylineWords, kind) {
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
			word := strings.TrimSpace(s[:i])
			k := keys[word]
			if k == keyNone {
				k = keys[zhtext.FoldString(word)] // 發佈時間
			}
			if k != keyNone {
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
	if s = bulletless(unbracket(strings.TrimSpace(s))); len(s) > maxMetaLine {
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

// sourceNote returns the source that a paragraph ends with, in brackets or behind
// its last sentence.
func sourceNote(text string) string {
	if m := lastSource.FindStringSubmatch(text[max(0, len(text)-maxMetaLine):]); m != nil {
		return m[1]
	}
	at := max(strings.LastIndex(text, "（"), strings.LastIndex(text, "("))
	if at < 0 {
		return ""
	}
	h, _ := metaLine(text[at:])
	return h.source
}
