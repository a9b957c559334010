// Package intaketest has a releases folder for tests.
package intaketest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/index"
	"beilun/internal/fakeslack"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// Folder is a releases folder with an index in memory: an honest
// intake.Folder, and the library that answers come from.
type Folder struct {
	library
	Index *index.Index
	Dir   string

	mu      sync.Mutex
	die     func(step string) error // called at each step of adding; an error stops it there, as the end of a process does
	refused []index.Refusal
	adds    int
}

// library is the part of the index that a bot uses.
type library interface {
	Releases() []index.Release
	Figures(ctx context.Context, of string) ([]index.Entry, error)
	History(ctx context.Context, r index.Row) ([]index.Row, error)
	Around(ctx context.Context, id string) ([]index.Passage, error)
	Passages() int
}

// New returns an empty folder that lives as long as the test.
func New(t *testing.T) *Folder {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Errorf("close index: %v", err)
		}
	})
	return &Folder{library: x, Index: x, Dir: t.TempDir(), die: func(string) error { return nil }}
}

// at does what OnStep asked for at a step.
func (f *Folder) at(ctx context.Context, step string) error {
	f.mu.Lock()
	die := f.die
	f.mu.Unlock()
	err := die(step)
	if errors.Is(err, ErrDead) {
		<-ctx.Done()
	}
	return err
}

// Files lists the names in the folder.
func (f *Folder) Files(t *testing.T) []string {
	t.Helper()
	found, err := os.ReadDir(f.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range found {
		if !strings.HasPrefix(e.Name(), ".") {
			out = append(out, e.Name())
		}
	}
	return out
}

// Put writes a file into the folder and reads it.
func (f *Folder) Put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(f.Dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// Reindex brings the index in step with the folder.
func (f *Folder) Reindex(ctx context.Context) (*index.Changes, error) {
	c := corpus.FromFS(os.DirFS(f.Dir))
	changes, err := f.Index.Sync(ctx, func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	})
	if err == nil {
		f.mu.Lock()
		f.refused = changes.Refused
		f.mu.Unlock()
	}
	return changes, err
}

// Preview reads a file.
func (f *Folder) Preview(_ context.Context, name string, data []byte) (*knowledge.Article, error) {
	return read.File(name, data)
}

// Add writes a file and reads it.
func (f *Folder) Add(ctx context.Context, name string, data []byte) (index.Release, error) {
	if !fs.ValidPath(name) || strings.Contains(name, "/") {
		return index.Release{}, fmt.Errorf("%q is no name", name)
	}
	f.mu.Lock()
	f.adds++
	f.mu.Unlock()
	id := name // which is free, or holds the same bytes
	for n := 2; ; n++ {
		had, err := os.ReadFile(filepath.Join(f.Dir, id))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return index.Release{}, err
		}
		if bytes.Equal(had, data) {
			return f.synced(ctx, id)
		}
		ext := path.Ext(name)
		id = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
	}
	if err := f.at(ctx, "write"); err != nil {
		return index.Release{}, err
	}
	if err := os.WriteFile(filepath.Join(f.Dir, id), data, 0o644); err != nil {
		return index.Release{}, err
	}
	return f.synced(ctx, id)
}

// synced brings the index in step and returns a release.
func (f *Folder) synced(ctx context.Context, id string) (index.Release, error) {
	if err := f.at(ctx, "sync"); err != nil {
		return index.Release{}, err
	}
	if _, err := f.Reindex(ctx); err != nil {
		return index.Release{}, err
	}
	if err := f.at(ctx, "return"); err != nil {
		return index.Release{}, err
	}
	for _, r := range f.Releases() {
		if r.ID == id {
			return r, nil
		}
	}
	return index.Release{}, fmt.Errorf("%s was not indexed", id)
}

// Remove hides a file.
func (f *Folder) Remove(ctx context.Context, id string) error {
	if err := os.Rename(filepath.Join(f.Dir, id), filepath.Join(f.Dir, ".removed")); err != nil {
		return err
	}
	_, err := f.Reindex(ctx)
	return err
}

// Problems returns the files that could not be read.
func (f *Folder) Problems() []index.Refusal {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.refused)
}

// OnStep has f called at each step of adding: write, sync and return. An error stops
// it there, as the end of a process does.
func (f *Folder) OnStep(do func(step string) error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.die = do
}

// Adds returns how often Add was called.
func (f *Folder) Adds() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.adds
}

// ErrDead is returned by a step at the end of the process.
var ErrDead = errors.New("the process is dead")

// Yunhe is a release of an invented district.
const Yunhe = "---\ntitle: 云河区开出首班水上巴士\ndate: 2025-03-18\nsource: 云河区融媒体中心\n---\n\n" +
	"3月18日，云河水上巴士首航。该线路全长12.6公里，设码头9个。\n\n水上巴士项目总投资3.7亿元，首批投用船舶14艘。\n"

// YunheFile returns Yunhe as a file in Slack.
func YunheFile() fakeslack.File {
	return fakeslack.File{Name: "云河水上巴士.md", Data: []byte(Yunhe)}
}
