package bot

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/news/newstest"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/network"
	"beilun/internal/logs"
	"beilun/internal/needs"
	"beilun/internal/state"
)

// echoOr repeats the questions of chaos and has the others answered.
type echoOr struct{ Answerer }

func (e echoOr) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	if asked.MatchString(q) {
		return echo{}.Follow(ctx, q, before)
	}
	return e.Answerer.Follow(ctx, q, before)
}

// away is a bot, and a Slack that it reaches over a network that goes away.
type away struct {
	*chaos
	net   *network.Network
	press *newstest.Press
	stop  func()
	next  int // number of the next question
}

// startAway starts a bot while the network is in a state.
func startAway(t *testing.T, s network.State) *away {
	t.Helper()
	net, err := network.Start(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(net.Close)
	seed := chaosSeed(t)
	srv, err := fakeslack.Start(fakeslack.Options{Speed: chaosSpeed, Seed: seed, StrictAcks: true, PingInterval: 250 * time.Millisecond, Public: net.Address()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	net.To(srv.Host())
	c := &chaos{Server: srv, t: t, random: rand.New(rand.NewPCG(seed, 4)), dir: t.TempDir(), events: map[string]string{}, slash: map[string]bool{}}
	a := &away{chaos: c, net: net, press: newstest.New(t)}
	a.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	file, err := os.Create(filepath.Join(c.dir, "bot.log"))
	if err != nil {
		t.Fatal(err)
	}
	st, err := state.Open(filepath.Join(c.dir, "state.db"), state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := New(fakeslack.BotToken, fakeslack.AppToken, echoOr{answer.New(a.press.Index, answer.Options{})}, a.press, Options{
		State: st, APIURL: srv.URL(), Newsroom: a.press, Speed: chaosSpeed, PerUser: 100_000, Queue: 5000, Logger: logs.New(file, logs.Options{Level: slog.LevelDebug}),
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	a.stop = sync.OnceFunc(func() {
		cancel()
		for _, err := range []error{<-ended, st.Close(), file.Close()} {
			if err != nil {
				t.Error(err)
			}
		}
	})
	t.Cleanup(a.stop)
	return a
}

// set changes the network.
func (a *away) set(s network.State) {
	a.t.Helper()
	if err := a.net.Set(s); err != nil {
		a.t.Fatal(err)
	}
}

// spend asks questions for a time of Slack's, in which the network stays as it is.
func (a *away) spend(d time.Duration) {
	for until := time.Now().Add(d / chaosSpeed); time.Now().Before(until); time.Sleep(6 * time.Second / chaosSpeed) {
		a.ask(a.next)
		a.next++
	}
}

// logged returns how many lines of the log contain s.
func (a *away) logged(s string) int {
	raw, err := os.ReadFile(filepath.Join(a.dir, "bot.log"))
	if err != nil {
		a.t.Error(err)
	}
	return strings.Count(string(raw), s)
}

// TestChaosAway starts a bot without a network, and takes the network away again while
// people ask and a release arrives: for three of Slack's minutes, and for eleven in
// continuous integration. What Slack delivers again is answered once, the digest is
// posted once, and the log has a line for each begin and end.
func TestChaosAway(t *testing.T) {
	needs.Long(t, "half a minute, and one in full")
	long := 3 * time.Minute
	if os.Getenv("BEILUN_CHAOS_FULL") != "" {
		long = 11 * time.Minute
	}
	start := time.Now()
	a := startAway(t, network.Refused)
	for _, s := range []network.State{network.Refused, network.Portal, network.Reset, network.Hole} {
		a.set(s)
		a.spend(20 * time.Second)
	}
	if n := a.logged("Slack cannot be reached"); n != 1 {
		t.Errorf("%d lines for the start without a network", n)
	}
	a.set(network.Up)
	if err := a.Sockets.WaitHellos(within(t), 1); err != nil {
		t.Fatal("not connected:", err)
	}
	a.subscribe()
	a.spend(30 * time.Second)

	states := []network.State{network.Hole, network.Refused, network.Portal, network.Stalled, network.Reset}
	for i, s := range states {
		a.set(s)
		if i == 0 {
			a.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
		}
		a.spend(long / time.Duration(len(states)))
	}
	hellos := a.hellos()
	a.set(network.Up)
	if err := a.Wait(within(t), func() bool { return a.hellos() > hellos }); err != nil {
		t.Fatal("not connected again:", err)
	}
	a.spend(10 * time.Second)
	a.settle()
	a.stop()
	t.Logf("it took %v", time.Since(start).Round(time.Second))
	a.check()
	digests, notices := (&printing{Server: a.Server}).byEvent("CNEWS")
	if len(digests) != 1 || len(notices) != 1 {
		t.Errorf("%d digests and %d notices, want one of each", len(digests), len(notices))
	}
	for line, want := range map[string]int{"Slack cannot be reached": 2, "Slack is reached again": 2, "panic": 0} {
		if n := a.logged(line); n != want {
			t.Errorf("%q in the log %d times, want %d", line, n, want)
		}
	}
	if n := a.logged("level=WARN msg=\"Slack still cannot be reached"); n > 8 {
		t.Errorf("%d warnings of further causes", n)
	}
	if t.Failed() {
		t.Logf("log kept in %s", a.keepLog())
	}
}

// hellos returns how many sockets Slack has greeted.
func (a *away) hellos() int { return (&chaosDesk{Server: a.Server}).hellos() }

// subscribe subscribes a channel and asks there what a later release changes.
func (a *away) subscribe() {
	a.t.Helper()
	if _, err := a.People.Slash("CNEWS", "U1", "subscribe 云杉软件园"); err != nil {
		a.t.Fatal(err)
	}
	if _, err := a.People.Mention(fakeslack.Message{Channel: "CNEWS", User: "U1", Text: "<@" + fakeslack.BotUser + "> 云杉软件园入驻企业多少家？"}); err != nil {
		a.t.Fatal(err)
	}
	subscribed := fmt.Sprintf(message.WordsOf(false).News.Subscribed, message.WordsOf(false).News.Subject("云杉软件园"))
	err := a.Wait(within(a.t), func() bool {
		word, answered := false, false
		for _, p := range a.Channels.Posts() {
			word = word || strings.Contains(p.Text, subscribed)
			answered = answered || p.Channel == "CNEWS" && strings.Contains(p.Text, "60家")
		}
		return word && answered
	})
	if err != nil {
		a.t.Fatalf("no subscription: %v: %+v", err, a.Channels.Posts())
	}
}
