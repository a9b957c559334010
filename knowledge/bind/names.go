package bind

import (
	_ "embed"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed suffixes.txt
var suffixFile string

//go:embed words.txt
var wordFile string

// Word is a word of a text: its byte span and gse's part-of-speech tag (n, v,
// ns …). Marks and digits need no word.
type Word struct {
	Start, End int
	Tag        string
}

// MetricTag is the tag of a word that tells what is measured or what happens:
// no part of a name but for its last word.
const MetricTag = "metric"

// UserTag is the tag of a word of the user's own list: a name as it is.
const UserTag = "user"

type tables struct {
	kinds    map[string]kindOf        // of each word, to look it up once
	lists    [len(kindNames)]wordList // the words of each kind
	reaches  wordList                 // those of level that lead to what is reached: 提高到
	suffixes [1 << lowBits]uint8      // bytes of the longest suffix that ends with a character
	marked   map[rune][]string        // words of the marked kinds by their first character, the shorter first; see marks.go
	first    [1 << lowBits]kindOf     // kinds of the words that begin with a character
	begins   [1 << lowBits]bool       // whether a word of a marked kind begins with a character
}

// kindOf tells what a word of a text can be, several kinds at once.
type kindOf uint32

const (
	isSuffix kindOf = 1 << iota // in suffixes.txt; the others are classes of words.txt
	isScope
	isPhase
	isPrep
	isBreak
	isCommon
	isTarget
	isPlanned
	isChange
	isLevel
	isFrom
	isIdle
	isEvent
	isFirm
	isNumbered
	isSite
	isLot
	isTransport
	isStretch
	isPointer
	isMeasure
	isShort
	isPlace
	isOwn
	isDone
	isOnce
	isDelta
	isThan
	isMore
	isOver
	isAim
)

// kindNames are the kinds in the order of their bits, by their classes.
var kindNames = [...]string{"suffix", "scope", "phase", "prep", "break", "common", "target", "planned", "change", "level", "from", "idle", "event", "firm", "numbered", "site", "lot", "transport", "stretch", "pointer", "measure", "short", "place", "own", "done", "once", "delta", "than", "more", "over", "aim"}

var loadTables = sync.OnceValue(func() *tables {
	t := &tables{kinds: map[string]kindOf{}, marked: map[rune][]string{}}
	add := func(k kindOf, words []string) {
		t.list(k).add(words...)
		for _, w := range words {
			t.kinds[w] |= k
			t.first[lowFirst(w)] |= k
		}
	}
	eachLine(suffixFile, func(f []string) { add(isSuffix, f) })
	eachLine(wordFile, func(f []string) { add(1<<slices.Index(kindNames[:], f[0]), f[1:]) })
	for _, w := range t.list(isSuffix).words {
		t.suffixes[lowLast(w)] = max(t.suffixes[lowLast(w)], uint8(len(w)))
	}
	for _, w := range t.list(isLevel).words {
		if hasSuffix(w, "到", "至") {
			t.reaches.add(w)
		}
	}
	t.loadMarks()
	return t
})

func eachLine(list string, f func(fields []string)) {
	for line := range strings.Lines(list) {
		if fields := strings.Fields(line); len(fields) > 0 && !strings.HasPrefix(line, "#") {
			f(fields)
		}
	}
}

// IsEvent reports whether a metric is something that happens: 开工, 拿地.
func IsEvent(metric string) bool { return loadTables().is(isEvent, metric) }

// list returns the words of one kind.
func (t *tables) list(kind kindOf) *wordList { return &t.lists[bits.TrailingZeros32(uint32(kind))] }

// is reports whether word is of one of kinds. Most words are of none by their first
// character.
func (t *tables) is(kinds kindOf, word string) bool {
	return t.first[lowFirst(word)]&kinds != 0 && t.kinds[word]&kinds != 0
}

// name is a named thing as it stands in a text.
type name struct {
	start, end int
	text       string
	proper     bool // has a word of its own, not only common ones
	listed     bool // one of several joined by 、, or closed by 等
	user       bool // a word of the user's list and no more: it may be as short as that
}

// maxNameWords is how many words a name may be grown to.
const maxNameWords = 12

// suffixAt returns the length of the longest suffix that ends at end of s and
// is longer than 0 but, for a suffix of one character, not the whole word.
func (t *tables) suffixAt(s string, start, end int) int {
	for n := min(int(t.suffixes[lowLast(s[:end])]), end); n > 0; n-- {
		if !utf8.RuneStart(s[end-n]) || !t.is(isSuffix, s[end-n:end]) {
			continue
		}
		if utf8.RuneCountInString(s[end-n:end]) == 1 && end-n == start && end-start == n && !strings.Contains("园区县市镇村港", s[end-n:end]) {
			continue
		}
		return n
	}
	return 0
}

// find returns where names may stand in s, which words are the words of, in order
// and without overlap.
func (t *tables) find(s string, words []Word) []name {
	var out []name
	words = t.withNumbers(s, words)
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w.Tag == numberTag {
			if m := t.settle(s, t.shear(s, t.numbered(s, words, i))); m.end > m.start {
				out = t.addName(out, m)
			}
			continue
		}
		if w.Tag == UserTag {
			out = t.addName(out, name{start: w.Start, end: w.End, proper: true, user: true})
			continue
		}
		n := t.suffixAt(s, w.Start, w.End)
		kind := kindOf(0)
		if n > 0 {
			kind = t.kinds[s[w.Start:w.End]]
		}
		if n > 0 && (kind&(isScope|isEvent) != 0 || kind&(isCommon|isSuffix) == isCommon || i > 0 && words[i-1].End == w.Start && (t.kinds[s[words[i-1].Start:w.End]]&isEvent != 0 || isThing(aStop, s[words[i-1].Start:w.End]))) {
			n = 0 // 全市, 城乡, 开园, 留区
		}
		if n == 0 {
			if w.Tag == "ns" && w.End-w.Start >= 2*len("园") || w.Tag == "nt" {
				out = t.addName(out, name{start: w.Start, end: w.End, proper: true})
			}
			continue
		}
		if i+1 < len(words) && words[i+1].Start == w.End && t.is(isSuffix, s[words[i+1].Start:words[i+1].End]) {
			continue // 总部项目: the name ends later
		}
		if i+1 < len(words) && words[i+1].Start == w.End && t.is(isSuffix, s[w.Start:words[i+1].End]) {
			continue
		}
		m := t.grow(s, words, i)
		m = t.settle(s, t.shear(s, m))
		if m.end > m.start {
			out = t.addName(out, m)
		}
	}
	return out
}

// names appends the named things in a text to kept, in order. No name goes over a
// place where cut reports a figure.
func (t *tables) names(kept []name, of *reading, cut func(from, to int) int) []name {
	s := of.s
	for _, m := range of.found {
		start := cut(m.start, m.end)
		if m.user = m.user && start == m.start; !m.user {
			m.start = start
			m = t.settle(s, t.shear(s, m))
		}
		if m.end == m.start {
			continue
		}
		m.text = trimKind(t, s[m.start:m.end])
		t.role(s, &m)
		kept = append(kept, m)
	}
	return kept
}

// grow takes the words in front of word i that are part of the name it ends.
func (t *tables) grow(s string, words []Word, i int) name {
	m := name{start: words[i].Start, end: words[i].End}
	last := s[words[i].Start:words[i].End]
	m.proper = isProper(words[i].Tag)
	singles := 0 // in a row, the last taken first
	for j := i - 1; j >= 0 && i-j < maxNameWords; j-- {
		w := words[j]
		text := s[w.Start:w.End]
		if w.End != m.start && s[w.End:m.start] != "·" || t.is(isBreak|isScope|isPrep, text) {
			break
		}
		if utf8.RuneCountInString(text) == 1 {
			// Single characters in a row are pieces of a name that no dictionary
			// has.
			singles++
			m.proper = m.proper || isProper(w.Tag) || singles > 1
		} else {
			singles = 0
			if isWord(w.Tag) && !firmOfSingles(t, s, words, j, last) && !(w.Tag[0] == 'v' && t.is(isCommon, text)) || strings.Contains(" t m mq i z metric ", " "+w.Tag+" ") && !t.is(isSuffix, text) && !(t.is(isNumbered, last) && isOrdinal(text)) {
				break
			}
			m.proper = m.proper || isProper(w.Tag) || t.is(isFirm, last) && !t.is(isCommon, text)
		}
		m.start = w.Start
	}
	return t.settle(s, m)
}

// isOrdinal reports whether a word numbers what it is part of the name of:
// 第一人民医院, 第六中学.
func isOrdinal(word string) bool {
	rest, ok := strings.CutPrefix(word, "第")
	return ok && rest != "" && strings.Trim(rest, "0123456789一二三四五六七八九十百") == ""
}

// firmOfSingles reports whether word j, a verb for the dictionary, is part of the
// name of a firm: single characters in a row, pieces of a name that no
// dictionary has, stand in front of it (瑞谷再生资源公司).
func firmOfSingles(t *tables, s string, words []Word, j int, last string) bool {
	const one = len("字")
	if j < 2 || !t.is(isFirm, last) || t.is(isBreak, s[words[j].Start:words[j].End]) {
		return false
	}
	for k := j - 1; k >= j-2; k-- {
		w := words[k]
		if w.End-w.Start != one || w.End != words[k+1].Start || t.is(isBreak|isPrep, s[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// isProper reports whether words with tag are names.
func isProper(tag string) bool {
	switch tag {
	case "ns", "nt", "nz", "nr", "nrt", "eng", UserTag:
		return true
	}
	return false
}

// isWord reports whether words with tag are of the sentence rather than of a
// name: verbs, particles and the like.
func isWord(tag string) bool {
	return tag != "vn" && strings.ContainsAny(tag[:min(1, len(tag))], "vpcdury")
}

// lone reports whether word i stands beside another single character.
func lone(words []Word, i int) bool {
	const one = len("字")
	beside := func(j, k int) bool {
		return j >= 0 && k < len(words) && words[j].End == words[k].Start && words[j].End-words[j].Start == one && words[k].End-words[k].Start == one
	}
	return beside(i-1, i) || beside(i, i+1)
}

// shear takes words that open a clause off the start of m: 续建 and 新开工 are
// in no dictionary.
func (t *tables) shear(s string, m name) name {
	for again := true; again; {
		again = false
		for n := 2; n <= 3; n++ {
			k := m.start + n*len("字")
			if k < m.end && t.is(isBreak, s[m.start:k]) {
				m.start, again = k, true
			}
		}
	}
	return m
}

// settle drops a name that is nothing but its kind.
func (t *tables) settle(s string, m name) name {
	if utf8.RuneCountInString(s[m.start:m.end]) < 3 || t.is(isSuffix|isCommon|isScope, s[m.start:m.end]) || t.isCounted(s[m.start:m.end]) {
		return name{}
	}
	return m
}

// maxName is how many bytes a name may have: no thing is called by more.
const maxName = 60 * len("字")

// addName adds m to out: a name that goes on from or covers the last one takes
// it in (东江科创区临湖片区 is one name).
func (t *tables) addName(out []name, m name) []name {
	for len(out) > 0 && out[len(out)-1].end >= m.start {
		last := out[len(out)-1]
		if m.end-last.start > maxName {
			m.start = max(m.start, last.end)
			break
		}
		m.start = min(m.start, last.start)
		m.proper, m.user = m.proper || last.proper, false
		out = out[:len(out)-1]
	}
	return append(out, m)
}

// kinds behind a name that has a kind already tell nothing more.
var kinds = []string{"总部项目", "项目", "工程", "地块"}

// trimKind takes 项目 and the like off the end of a name that ends with another
// suffix without it: 某某产业园项目 is 某某产业园.
func trimKind(t *tables, s string) string {
	for _, k := range kinds {
		short, ok := strings.CutSuffix(s, k)
		if !ok {
			continue
		}
		if n := t.suffixAt(short, 0, len(short)); n > 0 && utf8.RuneCountInString(short) > 3 || t.endsNumbered(short) {
			return short
		}
	}
	return s
}

// role notes how m stands in its clause.
func (t *tables) role(s string, m *name) {
	after := s[m.end:]
	if strings.HasPrefix(after, "(") { // 某某总部(某某)等8个
		if j := strings.IndexByte(after[:min(60, len(after))], ')'); j > 0 {
			after = after[j+1:]
		}
	}
	before := s[:m.start]
	if strings.HasPrefix(after, "、") || strings.HasSuffix(before, "、") || strings.HasPrefix(after, "等") {
		m.listed = true
	}
}

// IsComplete reports whether a folded name ends as the names of places, sites
// and organisations do, so that a longer name is that of another thing: 临湖区
// is not 临湖区文化中心.
func IsComplete(name string) bool {
	t := loadTables()
	return t.suffixAt(name, 0, len(name)) > 0 || t.endsNumbered(name)
}

// IsKind reports whether a folded word is what things of a kind are called, and
// no name: 产业园.
func IsKind(word string) bool {
	return loadTables().is(isSuffix|isCommon|isScope, word)
}
