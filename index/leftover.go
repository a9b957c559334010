package index

import (
	"context"
	"encoding/json"
	"errors"
	"path"
	"path/filepath"

	"beilun/index/catalog"
	"beilun/index/facts"
)

// ErrBuilding says that news wait in an index of another version, until that has
// been built again.
var ErrBuilding = errors.New("the index is being built")

// staleError is errStale with what is left.
type staleError struct{ left *leftover }

func (e *staleError) Error() string { return errStale.Error() }
func (e *staleError) Unwrap() error { return errStale }

// leftover is what outlives an index that another version of the program has made,
// or this one with other words. Its releases are read anew from their files, and
// what that finds in them is no news, however different it is.
type leftover struct {
	name   string // of its generation
	known  facts.Known
	outbox facts.Outbox
	sheets []catalog.Sheet
}

// leftover reads what is left of a generation of whatever version. What cannot be
// read is not there: then nothing that was in the folder is new.
func (g *generation) leftover() *leftover {
	l := &leftover{}
	var err error
	if l.outbox, err = g.outbox(); err != nil {
		l.outbox = facts.NewOutbox()
	}
	if l.sheets, err = loadSheets(g.snapshot); err != nil {
		l.sheets = nil
	}
	problems, err := loadProblems(g.snapshot)
	if err != nil || len(problems) >= maxProblems { // there may have been more
		return l
	}
	stored, err := storedRecords(g.snapshot)
	if err != nil {
		return l
	}
	files, kinds := map[string]string{}, map[string]bool{}
	for _, s := range stored {
		var rec struct { // no more of a record than every version has
			Release struct {
				ID string `json:"id"`
			} `json:"release"`
			Digest string `json:"digest"`
		}
		raw, err := unseal(s.raw)
		if err != nil || json.Unmarshal(raw, &rec) != nil || rec.Release.ID == "" || rec.Digest == "" {
			return l
		}
		files[rec.Release.ID] = rec.Digest
		kinds[path.Ext(rec.Release.ID)] = true
	}
	for _, p := range problems {
		files[p.ID] = ""
		kinds[path.Ext(p.ID)] = true
	}
	l.known = facts.Known{Files: files, Kinds: kinds}
	return l
}

// waits returns ErrBuilding when news wait in what is left.
func (l *leftover) waits() error {
	if l != nil && len(l.outbox.News) > 0 {
		return ErrBuilding
	}
	return nil
}

// newsOfBuild works out the news of a sync that made the generation g. What stood
// before is the current generation; where there is none that can be read, it is
// what g has of the files that were known.
func (x *Index) newsOfBuild(ctx context.Context, g *generation, as *facts.Arrivals, gone []string) ([]facts.News, error) {
	as.Rulings = g.rulings
	as.CompareWith(g.state())
	return x.newsOf(ctx, as, gone)
}

// dropLeft removes the generation that was left on disk, and reports whether there
// was one. What is left of it is in memory.
func (x *Index) dropLeft() bool {
	if x.left == nil || x.left.name == "" {
		return false
	}
	err := removeGeneration(filepath.Join(x.dir, x.left.name))
	x.left.name = ""
	return err == nil
}
