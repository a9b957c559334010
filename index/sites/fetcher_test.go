package sites

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	harbour = "云溪区前十个月港口货物吞吐量1268万吨，同比增长7.4%，其中集装箱吞吐量36.5万标箱。"
	school  = "云溪区今年新建中小学4所，新增学位5400个，总投资11.2亿元，明年9月全部投用。"
)

// TestTakes takes pages with address, date and publisher once, and what is new later.
func TestTakes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.html("/news/", list(item{"a.html", "云溪区港口货物吞吐量增长7.4%", "2025-11-03"}, item{"b.html", "云溪区新建中小学4所", "2025-11-02"}))
	s.html("/news/a.html", article("云溪区港口货物吞吐量增长7.4%", "", harbour, ""))
	s.html("/news/b.html", article("云溪区新建中小学4所", "2025-10-30", school, ""))
	p := newPlace(t, s.URL+"/news/ 云溪区政府网")
	r := p.round(t)
	want := []string{"127.0.0.1/2025-10-30-云溪区新建中小学4所.html", "127.0.0.1/2025-11-03-云溪区港口货物吞吐量增长7.4%.html"}
	if diff := cmp.Diff(want, p.files(t)); diff != "" || r.Err != nil || len(r.Came) != 2 {
		t.Fatalf("%+v (-want +got):\n%s", r, diff)
	}
	for i, page := range []string{"/news/b.html", "/news/a.html"} {
		a, err := read.File(want[i], p.content(t, want[i]))
		if err != nil || a.URL != s.URL+page || a.Source != "云溪区政府网" || a.Date.String() != want[i][len("127.0.0.1/"):][:10] {
			t.Errorf("%s: %+v %v", want[i], a, err)
		}
	}
	s.takeAsked()
	s.html("/rss.xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>`)
	s.html("/news/", list(item{"c.html", "云溪区图书馆新馆开放", "2025-11-04"}, item{"a.html", "云溪区港口货物吞吐量增长7.4%", "2025-11-03"}))
	s.html("/news/c.html", article("云溪区图书馆新馆开放", "", "云溪区图书馆新馆建筑面积2.3万平方米，藏书86万册，免费开放。", ""))
	r = p.round(t)
	if diff := cmp.Diff([]string{"/news/", "/news/c.html"}, s.takeAsked()); diff != "" || len(r.Came) != 1 {
		t.Errorf("%+v, asked (-want +got):\n%s", r, diff)
	}
}

// TestOnce stores one thing under several addresses once, and again after everything
// that is known of the addresses is lost.
func TestOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	title := "云溪区新建中小学4所"
	s.html("/", list(item{"/a", title, "2025-11-03"}, item{"/b", title, "2025-11-03"}, item{"/c?from=home", title, "2025-11-03"}, item{"/d", title, "2025-11-03"}))
	s.html("/a", article(title, "2025-11-03", school, ""))
	s.html("/b", strings.Replace(article(title, "2025-11-03", school, ""), "<h1>", "<div>浏览次数：1024</div><h1>", 1))
	s.html("/c", article(title, "2025-11-03", school, ""))
	s.html("/d", article(title, "2025-11-03", harbour, "")) // another text under the same title
	p := newPlace(t, s.URL)
	r := p.round(t)
	want := []string{"127.0.0.1/2025-11-03-云溪区新建中小学4所 (2).html", "127.0.0.1/2025-11-03-云溪区新建中小学4所.html"}
	if diff := cmp.Diff(want, p.files(t)); diff != "" || r.Same != 2 {
		t.Errorf("%+v (-want +got):\n%s", r, diff)
	}
	if err := errors.Join(p.Close(), os.RemoveAll(filepath.Join(p.dir, "sites"))); err != nil {
		t.Fatal(err)
	}
	p.open(t)
	p.round(t)
	if diff := cmp.Diff(want, p.files(t)); diff != "" {
		t.Errorf("after a loss (-want +got):\n%s", diff)
	}
}

// TestChanged puts a changed page in the place of the one before, and leaves alone what
// people have changed or removed.
func TestChanged(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	title := "云溪区新建中小学4所"
	s.html("/", list(item{"/a", title, "2025-11-28"}, item{"/b", "云溪区港口货物吞吐量增长", "2025-11-28"}, item{"/c", "云溪区图书馆新馆开放", "2025-11-28"}))
	s.html("/a", article(title, "2025-11-28", school, ""))
	s.html("/b", article("云溪区港口货物吞吐量增长", "2025-11-28", harbour, ""))
	s.html("/c", article("云溪区图书馆新馆开放", "2025-11-28", "云溪区图书馆新馆建筑面积2.3万平方米，藏书86万册，免费开放。", ""))
	p := newPlace(t, s.URL)
	p.round(t)
	const a, b, c = "127.0.0.1/2025-11-28-云溪区新建中小学4所.html", "127.0.0.1/2025-11-28-云溪区港口货物吞吐量增长.html", "127.0.0.1/2025-11-28-云溪区图书馆新馆开放.html"
	folder := filepath.Join(p.dir, "releases")
	own := []byte(strings.Replace(string(p.content(t, b)), "1268", "1269", 1))
	if err := errors.Join(os.WriteFile(filepath.Join(folder, b), own, 0o644), os.Remove(filepath.Join(folder, c))); err != nil {
		t.Fatal(err)
	}
	s.html("/a", article(title, "2025-11-28", strings.Replace(school, "5400", "4500", 1), ""))
	s.html("/b", article("云溪区港口货物吞吐量增长", "2025-11-28", strings.Replace(harbour, "1268", "1270", 1), ""))
	s.html("/c", article("云溪区图书馆新馆开放", "2025-11-28", "云溪区图书馆新馆建筑面积2.4万平方米，藏书86万册，免费开放。", ""))
	p.clock.pass(25 * time.Hour)
	r := p.round(t)
	if diff := cmp.Diff([]string{a}, r.Changed); diff != "" || r.Err != nil {
		t.Errorf("%+v changed (-want +got):\n%s", r, diff)
	}
	const earlier = "127.0.0.1/2025-11-28-云溪区新建中小学4所（2025-11-30前的版本）.html"
	if diff := cmp.Diff([]string{a, earlier, b}, p.files(t)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if !bytes.Contains(p.content(t, a), []byte("4500")) || !bytes.Equal(p.content(t, b), own) {
		t.Error("a page was not replaced, or an edited one was")
	}
	before, err := read.File(earlier, p.content(t, earlier))
	if err != nil || before.Superseded.String() != "2025-11-30" || before.SupersededBy != filepath.Base(a) || !strings.Contains(wholeText(before), "5400") {
		t.Errorf("the version before is not kept: %+v %v", before, err)
	}
}

// TestAttached takes the files that a page links, also where the page has no text.
func TestAttached(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.html("/", list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}))
	s.html("/a", article("云溪区新建中小学4所", "2025-11-03", school, `<p><a href="/f/1.csv">附件1：学校名单.csv</a> <a href="/down?id=2">附件2.csv</a> <a href="http://other.example/x.pdf">x</a> <a href="/f/3.pdf">坏的</a></p>`))
	csv := []byte("学校,学位（个）\n第一小学,1800\n第二小学,1500\n第三中学,2100\n")
	for _, path := range []string{"/f/1.csv", "/down"} {
		s.handle(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/octet-stream")
			if path == "/down" {
				w.Header().Set("Content-Disposition", `attachment; filename="2.csv"`)
				w.Write([]byte("备注\n"))
			}
			w.Write(csv)
		})
	}
	s.html("/f/3.pdf", "<html><body>请先登录</body></html>")
	p := newPlace(t, s.URL)
	r := p.round(t)
	for _, f := range p.files(t) {
		t.Log(f)
	}
	_, err := read.File("x.csv", csv)
	want := 1
	if err == nil { // tables are read
		want = 3
	}
	if r.Err != nil || len(r.Came) != want || len(r.Refused) != 4-want {
		t.Errorf("%+v", r)
	}
	for _, f := range r.Refused {
		if strings.HasSuffix(f.Address, "3.pdf") && !errors.Is(f.Err, ErrKind) {
			t.Errorf("a page in the place of a file: %v", f.Err)
		}
	}
}

// gbk returns s in GBK.
func gbk(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestFeeds takes the entries of feeds of each kind.
func TestFeeds(t *testing.T) {
	t.Parallel()
	rss := `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>云溪要闻</title><link>/</link>
<item><title>云溪区新建中小学4所</title><link>/a</link><pubDate>Sun, 02 Nov 2025 23:30:00 GMT</pubDate></item>
<item><title>别处的</title><link>http://other.example/b</link></item></channel></rss>`
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>云溪要闻</title><entry><title>云溪区新建中小学4所</title><link href="/a"/><published>2025-11-03T08:00:00+08:00</published></entry></feed>`
	for name, feed := range map[string]struct{ kind, body string }{
		"rss":               {"application/rss+xml", `<?xml version="1.0" encoding="UTF-8"?>` + rss},
		"atom":              {"application/atom+xml", atom},
		"rss in GBK":        {"text/xml", gbk(t, `<?xml version="1.0" encoding="GBK"?>`+rss)},
		"rss in GBK header": {"text/xml; charset=gbk", gbk(t, `<?xml version="1.0"?>`+rss)},
		"rss as a page":     {"text/html", rss},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.handle("/rss.xml", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", feed.kind)
				fmt.Fprint(w, feed.body)
			})
			s.html("/a", article("云溪区新建中小学4所", "", school, ""))
			p := newPlace(t, s.URL+"/rss.xml")
			r := p.round(t)
			if diff := cmp.Diff([]string{"127.0.0.1/2025-11-03-云溪区新建中小学4所.html"}, p.files(t)); diff != "" {
				t.Errorf("%+v (-want +got):\n%s", r, diff)
			}
		})
	}
}

// TestEncodings stores pages so that they can be read, whoever declares the encoding.
func TestEncodings(t *testing.T) {
	t.Parallel()
	text := article("云溪区新建中小学4所", "", school, "")
	bare := strings.Replace(text, `<meta charset="utf-8">`, "", 1)
	for name, page := range map[string]struct{ kind, body string }{
		"declared in the page":      {"text/html", gbk(t, strings.Replace(text, "utf-8", "gb2312", 1))},
		"declared in the header":    {"text/html; charset=gbk", gbk(t, bare)},
		"declared wrong":            {"text/html; charset=iso-8859-1", bare},
		"declared wrong in header":  {"text/html; charset=utf-8", gbk(t, bare)},
		"declared nowhere":          {"text/html", gbk(t, bare)},
		"with a mark and an old mi": {"TEXT/HTML;charset=", "\xEF\xBB\xBF" + text},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.html("/", list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}))
			s.handle("/a", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", page.kind)
				fmt.Fprint(w, page.body)
			})
			p := newPlace(t, s.URL+" 云溪区教育局")
			r := p.round(t)
			files := p.files(t)
			if len(files) != 1 {
				t.Fatalf("%+v", r)
			}
			a, err := read.File(files[0], p.content(t, files[0]))
			if err != nil || a.Title != "云溪区新建中小学4所" || a.Source != "云溪区教育局" || a.URL != s.URL+"/a" || a.Date.String() != "2025-11-03" {
				t.Errorf("%+v %v", a, err)
			}
		})
	}
}
