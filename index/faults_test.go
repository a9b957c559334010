package index

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/index/facts"
	"beilun/index/query"
	"beilun/index/store"
	"beilun/internal/needs"
	"beilun/knowledge"

	"github.com/blevesearch/bleve/v2"
)

// TestDamageWhileOpen damages the segments of an index that is in use. What is
// found is never another text than the releases have; what cannot be read is
// an error, and the next Sync builds the index again.
func TestDamageWhileOpen(t *testing.T) {
	t.Parallel()
	corpus := inventedFiles(40, 5, firstEdition)
	want := contents(t, memoryOf(t, corpus))
	random := rand.New(rand.NewPCG(6, 5))
	noticed := 0
	for _, kind := range []string{"cut", "emptied", "flipped", "rotten"} {
		dir := t.TempDir()
		x := openTest(t, dir)
		syncTest(t, x, corpus)
		x.live.current.ForgetPassages()
		zaps, err := filepath.Glob(filepath.Join(dir, "*", store.StoreDir, "*.zap"))
		if err != nil || len(zaps) == 0 {
			t.Fatal(zaps, err)
		}
		for _, zap := range zaps {
			if err := damages[kind](zap, random); err != nil {
				t.Fatal(err)
			}
		}
		for _, q := range []string{"青溪3号产业园新签约项目", "白石11号物流港总投资", "编号5-0-2", "望江", "规模以上企业"} {
			hits, err := x.Search(t.Context(), query.Parse(x.Lexicon(), q, knowledge.Date{}), 20)
			for _, h := range hits {
				if string(store.EncodeAbout(h.Passage))+h.Passage.Text != want[h.Passage.ID] {
					t.Errorf("%s: %s is another text: %q", kind, h.Passage.ID, h.Passage.Text)
				}
			}
			if err != nil && len(hits) > 0 {
				t.Errorf("%s: hits with an error", kind)
			}
		}
		if _, err := x.Ledger(t.Context(), facts.Filter{Metric: "总投资"}); err != nil {
			t.Log(kind, err)
		}
		select {
		case <-x.Damaged():
			noticed++
			syncTest(t, x, corpus)
			equalContents(t, kind, want, contents(t, x))
			if x.Rebuild() == "" {
				t.Errorf("%s: nobody is told", kind)
			}
			asides, _ := filepath.Glob(filepath.Join(dir, store.AsidePrefix+"*"))
			if len(asides) != 1 {
				t.Errorf("%s: moved aside: %v", kind, asides)
			}
		default:
			if kind != "flipped" {
				t.Errorf("%s: nothing was noticed", kind)
			}
		}
		if err := x.Close(); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	t.Logf("%d of 4 noticed", noticed)
}

// TestLargeIndex opens an index that is too large to be read whole at once, and
// has one segment that has changed.
func TestLargeIndex(t *testing.T) {
	t.Parallel()
	for _, crashed := range []bool{false, true} {
		dir := t.TempDir()
		corpus := inventedFiles(40, 5, firstEdition)
		x := openTest(t, dir)
		syncTest(t, x, corpus)
		want := contents(t, x)
		path := x.live.current.Path
		x.Close()
		if crashed {
			if err := os.Remove(filepath.Join(path, store.SumsFile)); err != nil {
				t.Fatal(err)
			}
		}
		open := func() *Index {
			x, err := Open(dir, Options{Lexicon: testLexicon(), limits: limits{maxInPlace, 0, store.BatchPatience, 1}})
			if err != nil {
				t.Fatal(err)
			}
			x.live.checking.Wait()
			return x
		}
		x = open()
		select {
		case <-x.Damaged():
			t.Errorf("crashed %v: a whole index is called damaged", crashed)
		default:
		}
		x.Close()
		zaps, err := filepath.Glob(filepath.Join(path, store.StoreDir, "*.zap"))
		if err != nil || len(zaps) == 0 {
			t.Fatal(zaps, err)
		}
		for _, zap := range zaps {
			data, err := os.ReadFile(zap)
			if err != nil {
				t.Fatal(err)
			}
			data[10] ^= 1 // in the stored text
			if err := os.WriteFile(zap, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		x = open()
		if why := x.Rebuild(); why != "" {
			continue // the catalog was hit, which is read at once
		}
		select {
		case <-x.Damaged():
		default:
			t.Errorf("crashed %v: nothing was noticed", crashed)
		}
		syncTest(t, x, corpus)
		equalContents(t, "large", want, contents(t, x))
		x.Close()
	}
}

// TestHung gives bleve no time for a batch. The index answers from what it had
// and builds anew.
func TestHung(t *testing.T) {
	t.Parallel()
	old, next := inventedFiles(20, 3, firstEdition), inventedFiles(21, 3, firstEdition)
	dir := t.TempDir()
	x := openTest(t, dir)
	defer x.Close()
	syncTest(t, x, old)
	before := contents(t, x)
	x.live.current.Patience = time.Microsecond
	if _, err := x.Sync(t.Context(), next); !errors.Is(err, store.ErrHung) {
		t.Errorf("sync: %v", err)
	}
	equalContents(t, "hung", before, contents(t, x))
	syncTest(t, x, next)
	equalContents(t, "after", contents(t, memoryOf(t, next)), contents(t, x))
	if n := generations(t, dir); n != 1 {
		t.Errorf("%d generations are left", n)
	}
}

// TestDeadWriter ends bleve's goroutines behind the index's back.
func TestDeadWriter(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"", t.TempDir()} {
		opts := Options{Lexicon: testLexicon()}
		x, err := InMemory(opts)
		if dir != "" {
			x, err = Open(dir, opts)
		}
		if err != nil {
			t.Fatal(err)
		}
		syncTest(t, x, inventedFiles(20, 3, firstEdition))
		before := contents(t, x)
		x.live.current.Patience = time.Second // in memory, the batch hangs
		adv, err := x.live.current.Bleve.Advanced()
		if err == nil {
			err = adv.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		next := inventedFiles(21, 3, firstEdition)
		if _, err := x.Sync(t.Context(), next); err == nil {
			t.Error("writing goes on without bleve")
		}
		equalContents(t, "dead", before, contents(t, x))
		syncTest(t, x, next)
		equalContents(t, "after", contents(t, memoryOf(t, next)), contents(t, x))
		x.Close()
	}
}

// erring is bleve with goroutines that meet with errors.
type erring struct{ bleveIndex }

type bleveIndex = bleve.Index

func (erring) StatsMap() map[string]any {
	return map[string]any{"index": map[string]any{"TotOnErrors": uint64(3)}}
}

// TestLook looks at a bleve that cannot merge: it is closed, the index answers,
// and the next Sync opens it again.
func TestLook(t *testing.T) {
	t.Parallel()
	x := openTest(t, t.TempDir())
	defer x.Close()
	old, next := inventedFiles(20, 3, firstEdition), inventedFiles(21, 3, firstEdition)
	syncTest(t, x, old)
	if x.live.look(); x.live.current.IsHalted() {
		t.Error("closed without an error")
	}
	before := contents(t, x)
	x.live.current.Bleve = erring{x.live.current.Bleve}
	if x.live.look(); !x.live.current.IsHalted() {
		t.Error("still open")
	}
	equalContents(t, "closed", before, contents(t, x))
	syncTest(t, x, next)
	equalContents(t, "opened again", contents(t, memoryOf(t, next)), contents(t, x))
	if x.live.current.Name != "gen-000001" {
		t.Errorf("built anew: %s", x.live.current.Name)
	}
}

// TestForeign puts what is not ours everywhere in an index directory: it
// neither goes away nor breaks anything.
func TestForeign(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := openTest(t, dir)
	corpus := inventedFiles(10, 2, firstEdition)
	syncTest(t, x, corpus)
	want := contents(t, x)
	first := x.live.current.Path
	x.Close()
	put := []string{"._CURRENT", "notes.txt", "sub/deep.txt", "gen-000002", "gen-000007/theirs.txt", "gen-x/theirs.txt", "damaged-notes/a.txt"}
	for _, name := range []string{"._000000000001.zap", "._root.bolt", "foo.zap", "dir.zap/within.txt", "00000000ffff.zap/within.txt", "Thumbs.db"} {
		put = append(put, filepath.Join(filepath.Base(first), store.StoreDir, name), filepath.Join(filepath.Base(first), name))
	}
	for _, name := range put {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("foreign"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	foreign := func() int {
		n := 0
		for _, name := range filesOf(t, dir) {
			if data, err := os.ReadFile(filepath.Join(dir, name)); err == nil && string(data) == "foreign" {
				n++
			}
		}
		return n
	}
	x, err := Open(dir, Options{Lexicon: testLexicon(), limits: limits{100, store.WholeAtOpen, store.BatchPatience, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if x.Rebuild() != "" {
		t.Errorf("dropped: %s", x.Rebuild())
	}
	syncTest(t, x, corpus)
	equalContents(t, "beside foreign files", want, contents(t, x))
	const many = 300 // too many for the same generation
	syncTest(t, x, inventedFiles(many, 1, firstEdition))
	if x.live.current.Path == first || x.Passages() != many {
		t.Errorf("no new generation: %s", x.live.current.Path)
	}
	x.Close()
	x = openTest(t, dir)
	if x.Rebuild() != "" || x.Passages() != many {
		t.Errorf("%q, %d passages", x.Rebuild(), x.Passages())
	}
	x.Close()
	if n := foreign(); n != len(put) {
		t.Errorf("%d foreign files are left of %d: %v", n, len(put), filesOf(t, dir))
	}
}

// TestRemovedWhileOpen removes everything under an open index.
func TestRemovedWhileOpen(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "index")
	x := openTest(t, dir)
	defer x.Close()
	syncTest(t, x, inventedFiles(20, 3, firstEdition))
	before := contents(t, x)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	next := inventedFiles(21, 3, firstEdition)
	equalContents(t, "removed", before, contents(t, x))
	syncTest(t, x, next)
	equalContents(t, "made again", contents(t, memoryOf(t, next)), contents(t, x))
	if !store.Exists(x.live.current.Path) {
		t.Errorf("%s is nowhere on the disk: %v", x.live.current.Path, filesOf(t, filepath.Dir(dir)))
	}
}

// TestOtherVersion opens what another version of the program made.
func TestOtherVersion(t *testing.T) {
	t.Parallel()
	for _, header := range [][]byte{nil, store.Seal([]byte(`{"version":3}`))} {
		dir := t.TempDir()
		x := openTest(t, dir)
		corpus := inventedFiles(10, 2, firstEdition)
		syncTest(t, x, corpus)
		var err error
		if header == nil {
			err = x.live.current.Bleve.DeleteInternal(store.HeaderKey)
		} else {
			err = x.live.current.Bleve.SetInternal(store.HeaderKey, header)
		}
		if err := errors.Join(err, x.Close()); err != nil {
			t.Fatal(err)
		}
		x = openTest(t, dir)
		defer x.Close()
		if x.Rebuild() != store.ErrStale.Error() || x.Passages() != 0 {
			t.Errorf("%q, %d passages", x.Rebuild(), x.Passages())
		}
		if c := syncTest(t, x, corpus); !c.Rebuilt || x.Passages() != 20 || generations(t, dir) != 1 {
			t.Errorf("%d passages, rebuilt %v, in %d generations", x.Passages(), c.Rebuilt, generations(t, dir))
		}
	}
}

// TestProblems looks whether refusals are known without a sync.
func TestProblems(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := openTest(t, dir)
	texts := map[string]string{"a": "临湖软件园入驻企业60家。", "b": "bad"}
	syncTexts(t, x, texts)
	reasons := func(x *Index) (out []string) {
		for _, p := range x.Problems() {
			out = append(out, p.ID+": "+p.Err.Error())
		}
		return out
	}
	want := []string{"b: cannot be parsed"}
	if got := reasons(x); !slices.Equal(got, want) {
		t.Errorf("after a sync: %v", got)
	}
	x.Close()
	x = openTest(t, dir)
	if got := reasons(x); !slices.Equal(got, want) {
		t.Errorf("after a restart: %v", got)
	}
	texts["a"] = "bad"
	syncTexts(t, x, texts)
	if got := reasons(x); len(got) != 2 || !strings.HasPrefix(got[0], "a: ") || len(ids(t, x, "软件园")) != 1 {
		t.Errorf("a release that is refused now: %v", got)
	}
	texts["b"] = "panic"
	syncTexts(t, x, texts)
	if got := reasons(x); len(got) != 2 || got[1] != "b: panic: a reader's mistake" {
		t.Errorf("a release that makes its reader panic: %v", got)
	}
	syncTexts(t, x, map[string]string{"a": "临湖软件园入驻企业61家。"})
	x.Close()
	x = openTest(t, dir)
	defer x.Close()
	if got := reasons(x); got != nil {
		t.Errorf("when all is well: %v", got)
	}
}

// TestSearchWhileBuilding searches an index on disk while generations take each
// other's place, one of them because it is thought to be damaged.
func TestSearchWhileBuilding(t *testing.T) {
	t.Parallel()
	x, err := Open(t.TempDir(), Options{Lexicon: testLexicon(), limits: limits{10, store.WholeAtOpen, store.BatchPatience, 1}})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	syncTest(t, x, inventedFiles(30, 2, firstEdition))
	q := query.Parse(x.Lexicon(), "园区已有企业", knowledge.Date{})
	var wg sync.WaitGroup
	done := make(chan struct{})
	searches := 0
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			hits, err := x.Search(t.Context(), q, 20)
			if err != nil || len(hits) != 20 {
				t.Errorf("%d hits, %v", len(hits), err)
				return
			}
			searches++
		}
	})
	names, rounds := map[string]bool{}, needs.Some(t, 6, 3)
	for i := range rounds {
		if i%2 == 1 {
			x.live.suspect(x.live.current, errors.New("for the test"))
		}
		syncTest(t, x, inventedFiles(30, 2, func(int) int { return i + 1 }))
		names[x.live.current.Name] = true
	}
	close(done)
	wg.Wait()
	if len(names) < rounds || searches == 0 {
		t.Errorf("%d generations, %d searches", len(names), searches)
	}
}
