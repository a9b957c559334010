package sites

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// numbered serves n articles and returns the entries of a list of them, the newest first.
func numbered(s *site, from, n int) []item {
	var items []item
	for i := from + n - 1; i >= from; i-- {
		path, title := fmt.Sprintf("/p%d", i), fmt.Sprintf("云溪区第%d号公告", i)
		s.html(path, article(title, "2025-11-03", fmt.Sprintf("今年第%d批投资%d亿元，全部用于民生工程建设。", i, 10+i), ""))
		items = append(items, item{path, title, "2025-11-03"})
	}
	return items
}

// serveLists serves a list in parts of some entries each.
func serveLists(s *site, items []item, each int) {
	for i := 0; i*each < len(items); i++ {
		path := "/"
		if i > 0 {
			path = fmt.Sprintf("/list%d", i)
		}
		page := list(items[i*each : min((i+1)*each, len(items))]...)
		if (i+1)*each < len(items) {
			page = strings.Replace(page, "</ul>", fmt.Sprintf(`</ul><a href="/list%d">下一页</a>`, i+1), 1)
		}
		s.html(path, page)
	}
}

// TestOutage follows a site again after a time in which more came than one look takes,
// or than the first part of its list shows. Nothing of that may be left out.
func TestOutage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		came   int
		each   int
		pinned bool // a known entry stays at the top
		line   string
		fails  string // a part of the list that fails the first time
	}{
		"more than a look takes":   {came: 25, each: 10, line: " max=10"},
		"more than five parts":     {came: 60, each: 8, line: " max=30"},
		"behind a pinned entry":    {came: 25, each: 10, pinned: true},
		"an older part that fails": {came: 25, each: 10, fails: "/list1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			old := numbered(s, 0, 12)
			serveLists(s, old, c.each)
			p := newPlace(t, s.URL+c.line)
			for range 3 {
				p.round(t)
			}
			if n := len(p.files(t)); n != len(old) {
				t.Fatalf("%d files", n)
			}
			items := append(numbered(s, 100, c.came), old...)
			if c.pinned {
				items = append([]item{old[0]}, items...)
			}
			serveLists(s, items, c.each)
			if c.fails != "" {
				s.mu.Lock()
				good := s.pages[c.fails]
				s.mu.Unlock()
				s.handle(c.fails, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
				p.round(t)
				s.handle(c.fails, good)
			}
			for range 8 {
				p.clock.pass(time.Hour)
				p.round(t)
			}
			if n := len(p.files(t)); n != len(old)+c.came {
				t.Errorf("%d of %d files", n, len(old)+c.came)
			}
			s.takeAsked()
			if p.round(t); len(s.takeAsked()) > 2 {
				t.Error("the whole list is read without end")
			}
		})
	}
}

// TestOutageEnds goes on where a look ended that was to make up for an outage: the program
// was ended, or the site asked to come back later.
func TestOutageEnds(t *testing.T) {
	t.Parallel()
	for name, busy := range map[string]bool{"by the program": false, "by the site": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			old := numbered(s, 0, 12)
			serveLists(s, old, 10)
			p := newPlace(t, s.URL)
			p.round(t)
			came := numbered(s, 100, 25)
			serveLists(s, append(came, old...), 10)
			ctx, cancel := context.WithCancel(t.Context())
			fourteenth := came[13].href
			s.mu.Lock()
			good := s.pages[fourteenth]
			s.mu.Unlock()
			s.handle(fourteenth, func(w http.ResponseWriter, _ *http.Request) {
				if !busy {
					cancel()
				}
				w.WriteHeader(http.StatusServiceUnavailable)
			})
			_, err := p.Round(ctx, func(*Result) {})
			cancel()
			if busy != (err == nil) {
				t.Fatal(err)
			}
			s.handle(fourteenth, good)
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			p.open(t)
			more := numbered(s, 200, 3)
			serveLists(s, append(more, append(came, old...)...), 10)
			p.clock.pass(2 * time.Hour)
			for range 2 {
				p.round(t)
			}
			if n := len(p.files(t)); n != 40 {
				t.Errorf("%d of 40 files", n)
			}
		})
	}
}
