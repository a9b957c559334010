package socket

import (
	"context"
	"sync"
	"time"
)

// supervisor is a run of a client. But for what is said otherwise, its fields
// belong to the goroutine of loop.
type supervisor struct {
	*Client
	handle  Handler
	signals chan signal
	done    chan struct{} // closed when nobody reads signals any more
	inbox   chan item
	workers sync.WaitGroup
	sockets sync.WaitGroup // attempts and readers

	pace     pace
	conns    map[*conn]bool // all that are open; true: said hello
	current  *conn          // the one to stay with; nil: the next is to be opened
	opening  bool           // an attempt has not come to hello or failure
	greeted  bool           // there was a hello
	serial   int
	lamented string // the trouble that was logged last and has not passed
	crowd    int    // connections that are not ours, at the last hello
}

// item is an envelope and the socket that delivered it.
type item struct {
	conn *conn
	Envelope
}

// Run connects and hands envelopes to handle until ctx ends; then it finishes
// those that it took and returns nil. It returns an error when Slack refuses
// the first connection for a reason that only a person can mend.
func (c *Client) Run(ctx context.Context, handle Handler) error {
	s := &supervisor{
		Client: c, handle: handle, signals: make(chan signal), done: make(chan struct{}),
		inbox: make(chan item, maxInbox), conns: map[*conn]bool{},
		pace: pace{min: c.scaled(minGap, 0), max: c.scaled(maxGap, 0)},
	}
	for range handlers {
		s.workers.Go(func() { s.work(context.WithoutCancel(ctx)) })
	}
	living, stop := context.WithCancel(ctx)
	err := s.loop(living)
	stop() // of reading; what was read is handled and acknowledged
	close(s.done)
	s.sockets.Wait()
	close(s.inbox)
	s.workers.Wait()
	s.note(func(h *Health) { h.Connected, h.Sockets = false, 0 })
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// loop opens connections when there is need and acts on signals.
func (s *supervisor) loop(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		var due <-chan time.Time
		if s.current == nil && !s.opening {
			timer.Reset(time.Until(s.pace.next()))
			due = timer.C
		}
		select {
		case <-ctx.Done():
			return nil
		case <-due:
			s.attempt(ctx)
		case sig := <-s.signals:
			if err := s.react(sig); err != nil {
				return err
			}
		}
	}
}

// report hands a signal to the supervisor, if there still is one.
func (s *supervisor) report(sig signal) {
	select {
	case s.signals <- sig:
	case <-s.done:
	}
}

// attempt opens a socket in a goroutine that reads it to its end.
func (s *supervisor) attempt(ctx context.Context) {
	s.opening = true
	s.serial++
	serial := s.serial
	s.pace.opened(time.Now())
	s.note(func(h *Health) { h.Opens++ })
	s.sockets.Go(func() {
		asking, cancel := context.WithTimeout(ctx, s.openTime())
		url, err := s.open(asking)
		cancel()
		var k *conn
		if err == nil {
			k, err = s.dial(ctx, url)
		}
		if err != nil {
			s.report(signal{kind: failed, err: err})
			return
		}
		k.serial = serial
		s.live(ctx, k)
	})
}

// live reads a socket to its end, pinging meanwhile.
func (s *supervisor) live(ctx context.Context, k *conn) {
	stop := context.AfterFunc(ctx, k.stop)
	defer stop()
	quit := make(chan struct{})
	var pings sync.WaitGroup
	pings.Go(func() { k.ping(quit) })
	s.report(signal{conn: k, kind: dialled})
	err := k.read(s.report, s.take)
	s.report(signal{conn: k, kind: closed, err: err}) // at once: the next one cannot wait for slow handlers
	k.inflight.Wait()
	close(quit)
	k.close()
	pings.Wait()
}

// react acts on a signal. An error ends the run.
func (s *supervisor) react(sig signal) error {
	now := time.Now()
	switch sig.kind {
	case dialled:
		s.conns[sig.conn] = false
	case failed:
		s.opening = false
		return s.refused(sig.err, now)
	case hello:
		s.welcome(sig, now)
	case disconnect:
		s.leave(sig.conn, sig.reason, now)
	case closed:
		s.lost(sig, now)
	}
	s.note(func(h *Health) { h.Sockets = len(s.conns) })
	return nil
}
