package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"beilun/internal/logs"

	"github.com/gorilla/websocket"
)

// conn is one socket. The supervisor owns it.
type conn struct {
	c      *Client
	ws     *websocket.Conn
	serial int // distinguishes sockets in the log

	writing  sync.Mutex // one frame at a time
	reading  sync.Mutex // of stopped
	stopped  bool       // no longer read; what was read is still acknowledged
	lastPing atomic.Int64
	greeted  bool           // said hello; of the reader
	inflight sync.WaitGroup // envelopes that are not acknowledged yet
	drain    *time.Timer    // of the supervisor: ends reading; nil: not drained
}

// kind is what happened to a socket.
type kind int

const (
	failed     kind = iota // no socket came of the attempt
	dialled                // it is open, and Slack has said nothing yet
	hello                  // Slack counts it
	disconnect             // Slack asks to leave it
	closed                 // it is gone
)

// signal is a report of a socket to the supervisor.
type signal struct {
	conn   *conn // nil where kind is failed
	kind   kind
	reason string // of a disconnect
	count  int    // of a hello: connections as Slack counts them
	err    error
}

// dial opens a socket.
func (c *Client) dial(ctx context.Context, url string) (*conn, error) {
	ctx, cancel := context.WithTimeout(ctx, c.openTime())
	defer cancel()
	d := websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment, // as for the Web API
		HandshakeTimeout: c.openTime(),
		// Slack is thought to drop an acknowledgement that comes in several
		// frames, which is what a buffer smaller than it makes of it.
		WriteBufferSize: maxAck + 1024,
	}
	ws, res, err := d.DialContext(ctx, url, nil)
	if err != nil {
		if res != nil {
			return nil, fmt.Errorf("dial: %w: %w", handshakeError{res.Status, res.StatusCode}, err)
		}
		return nil, fmt.Errorf("dial: %w", err)
	}
	ws.SetReadLimit(maxFrame)
	return &conn{c: c, ws: ws}, nil
}

// handshakeError is the answer to a handshake that is no consent.
type handshakeError struct {
	status string
	code   int
}

func (e handshakeError) Error() string       { return e.status }
func (e handshakeError) HTTPStatusCode() int { return e.code }

// frame is what Slack sends; all but an envelope's is read here.
type frame struct {
	Envelope
	Connections int    `json:"num_connections"`
	Why         string `json:"reason"`
}

// read reads frames until the socket ends, and returns why it did.
func (k *conn) read(report func(signal), take func(*conn, Envelope)) error {
	k.ws.SetPingHandler(func(text string) error {
		k.lastPing.Store(time.Now().UnixNano())
		k.alive()
		err := k.ws.WriteControl(websocket.PongMessage, []byte(text), time.Now().Add(writeTime))
		if errors.Is(err, websocket.ErrCloseSent) {
			return nil
		}
		return err
	})
	k.ws.SetPongHandler(func(string) error { k.alive(); return nil })
	// A close frame is answered when all that came before it is acknowledged:
	// after the answer nothing more can be written.
	k.ws.SetCloseHandler(func(int, string) error { return nil })
	k.deadline(k.c.openTime()) // for hello
	for {
		_, raw, err := k.ws.ReadMessage()
		if err != nil {
			return err
		}
		var f frame
		if json.Unmarshal(raw, &f) != nil {
			logs.Refuse(k.c.log, slog.LevelWarn, logs.Frame, logs.Unreadable, "socket", k.serial, "bytes", len(raw))
			continue
		}
		k.alive()
		switch {
		case f.Type == "hello":
			k.greeted = true
			k.alive()
			report(signal{conn: k, kind: hello, count: f.Connections})
		case f.Type == "disconnect":
			report(signal{conn: k, kind: disconnect, reason: f.Why})
		case f.ID != "":
			take(k, f.Envelope)
		}
	}
}

// alive notes that a frame came. Until hello nothing else counts.
func (k *conn) alive() {
	if !k.greeted {
		return
	}
	k.deadline(k.c.scaled(quietTime, 1500*time.Millisecond))
	now := time.Now()
	k.c.note(func(h *Health) { h.LastFrame = now })
}

// deadline says by when the next frame has to come, unless reading was stopped.
func (k *conn) deadline(d time.Duration) {
	k.reading.Lock()
	defer k.reading.Unlock()
	if !k.stopped {
		_ = k.ws.SetReadDeadline(time.Now().Add(d)) // the read reports it
	}
}

// stop ends reading and leaves the socket open for acknowledgements.
func (k *conn) stop() {
	k.reading.Lock()
	defer k.reading.Unlock()
	k.stopped = true
	_ = k.ws.SetReadDeadline(time.Now())
}

// isStopped reports whether the socket is no longer read because it is not wanted.
func (k *conn) isStopped() bool {
	k.reading.Lock()
	defer k.reading.Unlock()
	return k.stopped
}

// ping pings until done: Slack's answer shows that both directions work. It
// ends a socket over which Slack has ceased to ping.
func (k *conn) ping(done <-chan struct{}) {
	tick := time.NewTicker(k.c.scaled(pingEvery, 400*time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
		}
		last := k.lastPing.Load()
		if last != 0 && time.Since(time.Unix(0, last)) > k.c.scaled(pinglessAt, 10*time.Second) {
			k.c.log.Warn("Slack has ceased to ping", "socket", k.serial)
			k.abort()
			return
		}
		if k.ws.WriteControl(websocket.PingMessage, []byte("beilun"), time.Now().Add(writeTime)) != nil {
			k.abort()
			return
		}
	}
}

// acknowledge acknowledges an envelope to Slack, with ack if Slack accepts one.
func (k *conn) acknowledge(e Envelope, ack json.RawMessage) error {
	v := struct {
		ID      string          `json:"envelope_id"`
		Payload json.RawMessage `json:"payload,omitempty"`
	}{ID: e.ID}
	if e.Accepts {
		v.Payload = ack
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("acknowledge %s: %w", e.ID, err)
	}
	if len(raw) > maxAck {
		k.c.log.Error("acknowledged without the payload: it is too large", "envelope", e.ID, "bytes", len(raw))
		v.Payload = nil
		raw, _ = json.Marshal(v) // a string
	}
	k.writing.Lock()
	defer k.writing.Unlock()
	_ = k.ws.SetWriteDeadline(time.Now().Add(writeTime)) // the write reports it
	if err := k.ws.WriteMessage(websocket.TextMessage, raw); err != nil {
		return fmt.Errorf("acknowledge %s: %w", e.ID, err)
	}
	return nil
}

// close says goodbye and closes the socket. Slack does not close it after the
// close handshake, so that there is nothing to wait for.
func (k *conn) close() {
	bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = k.ws.WriteControl(websocket.CloseMessage, bye, time.Now().Add(farewell))
	k.abort()
}

func (k *conn) abort() { _ = k.ws.Close() }
