package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"beilun/index/eval"
	"beilun/index/eval/answerfit"
	"beilun/index/eval/bindfit"
	"beilun/index/eval/facts"
	"beilun/index/library"
	"beilun/knowledge"
)

func runEval(ctx context.Context, e *env) error {
	if len(e.args) == 0 {
		return errUsage
	}
	kind := e.args[0]
	e.args = e.args[1:]
	switch kind {
	case "figures":
		return e.evalFigures(ctx)
	case "answers":
		return e.evalAnswers(ctx)
	case "bind":
		return e.evalBind(ctx)
	}
	fs := flags("eval")
	var contexts, releases *string
	switch kind {
	case "qa":
		contexts = fs.String("contexts", "", "")
	case "district":
		releases = fs.String("releases", "", "")
	case "history":
	case "-h", "-help", "--help":
		return flag.ErrHelp
	default:
		return usagef("eval: unknown kind %q; run beilun help eval", kind)
	}
	questions := fs.String("questions", "", "")
	out := fs.String("out", "-", "")
	fold := fs.Bool("fold", false, "")
	on := dayFlag(fs)
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 || *questions == "" || contexts != nil && *contexts == "" {
		return errUsage
	}
	return e.eval(ctx, contexts, releases, *questions, *out, *fold, *on)
}

func (e *env) eval(ctx context.Context, contexts, releases *string, questions, out string, fold bool, on knowledge.Date) (err error) {
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	c.on = on
	lex, err := lexicon(c)
	if err != nil {
		return err
	}
	in, closeIn, err := e.openInput(questions)
	if err != nil {
		return err
	}
	defer closeIn()
	w, flush, err := e.createOutput(out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush()) }()
	r := eval.Run{Lexicon: lex, Out: w, Fold: fold, Today: c.today(), Progress: newLog(e, c)}
	var s eval.Summary
	switch {
	case contexts != nil:
		files, closeFiles, ierr := e.openInputs(*contexts)
		if ierr != nil {
			return ierr
		}
		defer closeFiles()
		s, err = r.QA(ctx, files, in)
	case releases != nil:
		if *releases != "" {
			c.releases = splitList(*releases)
		}
		files, oerr := openCorpus(c.releases)
		if oerr != nil {
			return oerr
		}
		s, err = r.District(ctx, library.Source(files.Each), in)
		err = errors.Join(err, files.Close())
	default:
		s, err = r.History(ctx, in)
	}
	if err == nil {
		e.logf("%s", s)
	}
	return err
}

// evalFigures writes the figures that it finds in sets of sentences.
func (e *env) evalFigures(ctx context.Context) (err error) {
	fs := flags("eval")
	in := fs.String("in", "", "")
	out := fs.String("out", "-", "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 || *in == "" {
		return errUsage
	}
	files, closeFiles, err := e.openInputs(*in)
	if err != nil {
		return err
	}
	defer closeFiles()
	w, flush, err := e.createOutput(*out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush()) }()
	s, err := eval.Run{Out: w}.Figures(ctx, files)
	if err == nil {
		e.logf("%d sentences, %d without a figure, %.0f a second", s.Questions, s.Declined, s.PerSecond())
	}
	return err
}

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

// openInputs opens the files of a comma-separated list. The caller calls closeAll.
func (e *env) openInputs(list string) (files []eval.Input, closeAll func(), err error) {
	var closers []func()
	closeAll = func() {
		for _, c := range closers {
			c()
		}
	}
	for _, name := range splitList(list) {
		f, c, err := e.openInput(name)
		if err != nil {
			closeAll()
			return nil, nil, err
		}
		files, closers = append(files, f), append(closers, c)
	}
	return files, closeAll, nil
}

// openInput opens a file, or the standard input if name is "-".
func (e *env) openInput(name string) (eval.Input, func(), error) {
	if name == "-" {
		return eval.Input{Name: "standard input", Reader: e.stdin}, func() {}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return eval.Input{}, nil, usageError{err}
	}
	return eval.Input{Name: name, Reader: f}, func() { _ = f.Close() }, nil
}

// createOutput creates a file, or takes the standard output if name is "-". The
// writer is buffered; the caller calls closeOutput, which flushes it.
func (e *env) createOutput(name string) (w io.Writer, closeOutput func() error, err error) {
	if name == "-" {
		w := bufio.NewWriter(e.stdout)
		return w, w.Flush, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, nil, usageError{err}
	}
	b := bufio.NewWriter(f)
	return b, func() error { return errors.Join(b.Flush(), f.Close()) }, nil
}
