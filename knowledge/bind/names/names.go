package names

import (
	_ "embed"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/figure/word"
)

//go:embed suffixes.txt
var suffixFile string

//go:embed words.txt
var wordFile string

// Word is a word of a text: its byte span and gse's part-of-speech tag (n, v, ns …).
// Marks and digits need not be in a word.
type Word struct {
	Start, End int
	Tag        string
}

// MetricTag is the tag of a word for what is measured or what happens. Only the last
// word of a name may have it.
const MetricTag = "metric"

// UserTag is the tag of a word of the user's own list, which is a name as it is.
const UserTag = "user"

// Tables are the words of suffixes.txt and words.txt. They do not change, and are safe
// for concurrent use.
type Tables struct {
	kinds    map[string]Kind               // of each word, to look it up once
	lists    [len(kindNames)]wordlist.List // the words of each kind
	Reaches  wordlist.List                 // those of Level in front of what is reached: 提高到
	suffixes [1 << wordlist.LowBits]uint8  // bytes of the longest suffix that ends with a character
	marked   map[rune][]string             // words of the marked kinds by their first character, the shorter first
	first    [1 << wordlist.LowBits]Kind   // kinds of the words that begin with a character
	begins   [1 << wordlist.LowBits]bool   // whether a word of a marked kind begins with a character
}

// Kind is what a word may be, a bit for each kind.
type Kind uint32

const (
	Suffix Kind = 1 << iota // in suffixes.txt; the others are classes of words.txt
	Scope
	Phase
	Prep
	Break
	Common
	Target
	Planned
	Change
	Level
	From
	Idle
	Event
	Firm
	Numbered
	Site
	Lot
	Transport
	Stretch
	Pointer
	Measure
	Short
	Place
	Own
	Done
	Once
	Delta
	Than
	More
	Over
	Aim
)

// kindNames are the names of the kinds, by their bits: the classes of words.txt. Planned
// has its words from package word, Place and Done some from things.txt.
var kindNames = [...]string{"suffix", "scope", "phase", "prep", "break", "common", "target", "planned", "change", "level", "from", "idle", "event", "firm", "numbered", "site", "lot", "transport", "stretch", "pointer", "measure", "short", "place", "own", "done", "once", "delta", "than", "more", "over", "aim"}

// Load returns the tables, which are made once.
var Load = sync.OnceValue(func() *Tables {
	t := &Tables{kinds: map[string]Kind{}, marked: map[rune][]string{}}
	add := func(k Kind, words []string) {
		t.List(k).Add(words...)
		for _, w := range words {
			t.kinds[w] |= k
			t.first[wordlist.LowFirst(w)] |= k
		}
	}
	_ = wordlist.Lines("knowledge/bind/names/suffixes.txt", suffixFile, 1, func(f []string) error { add(Suffix, f); return nil }) // which cannot fail
	for class, l := range wordlist.MustParse("knowledge/bind/names/words.txt", wordFile, nil).All() {
		add(1<<slices.Index(kindNames[:], class), l.Words)
	}
	add(Place, ThingWords().List("region").Words)
	add(Done, ThingWords().List("since").Words)
	for _, w := range word.Default().Words(word.Plan) {
		if !t.Is(Target, w) {
			add(Planned, []string{w})
		}
	}
	for _, w := range t.List(Suffix).Words {
		t.suffixes[wordlist.LowLast(w)] = max(t.suffixes[wordlist.LowLast(w)], uint8(len(w)))
	}
	for _, w := range t.List(Level).Words {
		if ThingWords().List("reaches").Ends(w) {
			t.Reaches.Add(w)
		}
	}
	t.loadMarks()
	return t
})

// IsEvent reports whether a metric is something that happens: 开工, 拿地.
func IsEvent(metric string) bool { return Load().Is(Event, metric) }

// List returns the words of one kind.
func (t *Tables) List(kind Kind) *wordlist.List {
	return &t.lists[bits.TrailingZeros32(uint32(kind))]
}

// Is reports whether word is of one of kinds.
func (t *Tables) Is(kinds Kind, word string) bool {
	return t.first[wordlist.LowFirst(word)]&kinds != 0 && t.kinds[word]&kinds != 0
}

// Name is a named thing in a text.
type Name struct {
	Start, End int
	Text       string
	Proper     bool // has a word of its own, not only common ones
	Listed     bool // one of several joined by 、, or closed by 等
	user       bool // only a word of the user's list: it may be that short
}

// IsGiven reports whether m is a name only because people, or the texts of a Coiner, say
// so.
func (m *Name) IsGiven() bool { return m.user }

// maxNameWords is how many words a name has at most.
const maxNameWords = 12

// SuffixAt returns the length of the longest suffix at the end of s[:end], or 0. Most
// suffixes of one character are not the whole of the word that begins at start.
func (t *Tables) SuffixAt(s string, start, end int) int {
	for n := min(int(t.suffixes[wordlist.LowLast(s[:end])]), end); n > 0; n-- {
		if !utf8.RuneStart(s[end-n]) || !t.Is(Suffix, s[end-n:end]) {
			continue
		}
		if utf8.RuneCountInString(s[end-n:end]) == 1 && end-n == start && end-start == n && !ThingWords().List("short-end").Has(s[end-n:end]) {
			continue
		}
		return n
	}
	return 0
}

// Find returns where names may be in s, in order and without overlap. words are the
// words of s.
func (t *Tables) Find(s string, words []Word) []Name {
	var out []Name
	words = t.withNumbers(s, words)
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w.Tag == numberTag {
			if m := t.settle(s, t.shear(s, t.numbered(s, words, i))); m.End > m.Start {
				out = t.addName(out, m)
			}
			continue
		}
		if w.Tag == UserTag {
			out = t.addName(out, Name{Start: w.Start, End: w.End, Proper: true, user: true})
			continue
		}
		n := t.SuffixAt(s, w.Start, w.End)
		kind := Kind(0)
		if n > 0 {
			kind = t.kinds[s[w.Start:w.End]]
		}
		if n > 0 && (kind&(Scope|Event) != 0 || kind&(Common|Suffix) == Common || i > 0 && words[i-1].End == w.Start && (t.kinds[s[words[i-1].Start:w.End]]&Event != 0 || IsThing(ThingStop, s[words[i-1].Start:w.End]))) {
			n = 0 // 全市, 城乡, 开园, 留区
		}
		if n == 0 {
			if w.Tag == "ns" && w.End-w.Start >= 2*wordlist.Char || w.Tag == "nt" {
				out = t.addName(out, Name{Start: w.Start, End: w.End, Proper: true})
			}
			continue
		}
		if i+1 < len(words) && words[i+1].Start == w.End && t.Is(Suffix, s[words[i+1].Start:words[i+1].End]) {
			continue // 总部项目: the name ends later
		}
		if i+1 < len(words) && words[i+1].Start == w.End && t.Is(Suffix, s[w.Start:words[i+1].End]) {
			continue
		}
		m := t.grow(s, words, i)
		m = t.settle(s, t.shear(s, m))
		if m.End > m.Start {
			out = t.addName(out, m)
		}
	}
	return out
}

// Names appends the named things of a text to kept, in order. cut returns where the last
// figure between two bytes ends; no name contains one.
func (t *Tables) Names(kept []Name, of *Reading, cut func(from, to int) int) []Name {
	s := of.S
	for _, m := range of.Found {
		start := cut(m.Start, m.End)
		if m.user = m.user && start == m.Start; !m.user {
			m.Start = start
			m = t.settle(s, t.shear(s, m))
		}
		if m.End == m.Start {
			continue
		}
		m.Text = TrimKind(t, s[m.Start:m.End])
		t.role(s, &m)
		kept = append(kept, m)
	}
	return kept
}

// grow returns the name that ends with word i and the words in front of it that belong
// to it.
func (t *Tables) grow(s string, words []Word, i int) Name {
	m := Name{Start: words[i].Start, End: words[i].End}
	last := s[words[i].Start:words[i].End]
	m.Proper = IsProper(words[i].Tag)
	singles := 0 // in a row, so far
	for j := i - 1; j >= 0 && i-j < maxNameWords; j-- {
		w := words[j]
		text := s[w.Start:w.End]
		if w.End != m.Start && s[w.End:m.Start] != "·" || t.Is(Break|Scope|Prep, text) {
			break
		}
		if utf8.RuneCountInString(text) == 1 {
			// Single characters in a row are pieces of a name that is in no
			// dictionary.
			singles++
			m.Proper = m.Proper || IsProper(w.Tag) || singles > 1
		} else {
			singles = 0
			if isWord(w.Tag) && !firmOfSingles(t, s, words, j, last) && !(w.Tag[0] == 'v' && t.Is(Common, text)) || strings.Contains(" t m mq i z metric ", " "+w.Tag+" ") && !t.Is(Suffix, text) && !(t.Is(Numbered, last) && isOrdinal(text)) {
				break
			}
			m.Proper = m.Proper || IsProper(w.Tag) || t.Is(Firm, last) && !t.Is(Common, text)
		}
		m.Start = w.Start
	}
	return t.settle(s, m)
}

// isOrdinal reports whether a word is the number in a name: 第一人民医院, 第六中学.
func isOrdinal(word string) bool {
	rest, ok := strings.CutPrefix(word, "第")
	return ok && rest != "" && strings.Trim(rest, "0123456789百"+Numerals) == ""
}

// firmOfSingles reports whether word j, a verb in the dictionary, belongs to the name of
// a firm: single characters that are in no dictionary are in front of it
// (瑞谷再生资源公司).
func firmOfSingles(t *Tables, s string, words []Word, j int, last string) bool {
	const one = wordlist.Char
	if j < 2 || !t.Is(Firm, last) || t.Is(Break, s[words[j].Start:words[j].End]) {
		return false
	}
	for k := j - 1; k >= j-2; k-- {
		w := words[k]
		if w.End-w.Start != one || w.End != words[k+1].Start || t.Is(Break|Prep, s[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// IsProper reports whether words with tag are names.
func IsProper(tag string) bool {
	switch tag {
	case "ns", "nt", "nz", "nr", "nrt", "eng", UserTag:
		return true
	}
	return false
}

// isWord reports whether words with tag belong to the sentence and not to a name: verbs,
// particles and the like.
func isWord(tag string) bool {
	return tag != "vn" && strings.ContainsAny(tag[:min(1, len(tag))], "vpcdury")
}

// Lone reports whether word i is next to another single character.
func Lone(words []Word, i int) bool {
	const one = wordlist.Char
	beside := func(j, k int) bool {
		return j >= 0 && k < len(words) && words[j].End == words[k].Start && words[j].End-words[j].Start == one && words[k].End-words[k].Start == one
	}
	return beside(i-1, i) || beside(i, i+1)
}

// shear removes words that begin a clause from the front of m: 续建 and 新开工 are in no
// dictionary.
func (t *Tables) shear(s string, m Name) Name {
	for again := true; again; {
		again = false
		for n := 2; n <= 3; n++ {
			k := m.Start + n*wordlist.Char
			if k < m.End && t.Is(Break, s[m.Start:k]) {
				m.Start, again = k, true
			}
		}
	}
	return m
}

// settle returns no name for one that is only a kind.
func (t *Tables) settle(s string, m Name) Name {
	if utf8.RuneCountInString(s[m.Start:m.End]) < 3 || t.Is(Suffix|Common|Scope, s[m.Start:m.End]) || t.isCounted(s[m.Start:m.End]) {
		return Name{}
	}
	return m
}

// MaxName is how many bytes a name has at most.
const MaxName = 60 * wordlist.Char

// addName adds m to out. A name that touches or covers the last one is joined to it:
// 东江科创区临湖片区 is one name.
func (t *Tables) addName(out []Name, m Name) []Name {
	for len(out) > 0 && out[len(out)-1].End >= m.Start {
		last := out[len(out)-1]
		if m.End-last.Start > MaxName {
			m.Start = max(m.Start, last.End)
			break
		}
		m.Start = min(m.Start, last.Start)
		m.Proper, m.user = m.Proper || last.Proper, false
		out = out[:len(out)-1]
	}
	return append(out, m)
}

// AddsNothing reports whether kind adds nothing to a name that has a kind: 项目.
func AddsNothing(kind string) bool { return ThingWords().List("kind-behind").Has(kind) }

// TrimKind removes 项目 and the like from the end of a name that ends with another
// suffix without it: 某某产业园项目 is 某某产业园.
func TrimKind(t *Tables, s string) string {
	kinds := ThingWords().List("kind-behind")
	if !kinds.Ends(s) {
		return s // as most names
	}
	for _, k := range kinds.Words {
		short, ok := strings.CutSuffix(s, k)
		if !ok {
			continue
		}
		if n := t.SuffixAt(short, 0, len(short)); n > 0 && utf8.RuneCountInString(short) > 3 || t.endsNumbered(short) {
			return short
		}
	}
	return s
}

// role sets whether m is one of several names.
func (t *Tables) role(s string, m *Name) {
	after := s[m.End:]
	if strings.HasPrefix(after, "(") { // 某某总部(某某)等8个
		if j := strings.IndexByte(after[:min(60, len(after))], ')'); j > 0 {
			after = after[j+1:]
		}
	}
	before := s[:m.Start]
	if strings.HasPrefix(after, "、") || strings.HasSuffix(before, "、") || strings.HasPrefix(after, "等") {
		m.Listed = true
	}
}

// IsComplete reports whether a folded name ends as the names of places, sites and
// organisations do, so that a longer name is that of another thing: 临湖区 is not
// 临湖区文化中心.
func IsComplete(name string) bool {
	t := Load()
	return t.SuffixAt(name, 0, len(name)) > 0 || t.endsNumbered(name)
}

// IsKind reports whether a folded word is a kind of thing and not a name: 产业园.
func IsKind(word string) bool {
	return Load().Is(Suffix|Common|Scope, word)
}
