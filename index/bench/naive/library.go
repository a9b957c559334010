package main

import (
	"context"
	"fmt"
	"os"

	"beilun/index/bench/wire"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
)

// batchSize is the number of paragraphs in a batch.
const batchSize = 200

// library is a Bleve index of the paragraphs of a folder of releases.
type library struct {
	folder string
	index  bleve.Index
	known  map[string]bool // files that are in the index
}

// The analyzers of an index: that of gse, and what Bleve itself has for Chinese, pairs of
// characters.
const (
	ofGse   = "gse"
	ofBleve = cjk.AnalyzerName
)

// open creates the index in the directory dir, or in memory if dir is empty.
func open(folder, dir, analyzer string) (*library, error) {
	m, err := newMapping(analyzer)
	if err != nil {
		return nil, err
	}
	var index bleve.Index
	if dir == "" {
		index, err = bleve.NewMemOnly(m)
	} else {
		index, err = bleve.New(dir, m)
	}
	if err != nil {
		return nil, fmt.Errorf("make the index: %w", err)
	}
	return &library{folder: folder, index: index, known: map[string]bool{}}, nil
}

// newMapping returns a mapping that indexes all fields with an analyzer.
func newMapping(analyzer string) (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = analyzer
	if analyzer != ofGse {
		return m, nil
	}
	if err := m.AddCustomTokenizer("gse", map[string]any{"type": "gse"}); err != nil {
		return nil, fmt.Errorf("make the tokenizer: %w", err)
	}
	if err := m.AddCustomAnalyzer("gse", map[string]any{"type": custom.Name, "tokenizer": "gse"}); err != nil {
		return nil, fmt.Errorf("make the analyzer: %w", err)
	}
	return m, nil
}

// Close closes the index.
func (l *library) Close() error { return l.index.Close() }

// Index indexes the files that are not in the index yet.
func (l *library) Index(ctx context.Context) (int, error) {
	entries, err := os.ReadDir(l.folder)
	if err != nil {
		return 0, err
	}
	b := l.index.NewBatch()
	for _, e := range entries {
		if l.known[e.Name()] {
			continue
		}
		if err := l.read(b, e.Name()); err != nil {
			return 0, err
		}
		if b.Size() >= batchSize {
			if err := l.index.Batch(b); err != nil {
				return 0, err
			}
			b.Reset()
		}
		if err := ctx.Err(); err != nil {
			return 0, err
		}
	}
	if err := l.index.Batch(b); err != nil {
		return 0, err
	}
	n, err := l.index.DocCount()
	return int(n), err
}

// Add indexes one file.
func (l *library) Add(_ context.Context, file string) error {
	b := l.index.NewBatch()
	if err := l.read(b, file); err != nil {
		return err
	}
	return l.index.Batch(b)
}

// read adds the paragraphs of a file to a batch.
func (l *library) read(b *bleve.Batch, file string) error {
	ps, err := readRelease(l.folder, file)
	if err != nil {
		return err
	}
	for i, p := range ps {
		if err := b.Index(fmt.Sprintf("%s#%d", file, i+1), p); err != nil {
			return err
		}
	}
	l.known[file] = true
	return nil
}

func (l *library) search(ctx context.Context, question string) (search.DocumentMatchCollection, error) {
	r := bleve.NewSearchRequestOptions(bleve.NewMatchQuery(question), 10, 0, false)
	r.Fields = []string{"*"}
	found, err := l.index.SearchInContext(ctx, r)
	if err != nil {
		return nil, err
	}
	return found.Hits, nil
}

// Search implements wire.Worker.
func (l *library) Search(ctx context.Context, question string) error {
	_, err := l.search(ctx, question)
	return err
}

// Ask searches, and returns the releases of the hits.
func (l *library) Ask(ctx context.Context, question string) (wire.Stages, []string, error) {
	hits, err := l.search(ctx, question)
	if err != nil {
		return wire.Stages{}, nil, err
	}
	var releases []string
	for _, h := range hits {
		if r, ok := h.Fields["release"].(string); ok {
			releases = append(releases, r)
		}
	}
	return wire.Stages{}, releases, nil
}
