package library

import (
	"bytes"
	"context"
	"crypto/rand"
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

// Correct writes a line into the file of corrections, with a remark behind it, and
// brings the index in step: when it returns without an error, the line is on the
// disk and obeyed. A line that would not hold, or that makes another one not hold,
// is not written.
func (l *Library) Correct(ctx context.Context, line, remark string) error {
	if line = strings.TrimSpace(line); strings.ContainsAny(line, "\r\n\v\f\u0085\u2028\u2029") {
		return errata.ErrForm // one at a time
	}
	if line = errata.Bare(strings.Join(strings.Fields(line), " ")); line == "" {
		return errata.ErrForm
	}
	if _, err := errata.ParseLine(line); err != nil {
		return err
	}
	return l.edit(ctx, func(id, text string) (string, error) {
		n := strings.Count(text, "\n") + 1
		for had := range strings.Lines(text) {
			if errata.Bare(had) == line {
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
		return text, l.holds(ctx, id, text, n)
	})
}

// holds returns why line n of a file of corrections that says text would not hold.
func (l *Library) holds(ctx context.Context, id, text string, n int) error {
	before, err := l.Errata(ctx)
	if err != nil {
		return err
	}
	after, err := l.ErrataWith(ctx, id, text)
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

// Uncorrect takes a line out of the file of corrections, given without its remark,
// and brings the index in step.
func (l *Library) Uncorrect(ctx context.Context, line string) error {
	line = errata.Bare(line)
	return l.edit(ctx, func(_, text string) (string, error) {
		var out strings.Builder
		found := false
		for had := range strings.Lines(text) {
			if !found && line != "" && errata.Bare(had) == line {
				found = true
				continue
			}
			out.WriteString(had)
		}
		if !found {
			return "", errata.ErrGone
		}
		return out.String(), nil
	})
}

// edit replaces the file of corrections in the first folder by what change makes of
// its text, and syncs.
func (l *Library) edit(ctx context.Context, change func(id, text string) (string, error)) (err error) {
	folder, prefix, err := l.folder()
	if err != nil {
		return err
	}
	if err := l.take(ctx); err != nil {
		return err
	}
	defer l.give()
	if _, err := l.pass(ctx); err != nil { // so that what is known of the folder is true
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
	if _, err := l.pass(ctx); err != nil {
		return fmt.Errorf("%s is written and not obeyed yet: %w", errata.FileName, err)
	}
	return nil
}

// sheetStyle is how a file of corrections is written, which an edit keeps.
type sheetStyle struct {
	mark, dos bool // a byte order mark, and lines that end as in DOS
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

// readSheet reads the file of corrections of a folder; none is an empty one. What is
// in another encoding is written in UTF-8 with a mark from then on.
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

// newSheet is what a file of corrections begins with.
const newSheet = "# 更正表：一行一条，随时生效；删掉一行就恢复。\n" +
	"# 金谷 = 临湖国际创新中心　　　　　　　　同一个东西的几个名称\n" +
	"# 东海大桥 ≠ 东海二桥　　　　　　　　　　两回事，不能混为一谈\n" +
	"# 不是数字：2024-03-01-年报.md 第15年　　这几个字不是数据\n" +
	"# 撤回：《某某开工》 金额有误　　　　　　这篇不再用来回答\n"

// writeSheet puts a file in the place of the file of corrections, in one step.
func writeSheet(root *os.Root, data []byte, mode fs.FileMode) error {
	temp := tempPrefix + rand.Text() + tempSuffix
	err := write(root, temp, data)
	if err == nil {
		err = root.Chmod(temp, mode)
	}
	if err == nil {
		err = root.Rename(temp, errata.FileName)
	}
	if err != nil {
		return errors.Join(err, gone(root.Remove(temp)))
	}
	return syncDir(root, ".")
}
