package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"beilun/index/eval/answerfit"
)

// evalAnswers trains the choice of answers. It reports the result for each district
// with what was learned from the others.
func (e *env) evalAnswers(ctx context.Context) (err error) {
	fs := flags("eval")
	dirs := fs.String("districts", "", "")
	weights := fs.String("out-weights", "", "")
	beliefs := fs.String("out-beliefs", "", "")
	ranking := fs.String("out-ranking", "", "")
	open := fs.String("open", "", "")
	folds := fs.Int("folds", 0, "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 || *dirs == "" {
		return errUsage
	}
	districts, err := answerfit.ReadAll(ctx, splitList(*dirs)...)
	if err != nil {
		return err
	}
	sets, err := answerfit.ReadOpenSets(ctx, splitList(*open)...)
	districts = append(districts, sets...)
	var names []string
	defer func() {
		for _, d := range districts {
			err = errors.Join(err, d.Close())
		}
	}()
	if err != nil {
		return err
	}
	for _, d := range districts {
		names = append(names, d.Name)
	}
	o := answerfit.Defaults
	o.Folds = *folds
	if *ranking != "" {
		w, flush, err := e.createOutput(*ranking)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, flush()) }()
		o.Ranking = w
	}
	f, err := answerfit.Fit(ctx, districts, o)
	if err != nil {
		return err
	}
	e.logf("%s", &f.Report)
	comment := fmt.Sprintf("Learned by \"beilun eval answers\" from the questions of %s.\nWith each district left out in turn:\n%s", strings.Join(names, ", "), f.Report.Row(answerfit.All))
	return errors.Join(e.writeLearned(*weights, "What the features of candidates count (see feature.go): name weight.\n"+comment, f.Weights),
		e.writeLearned(*beliefs, "By what answers are believed (see outcome.go): model name weight.\n"+comment, f.Beliefs))
}

// writeLearned writes what was learned to a file. It writes nothing if name is
// empty.
func (e *env) writeLearned(name, comment string, what answerfit.Writer) (err error) {
	if name == "" {
		return nil
	}
	w, flush, err := e.createOutput(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush()) }()
	return what.Write(w, comment)
}
