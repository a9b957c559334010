package socket

import (
	"errors"
	"fmt"
	"time"

	"beilun/internal/logs"
)

// welcome makes a socket that said hello the present one. The others are read
// until Slack closes them, for only Slack knows when it has ceased to send into
// a socket: what is in flight to one that we close is lost there, and comes
// again three seconds later. Slack closes some seconds after refresh_requested;
// one that it forgets is closed in the end.
func (s *supervisor) welcome(sig signal, now time.Time) {
	s.conns[sig.conn] = true
	if !s.greeted {
		s.connected()
	}
	s.opening, s.greeted, s.lamented = false, true, ""
	s.current = sig.conn
	s.pace.greeted()
	for k := range s.conns {
		if k != s.current && k.drain == nil {
			k.drain = time.AfterFunc(s.scaled(drainTime, 200*time.Millisecond), k.stop)
		}
	}
	s.note(func(h *Health) { h.Connected, h.Since, h.Connections = true, now, sig.count })
	s.reached(now)
	s.log.Info("connected to Slack", "socket", sig.conn.serial, "ours", len(s.conns), "connections", sig.count)
	if others := sig.count - len(s.conns); others != s.crowd {
		s.crowd = others
		if others > 0 {
			s.log.Warn("another process uses this app token, or connections of one that died still count; Slack sends each event to one of them only", "others", others)
		}
	}
}

// leave acts on Slack's wish to end a socket.
func (s *supervisor) leave(k *conn, reason string, now time.Time) {
	s.because("disconnect: "+reason, now)
	stay := false
	switch reason {
	case "too_many_websockets": // one more would be refused as well: close first
		s.log.Warn("Slack has too many connections of this app; other processes use its token", "socket", k.serial)
		s.pace.wait(now, s.scaled(crowded, 0))
	case "link_disabled":
		s.lament(reason, now)
	default: // warning, refresh_requested, and whatever may come: the next one first
		s.log.Info("Slack asks for a new connection", "socket", k.serial, "reason", reason)
		stay = s.conns[k]
	}
	s.forsake(k)
	if !stay {
		k.stop()
	}
}

// forsake makes room for the next socket.
func (s *supervisor) forsake(k *conn) {
	if s.current == k {
		s.current = nil
	}
	if said, ok := s.conns[k]; ok && !said {
		s.opening = false
	}
}

// lost takes note of a socket that is gone.
func (s *supervisor) lost(sig signal, now time.Time) {
	greeted := s.conns[sig.conn]
	if sig.conn == s.current || !greeted {
		s.because(fmt.Sprintf("lost: %v", sig.err), now)
	}
	switch {
	case sig.conn == s.current:
		s.log.Warn("connection lost", "socket", sig.conn.serial, "err", sig.err)
	case !greeted && !sig.conn.isStopped():
		s.unreached(fmt.Errorf("no hello: %w", sig.err), now, s.pace.next())
	}
	s.forsake(sig.conn)
	if sig.conn.drain != nil {
		sig.conn.drain.Stop()
	}
	delete(s.conns, sig.conn)
	s.note(func(h *Health) { h.Connected = s.current != nil || len(s.conns) > 0 && h.Connected })
}

// refused acts on a connection that did not come about.
func (s *supervisor) refused(err error, now time.Time) error {
	s.because(err.Error(), now)
	var oe *OpenError
	switch errors.As(err, &oe); {
	case oe == nil:
	case oe.RetryAfter > 0:
		s.pace.wait(now, s.scaled(oe.RetryAfter, 0))
	case oe.Fatal() && !s.greeted:
		return fmt.Errorf("open connection: %w; %s", err, Mend(oe.Code))
	case oe.Fatal():
		s.lament(oe.Code, now)
		return nil
	}
	s.unreached(err, now, s.pace.next())
	return nil
}

// lament logs, once, trouble that only a person can mend, and slows down.
func (s *supervisor) lament(code string, now time.Time) {
	s.pace.wait(now, s.scaled(slowRetry, 0))
	if s.lamented == code {
		return
	}
	s.lamented = code
	s.log.Error("Slack does not let the bot connect", "reason", code, "do", Mend(code), "again_in", s.scaled(slowRetry, 0))
}

func (s *supervisor) because(reason string, now time.Time) {
	s.note(func(h *Health) { h.LastReason, h.LastAt = logs.Redact(reason), now })
}
