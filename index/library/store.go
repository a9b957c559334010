package library

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/read"
)

// maxName bounds a stored file's name, in bytes, with room for a number: most
// file systems take 255.
const maxName = 200

// storedName makes a name for a file in the releases folder of the name that
// someone gave it: no folders, nothing that hides it, that a file system
// refuses or that cannot be shown. The error is read.ErrFormat when the
// extension is not one of a release.
func storedName(name string) (string, error) {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		case r == ' ', unicode.IsPrint(r) && r != utf8.RuneError:
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, name)
	ext := path.Ext(strings.TrimSpace(name))
	if !read.Handles(ext) {
		return "", fmt.Errorf("%w: %q", read.ErrFormat, ext)
	}
	stem := strings.TrimSuffix(strings.TrimSpace(name), ext)
	for cut := maxName - len(ext); len(stem) > cut; {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	stem = strings.TrimLeft(stem, ".~$ ")
	if stem = strings.TrimRight(stem, ". "); stem == "" {
		stem = "新闻稿"
	}
	return stem + ext, nil
}

// tempPrefix and tempSuffix name the files that are being stored; a listing
// passes them over.
const (
	tempPrefix = ".beilun-"
	tempSuffix = ".tmp"
)

// store writes a file into a folder and returns the name that it got. The file
// is whole and on the disk when it appears under that name, and takes no
// other's place. Where it stands under its name already, as a process that was
// killed has left it, nothing is written.
func store(folder, name string, data []byte) (stored string, err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	if had, ok := has(root, name, data); ok {
		return had, syncDir(root, ".")
	}
	temp := tempPrefix + rand.Text() + tempSuffix
	if err := write(root, temp, data); err != nil {
		return "", errors.Join(err, gone(root.Remove(temp)))
	}
	if stored, err = rename(root, temp, name); err != nil {
		return "", errors.Join(err, gone(root.Remove(temp)))
	}
	return stored, syncDir(root, ".")
}

// gone is err, unless it says that what is to be removed is not there.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func write(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// maxNumber is the number after which a name counts as taken for good.
const maxNumber = 1000

// numbered returns a file's name with a number in it, which the first goes
// without.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	ext := path.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
}

// has returns the name under which a file's bytes are stored already: its own,
// or one that has a number in it.
func has(root *os.Root, name string, data []byte) (string, bool) {
	for n := 1; n <= maxNumber; n++ {
		had := numbered(name, n)
		info, err := root.Lstat(had)
		if err != nil {
			return "", false
		}
		if !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
			continue
		}
		if stored, err := root.ReadFile(had); err == nil && bytes.Equal(stored, data) {
			return had, true
		}
	}
	return "", false
}

// rename gives a file a new name, with a number in it when there is one of that
// name, and returns it. At no moment is the file away or another overwritten.
func rename(root *os.Root, from, to string) (string, error) {
	for n := 1; n <= maxNumber; n++ {
		name := numbered(to, n)
		err := root.Link(from, name) // fails where there is such a name, which a rename does not
		if err == nil {
			return name, root.Remove(from)
		}
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		// The file system has no links, as on some shares: two steps must do.
		if _, lerr := root.Lstat(name); lerr == nil {
			continue
		} else if !errors.Is(lerr, fs.ErrNotExist) {
			return "", lerr
		}
		return name, root.Rename(from, name)
	}
	return "", fmt.Errorf("%w: %d files are called so", fs.ErrExist, maxNumber)
}

// syncDir makes the names in a folder durable. Some systems refuse that; they
// keep them all the same.
func syncDir(root *os.Root, name string) error {
	d, err := root.Open(name)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

// leftover is the age at which a file that was being stored is of a process
// that was killed.
const leftover = time.Hour

// sweep removes from a folder what a killed process left there.
func (l *Library) sweep(folder string) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return // a scan will tell
	}
	defer root.Close() // nothing was written
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) || !strings.HasSuffix(e.Name(), tempSuffix) {
			continue
		}
		if info, err := root.Lstat(e.Name()); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > leftover {
			if err := root.Remove(e.Name()); err != nil {
				l.log.Warn("remove what a killed process left", "file", e.Name(), "err", err)
			}
		}
	}
}
