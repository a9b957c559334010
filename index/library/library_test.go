package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"beilun/index"
	"beilun/index/words"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

// quick are options for tests in which nothing is in motion for long.
var quick = corpus.FollowOptions{Every: 200 * time.Millisecond, Debounce: 10 * time.Millisecond, Settle: 30 * time.Millisecond, Confirm: 60 * time.Millisecond}

var lexicon = sync.OnceValues(func() (*words.Lexicon, error) { return words.NewLexicon("") })

// newLibrary returns a library of a folder with an index in memory.
func newLibrary(t *testing.T, paths ...string) *Library {
	t.Helper()
	return followed(t, quick, paths...)
}

func followed(t *testing.T, opts corpus.FollowOptions, paths ...string) *Library {
	t.Helper()
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.InMemory(index.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	return opened(t, opts, x, newCorpus(t, paths...))
}

func newCorpus(t *testing.T, paths ...string) *corpus.Corpus {
	t.Helper()
	files, err := corpus.Open(paths...)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func opened(t *testing.T, opts corpus.FollowOptions, x *index.Index, files *corpus.Corpus) *Library {
	t.Helper()
	l := Open(x, files, Options{Follow: opts})
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// texts returns the texts in the index, by release.
func texts(t *testing.T, l *Library) map[string]string {
	t.Helper()
	got := map[string]string{}
	if err := l.index.Walk(t.Context(), func(p index.Passage) error { got[p.Release.ID] += p.Text; return nil }); err != nil {
		t.Fatal(err)
	}
	return got
}

// await waits until the index has these texts.
func await(t *testing.T, l *Library, want map[string]string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		got := texts(t, l)
		if cmp.Equal(want, got) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the index says %v, want %v; status %+v", got, want, l.Status())
		}
	}
}

// files lists a folder, hidden files included.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "a.txt", "园区一期。")
	l := newLibrary(t, dir)
	select {
	case <-l.Ready():
		t.Error("an empty index is ready before the first sync")
	default:
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	await(t, l, map[string]string{"a.txt": "园区一期。"})
	<-l.Ready()
	<-l.Arrived()
	put(t, dir, "sub/b.txt", "园区二期。")
	put(t, dir, "c.txt", "\x00")
	await(t, l, map[string]string{"a.txt": "园区一期。", "sub/b.txt": "园区二期。"})
	if err := os.Rename(filepath.Join(dir, "a.txt"), filepath.Join(dir, "sub", "a.txt")); err != nil {
		t.Fatal(err)
	}
	await(t, l, map[string]string{"sub/a.txt": "园区一期。", "sub/b.txt": "园区二期。"})
	if err := os.RemoveAll(filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	await(t, l, map[string]string{})
	if s := l.Status(); s.Err != nil || s.Synced.Before(s.Changed) || s.Changed.IsZero() || s.Releases != 0 || s.Problems != 1 || s.Syncs < 4 || s.Failed != 0 || s.Spent <= 0 {
		t.Errorf("status %+v", s)
	}
	if ps := l.Problems(); len(ps) != 1 || ps[0].ID != "c.txt" || !errors.Is(ps[0].Err, read.ErrBinary) {
		t.Errorf("problems %v", ps)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestRunFails continues after a sync that failed, and reports it.
func TestRunFails(t *testing.T) {
	t.Parallel()
	l := newLibrary(t, t.TempDir())
	if err := l.index.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	for l.Status().Err == nil {
		time.Sleep(5 * time.Millisecond)
	}
	select {
	case err := <-ended:
		t.Errorf("ended with %v", err)
	case <-l.Ready():
		t.Error("ready without a sync that succeeded")
	default:
	}
	if s := l.Status(); s.Failed == 0 || s.Syncs != 0 || s.Spent <= 0 {
		t.Errorf("status %+v", s)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestSync checks that one sync on request includes all earlier changes.
func TestSync(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := newLibrary(t, dir)
	sync := func(want string) {
		t.Helper()
		c, err := l.Sync(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(c.New, c.Changed, c.Same, c.Gone, c.Refused); got != want {
			t.Errorf("new, changed, same, gone, refused %s, want %s", got, want)
		}
	}
	put(t, dir, "a.txt", "园区一期。")
	put(t, dir, "b.txt", "园区二期。")
	put(t, dir, "c.txt", "")
	sync("[a.txt b.txt] [] [] [] [{c.txt the file has no text}]")
	put(t, dir, "a.txt", "园区三期。")
	if err := os.Remove(filepath.Join(dir, "b.txt")); err != nil {
		t.Fatal(err)
	}
	sync("[] [a.txt] [] [b.txt] [{c.txt the file has no text}]")
	sync("[] [] [a.txt] [] [{c.txt the file has no text}]")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Sync(ctx); !errors.Is(err, context.Canceled) || l.Status().Err != nil || l.Status().Failed != 0 || l.Status().Syncs < 3 {
		t.Errorf("cancelled: %v, status %+v", err, l.Status())
	}
}
