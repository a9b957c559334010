package frame

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/index/query"
	"beilun/index/thing"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
)

// Corpus is what is known of the releases that are asked; an index is one.
type Corpus interface {
	Things() *thing.Set
	PassagesWith(texts []string) []int
	Lexicon() *words.Lexicon
}

// Reader understands questions about the releases of a corpus. It is safe for
// concurrent use.
type Reader struct {
	corpus Corpus // nil: none
	lex    *concept.Lexicon
	asked  askedWords
}

// NewReader returns a Reader with the built-in words; corpus may be nil, and then
// questions name what Query found in them.
func NewReader(corpus Corpus) *Reader {
	return &Reader{corpus: corpus, lex: concept.Default(), asked: defaultAsked()}
}

// reader reads one question.
type reader struct {
	*Reader
	f       *Frame
	mask    mask
	words   []names.Word
	edges   []bool          // by byte of the text: whether a word begins or ends there
	terms   []concept.Match // words of releases for concepts, before names are known
	cues    []found
	light   plain
	classes []concept.Class // that the words that ask fix
	counts  bool            // 几 or 多少 is before a measure word
}

// maxText is how many bytes of a question are read. Longer ones are not answered.
const maxText = 2000

// Understand reads what a query asks. A text of more than maxText bytes is not read.
func (rd *Reader) Understand(q query.Query) *Frame {
	f := &Frame{Text: q.Folded(), Query: q, State: q.State, Given: q.Given}
	if len(f.Text) > maxText {
		return f
	}
	r := &reader{Reader: rd, f: f, mask: make(mask, len(f.Text)+1)}
	r.cut()
	r.times()
	r.names()
	r.ask()
	f.Concepts = r.mentions()
	r.relate()
	r.counted()
	r.decide()
	r.rest()
	return f
}

func (r *reader) word(start, end int) Word { return Word{r.f.Text[start:end], start, end, -1} }

// mask has the bytes of a question that are in a name or a time.
type mask []bool

// has reports whether one of the bytes from start to end is in m.
func (m mask) has(start, end int) bool { return slices.Contains(m[start:end], true) }

func (m mask) at(i int) bool { return m[i] }

func (m mask) add(start, end int) {
	for i := start; i < end; i++ {
		m[i] = true
	}
}

// cut cuts the question into words.
func (r *reader) cut() {
	r.edges = make([]bool, len(r.f.Text)+1)
	r.edges[0], r.edges[len(r.f.Text)] = true, true
	if r.corpus == nil {
		for i := range r.f.Text {
			r.edges[i] = true
		}
		return
	}
	r.words = r.corpus.Lexicon().Binder().Cut(r.f.Text)
	for _, w := range r.words {
		r.edges[w.Start], r.edges[w.End] = true, true
	}
}

// times finds the times of the question, dates or words such as 去年.
func (r *reader) times() {
	f := r.f
	f.Time.Years, f.Time.Part = f.Query.Years, f.Query.Part
	today := f.Query.Today
	today.Year = cmp.Or(today.Year, 2000)
	for _, t := range figure.Scan(f.Text, today) {
		switch t.Kind {
		case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
			f.Time.Spans = append(f.Time.Spans, r.word(t.Span.Start, t.Span.End))
			if t.Kind == knowledge.DateKind && len(t.Time) >= len("2025-10-03") && f.Time.Day == "" {
				f.Time.Day = t.Time[:len("2025-10-03")]
			}
		}
	}
	for _, w := range relative() {
		if i := strings.Index(f.Text, w); i >= 0 && !slices.ContainsFunc(f.Time.Spans, func(s Word) bool { return i < s.End && s.Start < i+len(w) }) {
			f.Time.Spans = append(f.Time.Spans, r.word(i, i+len(w)))
		}
	}
	slices.SortFunc(f.Time.Spans, func(a, b Word) int { return a.Start - b.Start })
	for _, s := range f.Time.Spans {
		r.mask.add(s.Start, s.End)
	}
}

// relative are words for times by the year of asking, which the query has resolved.
var relative = sync.OnceValue(func() []string {
	out := query.YearWords()
	eachLine("relative.txt", func(f []string) { out = append(out, f...) })
	return out
})

// ask finds the words that ask.
func (r *reader) ask() {
	r.light = plainOf(r.f.Text, light, r.mask.at)
	for _, c := range find(&r.light) {
		if r.asks(c) {
			r.cues = append(r.cues, c)
		}
	}
	slices.SortStableFunc(r.cues, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(order(a.asks), order(b.asks)), cmp.Compare(a.from, b.from))
	})
	for _, c := range r.cues {
		from, to := r.light.span(c.from, c.to)
		if !slices.ContainsFunc(r.f.Asking, func(w Word) bool { return from < w.End && w.Start < to }) {
			r.f.Asking = append(r.f.Asking, r.word(from, to))
		}
	}
	slices.SortFunc(r.f.Asking, func(a, b Word) int { return a.Start - b.Start })
	r.f.Bare = len(r.cues) == 0
}

// asks reports whether a cue asks by the text around it: 几 in 几乎, 十几家 and 几何
// asks nothing.
func (r *reader) asks(c found) bool {
	if c.parts[0] != "几" || len(c.parts) > 1 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(r.light.text[:c.from])
	after := r.light.text[c.to:]
	_, n := unitAt(after)
	return n > 0 && !strings.ContainsRune("十百千万0123456789好", before)
}

// precedence orders the kinds of answers whose cues weigh the same.
var precedence = []Asks{Reason, Purpose, Definition, Duration, Time, Organisation, Person, Place, Status, Manner, Latest, About, List, Figure, Thing, Whether, Text}

func order(a Asks) int { return slices.Index(precedence, a) }

var (
	stateWords   = readPhrases("state.txt", "target", "planned")
	changeWords  = readPhrases("change.txt", "change")
	compareWords = readPhrases("compare.txt", "most", "each")
	scaleWords   = readPhrases("scale.txt")
)

// relate sets what the question says of states, changes and several things.
func (r *reader) relate() {
	f := r.f
	text := &r.light
	state, change, compare := stateWords(), changeWords(), compareWords()
	f.Reached, f.Time.Newest, f.Time.First = state.in("reached", text), state.in("newest", text), state.in("first", text)
	if f.State == "" && !f.Reached {
		switch {
		case state.in("target", text):
			f.State = knowledge.Target
		case state.in("planned", text):
			f.State = knowledge.Planned
		}
	}
	switch {
	case change.in("share", text):
		f.Change = Share
	case change.in("completion", text):
		f.Change = Completion
	case change.in("level", text):
	case change.in("change", text) || f.Query.Change:
		f.Change = Changed
	}
	if up, down := change.in("up", text), change.in("down", text); up != down && f.Change == Changed {
		f.Up = 1
		if down {
			f.Up = -1
		}
	}
	versus := compare.in("versus", text) && (r.which() || f.Query.Relation == query.Compare) || compare.in("either", text) && !f.Bare
	switch {
	case f.Query.Relation == query.Bearer && !versus:
		f.Compare = Bearer
	case compare.in("most", text) && !f.Bare:
		f.Compare = Most
	case compare.in("least", text) && !f.Bare:
		f.Compare = Least
	case compare.in("history", text):
		f.Compare = History
	case versus:
		f.Compare = Versus
	case compare.in("each", text):
		f.Compare = Each
	case compare.in("sum", text):
		f.Compare = Sum
	}
}

// which reports whether the question asks for one of several things.
func (r *reader) which() bool {
	return slices.ContainsFunc(r.cues, func(c found) bool {
		return c.asks == Thing || c.asks == Person || c.asks == Organisation || c.asks == Place
	})
}

// scales are the classes of figures that words for a comparison may measure by.
var scales = []concept.Class{concept.Percent, concept.People, concept.Area, concept.Weight, concept.Length, concept.Money}

// scale sets what a comparison measures by: 哪个花钱多 by money.
func (r *reader) scale() {
	for _, c := range scales {
		if scaleWords().in(string(c), &r.light) {
			r.f.Scale = append(r.f.Scale, c)
		}
	}
}

// counted sets the unit, and what is counted behind the words that ask how many or
// before them: 有几家公司, 公司有几家.
func (r *reader) counted() {
	f := r.f
	for _, c := range r.cues {
		if c.asks != Figure || len(c.parts) > 1 || c.parts[0] != "几" && c.parts[0] != "多少" {
			continue
		}
		rest := r.light.text[c.to:]
		u, n := unitAt(rest)
		at := c.to + n
		if n > 0 {
			f.Unit, f.Measure, r.counts = u.unit, rest[:n], true
			r.classes = []concept.Class{u.class}
		}
		if u.noun {
			at, f.Unit = c.to, ""
		}
		if f.Change == Share && n > 0 && u.class != concept.Percent {
			f.Change = Level // 占多少亩
		}
		if at < len(r.light.text) {
			r.countedAt(r.light.from[at])
		}
		if f.Counted == nil {
			from, _ := r.light.span(c.from, c.to)
			r.countedBefore(from)
		}
		return
	}
	f.Unit = cmp.Or(f.Unit, f.Query.Unit)
}

// countedAt takes the noun at a byte of the question for what is counted.
func (r *reader) countedAt(at int) {
	f := r.f
	for i := range f.Concepts {
		if m := &f.Concepts[i]; m.Start == at && !m.Asked {
			f.Counted = m
			return
		}
	}
	if q := f.Query.Counted.Text; q != "" && strings.HasPrefix(f.Text[at:], q) {
		f.Counted = &Mention{Word: r.word(at, at+len(q))}
		return
	}
	for _, w := range r.words {
		if w.Start == at && strings.HasPrefix(w.Tag, "n") {
			f.Counted = &Mention{Word: r.word(w.Start, w.End)}
			return
		}
	}
}

// countedBefore takes the last concept before a byte of the question for what is
// counted, if no more than 有 is between.
func (r *reader) countedBefore(at int) {
	f := r.f
	if !r.counts {
		return
	}
	for i := range f.Concepts {
		m := &f.Concepts[i]
		if m.End <= at && !m.Asked && strings.Trim(f.Text[m.End:at], "有是的了共一总达到 现在目前") == "" {
			f.Counted = m
		}
	}
}
