package judge

import (
	"math/bits"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/overlap"
	"beilun/knowledge/concept"
)

// cuesOf returns which words of the kind of answer asked for a text has.
func cuesOf(v *view) (set uint64) {
	if v.c.Kind != candidate.Sentence && v.c.Kind != candidate.Run {
		return cue.ForKind(v.q.Frame.Asks).In(v.text)
	}
	for s := v.c.At.Sentence; s <= v.c.At.Last; s++ {
		set |= v.pg.Sentences[s].Cues
	}
	return set
}

// relationOf returns whether a text, given how much of the units it has, has the
// events and relations that are asked for: 1 all, 2 some, 3 none, 0 none is
// asked for.
func relationOf(q *question.Question, units []float32) int {
	asked, found := 0, 0
	for i := range q.Units {
		if u := &q.Units[i]; u.Concepts != nil && !u.Metric && u.Kind != concept.Thing {
			asked++
			if units[i] >= 1 {
				found++
			}
		}
	}
	switch {
	case asked == 0:
		return 0
	case found == asked:
		return 1
	case found > 0:
		return 2
	}
	return 3
}

// judgeLikeness adds how a text begins, whether it follows a question, how it
// explains what is asked, and what each sentence of a run brings.
func judgeLikeness(v *view) {
	starts, defines := v.sentence().Starts, v.sentence().Defines
	for s := v.c.At.Sentence + 1; s <= v.c.At.Last; s++ {
		defines = min(defines, v.pg.Sentences[s].Defines)
	}
	switch {
	case v.c.At.Clause >= 0:
		starts, defines = layout.Start(v.c.Span.Of(v.pg.Text)), v.q.Defines(v.clause().Folded)
	case v.c.Kind == candidate.Name, v.c.Kind == candidate.Part, v.c.Kind == candidate.Composition:
		starts = layout.Start(v.text)
	}
	v.add(feature.Starts, starts)
	v.add(feature.After, afterOf(v))
	v.add(feature.Defines, defines)
	if v.c.Kind == candidate.Run {
		first, last := brings(v)
		v.add(feature.FirstBrings, feature.Share(first))
		v.add(feature.LastBrings, 4*feature.Share(last)+min(bits.OnesCount64(v.pg.Sentences[v.c.At.Last].Cues), 3))
	}
}

// brings returns how much of the question only the first sentence of a run has,
// and only the last.
func brings(v *view) (first, last float64) {
	var all, head, tail overlap.Set
	for s := v.c.At.Sentence; s <= v.c.At.Last; s++ {
		has := v.pg.Sentences[s].Chars
		all = all.Or(has)
		if s > v.c.At.Sentence {
			tail = tail.Or(has)
		}
		if s < v.c.At.Last {
			head = head.Or(has)
		}
	}
	whole := v.q.Chars.Share(all)
	return whole - v.q.Chars.Share(tail), whole - v.q.Chars.Share(head)
}

// afterOf returns whether a text follows a question of the release, or begins
// with one: 1 it follows one, 2 it is a run that begins with one, 3 it is one, 4
// it follows one with a sentence between, 0 none of these.
func afterOf(v *view) int {
	s := v.c.At.Sentence
	asks := func(i int) bool { return i >= 0 && v.pg.Sentences[i].Asks }
	switch {
	case asks(s) && v.c.At.Last > s:
		return 2
	case asks(s):
		return 3
	case asks(s - 1):
		return 1
	case asks(s - 2):
		return 4
	}
	return 0
}
