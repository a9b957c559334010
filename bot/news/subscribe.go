package news

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/internal/logs"
	"beilun/internal/state"
)

// subscription says that news on a subject are posted in a channel.
type subscription struct {
	Channel string
	Subject string    // as it is shown; empty: everything
	User    string    // who subscribed
	English bool      // the language of the digests
	Since   time.Time // when
	Named   bool      // a digest has said who subscribed and how to end it
}

// key is the same for a subject however it is written.
func (s *subscription) key() string {
	return surface.Place(s.Channel, strings.Join(folded(s.Subject), " "))
}

// maxPerChannel bounds the subscriptions of a channel.
const maxPerChannel = 20

// subscriptions keeps what channels are subscribed to.
type subscriptions struct {
	memory *surface.Memory
	log    *slog.Logger
	adding sync.Mutex // held while subscriptions are counted and written
}

// of returns the subscriptions of a channel, of all channels if it is empty, the
// oldest first, and how many there are in all channels.
func (s *subscriptions) of(channel string) (out []subscription, all int, err error) {
	err = s.memory.Store.Subscriptions.Each(func(key string, _ time.Time, raw state.Raw) error {
		var one subscription
		if err := json.Unmarshal(raw, &one); err != nil {
			s.log.Error("a subscription cannot be read", "key", key, "err", err)
			return nil
		}
		if all++; channel == "" || one.Channel == channel {
			out = append(out, one)
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b subscription) int { return a.Since.Compare(b.Since) })
	return out, all, err
}

// add keeps a subscription, or returns in words of w why it does not.
func (s *subscriptions) add(one subscription, w *message.NewsWords) (refused string, err error) {
	s.adding.Lock()
	defer s.adding.Unlock()
	here, all, err := s.of(one.Channel)
	if err != nil {
		return "", err
	}
	switch {
	case slices.ContainsFunc(here, func(o subscription) bool { return o.key() == one.key() }):
		s.refuse(one, logs.Doubled)
		return fmt.Sprintf(w.Already, w.Subject(one.Subject)), nil
	case len(here) >= maxPerChannel:
		s.refuse(one, logs.NoRoom)
		return fmt.Sprintf(w.Full, len(here)), nil
	case all >= state.MaxSubscriptions:
		s.refuse(one, logs.NoRoom)
		return w.AllFull, nil
	}
	raw, err := json.Marshal(one)
	if err == nil {
		err = s.memory.Store.Subscriptions.Put(one.key(), raw)
	}
	s.log.Info("subscribed", "channel", one.Channel, "user", one.User)
	return "", err
}

// refuse logs why a subscription is not kept.
func (s *subscriptions) refuse(one subscription, why logs.Why) {
	logs.Refuse(s.log, slog.LevelInfo, logs.Subscription, why, "channel", one.Channel, "user", one.User)
}

// end ends subscriptions.
func (s *subscriptions) end(all ...subscription) error {
	return s.memory.Store.Together(func(tx *state.Tx) error {
		var errs []error
		for _, one := range all {
			s.log.Info("unsubscribed", "channel", one.Channel, "user", one.User)
			errs = append(errs, s.memory.Store.Subscriptions.DeleteIn(tx, one.key()))
		}
		return errors.Join(errs...)
	})
}
