package talk

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
)

//go:embed polite.txt
var politeFile string

// polite are the lists of polite.txt.
type polite struct {
	Greet, Call, Title, Short, Nick, Relay, Notask wordlist.List
	Modal, Please, Look, Verb, Want, Know, Joint   wordlist.List
	Have, Data, Close, Thanks, Use, Final          wordlist.List
}

var politeWords = sync.OnceValue(func() *polite { return wordlist.Fill[polite]("index/answer/talk/polite.txt", politeFile) })

// Marks between the words of politeness and a question, in a folded text. A question
// mark belongs to the question.
const (
	politeMarks = " \t\n,。.!~、:;…"
	partMarks   = politeMarks + "?"
)

// Bounds in characters.
const (
	leastAsked = 2  // of what is left of a question
	mostUse    = 12 // of a part that says what an answer is for
)

// Unwrapped returns a question without the words of politeness around it: 你好，麻烦帮我
// 查一下甲园总投资多少，谢谢 is 甲园总投资多少. Read with the question, they are taken
// for parts of names. A text of nothing else is returned as it is.
func Unwrapped(question string) string {
	folded := zhtext.Fold(question)
	p := politeWords()
	start, modal := p.front(folded.Text)
	end := start + p.back(folded.Text[start:])
	if from, to, ok := p.wanted(folded.Text[start:end]); ok {
		start, end = start+from, start+to
	}
	if modal {
		end = start + p.asked(folded.Text[start:end])
	}
	if utf8.RuneCountInString(strings.Trim(folded.Text[start:end], partMarks)) < leastAsked {
		return question
	}
	from, to := folded.Source(start, end)
	return question[from:to]
}

// front returns where the question begins in a folded text, and whether it was asked
// whether one can or knows.
func (p *polite) front(text string) (start int, modal bool) {
	for {
		rest := strings.TrimLeft(text[start:], politeMarks)
		n, can := p.element(rest)
		if n == 0 {
			break
		}
		modal = modal || can
		start = len(text) - len(rest) + n
	}
	if start > 0 {
		start = len(text) - len(strings.TrimLeft(text[start:], politeMarks))
	}
	return start, modal
}

// element returns the length of one element of politeness that a text begins with, 0
// for none.
func (p *polite) element(text string) (n int, modal bool) {
	if n := p.request(text); n > 0 {
		return n, p.Modal.Started(text) != ""
	}
	if n := len(p.Know.Started(text)); n > 0 {
		return n, true
	}
	if n := max(len(p.Want.Started(text)), len(p.Greet.Started(text)), p.person(text)); n > 0 {
		return n, false
	}
	if joint := max(len(p.Joint.Started(text)), len(of("continued").Started(text))); joint > 0 {
		n, modal := p.element(text[joint:])
		if n > 0 {
			n += joint
		}
		return n, modal
	}
	part := strings.IndexAny(text, politeMarks)
	if part > 0 && (p.isUse(text[:part]) || p.Call.Has(text[:part])) {
		return part, false
	}
	return 0, false
}

// request returns the length of a request to look something up: 能不能帮我查一下, 请核实.
func (p *polite) request(text string) int {
	n := len(p.Modal.Started(text))
	pleases := 0
	for w := p.Please.Started(text[n:]); w != ""; w = p.Please.Started(text[n:]) {
		n += len(w)
		pleases++
	}
	if w := p.Look.Started(text[n:]); w != "" {
		return n + len(w)
	}
	if w := p.Verb.Started(text[n:]); w != "" && pleases > 0 && !p.Notask.Begins(text[n+len(w):]) {
		return n + len(w)
	}
	return 0
}

// person returns the length of a person who wants to know, with the word for that:
// 王局想知道, 老板问.
func (p *polite) person(text string) int {
	at := 0
	for before := range 3 { // characters before the title
		for _, end := range []string{p.Title.Started(text[at:]), p.ending(text[at:], before), p.nicked(text, before)} {
			if end == "" {
				continue
			}
			n := at + len(end)
			if w := p.Relay.Started(text[n:]); w != "" && !p.Notask.Begins(text[n+len(w):]) {
				return n + len(w)
			}
		}
		if !unicode.Is(unicode.Han, firstRune(text[at:])) {
			return 0
		}
		at += utf8.RuneLen(firstRune(text[at:]))
	}
	return 0
}

// ending returns the short title that a text begins with behind some characters.
func (p *polite) ending(text string, before int) string {
	if before == 0 {
		return ""
	}
	return p.Short.Started(text)
}

// nicked returns the second character of 老张, which begins a text, if one is before it.
func (p *polite) nicked(text string, before int) string {
	nick := p.Nick.Started(text)
	if nick == "" || before != 1 || len(text) == len(nick) {
		return ""
	}
	return string(firstRune(text[len(nick):]))
}

// back returns where the question ends in a folded text.
func (p *polite) back(text string) (end int) {
	end = len(text)
	for {
		rest := strings.TrimRight(text[:end], politeMarks)
		at := strings.LastIndexAny(rest, partMarks) + 1
		for at < len(rest) && !utf8.RuneStart(rest[at]) {
			at++ // behind all bytes of the mark
		}
		part := rest[at:]
		switch thanks := p.Thanks.Ended(rest); {
		case at > 0 && part != "" && (p.Close.Has(part) || p.isUse(part) || p.request(part) == len(part)):
			end = len(strings.TrimRight(rest[:at], politeMarks))
		case thanks != "":
			end = len(strings.TrimRight(rest[:len(rest)-len(thanks)], politeMarks))
		default:
			return end
		}
	}
}

// isUse reports whether a part of a text says what an answer is for: 下午汇报要用.
func (p *polite) isUse(part string) bool {
	return p.Use.Ends(part) && utf8.RuneCountInString(part) <= mostUse && !of("asking").In(part) && !strings.ContainsAny(part, "0123456789")
}

// wanted returns what a folded text asks for as something that there is or is needed:
// 有没有甲园总投资的数据.
func (p *polite) wanted(text string) (start, end int, ok bool) {
	have := p.Have.Started(text)
	rest := strings.TrimRight(text, partMarks)
	rest = strings.TrimSuffix(rest, p.Final.Ended(rest))
	data := p.Data.Ended(rest)
	if have == "" || data == "" || len(have) >= len(rest)-len(data) {
		return 0, 0, false
	}
	return len(have), len(rest) - len(data), true
}

// asked returns where a question ends that needs no 吗 without 能不能 before it.
func (p *polite) asked(text string) int {
	rest := strings.TrimRight(text, partMarks)
	final := p.Final.Ended(rest)
	if final == "" || !of("asking").In(rest) {
		return len(text)
	}
	return len(rest) - len(final)
}

// firstRune returns the first character of a text, utf8.RuneError if it is empty.
func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}
