package corpus

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"beilun/knowledge/errata"

	"github.com/google/go-cmp/cmp"
)

// TestErrata gives the files of corrections before all releases, and none in a folder
// below or named by itself.
func TestErrata(t *testing.T) {
	t.Parallel()
	first, second := filepath.Join(t.TempDir(), "甲"), filepath.Join(t.TempDir(), "乙")
	for name, text := range map[string]string{
		filepath.Join(first, "a.txt"): "园区一期。", filepath.Join(first, errata.FileName): "撤回：a.txt", filepath.Join(first, "下", errata.FileName): "撤回：a.txt",
		filepath.Join(second, "b.txt"): "园区二期。", filepath.Join(second, errata.FileName): "撤回：b.txt", filepath.Join(second, "更正.txt"): "更正启事。",
	} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Open(first, second, filepath.Join(first, "下", errata.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	describe := func(f File) string {
		text, err := f.Text()
		if !f.Errata {
			text, err = "", f.Err
		}
		return fmt.Sprint(f.ID, " ", f.Errata, " ", text, " ", err)
	}
	want := []string{
		"甲/下/更正表.txt true  " + ErrMisplaced.Error(), "甲/更正表.txt true 撤回：a.txt <nil>", "乙/更正表.txt true 撤回：b.txt <nil>", "更正表.txt true  " + ErrMisplaced.Error(),
		"甲/a.txt false  <nil>", "乙/b.txt false  <nil>", "乙/更正.txt false  <nil>",
	}
	var got []string
	if err := c.Each(t.Context(), func(f File) error { got = append(got, describe(f)); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("each (-want +got):\n%s", diff)
	}
	f := c.Follow(nil, FollowOptions{Settle: time.Nanosecond, Confirm: time.Nanosecond})
	defer f.Close()
	scan := func() (out []string) {
		t.Helper()
		for range 3 { // what is new is looked at twice
			out = nil
			if err := f.Scan(t.Context(), func(f File) error { out = append(out, describe(f)); return nil }); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Millisecond)
		}
		return out
	}
	if diff := cmp.Diff(want, scan()); diff != "" {
		t.Errorf("scan (-want +got):\n%s", diff)
	}
	if err := os.Remove(filepath.Join(first, errata.FileName)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Delete(want, 1, 2), scan()); diff != "" {
		t.Errorf("without one (-want +got):\n%s", diff)
	}
}
