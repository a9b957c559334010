package bind

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Binder binds figures to what they measure. It is safe for concurrent use
// when its functions are.
type Binder struct {
	// Cut cuts a folded text without white space into words.
	Cut func(text string) []Word
	// Canon returns the word that stands for all with the meaning of word, or
	// word itself.
	Canon func(word string) string
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
			c := clean(p.Text)
			for _, m := range t.names(c.s, b.Cut(c.s), anywhere) {
				if !m.proper || m.listed {
					continue
				}
				i := slices.IndexFunc(all, func(o count) bool { return SameThing(o.name, m.text) })
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
	c := clean(text)
	var out []string
	for _, m := range t.names(c.s, b.Cut(c.s), anywhere) {
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
	c := clean(text)
	last := ""
	for _, m := range t.names(c.s, b.Cut(c.s), anywhere) {
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
	at []int // for each byte of s the byte of the text that its character begins at
}

func clean(text string) cleaned {
	f := zhtext.Fold(text)
	c := cleaned{at: make([]int, 0, len(f.Text))}
	var b strings.Builder
	for i, r := range f.Text {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\u3000' {
			continue
		}
		from, _ := f.Source(i, i)
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			c.at = append(c.at, from)
		}
	}
	c.s = b.String()
	return c
}

// of returns the span of s that holds the characters of span in the text.
func (c cleaned) of(span knowledge.Span) (start, end int) {
	start, _ = slices.BinarySearch(c.at, span.Start)
	end, _ = slices.BinarySearch(c.at, span.End)
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
	c := clean(p.Text)
	sc := &scene{t: t, b: b, s: c.s, words: b.Cut(c.s), head: head}
	for i := range p.Figures {
		f := fig{Figure: &p.Figures[i]}
		f.from, f.to = c.of(f.Quote)
		f.isTime = f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
		f.comparison = hasSuffix(c.s[:f.from], "比", "较", "与", "于") && f.isTime
		sc.figs = append(sc.figs, f)
	}
	sc.cut(c, p.Sentences)
	whole := []string{head}
	for _, m := range t.names(c.s, sc.words, sc.behindFigures) {
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
		if sc.t.is("event", sc.s[w.Start:w.End]) {
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

// subject finds whose figure f is.
func (sc *scene) subject(f *fig) (subject string, loose bool) {
	c := sc.clauses[f.clause]
	for _, m := range c.names { // 投资82亿元的某某产业园
		if m.start >= f.to && !m.listed && m.proper {
			between := sc.s[f.to:m.start]
			if strings.HasSuffix(between, "的") && utf8.RuneCountInString(between) <= 6 && !sc.figureIn(f.to, m.start) {
				return m.text, false
			}
			break
		}
	}
	if s := sc.pointedAt(f); s != "" {
		return s, false
	}
	for j := len(c.names) - 1; j >= 0; j-- {
		if m := c.names[j]; m.proper && !m.listed && !(m.led && len(c.names) > 1) && (m.start < f.from || f.isTime && !f.frame && m.start == f.to) {
			if s := sc.carried(f); s != "" && strings.HasSuffix(sc.s[:m.start], "由") && sc.opensWithPhase(c, m) {
				return s, true // 二期由某某集团投资: the second phase of what was told of
			}
			return m.text, false
		}
	}
	object := ""
	for k := f.clause - 1; k >= 0 && !sc.clauses[k+1].breaks; k-- {
		ms := sc.clauses[k].names
		for j := len(ms) - 1; j >= 0; j-- {
			switch m := ms[j]; {
			case !m.proper || m.listed || m.led:
			case sc.leads(k, m):
				return m.text, false
			case object == "":
				object = m.text
			}
		}
	}
	if object != "" {
		return object, false
	}
	if f.isTime { // 计划2025年投产的某某园; 9月1日，某某园投产
		for _, m := range c.names {
			if m.start >= f.to && m.proper && !m.listed {
				return m.text, false
			}
		}
	}
	return sc.carried(f), true
}

// pointers begin a clause about what the sentence before ends with a name of.
var pointers = []string{"该项目", "该工程", "该园区", "该平台", "该基地", "该中心", "该公司", "该院", "该校"}

// pointedAt returns the last name of the sentence before f's where f's sentence
// begins with 该项目 or the like and names nothing but who does it: 该项目由某某公司投资.
func (sc *scene) pointedAt(f *fig) string {
	n := sc.clauses[f.clause].sentence
	last := ""
	for _, c := range sc.clauses[:f.clause+1] {
		switch {
		case c.sentence == n-1:
			for _, m := range c.names {
				if m.proper && !m.listed {
					last = m.text
				}
			}
		case c.sentence == n:
			if c.breaks && !slices.ContainsFunc(pointers, func(w string) bool { return strings.HasPrefix(sc.s[c.start:], w) }) {
				return ""
			}
			for _, m := range c.names {
				if m.proper && !m.led && !m.listed && m.end <= f.from {
					return ""
				}
			}
		}
	}
	return last
}

// opensWithPhase reports whether a part of the thing told of (二期) stands in
// clause c in front of m.
func (sc *scene) opensWithPhase(c clause, m name) bool {
	for w := range sc.t.classes["phase"] {
		if strings.Contains(sc.s[c.start:m.start], w) {
			return true
		}
	}
	return false
}

// leads reports whether m is what its clause k is about: it begins the clause
// but for words of time and order, or what came before it ends in 的.
func (sc *scene) leads(k int, m name) bool {
	c := sc.clauses[k]
	if strings.HasSuffix(sc.s[:m.start], "的") {
		return true
	}
	for _, w := range sc.words {
		if w.Start >= c.start && w.End <= m.start && !sc.figureIn(w.Start, w.End) && w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !sc.t.is("idle", sc.s[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// speaker returns the name in the words behind a quotation that f stands in:
// “…年底前开工。”某某研究院负责人说。
func (sc *scene) speaker(f *fig) string {
	if strings.LastIndex(sc.s[:f.from], "“") <= strings.LastIndex(sc.s[:f.from], "”") {
		return ""
	}
	i := strings.Index(sc.s[f.to:], "”")
	if i < 0 || !speaksOfOwn(sc.s[strings.LastIndex(sc.s[:f.from], "“"):f.to+i]) {
		return ""
	}
	from := f.to + i + len("”")
	to := from + strings.IndexAny(sc.s[from:]+"。", "。，“")
	to = min(to, len(sc.s))
	if !hasSuffix(sc.s[from:to], "说", "表示", "介绍", "告诉记者", "坦言", "介绍道", "说道") {
		return ""
	}
	for _, c := range sc.clauses {
		for _, m := range c.names {
			if m.start >= from && m.end <= to && m.proper {
				return m.text
			}
		}
	}
	return ""
}

// maxLeftOut is how many characters of a name a later mention may leave out.
const maxLeftOut = 8

// speaksOfOwn reports whether a quotation is about the speaker's own: a
// director of an office may well speak of the park.
func speaksOfOwn(quotation string) bool {
	for _, w := range []string{"我", "咱", "本", "这个项目", "这次", "公司", "企业自"} {
		if strings.Contains(quotation, w) {
			return true
		}
	}
	return false
}

// maxCarry is over how many sentences of a paragraph a subject carries.
const maxCarry = 3

// carried returns what the sentence of f, or one shortly before it, is about,
// else the heading's name.
func (sc *scene) carried(f *fig) string {
	if s := sc.speaker(f); s != "" {
		return s
	}
	for n := sc.clauses[f.clause].sentence; n >= max(0, sc.clauses[f.clause].sentence-maxCarry); n-- {
		for k, c := range sc.clauses[:f.clause+1] {
			if c.sentence != n {
				continue
			}
			for _, m := range c.names {
				if m.proper && !m.listed && !m.led && m.end <= f.from && sc.leads(k, m) {
					return m.text
				}
			}
		}
	}
	return sc.head
}

func (sc *scene) figureIn(from, to int) bool {
	for _, f := range sc.figs {
		if f.from >= from && f.from < to {
			return true
		}
	}
	return false
}

// state tells how firm figure i is.
func (sc *scene) state(i int) knowledge.State {
	f := &sc.figs[i]
	from := sc.clauses[f.clause].start
	for k := i - 1; k >= 0 && sc.figs[k].clause == f.clause; k-- {
		if !sc.figs[k].isTime { // what stands before a sum is that sum's
			from = max(from, min(sc.figs[k].to, f.from))
			break
		}
	}
	before := sc.s[from:f.from]
	after := sc.s[f.to:sc.right(i)]
	former := before // 由原来的22天压缩到6天
	for _, w := range []string{"原来的", "原先的", "以前的", "过去的", "此前的", "最初的", "原来", "原先", "原", "此前"} {
		former = strings.TrimSuffix(former, w)
	}
	if (former != before || sc.hasClass("from", before, true)) && sc.levelFollows(after) {
		return knowledge.Former
	}
	for w := range sc.t.classes["target"] {
		if strings.Contains(before, w) || f.isTime && strings.HasPrefix(after, w) {
			return knowledge.Target
		}
	}
	for w := range sc.t.classes["planned"] {
		if strings.Contains(before, w) || f.isTime && strings.HasPrefix(after, w) {
			return knowledge.Planned
		}
	}
	return knowledge.Reached
}

func (sc *scene) levelFollows(after string) bool {
	for w := range sc.t.classes["level"] {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// hasClass reports whether s has a word of class in it, at its end when end is
// set.
func (sc *scene) hasClass(class, s string, end bool) bool {
	for w := range sc.t.classes[class] {
		if end && strings.HasSuffix(s, w) || !end && strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// period finds the time that figure i holds for.
func (sc *scene) period(i int) string {
	f := &sc.figs[i]
	if f.isTime {
		return ""
	}
	n := sc.clauses[f.clause].sentence
	for k := i - 1; k >= 0; k-- {
		g := &sc.figs[k]
		if !g.frame || g.comparison || g.Time == "" || strings.HasPrefix(g.Time, "..") {
			continue
		}
		if m := sc.clauses[g.clause].sentence; m == n || m >= n-2 && !sc.namesTime(n, f.from) {
			return sc.asOf(g)
		}
		break
	}
	return ""
}

// asOf returns the time of g: its last day where it tells the end of
// something (2023年底, 截至6月).
func (sc *scene) asOf(g *fig) string {
	_, to, ok := strings.Cut(g.Time, "/")
	text := sc.s[g.from:g.to]
	if !ok || to == ".." {
		return g.Time
	}
	if hasSuffix(text, "底", "末") || strings.HasPrefix(text, "截") || hasSuffix(sc.s[:g.from], "截至", "截止", "截止到", "截至到") {
		return to
	}
	return g.Time
}

// namesTime reports whether the words of sentence n in front of i tell that
// the figure is of now: 目前, 现有.
func (sc *scene) namesTime(n, i int) bool {
	for _, c := range sc.clauses {
		if c.sentence == n && c.start < i {
			for _, w := range []string{"目前", "现有", "现已", "至今", "如今"} {
				if strings.Contains(sc.s[c.start:min(c.end, i)], w) {
					return true
				}
			}
		}
	}
	return false
}

// scope finds the whole or part that f is told of, in its clause.
func (sc *scene) scope(f *fig) string {
	left := sc.s[sc.clauses[f.clause].start:f.from]
	best, at := "", -1
	for w := range sc.t.classes["scope"] {
		if j := strings.LastIndex(left, w); j > at || j == at && j >= 0 && len(w) > len(best) {
			best, at = w, j
		}
	}
	if best == "其中" {
		best = ""
	}
	for k := f.clause; best == "" && k >= 0 && sc.clauses[k].sentence == sc.clauses[f.clause].sentence; k-- {
		for w := range sc.t.classes["phase"] { // 某某校区二期设36个班，建筑面积约6万平方米
			if strings.Contains(sc.s[sc.clauses[k].start:min(sc.clauses[k].end, f.from)], w) {
				best = w
			}
		}
	}
	return best
}

// changed reports whether f is a change of a metric.
func (sc *scene) changed(f *fig, from int) bool {
	before := sc.s[from:f.from]
	if r := []rune(before); len(r) > 12 {
		before = string(r[len(r)-12:])
	}
	for w := range sc.t.classes["level"] {
		if strings.HasSuffix(before, w) && strings.HasSuffix(w, "到") || strings.HasSuffix(before, w) && strings.HasSuffix(w, "至") {
			return false
		}
	}
	switch f.Kind {
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return sc.hasClass("change", before, false)
	}
	return hasSuffix(before, "增长", "下降", "增加", "减少", "增加了", "减少了", "提高", "提高了", "缩短", "缩短了", "压缩", "压缩了")
}

func hasSuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
