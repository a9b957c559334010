package store

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"go.etcd.io/bbolt"
)

// boltBytes makes a database of buckets within buckets, of pages of several
// levels, of a value larger than a page and of free pages.
func boltBytes(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "b")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: 4096, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		err := db.Update(func(tx *bbolt.Tx) error {
			outer, err := tx.CreateBucketIfNotExists([]byte("s"))
			if err != nil {
				return err
			}
			for _, name := range []string{"a", "b"} {
				in, err := outer.CreateBucketIfNotExists([]byte(name))
				if err != nil {
					return err
				}
				for i := range 500 {
					if err := in.Put([]byte("key"+strconv.Itoa(i)), make([]byte, 30+round)); err != nil {
						return err
					}
				}
			}
			return outer.Put([]byte("large"), make([]byte, 20000))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWalkBolt(t *testing.T) {
	t.Parallel()
	data := boltBytes(t)
	seen := map[int]int{} // values by depth
	err := walkBolt(data, func(bucket []string, _, _ []byte) { seen[len(bucket)]++ })
	if err != nil || seen[1] != 1 || seen[2] != 1000 {
		t.Fatalf("%v, %v", seen, err)
	}
	for name, change := range map[string]func([]byte) []byte{
		"empty":     func([]byte) []byte { return nil },
		"cut":       func(b []byte) []byte { return b[:len(b)/2] },
		"no metas":  func(b []byte) []byte { b[20]++; b[4096+20]++; return b },
		"all pages": func(b []byte) []byte { clear(b[2*4096:]); return b },
	} {
		b := change(append([]byte(nil), data...))
		if err := walkBolt(b, func([]string, []byte, []byte) {}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzWalkBolt(f *testing.F) {
	data := boltBytes(f)
	f.Add(uint32(5000), uint32(9000), byte(1))
	f.Add(uint32(20), uint32(4096+40), byte(255))
	f.Fuzz(func(t *testing.T, at, too uint32, with byte) {
		b := append([]byte(nil), data...)
		b[int(at)%len(b)] ^= with
		b[int(too)%len(b)] += with
		n := 0
		_ = walkBolt(b, func(bucket []string, key, value []byte) { n++ })
		if n > len(b) {
			t.Errorf("%d values", n)
		}
	})
}
