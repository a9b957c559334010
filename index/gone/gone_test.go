package gone

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/index"
	"beilun/index/sites"
)

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// newWatch returns a Watch with a folder that asks sites of this machine, and has its file.
func newWatch(t *testing.T, c *clock, dir string) *Watch {
	t.Helper()
	w := New(Options{
		Dir: dir, Now: c.Now, Pause: time.Millisecond, Logger: slog.New(slog.NewTextHandler(t.Output(), nil)),
		Client: sites.NewClient(sites.Options{Loopback: true, Pause: -1, Time: 300 * time.Millisecond, Now: c.Now}),
	})
	return w
}

// opened is newWatch with the file open until the test ends.
func opened(t *testing.T, c *clock, dir string) *Watch {
	t.Helper()
	w := newWatch(t, c, dir)
	if !w.open() {
		t.Fatal("the file is not open")
	}
	t.Cleanup(func() {
		if err := w.book.close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// of returns releases with addresses.
func of(addresses ...string) (out []index.Release) {
	for i, a := range addresses {
		out = append(out, index.Release{ID: fmt.Sprint(i), URL: a})
	}
	return out
}

// look lets time pass until something is looked at, and returns how long that was.
func look(t *testing.T, w *Watch, c *clock, rs []index.Release) time.Duration {
	t.Helper()
	for past := time.Duration(0); past < 70*24*time.Hour; past += time.Hour {
		if w.step(t.Context(), rs) {
			return past
		}
		c.pass(time.Hour)
	}
	t.Fatal("nothing is looked at in seventy days")
	return 0
}

const (
	articlePage = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>临湖大桥合龙</title></head><body><h1>临湖大桥合龙</h1><div class="content"><p>安枰区临湖大桥全长1.8公里，11月29日合龙，明年5月通车，两岸车程由40分钟缩短到6分钟。</p><p>区有关部门负责人表示，将继续把这项工作抓好，及时公布进展，请市民放心。</p></div></body></html>`
	deletedPage = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>提示</title></head><body><div><h2>抱歉，您访问的页面不存在</h2><p>该文章已被删除。返回首页</p></div></body></html>`
	blockedPage = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>访问被拦截</title></head><body><p>您的访问被阻断，可能对网站造成威胁。</p></body></html>`
	frontHTML   = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>安枰区人民政府</title></head><body><ul><li><a href="/art/1.html">临湖大桥合龙</a></li></ul></body></html>`
)

// site answers each look at /art/1.html with the next of its handlers, and the last one again
// and again.
func site(t *testing.T, robots string, looks ...http.HandlerFunc) *httptest.Server {
	t.Helper()
	var mu sync.Mutex
	n := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt" && robots != "":
			fmt.Fprint(w, robots)
		case r.URL.Path == "/", r.URL.Path == "/404.html", r.URL.Path == "/art/2.html":
			fmt.Fprint(w, frontHTML)
		case r.URL.Path == "/art/1.html":
			mu.Lock()
			h := looks[min(n, len(looks)-1)]
			n++
			mu.Unlock()
			h(w, r)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func page(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
	}
}

func leads(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, code) }
}

// elsewhere leads to the front page of the same machine under another name.
func elsewhere(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "http://"+strings.Replace(r.Host, "127.0.0.1", "localhost", 1)+"/", http.StatusFound)
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// TestGone looks at an address of sites that misbehave, again and again.
func TestGone(t *testing.T) {
	t.Parallel()
	ok := page(articlePage)
	for name, c := range map[string]struct {
		robots string
		looks  []http.HandlerFunc
		want   string // after each look: - is there, or nobody knows; G is gone
	}{
		"there":                    {looks: []http.HandlerFunc{ok}, want: "---"},
		"404 twice":                {looks: []http.HandlerFunc{status(404)}, want: "-GGG"},
		"410 twice":                {looks: []http.HandlerFunc{status(410)}, want: "-GG"},
		"404 once, then back":      {looks: []http.HandlerFunc{status(404), ok, status(404), ok}, want: "-----"},
		"gone, then back":          {looks: []http.HandlerFunc{status(404), status(404), ok, status(404), status(410)}, want: "-G--G"},
		"an outage between":        {looks: []http.HandlerFunc{status(404), status(502), status(404), status(502)}, want: "--GG"},
		"500":                      {looks: []http.HandlerFunc{status(500)}, want: "-----"},
		"503 and Retry-After":      {looks: []http.HandlerFunc{busy}, want: "----"},
		"403":                      {looks: []http.HandlerFunc{status(403)}, want: "-----"},
		"slow":                     {looks: []http.HandlerFunc{hang}, want: "---"},
		"blocked":                  {looks: []http.HandlerFunc{page(blockedPage)}, want: "----"},
		"robots.txt forbids":       {robots: "User-agent: *\nDisallow: /art/\n", looks: []http.HandlerFunc{status(404)}, want: "----"},
		"leads to the front page":  {looks: []http.HandlerFunc{leads(302, "/")}, want: "--GG"},
		"for a weekend":            {looks: []http.HandlerFunc{leads(302, "/"), leads(302, "/"), ok}, want: "----"},
		"leads to 404.html":        {looks: []http.HandlerFunc{leads(302, "/404.html?from=/art/1.html")}, want: "--G"},
		"has moved":                {looks: []http.HandlerFunc{leads(301, "/art/2.html")}, want: "----"},
		"leads to another's front": {looks: []http.HandlerFunc{elsewhere}, want: "-----"},
		"leads round":              {looks: []http.HandlerFunc{leads(302, "/art/1.html")}, want: "----"},
		"a page that says so":      {looks: []http.HandlerFunc{page(deletedPage)}, want: "--GG"},
		"that, then 404":           {looks: []http.HandlerFunc{page(deletedPage), status(404)}, want: "--G"},
		"a large page":             {looks: []http.HandlerFunc{page(deletedPage + strings.Repeat(" ", maxLine*9))}, want: "----"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := site(t, c.robots, c.looks...)
			address, time := s.URL+"/art/1.html", newClock()
			w := opened(t, time, t.TempDir())
			got := ""
			for range c.want {
				look(t, w, time, of(address))
				got += map[bool]string{false: "-", true: "G"}[w.IsGone(address)]
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func busy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Retry-After", "86400")
	w.WriteHeader(http.StatusServiceUnavailable)
}

// TestApart has hours between the looks by which an address is gone, and then longer and
// longer pauses.
func TestApart(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		look  http.HandlerFunc
		least []time.Duration // before each look
	}{
		"404":   {status(404), []time.Duration{0, 6 * time.Hour, day, 2 * day, 4 * day, 8 * day, 16 * day, 30 * day, 30 * day}},
		"front": {leads(302, "/"), []time.Duration{0, day, day, 2 * day, 4 * day}},
		"there": {page(articlePage), []time.Duration{0, 30 * day, 30 * day}},
	} {
		s, now := site(t, "", c.look), newClock()
		w := opened(t, now, t.TempDir())
		for i, least := range c.least {
			if past := look(t, w, now, of(s.URL+"/art/1.html")); past < least || past > least+least/8+2*time.Hour {
				t.Errorf("%s: look %d after %v, want %v", name, i, past, least)
			}
		}
	}
}

// TestClockBack has the clock set back by a year: the address is looked at once more, not
// again and again, and the looks of one moment do not make it gone.
func TestClockBack(t *testing.T) {
	t.Parallel()
	s, now := site(t, "", status(404)), newClock()
	w, rs := opened(t, now, t.TempDir()), of(s.URL+"/art/1.html")
	look(t, w, now, rs)
	now.pass(-365 * 24 * time.Hour)
	if !w.step(t.Context(), rs) || w.step(t.Context(), rs) || w.IsGone(rs[0].URL) {
		t.Errorf("%+v", w.known)
	}
	if past := look(t, w, now, rs); past > 8*time.Hour || !w.IsGone(rs[0].URL) {
		t.Errorf("after %v: %+v", past, w.known)
	}
}

// TestOrder looks first at what was missing, then at what answers have named, then at what
// is new, and leaves a host alone that cannot be reached.
func TestOrder(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, strings.TrimPrefix(r.URL.Path, "/"))
		if r.URL.Path == "/missing" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, "text")
	}))
	defer s.Close()
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	now := newClock()
	w := opened(t, now, t.TempDir())
	at := func(name string) string { return s.URL + "/" + name }
	rs := append(of("ftp://x/y", "", dead.URL+"/1", dead.URL+"/2"), of(at("missing"), at("new"), at("old"), at("old"), at("named"), at("last"))...)
	w.Name(at("named"), "", "javascript:alert(1)", at("of no release"))
	now.pass(time.Minute)
	w.Name(at("last"))
	for range 20 {
		w.step(t.Context(), rs)
	}
	if want := []string{"last", "named", "missing", "new", "old"}; !slices.Equal(asked, want) || w.hosts[serverOf(dead.URL)].tries > 1 {
		t.Errorf("asked for %q, want %q; %+v", asked, want, w.hosts)
	}
	asked = nil
	now.pass(25 * time.Hour)
	for range 20 {
		w.step(t.Context(), rs)
	}
	if want := []string{"missing", "last", "named"}; !slices.Equal(asked, want) {
		t.Errorf("a day later for %q, want %q", asked, want)
	}
	for english, want := range map[bool]string{false: "资料的网址：共 7 个，看过 5 个，其中 1 个已经打不开。", true: "Addresses of releases: 7 in all, 5 were looked at, 1 of these are gone."} {
		if got := w.Status(english); !slices.Equal(got, []string{want}) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if len(w.named) != 3 {
		t.Errorf("named: %v", w.named)
	}
	for i := range 2 * maxNamed {
		w.Name(at(fmt.Sprint(i)))
	}
	if len(w.named) != maxNamed {
		t.Errorf("%d are named", len(w.named))
	}
}

// TestPrivate asks nobody for an address of a network of one's own.
func TestPrivate(t *testing.T) {
	t.Parallel()
	s, now := site(t, "", status(404)), newClock()
	w := opened(t, now, t.TempDir())
	w.opts.Client = sites.NewClient(sites.Options{Pause: -1, Now: now.Now})
	rs := of(s.URL + "/art/1.html")
	for range 3 {
		look(t, w, now, rs)
	}
	if w.IsGone(rs[0].URL) || w.Status(true)[0] != wordings()[true].None {
		t.Errorf("%+v", w.known)
	}
}

// TestKept keeps what is known over a restart, and has another process read it.
func TestKept(t *testing.T) {
	t.Parallel()
	s, now, dir := site(t, "", status(410)), newClock(), filepath.Join(t.TempDir(), "state", "addresses")
	rs := of(s.URL + "/art/1.html?a=1&b=<2>")
	w := newWatch(t, now, dir)
	if !w.open() {
		t.Fatal("not open")
	}
	look(t, w, now, rs)
	look(t, w, now, rs)
	beside := newWatch(t, now, dir)
	if !beside.IsGone(rs[0].URL) || beside.open() || !beside.IsGone(rs[0].URL) {
		t.Error("another process does not know it, or looks as well")
	}
	if got, want := beside.Status(true)[0], "1 in all, 1 were looked at, 1 of these are gone"; !strings.Contains(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
	if err := w.book.close(); err != nil {
		t.Fatal(err)
	}
	again := opened(t, now, dir)
	if !again.IsGone(rs[0].URL) || again.step(t.Context(), rs) {
		t.Errorf("after a restart: %+v", again.known)
	}
}

// TestDamaged begins anew with a file that is damaged, and keeps the lines that are not.
func TestDamaged(t *testing.T) {
	t.Parallel()
	const good = `{"address":"http://a.example/1","looked":"2026-11-30T08:00:00Z","misses":2,"gone":true,"next":"2026-12-20T08:00:00Z"}`
	for name, c := range map[string]struct {
		text string
		gone bool
	}{
		"none": {"", false}, "noise": {"\x00\xff{{{\n\n\"x\"\n[]\nnull\n", false}, "cut": {good + "\n" + good[:40], true}, "no end": {good, true},
		"among others": {"{}\n" + good + "\nx\n", true}, "long": {strings.Repeat("x", 3*maxLine) + "\n" + good + "\n", true}, "long to its end": {good + "\n" + strings.Repeat("x", 3*maxLine), true},
		"wrong": {`{"address":"http://a.example/1","gone":"yes"}`, false}, "years off": {`{"address":"http://a.example/1","next":"9999-12-20T08:00:00Z","misses":-3,"tries":99999}`, false},
	} {
		dir, now := t.TempDir(), newClock()
		if err := os.WriteFile(filepath.Join(dir, fileName), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		w := opened(t, now, dir)
		if w.IsGone("http://a.example/1") != c.gone {
			t.Errorf("%s: %+v", name, w.known)
		}
		s := site(t, "", page(articlePage))
		look(t, w, now, of(s.URL+"/art/1.html"))
		known, _, _, err := readBook(dir)
		if err != nil || known[s.URL+"/art/1.html"].Looked.IsZero() || known["http://a.example/1"].Gone != c.gone {
			t.Errorf("%s: then %v, %+v", name, err, known)
		}
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, fileName), 0o700); err != nil {
		t.Fatal(err)
	}
	if w := opened(t, newClock(), dir); w.IsGone("http://a.example/1") {
		t.Error("a folder says that an address is gone")
	}
}

// TestRewritten keeps the file small, however often is looked.
func TestRewritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := opened(t, newClock(), dir)
	now := w.opts.Now()
	for i := range 3*spareLines + 1 {
		w.note(fmt.Sprintf("http://a.example/%d", i%7), there, now)
	}
	known, b, lost, err := readBook(dir)
	if err != nil || lost > 0 || len(known) != 7 || b.lines > spareLines+20 || b.lines != w.book.lines {
		t.Errorf("%v, %d lost, %d known, %d lines, %d counted", err, lost, len(known), b.lines, w.book.lines)
	}
}

// TestRun looks until its context ends, and leaves its file to the next one.
func TestRun(t *testing.T) {
	t.Parallel()
	asked := make(chan string, 10)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			asked <- r.URL.Path
		}
		http.NotFound(w, r)
	}))
	defer s.Close()
	dir, now := t.TempDir(), newClock()
	w := newWatch(t, now, dir)
	ctx, cancel := context.WithCancel(t.Context())
	ready, ended, steps := make(chan struct{}), make(chan error, 1), make(chan struct{})
	go func() {
		ended <- w.Run(ctx, ready, func() []index.Release {
			select {
			case steps <- struct{}{}: // so that the clock is moved between two looks
			case <-ctx.Done():
			}
			return of(s.URL+"/1", s.URL+"/2")
		})
	}()
	close(ready)
	for range 3 {
		<-steps
	}
	if first, second := <-asked, <-asked; first != "/1" || second != "/2" {
		t.Errorf("asked for %s and %s", first, second)
	}
	now.pass(7 * time.Hour)
	for range 3 {
		<-steps
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if next := opened(t, now, dir); !next.IsGone(s.URL + "/1") {
		t.Errorf("%+v", next.known)
	}
	idle := newWatch(t, now, t.TempDir())
	if err := idle.Run(ctx, nil, nil); err != nil { // which nothing is ever ready for
		t.Error(err)
	}
	var none *Watch
	none.Name("http://a.example/")
	if none.IsGone("http://a.example/") || none.Changes() != 0 || none.Status(true) != nil {
		t.Error("a nil Watch knows something")
	}
}

func TestPlaceOf(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]place{
		"http://a.example": front, "http://a.example/": front, "https://a.example/index.html": front, "https://a.example/INDEX.shtml": front, "http://a.example/?id=7": deep,
		"http://a.example/col/index.html": deep, "http://a.example/art/2024/1/art_1_2.html": deep, "http://a.example/404.html": fault, "http://a.example/sys/error_404.htm?u=1": fault,
		"http://a.example/404": fault, "http://a.example/art_404.html": deep, "http://a.example/error/1.html": deep, "://": deep,
	} {
		if got := placeOf(address); got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
}
