package main

import (
	"context"
	"errors"
	"flag"

	"beilun/index/eval"
	"beilun/index/library"
	"beilun/knowledge"
)

const evalUsage = `beilun eval qa       -contexts FILE[,FILE] -questions FILE -out FILE [-on YYYY-MM-DD] [-fold]
       beilun eval district -releases PATH[,PATH] -questions FILE -out FILE [-on YYYY-MM-DD]
       beilun eval history  -questions FILE -out FILE [-on YYYY-MM-DD]
       beilun eval figures  -in FILE[,FILE] -out FILE
       beilun eval answers  -districts DIR[,DIR] [-open FILE:FILE[,...]] [-folds N] [-out-ranking FILE] [-out-weights FILE] [-out-beliefs FILE]
       beilun eval bind     -districts DIR[,DIR] [-out FILE]

asks every question as "ask" would, of an index in memory, and writes a
prediction a line. figures asks nothing: it writes the figures found in every
sentence, each set read by the convention of its scope. answers learns from the
questions about the districts in folders to choose what answers, and how far it
is to be believed; bind learns from their facts to tell whose a figure is. Both
report on each district with what they learned of the others, and write what
they learned of all. With -open answers learns from samples of open sets, too, each
a file of contexts and one of questions; those that are missing are left out. With -fold questions are asked in simplified characters
whatever they are written in. A question is asked on the day of its asked_on,
else on that of -on, else today; all releases answer, those dated after that
day, too. "-" is standard input or output.
`

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
