package store

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// An index directory may have files that are not ours: those that a Mac leaves
// beside others, another program's, a person's. They are not removed, and kept away
// from bleve, which deletes every .zap file that it does not know and fails on one
// whose name is no number.
const (
	CurrentFile      = "CURRENT"
	GenerationPrefix = "gen-"
	AsidePrefix      = "damaged-" // before the name of a generation that was moved aside
	MetaFile         = "index_meta.json"
	StoreDir         = "store"
	RootFile         = "root.bolt"
	SumsFile         = "SUMS"
	NoteFile         = "NOTE"   // see WriteNote
	FormatFile       = "FORMAT" // with the FormatVersion of a generation, which is known so before Bleve opens it
)

// maxAside is the size in bytes of a damaged generation over which it is
// removed and not kept for a person to look at. One is kept at most.
const maxAside = 64 << 20

var zapFile = regexp.MustCompile(`^[0-9a-f]{12}\.zap$`)

func isGeneration(name string) bool {
	n, ok := strings.CutPrefix(name, GenerationPrefix)
	if !ok {
		return false
	}
	_, err := strconv.ParseUint(n, 10, 32)
	return err == nil
}

// NextGeneration returns a name that nothing in the directory has, that CURRENT does not
// name either, because what it names is taken for complete, and that is not the name of
// the generation in use, whose files may be gone from the directory.
func NextGeneration(dir, inUse string) string {
	current, _, _ := ReadCurrent(dir)
	names := []string{current, inUse}
	entries, _ := os.ReadDir(dir) // an error comes up again in building
	for _, e := range entries {
		names = append(names, strings.TrimPrefix(e.Name(), AsidePrefix))
	}
	last := uint64(0)
	for _, name := range names {
		if isGeneration(name) {
			n, _ := strconv.ParseUint(strings.TrimPrefix(name, GenerationPrefix), 10, 32)
			last = max(last, n)
		}
	}
	if last >= 1<<32-2 { // a name that a person gave
		last = 0
	}
	for {
		last++
		name := fmt.Sprintf("%s%06d", GenerationPrefix, last)
		if !Exists(filepath.Join(dir, name)) {
			return name
		}
	}
}

// Exists reports whether there is anything at path, be it a broken link.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// RemoveOthers removes every generation in a directory except those named in keep, and
// what writing CURRENT left. What cannot be removed is left for the next time.
func RemoveOthers(dir string, log *slog.Logger, keep ...string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		log.Warn("list index directory", "err", err)
		return
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case isGeneration(name) && e.IsDir() && !slices.Contains(keep, name):
			if err := RemoveGeneration(filepath.Join(dir, name)); err != nil {
				log.Warn("remove old index", "generation", name, "err", err)
			}
		case strings.HasPrefix(name, CurrentFile+".tmp") && e.Type().IsRegular():
			_ = os.Remove(filepath.Join(dir, name))
		}
	}
}

// RemoveGeneration removes the files of a generation and its directories when
// nothing else is in them.
func RemoveGeneration(path string) error {
	store := filepath.Join(path, StoreDir)
	entries, err := os.ReadDir(store)
	var errs []error
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		errs = append(errs, err)
	}
	for _, e := range entries {
		if e.Type().IsRegular() && (zapFile.MatchString(e.Name()) || e.Name() == RootFile) {
			errs = append(errs, os.Remove(filepath.Join(store, e.Name())))
		}
	}
	for _, name := range []string{MetaFile, SumsFile, NoteFile, FormatFile} {
		if info, err := os.Lstat(filepath.Join(path, name)); err == nil && info.Mode().IsRegular() {
			errs = append(errs, os.Remove(filepath.Join(path, name)))
		}
	}
	_ = os.Remove(store) // fail where foreign files are left in them
	_ = os.Remove(path)
	return errors.Join(errs...)
}

// SetAside moves a damaged generation out of the way, in the place of the one
// that was moved before. It is removed when it is too large to be kept.
func SetAside(dir, name string, log *slog.Logger) {
	DropAside(dir)
	path := filepath.Join(dir, name)
	if generationSize(path) > maxAside {
		log.Warn("damaged index is too large to be kept", "generation", name)
		if err := RemoveGeneration(path); err != nil {
			log.Warn("remove damaged index", "generation", name, "err", err)
		}
		return
	}
	aside := filepath.Join(dir, AsidePrefix+name)
	if Exists(aside) { // its foreign files are left
		return
	}
	if err := os.Rename(path, aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("move damaged index aside", "generation", name, "err", err)
	}
}

// DropAside removes what was moved aside and reports whether there was any.
func DropAside(dir string) bool {
	entries, _ := os.ReadDir(dir)
	dropped := false
	for _, e := range entries {
		name, ok := strings.CutPrefix(e.Name(), AsidePrefix)
		if ok && isGeneration(name) && e.IsDir() {
			dropped = RemoveGeneration(filepath.Join(dir, e.Name())) == nil || dropped
		}
	}
	return dropped
}

// generationSize returns the bytes that the files of a generation take.
func generationSize(path string) int64 {
	total := int64(0)
	for _, dir := range []string{path, filepath.Join(path, StoreDir)} {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
				total += info.Size()
			}
		}
	}
	return total
}

// moveForeign moves what bleve would take for its own, and is not, out of its
// store into the generation's directory.
func moveForeign(path string) error {
	store := filepath.Join(path, StoreDir)
	entries, err := os.ReadDir(store)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".zap" || zapFile.MatchString(e.Name()) && e.Type().IsRegular() {
			continue
		}
		to := filepath.Join(path, e.Name())
		for n := 1; Exists(to); n++ {
			to = filepath.Join(path, fmt.Sprintf("%s.%d", e.Name(), n))
		}
		if err := os.Rename(filepath.Join(store, e.Name()), to); err != nil {
			return fmt.Errorf("move a foreign file: %w", err)
		}
	}
	return nil
}

// NoIndex is why there is nothing to open in a directory that had no index.
const NoIndex = "no index yet"

// ReadCurrent returns the name of the current generation, or why there is
// none.
func ReadCurrent(dir string) (name, why string, err error) {
	path := filepath.Join(dir, CurrentFile)
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && hasGeneration(dir):
		return "", "damaged: its CURRENT file is gone", nil
	case errors.Is(err, fs.ErrNotExist):
		return "", NoIndex, nil
	case err != nil:
		return "", "", fmt.Errorf("read index: %w", err)
	case !info.Mode().IsRegular():
		return "", "damaged: its CURRENT is no file", makeWay(path)
	case info.Size() > 100:
		return "", "damaged: its CURRENT file names no generation", nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", "", fmt.Errorf("read index: %w", err)
	}
	name, ended := strings.CutSuffix(string(raw), "\n")
	if !ended || !isGeneration(name) {
		return "", "damaged: its CURRENT file names no generation", nil
	}
	return name, "", nil
}

func hasGeneration(dir string) bool {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if isGeneration(e.Name()) && Exists(filepath.Join(dir, e.Name(), MetaFile)) {
			return true
		}
	}
	return false
}

// makeWay renames something foreign that has the name of a file of ours.
func makeWay(path string) error {
	to := path + ".foreign"
	for n := 1; Exists(to); n++ {
		to = fmt.Sprintf("%s.foreign.%d", path, n)
	}
	if err := os.Rename(path, to); err != nil {
		return fmt.Errorf("make way for the index: %w", err)
	}
	return nil
}

// writeCurrent makes name the current generation, durably: a reader sees
// the old name or the new one.
func writeCurrent(dir, name string) error {
	if err := writeFile(filepath.Join(dir, CurrentFile), []byte(name+"\n")); err != nil {
		return fmt.Errorf("switch to the new index: %w", spaceError(err))
	}
	return nil
}

// MakeCurrent makes a generation the current one of a directory, durably.
func MakeCurrent(dir, name string) error {
	path := filepath.Join(dir, name)
	if err := syncFile(filepath.Join(path, MetaFile)); err != nil { // bleve does not
		return spaceError(err)
	}
	syncDir(path)
	syncDir(dir)
	return writeCurrent(dir, name)
}

// writeFile replaces a file in one step, and waits until it is on disk.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	syncDir(filepath.Dir(path))
	return nil
}

// syncFile waits until a file that another wrote is on disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncDir makes the names in a directory durable where the system can. Some
// refuse to sync a directory; a rename is atomic all the same.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
