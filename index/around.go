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
	x.mu.RLock()
	defer x.mu.RUnlock()
	if !ok || x.current == nil {
		return nil, nil
	}
	if x.current.Rulings.IsRetracted(release) {
		return nil, nil
	}
	count := x.current.Catalog.Releases[release].Passages
	if number > count {
		return nil, nil
	}
	var out []passage.Passage
	for n := max(1, number-before); n <= min(count, number+behind); n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var p passage.Passage
		err := x.read(ctx, x.current, func() (err error) {
			p, err = x.current.Passage(release + "#" + strconv.Itoa(n))
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read passage %d of %q: %w", n, release, err)
		}
		out = append(out, p)
	}
	return out, nil
}
