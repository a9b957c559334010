package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/concept"
)

// Coiner finds the names that one text after the other coins: names without a word for
// what the thing is (云栖数谷), which only their place in a sentence shows to be names.
//
//   - What is measured of a thing follows at once (占地, 总投资): the words in front of it
//     at the beginning of a clause are its name if they are in no dictionary, or in
//     quotation marks.
//   - What any subject may have follows (共有, 今年): the same, but one that is nowhere in
//     quotation marks must be in the texts twice, or consist of such characters alone.
//
// 2026-12-01: the texts of a release are read for such names before it is bound, because
// a figure behind a name that was taken for a part of the metric was given to the
// district, and answered for it; instead of a longer list of ends of names, which new
// parks and quarters do not keep to. Names of other releases are not used: a release
// would be bound in another way whenever another one comes.
type Coiner struct {
	t     *Tables
	found []*coined
	by    map[string]*coined
	texts []string
	size  int
}

// coined is what may be a name.
type coined struct {
	text   string
	quoted bool // somewhere
	leads  bool // somewhere without quotation marks, in front of what any subject may have
	own    bool // no dictionary has most of it
	sure   bool
}

// Limits of what a Coiner reads and finds.
const (
	maxCoinedText = 128 << 10 // bytes
	maxCoined     = 64
	minCoinedSize = 3 // characters
	maxCoinedSize = 8
)

// NewCoiner returns a Coiner without texts.
func (t *Tables) NewCoiner() *Coiner { return &Coiner{t: t, by: map[string]*coined{}} }

// Full reports whether c reads no more texts.
func (c *Coiner) Full() bool { return c.size >= maxCoinedText }

// Read finds what may be names in a text.
func (c *Coiner) Read(r *Reading) {
	if c.size += len(r.S); c.Full() && len(c.texts) > 0 {
		return
	}
	c.texts = append(c.texts, r.S)
	begins := true
	for i, ch := range r.S {
		switch {
		case ch == '“':
			c.quotation(r, i+len("“"))
			begins = false
			continue
		case begins && unicode.Is(unicode.Han, ch):
			c.leading(r, i)
		}
		begins = !unicode.Is(unicode.Han, ch) && ch != '”' && ch != '、' && ch != '》' && !isAlnum(ch) || ThingWords().List("coined-of").Has(string(ch))
	}
}

func isAlnum(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// quotation looks for a name in the quotation that begins at byte i.
func (c *Coiner) quotation(r *Reading, i int) {
	end := strings.Index(r.S[i:min(len(r.S), i+(maxCoinedSize+1)*wordlist.Char)], "”")
	if end < 0 {
		return
	}
	end += i
	if _, ok := c.mayName(r, i, end, true); !ok {
		return
	}
	n := c.add(r.S[i:end])
	if n == nil {
		return
	}
	n.quoted = true
	rest := r.S[end+len("”"):]
	n.sure = n.sure || c.has(rest) || ThingWords().List("coined-does").Begins(rest)
}

// leading looks for a name at byte i, where a clause begins.
func (c *Coiner) leading(r *Reading, i int) {
	end, n := i, 0
	for n < maxCoinedSize {
		ch, w := utf8.DecodeRuneInString(r.S[end:])
		if !unicode.Is(unicode.Han, ch) || isNever(ch, false) {
			return
		}
		end += w
		if n++; n < minCoinedSize {
			continue
		}
		rest := r.S[end:]
		has, does := c.has(rest), ThingWords().List("coined-does").Begins(rest)
		if !has && !does {
			continue
		}
		has = has || does && isKindOf(rest)
		if single, ok := c.mayName(r, i, end, false); ok {
			own := single >= minOwn
			if n := c.add(r.S[i:end]); n != nil {
				n.own, n.leads = n.own || own, true
				n.sure = n.sure || own && has || single*wordlist.Char == end-i && ThingWords().List("coined-alone").Begins(rest)
			}
		}
		return
	}
}

// has reports whether a text begins with what only a thing has, or with a part of one.
func (c *Coiner) has(rest string) bool {
	return ThingWords().List("coined-has").Begins(rest) || c.t.List(Phase).Begins(rest)
}

// maxKindOf is how many bytes the words have that say what kind of thing another one is.
const maxKindOf = 30 * wordlist.Char

// isKindOf reports whether a text begins with what kind of thing is in front of it:
// 是临湖区引进的整机企业，.
func isKindOf(rest string) bool {
	is := ThingWords().List("coined-is").Started(rest)
	if is == "" {
		return false
	}
	rest = rest[len(is):]
	end := strings.IndexFunc(rest[:min(len(rest), maxKindOf)], func(ch rune) bool { return ch == '，' || ch == ',' || ch == '。' })
	return end > 0 && SortOf(rest[:end]) > 0
}

// minOwn is how many characters of a name that is not quoted anywhere are in no
// dictionary.
const minOwn = 2

// mayName reports whether the text between two bytes may be a name, and how many of its
// characters are in no dictionary.
func (c *Coiner) mayName(r *Reading, from, to int, quoted bool) (single int, ok bool) {
	s := r.S[from:to]
	n := utf8.RuneCountInString(s)
	if n < minCoinedSize || n > maxCoinedSize || IsPaper(s) || !quoted && (c.t.SuffixAt(s, 0, len(s)) > 0 || SortOf(s) > 0) {
		return 0, false // other rules find it, or it is none
	}
	if strings.ContainsFunc(s, func(ch rune) bool { return !unicode.Is(unicode.Han, ch) || isNever(ch, quoted) }) {
		return 0, false
	}
	for _, m := range concept.Default().AppendMatches(nil, s) {
		if m.Metric != nil && m.End == len(s) {
			return 0, false // 家庭养老床位
		}
	}
	for _, m := range r.Found {
		if m.Start < to && m.End > from && m.Proper && !quoted && (m.Start < from || m.End <= to && settled(r.S[m.Start:m.End]) || to-m.End > wordlist.Char) {
			return 0, false
		}
	}
	at, _ := slices.BinarySearchFunc(r.Words, from, func(w Word, i int) int { return w.End - i - 1 })
	for ; at < len(r.Words) && r.Words[at].Start < to; at++ {
		w := r.Words[at]
		word := r.S[w.Start:w.End]
		switch {
		case w.Start < from || w.End > to:
			return 0, false // a part of a word
		case w.Tag == "" && w.End-w.Start == wordlist.Char && !IsThing(ThingGrammar, word):
			single++
		case w.Tag == MetricTag && !quoted, c.t.Is(Scope|Phase|Prep|Break|Target|Change|Level|Event|Own, word), IsThing(ThingStop|ThingGrammar|ThingPointer|ThingVague|ThingOwn, word):
			return 0, false
		case w.Tag == UserTag, w.End == to && c.t.kinds[word]&(Common|Suffix) == Common:
			return 0, false // 临空经济
		case !quoted && w.Tag != "" && strings.Contains("vpcdurytmqf", w.Tag[:1]) && w.Tag != "vn":
			return 0, false
		}
	}
	return single, true
}

// isNever reports whether no name has a character, or none that is not in quotation
// marks.
func isNever(ch rune, quoted bool) bool {
	return IsThing(ThingGrammar, string(ch)) || !quoted && (strings.ContainsRune(Numerals, ch) || ThingWords().List("coined-never").Has(string(ch)))
}

// settled reports whether a name is that of a place that people live in, of which others
// are in the text behind it: 临湖区财政.
func settled(name string) bool {
	switch Sorts()[SortOf(name)] {
	case "district", "town", "village":
		return true
	}
	return false
}

// add returns what is known of a text that may be a name, nil if there are too many.
func (c *Coiner) add(text string) *coined {
	if n := c.by[text]; n != nil {
		return n
	}
	if len(c.found) == maxCoined {
		return nil
	}
	n := &coined{text: text}
	c.by[text] = n
	c.found = append(c.found, n)
	return n
}

// Names returns the names, the longest first.
func (c *Coiner) Names() (out []string) {
	for _, n := range c.found {
		if n.sure || n.leads && (n.quoted || n.own && c.times(n.text) > 1) {
			out = append(out, n.text)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// times returns how many times the texts have a name.
func (c *Coiner) times(name string) (n int) {
	for _, s := range c.texts {
		n += strings.Count(s, name)
	}
	return n
}

// CutAround cuts a text into words with cut, of which each of some names is one; see
// UserTag. The text between them is cut by itself.
func CutAround(text string, coined []string, cut func(string) []Word) []Word {
	var out []Word
	from := 0
	between := func(to int) {
		for _, w := range cut(text[from:to]) {
			out = append(out, Word{Start: from + w.Start, End: from + w.End, Tag: w.Tag})
		}
	}
	for {
		at, name := -1, ""
		for _, n := range coined {
			if i := strings.Index(text[from:], n); i >= 0 && (at < 0 || from+i < at) {
				at, name = from+i, n
			}
		}
		if at < 0 {
			break
		}
		between(at)
		from = at + len(name)
		out = append(out, Word{Start: at, End: from, Tag: UserTag})
	}
	if from == 0 {
		return cut(text)
	}
	between(len(text))
	return out
}
