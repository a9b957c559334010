package news

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/state"
)

// TestSubscribeBounds refuses what is too many, in a channel and in all.
func TestSubscribeBounds(t *testing.T) {
	t.Parallel()
	d := newDesk(t, nil)
	add := func(channel, subject string) string {
		t.Helper()
		refused, err := d.subscriptions.add(subscription{Channel: channel, Subject: subject, User: "U1", Since: time.Now()}, message.WordsOf(false).News)
		if err != nil {
			t.Fatal(err)
		}
		return refused
	}
	for i := range maxPerChannel {
		if refused := add("C1", fmt.Sprint("园区", i)); refused != "" {
			t.Fatal(i, refused)
		}
	}
	if refused := add("C1", "又一个"); !strings.Contains(refused, "已经有20个") {
		t.Errorf("one too many in a channel: %q", refused)
	}
	err := d.Memory.Store.Together(func(tx *state.Tx) error {
		for i := maxPerChannel; i < state.MaxSubscriptions; i++ {
			s := subscription{Channel: fmt.Sprint("C", i), Subject: "总投资"}
			if err := putJSON(d.Memory.Store.Subscriptions, tx, s.key(), s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if refused := add("C2", "总投资"); refused != message.WordsOf(false).News.AllFull {
		t.Errorf("one too many in all: %q", refused)
	}
}
