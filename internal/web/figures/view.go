package figures

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"

	"beilun/bot/message"
	"beilun/index/english"
	"beilun/internal/web/ledger"
	known "beilun/knowledge/ledger"
)

// start is the page of the search and the lists.
type start struct {
	*Words
	Text    string
	Line    string // what was found
	Metrics bool   // the list is that of metrics
	Groups  []link
	Turn    *pager
	Exports []link
}

func (d drawer) start(c choice) *start {
	out := &start{Words: d.Words, Text: c.text, Metrics: c.by == metricParam}
	if c.sort == search {
		out.Line = fmt.Sprintf(d.Found, c.text)
		if len(c.found) == 0 {
			out.Line = fmt.Sprintf(d.NothingFound, c.text)
			return out
		}
		for _, f := range c.found {
			out.Groups = append(out.Groups, link{d.foundText(f), d.inLanguage(addressOf(f)), fmt.Sprintf(d.Figures, f.Entries)})
		}
		out.Exports = d.exports(false)
		return out
	}
	groups, param := d.snapshot.Things, ofParam
	if out.Metrics {
		groups, param = d.snapshot.Metrics, metricParam
	}
	groups = bySize(groups)
	from, to, turn := d.pageOf(c, len(groups))
	out.Turn = turn
	for _, g := range groups[from:to] {
		address := d.inLanguage(Path + "?" + url.Values{param: {g.Name}}.Encode())
		out.Groups = append(out.Groups, link{g.Name, address, fmt.Sprintf(d.Figures, len(g.Entries))})
	}
	if out.Exports = d.exports(false); len(c.entries) == 0 {
		out.Exports = nil
	}
	return out
}

// bySize returns the groups, those with the most entries first.
func bySize(groups []*ledger.Group) []*ledger.Group {
	out := slices.Clone(groups)
	slices.SortStableFunc(out, func(a, b *ledger.Group) int { return cmp.Compare(len(b.Entries), len(a.Entries)) })
	return out
}

// foundText is the name of what a search found.
func (d drawer) foundText(f ledger.Found) string {
	if f.Thing != "" && f.Metric != "" {
		return f.Thing + " " + f.Metric
	}
	return f.Thing + f.Metric
}

// list is the page of a thing, or of a metric of several things.
type list struct {
	*Words
	Lang    string
	Heading string
	Line    string
	Metric  string // that things are compared by; "" for a thing
	Narrow  bool   // some things were chosen
	Whole   string // the address of all things
	Rows    []row
	Turn    *pager
	Chart   *drawing
	Exports []link
}

func (d drawer) list(c choice) *list {
	out := &list{Words: d.Words, Lang: d.lang(), Heading: d.named(c), Line: fmt.Sprintf(d.Figures, len(c.entries))}
	if c.sort == metric {
		out.Metric, out.Narrow = c.name, c.of != nil
		out.Whole = d.inLanguage(Path + "?" + url.Values{metricParam: {c.name}}.Encode())
	}
	from, to, turn := d.pageOf(c, len(c.entries))
	out.Turn = turn
	for _, e := range c.entries[from:to] {
		r := d.row(e.Present(), "")
		r.URL, r.Before = d.inLanguage(Address(e.Address())), d.before(e)
		if r.Name = d.metricOf(e); c.sort == metric {
			r.Name, r.Value = cmp.Or(e.Thing(), d.metricOf(e)), e.Thing()
			if e.Metric() != c.name || e.Scope() != "" || e.Present().Figure.Binding.Change {
				r.Name += " " + d.metricOf(e)
			}
		}
		out.Rows = append(out.Rows, r)
	}
	if c.sort == metric {
		out.Chart = d.drawn(d.comparison(c))
	}
	out.Exports = d.exports(out.Chart != nil)
	return out
}

// named is the name of what is chosen, a metric with its English name in an English page.
func (d drawer) named(c choice) string {
	if name := english.Name(c.name); d.english && c.sort == metric && name != "" {
		return fmt.Sprintf(message.WordsOf(true).Ask.Name, c.name, name)
	}
	return c.name
}

// one is the page of an entry.
type one struct {
	*Words
	Lang          string
	Thing, Metric string
	ThingAt       string
	MetricAt      string
	Present       row
	Rows          []row
	More          int
	Conflicts     []row
	Chart         *drawing
	Related       []link
	Noted         bool // some row has a status
	Uncertain     bool // some row is doubtful
	Exports       []link
}

func (d drawer) entry(c choice) *one {
	e := c.entries[0]
	out := &one{Words: d.Words, Lang: d.lang(), Thing: e.Thing(), Metric: d.metricOf(e), Present: d.row(e.Present(), "")}
	out.ThingAt = d.inLanguage(Path + "?" + url.Values{ofParam: {e.Thing()}}.Encode())
	if g := d.snapshot.Metric(e.Metric()); g != nil && len(g.Entries) > 1 {
		out.MetricAt = d.inLanguage(Path + "?" + url.Values{metricParam: {g.Name}}.Encode())
	}
	for i, r := range e.Newest(maxHistory) {
		shown := d.row(r, e.Standing(i))
		out.Rows = append(out.Rows, shown)
		out.Noted = out.Noted || shown.Status != ""
		if doubtful := r.Figure.Binding.Doubtful(); doubtful {
			out.Uncertain = true
		} else if e.Standing(i) == known.Conflicting && len(out.Conflicts) < maxBeside {
			out.Conflicts = append(out.Conflicts, shown)
		}
	}
	if out.Conflicts != nil {
		out.Conflicts = slices.Insert(out.Conflicts, 0, out.Rows[0])[:min(maxBeside, len(out.Conflicts)+1)]
	}
	out.More = e.Len() - len(out.Rows)
	for _, o := range d.snapshot.Alike(e) {
		if len(out.Related) == maxRelated {
			break
		}
		r := d.row(o.Present(), "")
		text := d.metricOf(o)
		for _, b := range r.Badges {
			text += message.WordsOf(d.english).Answer.OpenBracket + b.Text + message.WordsOf(d.english).Answer.EndBracket
		}
		out.Related = append(out.Related, link{text + message.WordsOf(d.english).Answer.Colon + r.Text, d.inLanguage(Address(o.Address())), r.Period})
	}
	out.Chart = d.drawn(d.history(e))
	out.Exports = d.exports(out.Chart != nil)
	return out
}
