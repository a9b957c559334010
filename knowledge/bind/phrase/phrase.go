package phrase

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// Phrase is a noun phrase of a clause: by its place it may be a thing, with a name or
// not.
type Phrase struct {
	Start, End int
	Text       string
	Phase      string // 二期 behind it, or in it: 码头二期工程
	Clause     int
	First      bool // no noun or verb is in front of it in its clause
	Points     bool // behind 该, 此次
	Made       bool // behind 建设, 设立
	Of         bool // behind 的
	Prep       uint8
	Bare       bool  // only a kind of thing: 项目
	Sort       uint8 // of thing, see names.SortOf
	Measure    bool  // a metric with its figure behind it
	Proper     bool  // a name of its own
}

// The lengths of phrases, in characters.
const (
	MinLen = 2
	MaxLen = 28
)

// chunker cuts the clauses of a paragraph into noun phrases.
type chunker struct {
	t      *clause.Text
	out    []Phrase
	cur    Phrase
	open   bool
	begun  bool // a noun or verb of the clause has been read
	points bool
	made   bool
	single bool // the last word is a single character that is in no dictionary
	skip   int  // where a word of several single characters ends
	done   int  // the first metric that has not been read
}

// measured ends the phrase in front of a metric. What the metric is of (居民 of
// 居民人均可支配收入) and what is counted (床位) become phrases of their own.
func (c *chunker) measured(match int) {
	first := !c.begun
	m := c.t.Matches[match]
	if match < c.done {
		c.flush()
		c.begun = true
		return
	}
	c.done = match + 1
	open := c.open && c.cur.End == m.Start
	defer func() {
		c.flush()
		c.begun = true
	}()
	add := func(from, to int, measure bool) {
		text := c.t.S[from:to]
		c.out = append(c.out, Phrase{Start: from, End: to, Text: text, Clause: c.cur.Clause, First: first, Measure: measure, Sort: names.SortOf(text), Bare: names.IsThing(names.ThingKind, text)})
	}
	whole := m.Metric
	for _, kind := range names.ThingWords().List("apposed").Words {
		if open && strings.HasPrefix(c.t.S[m.Start:m.End], kind) {
			c.cur.End += len(kind) // 回收项目总投资
			return
		}
	}
	for i := range c.t.S[m.Start:m.End] {
		if i < MinLen*wordlist.Char {
			continue
		}
		for _, k := range concept.Default().Said(c.t.S[m.Start+i : m.End]) {
			switch {
			case k.Kind != concept.Metric || k == whole || !isBearer(names.SortOf(c.t.S[m.Start:m.Start+i])) || names.Sorts()[names.SortOf(c.t.S[m.Start:m.Start+i])] == "cluster" && !k.HasClass(concept.Money) && !k.HasClass(concept.Percent):
			case open:
				c.cur.End = m.Start + i
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

// Find appends the noun phrases of the clauses of t to out, in order. Figures, verbs and
// function words end a phrase, and so does a metric in front of its figure.
func Find(t *clause.Text, out []Phrase) []Phrase {
	c := &chunker{t: t, out: out}
	word, match := 0, 0
	for k := range t.Clauses {
		c.begun, c.points, c.made = false, false, false
		cl := &t.Clauses[k]
		for word < len(t.Words) && t.Words[word].Start < cl.Start {
			word++
		}
		for ; word < len(t.Words) && t.Words[word].Start < cl.End; word++ {
			t.Steps++
			w := t.Words[word]
			for match < len(t.Matches) && t.Matches[match].End <= w.Start {
				match++
			}
			c.cur.Clause = k
			switch {
			case c.open && !joined(t.S[c.cur.End:w.Start]):
				c.flush()
			}
			switch {
			case w.End <= c.skip:
			case c.hasFigure(w) && !c.numbers(word):
				c.flush()
				c.points, c.made = false, false
			case match < len(t.Matches) && t.Matches[match].Start < w.End && c.measures(match):
				if t.Matches[match].Start <= w.Start || c.done <= match {
					c.measured(match)
				}
			case c.ends(word):
				c.flush()
				s := t.S[w.Start:w.End]
				c.points = names.IsThing(names.ThingPointer, s)
				c.kindBehindPointer(w)
				c.made = names.IsThing(names.ThingMaker, s)
				if w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !t.Tables.Is(names.Idle|names.Scope, s) {
					c.begun = true
				}
			default:
				if s := t.S[w.Start:w.End]; strings.HasPrefix(s, "第") && strings.HasSuffix(s, "届") {
					c.flush() // 要数第六届某某节
				}
				c.take(w)
			}
		}
		c.flush()
	}
	return c.out
}

// kindBehindPointer adds the kind in a word that points at a thing: 校 of 该校.
func (c *chunker) kindBehindPointer(w names.Word) {
	s := c.t.S[w.Start:w.End]
	_, n := utf8.DecodeRuneInString(s)
	if kind := s[n:]; c.t.Tables.Is(names.Short, kind) && names.IsThing(names.ThingPointer, s[:n]) {
		c.out = append(c.out, Phrase{Start: w.Start + n, End: w.End, Text: kind, Clause: c.cur.Clause, First: !c.begun, Points: true, Bare: true, Sort: names.SortOf(kind)})
	}
}

// isBearer reports whether things of a sort form one word with a metric of theirs: 居民
// of 居民人均可支配收入, but not 规划 of 规划面积.
func isBearer(sort uint8) bool {
	switch names.Sorts()[sort] {
	case "person", "company", "cluster", "organisation", "port", "road", "airport", "school", "hospital":
		return true
	}
	return false
}

// take adds w to the open phrase, or opens one with it.
func (c *chunker) take(w names.Word) {
	single := w.End-w.Start == wordlist.Char && w.Tag != "n"
	defer func() {
		c.cur.Proper = c.cur.Proper || names.IsProper(w.Tag) && w.Tag != "eng" || single && c.single
		c.single = single
	}()
	if !c.open {
		s := c.t.S
		start := w.Start
		for strings.HasSuffix(s[:start], "“") || strings.HasSuffix(s[:start], "《") {
			start -= wordlist.Char
		}
		c.cur = Phrase{Start: start, Clause: c.cur.Clause, First: !c.begun, Points: c.points, Made: c.made, Of: strings.HasSuffix(s[:start], "的"), Prep: names.PrepBefore(s[:start])}
		c.open = true
	}
	c.cur.End = w.End
	if c.cur.Start == w.Start && c.cur.Points && names.IsThing(names.ThingKind, c.t.S[w.Start:w.End]) && !c.kindFrom(w.End) {
		c.flush() // 该公司交付船舶
	}
}

// kindFrom reports whether the word that begins at byte i is a kind of thing: 医院 of
// 该中心医院.
func (c *chunker) kindFrom(i int) bool {
	k := c.t.WordAt(i)
	return k < len(c.t.Words) && c.t.Words[k].Start == i && c.kindAt(k)
}

// flush ends the open phrase and adds it to the others unless it cannot be a thing.
func (c *chunker) flush() {
	if !c.open {
		return
	}
	c.open, c.points, c.made, c.single = false, false, false, false
	m, s := c.cur, c.t.S
	for strings.HasPrefix(s[m.End:], "”") || strings.HasPrefix(s[m.End:], "》") {
		m.End += wordlist.Char
	}
	if r, n := utf8.DecodeRuneInString(s[m.Start:m.End]); m.Points && strings.ContainsRune(words().Measure.Chars(), r) {
		m.Start += n // 这所高中
	}
	m = c.unquoted(m)
	m.End = c.beforeMetric(m)
	m.Text = s[m.Start:m.End]
	if strings.Count(m.Text, "“") != strings.Count(m.Text, "”") || strings.Count(m.Text, "《") != strings.Count(m.Text, "》") {
		m.Text = strings.Trim(m.Text, "“”《》")
		if strings.ContainsAny(m.Text, "“”《》") {
			return
		}
	}
	if i := strings.Index(m.Text, "条"); strings.HasPrefix(m.Text, "第") && i > 0 && i <= 4*wordlist.Char {
		m.Text = m.Text[i+len("条"):] // 第四条 减船转产
	}
	for _, class := range []string{"where", "tail"} {
		short := names.ThingWords().List(class).CutFrom(m.Text, MinLen)
		m.Text, m.End = short, m.End-(len(m.Text)-len(short))
	}
	CutFirm(&m)
	m.Text, m.Phase = SplitPhase(c.t, m.Text)
	m.Text = names.TrimKind(c.t.Tables, m.Text)
	if m.Phase != "" {
		for _, joint := range names.Joints().Words {
			if rest, ok := strings.CutPrefix(s[m.End:], joint); ok && c.t.Tables.List(names.Phase).Begins(rest) {
				m.Phase = "" // 一期、二期
			}
		}
	}
	n := utf8.RuneCountInString(m.Text)
	if r, size := utf8.DecodeRuneInString(m.Text); m.Points && n == MinLen && c.t.Tables.Is(names.Short, string(r)) && names.SortOf(m.Text) == 0 {
		m.Text, m.End, n = m.Text[:size], m.Start+size, 1 // 该坞属30万吨级
	}
	if isSuffix(m.Text) {
		return // 性工程 of 控制性工程
	}
	if n > MaxLen || n < MinLen && m.Phase == "" && !(m.Points && c.t.Tables.Is(names.Short, m.Text)) || names.IsThing(names.ThingDateline, m.Text) {
		return
	}
	c.begun = true
	if k := len(c.out) - 1; k >= 0 && c.out[k].Clause == m.Clause && c.out[k].End+wordlist.Char == m.Start && words().Joined.Ends(s[:m.Start]) && names.SortOf(m.Text) > 0 && names.Sorts()[names.SortOf(m.Text)] == "event" {
		m.Start, m.First, m.Prep = c.out[k].Start, c.out[k].First, c.out[k].Prep // 冷链与临港产业对接会
		m.Text = s[m.Start:m.End]
		c.out = c.out[:k]
	}
	m.Bare = n < MinLen || names.IsThing(names.ThingKind, m.Text) || c.t.Tables.Is(names.Suffix|names.Common, m.Text)
	m.Sort = names.SortOf(m.Text)
	m.Proper = m.Proper && m.Sort > 0
	c.out = append(c.out, m)
}

// unquoted returns m without its quotation marks if all between them is a name as it is,
// which a release may write with and without them.
func (c *chunker) unquoted(m Phrase) Phrase {
	const mark = len("“")
	if s := c.t.S[m.Start:m.End]; !strings.HasPrefix(s, "“") || !strings.HasSuffix(s, "”") {
		return m
	}
	if k := c.t.WordAt(m.Start + mark); k < len(c.t.Words) && c.t.Words[k].Tag == names.UserTag && c.t.Words[k].Start == m.Start+mark && c.t.Words[k].End == m.End-mark {
		m.Start, m.End = m.Start+mark, m.End-mark
	}
	return m
}

// isSuffix reports whether a phrase begins with what is only the end of a word: 级泊位
// of 2000吨级泊位, 性工程 of 控制性工程.
func isSuffix(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return names.IsThing(names.ThingBound, string(r)) && n < len(text) && names.SortOf(text) > 0
}
