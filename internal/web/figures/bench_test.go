package figures

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"beilun/index/bench/press"
	"beilun/knowledge/corpus"
)

// BenchmarkPages serves 20,000 paragraphs.
func BenchmarkPages(b *testing.B) {
	files := fstest.MapFS{}
	g, left := press.New(1), 20_000
	for left > 0 {
		r := g.Next(left)
		left -= len(r.Paragraphs())
		files[r.Name] = &fstest.MapFile{Data: r.File()}
	}
	h, err := serving(corpus.FromFS(files))
	if err != nil {
		b.Fatal(err)
	}
	found := httptest.NewRecorder()
	h.ServeHTTP(found, httptest.NewRequest(http.MethodGet, Path+"?by=metric", nil))
	largest := first(found.Body.String(), `href="(/figures\?metric=[^"]*)"`)
	h.ServeHTTP(found, httptest.NewRequest(http.MethodGet, Path, nil))
	thing := first(found.Body.String(), `href="(/figures\?of=[^"]*)"`)
	h.ServeHTTP(found, httptest.NewRequest(http.MethodGet, thing, nil))
	one := first(found.Body.String(), `href="(/figures\?[^"]*metric=[^"]*of=[^"]*)"`)
	for name, address := range map[string]string{
		"start": Path, "metrics": Path + "?by=metric", "metric": largest, "thing": thing, "entry": one,
		"search": at("", "q", "产业园"), "suggest": Path + "/suggest?q=x", "csv": Path + ".csv", "xlsx": Path + ".xlsx", "json": Path + ".json",
		"png": Path + ".png" + largest[len(Path):], "svg": Path + ".svg" + largest[len(Path):],
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
				if w.Code != http.StatusOK {
					b.Fatalf("%s: %d", address, w.Code)
				}
			}
		})
	}
}
