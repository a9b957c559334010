package web_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"beilun/bot"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/answer"
	"beilun/index/bench/press"
	"beilun/index/library"
	"beilun/internal/web"
	asking "beilun/internal/web/ask"
	"beilun/internal/web/health"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// testSite is a site as serve has it: over a folder of releases and an index on disk.
type testSite struct {
	*page.Site
	http.Handler
	slack     page.Answerer // of Slack, which is answered by the same Answerer
	lib       *library.Library
	questions []string // of which the releases answer many
	addresses []string // of releases
	things    []string // that have figures
}

// testQuestions is how many different questions there are at most: many more than a site
// keeps answers of.
const testQuestions = 3000

// newTestSite returns a site of the built-in releases, and of invented ones up to a number
// of paragraphs. It is built once.
func newTestSite(t testing.TB, paragraphs int) *testSite {
	t.Helper()
	dir := t.TempDir()
	folder := filepath.Join(dir, "releases")
	texts := writeReleases(t, folder, paragraphs)
	files, err := corpus.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(filepath.Join(dir, "index"), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lib := library.Open(x, files, library.Options{})
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := lib.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	a := answer.New(x, answer.Options{})
	a.Warm()
	s := &testSite{
		Site: &page.Site{
			Index: x, Answerer: a, Today: answer.Today, Synced: lib.Synced, Log: slog.New(slog.DiscardHandler),
			Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, x, text) },
		},
		lib: lib, questions: press.Questions(1, texts, testQuestions),
	}
	m := health.New(health.Options{Status: lib.Status, Index: filepath.Join(dir, "index")})
	s.slack = m.Measure(a, health.Slack)
	all := ledger.New(x, s.Site.Log)
	following, stop := context.WithCancel(context.Background())
	examples := asking.NewExamples(s.Site)
	ended := make(chan error, 2)
	go func() { ended <- all.Run(following) }()
	go func() { ended <- examples.Run(following) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, <-ended); err != nil {
			t.Error(err)
		}
	})
	s.Handler = web.New(s.Site, web.Options{Health: m, Figures: all, Examples: examples})
	for _, r := range x.Releases() {
		s.addresses = append(s.addresses, anchor.Of(x, r.ID))
	}
	s.things = slices.DeleteFunc(thingsOf(t, x), func(name string) bool { // whose figures are all in doubt
		w := httptest.NewRecorder()
		s.ServeHTTP(w, parsed(http.MethodGet, "/figures?"+url.Values{"of": {name}}.Encode(), "", nil))
		return w.Code == http.StatusNotFound
	})
	if len(s.things) < 10 {
		t.Fatalf("%d things", len(s.things))
	}
	return s
}

// thingsOf returns some things that have figures, in their order.
func thingsOf(t testing.TB, x *index.Index) (names []string) {
	t.Helper()
	const enough = 500
	seen := map[string]bool{}
	err := x.Walk(t.Context(), func(p index.Passage) error {
		for _, f := range p.Figures {
			if name := f.Binding.Subject; name != "" && !seen[name] && len(names) < enough {
				seen[name] = true
				names = append(names, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// writeReleases fills a new folder and returns the texts of the invented paragraphs.
func writeReleases(t testing.TB, folder string, paragraphs int) (texts []string) {
	t.Helper()
	err := os.CopyFS(folder, releases.FS())
	for g := press.New(22); len(texts) < paragraphs && err == nil; {
		r := g.Next(paragraphs - len(texts))
		texts = append(texts, r.Paragraphs()...)
		err = os.WriteFile(filepath.Join(folder, r.Name), r.File(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// read reads the body of an answer to its end.
func read(body io.ReadCloser) (string, error) {
	data, err := io.ReadAll(body)
	return string(data), errors.Join(err, body.Close())
}
