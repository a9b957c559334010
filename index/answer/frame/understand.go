package frame

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/index/query"
	"beilun/index/thing"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
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
	mask    []bool // by byte of the text: in a name or a time
	words   []bind.Word
	edges   []bool          // by byte of the text: a word begins or ends there
	terms   []concept.Match // words of releases for concepts, before names are known
	cues    []found
	light   plain
	classes []concept.Class // that the words which ask fix
	counts  bool            // 几 or 多少 stand before a measure word
}

// maxText is how many bytes of a question are read. Longer ones are not answered.
const maxText = 2000

// Understand reads a query.
func (rd *Reader) Understand(q query.Query) *Frame {
	f := &Frame{Text: q.Folded(), Query: q, State: q.State, Given: q.Given}
	if len(f.Text) > maxText {
		return f
	}
	r := &reader{Reader: rd, f: f, mask: make([]bool, len(f.Text)+1)}
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

// taken reports whether a name or a time stands in the bytes from start to end.
func (r *reader) taken(start, end int) bool { return slices.Contains(r.mask[start:end], true) }

func (r *reader) masked(at int) bool { return r.mask[at] }

func (r *reader) take(start, end int) {
	for i := start; i < end; i++ {
		r.mask[i] = true
	}
}

// cut notes the words of the question.
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

// times notes the times of the question and what it says of them without a date.
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
	for _, w := range relative {
		if i := strings.Index(f.Text, w); i >= 0 && !slices.ContainsFunc(f.Time.Spans, func(s Word) bool { return i < s.End && s.Start < i+len(w) }) {
			f.Time.Spans = append(f.Time.Spans, r.word(i, i+len(w)))
		}
	}
	slices.SortFunc(f.Time.Spans, func(a, b Word) int { return a.Start - b.Start })
	for _, s := range f.Time.Spans {
		r.take(s.Start, s.End)
	}
}

// relative are years by the year of asking, which the query has resolved.
var relative = []string{"今年", "去年", "前年", "明年", "后年", "上年", "年初", "年末", "年底"}

// names notes the things that the question names.
func (r *reader) names() {
	f := r.f
	if r.corpus == nil {
		for _, n := range f.Query.Named {
			if i := strings.Index(f.Text, n); i >= 0 {
				f.Names = append(f.Names, Name{Word: r.word(i, i+len(n)), Thing: n})
				r.take(i, i+len(n))
			}
		}
		return
	}
	r.terms = r.said()
	for _, m := range r.corpus.Things().Find(f.Text, r) {
		if m.Fit != thing.Full && r.within(m.Start, m.End, m.Fit == thing.Kind) {
			continue
		}
		n := Name{Word: r.word(m.Start, m.End), Thing: m.Thing.Name, Others: m.Others, Fit: Fit(m.Fit), Figures: m.Thing.Figures}
		n.Generic = n.Fit == Kind || r.generic(m.Start, m.End)
		if other := r.part(&n); other {
			end := n.End + len(n.Part)
			f.Unknown = append(f.Unknown, r.word(n.Start, end))
			r.take(n.Start, end)
			continue
		}
		f.Names = append(f.Names, n)
	}
	r.inText()
	for _, n := range f.Names {
		if !n.Generic {
			r.take(n.Start, n.End)
		}
		if n.Part != "" {
			at := strings.Index(f.Text[n.End:], n.Part) + n.End
			r.take(at, at+len(n.Part))
		}
	}
	slices.SortFunc(f.Names, func(a, b Name) int { return a.Start - b.Start })
	slices.SortFunc(f.Unknown, func(a, b Word) int { return a.Start - b.Start })
}

// within reports whether bytes of the question stand in longer words for a concept:
// 工业 in 工业总产值 is not short for 盘活低效工业用地.
func (r *reader) within(start, end int, kind bool) bool {
	return slices.ContainsFunc(r.terms, func(m concept.Match) bool {
		k := m.Concepts[0].Kind
		return (k == concept.Metric || k == concept.Event) && m.Start <= start && m.End >= end && (end-start <= len("字字") && !kind || m.End-m.Start > end-start)
	})
}

// Cuts implements thing.Words.
func (r *reader) Cuts(at int) bool {
	return slices.ContainsFunc(r.terms, func(m concept.Match) bool {
		return m.Start < at && at < m.End && m.End-m.Start > len("字字字") && m.Concepts[0].Kind == concept.Metric
	})
}

// generic reports whether a name consists of words for what is measured and done
// and for kinds of things.
func (r *reader) generic(start, end int) bool {
	text := r.f.Text[start:end]
	if bind.IsKind(text) {
		return true
	}
	told := 0
	for _, m := range r.lex.Find(text) {
		told += m.End - m.Start
	}
	for _, w := range r.words {
		if w.Start >= start && w.End <= end && told < len(text) && !r.IsCommon(w.Start, w.End) {
			return false
		}
	}
	return told*3 >= len(text)*2
}

// part notes the part of a thing that is named behind n, such as 三期. It reports
// whether the releases have no such part: then nothing is known of what is asked for.
func (r *reader) part(n *Name) (unknown bool) {
	text := r.f.Text
	rest := strings.TrimPrefix(text[n.End:], "的")
	part := query.PhaseIn(rest)
	if part == "" || !strings.HasPrefix(rest, part) || strings.Contains(n.Text, part) {
		return false
	}
	n.Part = part
	if strings.Contains(ledger.Key(n.Thing), ledger.Key(part)) {
		return false
	}
	for _, c := range r.corpus.PassagesWith([]string{firstTwo(n.Text) + " " + part, firstTwo(n.Text) + " " + ledger.Key(part), n.Thing + " " + part}) {
		if c != 0 {
			return false
		}
	}
	return len(rest) == len(text)-n.End
}

// firstTwo returns the first two characters of a name, which tell it from others of
// its kind.
func firstTwo(name string) string {
	rs := []rune(name)
	return string(rs[:min(2, len(rs))])
}

// proper reports whether what looks like a name and stands in no passage is one: the
// releases do not have what it begins with, or a number tells it from those that they
// have.
func (r *reader) proper(w Word) bool {
	first, _ := utf8.DecodeRuneInString(w.Text)
	if latin.MatchString(w.Text) {
		return false // a word that nobody could put into Chinese
	}
	if strings.ContainsRune("哪几什谁新老旧这那", first) || r.generic(w.Start, w.End) {
		return false
	}
	return ledger.IsNumbered(w.Text) && !isYear(w.Text) || r.corpus.PassagesWith([]string{firstTwo(w.Text)})[0] == 0
}

var latin = regexp.MustCompile(`[a-z]{3}`)

// isYear reports whether a name begins with a year, which numbers no thing.
func isYear(name string) bool {
	return len(name) > 4 && strings.Trim(name[:4], "0123456789") == ""
}

// inText notes the names of the question that are no things: those that the texts
// have, and those that they have not.
func (r *reader) inText() {
	f := r.f
	var named []Word
	var texts []string
	for _, n := range f.Query.Named {
		i := strings.Index(f.Text, n)
		if i < 0 || utf8.RuneCountInString(n) < 3 {
			continue
		}
		w := r.word(i, i+len(n))
		covers := func(a, b int) bool { return a <= w.Start && b >= w.End }
		if slices.ContainsFunc(f.Names, func(m Name) bool { return covers(m.Start, m.End) }) || slices.ContainsFunc(f.Unknown, func(m Word) bool { return covers(m.Start, m.End) }) || r.taken(w.Start, w.End) {
			continue
		}
		named, texts = append(named, w), append(texts, n)
	}
	if len(named) == 0 {
		return
	}
	for i, c := range r.corpus.PassagesWith(texts) {
		w := named[i]
		w.Passages = c
		inside := func(m Name) bool { return m.Start < w.End && w.Start < m.End }
		switch {
		case c == 0 && slices.ContainsFunc(f.Names, inside):
			if ledger.IsNumbered(w.Text) && !slices.ContainsFunc(f.Names, func(m Name) bool { return inside(m) && (m.Part != "" || !ledger.Apart(m.Text, w.Text)) }) {
				f.Names = slices.DeleteFunc(f.Names, inside)
				f.Unknown = append(f.Unknown, w)
			}
		case slices.ContainsFunc(f.Names, inside):
		case c == 0:
			if r.proper(w) {
				f.Unknown = append(f.Unknown, w)
			}
		case !r.generic(w.Start, w.End):
			f.Names = append(f.Names, Name{Word: w, Thing: w.Text, Fit: InText})
		}
	}
}

// Begins implements thing.Words: a name begins where the question or a clause does,
// behind a time, a word of the dictionary that is no name, or a place.
func (r *reader) Begins(at int) bool {
	if at == 0 || r.mask[at-1] {
		return true
	}
	c, w := utf8.DecodeLastRuneInString(r.f.Text[:at])
	if !unicode.Is(unicode.Han, c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) || strings.ContainsRune("的那这在到去从和与跟、区市县镇乡村省及把给", c) {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(r.f.Text[at:]); strings.ContainsRune("区市县镇", first) {
		return true // 某某 in front of 区医院
	}
	for _, word := range r.words {
		if word.End == at && word.End-word.Start > w {
			return r.IsCommon(word.Start, word.End)
		}
	}
	return r.edges[at] && r.corpus.Lexicon().IsStop(string(c))
}

// IsEdge implements thing.Words.
func (r *reader) IsEdge(at int) bool { return r.edges[at] }

// IsCommon implements thing.Words.
func (r *reader) IsCommon(start, end int) bool {
	if text := r.f.Text[start:end]; len(r.lex.Asked(text)) > 0 || slices.Contains(noKinds(), text) {
		return true
	}
	for _, w := range r.words {
		if w.Start == start && w.End == end {
			return w.Tag != "" && !strings.HasPrefix(w.Tag, "nr") && !strings.HasPrefix(w.Tag, "ns") && !strings.HasPrefix(w.Tag, "nt") && w.Tag != "nz" && w.Tag != "eng" && w.Tag != bind.UserTag && w.Tag != "x"
		}
	}
	return false
}

// noKinds are words for kinds of things that mean no thing by themselves.
var noKinds = sync.OnceValue(func() []string {
	var out []string
	eachLine("nokind.txt", func(f []string) { out = append(out, f...) })
	return out
})

// IsNoKind implements thing.Words.
func (r *reader) IsNoKind(start, end int) bool {
	return slices.Contains(noKinds(), r.f.Text[start:end])
}

// IsTaken implements thing.Words.
func (r *reader) IsTaken(start, end int) bool { return r.taken(start, end) }

// Alike implements thing.Words.
func (r *reader) Alike(a, b string) bool { return words.SoundAlike(a, b) }

// Occurs implements thing.Words.
func (r *reader) Occurs(written, _ string) bool {
	n := r.corpus.PassagesWith([]string{written})
	return n[0] != 0
}

// ask finds the words that ask.
func (r *reader) ask() {
	r.light = plainOf(r.f.Text, light, r.masked)
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

// asks reports whether a cue is one where it stands: 几 in 几乎, 十几家 and 几何 asks
// nothing.
func (r *reader) asks(c found) bool {
	if c.parts[0] != "几" || len(c.parts) > 1 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(r.light.text[:c.from])
	after := r.light.text[c.to:]
	_, n := unitAt(after)
	return n > 0 && !strings.ContainsRune("十百千万0123456789好", before)
}

// precedence is the order of kinds of answers whose cues weigh the same.
var precedence = []Asks{Reason, Purpose, Definition, Duration, Time, Organisation, Person, Place, Status, Manner, Latest, About, List, Figure, Thing, Whether, Text}

func order(a Asks) int { return slices.Index(precedence, a) }

var (
	stateWords   = readPhrases("state.txt")
	changeWords  = readPhrases("change.txt")
	compareWords = readPhrases("compare.txt")
	scaleWords   = readPhrases("scale.txt")
)

// relate reads what the question says of states, changes and several things.
func (r *reader) relate() {
	f := r.f
	text := r.light.text
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

// scale reads what a comparison measures by: 哪个花钱多 by money.
func (r *reader) scale() {
	for _, c := range scales {
		if scaleWords().in(string(c), r.light.text) {
			r.f.Scale = append(r.f.Scale, c)
		}
	}
}

// counted reads the unit and what is counted behind the words that ask how many, or
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
// counted, where no more than 有 stands between.
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

// decide settles what kind of answer is asked for and what its figure can be.
func (r *reader) decide() {
	f := r.f
	switch {
	case f.Bare:
		r.bare()
	default:
		best := r.cues[0]
		f.Asks = best.asks
		if len(best.classes) > 0 && !r.counts {
			r.classes = best.classes
		}
		r.refine()
	}
	r.compared()
	if f.Asks == Figure {
		r.figure()
		f.Several = f.Compare == Each || r.figuresAsked() > 1
	}
}

// figuresAsked counts the places of the question that ask for a figure; 那几家 asks
// nothing.
func (r *reader) figuresAsked() (n int) {
	last := -1
	for _, w := range r.f.Asking {
		if before, _ := utf8.DecodeLastRuneInString(r.f.Text[:w.Start]); strings.ContainsRune("那这哪", before) {
			continue
		}
		for _, c := range r.cues {
			if from, _ := r.light.span(c.from, c.to); c.asks == Figure && from == w.Start && w.Start >= last && len(c.parts) == 1 && strings.ContainsAny(c.parts[0], "几多") {
				n++
				last = w.End
				break
			}
		}
	}
	return n
}

// compared settles that of several things one is asked for, though the words for what
// they are compared by ask for a figure: 哪项支出增幅最大.
func (r *reader) compared() {
	f := r.f
	switch f.Compare {
	case Most, Least, Versus:
		r.scale()
	default:
		if f.Up < 0 {
			r.scale()
		}
		return
	}
	switch f.Asks {
	case Figure, Duration:
		if r.which() {
			f.Asks = Thing
		}
	case Whether:
		f.Asks = Thing
	case Person:
		if !slices.ContainsFunc(r.cues, func(c found) bool { return c.asks == Person && strings.Contains(c.parts[0], "人") }) {
			f.Asks = Thing
		}
	}
}

// relations are the kinds of answers that concepts ask for, by their names.
var relations = sync.OnceValue(func() map[string]Asks {
	out := map[string]Asks{}
	eachLine("asks.txt", func(f []string) {
		for a := range numAsks {
			if a.String() == f[0] {
				for _, name := range f[1:] {
					out[name] = a
				}
			}
		}
	})
	return out
})

func kindOf(m *Mention) (Asks, bool) {
	for _, c := range m.Concepts {
		if a, ok := relations()[c.Name]; ok {
			return a, true
		}
	}
	return Text, false
}

// related returns what the relation that the question calls asks for.
func (r *reader) related() (Asks, bool) {
	for i := range r.f.Concepts {
		if a, ok := kindOf(&r.f.Concepts[i]); ok {
			return a, true
		}
	}
	return Text, false
}

// refine settles kinds that the words which ask leave open.
func (r *reader) refine() {
	f := r.f
	a, ok := r.related()
	switch {
	case f.Asks == Person && a == Organisation:
		f.Asks = Organisation
	case f.Asks == Text && ok:
		f.Asks = a
	case f.Asks == Latest && r.cues[0].weight < sureLatest && r.metric():
		f.Asks = Figure // 最新的总投资
	case f.Asks == Text && f.Compare == None && f.Query.Want.IsFigure() && f.Query.Want != query.WantNumber:
		f.Asks = asksOf(f.Query)
	}
}

// sureLatest is what a cue weighs at least that asks for news and not only for the
// newest of something.
const sureLatest = 3

// metric reports whether the question calls something that is measured.
func (r *reader) metric() bool {
	for _, m := range r.f.Concepts {
		if measured(&m) {
			return true
		}
	}
	return false
}

func measured(m *Mention) bool {
	return slices.ContainsFunc(m.Concepts, func(c *concept.Concept) bool { return c.Kind == concept.Metric })
}

// ends are the classes of figures by what a question in keywords ends with.
var ends = sync.OnceValue(func() map[string][]concept.Class {
	out := map[string][]concept.Class{}
	eachLine("ends.txt", func(f []string) {
		for _, w := range f[1:] {
			for c := range strings.SplitSeq(f[0], ",") {
				out[w] = append(out[w], concept.Class(c))
			}
		}
	})
	return out
})

// maxEnd is how many characters of the end of a word tell what is asked for.
const maxEnd = 4

// copulas stand between what is measured and the words that ask.
const copulas = "是有为达到了的约能占在共 "

// endIn returns how many bytes at the end of text tell what is measured.
func endIn(text string) (n int) {
	from := len(text)
	for i := 0; i < maxEnd && from > 0; i++ {
		_, w := utf8.DecodeLastRuneInString(text[:from])
		from -= w
		if _, ok := ends()[text[from:]]; ok {
			n = len(text) - from
		}
	}
	return n
}

// ended returns the classes of figures that the end of text tells.
func ended(text string) (best []concept.Class, ok bool) {
	best = ends()[text[len(text)-endIn(text):]]
	return best, best != nil
}

// bare settles what a question without words that ask wants: 滨江创业园 出租率.
func (r *reader) bare() {
	f := r.f
	var classes []concept.Class
	isEnd := false
	for _, word := range strings.FieldsFunc(r.light.text, func(c rune) bool { return strings.ContainsRune(" \x01,?!。.呢啊的", c) }) {
		if c, ok := ended(word); ok {
			classes, isEnd = c, true
		}
	}
	a, ok := r.related()
	switch {
	case isEnd:
		f.Asks = Figure
		if !r.metric() {
			r.classes = classes
		}
	case r.metric():
		f.Asks = Figure
	case ok:
		f.Asks = a
	case f.Query.Want.IsFigure():
		f.Asks = asksOf(f.Query)
		r.classes = classesOf(f.Query)
	case len(f.Names) > 0 && len(f.Concepts) == 0 && len(f.Query.Concepts) <= 2:
		f.Asks = About
	}
}

// figure settles the classes of the figure that is asked for, and whether it is a
// time.
func (r *reader) figure() {
	f := r.f
	r.fixByEnd()
	f.Classes = r.figureClasses()
	f.Open = !r.counts && (len(r.classes) == 0 || len(r.classes) > openClasses)
	if f.Change == Share && len(f.Classes) > 0 && !slices.Contains(f.Classes, concept.Percent) {
		f.Change = Level // 占多少地
	}
	if len(f.Classes) == 0 {
		f.Classes = nil
		return
	}
	all := func(c concept.Class) bool {
		return !slices.ContainsFunc(f.Classes, func(k concept.Class) bool { return k != c })
	}
	switch {
	case all(concept.Date):
		f.Asks = Time
	case all(concept.Duration):
		f.Asks = Duration
	}
}

// fixByEnd takes the classes that the word in front of the asking words ends with,
// where these fix none or name a dimension only: 配套率是多少, 入住率多高.
func (r *reader) fixByEnd() {
	if r.counts || len(r.cues) == 0 {
		return
	}
	best := r.cues[0]
	if best.asks != Figure || len(best.classes) == 1 && best.classes[0] != concept.Length {
		return
	}
	before := strings.TrimRight(r.light.text[:best.from], copulas)
	if c, ok := ended(before); ok && !r.fits(c) && (c[0] != concept.Count || !r.metric()) {
		r.classes = c
	}
}

// fits reports whether what the question calls may be measured in one of classes.
func (r *reader) fits(classes []concept.Class) bool {
	said := r.measuredIn()
	return len(r.classes) != 1 && slices.ContainsFunc(classes, func(c concept.Class) bool { return slices.Contains(said, c) })
}

// openClasses is how many classes words that ask may fix; those that name more leave the
// choice to what is measured: 多大.
const openClasses = 2

func (r *reader) figureClasses() []concept.Class {
	f, fixed, said := r.f, r.classes, r.measuredIn()
	switch {
	case len(fixed) == 0 && !r.counts && f.Change == Changed:
		if !strings.Contains(f.Text, "多少") {
			return []concept.Class{concept.Percent}
		}
		return append([]concept.Class{concept.Percent}, said...)
	case len(fixed) == 0 && !r.counts && f.Change == Share:
		return []concept.Class{concept.Percent}
	case len(fixed) == 0:
		return said
	case len(fixed) <= openClasses:
		return fixed
	}
	both := slices.DeleteFunc(slices.Clone(fixed), func(c concept.Class) bool { return !slices.Contains(said, c) })
	if len(both) > 0 {
		return both
	}
	return slices.Concat(fixed, said)
}

// measuredIn returns the classes that what the question calls is measured in.
func (r *reader) measuredIn() (out []concept.Class) {
	for _, m := range r.f.Concepts {
		for _, c := range m.Concepts {
			for _, k := range c.Classes {
				if !slices.Contains(out, k) {
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// rest notes the words of the question that nothing else has.
func (r *reader) rest() {
	f := r.f
	told := slices.Clone(r.mask)
	mark := func(w Word) {
		for i := w.Start; i < w.End; i++ {
			told[i] = true
		}
	}
	for _, m := range f.Concepts {
		mark(m.Word)
	}
	for _, w := range f.Asking {
		mark(w)
	}
	var texts []string
	for _, c := range f.Query.Concepts {
		i := strings.Index(f.Text, c.Text)
		if i < 0 || slices.Contains(told[i:i+len(c.Text)], true) {
			continue
		}
		f.Rest = append(f.Rest, r.word(i, i+len(c.Text)))
		texts = append(texts, c.Text)
	}
	slices.SortFunc(f.Rest, func(a, b Word) int { return a.Start - b.Start })
	if r.corpus == nil || len(texts) == 0 {
		return
	}
	texts = texts[:0]
	for _, w := range f.Rest {
		texts = append(texts, w.Text)
	}
	for i, n := range r.corpus.PassagesWith(texts) {
		f.Rest[i].Passages = n
	}
}

func asksOf(q query.Query) Asks {
	switch q.Want {
	case query.WantTime:
		return Time
	case query.WantDuration:
		return Duration
	case query.WantPerson:
		return Person
	case query.WantPlace:
		return Place
	case query.WantList:
		return List
	case query.WantDefinition:
		return Definition
	case query.WantReason:
		return Reason
	case query.WantManner:
		return Manner
	case query.WantYesNo:
		return Whether
	case query.WantText:
		return Text
	}
	return Figure
}

func classesOf(q query.Query) []concept.Class {
	switch q.Want {
	case query.WantCount:
		return []concept.Class{concept.Count, concept.People}
	case query.WantMoney:
		return []concept.Class{concept.Money}
	case query.WantPercent:
		return []concept.Class{concept.Percent}
	case query.WantDimension:
		return []concept.Class{concept.Area, concept.Length, concept.Weight, concept.Volume, concept.Power, concept.Energy}
	case query.WantDuration:
		return []concept.Class{concept.Duration}
	case query.WantAge:
		return []concept.Class{concept.Age, concept.Duration}
	case query.WantOrdinal:
		return []concept.Class{concept.Rank}
	case query.WantTime:
		return []concept.Class{concept.Date}
	}
	return nil
}
