package cast

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/district"
)

// maxHomeText is how many bytes of an article are searched for the full name of its
// district.
const maxHomeText = 20000

// HomeOf returns the district that an article speaks for, according to its publisher,
// its title or, for a publisher with the short name of a place (安枰发布), its text; ""
// if that is not known.
func HomeOf(a *knowledge.Article) string {
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

// homeInText returns the first place in the text that begins as the publisher does:
// 缙沙新区 for 缙沙日报.
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

// maxMiddle is how many characters may be between the short name of a district and its
// kind: 临港 of 青湾临港开发区.
const maxMiddle = 4

// placeAt returns the name of the district that s begins with, if it is longer than its
// short name of n bytes.
func placeAt(s string, n int) string {
	end := n
	for range maxMiddle + 1 {
		for _, e := range names.ThingWords().List("place").Words {
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

// stemOf returns the short name of a place, two to four characters, that the name of a
// publisher begins with: 安枰 of 安枰发布.
func stemOf(source string) string {
	for _, m := range names.ThingWords().List("media").Words {
		if stem, _, ok := strings.Cut(source, m); ok && utf8.RuneCountInString(stem) >= 2 && utf8.RuneCountInString(stem) <= 4 {
			return stem
		}
	}
	return ""
}

// IsHome reports whether a text means the district.
func (c *Cast) IsHome(text string) bool {
	if c.Home == "" || text == "" {
		return false
	}
	short := c.Home
	for _, e := range names.ThingWords().List("place").Words {
		if s, ok := strings.CutSuffix(c.Home, e); ok {
			short = s
			break
		}
	}
	named := utf8.RuneCountInString(short) > 1
	rest, begins := strings.CutPrefix(text, c.Home)
	if !begins && named {
		rest, begins = strings.CutPrefix(text, short)
	}
	if n := wordlist.Char; !begins && len(c.Home) > 4*n {
		rest, begins = strings.CutPrefix(text, c.Home[n:]) // the first character was taken for a word
	}
	office := names.ThingWords().List("office").Ends(text)
	before, ends := strings.CutSuffix(text, short)
	switch {
	case names.IsThing(names.ThingOwn, text):
		return !strings.ContainsAny(text, "市县") || strings.HasSuffix(c.Home, wordlist.LastRunes(text, 1))
	case text != c.Home && strings.HasSuffix(c.Home, text):
		return utf8.RuneCountInString(text) > 1
	case begins:
		return rest == "" || office || strings.HasPrefix(text, c.Home) && names.SortOf(rest) == 0 && utf8.RuneCountInString(rest) <= maxField
	}
	return office && names.ThingWords().List("district").Begins(text) || ends && named && utf8.RuneCountInString(before) <= 2
}

// maxField is how many characters may follow the name of the district where they only
// say what its report is on: 国民经济.
const maxField = 4
