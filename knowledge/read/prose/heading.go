package prose

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/read/char"
)

//go:embed heading.txt
var headingWords string

const (
	MaxHeading   = 24.0 // em; longer lines are not taken for headings
	MaxTitleLine = 45.0 // em; longer first lines are not taken for titles
	longBody     = 25.0 // em; a line this long is body text, whatever its end
)

// IsBody reports whether a line of unwrapped text is a paragraph of prose.
func IsBody(text string) bool {
	end := EndOf(text)
	w := Measure(text).Normal
	return w >= longBody || end == EndsFull && w > 8 && !strings.HasPrefix(text, "（")
}

// CouldHead reports whether text, a line of at most most em, looks like a heading
// or title: it is no sentence or part of one, no item, no note and no byline.
func CouldHead(text string, most float64) bool {
	if len(text) > 4*int(most)+16 {
		return false
	}
	r, last := char.First(text), char.Last(text)
	switch {
	case Measure(text).Normal > most, utf8.RuneCountInString(text) < 2:
		return false
	case strings.ContainsAny(text, "。；;") || strings.ContainsRune("，、：:,.…⋯（([", last):
		return false
	case EndOf(text) != EndsOpen && last != '！' && last != '？':
		return false
	case r == '（' && last == '）', r == '-', r == '*', itemMarks.Has(r):
		return false
	case IsByline(text), IsPictureName(text), occasion.MatchString(text), !strings.ContainsFunc(text, func(r rune) bool { return char.IsHan(r) || char.IsLetter(r) }):
		return false
	}
	return true
}

// IsByline reports whether text names who wrote or photographed something.
func IsByline(text string) bool {
	if strings.Contains(text, "。") {
		return false
	}
	if authors.Started(text) != "" {
		return true
	}
	if w := credits.Started(text); w != "" && len(text) > len(w) && strings.ContainsRune("/／ ", char.First(text[len(w):])) {
		return true
	}
	if w := photographers.Ended(text); w != "" && len(text) > len(w) && (text[len(text)-len(w)-1] == ' ' || text[len(text)-len(w)-1] == '/') {
		return true
	}
	return slices.ContainsFunc(reporters, func(w string) bool { return strings.Contains(text, w+" ") })
}

// The lists of heading.txt, where each is explained.
var (
	headingLists  = wordlist.MustParse("knowledge/read/prose/heading.txt", headingWords, nil)
	pictureEnds   = headingLists.List("picture")
	greetings     = headingLists.List("greeting")
	authors       = headingLists.List("author")
	credits       = headingLists.List("credit")
	photographers = headingLists.List("photographer")
	reporters     = headingLists.Words("reporter")
)

var (
	pictureName = regexp.MustCompile(`^[图圖]\s?[0-9一二三四五六七八九十]{1,3}(?:[-－][0-9]{1,3})?[:：.、\s]`)
)

// IsPictureName reports whether text is the caption of a picture or chart, which
// is above the text like a heading.
func IsPictureName(text string) bool {
	return pictureName.MatchString(text) || pictureEnds.Ended(text) != ""
}

// occasion matches the line below the title of a speech that says where it was
// given.
var occasion = regexp.MustCompile(`^[—-]*(?:[（(]?\d{4}年\d{1,2}月\d{1,2}日)?在.*会(?:议)?上[）)]?$`)

// IsGreeting reports whether text greets the audience of a speech: 各位代表：.
func IsGreeting(text string) bool {
	return utf8.RuneCountInString(text) <= maxGreeting && strings.ContainsRune("：:！!", char.Last(text)) &&
		greetings.Started(text) != ""
}

const maxGreeting = 24 // characters

// IsItemHead reports whether text begins with a number and could be a heading:
// 一、综合.
func IsItemHead(text string) bool { return StartOf(text) == StartsItem && CouldHead(text, MaxHeading) }
