package index

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"beilun/index/rank"
	"beilun/index/store"
	"beilun/index/thing"

	"github.com/google/go-cmp/cmp"
)

// known is what an index has worked out of its releases.
type known struct {
	Things   []thing.Thing
	Pieces   []string // ends of names in the names of things
	District string
	Releases []Release
	Stats    rank.Stats
	Passages []string // with the copies that have them
}

func knownTo(t *testing.T, x *Index) known {
	t.Helper()
	k := known{District: x.District().String(), Releases: x.Releases(), Stats: x.live.current.Stats}
	for _, name := range x.Things().Names() {
		th, _ := x.Things().Named(name)
		k.Things = append(k.Things, th)
		k.Pieces = append(k.Pieces, x.Known(name))
	}
	err := x.Walk(t.Context(), func(p Passage) error {
		k.Passages = append(k.Passages, fmt.Sprintf("%s %v %d %s", p.ID, p.Release.Also, len(p.Figures), p.Text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(k.Passages)
	return k
}

// TestNote opens an index with the note of the process before, with one of another
// revision, damaged, and without one.
func TestNote(t *testing.T) {
	t.Parallel()
	files, _ := copyFiles(t)
	var all []File
	for _, id := range slices.Sorted(maps.Keys(files)) {
		all = append(all, files[id])
	}
	more := append(slices.Clone(all), textFile("late", "2026-11-01", "安枰区青云科技园扩建", "青云科技园总投资15亿元。"))
	retracted := append([]File{errataFile("撤回：" + all[0].ID)}, more...)
	dir := t.TempDir()
	note := filepath.Join(dir, store.GenerationPrefix+"000001", store.NoteFile)
	// session opens the index and reports whether the note was used, and what is known
	// before and after it is synced with files.
	session := func(files []File) (used bool, before, after known) {
		t.Helper()
		x := openTest(t, dir)
		defer func() {
			if err := x.Close(); err != nil {
				t.Error(err)
			}
		}()
		if g := x.live.current; g != nil {
			used, before = g.IsNoted(), knownTo(t, x)
		}
		if files != nil {
			syncFiles(t, x, files...)
		}
		return used, before, knownTo(t, x)
	}
	fresh := func(files []File) known {
		t.Helper()
		x, err := InMemory(Options{Lexicon: testLexicon()})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		syncFiles(t, x, files...)
		return knownTo(t, x)
	}
	step := func(what string, files []File, wantUsed bool, wantBefore, wantAfter known) {
		t.Helper()
		used, before, after := session(files)
		if used != wantUsed {
			t.Errorf("%s: note used: %t", what, used)
		}
		if diff := cmp.Diff(wantBefore, before); diff != "" {
			t.Errorf("%s, before the sync (-fresh +noted):\n%s", what, diff)
		}
		if diff := cmp.Diff(wantAfter, after); diff != "" {
			t.Errorf("%s, after the sync (-fresh +noted):\n%s", what, diff)
		}
	}
	first, second, third := fresh(all), fresh(more), fresh(retracted)
	if cmp.Equal(first.Passages, second.Passages) || cmp.Equal(second.Releases, third.Releases) {
		t.Fatal("the steps differ in nothing")
	}
	step("built", all, false, known{}, first)
	if info, err := os.Stat(note); err != nil || info.Size() < 1000 {
		t.Fatal("there is no note: ", err)
	}
	step("opened", nil, true, first, first)
	step("the same synced", all, true, first, first)
	old, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	step("one more", more, true, first, second)
	step("opened again", nil, true, second, second)

	whole, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	flipped := slices.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	for what, data := range map[string][]byte{"an old note": old, "a flipped bit": flipped, "half a note": whole[:len(whole)/2], "an empty note": {}, "three bytes": whole[:3]} {
		if err := os.WriteFile(note, data, 0o600); err != nil {
			t.Fatal(err)
		}
		step(what, nil, false, second, second)
		if again, err := os.ReadFile(note); err != nil || len(again) != len(whole) {
			t.Errorf("%s: no whole note is in its place: %v", what, err)
		}
	}
	if err := os.Remove(note); err != nil {
		t.Fatal(err)
	}
	step("no note", nil, false, second, second)
	step("a release is retracted", retracted, true, second, third)
	step("opened with it", nil, true, third, third)
	step("and no longer retracted", more, true, third, second)
}
