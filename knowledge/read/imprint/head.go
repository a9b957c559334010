package imprint

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/read/char"
)

// Head is what a release says about itself. Empty fields are unknown.
type Head struct {
	Title, Source, URL string
	Date               knowledge.Date
	Embargo            knowledge.Date // see EmbargoOf
	BadEmbargo         string         // what is written as an embargo though it names no day
}

// Or returns h with its empty fields taken from g.
func (h Head) Or(g Head) Head {
	if h.Title == "" {
		h.Title = g.Title
	}
	if h.Source == "" {
		h.Source = g.Source
	}
	if h.URL == "" {
		h.URL = g.URL
	}
	if h.Date.IsZero() {
		h.Date = g.Date
	}
	return h.embargo(g.Embargo, g.BadEmbargo)
}

// Key is the meaning of the word before the colon in key：value.
type Key int

const (
	KeyNone Key = iota
	KeyTitle
	KeySource
	KeyURL
	KeyDate
	KeyEmbargo
	KeyOther // words of a web page, such as a count of readers
)

// keys are the words before the colon, from byline.txt.
var keys = func() map[string]Key {
	out := map[string]Key{}
	for k, kind := range map[Key]string{KeyTitle: "title", KeySource: "source", KeyURL: "url", KeyDate: "date", KeyEmbargo: "embargo", KeyOther: "other"} {
		for _, w := range bylineWords.Words(kind) {
			out[w] = k
		}
	}
	return out
}()

// KeyOf returns the key for word, KeyNone if it is none.
func KeyOf(word string) Key { return keys[word] }

// KeyAt returns the key at the start of s and the length in bytes of its word and
// colon.
func KeyAt(s string) (Key, int) {
	const longest = 24 // bytes of a key
	for i, r := range s {
		switch {
		case i > longest:
			return KeyNone, 0
		case r == '：' || r == ':':
			word := strings.TrimSpace(s[:i])
			k := keys[word]
			if k == KeyNone {
				k = keys[zhtext.FoldString(word)] // 发佈時間
			}
			if k != KeyNone {
				return k, i + utf8.RuneLen(r)
			}
			return KeyNone, 0
		}
	}
	return KeyNone, 0
}

const (
	MaxMetaLine = 300 // bytes of a line that says where a release comes from
	MaxValue    = 60  // characters of a source
	MaxTitle    = 100 // characters of a title
)

// MetaLine reads a line of the form 来源：X 发布时间：2024-05-01. It returns false for
// any other line, and for one whose values do not suit its keys.
func MetaLine(s string) (h Head, ok bool) {
	if s = bulletless(Unbracket(strings.TrimSpace(s))); len(s) > MaxMetaLine {
		return Head{}, false
	}
	for s != "" {
		k, n := KeyAt(s)
		if k == KeyNone {
			return Head{}, false
		}
		value, rest := cutValue(s[n:])
		if k != KeyOther {
			if !h.Set(k, value) {
				return Head{}, false
			}
			ok = true
		}
		s = rest
	}
	return h, ok
}

// Unbracket returns s without a pair of brackets around all of it.
func Unbracket(s string) string {
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

// cutValue splits s where the next key begins.
func cutValue(s string) (value, rest string) {
	for i, r := range s {
		if !char.IsSpace(r) && !strings.ContainsRune("|｜丨；;", r) {
			continue
		}
		next := strings.TrimLeft(s[i:], " \t\u3000\u00a0|｜丨；;")
		if k, _ := KeyAt(next); k != KeyNone {
			return strings.TrimSpace(s[:i]), next
		}
	}
	return strings.TrimSpace(s), ""
}

// Set sets the field for key k, unless it is set. It returns false if value does
// not suit the key.
func (h *Head) Set(k Key, value string) bool {
	switch k {
	case KeyTitle:
		if value == "" || utf8.RuneCountInString(value) > MaxTitle {
			return false
		}
		*h = h.Or(Head{Title: value})
	case KeySource:
		if utf8.RuneCountInString(value) > MaxValue || strings.ContainsAny(value, "。！？") {
			return false
		}
		value, date := cutDate(value)
		*h = h.Or(Head{Source: value, Date: date})
	case KeyURL:
		u := WebAddress(value)
		if u == "" && value != "" {
			return false
		}
		*h = h.Or(Head{URL: u})
	case KeyDate:
		if value != "" && (value[0] < '0' || value[0] > '9') {
			return false
		}
		*h = h.Or(Head{Date: LeadingDate(value)})
	case KeyEmbargo: // whatever is written there: what is no day must not pass for text
		h.setEmbargo(value)
	}
	return true
}

// cutDate separates a source from the day after it, which may have a time and
// words of the page after it: 甲报 2024年5月1日 10:20 阅读 12.
func cutDate(value string) (string, knowledge.Date) {
	fields := strings.FieldsFunc(value, char.IsSpace)
	for i := 1; i < len(fields); i++ {
		date := LeadingDate(fields[i])
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

// WebAddress returns s if it is a web address, and otherwise "".
func WebAddress(s string) string {
	s = strings.Trim(s, "<> ")
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(s, func(r rune) bool {
		return char.IsSpace(r) || strings.ContainsRune("<>\"|", r)
	}) {
		return ""
	}
	return s
}

// SourceNote returns the source at the end of a paragraph, in brackets or after
// its last sentence, or "".
func SourceNote(text string) string {
	if m := lastSource.FindStringSubmatch(text[max(0, len(text)-MaxMetaLine):]); m != nil {
		return m[1]
	}
	at := max(strings.LastIndex(text, "（"), strings.LastIndex(text, "("))
	if at < 0 {
		return ""
	}
	h, _ := MetaLine(text[at:])
	return h.Source
}
