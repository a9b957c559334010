package source

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// gapKind says what the space between two digits means.
type gapKind uint8

const (
	separating gapKind = iota // it separates two numbers
	grouping                  // it groups the thousands of one number: 3 541.07
	ambiguous                 // it can be either
)

const (
	maxGroups = 5  // of three digits
	maxRow    = 60 // bytes around a number that are searched for marks of a sentence
	maxCell   = 15 // bytes that may follow a number in a table cell
)

// spaced classifies the spaces among the digits around the space at i of the
// folded text and returns where the last of those digits ends. Numbers side by
// side, as in a row of a table, can look like groups of thousands; then the
// spaces are ambiguous.
func spaced(f zhtext.Folded, original string, i int) (gapKind, int) {
	t := f.Text
	start := i
	for start > 0 && i-start < 4 && IsDigit(rune(t[start-1])) {
		start--
	}
	end := groups(t, i)
	if n := i - start; n == 0 || n > 3 || t[start] == '0' || end == i {
		return separating, i
	}
	before, _ := utf8.DecodeLastRuneInString(t[:start])
	if IsAlnum(before) || start > 0 && strings.ContainsRune(".,/_:×", before) {
		return separating, end
	}
	at, _ := f.Source(i, i)
	switch sep, _ := utf8.DecodeRuneInString(original[at:]); {
	case sep == '\t':
		return separating, end
	case sep != ' ' && sep != '\u3000': // the spaces that typesetters put into numbers
		return grouping, end
	case before == '第':
		return ambiguous, end
	case start == 0, before == '\n':
		if line, _, _ := strings.Cut(t[end:], "\n"); len(line) > maxCell || strings.ContainsAny(line, " ,，;。") {
			return ambiguous, end
		}
	case isSpace(before) && !inSentence(t, start, end), strings.Contains(t[max(0, start-maxRow):start], "分别"):
		return ambiguous, end
	}
	return grouping, end
}

// groups returns the end of the groups of three digits, each behind one space,
// from i on, with the decimals behind them. It returns i if there are none or if
// other digits are among them.
func groups(t string, i int) int {
	end := i
	for n := 0; end < len(t) && t[end] == ' '; n++ {
		k := end + 1
		for k < len(t) && k-end <= 4 && IsDigit(rune(t[k])) {
			k++
		}
		if k == end+1 { // no number behind the last space
			break
		}
		if k-end != 4 || n == maxGroups {
			return i
		}
		end = k
	}
	if end > i && end+1 < len(t) && t[end] == '.' && IsDigit(rune(t[end+1])) {
		for end++; end < len(t) && IsDigit(rune(t[end])); end++ {
		}
		if end+1 < len(t) && t[end] == ' ' && IsDigit(rune(t[end+1])) {
			return i
		}
	}
	return end
}

// inSentence reports whether the line around a number has punctuation.
func inSentence(t string, start, end int) bool {
	left, right := t[max(0, start-maxRow):start], t[end:min(len(t), end+maxRow)]
	if j := strings.LastIndexByte(left, '\n'); j >= 0 {
		left = left[j:]
	}
	right, _, _ = strings.Cut(right, "\n")
	return strings.ContainsAny(left, ",，。;") || strings.ContainsAny(right, ",，。;")
}
