package sites

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestMisbehaving asks for pages that a site serves badly. Beside each is a good one,
// which has to come.
func TestMisbehaving(t *testing.T) {
	t.Parallel()
	bomb() // takes its time
	good := article("云溪区新建中小学4所", "2025-11-03", school, "")
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  error // nil: it comes
		after time.Duration
		again bool // it is asked for again after that time
	}{
		"slow": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for r.Context().Err() == nil { // a byte at a time, for ever
				fmt.Fprint(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, ErrSlow, 2 * time.Hour, true},
		"silent": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, ErrSlow, 2 * time.Hour, true},
		"huge": {func(w http.ResponseWriter, r *http.Request) {
			for range 20 {
				if _, err := w.Write(make([]byte, 1<<20)); err != nil {
					return
				}
			}
		}, ErrTooLarge, 24 * time.Hour, false},
		"huge by its header": {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "99999999999") }, ErrTooLarge, 24 * time.Hour, false},
		"gzip bomb": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb())
		}, ErrTooLarge, 24 * time.Hour, false},
		"gzip twice": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip")
			fmt.Fprint(w, "x")
		}, ErrEncoded, 2 * time.Hour, true},
		"gzip": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/html")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, good)
			z.Close()
		}, nil, 0, false},
		"no gzip at all": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, good)
		}, ErrCut, 2 * time.Hour, true},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Length", strconv.Itoa(len(good)+100))
			fmt.Fprint(w, good)
		}, ErrCut, 2 * time.Hour, true},
		"cut off without a length": {func(w http.ResponseWriter, _ *http.Request) {
			raw(w, "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"+good[:len(good)*2/3])
		}, ErrCut, 2 * time.Hour, true},
		"a length that is too small": {func(w http.ResponseWriter, _ *http.Request) {
			raw(w, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "+strconv.Itoa(len(good)/2)+"\r\n\r\n"+good)
		}, ErrCut, 2 * time.Hour, true},
		"closed":        {func(w http.ResponseWriter, _ *http.Request) { raw(w, "") }, ErrReach, 2 * time.Hour, true},
		"no HTTP":       {func(w http.ResponseWriter, _ *http.Request) { raw(w, "SSH-2.0-x\r\n") }, ErrReach, 2 * time.Hour, true},
		"an error":      {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, ErrStatus, 2 * time.Hour, true},
		"gone":          {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) }, ErrMissing, 9000 * time.Hour, false},
		"not found":     {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, ErrMissing, 24 * time.Hour, true},
		"forbidden":     {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, ErrDenied, 24 * time.Hour, false},
		"redirect loop": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/bad", http.StatusFound) }, ErrRedirect, 24 * time.Hour, false},
		"redirect chain": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/bad?"+r.URL.RawQuery+"x", http.StatusFound)
		}, ErrRedirect, 24 * time.Hour, false},
		"to a file": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		}, ErrScheme, 24 * time.Hour, false},
		"to nowhere": {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusFound) }, ErrScheme, 24 * time.Hour, false},
		"to the inside": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
		}, ErrPrivate, 24 * time.Hour, false},
		"to metadata": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://[::ffff:169.254.169.254]/", http.StatusFound)
		}, ErrPrivate, 24 * time.Hour, false},
		"304 unasked": {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotModified) }, ErrScheme, 24 * time.Hour, false},
		"a picture": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "\x89PNG\r\n\x1a\n")
		}, ErrKind, 24 * time.Hour, false},
		"a login": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `<html><head><title>用户登录</title></head><body><form action=login><h1>用户登录</h1>用户名 <input name=u> 密码 <input type=password> <button>登录</button></form></body></html>`)
		}, errRefused, 24 * time.Hour, false},
		"nothing": {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/html") }, errRefused, 24 * time.Hour, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.html("/", list(item{"/bad", "云溪区新建中小学4所", "2025-11-04"}, item{"/good", "云溪区港口货物吞吐量增长", "2025-11-02"}))
			s.handle("/bad", c.serve)
			s.html("/good", article("云溪区港口货物吞吐量增长", "2025-11-02", harbour, ""))
			p := newPlace(t, s.URL)
			if errors.Is(c.want, ErrSlow) {
				p.opts.Time = time.Second
				p.client = NewClient(p.opts)
			}
			r := p.round(t)
			if c.want == nil {
				if len(r.Came) != 2 {
					t.Errorf("%+v", r)
				}
				return
			}
			if len(r.Came) != 1 || r.Err != nil || len(r.Refused) != 1 {
				t.Fatalf("%+v", r)
			}
			if got := r.Refused[0].Err; !errors.Is(got, c.want) && (c.want != errRefused || Reason(got, true) == Reason(errors.New("x"), true) || isPassing(got)) {
				t.Errorf("refused with %v, want %v", got, c.want)
			}
			s.takeAsked()
			p.clock.pass(c.after)
			p.round(t)
			asked := strings.Contains(strings.Join(s.takeAsked(), " "), "/bad")
			if asked != c.again {
				t.Errorf("asked again after %v: %t", c.after, asked)
			}
			for range 12 { // it ends some time
				p.clock.pass(30 * 24 * time.Hour)
				p.round(t)
			}
			s.takeAsked()
			p.clock.pass(1000 * time.Hour)
			if p.round(t); strings.Contains(strings.Join(s.takeAsked(), " "), "/bad") {
				t.Error("it is asked for without end")
			}
			if text := strings.Join(p.Status(false), "\n"); !strings.Contains(text, "没有收 1 页") || !strings.Contains(text, Reason(r.Refused[0].Err, false)) {
				t.Errorf("status:\n%s", text)
			}
		})
	}
}

// bomb returns 12 MiB of nothing, packed.
var bomb = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 12 {
		z.Write(make([]byte, 1<<20)) // a Buffer returns no error
	}
	z.Close()
	return b.Bytes()
})

// errRefused is any error of the readers.
var errRefused = errors.New("refused by the readers")

// raw answers with bytes and closes the connection.
func raw(w http.ResponseWriter, answer string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	fmt.Fprint(conn, answer)
	conn.Close()
}

// TestSourceMisbehaves looks at sources that are no list, or not now.
func TestSourceMisbehaves(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"a page without a list": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, article("云溪区新建中小学4所", "2025-11-03", school, ""))
		}, ErrNoList},
		"a page for a feed": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, "<html><body>系统维护中，请稍后再来访问</body></html>")
		}, ErrNoList},
		"half a feed": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><item><title>a</tit`)
		}, ErrBadFeed},
		"a feed of entities": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>`)
		}, ErrNoList},
		"an empty feed": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `<rss version="2.0"><channel></channel></rss>`)
		}, ErrNoList},
		"nothing":   {func(w http.ResponseWriter, _ *http.Request) {}, ErrNoList},
		"not there": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, ErrMissing},
		"busy": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		}, ErrBusy},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.handle("/news/", c.serve)
			p := newPlace(t, s.URL+"/news/")
			if r := p.round(t); !errors.Is(r.Err, c.want) && !(c.want == ErrNoList && errors.Is(r.Err, ErrBadFeed)) || len(r.Came) > 0 {
				t.Errorf("%+v", r)
			}
			st := p.memory.source(s.URL + "/news/")
			if wait := st.Next.Sub(p.clock.Now()); wait < 20*time.Minute || st.Tries != 1 || c.want == ErrBusy && wait < 2*time.Hour {
				t.Errorf("the next look is in %v after %d tries", wait, st.Tries)
			}
			s.html("/news/", list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}))
			s.html("/a", article("云溪区新建中小学4所", "2025-11-03", school, ""))
			s.takeAsked()
			if r := p.round(t); c.want == ErrBusy && (!errors.Is(r.Err, ErrBusy) || len(s.takeAsked()) > 0) {
				t.Errorf("it is asked again too early: %+v", r)
			}
			p.clock.pass(3 * time.Hour)
			p.round(t)
			if files := p.files(t); len(files) != 1 {
				t.Errorf("%q", files)
			}
		})
	}
}

// TestMaintenance takes no page of a site under maintenance for a release, nor for the
// next version of one.
func TestMaintenance(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var items []item
	down := false
	for i := range 5 {
		path, title := fmt.Sprintf("/p%d", i), fmt.Sprintf("云溪区第%d批民生工程投资计划", i)
		items = append(items, item{path, title, "2025-11-28"})
		s.handle(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			if down {
				fmt.Fprint(w, article("网站升级公告", "2025-11-28", "尊敬的用户，本网站正在升级维护，预计需要3天时间，给您带来不便敬请谅解，服务热线12345全天开通。", ""))
				return
			}
			fmt.Fprint(w, article(title, "2025-11-28", fmt.Sprintf("今年第%d批民生工程投资计划%d亿元，全部用于老旧小区改造和道路建设。", i, 10+i), ""))
		})
	}
	s.html("/", list(items[:1]...))
	p := newPlace(t, s.URL)
	p.round(t)
	down = true
	s.html("/", list(items...))
	p.clock.pass(25 * time.Hour)
	if r := p.round(t); len(r.Came)+len(r.Changed) > 0 || !errors.Is(r.Err, ErrOther) {
		t.Errorf("%+v", r)
	}
	p.clock.pass(25 * time.Hour)
	p.round(t)
	down = false
	p.clock.pass(8 * 24 * time.Hour)
	p.round(t)
	if files := p.files(t); len(files) != 5 || !bytes.Contains(p.content(t, files[0]), []byte("10亿元")) {
		t.Errorf("%q", files)
	}
}

// TestBusy stops a look where the site asks for it, and goes on where it stopped.
func TestBusy(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var items []item
	for i := range 6 {
		path := fmt.Sprintf("/p%d", i)
		items = append(items, item{path, fmt.Sprintf("云溪区第%d号公告", i), "2025-11-03"})
		s.html(path, article(fmt.Sprintf("云溪区第%d号公告", i), "2025-11-03", fmt.Sprintf("今年第%d批投资%d亿元，全部用于民生工程建设。", i, 10+i), ""))
	}
	s.html("/", list(items...))
	var asked atomic.Int32
	ok := s.pages["/p3"]
	s.handle("/p3", func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			w.Header().Set("Retry-After", time.Date(2025, 11, 29, 9, 0, 0, 0, china).UTC().Format(http.TimeFormat))
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		ok(w, r)
	})
	p := newPlace(t, s.URL)
	if r := p.round(t); !errors.Is(r.Err, ErrBusy) || len(r.Came) != 3 {
		t.Errorf("%+v", r)
	}
	p.clock.pass(59 * time.Minute)
	if r := p.round(t); len(r.Came) != 0 || asked.Load() != 1 {
		t.Errorf("too early: %+v", r)
	}
	p.clock.pass(2 * time.Minute)
	if r := p.round(t); r.Err != nil || len(r.Came) != 3 {
		t.Errorf("after the pause: %+v", r)
	}
}

// TestEndless looks at a list whose pages have no end, at most at a few of them.
func TestEndless(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.handle("/cal", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("p"))
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, strings.Replace(list(item{fmt.Sprintf("/n?i=%d", n), fmt.Sprintf("第%d期简报内容", n), "2025-11-03"}), "</ul>", fmt.Sprintf(`</ul><a href="/cal?p=%d">下一页</a>`, n+1), 1))
	})
	s.handle("/n", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, article("第"+r.URL.Query().Get("i")+"期简报内容", "2025-11-03", "本期报道投资"+r.URL.Query().Get("i")+"亿元的项目一个，年内开工建设。", ""))
	})
	p := newPlace(t, s.URL+"/cal")
	if r := p.round(t); len(r.Came) != usualLists || r.Err != nil {
		t.Errorf("%+v", r)
	}
	s.takeAsked()
	if r := p.round(t); len(r.Came) != 0 || len(s.takeAsked()) != 1 {
		t.Errorf("the second look: %+v", r)
	}
}

// TestMoved follows a source that has moved for good to its new address, and asks only
// for what has changed.
func TestMoved(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.handle("/old", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", http.StatusMovedPermanently) })
	s.handle("/new", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}))
	})
	s.html("/a", article("云溪区新建中小学4所", "2025-11-03", school, ""))
	p := newPlace(t, s.URL+"/old")
	p.round(t)
	s.takeAsked()
	r := p.round(t)
	if got := s.takeAsked(); len(got) != 1 || got[0] != "/new" || r.Err != nil {
		t.Errorf("%+v asked for %q", r, got)
	}
	s.handle("/new", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotFound) })
	s.html("/old", list(item{"/b", "云溪区港口货物吞吐量增长", "2025-11-04"}))
	s.html("/b", article("云溪区港口货物吞吐量增长", "2025-11-04", harbour, ""))
	p.round(t)
	if r := p.round(t); len(r.Came) != 1 {
		t.Errorf("back at the old address: %+v", r)
	}
}

// TestMany takes as many pages as it may at a time, and the others in the next looks.
func TestMany(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var items []item
	for i := range 25 {
		path, title := fmt.Sprintf("/p%d", i), fmt.Sprintf("云溪区第%d号公告", i)
		s.html(path, article(title, "2025-11-03", fmt.Sprintf("今年第%d批投资%d亿元，全部用于民生工程建设。", i, 10+i), ""))
		items = append(items, item{path + fmt.Sprintf(";jsessionid=%X", time.Now().UnixNano()), title, "2025-11-03"})
	}
	s.html("/", strings.Replace(list(items[:15]...), "</ul>", `</ul><a href="/2">下一页</a>`, 1))
	s.html("/2", list(items[15:]...))
	p := newPlace(t, s.URL+" max=10")
	for i, want := range []int{10, 10, 5, 0} {
		if r := p.round(t); len(r.Came) != want || r.Err != nil {
			t.Errorf("look %d: %d came, want %d; %+v", i, len(r.Came), want, r)
		}
	}
}
