package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/answer/check"
	"beilun/knowledge/read/release"
)

// draftName is the name of a draft from the standard input: its content says of which
// format it is, and without that it is text.
const draftName = "draft.txt"

func runCheck(ctx context.Context, e *env) (err error) {
	fs := flags("check")
	asJSON := fs.Bool("json", false, "")
	paths := fs.String("releases", "", "")
	on := dayFlag(fs)
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := oneFile(args); err != nil {
		return err
	}
	c, err := configOf(e, *paths, *on)
	if err != nil {
		return err
	}
	name, data, err := e.draft(args[0])
	if err != nil {
		return err
	}
	x, err := readIndex(ctx, e, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	report, err := check.New(x, c.today()).Draft(ctx, name, data)
	if err != nil {
		return errors.New(refusal(e.lang, index.Refusal{ID: args[0], Err: err}))
	}
	if *asJSON {
		err = terminal.PrintJSON(e.stdout, e.lang.Form().ReportOf(report), terminal.Indented)
	} else {
		_, err = io.WriteString(e.stdout, e.lang.Report(report))
	}
	if err == nil && report.Counts.Contradicts > 0 {
		return errDeclined
	}
	return err
}

// draft returns the name and the content of a draft, - for the standard input.
func (e *env) draft(path string) (string, []byte, error) {
	if path == "-" {
		data, err := readDraft(e.stdin)
		if err != nil {
			return "", nil, fmt.Errorf("read the standard input: %w", err)
		}
		return draftName, data, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", nil, misuse("check.open", path, terminal.Cause(err))
	}
	defer f.Close() // only read from
	data, err := readDraft(f)
	if err != nil {
		return "", nil, misuse("check.open", path, terminal.Cause(err))
	}
	return filepath.Base(path), data, nil
}

// readDraft reads a draft, and of one that is too large enough for its reader to say so.
func readDraft(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, release.MaxFile+1)) }
