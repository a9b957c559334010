package bot

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/needs"
)

// TestTenInAThread lets ten people ask in one thread, with and without naming the bot,
// while everything fails that can, the process among it. Each question is answered
// exactly once, in the thread, and no faster than Slack takes it.
func TestTenInAThread(t *testing.T) {
	needs.Long(t, "a dozen seconds")
	const people, channel = 10, "CTEN"
	each := 8
	if os.Getenv("BEILUN_CHAOS_FULL") != "" {
		each = 16
	}
	seed := chaosSeed(t)
	srv, err := fakeslack.Start(fakeslack.Options{Speed: chaosSpeed, Tiers: true, Seed: seed, StrictAcks: true, PingInterval: 250 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	c := &chaos{Server: srv, t: t, random: rand.New(rand.NewPCG(seed, 3)), dir: t.TempDir(), events: map[string]string{}, slash: map[string]bool{}}
	bot := startProcess(t, srv.URL(), c.dir, chaosSpeed)
	defer func() { bot.kill() }()
	if err := srv.Sockets.WaitConnected(within(t)); err != nil {
		t.Fatal(err)
	}
	root := c.inThread(channel, "", "U0", 0, true)
	waitFor(t, "answer that makes it the bot's thread", func() bool { return len(srv.Channels.Posts()) > 0 })
	stop := make(chan struct{})
	faults := make(chan map[string]int, 1)
	go func() { faults <- c.trouble(rand.New(rand.NewPCG(seed, 4)), stop) }()
	n := people * each
	for i := 1; i < n; i++ {
		c.inThread(channel, root, fmt.Sprint("U", c.random.IntN(people)), i, c.random.IntN(3) > 0)
		time.Sleep(time.Duration(c.random.IntN(60)) * time.Millisecond)
		if i == n/2 {
			bot.kill()
			bot = startProcess(t, srv.URL(), c.dir, chaosSpeed)
		}
	}
	close(stop)
	t.Logf("faults %v", <-faults)
	c.settle()
	t.Log(bot.end(t))
	c.check()
	for _, p := range srv.Channels.Posts() {
		if asked.MatchString(p.Text) && p.ThreadTS != root {
			t.Errorf("answered outside the thread: %.60q", strings.ReplaceAll(p.Text, "\n", " "))
		}
	}
}

// inThread asks question i in a thread, or opens one where root is empty, and returns
// the thread.
func (c *chaos) inThread(channel, root, user string, i int, tagged bool) string {
	text := fmt.Sprintf("第%05d问", i)
	m := fakeslack.Message{Channel: channel, ThreadTS: root, User: user, Text: text + "的总投资是多少？"}
	var sent fakeslack.Sent
	if tagged {
		m.Text = "<@" + fakeslack.BotUser + "> " + m.Text
		_, sent, _ = c.People.MentionPair(m) // what has no socket is delivered later
	} else {
		sent, _ = c.People.Message(m)
	}
	c.events[text] = channel + " " + sent.TS
	return sent.TS
}
