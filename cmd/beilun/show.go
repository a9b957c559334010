package main

import (
	"context"
	"errors"
	"io"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

func runShow(ctx context.Context, e *env) (err error) {
	args, err := e.parse(flags("show"))
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return errUsage
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	words, err := userWords(c)
	if err != nil {
		return err
	}
	files, err := openCorpus(args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	var errs []error
	err = files.Each(ctx, func(f corpus.File) error {
		if err := show(e.stdout, f, words); err != nil {
			errs = append(errs, unshown(e.lang, f.ID, err))
		} else if said := badDate(e.lang, f); said != "" {
			e.logf("%s", said)
		}
		return nil
	})
	return errors.Join(append(errs, err)...)
}

// unshown returns the error of a file that is not shown.
func unshown(l terminal.Lang, id string, err error) error {
	var u usageError
	if errors.As(err, &u) {
		return err
	}
	return errors.New(refusal(l, index.Refusal{ID: id, Err: err}))
}

// show prints the release in f. Its figures are bound with the user's words.
func show(w io.Writer, f corpus.File, words string) error {
	a, err := f.Article()
	if err != nil {
		return err
	}
	if err := bind(a, words); err != nil {
		return misuse("words.file", err)
	}
	_, err = io.WriteString(w, terminal.Release(a))
	return err
}

// bind binds the figures of a as an index does. own is the text of the user's words.
func bind(a *knowledge.Article, own string) error {
	texts := []string{a.Title}
	for _, s := range a.Sections {
		texts = append(texts, s.Heading)
		for _, p := range s.Paragraphs {
			texts = append(texts, p.Text)
		}
	}
	lex, err := words.NewLexiconFor(own, texts...)
	if err == nil {
		lex.Binder().Article(a)
	}
	return err
}
