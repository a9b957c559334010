package sites

import (
	"fmt"
	"io/fs"
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
)

// site is a site of this machine. Paths without a handler are not found.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked []string // paths, but for robots.txt
}

func newSite(t testing.TB) *site {
	s := &site{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		h := s.pages[r.URL.Path]
		if r.URL.Path != "/robots.txt" {
			s.asked = append(s.asked, r.URL.RequestURI())
		}
		s.mu.Unlock()
		if h == nil {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) handle(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

// html serves a page.
func (s *site) html(path, text string) {
	s.handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
	})
}

// takeAsked returns what was asked for since the last call.
func (s *site) takeAsked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.asked
	s.asked = nil
	return out
}

// item is an entry of a list.
type item struct{ href, title, date string }

// list returns a page with a list.
func list(items ...item) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>要闻</title></head><body><ul>\n")
	for _, i := range items {
		fmt.Fprintf(&b, "<li><a href=%q>%s</a><span>%s</span></li>\n", i.href, i.title, i.date)
	}
	return b.String() + "</ul></body></html>"
}

// article returns a page with an article. extra is put behind the text.
func article(title, date, text, extra string) string {
	info := ""
	if date != "" {
		info = "<div class=info>发布时间：" + date + "</div>"
	}
	return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `</title></head><body><h1>` + title + `</h1>` + info +
		`<div class="content"><p>` + text + `</p><p>区有关部门负责人表示，将继续把这项工作抓好，及时公布进展，请市民放心，也欢迎大家监督。</p>` +
		`<p>下一步，各镇和街道将分头落实，每个季度向社会公开一次情况，接受群众评议。</p>` + extra + `</div></body></html>`
}

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

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

// place is a releases folder with a file of addresses.
type place struct {
	*Fetcher
	dir   string
	clock *clock
}

// newPlace returns a place whose file of addresses has these lines.
func newPlace(t testing.TB, lines ...string) *place {
	t.Helper()
	p := &place{dir: t.TempDir(), clock: &clock{now: time.Date(2025, 11, 29, 8, 0, 0, 0, china)}}
	if err := os.Mkdir(filepath.Join(p.dir, "releases"), 0o755); err != nil {
		t.Fatal(err)
	}
	p.follow(t, lines...)
	p.open(t)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func (p *place) follow(t testing.TB, lines ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, "sites.txt"), []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (p *place) options() Options {
	return Options{
		Sources: filepath.Join(p.dir, "sites.txt"), Folder: filepath.Join(p.dir, "releases"), Dir: filepath.Join(p.dir, "sites"),
		Now: p.clock.Now, Loopback: true, Pause: -1, Time: 30 * time.Second,
	}
}

func (p *place) open(t testing.TB) {
	t.Helper()
	opts := p.options()
	opts.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	var err error
	if p.Fetcher, err = Open(opts); err != nil {
		t.Fatal(err)
	}
}

// round looks at all sources and returns the result of the one that was looked at first.
func (p *place) round(t testing.TB) Result {
	t.Helper()
	all := p.rounds(t)
	if len(all) == 0 {
		t.Fatal("no results")
	}
	return all[0]
}

// rounds looks at all sources and returns the results.
func (p *place) rounds(t testing.TB) (all []Result) {
	t.Helper()
	if _, err := p.Round(t.Context(), func(r *Result) { all = append(all, *r) }); err != nil {
		t.Fatal(err)
	}
	return all
}

// files returns the visible files of the releases folder.
func (p *place) files(t testing.TB) []string {
	t.Helper()
	var out []string
	root := filepath.Join(p.dir, "releases")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.Contains(path, "/.") {
			rel, _ := filepath.Rel(root, path)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// content returns a file of the releases folder.
func (p *place) content(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, "releases", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
