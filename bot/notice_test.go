package bot

import (
	"fmt"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/bot/news/newstest"
	"beilun/internal/fakeslack"

	"github.com/google/go-cmp/cmp"
)

// TestNoticeOff takes no notices any more: in a thread, in a channel, and in
// all where an admin wants none.
func TestNoticeOff(t *testing.T) {
	t.Parallel()
	const question = "云杉软件园入驻企业多少家？"
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	first := p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: question})
	second := p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: question})
	notices := func(day, homes int) map[string]int {
		t.Helper()
		before := len(p.Channels.Posts())
		p.press.Publish(t, newstest.Release(fmt.Sprintf("b%d.md", day), fmt.Sprintf("2024-0%d-10", day), fmt.Sprintf("云杉软件园入驻企业%d家。", homes)))
		p.idle(t)
		out := map[string]int{}
		for _, post := range p.Channels.Posts()[before:] {
			out[post.ThreadTS]++
		}
		return out
	}
	if diff := cmp.Diff(map[string]int{first: 1, second: 1}, notices(3, 70)); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	posts := p.Channels.Posts()
	clicked := posts[len(posts)-1]
	must[fakeslack.Sent](t)(p.People.ClickMessage("U2", clicked, "news_quiet_thread", ""))
	waitFor(t, "reply", func() bool { return len(p.Channels.Posts()) > len(posts) })
	if text := p.Channels.Posts()[len(posts)].Text; text != message.WordsOf(false).News.ThreadQuiet {
		t.Errorf("said %q", text)
	}
	left := map[string]string{first: second, second: first}[clicked.ThreadTS]
	if diff := cmp.Diff(map[string]int{left: 1}, notices(5, 80)); diff != "" {
		t.Errorf("one is quiet (-want +got):\n%s", diff)
	}
	posts = p.Channels.Posts()
	must[fakeslack.Sent](t)(p.People.ClickMessage("U2", posts[len(posts)-1], "news_quiet_channel", ""))
	waitFor(t, "reply", func() bool { return len(p.Channels.Posts()) > len(posts) })
	if diff := cmp.Diff(map[string]int{}, notices(7, 90)); diff != "" {
		t.Errorf("the channel is quiet (-want +got):\n%s", diff)
	}
	p.command(t, "C1", "U1", "notices on")
	if diff := cmp.Diff(map[string]int{left: 1}, notices(8, 95)); diff != "" {
		t.Errorf("it is not any more, but the thread is (-want +got):\n%s", diff)
	}
	p.opts.Quiet = true
	p.start(t)
	if got := p.command(t, "C1", "U1", "notices on"); got != message.WordsOf(false).News.NoticesNo {
		t.Errorf("said %q", got)
	}
	if diff := cmp.Diff(map[string]int{}, notices(9, 99)); diff != "" {
		t.Errorf("an admin wants none (-want +got):\n%s", diff)
	}
}

// TestNoticeBounds tells a thread a few times and no more.
func TestNoticeBounds(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2023-01-10", "云杉软件园入驻企业60家。青峦隧道总投资9亿元。"))
	p.start(t)
	p.command(t, "D1", "U1", "subscribe 青峦隧道") // a digest does not begin the count anew
	p.ask(t, fakeslack.Message{Channel: "D1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
	const maxThreadNotices = 4
	for i := range maxThreadNotices + 2 {
		p.press.Publish(t, newstest.Release(fmt.Sprintf("b%d.md", i), fmt.Sprintf("2024-%02d-20", 2*i+1), fmt.Sprintf("云杉软件园入驻企业%d家。青峦隧道总投资%d亿元。", 100+i, 10+i)))
		p.idle(t)
	}
	if digests, notices := p.byEvent("D1"); len(notices) != maxThreadNotices || len(digests) != maxThreadNotices+2 {
		t.Errorf("%d notices and %d digests, want %d and %d", len(notices), len(digests), maxThreadNotices, maxThreadNotices+2)
	}
}

// TestNoticeBesideDigest posts no notice of what a digest says in the same place.
func TestNoticeBesideDigest(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2023-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	p.command(t, "D1", "U1", "subscribe")
	p.command(t, "C1", "U1", "subscribe")
	p.ask(t, fakeslack.Message{Channel: "D1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
	p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
	p.press.Publish(t, newstest.Release("b.md", "2024-01-10", "云杉软件园入驻企业94家。"))
	p.idle(t)
	for channel, want := range map[string]int{"D1": 0, "C1": 1} {
		if digests, notices := p.byEvent(channel); len(digests) != 1 || len(notices) != want {
			t.Errorf("%s: %d digests and %d notices, want 1 and %d", channel, len(digests), len(notices), want)
		}
	}
}

// TestNoticeEdited remembers of a question that was edited what it is now.
func TestNoticeEdited(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。云杉软件园总投资12亿元。"))
	p.start(t)
	sent := must[fakeslack.Sent](t)(p.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "云杉软件园入驻企业多少家？"}))
	waitFor(t, "answer", func() bool { return len(p.Channels.Posts()) == 1 })
	waitFor(t, "memory", func() bool { n, err := p.bot.memory.Store.Answered.Len(); return n == 1 && err == nil })
	must[fakeslack.Sent](t)(p.People.Edit("D1", sent.TS, "云杉软件园总投资多少？"))
	waitFor(t, "offer", func() bool { return len(p.Channels.Posts()) == 2 })
	must[fakeslack.Sent](t)(p.People.ClickMessage("U1", p.Channels.Posts()[1], message.ReplaceAction, ""))
	waitFor(t, "second answer", func() bool { return len(p.Channels.Posts()) == 4 })
	p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业70家。云杉软件园总投资15亿元。"))
	p.idle(t)
	text := ""
	for _, post := range p.Channels.Posts()[4:] {
		text += post.Text
	}
	if strings.Contains(text, "70家") || strings.Count(text, "15亿元") != 1 {
		t.Errorf("told %q", text)
	}
}
