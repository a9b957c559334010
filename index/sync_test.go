package index

import (
	"context"
	"errors"
	"testing"

	"beilun/index/store"
)

// TestManyInPlace changes less than a third of an index, in several batches,
// and then more.
func TestManyInPlace(t *testing.T) {
	t.Parallel()
	x, err := Open(t.TempDir(), Options{Lexicon: testLexicon(), limits: limits{10, store.WholeAtOpen, store.BatchPatience, 1}})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	syncTest(t, x, inventedFiles(100, 3, firstEdition))
	first := x.live.current.Name

	next := inventedFiles(100, 3, func(n int) int { return n/5%2*(n%2) - n/90*2 }) // the last ten go
	changes := syncTest(t, x, next)
	if len(changes.Gone) == 0 || len(changes.Changed) == 0 || len(changes.Gone)+len(changes.Changed)+len(changes.Same) != 100 {
		t.Errorf("%d changed, %d gone, %d the same", len(changes.Changed), len(changes.Gone), len(changes.Same))
	}
	if x.live.current.Name != first {
		t.Error("a small share makes a new generation")
	}
	equalContents(t, "several batches", contents(t, memoryOf(t, next)), contents(t, x))

	all := inventedFiles(100, 3, func(n int) int { return 7 })
	if changes = syncTest(t, x, all); len(changes.New)+len(changes.Changed) != 100 || len(changes.Same) != 0 || changes.Rebuilt {
		t.Errorf("all: %d new, %d changed, %d the same, rebuilt %v", len(changes.New), len(changes.Changed), len(changes.Same), changes.Rebuilt)
	}
	if x.live.current.Name == first {
		t.Error("a large share goes into the old generation")
	}
	equalContents(t, "a new generation", contents(t, memoryOf(t, all)), contents(t, x))
}

// TestPartOfSync stops a sync behind its first batches: they are told of and
// stay.
func TestPartOfSync(t *testing.T) {
	t.Parallel()
	x, err := Open(t.TempDir(), Options{Lexicon: testLexicon(), limits: limits{10, store.WholeAtOpen, store.BatchPatience, 1}})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	syncTest(t, x, inventedFiles(100, 3, firstEdition))
	stop := errors.New("stop")
	next := inventedFiles(100, 3, func(n int) int { return n % 2 * 5 })
	yielded := 0
	changes, err := x.Sync(t.Context(), func(ctx context.Context, yield func(File) error) error {
		return next(ctx, func(f File) error {
			if yielded++; yielded > 20 {
				return stop
			}
			return yield(f)
		})
	})
	if !errors.Is(err, stop) || changes == nil || len(changes.Changed) == 0 || len(changes.Gone) != 0 {
		t.Fatalf("%+v, %v", changes, err)
	}
	again := syncTest(t, x, inventedFiles(100, 3, func(n int) int { return n % 2 * 5 }))
	if n := len(again.Changed); n == 0 || n+len(changes.Changed) != 50 {
		t.Errorf("%d were changed and %d are changed now", len(changes.Changed), n)
	}
}
