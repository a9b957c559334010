package pages

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

// made returns a file that bbolt has made, with branches, long values, buckets of both
// kinds and free pages, and its entries by bucket and key.
func made(t testing.TB) ([]byte, map[string]string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: 4096})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for round := range 3 {
		err := db.Update(func(tx *bbolt.Tx) error {
			for _, name := range []string{"big", "small", "long"} {
				b, err := tx.CreateBucketIfNotExists([]byte(name))
				if err != nil {
					return err
				}
				inner, err := b.CreateBucketIfNotExists([]byte("inner"))
				if err != nil {
					return err
				}
				n := map[string]int{"big": 1000, "small": 3, "long": 4}[name]
				for i := range n {
					k, v := fmt.Sprintf("k%05d", i), fmt.Sprint(name, " ", round)
					if name == "long" {
						v = strings.Repeat(v, 2000)
					}
					if err := errors.Join(inner.Put([]byte(k), []byte(v)), inner.SetSequence(uint64(n))); err != nil {
						return err
					}
					want["/"+name+"/inner "+k] = v
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw, want
}

// TestWalk reads what bbolt wrote, and finds it whole.
func TestWalk(t *testing.T) {
	t.Parallel()
	raw, want := made(t)
	f, err := Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(f.Metas()) != 2 || f.Metas()[0].Tx != f.Metas()[1].Tx+1 {
		t.Fatalf("%v, %v", f.Metas(), err)
	}
	got := map[string]string{}
	tree := f.Walk(f.Metas()[0], func(bucket string, k, v []byte) { got[bucket+" "+string(k)] = string(v) })
	if diff := cmp.Diff(want, got); diff != "" || tree.Broken != nil {
		t.Errorf("%v (-want +got):\n%s", tree.Broken, diff)
	}
	if b := tree.Buckets[Path("big", "inner")]; b == nil || b.Sequence != 1000 || b.Broken != nil || len(tree.Buckets) != 7 {
		t.Errorf("%v, %v", b, tree.Buckets)
	}
	tree.Orphans(func(certain bool, _ string, k, _ []byte) {
		if certain {
			t.Errorf("%s is on a page that is in use and not reached", k)
		}
	})
}

// TestOrphans breaks a branch page. What is below it is found all the same, and known to
// have been in use.
func TestOrphans(t *testing.T) {
	t.Parallel()
	raw, want := made(t)
	f, err := Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	tree := f.Walk(f.Metas()[0], func(string, []byte, []byte) {})
	for id := range tree.used {
		if at := id * 4096; binary.LittleEndian.Uint16(raw[at+8:]) == branchPage {
			clear(raw[at : at+4096])
		}
	}
	got := map[string]string{}
	tree = f.Walk(f.Metas()[0], func(bucket string, k, v []byte) { got[bucket+" "+string(k)] = string(v) })
	if tree.Broken == nil || tree.Buckets[Path("big", "inner")].Broken == nil || tree.Buckets[Path("long", "inner")].Broken != nil {
		t.Errorf("broken: %v, %+v", tree.Broken, tree.Buckets)
	}
	tree.Orphans(func(certain bool, _ string, k, v []byte) {
		if certain {
			got["/big/inner "+string(k)] = string(v)
		}
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// FuzzWalk reads damaged files. It returns, whatever is in them.
func FuzzWalk(f *testing.F) {
	raw, _ := made(f)
	f.Add(uint32(9), uint64(0xff), uint32(4096*3+8))
	f.Add(uint32(16+32), uint64(1), uint32(len(raw)))
	f.Add(uint32(4096*2+10), uint64(0xffff), uint32(100))
	f.Fuzz(func(t *testing.T, at uint32, word uint64, size uint32) {
		b := bytes.Clone(raw[:min(int(size), len(raw))])
		if int(at)+8 <= len(b) {
			binary.LittleEndian.PutUint64(b[at:], word)
		}
		file, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil && !errors.Is(err, ErrMeta) {
			t.Fatal(err)
		}
		none := func(string, []byte, []byte) {}
		for _, m := range file.Metas() {
			file.Walk(m, none).Orphans(func(bool, string, []byte, []byte) {})
		}
		for _, root := range file.Roots("big") {
			file.WalkRoot(root, none)
		}
	})
}
