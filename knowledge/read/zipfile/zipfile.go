// Package zipfile reads the files that a zip archive packs together. Documents that
// are zip archives of XML parts are for package parts.
//
// Whatever the archive says of itself, what is decompressed is bounded, and names are
// made harmless. They are never paths on disk.
//
// 2026-11-30: names without the mark of UTF-8 are taken for UTF-8 if they are valid, and
// else for GB18030, because archives made by Windows and WinRAR in China have such names,
// and those made by macOS have UTF-8 without the mark.
package zipfile

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"

	"beilun/knowledge/read/release"
	"beilun/knowledge/read/skip"
)

// maxListed is the number of files that an archive may list. Those that are passed over
// do not count as members.
const maxListed = 10 * release.MaxMembers

// others are what archives of other kinds begin with: RAR, 7z, gzip, bzip2 and xz.
var others = []string{"Rar!", "7z\xBC\xAF", "\x1F\x8B", "BZh", "\xFD7zXZ"}

// file is a file of an archive.
type file struct {
	*zip.File
	name string // harmless and unique in the archive
}

// Each calls each for the files in the archive data, in the order of their names, one
// in memory at a time. What package skip knows is passed over. A file that unread
// returns an error for gets that error and is not decompressed; unread may be nil. What
// is read is taken from allowed.
//
// The error is the first one of each, that of ctx, or wraps release.ErrDamaged,
// ErrTooLarge, ErrEncrypted if all files are encrypted, or ErrNoFiles. In the latter
// cases each was not called.
func Each(ctx context.Context, data []byte, allowed *release.Allowance, unread func(name string) error, each func(release.Member) error) error {
	files, err := list(data)
	if err != nil {
		return err
	}
	if len(files) > allowed.Members {
		return fmt.Errorf("%w: an archive of %d files, at most %d are read", release.ErrTooLarge, len(files), release.MaxMembers)
	}
	allowed.Members -= len(files)
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		m := release.Member{Name: f.name}
		if unread != nil {
			m.Err = unread(f.name)
		}
		if m.Err == nil {
			m.Data, m.Err = f.bytes(allowed)
		}
		if err := each(m); err != nil {
			return err
		}
	}
	return nil
}

// list returns the files of an archive that are not passed over, in order.
func list(data []byte) ([]file, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxListed { // before it is read: the list may be all that the archive has
		return nil, fmt.Errorf("%w: an archive of %d files", release.ErrTooLarge, n)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case err == nil, errors.Is(err, zip.ErrInsecurePath):
	case slices.ContainsFunc(others, func(magic string) bool { return bytes.HasPrefix(data, []byte(magic)) }):
		return nil, fmt.Errorf("%w: it is no zip archive", release.ErrArchive)
	default:
		return nil, fmt.Errorf("%w: %w", release.ErrDamaged, err)
	}
	var files []file
	pages := skip.Pages{}
	for _, f := range z.File {
		name, isFile := nameOf(f)
		if !isFile {
			continue
		}
		pages.Add(name)
		files = append(files, file{f, name})
	}
	files = slices.DeleteFunc(files, func(f file) bool { return pages.Path(f.name) })
	if len(files) == 0 {
		return nil, release.ErrNoFiles
	}
	if !slices.ContainsFunc(files, func(f file) bool { return !f.encrypted() }) {
		return nil, release.ErrEncrypted
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	number(files)
	return files, nil
}

// number makes names unique that several files have.
func number(files []file) {
	taken := map[string]bool{}
	next := map[string]int{}
	for i, f := range files {
		name := f.name
		for taken[name] {
			ext := path.Ext(f.name)
			next[f.name]++
			name = fmt.Sprintf("%s (%d)%s", f.name[:len(f.name)-len(ext)], next[f.name]+1, ext)
		}
		taken[name] = true
		files[i].name = name
	}
}

func (f file) encrypted() bool { return f.Flags&1 != 0 }

// bytes decompresses the file.
func (f file) bytes(allowed *release.Allowance) (_ []byte, err error) {
	switch size := f.UncompressedSize64; {
	case f.encrypted():
		return nil, release.ErrEncrypted
	case size > release.MaxFile:
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", release.ErrTooLarge, size, release.MaxFile)
	case allowed.Bytes <= 0:
		return nil, fmt.Errorf("%w: the archive has more than %d bytes", release.ErrTooLarge, release.MaxMembersAll)
	}
	r, err := f.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, fmt.Errorf("%w: it is compressed by method %d", release.ErrArchive, f.Method)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", release.ErrDamaged, err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	most := min(release.MaxFile, allowed.Bytes)
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	allowed.Bytes -= int64(len(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", release.ErrDamaged, err)
	case int64(len(data)) > most:
		return nil, fmt.Errorf("%w: more than %d bytes when decompressed", release.ErrTooLarge, most)
	}
	return data, nil
}
