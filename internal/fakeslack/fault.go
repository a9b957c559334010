package fakeslack

import (
	"net/http"
	"strconv"
	"time"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// Failure is how a call of the Web API goes wrong.
type Failure struct {
	Code        string        // Slack's error; with a Status of 429: ratelimited where empty
	Status      int           // HTTP status; 0: 200, or 429 with RetryAfter
	RetryAfter  time.Duration // the header of a 429
	Messages    []string      // response_metadata.messages, as with invalid_blocks
	Delay       time.Duration // before the call is looked at, in real time
	Times       int           // how many calls fail; 0: one; below 0: all
	AfterEffect bool          // do what is asked, then cut the connection: the client sees EOF
}

// faults are the failures that are still to happen, by method.
type faults struct {
	world *sim.World
	queue map[string][]Failure // guarded by the world's lock
}

func newFaults(w *sim.World) *faults { return &faults{w, map[string][]Failure{}} }

// fail adds a failure of a method.
func (x *faults) fail(method string, f Failure) {
	if f.Times == 0 {
		f.Times = 1
	}
	x.world.Lock()
	defer x.world.Unlock()
	x.queue[method] = append(x.queue[method], f)
}

// heal removes the failures of a method that have not happened yet.
func (x *faults) heal(method string) {
	x.world.Lock()
	defer x.world.Unlock()
	delete(x.queue, method)
}

// next takes the next failure of a method.
func (x *faults) next(method string) (Failure, bool) {
	x.world.Lock()
	defer x.world.Unlock()
	queue := x.queue[method]
	if len(queue) == 0 {
		return Failure{}, false
	}
	f := queue[0]
	if f.Times > 0 {
		if queue[0].Times--; queue[0].Times == 0 {
			x.queue[method] = queue[1:]
		}
	}
	return f, true
}

// play plays a failure and reports whether the call is over. With AfterEffect
// it is not: the answer that is written to the ResponseWriter it returns is
// thrown away with the connection.
func (x *faults) play(w http.ResponseWriter, r *http.Request, f Failure) (http.ResponseWriter, bool) {
	if f.Delay > 0 {
		wait := time.NewTimer(f.Delay)
		defer wait.Stop()
		select {
		case <-wait.C:
		case <-r.Context().Done():
		case <-x.world.Context().Done():
		}
	}
	if f.AfterEffect {
		return &cut{w: w, header: http.Header{}}, false
	}
	status := f.Status
	if f.RetryAfter > 0 {
		if status == 0 {
			status = http.StatusTooManyRequests
		}
		w.Header().Set("Retry-After", strconv.Itoa(int((f.RetryAfter+time.Second-1)/time.Second)))
	}
	code := f.Code
	if code == "" && status == http.StatusTooManyRequests {
		code = "ratelimited"
	}
	switch {
	case code == "" && status == 0:
		return w, false
	case status == 0 || status == http.StatusTooManyRequests:
		out := map[string]any{"ok": false, "error": code}
		if len(f.Messages) > 0 {
			out["response_metadata"] = map[string]any{"messages": f.Messages}
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if status != 0 {
			w.WriteHeader(status)
		}
		webapi.Write(w, out)
	default:
		http.Error(w, http.StatusText(status), status)
	}
	return w, true
}

// cut throws an answer away and the connection with it.
type cut struct {
	w      http.ResponseWriter
	header http.Header
}

func (c *cut) Header() http.Header             { return c.header }
func (c *cut) WriteHeader(int)                 {}
func (c *cut) Write(b []byte) (n int, e error) { return len(b), nil }

// hangUp ends the connection after the call's effect.
func (c *cut) hangUp() {
	if conn, _, err := http.NewResponseController(c.w).Hijack(); err == nil {
		_ = conn.Close() // that is the failure
	}
}

// wrap plays the next failure of a method, if there is one, before and after
// handle.
func (x *faults) wrap(w http.ResponseWriter, r *http.Request, method string, handle func(w http.ResponseWriter)) {
	if f, ok := x.next(method); ok {
		var over bool
		if w, over = x.play(w, r, f); over {
			return
		}
	}
	handle(w)
	if c, ok := w.(*cut); ok {
		c.hangUp()
	}
}

// handshake is the name under which Fail makes the WebSocket handshake fail.
const handshake = "websocket"

// refuseHandshake reports whether a handshake fails, and with what status.
func (x *faults) refuseHandshake() (status int, refused bool) {
	f, ok := x.next(handshake)
	if !ok {
		return 0, false
	}
	if f.Status == 0 {
		return http.StatusConflict, true
	}
	return f.Status, true
}
