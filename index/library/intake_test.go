package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"beilun/index"
	"beilun/internal/needs"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

func TestAdd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "sub/old.txt", "园区一期。")
	put(t, dir, tempPrefix+"left"+tempSuffix, "一半")
	past := time.Now().Add(-2 * leftoverAge)
	if err := os.Chtimes(filepath.Join(dir, tempPrefix+"left"+tempSuffix), past, past); err != nil {
		t.Fatal(err)
	}
	l := newLibrary(t, dir)
	add := func(name, text, want string) {
		t.Helper()
		r, err := l.Add(t.Context(), name, []byte(text))
		if err != nil || r.ID != want || texts(t, l)[want] != text {
			t.Errorf("%q became %q with %q, error %v, want %q", name, r.ID, texts(t, l)[r.ID], err, want)
		}
	}
	add("new.txt", "园区二期。", "new.txt")
	add("new.txt", "园区三期。", "new (2).txt")
	add("../../etc/new.txt", "园区四期。", "new (3).txt")
	add("other.txt", "园区二期。", "new.txt")
	for name, want := range map[string]error{"a.exe": read.ErrProgram, "": read.ErrFormat, "empty.txt": read.ErrEmpty} {
		if _, err := l.Add(t.Context(), name, nil); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
	if _, err := l.Add(t.Context(), "big.txt", make([]byte, read.MaxFile+1)); !errors.Is(err, read.ErrTooLarge) {
		t.Errorf("a file that is too large: %v", err)
	}
	// Once it is read, a copy of a file in a folder is not stored again.
	if _, err := l.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	add("copy.txt", "园区一期。", "sub/old.txt")
	if diff := cmp.Diff([]string{"new (2).txt", "new (3).txt", "new.txt", "sub/old.txt"}, files(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestStoredName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"a.txt": "a.txt", `C:\Users\x\稿.md`: "稿.md", "/etc/稿.txt": "稿.txt", "..txt": "新闻稿.txt", "~$稿.txt": "稿.txt", ".hidden.txt": "hidden.txt",
		" 稿 件 .txt": "稿 件.txt", "a\nb\x00c\u202e.txt": "a bc.txt", "a:b?.txt": "a_b_.txt", "\xff稿.txt": "稿.txt", "…/..": "", "txt": "", ".removed/x.txt": "x.txt",
		"稿.txt~": "", "稿.TXT": "稿.TXT",
	} {
		if got, err := storedName(name); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", name, got, err, want)
		}
	}
	long, err := storedName(strings.Repeat("长", 200) + ".md")
	if err != nil || len(long) > maxName || len(long) < maxName-3 || !strings.HasSuffix(long, "长.md") {
		t.Errorf("a long name: %q of %d bytes, %v", long, len(long), err)
	}
}

// FuzzStoredName checks that every accepted name is in the folder and is listed.
func FuzzStoredName(f *testing.F) {
	for _, name := range []string{"a.txt", "../..txt", `C:\~$稿.docx`, ".md", "a\x00.md", strings.Repeat("长", 300) + ".txt"} {
		f.Add(name)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, name string) {
		got, err := storedName(name)
		if err != nil {
			return
		}
		if len(got) > maxName || strings.ContainsAny(got, "/\\\x00") || !filepath.IsLocal(got) {
			t.Fatalf("%q becomes %q", name, got)
		}
		put(t, dir, got, "园区。")
		defer os.Remove(filepath.Join(dir, got))
		n := 0
		c := newCorpus(t, dir)
		if err := errors.Join(c.Each(t.Context(), func(f corpus.File) error { n++; return f.Err }), c.Close()); err != nil || n != 1 {
			t.Fatalf("%q becomes %q: %d files listed, %v", name, got, n, err)
		}
	})
}

func TestRemove(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), t.TempDir()
	put(t, dir, "a.txt", "园区一期。")
	put(t, dir, "sub/a.txt", "园区二期。")
	put(t, dir, "bad.txt", "\x00")
	put(t, dir, "keep.txt", "园区三期。")
	put(t, outside, "x.txt", "园区四期。")
	link := os.Symlink("keep.txt", filepath.Join(dir, "link.txt")) == nil
	l := newLibrary(t, dir)
	if _, err := l.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a.txt", "sub/a.txt", "bad.txt"} {
		if err := l.Remove(t.Context(), id); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	for _, id := range []string{"a.txt", "nowhere.txt", "", "/", "../x.txt", ".removed/a.txt", "sub/"} {
		if err := l.Remove(t.Context(), id); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v, want %v", id, err, ErrUnknown)
		}
	}
	want := map[string]string{"keep.txt": "园区三期。"}
	if link {
		want["link.txt"] = "园区三期。"
		if err := l.Remove(t.Context(), "link.txt"); !errors.Is(err, ErrLink) {
			t.Errorf("a link: %v", err)
		}
	}
	if diff := cmp.Diff(want, texts(t, l)); diff != "" {
		t.Errorf("the index (-want +got):\n%s", diff)
	}
	left := slices.DeleteFunc(files(t, dir), func(n string) bool { return n == "link.txt" })
	if diff := cmp.Diff([]string{".removed/a (2).txt", ".removed/a.txt", ".removed/bad.txt", "keep.txt"}, left); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestNoFolder calls what needs a folder without one.
func TestNoFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "a.txt", "园区一期。")
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.InMemory(index.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	for l, want := range map[*Library]error{
		opened(t, quick, x, corpus.FromFS(fstest.MapFS{"a.txt": {Data: []byte("园区一期。")}})): ErrBuiltIn,
		newLibrary(t, filepath.Join(dir, "a.txt")):                                         ErrNoFolder,
	} {
		if _, err := l.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Add(t.Context(), "b.txt", []byte("园区二期。")); !errors.Is(err, want) {
			t.Errorf("add: %v, want %v", err, want)
		}
		if err := l.Remove(t.Context(), "a.txt"); !errors.Is(err, want) {
			t.Errorf("remove: %v, want %v", err, want)
		}
		if a, err := l.Preview(t.Context(), "b.txt", []byte("园区二期投资3亿元。")); err != nil || len(a.Sections[0].Paragraphs[0].Figures) != 1 {
			t.Errorf("preview: %+v, %v", a, err)
		}
	}
}

// TestAddWhileFollowing adds files concurrently while the folder is followed. Each is
// there once when Add returns.
func TestAddWhileFollowing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := newLibrary(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	var hands sync.WaitGroup
	for i := range 4 {
		hands.Go(func() {
			for j := range 5 {
				text := fmt.Sprintf("园区第%d期。", 5*i+j)
				r, err := l.Add(ctx, "稿.txt", []byte(text))
				if err != nil {
					t.Error(err)
					return
				}
				if p, ok := l.index.First(r.ID); !ok || p.Text != text {
					t.Errorf("%s says %q, want %q", r.ID, p.Text, text)
				}
			}
		})
	}
	hands.Wait()
	if n := len(l.Releases()); n != 20 {
		t.Errorf("%d releases, want 20", n)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestReadOnlyFolder stores into a read-only folder.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	needs.User(t)
	dir := t.TempDir()
	put(t, dir, "a.txt", "园区一期。")
	l := newLibrary(t, dir)
	if _, err := l.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	_, err := l.Add(t.Context(), "b.txt", []byte("园区二期。"))
	if !errors.Is(err, fs.ErrPermission) || Reason(err, false) != "没有权限读写这个文件。" {
		t.Errorf("add: %v", err)
	}
	if err := l.Remove(t.Context(), "a.txt"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("remove: %v", err)
	}
	if diff := cmp.Diff([]string{"a.txt"}, files(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestReason checks that each reason has a sentence of its own.
func TestReason(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range reasons {
		wrapped := fmt.Errorf("step: %w", r.err)
		zh, en := Reason(wrapped, false), Reason(wrapped, true)
		if w := wordings(); zh != w[false].Reasons[r.key] || en != w[true].Reasons[r.key] {
			t.Errorf("%v: %q, %q", r.err, zh, en)
		}
		if seen[zh] || !strings.HasSuffix(zh, "。") || !strings.HasSuffix(en, ".") {
			t.Errorf("%q, %q is no sentence of its own", zh, en)
		}
		seen[zh] = true
		if got := Reason(errors.New(r.err.Error()+": 3 bytes"), false); got != zh {
			t.Errorf("%v as a text: %q, want %q", r.err, got, zh)
		}
	}
	if Reason(errors.New("x"), false) == "" || Reason(errors.New("x"), true) == "" {
		t.Error("nothing is said of an unknown error")
	}
	if got := Reason(&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, false); got != "磁盘已满。" {
		t.Errorf("a full disk: %q", got)
	}
	if got := Reason(errors.New(index.ErrSlow.Error()+": more than 4 s"), false); got != "读取超过4秒，已搁置；文件改动后会再试。" {
		t.Errorf("a slow file: %q", got)
	}
}

// TestFullDisk stores onto a full disk, if one can be mounted.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := fullDisk(t)
	if _, err := store(dir, "a.txt", bytes.Repeat([]byte("园"), 1<<20)); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("store: %v", err)
	}
	if diff := cmp.Diff([]string(nil), files(t, dir)); diff != "" {
		t.Errorf("left behind (-want +got):\n%s", diff)
	}
}
