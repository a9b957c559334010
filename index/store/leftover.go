package store

import (
	"path"

	"beilun/index/catalog"
	"beilun/index/facts"

	blevei "github.com/blevesearch/bleve_index_api"
)

// StaleError is ErrStale with what is left of the index.
type StaleError struct{ Left *Leftover }

func (e *StaleError) Error() string { return ErrStale.Error() }
func (e *StaleError) Unwrap() error { return ErrStale }

// Leftover is what outlives an index that another version of the program has made,
// or this one with other words. Its releases are read anew from their files, and
// what that finds in them is no news, however different it is.
type Leftover struct {
	Name   string // of its generation
	Known  facts.Known
	Outbox facts.Outbox
	Sheets []catalog.Sheet
}

// leftoverOf reads what is left of an index of any version. If it cannot be read,
// nothing that was in the folder is new.
func leftoverOf(r blevei.IndexReader) *Leftover {
	l := &Leftover{}
	var err error
	if l.Outbox, err = loadOutbox(r); err != nil {
		l.Outbox = facts.NewOutbox()
	}
	if l.Sheets, err = loadSheets(r); err != nil {
		l.Sheets = nil
	}
	problems, err := loadProblems(r)
	if err != nil || len(problems) >= MaxProblems { // there may have been more
		return l
	}
	_, stored, err := storedRecords(r)
	if err != nil {
		return l
	}
	files, kinds := map[string]string{}, map[string]bool{}
	for _, raw := range stored {
		id, digest := catalog.StubOf(raw)
		if id == "" || digest == "" {
			return l
		}
		files[id] = digest
		kinds[path.Ext(id)] = true
	}
	for _, p := range problems {
		files[p.ID] = ""
		kinds[path.Ext(p.ID)] = true
	}
	l.Known = facts.Known{Files: files, Kinds: kinds}
	return l
}
