package judge

import (
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/overlap"
)

// lack is what of a question may be missing near a candidate. What a question
// says and no release does is often what it asks for: a sentence that has 政府债务
// does not answer a question for 政府债务利息.
type lack struct {
	content overlap.Set // characters that say what it asks
	numbers numbers
	places  places
	offices offices
}

func newLack(q *question.Question) lack {
	return lack{q.Content(), numbersIn(q.Frame.Text), placesIn(q.Frame), officesIn(q.Frame)}
}

// judge adds what of the question is nowhere near a candidate. around is how much
// of the units is around it, see page.Page.Around.
func (l *lack) judge(v *view, around []float32) {
	units := v.units(v.sentence().Units)
	text, own := v.sentence().Folded, ""
	if v.c.Figure != nil {
		pl := v.q.PlaceIn(&v.words.Bound)
		units = question.Most(units, pl.Units)
		if len(l.numbers) > 0 {
			own = v.words.Subject + v.words.Scope + " " + v.words.Between
		}
		text = pl.Folded + " " + text
	}
	v.add(feature.LacksSentence, v.q.Lacks(units))
	around = question.Most(units, around)
	v.c.Agrees.Lacks = v.q.Lacks(around)
	v.add(feature.Lacks, v.c.Agrees.Lacks)
	v.c.Agrees.Unsaid = l.unsaid(v, around)
	v.add(feature.Unsaid, v.c.Agrees.Unsaid)
	v.add(feature.Numbered, l.numbers.fit(own, text, v.pg.Heads.Folded))
	known, unknown := v.q.OtherLacks(around)
	v.add(feature.Rest, 3*min(2, unknown)+min(2, known))
	v.add(feature.Places, l.places.fit(&v.q.About, text, v.pg.Heads.Folded))
	if v.c.Figure == nil {
		v.add(feature.Holder, l.offices.holder(v.q.Frame.Text, v.text))
	}
}

// unsaid counts the characters of the question's content that are nowhere near a
// candidate, without those of words that other words near it replace.
func (l *lack) unsaid(v *view, around []float32) int {
	said := v.pg.HeadChars.Or(v.sentence().Chars)
	if s := v.c.At.Sentence; s > 0 {
		said = said.Or(v.pg.Sentences[s-1].Chars)
	}
	if v.c.Figure != nil {
		in, _ := v.q.Chars.Chars(v.words.Bound.Folded)
		said = said.Or(in)
	}
	for i := range v.q.Units {
		if around[i] >= 1 && !v.q.Units[i].Gapped {
			said = said.Or(v.q.Units[i].Chars)
		}
	}
	return l.content.Minus(said)
}
