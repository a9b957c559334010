// Package releases has the pages of the releases: the list of them (list.go), and each
// one's text as it was read, with its figures marked (reader.go).
//
// Addresses are those of package anchor and stay. What a figure measures is in the page
// beside it, and is shown when the figure is pointed at, has the focus or is the target of
// the address: no script takes part, and a screen reader reads it as the description of
// the figure. Figures whose quotations overlap share a mark (mark.go). A long release has
// several pages, which end before a heading where they can (outline.go).
//
// # Decisions
//
// 2026-11-30: the text is that of the index and not of the file, because only there are
// the figures under corrections and the names that people gave; instead of reading the
// file again, which may have been changed since.
package releases

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/facts"
	"beilun/internal/web/page"
	"beilun/internal/wordlist"
	"beilun/knowledge"
)

//go:embed words templates
var files embed.FS

// Words are the sentences of these pages.
type Words struct {
	Lang string // of what is not of a release

	Title, Intro, Total string // of the list
	Publisher, Year     string // its filters
	Thing, ThingHint    string
	Any, Show, Reset    string
	None, NoneAtAll     string
	TooMany             string // not all releases of a thing are known
	Untitled            string // of a release with no title; with its file
	NoDate, Ahead       string

	Newer, Older, PageOf, Pager string

	Back, Source, Date, Address, File string // of the reader
	Copies, Earlier, Present          string
	Superseded, Retracted             string
	Moved, Changed, Lost, Cut, Empty  string
	Sections, Legend                  string
	ParagraphLink, FigureLink         string
	Next, Previous                    string

	Of, Scope, Metric, Change, Period, Time, State, Value, Unbound, Doubtful string // of a figure
	Undated                                                                  string
	Range, AtLeast, AtMost, Per, Named                                       string // formats of values and names

	Missing, MissingText string
}

var words = wordlist.Sentences[Words]("web/releases", files)

// Routes adds the pages to mux.
func Routes(mux *http.ServeMux, site *page.Site) {
	p := &pages{site: site, book: anchor.NewBook(site.Index), reading: make(chan struct{}, 1)}
	mux.HandleFunc("GET "+anchor.List, p.list)
	mux.HandleFunc("GET "+anchor.List+"/{address}", p.read)
}

// pages are the pages of a site. It is safe for concurrent use.
type pages struct {
	site    *page.Site
	book    *anchor.Book
	reading chan struct{} // held while very much is read: one at a time

	mu   sync.Mutex
	kept *snapshot
}

// snapshot is what is made of all releases in one state of the index.
type snapshot struct {
	state      index.State
	all        []index.Release // that answer, newest first
	earlier    map[string][]index.Release
	publishers []choice
	years      []choice
	things     []string // those with most figures

	mu       sync.Mutex
	outlines map[string]*outline
	marks    int // in outlines
	of       map[string]*ofThing
}

// choice is a value of a filter, and how many releases have it.
type choice struct {
	Name  string
	Count int
}

// Limits of a snapshot.
const (
	maxThings     = 60 // that are proposed
	maxPublishers = 200
	maxAsked      = 64   // things whose releases are kept
	maxRows       = 3000 // of the newest figures of a thing
	maxTime       = 3 * time.Second
)

// snapshot returns that of the present state.
func (p *pages) snapshot() *snapshot {
	p.mu.Lock()
	defer p.mu.Unlock()
	state := index.StateOf(p.site.Index)
	if p.kept != nil && p.kept.state == state {
		return p.kept
	}
	s := &snapshot{state: state, earlier: map[string][]index.Release{}, outlines: map[string]*outline{}, of: map[string]*ofThing{}}
	publishers, years := map[string]int{}, map[string]int{}
	for _, r := range p.site.Index.Releases() {
		s.all = append(s.all, r)
		if r.Source != "" {
			publishers[r.Source]++
		}
		if y := yearOf(r); y != "" {
			years[y]++
		}
	}
	for r := range state.Releases() {
		if !r.Until.IsZero() && !state.IsRetracted(r.ID) {
			s.earlier[r.By] = append(s.earlier[r.By], r)
		}
	}
	for _, versions := range s.earlier {
		slices.SortFunc(versions, func(a, b index.Release) int {
			return cmp.Or(b.Until.Compare(a.Until), strings.Compare(a.ID, b.ID))
		})
	}
	s.publishers = choices(publishers, func(a, b choice) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name)) })
	s.publishers = s.publishers[:min(len(s.publishers), maxPublishers)]
	s.years = choices(years, func(a, b choice) int { return strings.Compare(b.Name, a.Name) })
	s.things = mostTold(p.site.Index)
	p.kept = s
	return s
}

func yearOf(r index.Release) string {
	if r.Date.IsZero() {
		return ""
	}
	return knowledge.Date{Year: r.Date.Year}.String()
}

func choices(counts map[string]int, order func(a, b choice) int) []choice {
	var out []choice
	for name, n := range counts {
		out = append(out, choice{name, n})
	}
	slices.SortFunc(out, order)
	return out
}

// mostTold returns the things of x with most figures.
func mostTold(x *index.Index) []string {
	var all []choice
	for t := range x.Things().All() {
		if t.Figures > 1 {
			all = append(all, choice{t.Name, t.Figures})
		}
	}
	slices.SortFunc(all, func(a, b choice) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name)) })
	var out []string
	for _, c := range all[:min(len(all), maxThings)] {
		out = append(out, c.Name)
	}
	return out
}

// ofThing is the releases with figures of a thing, and the newest that name it.
type ofThing struct {
	ids     map[string]bool
	partial bool // there may be more
}

// thing returns the releases with figures of a thing, and the newest that name it.
func (p *pages) thing(ctx context.Context, s *snapshot, name string) (*ofThing, error) {
	s.mu.Lock()
	known := s.of[name]
	s.mu.Unlock()
	if known != nil {
		return known, nil
	}
	select { // one at a time: a thing with very many figures takes long
	case p.reading <- struct{}{}:
		defer func() { <-p.reading }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	rows, err := p.site.Index.Ledger(limited, facts.Filter{Subject: name, Most: maxRows})
	tooMany := errors.Is(err, facts.ErrTooMany) || err != nil && ctx.Err() == nil && limited.Err() != nil
	if err != nil && !tooMany {
		return nil, err
	}
	of := &ofThing{map[string]bool{}, tooMany || len(rows) >= maxRows}
	for _, r := range rows {
		of.ids[r.Passage.Release.ID] = true
	}
	if t, ok := p.site.Index.Things().Named(name); ok {
		for _, id := range t.In {
			of.ids[id] = true
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.of) >= maxAsked {
		clear(s.of)
	}
	s.of[name] = of
	return of, nil
}
