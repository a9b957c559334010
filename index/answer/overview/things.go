package overview

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/facts"
	"beilun/index/thing"
	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// group is a thing with all of its names.
type group struct {
	names    []string // the one that it is called by first
	parsed   []ledger.Thing
	mentions int
	most     int // mentions by the first name
	in       []string
	date     knowledge.Date // of the newest release that names it
	item     Item           // where it does
}

// naming returns a function that reports whether a release names a thing.
func (f Finder) naming(of string) func(index.Release) bool {
	in := map[string]bool{}
	if of != "" {
		for t := range f.Index.Things().All() {
			if ledger.Holds(t.Name, of) {
				for _, id := range t.In {
					in[id] = true
				}
			}
		}
	}
	return func(r index.Release) bool {
		return in[r.ID] || ledger.Mentions(squeezed(r.Title), of)
	}
}

// squeezed returns a text folded and without white space, as names are written.
func squeezed(s string) string { return strings.Join(strings.Fields(zhtext.FoldString(s)), "") }

// things returns the things of a kind, or a table of them.
func (f Finder) things(ctx context.Context, req Request) (*Overview, error) {
	out := &Overview{Request: req}
	groups, err := f.groups(ctx, out)
	if err != nil || len(groups) == 0 {
		return nil, err
	}
	if out.Count, err = f.count(ctx, req, groups); err != nil {
		return nil, err
	}
	if req.Kind == Table || req.Phase != AnyPhase {
		return f.table(ctx, groups, out)
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		return cmp.Or(b.date.Compare(a.date), cmp.Compare(b.mentions, a.mentions), strings.Compare(a.names[0], b.names[0]))
	})
	r := newReader(f, groups)
	for i, g := range groups {
		if len(out.Items) == MaxList {
			out.Total = len(out.Items) + len(groups) - i
			break
		}
		ok, err := r.evidence(ctx, g)
		if err != nil {
			return nil, err
		}
		if ok {
			out.Items = append(out.Items, g.item)
			out.Total = len(out.Items)
		}
	}
	return out.orNil(), nil
}

// orNil returns nil for an overview that has nothing.
func (o *Overview) orNil() *Overview {
	if len(o.Items) == 0 {
		return nil
	}
	return o
}

// groups returns the things of the kind that is asked for, each once.
func (f Finder) groups(ctx context.Context, o *Overview) ([]*group, error) {
	ends, but := endsOf(o.Of)
	if ends == nil {
		ends = []string{o.Of}
	}
	of, without := new(wordlist.List), new(wordlist.List)
	of.Add(ends...)
	without.Add(but...)
	var found []thing.Thing
	for t := range f.Index.Things().All() {
		if of.Ends(t.Name) && !of.Has(t.Name) && !without.Ends(t.Name) {
			found = append(found, t)
		}
	}
	slices.SortFunc(found, func(a, b thing.Thing) int {
		return cmp.Or(cmp.Compare(mentions(b), mentions(a)), strings.Compare(a.Name, b.Name))
	})
	named := found[:0]
	for _, t := range found {
		if len(named) == looked {
			o.Partial = true
			break
		}
		if f.isName(t.Name, of.Ended(t.Name)) && (t.Figures > 0 || !f.isCommon(t.Name)) {
			named = append(named, t)
		}
	}
	found = named
	if isProject(o.Of) {
		more, err := f.projects(ctx, o, found)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return f.merged(found, of), nil
}

// projects returns the things that are not called projects and have a total investment,
// or another figure that is asked for.
func (f Finder) projects(ctx context.Context, o *Overview, found []thing.Thing) (out []thing.Thing, err error) {
	seen := map[string]bool{}
	for _, t := range found {
		seen[t.Name] = true
	}
	asked := o.Metrics
	if len(asked) == 0 {
		asked = []*concept.Concept{concept.Default().Named(loadWords().Words("worth")[0])}
	}
	for _, m := range asked {
		rows, err := f.Index.Ledger(ctx, facts.Filter{Metric: m.Name, Most: newest})
		if err != nil {
			return nil, err
		}
		o.Partial = o.Partial || len(rows) >= newest
		for _, r := range rows {
			b := &r.Figure.Binding
			if utf8.RuneCountInString(b.Subject) <= leastFront && !ledger.IsNumbered(b.Subject) || seen[b.Subject] || !isCertain(r) || cue.IsRegion(b.Subject) || listOf("occasion").Has(names.Sorts()[names.SortOf(b.Subject)]) || f.Index.District().Is(b.Subject) || !measures(r, m) || !f.isName(b.Subject, listOf("project").Ended(b.Subject)) {
				continue
			}
			seen[b.Subject] = true
			if t, ok := f.Index.Things().Named(b.Subject); ok {
				out = append(out, t)
			}
		}
	}
	return out, nil
}

// reader reads passages of releases for one overview, each release once.
type reader struct {
	Finder
	releases map[string][]index.Passage
	longer   map[string][]string // by a name: those of other things that begin with it
}

// of returns the first passages of a release.
func (r *reader) of(ctx context.Context, id string) ([]index.Passage, error) {
	ps, ok := r.releases[id]
	if ok {
		return ps, nil
	}
	ps, err := r.Index.Near(ctx, id+"#1", 0, within)
	r.releases[id] = ps
	return ps, err
}

// newReader returns a reader for some things.
func newReader(f Finder, groups []*group) *reader {
	r := &reader{f, map[string][]index.Passage{}, map[string][]string{}}
	byStart := map[string][]string{} // the names by their first two characters
	for _, g := range groups {
		for _, n := range g.names {
			byStart[start(n)] = append(byStart[start(n)], n)
		}
	}
	for t := range f.Index.Things().All() {
		for _, n := range byStart[start(t.Name)] {
			if behind, ok := strings.CutPrefix(t.Name, n); ok && behind != "" && !joints().Begins(behind) && !names.ThingWords().List("deed").Begins(behind) && !ledger.SameThing(t.Name, n) {
				r.longer[n] = append(r.longer[n], t.Name)
			}
		}
	}
	return r
}

// start returns the first two characters of a name, as far as it has them.
func start(name string) string {
	n := 0
	for i := range name {
		if n == 2 {
			return name[:i]
		}
		n++
	}
	return name
}

// evidence finds the name of a thing in a passage of the newest release that has it, and
// keeps it in g.
func (r *reader) evidence(ctx context.Context, g *group) (bool, error) {
	ids := slices.Clone(g.in)
	slices.SortStableFunc(ids, func(a, b string) int {
		ra, _ := r.Index.Held(a)
		rb, _ := r.Index.Held(b)
		return rb.Date.Compare(ra.Date)
	})
	for _, id := range slices.Compact(ids) {
		if rel, ok := r.Index.Held(id); !ok || rel.Date.Compare(r.Today) > 0 {
			continue
		}
		ps, err := r.of(ctx, id)
		if err != nil {
			return false, err
		}
		for _, name := range g.names {
			for _, p := range ps {
				if it, ok := itemIn(p, name, r.longer[name]); ok {
					g.item = it
					return true, nil
				}
			}
		}
	}
	return false, nil
}

// itemIn finds a folded name in a passage, where it is no part of a longer one.
func itemIn(p index.Passage, name string, longer []string) (Item, bool) {
	text := p.Folded()
	at := 0
	for {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return Item{}, false
		}
		i += at
		at = i + len(name)
		if !listOf("goes-on").Begins(text[at:]) && !slices.ContainsFunc(longer, func(l string) bool { return strings.HasPrefix(text[i:], l) }) {
			from, to := zhtext.Fold(p.Text).Source(i, at)
			it := Item{Release: p.Release, Passage: p, Span: knowledge.Span{Start: from, End: to}}
			it.Name = it.Span.Of(p.Text)
			it.Sentence = SentenceAt(&p, it.Span)
			return it, true
		}
	}
}

// SentenceAt returns the sentence of a passage that has a span, the span itself if none
// has all of it.
func SentenceAt(p *index.Passage, at knowledge.Span) knowledge.Span {
	for _, s := range p.Sentences {
		if s.Contains(at) {
			return s
		}
	}
	return at
}

// count returns the newest figure for how many things of a kind there are, in front of
// the word for them: 8个总部项目. Of several sentences it prefers one that names some of
// them. It returns nil if the releases have none, or if the kind is all projects.
func (f Finder) count(ctx context.Context, req Request, groups []*group) (best *index.Row, err error) {
	if isProject(req.Of) || req.Phase != AnyPhase {
		return nil, nil
	}
	most := 0
	for _, word := range countedBy(req.Of) {
		rows, err := f.Index.Ledger(ctx, facts.Filter{Metric: word, Most: newest})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			p := &r.Passage
			if r.Figure.Kind != knowledge.Count || r.Figure.Binding.State != knowledge.Reached || p.Release.Date.Compare(f.Today) > 0 {
				continue
			}
			if !strings.HasPrefix(squeezed(p.Text[r.Figure.Span.End:min(len(p.Text), r.Figure.Span.End+behindCount)]), word) {
				continue
			}
			n := 1 // and one for each of the things
			sentence := squeezed(r.Sentence().Of(p.Text))
			for _, g := range groups {
				if strings.Contains(sentence, g.names[0]) {
					n++
				}
			}
			if n > most && (n > 1 || f.Index.District().Is(r.Figure.Binding.Subject)) {
				most, best = n, &r
			}
		}
	}
	return best, nil
}

// behindCount is how many bytes behind a figure the word for what it counts is within.
const behindCount = 60

// countedBy returns the words that releases count the things of a kind by.
func countedBy(kind string) []string {
	out := []string{kind}
	ends, _ := endsOf(kind)
	for _, e := range ends {
		if e != kind && (strings.Contains(e, kind) || strings.HasPrefix(kind, e)) {
			out = append(out, e)
		}
	}
	return out
}
