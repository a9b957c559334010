package sites

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLongOutage takes pages of a site that shows its list and answers every page with an
// error for some time.
func TestLongOutage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		code int
		last time.Duration
	}{
		"errors for three weeks":       {http.StatusInternalServerError, 21 * 24 * time.Hour},
		"not found for three days":     {http.StatusNotFound, 3 * 24 * time.Hour},
		"no access for a week":         {http.StatusForbidden, 7 * 24 * time.Hour},
		"under maintenance, two weeks": {http.StatusOK, 14 * 24 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			items := numbered(s, 0, 5)
			serveLists(s, items, 10)
			out := true
			s.mu.Lock()
			for _, i := range items {
				good := s.pages[i.href]
				s.pages[i.href] = func(w http.ResponseWriter, r *http.Request) {
					switch {
					case !out:
						good(w, r)
					case c.code == http.StatusOK:
						w.Header().Set("Content-Type", "text/html")
						fmt.Fprint(w, article("本站系统升级通知", "2025-11-28", "为了给您更好的服务，网站正在升级改造，给您带来不便敬请谅解。", ""))
					default:
						w.WriteHeader(c.code)
					}
				}
			}
			s.mu.Unlock()
			p := newPlace(t, s.URL)
			for d := time.Duration(0); d < c.last; d += time.Hour {
				if p.memory.source(s.URL + "/").Next.Before(p.clock.Now()) { // as Run does
					p.round(t)
				}
				p.clock.pass(time.Hour)
			}
			out = false
			for range 40 {
				p.clock.pass(24 * time.Hour)
				p.round(t)
			}
			if n := len(p.files(t)); n != len(items) {
				t.Errorf("%d of %d files", n, len(items))
			}
		})
	}
}

// TestFolderAway stores nothing where the releases folder was: a volume that is mounted
// later would hide it.
func TestFolderAway(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	items := numbered(s, 0, 2)
	serveLists(s, items[1:], 10)
	p := newPlace(t, s.URL)
	p.round(t)
	folder := filepath.Join(p.dir, "releases")
	if err := os.Rename(folder, folder+".away"); err != nil {
		t.Fatal(err)
	}
	serveLists(s, items, 10)
	p.clock.pass(25 * time.Hour)
	if r := p.round(t); !errors.Is(r.Err, ErrStore) {
		t.Errorf("%+v", r)
	}
	if _, err := os.Stat(folder); err == nil {
		t.Fatal("the folder was made anew")
	}
	if err := os.Mkdir(folder, 0o755); err != nil { // where it is mounted
		t.Fatal(err)
	}
	if r := p.round(t); !errors.Is(r.Err, ErrEmpty) || len(p.files(t)) > 0 {
		t.Errorf("%+v", r)
	}
	if err := errors.Join(os.Remove(folder), os.Rename(folder+".away", folder)); err != nil {
		t.Fatal(err)
	}
	s.html("/p0", article("云溪区第0号公告", "2025-11-03", "今年第0批投资99亿元，全部用于民生工程建设。", ""))
	p.clock.pass(24 * time.Hour)
	r := p.round(t)
	if len(r.Came) != 1 || len(r.Changed) != 1 {
		t.Errorf("back again: %+v", r)
	}
}

// TestClockSetBack looks at sources and pages whose next look is far in the future
// because the clock was wrong.
func TestClockSetBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	items := numbered(s, 0, 2)
	serveLists(s, items[1:], 10)
	p := newPlace(t, s.URL)
	p.clock.pass(9000 * time.Hour)
	p.round(t)
	s.handle("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	p.round(t)
	p.clock.pass(-9000 * time.Hour)
	serveLists(s, items, 10)
	if st := p.memory.source(s.URL + "/"); !isDue(st, p.clock.Now()) {
		t.Errorf("the source is not due: %+v", st)
	}
	s.html("/p0", article("云溪区第0号公告", "2025-11-03", "今年第0批投资99亿元，全部用于民生工程建设。", ""))
	if r := p.round(t); len(r.Came) != 1 || len(r.Changed) != 1 {
		t.Errorf("%+v", r)
	}
}

// TestReadersChange replaces a page also if its file is read otherwise than at the time it
// was stored, and never one in which somebody has changed anything.
func TestReadersChange(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	items := numbered(s, 0, 2)
	serveLists(s, items, 10)
	p := newPlace(t, s.URL)
	p.round(t)
	for _, a := range []string{"/p0", "/p1"} { // as a release of this program with other readers has noted it
		known, _ := p.memory.page(s.URL + a)
		known.Text = "0123456789abcdef"
		if err := p.memory.putPage(known); err != nil {
			t.Fatal(err)
		}
		s.html(a, article("云溪区第"+a[2:]+"号公告", "2025-11-03", "今年第"+a[2:]+"批投资99亿元，全部用于民生工程建设。", ""))
	}
	const mine = "127.0.0.1/2025-11-03-云溪区第1号公告.html"
	own := bytes.Replace(p.content(t, mine), []byte("<body>"), []byte("<!-- 已核对 --><body>"), 1)
	writeFile(t, filepath.Join(p.dir, "releases", mine), own)
	p.clock.pass(25 * time.Hour)
	if r := p.round(t); len(r.Changed) != 1 || len(r.Refused) != 1 || !errors.Is(r.Refused[0].Err, ErrEdited) || !bytes.Contains(p.content(t, "127.0.0.1/2025-11-03-云溪区第0号公告.html"), []byte("99亿")) {
		t.Errorf("%+v", r)
	}
	if !bytes.Equal(p.content(t, mine), own) {
		t.Error("a file that somebody has changed was replaced")
	}
}

// TestTableChanges replaces a page in which only a number of a table has changed.
func TestTableChanges(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	table := `<table><tr><th>指标</th><th>单位</th><th>数值</th></tr><tr><td>工业总产值</td><td>亿元</td><td>345.6</td></tr><tr><td>用电量</td><td>亿千瓦时</td><td>78.9</td></tr></table>`
	s.html("/", list(item{"/a", "云溪区前十个月主要指标", "2025-11-03"}))
	s.html("/a", article("云溪区前十个月主要指标", "2025-11-03", "前十个月全区经济运行平稳，主要指标见下表。", table))
	p := newPlace(t, s.URL)
	p.round(t)
	s.html("/a", article("云溪区前十个月主要指标", "2025-11-03", "前十个月全区经济运行平稳，主要指标见下表。", strings.Replace(table, "345.6", "354.6", 1)))
	p.clock.pass(25 * time.Hour)
	if r := p.round(t); len(r.Changed) != 1 {
		t.Errorf("%+v", r)
	}
}

// TestDamagedMemory asks for a page again whose line is damaged, also if the site says
// that its list is as it was.
func TestDamagedMemory(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	page := list(numbered(s, 0, 2)...)
	s.handle("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, page)
	})
	p := newPlace(t, s.URL)
	p.round(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	known := filepath.Join(p.dir, "sites", memoryFile)
	writeFile(t, known, bytes.Replace(readFile(t, known), []byte(`{"page":{`), []byte(`{"pa`), 2))
	if err := os.RemoveAll(filepath.Join(p.dir, "releases", "127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(p.dir, "releases", "own.txt"), []byte("x"))
	p.open(t)
	if r := p.round(t); len(r.Came) == 0 {
		t.Errorf("%+v", r)
	}
}

// TestSlowNeighbour looks at a site while another takes for ever.
func TestSlowNeighbour(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.handle("/slow/", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	serveLists(s, numbered(s, 0, 1), 10)
	p := newPlace(t, strings.Replace(s.URL, "127.0.0.1", "localhost", 1)+"/slow/", s.URL+" 5m")
	p.tick = 10 * time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- p.Run(ctx) }()
	wait := func(files int) {
		t.Helper()
		for range 500 {
			if len(p.files(t)) == files {
				return
			}
			// Each time, because a look that is still under way, its file written,
			// counts its interval from its own end.
			p.clock.pass(time.Hour)
			time.Sleep(20 * time.Millisecond)
		}
		t.Errorf("%d files, want %d", len(p.files(t)), files)
	}
	wait(1)
	serveLists(s, numbered(s, 0, 2), 10)
	wait(2)
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestStatusNamesFailures names the sources that failed, however many there are.
func TestStatusNamesFailures(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var lines []string
	for i := range 15 {
		path := fmt.Sprintf("/c%d/", i)
		s.html(path, list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}))
		lines = append(lines, s.URL+path)
	}
	s.html("/a", article("云溪区新建中小学4所", "2025-11-03", school, ""))
	s.handle("/c13/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	p := newPlace(t, lines...)
	p.rounds(t)
	if text := strings.Join(p.Status(false), "\n"); !strings.Contains(text, "/c13/：刚才没有看成") {
		t.Error(text)
	}
}

// TestWithdrawn says that a page that was taken is another one now, or has gone.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	serveLists(s, numbered(s, 0, 2), 10)
	p := newPlace(t, s.URL)
	p.round(t)
	before := p.files(t)
	s.html("/p0", article("关于撤回有关数据的说明", "2025-11-28", "因统计口径有误，本站此前发布的有关消息现予撤回，请以后续发布为准。", ""))
	s.handle("/p1", http.NotFound)
	p.clock.pass(25 * time.Hour)
	r := p.round(t)
	if len(r.Refused) != 2 || len(p.files(t)) != len(before) {
		t.Errorf("%+v", r)
	}
	for _, refused := range r.Refused {
		if why := Reason(refused.Err, false); !strings.Contains(why, "文件夹里") {
			t.Errorf("%s: %s", refused.Address, why)
		}
	}
}

// TestMemoryFull blames no page for a disk that is full where the memory is, and takes
// what was left out when there is room.
func TestMemoryFull(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	serveLists(s, numbered(s, 0, 3), 10)
	p := newPlace(t, s.URL)
	file := p.memory.file
	full, err := os.Open(os.DevNull) // to which nothing can be written
	if err != nil {
		t.Fatal(err)
	}
	p.memory.file = full
	if r := p.round(t); r.Err == nil || len(r.Refused) > 0 {
		t.Errorf("%+v", r)
	}
	p.memory.file = file
	if err := full.Close(); err != nil {
		t.Fatal(err)
	}
	p.clock.pass(time.Hour)
	p.round(t)
	if n := len(p.files(t)); n != 3 {
		t.Errorf("%d of 3 files", n)
	}
}
