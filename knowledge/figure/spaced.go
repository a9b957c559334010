package figure

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// joint tells what a space between two digits is.
type joint uint8

const (
	apart   joint = iota // it parts two numbers
	within               // it parts the thousands of one number: 3 541.07
	unclear              // the one or the other
)

const (
	maxGroups = 5  // of three digits
	maxRow    = 60 // bytes around a number that are looked at for marks of a sentence
	maxCell   = 15 // bytes of what may follow a number in a cell
)

// spaced reads the digits around the space at i of the folded text, and returns
// what the spaces among them are and where the last of them ends. Numbers side
// by side, in the row of a table or a list, look like groups of thousands at
// times; then neither reading is safe.
func spaced(f zhtext.Folded, text string, i int) (joint, int) {
	t := f.Text
	start := i
	for start > 0 && i-start < 4 && isWestern(rune(t[start-1])) {
		start--
	}
	end := groups(t, i)
	if n := i - start; n == 0 || n > 3 || t[start] == '0' || end == i {
		return apart, i
	}
	before, _ := utf8.DecodeLastRuneInString(t[:start])
	if isAlnum(before) || start > 0 && strings.ContainsRune(".,/_:×", before) {
		return apart, end
	}
	at, _ := f.Source(i, i)
	switch sep, _ := utf8.DecodeRuneInString(text[at:]); {
	case sep == '\t':
		return apart, end
	case sep != ' ' && sep != '\u3000': // the spaces of typesetters, which hold together
		return within, end
	case before == '第':
		return unclear, end
	case start == 0, before == '\n':
		if line, _, _ := strings.Cut(t[end:], "\n"); len(line) > maxCell || strings.ContainsAny(line, " ,，;。") {
			return unclear, end
		}
	case isSpace(before) && !sentence(t, start, end), strings.Contains(t[max(0, start-maxRow):start], "分别"):
		return unclear, end
	}
	return within, end
}

// groups returns the end of the groups of three digits, each behind one space,
// from i on, with the decimals behind them; i where there are none or other
// digits are among them.
func groups(t string, i int) int {
	end := i
	for n := 0; end < len(t) && t[end] == ' '; n++ {
		k := end + 1
		for k < len(t) && k-end <= 4 && isWestern(rune(t[k])) {
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
	if end > i && end+1 < len(t) && t[end] == '.' && isWestern(rune(t[end+1])) {
		for end++; end < len(t) && isWestern(rune(t[end])); end++ {
		}
		if end+1 < len(t) && t[end] == ' ' && isWestern(rune(t[end+1])) {
			return i
		}
	}
	return end
}

// sentence reports whether the line around a number has the marks of a sentence.
func sentence(t string, start, end int) bool {
	left, right := t[max(0, start-maxRow):start], t[end:min(len(t), end+maxRow)]
	if j := strings.LastIndexByte(left, '\n'); j >= 0 {
		left = left[j:]
	}
	right, _, _ = strings.Cut(right, "\n")
	return strings.ContainsAny(left, ",，。;") || strings.ContainsAny(right, ",，。;")
}

// misprint reports whether the mark r at i of the folded text stands between
// two digits so that it can be a decimal point or the comma of thousands as
// well as the end of a clause: 12。8亿元, 3，541万元.
func misprint(r rune, f zhtext.Folded, text string, i int) bool {
	if r != '。' && r != ',' {
		return false
	}
	t := f.Text
	n := 0
	for n < i && n < 4 && isWestern(rune(t[i-n-1])) {
		n++
	}
	if n == 0 || n > 3 || n < i && strings.ContainsRune(".,", rune(t[i-n-1])) {
		return false
	}
	rest := t[i+utf8.RuneLen(r):]
	k := 0
	for k < len(rest) && k < 5 && isWestern(rune(rest[k])) {
		k++
	}
	next, _ := utf8.DecodeRuneInString(rest[k:])
	if r == '。' {
		return k > 0 && !strings.ContainsRune("年月日", next)
	}
	at, _ := f.Source(i, i)
	before, _ := f.Source(i-1, i-1)
	return k == 3 && text[at] != ',' && text[before] < utf8.RuneSelf && !strings.ContainsRune(".,", next)
}
