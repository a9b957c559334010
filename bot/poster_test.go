package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"

	"github.com/slack-go/slack"
)

// newPoster makes a bot that only posts, to a fake Slack.
func newPoster(t *testing.T) (*Bot, *fakeslack.Server) {
	t.Helper()
	srv, err := fakeslack.Start(fakeslack.Options{Speed: 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	return New(fakeslack.BotToken, fakeslack.AppToken, echo{}, &shelf{}, Options{APIURL: srv.URL(), Speed: 20}), srv
}

// TestNothingTwice posts while Slack fails in every way: what arrives, arrives
// once.
func TestNothingTwice(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fail  fakeslack.Failure
		to    target
		posts int
		sure  bool
	}{
		"cut after effect":           {fakeslack.Failure{AfterEffect: true}, target{channel: "C1", event: "Ev1"}, 1, true},
		"cut after effect, DM":       {fakeslack.Failure{AfterEffect: true}, target{channel: "D1", event: "Ev1"}, 1, true},
		"internal error":             {fakeslack.Failure{Code: "internal_error", Times: 2}, target{channel: "C1", event: "Ev1"}, 1, true},
		"500":                        {fakeslack.Failure{Status: 500, Times: 3}, target{channel: "C1", event: "Ev1"}, 1, true},
		"500 for ever":               {fakeslack.Failure{Status: 500, Times: -1}, target{channel: "C1", event: "Ev1"}, 0, false},
		"429":                        {fakeslack.Failure{RetryAfter: 2 * time.Second, Times: 2}, target{channel: "C1"}, 1, true},
		"refused":                    {fakeslack.Failure{Code: "not_in_channel"}, target{channel: "C1", event: "Ev1"}, 0, true},
		"nothing to look up by":      {fakeslack.Failure{AfterEffect: true}, target{channel: "C1"}, 1, false},
		"for one person":             {fakeslack.Failure{AfterEffect: true}, target{channel: "C1", user: "U1"}, 1, false},
		"for one person, and failed": {fakeslack.Failure{Status: 500}, target{channel: "C1", user: "U1"}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, srv := newPoster(t)
			to := tt.to
			if to.channel == "C1" && to.user == "" {
				sent, _ := srv.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "x"}) // no socket takes it
				to.thread = sent.TS
			}
			for _, method := range []string{"chat.postMessage", "chat.postEphemeral"} {
				srv.Fail(method, tt.fail)
			}
			ts, err := b.send(within(t), to, message{text: "答"})
			if n := len(srv.Posts()); n != tt.posts {
				t.Errorf("%d posts, want %d", n, tt.posts)
			}
			if errors.Is(err, errUncertain) == tt.sure {
				t.Errorf("error %v", err)
			}
			if (err == nil) != (tt.sure && tt.posts == 1) || err == nil && ts != srv.Posts()[0].TS {
				t.Errorf("posted as %q, %v", ts, err)
			}
		})
	}
}

// TestLadder shows the first form that Slack takes, and the text where it takes
// none.
func TestLadder(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		to     target
		method string
	}{
		"channel":    {target{channel: "C1", event: "Ev1"}, "chat.postMessage"},
		"one person": {target{channel: "C1", user: "U1"}, "chat.postEphemeral"},
	} {
		b, srv := newPoster(t)
		for refused, want := range []string{"rich", "plain", ""} {
			if refused > 0 {
				srv.Fail(tt.method, fakeslack.Failure{Code: "invalid_blocks", Messages: []string{"[ERROR] no"}, Times: refused})
			}
			m := message{text: "全文", forms: [][]slack.Block{plainBlocks("rich"), plainBlocks("plain")}}
			if _, err := b.send(within(t), tt.to, m); err != nil {
				t.Fatal(err)
			}
			p := srv.Posts()[refused]
			if p.Text != "全文" || !strings.Contains(string(p.Blocks), want) || want == "" && strings.Contains(string(p.Blocks), "plain") {
				t.Errorf("%s, %d refused: %s %s", name, refused, p.Text, p.Blocks)
			}
		}
	}
}

// TestUpdate keeps the text of an update within what Slack takes of it, and
// repeats an update whose outcome is unknown.
func TestUpdate(t *testing.T) {
	t.Parallel()
	b, srv := newPoster(t)
	ts, err := b.send(within(t), target{channel: "C1"}, message{text: "原来", forms: [][]slack.Block{plainBlocks("原来")}})
	if err != nil {
		t.Fatal(err)
	}
	srv.Fail("chat.update", fakeslack.Failure{AfterEffect: true})
	if _, err := b.send(within(t), target{channel: "C1", update: ts}, message{text: strings.Repeat("总投资4.4亿元。", 300)}); err != nil {
		t.Fatal(err)
	}
	shown := srv.Messages("C1")[0]
	if len(shown.Text) > limitText || !strings.HasSuffix(shown.Text, "4.4亿元。…") || strings.Contains(string(shown.Blocks), "原来") {
		t.Errorf("updated to %d bytes, …%s; blocks %s", len(shown.Text), shown.Text[len(shown.Text)-20:], shown.Blocks)
	}
}

func TestCutBytes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text  string
		limit int
		want  string
	}{
		{"短。", 100, "短。"},
		{"第一句。第二句。", 20, "第一句。…"},
		{"没有句号，但有逗号的一句", 25, "没有句号…"},
		{"什么都没有的一句", 14, "什么都…"},
	} {
		if got := cutBytes(tt.text, tt.limit); got != tt.want || len(got) > tt.limit {
			t.Errorf("%q cut to %d: %q, want %q", tt.text, tt.limit, got, tt.want)
		}
	}
}

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
		before := len(s.Posts())
		s.Fail("response_url", tt.fail)
		if _, err := s.Slash("C1", "U1", "help"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_, _ = s.WaitPosts(ctx, before+1) // perhaps none
		cancel()
		time.Sleep(50 * time.Millisecond)
		if n := len(s.Posts()) - before; n != tt.posts {
			t.Errorf("%s: %d posts, want %d", name, n, tt.posts)
		}
		s.Heal("response_url")
	}
	url = "http://127.0.0.1:1/response/secret"
	err := s.bot.hook(within(t), target{responseURL: url}, "x", nil)
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("error %v", err)
	}
}
