package bot

import (
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/fakeslack"
)

// TestTopics follows topics to where they belong: the threads below an answer that was
// shared or is in a direct message, and the main line of a direct message, where they
// fade, also through a restart.
func TestTopics(t *testing.T) {
	t.Parallel()
	const area = "约4.6万平方米"
	settled := func(t *testing.T, c *talking, send func()) []fakeslack.Post {
		t.Helper()
		c.fresh()
		acks := c.Stats().Acks
		send()
		if err := c.Deliveries.WaitAcks(within(t), acks+1); err != nil {
			t.Fatal("not acknowledged:", err)
		}
		c.until(t, "end of the turn", func() bool {
			left, err := c.bot.memory.Store.Deliveries.Unsettled()
			return err == nil && len(left) == 0
		})
		return c.fresh()
	}
	want := func(t *testing.T, posts []fakeslack.Post, kind string, has, lacks []string) {
		t.Helper()
		for _, f := range judge(kind, has, lacks, posts) {
			t.Errorf("%s; posted:\n%s", f, shownOf(posts))
		}
	}
	t.Run("shared", func(t *testing.T) {
		t.Parallel()
		c := startTalk(t, "channel")
		c.say(t, "U1", "/beilun "+geely)
		c.say(t, "U1", "[share]")
		var root string
		c.until(t, "the end of sharing", func() bool {
			done := false
			for _, p := range c.all() {
				done = done || strings.Contains(p.Text, message.WordsOf(false).UI.Shared)
				if p.Method == "chat.postMessage" && !p.Ephemeral && p.ThreadTS == "" && p.Channel == "C1" {
					root = p.TS
				}
			}
			return done
		})
		posts := settled(t, c, func() {
			must[fakeslack.Sent](t)(c.People.Message(fakeslack.Message{Channel: "C1", User: "U2", Text: "建筑面积呢？", ThreadTS: root}))
		})
		want(t, posts, "answer", []string{area}, nil)
	})
	t.Run("below an answer", func(t *testing.T) {
		t.Parallel()
		c := startTalk(t, "dm")
		sent := must[fakeslack.Sent](t)
		first := settled(t, c, func() { sent(c.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely})) })
		settled(t, c, func() {
			sent(c.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "滨江装备创业园出租率多少"}))
		})
		posts := settled(t, c, func() {
			sent(c.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "建筑面积呢？", ThreadTS: first[0].TS}))
		})
		want(t, posts, "answer", []string{area}, nil)
	})
	t.Run("fading", func(t *testing.T) {
		t.Parallel()
		c := startTalk(t, "dm")
		c.say(t, "U1", geely)
		c.now.Add(int64(9 * time.Minute))
		c.fresh()
		c.say(t, "U1", "建筑面积呢？")
		want(t, c.fresh(), "answer", []string{area}, nil)
		c.now.Add(int64(11 * time.Minute))
		c.say(t, "U1", "建筑面积呢？")
		want(t, c.fresh(), "ask_back", nil, []string{area})
		c.say(t, "U1", "吉利总部那个")
		want(t, c.fresh(), "answer", []string{area}, nil)
	})
	t.Run("own", func(t *testing.T) {
		t.Parallel()
		c := startTalk(t, "channel")
		c.say(t, "U1", "@beilun "+geely)
		c.say(t, "U2", "@beilun 滨江装备创业园入驻企业多少家")
		c.fresh()
		c.say(t, "U1", "@beilun 建筑面积呢")
		want(t, c.fresh(), "answer", []string{area}, nil)
		c.say(t, "U2", "出租率呢")
		want(t, c.fresh(), "answer", []string{"90%以上"}, nil)
		c.say(t, "U1", "@beilun 火星基地总投资多少")
		c.fresh()
		c.say(t, "U1", "@beilun 建筑面积呢")
		want(t, c.fresh(), "ask_back", nil, []string{area})
		c.say(t, "U3", "@beilun GDP多少")
		want(t, c.fresh(), "answer", []string{"亿元"}, []string{"吉利", "滨江"})
		c.say(t, "U3", "@beilun 什么时候竣工")
		want(t, c.fresh(), "ask_back", nil, []string{"2026年10月"})
	})
}
