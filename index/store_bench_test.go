package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"beilun/index/store"
	"beilun/index/words"
	"beilun/internal/needs"
	"beilun/knowledge"
)

// inventedFiles is a corpus of releases from number 0; edition tells which
// edition of each there is, a negative one that it is gone.
func inventedFiles(releases, paragraphs int, edition func(number int) int) Corpus {
	return func(ctx context.Context, yield func(File) error) error {
		for i := range releases {
			e := edition(i)
			if e < 0 {
				continue
			}
			err := yield(File{
				ID:      fmt.Sprintf("release-%05d", i),
				Digest:  fmt.Sprintf("%d-%d", i, e),
				Article: func() (*knowledge.Article, error) { return invented(i, e, paragraphs), nil },
			})
			if err != nil {
				return err
			}
		}
		return ctx.Err()
	}
}

func firstEdition(int) int { return 0 }

// BenchmarkSyncOne syncs one new release of 30 paragraphs into an index of
// 20,000 paragraphs on disk, with few releases and with many, and into one of
// 200,000 where BEILUN_BENCH_LARGE is set, which takes minutes to build.
func BenchmarkSyncOne(b *testing.B) {
	for _, size := range []struct{ releases, paragraphs int }{{1000, 20}, {20000, 1}, {6667, 30}} {
		b.Run(fmt.Sprintf("%dx%d", size.releases, size.paragraphs), func(b *testing.B) {
			if size.releases*size.paragraphs > 20000 {
				needs.Setting(b, "BEILUN_BENCH_LARGE", "it takes minutes to build the index")
			}
			x, err := Open(b.TempDir(), Options{Lexicon: benchLexicon(b)})
			if err != nil {
				b.Fatal(err)
			}
			defer x.Close()
			files := inventedFiles(size.releases, size.paragraphs, firstEdition)
			if _, err := x.Sync(b.Context(), files); err != nil {
				b.Fatal(err)
			}
			added := 0
			more := func(ctx context.Context, yield func(File) error) error {
				if err := files(ctx, yield); err != nil {
					return err
				}
				return yield(File{ID: "z-new", Digest: fmt.Sprint(added), Article: func() (*knowledge.Article, error) {
					a := invented(30000+added, 0, 30)
					a.ID = "z-new"
					return a, nil
				}})
			}
			for b.Loop() {
				added++
				if _, err := x.Sync(b.Context(), more); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen opens an index that was closed, and one that was not.
func BenchmarkOpen(b *testing.B) {
	for _, releases := range []int{1000, 20000} {
		b.Run(fmt.Sprint(releases), func(b *testing.B) {
			dir := b.TempDir()
			lex := benchLexicon(b)
			open := func() *Index {
				x, err := Open(dir, Options{Lexicon: lex})
				if err != nil {
					b.Fatal(err)
				}
				return x
			}
			x := open()
			if _, err := x.Sync(b.Context(), inventedFiles(releases, 10, firstEdition)); err != nil {
				b.Fatal(err)
			}
			if err := x.Close(); err != nil {
				b.Fatal(err)
			}
			for _, crashed := range []bool{false, true} {
				b.Run(fmt.Sprintf("crashed=%v", crashed), func(b *testing.B) {
					for b.Loop() {
						b.StopTimer()
						if crashed {
							if err := os.Remove(filepath.Join(dir, store.GenerationPrefix+"000001", store.SumsFile)); err != nil {
								b.Fatal(err)
							}
						}
						b.StartTimer()
						x := open()
						b.StopTimer()
						if x.Rebuild() != "" || x.Passages() != releases*10 {
							b.Fatal(x.Rebuild(), x.Passages())
						}
						x.live.checking.Wait()
						if err := x.Close(); err != nil {
							b.Fatal(err)
						}
						b.StartTimer()
					}
				})
			}
		})
	}
}

func benchLexicon(b *testing.B) *words.Lexicon {
	b.Helper()
	lex, err := words.NewLexicon("")
	if err != nil {
		b.Fatal(err)
	}
	return lex
}
