package library

import (
	"context"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// Source returns the files that each yields in the form that an index syncs
// with.
func Source(each func(context.Context, func(corpus.File) error) error) index.Corpus {
	return func(ctx context.Context, yield func(index.File) error) error {
		return each(ctx, func(f corpus.File) error {
			file := index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Size: f.Size, Timed: read.Timed(f.ID), Article: f.Article, Open: outline(f)}
			if f.Errata {
				file.Errata = f.Text
			}
			return yield(file)
		})
	}
}

// outline returns a function that reads f without its figures, and returns with
// the article the function that fills in those of a paragraph.
func outline(f corpus.File) func(context.Context) (*knowledge.Article, func(*knowledge.Paragraph), error) {
	return func(ctx context.Context) (*knowledge.Article, func(*knowledge.Paragraph), error) {
		a, err := f.Outline(ctx)
		return a, func(p *knowledge.Paragraph) { read.Fill(a, p) }, err
	}
}
