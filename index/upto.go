package index

import (
	"context"

	"beilun/knowledge"
)

// UpTo returns corpus without the releases that are dated after day: what was
// known then. A release without a date stays, and so does one of which only the
// month or the year of day is known. For the zero day it returns corpus.
func UpTo(corpus Corpus, day knowledge.Date) Corpus {
	if day.IsZero() {
		return corpus
	}
	return func(ctx context.Context, yield func(File) error) error {
		return corpus(ctx, func(f File) error {
			if f.Err != nil || f.Errata != nil {
				return yield(f)
			}
			f, a := parsed(ctx, f)
			if a != nil && a.Date.Compare(day) > 0 {
				return nil
			}
			return yield(f)
		})
	}
}
