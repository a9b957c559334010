package store

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/terms"
	"beilun/knowledge"
	"beilun/knowledge/errata"

	"github.com/google/go-cmp/cmp"
)

// corrections retract a release and give a thing of others another name.
const corrections = "撤回：release-00003.1\n青溪7号科创城 = 青溪七号科创城\n"

// TestKept adds, changes and removes releases, some of them copies of others and earlier
// versions of pages, and puts some right. After each step the passages and the unions that
// are kept in memory are those that are read anew.
func TestKept(t *testing.T) {
	t.Parallel()
	g := memoryGeneration(t)
	rng := rand.New(rand.NewPCG(20261201, 3))
	const releases = 30
	stayed, stayedUnions := 0, 0
	for step := range 60 {
		before, caches := keptOf(g), cachesOf(g)
		b := g.NewBatch()
		for range 1 + rng.IntN(2) {
			change(t, b, rng, rng.IntN(releases))
		}
		b.Sheets = nil
		if step%10 == 9 { // a list of corrections comes and goes
			b.Sheets = []catalog.Sheet{{ID: errata.FileName, Digest: fmt.Sprint(step), Text: corrections}}
		}
		b.Rule()
		if err := b.Commit(new(sync.Mutex)); err != nil {
			t.Fatal(err)
		}
		for at, p := range keptOf(g) {
			if before[at] == p {
				stayed++
			}
		}
		for id, c := range cachesOf(g) {
			if caches[id] == c {
				stayedUnions++
			}
		}
		comparePassages(t, g, step)
		compareUnions(t, g, step)
		if t.Failed() {
			return
		}
	}
	if stayed < 100 || stayedUnions < 50 {
		t.Errorf("%d passages and %d unions stayed", stayed, stayedUnions)
	}
}

// change puts or removes a release, in one of two copies.
func change(t *testing.T, b *Batch, rng *rand.Rand, n int) {
	t.Helper()
	id := fmt.Sprintf("release-%05d.%d", n, 1+rng.IntN(2))
	if rng.IntN(5) == 0 {
		b.Remove(id)
		return
	}
	a := inventedRelease(n, rng.IntN(8)/7, 6)
	a.ID, a.Date = id, knowledge.Date{Year: 2025, Month: 1 + n%12, Day: 1 + rng.IntN(3)}
	rel := passage.ReleaseFrom(a)
	if rng.IntN(12) == 0 {
		rel.Until, rel.By = knowledge.Date{Year: 2026, Month: 1, Day: 1}, "release-00001.1"
	}
	lex, ps := builtInWords(), passage.Of(a)
	for _, p := range ps {
		for i := range p.Figures {
			p.Figures[i].Binding.Subject = []string{"青溪7号科创城", "白石3号物流港"}[n%2]
		}
	}
	if err := b.Put(rel, fmt.Sprint(rng.IntN(1000)), ps, lex, lex.Binder()); err != nil {
		t.Fatal(err)
	}
}

// keptOf returns the passages that are kept in memory.
func keptOf(g *Generation) map[stored]*passage.Passage {
	out := map[stored]*passage.Passage{}
	for at, e := range g.cache.at {
		out[at] = e.Value.(cached).Passage
	}
	return out
}

// cachesOf returns the caches of unions by segment.
func cachesOf(g *Generation) map[uint64]*terms.Cache {
	out := map[uint64]*terms.Cache{}
	if last := g.lengths.last.Load(); last != nil {
		for _, sh := range last.shards {
			out[sh.Id()] = sh.unions
		}
	}
	return out
}

// comparePassages reads all passages, as they are kept and anew.
func comparePassages(t *testing.T, g *Generation, step int) {
	t.Helper()
	fresh := newGeneration("", nil, 0)
	fresh.Catalog, fresh.Reprints, fresh.Rulings = g.Catalog, g.Reprints, g.Rulings
	r, err := g.reader()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for id, rec := range g.Catalog.Releases {
		for n := range rec.Passages {
			got, err := g.load(r, passage.ID(id, n+1))
			if err != nil {
				t.Fatal(err)
			}
			want, err := fresh.load(r, passage.ID(id, n+1))
			if err != nil {
				t.Fatal(err)
			}
			for i := range min(len(got.Figures), len(want.Figures)) {
				if got.Figures[i].Binding.Thing != want.Figures[i].Binding.Thing {
					t.Errorf("step %d: figure %d of %s is of %v, want %v", step, i, got.ID, got.Figures[i].Binding.Thing, want.Figures[i].Binding.Thing)
				}
			}
			if diff := cmp.Diff(want.Release, got.Release); diff != "" || got.Text != want.Text || len(got.Figures) != len(want.Figures) {
				t.Errorf("step %d: %s (-anew +kept):\n%s", step, got.ID, diff)
			}
		}
	}
}

// compareUnions makes unions of many terms, as they are kept and anew.
func compareUnions(t *testing.T, g *Generation, step int) {
	t.Helper()
	err := g.Ledger(func(r *facts.Reader) error {
		for i, seg := range r.Segments {
			bare := *seg.Field
			bare.Cache = nil
			for _, prefix := range []string{"n|", "d|", "r|", "m|", "v|", "g|"} {
				got, err := seg.Union(prefix)
				if err != nil {
					return err
				}
				want, err := bare.Union(prefix)
				if err != nil {
					return err
				}
				if !got.Equals(want) {
					t.Errorf("step %d: segment %d has %d passages with %s, want %d", step, i, got.GetCardinality(), prefix, want.GetCardinality())
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
