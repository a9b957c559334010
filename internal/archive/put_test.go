package archive

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// saved returns an archive of a state and a folder with these files.
func saved(t *testing.T, files map[string]string) *Archive {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "state.db", "state")
	for name, text := range files {
		put(t, dir, "r/"+name, text)
	}
	path := filepath.Join(dir, "b.tar.gz")
	if err := Write(t.Context(), path, &Manifest{}, []Source{single(filepath.Join(dir, "state.db")), folder(filepath.Join(dir, "r"))}); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestAside restores twice at the same moment: what was there first is still there.
func TestAside(t *testing.T) {
	t.Parallel()
	a, to, now := saved(t, map[string]string{"a.txt": "saved"}), t.TempDir(), time.Now()
	put(t, to, "r/a.txt", "original")
	put(t, to, "state.db", "original")
	targets := []Target{{Place: a.Places[0], To: filepath.Join(to, "state.db")}, {Place: a.Places[1], To: filepath.Join(to, "r")}}
	for range 2 {
		s, err := a.Stage(t.Context(), targets)
		if err != nil {
			t.Fatal(err)
		}
		if aside, err := s.Put(true, now); err != nil || len(aside) != 2 {
			t.Errorf("%v, %v", aside, err)
		}
	}
	found := map[string]int{}
	for _, text := range texts(t, to) {
		found[text]++
	}
	if diff := cmp.Diff(map[string]int{"original": 2, "state": 2, "saved": 2}, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestUndo puts all back where it was when the last target cannot be put.
func TestUndo(t *testing.T) {
	t.Parallel()
	a, to := saved(t, map[string]string{"a.txt": "saved", "b/c.txt": "saved"}), t.TempDir()
	targets := []Target{{Place: a.Places[0], To: filepath.Join(to, "state.db")}, {Place: a.Places[1], To: filepath.Join(to, "r")}}
	for replace, change := range map[bool]func(s *Staged) error{
		false: func(*Staged) error { return os.WriteFile(filepath.Join(to, "state.db"), []byte("of another"), 0o600) },
		true: func(s *Staged) error {
			put(t, to, "r/a.txt", "original")
			return os.Remove(s.Path("STATE"))
		},
	} {
		if err := errors.Join(os.RemoveAll(filepath.Join(to, "r")), os.RemoveAll(filepath.Join(to, "state.db"))); err != nil {
			t.Fatal(err)
		}
		s, err := a.Stage(t.Context(), targets)
		if err != nil {
			t.Fatal(err)
		}
		if err := change(s); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"state.db": "of another"}
		if replace {
			want = map[string]string{"r/a.txt": "original"}
		}
		if aside, err := s.Put(replace, time.Now()); err == nil || errors.Is(err, ErrHalf) || len(aside) > 0 {
			t.Errorf("replace %v: %v, %v", replace, aside, err)
		}
		if diff := cmp.Diff(want, texts(t, to)); diff != "" {
			t.Errorf("replace %v (-want +got):\n%s", replace, diff)
		}
		if left, err := filepath.Glob(filepath.Join(to, "*", ".*")); len(left) > 0 || err != nil {
			t.Errorf("replace %v: left behind: %v, %v", replace, left, err)
		}
	}
}

// TestKeep restores a folder that has the state, the index, the settings and a backup in
// it. They are not saved and stay where they are.
func TestKeep(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	files := map[string]string{"a.txt": "one", "data/b.txt": "one", ".env": "token", "sub/.env.local": "token", "data/state.db": "state", "data/index/CURRENT": "index", ".beilun-note.txt": "of a person", "x.part-1": "of a person"}
	for name, text := range files {
		put(t, dir, name, text)
	}
	if err := Write(t.Context(), filepath.Join(dir, "old.tar.gz"), &Manifest{}, nil); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "other.tar.gz", "no backup")
	then := time.Now().Add(-time.Minute)
	if err := os.Chtimes(filepath.Join(dir, "old.tar.gz"), then, then); err != nil {
		t.Fatal(err)
	}
	keep := []string{filepath.Join(dir, "data", "state.db"), filepath.Join(dir, "data", "index"), filepath.Join(dir, "b.tar.gz")}
	s := folder(dir)
	s.Skip = keep
	m := &Manifest{}
	if err := Write(t.Context(), filepath.Join(dir, "b.tar.gz"), m, []Source{s}); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range m.Files {
		names[strings.TrimPrefix(f.Name, "releases/1/")] = true
	}
	want := map[string]bool{"a.txt": true, "data/b.txt": true, ".beilun-note.txt": true, "x.part-1": true, "other.tar.gz": true}
	if diff := cmp.Diff(want, names); diff != "" || len(m.Left) != 3 {
		t.Errorf("%q (-want +got):\n%s", m.Left, diff)
	}
	a, err := Open(t.Context(), filepath.Join(dir, "b.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "a.txt", "two")
	put(t, dir, "data/b.txt", "two")
	target := Target{Place: a.Places[0], To: dir, Keep: keep}
	staged, err := a.Stage(t.Context(), []Target{target})
	if err != nil {
		t.Fatal(err)
	}
	aside, err := staged.Put(true, time.Now())
	if err != nil || len(aside) != 1 {
		t.Fatalf("%v, %v", aside, err)
	}
	got := texts(t, dir)
	for name, text := range files {
		if name != "sub/.env.local" && got[name] != text {
			t.Errorf("%s is %q, want %q", name, got[name], text)
		}
	}
	old := texts(t, aside[0])
	if old["a.txt"] != "two" || old["data/b.txt"] != "two" || len(old) != 6 {
		t.Errorf("aside: %v", old)
	}
	target.Keep = append(keep, filepath.Join(dir, "a.txt"))
	if _, err := a.Stage(t.Context(), []Target{target}); !errors.Is(err, ErrKept) {
		t.Errorf("a file where one is kept: %v", err)
	}
}

// TestFreeWithKept: a folder with nothing but what is kept is free.
func TestFreeWithKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, ".env", "token")
	put(t, dir, "data/state.db", "state")
	folder, file := Place{Name: "r", Kind: Folder}, Place{Name: "s/f", Kind: Single}
	target := Target{Place: folder, To: dir, Keep: []string{filepath.Join(dir, "data", "state.db")}}
	if free, err := target.IsFree(); !free || err != nil {
		t.Errorf("%v, %v", free, err)
	}
	target.Keep = nil
	if free, err := target.IsFree(); free || err != nil {
		t.Errorf("without: %v, %v", free, err)
	}
	for _, t2 := range []Target{{Place: folder, To: filepath.Join(dir, ".env")}, {Place: file, To: dir}} {
		if _, err := t2.IsFree(); !errors.Is(err, ErrKind) {
			t.Errorf("%s: %v", t2.To, err)
		}
	}
}

// TestLeftovers removes what killed restores have unpacked, and nothing else.
func TestLeftovers(t *testing.T) {
	t.Parallel()
	a, to := saved(t, map[string]string{"a.txt": "saved"}), t.TempDir()
	left := stagingPrefix + strings.Repeat("A", 26)
	put(t, to, left+"/x", "of a killed restore")
	put(t, to, stagingPrefix+"mine/x", "of a person")
	s, err := a.Stage(t.Context(), []Target{{Place: a.Places[1], To: to}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Discard(); err != nil {
			t.Error(err)
		}
	}()
	got := texts(t, to)
	if _, ok := got[left+"/x"]; ok || got[stagingPrefix+"mine/x"] == "" {
		t.Errorf("%v", got)
	}
}

// TestPacksWell saves a file of zeros, which packs to a thousandth, and restores it.
func TestPacksWell(t *testing.T) {
	t.Parallel()
	a := saved(t, map[string]string{"zero.bin": strings.Repeat("\x00", 80<<20)})
	if a.Sizes()["releases/1"] != 1 {
		t.Errorf("%v", a.Sizes())
	}
}

// TestWithin looks at folders under several spellings and through links.
func TestWithin(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "a", "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	linked := os.Symlink("a", filepath.Join(dir, "l")) == nil
	for pair, want := range map[[2]string]bool{
		{"a", "a"}: true, {"a", "./a/."}: true, {"a", "a/b"}: true, {"a/b", "a"}: false, {"a", "l"}: true, {"a", "l/b"}: true, {"l", "a/new"}: true, {"a", "ab"}: false, {"new", "new/x"}: true, {"new", "other"}: false,
	} {
		if got := Within(filepath.Join(dir, pair[0]), dir+"/"+pair[1]); got != want && (linked || !strings.Contains(pair[0]+pair[1], "l")) {
			t.Errorf("%v: %v", pair, got)
		}
	}
}

// TestOddNames stores a file whose name cannot be kept under another one.
func TestOddNames(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{"x/a.txt": "a.txt", "x/a\\b.txt": "file", "x/a\nb": "file", "x/\xff": "file"} {
		if got := BaseName(filepath.FromSlash(path)); got != want && filepath.Separator == '/' {
			t.Errorf("%q: %q", path, got)
		}
	}
}

// TestParts removes what killed backups have left, and nothing that is new or a person's.
func TestParts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	id := strings.Repeat("A", 26)
	old := []string{"a.tar.gz.part-" + id, "a.tar.gz.part-" + id + ".spool", "mine.part-1"}
	then := time.Now().Add(-2 * partLife)
	for _, name := range append(old, "new.part-"+id) {
		put(t, dir, name, "x")
	}
	for _, name := range old {
		if err := os.Chtimes(filepath.Join(dir, name), then, then); err != nil {
			t.Fatal(err)
		}
	}
	removeParts(dir)
	if diff := cmp.Diff(map[string]string{"mine.part-1": "x", "new.part-" + id: "x"}, texts(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestModes restores files and folders that not all may read as such.
func TestModes(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // it has no such permissions
	}
	dir, out, to := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "to")
	want := map[string]os.FileMode{"": 0o750, "a.txt": 0o600, "b.txt": 0o644, "c": 0o700, "c/d.txt": 0o640, "e": 0o755, "e/f.txt": 0o600}
	for name := range want {
		if strings.HasSuffix(name, ".txt") {
			put(t, dir, name, "x")
		}
	}
	for name, mode := range want {
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(out, "b.tar.gz")
	if err := Write(t.Context(), path, &Manifest{}, []Source{folder(dir)}); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.Stage(t.Context(), []Target{{Place: a.Places[0], To: to}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(false, time.Now()); err != nil {
		t.Fatal(err)
	}
	for name, mode := range want {
		if info, err := os.Stat(filepath.Join(to, name)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%q: %v, %v, want %v", name, info.Mode(), err, mode)
		}
	}
}
