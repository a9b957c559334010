package sites

import (
	"context"
	"fmt"
	"net/url"

	"beilun/knowledge/read/charset"
)

// bounds returns how many pages of the list are looked at: least in any case, and more up
// to most as long as something in them is new.
//
// The first look takes the newest. Later ones go on until a page has nothing new, because
// more may have come in an outage than the first page shows, and an old entry may stay at
// the top of it.
func (r *round) bounds() (least, most int) {
	switch {
	case r.state.Done && r.state.Parts > 0:
		return min(r.state.Parts, mostLists), mostLists
	case r.state.Done:
		return 1, mostLists
	}
	n := min(max(usualLists, r.source.Most/15), mostLists)
	return n, n
}

// noteParts notes how far the list is to be looked through in the next look, before what
// is new is taken, because that may end at any time: what has been taken then is the
// newest, and would be all that the first page shows.
func (r *round) noteParts(fresh int) error {
	if !r.state.Done || fresh == 0 || r.parts < 2 && !r.partial {
		return nil
	}
	r.state.Parts = min(max(r.state.Parts, r.parts+1), mostLists) // one more: what comes meanwhile moves the others on
	return r.f.memory.putSource(r.state)
}

// list returns the first page of the list and its entries that are not known, with
// those of further pages.
func (r *round) list(ctx context.Context) (first *response, fresh []entry, err error) {
	address := r.source.Address
	if r.state.Moved != "" {
		address = r.state.Moved
	}
	at, err := webURL(nil, address)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	first, err = r.f.client.page(ctx, at, r.state.ETag, r.state.Modified)
	if err != nil {
		return nil, nil, err
	}
	if first.moved {
		r.state.Moved = first.url.String()
	}
	if first.unchanged {
		return first, nil, nil
	}
	page, err := r.entries(first)
	if err != nil {
		return nil, nil, err
	}
	r.state.Elsewhere = page.elsewhere
	fresh, err = r.older(ctx, first.url, page)
	return first, fresh, err
}

// older returns the entries that are not known of the first page of a list, which is at
// an address, and of those behind it. The error is that of ctx.
func (r *round) older(ctx context.Context, at *url.URL, page *listing) (fresh []entry, err error) {
	least, most := r.bounds()
	seen, visited := map[string]bool{}, map[string]bool{}
	for {
		visited[at.String()] = true
		r.parts = len(visited)
		added, unknown := 0, 0
		for _, e := range page.entries {
			a := e.url.String()
			if seen[a] {
				continue
			}
			seen[a] = true
			added++
			if _, ok := r.f.memory.page(a); !ok {
				unknown++
				fresh = append(fresh, e)
			}
		}
		next := page.next
		if next == nil || visited[next.String()] || r.parts >= most || added == 0 || r.parts >= least && unknown == 0 {
			return fresh, nil
		}
		if r.partial = len(fresh) >= r.most(); r.partial {
			return fresh, nil
		}
		res, err := r.f.client.page(ctx, next, "", "")
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			r.f.log.Warn("the older part of a list was not read", "source", r.source.Address, "page", next.String(), "err", err)
			r.partial = isPassing(err) || !r.state.Done
			return fresh, nil
		}
		at = res.url
		if page, err = r.entries(res); err != nil {
			return fresh, nil // nothing is listed there
		}
	}
}

// entries returns the entries of a feed or a list.
func (r *round) entries(res *response) (*listing, error) {
	if isFeed(res.body) {
		return readFeed(res, r.f.opts.Now())
	}
	t, err := charset.DecodePage(res.body, res.charset)
	if err != nil {
		return nil, err
	}
	return readList(t.Text, res.url, r.f.opts.Now())
}
