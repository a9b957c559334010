package library

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path"
	"path/filepath"

	"beilun/knowledge/read"
)

// Put stores a file in dir, a folder below a releases folder that is made if it is
// missing, and returns the name that it got. The follower of the folder finds it there.
// The file is complete when it appears and replaces no other; if isSame reports that a
// file of that name, or of that name with a number, has the same in it, nothing is
// written. The error is read.ErrFormat if the extension is not one of a release.
func Put(dir, name string, data []byte, isSame func(stored []byte) bool) (string, error) {
	name, err := storedName(name)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	return storeUnless(dir, name, data, func(root *os.Root, present string, size int64) bool {
		if size > read.MaxFile {
			return false
		}
		stored, err := root.ReadFile(present)
		return err == nil && isSame(stored)
	})
}

// Replace puts data in the place of the file name of a folder and keeps what was there
// in the folder's .earlier, which is hidden, so that it is not read. The file is never
// missing and never in part.
func Replace(folder, name string, data []byte) (err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	before, err := root.ReadFile(name)
	if err != nil {
		return err
	}
	if err := root.Mkdir(earlierDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := store(filepath.Join(folder, earlierDir), path.Base(name), before); err != nil {
		return err
	}
	return swap(root, name, data)
}

// ReplaceBeside puts data in the place of the file name of a folder, after it has stored
// earlier, the version before marked as such, beside it under a name of its own. A file
// of that name with the same bytes is left as it is: it is from a process that was killed
// in between. The file is never missing and never in part.
func ReplaceBeside(folder, name string, data []byte, earlierName string, earlier []byte) (err error) {
	if _, err := Put(filepath.Join(folder, filepath.FromSlash(path.Dir(name))), earlierName, earlier, func(stored []byte) bool { return bytes.Equal(stored, earlier) }); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	return swap(root, name, data)
}

// swap puts data in the place of the file name.
func swap(root *os.Root, name string, data []byte) (err error) {
	temp := path.Join(path.Dir(name), tempPrefix+rand.Text()+tempSuffix)
	if err = writeNew(root, temp, data); err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(root.Remove(temp)))
	}
	return syncDir(root, path.Dir(name))
}

// earlierDir is the folder, within the releases folder, that earlier versions of
// replaced files are kept in. The name makes it hidden, so that its files are not read.
const earlierDir = ".earlier"

// RemoveLeftovers removes from a folder the temporary files of killed processes.
func RemoveLeftovers(dir string, log *slog.Logger) { removeLeftovers(dir, log) }
