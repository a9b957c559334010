package bot

import (
	"encoding/json"

	"beilun/internal/state"
)

// memory is what the bot remembers between two events: through a restart,
// where it is on disk. All methods are safe for concurrent use.
type memory interface {
	// put keeps a value under a key; get returns it until it is too old.
	put(kind kind, key string, value []byte) error
	get(kind kind, key string) ([]byte, bool, error)
	// once reports whether it is called with the key for the first time.
	once(key string) (bool, error)
	// rate adds an opinion on an answer; ratings returns all, oldest first.
	rate(state.Feedback) error
	ratings() ([]state.Feedback, error)
}

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
