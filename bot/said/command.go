package said

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
)

// Call is a text that begins with the word of a sub-command.
type Call struct {
	Name  string // of the sub-command
	Rest  string // what is behind the word, as it was typed
	Apart bool   // a space is between
	Word  string // the word that is nearly typed, of Mistyped
}

// marks may be around a command and mean nothing there.
const marks = " \n\t?？!！。.~～，,：:；;“”\"'‘’「」《》"

// CommandIn returns what a message calls of the sub-commands with some names: 订阅吉利,
// 请帮我订阅一下吉利的数字. ok is false if it begins with the word of none. Whether it is a
// command at all is for the caller to say: 数字经济 begins with a word, too.
func CommandIn(text string, names []string) (c Call, ok bool) {
	text = strings.Trim(text, marks)
	if c, ok = begins(text, names); ok {
		return c, true
	}
	if bare := without(text, words().Words("want"), strings.CutPrefix); bare != text {
		return begins(bare, names)
	}
	return Call{}, false
}

// maxWord bounds the bytes of the word of a command.
const maxWord = 40

// begins is CommandIn for a text without words of politeness.
func begins(text string, names []string) (c Call, ok bool) {
	for i := range text + " " {
		if i > maxWord {
			break
		}
		word := zhtext.FoldString(text[:i])
		for _, n := range names {
			if i > 0 && is(n, word) && isEnd(text, i) {
				rest := strings.TrimLeft(text[i:], marks)
				c, ok = Call{Name: n, Rest: rest, Apart: rest != text[i:]}, true // a longer word goes before
			}
		}
	}
	c.Rest = strings.Trim(without(c.Rest, words().Words("ofIt"), strings.CutPrefix), marks)
	c.Rest = strings.Trim(without(c.Rest, words().Words("itself"), strings.CutSuffix), marks)
	return c, ok
}

// isEnd reports whether a word ends at i: a Latin one does where no letter follows.
func isEnd(text string, i int) bool {
	letter := func(b byte) bool { return b|32 >= 'a' && b|32 <= 'z' }
	return i == len(text) || !letter(text[i-1]) || !letter(text[i])
}

// without cuts words off an end of a text, again and again. Latin ones need a space there.
func without(text string, list []string, cut func(s, w string) (string, bool)) string {
	for again := true; again; {
		again = false
		for _, w := range list {
			bare, ok := cut(text, w)
			if trimmed := strings.Trim(bare, marks); ok && (w[0] >= utf8.RuneSelf || trimmed != bare || bare == "") {
				text, again = trimmed, true
			}
		}
	}
	return text
}

// GoesOn reports whether the text behind the word of a command makes it a word for a thing:
// 订阅人数.
func GoesOn(rest string) bool { return words().List("goesOn").Begins(zhtext.FoldString(rest)) }

// HowTo returns the sub-command that a text asks how to use, of those with some names, and
// the thing that it names: 怎么订阅吉利. ok is false if it asks that of none.
func HowTo(text string, names []string) (c Call, ok bool) {
	text = zhtext.FoldString(strings.Trim(text, marks))
	how, filler := words().List("how"), words().List("filler")
	lists := []*wordlist.List{how, filler, words().List("want"), words().List("on"), words().List("off")}
	first := len(lists)
	for _, n := range names {
		lists = append(lists, words().List(n), howList(n))
	}
	asks, name := false, ""
	for _, p := range wordlist.Cover(text, lists...) {
		asks = asks || p.List == 0
		if p.List >= first && name == "" {
			name = names[(p.List-first)/2]
		}
	}
	if asks && name != "" {
		return Call{Name: name}, true
	}
	for _, h := range how.Words {
		if rest, is := strings.CutPrefix(text, h); is {
			return begins(without(rest, filler.Words, strings.CutPrefix), names)
		}
	}
	return Call{}, false
}

// howList returns what people call the thing that a sub-command does, beside its words.
func howList(name string) *wordlist.List {
	for class, l := range words().All() {
		if class == "how"+strings.ToUpper(name[:1])+name[1:] {
			return l
		}
	}
	return &wordlist.List{}
}

// Mistyped returns the sub-command that the first word of a text is nearly, of those with
// some names, with the word as it is to be typed. alike reports whether two words of
// Chinese characters sound alike. One that only has a character of another word is one
// with a space and a text behind it: 订约 某某铁路.
func Mistyped(text string, names []string, alike func(a, b string) bool) (c Call, ok bool) {
	text = strings.Trim(text, marks)
	typed, rest, apart := strings.Cut(text, " ")
	typed = zhtext.FoldString(typed)
	var other Call // by its look, which counts less than its sound
	for _, n := range names {
		for _, w := range words().Words(n) {
			if w[0] < utf8.RuneSelf {
				if isNear(typed, w) {
					return Call{n, strings.TrimSpace(rest), apart, w}, true
				}
				continue
			}
			runes, most := []rune(text), utf8.RuneCountInString(w)
			if len(runes) < most || most < 2 {
				continue
			}
			head := zhtext.FoldString(string(runes[:most]))
			if head != w && alike(head, w) {
				return Call{n, strings.Trim(string(runes[most:]), marks), false, w}, true
			}
			if apart && head == typed && len(runes) > most && isOneOff(head, w) && !aboutWords().List("data").Has(head) {
				other = cmp.Or(other, Call{n, strings.TrimSpace(rest), false, w})
			}
		}
	}
	return other, other.Name != ""
}

// isOneOff reports whether two words of as many Chinese characters differ in one of them.
func isOneOff(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for i := range x {
		if x[i] != y[i] {
			n++
		}
	}
	return n == 1
}

// leastTyped is how many letters a word has at least that may be a mistyped one.
const leastTyped = 4

// isNear reports whether a word is another with one letter more, less, other, or in the
// place of its neighbour; two of them in a long word.
func isNear(typed, word string) bool {
	most := 1
	if len(word) > 7 {
		most = 2
	}
	return typed != word && len(typed) >= leastTyped && typed[0] == word[0] && distance(typed, word, most) <= most
}

// distance returns how many letters have to be added, dropped, changed or swapped with
// their neighbour to make b of a, or any number above most.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1])
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], 1+d[i-2][j-2])
				}
			}
		}
	}
	return d[len(a)][len(b)]
}
