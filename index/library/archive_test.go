package library

import (
	"errors"
	"testing"

	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
	"beilun/knowledge/read/zipfile/ziptest"
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
