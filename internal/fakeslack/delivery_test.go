package fakeslack

import (
	"errors"
	"testing"
	"time"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
)

// TestRetrySchedule goes through the deliveries of an event that nobody
// acknowledges.
func TestRetrySchedule(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	p := connect(t, s)
	m := must[Sent](t)(s.People.Mention(say("x")))
	seen := map[string]bool{}
	deliveries := func() int { return s.Stats().Envelopes }
	for attempt, step := range []struct {
		early, then time.Duration // nothing happens in early; then it is delivered
	}{{}, {3*time.Second - 1, 1}, {3*time.Second + time.Minute - 1, 1}, {3*time.Second + 5*time.Minute - 1, 1}} {
		clock.Advance(step.early)
		if attempt > 0 && deliveries() != attempt {
			t.Errorf("delivery %d came early", attempt)
		}
		clock.Advance(step.then)
		f := p.read()
		if f.Payload.EventID != m.EventID || f.Payload.Event["ts"] != m.TS || f.Attempt != attempt || (f.RetryReason == "timeout") != (attempt > 0) || seen[f.ID] {
			t.Errorf("delivery %d: %+v", attempt, f)
		}
		seen[f.ID] = true
	}
	clock.Advance(time.Hour)
	if n := s.Stats(); n.Envelopes != 4 || n.Retries != 3 || n.Failed != 1 || n.Acks != 0 {
		t.Errorf("stats %+v", n)
	}
}

func TestNoRetryAfterAck(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	p := connect(t, s)
	must[Sent](t)(s.People.Mention(say("x")))
	clock.Advance(3 * time.Second)
	p.ack(p.read().ID) // late: it counts as one of the retry
	p.ack(p.read().ID)
	eventually(t, s, "acknowledged", func() bool { return s.Stats().Acks == 2 })
	clock.Advance(time.Hour)
	if n := s.Stats(); n.Envelopes != 2 || n.Failed != 0 {
		t.Errorf("stats %+v", n)
	}
}

// TestInteractiveIsLost sees that clicks and commands come once or never.
func TestInteractiveIsLost(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	if _, err := s.People.Slash("C1", "U1", "x"); !errors.Is(err, socketmode.ErrNoSocket) {
		t.Errorf("a command without a socket: %v", err)
	}
	if _, err := s.People.Click("C1", "U1", "a", "v"); !errors.Is(err, socketmode.ErrNoSocket) {
		t.Errorf("a click without a socket: %v", err)
	}
	p := connect(t, s)
	must[Sent](t)(s.People.Slash("C1", "U1", "x"))
	must[Sent](t)(s.People.Click("C1", "U1", "a", "v"))
	for _, kind := range []string{"slash_commands", "interactive"} {
		if f := p.read(); f.Type != kind || !f.Accepts || f.Attempt != 0 {
			t.Errorf("got %+v", f)
		}
	}
	clock.Advance(time.Hour)
	if n := s.Stats(); n.Envelopes != 2 || n.Retries != 0 || n.Lost != 4 {
		t.Errorf("stats %+v", n)
	}
}

// TestReplay sees events wait for a socket, in order.
func TestReplay(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Clock: sim.NewClock()})
	var ids []string
	for range 3 {
		m, err := s.People.Mention(say("x"))
		if !errors.Is(err, socketmode.ErrNoSocket) || m.EventID == "" || m.TS == "" {
			t.Errorf("sent %+v, %v", m, err)
		}
		ids = append(ids, m.EventID)
	}
	if n := s.Stats().Waiting; n != 3 {
		t.Errorf("%d wait", n)
	}
	p := connect(t, s)
	for _, id := range ids {
		if f := p.read(); f.Payload.EventID != id || f.Attempt != 1 || f.RetryReason == "" {
			t.Errorf("got %+v, want %s", f, id)
		}
	}
}

// TestAcks sees what counts as an acknowledgement.
func TestAcks(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Clock: sim.NewClock()})
	p := connect(t, s)
	sent := must[Sent](t)
	m := sent(s.People.Mention(say("x")))
	id := p.read().ID
	p.write("not JSON")
	p.ack("unknown")
	p.ack("")
	p.ackWith(id, long(socketmode.MaxAck))
	p.ackWith(id, map[string]any{})
	eventually(t, s, "acknowledged", func() bool { return s.Stats().Acks == 1 })
	p.ack(id) // again
	sent(s.People.Slash("C1", "U1", "x"))
	command := p.read().ID
	p.ackWith(command, map[string]any{"text": "好", "response_type": "in_channel"})
	eventually(t, s, "shown", func() bool { return len(s.Channels.Posts()) == 1 })
	if n := s.Stats(); n.Acks != 2 || n.AcksUnknown != 3 || n.AcksDropped != 1 || n.AcksElsewhere != 0 {
		t.Errorf("stats %+v", n)
	}
	if s.Deliveries.AckPayload(m.EnvelopeID) == nil || string(s.Deliveries.AckPayload(command)) == "" || s.Channels.Posts()[0].Ephemeral || s.Channels.Posts()[0].Text != "好" {
		t.Errorf("payload %s, posts %+v", s.Deliveries.AckPayload(command), s.Channels.Posts())
	}
}

// TestAcksElsewhere sees an acknowledgement on another socket than the one
// that delivered.
func TestAcksElsewhere(t *testing.T) {
	t.Parallel()
	for _, strict := range []bool{false, true} {
		clock := sim.NewClock()
		s := start(t, Options{Clock: clock, StrictAcks: strict})
		first := connect(t, s)
		must[Sent](t)(s.People.Mention(say("x")))
		id := first.read().ID
		connect(t, s).ack(id)
		eventually(t, s, "seen", func() bool { return s.Stats().AcksElsewhere == 1 || s.Stats().Acks == 1 })
		clock.Advance(3 * time.Second)
		n := s.Stats()
		if n.AcksElsewhere != 1 || (n.Retries > 0) != strict || (n.Acks == 0) != strict {
			t.Errorf("strict %v: %+v", strict, n)
		}
	}
}

// TestDelayAcks sees an acknowledgement that takes longer than Slack waits.
func TestDelayAcks(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	p := connect(t, s)
	s.Deliveries.DelayAcks(4 * time.Second)
	must[Sent](t)(s.People.Mention(say("x")))
	p.ack(p.read().ID)
	p.ack("unknown")
	eventually(t, s, "read", func() bool { return s.Stats().AcksUnknown == 1 })
	clock.Advance(4 * time.Second)
	if n := s.Stats(); n.Retries != 1 || n.Acks != 1 {
		t.Errorf("stats %+v", n)
	}
}

// TestLoseAcks sees an event come again to a client that has acknowledged it.
func TestLoseAcks(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	p := connect(t, s)
	s.Deliveries.LoseAcks(1)
	m := must[Sent](t)(s.People.Mention(say("x")))
	p.ack(p.read().ID)
	eventually(t, s, "lost", func() bool { return s.Stats().AcksLost == 1 })
	clock.Advance(3 * time.Second)
	f := p.read()
	if f.Payload.EventID != m.EventID || f.Attempt != 1 {
		t.Errorf("came again as %+v", f)
	}
	p.ack(f.ID)
	eventually(t, s, "acknowledged", func() bool { return s.Stats().Acks == 1 })
}

// TestEcho sees the bot's own message come back to it.
func TestEcho(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Echo: true})
	p := connect(t, s)
	ts := fine(t, s, "chat.postMessage", map[string]any{"channel": "D1", "text": "x"})["ts"]
	if e := p.read().Payload.Event; e["type"] != "message" || e["bot_id"] != sim.BotID || e["user"] != BotUser || e["ts"] != ts || e["channel"] != "D1" || e["channel_type"] != "im" {
		t.Errorf("came back as %v", e)
	}
}

func TestUnknownAndRaw(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	m := must[Sent](t)(s.People.Unknown())
	if f := p.read(); f.ID != m.EnvelopeID || f.Type != "something_new" {
		t.Errorf("got %+v", f)
	}
	s.Sockets.SendRaw([]byte(`{"type":`))
	if _, raw, err := p.conn.ReadMessage(); err != nil || string(raw) != `{"type":` {
		t.Errorf("got %s, %v", raw, err)
	}
}

func TestSpeed(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Speed: 1000})
	p := connect(t, s)
	began := time.Now()
	must[Sent](t)(s.People.Mention(say("x")))
	for range 4 {
		p.read()
	}
	if d := time.Since(began); d < 300*time.Millisecond || d > 8*time.Second {
		t.Errorf("6 minutes and 9 seconds took %v at a thousand times the speed", d)
	}
}
