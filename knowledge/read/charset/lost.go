package charset

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
)

//go:embed lost.txt
var lostFile string

// wrongRunes are characters that UTF-8 read as GB18030 has many of and Chinese
// text next to none.
var wrongRunes = zhtext.NewSet(wordlist.MustParse("knowledge/read/charset/lost.txt", lostFile, nil).Chars("utf8-as-gb18030"))

// leastWrong is how many Han characters a text has at most for each of
// wrongRunes.
const leastWrong = 60

// lostTwice are the characters that come from reading the UTF-8 of replacement
// characters as GB18030.
const lostTwice = "锟斤拷"

// lostText returns an error if the start of s is text that was saved in a wrong
// encoding and cannot be restored.
func lostText(s string) error {
	s = s[:min(len(s), maxSample)]
	han := char.CountHan(s)
	switch {
	case strings.Count(s, lostTwice)*20 > han:
		return fmt.Errorf("%w: its characters were replaced when it was saved", release.ErrMojibake)
	case countOf(wrongRunes, s)*leastWrong > han && han > 0:
		return fmt.Errorf("%w: it has characters of UTF-8 that was read as GB18030", release.ErrMojibake)
	case han == 0 && isEscaped(s):
		return fmt.Errorf("%w: its characters are written as in an address or UTF-7", release.ErrMojibake)
	case lostToMarks(s, han):
		return fmt.Errorf("%w: question marks stand for its characters", release.ErrMojibake)
	}
	return nil
}

// countOf returns how many characters of set are in s.
func countOf(set *zhtext.Set, s string) int {
	n := 0
	for _, r := range s {
		if set.Has(r) {
			n++
		}
	}
	return n
}

// marksRun matches question marks that stand for the characters of a word.
var marksRun = regexp.MustCompile(`\?{3,}`)

// lostToMarks reports whether question marks stand for most Chinese characters of
// s, which has han left.
func lostToMarks(s string, han int) bool {
	const (
		fewest = 3 // words
		least  = 20
	)
	n := strings.Count(s, "?")
	return n >= least && n > han && len(marksRun.FindAllString(s, fewest)) >= fewest
}

// escaped matches texts whose characters are in the form of an address or of
// UTF-7, of which little else is left.
var escaped = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2}){3}|\+[A-Za-z0-9+/]{5,}-`)

// isEscaped reports whether most of s, which has no Han characters, is in the form
// of an address (%E6%A2%85) or of UTF-7 (+aIU-).
func isEscaped(s string) bool {
	const fewest = 4
	size := 0
	all := escaped.FindAllString(s[:min(len(s), maxSample)], -1)
	for _, m := range all {
		size += len(m)
	}
	return len(all) >= fewest && size*2 > min(len(s), maxSample)
}
