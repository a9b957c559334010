package index

import (
	"path"
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/errata"
	"beilun/knowledge/ledger"
)

// What people have put right is obeyed when passages are read and not when they
// are written: it holds at once, for all releases, and when the line goes the index
// is as it was. A ruling is never news.

// rulings are the lines of a list of corrections as they are for the releases of a
// generation. They do not change once made; nil rules nothing.
type rulings struct {
	list      *errata.List
	retracted map[string]errata.Line // by release ID: those of exactly the same text among them
	twins     map[string]string      // release ID of such a one → the release that the line names
	phrases   map[string][]ruledOut  // by release ID
	problems  []errata.Problem       // of lines that name no release, or several
	passages  int                    // of retracted releases

	byCore map[string]*knowledge.Thing // things of the list by the core of a name; nil where several have it
}

// newRulings works out what list means for the releases of a catalog.
func newRulings(list *errata.List, c *catalog) *rulings {
	if list == nil {
		return nil
	}
	r := &rulings{list: list, retracted: map[string]errata.Line{}, twins: map[string]string{}, phrases: map[string][]ruledOut{}, problems: list.Problems, byCore: map[string]*knowledge.Thing{}}
	r.addCores()
	var named *releaseNames
	for _, l := range list.Lines {
		if l.Release == "" {
			continue
		}
		if named == nil {
			named = c.named()
		}
		id, err := named.find(l.Release)
		if err != nil {
			r.problems = append(r.problems[:len(r.problems):len(r.problems)], errata.Problem{Sheet: l.Sheet, Number: l.Number, Text: l.Text, Err: err})
			continue
		}
		if l.Kind == errata.Retracted {
			r.retracted[id] = l
		} else {
			r.phrases[id] = append(r.phrases[id], ruledOut{l, squeezedOf(l.Phrase).text})
		}
	}
	r.retractTwins(c)
	return r
}

// addCores finds the things that the list speaks of by the cores of their names.
func (r *rulings) addCores() {
	for _, l := range r.list.Lines {
		for _, n := range l.Names {
			core, t := ledger.CoreOf(n), r.list.Thing(n)
			if u, known := r.byCore[core]; known && u != t {
				t = nil
			}
			r.byCore[core] = t
		}
	}
}

// thing returns what people say of the thing with a name, as written or as the
// ledger has it; nil: nothing.
func (r *rulings) thing(name string) *knowledge.Thing {
	if t := r.list.Thing(name); t != nil || len(r.byCore) == 0 || name == "" {
		return t
	}
	return r.byCore[ledger.CoreOf(name)]
}

// retractTwins retracts what is the same text, as a web page and its PDF are, with
// a release. One that was printed with changes may be what puts it right.
func (r *rulings) retractTwins(c *catalog) {
	if len(r.retracted) == 0 {
		return
	}
	byText := map[uint32]string{}
	for id := range r.retracted {
		if l := c.Releases[id].Likeness; l.Size > 0 {
			byText[l.Whole] = id
		}
	}
	for id, rec := range c.Releases {
		of, same := byText[rec.Likeness.Whole]
		if _, done := r.retracted[id]; same && !done && rec.Likeness.Size > 0 {
			r.retracted[id], r.twins[id] = r.retracted[of], of
		}
	}
	for id := range r.retracted {
		r.passages += c.Releases[id].Passages
	}
}

// releaseNames finds releases by what people call them.
type releaseNames struct {
	c       *catalog
	byFile  map[string][]string // folded name without its folder → IDs
	byTitle map[string][]string // folded title without white space → IDs
}

func (c *catalog) named() *releaseNames {
	n := &releaseNames{c, map[string][]string{}, map[string][]string{}}
	for id, r := range c.Releases {
		file, title := zhtext.FoldString(path.Base(id)), words.Squeeze(r.Release.Title)
		n.byFile[file] = append(n.byFile[file], id)
		if title != "" {
			n.byTitle[title] = append(n.byTitle[title], id)
		}
	}
	return n
}

func (n *releaseNames) find(name string) (string, error) {
	if _, ok := n.c.Releases[name]; ok {
		return name, nil
	}
	ids := n.byFile[zhtext.FoldString(name)]
	if len(ids) == 0 {
		ids = n.byTitle[words.Squeeze(strings.Trim(name, "《》"))]
	}
	switch len(ids) {
	case 0:
		return "", errata.ErrUnknown
	case 1:
		return ids[0], nil
	}
	return "", errata.ErrSeveral
}

// visible returns the releases that are not retracted.
func (r *rulings) visible(releases map[string]record) map[string]record {
	if r == nil || len(r.retracted) == 0 {
		return releases
	}
	out := make(map[string]record, len(releases))
	for id, rec := range releases {
		if _, ok := r.retracted[id]; !ok {
			out[id] = rec
		}
	}
	return out
}

func (r *rulings) isRetracted(release string) bool {
	if r == nil || len(r.retracted) == 0 {
		return false
	}
	_, ok := r.retracted[release]
	return ok
}

// left returns how many of the passages best for a question may be retracted, at
// most limit.
func (r *rulings) left(limit int) int {
	if r == nil {
		return 0
	}
	return min(limit, r.passages)
}

// apply makes figures of a release, which stand in text, what people say they are.
// It changes figures, which are nobody else's.
func (r *rulings) apply(release, text string, figures []knowledge.Figure) []knowledge.Figure {
	if r == nil || len(figures) == 0 {
		return figures
	}
	if phrases := r.phrases[release]; len(phrases) > 0 {
		t := squeezedOf(text)
		figures = slices.DeleteFunc(figures, func(f knowledge.Figure) bool { return t.ruleOut(phrases, f) != nil })
	}
	for i := range figures {
		b := &figures[i].Binding
		b.Thing = r.thing(b.Subject)
	}
	return figures
}

// applyTo is apply for the rows of a release that has not been written yet.
func (r *rulings) applyTo(release string, rows []passage.Row) []passage.Row {
	if r == nil {
		return rows
	}
	if r.isRetracted(release) {
		return nil
	}
	if phrases := r.phrases[release]; len(phrases) > 0 {
		rows = slices.DeleteFunc(rows, func(o passage.Row) bool { return squeezedOf(o.Passage.Text).ruleOut(phrases, *o.Figure) != nil })
	}
	for _, o := range rows {
		b := &o.Figure.Binding
		b.Thing = r.thing(b.Subject)
	}
	return rows
}

// obey lets the rulings hold. The caller holds the lock under which g is read.
func (g *generation) obey(r *rulings) {
	g.rulings = r
	g.reprints.follow(g.rulings.visible(g.catalog.Releases))
	g.cache.clear()
}

// leavesOut reports whether a passage does not answer: the release that is cited for
// its own has it, or its own is retracted.
func (g *generation) leavesOut(id string) bool {
	return g.reprints.isCopy(id) || g.rulings.isRetracted(passage.ReleaseOf(id))
}

// names returns the names in the ledger that can be of the thing called name, as
// ledgers.namesOf does, with those that people give it and without those of things
// that they tell it apart from.
func (r *rulings) names(ls ledgers, name string) (map[string]bool, bool, error) {
	out, one, err := ls.namesOf(name)
	if err != nil || r == nil {
		return out, one, err
	}
	asked := r.thing(name)
	for _, n := range sortedKeys(out) {
		t := r.byCore[n]
		if n == ledger.CoreOf(name) {
			t = asked
		}
		if t == nil || len(t.Names) < 2 {
			continue
		}
		one = true
		for _, other := range t.Names {
			more, _, err := ls.namesOf(other)
			if err != nil {
				return nil, false, err
			}
			for n := range more {
				out[n] = true
			}
		}
	}
	for n := range out {
		if asked != nil && n != ledger.CoreOf(name) && slices.Contains(asked.Not, r.byCore[n]) {
			delete(out, n)
		}
	}
	return out, one, nil
}
