// Package newstest has a newsroom for tests.
package newstest

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/index"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/read"

	"golang.org/x/tools/txtar"
)

// Press is a newsroom over an index in memory. It keeps the news that were not let
// go of when a bot ends.
type Press struct {
	library
	Index   *index.Index // replaced by Use
	Files   []index.File // that are published, by ID
	arrived chan struct{}

	mu     sync.Mutex
	onTold func() error // called instead of letting go, once; nil: nothing
}

// library is the part of the index that a bot uses.
type library interface {
	News(ctx context.Context) ([]index.News, uint64, error)
	Releases() []index.Release
	Figures(ctx context.Context, of string) ([]index.Entry, error)
	History(ctx context.Context, r index.Row) ([]index.Row, error)
	Around(ctx context.Context, id string) ([]index.Passage, error)
	Passages() int
}

// Use replaces the index.
func (p *Press) Use(x *index.Index) { p.library, p.Index = x, x }

// New returns a newsroom that lives as long as the test.
func New(t *testing.T) *Press {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	p := &Press{arrived: make(chan struct{}, 1)}
	p.Use(x)
	return p
}

// Measures goes by the rule of Index.Figures.
func (p *Press) Measures(metric string) func(index.Row) bool {
	return facts.Measures(p.Index.Lexicon(), metric)
}

// Reindex changes nothing.
func (p *Press) Reindex(context.Context) (*index.Changes, error) { return &index.Changes{}, nil }

// Arrived gets a value after each Publish.
func (p *Press) Arrived() <-chan struct{} { return p.arrived }

// OnTold has f called instead of letting go of news, the next time.
func (p *Press) OnTold(f func() error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.onTold = f
}

// Called reports whether the function that OnTold got was called.
func (p *Press) Called() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.onTold == nil
}

// Told lets go of the news up to a number, or does what OnTold asked for.
func (p *Press) Told(ctx context.Context, upTo uint64) error {
	p.mu.Lock()
	f := p.onTold
	p.onTold = nil
	p.mu.Unlock()
	if f != nil {
		return f()
	}
	return p.Index.Told(ctx, upTo)
}

// Publish reads files into the index and returns how many news they bring. The
// first ones bring none.
func (p *Press) Publish(t *testing.T, files ...txtar.File) int {
	t.Helper()
	for _, f := range files {
		id := filepath.Base(f.Name)
		p.Files = slices.DeleteFunc(p.Files, func(o index.File) bool { return o.ID == id })
		p.Files = append(p.Files, index.File{ID: id, Digest: string(f.Data), Article: func() (*knowledge.Article, error) { return read.File(id, f.Data) }})
	}
	slices.SortFunc(p.Files, func(a, b index.File) int { return strings.Compare(a.ID, b.ID) })
	changes, err := p.Index.Sync(t.Context(), func(_ context.Context, yield func(index.File) error) error {
		for _, f := range p.Files {
			if err := yield(f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(changes.Refused) > 0 {
		t.Fatal(err, changes)
	}
	select {
	case p.arrived <- struct{}{}:
	default:
	}
	return len(changes.News)
}

// Release returns a release of one paragraph.
func Release(id, date, text string) txtar.File {
	return txtar.File{Name: id, Data: []byte("---\ntitle: 通报" + id + "\ndate: " + date + "\nsource: 临溪区政府\nurl: https://linxi.example/" + id + "\n---\n\n" + text + "\n")}
}
