package corpus

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/internal/needs"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, paths ...string) *Corpus {
	t.Helper()
	c, err := Open(paths...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// ids returns the IDs that c gives, with the error of each refused file.
func ids(t *testing.T, c *Corpus) []string {
	t.Helper()
	var out []string
	if err := c.Each(t.Context(), func(f File) error { out = append(out, f.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// checkEach reads all of c and compares the error of each file.
func checkEach(t *testing.T, c *Corpus, want map[string]error) {
	t.Helper()
	n, last := 0, ""
	err := c.Each(t.Context(), func(f File) error {
		n++
		if f.ID <= last {
			t.Errorf("%s comes after %s", f.ID, last)
		}
		last = f.ID
		a, err := f.Article()
		w, ok := want[f.ID]
		if !ok || !errors.Is(err, w) {
			t.Errorf("%s: %v, want %v (expected at all: %v)", f.ID, err, w, ok)
		}
		if (f.Err == nil) != (f.Digest != "") {
			t.Errorf("%s: digest %q beside error %v", f.ID, f.Digest, f.Err)
		}
		if err == nil && (a.ID != f.ID || a.Digest != f.Digest) {
			t.Errorf("%s %s: article %s %s", f.ID, f.Digest, a.ID, a.Digest)
		}
		return nil
	})
	if err != nil || n != len(want) {
		t.Errorf("%d files, want %d; error %v", n, len(want), err)
	}
}

func TestEach(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "good.txt", "园区总投资3亿元。")
	write(t, dir, "same.txt", "园区总投资3亿元。")
	write(t, dir, "sub/deep/good.md", "园区总投资3亿元。")
	write(t, dir, "sub-a.TXT", "园区总投资3亿元。")
	write(t, dir, "sub.txt", "园区总投资3亿元。")
	write(t, dir, "gb.txt", "\xd4\xb0\xc7\xf8\xb5\xc4\xbb\xe1\xd2\xe9\xa1\xa3")
	write(t, dir, "empty.txt", "")
	write(t, dir, "blank.md", " \n\n")
	write(t, dir, "binary.txt", "\x00\x01")
	write(t, dir, "page.pdf", "%PDF-1.7")
	write(t, dir, "letter.docx", "PK\x03\x04")
	write(t, dir, "folder.txt/inside.txt", "不读。")
	write(t, dir, strings.Repeat("d/", maxDepth+3)+"deep.txt", "不读。")
	for _, name := range []string{".hidden.txt", ".git/a.txt", "a.txt~", "~a.txt", "a.txt.part", "a.tmp", "photo.jpg", "noextension"} {
		write(t, dir, name, "不读。")
	}
	big, err := os.Create(filepath.Join(dir, "big.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(big.Truncate(50<<20), big.Close()); err != nil {
		t.Fatal(err)
	}
	checkEach(t, open(t, dir), map[string]error{
		"good.txt": nil, "same.txt": nil, "sub/deep/good.md": nil, "sub-a.TXT": nil, "sub.txt": nil, "gb.txt": nil,
		"empty.txt": read.ErrEmpty, "blank.md": read.ErrEmpty, "binary.txt": read.ErrBinary,
		"page.pdf": read.ErrFormat, "letter.docx": read.ErrDamaged, "big.txt": read.ErrTooLarge,
		"folder.txt": ErrNotRegular, strings.Repeat("d/", maxDepth): ErrFolder,
		"photo.jpg": read.ErrPicture, "noextension": read.ErrFormat,
	})
}

func TestLinks(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret.txt", "不在文件夹里。")
	write(t, dir, "good.txt", "园区总投资3亿元。")
	write(t, dir, "sub/a.txt", "园区总投资3亿元。")
	for name, target := range map[string]string{
		"out.txt": filepath.Join(outside, "secret.txt"), "up.txt": "../secret.txt", "in.txt": "good.txt", "in2.txt": "sub/a.txt",
		"gone.txt": "nowhere.txt", "loop.txt": "loop.txt", "folder": "sub", "elsewhere": outside, "sub/self": "..", "dir.txt": "sub",
	} {
		needs.System(t, os.Symlink(target, filepath.Join(dir, name)), "make symbolic links")
	}
	checkEach(t, open(t, dir), map[string]error{
		"good.txt": nil, "in.txt": nil, "in2.txt": nil, "sub/a.txt": nil,
		"out.txt": ErrOutside, "up.txt": ErrOutside, "gone.txt": fs.ErrNotExist, "loop.txt": ErrOutside,
		"folder/": ErrFolder, "sub/self/": ErrFolder, "dir.txt": ErrNotRegular, "elsewhere": ErrOutside,
	})

	// A link that the user names may lead anywhere.
	if got := ids(t, open(t, filepath.Join(dir, "out.txt"))); len(got) != 1 || got[0] != "out.txt" {
		t.Errorf("a link named: %q", got)
	}
}

func TestUnreadable(t *testing.T) {
	t.Parallel()
	needs.User(t)
	dir := t.TempDir()
	write(t, dir, "a.txt", "园区总投资3亿元。")
	write(t, dir, "b.txt", "园区总投资3亿元。")
	write(t, dir, "sub/c.txt", "园区总投资3亿元。")
	for _, name := range []string{"b.txt", "sub"} {
		if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "sub"), 0o755) })
	checkEach(t, open(t, dir), map[string]error{"a.txt": nil, "b.txt": fs.ErrPermission, "sub/": fs.ErrPermission})
}

// TestVanished removes files while they are listed.
func TestVanished(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		write(t, dir, name, "园区总投资3亿元。")
	}
	got := map[string]error{}
	err := open(t, dir).Each(t.Context(), func(f File) error {
		got[f.ID] = f.Err
		return errors.Join(os.RemoveAll(filepath.Join(dir, "b.txt")))
	})
	if err != nil || len(got) != 3 || !errors.Is(got["b.txt"], fs.ErrNotExist) || got["c.txt"] != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// TestVanishedRoot removes the folder itself: that is no empty corpus.
func TestVanishedRoot(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "releases")
	write(t, dir, "a.txt", "园区总投资3亿元。")
	c := open(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := c.Each(t.Context(), func(File) error { n++; return nil })
	if err == nil && n == 0 {
		t.Error("a folder that is gone is listed as an empty one")
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"\xb0\xa1.txt", "\xb0\xa2.txt", "a\nb.txt"} {
		needs.System(t, os.WriteFile(filepath.Join(dir, name), []byte("园区。"), 0o644), "take any name of a file")
	}
	write(t, dir, "园区 2024.txt", "园区总投资3亿元。")
	checkEach(t, open(t, dir), map[string]error{"园区 2024.txt": nil, "a�b.txt": ErrName, "�.txt": ErrName, "�.txt�": ErrName})
}

func TestOpen(t *testing.T) {
	t.Parallel()
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "a")
	write(t, a, "x.txt", "甲。")
	write(t, b, "x.txt", "乙。")
	got := ids(t, open(t, a, b, filepath.Join(a, "x.txt"), filepath.Join(b, "x.txt"), a))
	if diff := cmp.Diff([]string{"a/x.txt", "a (2)/x.txt", "x.txt", "x (2).txt"}, got); diff != "" {
		t.Errorf("IDs of several paths (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"x.txt"}, ids(t, open(t, a))); diff != "" {
		t.Errorf("IDs of one folder (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"x.txt"}, ids(t, open(t, filepath.Join(a, "x.txt")))); diff != "" {
		t.Errorf("IDs of one file (-want +got):\n%s", diff)
	}
	_, err := Open(a, filepath.Join(a, "nowhere"), filepath.Join(a, "neither"), "")
	if err == nil || !strings.Contains(err.Error(), "nowhere") || !strings.Contains(err.Error(), "neither") || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open: %v, want an error that names both paths", err)
	}
}

func TestFromFS(t *testing.T) {
	t.Parallel()
	c := FromFS(fstest.MapFS{
		"a.txt": {Data: []byte("甲。")}, "sub/b.md": {Data: []byte("乙。")}, "link.txt": {Data: []byte("x"), Mode: fs.ModeDevice},
	})
	checkEach(t, c, map[string]error{"a.txt": nil, "sub/b.md": nil, "link.txt": ErrNotRegular})
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

func TestEachEnds(t *testing.T) {
	t.Parallel()
	c := FromFS(fstest.MapFS{"a.txt": {Data: []byte("甲。")}, "b.txt": {Data: []byte("乙。")}})
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := c.Each(ctx, func(File) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("cancelled after one file: %d files, %v", n, err)
	}
	stop := errors.New("stop")
	if err := c.Each(t.Context(), func(File) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("with an error of yield: %v", err)
	}
}
