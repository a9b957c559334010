package news

import (
	"cmp"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/index"
)

// Remember keeps the figure of a reply to q that was posted as ts in a thread or a
// direct message, so that its place gets a notice if the figure changes.
func (d *Desk) Remember(q surface.Question, r message.Reply, ts string) {
	a := r.Answer
	if ts == "" || d.Newsroom == nil || d.Muted || a == nil || a.Claim == nil || a.Claim.Figure == nil || len(a.Claim.Figure.Binding.Words) == 0 ||
		q.Thread == "" && !surface.IsDirect(q.Channel) {
		return
	}
	row := index.Row{Passage: a.Claim.Hit.Passage, Figure: a.Claim.Figure}
	d.answers.put(surface.Place(q.Channel, ts), answered{
		Channel: q.Channel, Thread: q.Thread, Ask: cmp.Or(a.Topic, q.Text), English: r.English,
		Row: brief(row), Contests: contested(a), At: time.Now(),
	})
}

// Forget drops the answer that was posted as ts, because another replaces it.
func (d *Desk) Forget(channel, ts string) {
	if err := d.Memory.Store.Answered.Delete(surface.Place(channel, ts)); err != nil {
		d.Log.Error("cannot forget an answer", "channel", channel, "ts", ts, "err", err)
	}
}
