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

// marks of items: 一是, （二）, 3. and the like.
var itemMark = regexp.MustCompile(`[一二三四五六七八九十]是|（[一二三四五六七八九十]{1,2}）|(?:^|[；。\s])[0-9]{1,2}[.．、][^0-9]`)

// itemsIn counts the things that a text lists: by their marks, the parts that
// semicolons set apart, or what stands between 、.
func itemsIn(text string) int {
	if n := len(itemMark.FindAllString(text, -1)); n > 1 {
		return n
	}
	if n := strings.Count(text, "；"); n > 0 {
		return n + 1
	}
	most, commas := 0, strings.Count(text, "，")
	for _, clause := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("，。：；", c) }) {
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
