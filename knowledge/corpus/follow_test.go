package corpus

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beilun/internal/needs"

	"github.com/google/go-cmp/cmp"
)

// quick are options for tests in which nothing is in motion for long.
var quick = FollowOptions{Every: time.Hour, Debounce: 10 * time.Millisecond, Settle: 40 * time.Millisecond, Confirm: 80 * time.Millisecond}

// following is a folder that a test works in.
type following struct {
	t   *testing.T
	dir string
	f   *Follower
}

func follow(t *testing.T, known map[string]string, opts FollowOptions) *following {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "releases")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return followIn(t, dir, known, opts)
}

func followIn(t *testing.T, dir string, known map[string]string, opts FollowOptions) *following {
	t.Helper()
	f := open(t, dir).Follow(known, opts)
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return &following{t, dir, f}
}

// put writes a file that was last changed a minute ago, as far as it tells.
func (w *following) put(name, text string) {
	w.t.Helper()
	write(w.t, w.dir, name, text)
	w.f.Complete(name)
}

func (w *following) do(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *following) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// scan returns what a scan gives: the text of each file, or what is said of it.
func (w *following) scan() map[string]string {
	w.t.Helper()
	got := map[string]string{}
	err := w.f.Scan(w.t.Context(), func(f File) error {
		if _, ok := got[f.ID]; ok {
			w.t.Errorf("%s is given twice", f.ID)
		}
		a, err := f.Article()
		switch {
		case errors.Is(err, ErrRoot), errors.Is(err, ErrBare), errors.Is(err, ErrGrowing), errors.Is(err, ErrVanished):
			got[f.ID] = map[bool]string{true: "as it was", false: "unknown"}[f.Digest != ""]
		case err != nil:
			got[f.ID] = err.Error()
		default:
			got[f.ID] = a.Sections[0].Paragraphs[0].Text
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func (w *following) want(what string, want map[string]string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.scan()); diff != "" {
		w.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// await scans when a scan is due until it gives what is wanted.
func (w *following) await(what string, want map[string]string) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	for got := w.scan(); !cmp.Equal(want, got); got = w.scan() {
		if err := w.f.Wait(ctx); err != nil {
			w.t.Fatalf("%s: last %v, want %v", what, got, want)
		}
	}
}

func TestScanGrowing(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	write(t, w.dir, "a.txt", "园区一期。")
	w.want("a file written just now", map[string]string{})
	if !w.f.Moving() {
		t.Error("nothing moves")
	}
	w.await("once it has stood still", map[string]string{"a.txt": "园区一期。"})
	if w.f.Moving() {
		t.Error("it still moves")
	}
	write(t, w.dir, "a.txt", "园区一期和二期。")
	w.want("written anew", map[string]string{"a.txt": "as it was"})
	w.await("once it has stood still again", map[string]string{"a.txt": "园区一期和二期。"})
}

func TestScanMissing(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.txt", "园区一期。")
	w.put("b.txt", "园区二期。")
	both := map[string]string{"a.txt": "园区一期。", "b.txt": "园区二期。"}
	w.want("two files", both)
	w.do(os.Remove(w.path("a.txt")))
	missed := map[string]string{"a.txt": "as it was", "b.txt": "园区二期。"}
	w.want("missed once", missed)
	w.put("a.txt", "园区一期。")
	w.want("it is back", both)
	w.do(os.Remove(w.path("a.txt")))
	w.want("missed once more", missed)
	w.await("missed twice", map[string]string{"b.txt": "园区二期。"})

	w.f.Forget("b.txt")
	w.do(os.Remove(w.path("b.txt")))
	w.want("removed on purpose", map[string]string{})
}

// TestScanMoved moves files by all means: they are never missing nor there
// twice.
func TestScanMoved(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.txt", "园区一期。")
	w.put("sub/b.txt", "园区二期。")
	w.want("two files", map[string]string{"a.txt": "园区一期。", "sub/b.txt": "园区二期。"})
	w.do(os.Rename(w.path("sub"), w.path("other")))
	w.f.Complete("other/b.txt")
	w.want("a folder renamed", map[string]string{"a.txt": "园区一期。", "other/b.txt": "园区二期。"})
	w.do(os.Rename(w.path("a.txt"), w.path("other/b.txt")))
	w.f.Complete("other/b.txt")
	w.want("renamed over another", map[string]string{"other/b.txt": "园区一期。"})
	w.do(os.Rename(w.path("other/b.txt"), w.path("c.txt")))
	w.want("renamed a moment ago", map[string]string{"other/b.txt": "as it was"})
	w.await("renamed", map[string]string{"c.txt": "园区一期。"})
}

func TestScanRoot(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.txt", "园区一期。")
	one := map[string]string{"a.txt": "园区一期。"}
	w.want("one file", one)
	away := w.dir + "-away"
	w.do(os.Rename(w.dir, away))
	kept := map[string]string{"releases/": "unknown", "a.txt": "as it was"}
	for range 3 {
		w.want("the folder is gone", kept)
		time.Sleep(quick.Confirm / 2)
	}
	w.do(os.Mkdir(w.dir, 0o755))
	for range 3 {
		w.want("an empty one in its place", kept)
		time.Sleep(quick.Confirm / 2)
	}
	w.do(os.Remove(w.dir))
	w.do(os.Rename(away, w.dir))
	w.want("it is back", one)
	w.do(os.Rename(w.dir, away))
	w.put("b.txt", "园区二期。")
	w.want("another folder in its place", map[string]string{"a.txt": "as it was", "b.txt": "园区二期。"})
	w.await("for good", map[string]string{"b.txt": "园区二期。"})
	w.do(os.Remove(w.path("b.txt")))
	w.await("all files removed", map[string]string{})
}

func TestScanPermission(t *testing.T) {
	t.Parallel()
	needs.User(t)
	w := follow(t, nil, quick)
	w.put("a.txt", "园区一期。")
	w.put("sub/b.txt", "园区二期。")
	both := map[string]string{"a.txt": "园区一期。", "sub/b.txt": "园区二期。"}
	w.want("two files", both)
	for _, name := range []string{"a.txt", "sub"} {
		w.do(os.Chmod(w.path(name), 0))
	}
	t.Cleanup(func() { _ = os.Chmod(w.path("sub"), 0o755) })
	for range 3 {
		w.f.Complete("a.txt")
		w.want("without permission", map[string]string{"a.txt": "permission denied", "sub/": "permission denied", "sub/b.txt": "as it was"})
		time.Sleep(quick.Confirm / 2)
	}
	w.do(os.Chmod(w.path("a.txt"), 0o644))
	w.do(os.Chmod(w.path("sub"), 0o755))
	w.await("with permission", both)
}

// TestScanKnown begins with what was known in an earlier life.
func TestScanKnown(t *testing.T) {
	t.Parallel()
	w := follow(t, map[string]string{"gone.txt": "0a", "old.txt": digest([]byte("园区一期。")), "new.txt": "0b"}, quick)
	w.put("moved.txt", "园区一期。")
	write(t, w.dir, "new.txt", "园区二期。")
	w.want("first scan", map[string]string{"moved.txt": "园区一期。", "gone.txt": "as it was", "new.txt": "as it was"})
	w.await("later", map[string]string{"moved.txt": "园区一期。", "new.txt": "园区二期。"})

	bare := follow(t, map[string]string{"a.txt": "0a"}, quick)
	for range 3 {
		bare.want("an empty folder at the start", map[string]string{"releases/": "unknown", "a.txt": "as it was"})
		time.Sleep(quick.Confirm / 2)
	}
}

// TestScanPaths follows single files, and several folders.
func TestScanPaths(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "one.txt", "园区一期。")
	write(t, dir, "folder/two.txt", "园区二期。")
	f := open(t, filepath.Join(dir, "one.txt"), filepath.Join(dir, "folder")).Follow(nil, quick)
	w := &following{t, dir, f}
	t.Cleanup(func() { w.do(f.Close()) })
	w.await("both", map[string]string{"one.txt": "园区一期。", "folder/two.txt": "园区二期。"})
	w.do(os.Rename(w.path("one.txt"), w.path("one.txt~")))
	w.want("a file is away", map[string]string{"one.txt": "unknown", "folder/two.txt": "园区二期。"})
	write(t, dir, "one.txt", "园区三期。")
	w.await("written anew by an editor", map[string]string{"one.txt": "园区三期。", "folder/two.txt": "园区二期。"})
}

// TestScanReads checks that an unchanged file is read once and no more, and one
// that may have been written twice in a tick is read again.
func TestScanReads(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.txt", "园区一期。")
	read := func() (n int) {
		w.do(w.f.Scan(t.Context(), func(f File) error {
			if f.data != nil {
				n++
			}
			return nil
		}))
		return n
	}
	if n := read(); n != 1 {
		t.Errorf("%d files read at first", n)
	}
	if n := read(); n != 1 {
		t.Errorf("%d files read again that were just written, want 1", n)
	}
	entry := w.f.corpus.memory.files["a.txt"]
	entry.trusted = true // as when time has passed
	w.f.corpus.memory.files["a.txt"] = entry
	if n := read(); n != 0 {
		t.Errorf("%d files read that have not changed", n)
	}
	w.want("unread", map[string]string{"a.txt": "园区一期。"})
	// The bytes change where the stamp does not: what was promised is not given.
	w.do(w.f.Scan(t.Context(), func(f File) error {
		f.load = func() ([]byte, error) { return []byte("园区二期。"), nil }
		if _, err := f.Article(); !errors.Is(err, ErrGrowing) {
			t.Errorf("other bytes than listed: %v", err)
		}
		return nil
	}))
}

// TestStamp checks what a clock that jumps does to the trust in stamps.
func TestStamp(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for name, c := range map[string]struct {
		modified, changed time.Duration // before now
		want              bool
	}{
		"old": {time.Hour, time.Hour, true}, "just now": {time.Second, time.Hour, false},
		"set back, as by cp -p": {time.Hour, time.Second, false}, "future": {-time.Hour, time.Hour, false},
	} {
		s := stamp{modified: now.Add(-c.modified).UnixNano(), changed: now.Add(-c.changed).UnixNano()}
		if got := s.old(now); got != c.want {
			t.Errorf("%s: old is %v", name, got)
		}
	}
}

// TestScanBackdated writes a file of the same size and the same time of change,
// as cp -p and rsync -t do, and one of the future.
func TestScanBackdated(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	then := time.Now().Add(-time.Hour)
	set := func(text string, at time.Time) {
		write(t, w.dir, "a.txt", text)
		w.do(os.Chtimes(w.path("a.txt"), at, at))
	}
	set("园区一期。", then)
	w.await("of an hour ago", map[string]string{"a.txt": "园区一期。"})
	set("园区二期。", then)
	w.await("the same size and time", map[string]string{"a.txt": "园区二期。"})
	set("园区三期。", time.Now().Add(time.Hour))
	w.await("of the future", map[string]string{"a.txt": "园区三期。"})
	set("园区四期。", then.Add(-time.Hour))
	w.await("older than before", map[string]string{"a.txt": "园区四期。"})
}

// TestScanRefused checks that a file that cannot be parsed is parsed once.
func TestScanRefused(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.txt", "\x00\x01")
	w.want("refused", map[string]string{"a.txt": "the file is not text: it has 1 zero bytes"})
	w.do(w.f.Scan(t.Context(), func(f File) error {
		f.data, f.load = []byte("园区一期。"), nil
		if _, err := f.Article(); err == nil {
			t.Error("an unchanged file is parsed again")
		}
		w.f.corpus.memory.pardon()
		if _, err := f.Article(); err != nil {
			t.Errorf("after a pardon: %v", err)
		}
		return nil
	}))
}

// TestScanStops checks that a scan that was broken off counts for nothing.
func TestScanStops(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.txt", "园区一期。")
	w.want("one file", map[string]string{"a.txt": "园区一期。"})
	w.do(os.Rename(w.path("a.txt"), w.path("b.txt")))
	w.f.Complete("b.txt")
	stop := errors.New("stop")
	if err := w.f.Scan(t.Context(), func(File) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
	w.want("the same again", map[string]string{"b.txt": "园区一期。"})
}
