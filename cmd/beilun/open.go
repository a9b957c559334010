package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// openCorpus opens the releases at paths, the built-in ones when there are
// none.
func openCorpus(paths []string) (*corpus.Corpus, error) {
	if len(paths) == 0 {
		return corpus.FromFS(releases.FS()), nil
	}
	c, err := corpus.Open(paths...)
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

// source gives the files of c to an index.
func source(c *corpus.Corpus) index.Corpus {
	return func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	}
}

// lexicon makes the lexicon with the user's words.
func lexicon(c config) (*index.Lexicon, error) {
	if c.words == "" {
		return index.NewLexicon("")
	}
	const maxWords = 4 << 20 // bytes
	info, err := os.Stat(c.words)
	if err != nil {
		return nil, usagef("BEILUN_WORDS: %w", err)
	}
	if info.Size() > maxWords {
		return nil, usagef("BEILUN_WORDS: %s is larger than %d MiB", c.words, maxWords>>20)
	}
	data, err := os.ReadFile(c.words)
	if err != nil {
		return nil, usagef("BEILUN_WORDS: %w", err)
	}
	l, err := index.NewLexicon(string(data))
	if err != nil {
		return nil, usagef("BEILUN_WORDS: %w", err)
	}
	return l, nil
}

// openIndex opens the index that c configures and brings it in step with its
// releases: on disk when a releases folder is configured, in memory for
// anything else. temporary says that the index may be made in memory when
// another process holds the one on disk.
func openIndex(ctx context.Context, e *env, c config, log *slog.Logger, temporary bool) (_ *index.Index, _ *index.Changes, err error) {
	lex, err := lexicon(c)
	if err != nil {
		return nil, nil, err
	}
	files, err := openCorpus(c.releases)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	opts := index.Options{Lexicon: lex, Logger: log}
	x, err := index.InMemory(opts)
	if len(c.releases) > 0 && c.index != "" && err == nil {
		onDisk, derr := index.Open(c.index, opts)
		switch {
		case derr == nil:
			x = onDisk
			if why := x.Rebuild(); why != "" {
				e.logf("index %s: %s; building it from the releases", c.index, why)
			}
		case errors.Is(derr, index.ErrLocked) && temporary:
			e.logf("index %s is in use by another process; reading the releases instead", c.index)
		case errors.Is(derr, index.ErrLocked):
			return nil, nil, fmt.Errorf("index %s is in use by another process; stop it first or set BEILUN_INDEX to another directory", c.index)
		default:
			err = derr
		}
	}
	if err != nil {
		return nil, nil, err
	}
	changes, err := x.Sync(ctx, source(files))
	if err != nil {
		return nil, nil, errors.Join(err, x.Close())
	}
	for _, r := range changes.Refused {
		e.logf("%s: %v", r.ID, r.Err)
	}
	return x, changes, nil
}
