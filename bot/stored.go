package bot

import (
	"time"

	"beilun/internal/state"
)

// stored is a memory on disk.
type stored struct{ *state.Store }

func (s stored) put(k kind, key string, value []byte) error {
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

func (s stored) get(k kind, key string) ([]byte, bool, error) {
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

func (s stored) once(key string) (bool, error) { return s.Flags.Add(key, true) }

// rate keeps a rating by its time and user, so that they are listed in order.
func (s stored) rate(f state.Feedback) error {
	return s.Feedback.Put(f.At.Format(time.RFC3339)+" "+f.User+" "+f.Question, f)
}

func (s stored) ratings() (out []state.Feedback, err error) {
	err = s.Feedback.Each(func(_ string, _ time.Time, f state.Feedback) error {
		out = append(out, f)
		return nil
	})
	return out, err
}
