package main

import (
	"context"
	"errors"
	"io"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/answer"
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
		return arguments("args.file")
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	words, err := userWords(c)
	if err != nil {
		return err
	}
	var errs []error
	for _, arg := range args {
		files, err := openCorpus([]string{arg})
		if err != nil {
			return errors.Join(append(errs, err)...)
		}
		if _, _, folder := files.Folder(); folder {
			err = e.list(ctx, files)
		} else {
			err = e.showFiles(ctx, files, words)
		}
		errs = append(errs, err, files.Close())
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

// showFiles prints releases as they were read.
func (e *env) showFiles(ctx context.Context, files *corpus.Corpus, words string) error {
	var errs []error
	err := files.Each(ctx, func(f corpus.File) error {
		if err := show(e.stdout, f, words); err != nil {
			errs = append(errs, unshown(e.lang, f.ID, err))
		} else {
			e.sayOddDate(f)
		}
		return nil
	})
	return errors.Join(append(errs, err)...)
}

// sayOddDate says what is odd about the date of a release.
func (e *env) sayOddDate(f corpus.File) {
	if said := badDate(e.lang, f); said != "" {
		e.logf("%s", said)
	}
	a, err := f.Article()
	if err == nil && index.IsAhead(a.Date, answer.Today()) {
		e.say("date.ahead", terminal.Printable(f.ID), a.Date)
	}
}

// list prints the releases of a folder, a line each, and how many there are.
func (e *env) list(ctx context.Context, files *corpus.Corpus) error {
	var rows [][]string
	refused := 0
	err := files.Each(ctx, func(f corpus.File) error {
		if f.Errata {
			return nil
		}
		a, err := f.Article()
		if err != nil {
			refused++
			e.logf("%s", refusal(e.lang, index.Refusal{ID: f.ID, Err: err}))
			return nil
		}
		date := a.Date.String()
		if date == "" {
			date = e.lang.Text("show.undated")
		}
		rows = append(rows, []string{f.ID, date, a.Source, e.lang.Text("show.figures", countFigures(a)), headline(a)})
		return nil
	})
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return terminal.Errorf("show.none")
	}
	_, err = io.WriteString(e.stdout, terminal.List(rows)+e.lang.Text("show.total", len(rows), refused)+"\n")
	return err
}

// headline returns the title of a release, or else the beginning of its text.
func headline(a *knowledge.Article) string {
	if a.Title != "" {
		return a.Title
	}
	const most = 24 // characters
	for _, s := range a.Sections {
		if len(s.Paragraphs) == 0 {
			continue
		}
		text := s.Paragraphs[0].Text
		if r := []rune(text); len(r) > most {
			return string(r[:most]) + "…"
		}
		return text
	}
	return ""
}

// countFigures returns how many figures a release has.
func countFigures(a *knowledge.Article) (n int) {
	for _, s := range a.Sections {
		for _, p := range s.Paragraphs {
			n += len(p.Figures)
		}
	}
	return n
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
