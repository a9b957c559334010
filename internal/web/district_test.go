package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"beilun/bot"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/web"
	"beilun/internal/web/page"
	"beilun/knowledge"
	"beilun/knowledge/corpus"

	"golang.org/x/tools/txtar"
)

// districtSite is a site about the invented district of testdata/district.txtar, with
// addresses of a series of figures and of a release.
type districtSite struct {
	URL, series, release string
}

// firstRelease is the address of a release in the list of releases.
var firstRelease = regexp.MustCompile(`href="(/releases/[^"#?]+)"`)

// newDistrictSite serves the site until the test ends.
func newDistrictSite(t *testing.T) districtSite {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "district.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range a.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	today := func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 30} }
	x, err := index.InMemory(index.Options{Today: today})
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
	server := httptest.NewServer(web.New(&page.Site{
		Index: x, Answerer: answer.New(x, answer.Options{Today: today}), Today: today, Synced: lib.Synced, Log: slog.New(slog.DiscardHandler),
		Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, x, text) },
	}, web.Options{}))
	t.Cleanup(server.Close)
	list, err := http.Get(server.URL + "/releases")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Body.Close()
	text, err := io.ReadAll(list.Body)
	if err != nil {
		t.Fatal(err)
	}
	found := firstRelease.FindSubmatch(text)
	if found == nil {
		t.Fatalf("no release in %s", text)
	}
	return districtSite{server.URL, "/figures?of=安枰区&metric=地区生产总值", string(found[1])}
}
