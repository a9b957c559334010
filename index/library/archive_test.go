package library

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"beilun/index"
	"beilun/internal/needs"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
	"beilun/knowledge/read/zipfile/ziptest"

	"github.com/google/go-cmp/cmp"
)

// TestArchive answers from an archive, keeps what it said when it is damaged, and
// removes it as a whole.
func TestArchive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "一.zip", ziptest.Pack(t, map[string]string{"a.txt": "园区一期。", "sub/b.txt": "园区二期。", "c.jpg": "JFIF"}))
	l := newLibrary(t, dir)
	sync := func(what string, want map[string]string) {
		t.Helper()
		if _, err := l.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := texts(t, l)
		for id, text := range want {
			if got[id] != text {
				t.Errorf("%s: %s says %q, want %q", what, id, got[id], text)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %q", what, got)
		}
	}
	both := map[string]string{"一.zip/a.txt": "园区一期。", "一.zip/sub/b.txt": "园区二期。"}
	sync("read", both)
	if p := l.Problems(); len(p) != 1 || p[0].ID != "一.zip/c.jpg" || !errors.Is(p[0].Err, read.ErrPicture) {
		t.Errorf("problems: %v", p)
	}
	put(t, dir, "一.zip", "PK\x03\x04 ")
	sync("damaged", both)
	if c, err := l.index.Sync(t.Context(), Source(newCorpus(t, dir).Each)); err != nil || len(c.Gone) > 0 || len(c.Refused) != 1 || !errors.Is(c.Refused[0].Err, corpus.ErrUnopened) {
		t.Errorf("damaged, without following: %+v, error %v", c, err)
	}
	put(t, dir, "一.zip", ziptest.Pack(t, map[string]string{"a.txt": "园区一期扩建。"}))
	sync("replaced", map[string]string{"一.zip/a.txt": "园区一期扩建。"})
	for id, want := range map[string]error{"一.zip/a.txt": ErrInside, "一.zip/b.txt": ErrUnknown, "二.zip": ErrUnknown} {
		if err := l.Remove(t.Context(), id); !errors.Is(err, want) {
			t.Errorf("remove %s: %v, want %v", id, err, want)
		}
	}
	if _, err := l.Add(t.Context(), "三.zip", []byte(ziptest.Pack(t, map[string]string{"a.txt": "园区三期。"}))); !errors.Is(err, read.ErrPacked) {
		t.Errorf("an archive is added: %v", err)
	}
	if r, err := l.Add(t.Context(), "copy.txt", []byte("园区一期扩建。")); err != nil || r.ID != "一.zip/a.txt" {
		t.Errorf("a copy of a file in the archive became %q, error %v", r.ID, err)
	}
	if err := l.Remove(t.Context(), "一.zip"); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, l); len(got) > 0 {
		t.Errorf("after it was removed: %q", got)
	}
}

// TestArchivesChange changes archives at random while they are followed: what the index
// has is always what is in them, or was before they were damaged.
func TestArchivesChange(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := newLibrary(t, dir)
	r := rand.New(rand.NewPCG(7, 7))
	want := map[string]map[string]string{} // by archive
	damaged := map[string]bool{}
	path := func(name string) string { return filepath.Join(dir, name) }
	any := func() string {
		names := slices.Sorted(maps.Keys(want))
		return names[r.IntN(len(names))]
	}
	steps := needs.Some(t, 40, 12)
	for step := range steps {
		fresh, what := fmt.Sprintf("档案%d.zip", step), r.IntN(6)
		switch {
		case len(want) < 2 || what < 2:
			want[fresh] = map[string]string{}
			for i := range 1 + r.IntN(4) {
				want[fresh][fmt.Sprintf("%d.txt", i)] = fmt.Sprintf("第%d号园区建设%d期。", step, i)
			}
			put(t, dir, fresh, ziptest.Pack(t, want[fresh]))
		case what == 2: // a file more, and one less
			name := any()
			delete(want[name], "0.txt")
			want[name][fmt.Sprintf("新%d.txt", step)] = fmt.Sprintf("第%d号园区扩建。", step)
			damaged[name] = false
			put(t, dir, name, ziptest.Pack(t, want[name]))
		case what == 3:
			name := any()
			if want[fresh], damaged[fresh] = want[name], damaged[name]; damaged[name] {
				want[fresh] = map[string]string{} // nothing is known of it under the new name
			}
			delete(want, name)
			if err := os.Rename(path(name), path(fresh)); err != nil {
				t.Fatal(err)
			}
		case what == 4:
			name := any()
			delete(want, name)
			if err := os.Remove(path(name)); err != nil {
				t.Fatal(err)
			}
		default: // damaged: it keeps what it said
			name := any()
			damaged[name] = true
			put(t, dir, name, "PK\x03\x04")
		}
		if _, err := l.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for name, files := range want {
			for file, text := range files {
				all[name+"/"+file] = text
			}
		}
		if diff := cmp.Diff(all, texts(t, l)); diff != "" {
			t.Fatalf("step %d, %d (-want +got):\n%s", step, what, diff)
		}
	}
}

// TestArchiveEmbargo answers from an archive without the member that is under an embargo,
// and stores a file that is without answering from it.
func TestArchiveEmbargo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "一.zip", ziptest.Pack(t, map[string]string{"a.txt": "园区一期。", "b.txt": "禁发至：2199年12月5日\n园区二期总投资3亿元。"}))
	l := newLibrary(t, dir)
	if _, err := l.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, l); len(got) != 1 || got["一.zip/a.txt"] == "" {
		t.Errorf("it says %q", got)
	}
	if p := l.Problems(); len(p) != 1 || p[0].ID != "一.zip/b.txt" || !errors.Is(p[0].Err, index.ErrEmbargo) {
		t.Errorf("problems: %v", p)
	}
	_, err := l.Add(t.Context(), "c.txt", []byte("---\nembargo: 2199-12-05\n---\n园区三期。"))
	if !errors.Is(err, index.ErrEmbargo) || len(texts(t, l)) != 1 {
		t.Errorf("add: %v", err)
	}
	for english, want := range map[bool]string{false: "2199-12-05才解禁，在那以前不用来回答。", true: "Under an embargo until 2199-12-05; not answered from before that day."} {
		if got := Reason(l.Problems()[0].Err, english); got != want {
			t.Errorf("%q", got)
		}
	}
}
