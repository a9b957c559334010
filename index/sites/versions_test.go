package sites

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/facts"
	"beilun/index/library"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

// synced brings x in step with the releases folder, and returns the news.
func (p *place) synced(t *testing.T, x *index.Index) []index.News {
	t.Helper()
	files, err := corpus.Open(p.options().Folder)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	c, err := x.Sync(t.Context(), library.Source(files.Each))
	if err != nil || len(c.Refused) > 0 {
		t.Fatal(err, c)
	}
	return c.News
}

// told returns the answer to a question as a line: what is claimed, and what else is
// said of it.
func told(t *testing.T, x *index.Index, question string) string {
	t.Helper()
	a := answer.New(x, answer.Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 12, Day: 20} }})
	ans, err := a.Answer(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	if ans.Claim != nil {
		out = append(out, ans.Claim.Text)
	}
	for _, o := range ans.Others {
		r := o.Hit.Passage.Release
		out = append(out, string(o.Relation)+" "+o.Text+" "+r.Source+" "+r.Date.String()+" until "+r.Until.String())
	}
	return strings.Join(out, "; ")
}

// TestVersions answers with the figure that a page says now, with the one before as its
// history, and says nothing of figures that are as they were or are gone.
func TestVersions(t *testing.T) {
	t.Parallel()
	const title, count, places, cost = "云溪区今年新建中小学4所", "云溪区新建中小学新增学位多少个", "云溪区图书馆藏书多少册", "云溪区新建中小学总投资多少"
	page := func(places, books string) string {
		return article(title, "2025-11-28", "云溪区今年新建中小学4所，新增学位"+places+"个，总投资11.2亿元，明年9月全部投用。"+books, "")
	}
	s := newSite(t)
	s.html("/", list(item{"/a", title, "2025-11-28"}))
	s.html("/a", page("5400", "云溪区图书馆藏书86万册。"))
	p := newPlace(t, s.URL+" 云溪区政府网")
	p.round(t)
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	p.synced(t, x)
	check := func(what string, want map[string]string) {
		t.Helper()
		for q, w := range want {
			if diff := cmp.Diff(w, told(t, x, q)); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", what, q, diff)
			}
		}
		if rs := x.Releases(); len(rs) != 1 || !rs[0].Until.IsZero() {
			t.Errorf("%s: the releases are %v", what, rs)
		}
	}
	change := func(page string, after time.Duration) []index.News {
		t.Helper()
		s.html("/a", page)
		p.clock.pass(after)
		if r := p.round(t); len(r.Changed) != 1 || r.Err != nil {
			t.Fatalf("%+v", r)
		}
		return p.synced(t, x)
	}
	check("at first", map[string]string{count: "5400个", places: "86万册", cost: "11.2亿元"})

	news := change(page("5600", "云溪区图书馆藏书86万册。"), 25*time.Hour)
	if len(news) != 1 || news[0].Kind != facts.Replaces || news[0].Row.Figure.Text != "5600个" || news[0].Before == nil || news[0].Before.Figure.Text != "5400个" {
		t.Errorf("the news are %v", news)
	}
	const first = "earlier 5400个 云溪区政府网 2025-11-28 until 2025-11-30"
	check("changed", map[string]string{count: "5600个; " + first, places: "86万册", cost: "11.2亿元"})
	if again := p.synced(t, x); len(again) > 0 {
		t.Errorf("news once more: %v", again)
	}

	change(page("5700", ""), 3*24*time.Hour)
	check("changed again, less a figure", map[string]string{count: "5700个; earlier 5600个 云溪区政府网 2025-11-28 until 2025-12-03; " + first, cost: "11.2亿元"})
	if got := told(t, x, places); strings.Contains(got, "86万") {
		t.Errorf("what the page says no more is claimed: %s", got)
	}

	if news := change(page("5400", ""), 5*24*time.Hour); len(news) != 1 {
		t.Errorf("the news of going back are %v", news)
	}
	check("changed back", map[string]string{count: "5400个; earlier 5700个 云溪区政府网 2025-11-28 until 2025-12-08; earlier 5600个 云溪区政府网 2025-11-28 until 2025-12-03"})
	built, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer built.Close()
	p.synced(t, built)
	if got, want := told(t, built, count), told(t, x, count); got != want {
		t.Errorf("a new index says %s, the old one %s", got, want)
	}
}

// TestVersionMarks takes a page that says of itself that it is an earlier version as any
// other, and marks it when it changes.
func TestVersionMarks(t *testing.T) {
	t.Parallel()
	const title, own = "云溪区今年新建中小学4所", `<meta name="beilun-superseded" content="2020-01-01"><meta name="beilun-superseded-by" content="../x.html">`
	s := newSite(t)
	page := func(text string) string {
		return strings.Replace(article(title, "2025-11-28", text, ""), "<head>", "<head>"+own, 1)
	}
	s.html("/", list(item{"/a", title, "2025-11-28"}))
	s.html("/a", page(school))
	p := newPlace(t, s.URL)
	p.round(t)
	s.html("/a", page(strings.Replace(school, "5400", "5600", 1)))
	p.clock.pass(25 * time.Hour)
	p.round(t)
	want := map[string]string{
		"127.0.0.1/2025-11-28-云溪区今年新建中小学4所.html":                 "",
		"127.0.0.1/2025-11-28-云溪区今年新建中小学4所（2025-11-30前的版本）.html": "2025-11-30",
	}
	got := map[string]string{}
	for _, f := range p.files(t) {
		a, err := read.File(f, p.content(t, f))
		if err != nil {
			t.Fatal(err)
		}
		got[f] = a.Superseded.String()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestVersionsAfterKill goes on after a kill between keeping the version before and
// putting the new one in its place, with a look of the index in between.
func TestVersionsAfterKill(t *testing.T) {
	t.Parallel()
	const title, question = "云溪区今年新建中小学4所", "云溪区新建中小学新增学位多少个"
	s := newSite(t)
	s.html("/", list(item{"/a", title, "2025-11-28"}))
	s.html("/a", article(title, "2025-11-28", school, ""))
	p := newPlace(t, s.URL+" 云溪区政府网")
	p.round(t)
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	p.synced(t, x)
	const file = "127.0.0.1/2025-11-28-云溪区今年新建中小学4所.html"
	before := p.content(t, file)
	s.html("/a", article(title, "2025-11-28", strings.Replace(school, "5400", "5600", 1), ""))
	p.clock.pass(25 * time.Hour)
	known, _ := p.memory.page(s.URL + "/a")
	p.round(t)
	// What a kill before the last step leaves.
	if err := os.WriteFile(filepath.Join(p.options().Folder, file), before, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.memory.putPage(known); err != nil {
		t.Fatal(err)
	}
	if news := p.synced(t, x); len(news) > 0 || told(t, x, question) != "5400个" {
		t.Errorf("between: %s, news %v", told(t, x, question), news)
	}
	if r := p.round(t); len(r.Changed) != 1 || len(p.files(t)) != 2 {
		t.Errorf("%+v, %v", r, p.files(t))
	}
	if news := p.synced(t, x); len(news) != 1 || told(t, x, question) != "5600个; earlier 5400个 云溪区政府网 2025-11-28 until 2025-11-30" {
		t.Errorf("after: %s, news %v", told(t, x, question), news)
	}
}
