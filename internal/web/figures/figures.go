// Package figures is the pages of figures: a search, lists by thing and by metric, the
// history of one figure with its chart, comparisons, and all of it as files.
//
//	GET /figures                          the search, and lists: by=metric, page=2
//	GET /figures?q=TEXT                   what is found
//	GET /figures?of=THING                 the figures of a thing
//	GET /figures?metric=METRIC            one metric of all things; of several with of=A&of=B
//	GET /figures?of=THING&metric=METRIC   one figure with those before; scope= and kind= if
//	                                      there are several
//	GET /figures.csv .xlsx .json .svg .png   the same address as a file
//	GET /figures/suggest?q=TEXT           names for what is typed so far, as JSON
//
// # Decisions
//
// 2026-11-30: a file has the history of each figure where one thing is chosen, and the
// present figures where more are, as the page does; at most 20,000 rows.
//
// 2026-11-30: a figure whose thing is doubtful is marked where it is part of a history, and
// is neither listed nor drawn, as in Slack.
package figures

import (
	"embed"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/internal/wordlist"
)

// Words are the sentences of the pages.
type Words struct {
	Title, Intro, Label, Search, Lists    string
	ByThing, ByMetric                     string
	Found, NothingFound, Nothing          string // formats, but for Nothing
	Figures                               string // format: how many
	Thing, Metric, Figure, Period, Status string // heads
	Standing, Source, Before, Sentence    string
	Issued                                string // format: a day
	Choose, Compare, CompareText          string
	AllThings, CompareOthers              string
	History, Conflicts, ConflictsText     string
	Related, Export, Reader               string
	Doubtful, DoubtfulText, NoPicture     string
	Previous, Next, Page                  string // Page: format
	Standings                             map[string]string
	Typed                                 string   // for screen readers: format, how many names there are
	Columns                               []string // of a file
	Sheet, File, Yes                      string
	Busy                                  string // instead of a file
}

//go:embed words templates
var files embed.FS

var texts = wordlist.Sentences[Words]("web/figures", files)

var (
	startPage = page.Parse(files, nil, "templates/start.html", "templates/parts.html")
	listPage  = page.Parse(files, nil, "templates/list.html", "templates/parts.html")
	entryPage = page.Parse(files, nil, "templates/entry.html", "templates/parts.html")
)

// pages answers requests. It is safe for concurrent use.
type pages struct {
	site    *page.Site
	ledger  *ledger.Ledger
	busy    chan struct{} // holds a value for each file that is made
	waiting chan struct{} // and for each that waits
}

// Limits of files: Slack is answered meanwhile, and who waits has a connection of the site.
const (
	maxFiles   = 1 // that are made at once
	maxWaiting = 30
	patience   = 15 * time.Second
)

// Path is that of the pages.
const Path = "/figures"

// Routes adds the pages to mux.
func Routes(mux *http.ServeMux, site *page.Site, l *ledger.Ledger) {
	p := &pages{site: site, ledger: l, busy: make(chan struct{}, maxFiles), waiting: make(chan struct{}, maxWaiting)}
	mux.HandleFunc("GET "+Path, p.serve)
	mux.HandleFunc("GET "+Path+"/suggest", p.suggest)
	for _, f := range formats {
		mux.HandleFunc("GET "+Path+f.ending, func(w http.ResponseWriter, r *http.Request) { p.export(w, r, f) })
	}
}

// Address returns the address of an entry.
func Address(a ledger.Address) string {
	v := url.Values{ofParam: {a.Thing}, metricParam: {a.Metric}}
	for name, value := range map[string]string{scopeParam: a.Scope, kindParam: a.Kind} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return Path + "?" + v.Encode()
}

func (p *pages) serve(w http.ResponseWriter, r *http.Request) {
	english := page.IsEnglish(r)
	s, err := p.ledger.Now(r.Context())
	if err != nil {
		p.site.Fail(w, r, fmt.Errorf("show figures: %w", err))
		return
	}
	c := choose(s, r.URL.Query())
	d := drawer{Words: texts[english], english: english, site: p.site, snapshot: s, query: r.URL.Query()}
	switch {
	case c.moved != "":
		http.Redirect(w, r, d.inLanguage(c.moved), http.StatusSeeOther)
	case c.sort == none:
		p.site.Say(w, r, http.StatusNotFound, d.Title, d.Nothing)
	case c.sort == all || c.sort == search:
		p.site.Render(w, r, http.StatusOK, startPage, d.start(c))
	case c.sort == entry:
		p.site.Render(w, r, http.StatusOK, entryPage, d.entry(c))
	default:
		p.site.Render(w, r, http.StatusOK, listPage, d.list(c))
	}
}
