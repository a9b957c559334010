package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/library"
	"beilun/index/store"
	"beilun/index/words"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// openCorpus opens the releases at paths, or the built-in ones if there are no
// paths.
func openCorpus(paths []string) (*corpus.Corpus, error) {
	if len(paths) == 0 {
		return corpus.FromFS(releases.FS()), nil
	}
	for _, p := range paths {
		if err := corpus.Check(p); err != nil {
			return nil, misuse("releases.open", terminal.Printable(p), terminal.Cause(err))
		}
	}
	c, err := corpus.Open(paths...)
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

// foldersOf names the releases at paths for an index: their whole paths.
func foldersOf(paths []string) string {
	var whole []string
	for _, p := range paths {
		if abs, err := filepath.Abs(p); err == nil {
			p = abs
		}
		whole = append(whole, p)
	}
	return strings.Join(whole, "\n")
}

// lexicon returns the lexicon with the user's words.
func lexicon(c config) (*words.Lexicon, error) {
	own, err := userWords(c)
	if err != nil {
		return nil, err
	}
	l, err := words.NewLexicon(own)
	if err != nil {
		return nil, misuse("words.file", err)
	}
	return l, nil
}

// userWords returns the text of the user's words, empty if c names no file.
func userWords(c config) (string, error) {
	if c.words == "" {
		return "", nil
	}
	const maxWords = 4 << 20 // bytes
	info, err := os.Stat(c.words)
	if err != nil {
		return "", misuse("words.file", err)
	}
	if !info.Mode().IsRegular() { // opening a pipe would wait for its writer
		return "", misuse("words.file", terminal.Errorf("config.words", c.words))
	}
	if info.Size() > maxWords {
		return "", misuse("words.large", c.words, maxWords>>20)
	}
	data, err := os.ReadFile(c.words)
	if err != nil {
		return "", misuse("words.file", err)
	}
	return string(data), nil
}

// openStore opens the index that c configures, without syncing it, and its
// releases: on disk if a releases folder is configured, otherwise in memory. With
// temporary it returns an index in memory if the one on disk cannot be used: another
// process has it, a newer version made it, or its disk is full or may not be written. The
// caller closes both.
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
	opts := index.Options{Lexicon: lex, Logger: log, District: c.district, Today: c.today(), Folder: foldersOf(c.releases), Site: c.site}
	if onDisk(c) {
		_, missing := os.Stat(c.index)
		x, err := index.Open(c.index, opts)
		var newer *store.NewerError
		switch {
		case err == nil:
			switch why := x.Rebuild(); {
			case why != "" && errors.Is(missing, fs.ErrNotExist):
				e.say("index.first", c.index)
			case why != "":
				e.say("index.rebuild", c.index, e.whyRebuilt(why))
			}
			return x, files, nil
		case errors.Is(err, store.ErrLocked) && temporary:
			e.say("index.in-use-read", c.index)
		case errors.Is(err, store.ErrLocked):
			return nil, nil, terminal.Errorf("index.in-use", c.index, err)
		case errors.As(err, &newer) && temporary:
			e.say("index.newer-read", c.index, newer.Format, newer.Known)
		case errors.As(err, &newer):
			return nil, nil, usageError{terminal.Errorf("index.newer", c.index, newer.Format, newer.Known)}
		case temporary:
			e.say("index.broken-read", c.index, terminal.Cause(err))
		case isFile(c.index):
			return nil, nil, misuse("config.setting", "BEILUN_INDEX", terminal.Errorf("config.index", c.index))
		default:
			return nil, nil, err
		}
	}
	x, err := index.InMemory(opts)
	return x, files, err
}

// whyRebuilt returns what Index.Rebuild says in the user's language.
func (e *env) whyRebuilt(why string) string {
	switch {
	case e.lang == terminal.English:
		return why
	case why == store.NoIndex:
		return e.lang.Text("index.why-none")
	case why == store.ErrStale.Error():
		return e.lang.Text("index.why-stale")
	}
	return e.lang.Text("index.why-damaged")
}

// isFile reports whether there is something at path that is no folder.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// openIndex opens the index that c configures and syncs it once with its releases.
// The changes list the files that were refused. With temporary, one that cannot be written
// is replaced by one in memory.
func openIndex(ctx context.Context, e *env, c config, temporary bool) (*index.Index, *index.Changes, error) {
	x, changes, err := syncedIndex(ctx, e, c, temporary)
	if err == nil || !temporary || !onDisk(c) || ctx.Err() != nil {
		return x, changes, err
	}
	broken := c.index
	c.index = ""
	x, changes, again := syncedIndex(ctx, e, c, temporary)
	if again != nil { // the index is not to blame
		return nil, nil, err
	}
	e.say("index.broken-read", broken, terminal.Cause(err))
	return x, changes, nil
}

// syncedIndex opens the index that c configures and syncs it once.
func syncedIndex(ctx context.Context, e *env, c config, temporary bool) (_ *index.Index, _ *index.Changes, err error) {
	x, files, err := openStore(e, c, nil, temporary)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	prepared := index.Prepare(x)
	listing, err := files.List(ctx)
	if err != nil {
		prepared()
		return nil, nil, errors.Join(err, x.Close())
	}
	step := library.InStep{Path: filepath.Join(c.index, stepNote), Day: c.today()()}
	if temporary && onDisk(c) && step.Holds(x, listing) {
		prepared()
		return x, &index.Changes{Refused: x.Problems()}, nil
	}
	recallFiles(c, files, nil)
	guard := corpus.Guard{Known: x.Digests(), Since: library.Lost(x), Confirmed: c.confirmed || index.IsMoved(x), Listing: listing}
	changes, err := x.Sync(ctx, index.UpTo(newProgress(e).source(files, guard), c.on))
	prepared()
	if err != nil {
		return nil, nil, errors.Join(err, x.Close())
	}
	noteFiles(c, files, nil)
	if onDisk(c) {
		_ = step.Note(x, files, listing, changes.Refused) // the next process compares all files
	}
	changes.Refused = library.Settled(changes.Refused)
	return x, changes, nil
}

// stepNote is the file in the directory of the index with what it is in step with.
const stepNote = "INSTEP"

// filesNote is the file in the directory of the index with what is known of release
// files that have not changed.
const filesNote = "FILES"

// recallFiles makes files remember what the last process knew of them, and noteFiles
// keeps it for the next one. Without that all files are read, which takes longer and
// is no fault; log may be nil.
func recallFiles(c config, files *corpus.Corpus, log *slog.Logger) {
	if onDisk(c) {
		logDebug(log, files.Recall(filepath.Join(c.index, filesNote), store.FormatVersion))
	}
}

func noteFiles(c config, files *corpus.Corpus, log *slog.Logger) {
	if onDisk(c) {
		logDebug(log, files.Note(filepath.Join(c.index, filesNote), store.FormatVersion))
	}
}

func logDebug(log *slog.Logger, err error) {
	if log != nil && err != nil {
		log.Debug("what is known of release files", "err", err)
	}
}

// memoryIndex returns an index in memory of the releases that c configures, for a
// command that asks it these questions and no others.
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
	lex, source, err := index.LexiconFor(ctx, words, index.UpTo(newProgress(e).source(files, corpus.Guard{}), c.on), questions...)
	if err != nil {
		return nil, nil, misuse("words.file", err)
	}
	x, err := index.InMemory(index.Options{Lexicon: lex, District: c.district, Today: c.today()})
	if err != nil {
		return nil, nil, err
	}
	changes, err := x.Sync(ctx, source)
	if err != nil {
		return nil, nil, errors.Join(err, x.Close())
	}
	return x, changes, nil
}

// readIndex is openIndex for a command that only asks: the index may be in memory,
// and refused files are logged.
func readIndex(ctx context.Context, e *env, c config) (*index.Index, error) {
	x, changes, err := openIndex(ctx, e, c, true)
	return logRefused(e, x, changes, err)
}

// readIndexFor is readIndex for a command that knows its questions. It is faster
// if there is no index on disk.
func readIndexFor(ctx context.Context, e *env, c config, questions ...string) (*index.Index, error) {
	if onDisk(c) {
		return readIndex(ctx, e, c)
	}
	x, changes, err := memoryIndex(ctx, e, c, questions)
	return logRefused(e, x, changes, err)
}

// maxRefused is the number of refused files that are logged one by one.
const maxRefused = 3

// logRefused logs the files that were refused, or their number if they are many, and a
// loss in any case. It returns x and err.
func logRefused(e *env, x *index.Index, changes *index.Changes, err error) (*index.Index, error) {
	if err != nil {
		return nil, err
	}
	n := library.CountRefused(changes.Refused)
	for _, r := range changes.Refused {
		if isLoss(r.Err) || n <= maxRefused {
			e.logf("%s", refusal(e.lang, r))
		}
	}
	if n > maxRefused {
		e.say("refused.count", n)
	}
	return x, nil
}

// onDisk reports whether c configures an index on disk. There is none without a
// releases folder, and none of the releases up to another day.
func onDisk(c config) bool { return len(c.releases) > 0 && c.index != "" && c.on.IsZero() }
