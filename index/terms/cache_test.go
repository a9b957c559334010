package terms

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// countingField is a field of terms with one passage each. It counts what is read.
func countingField(names []string) (*Field, *int) {
	read := 0
	return &Field{
		Postings: func(term string) (*roaring.Bitmap, error) {
			read++
			i := slices.Index(names, term)
			if i < 0 {
				return nil, nil
			}
			return roaring.BitmapOf(uint32(i)), nil
		},
		Scan: func(from, to string, f func(string) bool) error {
			for _, n := range names {
				if n >= from && n < to && !f(n) {
					return nil
				}
			}
			return nil
		},
	}, &read
}

// TestCache reads unions of many terms once, and those of few each time.
func TestCache(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range 200 {
		names = append(names, fmt.Sprintf("s:安枰区%03d", i))
	}
	for i := range leastCached - 1 {
		names = append(names, fmt.Sprintf("s:云岫%03d", i))
	}
	slices.Sort(names)
	plain, _ := countingField(names)
	cached, read := countingField(names)
	cached.Cache = &Cache{}
	for _, prefix := range []string{"s:安枰区", "s:云岫", "s:", "s:无"} {
		want, err := plain.Union(prefix)
		if err != nil {
			t.Fatal(err)
		}
		for again := range 3 {
			*read = 0
			got, err := cached.Union(prefix)
			if err != nil {
				t.Fatal(err)
			}
			if !got.Equals(want) {
				t.Errorf("%q, time %d: %d passages, want %d", prefix, again+1, got.GetCardinality(), want.GetCardinality())
			}
			many := strings.Count(strings.Join(names, "\n"), prefix) >= leastCached
			if again > 0 && !want.IsEmpty() && many != (*read == 0) {
				t.Errorf("%q, time %d: %d terms are read", prefix, again+1, *read)
			}
			got.Add(1 << 20) // the caller may change the result
		}
	}
}

// TestCacheIsBounded keeps more unions than there is room for.
func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	c := &Cache{}
	large := roaring.New()
	for i := range uint32(100_000) {
		large.Add(i * 7)
	}
	for i := range 500 {
		c.put(fmt.Sprint(i), leastCached, large)
		if c.bytes > maxCached+2*large.GetSizeInBytes() {
			t.Fatalf("%d bytes are kept", c.bytes)
		}
	}
	if len(c.unions) == 0 {
		t.Error("nothing is kept")
	}
}

// TestLists reads few terms of a prefix once, and many each time.
func TestLists(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range maxListed + 1 {
		names = append(names, fmt.Sprintf("n|many%03d", i))
	}
	names = append(names, "n|few|2024", "n|few|2025", "n|few|2026")
	slices.Sort(names)
	plain, _ := countingField(names)
	cached, _ := countingField(names)
	cached.Cache = &Cache{}
	scans := 0
	scan := cached.Scan
	cached.Scan = func(from, to string, f func(string) bool) error { scans++; return scan(from, to, f) }
	read := func(l *Field, prefix, from, to string, most int) (out []string) {
		err := l.Between(prefix, from, to, func(rest string) bool {
			out = append(out, rest)
			return len(out) < most
		})
		if err != nil {
			t.Error(err)
		}
		return out
	}
	for _, tt := range []struct {
		prefix, from, to string
		most, scans      int
	}{
		{"n|few|", "", "\xff", 9, 0}, {"n|few|", "2025", "\xff", 9, 0}, {"n|few|", "2024\x00", "2026", 9, 0}, {"n|few|", "", "\xff", 1, 0},
		{"n|none", "", "\xff", 9, 0}, {"n|many", "005", "\xff", 3, 1}, {"n|many", "", "002", 9, 1},
	} {
		want := read(plain, tt.prefix, tt.from, tt.to, tt.most)
		read(cached, tt.prefix, tt.from, tt.to, tt.most)
		scans = 0
		if got := read(cached, tt.prefix, tt.from, tt.to, tt.most); !slices.Equal(got, want) || scans != tt.scans {
			t.Errorf("%+v: got %q after %d scans, want %q", tt, got, scans, want)
		}
	}
}
