package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"beilun/index"
	"beilun/index/store"
	"beilun/index/words"
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

// lexicon makes the lexicon with the user's words.
func lexicon(c config) (*words.Lexicon, error) {
	own, err := userWords(c)
	if err != nil {
		return nil, err
	}
	l, err := words.NewLexicon(own)
	if err != nil {
		return nil, usagef("BEILUN_WORDS: %w", err)
	}
	return l, nil
}

// userWords reads the user's words; there are none where c names no file.
func userWords(c config) (string, error) {
	if c.words == "" {
		return "", nil
	}
	const maxWords = 4 << 20 // bytes
	info, err := os.Stat(c.words)
	if err != nil {
		return "", usagef("BEILUN_WORDS: %w", err)
	}
	if info.Size() > maxWords {
		return "", usagef("BEILUN_WORDS: %s is larger than %d MiB", c.words, maxWords>>20)
	}
	data, err := os.ReadFile(c.words)
	if err != nil {
		return "", usagef("BEILUN_WORDS: %w", err)
	}
	return string(data), nil
}

// openStore opens the index that c configures, as it was left, and its
// releases: on disk when a releases folder is configured, in memory for
// anything else. temporary says that the index may be made in memory when
// another process holds the one on disk. The caller closes both.
func openStore(e *env, c config, log *slog.Logger, temporary bool) (_ *index.Index, _ *corpus.Corpus, err error) {
	lex, err := lexicon(c)
	if err != nil {
		return nil, nil, err
	}
	files, err := openCorpus(c.releases)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, files.Close())
		}
	}()
	opts := index.Options{Lexicon: lex, Logger: log, District: c.district}
	if onDisk(c) {
		x, err := index.Open(c.index, opts)
		switch {
		case err == nil:
			if why := x.Rebuild(); why != "" {
				e.logf("index %s: %s; building it from the releases", c.index, why)
			}
			return x, files, nil
		case errors.Is(err, store.ErrLocked) && temporary:
			e.logf("index %s is in use by another process; reading the releases instead", c.index)
		case errors.Is(err, store.ErrLocked):
			return nil, nil, fmt.Errorf("index %s is in use by another process; stop it first or set BEILUN_INDEX to another directory", c.index)
		default:
			return nil, nil, err
		}
	}
	x, err := index.InMemory(opts)
	return x, files, err
}

// openIndex opens the index that c configures and brings it in step with its
// releases, once. The files that were refused are in the changes.
func openIndex(ctx context.Context, e *env, c config, temporary bool) (_ *index.Index, _ *index.Changes, err error) {
	x, files, err := openStore(e, c, nil, temporary)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	changes, err := x.Sync(ctx, index.UpTo(newProgress(e).source(files), c.on))
	if err != nil {
		return nil, nil, errors.Join(err, x.Close())
	}
	return x, changes, nil
}

// memoryIndex makes an index in memory of the releases that c configures, for
// a command that asks questions of it and ends.
func memoryIndex(ctx context.Context, e *env, c config, questions []string) (_ *index.Index, _ *index.Changes, err error) {
	words, err := userWords(c)
	if err != nil {
		return nil, nil, err
	}
	files, err := openCorpus(c.releases)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	lex, source, err := index.LexiconFor(ctx, words, index.UpTo(newProgress(e).source(files), c.on), questions...)
	if err != nil {
		return nil, nil, usagef("BEILUN_WORDS: %w", err)
	}
	x, err := index.InMemory(index.Options{Lexicon: lex, District: c.district})
	if err != nil {
		return nil, nil, err
	}
	changes, err := x.Sync(ctx, source)
	if err != nil {
		return nil, nil, errors.Join(err, x.Close())
	}
	return x, changes, nil
}

// readIndex is openIndex for a command that asks: it may make the index in
// memory, and names refused files beside what it prints.
func readIndex(ctx context.Context, e *env, c config) (*index.Index, error) {
	x, changes, err := openIndex(ctx, e, c, true)
	return named(e, x, changes, err)
}

// readIndexFor is readIndex for a command that knows its questions: it is
// quicker where there is no index on disk.
func readIndexFor(ctx context.Context, e *env, c config, questions ...string) (*index.Index, error) {
	if onDisk(c) {
		return readIndex(ctx, e, c)
	}
	x, changes, err := memoryIndex(ctx, e, c, questions)
	return named(e, x, changes, err)
}

// named names the files that were refused when an index was made.
func named(e *env, x *index.Index, changes *index.Changes, err error) (*index.Index, error) {
	if err != nil {
		return nil, err
	}
	for _, r := range changes.Refused {
		e.logf("%s: %v", r.ID, r.Err)
	}
	return x, nil
}

// onDisk reports whether c configures an index on disk: without a releases
// folder there is none, and what was known on another day stands in none.
func onDisk(c config) bool { return len(c.releases) > 0 && c.index != "" && c.on.IsZero() }
