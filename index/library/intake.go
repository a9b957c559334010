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
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// Reasons why nothing can be added or removed. [Reason] has a sentence for each.
var (
	ErrBuiltIn  = errors.New("the releases are built in")
	ErrNoFolder = errors.New("there is no releases folder to store files in")
	ErrUnknown  = errors.New("there is no such release")
	ErrLink     = errors.New("it is a link")
	ErrInside   = errors.New("it is inside another file")
)

// Preview returns a file as it would be read in the folder, with its figures. It
// stores nothing.
func (l *Library) Preview(ctx context.Context, name string, data []byte) (*knowledge.Article, error) {
	name, err := storedName(name)
	if err != nil {
		return nil, err
	}
	a, err := parse(ctx, name, data)
	if err != nil {
		return nil, err
	}
	pass, err := l.index.Lexicon().Binder().Pass(ctx, a)
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

// parse reads a file without its figures.
func parse(ctx context.Context, name string, data []byte) (*knowledge.Article, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return read.Outline(ctx, name, data)
}

// Add stores a file in the releases folder and brings the index in step. If
// another file has its name, the name gets a number. When Add returns without an
// error, the file is on the disk and answers questions. A file that cannot be
// read is not stored, and one that is already there is not stored again.
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
	if err := l.acquire(ctx); err != nil {
		return index.Release{}, err
	}
	defer l.release()
	if _, err := l.syncOnce(ctx); err != nil { // so that the follower knows the folder as it is
		return index.Release{}, err
	}
	if r, ok := l.sameBytes(data); ok {
		return r, nil
	}
	stored, err := store(folder, name, data)
	if err != nil {
		return index.Release{}, fmt.Errorf("store release %q: %w", name, err)
	}
	l.follower.Complete(prefix + stored)
	if _, err := l.syncOnce(ctx); err != nil {
		return index.Release{}, fmt.Errorf("release %q is stored and cannot be answered from yet: %w", stored, err)
	}
	if r, ok := l.index.Held(prefix + stored); ok {
		return r, nil
	}
	err = ErrUnknown // someone has already removed it again
	for _, p := range l.Problems() {
		if p.ID == prefix+stored {
			err = p.Err
		}
	}
	return index.Release{}, fmt.Errorf("release %q is stored and cannot be answered from: %w", stored, err)
}

// folder returns the folder that files are stored in, and the prefix of their IDs.
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

// sameBytes returns the release whose file has the same bytes as data.
func (l *Library) sameBytes(data []byte) (index.Release, bool) {
	sum := sha256.Sum256(data)
	ids := l.follower.Same(hex.EncodeToString(sum[:]))
	slices.Sort(ids)
	for _, id := range ids {
		if r, ok := l.index.Held(id); ok {
			return r, true
		}
	}
	return index.Release{}, false
}

// removedDir is the folder, within the releases folder, that removed files are
// kept in. The name makes it hidden, so that its files are not read.
const removedDir = ".removed"

// Remove moves the file of a release into removedDir and removes the release from
// the index. It also removes a file that could not be read, and an archive with all that
// is in it. The error is ErrInside for a release in an archive.
func (l *Library) Remove(ctx context.Context, id string) error {
	if _, _, err := l.folder(); err != nil {
		return err
	}
	if err := l.acquire(ctx); err != nil {
		return err
	}
	defer l.release()
	folder, name, ok := l.files.Place(id)
	if !ok || !l.listed(id) {
		return fmt.Errorf("remove release %q: %w", id, ErrUnknown)
	}
	if holder := l.files.HolderOf(id); holder != "" {
		return fmt.Errorf("remove release %q: %w: %s", id, ErrInside, holder)
	}
	if err := setAside(folder, name); err != nil {
		return fmt.Errorf("remove release %q: %w", id, err)
	}
	l.follower.Forget(id)
	if _, err := l.syncOnce(ctx); err != nil {
		return fmt.Errorf("release %q is removed and still answered from: %w", id, err)
	}
	return nil
}

// listed reports whether id names a file that a sync has listed. Others must not be
// reachable by a name that somebody enters, and no pattern of several files counts.
func (l *Library) listed(id string) bool {
	if id == "" || strings.HasSuffix(id, "/") {
		return false
	}
	if _, ok := l.index.Held(id); ok {
		return true
	}
	if slices.ContainsFunc(l.index.Releases(), func(r index.Release) bool { return l.files.HolderOf(r.ID) == id }) {
		return true
	}
	return slices.ContainsFunc(l.Problems(), func(r index.Refusal) bool { return r.ID == id && corpus.More(r.Err) == 0 })
}

// setAside moves a file of a folder into its removedDir.
func setAside(folder, name string) (err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	info, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // somebody else has removed it
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return ErrLink
	}
	if err := root.Mkdir(removedDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := rename(root, name, path.Join(removedDir, path.Base(name))); err != nil {
		return err
	}
	return errors.Join(syncDir(root, removedDir), syncDir(root, path.Dir(name)))
}
