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

const indexUsage = `beilun index [-problems] [-releases PATH[,PATH]] [-index DIR]

brings the index in DIR (BEILUN_INDEX) in step with the releases at PATH
(BEILUN_RELEASES), once, and prints how many are new, changed, the same and
gone, and which files were refused and why. A refused file stops nothing else,
and what the index has of it stays. Exits with 0, or with 3 when the index could
not be brought in step; it is as it was then.

  -problems       print only the files that cannot be read and the lines of
                  更正表.txt that do not hold, and exit with 1 when there are any;
                  and the releases that are retracted and the paragraphs in which
                  characters cannot be read; works while beilun serve runs, too
  -releases PATH  a release file or a folder of them
  -index DIR      where the index is kept

A text file 更正表.txt in the releases folder puts right what was read, a line
for each thing; it is followed like a release, and a line that goes is undone:

  金谷 = 临湖国际创新中心              names of one thing
  东海大桥 ≠ 东海二桥                  two things, never one (or !=)
  不是数字：2024-03-01-年报.md 第15年  what stands there is no figure
  撤回：《某某开工》 金额有误          the release no longer answers
  # …                                  a remark, also behind a line

A release is named by its file or by its title in 《》. In English the last two
begin with "not a figure:" and "retract:".
`

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
		return usagef("no releases: set BEILUN_RELEASES or give -releases; the built-in ones need no index")
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
	out := refusals(changes.Refused) + corrections(put)
	if *problems {
		damaged, err := damages(ctx, x)
		if err != nil {
			return err
		}
		out += damaged
	} else {
		out = fmt.Sprintf("new %d, changed %d, same %d, gone %d, refused %d; %d releases, %d passages\n",
			len(changes.New), len(changes.Changed), len(changes.Same), len(changes.Gone), len(changes.Refused), len(x.Releases()), x.Passages()) + out
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

// refusals lists refused files, one a line: what to do about it, and the error.
func refusals(refused []index.Refusal) string {
	var b strings.Builder
	for _, r := range refused {
		fmt.Fprintf(&b, "%s：%s（%v）\n", terminal.Printable(r.ID), library.Reason(r.Err, false), terminal.Printable(r.Err.Error()))
	}
	return b.String()
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
