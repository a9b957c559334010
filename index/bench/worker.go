package bench

import (
	"context"
	"errors"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/bench/wire"
	"beilun/index/library"
	"beilun/index/query"
	"beilun/knowledge/corpus"
)

// Worker is beilun as a program to measure: an index on disk that is synced with a
// folder and answers questions as in the commands index and serve. It implements
// [wire.Worker].
type Worker struct {
	index    *index.Index
	files    *corpus.Corpus
	answerer *answer.Answerer
	views    map[string]View
	library  *library.Library // has index and files; nil before Drop
	stop     func() error     // ends the library
}

// View prepares to draw something that people see. Only what draw does is measured.
type View func(ctx context.Context, of string) (draw func() error, err error)

// Views makes the views of an index, by name. They are drawn by packages that this one
// must not import.
type Views func(x *index.Index, a *answer.Answerer) map[string]View

// OpenWorker opens the index of the releases in folder. The index is in the directory
// dir, which may be new. views may be nil.
func OpenWorker(folder, dir string, views Views) (*Worker, error) {
	files, err := corpus.Open(folder)
	if err != nil {
		return nil, err
	}
	x, err := index.Open(dir, index.Options{})
	if err != nil {
		return nil, errors.Join(err, files.Close())
	}
	w := &Worker{index: x, files: files, answerer: answer.New(x, answer.Options{})}
	if views != nil {
		w.views = views(x, w.answerer)
	}
	return w, nil
}

// Close closes the index and the folder.
func (w *Worker) Close() error {
	if w.library != nil {
		return errors.Join(w.stop(), w.library.Close())
	}
	return errors.Join(w.files.Close(), w.index.Close())
}

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
	var t index.Times
	ans, err := w.answerer.Answer(index.WithTimes(ctx, &t), question)
	if err != nil {
		return wire.Stages{}, nil, err
	}
	t.Enter(index.Compose) // ends the last stage
	var releases []string
	if said := ans.Said(); said != nil {
		releases = append(releases, said.Hit.Passage.Release.ID)
	}
	for _, h := range ans.Passages {
		releases = append(releases, h.Passage.Release.ID)
	}
	return wire.Stages{
		Understand: t.Spent[index.Understand], Candidates: t.Spent[index.Candidates], Judge: t.Spent[index.Judge],
		Choose: t.Spent[index.Choose], Compose: t.Spent[index.Compose],
	}, releases, nil
}

// searched is how many passages a search alone finds, as the naive program does.
const searched = 10

// Search implements wire.Worker.
func (w *Worker) Search(ctx context.Context, question string) error {
	_, err := w.index.Search(ctx, query.Parse(w.index.Lexicon(), question, answer.Today()), searched)
	return err
}
