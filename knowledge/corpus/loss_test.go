package corpus

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// names returns so many names of files in a folder, from a number on.
func names(folder string, from, n int) (ids []string) {
	for i := range n {
		ids = append(ids, fmt.Sprintf("%s%03d.txt", folder, from+i))
	}
	return ids
}

// TestLossOf decides which missing files are a loss.
func TestLossOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what         string
		known, there []string
		lost         bool
	}{
		{"nothing was known", nil, names("", 0, 1), false},
		{"nothing is missing", names("", 0, 120), names("", 0, 120), false},
		{"one file in the mount point", names("", 0, 120), []string{"说明.txt"}, true},
		{"an empty mount point", names("", 0, 120), nil, true},
		{"one of many is left", names("", 0, 120), names("", 7, 1), true},
		{"most", names("", 0, 120), names("", 0, 59), true},
		{"half", names("", 0, 120), names("", 0, 60), false},
		{"three of five", names("", 0, 5), names("", 0, 2), false},
		{"four of four", names("", 0, 4), nil, false},
		{"five of five", names("", 0, 5), nil, true},
		{"a folder was renamed", names("2025/", 0, 120), names("去年/", 0, 120), false},
		{"they were replaced", names("", 0, 120), names("new/", 0, 80), false},
		{"some were renamed, most removed", names("", 0, 120), names("new/", 0, 20), true},
	} {
		var found []entry
		for _, name := range tt.there {
			found = append(found, entry{name: name, id: name})
		}
		loss, missing := lossOf(tt.known, "", found)
		if (loss != nil) != tt.lost || loss != nil && (loss.Missing != len(missing) || loss.Of != len(tt.known)) {
			t.Errorf("%s: %v, %d missing", tt.what, loss, len(missing))
		}
	}
	refused := []entry{{name: "sub", id: "sub/", err: ErrFolder}, {name: "001.txt", id: "001.txt", err: ErrOutside}}
	if loss, missing := lossOf(append(names("sub/", 0, 50), "001.txt"), "", refused); loss != nil || len(missing) > 0 {
		t.Errorf("files that cannot be read: %v, missing %v", loss, missing)
	}
}

// TestParseLoss makes a loss from its own text.
func TestParseLoss(t *testing.T) {
	t.Parallel()
	want := &Loss{119, 120, time.Date(2026, 11, 30, 9, 30, 0, 0, time.UTC)}
	got, ok := ParseLoss(want.Error())
	if !ok || *got != *want {
		t.Errorf("%v, %v", got, ok)
	}
	for _, text := range []string{"", ErrBare.Error(), "9 of 10 releases are missing since then;", "9999999999999 of 1 releases are missing since 2026-11-30T09:30:00Z;"} {
		if got, ok := ParseLoss(text); ok {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// lossyFolder returns a folder of which six releases and corrections are known and one
// other release is there.
func lossyFolder(t *testing.T) (dir string, known map[string]string) {
	dir, known = t.TempDir(), map[string]string{}
	for _, id := range append(names("", 0, 6), "更正表.txt") {
		known[id] = "digest of " + id
	}
	write(t, dir, "stray.txt", "园区零期。")
	return dir, known
}

// guarded returns what a pass gives: a digest, or the error.
func guarded(t *testing.T, c *Corpus, g Guard) (got []string) {
	t.Helper()
	err := c.EachGuarded(t.Context(), g, func(f File) error {
		switch _, err := f.Article(); {
		case f.Err != nil:
			got = append(got, f.ID+": "+f.Err.Error())
		case errors.Is(err, ErrVanished):
			got = append(got, f.ID+" as it was")
		default:
			got = append(got, f.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestEachGuarded passes over a folder that has lost its releases, at different times.
func TestEachGuarded(t *testing.T) {
	t.Parallel()
	dir, known := lossyFolder(t)
	c := open(t, dir)
	title := c.roots[0].title()
	start := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	kept := []string{title + ": " + (&Loss{7, 7, start}).Error(), "更正表.txt as it was", "stray.txt"}
	for _, id := range names("", 0, 6) {
		kept = append(kept, id+" as it was")
	}
	since := map[string]time.Time{title: start}
	for _, tt := range []struct {
		what string
		g    Guard
		at   time.Time
		want []string
	}{
		{"the first time", Guard{Known: known}, start, kept},
		{"hours later", Guard{Known: known, Since: since}, start.Add(23 * time.Hour), kept},
		{"a clock set back", Guard{Known: known, Since: map[string]time.Time{title: start.Add(time.Hour)}}, start, kept},
		{"a day later", Guard{Known: known, Since: since}, start.Add(25 * time.Hour), []string{"stray.txt"}},
		{"confirmed", Guard{Known: known, Since: since, Confirmed: true}, start, []string{"stray.txt"}},
		{"nothing known", Guard{}, start, []string{"stray.txt"}},
	} {
		tt.g.Now = func() time.Time { return tt.at }
		if diff := cmp.Diff(tt.want, guarded(t, c, tt.g)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
}

// TestScanLoss follows a folder whose releases are suddenly away but for another file.
func TestScanLoss(t *testing.T) {
	t.Parallel()
	dir, known := lossyFolder(t)
	lasts := quick
	lasts.Lasts = time.Hour
	w := followIn(t, dir, known, lasts)
	w.f.Complete("stray.txt")
	title := w.f.corpus.roots[0].title()
	kept := map[string]string{"stray.txt": "园区零期。", "更正表.txt": "as it was"}
	for _, id := range names("", 0, 6) {
		kept[id] = "as it was"
	}
	w.want("at first they may come back", kept)
	if !w.f.Moving() {
		t.Error("nothing is in motion")
	}
	said := func() (loss *Loss) {
		t.Helper()
		ids := 0
		err := w.f.Scan(t.Context(), func(f File) error {
			ids++
			if f.ID == title && !errors.As(f.Err, &loss) {
				t.Errorf("%v", f.Err)
			}
			return nil
		})
		if err != nil || loss == nil || ids != len(kept)+1 {
			t.Fatalf("%v, %d files, %v", loss, ids, err)
		}
		return loss
	}
	time.Sleep(quick.Confirm)
	first := said()
	time.Sleep(quick.Confirm)
	if later := said(); first.Missing != 7 || first.Of != 8 || later.Since != first.Since || w.f.Moving() {
		t.Errorf("%v, later %v", first, later)
	}
	w.put("000.txt", "园区一期。")
	if l := said(); l.Missing != 6 || l.Since != first.Since {
		t.Errorf("one is back: %v", l)
	}
	w.f.Accept()
	w.want("accepted", map[string]string{"stray.txt": "园区零期。", "000.txt": "园区一期。"})
	if w.f.Moving() {
		t.Error("they are still in motion")
	}
}

// TestScanLossLasts follows a folder whose loss another process saw long ago, and one
// whose releases come back.
func TestScanLossLasts(t *testing.T) {
	t.Parallel()
	dir, known := lossyFolder(t)
	title := open(t, dir).roots[0].title()
	old := quick
	old.Since = map[string]time.Time{title: time.Now().Add(-25 * time.Hour)}
	w := followIn(t, dir, known, old)
	w.f.Complete("stray.txt")
	w.want("for more than a day", map[string]string{"stray.txt": "园区零期。"})

	w = follow(t, nil, quick)
	all := map[string]string{}
	for _, id := range names("", 0, 6) {
		w.put(id, "园区一期。")
		all[id] = "园区一期。"
	}
	w.want("they are there", all)
	away := w.dir + "-away"
	w.do(os.Rename(w.dir, away))
	w.put("stray.txt", "园区零期。")
	for range 3 {
		_ = w.scan()
		time.Sleep(quick.Confirm)
	}
	w.do(os.RemoveAll(w.dir))
	w.do(os.Rename(away, w.dir))
	w.await("they are back", all)
}
