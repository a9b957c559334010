package bot

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/needs"
	"beilun/internal/state"
)

// chaosSeed makes a run of chaos what it is; BEILUN_CHAOS_SEED sets another.
func chaosSeed(t *testing.T) uint64 {
	seed := uint64(20260101)
	if v := os.Getenv("BEILUN_CHAOS_SEED"); v != "" {
		n, err := strconv.ParseUint(v, 10, 64)
		if err != nil {
			t.Fatal("BEILUN_CHAOS_SEED:", err)
		}
		seed = n
	}
	t.Logf("seed %d", seed)
	return seed
}

// chaos asks questions of a bot whose network, Slack and process fail.
type chaos struct {
	*fakeslack.Server
	t      *testing.T
	random *rand.Rand // of the questions
	dir    string
	events map[string]string // questions that Slack delivers again, with the message's name
	slash  map[string]bool   // questions that it does not
	lost   int               // slash commands without a socket
	roots  []fakeslack.Message
}

// The tests named chaos and load ask thousands of questions while the network,
// Slack and the process fail. -short leaves them out; BEILUN_CHAOS_FULL=1 makes
// each as long as it is in continuous integration.

// TestChaos asks questions while everything fails that can, the process among
// it: two thousand and five times in continuous integration. Each event is
// answered exactly once, and each slash command at most once.
func TestChaos(t *testing.T) {
	needs.Long(t, "a quarter of a minute, and two in full")
	questions, kills := 250, 2
	if os.Getenv("BEILUN_CHAOS_FULL") != "" {
		questions, kills = 2000, 5
	}
	seed := chaosSeed(t)
	srv, err := fakeslack.Start(fakeslack.Options{Speed: chaosSpeed, Tiers: true, Seed: seed, StrictAcks: true, PingInterval: 250 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	c := &chaos{Server: srv, t: t, random: rand.New(rand.NewPCG(seed, 1)), dir: t.TempDir(), events: map[string]string{}, slash: map[string]bool{}}
	bot := startProcess(t, srv.URL(), c.dir, chaosSpeed)
	defer func() { bot.kill() }()
	if err := srv.Sockets.WaitConnected(within(t)); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	faults := make(chan map[string]int, 1)
	go func() { faults <- c.trouble(rand.New(rand.NewPCG(seed, 2)), stop) }()
	for i := range questions {
		c.ask(i)
		time.Sleep(time.Duration(c.random.IntN(50)) * time.Millisecond)
		if i%(questions/(kills+1)) == questions/(kills+1)-1 && i < questions-10 {
			bot.kill()
			bot = startProcess(t, srv.URL(), c.dir, chaosSpeed)
		}
	}
	close(stop)
	t.Logf("faults %v", <-faults)
	c.settle()
	t.Log(bot.end(t))
	c.check()
}

// ask asks question i over one of the surfaces.
func (c *chaos) ask(i int) {
	text := fmt.Sprintf("第%05d问", i)
	m := fakeslack.Message{Channel: fmt.Sprintf("C%d", i%25), User: fmt.Sprintf("U%d", c.random.IntN(40)), Text: "<@" + fakeslack.BotUser + "> " + text}
	ts := ""
	switch n := c.random.IntN(100); {
	case n < 50:
		_, s, _ := c.People.MentionPair(m) // what has no socket is delivered later
		m.ThreadTS, ts = s.TS, s.TS
		if c.roots = append(c.roots, m); len(c.roots) > 50 {
			c.roots = c.roots[1:]
		}
	case n < 70:
		m.Channel, m.Text = "D"+m.User, text
		s, _ := c.People.DirectMessage(m)
		ts = s.TS
	case n < 90 && len(c.roots) > 0:
		m.Channel, m.ThreadTS = c.roots[0].Channel, c.roots[0].ThreadTS
		s, _, _ := c.People.MentionPair(m)
		ts = s.TS
	default:
		c.slash[text] = true
		if _, err := c.People.Slash(m.Channel, m.User, text); err != nil {
			c.lost++
		}
		return
	}
	c.events[text] = m.Channel + " " + ts
}

// trouble makes things fail, one after the other, and returns how often each.
func (c *chaos) trouble(random *rand.Rand, stop chan struct{}) map[string]int {
	counts := map[string]int{}
	post := func(f fakeslack.Failure) func() {
		return func() {
			if f.Times == 0 {
				f.Times = 1 + random.IntN(3)
			}
			c.Heal("chat.postMessage")
			c.Fail("chat.postMessage", f)
		}
	}
	faults := []struct {
		name string
		do   func()
	}{
		{"drop", c.Sockets.DropAll},
		{"half-open", c.Sockets.HalfOpen},
		{"warning", func() { c.Sockets.Disconnect("warning") }},
		{"refresh_requested", func() { c.Sockets.Disconnect("refresh_requested") }},
		{"too_many_websockets", func() { c.Sockets.Disconnect("too_many_websockets") }},
		{"link_disabled", func() { c.Sockets.Disconnect("link_disabled"); pauseOr(stop, time.Second); c.Sockets.EnableLink() }},
		{"open refused", func() { c.Sockets.RefuseOpen("internal_error", 2); c.Sockets.DropAll() }},
		{"slow acks", func() { c.Deliveries.DelayAcks(2 * time.Second); pauseOr(stop, time.Second); c.Deliveries.DelayAcks(0) }},
		{"lost acks", func() { c.Deliveries.DelayAcks(4 * time.Second); pauseOr(stop, time.Second); c.Deliveries.DelayAcks(0) }},
		{"429", post(fakeslack.Failure{RetryAfter: 5 * time.Second})},
		{"500", post(fakeslack.Failure{Status: 500})},
		{"internal_error", post(fakeslack.Failure{Code: "internal_error"})},
		{"cut after effect", post(fakeslack.Failure{AfterEffect: true})},
		{"slow posts", post(fakeslack.Failure{Delay: 300 * time.Millisecond})},
		{"invalid_blocks", post(fakeslack.Failure{Code: "invalid_blocks", Times: 1})},
		{"replies fail", func() { c.Fail("conversations.replies", fakeslack.Failure{Status: 500, Times: 2}) }},
		{"malformed frame", func() { c.Sockets.SendRaw([]byte("{not JSON")) }},
		{"unknown envelope", func() { _, _ = c.People.Unknown() }},
	}
	order := random.Perm(len(faults))
	for i := 0; pauseOr(stop, time.Duration(100+random.IntN(600))*time.Millisecond); i++ {
		if i == len(order) {
			i, order = 0, random.Perm(len(faults))
		}
		f := faults[order[i]]
		if f.name == "link_disabled" && counts[f.name] == 2 {
			continue // after it the bot tries slowly: more would leave no time for the rest
		}
		counts[f.name]++
		f.do()
	}
	c.Sockets.EnableLink()
	c.Deliveries.DelayAcks(0)
	return counts
}

// pauseOr waits for d and reports whether it did: false when stop is closed.
func pauseOr(stop chan struct{}, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-stop:
		return false
	}
}

// settle waits until everything is answered, or Slack has given up.
func (c *chaos) settle() {
	deadline := time.Now().Add(45 * time.Second)
	for time.Now().Before(deadline) {
		got, _ := c.answers()
		missing := 0
		for q := range c.events {
			if got[q] == 0 {
				missing++
			}
		}
		if missing == 0 {
			break
		}
		time.Sleep(200 * time.Millisecond)
	}
	time.Sleep(2 * time.Second) // in which nothing more may come
}

var asked = regexp.MustCompile(`第\d{5}问`)

// answers counts the answers to each question, and the other posts.
func (c *chaos) answers() (got map[string]int, others map[string]int) {
	got, others = map[string]int{}, map[string]int{}
	for _, p := range c.Channels.Posts() {
		switch q := asked.FindString(p.Text); {
		case q != "":
			got[q]++
		case p.Ephemeral:
			others["notices"]++
		default:
			others[strings.SplitN(p.Text, "\n", 2)[0]]++
		}
	}
	return got, others
}

// check holds what was answered against what was asked.
func (c *chaos) check() {
	t, stats := c.t, c.Stats()
	got, others := c.answers()
	var missing, double []string
	for q := range c.events {
		switch n := got[q]; {
		case n == 0:
			missing = append(missing, q)
		case n > 1:
			double = append(double, q)
		}
	}
	commands := 0
	for q := range c.slash {
		if commands += min(got[q], 1); got[q] > 1 {
			double = append(double, q)
		}
	}
	slices.Sort(missing)
	slices.Sort(double)
	most := mostWithin(stats.OpenTimes, time.Minute/chaosSpeed)
	t.Logf("events %d: answered %d, missing %d, Slack gave up on %d deliveries; double %d", len(c.events), len(c.events)-len(missing), len(missing), stats.Failed, len(double))
	t.Logf("slash commands %d: answered %d, without a socket %d", len(c.slash), commands, c.lost)
	t.Logf("envelopes %d, acks %d, retries %d, acks elsewhere %d, opens %d, at most %d a minute, violations %v, other posts %v", stats.Envelopes, stats.Acks, stats.Retries, stats.AcksElsewhere, stats.Opens, most, stats.TierViolations, others)
	c.neverArrived(missing)
	if len(missing) > stats.Failed || len(double) > 0 {
		t.Errorf("missing %v, double %v", head(missing), head(double))
	}
	if most > 50 || stats.TierViolations["apps.connections.open"] > 0 {
		t.Errorf("connections opened %d times in a minute", most)
	}
	if stats.AcksElsewhere > 0 {
		t.Errorf("%d acknowledgements on another socket", stats.AcksElsewhere)
	}
	if t.Failed() {
		t.Logf("log kept in %s", c.keepLog())
	}
}

// neverArrived checks that the bot never got what it did not answer: every
// delivery of it, the repeated ones too, went into sockets that were dead.
func (c *chaos) neverArrived(missing []string) {
	st, err := state.Open(filepath.Join(c.dir, "state.db"), state.Options{})
	if err != nil {
		c.t.Error(err)
		return
	}
	defer st.Close()
	for _, q := range missing {
		if id, err := st.Deliveries.Named(c.events[q]); id != "" || err != nil {
			status, _ := st.Deliveries.Status(id)
			c.t.Errorf("%s was noted as %s (%s) and not answered, %v", q, id, status, err)
		}
	}
}

// keepLog copies the bot's log out of the test's folder.
func (c *chaos) keepLog() string {
	raw, err := os.ReadFile(filepath.Join(c.dir, "bot.log"))
	if err != nil {
		return err.Error()
	}
	name := filepath.Join(os.TempDir(), "beilun-chaos-bot.log")
	if err := os.WriteFile(name, raw, 0o600); err != nil {
		return err.Error()
	}
	return name
}

func head(list []string) []string { return list[:min(len(list), 10)] }

// mostWithin returns how many of times, in order, lie within any span.
func mostWithin(times []time.Time, span time.Duration) (most int) {
	from := 0
	for i, at := range times {
		for at.Sub(times[from]) >= span {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}
