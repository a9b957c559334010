package read

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

//go:embed furniture.txt
var furnitureWords string

// The words of furniture.txt.
var (
	buttons  = setOf(furnitureWords, "word")
	menus    = setOf(furnitureWords, "menu")
	related  = setOf(furnitureWords, "related")
	pageTags = setOf(furnitureWords, "label")
)

// setOf returns the words of a kind in a list, folded.
func setOf(list, kind string) map[string]bool {
	out := map[string]bool{}
	for l := range strings.Lines(list) {
		if f := strings.Fields(l); len(f) > 1 && f[0] == kind {
			for _, w := range f[1:] {
				out[zhtext.FoldString(w)] = true
			}
		}
	}
	return out
}

var (
	wordsStop  = zhtext.NewSet("。！？；!?")
	labelEnds  = zhtext.NewSet("：:>＞»")
	buttonEnds = zhtext.NewSet("|｜丨/·•>＞»›《》<【】[]()（）、,，—-：:")
)

const (
	headZone  = 24  // lines at the start of a file that may be furniture of its page
	mostTail  = 400 // lines at its end that may
	longWords = 80  // characters of a line of nothing but buttons
)

// withoutFurniture returns lines without the furniture of the page around the
// article: before its first sentence, and after its last. Between them nothing
// is dropped, for there 收藏 and 返回 are words like any other.
func withoutFurniture(lines []line) []line {
	first, last := len(lines), -1
	for i := range lines {
		if l := &lines[i]; isProse(l) && !isPageWords(l.text) {
			first, last = min(first, i), i
		}
	}
	end := len(lines)
	for i := max(last+1, 2); i < end; i++ { // one line or two are no article
		if isRelated(lines[i].text) {
			end = i
		}
	}
	drop := func(i int) bool {
		switch {
		case i < min(first, headZone):
			return isPageWords(lines[i].text) || isEdition(lines[i].text)
		case i > last && i >= len(lines)-mostTail:
			return isPageWords(lines[i].text)
		}
		return false
	}
	from := 0
	for from < end && (lines[from].row != nil || !drop(from)) {
		from++
	}
	if from == len(lines) {
		return lines
	}
	kept := append(make([]line, 0, end), lines[:from]...)
	gap := false
	for i, l := range lines[from:end] {
		if l.row == nil && (i == 0 || drop(from+i)) {
			gap = gap || l.gap
			continue
		}
		l.gap = l.gap || gap
		gap = false
		kept = append(kept, l)
	}
	if len(kept) == 0 {
		return lines
	}
	return kept
}

// isProse reports whether a line holds a sentence or is a row of a table, which
// no furniture of a page does.
func isProse(l *line) bool {
	return l.row != nil || strings.Contains(l.text, "。") || isPipeRow(l.text)
}

// isRelated reports whether a line heads what a site shows beside an article.
func isRelated(s string) bool {
	if len(s) > 60 {
		return false
	}
	return related[zhtext.FoldString(strings.Trim(bulletless(s), "【】[]：:>》|- "))]
}

// isEdition reports whether a line names the page of a paper: 第11版：要闻.
func isEdition(s string) bool {
	if len(s) > maxMetaLine {
		return false
	}
	if !strings.Contains(s, "版") {
		return false
	}
	if fieldEdition.MatchString(strings.ReplaceAll(s, " ", "")) {
		return true
	}
	first, rest, _ := strings.Cut(s, " ")
	return fieldEdition.MatchString(first) && isPageWords(rest)
}

// isPageWords reports whether a line holds nothing that was written for an article:
// buttons, a menu, the way to the page, a count of its readers, who edited it.
func isPageWords(s string) bool {
	if strings.Contains(s, "{{") && strings.Contains(s, "}}") { // a template of the site that was not filled in
		return true
	}
	if len(s) > maxMetaLine || wordsStop.In(s) {
		return false
	}
	s = unbracket(bulletless(s))
	if _, ok := fromLine(s); ok {
		return false
	}
	return labelled(s) || onlyButtons(s)
}

// bulletless returns s without the mark of a list in front.
func bulletless(s string) string {
	return strings.TrimSpace(strings.TrimLeft(s, "-*•·●■◆▪ "))
}

// labelled reports whether s begins with a label and its colon, or is the label
// before signs that lead on: 选择区域>>.
func labelled(s string) bool {
	at := labelEnds.Index(s[:min(len(s), 28)])
	if at < 0 || at > 24 {
		return false
	}
	return pageTags[zhtext.FoldString(strings.TrimSpace(s[:at]))]
}

// onlyButtons reports whether the words of s are buttons, or two or more of a menu.
// Words may stand side by side, 放大缩小全文复制, and arrows may have become digits. Of
// many a few may be unknown.
func onlyButtons(s string) bool {
	const mostKnown, longest = 3, 6 // words for each unknown one, characters of it
	if utf8.RuneCountInString(s) > longWords {
		return false
	}
	fields := strings.FieldsFunc(zhtext.FoldString(s), func(r rune) bool {
		return isSpace(r) || buttonEnds.Has(r)
	})
	words, parts, unknown := 0, 0, 0
	for _, f := range fields {
		bare := strings.Trim(f, "0123456789")
		switch {
		case buttons[bare] || sideBySide(bare) && bare != "":
			words++
		case menus[bare]:
			parts++
		case bare == "" && len(f) <= 2 || fieldCount.MatchString(f) && words > 0:
		case bare == f && utf8.RuneCountInString(f) <= longest:
			unknown++
		default:
			return false
		}
	}
	if unknown > 0 {
		return words+parts >= mostKnown*unknown
	}
	return words > 0 && (words > 1 || parts > 0 || len(fields) == 1 && utf8.RuneCountInString(fields[0]) > 1) || parts > 1
}

// sideBySide reports whether s is made of two buttons or more, none of them a
// single character.
func sideBySide(s string) bool {
	const longest = 40 // bytes of a button
	reached := make([]bool, len(s)+1)
	reached[0] = true
	for i := range s {
		if !reached[i] {
			continue
		}
		for j := i + 1; j <= min(len(s), i+longest); j++ {
			if buttons[s[i:j]] && utf8.RuneCountInString(s[i:j]) > 1 {
				reached[j] = true
			}
		}
	}
	return reached[len(s)]
}
