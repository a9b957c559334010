package frame

import (
	"slices"
	"strings"

	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Asks is the kind of answer that a question asks for.
type Asks uint8

// The kinds of answers.
const (
	Text         Asks = iota // whatever the releases say
	Figure                   // a figure: how much, how many, which share
	Time                     // when
	Duration                 // how long it takes or lasts
	Person                   // who
	Organisation             // by whom, which company or office
	Place                    // where
	Thing                    // which thing
	List                     // which ones
	Reason                   // why
	Manner                   // how, on what conditions
	Definition               // what something is
	Purpose                  // what it is for
	About                    // tell me about it
	Latest                   // what is new
	Whether                  // is it so
	Status                   // how far it is
	numAsks
)

// Frame is a question as it is understood. Spans are in bytes of Text.
type Frame struct {
	Text     string            // the question in Chinese, folded
	Query    query.Query       // for retrieval; what comes after reads nothing else of it
	Asks     Asks              // what kind of answer it wants
	Bare     bool              // it has no words that ask: 滨江创业园 出租率
	Classes  []concept.Class   // what the figure asked for can be; nil: any
	Open     bool              // Classes are no more than what is likely: no word that asks fixes them
	Unit     string            // asked in that unit, folded: 亩
	Measure  string            // the word for it in the question: 块 of 多少块, which may be 元 or not
	Counted  *Mention          // what 几家 and 多少 count; nil: nothing
	Names    []Name            // things of the releases that it names, in order
	Unknown  []Word            // what looks like a name and is none of the releases
	Concepts []Mention         // what it is about, in order: not inside names and times
	Several  bool              // it asks for several figures: A和B各多少, 有几所，学生多少
	Compare  Comparison        // of several things or times
	Scale    []concept.Class   // what figures things are compared by, if no metric says so
	Change   Change            // of a metric
	Up       int               // the change is a rise (1) or a fall (-1); 0: either
	Time     When              // the time that it asks about
	State    knowledge.State   // Planned or Target when it asks for a plan or an aim
	Reached  bool              // it asks for what is reached: 已经, 实际
	Given    *knowledge.Figure // a figure in it, to be confirmed or to find its thing by
	Rest     []Word            // content words in no name, concept, time or asking word, in order
	Asking   []Word            // the words that ask, in order
}

// Word is a word of the question.
type Word struct {
	Text       string
	Start, End int
	Passages   int // how many passages have it; -1 where nobody counted
}

// Mention is a place of the question that names concepts.
type Mention struct {
	Word
	Concepts []*concept.Concept
	Asked    bool // in the words of those who ask, which are not those of releases
	Gapped   bool // other words may be between them
}

// Has reports whether m may be a concept of that name.
func (m *Mention) Has(name string) bool {
	return m != nil && slices.ContainsFunc(m.Concepts, func(c *concept.Concept) bool { return c.Name == name })
}

// Name is a thing of the releases that the question names.
type Name struct {
	Word
	Part    string   // the part of it that is asked for: 一期; empty for none
	Thing   string   // the fullest name that the releases call it by, folded
	Others  []string // other things that the words may as well be meant for, folded
	Fit     Fit
	Figures int  // how many figures the releases have of it
	Generic bool // it is called by words for its kind only: 老旧小区改造
}

// Fit is how the words of a question fit the name of a thing.
type Fit uint8

// The fits.
const (
	Full   Fit = iota // the name itself, but for what may be left out
	Short             // with parts left out, or a short form from the releases
	Fuzzy             // with a character written as it sounds, or wrong
	Kind              // only its kind: 大桥, if the releases have hardly another
	InText            // a name that the texts have but no figure is of
)

// Comparison is what a question asks of several things.
type Comparison uint8

// The comparisons.
const (
	None Comparison = iota
	Most
	Least
	Versus  // A和B哪个大
	Each    // 分别
	History // 历年
	Sum     // 一共
	Bearer  // 哪个项目投资20亿元: the thing of a figure
)

// Gathers reports whether the answer is in several places of the releases: members
// of a list, or things that are compared.
func (f *Frame) Gathers() bool {
	switch f.Compare {
	case Most, Least, Versus:
		return true
	}
	return f.Asks == List || f.Asks == Latest || f.Up != 0 && f.Asks == Thing
}

// Change reports whether a question asks for the change of a metric.
type Change uint8

// The changes.
const (
	Level      Change = iota
	Changed           // growth or decline: 增速
	Share             // 占多少
	Completion        // 完成了百分之几
)

// When is the time that a question asks about.
type When struct {
	Years  []int
	Part   string // of a year, as its first and last month: 01-03; empty for none
	Day    string // ISO 8601: 2025-10-03; empty for none
	Newest bool   // 现在, 目前, 最新
	First  bool   // what was said first: 最初, 原来
	Spans  []Word // where it says so
}

var asksNames = [numAsks]string{"text", "figure", "time", "duration", "person", "organisation", "place", "thing", "list", "reason", "manner", "definition", "purpose", "about", "latest", "whether", "status"}

// String returns the name of a.
func (a Asks) String() string { return asksNames[a] }

// Tail returns the words that ask, with what is measured or done before them and
// without the thing that they ask about: 支出是多少 of 2024年教育支出是多少.
func (f *Frame) Tail() string {
	ask := len(f.Text)
	if len(f.Asking) > 0 {
		ask = f.Asking[0].Start
	}
	from := 0
	before := strings.TrimRight(f.Text[:ask], copulas)
	if n := endIn(before); n > 0 {
		from = len(before) - n
	} else {
		words := slices.Concat(f.Time.Spans, f.Rest, f.Unknown)
		for i := range f.Names {
			words = append(words, f.Names[i].Word)
		}
		for _, w := range words {
			if w.End <= ask {
				from = max(from, w.End)
			}
		}
	}
	return strings.TrimRight(f.Text[from:], " ?。!")
}

// InSaid returns the question followed by the words of releases for what it asks in
// other words, and these words; none if it asks in words of releases:
// 欠了多少债 地方政府债务余额.
func (f *Frame) InSaid() (text string, said []string) {
	text = f.Text
	for i := range f.Concepts {
		m := &f.Concepts[i]
		c := m.Concepts[0]
		if !m.Asked && (c.Kind != concept.Metric || strings.Contains(c.Name, m.Text)) || strings.Contains(text, c.Name) {
			continue
		}
		text += " " + c.Name
		said = append(append(said, c.Name), c.Said...)
	}
	return text, said
}
