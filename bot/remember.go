package bot

import (
	"encoding/json"
	"time"

	"beilun/internal/state"
)

// memory is what the surfaces remember between two events, through a restart.
// It is safe for concurrent use.
type memory struct{ *state.Store }

// kind is what a value is, so that keys of one kind never meet another's.
type kind string

const (
	replyKind   kind = "reply"   // a kept reply, for its buttons
	askedKind   kind = "asked"   // by channel and timestamp: a question and the answer it got
	threadKind  kind = "thread"  // by channel and timestamp: a thread that the bot is in
	talkKind    kind = "talk"    // by conversation: what the next question may lean on
	settingKind kind = "setting" // by user
	sharedKind  kind = "shared"  // by key of a reply: it was shared
)

// remember keeps v. A memory that fails costs a button or a follow-up, never
// the answer: it is only logged.
func (b *Bot) remember(kind kind, key string, v any) {
	data, err := json.Marshal(v)
	if err == nil {
		err = b.memory.put(kind, key, data)
	}
	if err != nil {
		b.log.Error("remember", "kind", string(kind), "err", err)
	}
}

// recall reads what was kept and reports whether there is anything.
func (b *Bot) recall(kind kind, key string, v any) bool {
	data, ok, err := b.memory.get(kind, key)
	if err == nil && ok {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		b.log.Error("recall", "kind", string(kind), "err", err)
	}
	return ok && err == nil
}

// first reports whether key is new. A memory that fails says no: what is to
// happen once is better left out than done twice.
func (b *Bot) first(key string) bool {
	ok, err := b.memory.once(key)
	if err != nil {
		b.log.Error("remember", "kind", "once", "err", err)
	}
	return ok && err == nil
}

// put keeps a value under a key; get returns it until it is too old.
func (s memory) put(k kind, key string, value []byte) error {
	switch k {
	case threadKind:
		return s.Threads.Put(key, true)
	case talkKind:
		return s.Topics.Put(key, string(value))
	case settingKind:
		return s.Settings.Put(key, value)
	}
	return s.Replies.Put(string(k)+" "+key, value)
}

func (s memory) get(k kind, key string) ([]byte, bool, error) {
	switch k {
	case threadKind:
		_, ok, err := s.Threads.Get(key)
		return []byte("true"), ok, err
	case talkKind:
		v, ok, err := s.Topics.Get(key)
		return []byte(v), ok, err
	case settingKind:
		return s.Settings.Get(key)
	}
	return s.Replies.Get(string(k) + " " + key)
}

// once reports whether it is called with the key for the first time.
func (s memory) once(key string) (bool, error) { return s.Flags.Add(key, true) }

// rate keeps a rating by its time and user, so that they are listed in order.
func (s memory) rate(f state.Feedback) error {
	return s.Feedback.Put(f.At.Format(time.RFC3339)+" "+f.User+" "+f.Question, f)
}

// ratings returns all ratings, oldest first.
func (s memory) ratings() (out []state.Feedback, err error) {
	err = s.Feedback.Each(func(_ string, _ time.Time, f state.Feedback) error {
		out = append(out, f)
		return nil
	})
	return out, err
}
