package bind

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// fig is a figure in the cleaned text.
type fig struct {
	*knowledge.Figure
	from, to   int // the quote
	clause     int
	isTime     bool
	comparison bool // 较2020年, 比去年同期: no time of what follows
	frame      bool // a time that tells when other figures hold, and no event
	measures   bool // a figure that is no time follows in the clause
	level      int  // the figure before it in its clause that is no time; -1: none
	right      int  // see scene.right; 0 before it is asked for
}

// clause is a part of a sentence, of the cleaned text.
type clause struct {
	start, end  int
	breaks      bool // behind a ；or the end of a sentence: no name carries over
	sentence    int
	first, last int // its names: first up to, not including, last

	told            int    // where the first word ends that tells something; the text's end: there is none
	units, unitsEnd int    // see unit
	says            bool   // it tells who says what follows: 据统计局统计，
	phase           string // the part that is told of in it or before it in the sentence
}

// scene is a paragraph as its figures are bound. What a figure has to know of
// the text around it is found beforehand for all of them, so that their binding
// takes a time that is linear in the text.
type scene struct {
	t         *names.Tables
	b         Binder
	s         string
	words     []names.Word
	clauses   []clause
	sentences []sentence
	figs      []fig
	names     []names.Name    // in order and without overlap
	matches   []concept.Match // of the lexicon
	units     []unit          // in order
	named     []unit          // names that are no unit yet
	cast      *cast
	pool      []candidate // of the figure that is bound
	feats     []int32     // of a candidate
	own       bool        // the district is told of in front of the figure: 全区
	para      *knowledge.Paragraph
	ragged    bool     // the metric found last begins with a piece of a word
	chosen    *unit    // what the figure bound last is of; nil for what stands outside the paragraph
	heading   chunk    // that the paragraph begins with
	told      []*thing // before the paragraph, the last one last
	marks     names.Marks
	head      string
	cal       *times.Calendar
	clock     clock
	shares    map[int]share // what figures get of a 分别
	level     int           // the last figure bound that is a level with a metric; -1: none
	grant     int           // the last figure bound that is a sum given: a subsidy; -1: none
	quotes    []quoteMark   // see speaker; nil: not looked for
	phrases   []chunk       // see chunks
	tellings  []names.Word  // see telling
	steps     int           // words, names and figures looked at, for a test that they grow with the text and no faster
}

// paragraph sets the Binding of every figure of p and returns how many steps
// that took.
func (b Binder) paragraph(t *names.Tables, p *knowledge.Paragraph, head string, cal *times.Calendar, cast *cast) (steps int) {
	if len(p.Figures) == 0 && len(p.Text) > maxTold {
		return 0
	}
	sc := b.scene(t, p, head, cal, cast)
	sc.clock = clock{moments: sc.moments(sc.clock.moments), sentence: -1}
	cast.turn()
	sc.shares = sc.respectively()
	for i := range sc.figs {
		sc.bind(i)
		sc.deal(i)
	}
	sc.corrections()
	b.done(sc)
	return sc.steps
}

// newScene returns a scene, in the memory of one that is done with where the binder
// has one.
func (b Binder) newScene() *scene {
	if b.read == nil || b.read.free == nil {
		return &scene{pool: make([]candidate, 0, 16), feats: make([]int32, 0, 128)}
	}
	sc := b.read.free
	b.read.free = nil
	*sc = scene{
		clauses: sc.clauses[:0], sentences: sc.sentences[:0], figs: sc.figs[:0], names: sc.names[:0], matches: sc.matches[:0],
		units: sc.units[:0], named: sc.named[:0], pool: sc.pool[:0], feats: sc.feats[:0], told: sc.told[:0], phrases: sc.phrases[:0], tellings: sc.tellings[:0],
		marks: sc.marks.Empty(), clock: clock{moments: sc.clock.moments[:0]},
	}
	return sc
}

// done gives a scene back that nobody needs any longer.
func (b Binder) done(sc *scene) {
	if b.read != nil {
		b.read.free = sc
	}
}

// scene reads a paragraph.
func (b Binder) scene(t *names.Tables, p *knowledge.Paragraph, head string, cal *times.Calendar, cast *cast) *scene {
	c := b.reading(t, p.Text)
	sc := b.newScene()
	sc.t, sc.b, sc.para, sc.s, sc.words, sc.head, sc.level, sc.grant, sc.cal, sc.cast = t, b, p, c.S, c.Words, head, -1, -1, cal, cast
	t.Mark(c.S, &sc.marks)
	sc.matches = concept.Default().AppendMatches(sc.matches, c.S)
	sc.figs = zeroed(sc.figs, len(p.Figures))
	for i := range p.Figures {
		f := &sc.figs[i]
		f.Figure = &p.Figures[i]
		f.from, f.to = c.Of(quoted(f.Figure))
		f.isTime = f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
		f.comparison = wordlist.HasSuffix(c.S[:f.from], "比", "较", "与", "于") && f.isTime
	}
	sc.marks.Without(names.Scope, sc.countsPhases)
	sc.marks.Without(names.Phase, sc.countsPhases)
	sc.cut(c.Cleaned, p.Sentences)
	sc.name(c)
	sc.survey()
	sc.told = append(sc.told, cast.recent...)
	sc.unite()
	return sc
}

// zeroed returns n zeros, in the memory of s where that is enough.
func zeroed[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// quoted returns the quotation of f without words that tell what is measured:
// 最高补助标准为3000万元.
func quoted(f *knowledge.Figure) knowledge.Span {
	if f.Span.Start-f.Quote.Start > len(f.Qualifier)+len("了") {
		return knowledge.Span{Start: f.Span.Start, End: f.Quote.End}
	}
	return f.Quote
}

// maxBack is over how many names a later mention is made whole again.
const maxBack = 100

// name finds the names of the clauses.
func (sc *scene) name(c *names.Reading) {
	sc.names = sc.t.Names(sc.names, c, sc.behindFigures)
	site := sc.t.SiteOf(sc.head)
	for i := range sc.names {
		m := &sc.names[i]
		whole := func(full string) bool { // 新院区 for the 某某医院新院区 told of before
			rest, ok := strings.CutSuffix(full, m.Text)
			ok = ok && rest != "" && len(rest) <= maxLeftOut*utf8.UTFMax && utf8.RuneCountInString(rest) <= maxLeftOut && !strings.ContainsAny(rest, "0123456789")
			if ok {
				m.Text = full
			}
			return ok
		}
		done := false
		for j := i - 1; j >= max(0, i-maxBack) && !done; j-- {
			done = whole(sc.names[j].Text)
		}
		if !done && !whole(sc.head) && site != "" && ledger.IsPart(m.Text) {
			m.Text = site + m.Text // 3号楼 of the park that the heading names
		}
	}
	n := 0
	for k := range sc.clauses {
		c := &sc.clauses[k]
		c.first = n
		for n < len(sc.names) && (sc.names[n].Start < c.end || k == len(sc.clauses)-1) {
			n++
		}
		c.last = n
	}
}

// cut makes the clauses of the sentences. A clause that is nothing but a time
// goes with the one behind it: 9月1日，某某园正式投产.
func (sc *scene) cut(c names.Cleaned, sentences []knowledge.Span) {
	sc.sentences = zeroed(sc.sentences, max(1, len(sentences)))
	for n, s := range sentences {
		from, to := c.Of(s)
		start, breaks := from, true
		for i := from; i < to; {
			r, w := utf8.DecodeRuneInString(sc.s[i:])
			i += w
			if !partsClauses(r) || i == to || sc.inFigure(i-w) != nil {
				continue
			}
			if f := sc.inFigure(start); f != nil && f.isTime && f.to == i-w && r != '；' && r != ';' {
				continue
			}
			sc.clauses = append(sc.clauses, clause{start: start, end: i, breaks: breaks, sentence: n})
			start, breaks = i, r == '；' || r == ';'
		}
		if start < to {
			sc.clauses = append(sc.clauses, clause{start: start, end: to, breaks: breaks, sentence: n})
		}
	}
	if len(sc.clauses) == 0 {
		sc.clauses = append(sc.clauses, clause{start: 0, end: len(sc.s), breaks: true})
	}
}

// partsClauses reports whether a clause ends with r.
func partsClauses(r rune) bool {
	switch r {
	case '，', '；', '：', ',', ';', ':':
		return true
	}
	return false
}

// clauseAt returns the clause that holds byte i, the last one where none does.
func (sc *scene) clauseAt(i int) int {
	k := sort.Search(len(sc.clauses), func(k int) bool { return i < sc.clauses[k].end })
	return min(k, len(sc.clauses)-1)
}

// sentenceOf returns the sentence of figure i.
func (sc *scene) sentenceOf(i int) int { return sc.clauses[sc.figs[i].clause].sentence }

// figureFrom returns the first figure that ends behind i.
func (sc *scene) figureFrom(i int) int {
	return sort.Search(len(sc.figs), func(k int) bool { return sc.figs[k].to > i })
}

// inFigure returns the figure that byte i is of, or nil.
func (sc *scene) inFigure(i int) *fig {
	if k := sc.figureFrom(i); k < len(sc.figs) && sc.figs[k].from <= i {
		return &sc.figs[k]
	}
	return nil
}

// figureIn reports whether a figure begins between from and to.
func (sc *scene) figureIn(from, to int) bool {
	k := sort.Search(len(sc.figs), func(k int) bool { return sc.figs[k].from >= from })
	return k < len(sc.figs) && sc.figs[k].from < to
}

// behindFigures returns where the last figure between from and to ends.
func (sc *scene) behindFigures(from, to int) int {
	for k := sc.figureFrom(from); k < len(sc.figs) && sc.figs[k].from < to; k++ {
		from = min(sc.figs[k].to, to)
		sc.steps++
	}
	return from
}

// nameFrom returns the first name of clause c that begins at i or behind it.
func (sc *scene) nameFrom(c *clause, i int) int {
	return c.first + sort.Search(c.last-c.first, func(k int) bool { return sc.names[c.first+k].Start >= i })
}

// nameBehind returns the first name of clause c that ends behind i.
func (sc *scene) nameBehind(c *clause, i int) int {
	return c.first + sort.Search(c.last-c.first, func(k int) bool { return sc.names[c.first+k].End > i })
}

// countsPhases reports whether what may be a phase in digits is a figure itself.
func (sc *scene) countsPhases(from, to int) bool { return sc.s[from] <= '9' && sc.figureIn(from, to) }
