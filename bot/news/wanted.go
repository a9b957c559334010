package news

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge/ledger"
)

// folded returns the words of a subject, the same however it is written.
func folded(subject string) []string { return strings.Fields(zhtext.FoldString(subject)) }

// wanted is the subject of a subscription: parts that all have to fit a figure.
// Nothing is everything. It is not safe for concurrent use.
type wanted []*part

// part is a thing, a place, a metric, or a thing and a metric written as one.
type part struct {
	name     string
	measures func(index.Row) bool
	joined   []joined
}

// joined is a part read as a thing and a metric behind it.
type joined struct {
	thing, metric string
	measures      func(index.Row) bool // nil until it is needed
}

// measurer returns a function that reports whether a figure measures what a metric
// names, as Newsroom.Measures does.
type measurer func(metric string) func(index.Row) bool

// leastName is how many characters a name has at least.
const leastName = 2

func newWanted(subject string, measures measurer) (out wanted) {
	for _, name := range folded(subject) {
		p := &part{name: name, measures: measures(name)}
		for i := range name {
			if utf8.RuneCountInString(name[:i]) >= leastName && utf8.RuneCountInString(name[i:]) >= leastName {
				p.joined = append(p.joined, joined{thing: name[:i], metric: name[i:]})
			}
		}
		out = append(out, p)
	}
	return out
}

// matter is a figure with what it is of beside the words of its binding.
type matter struct {
	index.Row
	titles []string // folded: the title and the heading, if its sentence names no thing
}

func matterOf(r index.Row) matter {
	m := matter{Row: r}
	if b := &r.Figure.Binding; b.Subject == "" || b.Loose {
		m.titles = []string{words.Squeeze(r.Passage.Release.Title), words.Squeeze(r.Passage.Heading)}
	}
	return m
}

// matches reports whether a figure is one of those that are wanted.
func (w wanted) matches(m matter, measures measurer) bool {
	return !slices.ContainsFunc(w, func(p *part) bool { return !m.isOf(p.name) && !p.measures(m.Row) && !p.joins(m, measures) })
}

// joins reports whether p names the thing and the metric of a figure.
func (p *part) joins(m matter, measures measurer) bool {
	for i := range p.joined {
		j := &p.joined[i]
		if !m.isOf(j.thing) {
			continue
		}
		if j.measures == nil {
			j.measures = measures(j.metric)
		}
		if j.measures(m.Row) {
			return true
		}
	}
	return false
}

// isOf reports whether a figure is of a thing or place: of that itself, or of
// one whose name has it in it, as 吉利 is in 吉利新能源汽车总部. It is not the other
// way around: who wants 临湖港 does not get all of 临湖.
func (m matter) isOf(name string) bool {
	b := &m.Figure.Binding
	if same, decided := b.Thing.Is(name); decided {
		return same
	}
	return ledger.Holds(b.Subject, name) || ledger.Holds(b.Scope, name) || slices.ContainsFunc(m.titles, func(t string) bool { return ledger.Holds(t, name) })
}
