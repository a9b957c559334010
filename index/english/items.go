package english

import (
	"slices"
	"strconv"
	"strings"
)

// item is a phrase of the question with its possible meanings.
type item struct {
	meaning
	said     string // in its plain form
	form     form
	optional bool
	name     bool // of one thing: in pinyin, in Chinese, given by the user
	foreign  bool // neither a known word nor a known name
}

// reader turns the words of a question into items.
type reader struct {
	lex    *lexicon
	corpus Corpus
	words  []word
	at     int
	out    []item
}

func (r *reader) items() []item {
	for r.at < len(r.words) {
		it, n := r.next()
		r.out = append(r.out, it)
		r.at += n
	}
	return r.out
}

// next returns the item of the next words, and the number of words.
func (r *reader) next() (item, int) {
	w := r.words[r.at]
	switch {
	case w.han:
		return named(w.text), 1
	case w.text == ",":
		return item{meaning: meaning{kind: comma}}, 1
	}
	phrase, n := r.phrase()
	listed := n > 1 && r.lex.phrases[phrase.said] != nil // first grade cultural relic
	for i, read := range []func() (item, int){r.alias, r.time, r.numbered} {
		if it, k := read(); k > 0 && (i == 0 || !listed || k > n) {
			return it, k
		}
	}
	if n > 0 && (n > 1 || !w.capital || r.lex.phrases[phrase.said] != nil) {
		return phrase, n
	}
	if it, k := r.name(); k > 0 && w.capital {
		return it, k
	}
	if n > 0 {
		return phrase, n
	}
	if it, k := r.name(); k > 0 {
		return it, k
	}
	m := meaning{kind: noun, nouns: []string{w.text}}
	return item{meaning: m, said: w.text, foreign: !r.corpus.Has(w.text)}, 1
}

func named(words ...string) item {
	return item{meaning: meaning{kind: noun, nouns: words}, name: true}
}

// alias reads a phrase that the user defined as a name.
func (r *reader) alias() (item, int) {
	for n := min(maxPhrase, len(r.words)-r.at); n > 0; n-- {
		if name, ok := r.corpus.Alias(r.text(n)); ok {
			return named(name), n
		}
	}
	return item{}, 0
}

// text returns the next n words.
func (r *reader) text(n int) string {
	var b strings.Builder
	for i, w := range r.words[r.at : r.at+n] {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// peek returns the text of the word k places ahead, or "" if there is none.
func (r *reader) peek(k int) string {
	if r.at+k < 0 || r.at+k >= len(r.words) {
		return ""
	}
	return r.words[r.at+k].text
}

// phrase reads the longest phrase at the next words, in any form. One of
// data/phrases.txt is preferred to one of CC-CEDICT of the same length.
func (r *reader) phrase() (item, int) {
	for n := min(maxPhrase, len(r.words)-r.at); n > 0; n-- {
		if slices.ContainsFunc(r.words[r.at:r.at+n], func(w word) bool { return w.han || w.text == "," }) {
			continue
		}
		forms := r.forms(n)
		var listed *item
		for _, b := range forms {
			if m := r.lex.phrases[b.word]; m != nil {
				listed = &item{meaning: *m, said: b.word, form: b.form, optional: m.small}
				if b.form == plain && len(m.verbs) > 0 && strings.HasSuffix(b.word, "ed") {
					listed.form = past
				}
				break
			}
		}
		if listed != nil && listed.kind != noun && listed.kind != verb {
			return *listed, n
		}
		if n > maxInCedict && listed == nil {
			continue
		}
		if n > 1 && (r.isGrammar(0) || r.isGrammar(n-1)) { // what is, take in
			if listed != nil {
				listed.kind = noun
				return *listed, n
			}
			continue
		}
		for _, b := range forms {
			m := inCedict(b.word)
			if m == nil {
				continue
			}
			if listed == nil {
				return item{meaning: *m, said: b.word, form: b.form}, n
			}
			if len(listed.nouns) == 0 && len(m.nouns) > 0 && b.form <= plural {
				listed.nouns = append(slices.Clone(listed.verbs), m.nouns...)
			}
			if len(listed.verbs) == 0 && !listed.figure && !listed.small {
				listed.verbs = m.verbs
			}
			break
		}
		if listed != nil {
			listed.kind = noun
			return *listed, n
		}
	}
	return item{}, 0
}

// isGrammar reports whether the word k places ahead is one of the grammar.
func (r *reader) isGrammar(k int) bool {
	m := r.lex.phrases[r.peek(k)]
	return m != nil && slices.Contains(grammar, m.kind)
}

// forms returns the phrases that the next n words may be a form of.
func (r *reader) forms(n int) []based {
	if n == 1 {
		return r.lex.bases(r.peek(0))
	}
	whole := r.text(n)
	out := []based{{whole, plain}}
	head, last := r.text(n-1), r.peek(n-1)
	for _, b := range r.lex.bases(last)[1:] {
		out = append(out, based{head + " " + b.word, b.form})
	}
	first := r.peek(0)
	for _, b := range r.lex.bases(first)[1:] {
		out = append(out, based{b.word + whole[len(first):], b.form})
	}
	return out
}

// maxNameWords is the largest number of words of a name in pinyin.
const maxNameWords = 4

// name reads a name in pinyin, in one word or several.
func (r *reader) name() (item, int) {
	n := 0
	for n < maxNameWords && r.at+n < len(r.words) && isSpelled(r.words[r.at+n]) && r.words[r.at+n].capital == r.words[r.at].capital {
		n++
	}
	for ; n > 0; n-- {
		letters := strings.ReplaceAll(strings.TrimSuffix(strings.ReplaceAll(r.text(n), " ", ""), "'s"), "'", "")
		if len(letters) < 3 || len(letters) > 40 {
			continue
		}
		if names := r.corpus.Spelled(letters); len(names) > 0 {
			return named(names...), n
		}
	}
	return item{}, 0
}

func isSpelled(w word) bool {
	return !w.han && w.text != "," && !strings.ContainsAny(w.text, "0123456789&.")
}

// small are the numbers that questions write as words.
var small = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
	"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9, "10th": 10, "11th": 11, "12th": 12,
}

// numberOf reads a number of at most three digits or, if words is set, one in words.
func numberOf(w string, words bool) (int, bool) {
	if n, err := strconv.Atoi(w); err == nil && len(w) <= 3 && n > 0 {
		return n, true
	}
	n, ok := small[w]
	return n, ok && words
}

// numbered reads a thing with its number: phase II, line 9, No. 3 Middle School, the
// second expo. If Chinese has several ways to number, the releases decide.
func (r *reader) numbered() (item, int) {
	w, next := r.peek(0), r.peek(1)
	if n, ok := numberOf(next, true); ok && (w == "phase" || w == "stage") {
		return named(numbered("phase", n, "")...), 2
	}
	if n, ok := ordinals[w]; ok && (next == "phase" || next == "stage") {
		return named(numbered("phase", n, "")...), 2
	}
	if w == "line" || w == "route" || w == "bus" {
		if n, ok := numberOf(next, false); ok {
			return named(numbered("line", n, "")...), 2
		}
	}
	if w == "no" || w == "number" {
		if n, ok := numberOf(next, false); ok {
			return item{meaning: meaning{kind: noun, nouns: numbered("number", n, "")}}, 2
		}
	}
	if n, ok := ordinals[w]; ok {
		if m := r.lex.phrases[next]; next == "" || m != nil && slices.Contains(grammar, m.kind) { // open first
			return item{meaning: meaning{kind: noun, nouns: loadChinese()["first"]}, optional: true}, 1
		}
		return item{meaning: meaning{kind: noun, nouns: numbered("ordinal", n, "")}, optional: true, said: w}, 1
	}
	if n, ok := numberOf(w, true); ok && w != "i" && w != "one" && r.isUnit(1) {
		return item{meaning: meaning{kind: noun, nouns: []string{strconv.Itoa(n)}}}, 1
	} else if ok && w != "i" && w != "one" {
		return item{meaning: meaning{kind: noun, nouns: numbered("count", n, "")}, optional: true}, 1
	}
	if m := r.lex.phrases[w]; m != nil && m.kind == noun && len(m.nouns) > 0 && r.at+1 < len(r.words) {
		if n, ok := numberOf(next, true); ok && !isPlainNumber(r.words[r.at+1:], r.lex) {
			return item{meaning: meaning{kind: noun, nouns: numberedAs(m.nouns, n), figure: false}, name: true}, 2
		}
	}
	return item{}, 0
}

// isUnit reports whether there is a unit k places ahead.
func (r *reader) isUnit(k int) bool {
	if r.at+k >= len(r.words) {
		return false
	}
	ahead := reader{lex: r.lex, corpus: r.corpus, words: r.words, at: r.at + k}
	it, _ := ahead.phrase()
	return it.kind == unit
}

// isPlainNumber reports whether the number at the beginning of words counts what
// follows it, rather than numbering what precedes it.
func isPlainNumber(words []word, l *lexicon) bool {
	if len(words) < 2 {
		return words[0].text == "i" || words[0].text == "one"
	}
	return l.phrases[strings.TrimSuffix(words[1].text, "s")].isUnit() || words[0].text == "i" || words[0].text == "one" || strings.HasSuffix(words[1].text, "s") && !strings.HasSuffix(words[1].text, "ss")
}

// numberedAs returns the forms of a thing with a number, for each of its names.
func numberedAs(things []string, n int) (out []string) {
	for _, t := range things {
		out = append(out, numbered("numbered", n, t)...)
		if slices.Contains(loadChinese()["lettered"], t) {
			out = append(out, numbered("letter", n, t)...)
		}
	}
	return out
}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// time reads a year, a month or a day. Other times are phrases of data/phrases.txt.
func (r *reader) time() (item, int) {
	w := r.words[r.at]
	if n, err := strconv.Atoi(w.text); err == nil && n >= 1900 && n <= 2100 && len(w.text) == 4 {
		return item{meaning: meaning{kind: clock, nouns: []string{w.text + "年"}}, said: "year"}, 1
	}
	if n := months[w.text]; n > 0 && w.capital && (w.text != "may" && w.text != "march" || r.isDated()) {
		m := strconv.Itoa(n) + "月"
		if d, ok := dayOf(r.peek(1)); ok {
			return item{meaning: meaning{kind: clock, nouns: []string{m + d}}}, 2
		}
		return item{meaning: meaning{kind: clock, nouns: []string{m}}}, 1
	}
	if d, ok := dayOf(w.text); ok && r.at+1 < len(r.words) && r.words[r.at+1].capital && months[r.peek(1)] > 0 {
		return item{meaning: meaning{kind: clock, nouns: []string{strconv.Itoa(months[r.peek(1)]) + "月" + d}}}, 2
	}
	return item{}, 0
}

// isDated reports whether a word that can be a month is one here, behind a
// preposition or in front of a number.
func (r *reader) isDated() bool {
	if next := r.peek(1); next != "" && isDigit(rune(next[0])) {
		return true
	}
	n := len(r.out)
	return n > 0 && r.out[n-1].kind == of
}

// dayOf reads the day of a month.
func dayOf(w string) (string, bool) {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, end)
	}
	n, err := strconv.Atoi(w)
	return strconv.Itoa(n) + "日", err == nil && n >= 1 && n <= 31 && len(w) <= 2
}
