package archive

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Beginnings of names that a restore makes; random text follows.
const (
	stagingPrefix  = ".beilun-restore-"
	replacedPrefix = ".replaced-"
)

// ours matches names that are not taken: files that are being stored or written, and what
// a restore leaves. A name that a person gives is none of them.
var ours = regexp.MustCompile(`^\.beilun-.*\.tmp$|^\.beilun-restore-[A-Z2-7]{20,40}$|^\.replaced-\d{8}T\d{6}-[A-Z2-7]{6}$|\.part-[A-Z2-7]{20,40}(\.spool)?$`)

// part matches the files that Write writes before there is an archive.
var part = regexp.MustCompile(`\.part-[A-Z2-7]{20,40}(\.spool)?$`)

// staging matches the folders that a restore unpacks into.
var staging = regexp.MustCompile(`^\.beilun-restore-[A-Z2-7]{20,40}$`)

// isSecret reports whether a name is that of a file of settings, which may have tokens.
func isSecret(name string) bool {
	name = strings.ToLower(name)
	return name == ".env" || strings.HasPrefix(name, ".env.") && name != ".env.example"
}

// maxName bounds the name of a file, in bytes.
const maxName = 4096

// isSafe reports whether a name is that of a file below the folder it is joined to, on
// every system.
func isSafe(name string) bool {
	return name != "." && len(name) <= maxName && fs.ValidPath(name) && filepath.IsLocal(filepath.FromSlash(name)) && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' })
}

// BaseName returns the name of the file at path as a [Single] may have it in an archive:
// another one if its own cannot be kept.
func BaseName(path string) string {
	if name := filepath.Base(path); isSafe(name) {
		return name
	}
	return "file"
}

// mark is the comment of the gzip header of an archive.
const mark = "beilun backup"

// isMarked reports whether what begins with head is an archive.
func isMarked(head []byte) bool {
	z, err := gzip.NewReader(io.MultiReader(bytes.NewReader(head), strings.NewReader("\x00")))
	return err == nil && z.Comment == mark
}

// isArchive reports whether the regular file at path is an archive.
func isArchive(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() // it is only read
	head := make([]byte, 64)
	n, _ := io.ReadFull(f, head)
	return isMarked(head[:n])
}

// real returns the absolute path of p without links, as far as it exists.
func real(p string) string {
	abs, err := filepath.Abs(p)
	if err != nil {
		return p
	}
	if r, err := filepath.EvalSymlinks(abs); err == nil {
		return r
	}
	if dir := filepath.Dir(abs); dir != abs {
		return filepath.Join(real(dir), filepath.Base(abs))
	}
	return abs
}

// Within reports whether p is dir or below it, whatever links and spellings lead there.
func Within(dir, p string) bool {
	dir = real(dir)
	top, topErr := os.Stat(dir)
	for p = real(p); ; p = filepath.Dir(p) {
		if p == dir {
			return true
		}
		if info, err := os.Stat(p); topErr == nil && err == nil && os.SameFile(top, info) {
			return true
		}
		if p == filepath.Dir(p) {
			return false
		}
	}
}

// paths is a set of paths, and the folders above them. A path that is a link is in it, and
// what the link leads to.
type paths struct{ in, above map[string]bool }

func newPaths(names []string) paths {
	s := paths{map[string]bool{}, map[string]bool{}}
	for _, name := range names {
		abs, err := filepath.Abs(name)
		if err != nil {
			abs = name
		}
		for _, p := range []string{real(abs), filepath.Join(real(filepath.Dir(abs)), filepath.Base(abs))} {
			s.in[p] = true
			for d := filepath.Dir(p); !s.above[d]; d = filepath.Dir(d) {
				s.above[d] = true
			}
		}
	}
	return s
}
