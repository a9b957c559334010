package sites

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beilun/knowledge/read"
)

// TestNumericHosts asks no proxy for a host that is an address in a form that only some
// programs know.
func TestNumericHosts(t *testing.T) {
	t.Parallel()
	g := &guard{proxy: func(*http.Request) (*url.URL, error) { return url.Parse("http://proxy.example:3128") }}
	for _, host := range []string{"0x7f000001", "0x7f.1", "127.1", "2130706433", "0177.0.0.1", "127.0.0.1.", "10.0.0.0x1", "[::1]", "localhost.", "[::ffff:10.0.0.1]"} {
		r, err := http.NewRequest(http.MethodGet, "http://"+host+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.check(context.Background(), r); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// TestQueries asks for addresses with characters that a request cannot have, and stores
// them so that the page's encoding stays what it is.
func TestQueries(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.html("/", list(item{"/a?t=港口 货物<b>", "云溪区港口货物吞吐量增长", "2025-11-03"}))
	s.handle("/a", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("t") != "港口 货物<b>" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, gbk(t, strings.Replace(article("云溪区港口货物吞吐量增长", "2025-11-03", harbour, ""), `<meta charset="utf-8">`, "", 1)))
	})
	p := newPlace(t, s.URL)
	r := p.round(t)
	if len(r.Came) != 1 {
		t.Fatalf("%+v", r)
	}
	a, err := read.File(r.Came[0], p.content(t, r.Came[0]))
	if err != nil || a.Title != "云溪区港口货物吞吐量增长" || !strings.HasPrefix(a.URL, s.URL+"/a?t=%E6") {
		t.Errorf("%+v %v", a, err)
	}
}

// TestFeedDays takes the day that a feed writes: many write the time of their clock
// without saying where that is.
func TestFeedDays(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"2025-11-03 17:30:00":             "2025-11-03",
		"2025-11-03T17:30:00":             "2025-11-03",
		"Mon, 03 Nov 2025 17:30:00":       "2025-11-03",
		"2025-11-03":                      "2025-11-03",
		"2025/11/03 17:30":                "2025-11-03",
		"2025年11月3日 17:30":                "2025-11-03",
		"Mon, 03 Nov 2025 17:30:00 GMT":   "2025-11-04",
		"Mon, 03 Nov 2025 17:30:00 +0800": "2025-11-03",
		"2025-11-03T17:30:00Z":            "2025-11-04",
		"2025-11-03T23:30:00+08:00":       "2025-11-03",
		"2099-11-03 17:30:00":             "",
		"":                                "",
	} {
		at, _ := url.Parse("http://news.example/rss")
		feed := `<?xml version="1.0"?><rss version="2.0"><channel><item><title>云溪区新建中小学4所</title><link>/a</link><pubDate>` + written + `</pubDate></item></channel></rss>`
		l, err := readFeed(&response{url: at, body: []byte(feed)}, time.Date(2025, 11, 29, 8, 0, 0, 0, china))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if d := l.entries[0].date; !d.IsZero() {
			got = d.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

// TestNewestOfFeed takes the newest entries of a feed that has too many, wherever they are.
func TestNewestOfFeed(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel>`)
	first := time.Date(2015, 1, 1, 0, 0, 0, 0, china)
	const n = 3000
	for i := range n {
		fmt.Fprintf(&b, "<item><title>第%d号公告</title><link>/p%d</link><pubDate>%s</pubDate></item>\n", i, i, first.AddDate(0, 0, i).Format(time.RFC1123Z))
	}
	at, _ := url.Parse("http://news.example/rss")
	l, err := readFeed(&response{url: at, body: []byte(b.String() + "</channel></rss>")}, time.Date(2025, 11, 29, 8, 0, 0, 0, china))
	if err != nil || len(l.entries) != maxEntries || l.entries[0].url.Path != fmt.Sprintf("/p%d", n-1) {
		t.Errorf("%d entries, the first is %v; %v", len(l.entries), l.entries[0].url, err)
	}
}

// TestFutureDays takes no day after tomorrow from a list: a release of the year 2099 would
// be the newest for ever.
func TestFutureDays(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.html("/", list(item{"/a", "云溪区新建中小学4所", "2099-11-03"}, item{"/b", "云溪区港口货物吞吐量增长", "2025-11-30"}))
	s.html("/a", article("云溪区新建中小学4所", "", school, ""))
	s.html("/b", article("云溪区港口货物吞吐量增长", "", harbour, ""))
	p := newPlace(t, s.URL)
	r := p.round(t)
	for _, f := range p.files(t) {
		if strings.Contains(f, "2099") || strings.Contains(string(p.content(t, f)), "2099") {
			t.Errorf("%s: %+v", f, r)
		}
	}
	if len(r.Came) != 2 {
		t.Errorf("%+v", r)
	}
}

// TestDeepList reads lists that are built to take long.
func TestDeepList(t *testing.T) {
	t.Parallel()
	at, _ := url.Parse("http://news.example/")
	deep := strings.Repeat("<span>", 400)
	for name, line := range map[string]string{
		"deep elements": "<div><a href=/p%d>云溪区新建中小学</a>" + strings.Repeat("<div>"+strings.Repeat("<span>", 120)+strings.Repeat("</span>", 120)+"</div>", 10) + "</div>",
		"deep links":    "<div>" + deep + "<a href=/p%d>云溪区新建中小学</a>" + strings.Repeat("</span>", 400) + "</div>",
		"open elements": "<b><i><div><a href=/p%d>云溪区新建中小学</a>",
		"long text":     "<li><a href=/p%d>云溪区新建中小学</a><p>" + strings.Repeat("水", 2000) + "</p></li>",
	} {
		var b strings.Builder
		for i := 0; b.Len() < 1<<20; i++ {
			fmt.Fprintf(&b, line, i)
		}
		begin := time.Now()
		_, err := readList(b.String(), at, time.Now())
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("%s: %v; %v", name, took, err)
		} else {
			t.Logf("%s: %v; %v", name, took, err)
		}
	}
}

// TestNastyTitles stores pages under names that every system can have, in the folder of
// the host.
func TestNastyTitles(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var items []item
	for i, title := range []string{"../../../etc/云溪区公告", `..\..\云溪区公告`, "CON.云溪区", "云溪区\u202Egpj.公告", "云溪区😀公告" + strings.Repeat("😀", 90), ".隐藏的公告四五", "~$云溪区公告", "云溪区公告 " + strings.Repeat("长", 190), "2019-01-01云溪区公告", "云溪区公告\x00\r\nX: y", "<script>alert(1)</script>公告", "云溪区公告.exe"} {
		path := fmt.Sprintf("/p%d", i)
		title = strings.NewReplacer("<", "&lt;", "\x00", "").Replace(title)
		s.html(path, article(title, "2025-11-03", fmt.Sprintf("今年第%d批投资%d亿元，全部用于民生工程建设。", i, 10+i), ""))
		items = append(items, item{path, title, "2025-11-03"})
	}
	s.html("/", list(items...))
	p := newPlace(t, s.URL)
	r := p.round(t)
	if len(r.Came) != len(items) {
		t.Errorf("%d of %d: %+v", len(r.Came), len(items), r.Refused)
	}
	for _, f := range p.files(t) {
		name := filepath.Base(f)
		if !strings.HasPrefix(f, "127.0.0.1/2025-11-03-") || len(name) > 255 || strings.ContainsAny(name, "\u202E<>\\:\x00\r\n") {
			t.Errorf("%q", f)
		}
	}
}

// TestLongRobots obeys the first part of a robots.txt that is too long.
func TestLongRobots(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.handle("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /inner/\n"+strings.Repeat("# nothing to see\n", 1<<20))
	})
	s.html("/inner/", list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}))
	p := newPlace(t, s.URL+"/inner/")
	if r := p.round(t); !errors.Is(r.Err, ErrRobots) {
		t.Errorf("%+v", r)
	}
}

// TestSteadyAddresses takes a page once whose address has another number at each look.
func TestSteadyAddresses(t *testing.T) {
	t.Parallel()
	for ref, want := range map[string]string{
		"/a.html?_t=1732952345678":   "/a.html",
		"/a?id=20251103001&t=0.3471": "/a?id=20251103001",
		"/a?20251103001":             "/a?20251103001",
		"/a?t=12&x":                  "/a?t=12&x",
		"/a?R=.5&id=3":               "/a?id=3",
	} {
		base, _ := url.Parse("http://news.example/")
		if u, err := webURL(base, ref); err != nil || u.RequestURI() != want {
			t.Errorf("%s: %v %v, want %s", ref, u, err, want)
		}
	}
}

// TestCookies takes a page that is shown only to those who send back its cookie, and asks
// not without end for one that sets another each time.
func TestCookies(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.html("/", list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}, item{"/b", "云溪区港口货物吞吐量增长", "2025-11-02"}))
	s.handle("/a", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			http.Redirect(w, r, "/a", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, article("云溪区新建中小学4所", "2025-11-03", school, ""))
	})
	var n atomic.Int64
	s.handle("/b", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: fmt.Sprint("n", n.Add(1)), Value: "1", Path: "/"})
		http.Redirect(w, r, "/b", http.StatusFound)
	})
	p := newPlace(t, s.URL)
	if r := p.round(t); len(r.Came) != 1 || len(r.Refused) != 1 || !errors.Is(r.Refused[0].Err, ErrRedirect) || n.Load() > maxRedirects+1 {
		t.Errorf("%+v; asked %d times", r, n.Load())
	}
}

// TestPorts follows no link or redirect to the port of another service.
func TestPorts(t *testing.T) {
	t.Parallel()
	base, _ := url.Parse("http://news.example:79/")
	for ref, want := range map[string]bool{
		"http://news.example:25/": false, "//news.example:22/": false, "https://news.example:993/": false, "http://news.example:0/": false, "http://news.example:99999/": false,
		"/a": true, "http://news.example/": true, "https://news.example:443/": true, "http://news.example:81/": true, "http://news.example:8080/": true, "http://news.example:79/b": true,
	} {
		if u, err := webURL(base, ref); (err == nil) != want {
			t.Errorf("%s: %v %v", ref, u, err)
		}
	}
}
