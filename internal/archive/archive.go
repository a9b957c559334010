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
// nowhere else, there are no links and no sparse files, and nothing is unpacked but the
// files of the manifest, and only where there is room for them. What was written is read
// in the same way before it appears under its name.
//
// # Putting back
//
// Nothing is replaced or removed: what is there is moved aside, by renaming, to a name
// that is free, and moved back after an error. Files of settings, other archives and what
// a target keeps are neither taken nor moved.
//
// # Decisions
//
// 2026-11-30: tar and gzip, because everybody can look into such a file without beilun;
// the manifest is last, because it has the checksums of what was streamed before.
//
// 2026-11-30: what is unpacked has no bound in relation to the size of the archive, because
// a file of zeros packs as well as gzip can, and is a file; the room on the disk is one.
//
// 2026-11-30: files are moved one by one, within a file system, and moved back after an
// error; instead of a folder that is replaced as a whole, because what is kept in it, a
// folder that is mounted and who may write in it would be lost.
package archive

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"time"
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
	Time   time.Time `json:"time"`           // of its last change
	Mode   uint32    `json:"mode,omitempty"` // who may read and write it, as on Unix; 0: not known
}

// Manifest says what is in an archive.
type Manifest struct {
	Format  int               `json:"format"`
	Beilun  string            `json:"beilun"` // version that wrote it
	Made    time.Time         `json:"made"`
	Places  []Place           `json:"places"`
	Files   []File            `json:"files"`
	Folders map[string]uint32 `json:"folders,omitempty"` // like Mode, of the folders by name
	Left    []string          `json:"left,omitempty"`    // what was not taken, with the reason
	Counts  map[string]int    `json:"counts,omitempty"`  // entries of the state, by table
}

// Sizes returns the number of the files of each place, by its name.
func (m *Manifest) Sizes() map[string]int {
	out, places := map[string]int{}, m.places()
	for _, f := range m.Files {
		if p, n := places.of(f.Name); n == 1 {
			out[p.Name]++
		}
	}
	return out
}

// Bounds of the places of an archive.
const (
	maxPlaces = 1000
	maxDepth  = 3 // parts of the name of one
)

// places are the places of an archive by name.
type places map[string]Place

func (m *Manifest) places() places {
	out := places{}
	for _, p := range m.Places {
		out[p.Name] = p
	}
	return out
}

// of returns the place of a file, and of how many places it is.
func (all places) of(name string) (place Place, n int) {
	depth := 0
	for i := 0; i < len(name) && depth < maxDepth; i++ {
		if name[i] != '/' {
			continue
		}
		depth++
		if p, ok := all[name[:i]]; ok && p.Kind == Folder {
			place, n = p, n+1
		}
	}
	if p, ok := all[name]; ok && p.Kind == Single {
		place, n = p, n+1
	}
	return place, n
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
	for name := range m.Folders {
		if !isSafe(name) {
			return fmt.Errorf("%w: folder %q", ErrDamaged, name)
		}
	}
	if len(m.Places) > maxPlaces || len(m.Files) > maxFiles || len(m.Folders) > maxFiles {
		return fmt.Errorf("%w: it has %d places and %d files", ErrDamaged, len(m.Places), len(m.Files))
	}
	all := m.places()
	if len(all) != len(m.Places) {
		return fmt.Errorf("%w: it has two places of a name", ErrDamaged)
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		if !isSafe(f.Name) || seen[f.Name] || isSecret(path.Base(f.Name)) {
			return fmt.Errorf("%w: file %q", ErrDamaged, f.Name)
		}
		seen[f.Name] = true
		if _, n := all.of(f.Name); n != 1 {
			return fmt.Errorf("%w: file %q is of %d places", ErrDamaged, f.Name, n)
		}
	}
	for _, p := range m.Places {
		if !isSafe(p.Name) || strings.Count(p.Name, "/") >= maxDepth || p.Kind != Folder && p.Kind != Single || p.Kind == Single && !seen[p.Name] {
			return fmt.Errorf("%w: place %q", ErrDamaged, p.Name)
		}
	}
	return nil
}
