package changes

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/library"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	built "beilun/knowledge/releases"

	"github.com/mmcdole/gofeed"
)

// site is the pages of an index that a test fills.
type site struct {
	*testing.T
	x   *index.Index
	mux *http.ServeMux
	of  *page.Site
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
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	s := &site{t, x, http.NewServeMux(), &page.Site{Index: x, Log: log, Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 30} }}}
	Routes(s.mux, s.of, ledger.New(x, log))
	return s
}

// fill makes the index hold files.
func (s *site) fill(files map[string]string) {
	s.Helper()
	fs := fstest.MapFS{}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s.sync(corpus.FromFS(fs))
}

func (s *site) sync(c *corpus.Corpus) {
	s.Helper()
	if _, err := s.x.Sync(s.Context(), library.Source(c.Each)); err != nil {
		s.Fatal(err)
	}
}

func (s *site) get(address string) *httptest.ResponseRecorder {
	s.Helper()
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, httptest.NewRequestWithContext(s.Context(), http.MethodGet, address, nil))
	if w.Code != http.StatusOK {
		s.Fatalf("%s: status %d:\n%.500s", address, w.Code, w.Body)
	}
	return w
}

// feed reads a feed with a reader that is not ours.
func (s *site) feed(address string) *gofeed.Feed {
	s.Helper()
	w := s.get(address)
	f, err := gofeed.NewParser().ParseString(w.Body.String())
	if err != nil {
		s.Fatalf("%s: %v in\n%.2000s", address, err, w.Body)
	}
	return f
}

func release(title, date, source, text string) string {
	return fmt.Sprintf("---\ntitle: %s\ndate: %s\nsource: %s\n---\n%s\n", title, date, source, text)
}

// press is the releases of an invented district.
func press() map[string]string {
	return map[string]string{
		"1.md": release("安枰新城开工", "2024-01-10", "安枰发布", "安枰新城总投资12亿元，入驻企业30家。"),
		"2.md": release("安枰新城招商", "2024-06-01", "安枰日报", "安枰新城入驻企业46家，绿地率达35%。"),
		"3.md": release("安枰新城近况", "2024-06-05", "安枰晚报", "安枰新城入驻企业52家。"),
		"4.md": release("关于《安枰新城开工》的更正", "2024-06-20", "安枰发布", "更正：1月10日发布的“安枰新城总投资12亿元”应为“总投资15亿元”。"),
		"5.md": release("无日期", "", "安枰发布", "安枰新城总投资99亿元。"),
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fill(press())
	for _, tt := range []struct {
		query     string
		want, not []string
	}{
		{"", []string{"2024-05-21 至 2024-06-20", "说法不一 1", "更正 1", "变了 1", ">52家</a>", "另有说法：", ">46家</a>", anchor.Of(s.x, "3.md") + "?at=f", `value="2024-05-21"`, `<link rel="alternate" type="application/atom+xml"`}, []string{"99亿元"}},
		{"?lang=en", []string{"2024-05-21 to 2024-06-20", "1 conflicting", "1 corrected", "Another release:", "总投资 (total investment)", `href="/changes.atom?lang=en"`}, []string{"说法不一"}},
		{"?since=2024-06-10", []string{"更正 1", "15亿元", "此前："}, []string{"52家"}},
		{"?since=2024", []string{"新的 ", "30家", `value="2024-01-01"`}, nil},
		{"?since=2030-01-01", []string{"没有带来变化", "2030-01-01 至 2030-01-01"}, []string{"52家"}},
		{"?since=%3Cscript%3Ex", []string{"没有看懂这个日期", ">52家</a>"}, []string{"<script>x"}},
		{"?since=" + strings.Repeat("2", 5000), []string{"没有看懂这个日期"}, nil},
	} {
		body := s.get("/changes" + tt.query).Body.String()
		for _, w := range tt.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %s in\n%s", tt.query, w, body[strings.Index(body, "<main"):])
			}
		}
		for _, n := range tt.not {
			if strings.Contains(body, n) {
				t.Errorf("%s: %s is in it", tt.query, n)
			}
		}
	}
	s.fill(nil)
	if body := s.get("/changes").Body.String(); !strings.Contains(body, words[false].NoneAtAll) {
		t.Errorf("empty: %s", body)
	}
}

// TestFeed reads the feeds, follows their addresses, and syncs again: IDs stay, and a
// release that was changed has another one.
func TestFeed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fill(press())
	ids := func(address string) (out []string) {
		for _, i := range s.feed(address).Items {
			out = append(out, i.Title+" "+i.GUID)
		}
		return out
	}
	for _, kind := range []string{"atom", "rss"} {
		f := s.feed("http://anping.example:8790/changes." + kind + "?since=2024-06-01")
		if f.FeedType != kind || len(f.Items) != 3 || f.Title != words[false].FeedTitle {
			t.Fatalf("%s: %s with %d items, called %s", kind, f.FeedType, len(f.Items), f.Title)
		}
		i := f.Items[0]
		if i.Title != "《关于《安枰新城开工》的更正》：更正 1" || i.PublishedParsed == nil && i.UpdatedParsed == nil || i.Link != "http://anping.example:8790"+anchor.Of(s.x, "4.md") {
			t.Errorf("%s: %+v", kind, i)
		}
		if !strings.Contains(i.Content, "15亿元") || !strings.Contains(i.Content, `<a href="http://`) || !strings.Contains(i.Content, anchor.Of(s.x, "4.md")+"?at=f") {
			t.Errorf("%s: its content is %s", kind, i.Content)
		}
	}
	s.of.URL = "https://beilun.example/figures"
	if f := s.feed("http://127.0.0.1/changes.atom"); f.Link != s.of.URL+"/changes" || !strings.HasPrefix(f.Items[0].Link, s.of.URL+"/releases/") {
		t.Errorf("its address is %s, and that of an entry %s", f.Link, f.Items[0].Link)
	}
	before := ids("/changes.atom?since=2024-06-01")
	if got := ids("/changes.rss?since=2024-06-01"); !slices.Equal(got, before) {
		t.Errorf("RSS has %v, Atom %v", got, before)
	}
	renamed := press()
	renamed["新/四 号.md"] = renamed["4.md"]
	renamed["3.md"] = strings.Replace(renamed["3.md"], "52", "53", 1)
	delete(renamed, "4.md")
	s.fill(renamed)
	after := ids("/changes.atom?since=2024-06-01")
	if len(after) != 3 || after[0] != before[0] || after[1] == before[1] || after[2] != before[2] {
		t.Errorf("before %v\nafter %v", before, after)
	}
	w := s.get("/changes.atom")
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/changes.atom", nil)
	r.Header.Set("If-None-Match", w.Header().Get("Etag"))
	again := httptest.NewRecorder()
	if s.mux.ServeHTTP(again, r); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("asked again: status %d", again.Code)
	}
	s.fill(nil)
	if f := s.feed("/changes.rss"); len(f.Items) > 0 {
		t.Errorf("empty: %v", f.Items)
	}
}

// TestBuiltIn reads what the built-in releases changed, and follows the links.
func TestBuiltIn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.sync(corpus.FromFS(built.FS()))
	body := s.get("/changes?since=2000").Body.String()
	if n := strings.Count(body, "<section>"); n < 30 {
		t.Errorf("%d releases", n)
	}
	book := anchor.NewBook(s.x)
	for _, part := range strings.Split(body, `href="/releases/`)[1:] {
		u, err := url.Parse(part[:strings.IndexByte(part, '"')])
		if err != nil {
			t.Fatal(err)
		}
		if _, found := book.Find(u.Path); found != anchor.Present {
			t.Errorf("%s leads nowhere", u)
		}
	}
	if f := s.feed("/changes.atom?since=2000"); len(f.Items) < 30 || len(f.Items) > maxEntries {
		t.Errorf("%d entries", len(f.Items))
	}
}

// TestHostile draws releases that try everything.
func TestHostile(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	all := map[string]string{}
	for i, text := range messagetest.Hostile {
		text = strings.Map(func(r rune) rune {
			if r < ' ' {
				return -1
			}
			return r
		}, strings.ToValidUTF8(text[:min(len(text), 2000)], ""))
		all[fmt.Sprintf("%d.txt", i)] = fmt.Sprintf("安枰新城%s\n来源：<script>%s\n日期：2024-06-%02d\n\n安枰新城总投资%d亿元，%s增长5%%。\n", text, text, i%28+1, i+1, text)
	}
	s.fill(all)
	for _, address := range []string{"/changes?since=2000", "/changes?since=2000&lang=en"} {
		if body := s.get(address).Body.String(); strings.Count(body, "<script") != 1 || !strings.Contains(body, "<section>") {
			t.Errorf("%s has %d scripts", address, strings.Count(body, "<script"))
		}
	}
	for _, address := range []string{"/changes.atom?since=2000", "/changes.rss?since=2000"} {
		for _, i := range s.feed(address).Items {
			if strings.Contains(i.Content, "<script") {
				t.Errorf("%s: %s", address, i.Content)
			}
		}
	}
}
