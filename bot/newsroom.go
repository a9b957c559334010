package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"beilun/bot/delivery"
	"beilun/bot/webapi"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
)

// News go from the newsroom to Slack in two steps, so that each is told once,
// through a restart. First all that is to be posted about them is written down
// as notes, in one transaction with a mark that says how far the news are
// noted; only then is the newsroom told. Then each note is posted: it is sealed
// before, so that the next process knows that the channel itself has to tell
// whether it was.

// Times of notes.
const (
	noteLater  = 30 * time.Second // after a failure that may pass; longer each time
	noteLatest = 15 * time.Minute
	noteGrace  = 10 * time.Second    // in which what a killed process sent still arrives
	noteLife   = 30 * 24 * time.Hour // what is older is of no use
)

// newsMark is the name of the mark.
const newsMark = "news"

// newsDesk keeps subscriptions and answers, and posts digests and notices when
// releases bring other figures.
type newsDesk struct {
	newsOptions
	subscribing sync.Mutex    // held while subscriptions are counted and written
	gather      time.Duration // after the first sign of news, for those that come with it
	poll        time.Duration // the newsroom is asked this often without a sign
	every       time.Duration // between two digests in a channel
	started     time.Time     // when this process began to tell news

	recent []recentNews // of tellNews alone
}

// recentNews are news that were noted, and when.
type recentNews struct {
	at    time.Time
	items []index.News
}

// newsOptions are what a newsDesk needs of others.
type newsOptions struct {
	api      *webapi.Client
	state    *state.Store
	newsroom Newsroom // nil: there is never any news
	library  interface {
		Figures(ctx context.Context, of string) ([]index.Entry, error)
	}
	answerer interface {
		Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
	}
	maySpeak func(channel string) bool
	muted    bool // there are no notices
	speed    float64
	log      *slog.Logger
}

// now returns the time.
func (d *newsDesk) now() time.Time { return time.Now() }

// scaled returns t in the time that the desk runs in.
func (d *newsDesk) scaled(t time.Duration) time.Duration {
	return time.Duration(float64(t) / d.speed)
}

func newNewsDesk(opts newsOptions) *newsDesk {
	return &newsDesk{newsOptions: opts, gather: 3 * time.Second, poll: time.Minute, every: 3 * time.Minute}
}

// tellNews tells the news until ctx ends. It is the only one that writes
// notes.
func (d *newsDesk) tellNews(ctx context.Context) {
	if d.newsroom == nil {
		return
	}
	d.started = d.now()
	for ctx.Err() == nil {
		next := d.newsRound(ctx)
		wake := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-wake.C:
		case <-d.newsroom.Arrived():
			_ = webapi.Pause(ctx, d.scaled(d.gather)) // an error is the end of ctx
		}
		wake.Stop()
	}
}

// newsRound notes what is new and posts what is due. It returns how long
// nothing will be due.
func (d *newsDesk) newsRound(ctx context.Context) (next time.Duration) {
	next = d.scaled(d.poll)
	defer func() {
		if r := recover(); r != nil {
			d.log.Error("news", "err", fmt.Errorf("panic: %v", r))
		}
	}()
	if err := d.noteNews(ctx); err != nil && ctx.Err() == nil {
		d.log.Error("note news", "err", webapi.Redact(err))
	}
	if err := d.noteLate(ctx); err != nil && ctx.Err() == nil {
		d.log.Error("note late answers", "err", webapi.Redact(err))
	}
	return min(next, d.postNotes(ctx))
}

// noteNews writes down what is to be posted about the news, and tells the
// newsroom that they are.
func (d *newsDesk) noteNews(ctx context.Context) error {
	items, upTo, err := d.newsroom.News(ctx)
	if errors.Is(err, index.ErrBuilding) {
		return nil // the mark stays: it says how far those are noted that are not to be had yet
	}
	if err != nil {
		return fmt.Errorf("read news: %w", err)
	}
	marked, ok, err := d.state.Marks.Get(newsMark)
	if err != nil {
		return err
	}
	if ok { // noted by a process that could not say so any more
		if len(items) > 0 && upTo >= marked {
			if err := d.newsroom.Told(ctx, marked); err != nil {
				return fmt.Errorf("let go of news: %w", err)
			}
		} // else they are let go of, or counted from the start again
		if err := d.state.Marks.Delete(newsMark); err != nil {
			return err
		}
		if items, upTo, err = d.newsroom.News(ctx); err != nil {
			return fmt.Errorf("read news: %w", err)
		}
	}
	if len(items) == 0 {
		return nil
	}
	if err := d.noteAll(ctx, items, upTo); err != nil {
		return err
	}
	if err := d.newsroom.Told(ctx, upTo); err != nil {
		return fmt.Errorf("let go of news: %w", err)
	}
	return d.state.Marks.Delete(newsMark)
}

// noteAll writes the notes about some news in one transaction.
func (d *newsDesk) noteAll(ctx context.Context, items []index.News, upTo uint64) error {
	p, err := d.pendingNotes()
	if err != nil {
		return err
	}
	items = slices.DeleteFunc(slices.Clone(items), func(n index.News) bool { return n.Row.Figure == nil || n.Before != nil && n.Before.Figure == nil })
	if err := d.noteDigests(p, items); err != nil {
		return err
	}
	if err := d.noteChanges(ctx, p, items, time.Time{}); err != nil {
		return err
	}
	d.recent = append(d.recent, recentNews{d.now(), items})
	if err := d.state.Together(func(tx *stateTx) error { return p.write(d.state, tx, upTo) }); err != nil {
		return fmt.Errorf("note news: %w", err)
	}
	d.log.Info("news noted", "news", len(items), "notes", len(p.changed), "upTo", upTo)
	return nil
}

// Bounds of the news that are held against answers that were on their way to
// their threads when the news came.
const (
	maxRecent  = 2_000
	recentTime = delivery.Timeout + time.Minute
	recentLag  = time.Minute // between the making of an answer and its being remembered
)

// noteLate holds the latest news against the answers that were remembered only
// after these were noted: an answer may wait minutes for its turn to be posted.
func (d *newsDesk) noteLate(ctx context.Context) error {
	var items []index.News
	d.recent = slices.DeleteFunc(d.recent, func(r recentNews) bool { return d.now().Sub(r.at) > recentTime })
	for _, r := range d.recent {
		items = append(items, r.items...)
	}
	if len(items) == 0 {
		return nil
	}
	items = items[max(0, len(items)-maxRecent):]
	p, err := d.pendingNotes()
	if err != nil {
		return err
	}
	if err := d.noteChanges(ctx, p, items, d.recent[0].at.Add(-recentLag)); err != nil || len(p.changed) == 0 {
		return err
	}
	if err := d.state.Together(func(tx *stateTx) error { return p.write(d.state, tx, 0) }); err != nil {
		return fmt.Errorf("note late answers: %w", err)
	}
	return nil
}
