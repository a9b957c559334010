package concept

import (
	"embed"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Class is a class of figures: what can measure a concept.
type Class string

// The classes.
const (
	Money    Class = "money"    // 亿元, 美元
	People   Class = "people"   // 人, 名, 人次
	Count    Class = "count"    // 家, 个, 座
	Area     Class = "area"     // 平方米, 亩
	Length   Class = "length"   // 公里, 米
	Weight   Class = "weight"   // 吨
	Volume   Class = "volume"   // 立方米, 标箱 is a count
	Energy   Class = "energy"   // 千瓦时, 吨标准煤
	Power    Class = "power"    // 千瓦
	Percent  Class = "percent"  // %, 个百分点
	Duration Class = "duration" // 天, 个月, 年
	Date     Class = "date"     // a day or a period
	Age      Class = "age"      // 岁
	Rank     Class = "rank"     // 第3位
	Ratio    Class = "ratio"    // 1.6:57.7:40.7
	Index    Class = "index"    // a bare number: 指数, 浓度
)

var classes = []Class{Money, People, Count, Area, Length, Weight, Volume, Energy, Power, Percent, Duration, Date, Age, Rank, Ratio, Index}

// Kind is what a concept without a class is.
type Kind string

// The kinds.
const (
	Metric   Kind = ""         // the concept has a class
	Event    Kind = "event"    // 开工, 竣工, 签约
	Relation Kind = "relation" // 主办, 位于, 负责人
	Thing    Kind = "thing"    // 学校, 产业园
)

// Concept is something that releases measure or mention.
type Concept struct {
	Name    string
	Field   string  // the data file, without .txt
	Kind    Kind    // Metric for what has classes
	Classes []Class // what can measure it; none for events, relations and things
	Units   []string
	Stock   bool // holds at a day
	Flow    bool // adds up over a time
	Of      []string
	Said    []string // words of releases; the name is the first
	Asked   []string // words of those who ask
	Not     []string // names of siblings, in both directions
}

// HasClass reports whether figures of class c can measure c.
func (c *Concept) HasClass(class Class) bool { return slices.Contains(c.Classes, class) }

// IsSibling reports whether o must never be taken for c, or c for o.
func (c *Concept) IsSibling(o *Concept) bool { return slices.Contains(c.Not, o.Name) }

//go:embed *.txt
var files embed.FS

// Lexicon is a set of concepts.
type Lexicon struct {
	Concepts []*Concept
	byName   map[string]*Concept
	bySaid   map[string][]*Concept
	byAsked  map[string][]*Concept
	longest  int                        // bytes of the longest word
	starts   [1 << 16 / 64]uint64       // the characters of the basic plane that words begin with
	pairs    [1 << pairBits / 64]uint64 // the hashes of the first two characters of words
	words    []said                     // words of releases, sorted by the hash of their first two characters, then the longest first
	ends     [1<<pairBits + 1]uint16    // end of the words of a hash in words, at index hash + 1
}

// Default returns the built-in lexicon.
var Default = sync.OnceValue(func() *Lexicon {
	l, err := Read(files)
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	return l
})

// Named returns the concept of that name, or nil.
func (l *Lexicon) Named(name string) *Concept { return l.byName[name] }

// Said returns the concepts for which releases use word.
func (l *Lexicon) Said(word string) []*Concept {
	r, n := utf8.DecodeRuneInString(word)
	if next, k := utf8.DecodeRuneInString(word[n:]); isHan(r) && (k == 0 || isHan(next)) { // no other case
		if h := pairOf(r, next); l.pairs[h>>6]>>(h&63)&1 == 0 {
			return nil
		}
	}
	return l.bySaid[word]
}

// isHan reports whether r is in the range of the Han characters of the basic plane.
func isHan(r rune) bool { return r >= 0x2E80 && r < 0xA000 }

// Asked returns the concepts that people may mean by word when they ask, those for
// which releases use it included.
func (l *Lexicon) Asked(word string) []*Concept {
	return append(slices.Clone(l.byAsked[word]), l.bySaid[word]...)
}

// Read reads a lexicon from the *.txt files of fsys.
func Read(fsys fs.FS) (*Lexicon, error) {
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	l := &Lexicon{byName: map[string]*Concept{}, bySaid: map[string][]*Concept{}, byAsked: map[string][]*Concept{}}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read lexicon: %w", err)
		}
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			c, err := parse(line)
			if err == nil && c != nil {
				c.Field = strings.TrimSuffix(name, ".txt")
				err = l.add(c)
			}
			if err != nil {
				return nil, fmt.Errorf("read lexicon %s line %d: %w", name, n, err)
			}
		}
	}
	if len(l.bySaid) > math.MaxUint16 {
		return nil, fmt.Errorf("read lexicon: %d words are too many", len(l.bySaid))
	}
	l.index()
	return l, l.pairSiblings()
}

func (l *Lexicon) add(c *Concept) error {
	if l.byName[c.Name] != nil {
		return fmt.Errorf("the concept %s is there already", c.Name)
	}
	l.byName[c.Name] = c
	l.Concepts = append(l.Concepts, c)
	for _, w := range c.Said {
		l.bySaid[w] = append(l.bySaid[w], c)
		l.longest = max(l.longest, len(w))
	}
	for _, w := range c.Asked {
		l.byAsked[w] = append(l.byAsked[w], c)
		l.longest = max(l.longest, len(w))
	}
	return nil
}

// pairSiblings checks the names of siblings and makes each pair mutual.
func (l *Lexicon) pairSiblings() error {
	for _, c := range l.Concepts {
		for _, n := range c.Not {
			o := l.byName[n]
			if o == nil || o == c {
				return fmt.Errorf("read lexicon: %s is no other concept, named as a sibling of %s", n, c.Name)
			}
			if !slices.Contains(o.Not, c.Name) {
				o.Not = append(o.Not, c.Name)
			}
		}
	}
	return nil
}
