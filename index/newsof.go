package index

import (
	"context"

	"beilun/index/facts"
)

// newsOf works out what the figures that arrive mean for the ledger as it is.
// Where that cannot be read there are no news: the sync that makes it good again
// has to go on. The error is that of ctx.
func (x *Index) newsOf(ctx context.Context, as *facts.Arrivals, gone []string) (news []facts.News, err error) {
	defer func() {
		if r := recover(); r != nil { // bleve panics on some damaged postings
			x.log.Warn("compare what is new with what stood", "panic", r)
			news, err = nil, ctx.Err()
		}
	}()
	news, err = as.News(ctx, gone)
	if n := as.Dropped(); n > 0 {
		x.log.Info("too many figures arrived at once to tell the news of all", "releases_left_out", n)
	}
	if err != nil && ctx.Err() == nil {
		x.log.Warn("compare what is new with what stood", "err", err)
		return nil, nil
	}
	return news, err
}
