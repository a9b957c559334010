package index

import (
	"context"
	"errors"
	"strings"
	"time"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/store"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind"
)

// maxHeld is how many bytes of a release are read before the first passages go into the
// batch. Most releases have been read completely by then, so that one that turns out
// to be unreadable has changed nothing.
const maxHeld = 256 << 10

// maxReleaseInPlace bounds the bytes of text of a release that goes into the current
// generation: all of it is in memory until it is written.
const maxReleaseInPlace = 4 * store.BuildBytes

// withheldNow is what add returns for a file that is refused and of which nothing may stay.
const withheldNow = -2

// add parses a file into b and returns the number of its passages, or -1 if the file is
// refused, which it adds to changes: withheldNow if what was there may not stay. The error is ctx's, errManyChanges, or one of the
// index.
func (k *keeper) add(ctx context.Context, b *store.Batch, as *facts.Arrivals, o *opening, changes *Changes) (int, error) {
	f := o.file
	err := f.Err
	if err == nil {
		err = k.leaves(f)
	}
	if err == nil {
		if err = o.finish(ctx); ctx.Err() != nil {
			return 0, ctx.Err()
		}
	}
	if err == nil {
		err = k.withheld(f, o.article)
	}
	if err == nil {
		a := adding{k: k, b: b, arrivals: as, opening: o}
		if !f.Timed {
			a.spent = o.took
		}
		if err = a.article(ctx); err == nil {
			return a.passages, nil
		}
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if a.failed {
			return 0, err
		}
		if a.put != nil { // what was there stays
			a.put.Drop()
			if err := k.carryOver(b, f.ID); err != nil {
				return 0, err
			}
		}
	}
	if errors.Is(err, ErrSlow) && k.leaves(f) == nil {
		k.aside[f.ID] = aside{digest: f.Digest, err: err, until: time.Now().Add(retrySlow)}
	}
	changes.Refused = append(changes.Refused, Refusal{f.ID, err})
	if isWithheld(err) {
		return withheldNow, nil
	}
	return -1, nil
}

// adding is a release on its way from its file into a batch. Its figures are
// found and bound a paragraph at a time, for those of a long text do not fit
// into memory together.
type adding struct {
	*opening
	k        *keeper
	b        *store.Batch
	arrivals *facts.Arrivals
	lex      *words.Lexicon
	binder   bind.Binder
	spent    time.Duration // on reading
	failed   bool          // for another reason than the file

	rel      passage.Release
	put      *store.Putting // nil: nothing has been put yet
	arrival  *facts.Arrival // nil: it is no news
	held     []passage.Passage
	size     int // bytes of their text
	bytes    int // of the text put
	passages int
}

// article reads all of the release.
func (a *adding) article(ctx context.Context) error {
	a.lex, a.binder = a.k.lex.CuttingOnce(a.b.Given)
	from := a.opening.article
	// The catalog keeps it: as parts of the file's text these would keep all of it.
	a.rel = passage.ReleaseFrom(from)
	for _, s := range []*string{&a.rel.ID, &a.rel.Title, &a.rel.Source, &a.rel.URL, &a.rel.By} {
		*s = strings.Clone(*s)
	}
	if a.k.isAhead(from.Date) { // which the figures are not to be bound by
		a.k.log.Warn("a release is dated in the future; it is taken without a date", "release", from.ID, "date", from.Date)
		a.rel.Ahead, a.rel.Date, from.Date = from.Date, knowledge.Date{}, knowledge.Date{}
	}
	var pass *bind.Pass
	err := a.reading(ctx, func() (err error) {
		b := a.binder
		b.Home = a.k.place.Home(a.b.Catalog, a.k.own)
		pass, err = b.Pass(ctx, from)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range from.Sections {
		for _, p := range s.Paragraphs {
			err := a.reading(ctx, func() error {
				a.fill(&p)
				pass.Paragraph(s.Heading, &p)
				n := len(a.held)
				a.held = passage.Append(a.held, a.rel, s.Heading, p, a.passages)
				a.passages += len(a.held) - n
				return nil
			})
			if err != nil {
				return err
			}
			if a.size += len(p.Text); a.size >= maxHeld {
				if err := a.write(ctx); err != nil {
					return err
				}
			}
		}
	}
	if err := a.write(ctx); err != nil {
		return err
	}
	return a.end()
}

// reading runs f, which reads a part of the release, and counts the time.
func (a *adding) reading(ctx context.Context, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	start := time.Now()
	err := store.Guarded(f)
	if a.spent += time.Since(start); err == nil && a.spent > a.budget {
		return a.slow()
	}
	return err
}

// write puts the passages read so far into the batch.
func (a *adding) write(ctx context.Context) error {
	a.bytes += a.size
	if !a.b.Roomy && a.k.dir != "" && a.bytes > maxReleaseInPlace {
		a.failed = true
		return errManyChanges
	}
	if a.put == nil {
		a.put = a.b.Begin(a.rel, a.file.Digest, a.lex, a.binder)
		if a.arrivals.Expects(a.rel.ID, a.file.Digest) {
			a.arrival = &facts.Arrival{}
		}
	}
	if a.arrival != nil {
		a.arrival.Read(a.held)
	}
	if err := errors.Join(a.put.Add(a.held), ctx.Err()); err != nil {
		a.failed = true
		return err
	}
	a.held, a.size = nil, 0
	return nil
}

// end puts the release itself.
func (a *adding) end() error {
	if err := a.put.End(); err != nil {
		a.failed = true
		return err
	}
	if a.arrival != nil {
		a.arrival.Record = a.put.Made
		a.arrivals.Add(*a.arrival)
	}
	return nil
}
