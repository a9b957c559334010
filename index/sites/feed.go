package sites

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

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

// readFeed returns the entries of a feed, the newest first; those of one time are in its
// order. now decides which days are in the future. The error wraps ErrBadFeed, ErrNoList
// or ErrElsewhere.
func readFeed(res *response, now time.Time) (*listing, error) {
	body := res.body
	if res.charset != "" && !bytes.Contains(body[:min(len(body), 200)], []byte("encoding=")) { // only the header declares it
		if r, err := charset.NewReaderLabel(res.charset, bytes.NewReader(body)); err == nil {
			var out bytes.Buffer
			if _, err := out.ReadFrom(r); err == nil && out.Len() <= 2*maxPage {
				body = out.Bytes()
			}
		}
	}
	if isDeep(body) {
		return nil, fmt.Errorf("%w: more than %d elements in one another", ErrBadFeed, maxDepth)
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %.200s", ErrBadFeed, err)
	}
	slices.SortStableFunc(feed.Items, func(a, b *gofeed.Item) int { return timeOf(b).Compare(timeOf(a)) })
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
		e := entry{url: u, title: oneLine(item.Title), date: notAfter(dayPublished(item), now)}
		if item.DublinCoreExt != nil && len(item.DublinCoreExt.Source) > 0 {
			e.publisher = oneLine(item.DublinCoreExt.Source[0])
		}
		out.add(res.url, e)
	}
	return out, out.check(len(feed.Items))
}

// maxDepth bounds the elements of a feed in one another. The parser goes down into each,
// which takes gigabytes for some million.
const maxDepth = 200

// isDeep reports whether a feed has more than maxDepth elements in one another. What is
// behind a mistake in it is not looked at, because the parser ends there too.
func isDeep(body []byte) bool {
	plain := bytes.Clone(body) // tags are in ASCII; what else there is may be in any encoding
	for i, c := range plain {
		if c >= 0x80 {
			plain[i] = '?'
		}
	}
	d := xml.NewDecoder(bytes.NewReader(plain))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for depth := 0; depth <= maxDepth; {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return true
}

// timeOf returns when an item was published, the zero time if it does not say.
func timeOf(item *gofeed.Item) time.Time {
	if item.PublishedParsed == nil {
		return time.Time{}
	}
	return *item.PublishedParsed
}

// zoned matches a time that says in which zone it is.
var zoned = regexp.MustCompile(`(?:[A-Z]|[+-]\d\d:?\d\d)\s*\)?\s*$`)

// dayPublished returns the day of an item, the zero Date if it has none. A time without
// a zone, which the parser takes as one of Greenwich, is that of a clock in China.
func dayPublished(item *gofeed.Item) knowledge.Date {
	switch at := item.PublishedParsed; {
	case at == nil:
		return dateIn(item.Published)
	case zoned.MatchString(item.Published):
		return dayOf(*at)
	default:
		return knowledge.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
	}
}

// oneLine returns s with its spaces collapsed.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
