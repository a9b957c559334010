package pdftext

import (
	"os"
	"path/filepath"
	"strconv"
)

// cacheDir returns a directory for PDFium's machine code, and creates it if necessary.
// It returns "" if there is none that only this user can write to, because whoever
// writes there decides what a worker runs. XDG_CACHE_HOME moves it on Linux.
func cacheDir() string {
	if dir, err := os.UserCacheDir(); err == nil && (exists(dir) || exists(filepath.Dir(dir))) { // do not create a home directory
		dir = filepath.Join(dir, "beilun", "pdfium")
		if os.MkdirAll(dir, 0o700) == nil && writable(dir) {
			return dir
		}
	}
	dir := filepath.Join(os.TempDir(), "beilun-pdfium-"+strconv.Itoa(os.Getuid()))
	os.Mkdir(dir, 0o700) // checked below, whoever created it
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() || info.Mode().Perm() != 0o700 || !ours(info) || !writable(dir) {
		return ""
	}
	return dir
}

func exists(dir string) bool {
	_, err := os.Stat(dir)
	return err == nil
}

// writable reports whether a file can be created in dir.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, "try-*.tmp")
	if err != nil {
		return false
	}
	f.Close()
	os.Remove(f.Name())
	return true
}
