package talk

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/internal/courtesy"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// MaxQuestion is how many characters a question has at most.
const MaxQuestion = 1000

// Grammar is what is known of the releases that questions are about.
type Grammar struct {
	Lexicon *words.Lexicon
	Known   func(folded string) string     // the thing that a text names in other words, "" for none
	Frame   func(text string) *frame.Frame // the question as it is understood
}

// withoutParticles takes off what is behind a folded question and says nothing.
func withoutParticles(text string) string {
	return strings.TrimRight(text, courtesy.Particles()+" ?!。.")
}

// About returns a question with the thing that it leaves out: in the place of what
// points at it, else in front.
func (g *Grammar) About(thing, question string) string {
	text := withoutParticles(fold(question))
	thing = fold(thing)
	for _, w := range of("opener").Words {
		text = strings.TrimPrefix(strings.TrimPrefix(text, w), ",")
	}
	full, ok := g.pointed(text, thing)
	if !ok {
		full = thing + text
	}
	if endsMeasuring(g.Frame(full)) {
		full += howMuch
	}
	return full
}

// Answering returns the question pending with the thing that text names, and nothing
// else: 吉利总部那个. It returns "" if text says more or names none.
func (g *Grammar) Answering(text, pending string) string {
	text = withoutParticles(cutPrefixes(fold(text), ",: ", of("meaning").Words...))
	text = withoutParticles(withoutFillers(cutSuffixes(text, of("meant").Words)))
	if text == "" || pending == "" {
		return ""
	}
	f := g.Frame(text)
	if !f.Bare || measuresBesideNames(f) || len(f.Names)+len(f.Query.Named) == 0 && g.subjectOf(text) != text || len(f.Rest) > 1 {
		return ""
	}
	return g.About(text, pending)
}

// measuresBesideNames reports whether a question has a word for what is measured that is
// no part of a thing's name.
func measuresBesideNames(f *frame.Frame) bool {
	return slices.ContainsFunc(Measures(f), func(m *frame.Mention) bool {
		return !slices.ContainsFunc(f.Names, func(n frame.Name) bool { return n.Fit < frame.Kind && n.Start <= m.Start && m.End <= n.End })
	})
}

// Complete returns question with what it leaves out by topic, the question before
// in full, or "" if it leaves out nothing that is known. leans reports that it
// cannot be a question of its own.
func (g *Grammar) Complete(question, topic string) (full string, leans bool) {
	last := fold(topic)
	return g.complete(question, last, g.nameIn(last))
}

// complete is Complete with a name in the question before that is used where nothing
// else is known to be one.
func (g *Grammar) complete(question, last, name string) (full string, leans bool) {
	text := strings.TrimRight(fold(question), "?。! ")
	for _, w := range of("opener").Words {
		text = strings.TrimPrefix(strings.TrimPrefix(text, w), ",")
	}
	if text == "" || last == "" || utf8.RuneCountInString(last) > MaxQuestion {
		return "", false
	}
	subject := g.subjectOf(last)
	if thing := cmp.Or(subject, name); thing != "" {
		if full, ok := g.pointed(text, thing); ok {
			return full, true
		}
	}
	if full := g.changeOf(text, last); full != "" && (cmp.Or(subject, name) != "" || of("district").In(last) || len(Measures(g.Frame(last))) > 0) {
		return full, true
	}
	named := g.subjectOf(text)
	if thing, ok := thingOf(text); ok {
		return g.instead(thing, cmp.Or(subject, name), last), true
	}
	if named == text && text != subject { // 量子科技园？
		return g.instead(text, cmp.Or(subject, name), last), true
	}
	if subject = cmp.Or(subject, name); subject == "" || named != "" || of("district").In(withoutBase(text)) || g.Names(text) {
		return "", false
	}
	if !g.IsElliptical(text) {
		return subject + text, false
	}
	if g.Frame(text).Query.Want == query.WantTime || strings.Contains(subject, timeIn(last)) {
		return subject + text, true
	}
	return subject + timeIn(last) + text, true // of the same year
}

// Names reports whether a question names something, also in words that its names
// are not written in: the district by its short name, or what nobody knows.
func (g *Grammar) Names(text string) bool {
	f := g.Frame(text)
	return len(f.Query.Named) > 0 || len(f.Unknown) > 0 || slices.ContainsFunc(f.Names, func(n frame.Name) bool { return !n.Generic && n.Fit < frame.Fuzzy })
}

// Timeless returns a question that was completed with the time of the one before it
// without that time, "" if it has none or has it of its own.
func Timeless(full, question string) string {
	t := timeIn(fold(full))
	if t == "" || strings.Contains(fold(question), t) {
		return ""
	}
	return strings.Replace(full, t, "", 1)
}

// subjectOf returns the first thing that a folded question names, "" for none.
func (g *Grammar) subjectOf(text string) string {
	for _, n := range g.Lexicon.Binder().Names(text) {
		if strings.Contains(text, n) {
			return n
		}
	}
	return g.Known(text)
}

// nameIn returns the first thing that a folded question names in words of its own,
// "" for none.
func (g *Grammar) nameIn(text string) string {
	for _, n := range g.Frame(text).Names {
		if IsMeant(n) {
			return n.Text + n.Part
		}
	}
	return ""
}

// instead returns last with thing in the place of what is of its kind: a time, a
// phase, what is asked about the subject, or the subject; "" if there is none.
func (g *Grammar) instead(thing, subject, last string) string {
	isPhase := query.PhaseIn(thing) == thing
	switch {
	case timeIn(thing) == thing:
		if old := timeIn(last); old != "" {
			return strings.Replace(last, old, thing, 1)
		}
		return thing + last
	case isPhase && query.PhaseIn(last) != "":
		return strings.Replace(last, query.PhaseIn(last), thing, 1)
	case isPhase && subject != "":
		return strings.Replace(last, subject, subject+thing, 1)
	case subject == "":
		return g.likewise(thing, last)
	case g.besides(thing) == 0, endsMeasuring(g.Frame(thing)) && !g.Names(thing):
		return subject + timeIn(last) + thing + "是多少"
	}
	return strings.Replace(last, subject, thing, 1)
}

// Inside returns X of a folded X呢 that has no name, and the questions that it may be
// about the thing of the one before, topic: about what was measured there of something
// else, or about a part of the thing.
func (g *Grammar) Inside(question, topic string) (inside string, fulls []string) {
	text, last := strings.TrimRight(fold(question), "?。! "), fold(topic)
	for _, w := range of("opener").Words {
		text = strings.TrimPrefix(strings.TrimPrefix(text, w), ",")
	}
	inside, ok := thingOf(text)
	inside = cutSuffixes(inside, of("meant").Words)
	subject := g.ThingIn(last)
	if !ok || inside == "" || subject == "" || utf8.RuneCountInString(last) > MaxQuestion || !g.isNameless(inside) {
		return "", nil
	}
	for _, m := range Measures(g.Frame(last)) {
		if full := ofSameKind(inside, withoutFillers(strings.TrimSuffix(m.Text, howMany))); full != "" {
			fulls = append(fulls, subject+timeIn(last)+full+howMuch)
			break
		}
	}
	if !strings.Contains(inside, subject) {
		fulls = append(fulls, strings.Replace(last, subject, subject+inside, 1))
	}
	return inside, fulls
}

// isNameless reports whether a folded text is no name of a thing or a place, time, phase
// or metric, but a word for something else.
func (g *Grammar) isNameless(text string) bool {
	f := g.Frame(text)
	return !slices.ContainsFunc(f.Names, IsMeant) && g.subjectOf(text) == "" && !g.Names(text) && timeIn(text) == "" && query.PhaseIn(text) != text &&
		g.besides(text) > 0 && !endsMeasuring(f) && !of("district").In(text)
}

// ofSameKind returns the word for what is measured that ends as metric and begins with
// words: 户籍人口 for 户籍 and 常住人口; "" if there is none.
func ofSameKind(words, metric string) string {
	const shortest = 2 // characters of the end
	left := utf8.RuneCountInString(metric)
	for i := range metric {
		if i > 0 && left >= shortest && isConcept(words+metric[i:]) {
			return words + metric[i:]
		}
		left--
	}
	return ""
}

// isConcept reports whether all of a folded text is a word for what is measured.
func isConcept(text string) bool {
	return slices.ContainsFunc(concept.Default().Find(text), func(m concept.Match) bool { return m.Start == 0 && m.End == len(text) })
}

// likewise asks of thing what last asks, for its time: 2024年教育支出是多少 becomes
// 2024年社会保障支出是多少; "" if last asks nothing.
func (g *Grammar) likewise(thing, last string) string {
	if endsMeasuring(g.Frame(thing)) {
		return timeIn(last) + thing + howMuch // it says what is measured
	}
	f := g.Frame(last)
	tail := f.Tail()
	if tail == "" || f.Bare && f.Asks == frame.Text {
		return ""
	}
	return timeIn(last) + thing + tail
}

// pointed puts subject in the place of a word of text that points at it: 它,
// 该项目, 这家公司.
func (g *Grammar) pointed(text, subject string) (string, bool) {
	for _, p := range of("pronoun").Words {
		if strings.Contains(text, p) && !strings.Contains(text, "其"+p) {
			return strings.Replace(text, p, subject, 1), true
		}
	}
	for _, p := range of("pointer").Words {
		i := strings.Index(text, p)
		if i < 0 || i > 0 && !strings.HasSuffix(text[:i], ",") {
			continue
		}
		cut := g.Lexicon.Binder().Cut(text[i+len(p):])
		if len(cut) > 0 && cut[0].Start == 0 && strings.HasPrefix(cut[0].Tag, "n") {
			return text[:i] + subject + text[i+len(p)+cut[0].End:], true
		}
	}
	return "", false
}

// maxLeaning is the number of words besides the metric up to which a question
// that names nothing is taken to leave out its subject: 有多少科技人才.
const maxLeaning = 1

// IsElliptical reports whether a question says hardly more than what is asked,
// and neither of what nor when: 年产值多少, 什么时候投产.
func (g *Grammar) IsElliptical(question string) bool {
	return timeIn(question) == "" && g.besides(question) <= maxLeaning
}

// besides counts the words of a question that say neither what is measured nor
// what happens.
func (g *Grammar) besides(question string) (n int) {
	for _, c := range query.Parse(g.Lexicon, question, knowledge.Date{}).Concepts {
		if c.Alts == nil && !IsMetric(c.Text) {
			n++
		}
	}
	return n
}

// AsksSource reports whether a question that names nothing asks who published
// what it points at: 这些数据是谁发布的？
func (g *Grammar) AsksSource(question string) bool {
	return of("source").In(question) && of("statement").In(question) && len(g.Lexicon.Binder().Names(question)) == 0
}
