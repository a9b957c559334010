// Package district finds out which district a set of releases is about, from their
// titles and publishers. It knows no names of districts.
//
// A publisher names its place first (安枰区统计局, 中共汐川市安枰区委宣传部), and so
// do titles (2023年安枰区国民经济和社会发展统计公报). The place that most of them name
// is the district, if they name it at least twice and far more often than any other.
// The city in front of it is its city. Other places of the kind are others. The zero
// District is an unknown one.
//
// 2026-11-30: the words that mean the district whatever is around them, and the
// characters that may be beside the others, are in words.txt, because they are words
// as the rest of that file; instead of strings in the code.
package district

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// District is the place that releases are about.
type District struct {
	Name   string   // 安枰区; "" if unknown
	Short  string   // 安枰; "" if the name has no short form
	City   string   // 汐川市; "" if unknown, or if the place is not part of one
	Others []string // other districts that are named, sorted
	From   string   // how it is known, in Chinese
}

// Named returns the district that a person names: 安枰区 or 汐川市安枰区. It returns an
// error if the text does not end as the name of a place does, or is not only a name.
func Named(name string) (District, error) {
	w := loadWords()
	p := w.leading(name)
	if p.city+p.name != name || name == "" {
		p = place{name: name} // 某某市场监管示范区: split in the wrong place
	}
	n := utf8.RuneCountInString(p.name)
	isHan := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	if n < minName || n > maxName || w.end(p.name) == "" || p.name == w.end(p.name) || strings.IndexFunc(p.name, func(r rune) bool { return !isHan(r) }) >= 0 {
		return District{}, fmt.Errorf("%q is no name of a district; give one such as 某某区, 某某县 or 某某市某某区", name)
	}
	return District{Name: p.name, Short: w.short(p.name, nil), City: p.city, From: "BEILUN_DISTRICT"}, nil
}

// short returns the short form of the name of a place: what precedes the kind of a
// publisher (安枰 in 安枰发布), else the name without its end. media counts the
// publishers by short form.
func (w *words) short(name string, media map[string]int) string {
	best := ""
	for stem, n := range media {
		if n > 0 && len(stem) < len(name) && strings.HasPrefix(name, stem) && (n > media[best] || n == media[best] && (len(stem) > len(best) || len(stem) == len(best) && stem < best)) {
			best = stem
		}
	}
	if best == "" {
		best = strings.TrimSuffix(name, w.end(name))
	}
	if utf8.RuneCountInString(best) < minName {
		return "" // 忠 for 忠县 means too much else
	}
	return best
}

// IsZero reports whether the district is unknown.
func (d District) IsZero() bool { return d.Name == "" }

// String returns the name with how it is known: 安枰区（来自10个发布单位、4个标题）.
func (d District) String() string {
	if d.IsZero() {
		return "不明"
	}
	return fmt.Sprintf("%s（来自%s）", d.City+d.Name, d.From)
}

// Is reports whether name, folded, means the district: by its name or short name,
// with or without its city, or as its own people say (全区, 我区).
func (d District) Is(name string) bool {
	if d.IsZero() || name == "" {
		return false
	}
	if rest := strings.TrimPrefix(name, d.City); rest != "" {
		name = rest
	}
	return name == d.Name || name == d.Short || slices.Contains(d.OwnWords(), name)
}

// Names returns the name of the district and its short name, without those that are
// unknown.
func (d District) Names() []string {
	return slices.DeleteFunc([]string{d.Name, d.Short}, func(s string) bool { return s == "" })
}

// IsOther reports whether name is that of another district.
func (d District) IsOther(name string) bool { return slices.Contains(d.Others, name) }

// OwnWords returns what its own people call the district: 全区, 我区, 区里, and 园区
// for a zone.
func (d District) OwnWords() []string {
	w := loadWords()
	return w.own[w.end(d.Name)]
}

// Own returns the word of a folded text by which its own people mean the district, or
// "". A word that is part of a longer one does not count: 园区 in 工业园区.
func (d District) Own(text string) string {
	if d.IsZero() {
		return ""
	}
	for _, longer := range loadWords().Words("inside") {
		text = strings.ReplaceAll(text, longer, strings.Repeat(" ", len(longer)))
	}
	for _, word := range d.OwnWords() {
		for at := 0; ; {
			i := strings.Index(text[at:], word)
			if i < 0 {
				break
			}
			at += i
			if loadWords().isAlone(text, at, at+len(word)) {
				return word
			}
			at += len(word)
		}
	}
	return ""
}

// isAlone reports whether the word at text[from:to] is not part of a longer name. 全
// and 我 begin a word; 园 and 开 may be in the middle of one.
func (w *words) isAlone(text string, from, to int) bool {
	if hasPrefix(text[from:to], w.Words("whole")) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	if unicode.Is(unicode.Han, before) && !hasSuffix(text[:from], w.Words("ahead")) {
		return false
	}
	return !hasPrefix(text[to:], w.Words("longer"))
}
