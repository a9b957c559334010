package sites

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"beilun/knowledge"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

// TestNewRelease adds to a page what it does not say itself, and nothing else.
func TestNewRelease(t *testing.T) {
	t.Parallel()
	const comment = "<!-- saved from url=(0039)https://www.yunxi.example/news/a%2D%2Db -->\n"
	for name, c := range map[string]struct {
		page string
		want string // behind the document type
		file string
	}{
		"nothing known": {article("云溪区新建中小学4所", "", school, ""), comment + `<meta name="PubDate" content="2025-11-03">` + "\n" + `<meta name="ContentSource" content="&#20113;&#28330;&#32593;">`, "2025-11-03-云溪区新建中小学4所.html"},
		"a day":         {article("云溪区新建中小学4所", "2025-10-30", school, ""), comment + `<meta name="ContentSource" content="&#20113;&#28330;&#32593;">`, "2025-10-30-云溪区新建中小学4所.html"},
		"all": {strings.Replace(article("云溪区新建中小学4所", "2025-10-30 来源：云溪区教育局", school, ""), "<title>", `<link rel="canonical" href="https://www.yunxi.example/a"><title>`, 1),
			"", "2025-10-30-云溪区新建中小学4所.html"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, err := webURL(nil, "https://www.yunxi.example/news/a--b#x")
			if err != nil {
				t.Fatal(err)
			}
			res := &response{url: u, kind: "text/html", body: []byte(c.page)}
			r, err := newRelease(t.Context(), res, entry{url: u, title: "云溪区新建…", date: knowledge.Date{Year: 2025, Month: 11, Day: 3}}, "云溪网")
			if err != nil {
				t.Fatal(err)
			}
			want := c.page
			if c.want != "" {
				want = "<!DOCTYPE html>\n" + c.want + "\n" + strings.TrimPrefix(c.page, "<!DOCTYPE html>")
			}
			if diff := cmp.Diff(want, string(r.data)); diff != "" || r.name != c.file {
				t.Errorf("%s (-want +got):\n%s", r.name, diff)
			}
			a, err := read.File(r.name, r.data)
			if err != nil || a.URL == "" || a.Source == "" || a.Date.IsZero() {
				t.Errorf("%+v %v", a, err)
			}
		})
	}
}

// TestUndated gives a page without a day a name that does not begin with one.
func TestUndated(t *testing.T) {
	t.Parallel()
	u, err := webURL(nil, "https://www.yunxi.example/a")
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRelease(t.Context(), &response{url: u, body: []byte(article("2024年5月1日至3日客流统计", "", school, ""))}, entry{url: u}, "")
	if err != nil || r.name != "日期不详-2024年5月1日至3日客流统计.html" || !r.article.Date.IsZero() {
		t.Errorf("%+v %v", r, err)
	}
}

// FuzzNewRelease stores any page so that it says the same as before.
func FuzzNewRelease(f *testing.F) {
	f.Add([]byte(article("云溪区新建中小学4所", "", school, "")), "utf-8", "云溪网")
	f.Add([]byte("\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00"), "", `"><script>`)
	f.Add([]byte(article("云溪区港口", "2025-10-30 来源：港口", harbour, "<!-- <!DOCTYPE -->")), "gbk", "a&b")
	u, err := webURL(nil, "https://www.yunxi.example/a?b=%22--%3E")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page []byte, charset, publisher string) {
		if len(page) > 1<<16 {
			return
		}
		res := &response{url: u, body: page, charset: charset}
		r, err := newRelease(t.Context(), res, entry{url: u, title: "题目", date: knowledge.Date{Year: 2025, Month: 11, Day: 3}}, publisher)
		if err != nil {
			return
		}
		before, err := read.Outline(t.Context(), r.name, decodedAsDeclared(res))
		if err != nil {
			t.Fatal(err)
		}
		after, err := read.Outline(t.Context(), r.name, r.data)
		if err != nil {
			t.Fatalf("it cannot be read any more: %v", err)
		}
		after.Date = before.Date
		if textDigest(before) != textDigest(after) {
			t.Errorf("the text is another: %q", bytes.TrimPrefix(r.data, page))
		}
	})
}

// TestParseSources reads the fields of a line in any order, and names the lines that have
// no effect.
func TestParseSources(t *testing.T) {
	t.Parallel()
	all, problems := ParseSources("\ufeff# 网址\n\nhttps://www.Yunxi.example:443/news/#top\r\n" +
		"http://yunxi.example/rss.xml 每6小时 云溪区 融媒体中心 max=200 # 说明\n" +
		"https://a.example/ 6h\nhttps://b.example/ 1天 最多=5\nhttps://c.example/ 云溪90后\n" +
		"www.yunxi.example\nftp://yunxi.example/\nhttps://d.example/ 每1分钟\nhttps://e.example/ max=0\nhttps://www.yunxi.example/news/\nhttps://user:pw@f.example/\nhttps://g.example/ 每3秒\nhttps://h.example/ 2周\nhttps://i.example/ 每2个月\n")
	want := []Source{
		{"https://www.yunxi.example/news/", "", usualEvery, 0, 3},
		{"http://yunxi.example/rss.xml", "云溪区 融媒体中心", 6 * time.Hour, 200, 4},
		{"https://a.example/", "", 6 * time.Hour, 0, 5},
		{"https://b.example/", "", 24 * time.Hour, 5, 6},
		{"https://c.example/", "云溪90后", usualEvery, 0, 7},
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if diff := cmp.Diff([]int{8, 9, 10, 11, 12, 13, 14, 15, 16}, lines); diff != "" {
		t.Errorf("%v (-want +got):\n%s", problems, diff)
	}
	for _, english := range []bool{false, true} {
		for _, line := range Lines(problems, english) {
			if strings.Contains(line, "%!") {
				t.Error(line)
			}
		}
	}
}

// FuzzParseSources returns addresses that can be looked at, whatever is in the file.
func FuzzParseSources(f *testing.F) {
	f.Add("https://www.yunxi.example/ 每6小时 云溪 max=3\nx\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, _ := ParseSources(text)
		for _, s := range all {
			u, err := webURL(nil, s.Address)
			if err != nil || u.String() != s.Address || s.Every < leastEvery || s.Every > mostEvery || s.Most < 0 || s.Most > mostNew {
				t.Errorf("%+v %v", s, err)
			}
		}
	})
}

// TestWords checks that the word files have a sentence for every error in reasons, no
// other sentences, and no empty one.
func TestWords(t *testing.T) {
	t.Parallel()
	for english, w := range wordings() {
		if len(w.Reasons) != len(reasons) || len(w.Ago) != 4 {
			t.Errorf("english %t: %d sentences for %d errors", english, len(w.Reasons), len(reasons))
		}
		for _, r := range reasons {
			if w.Reasons[r.key] == "" || w.Reasons[r.key] != Reason(r.err, english) {
				t.Errorf("english %t: no sentence for %s", english, r.key)
			}
		}
	}
}
