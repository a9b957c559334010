package span

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge/bind"
)

// class is the kind of question by the words that ask. Most weights are learnt
// for all questions and once more for each class.
type class uint8

const (
	other class = iota
	who
	where
	when
	year
	amount
	which
	list
	what
	why
	how
	classes
)

// askers are the words that ask, longest first among those that begin alike.
var askers = []struct {
	words string
	class class
}{
	{"为什么", why}, {"为何", why}, {"为啥", why}, {"什么原因", why}, {"何种原因", why}, {"哪些原因", why}, {"何故", why},
	{"什么时候", when}, {"什么时间", when}, {"什么年代", when}, {"何时", when}, {"何年", year}, {"何月", when}, {"何日", when},
	{"哪一年", year}, {"哪年", year}, {"哪一天", when}, {"哪天", when}, {"哪个月", when}, {"哪一个月", when}, {"几月", when}, {"几号", when},
	{"哪个年代", when}, {"哪个世纪", when}, {"几世纪", when}, {"几时", when}, {"西元几年", year}, {"民国几年", year}, {"西元何年", year}, {"公元几年", year}, {"哪个时期", when}, {"哪一时期", when},
	{"什么人", who}, {"何人", who}, {"哪个人", who}, {"哪一个人", who}, {"哪一人", who}, {"哪位", who}, {"哪一位", who}, {"谁", who}, {"哪些人", who},
	{"什么地方", where}, {"何处", where}, {"何地", where}, {"哪里", where}, {"哪儿", where}, {"哪个地方", where},
	{"多少", amount}, {"多大", amount}, {"多长", amount}, {"多高", amount}, {"多久", amount}, {"多远", amount}, {"多深", amount}, {"多宽", amount}, {"多重", amount}, {"几", amount},
	{"哪些", list}, {"哪几", list}, {"哪两", list}, {"哪三", list}, {"哪四", list}, {"有何", what},
	{"如何", how}, {"怎么样", how}, {"怎样", how}, {"怎么", how},
	{"哪一个", which}, {"哪一", which}, {"哪个", which}, {"哪", which},
	{"什么样的", what}, {"什么样", what}, {"什么", what}, {"甚么", what}, {"何种", what}, {"啥", what}, {"何", what},
}

// notAskers hold an asker and ask nothing.
var notAskers = []string{"任何", "几乎", "几何", "几内亚", "无论如何", "几丁", "茶几"}

// gram is two characters that follow each other in the question.
type gram [2]rune

// place tells where a piece of the question stands in it.
type place struct {
	dist   float32 // 1 beside the words that ask, less farther away
	before bool    // in front of them
	idf    float32
	seen   int // sentence that counted it last, from 1
	df     int
}

// question is a question prepared for reading.
type question struct {
	query     index.Query
	runes     []rune // folded
	from, to  int    // the words that ask; both the end when there are none
	class     class
	asker     uint32 // hash of the words that ask
	focus     string // the noun that tells what is asked for: 哪个国家, 首都是哪里; empty when unknown
	focusHash uint32
	focusEnd  rune
	grams     map[gram]*place
	unis      map[rune]*place
	gramList  []*place
	uniList   []*place
	words     map[uint32]bool // hashes of the words
	rel       map[uint32]int  // where words stand: how many in front of those that ask (negative) or behind
	before    uint32          // hash of the word in front of those that ask
	after     uint32          // and behind
	want      uint32          // hash of the kind of answer
	total     float32         // idf of all grams
	uniTotal  float32
}

func newQuestion(q index.Query, cut func(string) []bind.Word) *question {
	text := zhtext.FoldString(q.Text)
	text = strings.TrimRight(text, " ?!。.,，:")
	qn := &question{query: q, runes: []rune(text), grams: map[gram]*place{}, unis: map[rune]*place{}, words: map[uint32]bool{}, rel: map[uint32]int{}, want: hash(string(q.Want))}
	qn.findAsker(text)
	words := cut(text)
	qn.findFocus(text, words)
	qn.collect(text, words)
	qn.relate(text, words)
	return qn
}

// findAsker finds the words that ask: the longest of those that stand last.
func (qn *question) findAsker(text string) {
	at, length := -1, 0
	for _, a := range askers {
		for i := 0; i < len(text); {
			j := strings.Index(text[i:], a.words)
			if j < 0 {
				break
			}
			j += i
			i = j + len(a.words)
			if asksNothing(text, j, i) || at >= 0 && (j+len(a.words) < at+length || j+len(a.words) == at+length && len(a.words) <= length) || at >= 0 && j >= at && i <= at+length {
				continue
			}
			at, length, qn.class = j, len(a.words), a.class
		}
	}
	if at < 0 {
		qn.from, qn.to = len(qn.runes), len(qn.runes)
		qn.class = what
		return
	}
	words := text[at : at+length]
	if words == "为什么" && at+length == len(text) { // 被称为什么
		at, words, qn.class = at+len("为"), "什么", what
	}
	qn.from = utf8.RuneCountInString(text[:at])
	qn.to = qn.from + utf8.RuneCountInString(words)
	qn.asker = hash(words)
}

// asksNothing reports whether text[from:to] is part of a word that only looks
// like an asker.
func asksNothing(text string, from, to int) bool {
	for _, w := range notAskers {
		for i := max(0, from-len(w)); i <= from && i+len(w) <= len(text); i++ {
			if strings.HasPrefix(text[i:], w) && i+len(w) >= to {
				return true
			}
		}
	}
	return false
}

// measures stand between the words that ask and the noun that they ask for.
const measures = "一个种位场座家条项部所片款颗支本件次届名类样些只份的两三四五大国"

// linkers stand between a noun and the words that ask for it: 首都是哪里.
const linkers = "是为叫称做作由在于有被以即指到至属"

// findFocus finds the noun that tells what is asked for.
func (qn *question) findFocus(text string, words []bind.Word) {
	from := byteAt(text, qn.from)
	to := byteAt(text, qn.to)
	after := ""
	for _, w := range words {
		if w.End <= to {
			continue
		}
		part := text[max(w.Start, to):w.End]
		noun := isNoun(w.Tag) || w.Tag == "eng" || w.Tag == "" && after != ""
		if w.Start > to && strings.TrimSpace(text[to:w.Start]) != "" && after == "" {
			break // a mark in between
		}
		if after == "" && !noun && strings.Trim(part, measures) == "" {
			to = w.End
			continue
		}
		if !noun {
			if after == "" && part == "国" {
				after = part
			}
			break
		}
		after = part
	}
	if after == "" {
		for i := len(words) - 1; i >= 0; i-- {
			w := words[i]
			if w.Start >= from {
				continue
			}
			part := text[w.Start:min(w.End, from)]
			if isNoun(w.Tag) {
				after = part
				break
			}
			if strings.Trim(part, linkers) != "" {
				break
			}
		}
	}
	if after != "" {
		qn.focus = after
		qn.focusHash = hash(after)
		qn.focusEnd, _ = utf8.DecodeLastRuneInString(after)
	}
}

func isNoun(tag string) bool {
	return strings.HasPrefix(tag, "n") || tag == "vn" || tag == "j" || tag == "s" || tag == "an" || tag == "metric" || tag == "l" || tag == "user"
}

// byteAt returns the byte offset of a text's n-th character.
func byteAt(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// common are characters that say nothing by themselves.
const common = "的了是在有和与及或之其为以于被由这那个一不也都而就将把所中上下时后前到从对等曾并又第年月日"

// collect notes the pieces of the question that its answer may stand near.
func (qn *question) collect(text string, words []bind.Word) {
	for _, w := range words {
		qn.words[hash(text[w.Start:w.End])] = true
	}
	for i, r := range qn.runes {
		if i >= qn.from && i < qn.to || !isWordRune(r) {
			continue
		}
		p := qn.placeOf(i)
		if !strings.ContainsRune(common, r) {
			if old := qn.unis[r]; old == nil || old.dist < p.dist {
				qn.unis[r] = &p
			}
		}
		if i+1 < len(qn.runes) && !(i+1 >= qn.from && i+1 < qn.to) && isWordRune(qn.runes[i+1]) {
			g := gram{r, qn.runes[i+1]}
			if strings.ContainsRune(common, g[0]) && strings.ContainsRune(common, g[1]) {
				continue
			}
			p := qn.placeOf(i)
			if old := qn.grams[g]; old == nil || old.dist < p.dist {
				qn.grams[g] = &p
			}
		}
	}
	// In the order of the question, for sums that come out the same each time.
	for i, r := range qn.runes {
		if p := qn.unis[r]; p != nil && !slices.Contains(qn.uniList, p) {
			qn.uniList = append(qn.uniList, p)
		}
		if i+1 < len(qn.runes) {
			if p := qn.grams[gram{r, qn.runes[i+1]}]; p != nil && !slices.Contains(qn.gramList, p) {
				qn.gramList = append(qn.gramList, p)
			}
		}
	}
}

func (qn *question) placeOf(i int) place {
	if i < qn.from {
		return place{dist: 4 / (4 + float32(qn.from-i-1)), before: true}
	}
	return place{dist: 4 / (4 + float32(i-qn.to))}
}

func isWordRune(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7F && !slices.Contains(marks, r) && r != ' '
}

// marks are the folded marks that end a word.
var marks = []rune("，。；：、！？“”‘’《》〈〉（）「」『』【】—…·～-()[]<>\"'")
