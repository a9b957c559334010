package overview

import (
	"context"
	"slices"

	"beilun/index"
	"beilun/knowledge"
)

// Overview is what the releases have of what a Request asks for.
type Overview struct {
	Request
	Thing   string // of a Card and of News: the name by which the releases call what they are of; empty for the district, or for everything
	Items   []Item // the first of them
	Total   int    // how many there are; for Updated and Releases, of releases
	Partial bool   // not all that the releases may have was read
	Earlier bool   // there are none of the time that was asked for: Items are from before
	Count   *index.Row
}

// Item is a thing of a List or Table, a figure of a Card, or a release.
type Item struct {
	Name     string         // verbatim: of the thing, of what is measured, or the title
	Release  index.Release  // that says so
	Passage  index.Passage  // that has the name; zero for a release
	Sentence knowledge.Span // in Passage.Text
	Span     knowledge.Span // of Name in Passage.Text
	Cells    []Cell         // of a Table one for each of Metrics, of a Card the only one
}

// Has reports whether a figure is shown already, perhaps as one of another measure.
func (o *Overview) Has(r index.Row) bool {
	for _, it := range o.Items {
		for _, c := range it.Cells {
			if len(c) > 0 && c[0].Passage.ID == r.Passage.ID && (c[0].Figure.Span == r.Figure.Span || c[0].Figure.Text == r.Figure.Text && c[0].Sentence() == r.Sentence()) {
				return true
			}
		}
	}
	return false
}

// Add adds a figure to a Card.
func (o *Overview) Add(c Cell) {
	p := c[0].Passage
	o.Items = append(o.Items, Item{
		Name: c[0].Figure.Binding.Metric, Release: p.Release, Passage: p, Sentence: c[0].Sentence(), Span: c[0].Figure.Quote, Cells: []Cell{c},
	})
}

// Cell is a figure of a thing: the present one, and any that another release has for
// about the same day. It has no rows if the releases do not say.
type Cell []index.Row

// Limits of an overview: how many of a list, a table and of the news are shown; how
// many names are looked into, those that are mentioned most; how many figures of a thing
// are read, and how many of a metric, the newest; and among how many passages of a
// release the name of a thing is looked for.
const (
	MaxList   = 10
	MaxTable  = 15
	MaxNews   = 5
	MaxPapers = 20
	looked    = 60
	read      = 80
	newest    = 200
	within    = 80
)

// Finder takes overviews from an index. It is safe for concurrent use.
type Finder struct {
	Index *index.Index
	Today knowledge.Date // the day of asking
}

// Find returns what the releases have of what is asked for, except for a Card; nil if
// they have nothing of it. of is the name of what News are of, as the releases have it.
func (f Finder) Find(ctx context.Context, req Request, of string) (*Overview, error) {
	switch req.Kind {
	case News, Releases, Updated:
		return f.papers(req, of), nil
	case List, Table:
		return f.things(ctx, req)
	}
	return nil, nil
}

// papers returns releases.
func (f Finder) papers(req Request, of string) *Overview {
	all := slices.DeleteFunc(slices.Clone(f.Index.Releases()), func(r index.Release) bool { return r.Date.Compare(f.Today) > 0 })
	if len(all) == 0 {
		return nil
	}
	out := &Overview{Request: req, Thing: of, Total: len(all)}
	switch req.Kind {
	case Releases:
		out.add(all[:min(len(all), MaxPapers)])
	case Updated:
		out.add(all[:1])
	case News:
		all = f.news(all, of)
		if len(all) == 0 {
			return nil
		}
		of := slices.DeleteFunc(slices.Clone(all), func(r index.Release) bool { return !req.during(r.Date) })
		if out.Earlier = len(of) == 0; out.Earlier {
			of = all
		}
		out.Total = len(of)
		out.add(of[:min(len(of), MaxNews)])
	}
	return out
}

// add adds releases.
func (o *Overview) add(rs []index.Release) {
	for _, r := range rs {
		o.Items = append(o.Items, Item{Name: r.Title, Release: r})
	}
}

// during reports whether a day, or a month or year of which no more is known, may be of
// the time that is asked for.
func (r Request) during(d knowledge.Date) bool {
	first, last := d, d
	if d.Month == 0 {
		last.Month = 12
	}
	if d.Day == 0 && last.Month > 0 {
		last.Day = knowledge.DaysIn(last.Year, last.Month)
	}
	return (r.From.IsZero() || last.Compare(r.From) >= 0) && (r.To.IsZero() || first.Days() <= r.To.Days())
}

// news returns the dated ones of releases, those of one title once, that name a thing
// if of is not empty.
func (f Finder) news(all []index.Release, of string) (out []index.Release) {
	naming := f.naming(of)
	seen := map[string]bool{}
	for _, r := range all {
		if r.Date.IsZero() || r.Title != "" && seen[r.Title] || of != "" && !naming(r) {
			continue
		}
		seen[r.Title] = true
		out = append(out, r)
	}
	return out
}
