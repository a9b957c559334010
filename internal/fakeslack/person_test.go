package fakeslack

import "testing"

// TestPair sees a mention in a joined channel come as two events.
func TestPair(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	first := map[string]bool{}
	for range 12 {
		mention, plain, err := s.People.MentionPair(say("x"))
		if err != nil || mention.EventID == plain.EventID || mention.TS != plain.TS || mention.EnvelopeID == plain.EnvelopeID {
			t.Fatalf("sent %+v and %+v, %v", mention, plain, err)
		}
		a, b := p.read(), p.read()
		kinds := map[any]string{a.Payload.Event["type"]: a.Payload.EventID, b.Payload.Event["type"]: b.Payload.EventID}
		if kinds["app_mention"] != mention.EventID || kinds["message"] != plain.EventID || a.Payload.Event["ts"] != mention.TS || b.Payload.Event["ts"] != mention.TS {
			t.Errorf("came as %+v and %+v", a.Payload, b.Payload)
		}
		first[a.Payload.Event["type"].(string)] = true
	}
	if len(first) != 2 {
		t.Errorf("always in the same order: %v", first)
	}
	if n := len(s.Channels.Messages("C1")); n != 12 {
		t.Errorf("%d messages", n)
	}
}

// TestPerson sees what each thing that a person does is sent as.
func TestPerson(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	sent := must[Sent](t)
	m := sent(s.People.Message(Message{Channel: "C1", User: "U1", Text: "one", ThreadTS: "1.1"}))
	for _, tt := range []struct {
		name string
		do   func() (Sent, error)
		want map[string]any
	}{
		{"message", nil, map[string]any{"type": "message", "channel_type": "channel", "thread_ts": "1.1", "text": "one", "user": "U1", "ts": m.TS}},
		{"direct message", func() (Sent, error) { return s.People.DirectMessage(Message{Channel: "D1", User: "U1", Text: "x"}) }, map[string]any{"type": "message", "channel_type": "im"}},
		{"further keys", func() (Sent, error) {
			return s.People.Message(Message{Channel: "C1", Text: "x", Extra: map[string]any{"bot_id": "B9", "subtype": "bot_message"}})
		}, map[string]any{"bot_id": "B9", "subtype": "bot_message"}},
		{"edit", func() (Sent, error) { return s.People.Edit("C1", m.TS, "two") }, map[string]any{"type": "message", "subtype": "message_changed", "channel": "C1"}},
		{"delete", func() (Sent, error) { return s.People.Delete("C1", m.TS) }, map[string]any{"subtype": "message_deleted", "deleted_ts": m.TS}},
		{"join", func() (Sent, error) { return s.People.JoinChannel("C1", BotUser) }, map[string]any{"type": "member_joined_channel", "user": BotUser, "channel": "C1"}},
		{"stop", func() (Sent, error) { return s.People.StopSession("D1", "1.1", "U1") }, map[string]any{"type": "agent_session_stopped", "thread_ts": "1.1", "user": "U1", "channel": "D1"}},
		{"anything", func() (Sent, error) { return s.People.Event(map[string]any{"type": "pin_added"}) }, map[string]any{"type": "pin_added"}},
	} {
		if tt.do != nil {
			sent(tt.do())
		}
		f := p.read()
		for k, v := range tt.want {
			if f.Payload.Event[k] != v {
				t.Errorf("%s: %s is %v, want %v", tt.name, k, f.Payload.Event[k], v)
			}
		}
		if tt.name == "edit" {
			now, _ := f.Payload.Event["message"].(map[string]any)
			was, _ := f.Payload.Event["previous_message"].(map[string]any)
			if now["text"] != "two" || was["text"] != "one" || now["ts"] != m.TS || f.Payload.Event["ts"] == m.TS || now["edited"] == nil {
				t.Errorf("edited from %v to %v", was, now)
			}
		}
		p.ack(f.ID)
	}
	if _, err := s.People.Edit("C1", "9.9", "x"); err == nil {
		t.Error("no message was edited")
	}
	if _, err := s.People.Delete("C1", "9.9"); err == nil {
		t.Error("no message was deleted")
	}
	sent(s.People.Shortcut("look", "U2", Message{Channel: "C1", User: "U1", Text: "看这个"}))
	if f := p.read(); f.Payload.Type != "message_action" || f.Payload.Message["text"] != "看这个" || f.Payload.Message["user"] != "U1" || f.Payload.TriggerID == "" || f.Payload.Response == "" {
		t.Errorf("the shortcut came as %+v", f)
	}
}

// TestRedeliver sees a retry that was asked for.
func TestRedeliver(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	m := must[Sent](t)(s.People.Mention(say("x")))
	a := p.read()
	if err := s.People.Redeliver("app_mention", say("x"), m); err != nil {
		t.Fatal(err)
	}
	b := p.read()
	if a.Payload.EventID != b.Payload.EventID || a.ID == b.ID || b.Attempt != 1 || b.Payload.Event["ts"] != m.TS {
		t.Errorf("came as %+v and %+v", a, b)
	}
}

// TestSharedChannel sees in events and in conversations.info that a channel is shared
// with another organisation.
func TestSharedChannel(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	sent := must[Sent](t)
	s.Channels.Share("C2")
	for channel, want := range map[string]bool{"C1": false, "C2": true} {
		sent(s.People.Message(Message{Channel: channel, User: "U1", Text: "x"}))
		if got := p.read().Payload.Foreign; got != want {
			t.Errorf("%s: the event says that it is shared: %t", channel, got)
		}
		info := fine(t, s, "conversations.info", map[string]any{"channel": channel})["channel"].(map[string]any)
		if info["is_ext_shared"] != want || info["is_shared"] != want {
			t.Errorf("%s: %v", channel, info)
		}
	}
}
