package bind

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
)

// chunk is a noun phrase of a clause: what could be a thing by its place, be it
// a name or not.
type chunk struct {
	start, end int
	text       string
	phase      string // 二期 behind it, or in it: 码头二期工程
	clause     int
	first      bool // no noun or verb stands before it in its clause
	points     bool // behind 该, 此次
	made       bool // behind 建设, 设立
	of         bool // behind 的
	prep       uint8
	bare       bool  // its kind and no more: 项目
	sort       uint8 // of thing, see sortOf
	measure    bool  // a metric that a figure follows
	proper     bool  // a name of its own
}

const (
	minChunk = 2
	maxChunk = 28
)

// chunker cuts the clauses of a paragraph into noun phrases.
type chunker struct {
	sc     *scene
	out    []chunk
	cur    chunk
	open   bool
	told   bool // a noun or verb was read in the clause
	points bool
	made   bool
	single bool // the last word taken is a single character that no dictionary tells
	skip   int  // where a word ends that several single characters make
	done   int  // the first metric that is not yet told
}

// measured ends the phrase in front of a metric, and takes what the metric is of
// (居民 of 居民人均可支配收入) and what is counted (床位) for phrases of their own.
func (c *chunker) measured(match int) {
	first := !c.told
	sc := c.sc
	m := sc.matches[match]
	if match < c.done {
		c.flush()
		c.told = true
		return
	}
	c.done = match + 1
	open := c.open && c.cur.end == m.Start
	defer func() {
		c.flush()
		c.told = true
	}()
	add := func(from, to int, measure bool) {
		text := sc.s[from:to]
		c.out = append(c.out, chunk{start: from, end: to, text: text, clause: c.cur.clause, first: first, measure: measure, sort: names.SortOf(text), bare: names.IsThing(names.ThingKind, text)})
	}
	whole := m.Metric
	for _, kind := range names.ThingWords()["apposed"].Words {
		if open && strings.HasPrefix(sc.s[m.Start:m.End], kind) {
			c.cur.end += len(kind) // 回收项目总投资
			return
		}
	}
	for i := range sc.s[m.Start:m.End] {
		if i < minChunk*len("字") {
			continue
		}
		for _, k := range concept.Default().Said(sc.s[m.Start+i : m.End]) {
			switch {
			case k.Kind != concept.Metric || k == whole || !isBearer(names.SortOf(sc.s[m.Start:m.Start+i])) || names.Sorts()[names.SortOf(sc.s[m.Start:m.Start+i])] == "cluster" && !k.HasClass(concept.Money) && !k.HasClass(concept.Percent):
			case open:
				c.cur.end = m.Start + i
				return
			default:
				c.flush()
				add(m.Start, m.Start+i, false)
				return
			}
		}
	}
	if whole.HasClass(concept.Count) {
		c.flush()
		add(m.Start, m.End, true)
	}
}

// chunks finds the noun phrases of the clauses, in order. Figures, verbs and
// words of the grammar end one, and so does a metric with its figure behind it.
func (sc *scene) chunks() []chunk {
	c := &chunker{sc: sc, out: sc.phrases}
	word, match := 0, 0
	for k := range sc.clauses {
		c.told, c.points, c.made = false, false, false
		cl := &sc.clauses[k]
		for word < len(sc.words) && sc.words[word].Start < cl.start {
			word++
		}
		for ; word < len(sc.words) && sc.words[word].Start < cl.end; word++ {
			sc.steps++
			w := sc.words[word]
			for match < len(sc.matches) && sc.matches[match].End <= w.Start {
				match++
			}
			c.cur.clause = k
			switch {
			case c.open && !joined(sc.s[c.cur.end:w.Start]):
				c.flush()
			}
			switch {
			case w.End <= c.skip:
			case sc.holdsFigure(w) && !sc.numbers(word):
				c.flush()
				c.points, c.made = false, false
			case match < len(sc.matches) && sc.matches[match].Start < w.End && sc.measures(match):
				if sc.matches[match].Start <= w.Start || c.done <= match {
					c.measured(match)
				}
			case c.ends(word):
				c.flush()
				s := sc.s[w.Start:w.End]
				c.points = names.IsThing(names.ThingPointer, s)
				c.kindBehindPointer(w)
				c.made = names.IsThing(names.ThingMaker, s)
				if w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !sc.t.Is(names.Idle|names.Scope, s) {
					c.told = true
				}
			default:
				if s := sc.s[w.Start:w.End]; strings.HasPrefix(s, "第") && strings.HasSuffix(s, "届") {
					c.flush() // 要数第六届某某节
				}
				c.take(w)
			}
		}
		c.flush()
	}
	sc.phrases = c.out
	return c.out
}

// kindBehindPointer takes the kind that a word points at in one with it: 该校.
func (c *chunker) kindBehindPointer(w names.Word) {
	s := c.sc.s[w.Start:w.End]
	_, n := utf8.DecodeRuneInString(s)
	if kind := s[n:]; c.sc.t.Is(names.Short, kind) && names.IsThing(names.ThingPointer, s[:n]) {
		c.out = append(c.out, chunk{start: w.Start + n, end: w.End, text: kind, clause: c.cur.clause, first: !c.told, points: true, bare: true, sort: names.SortOf(kind)})
	}
}

// isBearer reports whether things of a sort stand in front of a metric of theirs as
// one word with it: 居民 of 居民人均可支配收入, not 规划 of 规划面积.
func isBearer(sort uint8) bool {
	switch names.Sorts()[sort] {
	case "person", "company", "cluster", "organisation", "port", "road", "airport", "school", "hospital":
		return true
	}
	return false
}

func (c *chunker) take(w names.Word) {
	single := w.End-w.Start == len("字") && w.Tag != "n"
	defer func() {
		c.cur.proper = c.cur.proper || names.IsProper(w.Tag) && w.Tag != "eng" || single && c.single
		c.single = single
	}()
	if !c.open {
		s := c.sc.s
		start := w.Start
		for strings.HasSuffix(s[:start], "“") || strings.HasSuffix(s[:start], "《") {
			start -= len("“")
		}
		c.cur = chunk{start: start, clause: c.cur.clause, first: !c.told, points: c.points, made: c.made, of: strings.HasSuffix(s[:start], "的"), prep: c.sc.prepAt(start)}
		c.open = true
	}
	c.cur.end = w.End
	if c.cur.start == w.Start && c.cur.points && names.IsThing(names.ThingKind, c.sc.s[w.Start:w.End]) && !c.sc.kindFrom(w.End) {
		c.flush() // 该公司交付船舶
	}
}

// kindFrom reports whether the word that begins at i is a kind of thing: 医院 of
// 该中心医院.
func (sc *scene) kindFrom(i int) bool {
	k := sc.wordAt(i)
	return k < len(sc.words) && sc.words[k].Start == i && sc.kindAt(k)
}

// preps are what may lead to a noun phrase and tell how it stands, by number less 1.
var preps = []rune("由在于对与和至到从以为据经给向距")

// The numbers of the words in front of who does something, 由, and of a place that
// something lies at.
const (
	agent  = 1
	toward = 3
)

func (sc *scene) prepAt(start int) uint8 {
	if names.ThingWords()["toward"].Ends(sc.s[:start]) {
		return toward
	}
	if names.ThingWords()["spent"].Ends(sc.s[:start]) {
		return 0 // 用于某某院区3.2亿元: no place that something lies at
	}
	r, _ := utf8.DecodeLastRuneInString(sc.s[:start])
	for i, p := range preps {
		if p == r {
			return uint8(i + 1)
		}
	}
	return 0
}

// flush ends the phrase that is open.
func (c *chunker) flush() {
	if !c.open {
		return
	}
	c.open, c.points, c.made, c.single = false, false, false, false
	m, s := c.cur, c.sc.s
	for strings.HasPrefix(s[m.end:], "”") || strings.HasPrefix(s[m.end:], "》") {
		m.end += len("”")
	}
	if r, n := utf8.DecodeRuneInString(s[m.start:m.end]); m.points && strings.ContainsRune("所座条家个艘处栋期", r) {
		m.start += n // 这所高中
	}
	m.end = c.sc.beforeMetric(m)
	m.text = s[m.start:m.end]
	if strings.Count(m.text, "“") != strings.Count(m.text, "”") || strings.Count(m.text, "《") != strings.Count(m.text, "》") {
		m.text = strings.Trim(m.text, "“”《》")
		if strings.ContainsAny(m.text, "“”《》") {
			return
		}
	}
	if i := strings.Index(m.text, "条"); strings.HasPrefix(m.text, "第") && i > 0 && i <= 4*len("字") {
		m.text = m.text[i+len("条"):] // 第四条 减船转产
	}
	for _, class := range []string{"where", "tail"} {
		short := names.ThingWords()[class].CutFrom(m.text, minChunk)
		m.text, m.end = short, m.end-(len(m.text)-len(short))
	}
	parted(&m)
	m.text, m.phase = c.sc.withoutPhase(m.text)
	m.text = names.TrimKind(c.sc.t, m.text)
	if m.phase != "" {
		for _, joint := range []string{"、", "和", "与", "及"} {
			if rest, ok := strings.CutPrefix(s[m.end:], joint); ok && c.sc.t.List(names.Phase).Begins(rest) {
				m.phase = "" // 一期、二期
			}
		}
	}
	n := utf8.RuneCountInString(m.text)
	if r, size := utf8.DecodeRuneInString(m.text); m.points && n == minChunk && c.sc.t.Is(names.Short, string(r)) && names.SortOf(m.text) == 0 {
		m.text, m.end, n = m.text[:size], m.start+size, 1 // 该坞属30万吨级
	}
	if isBound(m.text) {
		return // 性工程 of 控制性工程
	}
	if n > maxChunk || n < minChunk && m.phase == "" && !(m.points && c.sc.t.Is(names.Short, m.text)) || names.IsThing(names.ThingDateline, m.text) {
		return
	}
	c.told = true
	if k := len(c.out) - 1; k >= 0 && c.out[k].clause == m.clause && c.out[k].end+len("与") == m.start && wordlist.HasSuffix(s[:m.start], "与", "暨") && names.SortOf(m.text) > 0 && names.Sorts()[names.SortOf(m.text)] == "event" {
		m.start, m.first, m.prep = c.out[k].start, c.out[k].first, c.out[k].prep // 冷链与临港产业对接会
		m.text = s[m.start:m.end]
		c.out = c.out[:k]
	}
	m.bare = n < minChunk || names.IsThing(names.ThingKind, m.text) || c.sc.t.Is(names.Suffix|names.Common, m.text)
	m.sort = names.SortOf(m.text)
	m.proper = m.proper && m.sort > 0
	c.out = append(c.out, m)
}

// isBound reports whether a phrase begins with what only ends words: 级泊位 of a 2000吨级
// one, 性工程.
func isBound(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return names.IsThing(names.ThingBound, string(r)) && n < len(text) && names.SortOf(text) > 0
}
