package index

import (
	"context"
	"fmt"
	"strconv"

	"beilun/index/passage"
)

// Around returns the passage with an ID between the one before and the one
// behind it in its release, as far as there are any, in the order of the text.
// It returns none when the passage is not in the index or does not answer any
// more: its release may have changed since, or been retracted.
func (x *Index) Around(ctx context.Context, id string) ([]passage.Passage, error) {
	return x.Near(ctx, id, 1, 1)
}

// Near is Around with as many passages before and behind as are given.
func (x *Index) Near(ctx context.Context, id string, before, behind int) ([]passage.Passage, error) {
	release, number, ok := passage.CutID(id)
	g, done, _ := x.live.acquire()
	defer done()
	if !ok || g == nil {
		return nil, nil
	}
	if g.Rulings.IsRetracted(release) {
		return nil, nil
	}
	count := g.Catalog.Releases[release].Passages
	if number > count {
		return nil, nil
	}
	var out []passage.Passage
	for n := max(1, number-before); n <= min(count, number+behind); n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var p passage.Passage
		err := x.live.read(ctx, g, func() (err error) {
			p, err = g.Passage(release + "#" + strconv.Itoa(n))
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read passage %d of %q: %w", n, release, err)
		}
		out = append(out, p)
	}
	return out, nil
}
