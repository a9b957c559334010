package message

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/index/english"
	"beilun/index/words"

	lru "github.com/hashicorp/golang-lru/v2"
)

// AskWords are the questions that are suggested, of a thing (the first value) and
// what is measured of it or happens to it (the second). The Chinese ones are asked;
// the English ones are shown to those who read English.
type AskWords struct {
	When, Amount, Count string // formats
	Of                  string // format: what is measured of a thing, no question
	Name                string // format: a name in pinyin, and in Chinese
	Total               string // before what is measured
	Largest             string // which project is the largest: FallbackAsk
}

// Label returns a question as it is shown, or the name of a figure: in English where it
// is of a form that is suggested, the name of the thing in pinyin with the Chinese
// beside it; else as it is. It is answered either way.
func (w *UI) Label(question string) string {
	if w != WordsOf(true).UI {
		return question
	}
	zh, en := WordsOf(false).Ask, WordsOf(true).Ask
	if question == FallbackAsk {
		return en.Largest
	}
	for _, form := range [][2]string{{zh.When, en.When}, {zh.Amount, en.Amount}, {zh.Count, en.Count}, {zh.Of, en.Of}} {
		thing, metric := partsOf(question, form[0])
		if thing == "" {
			continue
		}
		metric = english.Name(metric)
		if of, ok := strings.CutSuffix(thing, zh.Total); ok && of != "" {
			thing, metric = of, en.Total+" "+metric
		}
		if form[1] == en.Count {
			metric = plural(metric)
		}
		return labelled(form[1], thing, metric)
	}
	return question
}

// labelled fills in a format, the name of the thing in Chinese alone where both do not
// fit on a button.
func labelled(format, thing, metric string) string {
	label := fmt.Sprintf(format, nameOf(thing), metric)
	if utf8.RuneCountInString(label) > MaxButton {
		label = fmt.Sprintf(format, thing, metric)
	}
	first, n := utf8.DecodeRuneInString(label)
	return string(unicode.ToUpper(first)) + label[n:]
}

// metricOf returns what is measured with its English name behind it, if it has one.
func metricOf(metric string) string {
	if name := english.Name(metric); name != "" {
		return fmt.Sprintf(WordsOf(true).Ask.Name, metric, name)
	}
	return metric
}

// plural returns the plural of an English name, its last word.
func plural(name string) string {
	switch {
	case strings.HasSuffix(name, "s"):
		return name
	case strings.HasSuffix(name, "y"):
		return strings.TrimSuffix(name, "y") + "ies"
	}
	return name + "s"
}

// partsOf returns the thing and what is measured of it in a question of a form; both are
// empty if it is of another, or there is no English for what is measured.
func partsOf(question, form string) (thing, metric string) {
	const ofThing, ofMetric = "%[1]s", "%[2]s"
	between, end, _ := strings.Cut(strings.TrimPrefix(form, ofThing), ofMetric)
	body, ok := strings.CutSuffix(question, end)
	if !ok {
		return "", ""
	}
	if between != "" {
		if thing, metric, ok = strings.Cut(body, between); ok && english.Name(metric) != "" {
			return thing, metric
		}
		return "", ""
	}
	for i := range body {
		if i > 0 && english.Name(body[i:]) != "" {
			return body[:i], body[i:]
		}
	}
	return "", ""
}

// spelledNames keeps names in pinyin, each of which takes some milliseconds to make.
var spelledNames = sync.OnceValue(func() *lru.Cache[string, string] {
	c, err := lru.New[string, string](maxNames)
	if err != nil { // the size is positive
		panic(err)
	}
	return c
})

const maxNames = 500

// nameOf returns a name in pinyin with the Chinese beside it, for those who read
// English.
func nameOf(name string) string {
	if known, ok := spelledNames().Get(name); ok {
		return known
	}
	spelled := name
	if r := words.Romanize(name); r != "" && r != name {
		spelled = fmt.Sprintf(WordsOf(true).Ask.Name, r, name)
	}
	spelledNames().Add(name, spelled)
	return spelled
}
