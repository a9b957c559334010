package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"beilun/knowledge"
)

// File is one file of a corpus as Sync sees it.
type File struct {
	ID      string
	Digest  string                             // of its bytes; empty when Err is set
	Err     error                              // why it cannot be read
	Article func() (*knowledge.Article, error) // parses it
}

// Corpus gives the files of the releases one after the other, each ID once.
// An error ends the sync without a change.
type Corpus func(ctx context.Context, yield func(File) error) error

// Changes that touch at most this many passages go into the current generation
// in one atomic batch; more make a new one. A batch is built in memory: 2,000
// passages take some 100 MB at most.
const maxInPlace = 2000

// buildBatch is the number of passages written at a time to a new generation.
const buildBatch = 1000

// Sync brings the index in step with corpus. A file that is refused or cannot
// be parsed does not stop the others, and what the index held under its ID
// stays. On an error the index is as it was.
func (x *Index) Sync(ctx context.Context, corpus Corpus) (*Changes, error) {
	x.syncing.Lock()
	defer x.syncing.Unlock()
	x.mu.RLock()
	g, closed := x.current, x.closed
	x.mu.RUnlock()
	if closed {
		return nil, errors.New("sync index: it is closed")
	}
	if g == nil {
		return x.build(ctx, corpus)
	}
	c, err := x.update(ctx, g, corpus)
	if errors.Is(err, errManyChanges) {
		return x.build(ctx, corpus)
	}
	return c, err
}

var errManyChanges = errors.New("too many changes for one batch")

// update writes the changes to g in one batch. It gives up with errManyChanges
// when there are more than belong into one, except in memory, where there is
// nothing to lose.
func (x *Index) update(ctx context.Context, g *generation, corpus Corpus) (*Changes, error) {
	b := g.newBatch()
	b.arrivals = newArrivals(g)
	changes := &Changes{}
	seen := make(map[string]bool, len(g.catalog.Releases))
	touched := 0
	err := corpus(ctx, func(f File) error {
		seen[f.ID] = true
		old, known := g.catalog.Releases[f.ID]
		if known && f.Err == nil && old.Digest == f.Digest {
			changes.Same = append(changes.Same, f.ID)
			return ctx.Err()
		}
		n, err := x.add(b, f, changes)
		if err != nil {
			return err
		}
		if n < 0 {
			return ctx.Err() // refused: what stood there stays
		}
		if known {
			changes.Changed = append(changes.Changed, f.ID)
		} else {
			changes.New = append(changes.New, f.ID)
		}
		touched += n + old.Passages
		if touched > maxInPlace && x.dir != "" {
			return errManyChanges
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	for _, id := range sortedKeys(g.catalog.Releases) {
		if !seen[id] && !unlisted(id, changes) {
			changes.Gone = append(changes.Gone, id)
			touched += g.catalog.Releases[id].Passages
			b.remove(id)
		}
	}
	if len(changes.New)+len(changes.Changed)+len(changes.Gone) == 0 {
		return changes, nil
	}
	if touched > maxInPlace && x.dir != "" {
		return nil, errManyChanges
	}
	if changes.News, err = x.newsOf(ctx, b, changes.Gone); err != nil {
		return nil, err
	}
	x.telling.Lock()
	defer x.telling.Unlock()
	if err := x.post(g, b.bleve, changes.News); err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return changes, b.commit()
}

// unlisted reports whether id stands in a folder that could not be listed, so
// that nobody knows whether it is gone. Such a folder is refused under an ID
// that ends in a slash.
func unlisted(id string, c *Changes) bool {
	for _, r := range c.Refused {
		if strings.HasSuffix(r.ID, "/") && strings.HasPrefix(id, r.ID) {
			return true
		}
	}
	return false
}

// add parses f into b and returns the number of its passages, or -1 when it is
// refused and noted so in changes.
func (x *Index) add(b *batch, f File, changes *Changes) (int, error) {
	if f.Err != nil {
		changes.Refused = append(changes.Refused, Refusal{f.ID, f.Err})
		return -1, nil
	}
	a, err := f.Article()
	if err != nil {
		changes.Refused = append(changes.Refused, Refusal{f.ID, err})
		return -1, nil
	}
	x.lex.Binder().Article(a)
	ps := passages(a)
	rel := Release{ID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Date: a.Date}
	if err := b.put(rel, f.Digest, ps, x.lex); err != nil {
		return 0, err
	}
	b.arrivals.add(b.catalog.Releases[rel.ID], ps)
	return len(ps), nil
}

// build makes a new generation of all of corpus and puts it in the place of
// the current one. The changes are told against the current one.
func (x *Index) build(ctx context.Context, corpus Corpus) (_ *Changes, err error) {
	old := map[string]record{}
	if x.current != nil {
		old = x.current.catalog.Releases
	}
	name := x.nextGeneration()
	path := filepath.Join(x.dir, name)
	if err := os.RemoveAll(path); err != nil {
		return nil, fmt.Errorf("clear the way for a new index: %w", err)
	}
	g, err := createGeneration(path, x.lex)
	if err != nil {
		return nil, err
	}
	g.name = name
	defer func() {
		if err != nil {
			err = errors.Join(err, g.bleve.Close(), os.RemoveAll(path))
		}
	}()
	changes, err := x.fill(ctx, g, old, corpus)
	if err != nil {
		return nil, err
	}
	if err := g.check(); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	x.telling.Lock()
	defer x.telling.Unlock()
	if err := x.carryNews(x.current, g, changes.News); err != nil {
		return nil, err
	}
	if err := writeCurrent(x.dir, name); err != nil {
		return nil, err
	}
	x.mu.Lock()
	before := x.current
	x.current = g
	x.mu.Unlock()
	if before != nil {
		if cerr := before.bleve.Close(); cerr != nil {
			x.log.Warn("close the old index", "err", cerr)
		}
	}
	x.removeOthers()
	return changes, nil
}

// fill writes all of corpus into the new generation g.
func (x *Index) fill(ctx context.Context, g *generation, old map[string]record, corpus Corpus) (*Changes, error) {
	b := g.newBatch()
	b.arrivals = newArrivals(x.current)
	changes := &Changes{}
	seen := map[string]bool{}
	pending := 0
	err := corpus(ctx, func(f File) error {
		seen[f.ID] = true
		n, err := x.add(b, f, changes)
		if err != nil {
			return err
		}
		if n < 0 {
			n, err = x.carryOver(b, f.ID)
			if err != nil {
				return err
			}
		} else if was, known := old[f.ID]; !known {
			changes.New = append(changes.New, f.ID)
		} else if was.Digest == f.Digest {
			changes.Same = append(changes.Same, f.ID)
		} else {
			changes.Changed = append(changes.Changed, f.ID)
		}
		if pending += n; pending >= buildBatch {
			pending = 0
			if err := b.flush(); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	for _, id := range sortedKeys(old) {
		switch {
		case seen[id]:
		case unlisted(id, changes):
			if _, err := x.carryOver(b, id); err != nil {
				return nil, err
			}
		default:
			changes.Gone = append(changes.Gone, id)
		}
	}
	if changes.News, err = x.newsOf(ctx, b, changes.Gone); err != nil {
		return nil, err
	}
	return changes, b.commit()
}

// carryOver copies a release from the current generation into b: its file is
// refused now, but what it said before stays.
func (x *Index) carryOver(b *batch, id string) (int, error) {
	if x.current == nil {
		return 0, nil
	}
	rec, ok := x.current.catalog.Releases[id]
	if !ok {
		return 0, nil
	}
	ps := make([]Passage, rec.Passages)
	for i := range ps {
		p, err := x.current.passage(fmt.Sprintf("%s#%d", id, i+1))
		if err != nil {
			return 0, err
		}
		ps[i] = p
	}
	return len(ps), b.put(rec.Release, rec.Digest, ps, x.lex)
}

const generationPrefix = "gen-"

func isGeneration(name string) bool {
	n, ok := strings.CutPrefix(name, generationPrefix)
	if !ok {
		return false
	}
	_, err := strconv.ParseUint(n, 10, 32)
	return err == nil
}

func (x *Index) nextGeneration() string {
	if x.current == nil {
		return generationPrefix + "000001"
	}
	n, _ := strconv.ParseUint(strings.TrimPrefix(x.current.name, generationPrefix), 10, 32)
	return fmt.Sprintf("%s%06d", generationPrefix, n+1)
}

// removeOthers removes every generation but the current one. What cannot be
// removed is left for the next time.
func (x *Index) removeOthers() {
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		x.log.Warn("list index directory", "err", err)
		return
	}
	for _, e := range entries {
		if isGeneration(e.Name()) && (x.current == nil || e.Name() != x.current.name) {
			if err := os.RemoveAll(filepath.Join(x.dir, e.Name())); err != nil {
				x.log.Warn("remove old index", "generation", e.Name(), "err", err)
			}
		}
	}
}

// writeCurrent makes name the current generation, durably: whoever looks sees
// the old name or the new one.
func writeCurrent(dir, name string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("switch to the new index: %w", err)
		}
	}()
	f, err := os.CreateTemp(dir, currentFile+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	_, err = f.WriteString(name + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), filepath.Join(dir, currentFile)); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	// Some systems refuse to sync a directory; the rename is atomic all the same.
	_ = d.Sync()
	return d.Close()
}
