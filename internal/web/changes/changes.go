// Package changes has the page of what the releases of some days changed, and the feeds of
// it in Atom and RSS (feed.go): new, changed, conflicting and corrected figures, by release.
//
// # Decisions
//
// 2026-11-30: an entry of a feed is a release with what it changed, and not each figure,
// because a release of a statistical office changes dozens at once; its ID is made of the
// digest of its file, so that it is shown once, under any name and at any address, and
// again if it was changed.
//
// 2026-11-30: the figures are those of the snapshot that the pages of figures have, because
// to read them takes seconds; so what those pages leave out, a measure of one character, is
// no change here either.
package changes

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/changes"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/internal/wordlist"
	"beilun/knowledge"
)

//go:embed words templates
var files embed.FS

// Words are the sentences of these pages.
type Words struct {
	Title, Intro, Span           string // Span: the first and the last day
	Since, Show, Feed, FeedRSS   string
	None, NoneAtAll, Left, NoDay string
	Kinds                        map[changes.Kind]string
	Counts                       map[changes.Kind]string // formats
	Before, Other                string                  // what was said before, what another release says
	Joint                        string                  // between counts
	Untitled                     string
	FeedTitle, FeedAbout         string
	Entry                        string // format of the title of an entry
	More                         string // format
}

var words = wordlist.Sentences[Words]("web/changes", files)

// Limits of the page and of the feeds.
const (
	days       = 30 // before the newest release, without another choice
	maxChanges = 300
	maxOf      = 100 // of a release
	maxDay     = 40  // bytes of a day
	maxEntries = 50  // of a feed
	maxOfFeed  = 40  // changes of an entry
)

// Routes adds the pages to mux. l has the figures of site's index.
func Routes(mux *http.ServeMux, site *page.Site, l *ledger.Ledger) {
	p := &pages{site: site, ledger: l}
	mux.HandleFunc("GET /changes", p.list)
	mux.HandleFunc("GET /changes.atom", p.feed(atom))
	mux.HandleFunc("GET /changes.rss", p.feed(rss))
}

// pages are the pages of a site. It is safe for concurrent use.
type pages struct {
	site   *page.Site
	ledger *ledger.Ledger
}

var listPage = page.Parse(files, nil, "templates/changes.html")

// view is what the page is made of.
type view struct {
	*Words
	Since  string
	Text   string // of the days
	Counts []string
	Groups []group
	Left   string
	BadDay bool
	IsBare bool   // there are no releases with a date
	Lang   string // of the addresses of the feeds: ?lang=en or nothing
}

// group is a release with what it changed.
type group struct {
	Title, Link, Source, Date string
	Changes                   []change
	More                      string // how many are left out; empty for none

	path    string // of the release
	day     knowledge.Date
	entries map[changes.Kind]int
}

// change is a figure that a release changed.
type change struct {
	Kind     changes.Kind
	KindText string
	Figure   page.Said
	Lead     string // the words before what was said before
	Before   *page.Said
	Repeats  bool // the sentence is that of the change before it
}

// list answers with the page.
func (p *pages) list(w http.ResponseWriter, r *http.Request) {
	words := words[page.IsEnglish(r)]
	since, bad := p.since(r)
	found, err := p.found(r.Context(), since)
	if err != nil {
		p.site.Fail(w, r, err)
		return
	}
	newest := newestDay(p.site.Index)
	v := &view{Words: words, Since: daysBefore(since, 0).String(), BadDay: bad, IsBare: newest.IsZero(), Groups: p.groups(found, page.IsEnglish(r))}
	if !v.IsBare {
		v.Text = fmt.Sprintf(words.Span, since, later(since, newest))
	}
	for _, k := range changes.Kinds {
		if n := found.Counts.Of(k); n > 0 {
			v.Counts = append(v.Counts, fmt.Sprintf(words.Counts[k], n))
		}
	}
	if found.Left > 0 {
		v.Left = fmt.Sprintf(words.Left, found.Left)
	}
	if lang := r.URL.Query().Get("lang"); lang == "en" || lang == "zh" {
		v.Lang = "?lang=" + lang
	}
	p.site.Render(w, r, http.StatusOK, listPage, v)
}

func later(a, b knowledge.Date) knowledge.Date {
	if a.Compare(b) > 0 {
		return a
	}
	return b
}

// since returns the day from which on changes are asked for, and whether it cannot be read.
func (p *pages) since(r *http.Request) (day knowledge.Date, bad bool) {
	given := strings.TrimSpace(r.URL.Query().Get("since"))
	if given != "" && len(given) <= maxDay {
		if d, err := knowledge.ParseDate(given); err == nil && !d.IsZero() {
			return d, false
		}
	}
	return daysBefore(newestDay(p.site.Index), days), given != ""
}

// newestDay returns the date of the newest release, zero if none has one.
func newestDay(x *index.Index) knowledge.Date {
	if all := x.Releases(); len(all) > 0 {
		return all[0].Date
	}
	return knowledge.Date{}
}

// daysBefore returns the day that is n days before d; an unknown day or month of d is
// counted as the first. It is zero for the zero day.
func daysBefore(d knowledge.Date, n int) knowledge.Date {
	if d.IsZero() {
		return d
	}
	y, m, day := time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day)-n, 12, 0, 0, 0, time.UTC).Date()
	return knowledge.Date{Year: y, Month: int(m), Day: day}
}

// found returns what the releases since a day changed.
func (p *pages) found(ctx context.Context, since knowledge.Date) (*changes.Found, error) {
	s, err := p.ledger.Now(ctx)
	var all *ledger.Changes
	if err == nil {
		all, err = s.Changes(ctx, since)
	}
	if err != nil {
		return nil, fmt.Errorf("find what changed since %s: %w", since, err)
	}
	some := all.From(since, maxChanges)
	return &changes.Found{Since: since, Changes: some.Some(0, some.Len()), Counts: some.Counts, Left: some.Left}, nil
}

// groups returns changes by release.
func (p *pages) groups(f *changes.Found, english bool) (out []group) {
	w := words[english]
	for _, c := range f.Changes {
		rel := c.Row.Passage.Release
		path := anchor.Of(p.site.Index, rel.ID)
		if n := len(out); n == 0 || out[n-1].path != path || path == "" {
			out = append(out, group{
				Title: cmp.Or(strings.TrimSpace(rel.Title), fmt.Sprintf(w.Untitled, rel.ID)), Link: path, Source: rel.Source, Date: rel.Date.String(),
				path: path, day: rel.Date, entries: map[changes.Kind]int{},
			})
		}
		g := &out[len(out)-1]
		g.entries[c.Kind]++
		if len(g.Changes) < maxOf {
			g.Changes = append(g.Changes, p.change(c, english))
		}
	}
	for i := range out {
		g := &out[i]
		slices.SortStableFunc(g.Changes, func(a, b change) int { return rank(a.Kind) - rank(b.Kind) })
		for j := len(g.Changes) - 1; j > 0; j-- {
			g.Changes[j].Repeats = g.Changes[j-1].Before == nil && g.Changes[j].Before == nil && g.Changes[j].Figure.Sentence == g.Changes[j-1].Figure.Sentence
		}
		total := 0
		for _, n := range g.entries {
			total += n
		}
		if total > len(g.Changes) {
			g.More = fmt.Sprintf(w.More, total-len(g.Changes))
		}
	}
	return out
}

func rank(k changes.Kind) int { return slices.Index(changes.Kinds[:], k) }

// change draws a change.
func (p *pages) change(c changes.Change, english bool) change {
	w := words[english]
	out := change{Kind: c.Kind, KindText: w.Kinds[c.Kind], Figure: page.SaidOf(p.site.Index, c.Row, english)}
	if c.Before != nil {
		before := page.SaidOf(p.site.Index, *c.Before, english)
		out.Before, out.Lead = &before, w.Before
		if c.Kind == changes.Conflicting {
			out.Lead = w.Other
		}
	}
	return out
}
