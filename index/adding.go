package index

import (
	"context"
	"errors"
	"slices"
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

// begin begins to read a file for the index, in a goroutine that ends with ctx or when add has
// waited for it. It goes on by itself up to where the release goes into a batch.
func (l *line) begin(ctx context.Context, o *opening, given []string) *adding {
	a := &adding{k: l.k, given: given, opening: o, slots: l.slots, turn: make(chan struct{}), ended: make(chan struct{})}
	if a.failure = o.file.Err; a.failure == nil {
		a.failure = l.k.leaves(o.file)
	}
	if a.failure != nil {
		close(a.ended)
		return a
	}
	go func() {
		defer close(a.ended)
		a.failure = store.Guarded(func() error { return a.read(ctx) })
	}()
	return a
}

// add waits until a release is in b, and returns the number of its passages, or -1 if the
// file is refused, which it adds to changes: withheldNow if what was there may not stay. The
// error is ctx's, errManyChanges, or one of the index. It is called for one release after the
// other, in their order.
func (k *keeper) add(ctx context.Context, b *store.Batch, as *facts.Arrivals, a *adding, changes *Changes) (int, error) {
	f := a.file
	a.b, a.arrivals = b, as
	close(a.turn)
	<-a.ended
	err := a.failure
	switch {
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case err == nil:
		return a.passages, nil
	case a.failed:
		return 0, err
	case a.put != nil: // what was there stays
		a.put.Drop()
		if err := k.carryOver(b, f.ID); err != nil {
			return 0, err
		}
	}
	switch {
	case k.leaves(f) != nil:
	case errors.Is(err, ErrSlow):
		k.aside[f.ID] = aside{digest: f.Digest, err: err, until: time.Now().Add(retrySlow)}
	case errors.Is(err, ErrEmbargo):
		k.aside[f.ID] = aside{digest: f.Digest, err: err, day: a.opening.article.Embargo}
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
	k     *keeper
	given []string
	slots chan struct{} // has room for those that may be read at the same time
	turn  chan struct{} // closed when b and arrivals are set, and for this release alone
	ended chan struct{} // closed when it is in b, or failure is set

	failure  error
	b        *store.Batch
	arrivals *facts.Arrivals
	lex      *words.Lexicon
	binder   bind.Binder
	home     string        // by which the figures are bound
	spent    time.Duration // on reading
	failed   bool          // for another reason than the file
	holds    bool          // one of slots

	rel      passage.Release
	ready    *store.Ready
	put      *store.Putting // nil: nothing has been put yet
	arrival  *facts.Arrival // nil: it is no news
	size     int            // bytes of the text that is ready
	bytes    int            // of the text put
	passages int
}

// errHome says that the district of the releases is another one than was thought when the
// figures were bound, while the releases before were not in the batch yet.
var errHome = errors.New("the releases are about another district")

// read reads the file and puts the release.
func (a *adding) read(ctx context.Context) error {
	if err := a.opening.finish(ctx); err != nil {
		return err
	}
	if err := a.k.withheld(a.opening.article); err != nil {
		return err
	}
	if !a.file.Timed {
		a.spent = a.took
	}
	a.lex, a.binder = a.k.lex.CuttingOnce(a.given)
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
	a.home = a.k.place.LastHome(a.k.own)
	spent := a.spent
	err := a.inSlot(ctx)
	if errors.Is(err, errHome) {
		a.spent = spent
		err = a.inSlot(ctx)
	}
	return err
}

// inSlot reads the article when fewer than may be are being read.
func (a *adding) inSlot(ctx context.Context) error {
	select {
	case a.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	a.holds = true
	defer a.free()
	return a.article(ctx)
}

// free lets another release be read.
func (a *adding) free() {
	if a.holds {
		a.holds = false
		<-a.slots
	}
}

// article reads all of the release.
func (a *adding) article(ctx context.Context) error {
	from := a.opening.article
	a.ready, a.size, a.passages = store.MakeReady(a.rel, a.file.Digest, a.lex, a.binder), 0, 0
	var pass *bind.Pass
	err := a.reading(ctx, func() (err error) {
		b := a.binder
		b.Home = a.home
		pass, err = b.Pass(ctx, from)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range from.Sections {
		for _, p := range s.Paragraphs {
			var ps []passage.Passage
			err := a.reading(ctx, func() error {
				p.Figures = slices.Clone(p.Figures) // they are bound again after errHome
				a.fill(&p)
				pass.Paragraph(s.Heading, &p)
				ps = passage.Append(nil, a.rel, s.Heading, p, a.passages)
				return nil
			})
			if err != nil {
				return err
			}
			a.ready.Add(ps)
			a.passages += len(ps)
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

// begin waits until it is the turn of the release.
func (a *adding) begin(ctx context.Context) error {
	a.free()
	select {
	case <-a.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	if home := a.k.place.Home(a.b.Catalog, a.k.own); home != a.home {
		a.home = home
		return errHome
	}
	a.put = a.b.Begin(a.ready)
	if a.arrivals.Expects(a.rel.ID, a.file.Digest) {
		a.arrival = &facts.Arrival{}
	}
	return nil
}

// write puts the passages read so far into the batch.
func (a *adding) write(ctx context.Context) error {
	if a.put == nil {
		if err := a.begin(ctx); err != nil {
			return err
		}
	}
	a.bytes += a.size
	if !a.b.Roomy && a.k.dir != "" && a.bytes > maxReleaseInPlace {
		a.failed = true
		return errManyChanges
	}
	if a.arrival != nil {
		a.arrival.Read(a.ready.Held())
	}
	if err := errors.Join(a.put.Add(), ctx.Err()); err != nil {
		a.failed = true
		return err
	}
	a.size = 0
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
