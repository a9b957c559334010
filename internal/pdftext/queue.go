package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

// queue lets callers use the worker one after the other and stops it when it is idle. It
// is safe for concurrent use.
type queue struct {
	enabled atomic.Bool
	turn    chan struct{} // has a token while nobody uses the fields below
	worker  *worker       // nil when none runs
	idle    *time.Timer
	start   func(ctx context.Context) (*worker, error)
	patient time.Duration // after which an idle worker is stopped
	each    time.Duration // how long a file may take
}

func newQueue() *queue {
	q := &queue{turn: make(chan struct{}, 1), start: startWorker, patient: idleTime, each: timeFor(runtime.GOARCH)}
	q.turn <- struct{}{}
	return q
}

// take waits for the caller's turn and returns a worker for it.
func (q *queue) take(ctx context.Context) (*worker, error) {
	if !q.enabled.Load() {
		return nil, ErrUnavailable
	}
	select {
	case <-q.turn:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the PDF reader: %w", ctx.Err())
	}
	if q.idle != nil {
		q.idle.Stop()
	}
	if q.worker != nil && q.worker.ended() {
		q.drop()
	}
	if q.worker == nil {
		w, err := q.start(ctx)
		if err != nil {
			q.turn <- struct{}{}
			return nil, fmt.Errorf("start the PDF reader: %w", err)
		}
		q.worker = w
	}
	return q.worker, nil
}

// give ends the turn of the caller.
func (q *queue) give() {
	if q.worker != nil {
		q.idle = time.AfterFunc(q.patient, q.rest)
	}
	q.turn <- struct{}{}
}

// rest stops the worker unless it is in use.
func (q *queue) rest() {
	select {
	case <-q.turn:
	default:
		return
	}
	q.drop()
	q.turn <- struct{}{}
}

// drop stops the worker. The caller must have the turn.
func (q *queue) drop() {
	if q.worker != nil {
		q.worker.stop()
		q.worker = nil
	}
}

// warm starts a worker if there is none.
func (q *queue) warm(ctx context.Context) error {
	if _, err := q.take(ctx); err != nil {
		return err
	}
	q.give()
	return nil
}

// read reads a file in the caller's turn.
func (q *queue) read(ctx context.Context, data []byte) (*Document, error) {
	switch {
	case !q.enabled.Load():
		return nil, ErrUnavailable
	case len(data) > MaxFile:
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", ErrTooLarge, len(data), MaxFile)
	case !bytes.Contains(data, []byte("obj")): // not worth a worker
		return nil, fmt.Errorf("%w: nothing is in it", ErrDamaged)
	}
	// A worker that has read other files may have ended a moment ago, for reasons that
	// have nothing to do with this one.
	for again := true; ; again = false {
		w, err := q.take(ctx)
		if err != nil {
			return nil, err
		}
		doc, err := q.readBy(ctx, w, data)
		if !again || !errors.Is(err, errNotSent) {
			return doc, err
		}
	}
}

// readBy reads data by w and ends the caller's turn.
func (q *queue) readBy(ctx context.Context, w *worker, data []byte) (*Document, error) {
	defer q.give()
	ctx, cancel := context.WithTimeoutCause(ctx, q.each, fmt.Errorf("%w: more than %v", ErrTime, q.each))
	defer cancel()
	doc, err, usable := w.read(ctx, data)
	if !usable {
		q.drop()
	}
	return doc, err
}
