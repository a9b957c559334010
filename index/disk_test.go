package index

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/index/store"
	"beilun/internal/needs"
)

// smallDisk mounts a disk of some megabytes, or skips the test where that is
// not allowed.
func smallDisk(t *testing.T, megabytes int) string {
	t.Helper()
	needs.Mount(t)
	dir := t.TempDir()
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dm", megabytes), "tmpfs", dir).CombinedOutput()
	if err != nil {
		t.Fatalf("mount a disk: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", dir).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	return dir
}

// fillDisk takes all of a disk but some bytes.
func fillDisk(t *testing.T, dir string, but int64) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 4096)
	size := int64(0)
	for {
		n, err := f.Write(block)
		size += int64(n)
		if err != nil {
			break
		}
	}
	if err := f.Truncate(max(0, size-but)); err != nil {
		t.Fatal(err)
	}
}

// TestFullDisk fills the disk before one release comes and before all of them
// change, with some room left or none.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, 12)
	next := map[string]Corpus{
		"one":  inventedFiles(150, 2, func(n int) int { return -(n / 101) }),
		"many": inventedFiles(150, 2, func(n int) int { return 1 }),
	}
	rooms := []int64{0, 8 << 10, 40 << 10, 200 << 10, 1 << 20}
	if needs.Part(t) {
		rooms = []int64{0, 40 << 10}
	}
	full := 0
	for _, kind := range slices.Sorted(maps.Keys(next)) {
		want := contents(t, memoryOf(t, next[kind]))
		for _, room := range rooms {
			for _, reopen := range []bool{false, true} {
				if needs.Part(t) && reopen == (room == 0) {
					continue
				}
				name := fmt.Sprintf("%s, %d bytes left, opened again %v", kind, room, reopen)
				if syncOnFull(t, name, disk, next[kind], want, room, reopen) {
					full++
				}
				if t.Failed() {
					return
				}
			}
		}
	}
	if full == 0 {
		t.Error("the disk was never full")
	}
	t.Logf("the disk was full %d times of %d", full, 2*2*len(rooms))
}

// syncOnFull syncs with little room on the disk. The index answers from what it
// had, says what is wrong and takes the releases in when there is room again.
// It reports whether the room was too little.
func syncOnFull(t *testing.T, name, disk string, next Corpus, want map[string]string, room int64, reopen bool) (full bool) {
	t.Helper()
	dir := filepath.Join(disk, "index")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	x := openTest(t, dir)
	syncTest(t, x, inventedFiles(150, 2, func(n int) int { return -(n / 100) }))
	before, answers := contents(t, x), answersOf(t, x)
	fillDisk(t, disk, room)
	if _, err := x.Sync(t.Context(), next); err != nil {
		full = true
		if !errors.Is(err, store.ErrNoSpace) {
			t.Errorf("%s: %v", name, err)
		}
		equalContents(t, name+", full", before, contents(t, x))
		if got := answersOf(t, x); fmt.Sprint(got) != fmt.Sprint(answers) {
			t.Errorf("%s: answers on a full disk: %v", name, got)
		}
		if _, err := x.Sync(t.Context(), next); err != nil && !errors.Is(err, store.ErrNoSpace) {
			t.Errorf("%s, again: %v", name, err)
		}
	}
	if reopen {
		_ = x.Close() // it may find no room for what it writes
		x = openTest(t, dir)
		if why := x.Rebuild(); why != "" {
			t.Errorf("%s: dropped: %s", name, why)
		}
	}
	if err := os.Remove(filepath.Join(disk, "filler")); err != nil {
		t.Fatal(err)
	}
	syncTest(t, x, next)
	equalContents(t, name+", room again", want, contents(t, x))
	if n := generations(t, dir); n != 1 {
		t.Errorf("%s: %d generations are left", name, n)
	}
	if err := x.Close(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return full
}

// TestReadOnly opens an index on a disk that cannot be written.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, 12)
	dir := filepath.Join(disk, "index")
	x := openTest(t, dir)
	corpus := inventedFiles(10, 2, firstEdition)
	syncTest(t, x, corpus)
	x.Close()
	before := filesOf(t, dir)
	remount := func(how string) {
		if out, err := exec.Command("mount", "-o", "remount,"+how, disk).CombinedOutput(); err != nil {
			t.Fatalf("mount it again: %v: %s", err, out)
		}
	}
	remount("ro")
	if x, err := Open(dir, Options{Lexicon: testLexicon()}); err == nil {
		x.Close()
		t.Error("opened for writing")
	} else if !strings.Contains(err.Error(), "read-only") {
		t.Errorf("it does not say why: %v", err)
	}
	remount("rw")
	if after := filesOf(t, dir); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("%v are left of %v", after, before)
	}
	x = openTest(t, dir)
	defer x.Close()
	if x.Rebuild() != "" || x.Passages() != 20 {
		t.Errorf("%q, %d passages", x.Rebuild(), x.Passages())
	}
}

func generations(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), store.GenerationPrefix) {
			n++
		}
	}
	return n
}

// TestAsideMakesRoom keeps a damaged index on a disk that then is too small to
// build the new one beside it.
func TestAsideMakesRoom(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, 12)
	dir := filepath.Join(disk, "index")
	x := openTest(t, dir)
	corpus := inventedFiles(150, 2, firstEdition)
	syncTest(t, x, corpus)
	want := contents(t, x)
	root := filepath.Join(x.live.current.Path, store.StoreDir, store.RootFile)
	x.Close()
	if err := os.Truncate(root, 100); err != nil {
		t.Fatal(err)
	}
	x = openTest(t, dir)
	defer x.Close()
	if x.Rebuild() == "" || x.Passages() != 0 {
		t.Fatalf("%q, %d passages", x.Rebuild(), x.Passages())
	}
	fillDisk(t, disk, 64<<10)
	if !store.Exists(filepath.Join(dir, store.AsidePrefix+"gen-000001")) {
		t.Fatal("nothing was moved aside")
	}
	if _, err := x.Sync(t.Context(), corpus); err != nil && !errors.Is(err, store.ErrNoSpace) {
		t.Errorf("without room: %v", err)
	}
	if store.Exists(filepath.Join(dir, store.AsidePrefix+"gen-000001")) {
		t.Error("the damaged index still takes the room")
	}
	if err := os.Remove(filepath.Join(disk, "filler")); err != nil {
		t.Fatal(err)
	}
	syncTest(t, x, corpus)
	equalContents(t, "room again", want, contents(t, x))
}
