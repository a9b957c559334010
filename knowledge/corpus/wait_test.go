package corpus

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"
)

// TestWait checks what makes a scan due.
func TestWait(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.do(os.Mkdir(w.path("sub"), 0o755))
	w.await("nothing", map[string]string{})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	for _, name := range []string{".hidden.txt", "a.txt~", "~$a.docx", ".~lock.a.txt#", "a.txt.crdownload", "a.tmp"} {
		write(t, w.dir, name, "不读。")
		write(t, w.dir, "sub/"+name, "不读。")
	}
	if err := w.f.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after files that are no releases: %v", err)
	}
	w.f.Poke()
	w.do(w.f.Wait(t.Context()))
	write(t, w.dir, "sub/new/deep/a.txt", "园区一期。") // only the first folder is seen
	w.await("a file in a new folder", map[string]string{"sub/new/deep/a.txt": "园区一期。"})
	write(t, w.dir, "sub/new/deep/b.txt", "园区二期。")
	w.await("a second one", map[string]string{"sub/new/deep/a.txt": "园区一期。", "sub/new/deep/b.txt": "园区二期。"})
}

// TestUnwatch lets go of folders that are gone.
func TestUnwatch(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("sub/a.txt", "园区一期。")
	w.scan()
	needs.Found(t, w.f.watcher != nil, "a system that reports changes of files")
	if _, ok := w.f.watched[w.path("sub")]; !ok || len(w.f.watched) != 2 {
		t.Errorf("watched: %v", w.f.watched)
	}
	w.do(os.Rename(w.path("sub"), w.dir+"-other"))
	w.scan()
	if len(w.f.watched) != 1 || len(w.f.watcher.WatchList()) != 1 {
		t.Errorf("watched: %v, by the system %v", w.f.watched, w.f.watcher.WatchList())
	}
}

// TestWatchLate watches folders where that opens each file in them: only when
// there are few.
func TestWatchLate(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	needs.Found(t, w.f.watcher != nil, "a system that reports changes of files")
	w.f.late = true
	w.put("a.txt", "园区一期。")
	w.scan()
	if got := w.f.watcher.WatchList(); len(got) != 1 {
		t.Errorf("with one file, watched: %v", got)
	}
	for i := range maxOpened + 1 {
		write(t, w.dir, fmt.Sprintf("empty/%d.txt", i), "")
	}
	w.scan()
	if n := len(w.f.waiting); n <= maxOpened {
		t.Fatalf("%d files in motion", n)
	}
	if got := w.f.watcher.WatchList(); len(got) != 0 {
		t.Errorf("with many files, watched: %v", got)
	}
}

// TestWaitInterval checks the guarantee: a scan at intervals without events.
func TestWaitInterval(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, FollowOptions{Every: 50 * time.Millisecond, Settle: time.Millisecond})
	if w.f.watcher != nil {
		w.do(w.f.watcher.Close())
	}
	w.want("nothing", map[string]string{})
	write(t, w.dir, "a.txt", "园区一期。")
	w.await("without events", map[string]string{"a.txt": "园区一期。"})
}

// TestSlowWriter writes a file piece by piece: no part of it is ever given.
func TestSlowWriter(t *testing.T) {
	t.Parallel()
	opts := quick
	opts.Settle = 400 * time.Millisecond // four times that is longer than a busy machine keeps the writer waiting
	w := follow(t, nil, opts)
	w.want("nothing", map[string]string{})
	f, err := os.Create(w.path("a.txt"))
	w.do(err)
	written := make(chan error, 1)
	var whole strings.Builder
	for i := range 40 {
		fmt.Fprintf(&whole, "第%d期投资%d亿元。", i, i)
	}
	go func() {
		text := []byte(whole.String())
		var errs []error
		for piece := range slices.Chunk(text, len(text)/20) {
			_, err := f.Write(piece)
			errs = append(errs, err)
			time.Sleep(50 * time.Millisecond)
		}
		written <- errors.Join(append(errs, f.Close())...)
	}()
	scans := 0
	for got := w.scan(); len(got) == 0; got = w.scan() {
		scans++
		w.do(w.f.Wait(t.Context()))
	}
	w.do(<-written)
	w.want("the whole file", map[string]string{"a.txt": whole.String()})
	if scans > 15 {
		t.Errorf("%d scans for one file", scans)
	}
}

// BenchmarkScan scans 20,000 files that have not changed: what a minute of
// idling costs.
func BenchmarkScan(b *testing.B) {
	dir := b.TempDir()
	then := time.Now().Add(-time.Hour)
	for i := range 20_000 {
		p := filepath.Join(dir, fmt.Sprintf("%05d.txt", i))
		if err := errors.Join(os.WriteFile(p, []byte(fmt.Sprintf("园区%d期。", i)), 0o644), os.Chtimes(p, then, then)); err != nil {
			b.Fatal(err)
		}
	}
	c, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	f := c.Follow(nil, FollowOptions{})
	scan := func() {
		n := 0
		if err := f.Scan(b.Context(), func(File) error { n++; return nil }); err != nil || n != 20_000 {
			b.Fatalf("%d files, %v", n, err)
		}
	}
	time.Sleep(racy) // until the stamps are trusted
	scan()
	b.ReportAllocs()
	for b.Loop() {
		scan()
	}
	if err := errors.Join(f.Close(), c.Close()); err != nil {
		b.Error(err)
	}
}

func TestRested(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for _, c := range []struct {
		still time.Duration
		grew  bool
		want  bool
	}{{900 * time.Millisecond, false, false}, {time.Second, false, true}, {time.Second, true, false}, {slowly * time.Second, true, true}} {
		if got := (motion{since: now.Add(-c.still), grew: c.grew}).rested(now, time.Second); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
