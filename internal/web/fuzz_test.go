package web_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"beilun/internal/needs"

	"golang.org/x/net/html"
)

// seed is a request that a fuzz begins with.
type seed struct{ method, target, header, body string }

// markup is in texts that want to be more than text.
const markup = `"><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">`

// seeds are requests of browsers and programs, and of others.
func seeds(s *testSite) []seed {
	out := []seed{
		{"GET", "/", "Accept: text/html\r\nAccept-Language: en-GB,en;q=0.9", ""},
		{"GET", "/?q=" + url.QueryEscape("吉利新能源汽车总部总投资多少？"), "Accept: text/html", ""},
		{"GET", "/?q=" + url.QueryEscape("建筑面积呢？") + "&about=" + url.QueryEscape("吉利新能源汽车总部总投资多少？") + "&which=1", "", ""},
		{"GET", "/?q=" + url.QueryEscape(markup) + "&about=" + url.QueryEscape(markup), "", ""},
		{"GET", "/?q=%ff%fe%00&lang=%f0", "Accept-Language: \xff\xfe", ""},
		{"GET", "/?q=" + url.QueryEscape("帮我核对：吉利新能源汽车总部总投资5亿元，建筑面积4.6万平方米"), "", ""},
		{"GET", "/releases?publisher=" + url.QueryEscape(markup) + "&year=-1&thing=%00&page=99999999999999999999", "", ""},
		{"GET", "/releases/" + url.PathEscape(markup), "", ""},
		{"GET", "/releases/../../etc/passwd", "", ""},
		{"GET", "/releases/%2e%2e%2f%00", "Range: bytes=5-1", ""},
		{"GET", s.addresses[0] + "?page=2&at=" + url.QueryEscape(markup), "", ""},
		{"HEAD", "/", "", ""},
		{"POST", "/", "Content-Type: application/x-www-form-urlencoded\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site", "q=x"},
		{"POST", "/login?to=//evil.example", "Content-Type: application/x-www-form-urlencoded", "token=x&to=https://evil.example"},
		{"POST", "/check", "Content-Type: multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.html\"\r\n\r\n<h1>x\r\n--b--"},
		{"OPTIONS", "*", "", ""},
		{"PROPFIND", "/metrics", "Depth: 1", "<propfind>"},
		{"GET", "//evil.example/%0d%0aSet-Cookie:x", "", ""},
		{"GET", "http://evil.example/readyz", "Accept: application/json;q=nan,\x01", ""},
		{"GET", "/metrics", "Accept: application/openmetrics-text;version=1.0.0\r\nAccept-Encoding: gzip, zstd, \xff", ""},
		{"GET", "/figures?q=" + url.QueryEscape(markup), "If-None-Match: \"x\"", ""},
		{"GET", "/api/ask?q=" + url.QueryEscape(markup), "Accept: application/xml", ""},
		{"POST", "/mcp", "Content-Type: application/json", `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{"question":"\ud800"}}}`},
		{"GET", "/changes?since=9999-99-99", "X-Forwarded-For: 1.2.3.4, \xff\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https", ""},
	}
	for _, v := range visits {
		out = append(out, seed{"GET", v.at(random(), s), "", ""})
	}
	return out
}

// FuzzSite sends any request to the whole site: what comes back is never the fault of the
// program, and never a page that does what a request says.
// Minimizing takes long and finds little: go test -fuzz FuzzSite -fuzzminimizetime 1x.
func FuzzSite(f *testing.F) {
	s := newTestSite(f, 60)
	for _, one := range seeds(s) {
		f.Add(one.method, one.target, one.header, []byte(one.body))
	}
	f.Fuzz(func(t *testing.T, method, target, header string, body []byte) {
		r := parsed(method, target, header, body)
		if r == nil {
			return // net/http has answered it
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		check(t, w.Result())
	})
}

// maxFuzzed bounds the parts of a request, as long as they may be longer than any limit of
// the pages.
const maxFuzzed = 1 << 20

// parsed returns a request as net/http reads it from a connection of this machine, nil if it
// would refuse it.
func parsed(method, target, header string, body []byte) *http.Request {
	if len(target)+len(header)+len(body) > maxFuzzed {
		return nil
	}
	var raw bytes.Buffer
	fmt.Fprintf(&raw, "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n", method, target, len(body))
	if header != "" {
		raw.WriteString(header + "\r\n")
	}
	raw.WriteString("\r\n")
	raw.Write(body)
	r, err := http.ReadRequest(bufio.NewReader(&raw))
	if err != nil {
		return nil
	}
	r.RemoteAddr = "127.0.0.1:40000"
	return r
}

// check checks what every answer of the site is.
func check(t *testing.T, w *http.Response) {
	t.Helper()
	body, err := read(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if w.StatusCode >= 500 && w.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%s\n%s", w.Status, body)
	}
	for name, values := range w.Header {
		if i := slices.IndexFunc(values, func(v string) bool { return strings.ContainsAny(v, "\r\n\x00") }); i >= 0 {
			t.Errorf("header %s: %q", name, values[i])
		}
	}
	if to, err := url.Parse(w.Header.Get("Location")); err != nil || to.Host != "" || to.Scheme != "" || strings.HasPrefix(to.Path, "//") {
		t.Errorf("it leads away, to %q: %v", w.Header.Get("Location"), err)
	}
	kind, _, err := mime.ParseMediaType(w.Header.Get("Content-Type"))
	if err != nil && len(body) > 0 {
		t.Errorf("no type of what is sent: %v", err)
	}
	isText := strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "xml")
	if isText && w.Header.Get("Content-Encoding") == "" && !utf8.ValidString(body) {
		t.Errorf("no UTF-8:\n%q", body)
	}
	if kind == "text/html" || kind == "" {
		checkPage(t, w.Header, body)
	}
}

// checkPage checks that a page may do nothing but what the pages of the site do.
func checkPage(t *testing.T, h http.Header, body string) {
	t.Helper()
	policy := h.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	if h.Get("X-Content-Type-Options") != "nosniff" {
		t.Error("browsers may guess what a page is")
	}
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Errorf("%v in\n%s", z.Err(), body)
			}
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			if why := suspect(z.Token()); why != "" {
				t.Errorf("%s in\n%s", why, body)
			}
		}
	}
}

// suspect returns what is wrong with a tag of a page, "" for nothing.
func suspect(tag html.Token) string {
	own := tag.Data != "script"
	for _, a := range tag.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
			return fmt.Sprintf("attribute %s of %s", a.Key, tag.Data)
		case a.Key == "href", a.Key == "src", a.Key == "action", a.Key == "formaction":
			u, err := url.Parse(strings.TrimSpace(a.Val))
			if err != nil || !slices.Contains([]string{"", "http", "https"}, strings.ToLower(u.Scheme)) {
				return fmt.Sprintf("address %q of %s", a.Val, tag.Data)
			}
			if tag.Data == "script" && a.Key == "src" {
				own = strings.HasPrefix(a.Val, "/assets/")
			}
		}
	}
	if !own || slices.Contains([]string{"iframe", "object", "embed", "base", "style"}, tag.Data) {
		return "tag " + tag.String()
	}
	return ""
}

// TestFloodOfKinds sends all seeds at once, over and over, as several browsers do.
func TestFloodOfKinds(t *testing.T) {
	t.Parallel()
	s := newTestSite(t, 60)
	all := seeds(s)
	var going sync.WaitGroup
	for i := range needs.Some(t, 8, 3) {
		going.Go(func() {
			for j := range all {
				one := all[(i*7+j)%len(all)]
				r := parsed(one.method, one.target, one.header, []byte(one.body))
				if r == nil {
					continue
				}
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				check(t, w.Result())
			}
		})
	}
	going.Wait()
}

// TestSuspect checks what is found in a page, and what is not.
func TestSuspect(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]bool{
		`<a href="/?q=x">`:                           false,
		`<a href="https://example.com/a">`:           false,
		`<script src="/assets/a.js" defer></script>`: false,
		`<script>1</script>`:                         true,
		`<script src="//evil.example/a.js">`:         true,
		`<a href=" javascript:alert(1)">`:            true,
		`<a href="data:text/html,x">`:                true,
		`<p onclick=x>`:                              true,
		`<p style="color:red">`:                      true,
		`<iframe src="/">`:                           true,
		`<base href="//evil.example">`:               true,
	} {
		z := html.NewTokenizer(strings.NewReader(page))
		z.Next()
		if got := suspect(z.Token()); (got != "") != want {
			t.Errorf("%s: %q", page, got)
		}
	}
}
