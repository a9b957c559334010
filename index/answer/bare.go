package answer

import (
	"context"
	"errors"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/frame"
	"beilun/index/answer/talk"
	"beilun/index/facts"
	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Limits of asking back: things that are offered and how many questions are tried for
// them, words for one metric, and things that are tried where the ledger does not
// have what is asked.
const (
	maxOffered   = 4
	maxOffers    = 12
	maxWords     = 12
	maxProminent = 8
)

// alone answers a question that has nothing before it to lean on. One that leaves
// its thing out is about the district if districts have what it asks, or about the
// only thing that can be meant; of several things it asks which. It never answers
// with what is of one of them.
func (a *Answerer) alone(ctx context.Context, u understood) (*Answer, error) {
	ans, err := a.answerFully(ctx, u)
	f := a.in.frame(u.text)
	if err != nil || ans.Reason == TooLong || !talk.LacksThing(f) || a.index.District().Own(f.Text) != "" {
		return ans, err
	}
	rows, many, err := a.holders(ctx, f)
	if err != nil {
		return nil, err
	}
	if talk.MayBeOfDistrict(f) {
		if own, err := a.ofDistrict(ctx, u, ans, rows, talk.IsOfDistrict(f) && len(f.Time.Spans) == 0 && f.Change == frame.Level); own != nil || err != nil {
			return own, err
		}
	}
	kinds := slices.DeleteFunc(talk.Kinds(f), func(k string) bool { return listOf("project").Has(k) }) // any thing is a project
	if len(kinds) > 0 {
		of := ofKind(rows, kinds)
		if len(of) < 2 && (ans.Claim != nil || ans.Quoted != nil && !slices.ContainsFunc(kinds, isKindWord) && wordlist.ContainsAny(fold(ans.Quoted.Text), kinds...)) {
			return ans, nil
		}
		if len(of) > 0 {
			rows = of
		}
	}
	if c := ans.Claim; len(rows) == 0 && c != nil && c.Figure != nil && c.Figure.Binding.Subject != "" && isAbout(ans.Query, c) {
		rows = append(rows, index.Row{Passage: c.Hit.Passage, Figure: c.Figure}) // under words that the ledger has not
	}
	if len(rows) == 1 && !many {
		if only, err := a.only(ctx, u, ans, rows[0]); only != nil || err != nil {
			return only, err
		}
	}
	return a.which(ctx, u, f, ans, rows)
}

// ofKind returns the rows of things that have a word for their kind in their name.
func ofKind(rows []index.Row, kinds []string) (out []index.Row) {
	for _, r := range rows {
		if wordlist.ContainsAny(fold(r.Figure.Binding.Subject), kinds...) {
			out = append(out, r)
		}
	}
	return out
}

// only answers u for the only thing that it can mean, that of r; nil if nothing is
// said of it, or if ans, the answer to u as it is, quotes what is of another.
func (a *Answerer) only(ctx context.Context, u understood, ans *Answer, r index.Row) (*Answer, error) {
	thing := r.Figure.Binding.Subject
	if q := ans.Quoted; q != nil && !strings.Contains(q.Hit.Passage.Folded()+fold(q.Hit.Passage.Release.Title), fold(thing)) {
		return nil, nil
	}
	only, err := a.answerFully(ctx, a.aboutThing(u, thing))
	if err != nil {
		return nil, err
	}
	if only.Claim == nil && ans.Claim != nil && ans.Claim.Figure != nil && isOf(thing, &ans.Claim.Figure.Binding) {
		ans.Topic = only.Topic
		only = ans
	}
	if only.Said() == nil {
		return nil, nil
	}
	only.Meant = true
	return only, nil
}

// aboutThing returns u with the thing that it leaves out.
func (a *Answerer) aboutThing(u understood, thing string) understood {
	u.text = inCase(a.in.grammar().About(thing, u.text), u.question)
	return u
}

// ofDistrict returns what is said of the district: ans if that is, or the answer with
// the district's name in the question or, if it is sure to be meant at any time, with
// the words of its row among rows; nil if none is.
func (a *Answerer) ofDistrict(ctx context.Context, u understood, ans *Answer, rows []index.Row, sure bool) (*Answer, error) {
	name, is := a.home(rows)
	var own *Answer
	if said := ans.Said(); said != nil && areOf(said, is) {
		own = ans
		if name != "" {
			own.Topic = a.aboutThing(u, name).text
		}
	}
	var try []string
	if name != "" {
		try = append(try, a.aboutThing(u, name).text)
	}
	for _, r := range rows {
		if sure && is(fold(r.Figure.Binding.Subject)) {
			try = append(try, questionOf(r))
		}
	}
	for _, text := range try {
		if own != nil && own.Claim != nil {
			break
		}
		named := u
		named.text = text
		other, err := a.answerFully(ctx, named)
		if err != nil {
			return nil, err
		}
		if said := other.Said(); said != nil && (own == nil || other.Claim != nil) && areOf(said, is) {
			own = other
		}
	}
	return own, nil
}

// home returns the name of the district, and what reports whether a folded name is
// that. If it is not known which district the releases are about, it is the only part
// of the country that rows are of; "" if there are several.
func (a *Answerer) home(rows []index.Row) (name string, is func(string) bool) {
	if d := a.index.District(); !d.IsZero() {
		return d.Name, d.Is
	}
	for _, r := range rows {
		switch s := fold(r.Figure.Binding.Subject); {
		case !cue.IsRegion(s):
		case name == "":
			name = s
		case name != s:
			return "", func(string) bool { return false }
		}
	}
	return name, func(s string) bool { return s == name && s != "" }
}

// areOf reports whether what is claimed, or every figure in what is quoted, is of a
// thing whose name is right, or of none.
func areOf(c *Claim, right func(string) bool) bool {
	is := func(f *knowledge.Figure) bool {
		s := fold(f.Binding.Subject)
		return s == "" || right(s)
	}
	if c.Figure != nil {
		return is(c.Figure)
	}
	for i := range c.Hit.Passage.Figures {
		f := &c.Hit.Passage.Figures[i]
		if f.Span.Start >= c.Sentence.Start && f.Span.End <= c.Sentence.End && !is(f) {
			return false
		}
	}
	return true
}

// holders returns a row of each thing that the ledger has what f asks of, the newest
// first. many reports that there may be more.
func (a *Answerer) holders(ctx context.Context, f *frame.Frame) (rows []index.Row, many bool, err error) {
	var asked []*concept.Concept
	var words []string
	for _, m := range talk.Measures(f) {
		if !m.Asked {
			words = append(words, m.Text)
		}
		for _, c := range m.Concepts {
			if c.Kind == concept.Relation {
				continue
			}
			asked = append(asked, c)
			words = append(append(words, c.Name), c.Said...)
		}
	}
	if len(asked) == 0 {
		for _, w := range f.Rest {
			words = append(words, w.Text)
		}
	}
	seen := map[string]bool{}
	for i, w := range words {
		if seen[w] || len(seen) == maxWords || slices.Contains(words[:i], w) {
			continue
		}
		seen[w] = true
		found, err := a.index.Ledger(ctx, facts.Filter{Metric: w})
		if many = many || errors.Is(err, facts.ErrTooMany); unlessMany(err) != nil {
			return nil, false, err
		}
		for _, r := range found {
			if r.Figure.Binding.Subject != "" && !r.Figure.Binding.Change && isQuotable(r) && measures(r, w, asked) {
				rows = append(rows, r)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b index.Row) int { return b.Passage.Release.Date.Compare(a.Passage.Release.Date) })
	return firstOfEach(rows), many, nil
}

// measures reports whether a row has a figure of what was asked: of one of the
// concepts or, if there are none, of the word.
func measures(r index.Row, word string, asked []*concept.Concept) bool {
	metric := fold(r.Figure.Binding.Metric)
	if len(asked) == 0 {
		return strings.Contains(metric, word)
	}
	class := figures.ClassOf(r.Figure)
	for _, m := range concept.Default().Find(metric) {
		for _, c := range m.Concepts {
			if slices.Contains(asked, c) && (c.HasClass(class) || c.Kind == concept.Event && class == concept.Date) {
				return true
			}
		}
	}
	return false
}

// which asks which thing is meant. It offers questions about those of rows, and
// where there are none about the things that most figures are of, as far as they
// have an answer. Where there are not two of them it returns declined, the answer to
// the question as it is, with nothing that is of one thing but what may be asked.
func (a *Answerer) which(ctx context.Context, u understood, f *frame.Frame, declined *Answer, rows []index.Row) (*Answer, error) {
	offers := make([][]string, 0, len(rows)) // for each thing, in the order in which they are tried
	for _, r := range rows {
		var of []string
		if !f.Bare {
			of = append(of, a.aboutThing(u, r.Figure.Binding.Subject).text+"？")
		}
		if !isEvent(r) {
			of = append(of, questionOf(r))
		}
		if isPresentable(r, true) {
			offers = append(offers, of)
		}
	}
	if len(rows) == 0 {
		for _, name := range a.prominent() {
			offers = append(offers, []string{a.aboutThing(u, name).text + "？"})
		}
	}
	if said := declined.Said(); said != nil { // it stays the nearest
		declined.Passages = slices.Insert(declined.Passages, 0, said.Hit)[:min(len(declined.Passages)+1, MaxPassages)]
	}
	ask := &Answer{Question: u.question, Topic: u.text, Corrected: u.corrected, English: u.english, Query: declined.Query, Reason: WhichThing, Passages: declined.Passages}
	for _, of := range offers[:min(len(offers), maxOffers)] {
		for _, q := range of {
			ans, _, err := a.answer(ctx, understood{question: q, text: q})
			if err != nil {
				return nil, err
			}
			if ans.Claim != nil {
				ask.Suggestions = append(ask.Suggestions, q)
				break
			}
		}
		if len(ask.Suggestions) == maxOffered {
			break
		}
	}
	if len(ask.Suggestions) > 1 {
		return ask, nil
	}
	if declined.Said() != nil {
		declined.Reason = NotStated
	}
	declined.Claim, declined.Quoted, declined.Others, declined.Known = nil, nil, nil, nil
	declined.Conversion = nil
	if len(ask.Suggestions) > 0 { // one is no choice
		declined.Suggestions = ask.Suggestions
	}
	return declined, nil
}

// prominent returns the things that most figures are of.
func (a *Answerer) prominent() []string {
	things := a.index.Things()
	names := things.Names()
	figuresOf := func(name string) int {
		t, _ := things.Named(name)
		return t.Figures
	}
	names = slices.Clone(names)
	slices.SortStableFunc(names, func(a, b string) int { return figuresOf(b) - figuresOf(a) })
	return names[:min(len(names), maxProminent)]
}
