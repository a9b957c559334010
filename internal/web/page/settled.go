package page

import (
	"context"

	"beilun/index"
)

// maxTries is how often something is looked up anew because the releases have changed.
const maxTries = 4

// Settled returns what find finds in releases that do not change meanwhile: else a part of
// an answer could be of a release that another part has replaced. Where they change without
// end it returns what it found last.
func Settled[T any](ctx context.Context, s *Site, find func(context.Context) (T, error)) (T, error) {
	for try := 1; ; try++ {
		state := index.StateOf(s.Index)
		found, err := find(ctx)
		if index.StateOf(s.Index) == state || try == maxTries || ctx.Err() != nil {
			return found, err
		}
		if try == 1 {
			ctx = Unasked(ctx) // it was counted
		}
	}
}
