package bind

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/district"
)

// maxHomeText is how many bytes of an article are looked at for the full name of
// the district whose short name its publisher bears.
const maxHomeText = 20000

// homeOf returns the district that an article speaks for, by its publisher, its
// title or, for a publisher with a short name (安枰发布), its text; "" for none.
func homeOf(a *knowledge.Article) string {
	title := times.TitleOf(a)
	release := district.Release{Source: a.Source, Title: title}
	if d := district.Find([]district.Release{release}, district.District{}); !d.IsZero() {
		return d.Name
	}
	if d := district.Find([]district.Release{{Title: title}, {Title: title}}, district.District{}); !d.IsZero() {
		return d.Name
	}
	return homeInText(a, title)
}

// homeInText looks for a place of the text that begins as the publisher does:
// 缙沙日报, and 缙沙新区 in the text.
func homeInText(a *knowledge.Article, title string) string {
	stem := stemOf(a.Source)
	if stem == "" {
		return ""
	}
	seen := 0
	texts := []string{title}
	for _, s := range a.Sections {
		texts = append(texts, s.Heading)
		for _, p := range s.Paragraphs {
			if seen += len(p.Text); seen > maxHomeText {
				break
			}
			texts = append(texts, p.Text)
		}
	}
	for _, t := range texts {
		for at := 0; ; {
			i := strings.Index(t[at:], stem)
			if i < 0 {
				break
			}
			at += i
			if name := placeAt(t[at:], len(stem)); name != "" {
				return name
			}
			at += len(stem)
		}
	}
	return ""
}

// maxMiddle is how many characters of the name of a district stand between its
// short name and its kind: 临港 of 青湾临港开发区.
const maxMiddle = 4

// placeAt returns the name of a district that s begins with and that is longer
// than its short name of n bytes.
func placeAt(s string, n int) string {
	end := n
	for range maxMiddle + 1 {
		for _, e := range names.ThingWords()["place"].Words {
			if strings.HasPrefix(s[end:], e) {
				name := s[:end+len(e)]
				if d, err := district.Named(name); err == nil && d.Name == name {
					return name
				}
			}
		}
		r, w := utf8.DecodeRuneInString(s[end:])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		end += w
	}
	return ""
}

// stemOf returns the short name of a place that a publisher begins with, of two
// to four characters: 安枰 of 安枰发布.
func stemOf(source string) string {
	for _, m := range names.ThingWords()["media"].Words {
		if stem, _, ok := strings.Cut(source, m); ok && utf8.RuneCountInString(stem) >= 2 && utf8.RuneCountInString(stem) <= 4 {
			return stem
		}
	}
	return ""
}
