package answer

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/frame"
	"beilun/index/facts"
	"beilun/index/query"
	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// comparer answers questions about several things from the ledger.
type comparer struct {
	index *index.Index
	ask   func(ctx context.Context, text string) (*Answer, error) // answers a question about one of them
}

// compare answers f. It returns nil if f is about one thing after all or the
// ledger has not enough to compare.
func (c comparer) compare(ctx context.Context, f *frame.Frame) (*story, error) {
	switch f.Query.Relation {
	case query.Most, query.Least:
		return c.most(ctx, f)
	case query.Bearer:
		return c.bearer(ctx, f.Query)
	case query.Compare, query.EachOf:
		return c.each(ctx, f)
	case query.Single:
		return c.regions(ctx, f)
	}
	return nil, nil
}

// most finds the thing whose present figure of the metric asked for is the
// largest or smallest of all that the releases give.
func (c comparer) most(ctx context.Context, f *frame.Frame) (*story, error) {
	metric, classes := askedMetric(f)
	if metric == "" {
		return nil, nil
	}
	rows, err := c.index.Ledger(ctx, facts.Filter{Metric: metric})
	if err != nil {
		return nil, unlessMany(err) // one that was not read may be larger
	}
	var top []index.Row
	entries := ledger.Entries(rows)
	for _, e := range entries {
		if r := e.Rows[0]; isComparable(r, classes) && isOfKind(f.Query, r) && isOfYears(f.Query, r) {
			top = append(top, r)
		}
	}
	if len(top) > 0 { // of one dimension: that of most of them
		top = slices.DeleteFunc(top, func(r index.Row) bool { return !areCommensurable(r.Figure, top[0].Figure) })
	}
	slices.SortStableFunc(top, func(a, b index.Row) int { return bySize(a.Figure, b.Figure, f.Query.Relation == query.Least) })
	top = firstOfEach(top)
	if len(top) < 2 {
		return nil, nil
	}
	s := compared(top)
	for _, r := range top[:min(len(top), maxOthers)] {
		for _, e := range entries {
			if e.Rows[0].Figure == r.Figure {
				s.addConflicts(e)
			}
		}
	}
	return s, nil
}

// addConflicts puts the figures beside a comparison that contradict the one of an
// entry.
func (s *story) addConflicts(e index.Entry) {
	for i, r := range e.Rows {
		if i > 0 && e.Standing(i) == ledger.Conflicting {
			s.add(r, Conflicting)
		}
	}
}

// isComparable reports whether a row is the present figure of a thing, of one of
// the classes, and has a size.
func isComparable(r index.Row, classes []concept.Class) bool {
	b := &r.Figure.Binding
	if b.Subject == "" || b.Loose && !isTitled(r) || b.Change || b.State == knowledge.Former || b.State == knowledge.Withdrawn || r.Figure.Per != "" {
		return false
	}
	return slices.Contains(classes, figures.ClassOf(r.Figure)) && size(r.Figure) != nil
}

// isTitled reports whether the title of a release names the thing of a row: then it
// is hardly another's.
func isTitled(r index.Row) bool {
	return strings.Contains(fold(r.Passage.Release.Title), fold(r.Figure.Binding.Subject))
}

// bySize orders figures by their size, the largest first or, for less, the
// smallest.
func bySize(a, b *knowledge.Figure, less bool) int {
	c := size(b).Cmp(size(a))
	if less {
		return -c
	}
	return c
}

// unlessMany returns err unless it says that not all rows were read: the passages
// found answer then, or nothing does.
func unlessMany(err error) error {
	if errors.Is(err, facts.ErrTooMany) {
		return nil
	}
	return err
}

// bearer finds the things of which the releases give the figure that the question
// gives.
func (c comparer) bearer(ctx context.Context, q query.Query) (*story, error) {
	rows, err := c.index.Same(ctx, q.Given)
	if err != nil {
		return nil, unlessMany(err)
	}
	var found []index.Row
	for _, r := range rows {
		b := r.Figure.Binding
		if b.Subject != "" && !b.Loose && len(b.Words) > 0 && b.State != knowledge.Withdrawn && isGiven(q.Given, r.Figure) && isOfKind(q, r) && isMeasured(q, r) {
			found = append(found, r)
		}
	}
	found = firstOfEach(found)
	if len(found) == 0 || len(found) > maxOthers {
		return nil, nil
	}
	return compared(found), nil
}

// compared claims the thing of the first of rows, and puts the others beside it.
func compared(rows []index.Row) *story {
	s := &story{claim: claimOf(rows[0])}
	s.claim.nameSubject()
	for _, r := range rows[1:] {
		s.add(r, Compared)
	}
	return s
}

// isMeasured reports whether r's sentence has all that q asks about the thing: 投资
// of 82亿 is no 产值 of 82亿.
func isMeasured(q query.Query, r index.Row) bool {
	sentence := fold(r.Sentence().Of(r.Passage.Text) + "\n" + r.Passage.Heading + "\n" + r.Passage.Release.Title)
	metric, found := r.Figure.Binding.Metric, false
	for _, c := range q.Concepts {
		switch {
		case c.Alts != nil && shareIn(c, metric) < 1 && shareIn(c, sentence) < 1:
			return false
		case c.Alts != nil:
			found = true
		case isKindWord(c.Text):
		case shareIn(c, sentence) < 1:
			return false
		default:
			found = found || shareIn(c, metric) >= 1 || c.Text == r.Figure.Unit
		}
	}
	return found || strings.Contains(q.Folded(), r.Figure.Unit) && r.Figure.Kind == knowledge.Count
}

// isKindWord reports whether a word of a question is for a kind of thing.
func isKindWord(w string) bool {
	return listOf("project").Has(w) || slices.ContainsFunc(loadWords().kinds, func(k kind) bool { return strings.Contains(w, k.word) })
}

// firstOfEach keeps the first row of each subject.
func firstOfEach(rows []index.Row) []index.Row {
	var out []index.Row
	for _, r := range rows {
		if !slices.ContainsFunc(out, func(o index.Row) bool { return isOf(o.Figure.Binding.Subject, &r.Figure.Binding) }) {
			out = append(out, r)
		}
	}
	return out
}

// askedMetric returns the word for what a question asks to be measured, and the
// classes of figures that measure it. What happens is measured by its time.
func askedMetric(f *frame.Frame) (string, []concept.Class) {
	for i := len(f.Concepts) - 1; i >= 0; i-- {
		m := &f.Concepts[i]
		for _, c := range m.Concepts {
			word := withoutKind(m.Text)
			if m.Asked {
				word = c.Name
			}
			switch {
			case c.Kind == concept.Metric:
				return word, c.Classes
			case c.Kind == concept.Event && f.Asks != frame.Figure:
				return word, []concept.Class{concept.Date}
			}
		}
	}
	return "", nil
}

// withoutKind returns a word for what is measured without the word for the kind of
// things before it: 总投资 of 项目总投资, which most releases do not write.
func withoutKind(metric string) string {
	for _, w := range listOf("project").Words {
		if rest := strings.TrimPrefix(metric, w); rest != "" {
			metric = rest
		}
	}
	return metric
}

// isOfKind reports whether the thing of r can be of the kind that q asks for, by its
// name or a longer one in its release: 某某研究院总部 of 某某研究院.
func isOfKind(q query.Query, r index.Row) bool {
	subject := r.Figure.Binding.Subject
	if listOf("project").In(q.Text) && (cue.IsRegion(subject) || listOf("group").Ends(subject)) {
		return false // an area is no project, and neither are several
	}
	for _, k := range loadWords().kinds {
		for _, c := range q.Concepts {
			if strings.Contains(c.Text, k.word) && c.Alts == nil {
				said := fold(r.Passage.Text + "\n" + r.Passage.Release.Title)
				return slices.ContainsFunc(k.contains, func(w string) bool { return strings.Contains(subject, w) || strings.Contains(said, fold(subject)+w) })
			}
		}
	}
	return true
}

// isOfYears reports whether a row is of a year that q asks for, or q asks for
// none.
func isOfYears(q query.Query, r index.Row) bool {
	if len(q.Years) == 0 {
		return true
	}
	from, to, ranged := strings.Cut(r.Figure.Binding.Period, "/")
	first, last := yearOf(from), yearOf(to)
	switch {
	case from == "":
		first = r.Passage.Release.Date.Year
		last = first
	case !ranged:
		last = first
	}
	return slices.ContainsFunc(q.Years, func(y int) bool { return first <= y && y <= last })
}

// yearOf returns the year that an ISO 8601 day begins with, 0 for none.
func yearOf(iso string) int {
	year, _ := strconv.Atoi(iso[:min(4, len(iso))])
	return year
}

// nameSubject makes the subject the text of a claim if its sentence, or one
// before it, names it: 哪个 asks for the thing and not for its figure.
func (c *Claim) nameSubject() {
	text, subject := c.Hit.Passage.Text, c.Figure.Binding.Subject
	if from, to := subjectIn(c.Sentence.Of(text), subject); to > 0 {
		c.Span = knowledge.Span{Start: c.Sentence.Start + from, End: c.Sentence.Start + to}
		c.Text = c.Span.Of(text)
		return
	}
	// 某某项目是…。该项目由…投资: the sentences from the one that names it on.
	if from := strings.LastIndex(text[:c.Sentence.Start], subject); from >= 0 {
		for _, s := range c.Hit.Passage.Sentences {
			if from >= s.Start && from < s.End {
				c.Sentence.Start = s.Start
			}
		}
		c.Span = knowledge.Span{Start: from, End: from + len(subject)}
		c.Text = c.Span.Of(text)
	}
}

// subjectIn returns where a sentence has a subject, or the part of a site that it
// ends with: 3号楼 of 某某园3号楼. to is 0 if it has neither.
func subjectIn(sentence, subject string) (from, to int) {
	lower := strings.ToLower(sentence) // a3地块 for A3地块
	if len(lower) != len(sentence) {
		lower = sentence
	}
	for k := range subject {
		if end := subject[k:]; k == 0 || ledger.IsPart(end) {
			if i := strings.Index(lower, end); i >= 0 {
				return i, i + len(end)
			}
		}
	}
	return 0, 0
}

// each asks the same about every thing that the question names, and puts the
// larger first if it asks which.
func (c comparer) each(ctx context.Context, f *frame.Frame) (*story, error) {
	q := f.Query
	things := c.namedIn(f)
	if len(things) < 2 && q.Relation == query.Compare {
		things = sides(q.Folded())
	}
	if len(things) < 2 || len(things) > maxOthers {
		return nil, nil
	}
	rest := q.Folded()
	for _, n := range things {
		rest = strings.Replace(rest, n, "", 1)
	}
	for _, w := range listOf("several").Words {
		rest = strings.ReplaceAll(rest, w, "")
	}
	if q.Relation == query.Compare {
		for _, w := range slices.Concat(query.Words("more"), query.Words("less")) {
			rest = strings.TrimSuffix(rest, w) // 人口多
		}
	}
	var found []Claim
	conflicts := map[*knowledge.Figure][]Claim{}
	for _, n := range things {
		sub, err := c.ask(ctx, n+rest+howMany)
		if err != nil {
			return nil, err
		}
		if sub.Claim != nil && sub.Claim.Figure != nil {
			found = append(found, *sub.Claim)
			for _, o := range sub.Others {
				if o.Relation == Conflicting {
					conflicts[sub.Claim.Figure] = append(conflicts[sub.Claim.Figure], o)
				}
			}
		}
	}
	isWhich := q.Relation == query.Compare
	if len(found) < 2 && isWhich || len(found) == 0 {
		return nil, nil
	}
	if isWhich {
		for _, o := range found[1:] {
			if o.Figure == found[0].Figure || !areCommensurable(o.Figure, found[0].Figure) || size(o.Figure) == nil || size(found[0].Figure) == nil {
				return nil, nil
			}
		}
		less := wordlist.ContainsAny(q.Text, query.Words("less")...)
		slices.SortStableFunc(found, func(a, b Claim) int { return bySize(a.Figure, b.Figure, less) })
	}
	s := &story{claim: &found[0]}
	if isWhich {
		s.claim.nameSubject()
	}
	for _, o := range found[1:] {
		o.Relation = Compared
		s.others = append(s.others, o)
	}
	for _, c := range found {
		s.others = append(s.others, conflicts[c.Figure]...)
	}
	return s, nil
}

// namedIn returns what the question calls the things that it names, each once: by the
// names of the releases if those are two, else also by short ones.
func (c comparer) namedIn(f *frame.Frame) []string {
	if len(f.Query.Named) > 1 {
		return f.Query.Named
	}
	var out []string
	for _, n := range f.Names {
		if n.Fit == frame.Full || n.Fit == frame.Short {
			out = append(out, fold(n.Text))
		}
	}
	if len(out) > 1 {
		return out
	}
	out = nil
	for _, w := range f.Query.Concepts {
		if nameOfRegion(c.index, w.Text) != "" && !slices.Contains(out, w.Text) {
			out = append(out, w.Text)
		}
	}
	return out
}
