package bot

import (
	"fmt"
	"time"
)

// condition tells an admin how the bot is doing, a line each.
func (b *Bot) condition(w *ui) []string {
	h := b.socket.Health()
	now := time.Now()
	out := []string{w.apart}
	if h.Connected {
		out[0] = fmt.Sprintf(w.connected, w.ago(now, h.Since), h.Connections, w.ago(now, h.LastFrame))
	}
	if h.LastReason != "" {
		out = append(out, fmt.Sprintf(w.lastApart, plain(h.LastReason), w.ago(now, h.LastAt)))
	}
	if h.Connections > max(1, h.Sockets) {
		out = append(out, w.crowded)
	}
	out = append(out, fmt.Sprintf(w.queued, b.queue.Len()))
	for _, f := range b.granted.findings() {
		if f.State != Fine {
			out = append(out, fmt.Sprintf(w.scope, f.What, f.Text))
		}
	}
	return out
}

// ago writes how long ago something was, roughly.
func (w *ui) ago(now, t time.Time) string {
	switch d := now.Sub(t); {
	case t.IsZero():
		return "—"
	case d < time.Minute:
		return fmt.Sprintf(w.seconds, int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf(w.minutes, int(d.Minutes()))
	default:
		return fmt.Sprintf(w.hours, int(d.Hours()))
	}
}
