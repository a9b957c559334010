package bot

import (
	"fmt"
	"sync"

	"beilun/internal/state"
)

// maxKept bounds each kind of a volatile memory; the oldest goes first.
const maxKept = 5_000

// volatile is a memory that is gone with the process.
type volatile struct {
	mu     sync.Mutex
	values map[kind]map[string][]byte
	order  map[kind][]string
	rated  []state.Feedback
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

func (v *volatile) rate(f state.Feedback) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.rated) >= maxKept {
		return fmt.Errorf("keep rating: there are %d already", len(v.rated))
	}
	v.rated = append(v.rated, f)
	return nil
}

func (v *volatile) ratings() ([]state.Feedback, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return append([]state.Feedback(nil), v.rated...), nil
}
