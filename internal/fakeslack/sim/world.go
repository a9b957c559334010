package sim

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// ErrClosed is returned by whatever waits when the world ends.
var ErrClosed = errors.New("the server is closed")

// World is the state that all parts share. It is safe for concurrent use.
type World struct {
	sync.Mutex // guards the state of every part

	time   Time
	ctx    context.Context
	stop   context.CancelFunc
	served sync.WaitGroup

	closed      bool
	timers      map[int]func()
	timerSerial int
	random      *rand.Rand
	serial      int
	lastStamp   int64         // microseconds
	changed     chan struct{} // closed and replaced when something happens
}

// NewWorld returns a world that goes by t and throws dice from seed. The
// caller ends it with [World.Stop] and [World.Join].
func NewWorld(t Time, seed uint64) *World {
	w := &World{time: t, timers: map[int]func(){}, random: rand.New(rand.NewPCG(seed, 1)), changed: make(chan struct{})}
	w.ctx, w.stop = context.WithCancel(context.Background())
	return w
}

// Now returns the time of the world.
func (w *World) Now() time.Time { return w.time.Now() }

// Context returns a context that ends with the world.
func (w *World) Context() context.Context { return w.ctx }

// Closed reports whether the world has ended. The caller holds the lock.
func (w *World) Closed() bool { return w.closed }

// Next returns a name that nothing else has. The caller holds the lock.
func (w *World) Next(prefix string) string {
	w.serial++
	return fmt.Sprintf("%s%06d", prefix, w.serial)
}

// Stamp returns a message timestamp, which is also the message's name: the
// time of the world, made unique. The caller holds the lock.
func (w *World) Stamp() string {
	w.lastStamp = max(w.lastStamp+1, w.time.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", w.lastStamp/1_000_000, w.lastStamp%1_000_000)
}

// IntN returns a number in [0, n). The caller holds the lock.
func (w *World) IntN(n int) int { return w.random.IntN(n) }

// Enter counts a caller that [World.Join] waits for, and reports whether the
// world goes on. If it does the caller ends with [World.Leave].
func (w *World) Enter() bool {
	w.Lock()
	defer w.Unlock()
	if w.closed {
		return false
	}
	w.served.Add(1)
	return true
}

// Leave ends what [World.Enter] began.
func (w *World) Leave() { w.served.Done() }

// Go calls f in a goroutine that [World.Join] waits for.
func (w *World) Go(f func()) { w.served.Go(f) }

// Stop ends the world: contexts and timers. What runs already may go on until
// [World.Join] returns.
func (w *World) Stop() {
	w.stop()
	w.Lock()
	w.closed = true
	stops := make([]func(), 0, len(w.timers))
	for _, stop := range w.timers {
		stops = append(stops, stop)
	}
	clear(w.timers)
	w.Unlock()
	for _, stop := range stops {
		stop()
	}
}

// Join waits for everything that the world has begun.
func (w *World) Join() { w.served.Wait() }
