package sites

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"beilun/knowledge"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

// entry is a line of a list or an item of a feed.
type entry struct {
	url       *url.URL
	title     string
	date      knowledge.Date // as the list has it; zero: it has none
	publisher string         // as the feed has it; "" if it has none
}

// maxEntries bounds the entries of one list or feed.
const maxEntries = 2000

// isFeed reports whether a body is a feed.
func isFeed(body []byte) bool {
	head := bytes.ToLower(body[:min(len(body), 4096)])
	if bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html")) {
		return false
	}
	for _, tag := range []string{"<rss", "<feed", "<rdf:rdf"} {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// readFeed returns the entries of a feed, in its order. The error wraps ErrBadFeed,
// ErrNoList or ErrElsewhere.
func readFeed(res *response) (*listing, error) {
	body := res.body
	if res.charset != "" && !bytes.Contains(body[:min(len(body), 200)], []byte("encoding=")) { // only the header declares it
		if r, err := charset.NewReaderLabel(res.charset, bytes.NewReader(body)); err == nil {
			var out bytes.Buffer
			if _, err := out.ReadFrom(r); err == nil && out.Len() <= 2*maxPage {
				body = out.Bytes()
			}
		}
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %.200s", ErrBadFeed, err)
	}
	out := &listing{}
	seen := map[string]bool{}
	for _, item := range feed.Items {
		link := item.Link
		if link == "" && strings.HasPrefix(item.GUID, "http") {
			link = item.GUID
		}
		u, err := webURL(res.url, link)
		if err != nil || link == "" || seen[u.String()] {
			continue
		}
		seen[u.String()] = true
		e := entry{url: u, title: oneLine(item.Title)}
		if item.PublishedParsed != nil {
			e.date = dayOf(*item.PublishedParsed)
		} else if d := dateIn(item.Published); !d.IsZero() {
			e.date = d
		}
		if item.DublinCoreExt != nil && len(item.DublinCoreExt.Source) > 0 {
			e.publisher = oneLine(item.DublinCoreExt.Source[0])
		}
		out.add(res.url, e)
	}
	return out, out.check(len(feed.Items))
}

// oneLine returns s with its spaces collapsed.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
