package choice

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// Reading is passages that are held against a question. It is for one question and
// not safe for concurrent use.
type Reading struct {
	frame     *frame.Frame
	about     About
	hits      []index.Hit
	pages     []page
	units     []unit
	total     float64 // of the weights of units
	names     []name
	pairs     *pairIndex
	chars     *pairIndex
	numbers   []string           // of things in the question: 3期, 9号线
	places    []string           // regions that it names
	offices   []string           // that it asks the holder of
	head      *unit              // the metric that is asked last; nil for none
	deeds     []*concept.Concept // what a question for a time asks the time of
	phase     int                // see phases
	spans     bool               // it asks when something begins and when it ends
	grain     int                // how exact a time it asks for
	lengthToo bool               // how long it lasts answers as well
	extreme   [][]standing       // of a question that compares: by page, how figures stand; nil for other questions
	news      knowledge.Date     // of the newest release that tells of what is asked
	listed    int                // how many things the question says that are to be listed; 0: it does not

	terms []string // names and words that a text may explain

	old []oldFigure // that others replaced; nil where nobody looked

	contents pairSet            // see content, by chars
	charSets map[string]pairSet // see charsOf

	headings map[string]place // titles and headings that were looked at
	asked    map[string]bool  // by the name of cues, whether the question has them, where that was asked
	aspects  []bool           // the same by aspect
}

// About is what is known besides the question and the passages.
type About struct {
	Lexicon *concept.Lexicon
	Home    []string                                  // names of the district that the releases are of, folded
	Same    func(b *knowledge.Binding, n string) bool // whether a figure is of the thing that a question calls n
}

// unit is a word or a concept of the question that an answer should speak of.
type unit struct {
	text     string
	concepts []*concept.Concept // nil for a plain word
	metric   bool               // it tells what is measured
	asked    bool               // in words that releases do not use
	gapped   bool               // others may stand between them
	start    int                // in the question
	passages int                // how many passages have it; -1 where nobody counted
	kind     concept.Kind
	weight   float64
}

// name is a thing that the question names.
type name struct {
	text string // as the releases call it
	said string // as the question calls it
	core string // without what may be left out
	head string // first two characters of core

	numbered bool // a number tells it from others
	region   bool // it is called as a part of the country is
}

// page is a passage with what of the question stands where in it.
type page struct {
	hit       int
	rank      int    // of the passage, or of the best one of its table
	text      string // of the passage, as written
	sentences []sentence
	clauses   []clause
	units     []float32 // by unit: the most of it in the sentences and the heads
	coverage  float64   // of units
	missing   int       // see Reading.missing
	heads     place     // title and heading
	caption   bool      // it stands over a table
	title     place
	heading   place
}

type sentence struct {
	span     knowledge.Span
	whole    knowledge.Span // the sentence that it is a part of: “…。”某某说。 is two
	from, to int            // clauses
	place
	asks bool // it is a question

	chars              pairSet // of the question, that stand in it
	cues               uint64  // which words of the kind of answer asked for stand in it
	order, clauseOrder float64 // see orderIndex
	starts, defines    int     // see startOf and Reading.defines
}

type clause struct {
	span     knowledge.Span
	sentence int
	place
	order float64 // see orderIndex
}

// place is a text with what of the question stands in it.
type place struct {
	folded   string
	concepts []*concept.Concept
	units    []float32 // by unit: how much of it stands there, 0 to 1
	names    []float32 // by name
	pairs    pairSet
}

// Read holds hits against the question f.
func Read(f *frame.Frame, hits []index.Hit, about About) *Reading {
	r := &Reading{frame: f, about: about, hits: hits, pairs: newPairIndex(subjectMatter(f)), chars: newCharIndex(subjectMatter(f)), headings: map[string]place{}, charSets: map[string]pairSet{}}
	r.addUnits()
	r.terms, r.contents = r.termsOf(), r.content()
	r.numbers, r.places, r.offices, r.listed = numbersIn(f), placesIn(f), officesIn(f), listedIn(f.Text)
	r.addDeeds()
	for _, n := range f.Names {
		core := ledger.CoreOf(n.Thing)
		r.names = append(r.names, name{n.Thing, n.Text, core, firstRunes(core, 2), ledger.IsNumbered(n.Thing), isRegion(n.Thing) && isRegion(n.Text)})
	}
	for i := range hits {
		r.pages = append(r.pages, r.page(i))
	}
	if f.Gathers() {
		r.joinTables()
	}
	r.weigh()
	var pairs, chars []pairSet
	for i := range r.pages {
		pg := &r.pages[i]
		pg.coverage, pg.missing = r.coverage(pg.units), r.missing(pg.units)
		for k := range pg.sentences {
			s := &pg.sentences[k]
			s.chars = r.charsOf(s.folded)
			pairs, chars = append(pairs, s.pairs), append(chars, s.chars)
		}
	}
	r.pairs.weigh(pairs)
	r.chars.weigh(chars)
	r.extreme = r.extremes()
	if r.asksNews() {
		r.news = r.newestTold()
	}
	r.addTelling()
	return r
}

// subjectMatter returns the text of a question for a figure without the words that ask
// and those that tell the time, which is held against the figures' own: 2024年 stands
// in many sentences and makes none of them speak of what is asked. What is asked for
// in other ways is told in the words that ask, too: 为什么, 由谁.
func subjectMatter(f *frame.Frame) string {
	if groupOf(f.Asks) > ofDuration {
		return f.Text
	}
	return without(f.Text, f.Asking, f.Time.Spans)
}

// without returns a text with spaces in place of words.
func without(text string, words ...[]frame.Word) string {
	out := []byte(text)
	for _, w := range slices.Concat(words...) {
		for i := w.Start; i < w.End; i++ {
			out[i] = ' '
		}
	}
	return string(out)
}

// Frame returns the question as it is understood.
func (r *Reading) Frame() *frame.Frame { return r.frame }

// group returns the kind of answers that count alike for what is asked.
func (r *Reading) group() group {
	if r.frame.Several {
		return ofSeveral
	}
	return groupOf(r.frame.Asks)
}

func (r *Reading) addUnits() {
	for _, m := range r.frame.Concepts {
		u := unit{text: m.Text, concepts: m.Concepts, asked: m.Asked, gapped: m.Gapped, start: m.Start, passages: m.Passages}
		for _, c := range m.Concepts {
			u.metric = u.metric || c.Kind == concept.Metric
			u.kind = c.Kind
		}
		r.units = append(r.units, u)
	}
	for _, w := range r.frame.Rest {
		r.units = append(r.units, unit{text: w.Text, start: w.Start, passages: w.Passages})
	}
	for i := range r.units {
		if u := &r.units[i]; u.metric && (r.head == nil || u.start > r.head.start) {
			r.head = u
		}
	}
}

func (r *Reading) page(i int) page {
	p := &r.hits[i].Passage
	pg := page{hit: i, rank: i, text: p.Text}
	for _, part := range partsOf(p.Text, p.Sentences) {
		s, k := part.span, len(pg.sentences)
		from := len(pg.clauses)
		for _, c := range clausesOf(p.Text, s) {
			pg.clauses = append(pg.clauses, clause{span: c, sentence: k, place: r.place(p.FoldedSpan(c))})
		}
		st := sentence{span: s, whole: part.whole, from: from, to: len(pg.clauses)}
		st.place = r.join(pg.clauses[from:])
		trimmed := strings.TrimRight(s.Of(p.Text), " \u3000”’」\n")
		st.asks = strings.HasSuffix(trimmed, "？") || strings.HasSuffix(trimmed, "?")
		pg.sentences = append(pg.sentences, st)
	}
	pg.title = r.headOf(p.Release.Title)
	pg.heading = r.headOf(p.Heading)
	pg.heads = both(pg.title, pg.heading)
	pg.units = pg.heads.units
	for k := range pg.sentences {
		pg.units = most(pg.units, pg.sentences[k].units)
	}
	return pg
}

// headOf returns the place of a title or heading. Passages of one release share
// them.
func (r *Reading) headOf(text string) place {
	pl, ok := r.headings[text]
	if !ok {
		pl = r.place(zhtext.FoldString(text))
		r.headings[text] = pl
	}
	return pl
}

// place finds what of the question stands in a folded text.
func (r *Reading) place(folded string) place {
	pl := place{folded: folded, units: make([]float32, len(r.units)), names: make([]float32, len(r.names)), pairs: r.pairs.in(folded)}
	for _, m := range r.about.Lexicon.Find(folded) {
		pl.concepts = append(pl.concepts, m.Concepts...)
	}
	for i := range r.units {
		pl.units[i] = r.units[i].in(&pl)
	}
	for i := range r.names {
		pl.names[i] = r.names[i].in(folded)
	}
	return pl
}

// join puts the clauses of a sentence together.
func (r *Reading) join(cs []clause) place {
	pl := place{units: make([]float32, len(r.units)), names: make([]float32, len(r.names))}
	var b strings.Builder
	for _, c := range cs {
		b.WriteString(c.folded)
		pl.concepts = append(pl.concepts, c.concepts...)
		pl.pairs = pl.pairs.or(c.pairs)
	}
	pl.folded = b.String()
	for i := range pl.units {
		for _, c := range cs {
			pl.units[i] = max(pl.units[i], c.units[i])
		}
		if pl.units[i] < 1 {
			pl.units[i] = max(pl.units[i], r.units[i].in(&pl))
		}
	}
	for i := range pl.names {
		for _, c := range cs {
			pl.names[i] = max(pl.names[i], c.names[i])
		}
		if pl.names[i] < 1 {
			pl.names[i] = max(pl.names[i], r.names[i].in(pl.folded))
		}
	}
	return pl
}

func both(a, b place) place {
	out := place{folded: a.folded + "\n" + b.folded, concepts: slices.Concat(a.concepts, b.concepts)}
	out.units, out.names, out.pairs = most(a.units, b.units), most(a.names, b.names), a.pairs.or(b.pairs)
	return out
}

func most(a, b []float32) []float32 {
	out := slices.Clone(a)
	for i := range out {
		out[i] = max(out[i], b[i])
	}
	return out
}

// in reports how much of u stands in a text.
func (u *unit) in(pl *place) float32 {
	if strings.Contains(pl.folded, u.text) {
		return 1
	}
	for _, c := range u.concepts {
		if slices.Contains(pl.concepts, c) {
			return 1
		}
	}
	return float32(inPart(u.text, pl.folded))
}

// inPart is the share of the pairs of characters of a word of three and more that
// stand in a text, squared.
func inPart(word, text string) float64 {
	n := utf8.RuneCountInString(word)
	if n < 3 {
		return 0
	}
	share := pairs(word, text)
	return share * share
}

// pairs returns the share of the pairs of characters of a word that stand in a text.
func pairs(word, text string) float64 {
	found, all := 0, 0
	last := -1
	for i, c := range word {
		if last >= 0 {
			all++
			if strings.Contains(text, word[last:i+utf8.RuneLen(c)]) {
				found++
			}
		}
		last = i
	}
	if all == 0 {
		return 0
	}
	return float64(found) / float64(all)
}

// in reports how much of a name stands in a text: 1 for all of it, or what tells it
// from others.
func (n *name) in(text string) float32 {
	for _, s := range []string{n.text, n.said, n.core} {
		if utf8.RuneCountInString(s) > 1 && strings.Contains(text, s) && mentions(text, s) {
			return 1
		}
	}
	if n.numbered || !strings.Contains(text, n.head) {
		return 0
	}
	if p := pairs(n.core, text); p >= 0.5 {
		return float32(p) * 0.9
	}
	return 0
}

// mentions reports whether name stands in text as no part of a longer number.
func mentions(text, name string) bool {
	if strings.ContainsAny(name, "0123456789") {
		return ledger.Mentions(text, name)
	}
	return true
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// weigh weighs the units by how rare they are among the passages: what all of them
// have tells them apart the least.
func (r *Reading) weigh() {
	for i := range r.units {
		df := 0.0
		for k := range r.pages {
			df += float64(r.pages[k].units[i])
		}
		w := math.Log(2 + float64(len(r.pages))/(0.5+df))
		if n := utf8.RuneCountInString(r.units[i].text); n > 2 {
			w *= 1 + 0.2*float64(min(n, 6)-2)
		}
		r.units[i].weight = w
		r.total += w
	}
}

// clausesOf cuts a sentence at commas, semicolons and colons. The mark belongs to
// the clause before it. A comma within a number ends no clause, nor does a colon in
// front of one: 增速：-6.5% is said of the 增速.
func clausesOf(text string, s knowledge.Span) (out []knowledge.Span) {
	start := s.Start
	for i, c := range s.Of(text) {
		end := s.Start + i + utf8.RuneLen(c)
		switch c {
		case '，', '；', ';':
		case '：':
			if rest := strings.TrimLeft(text[end:s.End], "+-－−"); rest != "" && isDigit(rest[0]) {
				continue
			}
		case ',':
			if end < s.End && isDigit(text[end]) {
				continue
			}
		default:
			continue
		}
		out = append(out, knowledge.Span{Start: start, End: end})
		start = end
	}
	if start < s.End {
		out = append(out, knowledge.Span{Start: start, End: s.End})
	}
	return out
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// coverage is the share of the units, by weight, that stand in a place.
func (r *Reading) coverage(units []float32) float64 {
	if r.total == 0 {
		return 1
	}
	sum := 0.0
	for i, u := range units {
		sum += float64(u) * r.units[i].weight
	}
	return sum / r.total
}

// clauseAt returns the clause that holds the byte at.
func (pg *page) clauseAt(at int) int {
	for i := range pg.clauses {
		if at < pg.clauses[i].span.End {
			return i
		}
	}
	return len(pg.clauses) - 1
}

type part struct{ span, whole knowledge.Span }

// partsOf cuts sentences behind what somebody says in them: “…。”某某说。
func partsOf(text string, sentences []knowledge.Span) (out []part) {
	for _, s := range sentences {
		from := s.Start
		for _, end := range []string{"。”", "！”", "？”"} {
			if i := strings.Index(text[from:s.End], end); i >= 0 && from+i+len(end) < s.End {
				out = append(out, part{knowledge.Span{Start: from, End: from + i + len(end)}, s})
				from += i + len(end)
			}
		}
		out = append(out, part{knowledge.Span{Start: from, End: s.End}, s})
	}
	return out
}

// isRegion reports whether a name ends as that of a part of the country does.
func isRegion(name string) bool {
	return slices.ContainsFunc(loadCues()["region"], func(w string) bool { return strings.HasSuffix(name, w) }) &&
		!slices.ContainsFunc(loadCues()["ground"], func(w string) bool { return strings.HasSuffix(name, w) })
}
