package answer

import (
	"cmp"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/frame"
	"beilun/index/answer/talk"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// understood is a question with its names as the releases write them.
type understood struct {
	question  string // as asked, cleaned
	text      string // in Chinese
	corrected []words.Correction
	english   bool
}

// interpreter understands questions about the releases of an index. It is safe
// for concurrent use.
type interpreter struct {
	index  *index.Index
	frames *frame.Reader
	today  func() knowledge.Date
	kept   atomic.Pointer[frames]
}

// understand takes the words of politeness off a question, corrects its names and puts
// it into Chinese, unless it is too long to be answered.
func (in *interpreter) understand(question string) understood {
	u := understood{question: question, text: question}
	if utf8.RuneCountInString(question) <= MaxQuestion {
		u.text, u.corrected, u.english = in.index.Correct(talk.Unwrapped(question))
	}
	return u
}

// maxRenamed is how many other names of the things in a question are tried.
const maxRenamed = 6

// renamed returns a question with the other names that people give the things in
// it, one at a time.
func (in *interpreter) renamed(u understood) (out []understood) {
	folded := fold(u.text)
	given, of := in.index.NamesGiven(folded)
	for i, n := range given {
		for _, other := range of[i] {
			if other == n || len(out) == maxRenamed || !strings.Contains(folded, n) {
				continue
			}
			r := u
			r.text = strings.Replace(folded, n, other, 1)
			r.corrected = append(slices.Clip(u.corrected), words.Correction{From: n, To: other})
			out = append(out, r)
		}
	}
	return out
}

// parse reads a question for a search.
func (in *interpreter) parse(text string) query.Query {
	return query.Parse(in.index.Lexicon(), text, in.today())
}

// read is frame for a question whose frame is not kept.
func (in *interpreter) read(text string) *frame.Frame {
	q := in.ofDistrict(in.parse(text))
	in.addNames(&q)
	if len(q.Named) == 0 {
		if known := cmp.Or(in.index.Known(fold(text)), in.district(q)); known != "" {
			q.Named = []string{known}
		}
	}
	return in.frames.Understand(q)
}

// ofDistrict returns q with the word by which the people of the district call it
// (全区学校几所) read as its name, because releases use either. The district is
// that of the releases at hand; if it is not known, q stays as it is.
func (in *interpreter) ofDistrict(q query.Query) query.Query {
	if len(q.Named) > 0 || !q.Want.IsFigure() {
		return q
	}
	d := in.index.District()
	word := d.Own(q.Folded())
	if word == "" {
		return q
	}
	q.Concepts = slices.Clone(q.Concepts)
	for i, c := range q.Concepts {
		if c.Text == word {
			q.Concepts[i].Alts = append(slices.Clone(c.Alts), d.Names()...)
		}
	}
	// 全区学校 is no name of a thing.
	q.Names = slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool { return strings.HasPrefix(n, word) })
	return q
}

// addNames adds the names that people give things to those that a question asks
// about: few of them end as names do.
func (in *interpreter) addNames(q *query.Query) {
	given, _ := in.index.NamesGiven(q.Folded())
	for _, n := range given {
		if slices.ContainsFunc(q.Named, func(m string) bool { return strings.Contains(m, n) }) {
			continue
		}
		q.Named = slices.DeleteFunc(slices.Clone(q.Named), func(m string) bool { return strings.Contains(n, m) })
		q.Named = append(q.Named, n)
	}
}

// district returns the name of the place that a question gives by its short name,
// with nothing else in it but what is measured: 临湖区 for 临湖面积; "" for none.
func (in *interpreter) district(q query.Query) string {
	if !q.Want.IsFigure() {
		return ""
	}
	place := ""
	for _, c := range q.Concepts {
		switch {
		case c.Alts != nil || talk.IsMetric(c.Text):
		case place != "" || utf8.RuneCountInString(c.Text) != 2:
			return ""
		default:
			place = c.Text
		}
	}
	return nameOfRegion(in.index, place)
}

// nameOfRegion returns the name of the part of the country that has a short name of two
// characters, "" for none.
func nameOfRegion(x *index.Index, short string) string {
	if utf8.RuneCountInString(short) != 2 {
		return ""
	}
	for _, kind := range cue.Regions().Words {
		if name := short + kind; x.Known(name) == name {
			return name
		}
	}
	return ""
}

// about returns what is known besides a question and the passages. It is for one
// question and not safe for concurrent use: many figures are of the same thing, and
// whether that is the one asked for is found once.
func (in *interpreter) about() choice.About {
	same := map[[2]string]bool{}
	home := append([]string{fold(in.index.District().Name)}, cue.Of("home").Words...)
	return choice.About{
		Lexicon: concept.Default(),
		Home:    slices.DeleteFunc(home, func(s string) bool { return s == "" }),
		Same: func(b *knowledge.Binding, n string) bool {
			if is, decided := b.Thing.Is(n); decided {
				return is
			}
			key := [2]string{n, b.Subject}
			is, known := same[key]
			if !known {
				is = isOf(n, b)
				same[key] = is
			}
			return is
		},
	}
}

// grammar returns what questions that lean on others are read by.
func (in *interpreter) grammar() *talk.Grammar {
	return &talk.Grammar{Lexicon: in.index.Lexicon(), Known: in.index.Known, Frame: in.frame}
}

// isOf reports whether a figure is of the thing that a question calls name. What
// people have ruled about that decides before the names do.
func isOf(name string, b *knowledge.Binding) bool {
	if same, decided := b.Thing.Is(name); decided {
		return same
	}
	return ledger.Means(name, b.Subject, names.IsComplete(name))
}

// clean takes control characters and invalid UTF-8 out of a question and trims
// it.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
