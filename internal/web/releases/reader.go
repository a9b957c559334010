package releases

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/internal/web/page"
)

var (
	readPage    = page.Parse(files, template.FuncMap{"in": inWords}, "templates/read.html", "templates/pager.html")
	missingPage = page.Parse(files, nil, "templates/missing.html")
)

// worded is a piece with the words that explain it.
type worded struct {
	Piece piece
	Words *Words
}

func inWords(p piece, w *Words) worded { return worded{p, w} }

// readView is what a page of a release is made of.
type readView struct {
	*Words
	Title, Publisher, Day, Name string
	URL                         string // empty if it cannot be linked to
	Gone                        string // the remark that it is gone; empty if it is there
	Copies, Versions            []item
	Newest                      *item // of a version that another has taken the place of
	IsRetracted                 bool
	Notes                       []string // how the address led here, and what is not shown
	Contents                    []link
	Paragraphs                  []paragraph
	Pager                       *pager
}

// link is a line that leads somewhere.
type link struct{ Text, Address string }

// paragraph is a paragraph as a page shows it.
type paragraph struct {
	Heading  string // if a section begins with it
	ID, Link string
	Open     bool // the address leads to it
	Pieces   []piece
}

// read answers with a release.
func (p *pages) read(w http.ResponseWriter, r *http.Request) {
	address := r.PathValue("address")
	id, found := p.book.Find(address)
	rel, held := p.site.Index.Held(id)
	if found == anchor.Nowhere || !held {
		p.missing(w, r)
		return
	}
	v, err := p.view(r, rel)
	if errors.Is(err, errGone) {
		p.missing(w, r)
		return
	}
	if err != nil {
		p.site.Fail(w, r, err)
		return
	}
	switch found {
	case anchor.Moved:
		if strings.Contains(address, "-") { // else it is one that somebody made of a digest
			v.Notes = append([]string{v.Moved}, v.Notes...)
		}
	case anchor.Changed:
		v.Notes = append([]string{v.Changed}, v.Notes...)
	}
	status := http.StatusOK
	if v.IsRetracted {
		status = http.StatusGone
	}
	p.site.Render(w, r, status, readPage, v)
}

// errGone says that a release went while its page was made.
var errGone = errors.New("the release is not in the index any more")

// missing answers that there is no such release, and where to look for it.
func (p *pages) missing(w http.ResponseWriter, r *http.Request) {
	p.site.Render(w, r, http.StatusNotFound, missingPage, words[page.IsEnglish(r)])
}

// view returns the page of a release that a request is for.
func (p *pages) view(r *http.Request, rel index.Release) (*readView, error) {
	s := p.snapshot()
	english := page.IsEnglish(r)
	w := words[english]
	path := anchor.Of(p.site.Index, rel.ID)
	if path == "" {
		return nil, errGone
	}
	head := p.item(rel, w)
	v := &readView{Words: w, Title: head.Title, Publisher: rel.Source, Day: head.Date, Name: rel.ID, IsRetracted: s.state.IsRetracted(rel.ID)}
	if isWeb(rel.URL) {
		v.URL = rel.URL
	}
	if rel.IsGone(rel.URL) {
		v.Gone = message.WordsOf(english).Answer.Gone
	}
	p.versions(s, rel, v)
	if v.IsRetracted {
		return v, nil
	}
	outline, all, err := p.text(r.Context(), s, rel.ID)
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	count := max(1, len(outline.starts))
	n := pageNumber(q, count)
	d := &reader{w, english, path, cleaned(q.Get("at"))}
	if d.at != "" {
		if at, ok := outline.at[d.at]; ok {
			n = outline.page(at)
		} else {
			v.Notes = append(v.Notes, w.Lost)
		}
	}
	from, to := outline.passages(n)
	ps := all
	if all == nil {
		if ps, err = p.near(r.Context(), rel.ID, from+1, to-from); err != nil {
			return nil, err
		}
	} else {
		ps = all[from:min(to, len(all))]
	}
	if len(ps) > 0 {
		p.copies(ps[0].Release, v)
	} else {
		v.Notes = append(v.Notes, w.Empty)
	}
	v.Paragraphs = d.paragraphs(ps, outline.marks[from:to], v.Title)
	if outline.cut {
		v.Notes = append(v.Notes, fmt.Sprintf(w.Cut, len(outline.marks)))
	}
	v.Contents = d.contents(outline, n)
	v.Pager = newPager(path, url.Values{"lang": {q.Get("lang")}}, n, count, w, w.Previous, w.Next)
	return v, nil
}

// versions adds the earlier versions of a release, or the one that has taken its place.
func (p *pages) versions(s *snapshot, rel index.Release, v *readView) {
	for _, e := range s.earlier[rel.ID] {
		i := p.item(e, v.Words)
		i.Sub = fmt.Sprintf(v.Superseded, e.Until)
		v.Versions = append(v.Versions, i)
	}
	if rel.Until.IsZero() {
		return
	}
	present := item{Sub: fmt.Sprintf(v.Superseded, rel.Until)}
	if newer, ok := p.site.Index.Held(rel.By); ok {
		sub := present.Sub
		present = p.item(newer, v.Words)
		present.Sub = sub
	}
	v.Newest = &present
}

// copies adds the other prints of a release.
func (p *pages) copies(rel index.Release, v *readView) {
	for _, c := range rel.Also {
		v.Copies = append(v.Copies, p.item(index.Release{ID: c.ID, Title: c.Title, Source: c.Source, URL: c.URL, Date: c.Date}, v.Words))
	}
}

// isWeb reports whether an address can be linked to.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// paragraphs draws passages that have some marks. A heading that says what the title does
// is left out.
func (d *reader) paragraphs(ps []index.Passage, ms []marks, title string) (out []paragraph) {
	heading := title
	for i := range ps {
		if i >= len(ms) {
			break // another state of the index than that of the outline
		}
		p := paragraph{ID: ms[i].paragraph, Link: anchor.Link(d.path, ms[i].paragraph), Open: ms[i].paragraph == d.at, Pieces: d.pieces(&ps[i], ms[i].figures)}
		if ps[i].Heading != heading && ps[i].Heading != "" {
			p.Heading = ps[i].Heading
			heading = p.Heading
		}
		out = append(out, p)
	}
	return out
}

// contents lists the sections of a release of several pages; n is the present page.
func (d *reader) contents(o *outline, n int) (out []link) {
	if len(o.starts) < 2 {
		return nil
	}
	for _, s := range o.sections[:min(len(o.sections), maxSections)] {
		to := "#" + o.marks[s.passage].paragraph
		if page := o.page(s.passage); page != n {
			to = d.path + "?page=" + strconv.Itoa(page) + to
		}
		out = append(out, link{s.heading, to})
	}
	return out
}
