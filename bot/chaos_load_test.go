package bot

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/needs"
)

// spanOf is how long a run under load takes: a minute where BEILUN_CHAOS_FULL
// is set, as continuous integration does, and else only seconds.
func spanOf(t *testing.T) time.Duration {
	needs.Long(t, "seconds, and two minutes in full")
	if os.Getenv("BEILUN_CHAOS_FULL") != "" {
		return time.Minute
	}
	return 8 * time.Second
}

// load is a fake Slack in real time and a bot in a process of its own.
func load(t *testing.T) (*fakeslack.Server, *process) {
	t.Helper()
	srv, err := fakeslack.Start(fakeslack.Options{Tiers: true, StrictAcks: true, Seed: chaosSeed(t)})
	if err != nil {
		t.Fatal(err)
	}
	p := startProcess(t, srv.URL(), t.TempDir(), 1)
	t.Cleanup(func() {
		p.kill()
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := srv.Sockets.WaitConnected(within(t)); err != nil {
		t.Fatal(err)
	}
	return srv, p
}

// every calls do for each tick of a span.
func every(t *testing.T, interval, span time.Duration, do func(i int)) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for i := range int(span / interval) {
		do(i)
		select {
		case <-tick.C:
		case <-t.Context().Done():
			return
		}
	}
}

// TestRefreshEverySecond asks four questions a second while Slack asks for a
// new connection every second: none waits longer than a second.
func TestRefreshEverySecond(t *testing.T) {
	span := spanOf(t)
	srv, p := load(t)
	at := map[string]time.Time{}
	every(t, 250*time.Millisecond, span, func(i int) {
		if i%4 == 0 {
			// Between two questions: one that is sent into a socket in the very
			// moment in which the other side closes it is lost there, and comes
			// again after three seconds whatever the bot does.
			time.AfterFunc(125*time.Millisecond, func() { srv.Sockets.Disconnect("refresh_requested") })
		}
		q := fmt.Sprintf("第%05d问", i)
		at[q] = time.Now()
		if _, err := srv.People.DirectMessage(fakeslack.Message{Channel: fmt.Sprint("D", i%50), User: fmt.Sprint("U", i%50), Text: q}); err != nil {
			t.Errorf("%s: %v", q, err)
		}
	})
	posts, err := srv.Channels.WaitPosts(within(t), len(at))
	if err != nil {
		t.Errorf("%d questions, %d posts: %v", len(at), len(posts), err)
	}
	var waits []time.Duration
	for _, post := range posts {
		q := asked.FindString(post.Text)
		waits = append(waits, post.At.Sub(at[q]))
		delete(at, q)
	}
	slices.Sort(waits)
	stats, gap := srv.Stats(), srv.Sockets.Gap()
	t.Logf("%d answers, the slowest after %v, half within %v; opens %d, at most %d a minute; without a socket for %v; retries %d; violations %v",
		len(waits), last(waits), waits[len(waits)/2], stats.Opens, mostWithin(stats.OpenTimes, time.Minute), gap, stats.Retries, stats.TierViolations)
	t.Log(p.end(t))
	if len(at) > 0 || last(waits) > time.Second || gap > 0 || stats.Retries > 0 || len(stats.TierViolations) > 0 {
		t.Errorf("too late, too fast, or not at all: %v", at)
	}
}

func last[T any](list []T) (v T) {
	if len(list) > 0 {
		v = list[len(list)-1]
	}
	return v
}

// TestFiftyASecond asks fifty questions a second in many channels: far more
// than may be answered. Each is acknowledged at once, the answers keep to
// Slack's rates, and the bot does not grow.
func TestFiftyASecond(t *testing.T) {
	span := spanOf(t)
	srv, p := load(t)
	start := time.Now()
	n := 0
	every(t, 20*time.Millisecond, span, func(i int) {
		n++
		if _, err := srv.People.Mention(fakeslack.Message{Channel: fmt.Sprint("C", i%300), User: fmt.Sprint("U", i%500), Text: fmt.Sprintf("<@%s> 第%05d问", fakeslack.BotUser, i)}); err != nil {
			t.Error(err)
		}
	})
	asking := time.Since(start)
	if err := srv.Deliveries.WaitAcks(within(t), n); err != nil {
		t.Errorf("%d of %d acknowledged", srv.Stats().Acks, n)
	}
	var acks []time.Duration
	for _, d := range srv.Deliveries.Acks() {
		acks = append(acks, d)
	}
	slices.Sort(acks)
	answers, notices := 0, 0
	posts := srv.Channels.Posts()
	for _, post := range posts {
		if post.Method == "chat.postMessage" {
			answers++
		} else {
			notices++
		}
	}
	took := time.Since(start)
	p99 := acks[len(acks)*99/100]
	stats := srv.Stats()
	t.Logf("%d questions in %v; acknowledged: half within %v, p99 %v, slowest %v; %d answers and %d notices in %v; violations %v",
		n, asking.Round(time.Millisecond), acks[len(acks)/2], p99, last(acks), answers, notices, took.Round(time.Millisecond), stats.TierViolations)
	t.Log(p.end(t))
	heaps := p.heaps(t)
	t.Logf("heap by the second, in KiB: %s", kib(heaps))
	if p99 > 100*time.Millisecond || len(stats.TierViolations) > 0 || stats.Retries > 0 {
		t.Error("too slow to acknowledge, or too fast to answer")
	}
	// The limit of the workspace.
	const every, burst = 200 * time.Millisecond, 20
	if most := int(took/every) + burst + 1; answers > most || answers < most/2 {
		t.Errorf("%d answers, want at most %d and not far below", answers, most)
	}
	// The queue fills, and then nothing may grow any more.
	if grown := last(heaps) - heaps[len(heaps)*2/3]; grown > 400<<10 {
		t.Errorf("grown by %d KiB in the last third", grown/1024)
	}
}

func kib(list []int) string {
	var b strings.Builder
	for i := 0; i < len(list); i += max(1, len(list)/12) {
		fmt.Fprintf(&b, "%d ", list[i]/1024)
	}
	return b.String()
}
