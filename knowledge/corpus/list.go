package corpus

import (
	"context"
	"fmt"
	"io/fs"
	"path"

	"beilun/knowledge/read"
	"beilun/knowledge/read/skip"
)

// Limits of a folder.
const (
	maxDepth   = 16        // folders within each other
	maxEntries = 1_000_000 // files and folders of any kind
	maxFiles   = 100_000   // release files
)

// lister walks a root.
type lister struct {
	root    root
	ctx     context.Context
	enter   func(dir string) // called before a folder is listed; may be nil
	found   []entry
	unread  unreadFiles
	entries int // files and folders of any kind
}

// list finds the files of r in order of their IDs, those that cannot be read with the
// reason. Links are files when they lead to files, and not followed when they lead to
// folders.
func (r root) list(ctx context.Context, enter func(dir string)) (*lister, error) {
	l := &lister{root: r, ctx: ctx, enter: enter}
	if r.only != "" {
		if enter != nil {
			enter(".")
		}
		l.found, l.entries = []entry{{name: r.only}}, 1
		if isErrata(r.only) {
			l.found[0].err = ErrMisplaced
		}
		return l, ctx.Err()
	}
	if err := l.folder(".", 0); err != nil {
		return nil, err
	}
	l.found = append(l.found, l.unread.entries()...)
	sortEntries(l.found)
	return l, nil
}

func (l *lister) folder(dir string, depth int) error {
	if l.enter != nil {
		l.enter(dir)
	}
	children, err := fs.ReadDir(l.root.fsys, dir)
	if err != nil {
		if depth == 0 {
			return bare(err)
		}
		return l.add(dir+"/", l.root.reason(dir, err))
	}
	if l.entries += len(children); l.entries > maxEntries {
		return fmt.Errorf("more than %d files", maxEntries)
	}
	pages := skip.Pages{}
	for _, c := range children {
		if !c.IsDir() {
			pages.Add(c.Name())
		}
	}
	for _, c := range children {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		if skip.Name(c.Name()) || c.IsDir() && pages.Beside(c.Name()) {
			continue
		}
		if err := l.child(dir, c, depth); err != nil {
			return err
		}
	}
	return nil
}

func (l *lister) child(dir string, c fs.DirEntry, depth int) error {
	name := path.Join(dir, c.Name())
	if c.IsDir() {
		switch {
		case !printable(c.Name()):
			return l.add(name+"/", ErrName)
		case read.Handles(c.Name()): // someone takes it for a release
			return l.add(name, fmt.Errorf("%w: it is a folder", ErrNotRegular))
		case depth+1 >= maxDepth:
			return l.add(name+"/", fmt.Errorf("%w: more than %d within each other", ErrFolder, maxDepth))
		}
		return l.folder(name, depth+1)
	}
	if !read.Handles(c.Name()) {
		return l.other(name, c.Type())
	}
	switch {
	case !printable(c.Name()):
		return l.add(name, ErrName)
	case isErrata(name) && depth > 0:
		return l.add(name, ErrMisplaced)
	}
	if err := l.add(name, nil); err != nil {
		return err
	}
	if c.Type().IsRegular() && l.root.folder != nil { // a link leads elsewhere
		if info, err := c.Info(); err == nil {
			l.found[len(l.found)-1].info = info
		}
	}
	return nil
}

// other takes a file whose name is not that of a release.
func (l *lister) other(name string, mode fs.FileMode) error {
	why := read.Unread(name)
	switch {
	case mode&fs.ModeSymlink != 0:
		info, err := l.root.stat(name)
		if err == nil && info.IsDir() {
			return l.add(name+"/", fmt.Errorf("%w: it is a link", ErrFolder))
		}
		if err != nil {
			why = l.root.reason(name, err)
		}
	case !mode.IsRegular():
		why = ErrNotRegular
	}
	l.unread.add(name, why)
	return nil
}

func (l *lister) add(name string, err error) error {
	if len(l.found) == maxFiles {
		return fmt.Errorf("more than %d releases", maxFiles)
	}
	l.found = append(l.found, entry{name: name, id: shown(name), err: err})
	return nil
}

// Listing is the files of a corpus as they were listed at one time, and not yet read.
type Listing struct{ lists []*lister }

// List lists the files. It returns ctx's error, or that of a root that cannot be listed.
func (c *Corpus) List(ctx context.Context) (*Listing, error) {
	l := &Listing{}
	for _, r := range c.roots {
		one, err := r.list(ctx, nil)
		if err != nil {
			return nil, fmt.Errorf("list releases in %s: %w", r.path, err)
		}
		l.lists = append(l.lists, one)
	}
	return l, nil
}

// Len returns the number of files. What a file holds is not counted.
func (l *Listing) Len() int {
	n := 0
	for _, one := range l.lists {
		n += len(one.found)
	}
	return n
}

// stamp returns what the system knows of a listed file, or why it cannot be read.
func (e entry) stamp(r root) (stamp, error) {
	info, err := e.info, e.err
	switch {
	case err != nil:
	case info != nil:
		err = readable(e.name, info)
	default:
		info, err = r.look(e.name)
	}
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}
