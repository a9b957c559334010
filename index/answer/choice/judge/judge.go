// Package judge gives candidates their features: how each agrees with the
// question. Features decide nothing.
//
// A family of features is a file: whose a figure is, what it measures, its time,
// what happens at it, what of the question is missing, and so on. A family takes
// a view, which is a candidate with the question and its page. What compares
// candidates with each other is in compare.go and event.go.
package judge

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/contest"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// judge judges the candidates of one question.
type judge struct {
	q       *question.Question
	pages   []page.Page
	hits    []index.Hit
	results [][]contest.Result

	newest  knowledge.Date // of the releases
	news    knowledge.Date // of the releases that have what is asked for
	lack    lack
	aspects aspects
	old     *replacements
}

// All gives the candidates cs of pages their features. hits are what the pages
// were read from, results how the figures rank that q compares.
func All(q *question.Question, pages []page.Page, hits []index.Hit, results [][]contest.Result, cs []candidate.Candidate) {
	j := &judge{
		q: q, pages: pages, hits: hits, results: results, lack: newLack(q), aspects: newAspects(q), old: newReplacements(q, pages),
		newest: page.Newest(pages, func(int) bool { return true }),
	}
	if q.IsForNews() {
		j.news = newestWithAnswer(q, pages)
	}
	f := &feature.Set{}
	words := make([]*page.FigureText, len(cs))
	for i := range cs {
		c := &cs[i]
		f.Start()
		if c.Kind == candidate.Nothing {
			judgeNothing(q, pages, f)
			c.Features = f.Done()
			continue
		}
		v := &view{q: q, pg: &pages[c.At.Page], c: c, text: c.Text(hits), f: f}
		if c.Kind == candidate.Figure {
			v.words = v.pg.FigureText(c.Figure, c.At.Clause)
			words[i] = v.words
			j.judgeAny(v)
			j.judgeFigure(v)
		} else {
			j.judgeAny(v)
			j.judgeText(v)
		}
		c.Features = f.Done()
	}
	compareCandidates(q, pages, cs, words, f)
	if q.Frame.Asks == frame.Time || q.Frame.Asks == frame.Duration {
		compareTimes(q, pages, cs, f)
	}
}

// judgeAny adds what figures and texts have in common.
func (j *judge) judgeAny(v *view) {
	pg, c, q := v.pg, v.c, v.q
	v.add(feature.Bias, 0)
	v.add(feature.Kind, int(c.Kind))
	v.add(feature.Rank, rankOf(pg.Rank))
	v.add(feature.Gap, gapOf(pg.Gap))
	v.add(feature.Page, feature.Share(pg.Coverage))
	v.add(feature.Missing, pg.Missing)
	v.add(feature.Sentence, v.coverage(v.sentence().Units))
	around := pg.Around(c.At.Sentence)
	v.add(feature.Around, v.coverage(around))
	j.lack.judge(v, around)
	age := ageOf(j.newest, pg.Date())
	v.add(feature.Age, age)
	v.add(feature.When, 6*(feature.Bool(q.Frame.Time.Newest)+2*feature.Bool(q.Frame.Time.First && !q.Frame.Time.Newest))+age)
	if q.IsForNews() {
		v.add(feature.News, 1+ageOf(j.news, pg.Date()))
	}
	v.add(feature.Unknown, min(2, len(q.Frame.Unknown)))
	own := j.pages[c.Hit].Passage
	v.add(feature.Lead, leadOf(own.Number(), c.At.Sentence))
	v.add(feature.Length, feature.Bucket(utf8.RuneCountInString(c.Sentence.Of(own.Text)), 15, 30, 50, 80, 120))
	if j.results != nil {
		j.judgePlacing(v)
	}
}

// judgePlacing adds how a candidate ranks where things are compared.
func (j *judge) judgePlacing(v *view) {
	placing := v.c.Placing
	if v.c.Pieces == nil {
		placing = contest.Best(j.results[v.c.At.Page], v.c.Span)
	}
	v.add(feature.Placing, 1+int(placing))
	superlative := "most"
	if v.q.Frame.Compare == frame.Least {
		superlative = "least"
	}
	v.add(feature.Superlative, 1+feature.Bool(cue.In(v.text, superlative))*(1+feature.Bool(placing > 0)))
	v.add(feature.Sum, 1+feature.Bool(cue.In(v.text, "sum")))
}

func rankOf(i int) int {
	if i < 4 {
		return i
	}
	return 4 + feature.Bucket(i, 6, 11, 19)
}

func gapOf(gap float64) int {
	for i, most := range [...]float64{0, 0.5, 1.5, 3, 6} {
		if gap <= most {
			return i
		}
	}
	return 5
}

func leadOf(passage, sentence int) int { return 3*min(passage-1, 2) + min(sentence, 2) }

// judgeFigure adds what only figures have.
func (j *judge) judgeFigure(v *view) {
	fig, q := v.c.Figure, v.q
	b := &fig.Binding
	m := newMetering(v)
	whose, measure, time := whoseOf(v), m.measure(func(*question.Unit) bool { return true }), timeOf(v)
	v.c.Agrees.Whose, v.c.Agrees.Measure = whose, measure
	v.add(feature.MeasureHead, int(m.measure(func(u *question.Unit) bool { return u == q.Head })))
	v.add(feature.HeadClass, headClass(q.Head, fig))
	v.add(feature.MeasureSaid, int(m.measure(func(u *question.Unit) bool { return !u.Asked })))
	v.add(feature.MeasureAsked, int(m.measure(func(u *question.Unit) bool { return u.Asked })))
	sentence := v.coverage(v.sentence().Units)
	v.add(feature.Whose, int(whose))
	v.add(feature.Measure, int(measure))
	v.add(feature.WhoseMeasure, int(whose)*numMeasure+int(measure))
	v.add(feature.WhoseSentence, int(whose)*feature.Shares+sentence)
	v.add(feature.Time, int(time))
	v.add(feature.MeasureTime, int(measure)*numTimes+int(time))
	v.add(feature.Clause, v.coverage(v.clause().Units))
	m.judge(v)
	v.add(feature.Unit, q.UnitFit(fig))
	v.add(feature.Class, classNumber(fig))
	v.add(feature.State, stateOf(q.Frame.State)*6+stateOf(b.State))
	v.add(feature.Change, changeOf(q.Frame.Change, fig))
	v.add(feature.Scope, scopeOf(v))
	v.add(feature.Sure, sureOf(b))
	v.add(feature.Crowd, v.words.Crowd)
	v.add(feature.Qualified, feature.Bool(fig.Qualifier != ""))
	v.add(feature.Grain, int(figures.GrainOf(fig)))
	v.add(feature.ClassFits, classFit(q.Frame.Classes, fig))
	v.add(feature.Per, 2*feature.Bool(q.Asks("per"))+feature.Bool(fig.Per != "" || v.words.PerHead))
	v.add(feature.Limit, 2*feature.Bool(q.Asks("limit"))+feature.Bool(v.words.Limits))
	v.add(feature.Happens, happens(v))
	v.add(feature.Moved, j.old.move(v))
	v.add(feature.Part, partOf(v))
	v.add(feature.Echoed, feature.Bool(isEchoed(q, fig)))
	v.add(feature.Sign, 3*(q.Frame.Up+1)+figures.Sign(fig)+1)
	j.aspects.judge(v, v.words.Aspects)
}

// judgeText adds what only texts have.
func (j *judge) judgeText(v *view) {
	named := namedOf(v)
	units := v.sentence().Units
	if v.c.At.Clause >= 0 {
		units = v.clause().Units
		for n := v.c.At.Clause + 1; n < v.c.At.Behind; n++ {
			units = question.Most(units, v.pg.Clauses[n].Units)
		}
	}
	units = v.units(units)
	cues := min(bits.OnesCount64(cuesOf(v)), 3)
	judgeSize(v)
	j.aspects.judge(v, cue.SaidAspects().In(zhtext.FoldString(v.text)))
	v.add(feature.Named, int(named))
	v.add(feature.Clause, v.coverage(units))
	v.add(feature.NamedSentence, int(named)*feature.Shares+v.coverage(units))
	v.add(feature.Another, anotherOf(v, &j.pages[v.c.Hit]))
	v.add(feature.Time, int(timeOf(v)))
	v.add(feature.Shape, shapeOf(v))
	v.add(feature.Cue, cues)
	v.add(feature.NamedCue, int(named)*4+cues)
	v.add(feature.Relation, relationOf(v.q, units))
	v.add(feature.Figures, page.Figures(&j.pages[v.c.Hit], v.c.Span))
	if v.q.IsForState() {
		v.add(feature.StateWords, 32*feature.Bool(v.q.Asks("mayAsked"))+cue.StateSigns(v.c.Span.Of(v.pg.Text)))
	}
	judgeLikeness(v)
}

// shapeOf returns what a text looks like: 1 a question, 2 no sentence, 3 and 4 a
// short and a long list, 5 a quotation, 0 anything else.
func shapeOf(v *view) int {
	switch n := strings.Count(v.text, "、"); {
	case v.sentence().Asks:
		return 1
	case !strings.ContainsAny(v.text, "。！；，"):
		return 2
	case n >= 3:
		return 4
	case n >= 1:
		return 3
	case strings.HasPrefix(v.text, "“"):
		return 5
	}
	return 0
}
