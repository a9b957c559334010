package library

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/index"
	"beilun/internal/needs"
	"beilun/knowledge/corpus"

	"github.com/google/go-cmp/cmp"
)

// passages returns all passages of an index, with figures and positions, as JSON.
func passages(t *testing.T, x *index.Index) []string {
	t.Helper()
	var out []string
	err := x.Walk(t.Context(), func(p index.Passage) error {
		data, err := json.Marshal(p)
		out = append(out, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fromScratch builds an index of a folder.
func fromScratch(t *testing.T, dir string) []string {
	t.Helper()
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.InMemory(index.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	files, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Sync(t.Context(), Source(files.Each)); err != nil {
		t.Error(err)
	}
	out := passages(t, x)
	for _, c := range []interface{ Close() error }{x, files} {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	return out
}

// crowd is a folder of many files that a library follows.
type crowd struct {
	t    *testing.T
	dir  string
	l    *Library
	want map[string]bool
}

// await waits until the index has exactly the wanted releases. None of the files in
// always, by digest, may be missing meanwhile. A file that is moved may be there twice:
// a large change is written in several batches, and two copies are cited as one.
func (c *crowd) await(step string, always map[string]bool) {
	c.t.Helper()
	start := time.Now()
	for {
		have := c.l.index.Digests()
		times := map[string]int{}
		for _, digest := range have {
			times[digest]++
		}
		for digest := range always {
			if times[digest] == 0 {
				c.t.Fatalf("%s: a file is missing meanwhile", step)
			}
		}
		if len(have) == len(c.want) && !slices.ContainsFunc(slices.Collect(maps.Keys(have)), func(id string) bool { return !c.want[id] }) {
			c.t.Logf("%s: in step after %v", step, time.Since(start).Round(10*time.Millisecond))
			return
		}
		if time.Since(start) > 10*time.Minute {
			c.t.Fatalf("%s: %d releases, want %d; status %+v", step, len(have), len(c.want), c.l.Status())
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// TestManyFiles adds many files at once, moves them into subfolders and deletes half of
// them. In the end the index equals one built from scratch. With BEILUN_CHAOS_FULL=1
// there are 20,000 files.
func TestManyFiles(t *testing.T) {
	n := needs.Some(t, 1000, 300)
	if os.Getenv("BEILUN_CHAOS_FULL") != "" {
		n = 20_000
	}
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	x, err := index.Open(filepath.Join(t.TempDir(), "index"), index.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	files, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	l := Open(x, files, Options{Follow: corpus.FollowOptions{Every: 10 * time.Second}})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	defer func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	c := &crowd{t, dir, l, map[string]bool{}}
	for i := range n {
		name := fmt.Sprintf("%05d.txt", i)
		put(t, dir, name, fmt.Sprintf("第%d号园区总投资%d亿元。\n\n第%d号园区有企业%d家。\n", i, i%97+1, i, i%89+2))
		c.want[name] = true
	}
	c.await("dropped", nil)
	all := map[string]bool{}
	for _, digest := range l.index.Digests() {
		all[digest] = true
	}
	clear(c.want)
	for i := range n {
		folder, name := fmt.Sprintf("%02d", i%50), fmt.Sprintf("%05d.txt", i)
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(dir, folder, name)); err != nil {
			t.Fatal(err)
		}
		c.want[folder+"/"+name] = true
	}
	c.await("moved", all)
	digests := l.index.Digests()
	for i := 0; i < n; i += 2 {
		id := fmt.Sprintf("%02d/%05d.txt", i%50, i)
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(id))); err != nil {
			t.Fatal(err)
		}
		delete(c.want, id)
		delete(all, digests[id])
	}
	c.await("half deleted", all)
	got := passages(t, x)
	if len(got) < n/2 || !strings.Contains(got[0], "亿元") {
		t.Errorf("%d passages, the first %s", len(got), got[:min(1, len(got))])
	}
	if diff := cmp.Diff(fromScratch(t, dir), got); diff != "" {
		t.Errorf("followed and built from scratch differ (-scratch +followed):\n%.2000s", diff)
	}
}
