package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"beilun/index/eval"
	"beilun/index/eval/answerfit"
	"beilun/index/eval/facts"
	"beilun/index/eval/verdict"
	"beilun/index/library"
	"beilun/knowledge/corpus"
)

// score asks the questions of the districts in folders. It returns nil if there are no
// folders.
func score(ctx context.Context, dirs []string) (*Scores, error) {
	if len(dirs) == 0 {
		return nil, nil
	}
	folders, err := answerfit.Folders(dirs...)
	if err != nil {
		return nil, err
	}
	answers, err := answerfit.Score(ctx, folders...)
	if err != nil {
		return nil, err
	}
	row := answers.Row(answerfit.All)
	if row == nil {
		return nil, fmt.Errorf("there are no districts with conversations in %s", strings.Join(dirs, ", "))
	}
	s := &Scores{Districts: len(folders), Answerable: row.Answerable, Questions: row.Answerable + row.Unanswerable}
	s.Right, s.Quoted, s.Wrong = row.Share(verdict.Right), row.Share(verdict.Quoted), row.Wrong()
	if row.Known > 0 {
		s.First, s.Five = float64(row.First)/float64(row.Known), float64(row.Five)/float64(row.Known)
	}
	var sum facts.Score
	for _, dir := range folders {
		one, err := factsOf(ctx, dir)
		if err != nil {
			return nil, err
		}
		sum = sum.Add(one)
	}
	s.Facts, s.Whole, s.Precision = sum.N, sum.Share(sum.All), sum.Precision()
	return s, nil
}

// factsOf compares the figures of a district with its facts. A district without facts
// has none.
func factsOf(ctx context.Context, dir string) (s facts.Score, err error) {
	f, err := os.Open(filepath.Join(dir, "facts.jsonl"))
	if errors.Is(err, os.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	c, err := corpus.Open(filepath.Join(dir, "releases"))
	if err != nil {
		return s, fmt.Errorf("read the releases of %s: %w", filepath.Base(dir), err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	_, s, err = eval.Run{}.Facts(ctx, library.Source(c.Each), eval.Input{Name: f.Name(), Reader: f})
	return s, err
}
