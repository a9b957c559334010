package answer

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/facts"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// The least and the greatest number of parts of the country that are listed.
const (
	minRegions = 3
	maxRegions = 12
)

// regions lists what f asks of every part of the country of a kind (各区的常住人口), the
// largest first, from the one release that has most of them: a table of it, as a rule,
// because figures of several releases are of several days. It returns nil for another
// question, and if no release has a few, or one has more than can be read at a glance.
func (c comparer) regions(ctx context.Context, f *frame.Frame) (*story, error) {
	each := listOf("eachRegion")
	text := fold(f.Text)
	if !each.In(text) || f.Change == frame.Changed || f.State != knowledge.Reached || !slices.Contains([]frame.Asks{frame.Text, frame.Figure, frame.List}, f.Asks) {
		return nil, nil
	}
	metric, classes := askedMetric(f)
	if metric == "" {
		return nil, nil
	}
	rows, err := c.index.Ledger(ctx, facts.Filter{Metric: metric})
	if err != nil {
		return nil, unlessMany(err)
	}
	of := map[string][]index.Row{} // by release
	most := ""
	for _, e := range ledger.Entries(rows) {
		for _, r := range e.Rows {
			b := &r.Figure.Binding
			if !isComparable(r, classes) || b.Metric != metric || !isOfYears(f.Query, r) || !slices.ContainsFunc(each.Words, func(w string) bool { return strings.Contains(text, w) && isPartOfKind(b.Subject, w) }) {
				continue
			}
			id := r.Passage.Release.ID
			of[id] = append(of[id], r)
			if n, m := len(of[id]), len(of[most]); n > m || n == m && id > most {
				most = id
			}
		}
	}
	found := slices.DeleteFunc(of[most], func(r index.Row) bool { return !areCommensurable(r.Figure, of[most][0].Figure) })
	slices.SortStableFunc(found, func(a, b index.Row) int { return bySize(a.Figure, b.Figure, false) })
	found = firstOfEach(found)
	if len(found) < minRegions || len(found) > maxRegions {
		return nil, nil
	}
	s := &story{claim: claimOf(found[0])}
	s.claim.nameSubject()
	for _, r := range found[1:] {
		o := claimOf(r)
		o.Relation = Compared
		s.others = append(s.others, *o)
	}
	return s, nil
}

// isPartOfKind reports whether a name is that of one of all of a kind: 甲区 of 各区.
func isPartOfKind(name, all string) bool {
	_, n := utf8.DecodeRuneInString(all)
	return strings.HasSuffix(name, all[n:]) && utf8.RuneCountInString(name) > utf8.RuneCountInString(all[n:])
}

// sides returns what is compared by words that no release is known to call a thing by:
// 甲 and 乙 of 甲和乙哪个大; nil if it does not begin so.
func sides(text string) []string {
	at := -1
	for _, w := range query.Words("which") {
		if i := strings.Index(text, w); i > 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	head := text[:at]
	for _, w := range query.Words("and") {
		head = strings.ReplaceAll(head, w, "\n")
	}
	out := strings.Split(strings.Trim(head, " ,"), "\n")
	for i, side := range out {
		out[i] = strings.Trim(side, " ,")
		if n := utf8.RuneCountInString(out[i]); n < 2 || n > maxSide {
			return nil
		}
	}
	return out
}

// maxSide is how many characters what is compared has at most.
const maxSide = 20
