package catalog

import (
	"maps"
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
// are written: it is valid at once, for all releases, and when the line goes the index
// is as it was. A ruling is never news.

// Rulings are the lines of a list of corrections as they are for the releases of a
// generation. They do not change once made; nil rules nothing.
type Rulings struct {
	list      *errata.List
	retracted map[string]errata.Line // by release ID: those of exactly the same text among them
	twins     map[string]string      // release ID of such a one → the release that the line names
	phrases   map[string][]ruledOut  // by release ID
	problems  []errata.Problem       // of lines that name no release, or several
	versions  map[string]string      // release ID of an earlier version of a page → the present one
	passages  int                    // of retracted releases and earlier versions

	byCore map[string]*knowledge.Thing // things of the list by the core of a name; nil where several have it
}

// NewRulings works out what list means for the releases of a catalog.
func NewRulings(list *errata.List, c *Catalog) *Rulings {
	versions := c.earlierVersions()
	if list == nil && len(versions) == 0 {
		return nil
	}
	if list == nil {
		list = &errata.List{}
	}
	r := &Rulings{list: list, versions: versions, retracted: map[string]errata.Line{}, twins: map[string]string{}, phrases: map[string][]ruledOut{}, problems: list.Problems, byCore: map[string]*knowledge.Thing{}}
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
	for id := range r.retracted {
		r.passages += c.Releases[id].Passages
	}
	for id := range versions {
		rec := c.Releases[id]
		if _, done := r.retracted[id]; !done {
			r.passages += rec.Passages
		}
	}
	return r
}

// RulesAs reports whether r says the same of figures as others, which are of another catalog.
// Of two lists of corrections that is not looked for.
func (r *Rulings) RulesAs(others *Rulings) bool {
	if r == nil || others == nil {
		return r == others
	}
	return len(r.list.Lines)+len(others.list.Lines) == 0 && maps.Equal(r.versions, others.versions)
}

// addCores finds the things that the list speaks of by the cores of their names.
func (r *Rulings) addCores() {
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

// Thing returns what people say of the thing with a name, as written or as the
// ledger has it; nil: nothing.
func (r *Rulings) Thing(name string) *knowledge.Thing {
	if t := r.list.Thing(name); t != nil || len(r.byCore) == 0 || name == "" {
		return t
	}
	return r.byCore[ledger.CoreOf(name)]
}

// OfCore returns what people say of the thing with a core name; nil for nothing.
func (r *Rulings) OfCore(core string) *knowledge.Thing { return r.byCore[core] }

// retractTwins retracts what is the same text, as a web page and its PDF are, with
// a release. One that was printed with changes may be what puts it right.
func (r *Rulings) retractTwins(c *Catalog) {
	if len(r.retracted) == 0 {
		return
	}
	byText := map[uint32]string{}
	for id := range r.retracted {
		r := c.Releases[id]
		if l := r.Content().Likeness; l.Size > 0 {
			byText[l.Whole] = id
		}
	}
	for id, rec := range c.Releases {
		l := rec.Content().Likeness
		of, same := byText[l.Whole]
		if _, done := r.retracted[id]; same && !done && l.Size > 0 {
			r.retracted[id], r.twins[id] = r.retracted[of], of
		}
	}
}

// releaseNames finds releases by what people call them.
type releaseNames struct {
	c       *Catalog
	byFile  map[string][]string // folded name without its folder → IDs
	byTitle map[string][]string // folded title without white space → IDs
}

func (c *Catalog) named() *releaseNames {
	n := &releaseNames{c, map[string][]string{}, map[string][]string{}}
	for id, r := range c.Releases {
		if !r.Release.Until.IsZero() {
			continue // the line means the page as it is
		}
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

// Visible returns the releases that answer; see Hides.
func (r *Rulings) Visible(releases map[string]Record) map[string]Record {
	if r.HidesNone() {
		return releases
	}
	out := make(map[string]Record, len(releases))
	for id, rec := range releases {
		if !r.Hides(id) {
			out[id] = rec
		}
	}
	return out
}

// IsRetracted reports whether a release is retracted.
func (r *Rulings) IsRetracted(release string) bool {
	if r == nil || len(r.retracted) == 0 {
		return false
	}
	_, ok := r.retracted[release]
	return ok
}

// MaxHidden returns how many of the passages best for a question may be hidden, at most
// limit.
func (r *Rulings) MaxHidden(limit int) int {
	if r == nil {
		return 0
	}
	return min(limit, r.passages)
}

// Apply corrects figures of a release, which are in text, and returns those that are left.
// It changes figures, which must not be shared.
func (r *Rulings) Apply(release, text string, figures []knowledge.Figure) []knowledge.Figure {
	if r == nil || len(figures) == 0 {
		return figures
	}
	if phrases := r.phrases[r.present(release)]; len(phrases) > 0 {
		t := squeezedOf(text)
		figures = slices.DeleteFunc(figures, func(f knowledge.Figure) bool { return t.ruleOut(phrases, f) != nil })
	}
	for i := range figures {
		b := &figures[i].Binding
		b.Thing = r.Thing(b.Subject)
	}
	return figures
}

// ApplyTo is apply for the rows of a release that has not been written yet.
func (r *Rulings) ApplyTo(release string, rows []passage.Row) []passage.Row {
	if r == nil {
		return rows
	}
	if r.Hides(release) {
		return nil
	}
	if phrases := r.phrases[release]; len(phrases) > 0 {
		rows = slices.DeleteFunc(rows, func(o passage.Row) bool { return squeezedOf(o.Passage.Text).ruleOut(phrases, *o.Figure) != nil })
	}
	for _, o := range rows {
		b := &o.Figure.Binding
		b.Thing = r.Thing(b.Subject)
	}
	return rows
}
