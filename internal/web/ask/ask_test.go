package ask

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/web/page"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// shared is an index of the built-in releases, which no test changes.
var shared = sync.OnceValue(func() *index.Index {
	x, err := index.InMemory(index.Options{})
	if err == nil {
		_, err = x.Sync(context.Background(), library.Source(corpus.FromFS(releases.FS()).Each))
	}
	if err != nil {
		panic(err)
	}
	return x
})

func today() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 30} }

// siteOf returns the site of an index.
func siteOf(x *index.Index) *page.Site {
	return &page.Site{Index: x, Answerer: answer.New(x, answer.Options{Today: today}), Today: today, Log: slog.New(slog.DiscardHandler)}
}

// get returns the status and the page for parameters: name, value…
func get(t *testing.T, h http.Handler, parameters ...string) (status int, body string) {
	t.Helper()
	v := url.Values{}
	for i := 0; i < len(parameters); i += 2 {
		v.Set(parameters[i], parameters[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/?"+v.Encode(), nil))
	text, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(text)
}

func handler(site *page.Site) http.Handler {
	mux := http.NewServeMux()
	Routes(mux, site, NewExamples(site))
	return mux
}

// TestReplies has the forms that a reply takes.
func TestReplies(t *testing.T) {
	t.Parallel()
	h := handler(siteOf(shared()))
	for question, want := range map[string][]string{
		"吉利新能源汽车总部总投资多少？":                   {`<section class="answer"`, "<strong>4.4亿元</strong>", "<mark>4.4亿元</mark>", "宁波发布，2024-09-29", "3.6亿元", "甬派"},
		"宁波舟山港货物吞吐量是多少？":                    {"<strong>超14亿吨</strong>", "<table>", "2023年", "超13.24亿吨", "单位：亿吨"},
		"甬舟铁路总投资多少？":                        {`<section class="declined"`, "资料中未查到这一项", "甬舟铁路全长是多少", `class="links"`},
		"火星上有几家企业":                          {`<section class="declined"`, "未查到"},
		"北仑区有哪些学校，各投资多少":                    {"<table>", "<th scope=\"row\">滨江高中</th>", "5.4亿元", "未查到"},
		"北仑区有哪些公园":                          {"小浃江郊野公园", `class="rows"`},
		"帮我核对：甬舟铁路全长80公里，设计时速250公里":         {"不一致1处", "≠ 甬舟铁路全长80公里", "✓ 设计时速250公里", "<mark>76.4公里</mark>"},
		"甬舟铁路全长多少？中国港口博物馆总投资多少？票价多少？":       {"76.4公里", "7亿元", `<section class="declined"`},
		"the length of 甬舟铁路 in kilometres?": {"76.4公里", `lang="en"`},
	} {
		status, body := get(t, h, "q", question)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", question, status)
		}
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: the page lacks %s:\n%s", question, w, mainOf(body))
			}
		}
		if !strings.Contains(body, `value="`+strings.ReplaceAll(question, `"`, "&#34;")+`"`) {
			t.Errorf("%s: the form lacks the question", question)
		}
	}
}

// TestRead has a link from an answer to its figure in the pages of releases.
func TestRead(t *testing.T) {
	t.Parallel()
	_, body := get(t, handler(siteOf(shared())), "q", "甬舟铁路全长多少？")
	if m := regexp.MustCompile(`<a class="screen" href="(/releases/[^"#]+#[^"]+)">看原文</a>`).FindStringSubmatch(mainOf(body)); m == nil {
		t.Errorf("no link to the figure:\n%s", mainOf(body))
	}
}

// TestReadBeside has links to releases without an address of their own, beside the claim
// and in the table behind it.
func TestReadBeside(t *testing.T) {
	t.Parallel()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	file := func(title, date, text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\ndate: " + date + "\nsource: 澜溪发布\n---\n\n" + text + "\n")}
	}
	files := fstest.MapFS{
		"开工.md": file("竹汀湾隧道开工", "2023-04-18", "竹汀湾隧道在澜溪区开工。竹汀湾隧道总投资42.5亿元。"),
		"通车.md": file("竹汀湾隧道通车", "2026-09-28", "竹汀湾隧道通车。竹汀湾隧道总投资47.3亿元。"),
		"侧记.md": file("竹汀湾隧道侧记", "2026-09-29", "竹汀湾隧道总投资约48亿元，全长6.8公里。"),
	}
	if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(files).Each)); err != nil {
		t.Fatal(err)
	}
	_, body := get(t, handler(siteOf(x)), "q", "竹汀湾隧道总投资多少？")
	for _, title := range []string{"开工", "通车", "侧记"} {
		if !regexp.MustCompile(`<a href="/releases/[^"]+">《竹汀湾隧道` + title + `》</a>`).MatchString(body) {
			t.Errorf("《竹汀湾隧道%s》 leads nowhere:\n%s", title, mainOf(body))
		}
	}
}

// mainOf returns what is between the frame of a page.
func mainOf(body string) string {
	_, rest, _ := strings.Cut(body, "<main")
	out, _, _ := strings.Cut(rest, "</main>")
	return out
}

var hidden = regexp.MustCompile(`<input type="hidden" name="(about|which)" value="([^"]*)">`)

// carried returns the hidden fields of the form of a page.
func carried(body string) (out []string) {
	for _, m := range hidden.FindAllStringSubmatch(body, -1) {
		out = append(out, m[1], m[2])
	}
	return out
}

// TestFollowUps asks what leans on the question before, as the form sends it.
func TestFollowUps(t *testing.T) {
	t.Parallel()
	h := handler(siteOf(shared()))
	_, body := get(t, h, "q", "甬舟铁路全长多少？")
	for _, step := range [][2]string{{"设计时速呢", "250公里"}, {"中国港口博物馆总投资呢", "7亿元"}, {"建筑面积呢", "40978平方米"}} {
		if !strings.Contains(body, "接着问") || !strings.Contains(body, `<a href="/" data-quick>换个话题</a>`) {
			t.Errorf("before %s: no way on, and none out:\n%s", step[0], mainOf(body))
		}
		_, body = get(t, h, append([]string{"q", step[0]}, carried(body)...)...)
		if !strings.Contains(body, step[1]) {
			t.Errorf("%s: the page lacks %s:\n%s", step[0], step[1], mainOf(body))
		}
	}
	if _, body := get(t, h, "q", "设计时速呢"); strings.Contains(body, "250公里</strong>") {
		t.Error("a follow-up leans on the question of somebody else")
	}
	_, asks := get(t, h, "q", "火星隧道全长多少？", "about", "甬舟铁路全长多少")
	if len(carried(asks)) != 0 {
		t.Errorf("after an unknown thing the form carries %q", carried(asks))
	}
}

// TestSource asks who says so, which the address alone does not say.
func TestSource(t *testing.T) {
	t.Parallel()
	h := handler(siteOf(shared()))
	_, body := get(t, h, "q", "这个数字是谁发布的？", "about", "甬舟铁路全长多少")
	if !strings.Contains(body, "<strong>都市快报</strong>") {
		t.Errorf("the page lacks who says so:\n%s", mainOf(body))
	}
}

// TestStart has the page before anything is asked: its examples are answered.
func TestStart(t *testing.T) {
	t.Parallel()
	h := handler(siteOf(shared()))
	_, body := get(t, h)
	links := regexp.MustCompile(`href="/\?([^"]*)" data-quick>`).FindAllStringSubmatch(body, -1)
	if len(links) < 3 || len(links) > maxExamples {
		t.Fatalf("%d examples:\n%s", len(links), mainOf(body))
	}
	for _, l := range links {
		v, err := url.ParseQuery(l[1])
		if err != nil {
			t.Fatal(err)
		}
		if _, body := get(t, h, "q", v.Get("q")); !strings.Contains(body, `<section class="answer"`) {
			t.Errorf("%s is not answered", v.Get("q"))
		}
	}
	if !strings.Contains(body, "北仑区") || !strings.Contains(body, "收录了") {
		t.Errorf("the page does not say what there is:\n%s", mainOf(body))
	}
	if _, body := get(t, h, "lang", "en"); !strings.Contains(body, "What the press releases say about Beilun Qu") {
		t.Errorf("in English:\n%s", mainOf(body))
	}
}

// halting is an Answerer that waits before each answer until it may go on.
type halting struct {
	page.Answerer
	asked chan struct{}
	free  chan struct{}
}

func (h halting) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	select {
	case h.asked <- struct{}{}:
	default:
	}
	select {
	case <-h.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return h.Answerer.Follow(ctx, q, before)
}

// TestExamplesBefore opens the page while examples are chosen for other releases: it has
// those of before and waits for none.
func TestExamplesBefore(t *testing.T) {
	t.Parallel()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	files := fstest.MapFS{"a.md": {Data: []byte("---\ntitle: 安枰年报\ndate: 2025-01-10\n---\n安枰软件园入驻企业52家。\n")}}
	sync := func() {
		t.Helper()
		if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(files).Each)); err != nil {
			t.Fatal(err)
		}
	}
	sync()
	site := siteOf(x)
	h := halting{site.Answerer, make(chan struct{}, 1), make(chan struct{}, 100)}
	site.Answerer = h
	e := NewExamples(site)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- e.Run(ctx) }()
	<-h.asked // at the start, before any page
	h.free <- struct{}{}
	<-e.first
	before := e.questions(ctx)
	if len(before) != 2 || !strings.Contains(before[0], "安枰软件园") {
		t.Errorf("examples %q", before)
	}
	files["b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 临湖年报\ndate: 2026-01-10\n---\n临湖体育馆总投资3亿元。\n")}
	sync()
	<-h.asked // others are being chosen
	if got := e.questions(ctx); !slices.Equal(got, before) {
		t.Errorf("meanwhile the examples are %q", got)
	}
	for range 50 {
		h.free <- struct{}{}
	}
	e.turn <- struct{}{} // they are chosen
	if got := e.questions(ctx); len(got) != 3 {
		t.Errorf("and then %q", got)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestEmpty has no releases.
func TestEmpty(t *testing.T) {
	t.Parallel()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := handler(siteOf(x))
	for _, parameters := range [][]string{nil, {"q", "甬舟铁路全长多少"}} {
		if status, body := get(t, h, parameters...); status != http.StatusOK || !strings.Contains(body, "还没有新闻稿") {
			t.Errorf("%q: status %d:\n%s", parameters, status, mainOf(body))
		}
	}
}

// TestPolite has a courtesy.
func TestPolite(t *testing.T) {
	t.Parallel()
	site := siteOf(shared())
	site.Polite = func(_ context.Context, text string) (string, error) {
		if text == "你好" {
			return "你好。\n问我就行。", nil
		}
		return "", nil
	}
	_, body := get(t, handler(site), "q", "你好", "about", "甬舟铁路全长多少")
	if !strings.Contains(body, "<p>问我就行。</p>") || strings.Contains(body, `class="declined"`) || len(carried(body)) != 2 {
		t.Errorf("the page:\n%s", mainOf(body))
	}
}

// slow answers when it is let, and counts.
type slow struct {
	page.Answerer
	begun chan struct{}
	let   chan struct{}
}

func (s slow) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	s.begun <- struct{}{}
	select {
	case <-s.let:
		return s.Answerer.Follow(ctx, q, before)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TestBusy has more questions than are answered at once, and than may wait.
func TestBusy(t *testing.T) {
	t.Parallel()
	site := siteOf(shared())
	s := slow{site.Answerer, make(chan struct{}), make(chan struct{})}
	site.Answerer = s
	a := newAnswers(site)
	var asking sync.WaitGroup
	for range maxAtOnce {
		asking.Go(func() {
			if _, err := a.of(t.Context(), question{text: "甬舟铁路全长多少"}); err != nil {
				t.Error(err)
			}
		})
		<-s.begun
	}
	ctx, leave := context.WithCancel(t.Context())
	for range maxWaiting {
		asking.Go(func() {
			if _, err := a.of(ctx, question{text: "甬舟铁路时速多少"}); err == nil {
				t.Error("more questions are answered than may be at once")
			}
		})
	}
	for len(a.waiting) < maxWaiting {
		time.Sleep(time.Millisecond)
	}
	if _, err := a.of(t.Context(), question{text: "三"}); !errors.Is(err, errBusy) {
		t.Errorf("one too many: %v", err)
	}
	leave()
	close(s.let)
	asking.Wait()
}

// failing answers with an error.
type failing struct{ err error }

func (f failing) Follow(context.Context, string, *answer.Answer) (*answer.Answer, error) {
	return nil, f.err
}

// TestFailures has answers that do not come: the page says so, and nothing of the error.
func TestFailures(t *testing.T) {
	t.Parallel()
	for want, err := range map[int]error{
		http.StatusServiceUnavailable:  context.DeadlineExceeded,
		http.StatusInternalServerError: errors.New("read /secret/path"),
	} {
		site := siteOf(shared())
		site.Answerer = failing{err}
		if status, body := get(t, handler(site), "q", "1"); status != want || strings.Contains(body, "secret") {
			t.Errorf("%v: status %d:\n%s", err, status, body)
		}
	}
}

// TestKept answers a question once for as long as the releases are the same.
func TestKept(t *testing.T) {
	t.Parallel()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	site := siteOf(x)
	c := &counting{Answerer: site.Answerer}
	site.Answerer = c
	h := handler(site)
	for range 3 {
		get(t, h, "q", "甬舟铁路全长多少")
	}
	if c.n != 1 {
		t.Errorf("%d answers to one question", c.n)
	}
	if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(releases.FS()).Each)); err != nil {
		t.Fatal(err)
	}
	if _, body := get(t, h, "q", "甬舟铁路全长多少"); !strings.Contains(body, "76.4公里") || c.n != 2 {
		t.Errorf("after a sync it is answered as before (%d answers):\n%s", c.n, mainOf(body))
	}
}

type counting struct {
	page.Answerer
	n int
}

func (c *counting) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	c.n++
	return c.Answerer.Follow(ctx, q, before)
}
