package index

import (
	"context"
	"testing"

	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// builtIn makes an index of the built-in releases.
func builtIn(tb testing.TB) *Index {
	tb.Helper()
	x, err := InMemory(Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = x.Close() })
	files := corpus.FromFS(releases.FS())
	_, err = x.Sync(tb.Context(), func(_ context.Context, yield func(File) error) error {
		return files.Each(tb.Context(), func(f corpus.File) error {
			return yield(File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	})
	if err != nil {
		tb.Fatal(err)
	}
	return x
}

// BenchmarkSearch searches with every passage in the cache, and with none.
func BenchmarkSearch(b *testing.B) {
	x := builtIn(b)
	q := query.Parse(x.lex, "吉利新能源汽车总部总投资多少？", knowledge.Date{})
	for _, cold := range []bool{false, true} {
		name := "warm"
		if cold {
			name = "cold"
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if cold {
					x.live.current.ForgetPassages()
				}
				if _, err := x.Search(b.Context(), q, 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
