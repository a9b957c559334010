package surface

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/internal/state"

	"github.com/slack-go/slack"
)

// board is a channel that fails as it is told to.
type board struct {
	mu     sync.Mutex
	events []string // of what was posted
	fail   error    // of the next post
	lost   bool     // the next post is made and its reply lost
	looks  int
}

func (b *board) Send(_ context.Context, t webapi.Target, _ string, _ [][]slack.Block) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.fail; err != nil {
		b.fail = nil
		return "", err
	}
	b.events = append(b.events, t.Event)
	if b.lost {
		b.lost = false
		return "", webapi.ErrUncertain
	}
	return "1.1", nil
}

func (b *board) Find(_ context.Context, t webapi.Target) (string, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.looks++
	for _, e := range b.events {
		if e == t.Event {
			return "1.1", true, nil
		}
	}
	return "", false, nil
}

func (b *board) OpenConversationContext(context.Context, *slack.OpenConversationParameters) (*slack.Channel, bool, bool, error) {
	return nil, false, false, errors.New("not opened")
}

// TestPublish posts once under a key, whatever happens to the post.
func TestPublish(t *testing.T) {
	t.Parallel()
	refused := slack.SlackErrorResponse{Err: "not_in_channel"}
	for _, tt := range []struct {
		name   string
		board  *board
		killed bool // the process after the first try
		life   time.Duration
		calls  int
		posts  int
		looks  int
	}{
		{"twice", &board{}, false, Forever, 2, 1, 0},
		{"in the next process", &board{}, true, Forever, 2, 1, 0},
		{"refused, then taken", &board{fail: refused}, false, Forever, 3, 1, 0},
		{"refused, killed, then taken", &board{fail: refused}, true, Forever, 2, 1, 0},
		{"reply lost", &board{lost: true}, false, Forever, 3, 1, 1},
		{"reply lost, and killed", &board{lost: true}, true, Forever, 2, 1, 1},
		{"never arrived", &board{fail: webapi.ErrUncertain}, true, Forever, 3, 1, 1},
		{"a claim that has expired", &board{}, false, time.Nanosecond, 2, 2, 0},
	} {
		store, err := state.Temporary(state.Options{})
		if err != nil {
			t.Fatal(err)
		}
		log := slog.New(slog.NewTextHandler(io.Discard, nil))
		p := &Poster{API: tt.board, Memory: &Memory{Store: store, Log: log}, Log: log}
		for i := range tt.calls {
			event := string(rune('a' + i)) // each click is an event of its own
			_, fresh, err := p.Publish(t.Context(), webapi.Target{Channel: "C1", Event: event}, "key", tt.life, say)
			if i == tt.calls-1 && err != nil || fresh && err != nil {
				t.Errorf("%s: call %d: fresh %t, %v", tt.name, i, fresh, err)
			}
			if tt.killed {
				p = &Poster{API: tt.board, Memory: p.Memory, Log: log}
			}
		}
		if len(tt.board.events) != tt.posts || tt.board.looks != tt.looks {
			t.Errorf("%s: %d posts, %d looks", tt.name, len(tt.board.events), tt.board.looks)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}

func say(context.Context) (message.Message, error) { return message.Say("x"), nil }

// TestPublishTogether calls at the same time: one posts, and the others learn of it.
func TestPublishTogether(t *testing.T) {
	t.Parallel()
	store, err := state.Temporary(state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	b := &board{fail: slack.SlackErrorResponse{Err: "is_archived"}} // the first is refused, which must not keep the next from posting
	p := &Poster{API: b, Memory: &Memory{Store: store, Log: log}, Log: log}
	var all sync.WaitGroup
	var mu sync.Mutex
	fresh, failed := 0, 0
	for range 20 {
		all.Go(func() {
			ts, made, err := p.Publish(t.Context(), webapi.Target{Channel: "C1", Event: "e"}, "key", Forever, say)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				failed++
			case made:
				fresh++
			case ts != "1.1":
				t.Errorf("posted at %q", ts)
			}
		})
	}
	all.Wait()
	if fresh != 1 || failed != 1 || len(b.events) != 1 {
		t.Errorf("%d posted, %d failed, %d posts", fresh, failed, len(b.events))
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	release, err := p.only(t.Context(), "held")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if _, _, err := p.Publish(gone, webapi.Target{Channel: "C1", Event: "e"}, "held", Forever, say); !errors.Is(err, context.Canceled) {
		t.Errorf("waits beyond its time: %v", err)
	}
}
