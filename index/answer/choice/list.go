package choice

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
)

// judgeSize adds how long a text is and how many things it lists.
func (r *Reading) judgeSize(f *features, c *Candidate) {
	text := r.textOf(c)
	f.add(tSpan, spanOf(utf8.RuneCountInString(text)))
	if r.frame.Asks != frame.List && r.frame.Asks != frame.Latest && r.frame.Asks != frame.Thing {
		return
	}
	items := len(c.Pieces)
	if items == 0 {
		items = itemsIn(text)
	}
	f.add(tItems, bucket(items, 0, 1, 2, 3, 5, 8))
	switch n := r.listed; {
	case n == 0:
		f.add(tItemsFit, 0)
	case n == items:
		f.add(tItemsFit, 1)
	case items > 1:
		f.add(tItemsFit, 2)
	default:
		f.add(tItemsFit, 3)
	}
}

func spanOf(runes int) int { return bucket(runes, 12, 25, 40, 60, 90, 120, 180, 240, 400) }

// bucket returns the place of the first limit that n does not pass.
func bucket(n int, limits ...int) int {
	for i, most := range limits {
		if n <= most {
			return i
		}
	}
	return len(limits)
}

// itemNumbers are the characters of which the marks of items have one or two.
const itemNumbers = "一二三四五六七八九十"

// markAt returns the length of the mark of an item that begins at a place in a text: 一是,
// （二）, or behind a mark or white space 3. and the like, with what stands around it;
// 0 where there is none.
func markAt(text string, at int) int {
	c, n := utf8.DecodeRuneInString(text[at:])
	rest := text[at+n:]
	switch {
	case c == '（':
		count := 0
		for count < 2 {
			d, k := utf8.DecodeRuneInString(rest)
			if k == 0 || !strings.ContainsRune(itemNumbers, d) {
				break
			}
			rest, n, count = rest[k:], n+k, count+1
		}
		if count > 0 && strings.HasPrefix(rest, "）") {
			return n + len("）")
		}
		return 0
	case c > 0x7F && strings.HasPrefix(rest, "是") && strings.ContainsRune(itemNumbers, c):
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

// marksIn counts the marks of items in a text.
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

// itemsIn counts the things that a text lists: by their marks, the parts that
// semicolons set apart, or what stands between 、.
func itemsIn(text string) int {
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
		if n > 0 && joined(clause) {
			n++
		}
		most = max(most, n+boolInt(n > 0))
	}
	if _, list, ok := strings.Cut(text, "："); ok && most == 0 && commas > 1 {
		return strings.Count(list, "，") + 1
	}
	return most
}

// joined reports whether the last thing of a list is joined to it by a word: 甲、乙和丙.
func joined(clause string) bool {
	last := clause[strings.LastIndex(clause, "、")+len("、"):]
	return strings.ContainsAny(last, "和及与")
}

var listedNumber = regexp.MustCompile(`(?:^|[^第0-9一二三四五六七八九十])([一二两三四五六七八九十]|[0-9]{1,2})(?:大|件|个|处|家|项|条|种|类|座|所|站|位|样)`)

// listedIn returns how many things a question says that are to be listed, 0 where it
// does not: 哪三处, 十件实事.
func listedIn(text string) int {
	if all := numbersOfThings(text); len(all) > 0 {
		return all[0]
	}
	return 0
}

// numbersOfThings returns the numbers of more than one thing that a text tells.
func numbersOfThings(text string) (out []int) {
	for _, m := range listedNumber.FindAllStringSubmatch(text, -1) {
		n := 0
		switch i := strings.Index("一二三四五六七八九十", m[1]); {
		case i >= 0:
			n = i/len("一") + 1
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

// superlatives returns the words that say what the question asks for: that something
// is the most, or the least.
func (r *Reading) superlatives() []string {
	if r.frame.Compare == frame.Least {
		return loadCues()["least"]
	}
	return loadCues()["most"]
}
