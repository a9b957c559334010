package bot

import (
	"fmt"
	"time"

	"beilun/bot/message"
)

// condition returns lines for an admin about the connection, the queue and the scopes.
func (b *Bot) condition(w *message.UI) []string {
	h := b.socket.Health()
	now := time.Now()
	out := []string{w.Apart}
	if h.Connected {
		out[0] = fmt.Sprintf(w.Connected, w.Ago(now, h.Since), h.Connections, w.Ago(now, h.LastFrame))
	}
	if h.LastReason != "" {
		out = append(out, fmt.Sprintf(w.LastApart, message.Plain(h.LastReason), w.Ago(now, h.LastAt)))
	}
	if h.Connections > max(1, h.Sockets) {
		out = append(out, w.Crowded)
	}
	out = append(out, fmt.Sprintf(w.Queued, b.courier.Waiting()))
	for _, f := range b.granted.findings() {
		if f.State != Fine {
			out = append(out, fmt.Sprintf(w.Scope, f.What, f.Text))
		}
	}
	return out
}
