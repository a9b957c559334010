package store

import (
	"context"
	"fmt"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
)

// oneSegment makes one segment of all, in one step.
var oneSegment = func() mergeplan.MergePlanOptions {
	o := mergeplan.SingleSegmentMergePlanOptions
	o.SegmentsPerMergeTask = 1 << 16
	return o
}()

// Tidy merges the segments of a generation that has been built and is not read
// yet. A term of a single document, as most are, then takes no
// room beside its place in the dictionary, and a search asks one dictionary and
// not ten: the index takes a third less on disk. What fails here, on a full disk
// for one, leaves the segments as they were: the error says why, and the
// generation can be used. It returns when ctx ends or bleve has met with an
// error; only a bleve that hangs goes on in the background, until it is closed.
func (g *Generation) Tidy(ctx context.Context) error {
	if g.Path == "" {
		return nil // bleve merges on disk only
	}
	adv, err := g.Bleve.Advanced()
	if err != nil {
		return err
	}
	s, ok := adv.(*scorch.Scorch)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := g.CountErrors()
	done := make(chan error, 1)
	go func() { done <- Guarded(func() error { return s.ForceMerge(ctx, &oneSegment) }) }()
	look := time.NewTicker(time.Second / 4)
	defer look.Stop()
	for {
		select {
		case err := <-done:
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return fmt.Errorf("merge segments: %w", err)
			}
			return g.Pin() // lets go of what was merged
		case <-look.C:
			if n := g.CountErrors() - errs; n > 0 { // bleve would try again without end
				cancel()
				select {
				case <-done:
				case <-time.After(g.Patience):
				}
				return fmt.Errorf("merge segments: bleve has met with %d errors", n)
			}
		}
	}
}
