package main

import (
	"context"
	"errors"

	"beilun/index/eval"
	"beilun/index/eval/bindfit"
	"beilun/index/eval/facts"
)

// evalBind trains the binding of figures to their subjects. It reports the result
// for each district with what was learned from the others.
func (e *env) evalBind(ctx context.Context) (err error) {
	fs := flags("eval")
	dir := fs.String("districts", "", "")
	out := fs.String("out", "", "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 || *dir == "" {
		return errUsage
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	lex, err := lexicon(c)
	if err != nil {
		return err
	}
	districts, err := bindfit.ReadAll(ctx, splitList(*dir)...)
	if err != nil {
		return err
	}
	var names []string
	var scores []facts.Score
	for _, j := range bindfit.LeftOut(lex.Binder(), districts, bindfit.Defaults, 0) {
		names, scores = append(names, j.Name), append(scores, j.Score)
	}
	e.logf("%s", eval.FactsTable(names, scores))
	if *out == "" {
		return nil
	}
	w, flush, err := e.createOutput(*out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush()) }()
	return bindfit.Write(w, bindfit.Train(lex.Binder(), districts, bindfit.Defaults))
}
