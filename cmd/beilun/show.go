package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"beilun/knowledge/corpus"
	"beilun/knowledge/figure"
)

const showUsage = `beilun show FILE

prints a release as it was read: title, source, date, headings, paragraphs
and the figures in them.
`

func runShow(ctx context.Context, e *env) (err error) {
	args, err := e.parse(flags("show"))
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return errUsage
	}
	c, err := openCorpus(args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	var errs []error
	err = c.Each(ctx, func(f corpus.File) error {
		if err := show(e, f); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", f.ID, err))
		}
		return nil
	})
	return errors.Join(append(errs, err)...)
}

func show(e *env, f corpus.File) error {
	a, err := f.Article()
	if err != nil {
		return err
	}
	var b strings.Builder
	headings, n := 0, 0
	for _, m := range [][2]string{{"文件", a.ID}, {"标题", a.Title}, {"来源", a.Source}, {"日期", a.Date.String()}, {"网址", a.URL}} {
		if m[1] != "" {
			fmt.Fprintf(&b, "%s：%s\n", m[0], printable(m[1]))
		}
	}
	for _, s := range a.Sections {
		if s.Heading != "" {
			headings++
			fmt.Fprintf(&b, "\n## %s\n", printable(s.Heading))
		}
		for _, p := range s.Paragraphs {
			n++
			fmt.Fprintf(&b, "\n%d  %s\n", n, printable(p.Text))
			var figures []string
			for _, g := range p.Figures {
				figures = append(figures, printable(strings.Join(strings.Fields(g.Text), "")))
			}
			if len(figures) > 0 {
				fmt.Fprintf(&b, "   数据：%s\n", strings.Join(figures, "、"))
			}
			if len(figure.Unreadable(p.Text)) > 0 {
				fmt.Fprintf(&b, "   问题：%s\n", unreadable)
			}
		}
	}
	fmt.Fprintf(&b, "\n共%d段，%d个小标题\n", n, headings)
	_, err = e.stdout.Write([]byte(b.String()))
	return err
}
