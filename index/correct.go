package index

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtext"

	"github.com/blevesearch/bleve/v2"
)

// Correction is a part of a question that was read as something else: a name
// written with characters that sound alike, in pinyin or in English.
type Correction struct {
	From, To string
}

// Correct reads names that a question writes as they sound (永江 for 甬江), in
// pinyin or in English, by the names that stand in the releases and no others.
// It returns the question in Chinese and what was taken for what; english tells
// that it was asked in English.
func (x *Index) Correct(question string) (corrected string, cs []Correction, english bool) {
	text := zhtext.FoldString(question)
	hasHan := strings.ContainsFunc(text, isHan)
	if !hasHan && hasWord(text) {
		if t, ok := x.fromEnglish(text); ok {
			return t, []Correction{{strings.TrimSpace(question), t}}, true
		}
	}
	if t, ok := x.fromPinyin(text); ok {
		cs = append(cs, Correction{strings.TrimSpace(question), t})
		text, question = t, t
	}
	t, more := x.homophones(text)
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

// homophones puts the names of the releases in the place of what only sounds
// like them.
func (x *Index) homophones(text string) (string, []Correction) {
	var p *pieces
	var cs []Correction
	rs := []rune(text)
	for i := 0; i < len(rs); {
		if !isHan(rs[i]) {
			i++
			continue
		}
		if p == nil {
			p = x.pieces()
		}
		n, to := x.homophone(p, rs[i:])
		if n == 0 {
			i++
			continue
		}
		if to != "" {
			cs = append(cs, Correction{string(rs[i : i+n]), to})
			rs = slices.Replace(rs, i, i+n, []rune(to)...)
		}
		i += n
	}
	return string(rs), cs
}

// homophone reads a name at the start of rs: its length, and what it should be
// where it is not written as in the releases.
func (x *Index) homophone(p *pieces, rs []rune) (int, string) {
	most := min(p.longest, len(rs))
	for n := most; n > 1; n-- {
		s := string(rs[:n])
		if !allHan(s) {
			continue
		}
		if p.known[s] {
			return n, ""
		}
		for _, to := range p.bySound[sound(s)] {
			if alike(rs[:n], []rune(to)) && !x.occurs(rs[:n], []rune(to)) && !x.lex.isWord(s) {
				return n, to
			}
		}
	}
	return 0, ""
}

// alike reports whether enough characters are the same for one to be meant as
// the other: at least one, and half of a longer name.
func alike(a, b []rune) bool {
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return same > 0 && same*2 >= len(a)
}

// isWord reports whether s is a word of the dictionary: those are meant.
func (l *Lexicon) isWord(s string) bool {
	ws := l.cut(s)
	return len(ws) == 1 && ws[0].End == len(s) && utf8.RuneCountInString(s) > 1
}

// occurs reports whether the releases have every pair of characters of a in
// which it differs from b: then it is no slip.
func (x *Index) occurs(a, b []rune) bool {
	for i := 0; i+2 <= len(a); i++ {
		if a[i] == b[i] && a[i+1] == b[i+1] {
			continue
		}
		if !x.hasGram(string(a[i : i+2])) {
			return false
		}
	}
	return true
}

// hasGram reports whether a pair of characters stands in any passage.
func (x *Index) hasGram(gram string) bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return false
	}
	q := bleve.NewTermQuery(gram)
	q.SetField(fieldGrams)
	res, err := x.current.bleve.Search(bleve.NewSearchRequestOptions(q, 0, 0, false))
	return err != nil || res.Total > 0
}

// fromPinyin puts the words of the releases and of questions in the place of
// pinyin: jili zongbu → 吉利总部. A run of letters that cannot be read to its
// end stays.
func (x *Index) fromPinyin(text string) (string, bool) {
	if !hasWord(text) {
		return text, false
	}
	var p *pieces
	var b strings.Builder
	read := false
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
			p = x.pieces()
		}
		if t := p.unspell(strings.ReplaceAll(text[i:j], "'", "")); t != "" && j-i > 1 {
			b.WriteString(t)
			read = true
		} else {
			b.WriteString(text[i:j])
		}
		i = j
	}
	if !read {
		return text, false
	}
	return joinHan(b.String()), true
}

// joinHan takes blanks between Han characters out.
func joinHan(s string) string {
	rs := []rune(s)
	out := rs[:0:0]
	for i, r := range rs {
		if r == ' ' && i > 0 && i+1 < len(rs) && isHan(rs[i-1]) && isHan(rs[i+1]) {
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
func (p *pieces) unspell(letters string) string {
	if len(letters) > maxSpelled {
		return ""
	}
	type step struct {
		words int
		text  string
	}
	best := make([]step, len(letters)+1)
	for i := len(letters) - 1; i >= 0; i-- {
		for n := min(p.spelled, len(letters)-i); n > 1; n-- {
			w, ok := p.joined[letters[i:i+n]]
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

//go:embed data/english.txt
var englishList string

// phrase is an entry of data/english.txt.
type phrase struct {
	kind, chinese string
	words         int
}

var loadEnglish = sync.OnceValue(func() map[string]phrase {
	m := map[string]phrase{}
	for line := range strings.Lines(englishList) {
		left, right, ok := strings.Cut(line, "=")
		f := strings.Fields(left)
		if !ok || strings.HasPrefix(line, "#") || len(f) != 2 {
			continue
		}
		for _, w := range strings.Split(right, ",") {
			w = strings.Join(strings.Fields(w), " ")
			m[w] = phrase{f[0], f[1], strings.Count(w, " ") + 1}
		}
	}
	return m
})

// maxPhrase is the number of words of the longest phrase.
const maxPhrase = 6

// fromEnglish puts a question in English into Chinese, word for word: things
// first, then what is asked of them. It reports false when too few of its
// words are known.
func (x *Index) fromEnglish(text string) (string, bool) {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	})
	if len(words) > 60 {
		return "", false
	}
	p := x.pieces()
	lexicon := loadEnglish()
	var nouns, behind, metrics []string
	ask := ""
	known, unknown, english := 0, 0, 0
	of := false
	noun := func(s string) {
		if of {
			behind = append(behind, s)
		} else {
			nouns = append(nouns, s)
		}
	}
	for i := 0; i < len(words); {
		n := min(maxPhrase, len(words)-i)
		var ph phrase
		for ; n > 0; n-- {
			if e, ok := lexicon[strings.Trim(strings.Join(words[i:i+n], " "), ".-")]; ok {
				ph = e
				break
			}
		}
		if n == 0 {
			w := strings.Trim(words[i], ".-")
			if strings.Trim(w, "0123456789") == "" && w != "" { // a year
				noun(w + "年")
			} else if han := p.unspell(strings.ReplaceAll(w, "-", "")); han != "" {
				noun(han)
				known++
			} else {
				noun(w)
				unknown++
			}
			i++
			continue
		}
		english++
		switch ph.kind {
		case "ask":
			if ask == "" || ask == "多少" {
				ask = ph.chinese
			}
		case "metric":
			metrics = append(metrics, ph.chinese)
			known++
		case "of":
			of = true
		case "noun":
			noun(ph.chinese)
			known++
		}
		i += n
	}
	if english == 0 || known == 0 || unknown > known+1 {
		return "", false
	}
	if ask == "" && len(metrics) > 0 {
		ask = "多少"
	}
	if ask == "是什么" && len(metrics) > 0 {
		ask = "多少"
	}
	return strings.Join(append(append(append(behind, nouns...), metrics...), ask), ""), true
}
