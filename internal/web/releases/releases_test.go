package releases

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/library"
	"beilun/internal/web/page"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	built "beilun/knowledge/releases"

	nethtml "golang.org/x/net/html"
)

// site is the pages of an index that a test fills.
type site struct {
	*testing.T
	x   *index.Index
	mux *http.ServeMux
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
	s := &site{t, x, http.NewServeMux()}
	Routes(s.mux, &page.Site{
		Index: x, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
		Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 30} },
	})
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
	changes, err := s.x.Sync(s.Context(), library.Source(c.Each))
	if err != nil {
		s.Fatal(err)
	}
	for _, r := range changes.Refused {
		s.Errorf("%s is refused: %v", r.ID, r.Err)
	}
}

// get returns a page as it is and as it is read.
func (s *site) get(address string, status int) (string, *read) {
	s.Helper()
	address, _, _ = strings.Cut(address, "#")
	r := httptest.NewRequestWithContext(s.Context(), http.MethodGet, address, nil)
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	if w.Code != status {
		s.Fatalf("%s: status %d, want %d:\n%.500s", address, w.Code, status, w.Body)
	}
	body := w.Body.String()
	root, err := nethtml.Parse(strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	out := &read{ids: map[string]bool{}}
	out.walk(s, root)
	return body, out
}

// read is what is in a page.
type read struct {
	ids        map[string]bool
	links      []string
	paragraphs []string // the text of those of a release, without what explains figures
	scripts    int
	next       string   // the address of the next page
	open       []string // IDs of what the address leads to
}

func (r *read) walk(s *site, n *nethtml.Node) {
	at := map[string]string{}
	for _, a := range n.Attr {
		at[a.Key] = a.Val
		if strings.HasPrefix(a.Key, "on") {
			s.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
		}
	}
	if id := at["id"]; id != "" {
		if r.ids[id] {
			s.Errorf("%s occurs twice", id)
		}
		r.ids[id] = true
	}
	if n.Data == "script" {
		r.scripts++
	}
	if at["rel"] == "next" {
		r.next = at["href"]
	}
	if href, ok := at["href"]; ok && n.Data == "a" {
		r.links = append(r.links, href)
	}
	if strings.HasPrefix(at["id"], "p") && n.Data == "p" {
		r.paragraphs = append(r.paragraphs, textOf(n))
	}
	if slices.Contains(strings.Fields(at["class"]), "at") {
		id := at["id"]
		for c := n.FirstChild; c != nil && id == ""; c = c.NextSibling {
			for _, a := range c.Attr {
				if a.Key == "id" {
					id = a.Val // of the figure in a .fig
				}
			}
		}
		r.open = append(r.open, id)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(s, c)
	}
}

// textOf returns the text of a paragraph without the explanations and the link to it.
func textOf(n *nethtml.Node) string {
	if n.Type == nethtml.TextNode {
		return n.Data
	}
	for _, a := range n.Attr {
		if a.Key == "class" && (a.Val == "tip" || a.Val == "to") {
			return ""
		}
	}
	var out string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out += textOf(c)
	}
	return out
}

// check compares the pages of a release with what the index has of it, and follows the links
// to its figures.
func (s *site) check(id string) {
	s.Helper()
	path := anchor.Of(s.x, id)
	var got []string
	ids := map[string]bool{}
	for next := path; next != ""; {
		_, r := s.get(next, http.StatusOK)
		got = append(got, r.paragraphs...)
		for id := range r.ids {
			ids[id] = true
		}
		next = r.next
	}
	ps, err := s.x.Near(s.Context(), id+"#1", 0, 1<<20)
	if err != nil {
		s.Fatal(err)
	}
	var want []string
	for i := range ps {
		want = append(want, normal(ps[i].Text))
		for j := range ps[i].Figures {
			f := &ps[i].Figures[j]
			if mark := anchor.Figure(&ps[i], f); isBound(f) && !ids[mark] {
				s.Errorf("%s: %s has no mark %s", id, f.Text, mark)
			}
		}
	}
	if !slices.Equal(got, want) {
		s.Errorf("%s:\n got %.300q\nwant %.300q", id, got, want)
	}
}

func (s *site) state() index.State { return index.StateOf(s.x) }

// normal returns a text as a browser reads it.
func normal(s string) string {
	root, err := nethtml.Parse(strings.NewReader("<p>" + html.EscapeString(s)))
	if err != nil {
		panic(err)
	}
	return textOf(root)
}

// TestBuiltIn reads all built-in releases in both languages.
func TestBuiltIn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.sync(corpus.FromFS(built.FS()))
	all := s.x.Releases()
	if len(all) < 50 {
		t.Fatalf("%d releases", len(all))
	}
	seen := map[string]bool{}
	for n := 1; n <= (len(all)+perPage-1)/perPage; n++ {
		_, r := s.get(fmt.Sprintf("/releases?page=%d", n), http.StatusOK)
		for _, l := range r.links {
			seen[l] = true
		}
	}
	for _, rel := range all {
		if !seen[anchor.Of(s.x, rel.ID)] {
			t.Errorf("%s is not listed", rel.ID)
		}
		s.check(rel.ID)
		_, r := s.get(anchor.Of(s.x, rel.ID)+"?lang=en", http.StatusOK)
		for _, l := range r.links {
			if u, err := url.Parse(l); err != nil || u.Fragment != "" && !r.ids[u.Fragment] {
				t.Errorf("%s leads nowhere: %v", l, err)
			}
		}
	}
}

// TestFigure looks at what is said of a figure.
func TestFigure(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fill(map[string]string{"甲.md": "---\ntitle: 安枰新城开工\ndate: 2024-05-10\nsource: 安枰发布\nurl: https://anping.example/1?a=1&b=2\n---\n安枰新城2023年完成投资12.5亿元，比上年增长8.5%，计划2025年总投资超30亿元。\n"})
	path := anchor.Of(s.x, "甲.md")
	ps, err := s.x.Near(t.Context(), "甲.md#1", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ lang, want string }{
		{"zh", `>12.5亿元</a><span class="tip" lang="zh-CN"><span id="%[1]s-is"><span class="one"><span><i>事项</i> 安枰新城</span> <span><i>指标</i> 完成投资</span> <span><i>时间</i> 2023年</span> <span><i>数值</i> 1,250,000,000 元</span> </span></span> <a href="%[2]s?at=%[1]s#%[1]s">这个数字的链接</a></span></span>`},
		{"en", `<i>Subject</i> 安枰新城</span> <span><i>Measure</i> 完成投资 (completed investment)</span> <span><i>Time</i> 2023</span> <span><i>Value</i> 1,250,000,000 元</span>`},
		{"zh", `<i>指</i> 2022年`},
		{"zh", `<i>状态</i> 计划或预计</span> <span><i>数值</i> 3,000,000,000 元（超）`},
		{"zh", `<a href="https://anping.example/1?a=1&amp;b=2" rel="noopener noreferrer">`},
		{"zh", `<dd>2024-05-10</dd>`},
	} {
		f := &ps[0].Figures[slices.IndexFunc(ps[0].Figures, func(f knowledge.Figure) bool { return f.Text == "12.5亿元" })]
		want := tt.want
		if strings.Contains(want, "%[") {
			want = fmt.Sprintf(want, anchor.Figure(&ps[0], f), path)
		}
		if body, _ := s.get(path+"?lang="+tt.lang, http.StatusOK); !strings.Contains(body, want) {
			t.Errorf("%s: no %s in\n%s", tt.lang, want, body[strings.Index(body, "<article"):])
		}
	}
}

// TestOverlap marks figures whose quotations overlap.
func TestOverlap(t *testing.T) {
	t.Parallel()
	const text = "超10亿元至20亿元，其中5%。"
	span := func(s string) knowledge.Span {
		at := strings.Index(text, s)
		return knowledge.Span{Start: at, End: at + len(s)}
	}
	p := &index.Passage{Text: text}
	for _, s := range []string{"超10亿元至20亿元", "20亿元", "10亿元", "5%", "5%"} {
		p.Figures = append(p.Figures, knowledge.Figure{Span: span(s), Quote: span(s), Text: s, Kind: knowledge.Money})
	}
	p.Figures = append(p.Figures, knowledge.Figure{Quote: knowledge.Span{Start: 3, End: 1000}}, knowledge.Figure{Quote: knowledge.Span{Start: -1, End: 3}})
	d := &reader{words[false], false, "/r", "c"}
	var got []string
	for _, piece := range d.pieces(p, []string{"a", "b", "c", "d", "e", "f", "g"}) {
		s := piece.Text
		for _, f := range piece.Figures {
			s += " " + f.ID + f.Quote
		}
		if piece.Open {
			s += " open"
		}
		got = append(got, s)
	}
	want := []string{"超10亿元至20亿元 a超10亿元至20亿元 c10亿元 b20亿元 open", "，其中", "5% d5% e5%", "。"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// TestNames reads releases whose IDs must not make an address, in folders and archives.
func TestNames(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range []string{"a.txt", "子 目录/新闻\"1\".md"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = fmt.Fprintf(w, "安枰大桥全长1.8公里，由安枰区住建局组织建设，二〇二四年春天全线通车，往来两岸只要五分钟，在%s里。\n", name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"pages.zip": packed.String()}
	for i, name := range []string{"a b.md", "安枰/新城.md", "it's \"quoted\".md", "50%25.md", "100%.md", "x#2.md", "q?at=1.md", "<script>.md", "&amp;.md"} {
		files[name] = fmt.Sprintf("安枰新城第%d期完成投资12亿元。\n", i)
	}
	s.fill(files)
	ids := slices.Collect(maps.Keys(s.x.Digests()))
	if len(ids) != len(files)+1 {
		t.Fatal(ids)
	}
	body, _ := s.get("/releases", http.StatusOK)
	for _, id := range ids {
		if !strings.Contains(body, "（无标题）"+html.EscapeString(id)) && strings.HasSuffix(id, ".md") && !strings.Contains(id, ".zip") {
			t.Errorf("%s is not listed", id)
		}
		s.check(id)
	}
}

// TestHostile reads releases that try everything.
func TestHostile(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	r := rand.New(rand.NewPCG(1, 22))
	files := map[string]string{
		"js.md": "---\ntitle: \"<img src=x onerror=alert(1)>\"\nsource: \"</option></select><script>alert(1)</script>\"\nurl: javascript:alert(1)\n---\n安枰区<script>alert(1)</script>投资12亿元{{.}}。\n",
	}
	noControl := func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1 // readers refuse such a file
		}
		return r
	}
	for i, text := range messagetest.Hostile {
		if text = strings.Map(noControl, text); strings.ContainsRune(text, utf8.RuneError) {
			continue
		}
		if len(text) > 2000 {
			text = text[:2000]
		}
		files[fmt.Sprintf("%d.txt", i)] = fmt.Sprintf("安枰新城完成投资%d亿元，%s增长5%%。\n", r.IntN(100), strings.ToValidUTF8(text, ""))
	}
	s.fill(files)
	for _, rel := range s.x.Releases() {
		s.check(rel.ID)
		for _, q := range []string{"?at=%3Cscript%3E", "?page=-5", "?page=99999999999999999999", "?at=" + strings.Repeat("x", 3000)} {
			if body, got := s.get(anchor.Of(s.x, rel.ID)+q, http.StatusOK); got.scripts != 1 || strings.Contains(body, `href="javascript:`) {
				t.Errorf("%s: %d scripts", rel.ID, got.scripts)
			}
		}
	}
	for _, q := range []string{"publisher=%3C/option%3E%3Cscript%3E", "thing=%FF%FE", "year=x", "thing=" + strings.Repeat("安", 999), "page=7", "publisher=a&publisher=b;c"} {
		if _, got := s.get("/releases?"+q, http.StatusOK); got.scripts != 1 {
			t.Errorf("%s: %d scripts", q, got.scripts)
		}
	}
	for _, path := range []string{"/releases/x", "/releases/%2e%2e%2fa", "/releases/000000000000-0000000000", "/releases/%00"} {
		if body, _ := s.get(path, http.StatusNotFound); !strings.Contains(body, `<a href="/releases">`) {
			t.Errorf("%s: no link to the list", path)
		}
	}
}

// TestLong reads a release of ten thousand paragraphs page by page, finds marks in it,
// and one without any.
func TestLong(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	const repeated = "安枰新城入驻企业12家。"
	var b strings.Builder
	b.WriteString("---\ntitle: 安枰统计年鉴\n---\n")
	const n = 10_000
	for i := range n {
		if i%37 == 0 {
			fmt.Fprintf(&b, "## 第%d章\n\n", i/37)
		}
		if i%50 == 0 {
			b.WriteString(repeated + "\n\n")
			continue
		}
		fmt.Fprintf(&b, "安枰新城%d号地块完成投资%d亿元。\n\n", i, i+1)
	}
	s.fill(map[string]string{"年鉴.md": b.String(), "空.md": "---\ntitle: 空\n---\n甲\n"})
	if got := s.state().Passages("年鉴.md"); got != n {
		t.Fatalf("%d passages", got)
	}
	s.check("年鉴.md")
	path := anchor.Of(s.x, "年鉴.md")
	row := func(n int) string {
		ps, err := s.x.Near(t.Context(), fmt.Sprintf("年鉴.md#%d", n), 0, 0)
		if err != nil || len(ps) != 1 || len(ps[0].Figures) == 0 {
			t.Fatalf("%v: %v", ps, err)
		}
		f := &ps[0].Figures[len(ps[0].Figures)-1]
		return anchor.OfRow(s.x, index.Row{Passage: ps[0], Figure: f})
	}
	for _, link := range []string{row(2), row(n / 2), row(n - 1), path + "?at=" + anchor.Paragraph(repeated) + fmt.Sprintf("-%d", n/50)} {
		_, r := s.get(link, http.StatusOK)
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		if at := u.Query().Get("at"); !r.ids[at] || !slices.Equal(r.open, []string{at}) {
			t.Errorf("%s is not in its page; it leads to %v", link, r.open)
		}
	}
	if body, _ := s.get(path+"?at=p0000000000", http.StatusOK); !strings.Contains(body, words[false].Lost) {
		t.Error("a mark that went is not missed")
	}
}

// TestLater follows addresses of releases that were renamed, changed, replaced, retracted
// and removed.
func TestLater(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	const text = "安枰大桥全长1.8公里，总投资12亿元，由安枰区住建局组织建设，二〇二四年春天全线通车，往来两岸只要五分钟。\n"
	const earlier = `<html><head><title>安枰大桥</title><meta name="beilun-superseded" content="2024-06-15"><meta name="beilun-superseded-by" content="新.html"></head><body><article><p>安枰大桥全长1.6公里，由安枰区住建局组织建设，二〇二四年春天全线通车，往来两岸只要五分钟，市民出行方便多了。</p></article></body></html>`
	s.fill(map[string]string{"a.md": text, "b.txt": "安枰大桥\n来源：安枰日报\n\n" + text, "c.md": "安枰新城。\n", "gov/新.html": strings.NewReplacer("1.6", "1.9", "<meta", "<br").Replace(earlier), "gov/旧.html": earlier})
	a, c := anchor.Of(s.x, "a.md"), anchor.Of(s.x, "c.md")
	for _, tt := range []struct{ path, want string }{
		{a, "<dt>另见</dt>"},
		{a, html.EscapeString(anchor.Of(s.x, "b.txt"))},
		{anchor.Of(s.x, "gov/新.html"), html.EscapeString(anchor.Of(s.x, "gov/旧.html"))},
		{anchor.Of(s.x, "gov/旧.html"), "现在的版本： <a href=\"" + anchor.Of(s.x, "gov/新.html")},
		{anchor.Of(s.x, "gov/旧.html"), "2024-06-15 发现改过"},
	} {
		if body, _ := s.get(tt.path, http.StatusOK); !strings.Contains(body, tt.want) {
			t.Errorf("%s: no %s in\n%s", tt.path, tt.want, body[strings.Index(body, "<main"):])
		}
	}
	if body, _ := s.get("/releases", http.StatusOK); !strings.Contains(body, "4 篇") {
		t.Errorf("an earlier version is listed:\n%s", body)
	}
	s.fill(map[string]string{"d.md": text, "c.md": "安枰新城有变。\n"})
	body, _ := s.get(a, http.StatusOK)
	if !strings.Contains(body, words[false].Moved) || !strings.Contains(body, anchor.Of(s.x, "d.md")+"?at=") {
		t.Errorf("renamed: %s", body)
	}
	if body, _ = s.get(c, http.StatusOK); !strings.Contains(body, words[false].Changed) || !strings.Contains(body, "安枰新城有变") {
		t.Errorf("changed: %s", body)
	}
	s.fill(map[string]string{"d.md": text, "更正表.txt": "撤回：d.md 有误\n"})
	if body, _ = s.get(a, http.StatusGone); !strings.Contains(body, words[false].Retracted) || strings.Contains(body, "1.8公里") {
		t.Errorf("retracted: %s", body)
	}
	s.get(c, http.StatusNotFound)
	s.fill(nil)
	s.get(a, http.StatusNotFound)
	if body, _ = s.get("/releases", http.StatusOK); !strings.Contains(body, words[false].NoneAtAll) {
		t.Errorf("empty: %s", body)
	}
}

// TestFilters lists by publisher, year and thing.
func TestFilters(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	files := map[string]string{}
	for i := range 100 {
		files[fmt.Sprintf("%d.md", i)] = fmt.Sprintf("---\ntitle: 安枰新闻%d\ndate: %d-03-01\nsource: %s\n---\n%s完成投资%d亿元。\n", i, 2020+i%5, []string{"安枰日报", "A & B"}[i%2], []string{"安枰新城", "湖口科技园"}[i/50], i+1)
	}
	s.fill(files)
	item := regexp.MustCompile(`<li><a href="/releases/[0-9a-f-]+">安枰新闻(\d+)<`)
	for _, tt := range []struct {
		query, total string
		shown        int
		next         string
	}{
		{"", "100 篇", perPage, "/releases?page=2"},
		{"page=3", "100 篇", 20, "/releases?page=2"},
		{"publisher=A+%26+B", "50 篇", perPage, "/releases?page=2&amp;publisher=A&#43;%26&#43;B"},
		{"year=2023", "20 篇", 20, ""},
		{"year=2023&publisher=" + url.QueryEscape("安枰日报"), "10 篇", 10, ""},
		{"thing=" + url.QueryEscape("湖口科技园"), "50 篇", perPage, "thing="},
		{"thing=" + url.QueryEscape("湖口科技园") + "&year=2024&publisher=A+%26+B", "5 篇", 5, ""},
		{"thing=" + url.QueryEscape("没有的园"), "0 篇", 0, ""},
		{"year=1999", "0 篇", 0, ""},
	} {
		body, _ := s.get("/releases?"+tt.query, http.StatusOK)
		shown := len(item.FindAllString(body, -1))
		if !strings.Contains(body, "<strong>"+tt.total) || shown != tt.shown || !strings.Contains(body, tt.next) {
			t.Errorf("%s: %d shown, want %s and %d, %s:\n%s", tt.query, shown, tt.total, tt.shown, tt.next, body[strings.Index(body, "<main"):])
		}
	}
}
