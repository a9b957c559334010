package overview

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// Weights of what tells a sentence that says what a thing is from one that only names
// it, by hand, read on the things of six invented districts.
const (
	begins     = 4 // with the name
	nearly     = 2 // with up to nearFront characters in front of it
	saysWhat   = 2 // for each of so many words that describe
	mostWords  = 3
	among      = -3 // the name stands in a row of others
	tooLong    = -1
	speaks     = -3 // somebody says something
	nearFront  = 8
	nearBehind = 4 // characters between the name and a word for what it is
	longest    = 120
	shortest   = 10
	tooShort   = -3
	leastSaid  = 4 // characters behind the name
)

// Named is what Describes returns of a sentence that no more than names a thing.
const Named = 1

// Describes returns how well a sentence of a passage says what the thing with some names
// is; 0 if it has none of them. Where the passage or its heading has a name in full, a
// sentence may begin with the end of it: 小镇规划面积….
func Describes(p *index.Passage, sentence knowledge.Span, called []string) (best int) {
	s := strings.Join(strings.Fields(p.FoldedSpan(sentence)), "")
	for _, n := range called {
		if best = max(best, describes(s, n)); !strings.Contains(p.Folded()+squeezed(p.Heading)+squeezed(p.Release.Title), n) {
			continue
		}
		for i := range n {
			if end := n[i:]; i > 0 && utf8.RuneCountInString(end) >= leastEnd && strings.HasPrefix(s, end) {
				best = max(best, describes(s, end))
			}
		}
	}
	return best
}

// leastEnd is how many characters the end of a name has that a sentence begins with.
const leastEnd = 2

func describes(s, name string) int {
	i := strings.Index(s, name)
	if i < 0 {
		return 0
	}
	n := Named
	if utf8.RuneCountInString(s[i+len(name):]) < leastSaid {
		return n // a heading
	}
	switch front := utf8.RuneCountInString(s[:i]); {
	case front == 0:
		n += begins
	case front <= nearFront:
		n += nearly
	}
	found := 0
	for _, w := range listOf("describes").Words {
		if found < mostWords && strings.Contains(s[i+len(name):], w) {
			found++
		}
	}
	n += found * saysWhat
	behind := s[i+len(name):]
	for _, w := range cue.Of("means").Words {
		if at := strings.Index(behind, w); at >= 0 && utf8.RuneCountInString(behind[:at]) <= nearBehind {
			n += saysWhat
			break
		}
	}
	row := joints()
	if row.Begins(s[i+len(name):]) || row.Ends(s[:i]) {
		n += among
	}
	if names.ThingWords().List("says").In(s) {
		n += speaks
	}
	switch size := utf8.RuneCountInString(s); {
	case size > longest:
		n += tooLong
	case size < shortest:
		n += tooShort
	}
	return max(n, 1)
}

// District returns the main figures of the district as a whole, at most n: of each the
// newest one that is reached, or else planned.
func (f Finder) District(ctx context.Context, n int) (*Overview, error) {
	d := f.Index.District()
	if d.IsZero() {
		return nil, nil
	}
	o := &Overview{Request: Request{Kind: Card}, Thing: d.Name}
	for _, name := range listOf("main").Words {
		m := concept.Default().Named(name)
		if m == nil || len(o.Items) == n {
			continue
		}
		rows, err := f.Index.Ledger(ctx, facts.Filter{Subject: d.Name, Metric: name, Narrow: true})
		if err != nil && !errors.Is(err, facts.ErrTooMany) {
			return nil, err
		}
		var best *facts.Entry
		for _, e := range ledger.Entries(slices.DeleteFunc(rows, func(r index.Row) bool { return !f.isMain(r, m) })) {
			if best == nil || isReached(e) && !isReached(*best) || isReached(e) == isReached(*best) && ledger.Newer(e.Rows[0].Ledger(), best.Rows[0].Ledger()) < 0 {
				best = &e
			}
		}
		if best != nil && !o.Has(best.Rows[0]) {
			o.Add(Present(*best))
		}
	}
	o.Total = len(o.Items)
	return o.orNil(), nil
}

// isMain reports whether a figure is the level of a metric of the district as a whole.
func (f Finder) isMain(r index.Row, m *concept.Concept) bool {
	b := &r.Figure.Binding
	return measures(r, m) && isCertain(r) && (b.Scope == "" || f.Index.District().Is(b.Scope)) && f.Index.District().Is(b.Subject) && r.Passage.Release.Date.Compare(f.Today) <= 0
}

// isReached reports whether the figures of an entry are neither planned nor aimed at.
func isReached(e facts.Entry) bool {
	return ledger.StateClass(e.Rows[0].Figure.Binding.State) == knowledge.Reached
}
