package question

import (
	"slices"
	"strings"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/frame"
	"beilun/index/answer/overlap"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// About is what is known besides the question and the passages.
type About struct {
	Lexicon *concept.Lexicon
	Home    []string                                  // names of the district that the releases are of, folded
	Same    func(b *knowledge.Binding, n string) bool // whether a figure is of the thing that a question calls n
}

// IsHome reports whether a name is empty or that of the releases' district.
func (a *About) IsHome(name string) bool { return name == "" || slices.Contains(a.Home, name) }

// Question is what passages are compared with.
type Question struct {
	Frame  *frame.Frame
	About  About
	Units  []Unit
	Names  []Name
	Head   *Unit          // the metric that is asked for last; nil for none
	Pairs  *overlap.Index // pairs of its characters
	Chars  *overlap.Index // its characters
	Listed int            // how many things it says are to be listed; 0: it does not
	Timing Timing         // of a question for a time

	total float64  // weight of the units
	terms []string // names and words that a text may explain

	cues  map[string]bool    // see Asks
	apart map[[2]string]bool // see Apart
	room  []float32          // for the places to come
	heads map[string]Place   // see HeadPlace
}

// New reads the question f.
func New(f *frame.Frame, about About) *Question {
	matter := matterOf(f)
	q := &Question{
		Frame: f, About: about, Pairs: overlap.NewPairs(matter), Chars: overlap.NewChars(matter),
		cues: map[string]bool{}, apart: map[[2]string]bool{}, heads: map[string]Place{},
	}
	q.addUnits()
	for _, n := range f.Names {
		q.Names = append(q.Names, newName(n, q.Pairs))
	}
	q.terms = q.termsOf()
	if all := layout.Counts(f.Text); len(all) > 0 {
		q.Listed = all[0]
	}
	if f.Asks == frame.Time {
		q.Timing = q.timing()
	}
	return q
}

// matterOf returns the text of a question for a figure without the words that
// ask and those of the time: 2024年 is in many sentences, and none of them is
// about what is asked because of it. Words that ask for something else say what
// it is: 为什么, 由谁.
func matterOf(f *frame.Frame) string {
	if !isForFigure(f.Asks) {
		return f.Text
	}
	return Without(f.Text, f.Asking, f.Time.Spans)
}

// Without returns text with spaces in place of words.
func Without(text string, words ...[]frame.Word) string {
	out := []byte(text)
	for _, w := range slices.Concat(words...) {
		for i := w.Start; i < w.End; i++ {
			out[i] = ' '
		}
	}
	return string(out)
}

// Group returns the group of questions whose features count for this one.
func (q *Question) Group() feature.Group {
	if q.Frame.Several {
		return feature.OfSeveral
	}
	return feature.GroupOf(q.Frame.Asks)
}

func isForFigure(a frame.Asks) bool { return feature.GroupOf(a) <= feature.OfDuration }

// IsForFigure reports whether the question asks for a figure, a time or a duration.
func (q *Question) IsForFigure() bool { return isForFigure(q.Frame.Asks) }

// IsForState reports whether the question asks whether something is so or how
// far it is. A clause answers it better than its sentence with the figures in it.
func (q *Question) IsForState() bool {
	return q.Frame.Asks == frame.Whether || q.Frame.Asks == frame.Status
}

// IsPlain reports whether a clause may answer the question: 出口是涨了吗.
func (q *Question) IsPlain() bool {
	return q.Frame.Asks == frame.Whether || q.Frame.Asks == frame.Text
}

// IsForRun reports whether the answer may take some sentences.
func (q *Question) IsForRun() bool {
	switch q.Frame.Asks {
	case frame.Reason, frame.Manner, frame.Definition, frame.Purpose, frame.About, frame.Latest, frame.List:
		return true
	}
	return false
}

// IsForNews reports whether the question asks for the newest.
func (q *Question) IsForNews() bool { return q.Frame.Asks == frame.Latest || q.Frame.Time.Newest }

// IsForFalling reports whether the question asks for all that falls, or rises.
func (q *Question) IsForFalling() bool {
	f := q.Frame
	return f.Compare == frame.None && f.Up != 0 && (f.Asks == frame.Thing || f.Asks == frame.List)
}

// Compares reports whether the question compares things.
func (q *Question) Compares() bool {
	switch q.Frame.Compare {
	case frame.Most, frame.Least, frame.Versus:
		return true
	}
	return q.IsForFalling()
}

// Asks reports whether the question has a word of a list of package cue.
func (q *Question) Asks(list string) bool {
	is, ok := q.cues[list]
	if !ok {
		is = cue.In(q.Frame.Text, list)
		q.cues[list] = is
	}
	return is
}

// Apart is ledger.Apart, and remembers what it finds.
func (q *Question) Apart(a, b string) bool {
	key := [2]string{a, b}
	is, ok := q.apart[key]
	if !ok {
		is = ledger.Apart(a, b)
		q.apart[key] = is
	}
	return is
}

// Content returns the characters of the question that say what it asks: they are
// in no words that ask, in no time, and none that says nothing.
func (q *Question) Content() overlap.Set {
	aside := cue.Of("aside")
	return q.Chars.Only(Without(q.Frame.Text, q.Frame.Asking, q.Frame.Time.Spans), func(c rune) bool { return !aside.Has(string(c)) })
}

// openClasses are the classes of figures that may answer if the question fixes
// none.
var openClasses = []concept.Class{concept.Money, concept.People, concept.Count, concept.Area, concept.Length, concept.Weight, concept.Volume,
	concept.Energy, concept.Power, concept.Percent, concept.Index}

// Permits reports whether a figure is of a class that is asked for.
func (q *Question) Permits(f *knowledge.Figure) bool {
	c, asked := figures.ClassOf(f), q.Frame.Classes
	switch {
	case c == "":
		return false
	case q.Frame.Asks == frame.Time:
		return c == concept.Date || c == concept.Duration && q.Timing.LengthToo
	case q.Frame.Asks == frame.Duration && asked == nil:
		return c == concept.Duration || c == concept.Index
	case asked == nil || slices.Contains(asked, c):
		return c != concept.Date || asked != nil
	case f.Unit != "" && f.Unit == q.Frame.Measure:
		return true // 多少块芯片
	case slices.Contains(asked, concept.Energy) && f.Kind == knowledge.Temperature:
		return true // 多少度
	case q.Frame.Open:
		return slices.Contains(openClasses, c)
	}
	return c == concept.Count && slices.Contains(asked, concept.People) || c == concept.People && slices.Contains(asked, concept.Count)
}

// UnitFit returns how the unit of a figure agrees with the one asked for: 0 none
// is asked for, 1 it is the same, 2 of the same dimension, 3 another.
func (q *Question) UnitFit(f *knowledge.Figure) int {
	switch u := q.Frame.Unit; {
	case u == "":
		return 0
	case u == f.Unit:
		return 1
	case figures.SameDimension(u, f.Unit):
		return 2
	}
	return 3
}

// Defines returns how a folded text explains a name or word of the question: 1
// it says what that is, 2 it introduces the word as a short form, 3 it has the
// word, 4 it does not; 0 where the question asks for no explanation.
func (q *Question) Defines(text string) int {
	if g := feature.GroupOf(q.Frame.Asks); g != feature.OfText && g != feature.OfCard {
		return 0
	}
	best := 4
	for _, w := range q.terms {
		for rest := text; ; {
			before, after, ok := strings.Cut(rest, w)
			if !ok {
				break
			}
			best = min(best, 3)
			after = strings.TrimLeft(after, "”》）)，, ")
			switch {
			case cue.Of("means").Begins(after):
				best = 1
			case cue.Of("short").Ends(strings.TrimRight(before, "“《")):
				best = min(best, 2)
			}
			rest = after
		}
	}
	return best
}
