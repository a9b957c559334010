package bind

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Binder binds figures to what they measure. It is safe for concurrent use
// when its functions are.
type Binder struct {
	// Cut cuts a folded text without white space into words.
	Cut func(text string) []Word
	// Canon returns the word that stands for all with the meaning of word, or
	// word itself.
	Canon func(word string) string

	read map[string]*reading // see Once
}

// Once returns a binder that reads the same text only once. It remembers all
// that it has read, so it is for one release, and not safe for concurrent use.
func (b Binder) Once() Binder {
	b.read = map[string]*reading{}
	return b
}

// reading is a text as it was read.
type reading struct {
	cleaned
	words []Word
	found []name // see tables.find
}

func (b Binder) reading(t *tables, text string) *reading {
	if r := b.read[text]; r != nil {
		return r
	}
	r := &reading{cleaned: clean(text)}
	r.words = b.Cut(r.s)
	r.found = t.find(r.s, r.words)
	if b.read != nil {
		b.read[text] = r
	}
	return r
}

// Article sets the Binding of every figure of a.
func (b Binder) Article(a *knowledge.Article) {
	t := loadTables()
	title := b.lastName(t, a.Title)
	if title == "" {
		title = b.topic(t, a)
	}
	for i := range a.Sections {
		s := &a.Sections[i]
		head := b.lastName(t, s.Heading)
		if head == "" {
			head = title
		}
		for j := range s.Paragraphs {
			b.paragraph(t, &s.Paragraphs[j], head)
		}
	}
}

// What an article is about is the name that most of its sentences lead with,
// when it does so often and far more often than any other.
const (
	minTopic  = 3
	farOften  = 2 // times the next one
	maxTopics = 200
)

// topic returns the name that an article without one in its title is about,
// or "".
func (b Binder) topic(t *tables, a *knowledge.Article) string {
	type count struct {
		name string
		n    int
	}
	var all []count
	for _, s := range a.Sections {
		for _, p := range s.Paragraphs {
			for _, m := range t.names(b.reading(t, p.Text), anywhere) {
				if !m.proper || m.listed {
					continue
				}
				i := slices.IndexFunc(all, func(o count) bool { return ledger.SameThing(o.name, m.text) })
				switch {
				case i < 0 && len(all) < maxTopics:
					all = append(all, count{m.text, 1})
				case i >= 0:
					all[i].n++
					if len(m.text) > len(all[i].name) {
						all[i].name = m.text
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(x, y count) int { return y.n - x.n })
	if len(all) == 0 || all[0].n < minTopic || len(all) > 1 && all[0].n < farOften*all[1].n {
		return ""
	}
	return all[0].name
}

// Paragraph sets the Binding of every figure of p, which stands under the
// headings heads, outermost first.
func (b Binder) Paragraph(p *knowledge.Paragraph, heads ...string) {
	t := loadTables()
	head := ""
	for _, h := range heads {
		if n := b.lastName(t, h); n != "" {
			head = n
		}
	}
	b.paragraph(t, p, head)
}

// Names returns the things in text that have a name of their own, folded, in
// order, each once.
func (b Binder) Names(text string) []string {
	t := loadTables()
	var out []string
	for _, m := range t.names(b.reading(t, text), anywhere) {
		if m.proper && !slices.Contains(out, m.text) {
			out = append(out, m.text)
		}
	}
	return out
}

func (b Binder) lastName(t *tables, text string) string {
	if text == "" {
		return ""
	}
	last := ""
	for _, m := range t.names(b.reading(t, text), anywhere) {
		if m.proper {
			last = m.text
		}
	}
	return last
}

// anywhere is for a text without figures.
func anywhere(from, to int) int { return from }

// behindFigures returns where the last figure between from and to ends.
func (sc *scene) behindFigures(from, to int) int {
	for _, f := range sc.figs {
		if f.from < to && f.to > from {
			from = min(f.to, to)
		}
	}
	return from
}

// cleaned is a text folded and without white space.
type cleaned struct {
	s  string
	at []int32 // for each byte of s the byte of the text that its character begins at
}

func clean(text string) cleaned {
	f := zhtext.Fold(text)
	b, at := make([]byte, 0, len(f.Text)), make([]int32, 0, len(f.Text))
	for i, r := range f.Text {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\u3000' {
			continue
		}
		from, _ := f.Source(i, i)
		for b = utf8.AppendRune(b, r); len(at) < len(b); {
			at = append(at, int32(from))
		}
	}
	return cleaned{string(b), at}
}

// of returns the span of s that holds the characters of span in the text.
func (c cleaned) of(span knowledge.Span) (start, end int) {
	start, _ = slices.BinarySearch(c.at, int32(span.Start))
	end, _ = slices.BinarySearch(c.at, int32(span.End))
	return start, end
}

// fig is a figure in the cleaned text.
type fig struct {
	*knowledge.Figure
	from, to   int // the quote
	clause     int
	isTime     bool
	comparison bool // 较2020年, 比去年同期: no time of what follows
	frame      bool // a time that tells when other figures hold, and no event
}

// clause is a part of a sentence, of the cleaned text.
type clause struct {
	start, end int
	breaks     bool // behind a ；or the end of a sentence: no name carries over
	sentence   int
	names      []name
}

// scene is a paragraph as its figures are bound.
type scene struct {
	t       *tables
	b       Binder
	s       string
	words   []Word
	clauses []clause
	figs    []fig
	head    string
}

func (b Binder) paragraph(t *tables, p *knowledge.Paragraph, head string) {
	if len(p.Figures) == 0 {
		return
	}
	c := b.reading(t, p.Text)
	sc := &scene{t: t, b: b, s: c.s, words: c.words, head: head}
	for i := range p.Figures {
		f := fig{Figure: &p.Figures[i]}
		f.from, f.to = c.of(f.Quote)
		f.isTime = f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
		f.comparison = hasSuffix(c.s[:f.from], "比", "较", "与", "于") && f.isTime
		sc.figs = append(sc.figs, f)
	}
	sc.cut(c.cleaned, p.Sentences)
	whole := []string{head}
	for _, m := range t.names(c, sc.behindFigures) {
		for i := len(whole) - 1; i >= 0; i-- { // 新院区 for the 某某医院新院区 told of before
			full := whole[i]
			if rest, ok := strings.CutSuffix(full, m.text); ok && rest != "" && utf8.RuneCountInString(rest) <= maxLeftOut && !strings.ContainsAny(rest, "0123456789") {
				m.text = full
				break
			}
		}
		whole = append(whole, m.text)
		k := sc.clauseAt(m.start)
		sc.clauses[k].names = append(sc.clauses[k].names, m)
	}
	for i := range sc.figs {
		sc.figs[i].clause = sc.clauseAt(sc.figs[i].from)
	}
	for i := range sc.figs {
		sc.figs[i].frame = sc.framed(i)
	}
	for i := range sc.figs {
		sc.bind(i)
	}
	sc.corrections()
}

// cut makes the clauses of the sentences. A clause that is nothing but a time
// goes with the one behind it: 9月1日，某某园正式投产.
func (sc *scene) cut(c cleaned, sentences []knowledge.Span) {
	inFigure := func(i int) *fig {
		for k := range sc.figs {
			if f := &sc.figs[k]; i >= f.from && i < f.to {
				return f
			}
		}
		return nil
	}
	for n, s := range sentences {
		from, to := c.of(s)
		start, breaks := from, true
		for i := from; i < to; {
			r, w := utf8.DecodeRuneInString(sc.s[i:])
			i += w
			if !strings.ContainsRune("，；：;,:", r) || inFigure(i-w) != nil || i == to {
				continue
			}
			if f := inFigure(start); f != nil && f.isTime && f.to == i-w && r != '；' && r != ';' {
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
		sc.clauses = []clause{{start: 0, end: len(sc.s), breaks: true}}
	}
}

func (sc *scene) clauseAt(i int) int {
	for k, c := range sc.clauses {
		if i < c.end {
			return k
		}
	}
	return len(sc.clauses) - 1
}

// bind sets the Binding of figure i.
func (sc *scene) bind(i int) {
	f := &sc.figs[i]
	bd := knowledge.Binding{}
	bd.Subject, bd.Loose = sc.subject(f)
	bd.State = sc.state(i)
	bd.Period = sc.period(i)
	left := sc.left(i)
	bd.Scope = sc.scope(f)
	bd.Change = !f.isTime && sc.changed(f, left)
	if f.frame {
		f.Binding = bd
		return
	}
	bd.Metric, bd.Words = sc.metric(i, left)
	if bd.Change || len(bd.Words) == 0 {
		if prev := sc.before(i); prev != nil {
			if bd.Change || bd.Metric == "" {
				bd.Metric, bd.Words = prev.Binding.Metric, prev.Binding.Words
			}
			if bd.Subject == "" {
				bd.Subject = prev.Binding.Subject
			}
			if bd.Change && bd.Scope == "" {
				bd.Scope = prev.Binding.Scope
			}
		}
	}
	f.Binding = bd
}

// framed reports whether time i tells when the figures behind it hold: they
// stand in its clause, or nothing happens at that time.
func (sc *scene) framed(i int) bool {
	f := &sc.figs[i]
	if !f.isTime || f.Kind == knowledge.Time {
		return false
	}
	for k := i + 1; k < len(sc.figs) && sc.figs[k].clause == f.clause; k++ {
		if !sc.figs[k].isTime {
			return true
		}
	}
	for _, w := range sc.event(i) {
		if sc.t.is(isEvent, sc.s[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// before returns the level that stands before figure i in its sentence.
func (sc *scene) before(i int) *fig {
	for k := i - 1; k >= 0; k-- {
		g := &sc.figs[k]
		if sc.clauses[g.clause].sentence != sc.clauses[sc.figs[i].clause].sentence {
			return nil
		}
		if !g.isTime && !g.Binding.Change && g.Binding.Metric != "" {
			return g
		}
	}
	return nil
}

// left returns where the words in front of figure i begin: behind the figure
// before it in its clause, or the start of the clause.
func (sc *scene) left(i int) int {
	f := &sc.figs[i]
	from := sc.clauses[f.clause].start
	if i > 0 && sc.figs[i-1].to > from {
		from = min(sc.figs[i-1].to, f.from)
	}
	return from
}

// right returns where the words behind figure i end.
func (sc *scene) right(i int) int {
	f := &sc.figs[i]
	to := sc.clauses[f.clause].end
	if i+1 < len(sc.figs) && sc.figs[i+1].from < to {
		to = max(f.to, sc.figs[i+1].from)
	}
	if j := strings.IndexAny(sc.s[f.to:to], "、，；。：,;:()“”！？"); j >= 0 {
		to = f.to + j
	}
	return to
}

func (sc *scene) figureIn(from, to int) bool {
	for _, f := range sc.figs {
		if f.from >= from && f.from < to {
			return true
		}
	}
	return false
}
