package sites

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestReadList compares the entries of pages in testdata/lists with those that they
// should have.
func TestReadList(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/lists/*.txtar")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	at, err := webURL(nil, "https://www.yunxi.example/col/news/")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			l, err := readList(string(a.Files[0].Data), at, time.Date(2025, 11, 29, 8, 0, 0, 0, china))
			var got strings.Builder
			for _, e := range l.entries {
				fmt.Fprintln(&got, e.date, e.url, e.title)
			}
			if l.next != nil {
				fmt.Fprintln(&got, "next", l.next)
			}
			if l.elsewhere > 0 {
				fmt.Fprintln(&got, "elsewhere", l.elsewhere)
			}
			if err != nil {
				fmt.Fprintln(&got, "error", strings.SplitN(err.Error(), ":", 2)[0])
			}
			if diff := cmp.Diff(string(a.Files[1].Data), got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzReadList reads any page in bounded time, and returns entries of its site only.
func FuzzReadList(f *testing.F) {
	names, err := filepath.Glob("testdata/lists/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	at, err := webURL(nil, "https://www.yunxi.example/col/news/")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page string) {
		l, err := readList(page, at, time.Unix(1.7e9, 0))
		if l == nil { // too deep
			return
		}
		entries := l.entries
		if (err == nil) != (len(entries) > 0) {
			t.Errorf("%d entries, %v", len(entries), err)
		}
		for _, e := range entries {
			if !isSameSite("www.yunxi.example", e.url.Hostname()) || e.title == "" {
				t.Errorf("%v %q", e.url, e.title)
			}
		}
		attached(page, at)
	})
}
