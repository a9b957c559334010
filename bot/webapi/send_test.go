package webapi

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"

	"github.com/slack-go/slack"
)

// newTestClient returns a client of a fake Slack.
func newTestClient(t *testing.T) (*Client, *fakeslack.Server) {
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
	return New(fakeslack.BotToken, fakeslack.AppToken, Options{URL: srv.URL(), Speed: 20}), srv
}

// within returns a context for the calls of a test.
func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// form returns one form of a message: a line of text.
func form(text string) []slack.Block {
	return []slack.Block{slack.NewRichTextBlock("", slack.NewRichTextSection(slack.NewRichTextSectionTextElement(text, nil)))}
}

// TestNothingTwice posts while Slack fails in every way: what arrives, arrives
// once.
func TestNothingTwice(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fail  fakeslack.Failure
		to    Target
		posts int
		sure  bool
	}{
		"cut after effect":           {fakeslack.Failure{AfterEffect: true}, Target{Channel: "C1", Event: "Ev1"}, 1, true},
		"cut after effect, DM":       {fakeslack.Failure{AfterEffect: true}, Target{Channel: "D1", Event: "Ev1"}, 1, true},
		"internal error":             {fakeslack.Failure{Code: "internal_error", Times: 2}, Target{Channel: "C1", Event: "Ev1"}, 1, true},
		"500":                        {fakeslack.Failure{Status: 500, Times: 3}, Target{Channel: "C1", Event: "Ev1"}, 1, true},
		"500 for ever":               {fakeslack.Failure{Status: 500, Times: -1}, Target{Channel: "C1", Event: "Ev1"}, 0, false},
		"429":                        {fakeslack.Failure{RetryAfter: 2 * time.Second, Times: 2}, Target{Channel: "C1"}, 1, true},
		"refused":                    {fakeslack.Failure{Code: "not_in_channel"}, Target{Channel: "C1", Event: "Ev1"}, 0, true},
		"nothing to look up by":      {fakeslack.Failure{AfterEffect: true}, Target{Channel: "C1"}, 1, false},
		"for one person":             {fakeslack.Failure{AfterEffect: true}, Target{Channel: "C1", User: "U1"}, 1, false},
		"for one person, and failed": {fakeslack.Failure{Status: 500}, Target{Channel: "C1", User: "U1"}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, srv := newTestClient(t)
			to := tt.to
			if to.Channel == "C1" && to.User == "" {
				sent, _ := srv.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "x"}) // no socket takes it
				to.Thread = sent.TS
			}
			for _, method := range []string{"chat.postMessage", "chat.postEphemeral"} {
				srv.Fail(method, tt.fail)
			}
			ts, err := c.Send(within(t), to, "答", nil)
			if n := len(srv.Channels.Posts()); n != tt.posts {
				t.Errorf("%d posts, want %d", n, tt.posts)
			}
			if errors.Is(err, ErrUncertain) == tt.sure {
				t.Errorf("error %v", err)
			}
			if (err == nil) != (tt.sure && tt.posts == 1) || err == nil && ts != srv.Channels.Posts()[0].TS {
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
		to     Target
		method string
	}{
		"channel":    {Target{Channel: "C1", Event: "Ev1"}, "chat.postMessage"},
		"one person": {Target{Channel: "C1", User: "U1"}, "chat.postEphemeral"},
	} {
		c, srv := newTestClient(t)
		for refused, want := range []string{"rich", "plain", ""} {
			if refused > 0 {
				srv.Fail(tt.method, fakeslack.Failure{Code: "invalid_blocks", Messages: []string{"[ERROR] no"}, Times: refused})
			}
			forms := [][]slack.Block{form("rich"), form("plain")}
			if _, err := c.Send(within(t), tt.to, "全文", forms); err != nil {
				t.Fatal(err)
			}
			p := srv.Channels.Posts()[refused]
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
	c, srv := newTestClient(t)
	ts, err := c.Send(within(t), Target{Channel: "C1"}, "原来", [][]slack.Block{form("原来")})
	if err != nil {
		t.Fatal(err)
	}
	srv.Fail("chat.update", fakeslack.Failure{AfterEffect: true})
	if _, err := c.Send(within(t), Target{Channel: "C1", Update: ts}, strings.Repeat("总投资4.4亿元。", 300), nil); err != nil {
		t.Fatal(err)
	}
	shown := srv.Channels.Messages("C1")[0]
	if len(shown.Text) > maxText || !strings.HasSuffix(shown.Text, "4.4亿元。…") || strings.Contains(string(shown.Blocks), "原来") {
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

// TestOnPost announces a message before it leaves, and keeps it back where that fails.
func TestOnPost(t *testing.T) {
	t.Parallel()
	_, srv := newTestClient(t)
	var announced []string
	fail := errors.New("disk full")
	var failing error
	c := New(fakeslack.BotToken, fakeslack.AppToken, Options{URL: srv.URL(), Speed: 20, OnPost: func(event string) error {
		if posts := srv.Channels.Posts(); len(posts) > 0 && strings.Contains(string(posts[len(posts)-1].Metadata), event) {
			t.Errorf("%s was announced after it had left", event)
		}
		announced = append(announced, event)
		return failing
	}})
	for _, to := range []Target{{Channel: "C1", Event: "Ev1"}, {Channel: "C1"}, {Channel: "C1", User: "U1", Event: "Ev2"}} {
		if _, err := c.Send(within(t), to, "x", nil); err != nil {
			t.Error(err)
		}
	}
	if len(announced) != 1 || announced[0] != "Ev1" {
		t.Errorf("announced %v", announced)
	}
	failing = fail
	if _, err := c.Send(within(t), Target{Channel: "C1", Event: "Ev3"}, "x", nil); !errors.Is(err, fail) || IsUncertain(err) || len(announced) != 2 || len(srv.Channels.Posts()) != 3 {
		t.Errorf("left in spite of %v, %d posts", err, len(srv.Channels.Posts()))
	}
}
