// Package check is the page to check a draft: a text or a file is held against the
// releases, and each of its figures is shown in its sentence with what they say of it.
//
// Nothing of a draft is stored, logged or kept: it is read from the request into memory,
// in which it is for as long as the answer takes. So a page that was made of it has no
// address, and is not to be kept by a browser or a proxy.
//
// # Decisions
//
// 2026-11-30: the parts of a form are read as they come, and not with ParseMultipartForm,
// because that writes large files to a folder for temporary files.
//
// 2026-11-30: two drafts are checked at once, and one of a client, because each may take
// a processor for some seconds, beside questions; further ones wait for a moment and are
// then refused. Clients on this machine are not told apart: a proxy that is not named
// makes everybody one of them.
package check

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"beilun/index/answer/check"
	"beilun/index/library"
	"beilun/internal/web/page"
	"beilun/internal/wordlist"
	"beilun/knowledge/ledger"
	"beilun/knowledge/read/release"
)

//go:embed words templates
var files embed.FS

// Words are the sentences of the page.
type Words struct {
	Title, Intro, Kept                  string
	Text, TextHint, File, Formats, Send string
	Another                             string

	Result, OfFile                   string // Result: format, how many figures; OfFile: its name
	NoFigures, Left                  string // Left: format, how many
	Judgements                       map[check.Judgement]string
	Counts                           map[check.Judgement]string // formats
	Disputed, Outdated, NotRead      string                     // instead of a judgement's word
	Says, SaysToo, SaysNow, SaidOnce string                     // before what releases say
	Newest                           string
	More                             string // format

	Empty, Large, Malformed, Refused, Slow, Busy, BusyOwn string // Refused: format, the reason
}

var words = wordlist.Sentences[Words]("web/check", files)

// Bounds of a check.
const (
	maxBody  = release.MaxFile + 64<<10 // bytes: a file, the text beside it and what is around them
	maxName  = 200                      // bytes of the name of a file
	small    = 256 << 10                // bytes: what is sent of a text; anybody's is read at once
	arriving = 4                        // larger ones that are read at once, however slowly they come
	atOnce   = 2                        // drafts that are checked
	patience = 5 * time.Second          // for which a draft waits for others
	maxTime  = 30 * time.Second         // for a draft, from its first byte
	maxSaid  = 3                        // releases for a figure
)

// Routes adds the page to mux.
func Routes(mux *http.ServeMux, site *page.Site) {
	c := &checker{site: site, check: check.New(site.Index, site.Today), arriving: make(chan struct{}, arriving), running: make(chan struct{}, atOnce), clients: map[netip.Prefix]bool{}}
	own := http.NewCrossOriginProtection()
	if err := own.AddTrustedOrigin(site.URL); err != nil && site.URL != "" {
		site.Log.Debug("the public address is no origin", "err", err) // one with a path: browsers that say where a request is from need none
	}
	mux.HandleFunc("GET /check", c.form)
	mux.Handle("POST /check", own.Handler(http.HandlerFunc(c.post)))
}

// checker is the page of a site. It is safe for concurrent use.
type checker struct {
	site     *page.Site
	check    *check.Checker
	arriving chan struct{} // has a value for each large draft that is read
	running  chan struct{} // has a value for each draft that is checked

	mu      sync.Mutex
	clients map[netip.Prefix]bool // whose drafts are checked
}

var checkPage = page.Parse(files, template.FuncMap{"worded": inWords}, "templates/check.html")

// worded is a report with the words around it.
type worded struct {
	Report *report
	Words  *Words
}

func inWords(r *report, w *Words) worded { return worded{r, w} }

// view is what the page is made of.
type view struct {
	*Words
	Text    string // as it was typed
	Message string // why there is no report
	Report  *report
}

// form answers with an empty form.
func (c *checker) form(w http.ResponseWriter, r *http.Request) {
	c.site.Render(w, r, http.StatusOK, checkPage, &view{Words: words[page.IsEnglish(r)]})
}

// post answers with the report of the draft that was sent.
func (c *checker) post(w http.ResponseWriter, r *http.Request) {
	english := page.IsEnglish(r)
	v := &view{Words: words[english]}
	w.Header().Set("Cache-Control", "no-store")
	say := func(status int, message string) {
		v.Message = message
		c.site.Render(w, r, status, checkPage, v)
	}
	ctx, cancel := context.WithTimeout(r.Context(), maxTime)
	defer cancel()
	leave, err := c.enter(page.Client(r))
	if err == nil {
		defer leave()
	}
	var d *draft
	if err == nil {
		d, err = c.receive(ctx, w, r)
	}
	if err == nil && len(d.data) > 0 {
		if err = take(ctx, c.running); err == nil {
			defer func() { <-c.running }()
		}
	}
	switch {
	case errors.Is(err, errOwn), errors.Is(err, errBusy):
		message := v.Busy
		if errors.Is(err, errOwn) {
			message = v.BusyOwn
		}
		w.Header().Set("Retry-After", "10")
		say(http.StatusTooManyRequests, message)
		return
	case errors.Is(err, errLarge):
		say(http.StatusRequestEntityTooLarge, v.Large)
		return
	case err != nil:
		say(http.StatusBadRequest, v.Malformed)
		return
	case len(d.data) == 0:
		say(http.StatusUnprocessableEntity, v.Empty)
		return
	}
	v.Text = d.text
	found, err := page.Settled(ctx, c.site, func(ctx context.Context) (*check.Report, error) { return c.check.Draft(ctx, d.name, d.data) })
	if err != nil {
		c.refuse(r, err, say, v, english)
		return
	}
	v.Report = c.report(found, d, english)
	c.site.Render(w, r, http.StatusOK, checkPage, v)
}

// refuse answers that a draft could not be checked.
func (c *checker) refuse(r *http.Request, err error, say func(int, string), v *view, english bool) {
	switch {
	case r.Context().Err() != nil: // whoever asked has gone
	case errors.Is(err, context.DeadlineExceeded):
		say(http.StatusServiceUnavailable, v.Slow)
	case strings.HasPrefix(err.Error(), unreadable):
		say(http.StatusUnprocessableEntity, fmt.Sprintf(v.Refused, library.Reason(err, english)))
	default:
		c.site.Log.Error("check a draft", "err", innermost(err))
		say(http.StatusInternalServerError, page.WordsOf(english).FailedText)
	}
}

// unreadable begins the error of Draft for a file that cannot be read.
const unreadable = "read draft: "

// innermost returns what caused err: the errors around it may quote the draft.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}

// Reasons why a draft is not checked now.
var (
	errBusy = errors.New("other drafts are checked")
	errOwn  = errors.New("a draft of the same client is checked")
)

// enter notes that a draft of a client is here; the caller calls leave when it is done. The
// error is errOwn: the client has another one here.
func (c *checker) enter(client netip.Prefix) (leave func(), err error) {
	if client.Addr().IsLoopback() {
		return func() {}, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.clients[client] {
		return nil, errOwn
	}
	c.clients[client] = true
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.clients, client)
	}, nil
}

// receive reads what was sent. Large drafts are read a few at once, for they are held in
// memory; those that come slowly keep no small one from being checked.
func (c *checker) receive(ctx context.Context, w http.ResponseWriter, r *http.Request) (*draft, error) {
	if r.ContentLength < 0 || r.ContentLength > small {
		if err := take(ctx, c.arriving); err != nil {
			return nil, err
		}
		defer func() { <-c.arriving }()
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	return readForm(r)
}

// take takes a place and waits for it a little; the error is errBusy.
func take(ctx context.Context, places chan<- struct{}) error {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case places <- struct{}{}:
		return nil
	case <-limit.C:
	case <-ctx.Done():
	}
	return errBusy
}

// report is what the page shows of a draft.
type report struct {
	Name      string // of its file; empty for a text
	Title     string
	Total     string
	Counts    []count
	Left      string
	Sentences []sentence
}

// count is how many figures have a judgement, and where the first one is.
type count struct {
	Text, To string
	Kind     check.Judgement
}

// sentence is one of the draft, with its figures.
type sentence struct {
	Pieces  []piece
	Figures []figure
}

// piece is a part of a sentence; a figure has a judgement.
type piece struct {
	Text, To string
	Kind     check.Judgement
}

// figure is one of the draft, with what the releases say.
type figure struct {
	ID, Text string
	Kind     check.Judgement
	Verdict  string // in words
	Says     []said
	More     string // how many releases are left out; empty for none
}

// said is what a release says, with the words before it.
type said struct {
	Lead string
	page.Said
}

// report draws what was found of a draft.
func (c *checker) report(found *check.Report, d *draft, english bool) *report {
	w := words[english]
	out := &report{Title: found.Title, Total: fmt.Sprintf(w.Result, len(found.Figures))}
	if d.text == "" {
		out.Name = d.name
	}
	if found.Left > 0 {
		out.Left = fmt.Sprintf(w.Left, found.Left)
	}
	first := map[check.Judgement]string{}
	last, at := "", 0 // the sentence, and how far it is drawn
	for i, f := range found.Figures {
		g := c.figure(&f, fmt.Sprintf("d%d", i+1), english)
		if first[g.Kind] == "" {
			first[g.Kind] = g.ID
		}
		next := strings.Index(f.Sentence[min(at, len(f.Sentence)):], f.Figure.Text)
		if n := len(out.Sentences); n == 0 || f.Sentence != last || next < 0 {
			out.end(last, at)
			out.Sentences = append(out.Sentences, sentence{})
			last, at = f.Sentence, 0
			next = strings.Index(last, f.Figure.Text)
		}
		s := &out.Sentences[len(out.Sentences)-1]
		if next >= 0 {
			if next > 0 {
				s.Pieces = append(s.Pieces, piece{Text: last[at : at+next]})
			}
			s.Pieces = append(s.Pieces, piece{Text: f.Figure.Text, To: g.ID, Kind: g.Kind})
			at += next + len(f.Figure.Text)
		}
		s.Figures = append(s.Figures, g)
	}
	out.end(last, at)
	counts := map[check.Judgement]int{check.Agrees: found.Counts.Agrees, check.Newer: found.Counts.Newer, check.Contradicts: found.Counts.Contradicts, check.Unknown: found.Counts.Unknown}
	for _, j := range check.Judgements {
		if n := counts[j]; n > 0 {
			out.Counts = append(out.Counts, count{fmt.Sprintf(w.Counts[j], n), first[j], j})
		}
	}
	return out
}

// end adds the rest of the last sentence.
func (r *report) end(text string, at int) {
	if n := len(r.Sentences); n > 0 && at < len(text) {
		s := &r.Sentences[n-1]
		s.Pieces = append(s.Pieces, piece{Text: text[at:]})
	}
}

// figure draws a figure of a draft.
func (c *checker) figure(f *check.Checked, id string, english bool) figure {
	w := words[english]
	kind := check.JudgementOf(f.Verdict)
	out := figure{ID: id, Text: f.Figure.Text, Kind: kind, Verdict: w.Judgements[kind]}
	switch f.Verdict {
	case ledger.Disputed:
		out.Verdict = w.Disputed
	case ledger.Outdated:
		out.Verdict = w.Outdated
	case ledger.NotRead:
		out.Verdict = w.NotRead
	}
	for i, row := range f.Rows[:min(len(f.Rows), maxSaid)] {
		lead := w.Says
		switch {
		case f.Verdict == ledger.Outdated && i > 0:
			lead = w.SaidOnce
		case f.Verdict == ledger.Outdated:
			lead = w.SaysNow
		case f.Verdict == ledger.Ahead:
			lead = w.Newest
		case i > 0:
			lead = w.SaysToo
		}
		out.Says = append(out.Says, said{lead, page.SaidOf(c.site.Index, row, english)})
	}
	if n := len(f.Rows) - len(out.Says); n > 0 {
		out.More = fmt.Sprintf(w.More, n)
	}
	return out
}
