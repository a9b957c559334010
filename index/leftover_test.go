package index

import (
	"errors"
	"testing"

	"beilun/index/store"

	"github.com/google/go-cmp/cmp"
)

// readAs returns f as another version of the program reads the same bytes.
func readAs(f File, texts ...string) File {
	other := textFile(f.ID, "2024-01-10", "", texts...)
	other.Digest = f.Digest
	return other
}

func openFormat(t *testing.T, dir string, format int) *Index {
	t.Helper()
	x, err := Open(dir, Options{Lexicon: testLexicon(), format: format})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// TestUpgrade opens an index of the version before, which read other figures: what
// the new reading finds is no news, what waited is told, and what came meanwhile is
// told once.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := textFile("a.md", "2024-01-10", "", "临湖软件园入驻企业60家。")
	b := textFile("b.md", "2024-05-10", "", "东湖量子园总投资4亿元。")
	c := textFile("c.md", "2024-06-10", "", "临湖软件园入驻企业75家。")
	refused := File{ID: "d.md", Err: errors.New("of a kind that is not read yet")}
	x := openFormat(t, dir, store.FormatVersion-1)
	syncFiles(t, x, readAs(a, "临湖软件园入驻企业6家。"), b, refused)
	syncFiles(t, x, readAs(a, "临湖软件园入驻企业6家。"), b, c, refused)
	const told = "= replaces 75家 c.md <- 6家 a.md"
	lines, upTo := waiting(t, x)
	if diff := cmp.Diff([]string{told}, lines); diff != "" {
		t.Fatalf("before (-want +got):\n%s", diff)
	}
	x.Close()

	x = openFormat(t, dir, store.FormatVersion)
	if _, _, err := x.News(t.Context()); !errors.Is(err, ErrBuilding) {
		t.Errorf("news before the index is built: %v", err)
	}
	if err := x.Told(t.Context(), upTo); !errors.Is(err, ErrBuilding) {
		t.Errorf("told before the index is built: %v", err)
	}
	x.Close() // the process ends before it has built anything

	x = openFormat(t, dir, store.FormatVersion)
	changed := textFile("b.md", "2024-05-10", "", "东湖量子园总投资5亿元。")
	moved := textFile("c2.md", "2024-06-10", "", "临湖软件园入驻企业75家。")
	readable := textFile("d.md", "2024-07-01", "", "临湖软件园入驻企业80家。")
	page := textFile("e.ofd", "2024-07-02", "", "临湖软件园入驻企业81家。")
	arrived := textFile("f.md", "2024-11-10", "", "临湖软件园入驻企业94家。临湖软件园总投资12亿元。")
	again := textFile("g.md", "2024-11-12", "", "临湖软件园入驻企业94家。")
	got := syncFiles(t, x, a, changed, moved, readable, page, arrived, again)
	fresh := []string{"= replaces 94家 f.md <- 81家 e.ofd", "= fresh 12亿元 f.md"}
	if diff := cmp.Diff(fresh, newsLines(got.News)); diff != "" || !got.Rebuilt {
		t.Errorf("news of the upgrade (-want +got):\n%s", diff)
	}
	lines, after := waiting(t, x)
	if diff := cmp.Diff(append([]string{told}, fresh...), lines); diff != "" || after != upTo+2 {
		t.Errorf("news that wait, to %d after %d (-want +got):\n%s", after, upTo, diff)
	}
	if err := x.Told(t.Context(), after); err != nil {
		t.Fatal(err)
	}
	if got := syncFiles(t, x, a, changed, moved, readable, page, arrived, again); len(got.News) != 0 || len(got.Same) != 7 {
		t.Errorf("the next sync: %+v", got)
	}
	later := textFile("h.md", "2025-03-10", "", "东湖量子园总投资6亿元。")
	got = syncFiles(t, x, a, changed, moved, readable, page, arrived, again, later)
	if diff := cmp.Diff([]string{"= replaces 6亿元 h.md <- 5亿元 b.md"}, newsLines(got.News)); diff != "" {
		t.Errorf("after the upgrade (-want +got):\n%s", diff)
	}
	x.Close()
	if n := generations(t, dir); n != 1 {
		t.Errorf("%d generations are left", n)
	}
}

// TestUpgradeUnknown upgrades an index that does not tell which files it had: then
// nothing is news.
func TestUpgradeUnknown(t *testing.T) {
	t.Parallel()
	a, b := textFile("a.md", "2024-01-10", "", "临湖软件园入驻企业60家。"), textFile("b.md", "2024-06-10", "", "临湖软件园入驻企业75家。")
	for name, spoil := range map[string]func(x *Index){
		"no digest": func(x *Index) {
			b := x.live.current.NewBatch()
			rec := b.Catalog.Releases["a.md"]
			rec.Digest = ""
			doc, err := store.NewRecord(rec)
			if err == nil {
				err = errors.Join(b.Bleve.IndexAdvanced(doc), b.Commit(&x.live.mu))
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"nothing was read": nil,
	} {
		dir := t.TempDir()
		x := openFormat(t, dir, store.FormatVersion-1)
		if spoil == nil {
			syncFiles(t, x)
		} else {
			syncFiles(t, x, a)
			spoil(x)
		}
		x.Close()
		x = openFormat(t, dir, store.FormatVersion)
		if got := syncFiles(t, x, a, b); len(got.News) != 0 || len(got.New) != 2 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
