package english

import (
	"slices"
	"strings"
)

// Translate translates a question into Chinese. It reports false if the question is
// not in English or too few of its words are known.
func Translate(question string, corpus Corpus) (string, bool) {
	words := cut(question)
	if len(words) == 0 || len(words) > maxWords {
		return "", false
	}
	lex := loadLexicon()
	if !isEnglish(words, lex) {
		return "", false
	}
	if m := lex.phrases[words[0].text]; m != nil && m.kind == and && len(words) > 1 {
		words = words[1:] // and containers?
	}
	r := &reader{lex: lex, corpus: corpus, words: words}
	items := r.items()
	continuing := items
	if len(words) > 2 && words[1].text == "about" && (words[0].text == "what" || words[0].text == "how") {
		continuing = (&reader{lex: lex, corpus: corpus, words: words[2:]}).items()
	}
	if time := onlyTime(continuing); time != "" {
		return time + chinese("also"), true
	}
	if !isKnown(items) {
		return "", false
	}
	chinese := newSentence(lex, items).write(corpus)
	return chinese, chinese != ""
}

// grammar lists the kinds of words that only an English question has.
var grammar = []kind{ask, aux, of, det, drop, and, or, most, more}

// HasGrammar reports whether a question has a word of English grammar, such as of or
// how.
func HasGrammar(question string) bool {
	l := loadLexicon()
	return slices.ContainsFunc(cut(question), func(w word) bool {
		m := l.phrases[w.text]
		return m != nil && slices.Contains(grammar, m.kind) && len(w.text) > 1
	})
}

// isEnglish reports whether words are mostly English. Chinese words among them have to
// be names, and then there has to be a word of the grammar.
func isEnglish(words []word, l *lexicon) bool {
	latin, han, function := 0, 0, 0
	for i, w := range words {
		switch m := l.phrases[w.text]; {
		case w.han:
			if han++; !isNameOf(w.text) {
				return false
			}
		case w.text == "," || !strings.ContainsFunc(w.text, func(r rune) bool { return r >= 'a' && r <= 'z' }):
		case m != nil && slices.Contains(grammar, m.kind) && len(w.text) > 1 && (!w.capital || i == 0):
			function++
			latin++
		case len(w.text) > 1:
			latin++
		}
	}
	return latin > 0 && (han == 0 || function > 0 && latin > 2*han)
}

// isNameOf reports whether a run of Chinese in an English question can be a name: none
// of its characters asks or joins.
func isNameOf(run string) bool {
	return !strings.ContainsAny(run, "的是吗呢了几谁哪么少吧何")
}

// isKnown reports whether enough of the words are known, and not all of them are
// names.
func isKnown(items []item) bool {
	known, foreign, english := 0, 0, 0
	for _, it := range items {
		switch {
		case it.foreign:
			foreign++
		case it.name:
			known++
		case it.kind == noun:
			known++
			english++
		case it.kind != comma:
			english++
		}
	}
	return known > 0 && english > 0 && foreign <= known+1
}

// onlyTime returns the time of a question that has no more than one, as it continues
// another: and in 2023? It returns "" for any other.
func onlyTime(items []item) string {
	time := ""
	for _, it := range items {
		switch it.kind {
		case clock:
			if time != "" {
				return ""
			}
			time = it.nouns[0]
		case and, of, det, drop, comma:
		default:
			return ""
		}
	}
	return time
}

// sentence is a question split into its parts.
type sentence struct {
	lex      *lexicon
	ask      string
	asked    []item // the noun behind a word that asks: how many beds
	subject  []item // before the verb
	verb     *item
	object   []item // behind it
	times    []item
	extreme  string // 最多, 更大
	must     bool
	auxFirst bool
}

func newSentence(l *lexicon, items []item) *sentence {
	s := &sentence{lex: l}
	items = s.takeTimes(items)
	items = s.takeAsk(items)
	v := s.findVerb(items)
	if last := len(items) - 1; v < 0 && s.ask == "amount" && len(s.asked) == 0 && last > 0 && items[last].figure {
		items[last].verbs, v = items[last].nouns, last // how much did it cost
	}
	if v >= 0 {
		s.verb = &items[v]
		s.subject, s.object = items[:v], items[v+1:]
	} else {
		s.subject = items
	}
	return s
}

// takeTimes removes the times from items, because Chinese has them first.
func (s *sentence) takeTimes(items []item) (rest []item) {
	for i, it := range items {
		switch {
		case it.kind != clock:
			rest = append(rest, it)
		case strings.HasPrefix(it.nouns[0], "每"):
			it.kind, it.optional = noun, true
			rest = append(rest, it)
		default:
			s.times = append(s.times, it)
			if n := len(rest); n > 0 && (rest[n-1].kind == of || rest[n-1].kind == and) && (i+1 == len(items) || items[i+1].kind != noun) {
				rest = rest[:n-1]
			}
		}
	}
	return rest
}

// takeAsk removes the words that ask from items, with the noun that they ask for.
func (s *sentence) takeAsk(items []item) []item {
	at := slices.IndexFunc(items, func(it item) bool { return it.kind == ask })
	for i := at + 1; at >= 0 && i < len(items); i++ { // what is the number of, when exactly
		if items[i].kind == ask && items[i].ask != "list" && items[at].ask == "what" {
			at = i
		}
	}
	if at < 0 {
		if len(items) > 0 && items[0].kind == aux {
			s.ask, s.auxFirst = "whether", true
		}
		return items
	}
	s.ask = items[at].ask
	rest := slices.Clone(items[:at])
	i := at + 1
	for i < len(items) && (items[i].kind == of || items[i].kind == det || items[i].kind == drop) && s.ask != "where" && s.ask != "who" {
		i++
	}
	if s.asksNoun() {
		from := i
		for i < len(items) && s.isNominal(items, i, from) {
			i++
		}
		s.asked = items[from:i]
	}
	return append(rest, items[i:]...)
}

// asksNoun reports whether a noun may follow the words that ask: which park.
func (s *sentence) asksNoun() bool {
	return s.ask == "count" || s.ask == "amount" || s.ask == "which" || s.ask == "list"
}

// isNominal reports whether items[i] belongs to the noun that begins at from.
func (s *sentence) isNominal(items []item, i, from int) bool {
	it := items[i]
	switch it.kind {
	case unit, number:
		return true
	case noun, verb:
	default:
		return false
	}
	if i > from && it.isVerb() && (len(it.nouns) == 0 || it.form >= past) {
		return false
	}
	return len(it.nouns) > 0 || it.form == past && i+1 < len(items) && items[i+1].isNoun() || i == from && it.form != past
}

func (it *item) isVerb() bool { return len(it.verbs) > 0 && it.kind <= verb && !it.name }
func (it *item) isNoun() bool { return it.kind == noun && len(it.nouns) > 0 || it.kind == unit }

// minVerb is the least score of a verb in findVerb. The scores were chosen by hand on
// the first half of the questions in eval/testdata/english.txt.
const minVerb = 3

// help is the kind of an auxiliary.
type help uint8

const (
	toBe help = iota + 1
	toHave
	toDo // and will, can
)

func helpOf(w string) help {
	switch w {
	case "is", "are", "was", "were", "be", "been", "being", "am", "isnt", "arent", "wasnt":
		return toBe
	case "has", "have", "had", "hasnt", "get", "got", "gets":
		return toHave
	}
	return toDo
}

// takes reports whether a verb in form f may follow the auxiliary: will open, is
// opened.
func (h help) takes(f form) bool {
	switch h {
	case toBe:
		return f >= past
	case toHave:
		return f == past
	case toDo:
		return f == plain
	}
	return false
}

// pronouns replace a noun in front of a verb.
var pronouns = map[string]bool{"it": true, "they": true, "he": true, "she": true, "we": true, "i": true, "you": true, "this": true, "that": true, "there": true}

// findVerb returns the index of the verb in items, or -1.
func (s *sentence) findVerb(items []item) int {
	best, at := minVerb-1, -1
	var helped help
	seen := false // a noun before it
	for i := range items {
		it := &items[i]
		if it.kind == aux {
			helped = helpOf(it.said)
			must := i+1 < len(items) && it.said == "have" && items[i+1].kind == of
			if s.must = s.must || must; must { // do I have to apply
				helped = toDo
			}
		}
		if it.isVerb() {
			next := i + 1
			close := next < len(items) && items[next].isNoun() && !items[next].name && !items[next].optional
			n := 0
			if len(it.nouns) == 0 {
				n += 3
			}
			if it.form >= past {
				n += 2
			}
			switch {
			case helped.takes(it.form):
				n += 2
			case helped != 0:
				n -= 2
			}
			if !close {
				n++
			}
			if next == len(items) {
				n++
			}
			if close && (it.form >= past || len(it.nouns) > 0) {
				n -= 3
			}
			if helped != 0 && !seen && it.form == plain && len(s.asked) == 0 {
				n -= 2
			}
			if s.ask == "" && helped == 0 {
				n -= 3
			}
			if it.form == plain && helped == 0 && s.ask != "" && len(it.nouns) > 0 {
				n -= 2
			}
			if n > best {
				best, at = n, i
			}
		}
		seen = seen || it.isNoun() || it.kind == det && pronouns[it.said]
	}
	return at
}

// slots returns the slots of items. What follows an "of" comes first.
func (s *sentence) slots(items []item) (out []Slot) {
	var parts [][]Slot
	part := []Slot{}
	from := -1 // index of a "from", for its "to"
	for i := range items {
		it := &items[i]
		switch it.kind {
		case comma:
			out = append(out, reversed(append(parts, part))...)
			parts, part, from = nil, nil, -1
		case of:
			if it.said == "to" && from >= 0 && len(part) > 0 {
				part = append(part, saying("to"))
				continue
			}
			if from = -1; it.said == "from" {
				from = i
			}
			parts = append(parts, part)
			part = nil
		case and, or:
			part = append(part, Slot{Words: it.nouns, Fixed: true})
		case most, more:
			if it.kind == most && s.ask != "which" && i+1 < len(items) && items[i+1].isNoun() {
				part = append(part, fixed(it.nouns[0]))
			} else {
				s.extreme = it.nouns[0]
			}
		case aux, det, drop, ask:
		default:
			part = append(part, it.slot())
		}
	}
	return append(out, reversed(append(parts, part))...)
}

// reversed returns the slots of parts, the last part first.
func reversed(parts [][]Slot) (out []Slot) {
	for _, p := range slices.Backward(parts) {
		out = append(out, p...)
	}
	return out
}

// slot returns the slot of an item that is not used as a verb.
func (it *item) slot() Slot {
	words := it.nouns
	if len(words) == 0 {
		words = it.verbs
	}
	return Slot{Words: words, Optional: it.optional, Fixed: it.kind == unit}
}

func fixed(s string) Slot { return Slot{Words: []string{s}, Fixed: true} }

// write returns the question in Chinese.
func (s *sentence) write(corpus Corpus) string {
	slots := s.compose()
	var b strings.Builder
	last := ""
	for _, w := range corpus.Choose(slots) {
		if w == "" || w == last || len(w) > len("年") && strings.HasSuffix(last, w) {
			continue
		}
		b.WriteString(w)
		last = w
	}
	return strings.ReplaceAll(b.String(), "年年", "年")
}
