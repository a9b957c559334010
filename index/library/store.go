package library

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
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

// storedName returns the name under which a file is stored, given the name that
// somebody gave it: without folders, visible in the folder, accepted by file
// systems and printable. The error is that of read.Unread if the extension is not one
// of a release.
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
	if err := read.Unread(ext); err != nil {
		return "", err
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

// tempPrefix and tempSuffix are in the names of files that are being stored.
// Listings ignore such files.
const (
	tempPrefix = ".beilun-"
	tempSuffix = ".tmp"
)

// store writes a file into a folder and returns the name that it got. The file
// is complete and on the disk when it appears under that name, and replaces no
// other. If a file of that name has the same bytes, because a process was killed
// after storing it, nothing is written.
func store(folder, name string, data []byte) (stored string, err error) {
	return storeUnless(folder, name, data, func(root *os.Root, present string, size int64) bool {
		if size != int64(len(data)) {
			return false
		}
		stored, err := root.ReadFile(present)
		return err == nil && bytes.Equal(stored, data)
	})
}

// storeUnless is store with a function that reports whether a file is the one to be
// stored.
func storeUnless(folder, name string, data []byte, isSame func(root *os.Root, present string, size int64) bool) (stored string, err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	if present, ok := findStored(root, name, isSame); ok {
		return present, syncDir(root, ".")
	}
	temp := tempPrefix + rand.Text() + tempSuffix
	if err := writeNew(root, temp, data); err != nil {
		return "", errors.Join(err, ignoreMissing(root.Remove(temp)))
	}
	if stored, err = rename(root, temp, name); err != nil {
		return "", errors.Join(err, ignoreMissing(root.Remove(temp)))
	}
	return stored, syncDir(root, ".")
}

// ignoreMissing returns err, or nil if err says that the file does not exist.
func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// writeNew writes a file that must not exist yet, and flushes it to the disk.
func writeNew(root *os.Root, name string, data []byte) error {
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

// maxNumber is the highest number that is tried to make a name unique.
const maxNumber = 1000

// numbered returns a file's name with the number n in it; for 1 it returns name.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	ext := path.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
}

// findStored returns the name under which a file is already stored: its own, or one
// with a number.
func findStored(root *os.Root, name string, isSame func(root *os.Root, present string, size int64) bool) (string, bool) {
	for n := 1; n <= maxNumber; n++ {
		present := numbered(name, n)
		info, err := root.Lstat(present)
		if err != nil {
			return "", false
		}
		if info.Mode().IsRegular() && isSame(root, present, info.Size()) {
			return present, true
		}
	}
	return "", false
}

// rename gives a file a new name, with a number in it if that name is taken, and
// returns the new name. The file is never missing, and never replaces another.
func rename(root *os.Root, from, to string) (string, error) {
	for n := 1; n <= maxNumber; n++ {
		name := numbered(to, n)
		err := root.Link(from, name) // unlike a rename, it fails if the name is taken
		if err == nil {
			return name, root.Remove(from)
		}
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		// The file system has no links, like some network shares: check, then rename.
		if _, lerr := root.Lstat(name); lerr == nil {
			continue
		} else if !errors.Is(lerr, fs.ErrNotExist) {
			return "", lerr
		}
		return name, root.Rename(from, name)
	}
	return "", fmt.Errorf("%w: %d files are called so", fs.ErrExist, maxNumber)
}

// syncDir flushes the names in a folder to the disk. It ignores the error of
// systems that do not support that, which keep names without it.
func syncDir(root *os.Root, name string) error {
	d, err := root.Open(name)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

// leftoverAge is the age from which a temporary file belongs to a process that was
// killed.
const leftoverAge = time.Hour

// removeLeftovers removes from a folder the temporary files of killed processes.
func removeLeftovers(folder string, log *slog.Logger) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return // the next scan reports it
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
		if info, err := root.Lstat(e.Name()); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > leftoverAge {
			if err := root.Remove(e.Name()); err != nil {
				log.Warn("remove what a killed process left", "file", e.Name(), "err", err)
			}
		}
	}
}
