package layout

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// numerals are the characters of which the mark of an item has one or two.
const numerals = "一二三四五六七八九十"

// markAt returns the length of the mark of an item at a byte of text, 0 where
// there is none: 一是, （二）, or 3. and the like at the beginning, behind a mark or
// behind white space. Such a mark includes the characters around it.
func markAt(text string, at int) int {
	c, n := utf8.DecodeRuneInString(text[at:])
	rest := text[at+n:]
	switch {
	case c == '（':
		count := 0
		for count < 2 {
			d, k := utf8.DecodeRuneInString(rest)
			if k == 0 || !strings.ContainsRune(numerals, d) {
				break
			}
			rest, n, count = rest[k:], n+k, count+1
		}
		if count > 0 && strings.HasPrefix(rest, "）") {
			return n + len("）")
		}
		return 0
	case c > 0x7F && strings.HasPrefix(rest, "是") && strings.ContainsRune(numerals, c):
		return n + len("是")
	case c == '；' || c == '。' || c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r':
	case at == 0 && c >= '0' && c <= '9':
		rest, n = text, 0
	default:
		return 0
	}
	digits := 0
	for digits < 2 && digits < len(rest) && isDigit(rest[digits]) {
		digits++
	}
	mark, k := utf8.DecodeRuneInString(rest[digits:])
	if digits == 0 || mark != '.' && mark != '．' && mark != '、' {
		return 0
	}
	if rest = rest[digits+k:]; rest == "" || isDigit(rest[0]) {
		return 0
	}
	_, last := utf8.DecodeRuneInString(rest)
	return n + digits + k + last
}

// marksIn counts the marks of items in text.
func marksIn(text string) (count int) {
	for at := 0; at < len(text); {
		if n := markAt(text, at); n > 0 {
			count++
			at += n
			continue
		}
		_, n := utf8.DecodeRuneInString(text[at:])
		at += n
	}
	return count
}

// Items counts the things that a text lists: by their marks, by the parts that
// semicolons separate, or by what 、 separates.
func Items(text string) int {
	if n := marksIn(text); n > 1 {
		return n
	}
	if n := strings.Count(text, "；"); n > 0 {
		return n + 1
	}
	most, commas := 0, strings.Count(text, "，")
	isEnd := func(c rune) bool { return c == '，' || c == '。' || c == '：' || c == '；' }
	for rest := text; strings.Contains(rest, "、"); {
		clause := rest
		if end := strings.IndexFunc(rest, isEnd); end >= 0 {
			clause, rest = rest[:end], rest[end+len("，"):]
		} else {
			rest = ""
		}
		n := strings.Count(clause, "、")
		if n == 0 {
			continue
		}
		if endsJoined(clause) {
			n++
		}
		most = max(most, n+1)
	}
	if _, list, ok := strings.Cut(text, "："); ok && most == 0 && commas > 1 {
		return strings.Count(list, "，") + 1
	}
	return most
}

// endsJoined reports whether a word joins the last thing of a list to the one
// before: 甲、乙和丙.
func endsJoined(clause string) bool {
	last := clause[strings.LastIndex(clause, "、")+len("、"):]
	return strings.ContainsAny(last, "和及与")
}

var countOfThings = regexp.MustCompile(`(?:^|[^第0-9一二三四五六七八九十])([一二两三四五六七八九十]|[0-9]{1,2})(?:大|件|个|处|家|项|条|种|类|座|所|站|位|样)`)

// Counts returns the numbers of more than one thing that a text gives: 哪三处,
// 十件实事.
func Counts(text string) (out []int) {
	for _, m := range countOfThings.FindAllStringSubmatch(text, -1) {
		n := 0
		switch i := strings.Index(numerals, m[1]); {
		case i >= 0:
			n = i/utf8.RuneLen('一') + 1
		case m[1] == "两":
			n = 2
		default:
			for _, c := range m[1] {
				n = 10*n + int(c-'0')
			}
		}
		if n > 1 {
			out = append(out, n)
		}
	}
	return out
}

// itemStart is how a paragraph begins that is an item of a list.
var itemStart = regexp.MustCompile(`^(?:[0-9]{1,2}[.．、]\s*|[一二三四五六七八九十]{1,2}、\s*|（[一二三四五六七八九十]{1,2}）\s*|第[一二三四五六七八九十]{1,2}[，、]|[一二三四五六七八九十]是|[-•·]\s*|\*\*)`)

// ItemMark returns the length of the mark that a paragraph of a list begins
// with, and its kind, which the items of one list share; 0 and "" for none.
func ItemMark(text string) (n int, kind string) {
	switch mark := itemStart.FindString(text); {
	case mark == "":
		return 0, ""
	case strings.HasPrefix(mark, "（"):
		return len(mark), "（"
	case strings.HasSuffix(mark, "是"):
		return len(mark), "是"
	case isDigit(mark[0]):
		return len(mark), "1"
	case mark == "**":
		return len(mark), "*"
	case strings.ContainsAny(mark, "、，"):
		return len(mark), "、"
	default:
		return len(mark), "-"
	}
}
