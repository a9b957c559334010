package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/english"
	"beilun/internal/zhtext"
	"beilun/knowledge/bind/names"
)

// Correction is a part of a question that was read as something else: a name
// written with characters that sound alike, in pinyin or in English.
type Correction struct {
	From, To string
}

// Corrector replaces the names in questions by the names that the releases have, and
// the words for which the user's file gives another name. All of its fields are required.
type Corrector struct {
	Lexicon *Lexicon
	Names   func() *Names                                // in the releases
	Given   func(text string) []string                   // the names given to things by people that are in a folded text
	Has     func(pair string) bool                       // reports whether a pair of characters is in the releases
	English func(question string) (text string, ok bool) // puts a question in English into Chinese
}

// Correct returns the question in Chinese with its names as the releases write
// them, and what it replaced; english reports whether it was asked in English.
func (c *Corrector) Correct(question string) (corrected string, cs []Correction, english bool) {
	text := zhtext.FoldString(question)
	if hasWord(text) {
		if t, ok := c.fromEnglish(question, text); ok {
			return t, []Correction{{strings.TrimSpace(question), t}}, true
		}
	}
	if t, read := c.Lexicon.unalias(text); len(read) > 0 {
		cs, text, question = read, t, t
	}
	if t, ok := c.fromPinyin(text); ok {
		cs = append(cs, Correction{strings.TrimSpace(question), t})
		text, question = t, t
	}
	t, more := c.homophones(text)
	if len(more) > 0 {
		return t, append(cs, more...), false
	}
	return question, cs, false
}

func hasWord(s string) bool {
	run := 0
	for _, r := range s {
		if r >= 'a' && r <= 'z' {
			if run++; run > 1 {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}

// fromEnglish puts a question in English into Chinese. What can be read as pinyin
// to its end, and has no word of English grammar, is left to that.
func (c *Corrector) fromEnglish(question, folded string) (string, bool) {
	if !english.HasGrammar(question) {
		if t, ok := c.fromPinyin(folded); ok && !hasWord(t) {
			return "", false
		}
	}
	return c.English(question)
}

// homophones puts the names of the releases in the place of what only sounds
// like them: a run of whole words, none of them a stop word, that the releases
// do not have, and no people give a thing for its name.
func (c *Corrector) homophones(text string) (string, []Correction) {
	var p *Names
	given := c.Given(text)
	var cs []Correction
	var b strings.Builder
	words := c.Lexicon.Cut(text)
	at := 0
	for i := 0; i < len(words); i++ {
		if !AllHan(text[words[i].Start:words[i].End]) {
			continue
		}
		if p == nil {
			p = c.Names()
		}
		n, to := c.homophone(p, given, text, words[i:])
		if n == 0 {
			continue
		}
		end := words[i+n-1].End
		if to != "" {
			cs = append(cs, Correction{text[words[i].Start:end], to})
			b.WriteString(text[at:words[i].Start] + to)
			at = end
		}
		i += n - 1
	}
	return b.String() + text[at:], cs
}

// homophone reads a name at the start of words: of how many words, and what it
// should be where it is not written as in the releases.
func (c *Corrector) homophone(p *Names, given []string, text string, words []names.Word) (int, string) {
	end, chars := 0, 0
	for end < len(words) && (end == 0 || words[end].Start == words[end-1].End) {
		w := text[words[end].Start:words[end].End]
		if chars += utf8.RuneCountInString(w); c.Lexicon.IsStop(w) || chars > maxPiece || !AllHan(w) {
			break
		}
		end++
	}
	for n := end; n > 0; n-- {
		s := text[words[0].Start:words[n-1].End]
		if slices.Contains(given, s) {
			return n, ""
		}
		known := p.soundingLike(s)
		if len(known) > 0 && known[0].text == s {
			return n, ""
		}
		rs := []rune(s)
		if n == 1 && len(rs) > 1 { // a word of the dictionary is meant
			continue
		}
		for _, to := range known {
			if alike(rs, []rune(to.text)) && (len(rs) > 2 || to.ends&isHead != 0) && !c.occurs(rs, []rune(to.text)) {
				return n, to.text
			}
		}
	}
	return 0, ""
}

// numerals are the Chinese numerals that number things.
const numerals = "〇零一二三四五六七八九十百"

// alike reports whether enough characters are the same for one to be meant as
// the other: one of two, two of three, all but two of a longer name. Two numerals
// are never meant for each other, whatever they sound like: 十号桥 and 四号桥.
func alike(a, b []rune) bool {
	same := 0
	for i := range a {
		switch {
		case a[i] == b[i]:
			same++
		case strings.ContainsRune(numerals, a[i]) && strings.ContainsRune(numerals, b[i]):
			return false
		}
	}
	return same > 0 && same >= len(a)-2 && (len(a) > 3 || same == len(a)-1)
}

// occurs reports whether the releases have every pair of characters of a in
// which it differs from b: then it is no slip.
func (c *Corrector) occurs(a, b []rune) bool {
	for i := 0; i+2 <= len(a); i++ {
		if a[i] == b[i] && a[i+1] == b[i+1] {
			continue
		}
		if !c.Has(string(a[i : i+2])) {
			return false
		}
	}
	return true
}

// fromPinyin puts the words of the releases and of questions in the place of
// pinyin: jili zongbu → 吉利总部. A run of letters that cannot be read to its
// end stays.
func (c *Corrector) fromPinyin(text string) (string, bool) {
	if !hasWord(text) {
		return text, false
	}
	var p *Names
	var b strings.Builder
	read, unread := 0, 0 // letters
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (text[j] >= 'a' && text[j] <= 'z' || text[j] == '\'') {
			j++
		}
		if j == i {
			b.WriteByte(text[i])
			i++
			continue
		}
		if p == nil {
			p = c.Names()
		}
		if t := p.unspell(strings.ReplaceAll(text[i:j], "'", "")); t != "" && j-i > 1 {
			b.WriteString(t)
			read += j - i
		} else {
			b.WriteString(text[i:j])
			unread += j - i
		}
		i = j
	}
	if read == 0 || read <= unread { // Taiwan within an English name is no pinyin
		return text, false
	}
	return joinHan(b.String()), true
}

// joinHan takes blanks between Han characters out.
func joinHan(s string) string {
	rs := []rune(s)
	out := rs[:0:0]
	for i, r := range rs {
		if r == ' ' && i > 0 && i+1 < len(rs) && IsHan(rs[i-1]) && IsHan(rs[i+1]) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// maxSpelled bounds the letters of a run that is read as pinyin.
const maxSpelled = 200

// unspell reads letters as words one behind the other, as few as possible; ""
// when they cannot all be read.
func (p *Names) unspell(letters string) string {
	if len(letters) > maxSpelled {
		return ""
	}
	type step struct {
		words int
		text  string
	}
	known := p.spelling()
	best := make([]step, len(letters)+1)
	for i := len(letters) - 1; i >= 0; i-- {
		for n := min(known.longest, len(letters)-i); n > 1; n-- {
			w, ok := known.words[letters[i:i+n]]
			rest := best[i+n]
			if !ok || i+n < len(letters) && rest.words == 0 {
				continue
			}
			if best[i].words == 0 || rest.words+1 < best[i].words {
				best[i] = step{rest.words + 1, w + rest.text}
			}
		}
	}
	return best[0].text
}
