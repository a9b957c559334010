package check

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/library"
	"beilun/internal/web/page"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read/release"
)

// site is the page of an index with releases of an invented district.
type site struct {
	*testing.T
	x   *index.Index
	mux *http.ServeMux
	of  *page.Site
	log bytes.Buffer
}

func newSite(t *testing.T) *site {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	fs := fstest.MapFS{}
	for name, text := range map[string]string{
		"开工 1.md": "---\ntitle: 安枰新城开工\ndate: 2024-01-10\nsource: 安枰发布\n---\n安枰新城总投资12亿元，入驻企业30家，用地300亩。\n",
		"招商.md":   "---\ntitle: 安枰新城招商\ndate: 2025-06-01\nsource: 安枰日报\n---\n安枰新城总投资15亿元，绿地率35%。2025年安枰区地区生产总值512.3亿元。\n",
	} {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(fs).Each)); err != nil {
		t.Fatal(err)
	}
	s := &site{T: t, x: x, mux: http.NewServeMux()}
	s.of = &page.Site{Index: x, Log: slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug})), Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 30} }}
	Routes(s.mux, s.of)
	return s
}

// form makes a form of a text and a file.
func form(t *testing.T, text, name string, data []byte) (string, io.Reader) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	err := w.WriteField(textField, text)
	var part io.Writer
	if err == nil {
		part, err = w.CreateFormFile(fileField, name)
	}
	if err == nil {
		_, err = part.Write(data)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), &body
}

func (s *site) post(kind string, body io.Reader, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.Helper()
	r := httptest.NewRequestWithContext(s.Context(), http.MethodPost, "/check", body)
	r.Header.Set("Content-Type", kind)
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	return w
}

const fields = "application/x-www-form-urlencoded"

func TestCheck(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	opening, news := anchor.Of(s.x, "开工 1.md"), anchor.Of(s.x, "招商.md")
	for _, tt := range []struct {
		name, text, file, lang string
		status                 int
		want                   []string
	}{
		{name: "text", text: "安枰新城总投资18亿元，用地300亩，入驻企业46家以上。\r\n\r\n安枰新城总投资12亿元，停车位500个。", status: 200, want: []string{
			"数字 5 处", "不一致 3", "一致 1", "资料里没有 1",
			`安枰新城总投资<a href="#d1"><mark class="contradicts">18亿元</mark></a>，用地<a href="#d2"><mark class="agrees">300亩</mark></a>`,
			"不一致，资料已有新的数字", "资料现为：", "此前：", news + "?at=f", opening + "?at=f", "安枰日报 · 2025-06-01", `<blockquote class="verbatim">安枰新城总投资<mark>15亿元</mark>`,
		}},
		{name: "english", text: "安枰新城总投资15亿元", lang: "?lang=en", status: 200, want: []string{"Figures: 1", ">1 agree<", "总投资 (total investment):", "Release:"}},
		{name: "newer", text: "2026年安枰区地区生产总值530亿元", status: 200, want: []string{"比资料新 1", "资料最新的是：", "512.3亿元"}},
		{name: "markdown.md", file: "---\ntitle: 安枰新城总投资15亿元\ndate: 2025-07-01\n---\n安枰新城绿地率36%。", status: 200, want: []string{"文件：</p>"[:9], "markdown.md", "数字 2 处", `<mark class="contradicts">36%`}},
		{name: "page.html", file: "<title>安枰新城</title><article><p>安枰新城用地300亩，由安枰区住建局组织建设，二〇二四年春天开工，往来两岸只要五分钟。</p></article>", status: 200, want: []string{`<mark class="agrees">300亩`}},
		{name: "both", text: "安枰新城总投资1亿元", file: "安枰新城用地300亩。\n", status: 200, want: []string{"数字 1 处", ">300亩<"}},
		{name: "no figures", text: "安枰新城开工了。", status: 200, want: []string{"没有可以核对的数字"}},
		{name: "nothing", text: "  \n", status: 422, want: []string{"还没有文字或文件"}},
		{name: "picture.jpg", file: "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + strings.Repeat("\x00\x01", 999), status: 422, want: []string{"这个文件读不了："}},
		{name: "../../etc/<b>.md", file: "安枰新城用地300亩。", status: 200, want: []string{"&lt;b&gt;.md"}},
		{name: `C:\稿\我的 "稿".txt`, file: "安枰新城用地300亩。", status: 200, want: []string{"我的"}},
		{name: "...", file: "安枰新城用地300亩。", status: 200, want: []string{"300亩"}},
		{name: "hostile", text: `<script>alert(1)</script></textarea>安枰新城总投资12亿元"><img src=x onerror=alert(1)>{{.}}`, status: 200, want: []string{"&lt;script&gt;", "12亿元"}},
		{name: "long", text: strings.Repeat("安枰新城用地300亩。\n", 600), status: 200, want: []string{"数字 500 处", "另有 100 处没有核对"}},
	} {
		kind, body := form(t, tt.text, tt.name, []byte(tt.file))
		w := s.post(kind, body, func(r *http.Request) { r.URL.RawQuery = strings.TrimPrefix(tt.lang, "?") })
		out := w.Body.String()
		if w.Code != tt.status || strings.Count(out, "<script") != 1 || strings.Contains(out, "<img") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d, want %d; %v", tt.name, w.Code, tt.status, w.Header())
		}
		for _, want := range tt.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %s in\n%.6000s", tt.name, want, out[strings.Index(out, "<main"):])
			}
		}
		if tt.file == "" {
			w = s.post(fields, strings.NewReader(url.Values{textField: {tt.text}}.Encode()))
			if w.Code != tt.status {
				t.Errorf("%s without a file: status %d", tt.name, w.Code)
			}
		}
	}
	if s.log.Len() > 0 {
		t.Errorf("logged: %s", &s.log)
	}
}

func TestForm(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/check?text=x", nil))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `method="post" enctype="multipart/form-data"`) || strings.Contains(w.Body.String(), ">x<") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	kind, whole := form(t, "安枰新城用地300亩", "", nil)
	data, err := io.ReadAll(whole)
	if err != nil {
		t.Fatal(err)
	}
	var parts strings.Builder
	for i := range 20 {
		fmt.Fprintf(&parts, "--b\r\nContent-Disposition: form-data; name=\"x%d\"\r\n\r\nx\r\n", i)
	}
	for name, tt := range map[string]struct {
		kind   string
		body   io.Reader
		status int
	}{
		"no kind":          {"", strings.NewReader("text=x"), 400},
		"JSON":             {"application/json", strings.NewReader(`{"text":"x"}`), 400},
		"cut":              {kind, bytes.NewReader(data[:len(data)-30]), 400},
		"no boundary":      {"multipart/form-data", bytes.NewReader(data), 400},
		"no parts":         {kind, strings.NewReader(""), 422},
		"many parts":       {"multipart/form-data; boundary=b", strings.NewReader(parts.String() + "--b--"), 400},
		"bad escapes":      {fields, strings.NewReader("text=%zz"), 400},
		"too large a form": {fields, io.MultiReader(strings.NewReader("text="), io.LimitReader(endless{}, maxBody)), 413},
	} {
		if w := s.post(tt.kind, tt.body); w.Code != tt.status {
			t.Errorf("%s: status %d, want %d", name, w.Code, tt.status)
		}
	}
	for size, status := range map[int]int{release.MaxFile + 1: 413, release.MaxFile: 422} { // the second is refused by its reader
		kind, body := form(t, "", "a.pdf", bytes.Repeat([]byte{0}, size))
		if w := s.post(kind, body); w.Code != status {
			t.Errorf("%d bytes: status %d, want %d", size, w.Code, status)
		}
	}
	for name, site := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"} {
		if w := s.post(fields, strings.NewReader("text=x"), func(r *http.Request) { r.Header.Set(name, site) }); w.Code != http.StatusForbidden {
			t.Errorf("%s %s: status %d", name, site, w.Code)
		}
	}
}

// endless is a text without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// TestTurns lets drafts of several clients come at once.
func TestTurns(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	from := func(address string) func(*http.Request) {
		return func(r *http.Request) {
			*r = *r.WithContext(page.WithClient(r.Context(), page.Visitor{Network: page.NetworkOf(netip.MustParseAddr(address))}))
		}
	}
	const text = "text=1"
	var slow []*io.PipeWriter
	ended := make(chan int)
	clients := []string{"192.0.2.1", "192.0.2.2", "192.0.2.5", "192.0.2.6"} // as many as arriving
	for _, client := range clients {
		r, w := io.Pipe() // whose length nobody knows
		slow = append(slow, w)
		go func() { ended <- s.post(fields, r, from(client)).Code }()
		if _, err := w.Write([]byte(text)); err != nil { // it is being read
			t.Fatal(err)
		}
	}
	if w := s.post(fields, strings.NewReader(text), from("192.0.2.1")); w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), words[false].BusyOwn) {
		t.Errorf("a second draft of a client: status %d", w.Code)
	}
	if w := s.post(fields, strings.NewReader(text), from("192.0.2.9")); w.Code != http.StatusOK {
		t.Errorf("a draft of another client: status %d", w.Code)
	}
	leave, err := (&checker{clients: map[netip.Prefix]bool{page.NetworkOf(netip.MustParseAddr("2001:db8::1")): true}}).enter(page.NetworkOf(netip.MustParseAddr("2001:db8::2")))
	if err == nil {
		leave()
		t.Error("two addresses of a network of IPv6 are two clients")
	}
	// Those who send slowly keep no small draft waiting.
	if w := s.post(fields, strings.NewReader(text), from("192.0.2.3")); w.Code != http.StatusOK {
		t.Errorf("a small draft: status %d", w.Code)
	}
	// Another large one waits, and gets its turn when one of the others is done.
	large := make(chan int)
	go func() {
		r, w := io.Pipe()
		go func() { _, _ = w.Write([]byte(text)); _ = w.Close() }() // ends when it is read
		large <- s.post(fields, r, from("192.0.2.4")).Code
	}()
	if err := slow[0].Close(); err != nil {
		t.Fatal(err)
	}
	if got := <-large; got != http.StatusOK {
		t.Errorf("another large draft: status %d", got)
	}
	for _, w := range slow[1:] {
		w.CloseWithError(io.ErrUnexpectedEOF)
	}
	for range slow {
		if got := <-ended; got != http.StatusOK && got != http.StatusBadRequest {
			t.Errorf("status %d", got)
		}
	}
	// Whoever goes while it waits does not take a turn.
	places := make(chan struct{}, 1)
	places <- struct{}{}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := take(gone, places); !errors.Is(err, errBusy) || len(places) != 1 {
		t.Errorf("gone: %v, %d places are taken", err, len(places))
	}
}

// TestHostile checks drafts that try everything.
func TestHostile(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, text := range messagetest.Hostile {
		kind, body := form(t, "安枰新城总投资12亿元，"+text[:min(len(text), 2000)]+"用地5亩。", text[:min(len(text), 300)], nil)
		if w := s.post(kind, body); w.Code != 200 && w.Code != 422 && w.Code != 400 || strings.Count(w.Body.String(), "<script") != 1 {
			t.Errorf("%.50q: status %d", text, w.Code)
		}
	}
}
