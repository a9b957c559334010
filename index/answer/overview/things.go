package overview

import (
	"cmp"
	"context"
	"errors"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
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
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(b.mentions, a.mentions) })
	if len(groups) > looked {
		groups, out.Partial = groups[:looked], true
	}
	if groups, err = f.verified(ctx, groups); err != nil {
		return nil, err
	}
	if out.Count, err = f.count(ctx, req, groups); err != nil {
		return nil, err
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		return cmp.Or(b.date.Compare(a.date), cmp.Compare(b.mentions, a.mentions), strings.Compare(a.names[0], b.names[0]))
	})
	out.Total = len(groups)
	if req.Kind == List && req.Phase == AnyPhase {
		for _, g := range groups {
			if len(out.Items) == MaxList {
				break
			}
			out.Items = append(out.Items, g.item)
		}
		return out.orNil(), nil
	}
	return f.table(ctx, groups, out)
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
		if of.Ends(t.Name) && !of.Has(t.Name) && !without.Ends(t.Name) && f.isName(t.Name, of.Ended(t.Name)) {
			found = append(found, t)
		}
	}
	if isProject(o.Of) {
		more, err := f.projects(ctx, o, found)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return f.merged(found), nil
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
		rows, err := f.Index.Ledger(ctx, facts.Filter{Metric: m.Name})
		if errors.Is(err, facts.ErrTooMany) {
			o.Partial, err = true, nil
		}
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			b := &r.Figure.Binding
			if b.Subject == "" || seen[b.Subject] || !isCertain(r) || cue.IsRegion(b.Subject) || f.Index.District().Is(b.Subject) || !measures(r, m) || !f.isName(b.Subject, listOf("project").Ended(b.Subject)) {
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

// isCertain reports whether a row's thing is beyond doubt, and its figure is none that
// was taken back.
func isCertain(r index.Row) bool {
	b := &r.Figure.Binding
	return b.Subject != "" && !b.Doubtful() && !b.Change && b.State != knowledge.Withdrawn && b.State != knowledge.Former
}

// The tags of the names of places and of institutions in the dictionary.
const (
	placeTag = "ns"
	knownTag = "nt"
)

// isName reports whether a text that ends with a word for a kind names one thing of it:
// it begins with no verb, it counts no things, and it is no kind itself.
func (f Finder) isName(name, end string) bool {
	front := strings.TrimSuffix(name, end)
	if utf8.RuneCountInString(front) < 2 && end != "" {
		return false
	}
	words := f.Index.Lexicon().Cut(name)
	if len(words) == 0 || f.Index.District().Is(front) && names.ThingWords().List("vague").Has(end) {
		return false
	}
	first := name[words[0].Start:words[0].End]
	if d := f.Index.District(); words[0].Tag == placeTag && first == front && front != d.Short && front != strings.TrimSuffix(d.City, cue.Regions().Ended(d.City)) {
		return false // 北京大学: named by another place
	}
	if len(words) == 1 && words[0].Tag == knownTag {
		return false // the dictionary has it, so it is known in the whole country
	}
	if strings.HasPrefix(words[0].Tag, "v") || loadWords().List("leads").Begins(name) || names.HasThing("paper", first) || names.ThingWords().List("stop").Begins(name) || names.ThingWords().List("bound").Begins(name) || listOf("vague").Has(front) || listOf("vague").Ends(front) && end != "" && utf8.RuneCountInString(listOf("vague").Ended(front)) > 1 || listOf("inside").In(name) {
		return false
	}
	for _, v := range names.ThingWords().List("toward").Words { // 项目西起某某高速
		if strings.Contains(name, v) {
			return false
		}
	}
	rs := []rune(name)
	for i := 1; i < len(rs); i++ {
		if isNumeral(rs[i-1]) && listOf("counted").Has(string(rs[i])) && (i < 2 || rs[i-2] != []rune(listOf("ordinal").Words[0])[0]) {
			return false
		}
	}
	return true
}

func isNumeral(r rune) bool {
	return '0' <= r && r <= '9' || strings.ContainsRune(names.Numerals, r) || listOf("numeral").Has(string(r))
}

// merged puts the names of one thing together. A short name that several things may
// have means none of them.
func (f Finder) merged(found []thing.Thing) (out []*group) {
	slices.SortFunc(found, func(a, b thing.Thing) int {
		return cmp.Or(cmp.Compare(utf8.RuneCountInString(b.Name), utf8.RuneCountInString(a.Name)), strings.Compare(a.Name, b.Name))
	})
	for _, t := range found {
		var same []*group
		for _, g := range out {
			if slices.ContainsFunc(g.names, func(n string) bool { return n == t.Full || ledger.SameThing(n, t.Name) || isJoined(n, t.Name) }) {
				same = append(same, g)
			}
		}
		switch len(same) {
		case 0:
			out = append(out, &group{names: []string{t.Name}, mentions: mentions(t), most: mentions(t), in: t.In})
		case 1:
			same[0].add(t)
		}
	}
	for _, g := range out {
		for _, id := range g.in {
			if r, ok := f.Index.Held(id); ok && r.Date.Compare(g.date) > 0 {
				g.date = r.Date
			}
		}
	}
	return out
}

// isJoined reports whether a longer name adds nothing to a shorter one.
func isJoined(longer, name string) bool {
	behind, ok := strings.CutPrefix(longer, name)
	return ok && listOf("joined").Has(behind)
}

func mentions(t thing.Thing) int { return t.Figures + t.Releases }

// add adds a further name of the thing.
func (g *group) add(t thing.Thing) {
	g.names = append(g.names, t.Name)
	g.mentions += mentions(t)
	g.in = append(slices.Clip(g.in), t.In...)
	if n := mentions(t); n > g.most {
		g.most = n
		last := len(g.names) - 1
		g.names[0], g.names[last] = g.names[last], g.names[0]
	}
}

// is reports whether a figure is one of the thing.
func (g *group) is(b *knowledge.Binding) bool {
	for _, n := range g.names {
		if same, decided := b.Thing.Is(n); decided {
			return same
		}
	}
	return slices.ContainsFunc(g.names, func(n string) bool { return n == b.Subject || ledger.SameThing(n, b.Subject) })
}

// reader reads passages of releases for one overview, each release once.
type reader struct {
	Finder
	releases map[string][]index.Passage
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

// verified returns the things that a passage names, with the newest one that does.
func (f Finder) verified(ctx context.Context, groups []*group) ([]*group, error) {
	r := &reader{f, map[string][]index.Passage{}}
	var out []*group
	for _, g := range groups {
		ok, err := r.evidence(ctx, g)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, g)
		}
	}
	return out, nil
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
	var longer []string // names of other things that begin as this one's
	for t := range r.Index.Things().All() {
		for _, n := range g.names {
			if behind, ok := strings.CutPrefix(t.Name, n); ok && behind != "" && !listOf("row").Begins(behind) && !ledger.SameThing(t.Name, n) {
				longer = append(longer, t.Name)
			}
		}
	}
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
				if it, ok := itemIn(p, name, longer); ok {
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

// row is a thing with its figures and the day by which it is ordered.
type row struct {
	g     *group
	cells []Cell
	date  knowledge.Date
}

// filled returns 1 if a row has a figure, else 0.
func (r row) filled() int {
	if slices.ContainsFunc(r.cells, func(c Cell) bool { return len(c) > 0 }) {
		return 1
	}
	return 0
}

// table fills in the figures of things.
func (f Finder) table(ctx context.Context, groups []*group, o *Overview) (*Overview, error) {
	var rows []row
	filled := false
	for _, g := range groups {
		cells, event, ok, err := f.cells(ctx, g, o.Request)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		r := row{g, cells, g.date}
		filled = filled || r.filled() > 0
		if o.Phase != AnyPhase {
			r.date = event
		}
		rows = append(rows, r)
	}
	if !filled {
		return nil, nil // a table without a figure says less than the passages
	}
	if o.Phase != AnyPhase && !o.From.IsZero() {
		during := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !o.during(r.date) })
		if o.Earlier = len(during) == 0; !o.Earlier {
			rows = during
		}
	}
	first := 0
	if o.Phase != AnyPhase && len(o.Metrics) > 0 {
		first = 1 // sorted by what is asked, not by the day
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		if o.Sorted {
			return cmp.Or(bySize(a.cells[first], b.cells[first], o.Least), b.date.Compare(a.date))
		}
		return cmp.Or(cmp.Compare(b.filled(), a.filled()), b.date.Compare(a.date), cmp.Compare(b.g.mentions, a.g.mentions))
	})
	o.Total = len(rows)
	for _, r := range rows {
		if len(o.Items) == MaxTable {
			break
		}
		it := r.g.item
		it.Cells = r.cells
		o.Items = append(o.Items, it)
	}
	return o.orNil(), nil
}

// cells returns the figures of a thing that a request asks for: in front of them, if it
// asks for a phase, the day when the thing came to it. ok is false if it has not.
func (f Finder) cells(ctx context.Context, g *group, req Request) (cells []Cell, event knowledge.Date, ok bool, err error) {
	rows, err := f.Index.Newest(ctx, g.names[0], read)
	if err != nil {
		return nil, event, false, err
	}
	rows = slices.DeleteFunc(rows, func(r index.Row) bool {
		return !g.is(&r.Figure.Binding) || !isCertain(r) || r.Passage.Release.Date.Compare(f.Today) > 0
	})
	if req.Phase != AnyPhase {
		var when Cell
		if event, when = f.phase(rows, req.Phase); when == nil {
			return nil, event, false, nil
		}
		cells = append(cells, when)
	}
	for _, m := range req.Metrics {
		cells = append(cells, cellOf(rows, m))
	}
	return cells, event, true, nil
}

// phase returns the day when a thing came to a phase, with its row; nil if its figures
// do not say that it did.
func (f Finder) phase(rows []index.Row, phase Phase) (knowledge.Date, Cell) {
	begun, when := f.reached(rows, "begin-metric")
	done, end := f.reached(rows, "done-metric")
	switch {
	case phase == Done:
		return done, end
	case phase == Underway && (end != nil || f.Today.Days()-begun.Days() > longestWork || slices.ContainsFunc(rows, isReportedDone)):
		return done, nil
	}
	return begun, when
}

// longestWork is how many days after the beginning a thing is no longer taken to be under
// way, if the releases say nothing more of it: four years, which the largest works take.
const longestWork = 4 * 365

// isReportedDone reports whether the title of a row's release says that its thing is
// done: 某某大桥通车.
func isReportedDone(r index.Row) bool {
	title := squeezed(r.Passage.Release.Title)
	i := strings.Index(title, r.Figure.Binding.Subject)
	return i >= 0 && listOf("done-metric").Begins(title[i+len(r.Figure.Binding.Subject):])
}

// reached returns the newest day that is over of the figures for when something
// happened, with its row.
func (f Finder) reached(rows []index.Row, class string) (day knowledge.Date, when Cell) {
	for _, r := range rows {
		b := &r.Figure.Binding
		d, ok := ledger.EndOf(r.Figure.Time)
		if b.Scope != "" || figures.ClassOf(r.Figure) != concept.Date || !ok || b.State == knowledge.Planned || b.State == knowledge.Target || d.Compare(f.Today) > 0 || !r.Passage.Release.Date.IsZero() && d.Days() > endOf(r.Passage.Release.Date).Days() {
			continue // it is to come
		}
		if listOf(class).In(b.Metric) && d.Compare(day) > 0 {
			day, when = d, Cell{r}
		}
	}
	return day, when
}

// endOf returns the last day that a date may be.
func endOf(d knowledge.Date) knowledge.Date {
	if end, ok := ledger.EndOf(d.String()); ok {
		return end
	}
	return d
}

// cellOf returns the present figure of what is measured, and those that contradict it.
func cellOf(rows []index.Row, m *concept.Concept) Cell {
	if c := presentOf(rows, func(r index.Row) bool { return measures(r, m) }); c != nil {
		return c
	}
	also := loadWords().also[m.Name]
	return presentOf(rows, func(r index.Row) bool {
		return slices.ContainsFunc(also, func(n string) bool { o := concept.Default().Named(n); return o != nil && measures(r, o) })
	})
}

// presentOf returns the newest figure of those that are wanted, a reached one before
// what is only planned, and those that contradict it.
func presentOf(rows []index.Row, wanted func(index.Row) bool) Cell {
	var best *facts.Entry
	for _, e := range ledger.Entries(slices.DeleteFunc(slices.Clone(rows), func(r index.Row) bool { return !wanted(r) })) {
		if best == nil || isWhole(e) && !isWhole(*best) || isWhole(e) == isWhole(*best) && ledger.Newer(e.Rows[0].Ledger(), best.Rows[0].Ledger()) < 0 {
			best = &e
		}
	}
	if best == nil {
		return nil
	}
	return Present(*best)
}

// IsKnown reports whether what a figure measures is a metric of the lexicon.
func IsKnown(r index.Row) bool {
	b := &r.Figure.Binding
	if listOf("leads").Begins(b.Metric) {
		return false
	}
	for _, m := range concept.Default().Find(b.Metric) {
		if m.Metric != nil && m.End == len(b.Metric) && measures(r, m.Metric) {
			return true
		}
		for _, c := range m.Concepts {
			if c.Kind == concept.Event && m.End == len(b.Metric) && figures.ClassOf(r.Figure) == concept.Date {
				return true
			}
		}
	}
	return false
}

// isWhole reports whether the figures of an entry are of the whole thing.
func isWhole(e facts.Entry) bool { return e.Scope == "" }

// Present returns the present figure of an entry with those that contradict it, each
// value once.
func Present(e facts.Entry) Cell {
	c := Cell{e.Rows[0]}
	for i := 1; i < len(e.Rows); i++ {
		if e.Standing(i) == ledger.Conflicting && !slices.ContainsFunc(c, func(r index.Row) bool { return ledger.SameValue(r.Figure, e.Rows[i].Figure) }) {
			c = append(c, e.Rows[i])
		}
	}
	return c
}

// maxScope is how many characters the name of a part has that a figure is still of the
// thing: 一期, 地上. A longer one is that of a group of other things.
const maxScope = 2

// measures reports whether a figure measures m of its thing as a whole.
func measures(r index.Row, m *concept.Concept) bool {
	b := &r.Figure.Binding
	if !m.HasClass(figures.ClassOf(r.Figure)) || r.Figure.Per != "" || b.Change || utf8.RuneCountInString(b.Scope) > maxScope {
		return false
	}
	if slices.Contains(concept.Default().Said(b.Metric), m) {
		return true
	}
	found := concept.Default().Find(b.Metric)
	return len(found) > 0 && found[len(found)-1].End == len(b.Metric) && slices.Contains(found[len(found)-1].Concepts, m)
}

// bySize orders cells by the size of their first figure, the largest first, for least
// the smallest; what has no size comes last.
func bySize(a, b Cell, least bool) int {
	x, y := sizeOf(a), sizeOf(b)
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	case least:
		return x.Cmp(y)
	}
	return y.Cmp(x)
}

// sizeOf returns the size of a cell in the base unit of its dimension, of a day the
// number of days.
func sizeOf(c Cell) *big.Rat {
	if len(c) == 0 {
		return nil
	}
	if d, ok := ledger.EndOf(c[0].Figure.Time); ok {
		return big.NewRat(int64(d.Days()), 1)
	}
	return figures.Size(c[0].Figure)
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
		rows, err := f.Index.Ledger(ctx, facts.Filter{Metric: word})
		if err != nil && !errors.Is(err, facts.ErrTooMany) {
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
