package names

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

// Many things have a number for a name: 3号泊位, A3地块, S3线, 十二期, 第三批项目. They
// are in no dictionary, and a word may go over the end of one, so they are found by
// their characters.

// isNumeral reports whether r is a Chinese numeral that numbers things.
func isNumeral(r rune) bool {
	return numerals.Has(uint(r)) && strings.ContainsRune(allNumerals, r)
}

// Numerals are the Chinese numerals up to ten.
const Numerals = "一二三四五六七八九十"

// allNumerals are the Chinese numerals that number things.
const allNumerals = "〇零百" + Numerals

// numerals rules most other characters out.
var numerals = func() (s wordlist.RuneSet) {
	for _, r := range allNumerals {
		s.Add(uint(r))
	}
	return s
}()

// number is where a number with its kind is in a text: 3号楼.
type number struct{ start, end int }

// numbers returns the numbers with their kinds in s, in order.
func (t *Tables) numbers(s string) []number {
	var out []number
	for i := 0; i < len(s); {
		if r, width := utf8.DecodeRuneInString(s[i:]); r >= utf8.RuneSelf && r != '第' && !isNumeral(r) {
			i += width
			continue
		}
		n, size := t.numberAt(s, i)
		if n.end > 0 {
			out = append(out, n)
		}
		i += max(size, 1)
	}
	return out
}

// numberAt reads a number with its kind at byte i of s. n is empty if there is none;
// size is how many bytes have been read.
func (t *Tables) numberAt(s string, i int) (n number, size int) {
	r, width := utf8.DecodeRuneInString(s[i:])
	at := i
	if r == '第' {
		at += width
	}
	code, numeral := codeIn(s[at:]), 0
	if code == 0 {
		numeral = numeralIn(s[at:])
	}
	end := at + code + numeral
	if end == at {
		return number{}, width
	}
	if i > 0 && s[i-1] == '.' || code > maxCode || numeral > maxCode {
		return number{}, end - i // a part of a decimal, or not the number of a thing
	}
	if numeral >= minCode && ThingWords().List("coded").Begins(s[end:]) && !strings.ContainsAny(s[at:end], "十百") {
		kind := wordlist.Longest(s[end:], ThingWords().List("coded").Words)
		return number{i, end + kind}, end + kind - i // 二一一项目
	}
	kind := t.kindAfter(s, end, r == '第', strings.ContainsAny(s[at:at+code], "abcdefghijklmnopqrstuvwxyz-"))
	if kind == 0 || strings.HasSuffix(s[:i], "月") || code > 0 && !strings.ContainsAny(s[at:end], "0123456789") && code > 1 {
		return number{}, end - i // 9月3号楼市; tcl楼
	}
	return number{i, end + kind}, end + kind - i
}

// minCode is how many bytes a row of numerals has that is the name of a thing and not a
// number: 二一一项目.
const minCode = 3 * wordlist.Char

// maxCode is how many bytes the number of a thing has at most.
const maxCode = 18

// codeIn returns the length of the letters and digits that s begins with: bl3-1.
func codeIn(s string) (n int) {
	alnum := func(i int) bool { return i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] >= 'a' && s[i] <= 'z') }
	for alnum(n) || n > 0 && n < len(s) && s[n] == '-' && alnum(n+1) {
		n++
	}
	return n
}

// numeralIn returns the length of the Chinese numeral that s begins with.
func numeralIn(s string) (n int) {
	for _, r := range s {
		if !isNumeral(r) {
			break
		}
		n += utf8.RuneLen(r)
	}
	return n
}

// kindAfter returns the length of the kind of thing behind a number that ends at end of
// s, or 0. ordinal says that 第 is in front of the number, coded that it has a letter or
// a hyphen.
func (t *Tables) kindAfter(s string, end int, ordinal, coded bool) int {
	rest := s[end:]
	for _, sign := range []string{"号", "#"} {
		if after, ok := strings.CutPrefix(rest, sign); ok {
			if n := t.longest(Site, after); n > 0 {
				return len(sign) + n // 3号楼
			}
			return 0
		}
	}
	n := t.longest(Lot, rest) // 3标段
	if coded {
		n = max(n, t.longest(Site, rest)) // a3地块
	}
	if ordinal {
		n = max(n, t.longest(Numbered, rest)) // 第三小学
	}
	return n
}

// longest returns the length of the longest word of a kind that s begins with.
func (t *Tables) longest(kind Kind, s string) (n int) {
	const most = 6 // characters
	if t.first[wordlist.LowFirst(s)]&kind == 0 {
		return 0
	}
	at := 0
	for range most {
		_, width := utf8.DecodeRuneInString(s[at:])
		if width == 0 {
			break
		}
		at += width
		if t.Is(kind, s[:at]) {
			n = at
		}
	}
	return n
}

// numberTag is the tag of a number with its kind, which replaces the words that it
// consists of.
const numberTag = "number"

// withNumbers returns words with a word for each number with its kind.
func (t *Tables) withNumbers(s string, words []Word) []Word {
	numbers := t.numbers(s)
	if len(numbers) == 0 {
		return words
	}
	out := make([]Word, 0, len(words)+len(numbers))
	i := 0
	for _, n := range numbers {
		for i < len(words) && words[i].End <= n.start {
			out = append(out, words[i])
			i++
		}
		from, users := i, false
		for i < len(words) && words[i].Start < n.end {
			users = users || words[i].Tag == UserTag
			i++
		}
		if users {
			out = append(out, words[from:i]...)
			continue
		}
		if from < i && words[from].Start < n.start {
			out = append(out, Word{words[from].Start, n.start, "x"}) // the part of the word in front of it
		}
		out = append(out, Word{n.start, n.end, numberTag})
		if from < i && words[i-1].End > n.end {
			out = append(out, Word{n.end, words[i-1].End, "x"})
		}
	}
	return append(out, words[i:]...)
}

// numbered returns the name that ends with word i, a number with its kind. Common words
// in front of it (重点项目3号楼) do not belong to it.
func (t *Tables) numbered(s string, words []Word, i int) Name {
	m := t.grow(s, words, i)
	if m.End == 0 {
		return m
	}
	first := i
	for first > 0 && words[first-1].Start >= m.Start && !isWord(words[first-1].Tag) && words[first-1].Tag != "vn" {
		first--
	}
	for ; first < i; first++ {
		if word := s[words[first].Start:words[first].End]; !t.Is(Common|Suffix, word) || t.Is(Transport, word) {
			break
		}
	}
	m.Start = words[first].Start
	m.Proper = true
	m.End += t.longest(Stretch, s[m.End:])
	for _, k := range ThingWords().List("kind-behind").Words { // with it or without
		if strings.HasPrefix(s[m.End:], k) {
			m.End += len(k)
			break
		}
	}
	return m
}

// SiteOf returns the thing whose parts have only a number for a name below a heading
// with the name head: that is head, unless it is a district, a firm, or has a number
// itself. It is "" then.
func (t *Tables) SiteOf(head string) string {
	n := t.SuffixAt(head, 0, len(head))
	if kind := head[len(head)-n:]; n == 0 || t.Is(Firm, kind) || t.Is(Place, kind) && kind != "港" || len(t.numbers(head)) > 0 {
		return ""
	}
	return head
}

// endsNumbered reports whether a name ends with a number and its kind.
func (t *Tables) endsNumbered(s string) bool {
	ns := t.numbers(s)
	return len(ns) > 0 && ns[len(ns)-1].end == len(s)
}
