// Package archive writes folders and files into one file and puts them back: a gzipped
// tar with a manifest at its end, which [Open] checks wholly before anything is taken
// from it.
//
// # Writing
//
// [Write] takes the places one after the other, each in a state in which it was at some
// moment while people work in it. A file that has just changed is waited for, and one that
// changes while it is read is read again; a folder is listed again until all that was in
// it is taken. What is in the archive and was gone by then is not in the manifest and so
// does not count. Links are not followed, and not taken.
//
// # Reading
//
// An archive may come from anywhere: every name, size and checksum is checked, names lead
// nowhere else, there are no links, and what is unpacked is bounded by the size of the
// archive.
//
// # Decisions
//
// 2026-11-30: tar and gzip, because everybody can look into such a file without beilun;
// the manifest is last, because it has the checksums of what was streamed before.
package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"
)

// format is the version of archives.
const format = 1

// manifestName is the name of the manifest in the archive.
const manifestName = "manifest.json"

// Errors of an archive.
var (
	ErrNewer   = errors.New("a newer beilun made it; use that version")
	ErrDamaged = errors.New("it is no backup of beilun, or damaged")
	ErrExists  = errors.New("there is a file of that name already; choose another name")
)

// Kind says what a place is.
type Kind string

// The kinds of places.
const (
	Folder Kind = "folder" // with all that is in it
	Single Kind = "file"
)

// Place is a folder or a file of an archive.
type Place struct {
	Setting string `json:"setting"` // that names it: "BEILUN_RELEASES"
	Name    string `json:"name"`    // in the archive, slash-separated: "releases/1"; of a file, with its own name
	Kind    Kind   `json:"kind"`
	Path    string `json:"path"`              // where it was
	Private bool   `json:"private,omitempty"` // only its owner may read it
}

// File is a file of an archive.
type File struct {
	Name   string    `json:"name"` // with the name of its place before it
	Size   int64     `json:"size"` // in bytes
	SHA256 string    `json:"sha256"`
	Time   time.Time `json:"time"` // of its last change
}

// Manifest says what is in an archive.
type Manifest struct {
	Format int            `json:"format"`
	Beilun string         `json:"beilun"` // version that wrote it
	Made   time.Time      `json:"made"`
	Places []Place        `json:"places"`
	Files  []File         `json:"files"`
	Left   []string       `json:"left,omitempty"`   // what was not taken, with the reason
	Counts map[string]int `json:"counts,omitempty"` // entries of the state, by table
}

// Of returns the files of a place.
func (m *Manifest) Of(p Place) (out []File) {
	for _, f := range m.Files {
		if p.holds(f.Name) {
			out = append(out, f)
		}
	}
	return out
}

// holds reports whether a file is of the place.
func (p Place) holds(name string) bool {
	if p.Kind == Single {
		return name == p.Name
	}
	return strings.HasPrefix(name, p.Name+"/")
}

// within returns the name of a file within its place.
func (p Place) within(name string) string {
	if p.Kind == Single {
		return path.Base(name)
	}
	return strings.TrimPrefix(name, p.Name+"/")
}

// check returns an error unless every name is one that leads nowhere else, and every file
// is of a place.
func (m *Manifest) check() error {
	if m.Format > format {
		return ErrNewer
	}
	if m.Format < 1 {
		return fmt.Errorf("%w: its format is %d", ErrDamaged, m.Format)
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		if !isSafe(f.Name) || seen[f.Name] {
			return fmt.Errorf("%w: file %q", ErrDamaged, f.Name)
		}
		seen[f.Name] = true
		n := 0
		for _, p := range m.Places {
			if p.holds(f.Name) {
				n++
			}
		}
		if n != 1 {
			return fmt.Errorf("%w: file %q is of %d places", ErrDamaged, f.Name, n)
		}
	}
	for _, p := range m.Places {
		if !isSafe(p.Name) || p.Kind != Folder && p.Kind != Single || p.Kind == Single && !seen[p.Name] {
			return fmt.Errorf("%w: place %q", ErrDamaged, p.Name)
		}
	}
	return nil
}

// isSafe reports whether a name is that of a file below the folder it is joined to, on
// every system.
func isSafe(name string) bool {
	return name != "." && fs.ValidPath(name) && filepath.IsLocal(filepath.FromSlash(name)) && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' })
}
