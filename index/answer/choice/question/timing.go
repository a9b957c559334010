package question

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/frame"
	"beilun/index/answer/overlap"
	"beilun/knowledge/concept"
)

// Timing is what a question for a time asks.
type Timing struct {
	Events    []*concept.Concept // what it asks the time of
	Phase     int                // when in the life of something that is, see PhaseOf
	Period    bool               // it asks when something begins and when it ends
	Grain     int                // how exact a time it asks for
	LengthToo bool               // a duration answers as well
}

// How exact a time a question asks for; the numbers of features.
const (
	AsksAnyGrain = iota
	AsksHour
	AsksWeekday
	AsksDay
)

// grains are the lists of cues of questions for an hour and so on, in the order
// of Timing.Grain from 1.
var grains = []string{"asks.hour", "asks.weekday", "asks.day", "asks.month", "asks.year"}

// phases are the lists of cues with the events of each phase in the life of
// something, such as a project.
var phases = []string{"begins", "grows", "finishes", "serves"}

func (q *Question) timing() (t Timing) {
	for _, u := range q.Units {
		t.Events = append(t.Events, q.EventsOf(u.Concepts)...)
	}
	t.Events = append(t.Events, q.splitEvents()...)
	t.Period, t.LengthToo = asksPeriod(q.Frame), q.Asks("lengthToo")
	t.Grain = 1 + slices.IndexFunc(grains, q.Asks)
	if t.Phase = phaseAsked(q.Frame.Text); t.Phase == 0 {
		t.Phase = PhaseOf(t.Events)
	}
	return t
}

// Other words of questions and releases for the phases; a phase without a list
// has none.
var (
	phasesAsked = []string{"beginsAsked", "", "finishesAsked", "servesAsked"}
	phasesSaid  = []string{"beginsSaid", "", "finishesSaid", "servesSaid"}
)

// phaseAsked returns the phase that words of a question ask for that name no
// event: 能用.
func phaseAsked(text string) int {
	return 1 + slices.IndexFunc(phasesAsked, func(list string) bool { return list != "" && cue.In(text, list) })
}

// PhaseOf returns when in the life of something the first of events is, from 1;
// 0 for none.
func PhaseOf(events []*concept.Concept) int {
	for i, p := range phases {
		if slices.ContainsFunc(events, func(e *concept.Concept) bool { return cue.Of(p).Has(e.Name) }) {
			return i + 1
		}
	}
	return 0
}

// IsOfPhase reports whether words of a release are those of the phase that is
// asked for.
func (t *Timing) IsOfPhase(text string) bool {
	if t.Phase == 0 {
		return false
	}
	list := phasesSaid[t.Phase-1]
	return list != "" && cue.In(text, list)
}

// dateNoun is behind the name of an event in that of the metric for its time.
const dateNoun = "时间"

// EventsOf returns the events among concepts, and those of which they are the
// times: 通车时间.
func (q *Question) EventsOf(cs []*concept.Concept) (out []*concept.Concept) {
	for _, c := range cs {
		switch {
		case c.Kind == concept.Event:
			out = append(out, c)
		case c.HasClass(concept.Date):
			if e := q.About.Lexicon.Named(strings.TrimSuffix(c.Name, dateNoun)); e != nil && e.Kind == concept.Event {
				out = append(out, e)
			}
		}
	}
	return out
}

// splitEvents returns the events whose words the question separates by 的:
// 封的顶.
func (q *Question) splitEvents() (out []*concept.Concept) {
	text := q.Frame.Text
	for i := range text {
		rest, ok := strings.CutPrefix(text[i:], "的")
		if !ok || rest == "" {
			continue
		}
		_, n := utf8.DecodeLastRuneInString(text[:i])
		out = append(out, q.EventsOf(q.About.Lexicon.Said(text[i-n:i]+overlap.FirstRunes(rest, 1)))...)
	}
	return out
}

// FirstEvents returns the events of the first concept in a folded text that has
// some.
func (q *Question) FirstEvents(folded string) []*concept.Concept {
	return q.firstEvents(q.About.Lexicon.Find(folded))
}

// LastEvents returns the events of the last concept in a folded text that has
// some.
func (q *Question) LastEvents(folded string) []*concept.Concept {
	ms := q.About.Lexicon.Find(folded)
	slices.Reverse(ms)
	return q.firstEvents(ms)
}

func (q *Question) firstEvents(ms []concept.Match) []*concept.Concept {
	for _, m := range ms {
		if es := q.EventsOf(m.Concepts); es != nil {
			return es
		}
	}
	return nil
}

// Tense returns whether the question asks for what came about or is to come.
func (q *Question) Tense() fit.Tense {
	f := q.Frame
	text := strings.TrimRight(f.Text, "？?！!。 啊呀呢")
	switch {
	case strings.HasSuffix(text, "的") || f.Reached || q.splitEvents() != nil:
		return fit.TensePast
	case cue.In(text, "future"):
		return fit.TenseFuture
	case strings.HasSuffix(text, "了") || cue.In(text, "past"):
		return fit.TensePast
	}
	return fit.TenseOpen
}

var fromToPattern = regexp.MustCompile(`(?:几|哪|什么时候|啥时候).*(?:到|止).*(?:几|哪|什么时候|啥时候)`)

// asksPeriod reports whether a question asks when something begins and when it
// ends.
func asksPeriod(f *frame.Frame) bool {
	return cue.In(f.Text, "fromTo") || fromToPattern.MatchString(f.Text)
}
