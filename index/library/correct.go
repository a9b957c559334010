package library

import (
	"bytes"
	"context"
	"crypto/rand"
	_ "embed" // newsheet.txt
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/errata"
	"beilun/knowledge/read"
)

// Correct appends a line and a remark to the file of corrections and brings the
// index in step: when it returns without an error, the line is on the disk and in
// effect. It writes no line that would have no effect or would disable another.
func (l *Library) Correct(ctx context.Context, line, remark string) error {
	if line = strings.TrimSpace(line); strings.ContainsAny(line, "\r\n\v\f\u0085\u2028\u2029") {
		return errata.ErrForm // one line at a time
	}
	if line = errata.Bare(strings.Join(strings.Fields(line), " ")); line == "" {
		return errata.ErrForm
	}
	if _, err := errata.ParseLine(line); err != nil {
		return err
	}
	return l.edit(ctx, func(id, text string) (string, error) {
		n := strings.Count(text, "\n") + 1
		for present := range strings.Lines(text) {
			if errata.Bare(present) == line {
				return "", errata.ErrThere
			}
		}
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
			n++
		}
		if remark = strings.Join(strings.Fields(remark), " "); remark != "" {
			remark = "  # " + remark
		}
		if text += line + remark + "\n"; len(text) > errata.MaxFile {
			return "", errata.ErrTooMuch
		}
		return text, l.checkLine(ctx, id, text, n)
	})
}

// checkLine returns an error if line n of the file of corrections id would have no
// effect, or would take the effect from another line, if the file's text were text.
func (l *Library) checkLine(ctx context.Context, id, text string, n int) error {
	before, err := l.index.Errata(ctx)
	if err != nil {
		return err
	}
	after, err := l.index.ErrataWith(ctx, id, text)
	if err != nil {
		return err
	}
	for _, p := range after.Problems {
		if p.Sheet == id && p.Number == n {
			return p.Err
		}
		if errors.Is(p.Err, errata.ErrTwo) && !slices.ContainsFunc(before.Problems, func(o errata.Problem) bool { return o.Sheet == p.Sheet && o.Number == p.Number }) {
			return fmt.Errorf("%w: %s", errata.ErrOne, p.Text)
		}
	}
	return nil
}

// Uncorrect removes a line, given without its remark, from the file of corrections
// and brings the index in step.
func (l *Library) Uncorrect(ctx context.Context, line string) error {
	line = errata.Bare(line)
	return l.edit(ctx, func(_, text string) (string, error) {
		var out strings.Builder
		found := false
		for present := range strings.Lines(text) {
			if !found && line != "" && errata.Bare(present) == line {
				found = true
				continue
			}
			out.WriteString(present)
		}
		if !found {
			return "", errata.ErrGone
		}
		return out.String(), nil
	})
}

// edit replaces the text of the file of corrections in the first folder with what
// change returns for it, and syncs.
func (l *Library) edit(ctx context.Context, change func(id, text string) (string, error)) (err error) {
	folder, prefix, err := l.folder()
	if err != nil {
		return err
	}
	if err := l.acquire(ctx); err != nil {
		return err
	}
	defer l.release()
	if _, err := l.syncOnce(ctx); err != nil { // so that the follower knows the folder as it is
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	text, style, err := readSheet(root)
	if err != nil {
		return fmt.Errorf("read %s: %w", errata.FileName, err)
	}
	if text, err = change(prefix+errata.FileName, text); err != nil {
		return err
	}
	if err := writeSheet(root, style.encode(text), style.mode); err != nil {
		return fmt.Errorf("write %s: %w", errata.FileName, err)
	}
	l.follower.Complete(prefix + errata.FileName)
	if _, err := l.syncOnce(ctx); err != nil {
		return fmt.Errorf("%s is written and not obeyed yet: %w", errata.FileName, err)
	}
	return nil
}

// sheetStyle is the encoding of a file of corrections, which an edit preserves.
type sheetStyle struct {
	mark, dos bool // a byte order mark; lines that end in \r\n
	mode      fs.FileMode
}

const byteOrderMark = "\ufeff"

func (s sheetStyle) encode(text string) []byte {
	if s.dos {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if s.mark {
		text = byteOrderMark + text
	}
	return []byte(text)
}

// readSheet reads the file of corrections of a folder; without one it returns
// newSheet. A file in another encoding gets the style of UTF-8 with a mark.
func readSheet(root *os.Root) (string, sheetStyle, error) {
	style := sheetStyle{mode: 0o644}
	info, err := root.Lstat(errata.FileName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return newSheet, style, nil
	case err != nil:
		return "", style, err
	case info.Mode()&fs.ModeSymlink != 0:
		return "", style, ErrLink
	case !info.Mode().IsRegular():
		return "", style, fs.ErrInvalid
	case info.Size() > errata.MaxFile:
		return "", style, errata.ErrTooMuch
	}
	data, err := root.ReadFile(errata.FileName)
	if err != nil {
		return "", style, err
	}
	style.mode = info.Mode().Perm()
	style.mark = bytes.HasPrefix(data, []byte(byteOrderMark))
	style.dos = bytes.Contains(data, []byte("\r\n"))
	text := string(data)
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		if text, err = read.Plain(data); err != nil {
			return "", style, err
		}
		style.mark, style.dos = true, true
	}
	return strings.ReplaceAll(strings.TrimPrefix(text, byteOrderMark), "\r\n", "\n"), style, nil
}

// newSheet is the text of a new file of corrections: remarks that show its forms.
//
//go:embed newsheet.txt
var newSheet string

// writeSheet replaces the file of corrections atomically.
func writeSheet(root *os.Root, data []byte, mode fs.FileMode) error {
	temp := tempPrefix + rand.Text() + tempSuffix
	err := writeNew(root, temp, data)
	if err == nil {
		err = root.Chmod(temp, mode)
	}
	if err == nil {
		err = root.Rename(temp, errata.FileName)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(root.Remove(temp)))
	}
	return syncDir(root, ".")
}
