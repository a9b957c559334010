package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/catalog"
	"beilun/index/library"
	"beilun/knowledge/figure"
)

func runIndex(ctx context.Context, e *env) (err error) {
	fs := flags("index")
	problems := fs.Bool("problems", false, "")
	paths := fs.String("releases", "", "")
	dir := fs.String("index", "", "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return errUsage
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	if *paths != "" {
		c.releases = splitList(*paths)
	}
	if *dir != "" {
		c.index = *dir
	}
	if len(c.releases) == 0 {
		return misuse("index.none")
	}
	x, changes, err := openIndex(ctx, e, c, *problems)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	put, err := x.Errata(ctx)
	if err != nil {
		return err
	}
	out := e.lang.Refused(library.GroupRefused(changes.Refused, e.lang == terminal.English), *problems) + corrections(put)
	noted, err := notesOf(ctx, c.releases, changes.Refused, *problems)
	if err != nil {
		return err
	}
	out += noted.text(e.lang)
	if *problems {
		damaged, err := damages(ctx, x)
		if err != nil {
			return err
		}
		out += damaged
	} else {
		out = e.lang.Text("index.synced",
			len(changes.New), len(changes.Changed), len(changes.Same), len(changes.Gone), library.CountRefused(changes.Refused), len(x.Releases()), x.Passages()) + "\n" + out
	}
	if _, err := e.stdout.Write([]byte(out)); err != nil {
		return err
	}
	if *problems && len(changes.Refused)+len(put.Problems) > 0 {
		return errDeclined
	}
	return nil
}

// damages lists the paragraphs of x with characters that cannot be read, one a line.
// The rest of their files is readable.
func damages(ctx context.Context, x *index.Index) (string, error) {
	var b strings.Builder
	w := terminal.Words()
	err := x.Walk(ctx, func(p index.Passage) error {
		if len(figure.Unreadable(p.Text)) > 0 {
			fmt.Fprintf(&b, w.Damaged+"\n", terminal.Printable(p.Release.ID), p.ID[strings.LastIndexByte(p.ID, '#')+1:], w.Unreadable)
		}
		return nil
	})
	return b.String(), err
}

// refusal returns why a file was refused, on one line.
func refusal(l terminal.Lang, r index.Refusal) string {
	return l.Text("refused", terminal.Printable(r.ID), library.Reason(r.Err, l == terminal.English), terminal.Printable(r.Err.Error()))
}

// corrections lists the lines of 更正表.txt that have no effect and the releases
// that are retracted, one a line.
func corrections(e catalog.Errata) string {
	var b strings.Builder
	w := terminal.Words()
	for _, p := range e.Problems {
		fmt.Fprintf(&b, w.Problem+"\n", terminal.Printable(p.Sheet), p.Number, library.Reason(p.Err, false), terminal.Printable(p.Text))
	}
	for _, r := range e.Retracted {
		fmt.Fprintf(&b, w.Retraction+"\n", terminal.Printable(r.Release.ID), terminal.Printable(library.Retracted(r, false)), terminal.Printable(r.Line.Sheet), r.Line.Number)
	}
	return b.String()
}
