package main

import (
	"context"
	"errors"
	"flag"

	"beilun/index/eval"
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
