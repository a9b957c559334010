package bot

import (
	"encoding/json"
	"fmt"
	"sync"
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
	rate(value []byte) error
	ratings() ([][]byte, error)
}

// kind is what a value is, so that keys of one kind never meet another's.
type kind string

const (
	replyKind   kind = "reply"   // a kept reply, for its buttons
	askedKind   kind = "asked"   // by channel and timestamp: a question and the answer it got
	threadKind  kind = "thread"  // by channel and timestamp: a thread that the bot is in
	talkKind    kind = "talk"    // by conversation: what the next question may lean on
	settingKind kind = "setting" // by user
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

// maxKept bounds each kind of a volatile memory; the oldest goes first.
const maxKept = 5_000

// volatile is a memory that is gone with the process.
type volatile struct {
	mu     sync.Mutex
	values map[kind]map[string][]byte
	order  map[kind][]string
	rated  [][]byte
}

func newVolatile() *volatile {
	return &volatile{values: map[kind]map[string][]byte{}, order: map[kind][]string{}}
}

func (v *volatile) put(k kind, key string, value []byte) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.set(k, key, value)
	return nil
}

func (v *volatile) set(k kind, key string, value []byte) {
	if v.values[k] == nil {
		v.values[k] = map[string][]byte{}
	}
	if _, ok := v.values[k][key]; !ok {
		v.order[k] = append(v.order[k], key)
		if len(v.order[k]) > maxKept {
			delete(v.values[k], v.order[k][0])
			v.order[k] = v.order[k][1:]
		}
	}
	v.values[k][key] = value
}

func (v *volatile) get(k kind, key string) ([]byte, bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	value, ok := v.values[k][key]
	return value, ok, nil
}

func (v *volatile) once(key string) (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if _, ok := v.values["once"][key]; ok {
		return false, nil
	}
	v.set("once", key, nil)
	return true, nil
}

func (v *volatile) rate(value []byte) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.rated) >= maxKept {
		return fmt.Errorf("keep rating: there are %d already", len(v.rated))
	}
	v.rated = append(v.rated, value)
	return nil
}

func (v *volatile) ratings() ([][]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return append([][]byte(nil), v.rated...), nil
}
