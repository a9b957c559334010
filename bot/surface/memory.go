package surface

import (
	"encoding/json"
	"log/slog"

	"beilun/internal/state"
)

// Memory keeps what the surfaces remember between two events, through a restart.
// It is safe for concurrent use.
type Memory struct {
	Store *state.Store // required before the first call
	Log   *slog.Logger // required
}

// Kind is what a value is, so that keys of one kind never meet another's.
type Kind string

// The kinds. Threads, topics and settings have tables of their own; all others
// expire with the buttons that need them.
const (
	Reply    Kind = "reply"    // by a random key: a reply, for its buttons
	Asked    Kind = "asked"    // by place: a question and the answer it got
	Thread   Kind = "thread"   // by place: a thread that the bot is in
	Topic    Kind = "talk"     // by conversation: what the next question may lean on
	Setting  Kind = "setting"  // by user
	Proposal Kind = "proposal" // by key: a file that was shown to an admin
	Last     Kind = "last"     // by conversation, or by place of a thread: the key of the last reply
	Begun    Kind = "begun"    // by key: something is being posted, or was
)

// Place names a message, a thread or, with an empty timestamp, a channel.
func Place(channel, ts string) string { return channel + " " + ts }

// Remember keeps v. A failure costs a button or a follow-up and never the answer,
// so that it is only logged.
func (m *Memory) Remember(kind Kind, key string, v any) {
	if err := m.keep(kind, key, v); err != nil {
		m.Log.Error("cannot keep in the state", "kind", string(kind), "err", err)
	}
}

// Recall reads what was kept into v and reports whether there is anything.
func (m *Memory) Recall(kind Kind, key string, v any) bool {
	data, ok, err := m.get(kind, key)
	if err == nil && ok {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		m.Log.Error("cannot read from the state", "kind", string(kind), "err", err)
	}
	return ok && err == nil
}

// First reports whether it is called with the key for the first time. It returns
// false on a failure: what is to happen once is better left out than done twice.
func (m *Memory) First(key string) bool {
	ok, err := m.Store.Flags.Add(key, true)
	if err != nil {
		m.Log.Error("cannot keep in the state", "kind", "once", "err", err)
	}
	return ok && err == nil
}

// put keeps a value under a key; get returns it until it is too old.
func (m *Memory) put(k Kind, key string, value []byte) error {
	switch k {
	case Thread:
		return m.Store.Threads.Put(key, true)
	case Topic:
		return m.Store.Topics.Put(key, string(value))
	case Setting:
		return m.Store.Settings.Put(key, value)
	}
	return m.Store.Replies.Put(string(k)+" "+key, value)
}

func (m *Memory) get(k Kind, key string) ([]byte, bool, error) {
	switch k {
	case Thread:
		_, ok, err := m.Store.Threads.Get(key)
		return []byte("true"), ok, err
	case Topic:
		v, ok, err := m.Store.Topics.Get(key)
		return []byte(v), ok, err
	case Setting:
		return m.Store.Settings.Get(key)
	}
	return m.Store.Replies.Get(string(k) + " " + key)
}
