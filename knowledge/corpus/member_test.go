package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge/read"
	"beilun/knowledge/read/zipfile/ziptest"

	"github.com/google/go-cmp/cmp"
)

// texts are the contents of an archive.
type texts = map[string]string

func TestMembers(t *testing.T) {
	t.Parallel()
	photos := texts{"好.txt": "园区总投资3亿元。", "sub/好.md": "园区总投资4亿元。", "更正表.txt": "甲 = 乙", "坏.txt": " ", "in.zip": ziptest.Pack(t, texts{"深.txt": "园区总投资5亿元。"}), "__MACOSX/._好.txt": "x"}
	for i := range 20 {
		photos[fmt.Sprintf("照片/%02d.jpg", i)] = "JFIF"
	}
	dir := t.TempDir()
	write(t, dir, "pages.zip", ziptest.Pack(t, photos))
	write(t, dir, "damaged.zip", "PK\x03\x04")
	write(t, dir, "empty.ZIP", ziptest.Pack(t, nil))
	write(t, dir, "z.txt", "园区总投资3亿元。")
	want := map[string]error{
		"z.txt": nil, "pages.zip/好.txt": nil, "pages.zip/sub/好.md": nil, "pages.zip/更正表.txt": ErrMisplaced, "pages.zip/坏.txt": read.ErrEmpty,
		"pages.zip/in.zip/深.txt": nil, "pages.zip/照片/*.jpg": read.ErrPicture, "damaged.zip": read.ErrDamaged, "empty.ZIP": read.ErrNoFiles,
	}
	for i := range maxKindWithin {
		want[fmt.Sprintf("pages.zip/照片/%02d.jpg", i)] = read.ErrPicture
	}
	c := open(t, dir)
	for _, what := range []string{"read", "remembered"} {
		got := map[string]error{}
		err := c.Each(t.Context(), func(f File) error {
			a, err := f.Article()
			got[f.ID] = err
			if err == nil && (a.ID != f.ID || a.Digest != f.Digest || f.Errata) {
				t.Errorf("%s: article %s %s", f.ID, a.ID, a.Digest)
			}
			if holder := c.HolderOf(f.ID); (holder != "") != strings.HasPrefix(f.ID, "pages.zip/") || holder != "" && holder != "pages.zip" {
				t.Errorf("%s is in %q", f.ID, holder)
			}
			return nil
		})
		if err != nil || len(got) != len(want) {
			t.Errorf("%s: %d files, want %d: %v; error %v", what, len(got), len(want), got, err)
		}
		for id, w := range want {
			if err, ok := got[id]; !ok || !errors.Is(err, w) {
				t.Errorf("%s: %s: %v (there: %t), want %v", what, id, err, ok, w)
			}
		}
		settle(t, dir)
	}
	fsys := fstest.MapFS{"a.zip": {Data: []byte(ziptest.Pack(t, texts{"a.txt": "园区总投资3亿元。"}))}}
	checkEach(t, FromFS(fsys), map[string]error{"a.zip/a.txt": nil})
	checkEach(t, open(t, dir, filepath.Join(dir, "pages.zip")), func() map[string]error {
		all := map[string]error{}
		for id, err := range want {
			all[filepath.Base(dir)+"/"+id] = err
			if strings.HasPrefix(id, "pages.zip/") {
				all[id] = err
			}
		}
		return all
	}())
}

// TestInside opens single files of an archive.
func TestInside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.zip", ziptest.Pack(t, texts{"1.txt": "园区一期。", "sub/2.txt": "园区二期。", "sub/3.txt": "园区三期。"}))
	write(t, dir, "folder.zip/1.txt", "园区一期。")
	p := filepath.Join(dir, "a.zip")
	checkEach(t, open(t, p+"/1.txt"), map[string]error{"a.zip/1.txt": nil})
	checkEach(t, open(t, p+"/sub/"), map[string]error{"a.zip/sub/2.txt": nil, "a.zip/sub/3.txt": nil})
	checkEach(t, open(t, p+"/none.txt"), map[string]error{"a.zip/none.txt": fs.ErrNotExist})
	if got := ids(t, open(t, p+"/1.txt", p+"/sub/3.txt")); len(got) != 2 || got[0] != "a.zip/1.txt" || got[1] != "a (2).zip/sub/3.txt" {
		t.Errorf("two files of an archive: %q", got)
	}
	checkEach(t, open(t, filepath.Join(dir, "folder.zip", "1.txt")), map[string]error{"1.txt": nil})
	if _, err := Open(filepath.Join(dir, "none.zip", "1.txt")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an archive that is not there: %v", err)
	}
}

// settle makes the files of a folder look old enough to be remembered.
func settle(t *testing.T, dir string) {
	t.Helper()
	old := time.Now().Add(-time.Minute)
	err := filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error { return errors.Join(err, os.Chtimes(p, old, old)) })
	if err != nil {
		t.Fatal(err)
	}
}

// TestScanArchive follows an archive that is replaced, moved, damaged and removed.
func TestScanArchive(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.zip", ziptest.Pack(t, texts{"1.txt": "园区一期。", "2.txt": "园区二期。"}))
	first := texts{"a.zip/1.txt": "园区一期。", "a.zip/2.txt": "园区二期。"}
	w.want("put", first)
	w.want("unchanged", first)
	write(t, w.dir, "a.zip", ziptest.Pack(t, texts{"1.txt": "园区一期扩建。", "3.txt": "园区三期。"}))
	w.want("written anew", texts{"a.zip/1.txt": "as it was", "a.zip/2.txt": "as it was"})
	if !w.f.Moving() || len(w.f.Same("")) > 0 {
		t.Error("nothing moves")
	}
	second := texts{"a.zip/1.txt": "园区一期扩建。", "a.zip/3.txt": "园区三期。"}
	w.await("replaced", second)
	w.do(os.Rename(w.path("a.zip"), w.path("b.zip")))
	w.await("moved", texts{"b.zip/1.txt": "园区一期扩建。", "b.zip/3.txt": "园区三期。"})
	w.put("b.zip", "PK\x03\x04")
	w.want("damaged", texts{"b.zip/1.txt": readDamaged, "b.zip/3.txt": readDamaged, "b.zip": readDamaged})
	time.Sleep(2 * quick.Confirm)
	w.want("still damaged", texts{"b.zip/1.txt": readDamaged, "b.zip/3.txt": readDamaged, "b.zip": readDamaged})
	w.put("b.zip", ziptest.Pack(t, texts{"1.txt": "园区一期扩建。"}))
	w.await("whole again", texts{"b.zip/1.txt": "园区一期扩建。"})
	w.do(os.Remove(w.path("b.zip")))
	w.want("gone a moment ago", texts{"b.zip/1.txt": "as it was"})
	w.await("gone", texts{})
	w.put("b.zip", ziptest.Pack(t, texts{"1.txt": "园区一期扩建。"}))
	w.want("back", texts{"b.zip/1.txt": "园区一期扩建。"})
	w.do(os.Remove(w.path("b.zip")))
	w.f.Forget("b.zip")
	w.want("removed on purpose", texts{})
}

const readDamaged = "the file is damaged; fetch or save it anew: zip: not a valid zip file"

// TestScanArchiveKnown knows the files of an archive from an earlier process.
func TestScanArchiveKnown(t *testing.T) {
	t.Parallel()
	needs.User(t)
	w := follow(t, map[string]string{"a.zip/1.txt": digest([]byte("园区一期。")), "a.zip/2.txt": digest([]byte("园区二期。"))}, quick)
	w.put("a.zip", ziptest.Pack(t, texts{"1.txt": "园区一期。"}))
	w.want("one is gone", texts{"a.zip/1.txt": "园区一期。", "a.zip/2.txt": "as it was"})
	w.await("it is", texts{"a.zip/1.txt": "园区一期。"})
	w.do(os.Chmod(w.path("a.zip"), 0))
	settled := w.scan()
	for range 3 {
		time.Sleep(quick.Confirm)
		settled = w.scan()
	}
	if len(settled) != 2 || settled["a.zip"] != fs.ErrPermission.Error() {
		t.Errorf("without permission: %v", settled)
	}
	w.do(os.Chmod(w.path("a.zip"), 0o600))
	w.await("with permission", texts{"a.zip/1.txt": "园区一期。"})
}

// TestScanArchiveUnread reads an archive that has not changed only once, and files of it
// only when they are needed.
func TestScanArchiveUnread(t *testing.T) {
	t.Parallel()
	w := follow(t, nil, quick)
	w.put("a.zip", ziptest.Pack(t, texts{"1.txt": "园区一期。", "空.txt": ""}))
	w.put("word.zip", ziptest.Pack(t, texts{"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>园区三期。</w:t></w:r></w:p></w:body></w:document>`}))
	time.Sleep(racy + 100*time.Millisecond) // or a change would go unnoticed
	w.scan()
	known := maps.Clone(w.f.corpus.memory.files)
	if r := known["a.zip"]; !r.trusted || len(r.members) != 2 || known["a.zip/1.txt"].digest == "" {
		t.Fatalf("remembered: %+v", known)
	}
	err := w.f.Scan(t.Context(), func(f File) error {
		if f.data != nil {
			t.Errorf("%s was read", f.ID)
		}
		return nil
	})
	w.do(err)
	want := texts{"a.zip/1.txt": "园区一期。", "a.zip/空.txt": read.ErrEmpty.Error(), "word.zip": "园区三期。"}
	if diff := cmp.Diff(want, w.scan()); diff != "" {
		t.Errorf("read when needed (-want +got):\n%s", diff)
	}
	if w.f.corpus.memory.refusedFor("a.zip/空.txt", digest(nil)) == nil {
		t.Error("it is not remembered that a file cannot be parsed")
	}
}
