package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/catalog"
	"beilun/index/changes"
	"beilun/index/library"
	"beilun/knowledge/corpus"
	"beilun/knowledge/figure"
	"beilun/knowledge/read/imprint"
)

func runIndex(ctx context.Context, e *env) (err error) {
	fs := flags("index")
	problems := fs.Bool("problems", false, "")
	confirm := fs.Bool("confirm", false, "")
	paths := fs.String("releases", "", "")
	dir := fs.String("index", "", "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
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
	c.confirmed = *confirm
	x, done, err := openIndex(ctx, e, c, *problems)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	put, err := x.Errata(ctx)
	if err != nil {
		return err
	}
	out := e.lang.Refused(library.GroupRefused(done.Refused, e.lang == terminal.English), *problems) + corrections(put)
	noted, err := notesOf(ctx, c.releases, done.Refused, *problems)
	if err != nil {
		return err
	}
	out += noted.text(e.lang) + oddDates(e.lang, x.Releases())
	if *problems {
		damaged, err := damages(ctx, x)
		if err != nil {
			return err
		}
		out += damaged
	} else {
		out = e.lang.Text("index.synced",
			len(done.New), len(done.Changed), len(done.Same), len(done.Gone), library.CountRefused(done.Refused), len(x.Releases()), x.Passages()) + "\n" + out + brought(e.lang, done)
	}
	if _, err := e.stdout.Write([]byte(out)); err != nil {
		return err
	}
	if *problems && len(done.Refused)+len(put.Problems) > 0 {
		return errDeclined
	}
	return nil
}

// brought returns a line with what the figures of a sync mean for those before, as the
// news have it: at most 100 of a release. It is empty for a sync without news of releases,
// and for the first one, before which there is nothing.
func brought(l terminal.Lang, c *index.Changes) string {
	if len(c.News) == 0 && (c.Rebuilt || len(c.New)+len(c.Changed) == 0) {
		return ""
	}
	n := changes.Tally(c.News)
	return l.Text("index.brought", n.New, n.Changed, n.Conflicting, n.Corrected) + "\n"
}

// earliest is the first year in which a release of a district is likely to be dated.
const earliest = 1978

// oddDates lists the releases with dates that are after today or very early, one a line.
func oddDates(l terminal.Lang, releases []index.Release) string {
	var b strings.Builder
	slices.SortFunc(releases, func(a, b index.Release) int { return strings.Compare(a.ID, b.ID) })
	for _, r := range releases {
		switch {
		case !r.Ahead.IsZero():
			b.WriteString(l.Text("date.ahead", terminal.Printable(r.ID), r.Ahead) + "\n")
		case !r.Date.IsZero() && r.Date.Year < earliest:
			b.WriteString(l.Text("date.early", terminal.Printable(r.ID), r.Date) + "\n")
		}
	}
	return b.String()
}

// badDate returns what is said of a date in the head or the name of f that is none, ""
// if there is nothing to say.
func badDate(l terminal.Lang, f corpus.File) string {
	if date := f.BadDate(); date != "" {
		return l.Text("date.bad", terminal.Printable(f.ID), terminal.Printable(date))
	}
	if date := imprint.BadDateInName(f.ID); date != "" {
		return l.Text("date.bad-name", terminal.Printable(f.ID), date)
	}
	return ""
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

// refusal returns why a file was refused, on one line. In English that is the error
// itself, but for a loss, which says what to do only in the sentence for people.
func refusal(l terminal.Lang, r index.Refusal) string {
	why := library.Reason(r.Err, l == terminal.English)
	if l == terminal.English && !isLoss(r.Err) {
		why = r.Err.Error()
	}
	return l.Text("refused", terminal.Printable(r.ID), terminal.Printable(why))
}

// isLoss reports whether err says that most releases are missing.
func isLoss(err error) bool {
	var loss *corpus.Loss
	return errors.As(err, &loss)
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
