package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"beilun/knowledge/read"
)

// scan is one pass over all roots.
type scan struct {
	f       *Follower
	ctx     context.Context
	yield   func(File) error
	start   time.Time
	held    map[string]holding // as it will be
	seen    map[string]bool    // IDs that are there
	waiting map[string]motion
	moving  map[string]bool
	fresh   map[string]bool // digests of files that were not there, or not so
	blind   []string        // IDs of folders, and beginnings of IDs, of which nothing is known
	roots   map[int]bool    // that cannot be read
	losses  map[int]*Loss   // of roots, that are reported
	over    map[int]bool    // roots whose loss was accepted or has lasted
	entered map[string]bool // paths of the folders that were listed
}

// Scan yields each file as Each does, but files in motion as they were before, and the
// files that are missing last. It returns ctx's error or the first one of yield, and
// then has no effect. Article of a file that is yielded as it was returns ErrGrowing
// or ErrVanished.
func (f *Follower) Scan(ctx context.Context, yield func(File) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := &scan{
		f: f, ctx: ctx, yield: yield, start: time.Now(), held: maps.Clone(f.held), seen: map[string]bool{}, waiting: map[string]motion{},
		moving: map[string]bool{}, fresh: map[string]bool{}, roots: map[int]bool{}, losses: map[int]*Loss{}, over: map[int]bool{}, entered: map[string]bool{},
	}
	f.due = s.start.Add(f.opts.Every) // should it fail
	lists := make([]*lister, len(f.corpus.roots))
	for i := range lists {
		var err error
		if lists[i], err = s.root(i); err != nil {
			return err
		}
	}
	s.lose(lists)
	for _, i := range slices.Sorted(maps.Keys(s.losses)) {
		if err := yield(File{ID: f.corpus.roots[i].title(), Err: s.losses[i]}); err != nil {
			return err
		}
	}
	for _, errata := range []bool{true, false} {
		for i, l := range lists {
			if err := s.entries(i, l, errata); err != nil {
				return err
			}
		}
		if errata {
			if err := s.lostErrata(); err != nil {
				return err
			}
		}
	}
	confirm, err := s.missing()
	if err != nil {
		return err
	}
	f.corpus.memory.keep(func(id string) bool { _, held := s.held[id]; return held || s.seen[id] })
	if len(s.roots) == 0 {
		f.rewatch(s.entered, len(s.seen))
	}
	f.gone = false
	f.held, f.waiting, f.moving, f.whole = s.held, s.waiting, s.moving, map[string]bool{}
	end := time.Now()
	f.due = end.Add(f.opts.Every)
	if confirm {
		f.due = earlier(f.due, end.Add(f.opts.Confirm))
	}
	f.lookAt, f.rested = end.Add(f.opts.Settle/2), end.Add(min(end.Sub(s.start), time.Second))
	return nil
}

// root lists a root. If that fails it yields the reason instead of files.
func (s *scan) root(i int) (*lister, error) {
	l, err := s.list(i)
	if err == nil {
		return l, nil
	}
	if s.ctx.Err() != nil {
		return nil, s.ctx.Err()
	}
	s.roots[i] = true
	title := s.f.corpus.roots[i].title()
	s.seen[title] = true
	return nil, s.yield(File{ID: title, Err: err})
}

// entries yields the files of a root: those of corrections, or all others.
func (s *scan) entries(i int, l *lister, errata bool) error {
	if l == nil {
		return nil
	}
	for _, e := range l.found {
		if e.errata() != errata {
			continue
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := s.entry(i, l.root, e); err != nil {
			return err
		}
	}
	return nil
}

// list reopens a root if another folder has its path, and lists it.
func (s *scan) list(i int) (*lister, error) {
	r := &s.f.corpus.roots[i]
	if err := r.refresh(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRoot, err)
	}
	if r.swapped {
		s.f.swapped[i], r.swapped = true, false
	}
	l, err := r.list(s.ctx, func(dir string) { s.entered[s.f.watch(*r, dir)] = true })
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRoot, err)
	}
	if l.entries == 0 && s.f.swapped[i] && s.holds(i) {
		return nil, ErrBare
	}
	s.f.swapped[i] = false
	return l, nil
}

// holds reports whether anything is known of root i.
func (s *scan) holds(i int) bool {
	for _, h := range s.held {
		if h.root == i {
			return true
		}
	}
	return false
}

// entry yields a listed file, unless it is new and in motion.
func (s *scan) entry(i int, r root, e entry) error {
	id := r.prefix + e.id
	if e.err != nil {
		if strings.HasSuffix(id, "/") {
			if errors.Is(e.err, fs.ErrNotExist) {
				return nil // gone since its name was listed
			}
			s.blind = append(s.blind, id)
		}
		s.seen[id] = true
		return s.yield(File{ID: id, Err: e.err, Errata: e.errata()})
	}
	info, err := r.look(e.name)
	if errors.Is(err, fs.ErrNotExist) && r.only == "" && !r.link(e.name) {
		return nil // gone since it was listed
	}
	s.seen[id] = true
	if err != nil {
		return s.take(i, File{ID: id, Err: unreadable(e.name, err), Errata: e.errata()})
	}
	st := stampOf(info)
	if r.folder != nil && !s.settled(id, st) {
		return s.wait(r, id, e.name, st)
	}
	return s.f.corpus.each(s.ctx, File{ID: id, Errata: e.errata()}, r, e.name, st, func(f File) error {
		if errors.Is(f.Err, ErrGrowing) {
			return s.wait(r, id, e.name, st)
		}
		return s.take(i, f)
	})
}

// take yields a file of root i that was read, or that cannot be.
func (s *scan) take(i int, f File) error {
	s.seen[f.ID] = true
	switch {
	case errors.Is(f.Err, ErrUnopened):
		s.there(f.ID)
		if err := s.inside(f.ID, f.Err); err != nil {
			return err
		}
	case f.Err != nil:
		s.there(f.ID)
	default:
		if s.held[f.ID].digest != f.Digest {
			s.fresh[f.Digest] = true
		}
		s.held[f.ID] = holding{root: i, digest: f.Digest}
	}
	return s.yield(f)
}

// inside yields the files that the file id held when it was last read, as they were,
// because why keeps it from being read now.
func (s *scan) inside(id string, why error) error {
	for _, known := range slices.Sorted(maps.Keys(s.held)) {
		if !strings.HasPrefix(known, id+"/") || s.seen[known] {
			continue
		}
		s.seen[known] = true
		s.there(known)
		if err := s.yield(File{ID: known, Digest: s.held[known].digest, absent: why}); err != nil {
			return err
		}
	}
	return nil
}

// there records that a file that cannot be read is not missing.
func (s *scan) there(id string) {
	if h, ok := s.held[id]; ok {
		h.missing = time.Time{}
		s.held[id] = h
	}
}

// settled reports whether a file with the stamp st can be read: it has had the stamp
// for a while, or was read with it before.
func (s *scan) settled(id string, st stamp) bool {
	if s.f.whole[id] {
		return true
	}
	if _, ok := s.f.corpus.memory.get(id, st); ok {
		return true
	}
	if m, ok := s.f.waiting[id]; ok {
		return m.stamp == st && m.rested(s.start, s.f.opts.Settle)
	}
	return st.old(time.Now())
}

// wait records that a file is in motion and yields it as it was before.
func (s *scan) wait(r root, id, name string, st stamp) error {
	m := motion{root: r, name: name, stamp: st, since: time.Now()}
	if old, ok := s.f.waiting[id]; ok {
		m.grew = old.grew || old.stamp != st
		if old.stamp == st {
			m.since = old.since
		}
	}
	s.waiting[id] = m
	s.moving[filepath.Join(r.base(), filepath.FromSlash(name))] = true
	s.there(id)
	if h, ok := s.held[id]; ok {
		if err := s.yield(File{ID: id, Digest: h.digest, Errata: isErrata(name), absent: ErrGrowing}); err != nil {
			return err
		}
	}
	if read.Holds(name) {
		return s.inside(id, ErrGrowing)
	}
	return nil
}

// missing yields the files that may be gone and forgets those that are. It reports
// whether a further scan has to confirm that one is gone.
func (s *scan) missing() (confirm bool, err error) {
	for _, id := range slices.Sorted(maps.Keys(s.held)) {
		h := s.held[id]
		if s.seen[id] {
			continue
		}
		switch {
		case s.roots[h.root] || s.unseen(id): // nobody knows
		case s.losses[h.root] != nil:
			h.missing = time.Time{}
			s.held[id] = h
		case s.over[h.root], s.fresh[h.digest], !h.missing.IsZero() && s.start.Sub(h.missing) >= s.f.opts.Confirm:
			delete(s.held, id)
			continue
		default:
			confirm = true
			if h.missing.IsZero() {
				h.missing = s.start
				s.held[id] = h
			}
		}
		if err := s.yield(vanished(id, h.digest)); err != nil {
			return false, err
		}
	}
	return confirm, nil
}

// vanished is a file that is missing, as it was.
func vanished(id, digest string) File {
	return File{ID: id, Digest: digest, Errata: isErrata(id), absent: ErrVanished}
}

// lose finds out which roots have lost most of their files, and which of these losses are
// to be reported: not one that was seen a moment ago, as when a folder is exchanged for
// another, nor one that was accepted or has lasted.
func (s *scan) lose(lists []*lister) {
	known := s.f.corpus.knownOf(maps.Keys(s.held))
	for i, l := range lists {
		if l == nil || l.root.folder == nil {
			continue
		}
		loss, _ := lossOf(known[i], l.root.prefix, l.found)
		if loss == nil {
			delete(s.f.lost, i)
			continue
		}
		loss.Since = seenSince(s.f.lost[i], s.start)
		age := s.start.Sub(loss.Since)
		if s.over[i] = s.f.gone || age >= s.f.opts.Lasts; s.over[i] {
			delete(s.f.lost, i)
			continue
		}
		if s.f.lost[i] = loss.Since; age < s.f.opts.Confirm {
			continue
		}
		s.losses[i] = loss
		s.seen[l.root.title()] = true
	}
}

// lostErrata yields the files of corrections that are lost. They come before all releases.
func (s *scan) lostErrata() error {
	for _, id := range slices.Sorted(maps.Keys(s.held)) {
		h := s.held[id]
		if !isErrata(id) || s.seen[id] || s.losses[h.root] == nil || s.unseen(id) {
			continue
		}
		s.seen[id] = true
		s.there(id)
		if err := s.yield(vanished(id, h.digest)); err != nil {
			return err
		}
	}
	return nil
}

// unseen reports whether id is in a folder that could not be listed.
func (s *scan) unseen(id string) bool {
	return slices.ContainsFunc(s.blind, func(folder string) bool { return strings.HasPrefix(id, folder) })
}

// link reports whether name is a link, wherever it leads.
func (r root) link(name string) bool {
	if r.folder == nil {
		return false
	}
	info, err := r.folder.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// refresh reopens the root if its path now leads to another folder. It returns an
// error if the path leads to none.
func (r *root) refresh() error {
	if r.folder == nil {
		return nil
	}
	info, err := os.Stat(r.path)
	if err != nil {
		return bare(err)
	}
	if r.only == "" {
		if !info.IsDir() {
			return ErrNotRegular
		}
		if have, err := r.folder.Stat("."); err == nil && os.SameFile(have, info) {
			return nil
		}
	}
	n, err := openRoot(r.path, info)
	if err != nil {
		return bare(err)
	}
	old := r.folder
	r.fsys, r.folder, r.only, r.home, r.swapped = n.fsys, n.folder, n.only, n.home, true
	return old.Close()
}
