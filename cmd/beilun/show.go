package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/figure"
)

const showUsage = `beilun show FILE

prints a release as it was read: title, source, date, headings, paragraphs,
tables as tables, and under each its figures, a line each, with what they
measure: whose figure it is, of what, when, and whether it is planned (计划,
预计), aimed at (目标) or what was before (原为).
`

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
			errs = append(errs, fmt.Errorf("%s: %w", f.ID, err))
		}
		return nil
	})
	return errors.Join(append(errs, err)...)
}

// show prints the release in f. Its figures are bound with the user's words.
func show(w io.Writer, f corpus.File, words string) error {
	a, err := f.Article()
	if err != nil {
		return err
	}
	if err := bind(a, words); err != nil {
		return usagef("BEILUN_WORDS: %w", err)
	}
	_, err = io.WriteString(w, textOf(a))
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

// textOf returns a as it is printed.
func textOf(a *knowledge.Article) string {
	var b strings.Builder
	headings, n := 0, 0
	w := terminalWords()
	for _, m := range [][2]string{{w.Fields.File, a.ID}, {w.Fields.Title, a.Title}, {w.Fields.Source, a.Source}, {w.Fields.Date, a.Date.String()}, {w.Fields.URL, a.URL}} {
		if m[1] != "" {
			fmt.Fprintf(&b, "%s：%s\n", m[0], printable(m[1]))
		}
	}
	for _, s := range a.Sections {
		if s.Heading != "" {
			headings++
			fmt.Fprintf(&b, "\n## %s\n", printable(s.Heading))
		}
		for ps := s.Paragraphs; len(ps) > 0; {
			t := tableOf(ps)
			if len(t.rows) == 0 {
				n++
				fmt.Fprintf(&b, "\n%d  %s\n%s", n, printable(ps[0].Text), columns(figureFields(ps[0]), "   ", " | "))
				if len(figure.Unreadable(ps[0].Text)) > 0 {
					fmt.Fprintf(&b, "   "+w.Trouble+"\n", w.Unreadable)
				}
				ps = ps[1:]
				continue
			}
			b.WriteString("\n" + t.text(n+1, ps[:len(t.rows)]))
			n += len(t.rows)
			ps = ps[len(t.rows):]
		}
	}
	fmt.Fprintf(&b, "\n"+w.Totals+"\n", n, headings)
	return b.String()
}
