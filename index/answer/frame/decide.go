package frame

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/index/query"
	"beilun/knowledge/concept"
)

// decide sets what kind of answer is asked for and what its figure can be.
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

// compared sets that one of several things is asked for, even if the words for what
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

// relations are the kinds of answers that concepts ask for, by name.
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

// related returns what the relation that the question names asks for.
func (r *reader) related() (Asks, bool) {
	for i := range r.f.Concepts {
		if a, ok := kindOf(&r.f.Concepts[i]); ok {
			return a, true
		}
	}
	return Text, false
}

// refine sets the kind of answer where the words that ask leave it open.
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

// metric reports whether the question names something that is measured.
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

// ends are the classes of figures by the end of a question in keywords.
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

// maxEnd is how many characters the end of a word has by which it is measured.
const maxEnd = 4

// copulas are characters between what is measured and the words that ask.
const copulas = "是有为达到了的约能占在共 "

// endIn returns how many bytes at the end of text say what is measured.
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

// ended returns the classes of figures by the end of text.
func ended(text string) (best []concept.Class, ok bool) {
	best = ends()[text[len(text)-endIn(text):]]
	return best, best != nil
}

// bare sets what a question without words that ask asks for: 滨江创业园 出租率.
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

// figure sets the classes of the figure that is asked for, and whether it is a time
// or a duration.
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

// fixByEnd sets the classes by the end of the word before those that ask, if these
// fix none or only a dimension: 配套率是多少, 入住率多高.
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

// fits reports whether what the question names may be measured in one of classes.
func (r *reader) fits(classes []concept.Class) bool {
	said := r.measuredIn()
	return len(r.classes) != 1 && slices.ContainsFunc(classes, func(c concept.Class) bool { return slices.Contains(said, c) })
}

// openClasses is how many classes words that ask may fix; words for more leave the
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

// measuredIn returns the classes that what the question names is measured in.
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

// rest finds the words of the question that are in nothing else.
func (r *reader) rest() {
	f := r.f
	known := slices.Clone(r.mask)
	mark := func(w Word) {
		for i := w.Start; i < w.End; i++ {
			known[i] = true
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
		if i < 0 || known.has(i, i+len(c.Text)) {
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
