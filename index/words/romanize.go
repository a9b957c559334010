package words

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/bind/names"
)

// readAs are words with a character that is not read in them as it is alone: a line is
// a word and its pinyin.
//
//go:embed data/readas.txt
var readAs string

var loadReadAs = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	eachLine(readAs, func(f []string) { pairs = append(pairs, f[0], strings.Join(f[1:], "")) })
	return strings.NewReplacer(pairs...)
})

// Romanize writes a name in pinyin without tones, word by word, for people who read no
// Chinese: Jili Xin Nengyuan Qiche Zongbu. Letters and digits stay as they are.
func Romanize(name string) string {
	l, err := NewLexiconFor("", name)
	if err != nil { // only a list of words of one's own can be wrong
		return name
	}
	var out []string
	last := 0       // end of the last word
	single := false // it was one character, which another may be joined to
	add := func(text string, one bool) {
		spelled := loadReadings().spell(text)
		if with := loadReadAs().Replace(text); with != text {
			spelled = spellRest(with)
		}
		switch {
		case !one || !single:
			out = append(out, capital(spelled))
			single = one && !names.ThingWords().List("short-end").Has(text)
		default:
			out[len(out)-1] += spelled
			single = false
		}
	}
	for _, w := range l.Cut(name) {
		text := name[w.Start:w.End]
		if w.Start > last && strings.TrimSpace(name[last:w.Start]) != "" {
			single = false
		}
		last = w.End
		if !AllHan(text) {
			out, single = append(out, text), false
			continue
		}
		add(text, utf8.RuneCountInString(text) == 1)
	}
	return strings.Join(out, " ")
}

// spellRest spells the characters of a text of which a part is in pinyin already.
func spellRest(text string) string {
	var b strings.Builder
	for _, r := range text {
		if IsHan(r) {
			b.WriteString(loadReadings().spell(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// capital returns s with its first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
