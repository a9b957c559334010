package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"beilun/bot"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/plain"
	"beilun/index/library"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// siteOf makes a site of releases.
func siteOf(ctx context.Context, c *corpus.Corpus) (*page.Site, error) {
	x, err := index.InMemory(index.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := x.Sync(ctx, library.Source(c.Each)); err != nil {
		return nil, err
	}
	today := func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 1, Day: 20} }
	return &page.Site{
		Index: x, Today: today, Answerer: answer.New(x, answer.Options{Today: today}),
		Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, x, text) },
		Synced: time.Now, Log: slog.New(slog.DiscardHandler),
	}, nil
}

// builtIn is the API of the built-in releases, made once.
var builtIn = sync.OnceValues(func() (http.Handler, error) {
	s, err := siteOf(context.Background(), corpus.FromFS(releases.FS()))
	if err != nil {
		return nil, err
	}
	return handler(s), nil
})

func handler(s *page.Site) http.Handler {
	mux := http.NewServeMux()
	Routes(mux, s, ledger.New(s.Index, s.Log))
	return mux
}

func builtInAPI(t testing.TB) http.Handler {
	t.Helper()
	h, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ofFiles returns the API of releases of a test.
func ofFiles(t *testing.T, files map[string]string) (http.Handler, *index.Index) {
	t.Helper()
	fs := fstest.MapFS{}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, err := siteOf(t.Context(), corpus.FromFS(fs))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Index.Close(); err != nil {
			t.Error(err)
		}
	})
	return handler(s), s.Index
}

// get requests a path with parameters, given in pairs, and headers among them that begin
// with a capital.
func get(t testing.TB, h http.Handler, path string, pairs ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	q := url.Values{}
	for pair := range slices.Chunk(pairs, 2) {
		if c := pair[0][0]; c >= 'A' && c <= 'Z' {
			r.Header.Set(pair[0], pair[1])
		} else {
			q.Add(pair[0], pair[1])
		}
	}
	r.URL.RawQuery = q.Encode()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// read requests what a path has and reads it as T.
func read[T any](t testing.TB, h http.Handler, path string, pairs ...string) (out T) {
	t.Helper()
	w := get(t, h, path, pairs...)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s %q: %d %s", path, pairs, w.Code, w.Body)
	}
	if kind := w.Header().Get("Content-Type"); kind != "application/json" {
		t.Errorf("GET %s is %s", path, kind)
	}
	dec := json.NewDecoder(w.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAsk(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	for _, c := range []struct{ question, outcome, reason, text, language string }{
		{"吉利新能源汽车总部总投资多少？", "answered", "", "4.4亿元", "zh"},
		{"quantum park annual output value", "answered", "", "2亿元", "en"},
		{"火星基地的面积是多少？", "declined", "subject_unknown", "", "zh"},
		{"area of the Mars base", "declined", "subject_unknown", "", "en"},
		{"谢谢", "declined", "no_question", "", "zh"},
		{"\xff\x00", "declined", "no_question", "", "zh"},
		{strings.Repeat("园", 3000), "declined", "question_too_long", "", "zh"},
	} {
		a := read[plain.Answer](t, h, "/api/ask", "q", c.question)
		text := ""
		if a.Claim != nil {
			text = a.Claim.Text
			if !strings.HasPrefix(a.Claim.Page, "/releases/"+a.Claim.Release.Address+"?at=f") || a.Claim.Release.Address == "" {
				t.Errorf("%q: the claim's page is %q", c.question, a.Claim.Page)
			}
		}
		if a.Version != plain.Version || a.Outcome != c.outcome || a.Reason != c.reason || text != c.text || a.Language != c.language || a.Message == "" {
			t.Errorf("%q: %+v", c.question, a)
		}
	}
}

// TestFollow checks that a question follows on the one before by what its answer gave.
func TestFollow(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	first := read[plain.Answer](t, h, "/api/ask", "q", "吉利新能源汽车总部总投资多少？")
	next := read[plain.Answer](t, h, "/api/ask", "q", "建筑面积呢", "about", first.About)
	if next.Claim == nil || next.Claim.Text != "约4.6万平方米" || next.Asked == "" {
		t.Errorf("the question after %q: %+v", first.About, next)
	}
	if alone := read[plain.Answer](t, h, "/api/ask", "q", "建筑面积呢"); alone.Claim != nil && alone.Claim.Text == "约4.6万平方米" {
		t.Errorf("without it: %+v", alone)
	}
	which := read[plain.Answer](t, h, "/api/ask", "q", "总投资是多少")
	if which.Reason != "which_thing" || len(which.Suggestions) == 0 || which.About == "" {
		t.Fatalf("a question that may mean several: %+v", which)
	}
	named := read[plain.Answer](t, h, "/api/ask", "q", "吉利新能源汽车总部", "about", which.About)
	if named.Claim == nil || named.Claim.Text != "4.4亿元" {
		t.Errorf("the name that it asks for, about %q: %+v", which.About, named)
	}
}

// TestUnknownParameter misspells a parameter: it is named, with those that there are.
func TestUnknownParameter(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	for _, c := range []struct {
		path  string
		pairs []string
		want  string
	}{
		{"/api/ask", []string{"question", "吉利新能源汽车总部总投资多少？"}, "没有参数 question，这里可以用：q, about, lang。要写的是 q 吗？"},
		{"/api/figures", []string{"subjects", "园", "lang", "en"}, "There is no parameter subjects; there are: subject, metric, history, lang, limit, offset. Did you mean subject?"},
		{"/api/changes", []string{"day", "2025-01-01"}, "没有参数 day，这里可以用：since, lang, limit, offset"},
		{"/api/releases", []string{"\xff\n" + strings.Repeat("x", 5000), ""}, "这里可以用：lang, limit, offset"},
	} {
		w := get(t, h, c.path, c.pairs...)
		if body := w.Body.String(); w.Code != http.StatusUnprocessableEntity || !strings.Contains(body, c.want) || len(body) > 1000 {
			t.Errorf("%s %.50q: %d %s", c.path, c.pairs, w.Code, body)
		}
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	all := read[Figures](t, h, "/api/figures")
	if all.Total < 100 || len(all.Entries) != 50 {
		t.Errorf("%d of %d entries", len(all.Entries), all.Total)
	}
	second := read[Figures](t, h, "/api/figures", "offset", "50", "limit", "200", "history", "1")
	if second.Offset != 50 || len(second.Entries) != min(200, all.Total-50) || len(second.Entries[0].Figures) != 1 {
		t.Errorf("from 50 on: %d of %d entries", len(second.Entries), second.Total)
	}
	if none := read[Figures](t, h, "/api/figures", "offset", "1000000"); none.Entries == nil || len(none.Entries) > 0 || none.Offset != all.Total {
		t.Errorf("behind the end: %+v", none)
	}
	geely := read[Figures](t, h, "/api/figures", "subject", "吉利新能源汽车总部", "metric", "总投资")
	if len(geely.Entries) != 1 || len(geely.Entries[0].Figures) < 2 {
		t.Fatalf("%+v", geely)
	}
	present, before := geely.Entries[0].Figures[0], geely.Entries[0].Figures[1]
	if present.Text != "4.4亿元" || present.Value != "440000000" || present.Standing != "present" || before.Text != "3.6亿元" || before.Standing != "superseded" {
		t.Errorf("%+v\n%+v", present, before)
	}
	for _, by := range [][]string{{"subject", "吉利新能源"}, {"subject", "jlxny"}, {"metric", "total investment"}} {
		if got := read[Figures](t, h, "/api/figures", by...); len(got.Entries) == 0 {
			t.Errorf("%q finds nothing", by)
		}
	}
	if none := read[Figures](t, h, "/api/figures", "subject", "火星基地"); none.Total != 0 {
		t.Errorf("%+v", none)
	}
}

func TestReleases(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	all := read[Releases](t, h, "/api/releases", "limit", "200")
	if all.Total < 50 || len(all.Releases) != all.Total {
		t.Fatalf("%d of %d releases", len(all.Releases), all.Total)
	}
	figures := 0
	for i, r := range all.Releases {
		if i > 0 && r.Date > all.Releases[i-1].Date && all.Releases[i-1].Date != "" && !strings.HasPrefix(r.Date, all.Releases[i-1].Date) {
			t.Errorf("%s of %s is behind one of %s", r.ID, r.Date, all.Releases[i-1].Date)
		}
		text := read[plain.Text](t, h, "/api/releases/"+r.Address, "limit", "200")
		if text.Release.ID != r.ID || text.Total == 0 || len(text.Paragraphs) != text.Total || text.Changed {
			t.Errorf("%s: %d of %d paragraphs of %s", r.ID, len(text.Paragraphs), text.Total, text.Release.ID)
		}
		for _, p := range text.Paragraphs {
			for _, f := range p.Figures {
				figures++
				if said := string([]rune(p.Text)[f.Start:f.End]); said != f.Text {
					t.Errorf("%s: %q is marked as %q", r.ID, said, f.Text)
				}
			}
		}
	}
	if figures < 300 {
		t.Errorf("%d figures are marked", figures)
	}
}

// TestRelease checks the addresses of a release: its name has what addresses must not have,
// it is renamed, changed, retracted and gone.
func TestRelease(t *testing.T) {
	t.Parallel()
	const text = "安枰大桥全长1.8公里。\n\n安枰大桥全长1.8公里。\n\n安枰新城完成投资12亿元。\n"
	files := map[string]string{"安枰/新 城?#%.md": text}
	h, x := ofFiles(t, files)
	sync := func(files map[string]string) {
		fs := fstest.MapFS{}
		for name, text := range files {
			fs[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(fs).Each)); err != nil {
			t.Fatal(err)
		}
	}
	address := read[Releases](t, h, "/api/releases").Releases[0].Address
	got := read[plain.Text](t, h, "/api/releases/"+address, "offset", "1", "limit", "1")
	if got.Total != 3 || got.Offset != 1 || len(got.Paragraphs) != 1 || !strings.HasSuffix(got.Paragraphs[0].Mark, "-2") {
		t.Errorf("the second paragraph, which repeats the first: %+v", got)
	}
	sync(map[string]string{"b.md": text})
	if got := read[plain.Text](t, h, "/api/releases/"+address); got.Release.ID != "b.md" || got.Changed {
		t.Errorf("renamed: %+v", got.Release)
	}
	address = read[Releases](t, h, "/api/releases").Releases[0].Address
	sync(map[string]string{"b.md": text + "\n安枰港吞吐量3万吨。\n"})
	if got := read[plain.Text](t, h, "/api/releases/"+address); got.Release.ID != "b.md" || !got.Changed {
		t.Errorf("changed: %+v", got)
	}
	sync(map[string]string{"c.md": "安枰。\n"})
	if w := get(t, h, "/api/releases/"+address); w.Code != http.StatusNotFound {
		t.Errorf("gone: %d %s", w.Code, w.Body)
	}
	sync(map[string]string{"b.md": text, "更正表.txt": "撤回：b.md 金额有误\n"})
	if w := get(t, h, "/api/releases/"+address); w.Code != http.StatusGone {
		t.Errorf("retracted: %d %s", w.Code, w.Body)
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	h, _ := ofFiles(t, map[string]string{
		"a.md": "---\ntitle: 安枰一季度\ndate: 2025-04-20\nsource: 安枰发布\n---\n临湖软件园入驻企业52家。\n",
		"b.md": "---\ntitle: 安枰年报\ndate: 2026-01-10\nsource: 安枰发布\n---\n临湖软件园入驻企业60家。\n\n临湖体育馆总投资3亿元。\n",
	})
	lately := read[Changes](t, h, "/api/changes")
	if lately.Since != "2025-12-21" || lately.Total != 2 || lately.Counts.New != 1 || lately.Counts.Changed != 1 {
		t.Fatalf("%+v", lately)
	}
	i := slices.IndexFunc(lately.Changes, func(c plain.Change) bool { return c.Kind == "changed" })
	if i < 0 {
		t.Fatalf("%+v", lately.Changes)
	}
	if c := lately.Changes[i]; c.Figure.Text != "60家" || c.Before == nil || c.Before.Text != "52家" || c.Day != "2026-01-10" || c.Figure.Release.Title != "安枰年报" {
		t.Errorf("%+v", c)
	}
	if all := read[Changes](t, h, "/api/changes", "since", "2025", "limit", "1", "offset", "1"); all.Total != 3 || len(all.Changes) != 1 || all.Offset != 1 {
		t.Errorf("%+v", all)
	}
	if none := read[Changes](t, h, "/api/changes", "since", "2026-01-11"); none.Total != 0 || none.Changes == nil {
		t.Errorf("%+v", none)
	}
}

// TestCaching checks that who has a response is not sent it again until the releases change.
func TestCaching(t *testing.T) {
	t.Parallel()
	h, x := ofFiles(t, map[string]string{"a.md": "临湖软件园入驻企业52家。\n"})
	address := read[Releases](t, h, "/api/releases").Releases[0].Address
	for _, path := range []string{"/api/figures", "/api/releases", "/api/releases/" + address, "/api/changes"} {
		first := get(t, h, path)
		tag := first.Header().Get("ETag")
		if again := get(t, h, path, "If-None-Match", `"x", `+tag); tag == "" || again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != tag {
			t.Errorf("%s again: %d %s, tag %q", path, again.Code, again.Body, tag)
		}
		if other := get(t, h, path, "If-None-Match", tag, "Accept-Language", "en"); other.Code != http.StatusOK || other.Header().Get("Content-Language") != "en" {
			t.Errorf("%s in another language: %d", path, other.Code)
		}
		fs := fstest.MapFS{"a.md": {Data: []byte("临湖软件园入驻企业52家。\n")}, "b" + address + path[5:7] + ".md": {Data: []byte("临湖体育馆总投资3亿元。" + path)}}
		if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(fs).Each)); err != nil {
			t.Fatal(err)
		}
		if changed := get(t, h, path, "If-None-Match", tag); changed.Code != http.StatusOK || changed.Header().Get("ETag") == tag {
			t.Errorf("%s after a change: %d, tag %q", path, changed.Code, changed.Header().Get("ETag"))
		}
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	for _, c := range []struct {
		path, language string
		pairs          []string
		status         int
		detail         string
	}{
		{"/api/ask", "zh-CN", nil, 422, "参数不对：q 是问题"},
		{"/api/ask", "", []string{"q", ""}, 422, "参数不对：q 是问题"},
		{"/api/ask", "en-GB", nil, 422, "Wrong parameters: q is the question"},
		{"/api/ask", "", []string{"q", strings.Repeat("x", 3001)}, 422, "3000"},
		{"/api/figures", "", []string{"limit", "201"}, 422, "limit 是 1 到 200 的整数"},
		{"/api/figures", "en", []string{"limit", "1e3", "offset", "-1"}, 422, "; "},
		{"/api/figures", "", []string{"limit", "99999999999999999999"}, 422, "limit"},
		{"/api/figures", "", []string{"subject", strings.Repeat("园", 101)}, 422, "subject"},
		{"/api/changes", "", []string{"since", "yesterday"}, 422, "since"},
		{"/api/changes", "", []string{"since", "2026-13-45"}, 422, "真有这一天"},
		{"/api/releases/none", "", nil, 404, "没有这篇新闻稿"},
		{"/api/releases/none", "", []string{"lang", "en"}, 404, "no such release"},
		{"/api/releases/a/b", "", nil, 404, "没有这个地址"},
		{"/api/docs", "en", nil, 404, "nothing at this address"},
		{"/api/releases", "", []string{"lang", "fr"}, 422, "lang"},
	} {
		w := get(t, h, c.path, append([]string{"Accept-Language", c.language}, c.pairs...)...)
		var p struct {
			Title, Detail string
			Status        int
			Errors        []struct{ Message, Location string }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if w.Code != c.status || p.Status != c.status || p.Title == "" || !strings.Contains(p.Detail, c.detail) || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("GET %s %q in %s: %d %s %s", c.path, c.pairs, c.language, w.Code, w.Header(), w.Body)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/ask?q=x", nil))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d %s", w.Code, w.Body)
	}
}
