package changes

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"strings"
	"time"

	"beilun/index/anchor"
	"beilun/index/changes"
	"beilun/internal/web/page"
	"beilun/knowledge"

	"github.com/gorilla/feeds"
)

// format is a format of feeds.
type format struct {
	mediaType string
	write     func(*feeds.Feed, io.Writer) error
}

var (
	atom = format{"application/atom+xml; charset=utf-8", (*feeds.Feed).WriteAtom}
	rss  = format{"application/rss+xml; charset=utf-8", (*feeds.Feed).WriteRss}
)

var entryHTML = template.Must(template.ParseFS(files, "templates/entry.html"))

// feed returns the handler of a feed.
func (p *pages) feed(f format) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		since, _ := p.since(r)
		found, err := p.found(r.Context(), since)
		if err != nil {
			p.site.Fail(w, r, err)
			return
		}
		out, err := p.feedOf(found, p.site.Base(r), page.IsEnglish(r))
		var data bytes.Buffer
		if err == nil {
			err = f.write(out, &data)
		}
		if err != nil {
			p.site.Fail(w, r, fmt.Errorf("make the feed %s: %w", r.URL.Path, err))
			return
		}
		sum := sha256.Sum256(data.Bytes())
		h := w.Header()
		h.Set("Content-Type", f.mediaType)
		h.Set("Etag", `"`+hex.EncodeToString(sum[:8])+`"`)
		h.Add("Vary", "Accept-Language, Cookie")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data.Bytes()))
	}
}

// idPrefix begins the IDs of entries, before a part of the digest of a release.
const idPrefix = "urn:beilun:release:"

// feedOf returns changes as a feed whose addresses begin with base.
func (p *pages) feedOf(f *changes.Found, base string, english bool) (*feeds.Feed, error) {
	w, site := words[english], page.WordsOf(english)
	out := &feeds.Feed{
		Title: w.FeedTitle, Description: w.FeedAbout, Link: &feeds.Link{Href: base + "/changes"}, Author: &feeds.Author{Name: site.Site},
		Id: "urn:beilun:changes",
	}
	seen := map[string]bool{}
	for _, g := range p.groups(f, english) {
		id, _, _ := strings.Cut(strings.TrimPrefix(g.path, anchor.List+"/"), "-")
		if id == "" || seen[id] {
			continue // not in the index any more, or another file with the same bytes
		}
		if seen[id] = true; len(seen) > maxEntries {
			break
		}
		g.Changes = g.Changes[:min(len(g.Changes), maxOfFeed)]
		var content strings.Builder
		if err := entryHTML.ExecuteTemplate(&content, "entry.html", entry{g, w, base}); err != nil {
			return nil, fmt.Errorf("draw %s: %w", g.path, err)
		}
		day := timeOf(g.day)
		if day.After(out.Updated) {
			out.Updated = day
		}
		out.Add(&feeds.Item{
			Title: fmt.Sprintf(w.Entry, g.Title, g.summary(w)), Link: &feeds.Link{Href: base + g.path}, Id: idPrefix + id, IsPermaLink: "false",
			Author: &feeds.Author{Name: g.Source}, Created: day, Updated: day, Content: content.String(), Description: g.summary(w),
		})
	}
	if out.Updated.IsZero() {
		out.Updated = timeOf(f.Since)
	}
	out.Created = out.Updated
	return out, nil
}

// entry is what the text of an entry is made of.
type entry struct {
	group
	Words *Words
	Base  string
}

// summary counts what a release changed.
func (g *group) summary(w *Words) string {
	var parts []string
	for _, k := range changes.Kinds {
		if n := g.entries[k]; n > 0 {
			parts = append(parts, fmt.Sprintf(w.Counts[k], n))
		}
	}
	return strings.Join(parts, w.Joint)
}

// timeOf returns noon of a day, so that it is the same day in most places; the first one
// of a month or year.
func timeOf(d knowledge.Date) time.Time {
	if d.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 12, 0, 0, 0, time.UTC)
}
