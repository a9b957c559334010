package bench

import (
	"context"
	"errors"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/bench/wire"
	"beilun/index/library"
	"beilun/knowledge/corpus"
)

// Worker is beilun as a program to measure: an index on disk that is synced with a
// folder and answers questions as in the commands index and serve. It implements
// [wire.Worker].
type Worker struct {
	index    *index.Index
	files    *corpus.Corpus
	answerer *answer.Answerer
}

// OpenWorker opens the index of the releases in folder. The index is in the directory
// dir, which may be new.
func OpenWorker(folder, dir string) (*Worker, error) {
	files, err := corpus.Open(folder)
	if err != nil {
		return nil, err
	}
	x, err := index.Open(dir, index.Options{})
	if err != nil {
		return nil, errors.Join(err, files.Close())
	}
	return &Worker{x, files, answer.New(x, answer.Options{})}, nil
}

// Close closes the index and the folder.
func (w *Worker) Close() error { return errors.Join(w.files.Close(), w.index.Close()) }

// Index implements wire.Worker. A refused release is an error, because the releases
// were made to be readable.
func (w *Worker) Index(ctx context.Context) (int, error) {
	changes, err := w.index.Sync(ctx, library.Source(w.files.Each))
	if err != nil {
		return 0, err
	}
	var errs []error
	for _, r := range changes.Refused {
		errs = append(errs, r.Err)
	}
	return w.index.Passages(), errors.Join(errs...)
}

// Add implements wire.Worker. It scans the whole folder, as beilun does when a file
// has changed.
func (w *Worker) Add(ctx context.Context, _ string) error {
	_, err := w.Index(ctx)
	return err
}

// Ask implements wire.Worker.
func (w *Worker) Ask(ctx context.Context, question string) (wire.Stages, []string, error) {
	start := time.Now()
	var t index.Times
	ans, err := w.answerer.Answer(index.WithTimes(ctx, &t), question)
	if err != nil {
		return wire.Stages{}, nil, err
	}
	s := wire.Stages{Analysis: t.Analysis, Search: t.Search, Rerank: t.Rerank}
	if s.Reading = time.Since(start) - s.Analysis - s.Search - s.Rerank; s.Search == 0 {
		s = wire.Stages{Analysis: s.Reading} // there was no search
	}
	var releases []string
	if said := ans.Said(); said != nil {
		releases = append(releases, said.Hit.Passage.Release.ID)
	}
	for _, h := range ans.Passages {
		releases = append(releases, h.Passage.Release.ID)
	}
	return s, releases, nil
}
