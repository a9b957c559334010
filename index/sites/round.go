package sites

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beilun/internal/logs"
	"beilun/knowledge/read"
	"beilun/knowledge/read/charset"
)

// Limits of a look at a source.
const (
	firstNew     = 200 // new pages of the first look
	usualNew     = 50
	usualLists   = 5 // pages of a list
	mostLists    = 100
	mostAgain    = 20 // pages that are looked at again
	mostFailures = 3  // in a row
	mostRound    = time.Hour
)

// round is one look at a source.
type round struct {
	f        *Fetcher
	source   Source
	state    source
	result   Result
	failures int  // in a row, of the connection or the site
	parts    int  // pages of the list that were looked at
	partial  bool // older ones were not looked at that should be
}

// run looks through the list and takes what is new in it. The error says why it did not
// look through all of it.
func (r *round) run(ctx context.Context) error {
	outer := ctx
	ctx, cancel := context.WithTimeout(ctx, 2*mostRound)
	defer cancel()
	err := r.lookThrough(ctx, time.Now().Add(mostRound))
	if ctx.Err() != nil && outer.Err() == nil {
		return fmt.Errorf("%w: more than %v in all", ErrSlow, 2*mostRound)
	}
	return err
}

// lookThrough looks at pages until the time is up; the rest is for the next look.
func (r *round) lookThrough(ctx context.Context, until time.Time) error {
	list, fresh, err := r.list(ctx)
	if err != nil {
		return err
	}
	if err := r.noteParts(len(fresh)); err != nil {
		return err
	}
	most, late := r.most(), false
	for i, e := range fresh {
		if late = time.Now().After(until); late || i == most {
			break
		}
		if err := r.visit(ctx, page{Address: e.url.String(), Source: r.source.Address, Title: cutTo(e.title, mostTitle), Date: e.date, By: cutTo(e.publisher, mostTitle), At: r.f.opts.Now()}); err != nil {
			return err
		}
	}
	if len(fresh) <= most && !late && !r.partial { // else the rest is for the next look, for which the list must be there
		r.state.Done, r.state.Parts = true, 0
		r.state.ETag, r.state.Modified = list.etag, list.modified
	}
	for _, p := range r.f.memory.due(r.source.Address, r.f.opts.Now(), mostAgain) {
		if time.Now().After(until) {
			break
		}
		if now := r.f.opts.Now(); p.At.After(now) {
			p.At = now
		}
		if err := r.visit(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// most returns how many new pages the look may take.
func (r *round) most() int {
	switch {
	case r.source.Most > 0:
		return r.source.Most
	case r.state.Done:
		return usualNew
	}
	return firstNew
}

func cutTo(s string, characters int) string {
	if all := []rune(s); len(all) > characters {
		return string(all[:characters])
	}
	return s
}

// visit takes the page p, new or known. The error ends the look at the source; one of
// the page alone is noted with it.
func (r *round) visit(ctx context.Context, p page) error {
	err := r.take(ctx, &p)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		r.failures = 0
		return r.f.memory.putPage(p)
	}
	if errors.Is(err, ErrStore) || errors.Is(err, ErrEmpty) || errors.Is(err, errNote) { // the folder, and not the page
		return err
	}
	if errors.Is(err, ErrBusy) { // the page is as it was: it has not been seen
		return err
	}
	if errors.Is(err, ErrRobots) || !isPassing(err) {
		r.failures = 0
	} else {
		r.failures++
	}
	r.postpone(&p, err)
	told := err
	if p.File != "" && (errors.Is(err, ErrOther) || errors.Is(err, ErrMissing)) {
		told = fmt.Errorf("%w: %w", ErrWithdrawn, err)
		p.Why = told.Error()
	}
	if p.Why != "" {
		r.result.Refused = append(r.result.Refused, Refusal{p.Address, p.Title, told})
		why := logs.NotFetched
		if !isPassing(err) {
			why = logs.CannotRead
		}
		logs.Refuse(r.f.log, slog.LevelInfo, logs.Page, why, "source", r.source.Address, "page", p.Address, "err", told)
	}
	if err := r.f.memory.putPage(p); err != nil {
		return err
	}
	if r.failures >= mostFailures {
		return fmt.Errorf("%w: %d pages in a row", err, r.failures)
	}
	return nil
}

// Pauses until a page is looked at again that was not taken.
const (
	passingPause = time.Hour
	missingPause = 6 * time.Hour
	refusedPause = 7 * 24 * time.Hour
	passingTries = 14
	passingSoon  = 8 // tries in the first days; the others are weeks apart
	missingTries = 8
	refusedTries = 3
)

// postpone notes that p was not taken, and when it is looked at again. A page that was
// taken before stays as it is.
func (r *round) postpone(p *page, err error) {
	now := r.f.opts.Now()
	if p.File != "" {
		p.Next = now.Add(jitter(refusedPause))
		if p.Tries == 0 {
			p.Next = now.Add(jitter(lookAgain[0]))
		}
		if isGone(err) || p.Tries >= len(lookAgain) {
			p.Next = time.Time{}
		}
		p.Tries++
		return
	}
	p.Tries++
	p.Why = err.Error()
	pause, tries := refusedPause, refusedTries
	switch {
	case isGone(err):
		tries = 0
	case errors.Is(err, ErrMissing): // a site that is rebuilt misses its pages for some days
		pause, tries = backoff(missingPause, p.Tries), missingTries
	case isPassing(err) && p.Tries >= passingSoon:
		pause, tries = jitter(pause), passingTries
	case isPassing(err):
		pause, tries = backoff(passingPause, p.Tries), passingTries
	default:
		pause = jitter(pause)
	}
	p.Next = now.Add(pause)
	if p.Tries >= tries {
		p.Next = time.Time{}
	}
}

// lookAgain are the ages at which a page that was taken is looked at again: most of what
// is put right is put right in the first days.
var lookAgain = []time.Duration{24 * time.Hour, 3 * 24 * time.Hour, 7 * 24 * time.Hour, 15 * 24 * time.Hour, 30 * 24 * time.Hour}

// taken notes when a page that was taken is looked at again.
func (r *round) taken(p *page) {
	p.Why = ""
	p.Next = time.Time{}
	for _, age := range lookAgain {
		if at := p.At.Add(age); at.After(r.f.opts.Now()) && p.Of == "" {
			p.Next = at
			return
		}
	}
}

// take asks for p and stores what is new in it.
func (r *round) take(ctx context.Context, p *page) error {
	u, err := webURL(nil, p.Address)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAddress, err)
	}
	if p.File != "" && !r.isThere(p.File) { // somebody has removed it, and does not want it back
		p.Next, p.Why = time.Time{}, ""
		return nil
	}
	ask := request{url: u, etag: p.ETag, modified: p.Modified, most: maxPage, time: r.f.opts.Time}
	if p.Of != "" || attachedExtension(u.Path) != "" {
		ask.most, ask.time = read.MaxFile, min(3*ask.time, fileTime)
	}
	res, err := r.f.client.get(ctx, ask)
	if err != nil {
		return err
	}
	if !isSameSite(hostOf(r.source.Address), res.url.Hostname()) && !isSameSite(hostOf(r.state.Moved), res.url.Hostname()) {
		return fmt.Errorf("%w: %s", ErrElsewhere, res.url.Host)
	}
	defer func() {
		if err == nil {
			p.ETag, p.Modified = res.etag, res.modified
			r.taken(p)
		}
	}()
	switch {
	case res.unchanged:
		return nil
	case isPage(res) && p.Of == "":
		err = r.takePage(ctx, p, res)
	default:
		err = r.takeFile(ctx, p, res)
	}
	return err
}

// isThere reports whether a file is in the releases folder.
func (r *round) isThere(file string) bool {
	_, err := os.Lstat(filepath.Join(r.f.opts.Folder, filepath.FromSlash(file)))
	return err == nil
}

// takePage stores a page, after the files that it links: were it noted first and the
// program killed then, nobody would look for them.
func (r *round) takePage(ctx context.Context, p *page, res *response) error {
	rel, err := newRelease(ctx, res, entry{title: p.Title, date: p.Date, publisher: p.By}, r.source.Publisher)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		err = r.checkOther(ctx, p, rel)
	}
	of := stem(p.Date, p.Title)
	if err == nil {
		of = rel.stem
	}
	if err == nil || errors.Is(err, read.ErrAttached) || errors.Is(err, read.ErrNoArticle) {
		if err := r.takeAttached(ctx, res, of); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	return r.store(ctx, p, rel.name, rel.data, func(data []byte) string {
		if a, err := read.Outline(ctx, rel.name, data); err == nil {
			return textDigest(a)
		}
		return ""
	})
}

// takeAttached visits the files that a page links and that are not known.
func (r *round) takeAttached(ctx context.Context, res *response, of string) error {
	t, err := charset.DecodePage(res.body, res.charset)
	if err != nil {
		return nil // the reader refuses the page
	}
	for _, a := range attached(t.Text, res.url) {
		if _, known := r.f.memory.page(a.url.String()); known {
			continue
		}
		p := page{Address: a.url.String(), Source: r.source.Address, Title: a.name, Of: of, At: r.f.opts.Now()}
		if err := r.visit(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// takeFile stores a file that is no page.
func (r *round) takeFile(ctx context.Context, p *page, res *response) error {
	ext := extensionOf(res)
	if ext == "" || isPage(res) {
		return fmt.Errorf("%w: %.60q", ErrKind, res.kind)
	}
	name := stem(p.Date, p.Title)
	if p.Of != "" {
		name = p.Of + words().Attached.Words[0] + p.Title
	}
	name = strings.TrimSuffix(name, ext) + ext
	_, err := read.Outline(ctx, name, res.body)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && !errors.Is(err, read.ErrArchive): // of which the folder says what is in it
		return err
	}
	return r.store(ctx, p, name, res.body, bytesDigest)
}
