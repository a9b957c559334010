package bind

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge"
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
		c.out = append(c.out, chunk{start: from, end: to, text: text, clause: c.cur.clause, first: first, measure: measure, sort: sortOf(text), bare: isThing(aKind, text)})
	}
	whole := m.Metric
	for _, kind := range thingWords()["apposed"].words {
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
			case k.Kind != concept.Metric || k == whole || !isBearer(sortOf(sc.s[m.Start:m.Start+i])) || sorts()[sortOf(sc.s[m.Start:m.Start+i])] == "cluster" && !k.HasClass(concept.Money) && !k.HasClass(concept.Percent):
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
				c.points = isThing(aPointer, s)
				c.kindBehindPointer(w)
				c.made = isThing(aMaker, s)
				if w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !sc.t.is(isIdle|isScope, s) {
					c.told = true
				}
			default:
				c.take(w)
			}
		}
		c.flush()
	}
	sc.phrases = c.out
	return c.out
}

// kindBehindPointer takes the kind that a word points at in one with it: 该校.
func (c *chunker) kindBehindPointer(w Word) {
	s := c.sc.s[w.Start:w.End]
	_, n := utf8.DecodeRuneInString(s)
	if kind := s[n:]; c.sc.t.is(isShort, kind) && isThing(aPointer, s[:n]) {
		c.out = append(c.out, chunk{start: w.Start + n, end: w.End, text: kind, clause: c.cur.clause, first: !c.told, points: true, bare: true, sort: sortOf(kind)})
	}
}

// isBearer reports whether things of a sort stand in front of a metric of theirs as
// one word with it: 居民 of 居民人均可支配收入, not 规划 of 规划面积.
func isBearer(sort uint8) bool {
	switch sorts()[sort] {
	case "person", "company", "cluster", "organisation", "port", "road", "airport", "school", "hospital":
		return true
	}
	return false
}

// joined reports whether what stands between two words lets them be of one
// phrase: nothing, or a quotation mark.
func joined(between string) bool {
	return between == "" || len(between) <= 2*len("“") && strings.Trim(between, "“”《》·-—") == ""
}

// holdsFigure reports whether a figure stands in w.
func (sc *scene) holdsFigure(w Word) bool {
	f := sc.inFigure(w.Start)
	return f != nil || sc.figureIn(w.Start, w.End)
}

// numbers reports whether word i tells things of one name apart: 第二届, 3号.
func (sc *scene) numbers(i int) bool {
	w := sc.words[i]
	f := sc.inFigure(w.Start)
	return f != nil && f.Kind == knowledge.Ordinal && i+1 < len(sc.words) && sc.words[i+1].Start == w.End && !sc.t.is(isBreak, sc.s[sc.words[i+1].Start:sc.words[i+1].End])
}

// glue are the characters of what stands between a metric and its figure: 为约,
// 累计达到.
const glue = "安排长同比环去幅速为约达到超近有共计的至是仅成突破完实现累预将力争已可增加提高降总额量在每年月日人均上下"

// maxGlue is how many bytes may stand between a metric and its figure: 面积为约.
const maxGlue = 5 * len("字")

// measures reports whether match i is a metric that a figure follows at once.
func (sc *scene) measures(i int) bool {
	m := sc.matches[i]
	if m.Metric == nil {
		return false
	}
	k := sort.Search(len(sc.figs), func(k int) bool { return sc.figs[k].from >= m.End })
	return k < len(sc.figs) && sc.figs[k].from-m.End <= maxGlue && fits(m.Metric, &sc.figs[k]) && strings.Trim(sc.s[m.End:sc.figs[k].from], glue) == ""
}

// fits reports whether a figure may be one of a metric, or of how it changed: a
// sum of money is no number of firms.
func fits(c *concept.Concept, f *fig) bool {
	switch f.Kind {
	case knowledge.Money:
		return c.HasClass(concept.Money)
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return true
	case knowledge.Count:
		return !c.HasClass(concept.Money) && !c.HasClass(concept.Percent)
	}
	return true
}

// ends reports whether word i is no part of a noun phrase.
func (c *chunker) ends(i int) bool {
	sc := c.sc
	w := sc.words[i]
	s := sc.s[w.Start:w.End]
	const one = len("字")
	switch {
	case c.open && sc.t.is(isPhase, s), c.open && isThing(aDeed, s):
		return false
	case c.stopsAt(i):
		return true
	case isThing(aStop|aToward, s), sc.t.is(isScope|isPrep|isChange|isLevel, s):
		if len(s) == one && c.open && c.cur.end == w.Start && i > 0 && sc.words[i-1].End-sc.words[i-1].Start == one && !strings.Contains("的是将由已在与和按每从及或对拟据为有可向", s) {
			return false // a piece of a name: 鹭达
		}
		if len(s) > one && c.open && (sc.firmAt(i+1, w.End) || sc.kindBehind(i, 1) && !isThing(aMaker, s)) {
			return false // 某某投资有限公司
		}
		return true
	case len(s) == one && isThing(aVerb, s):
		return !(c.open && c.cur.end == w.Start && i > 0 && sc.words[i-1].End-sc.words[i-1].Start == one)
	}
	if sc.bareNumber(i) {
		return true
	}
	switch w.Tag {
	case "p", "c", "u", "uj", "ul", "r", "d", "t", "y", "ad", "f", "q":
		return true
	case "m", "mq":
		return !strings.HasPrefix(s, "第") && strings.ContainsAny(s, "0123456789一二三四五六七八九十百千万亿两几多")
	case "v":
		return !sc.kindAt(i) && !sc.kindBehind(i, 2)
	case MetricTag:
		return (sc.t.is(isEvent, s) || measuresSize(s)) && !sc.kindBehind(i, 1)
	}
	return false
}

// measuresSize reports whether a word is a metric of the lexicon that does not
// count things: 占地, not 航线.
func measuresSize(word string) bool {
	for _, c := range concept.Default().Said(word) {
		if c.Kind == concept.Metric && !c.HasClass(concept.Count) && !c.HasClass(concept.People) {
			return true
		}
	}
	return false
}

// bareNumber reports whether word i is a number that tells no things apart: 2.3 of
// 2.3万口, not 9 of 9号线 or the year in front of a name.
func (sc *scene) bareNumber(i int) bool {
	w := sc.words[i]
	s := sc.s[w.Start:w.End]
	if strings.Trim(s, "0123456789.") != "" {
		return false
	}
	rest := sc.s[w.End:]
	if hasPrefix(rest, "号", "届", "标段", "期") {
		return false
	}
	return len(s) != 4 || !hasPrefix(s, "19", "20") || i+1 == len(sc.words) || sc.words[i+1].Start != w.End || hasPrefix(rest, "年", "届", "万", "亿", "个", "家", "人", "名", "张", "元", "米", "吨", "亩", "平")
}

// stopsAt reports whether several single characters from word i on are a word
// that ends a phrase and that no dictionary has: 首台, 起于.
func (c *chunker) stopsAt(i int) bool {
	sc := c.sc
	const one = len("字")
	from := sc.words[i].Start
	if sc.words[i].End-from != one {
		return false
	}
	for k := i + 1; k < len(sc.words) && k < i+4 && sc.words[k].Start == sc.words[k-1].End; k++ {
		if w := sc.s[from:sc.words[k].End]; isThing(aStop|aToward, w) {
			c.skip = sc.words[k].End
			return true
		}
	}
	return false
}

// kindBehind reports whether one of the n words right behind word i is a kind of
// thing that ends the name that it is in: 废旧电池回收利用项目.
func (sc *scene) kindBehind(i, n int) bool {
	for k := i + 1; k < len(sc.words) && k <= i+n && sc.words[k].Start == sc.words[k-1].End; k++ {
		if sc.kindAt(k) || thingEnd(sc.s[sc.words[i].Start:sc.words[k].End]) > 0 {
			return true
		}
		if t := sc.words[k].Tag; t == "" || strings.Contains("pcudr", t[:1]) || isThing(aStop, sc.s[sc.words[k].Start:sc.words[k].End]) {
			return false
		}
	}
	return false
}

// firmAt reports whether word i, which begins at from, ends the name of a firm.
func (sc *scene) firmAt(i, from int) bool {
	return i < len(sc.words) && sc.words[i].Start == from && isThing(aFirm, sc.s[from:sc.words[i].End])
}

// kindAt reports whether word i is a kind of thing.
func (sc *scene) kindAt(i int) bool {
	s := sc.s[sc.words[i].Start:sc.words[i].End]
	return sc.t.is(isSuffix, s) || thingEnd(s) > 0 && utf8.RuneCountInString(s) > 1
}

func (c *chunker) take(w Word) {
	single := w.End-w.Start == len("字") && w.Tag != "n"
	defer func() {
		c.cur.proper = c.cur.proper || isProper(w.Tag) && w.Tag != "eng" || single && c.single
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
	if thingWords()["toward"].ends(sc.s[:start]) {
		return toward
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
		short := thingWords()[class].cutFrom(m.text, minChunk)
		m.text, m.end = short, m.end-(len(m.text)-len(short))
	}
	parted(&m)
	m.text, m.phase = c.sc.withoutPhase(m.text)
	m.text = trimKind(c.sc.t, m.text)
	if m.phase != "" {
		for _, joint := range []string{"、", "和", "与", "及"} {
			if rest, ok := strings.CutPrefix(s[m.end:], joint); ok && c.sc.t.list(isPhase).begins(rest) {
				m.phase = "" // 一期、二期
			}
		}
	}
	n := utf8.RuneCountInString(m.text)
	if isBound(m.text) {
		return // 性工程 of 控制性工程
	}
	if n > maxChunk || n < minChunk && m.phase == "" && !(m.points && c.sc.t.is(isShort, m.text)) || isThing(aDateline, m.text) {
		return
	}
	c.told = true
	if k := len(c.out) - 1; k >= 0 && c.out[k].clause == m.clause && c.out[k].end+len("与") == m.start && hasSuffix(s[:m.start], "与", "暨") && sortOf(m.text) > 0 && sorts()[sortOf(m.text)] == "event" {
		m.start, m.first, m.prep = c.out[k].start, c.out[k].first, c.out[k].prep // 冷链与临港产业对接会
		m.text = s[m.start:m.end]
		c.out = c.out[:k]
	}
	m.bare = n < minChunk || isThing(aKind, m.text) || c.sc.t.is(isSuffix|isCommon, m.text)
	m.sort = sortOf(m.text)
	m.proper = m.proper && m.sort > 0
	c.out = append(c.out, m)
}

// isBound reports whether a phrase begins with what only ends words: 级泊位 of a 2000吨级
// one, 性工程.
func isBound(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return isThing(aBound, string(r)) && n < len(text) && sortOf(text) > 0
}

// beforeMetric returns where a phrase ends without the metric at its end:
// 某某机场旅客吞吐量首次突破千万.
func (sc *scene) beforeMetric(m chunk) int {
	k := sort.Search(len(sc.matches), func(k int) bool { return sc.matches[k].End >= m.end })
	if k == len(sc.matches) || sc.matches[k].End != m.end || sc.matches[k].Start < m.start || sc.matches[k].Metric == nil || sortOf(sc.s[m.start:m.end]) > 0 {
		return m.end
	}
	return sc.matches[k].Start
}

// parted leaves the firm in front of what it builds out of the name of that:
// 某某集团国际冷链枢纽.
func parted(m *chunk) {
	for _, w := range partEnds() {
		i := strings.LastIndex(m.text, w)
		if i <= 0 {
			continue
		}
		if rest := m.text[i+len(w):]; utf8.RuneCountInString(rest) >= minPart && sortOf(rest) > 0 {
			m.text, m.start = sheared(rest), m.start+i+len(w)
			return
		}
	}
}

// sheared takes words that end a phrase off the front of a text: 投建某某母港.
func sheared(text string) string {
	for again := true; again; {
		again = false
		for n := 2; n <= 3; n++ {
			k := n * len("字")
			if k < len(text) && utf8.RuneStart(text[k]) && (isThing(aStop|aToward, text[:k])) {
				text, again = text[k:], true
			}
		}
	}
	return text
}

// partEnds are what a name may go on behind with that of another thing.
var partEnds = sync.OnceValue(func() []string { return slices.Concat(thingWords()["firm"].words, thingWords()["apposed"].words) })

// minPart is how many characters the name of a thing has behind that of its
// firm.
const minPart = 4

// withoutPhase cuts the part of a thing off its name: 某某园二期, 码头二期工程.
func (sc *scene) withoutPhase(text string) (name, phase string) {
	short := text
	for _, k := range []string{"工程", "项目", "地块"} {
		short = strings.TrimSuffix(short, k)
	}
	phases := sc.t.list(isPhase)
	if phases.ends(short) {
		for _, p := range phases.words {
			if name, ok := strings.CutSuffix(short, p); ok && !hasSuffix(name, "第", "十") {
				return name, p
			}
		}
	}
	if !phases.in(text) {
		return text, ""
	}
	for _, p := range phases.words {
		if name, rest, ok := strings.Cut(text, p); ok && name != "" && !hasSuffix(name, "第", "十") && (sortOf(rest) == 0 || sortOf(name) > 0 && isThing(aDeed, strings.TrimSuffix(rest, "工程"))) {
			return name, p // 风电场一期全容量并网
		}
	}
	return text, ""
}
