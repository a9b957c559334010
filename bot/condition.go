package bot

import (
	"fmt"
	"time"

	"beilun/bot/message"
	"beilun/internal/state"
)

// Health is how the bot is connected to Slack, and what waits in it.
type Health struct {
	Connected  bool      // Slack reaches the bot now
	Since      time.Time // since when Slack does, or when the last connection ended or failed; zero: there was none yet
	Reason     string    // why the last connection ended or failed, without secrets; empty: none did
	Reconnects int       // attempts to connect after the first, those that failed among them
	Waiting    int       // jobs that nobody has begun
}

// Health returns the state of the bot, also before Run and after it. It is cheap and safe
// for concurrent use.
func (b *Bot) Health() Health {
	h := b.socket.Health()
	out := Health{Connected: h.Connected, Since: h.LastAt, Reason: h.LastReason, Reconnects: max(0, h.Opens-1)}
	if h.Connected {
		out.Since = h.Since
	}
	if c := b.courier.Load(); c != nil {
		out.Waiting = c.Waiting()
	}
	return out
}

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
	out = append(out, fmt.Sprintf(w.Queued, b.Health().Waiting))
	for _, l := range b.memory.Store.Losses() {
		out = append(out, lossLines(l, &w.StateLoss)...)
	}
	for _, f := range b.granted.findings() {
		if f.State != Fine {
			out = append(out, fmt.Sprintf(w.Scope, f.What, f.Text))
		}
	}
	return out
}

// LossLines returns what damage has cost the state, in Chinese or in English: a line about
// the file and one for each table that lost something.
func LossLines(l state.Loss, english bool) []string {
	return lossLines(l, &message.WordsOf(english).UI.StateLoss)
}

// lossLines returns what damage has cost the state.
func lossLines(l state.Loss, w *message.StateLoss) []string {
	out := []string{fmt.Sprintf(w.Head, l.At.Format("2006-01-02 15:04"), message.Plain(l.Why))}
	if l.Kept != "" {
		out[0] += fmt.Sprintf(w.Kept, message.Plain(l.Kept))
	}
	switch {
	case len(l.Tables) == 0 && l.Stale:
		out[0] += w.Stale
	case len(l.Tables) == 0:
		out[0] += w.Whole
	case l.IsTotal():
		return append(out, w.Total, w.Restore)
	}
	n := len(out)
	for _, t := range l.Tables {
		format := ""
		switch {
		case t.Unknown && t.Lost == 0:
			format = w.Maybe
		case t.Unknown:
			format = w.More
		case t.Lost > 0:
			format = w.Lost
		default:
			continue // only the status of some entries is another
		}
		out = append(out, "• "+fmt.Sprintf(format, w.Tables[t.Table], t.Kept, t.Lost, w.Meaning[t.Table]))
	}
	if len(out) > n {
		out = append(out, w.Restore)
	} else if len(l.Tables) > 0 {
		out[0] += w.Whole
	}
	return out
}
