package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"beilun/bot/webapi"
	"beilun/internal/fakeslack"
)

// TestHook answers through a response URL: not again after what may have had
// its effect, and without the address in any error.
func TestHook(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	var url string
	for name, tt := range map[string]struct {
		fail  fakeslack.Failure
		posts int
	}{
		"cut":  {fakeslack.Failure{AfterEffect: true}, 1},
		"500":  {fakeslack.Failure{Status: 500}, 0},
		"429":  {fakeslack.Failure{RetryAfter: time.Second}, 1},
		"fine": {fakeslack.Failure{Delay: time.Millisecond}, 1},
	} {
		before := len(s.Channels.Posts())
		s.Fail("response_url", tt.fail)
		if _, err := s.People.Slash("C1", "U1", "help"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_, _ = s.Channels.WaitPosts(ctx, before+1) // perhaps none
		cancel()
		time.Sleep(50 * time.Millisecond)
		if n := len(s.Channels.Posts()) - before; n != tt.posts {
			t.Errorf("%s: %d posts, want %d", name, n, tt.posts)
		}
		s.Heal("response_url")
	}
	url = "http://127.0.0.1:1/response/secret"
	_, err := s.bot.api.Send(within(t), webapi.Target{ResponseURL: url}, "x", nil)
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("error %v", err)
	}
}
