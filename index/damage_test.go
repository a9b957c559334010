package index

import (
	"fmt"
	"io/fs"
	"maps"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/index/catalog"
	"beilun/index/store"
	"beilun/internal/needs"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// contents is all that an index holds, document by document. It fails the test
// when a passage stands in it twice or beside the catalog.
func contents(t *testing.T, x *Index) map[string]string {
	t.Helper()
	x.live.mu.RLock()
	defer x.live.mu.RUnlock()
	out := map[string]string{}
	g := x.live.current
	if g == nil {
		return out
	}
	if err := g.CheckDocuments(); err != nil {
		t.Fatal(err)
	}
	for id, rec := range g.Catalog.Releases {
		raw, err := catalog.EncodeRecord(&rec)
		if err != nil {
			t.Fatal(err)
		}
		out[id] = string(raw)
		for n := range rec.Passages {
			p, err := g.Passage(fmt.Sprintf("%s#%d", id, n+1))
			if err != nil {
				t.Fatal(err)
			}
			out[p.ID] = string(store.EncodeAbout(p)) + p.Text
		}
	}
	return out
}

// answersOf are questions with the passages that answer them, best first.
func answersOf(t *testing.T, x *Index) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, q := range []string{"青溪3号产业园新签约项目多少个", "白石11号物流港总投资", "编号5-1-2", "规模以上企业"} {
		out[q] = ids(t, x, q)
	}
	rows, err := x.Same(t.Context(), &knowledge.Figure{Kind: knowledge.Count, Unit: "个", Value: big.NewRat(7, 1)})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		out["ledger"] = append(out["ledger"], r.Passage.ID)
	}
	return out
}

func openTest(t *testing.T, dir string) *Index {
	t.Helper()
	x, err := Open(dir, Options{Lexicon: testLexicon(), limits: limits{maxInPlace, store.WholeAtOpen, store.BatchPatience, 1}})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func syncTest(t *testing.T, x *Index, c Corpus) *Changes {
	t.Helper()
	changes, err := x.Sync(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// damages are what happens to a file.
var damages = map[string]func(path string, r *rand.Rand) error{
	"cut": func(path string, _ *rand.Rand) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		return os.Truncate(path, info.Size()/2)
	},
	"emptied": func(path string, _ *rand.Rand) error { return os.Truncate(path, 0) },
	"deleted": func(path string, _ *rand.Rand) error { return os.Remove(path) },
	"flipped": func(path string, r *rand.Rand) error { return flip(path, r, 1) },
	"rotten":  func(path string, r *rand.Rand) error { return flip(path, r, 100) },
	"directory": func(path string, _ *rand.Rand) error {
		if err := os.Remove(path); err != nil {
			return err
		}
		return os.MkdirAll(filepath.Join(path, "within"), 0o755)
	},
}

// flip changes n bytes of a file.
func flip(path string, r *rand.Rand, n int) error {
	data, err := os.ReadFile(path)
	if err != nil || len(data) == 0 {
		return err
	}
	for range n {
		data[r.IntN(len(data))] ^= byte(1 + r.IntN(255))
	}
	return os.WriteFile(path, data, 0o644)
}

// builtInSteps makes an index of several segments with deleted passages in dir,
// and returns the corpus that it holds.
func builtInSteps(t *testing.T, dir string) Corpus {
	t.Helper()
	x := openTest(t, dir)
	var last Corpus
	for step := range 4 {
		last = inventedFiles(12, 5, func(n int) int {
			if n >= 6+2*step || n == step {
				return -1
			}
			return step * (n % 2)
		})
		syncTest(t, x, last)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return last
}

// damaging is an undamaged index and what it has to answer.
type damaging struct {
	whole   string // its directory
	corpus  Corpus
	want    map[string]string
	answers map[string][]string
	random  *rand.Rand
	cases   int
	told    int // of them made the index be built again
}

// TestDamage damages each file of an index in each way: after a Close, which
// leaves sums, and after a crash, which leaves none.
func TestDamage(t *testing.T) {
	t.Parallel()
	d := &damaging{whole: t.TempDir(), random: rand.New(rand.NewPCG(6, 4))}
	d.corpus = builtInSteps(t, d.whole)
	x := openTest(t, d.whole)
	if why := x.Rebuild(); why != "" {
		t.Fatal(why)
	}
	d.want, d.answers = contents(t, x), answersOf(t, x)
	x.Close()
	if len(d.answers["ledger"]) == 0 || len(d.answers["编号5-1-2"]) == 0 {
		t.Fatal("the questions ask for nothing")
	}
	root, err := os.ReadFile(filepath.Join(d.whole, store.GenerationPrefix+"000001", store.StoreDir, store.RootFile))
	if err != nil {
		t.Fatal(err)
	}
	needed, err := store.SegmentNames(root) // bleve leaves some that it has merged
	if err != nil {
		t.Fatal(err)
	}
	needed = append(needed, store.MetaFile, store.RootFile, store.CurrentFile)
	flips, place := 3, 0
	if needs.Part(t) {
		flips = 1
	}
	if os.Getenv("BEILUN_CHAOS_FULL") != "" {
		flips = 60
	}
	for _, file := range filesOf(t, d.whole) {
		for _, kind := range slices.Sorted(maps.Keys(damages)) {
			if place++; needs.Part(t) && place%3 != 0 {
				continue
			}
			n := 1
			if kind == "flipped" {
				n = flips
			}
			for range n {
				d.try(t, file, kind, false, slices.Contains(needed, filepath.Base(file)))
				if !strings.HasSuffix(file, store.SumsFile) {
					d.try(t, file, kind, true, false)
				}
				if t.Failed() {
					return
				}
			}
		}
	}
	t.Logf("%d damages, %d of them made the index be built again", d.cases, d.told)
}

// try damages one file and looks whether the index answers as it did.
func (d *damaging) try(t *testing.T, file, kind string, crashed, tell bool) {
	t.Helper()
	d.cases++
	name := fmt.Sprintf("%s %s, crashed %v, case %d", file, kind, crashed, d.cases)
	dir := filepath.Join(t.TempDir(), "index")
	if err := os.CopyFS(dir, os.DirFS(d.whole)); err != nil {
		t.Fatal(err)
	}
	if crashed {
		if err := os.Remove(filepath.Join(dir, store.GenerationPrefix+"000001", store.SumsFile)); err != nil {
			t.Fatal(err)
		}
	}
	if err := damages[kind](filepath.Join(dir, file), d.random); err != nil {
		t.Fatal(err)
	}
	x := openTest(t, dir)
	if x.Rebuild() != "" {
		d.told++
	} else if tell {
		t.Errorf("%s: nobody is told", name)
	}
	syncTest(t, x, d.corpus)
	equalContents(t, name, d.want, contents(t, x))
	if diff := cmp.Diff(d.answers, answersOf(t, x)); diff != "" {
		t.Errorf("%s: answers (-want +got):\n%s", name, diff)
	}
	if err := x.Close(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if asides, _ := filepath.Glob(filepath.Join(dir, store.AsidePrefix+"*")); len(asides) > 1 {
		t.Errorf("%s: moved aside: %v", name, asides)
	}
}

// filesOf returns the files below dir, by their names within it.
func filesOf(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			out = append(out, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
