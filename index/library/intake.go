package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/read"
)

// Reasons why nothing can be added or removed; Reason says them to people.
var (
	ErrBuiltIn  = errors.New("the releases are built in")
	ErrNoFolder = errors.New("there is no releases folder to store files in")
	ErrUnknown  = errors.New("there is no such release")
	ErrLink     = errors.New("it is a link")
)

// Preview reads a file as it would be read in the folder, and keeps nothing.
func (l *Library) Preview(ctx context.Context, name string, data []byte) (*knowledge.Article, error) {
	name, err := storedName(name)
	if err != nil {
		return nil, err
	}
	a, err := parse(ctx, name, data)
	if err != nil {
		return nil, err
	}
	pass, err := l.Lexicon().Binder().Pass(ctx, a)
	if err != nil {
		return nil, err
	}
	for i := range a.Sections {
		s := &a.Sections[i]
		for j := range s.Paragraphs {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			read.Fill(a, &s.Paragraphs[j])
			pass.Paragraph(s.Heading, &s.Paragraphs[j])
		}
	}
	return a, nil
}

// parse reads a file but for its figures.
func parse(ctx context.Context, name string, data []byte) (*knowledge.Article, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return read.Outline(ctx, name, data)
}

// Add stores a file in the releases folder, under its name or, where another
// file has it, with a number in it, and brings the index in step. When it
// returns without an error, the file is on the disk and is answered from. A
// file that cannot be read is not stored, and one that is there already is not
// stored again.
func (l *Library) Add(ctx context.Context, name string, data []byte) (index.Release, error) {
	folder, prefix, err := l.folder()
	if err != nil {
		return index.Release{}, err
	}
	if name, err = storedName(name); err != nil {
		return index.Release{}, err
	}
	if _, err := parse(ctx, name, data); err != nil {
		return index.Release{}, err
	}
	if err := l.take(ctx); err != nil {
		return index.Release{}, err
	}
	defer l.give()
	if _, err := l.pass(ctx); err != nil { // so that what is known of the folder is true
		return index.Release{}, err
	}
	if r, ok := l.same(data); ok {
		return r, nil
	}
	stored, err := store(folder, name, data)
	if err != nil {
		return index.Release{}, fmt.Errorf("store release %q: %w", name, err)
	}
	l.follower.Complete(prefix + stored)
	if _, err := l.pass(ctx); err != nil {
		return index.Release{}, fmt.Errorf("release %q is stored and cannot be answered from yet: %w", stored, err)
	}
	if r, ok := l.release(prefix + stored); ok {
		return r, nil
	}
	err = ErrUnknown // someone was quicker to take it away
	for _, p := range l.Problems() {
		if p.ID == prefix+stored {
			err = p.Err
		}
	}
	return index.Release{}, fmt.Errorf("release %q is stored and cannot be answered from: %w", stored, err)
}

// folder returns where files are stored, and what their IDs begin with.
func (l *Library) folder() (folder, prefix string, err error) {
	folder, prefix, ok := l.files.Folder()
	switch {
	case ok:
		return folder, prefix, nil
	case l.files.Follows():
		return "", "", ErrNoFolder
	}
	return "", "", ErrBuiltIn
}

// same returns the release that has the same bytes.
func (l *Library) same(data []byte) (index.Release, bool) {
	sum := sha256.Sum256(data)
	ids := l.follower.Same(hex.EncodeToString(sum[:]))
	slices.Sort(ids)
	for _, id := range ids {
		if r, ok := l.release(id); ok {
			return r, true
		}
	}
	return index.Release{}, false
}

// release returns a release of the index by its ID.
func (l *Library) release(id string) (index.Release, bool) {
	return l.Held(id)
}

// removed is the folder within the releases folder that removed files are kept
// in. Its name is hidden, so that nobody reads them.
const removed = ".removed"

// Remove takes a release out of the folder and of the index. The file is kept
// in the hidden folder .removed. A file that could not be read is removed, too.
func (l *Library) Remove(ctx context.Context, id string) error {
	if _, _, err := l.folder(); err != nil {
		return err
	}
	if err := l.take(ctx); err != nil {
		return err
	}
	defer l.give()
	folder, name, ok := l.files.Place(id)
	if !ok || !l.known(id) {
		return fmt.Errorf("remove release %q: %w", id, ErrUnknown)
	}
	if err := setAside(folder, name); err != nil {
		return fmt.Errorf("remove release %q: %w", id, err)
	}
	l.follower.Forget(id)
	if _, err := l.pass(ctx); err != nil {
		return fmt.Errorf("release %q is removed and still answered from: %w", id, err)
	}
	return nil
}

// known reports whether id is that of a file that was listed, so that no other
// can be reached by a name that someone writes.
func (l *Library) known(id string) bool {
	if strings.HasSuffix(id, "/") {
		return false
	}
	if _, ok := l.release(id); ok {
		return true
	}
	return slices.ContainsFunc(l.Problems(), func(r index.Refusal) bool { return r.ID == id })
}

// setAside moves a file of a folder to where removed files are kept.
func setAside(folder, name string) (err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	info, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // it is gone already
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return ErrLink
	}
	if err := root.Mkdir(removed, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := rename(root, name, path.Join(removed, path.Base(name))); err != nil {
		return err
	}
	return errors.Join(syncDir(root, removed), syncDir(root, path.Dir(name)))
}
