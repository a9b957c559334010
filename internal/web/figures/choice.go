package figures

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/internal/web/ledger"
)

// The parameters of an address.
const (
	textParam   = "q"
	ofParam     = "of"
	metricParam = "metric"
	scopeParam  = "scope"
	kindParam   = "kind"
	byParam     = "by"
	pageParam   = "page"
)

// Limits of an address.
const (
	maxName   = 200 // bytes of a name
	maxChosen = 20  // things that are compared
	maxPage   = 100_000
)

// sort is what an address chooses.
type sort int

const (
	none   sort = iota // something that there is not
	all                // all figures
	search             // what a text finds
	thing              // the figures of a thing
	metric             // one metric of several things
	entry              // one metric of one thing
)

// choice is what an address chooses.
type choice struct {
	sort    sort
	text    string // that is searched for
	found   []ledger.Found
	name    string          // of the thing or the metric
	of      []string        // the things that are compared; nil: all
	entries []*ledger.Entry // what is chosen; of an entry, itself; of a metric, by size
	by      string          // of lists of all
	page    int             // from 1
	moved   string          // the address of what a search means
}

// choose reads an address.
func choose(s *ledger.Snapshot, v url.Values) choice {
	c := choice{text: clean(v.Get(textParam)), by: v.Get(byParam), page: 1}
	if n, err := strconv.Atoi(v.Get(pageParam)); err == nil && n > 1 {
		c.page = min(n, maxPage)
	}
	var of []string
	for _, name := range v[ofParam] {
		if name = clean(name); len(of) < maxChosen && !slices.Contains(of, name) {
			of = append(of, name)
		}
	}
	what := clean(v.Get(metricParam))
	switch {
	case len(of) == 0 && what == "" && c.text == "":
		c.sort, c.entries = all, s.Entries
	case len(of) == 0 && what == "":
		c.search(s)
	case what == "":
		c.ofThing(s, of[0])
	case len(of) == 1:
		at := ledger.Address{Thing: of[0], Metric: what, Scope: clean(v.Get(scopeParam)), Kind: clean(v.Get(kindParam))}
		c.ofEntry(s, at)
	default:
		c.ofMetric(s, what, of)
	}
	return c
}

// clean returns a text of an address without what no name has.
func clean(text string) string {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if len(text) > maxName {
		text = text[:maxName]
		for !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
	}
	return text
}

func (c *choice) search(s *ledger.Snapshot) {
	c.sort, c.found = search, s.Search(c.text)
	for _, f := range c.found {
		c.entries = append(c.entries, entriesOf(s, f)...)
	}
	name := strings.Join(strings.Fields(c.text), "")
	for _, f := range c.found {
		if f.Thing+f.Metric == name || len(c.found) == 1 {
			c.moved = addressOf(f)
			return
		}
	}
}

// addressOf returns the address of what a search found.
func addressOf(f ledger.Found) string {
	v := url.Values{}
	if f.Thing != "" {
		v.Set(ofParam, f.Thing)
	}
	if f.Metric != "" {
		v.Set(metricParam, f.Metric)
	}
	return Path + "?" + v.Encode()
}

// entriesOf returns the entries of what a search found.
func entriesOf(s *ledger.Snapshot, f ledger.Found) []*ledger.Entry {
	name, of := f.Thing, s.Thing
	if name == "" {
		name, of = f.Metric, s.Metric
	}
	g := of(name)
	if g == nil {
		return nil
	}
	if f.Thing == "" || f.Metric == "" {
		return g.Entries
	}
	return slices.DeleteFunc(slices.Clone(g.Entries), func(e *ledger.Entry) bool { return e.Metric() != f.Metric })
}

func (c *choice) ofThing(s *ledger.Snapshot, name string) {
	if g := s.Thing(name); g != nil {
		c.sort, c.name, c.entries = thing, g.Name, g.Entries
	} else if len(s.Search(name)) > 0 {
		c.moved = Path + "?" + url.Values{textParam: {name}}.Encode()
	}
}

func (c *choice) ofMetric(s *ledger.Snapshot, name string, of []string) {
	g := s.Metric(name)
	if g == nil {
		if len(of) == 0 && len(s.Search(name)) > 0 {
			c.moved = Path + "?" + url.Values{textParam: {name}}.Encode()
		}
		return
	}
	c.sort, c.name, c.entries = metric, g.Name, g.BySize()
	if len(of) == 0 {
		return
	}
	for i, name := range of {
		if t := s.Thing(name); t != nil {
			of[i] = t.Name
		}
	}
	c.of = of
	c.entries = ledger.BySize(slices.DeleteFunc(slices.Clone(g.Entries), func(e *ledger.Entry) bool { return !slices.Contains(of, e.Thing()) }))
	if len(c.entries) == 0 {
		c.sort = none
	}
}

func (c *choice) ofEntry(s *ledger.Snapshot, at ledger.Address) {
	e := s.Entry(at)
	if e == nil && at.Scope == "" { // of a part, where the whole has none
		if g := s.Thing(at.Thing); g != nil {
			for _, o := range g.Entries {
				if o.Metric() == at.Metric {
					e = o
					break
				}
			}
		}
	}
	if e != nil {
		c.sort, c.name, c.entries = entry, e.Metric(), []*ledger.Entry{e}
		return
	}
	c.ofThing(s, at.Thing)
}
