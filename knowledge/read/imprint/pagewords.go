package imprint

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
)

//go:embed furniture.txt
var furnitureFile string

// The lists of furniture.txt, where each is explained.
var (
	furnitureWords = wordlist.MustParse("knowledge/read/imprint/furniture.txt", furnitureFile, nil)

	buttons    = zhtext.FoldSet(furnitureWords.Words("word"))
	menus      = zhtext.FoldSet(furnitureWords.Words("menu"))
	related    = zhtext.FoldSet(furnitureWords.Words("related"))
	pageTags   = zhtext.FoldSet(furnitureWords.Words("label"))
	pathStarts = furnitureWords.List("path")
)

var (
	wordsStop  = zhtext.NewSet("。！？；!?")
	labelEnds  = zhtext.NewSet("：:>＞»")
	buttonEnds = zhtext.NewSet("|｜丨/·•>＞»›《》<【】[]()（）、,，—-：:")
)

const longWords = 80 // characters of a line of buttons

// IsRelated reports whether s is the heading over what a site shows next to an
// article.
func IsRelated(s string) bool {
	if len(s) > 60 {
		return false
	}
	return related[zhtext.FoldString(strings.Trim(bulletless(s), "【】[]：:>》|- "))]
}

// IsEdition reports whether s names the page of a paper: 第11版：要闻.
func IsEdition(s string) bool {
	if len(s) > MaxMetaLine {
		return false
	}
	if !strings.Contains(s, "版") {
		return false
	}
	if fieldEdition.MatchString(strings.ReplaceAll(s, " ", "")) {
		return true
	}
	first, rest, _ := strings.Cut(s, " ")
	return fieldEdition.MatchString(first) && IsPageWords(rest)
}

// IsPageWords reports whether s has nothing that was written for an article:
// buttons, a menu, the path to the page, a count of readers, the names of
// editors.
func IsPageWords(s string) bool {
	if strings.Contains(s, "{{") && strings.Contains(s, "}}") { // a template of the site that was not filled in
		return true
	}
	if len(s) > MaxMetaLine || wordsStop.In(s) {
		return false
	}
	s = Unbracket(bulletless(s))
	if _, ok := FromLine(s); ok {
		return false
	}
	return labelled(s) || onlyButtons(s)
}

// bulletless returns s without the mark of a list item.
func bulletless(s string) string {
	return strings.TrimSpace(strings.TrimLeft(s, "-*•·●■◆▪ "))
}

// labelled reports whether s begins with a label and a colon, or is a label
// before arrows: 选择区域>>.
func labelled(s string) bool {
	at := labelEnds.Index(s[:min(len(s), 28)])
	if at < 0 || at > 24 {
		return false
	}
	return pageTags[zhtext.FoldString(strings.TrimSpace(s[:at]))]
}

// onlyButtons reports whether s consists of buttons, or of two or more parts of a
// menu. Buttons may be adjacent, 放大缩小全文复制, and arrows may have become digits. If
// there are many, a few words may be unknown.
func onlyButtons(s string) bool {
	const mostKnown, longest = 3, 6 // known words for each unknown one; characters of an unknown one
	if utf8.RuneCountInString(s) > longWords {
		return false
	}
	fields := strings.FieldsFunc(zhtext.FoldString(s), func(r rune) bool {
		return char.IsSpace(r) || buttonEnds.Has(r)
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

// sideBySide reports whether s consists of adjacent buttons, none of them a
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
