package health

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beilun/bot"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/network"
	"beilun/knowledge/corpus"
)

// slackSite is a bot and a library of one release, as serve has them, and their monitor.
type slackSite struct {
	*Monitor
	slack *fakeslack.Server
	net   *network.Network
}

func startSlackSite(t *testing.T) *slackSite {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("云杉软件园总投资12亿元，入驻企业60家。"), 0o600); err != nil {
		t.Fatal(err)
	}
	files, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lib := library.Open(x, files, library.Options{})
	net, err := network.Start(network.Up)
	if err != nil {
		t.Fatal(err)
	}
	srv, err := fakeslack.Start(fakeslack.Options{Public: net.Address()})
	if err != nil {
		t.Fatal(err)
	}
	net.To(srv.Host())
	var b *bot.Bot
	m := New(Options{Status: lib.Status, Slack: func() Socket { return Socket(b.Health()) }})
	b = bot.New(fakeslack.BotToken, fakeslack.AppToken, answer.New(x, answer.Options{}), lib, bot.Options{
		APIURL: srv.URL(), Speed: 200,
		Measure:   func(a bot.Answerer) bot.Answerer { return m.Measure(a, Slack) },
		Courteous: func() { m.Courtesy(Slack) },
	})
	s := &slackSite{m, srv, net}
	s.until(t, "slack: not ok, not connected yet") // nothing runs
	if _, err := lib.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
		net.Close()
		if err := srv.Close(); err != nil {
			t.Errorf("close fake Slack: %v", err)
		}
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// until waits until /readyz says something, and returns the status.
func (s *slackSite) until(t *testing.T, says string) int {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		w := get(t, s.Monitor, "/readyz", "")
		if strings.Contains(w.Body.String(), says) {
			return w.Code
		}
		if time.Now().After(end) {
			t.Fatalf("not %q:\n%s", says, w.Body)
		}
	}
}

// TestSocket follows readiness and metrics while the network between a bot and Slack goes
// and comes back, and counts what is asked in Slack.
func TestSocket(t *testing.T) {
	t.Parallel()
	s := startSlackSite(t)
	set := func(state network.State) {
		t.Helper()
		if err := s.net.Set(state); err != nil {
			t.Fatal(err)
		}
	}
	if code := s.until(t, "slack: ok, connected since "); code != http.StatusOK {
		t.Errorf("up: %d", code)
	}
	for _, text := range []string{"云杉软件园总投资多少？", "谢谢", "火星基地面积多少？"} {
		if _, err := s.slack.People.Slash("C1", "U1", text); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]float64{"answered": 1, "quoted": 0, "declined": 1, "polite": 1, "failed": 0}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		samples, _ := scrape(t, s.Monitor)
		bad := 0
		for outcome, n := range want {
			if samples["beilun_questions_total outcome="+outcome+" surface=slack"] != n {
				bad++
			}
		}
		if bad == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%v, want %v", like(samples, "beilun_questions_total"), want)
		}
	}
	set(network.Refused)
	if code := s.until(t, "slack: not ok, not connected; "); code != http.StatusServiceUnavailable {
		t.Errorf("down: %d", code)
	}
	if samples, _ := scrape(t, s.Monitor); samples["beilun_slack_connected"] != 0 {
		t.Error("down, and the metrics say up")
	}
	set(network.Up)
	if code := s.until(t, "slack: ok, connected since "); code != http.StatusOK {
		t.Errorf("up again: %d", code)
	}
	if samples, _ := scrape(t, s.Monitor); samples["beilun_slack_connected"] != 1 || samples["beilun_slack_reconnects_total"] < 1 {
		t.Errorf("up again: %v", like(samples, "beilun_slack_"))
	}
}
