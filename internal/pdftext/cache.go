package pdftext

import (
	"os"
	"path/filepath"
	"strconv"
)

// cacheDir returns a directory for PDFium's machine code, made when it was not
// there, or "" when there is none that only this user can write to: who writes
// there decides what a worker runs. XDG_CACHE_HOME moves it on Linux.
func cacheDir() string {
	if dir, err := os.UserCacheDir(); err == nil && (exists(dir) || exists(filepath.Dir(dir))) { // and no home is made up
		dir = filepath.Join(dir, "beilun", "pdfium")
		if os.MkdirAll(dir, 0o700) == nil && writable(dir) {
			return dir
		}
	}
	dir := filepath.Join(os.TempDir(), "beilun-pdfium-"+strconv.Itoa(os.Getuid()))
	os.Mkdir(dir, 0o700) // what stands there is looked at, whoever made it
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() || info.Mode().Perm() != 0o700 || !ours(info) || !writable(dir) {
		return ""
	}
	return dir
}

func exists(dir string) bool {
	_, err := os.Stat(dir)
	return err == nil
}

// writable reports whether a file can be made in dir.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, "try-*.tmp")
	if err != nil {
		return false
	}
	f.Close()
	os.Remove(f.Name())
	return true
}
