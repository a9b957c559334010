package corpus

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEach(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret.txt", "不在文件夹里。")
	write(t, dir, "good.txt", "园区总投资3亿元。")
	write(t, dir, "sub/deep/good.md", "园区总投资3亿元。")
	write(t, dir, "empty.txt", "")
	write(t, dir, "binary.txt", "\x00\x01")
	write(t, dir, "page.pdf", "%PDF")
	for _, name := range []string{".hidden.txt", "a.txt~", "~a.txt", "a.txt.part", "photo.jpg"} {
		write(t, dir, name, "不读。")
	}
	big, err := os.Create(filepath.Join(dir, "big.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(big.Truncate(50<<20), big.Close()); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{
		"out.txt": filepath.Join(outside, "secret.txt"), "up.txt": "../secret.txt", "in.txt": "good.txt", "gone.txt": "nowhere.txt",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("needs symbolic links:", err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	want := map[string]error{
		"good.txt": nil, "sub/deep/good.md": nil, "in.txt": nil,
		"empty.txt": read.ErrEmpty, "binary.txt": read.ErrBinary, "page.pdf": read.ErrFormat, "big.txt": read.ErrTooLarge,
		"out.txt": ErrOutside, "up.txt": ErrOutside, "pipe.txt": ErrNotRegular, "gone.txt": os.ErrNotExist,
	}
	n := 0
	err = c.Each(t.Context(), func(f File) error {
		n++
		_, err := f.Article()
		w, ok := want[f.ID]
		if !ok || !errors.Is(err, w) {
			t.Errorf("%s: %v, want %v (expected at all: %v)", f.ID, err, w, ok)
		}
		if (f.Err == nil) != (f.Digest != "") {
			t.Errorf("%s: digest %q beside error %v", f.ID, f.Digest, f.Err)
		}
		return nil
	})
	if err != nil || n != len(want) {
		t.Errorf("listed %d files, want %d; error %v", n, len(want), err)
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "a")
	write(t, a, "x.txt", "甲。")
	write(t, b, "x.txt", "乙。")
	c, err := Open(a, b, filepath.Join(a, "x.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var ids []string
	if err := c.Each(t.Context(), func(f File) error { ids = append(ids, f.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/x.txt", "2/a/x.txt", "x.txt"}, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
	_, err = Open(a, filepath.Join(a, "nowhere"), filepath.Join(a, "neither"))
	if err == nil || !strings.Contains(err.Error(), "nowhere") || !strings.Contains(err.Error(), "neither") {
		t.Errorf("Open: %v, want an error that names both paths", err)
	}
}

func TestEachEnds(t *testing.T) {
	t.Parallel()
	c := FromFS(fstest.MapFS{"a.txt": {Data: []byte("甲。")}, "b.txt": {Data: []byte("乙。")}})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Each(ctx, func(File) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("with a cancelled context: %v", err)
	}
	stop := errors.New("stop")
	if err := c.Each(t.Context(), func(File) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("with an error of yield: %v", err)
	}
}
