package talk

import (
	"slices"
	"strings"

	"beilun/index/answer/frame"
	"beilun/knowledge/concept"
)

// LacksThing reports whether a question asks what is measured of a thing, or what
// happened to it, and does not name the thing: 建筑面积呢, 什么时候竣工. A word for a kind
// of things names one only where hardly any other is of that kind (frame.Kind).
func LacksThing(f *frame.Frame) bool {
	if len(f.Query.Named) > 0 || len(f.Unknown) > 0 || f.Given != nil {
		return false
	}
	switch f.Compare {
	case frame.None, frame.Each, frame.History, frame.Sum:
	default:
		return false
	}
	switch f.Asks {
	case frame.Figure, frame.Time, frame.Duration, frame.Person, frame.Organisation, frame.Place, frame.Whether, frame.Status:
	case frame.Text:
		if !f.Bare {
			return false
		}
	default:
		return false
	}
	if slices.ContainsFunc(f.Names, func(n frame.Name) bool { return !n.Generic || n.Fit == frame.Kind && !isPointedAt(f, n) }) || !sayOne(Measures(f)) {
		return false
	}
	kinds := 0
	for i := range f.Concepts {
		if isThing(&f.Concepts[i]) {
			kinds++
		}
	}
	words := 0
	for _, w := range f.Rest {
		if !inKind(f, w) && !of("beside").Has(w.Text) {
			return false
		}
		words++
	}
	return len(Measures(f)) > 0 || kinds == 0 && (words > 0 || f.Asks != frame.Text && len(f.Time.Spans) == 0)
}

// isPointedAt reports whether a name is behind a word that points at what was said
// before: 这个园区.
func isPointedAt(f *frame.Frame, n frame.Name) bool {
	return slices.ContainsFunc(of("pointer").Words, func(w string) bool { return strings.HasSuffix(f.Text[:n.Start], w) })
}

// Measures returns the words of a question for what is measured, what happens and
// whose part it is; those for kinds of things are left out.
func Measures(f *frame.Frame) (out []*frame.Mention) {
	for i := range f.Concepts {
		if m := &f.Concepts[i]; !isThing(m) {
			out = append(out, m)
		}
	}
	return out
}

// Kinds returns the words of a question for kinds of things: 大剧院 of 大剧院由谁运营.
func Kinds(f *frame.Frame) (out []string) {
	for _, n := range f.Names {
		if n.Generic {
			out = append(out, n.Text+n.Part)
		}
	}
	for i := range f.Concepts {
		if m := &f.Concepts[i]; isThing(m) && !slices.Contains(out, m.Text) {
			out = append(out, m.Text)
		}
	}
	return out
}

// sayOne reports whether all of some words may mean one concept: 总建筑面积 and
// 多少平方米.
func sayOne(ms []*frame.Mention) bool {
	for _, m := range ms[min(1, len(ms)):] {
		if !slices.ContainsFunc(m.Concepts, func(c *concept.Concept) bool { return slices.Contains(ms[0].Concepts, c) }) {
			return false
		}
	}
	return true
}

func isThing(m *frame.Mention) bool {
	return !slices.ContainsFunc(m.Concepts, func(c *concept.Concept) bool { return c.Kind != concept.Thing })
}

// inKind reports whether a word is part of a word for a kind of things.
func inKind(f *frame.Frame, w frame.Word) bool {
	if slices.ContainsFunc(f.Names, func(n frame.Name) bool { return n.Start <= w.Start && w.End <= n.End }) {
		return true
	}
	return slices.ContainsFunc(f.Concepts, func(m frame.Mention) bool { return m.Start <= w.Start && w.End <= m.End })
}

// MayBeOfDistrict reports whether a district has what a question asks: 面积多少.
func MayBeOfDistrict(f *frame.Frame) bool {
	return slices.ContainsFunc(Measures(f), func(m *frame.Mention) bool {
		return slices.ContainsFunc(m.Concepts, func(c *concept.Concept) bool {
			return slices.ContainsFunc(c.Of, func(kind string) bool { return of("whole").Has(kind) })
		})
	})
}

// IsOfDistrict reports whether hardly anything but a district has what a question asks:
// GDP多少, 财政收入呢.
func IsOfDistrict(f *frame.Frame) bool {
	ms := Measures(f)
	return len(ms) > 0 && !slices.ContainsFunc(ms, func(m *frame.Mention) bool {
		return slices.ContainsFunc(m.Concepts, func(c *concept.Concept) bool {
			return slices.ContainsFunc(c.Of, func(kind string) bool { return !of("whole").Has(kind) && !of("region").Has(kind) }) || len(c.Of) == 0
		})
	})
}

// NamesPlace reports whether a folded question has a word for the district itself, as
// 全区.
func NamesPlace(text string) bool { return of("district").In(text) }

// ShareWords are those by which a text says that a figure is a share.
func ShareWords() []string { return of("share").Words }

// IsPlain reports whether each word of a question is a name, a time, one for what is
// measured or happens, or asks, so that nothing else can be meant by it, and whether
// it asks: by words for that, by 呢 or by a metric at its end. 谁去拿材料 and 竣工了 do not.
func IsPlain(f *frame.Frame) bool {
	if len(f.Unknown) > 0 || f.Given != nil || !IsAsked(f) && !endsMeasuring(f) || len(f.Concepts)+len(f.Names)+len(f.Query.Named)+len(f.Time.Spans) == 0 && f.Change == frame.Level {
		return false
	}
	for _, w := range f.Rest {
		named := slices.ContainsFunc(f.Names, func(n frame.Name) bool { return n.Start <= w.Start && w.End <= n.End })
		if !named && !of("beside").Has(w.Text) {
			return false
		}
	}
	return true
}

// IsAsked reports whether a question has words that ask, or 呢 at its end.
func IsAsked(f *frame.Frame) bool {
	return !f.Bare || strings.HasSuffix(withoutMarks(f.Text), likewise)
}

// IsSaidIn reports whether a question asks and a folded sentence has each of its words
// that IsPlain does not know.
func IsSaidIn(f *frame.Frame, sentence string) bool {
	if len(f.Unknown) > 0 || f.Given != nil || !IsAsked(f) {
		return false
	}
	for _, w := range f.Rest {
		if !inKind(f, w) && !of("beside").Has(w.Text) && !strings.Contains(sentence, w.Text) {
			return false
		}
	}
	return true
}

// likewise ends a question about another thing, time or metric: 2023年呢.
const likewise = "呢"

func withoutMarks(text string) string { return strings.TrimRight(text, " ?!。.") }

// endsMeasuring reports whether a question has no words that ask and ends in one for
// what is measured.
func endsMeasuring(f *frame.Frame) bool {
	ms := Measures(f)
	if len(ms) == 0 || ms[len(ms)-1].Asked && !f.Bare {
		return false
	}
	last := ms[len(ms)-1]
	return last.End == len(withoutMarks(f.Text)) && slices.ContainsFunc(last.Concepts, func(c *concept.Concept) bool { return c.Kind == concept.Metric })
}
