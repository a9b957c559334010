package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/network"
	"beilun/internal/needs"
)

// process is "beilun serve" as a process, in an empty folder but for one release.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	log *lockedLog
}

// startProcess starts one with settings. Its network is the proxy of that address.
func startProcess(t *testing.T, proxy string, settings ...string) *process {
	t.Helper()
	needs.Unix(t, "end a process with a signal")
	program, err := exec.LookPath("beilun")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	releases := filepath.Join(dir, "releases")
	if err := os.Mkdir(releases, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(releases, "a.txt"), []byte("云杉软件园入驻企业60家。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d := &process{t: t, cmd: exec.CommandContext(t.Context(), program, "serve"), log: &lockedLog{}}
	d.cmd.Dir, d.cmd.Stderr = dir, d.log
	d.cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "HTTP_PROXY=http://" + proxy, "BEILUN_RELEASES=releases", "BEILUN_LOG=json", "BEILUN_LANG=en",
		"SLACK_API_URL=http://slack.test/api/", "SLACK_BOT_TOKEN=" + fakeslack.BotToken, "SLACK_APP_TOKEN=" + fakeslack.AppToken,
	}, settings...)
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.cmd.Process.Kill() }) // it has ended unless the test failed
	return d
}

// until waits until the log has a line with s.
func (d *process) until(s string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), time.Minute)
	defer cancel()
	for ; !strings.Contains(d.log.String(), s); time.Sleep(5 * time.Millisecond) {
		if ctx.Err() != nil {
			d.t.Fatalf("never %q:\n%s", s, d.log)
		}
	}
}

// ends waits until the process has ended and compares its exit code.
func (d *process) ends(want int) {
	d.t.Helper()
	err := d.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || d.cmd.ProcessState.ExitCode() != want {
		d.t.Errorf("%v, want exit code %d:\n%s", err, want, d.log)
	}
}

// stop asks the process to end and compares its exit code.
func (d *process) stop() {
	d.t.Helper()
	if err := d.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		d.t.Error(err)
	}
	d.ends(exitAnswered)
}

// records reads the log, which is JSON but for what the program says when it leaves.
func (d *process) records() (out []map[string]any) {
	d.t.Helper()
	for sc := bufio.NewScanner(strings.NewReader(d.log.String())); sc.Scan(); {
		if strings.HasPrefix(sc.Text(), "beilun: ") {
			continue
		}
		var r map[string]any
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			d.t.Errorf("no JSON: %s", sc.Text())
		}
		out = append(out, r)
	}
	return out
}

// startNet starts a network in a state, and a fake Slack behind it.
func startNet(t *testing.T, s network.State, opts fakeslack.Options) (*network.Network, *fakeslack.Server) {
	t.Helper()
	n, err := network.Start(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	opts.Public = "slack.test"
	srv, err := fakeslack.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	n.To(srv.Host())
	return n, srv
}

// TestServeAway starts the program without a network: it waits, reads the releases
// meanwhile, answers when the network is there, and survives its loss. A proxy leads to
// Slack.
func TestServeAway(t *testing.T) {
	t.Parallel()
	n, srv := startNet(t, network.Refused, fakeslack.Options{})
	d := startProcess(t, n.Address())
	d.until("Slack cannot be reached")
	if err := n.Set(network.Portal); err != nil {
		t.Fatal(err)
	}
	d.until("not_slack")
	d.until("releases read")
	if err := n.Set(network.Up); err != nil {
		t.Fatal(err)
	}
	d.until("connected to Slack")
	d.until("Slack is reached again")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := srv.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "云杉软件园入驻企业多少家？"}); err != nil {
		t.Fatal(err)
	}
	if posts, err := srv.Channels.WaitPosts(ctx, 1); err != nil || !strings.Contains(posts[0].Text, "60家") {
		t.Errorf("%v, %v:\n%s", posts, err, d.log)
	}
	if n.Connects() == 0 {
		t.Error("the connection does not go by the proxy")
	}
	if err := n.Set(network.Reset); err != nil {
		t.Fatal(err)
	}
	d.until("connection lost")
	d.stop()
	first := map[string]map[string]any{}
	for _, r := range d.records() {
		msg, _ := r["msg"].(string)
		if first[msg] == nil {
			first[msg] = r
		}
	}
	if r := first["Slack cannot be reached; trying until it can"]; r["cause"] != "proxy" || r["level"] != "WARN" || r["do"] == "" {
		t.Errorf("the start of the wait is logged as %v", r)
	}
	if took, _ := first["Slack is reached again"]["took_ms"].(float64); took < 1 {
		t.Errorf("the end of the wait is logged as %v", first["Slack is reached again"])
	}
	for _, token := range []string{"fake-bot", "fake-app", "ticket="} {
		if strings.Contains(d.log.String(), token) {
			t.Errorf("the log has a token: %s", d.log)
		}
	}
}

// TestServeLeaves starts the program with what only a person can mend: it leaves with
// 2, so that nothing starts it again. What passes by itself it waits for, until it is
// asked to end.
func TestServeLeaves(t *testing.T) {
	t.Parallel()
	all := fakeslack.AllScopes()
	for name, tt := range map[string]struct {
		state    network.State
		settings []string
		scopes   []string
		says     string // and waits, if the exit code is 0
		code     int
	}{
		"no network":                      {network.Refused, nil, all, "Slack cannot be reached", exitAnswered},
		"no such host":                    {network.Up, []string{"HTTP_PROXY=", "SLACK_API_URL=http://slack.invalid/api/"}, all, `"cause":"dns"`, exitAnswered},
		"wrong bot token":                 {network.Up, []string{"SLACK_BOT_TOKEN=xoxb-wrong-token"}, all, "SLACK_BOT_TOKEN: refused by Slack", exitUsage},
		"wrong app token":                 {network.Up, []string{"SLACK_APP_TOKEN=xapp-wrong-token"}, all, "SLACK_APP_TOKEN: ", exitUsage},
		"no Web API at the address":       {network.Up, []string{"SLACK_API_URL=http://slack.test/nothing/"}, all, "SLACK_API_URL: no Web API of Slack", exitUsage},
		"no address":                      {network.Up, []string{"SLACK_API_URL=nonsense"}, all, "SLACK_API_URL: it is no address", exitUsage},
		"no scope":                        {network.Up, nil, []string{"commands"}, "chat:write", exitUsage},
		"a form of log that there is not": {network.Up, []string{"BEILUN_LOG=xml"}, all, "BEILUN_LOG: it takes text or json", exitUsage},
		"a level that there is not":       {network.Up, []string{"BEILUN_LOG_LEVEL=loud"}, all, "BEILUN_LOG_LEVEL: it takes debug", exitUsage},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, _ := startNet(t, tt.state, fakeslack.Options{Scopes: tt.scopes})
			d := startProcess(t, n.Address(), tt.settings...)
			if tt.code == exitAnswered {
				d.until(tt.says)
				d.stop()
				return
			}
			d.ends(tt.code)
			if !strings.Contains(d.log.String(), tt.says) || strings.Contains(d.log.String(), "wrong-token") {
				t.Errorf("it says %s, want %q", d.log, tt.says)
			}
			for line := range strings.Lines(d.log.String()) {
				if strings.Contains(tt.says, ": it ") { // the settings could not be read, and so not that of the log
					break
				}
				if !json.Valid([]byte(line)) {
					t.Errorf("no JSON: %s", line)
				}
			}
		})
	}
}

// TestServeWrongLate finds out that a token is wrong only when the network is there.
func TestServeWrongLate(t *testing.T) {
	t.Parallel()
	n, _ := startNet(t, network.Refused, fakeslack.Options{})
	d := startProcess(t, n.Address(), "SLACK_BOT_TOKEN=xoxb-wrong-token")
	d.until("Slack cannot be reached")
	if err := n.Set(network.Up); err != nil {
		t.Fatal(err)
	}
	d.ends(exitUsage)
}
