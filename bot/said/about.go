package said

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/internal/courtesy"
	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
)

// About is what a text asks of the answer before it.
type About string

// The kinds, as about.txt explains them.
const (
	AboutNothing About = ""
	Source       About = "source"
	Sure         About = "sure"
	Chart        About = "chart"
	Before       About = "before"
	Detail       About = "detail"
	Share        About = "share"
	More         About = "more"
	Wrong        About = "wrong"
)

// abouts are the kinds, the one that counts of several first.
var abouts = []About{Share, Chart, Source, Before, Wrong, Sure, Detail, More}

//go:embed about.txt
var aboutFile string

var aboutWords = sync.OnceValue(func() wordlist.Classes { return wordlist.MustParse("bot/said/about.txt", aboutFile, nil) })

// aboutLists are the lists of abouts, with those of data, fillers and particles behind
// them.
var aboutLists = sync.OnceValue(func() (lists []*wordlist.List) {
	for _, a := range abouts {
		lists = append(lists, aboutWords().List(string(a)))
	}
	particles := &wordlist.List{}
	particles.Add(strings.Split(courtesy.Particles(), "")...)
	return append(lists, aboutWords().List("data"), aboutWords().List("filler"), particles)
})

// maxAbout bounds the characters of a text that asks about an answer.
const maxAbout = 40

// Asked is what a text asks about an answer.
type Asked struct {
	About
	Thing  string // what it is asked of; "" for the answer before
	Figure bool   // of Thing only where that has a figure: anything may have an origin
	Plain  bool   // it names the answer or its figure, so that nobody else is asked
	Part   bool   // Thing may be what is measured of the thing before: 总投资和原来比
	States bool   // it is as likely said among people: 确定, 有变化, 哪个文件
}

// AboutAnswer reads what a text asks about an answer, the one before if it names no
// thing: 来源, 你确定吗, 某某总部的数据来源是什么. The About of any other text is AboutNothing.
func AboutAnswer(text string) Asked {
	if utf8.RuneCountInString(text) > maxAbout {
		return Asked{}
	}
	spaced := strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' {
			return -1
		}
		if unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return ' '
		}
		return r
	}, text)
	typed := text
	text = zhtext.FoldString(spaced)
	if a := asksAbout(text); a.About != AboutNothing {
		a.States = a.States && !(Asks(typed) && isOpinion(a.About)) || isVague(a, text)
		return a
	}
	if doubt, rest, ok := cutClause(typed); ok && !Asks(strings.Trim(rest, marks)) {
		if a := AboutAnswer(doubt); a.Thing == "" && (a.About == Sure || a.About == Wrong) {
			a.About = Sure
			return a
		}
	}
	for i := range text {
		for _, class := range []string{"ofThing", "ofFigure"} {
			if i == 0 || !aboutWords().List(class).Begins(text[i:]) {
				continue
			}
			a, thing := asksAbout(text[i:]), thingIn(text[:i])
			if a.About != AboutNothing && utf8.RuneCountInString(thing) >= leastThing {
				return Asked{About: a.About, Thing: thing, Figure: class == "ofFigure", Plain: true}
			}
		}
	}
	return aboutPart(text)
}

// aboutPart reads a folded text that asks about one figure of an answer: 时速你确定吗.
func aboutPart(text string) Asked {
	for i := range text {
		if i == 0 {
			continue
		}
		switch a, part := asksAbout(text[i:]), thingIn(text[:i]); {
		case a.About != Sure && a.About != Before:
		case utf8.RuneCountInString(part) >= leastThing && !Asks(part) && !strings.ContainsFunc(part, unicode.IsNumber): // a figure is to be checked
			return Asked{About: a.About, Thing: part, Figure: true, Part: true, Plain: true, States: a.States}
		}
	}
	return Asked{}
}

// cutClause cuts a text behind its first clause: 不对吧，我看到的是5亿.
func cutClause(text string) (first, rest string, ok bool) {
	if i := strings.IndexAny(text, "，,。？?！!；;"); i > 0 {
		return text[:i], text[i:], true
	}
	return text, "", false
}

// leastThing is how many characters the name of a thing has at least.
const leastThing = 2

// asksAbout is AboutAnswer for a folded text that names no thing.
func asksAbout(text string) Asked {
	best, plain := len(abouts), false
	for _, p := range wordlist.Cover(text, aboutLists()...) {
		best = min(best, p.List)
		plain = plain || p.List == len(abouts)
	}
	if best == len(abouts) {
		return Asked{}
	}
	a := Asked{About: abouts[best], Plain: plain || abouts[best] == Chart}
	a.States = isOpinion(a.About) && !Asks(text) && !aboutWords().List("urges").In(text)
	return a
}

// isOpinion reports whether texts of a kind without a word that asks are statements.
func isOpinion(a About) bool { return a == Sure || a == Before }

// isVague reports whether a folded text is as likely said to a colleague: it has a word
// for that and does not name the figure, or asks whether somebody has shared it.
func isVague(a Asked, text string) bool {
	return (!a.Plain || a.About == Share) && (aboutWords().List("vague").In(text) || aboutWords().List("short").Has(strings.Join(strings.Fields(text), "")))
}

// thingIn returns what is left of a text without what is said before a name. Words of one
// character may be part of it, as in 出口.
func thingIn(text string) string {
	var before []string
	for _, w := range aboutWords().List("filler").Longest() {
		if utf8.RuneCountInString(w) > 1 {
			before = append(before, w)
		}
	}
	return without(without(strings.TrimSpace(text), before, strings.CutPrefix), aboutWords().Words("of"), strings.CutSuffix)
}

// Introduce returns the question for all that is known of a thing.
func Introduce(thing string) string { return aboutWords().Words("introduce")[0] + thing }
