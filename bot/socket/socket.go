// Package socket holds the Socket Mode connection to Slack.
//
// It takes the place of slack-go's socketmode, which cannot be bent to what a
// bot that is never deaf needs: that package reconnects without a pause after
// any disconnect frame (thousands of times a second while Slack goes on
// disconnecting), keeps the reason of a disconnect to itself, closes the old
// socket before it opens the next, counts a dial as connected before Slack has
// said hello, never pings, does not acknowledge types that it does not know,
// and may send an acknowledgement over another socket than the one that
// delivered. What is said inside an envelope stays slack-go's matter, in
// package bot.
//
// One goroutine supervises: it opens connections, spaced, and acts on what each
// socket signals. Each socket has a goroutine that reads and one that pings. A
// fixed number of others hand envelopes to the handler, so that a slow handler
// never keeps a socket from being read.
package socket

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"
)

// Envelope is one delivery from Slack.
type Envelope struct {
	ID      string          `json:"envelope_id"`
	Type    string          `json:"type"` // events_api, slash_commands or interactive
	Payload json.RawMessage `json:"payload"`
	Accepts bool            `json:"accepts_response_payload"`
	Attempt int             `json:"retry_attempt"`
	Reason  string          `json:"retry_reason"`
}

// Handler takes an envelope. It is acknowledged, with ack where Slack accepts
// one, when the handler returns without an error; otherwise it is not, and
// Slack delivers an event again. It is called from several goroutines.
type Handler func(ctx context.Context, e Envelope) (ack json.RawMessage, err error)

// Open asks Slack for the address of a new connection. An error of Slack's is
// an *OpenError.
type Open func(ctx context.Context) (url string, err error)

// Options are the options of a Client; the zero value is ready for use.
type Options struct {
	Logger    *slog.Logger // nil: silent
	Connected func()       // called once, at the first hello; it must not block; nil: nothing is called
	Speed     float64      // factor by which time runs faster, for tests; 0: 1
}

// Client keeps a connection to Slack. It is safe for concurrent use.
type Client struct {
	open      Open
	log       *slog.Logger
	connected func()
	speed     float64
	outage    outage

	mu     sync.Mutex
	health Health
}

// New makes a client. Nothing happens before Run.
func New(open Open, opts Options) *Client {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.Speed <= 0 {
		opts.Speed = 1
	}
	if opts.Connected == nil {
		opts.Connected = func() {}
	}
	return &Client{open: open, log: opts.Logger, connected: opts.Connected, speed: opts.Speed}
}

// Limits in time.
const (
	openTime   = 15 * time.Second       // to ask for an address, to dial, and again to say hello
	pingEvery  = 4 * time.Second        // client pings
	quietTime  = 12 * time.Second       // without any frame, after which a socket is dead
	pinglessAt = 90 * time.Second       // without a ping of Slack's, once it has pinged
	drainTime  = 30 * time.Second       // for which a socket that Slack does not close is read after the next one is up
	writeTime  = 5 * time.Second        // for a frame
	handleTime = 10 * time.Second       // for the handler
	slowRetry  = 2 * time.Minute        // where only a person can mend it
	crowded    = 10 * time.Second       // after too_many_websockets
	farewell   = 250 * time.Millisecond // for a close frame to be sent
)

// Limits in number.
const (
	maxFrame = 1 << 20
	maxAck   = 20_000 // Slack drops an acknowledgement of 20 KB in silence
	handlers = 64     // envelopes handled at a time
	maxInbox = 2048   // envelopes that wait for a handler
)

// scaled is d in the time that the client lives in, but no less than least:
// the wire does not become faster.
func (c *Client) scaled(d, least time.Duration) time.Duration {
	return max(time.Duration(float64(d)/c.speed), min(least, d))
}

// Health is the state of the connection.
type Health struct {
	Connected   bool
	Since       time.Time // of the present connection's hello
	LastFrame   time.Time // of any socket
	Sockets     int       // ours, those that are drained among them
	Connections int       // as Slack counted them at the last hello
	Opens       int       // how often an address was asked for
	LastReason  string    // why the last connection ended or was not made
	LastAt      time.Time // of LastReason
}

// Health returns the state of the connection.
func (c *Client) Health() Health {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.health
}

func (c *Client) note(change func(*Health)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(&c.health)
}
