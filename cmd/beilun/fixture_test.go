package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge/read"
)

// fixtures has six articles in every format. A file is named after its article and
// format.
const fixtures = "../../knowledge/read/testdata/formats/files"

// fixtureQuestions are questions about the articles, in their order.
var fixtureQuestions = []struct{ question, want string }{
	{"澄湖新城规划面积是多少？", "18.6平方公里"},
	{"澄湖区地区生产总值是多少？", "1286.4亿元"},
	{"青螺山隧道全长多少？", "2.3公里"},
	{"2024年澄湖港货物吞吐量是多少？", "3128万吨"},
	{"晓月小学占地多少？", "52亩"},
	{"新增公共停车位多少个？", "5320个"},
}

// TestFormatsArrive puts files of all formats into the folder and measures the time
// until the first answer from each: six files, or two of each format with
// BEILUN_CHAOS_FULL=1.
func TestFormatsArrive(t *testing.T) {
	needs.Long(t, "seconds")
	articles, formats := readFixtures(t)
	full := os.Getenv("BEILUN_CHAOS_FULL") != ""
	rounds := 1
	if full { // each format twice
		rounds = (2*len(formats) + len(articles) - 1) / len(articles)
	}
	took := map[string][]time.Duration{}
	for round := range rounds {
		s := startServing(t, t.TempDir(), 4*time.Minute, nil)
		for i, article := range articles {
			format := formats[(i+round*len(articles))%len(formats)]
			data, err := os.ReadFile(filepath.Join(fixtures, article+"."+format))
			if os.IsNotExist(err) {
				continue // not every article is there in every format
			} else if err != nil {
				t.Fatal(err)
			}
			if err := s.write(0, article+"."+format, data); err != nil {
				t.Fatal(err)
			}
			ext := filepath.Ext(format)
			if ext == "" {
				ext = "." + format
			}
			took[ext] = append(took[ext], s.untilAnswered(i, format))
		}
	}
	for ext, ds := range took {
		p95 := quantile(ds, .95)
		t.Logf("%s: %d arrivals, median %v, p95 %v, longest %v", ext, len(ds), quantile(ds, .5), p95, quantile(ds, 1))
		limit := 3 * time.Second
		if ext == ".pdf" {
			limit = 6 * time.Second
		}
		if full && p95 > limit {
			t.Errorf("%s: p95 %v, want at most %v", ext, p95, limit)
		}
	}
}

// untilAnswered asks the question about an article until it is answered, and returns
// how long that took.
func (s *serving) untilAnswered(i int, format string) time.Duration {
	s.t.Helper()
	q, closed, last := fixtureQuestions[i], time.Now(), ""
	for time.Since(closed) < 30*time.Second {
		p, err := s.ask(q.question)
		if err != nil {
			s.t.Fatal(err)
		}
		if last = p.Text; strings.Contains(last, q.want) {
			return p.At.Sub(closed)
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.t.Fatalf("%s in %s: last %q, want %s; releases %v", q.question, format, last, q.want, s.files())
	return 0
}

// files lists the releases folder.
func (s *serving) files() (names []string) {
	entries, err := os.ReadDir(s.releases)
	if err != nil {
		s.t.Error(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// readFixtures returns the names of the articles, and the formats that can be read.
func readFixtures(t *testing.T) (articles, formats []string) {
	t.Helper()
	entries, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{}
	for _, e := range entries {
		article, format, _ := strings.Cut(e.Name(), ".")
		if !slices.Contains(articles, article) {
			articles = append(articles, article)
		}
		if tried[format] {
			continue
		}
		tried[format] = true
		data, err := os.ReadFile(filepath.Join(fixtures, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := read.File(e.Name(), data); err != nil || !read.Handles(e.Name()) {
			t.Logf("left out: %s (%v)", e.Name(), err)
			continue
		}
		formats = append(formats, format)
	}
	if len(articles) != len(fixtureQuestions) || len(formats) == 0 {
		t.Fatalf("%d articles, want %d; formats %q", len(articles), len(fixtureQuestions), formats)
	}
	slices.Sort(formats)
	return articles, formats
}
