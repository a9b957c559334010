package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/news/newstest"
	"beilun/internal/fakeslack"
	"beilun/internal/needs"
)

// byEvent counts the messages that stand in a channel by the note they carry.
func (p *printing) byEvent(channel string) (digests, notices []string) {
	for _, m := range p.Channels.Messages(channel) {
		var meta struct {
			Payload map[string]string `json:"event_payload"`
		}
		if json.Unmarshal(m.Metadata, &meta) != nil {
			continue
		}
		switch id := meta.Payload["event_id"]; {
		case strings.HasPrefix(id, "digest "):
			digests = append(digests, id)
		case strings.HasPrefix(id, "notice "):
			notices = append(notices, id)
		}
	}
	return digests, notices
}

// TestNewsOnce ends the bot at each step of the way that news take, and starts
// another: what was to be told is told once.
func TestNewsOnce(t *testing.T) {
	t.Parallel()
	for name, breakAt := range map[string]func(t *testing.T, p *printing, halt func()){
		"before they are noted": func(_ *testing.T, p *printing, halt func()) {
			halt() // nobody asks the newsroom
		},
		"before the newsroom is told that they are noted": func(_ *testing.T, p *printing, halt func()) {
			p.press.OnTold(func() error { go halt(); return errors.New("as asked") })
		},
		"when the newsroom was told": func(_ *testing.T, p *printing, halt func()) {
			p.Fail("chat.postMessage", fakeslack.Failure{Code: "ratelimited", RetryAfter: time.Minute, Times: -1})
		},
		"before a post": func(_ *testing.T, p *printing, halt func()) {
			p.Fail("chat.postMessage", fakeslack.Failure{Status: 500, Times: -1})
		},
		"behind a post": func(_ *testing.T, p *printing, halt func()) {
			p.Fail("chat.postMessage", fakeslack.Failure{AfterEffect: true, Times: -1})
			p.Fail("conversations.history", fakeslack.Failure{Status: 503, Times: -1})
			p.Fail("conversations.replies", fakeslack.Failure{Status: 503, Times: -1})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startPrinting(t, Options{})
			p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
			p.start(t)
			p.command(t, "C1", "U1", "subscribe 云杉软件园")
			p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
			calls := p.Stats().Calls["chat.postMessage"]
			breakAt(t, p, p.stop)
			p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
			switch {
			case strings.HasPrefix(name, "before the newsroom"):
				waitFor(t, "end", p.press.Called)
			case name != "before they are noted":
				waitFor(t, "call", func() bool { return p.Stats().Calls["chat.postMessage"] > calls })
			}
			p.stop()
			for _, m := range []string{"chat.postMessage", "conversations.history", "conversations.replies"} {
				p.Heal(m)
			}
			for range 2 {
				p.start(t)
				p.idle(t)
			}
			digests, notices := p.byEvent("C1")
			if len(digests) != 1 || len(notices) != 1 {
				t.Errorf("%d digests and %d notices, want one of each: %v %v", len(digests), len(notices), digests, notices)
			}
		})
	}
}

func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for ctx := within(t); !ok(); time.Sleep(time.Millisecond) {
		if ctx.Err() != nil {
			t.Fatalf("no %s", what)
		}
	}
}

// TestNewsKilled cuts the bot off from its state at any moment, as a kill does,
// while releases arrive and Slack fails every now and then. In the end each
// change was told once, in the digest and in the thread.
func TestNewsKilled(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2010-01-10", "云杉软件园入驻企业1000家。"))
	p.start(t)
	p.command(t, "C1", "U1", "subscribe 云杉软件园")
	kills := needs.Some(t, 40, 12)
	for i := range kills {
		if i%4 == 0 { // a thread of its own, for each is told a few times only
			p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
		}
		if r.IntN(3) == 0 {
			p.Fail("chat.postMessage", []fakeslack.Failure{{AfterEffect: true}, {Status: 502}, {Code: "internal_error"}}[r.IntN(3)])
		}
		p.press.Publish(t, newstest.Release(fmt.Sprintf("b%02d.md", i), fmt.Sprintf("%d-%02d-10", 2011+i/6, i%6*2+1), fmt.Sprintf("云杉软件园入驻企业%d家。", 1001+i)))
		time.Sleep(time.Duration(r.IntN(30)) * time.Millisecond)
		if err := p.bot.memory.Store.Close(); err != nil {
			t.Fatal(err)
		}
		p.Heal("chat.postMessage")
		p.start(t)
		if i%4 == 3 {
			p.idle(t)
		}
	}
	digests, notices := p.byEvent("C1")
	for _, ids := range [][]string{digests, notices} {
		if n := len(ids); n != len(slices.Compact(slices.Sorted(slices.Values(ids)))) {
			t.Errorf("seed %d: a note stands twice in %v", seed, ids)
		}
	}
	var told [2]map[int]int // by the figure that came: in digests, in threads of the time
	told[0], told[1] = map[int]int{}, map[int]int{}
	for _, m := range p.Channels.Messages("C1") {
		for line := range strings.Lines(m.Text) {
			_, now, ok := strings.Cut(line, " → ")
			var homes int
			if _, err := fmt.Sscanf(now, "%d家", &homes); !ok || err != nil {
				continue
			}
			if m.ThreadTS == "" {
				told[0][homes]++
			} else {
				told[1][homes]++
			}
		}
	}
	for i := range kills {
		if n := told[0][1001+i]; n != 1 {
			t.Errorf("seed %d: %d is told %d times in digests", seed, 1001+i, n)
		}
	}
	if told[1][1000+kills] == 0 {
		t.Errorf("seed %d: no thread knows of the last: %v", seed, told[1])
	}
}

// TestNewsCountedAnew tells news whose numbers begin anew, as after the index
// was made again, though a mark of the old ones is left.
func TestNewsCountedAnew(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	p.command(t, "C1", "U1", "subscribe")
	if err := p.bot.memory.Store.Marks.Put(newsMark, 1<<60); err != nil {
		t.Fatal(err)
	}
	p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
	p.idle(t)
	if digests, _ := p.byEvent("C1"); len(digests) != 1 {
		t.Errorf("%d digests, want 1", len(digests))
	}
}

// TestNewsBurst keeps to Slack's rates with many channels, and tells what comes
// in quick succession in one digest.
func TestNewsBurst(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	p.bot.news.Every = 15 * time.Second // in the time of the test: 750 ms
	const (
		channels       = 30
		maxDigestLines = 8
	)
	for i := range channels {
		p.command(t, fmt.Sprint("C", i), "U1", "subscribe")
	}
	const releases = 25
	for i := range releases {
		p.press.Publish(t, newstest.Release(fmt.Sprintf("b%02d.md", i), fmt.Sprintf("2024-06-%02d", i+1), fmt.Sprintf("第%d号项目总投资%d亿元。云杉软件园入驻企业%d家。", i, i+1, 100+i)))
	}
	p.idle(t)
	for i := range channels {
		posts := p.Channels.Messages(fmt.Sprint("C", i))
		if len(posts) < 1 || len(posts) > 4 {
			t.Errorf("C%d: %d digests of %d releases", i, len(posts), releases)
		}
		for j := range posts[1:] {
			if gap := at(t, posts[j+1].TS) - at(t, posts[j].TS); gap < 14 {
				t.Errorf("C%d: %d s between two digests", i, gap)
			}
		}
		for _, m := range posts {
			if lines := strings.Count(m.Text, "\n• "); lines > maxDigestLines || len(m.Text) > message.MaxText {
				t.Errorf("digest of %d lines and %d bytes", lines, len(m.Text))
			}
		}
	}
	if v := p.Stats().TierViolations; len(v) > 0 {
		t.Errorf("too fast: %v", v)
	}
}

// at returns the seconds of a timestamp.
func at(t *testing.T, ts string) (seconds int64) {
	t.Helper()
	if _, err := fmt.Sscanf(ts, "%d.", &seconds); err != nil {
		t.Fatal(err)
	}
	return seconds
}

// TestNewsGone lets go of what belongs to channels and threads that are gone.
func TestNewsGone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, method, code string
		subscriptions      int // that are left
		answers            int
	}{
		{"archived", "chat.postMessage", "is_archived", 0, 0},
		{"removed", "chat.postMessage", "not_in_channel", 0, 0},
		{"deleted", "chat.postMessage", "channel_not_found", 0, 0},
		{"thread", "conversations.replies", "thread_not_found", 1, 0},
		{"refused", "chat.postMessage", "restricted_action", 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := startPrinting(t, Options{})
			p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
			p.start(t)
			p.command(t, "C1", "U1", "subscribe 云杉软件园")
			p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
			before := len(p.Channels.Posts())
			p.Fail(tt.method, fakeslack.Failure{Code: tt.code, Times: -1})
			p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
			p.idle(t)
			p.Heal(tt.method)
			want := 0
			if tt.method != "chat.postMessage" {
				want = 1 // the digest
			}
			if n := len(p.Channels.Posts()) - before; n != want {
				t.Errorf("%d posts, want %d", n, want)
			}
			subs, err := p.bot.memory.Store.Subscriptions.Len()
			answers := 0
			each := p.bot.memory.Store.Answered.Each(func(string, time.Time, json.RawMessage) error { answers++; return nil })
			if err != nil || each != nil || subs != tt.subscriptions || answers != tt.answers {
				t.Errorf("%d subscriptions and %d answers are left, want %d and %d; %v %v", subs, answers, tt.subscriptions, tt.answers, err, each)
			}
		})
	}
}

// TestNewsPanic goes on after a panic in the middle of the news.
func TestNewsPanic(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	p.command(t, "C1", "U1", "subscribe")
	p.press.OnTold(func() error { panic("as asked") })
	p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
	waitFor(t, "panic", p.press.Called)
	p.press.Publish(t, newstest.Release("c.md", "2024-09-10", "云杉软件园入驻企业99家。"))
	p.idle(t)
	digests, _ := p.byEvent("C1")
	text := ""
	for _, m := range p.Channels.Messages("C1") {
		text += m.Text
	}
	if !strings.Contains(text, "60家 → 94家") || !strings.Contains(text, "94家 → 99家") {
		t.Errorf("%d digests: %s", len(digests), text)
	}
}
