package bot

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"beilun/bot/webapi"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/needs"
	"beilun/internal/state"
)

// chaosSpeed is how many times faster time runs for the fake Slack and the bot.
const chaosSpeed = 20

// Names of the environment that makes the test binary a bot.
const (
	chaosAPI   = "BEILUN_CHAOS_API"
	chaosState = "BEILUN_CHAOS_STATE"
	chaosTime  = "BEILUN_CHAOS_SPEED"
)

// echo answers every question with a claim that repeats it, and keeps nothing.
type echo struct{}

func (echo) Follow(_ context.Context, q string, _ *answer.Answer) (*answer.Answer, error) {
	a := claim("答："+q+"是4.4亿元。", "4.4亿元")
	a.Question, a.Plain = q, true
	return a, nil
}

// TestChaosBot is no test: it is the bot that TestChaos starts and kills.
func TestChaosBot(t *testing.T) {
	api, path := needs.Started(t, chaosAPI, "TestChaos"), os.Getenv(chaosState)
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(t.Context(), syscall.SIGTERM)
	defer stop()
	before := runtime.NumGoroutine()
	st, err := state.Open(path, state.Options{Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	opts := Options{State: st, APIURL: api, Logger: log, PerUser: 100_000}
	if opts.Speed, err = strconv.ParseFloat(os.Getenv(chaosTime), 64); err != nil {
		t.Fatal(err)
	}
	if opts.Speed > 1 {
		opts.Queue = 5000 // of which none may be turned away
	}
	b := New(fakeslack.BotToken, fakeslack.AppToken, echo{}, &shelf{}, opts)
	weighed := make(chan struct{})
	go func() {
		defer close(weighed)
		for webapi.Pause(ctx, time.Second) == nil {
			fmt.Printf("heap %d\n", heap())
		}
	}()
	if err := b.Run(ctx); err != nil {
		t.Error(err)
	}
	<-weighed
	if err := st.Close(); err != nil {
		t.Error(err)
	}
	leaked := 0
	for range 200 {
		if leaked = runtime.NumGoroutine() - before; leaked <= 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if leaked > 0 {
		var stacks bytes.Buffer
		buf := make([]byte, 1<<20)
		stacks.Write(buf[:runtime.Stack(buf, true)])
		t.Errorf("%d goroutines left:\n%s", leaked, &stacks)
	}
	fmt.Printf("bot ended: %d goroutines left, heap %d KiB\n", max(leaked, 0), heap()/1024)
}

// heap is how much memory is in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// process is a bot in a process of its own.
type process struct {
	cmd *exec.Cmd
	out bytes.Buffer
	log *os.File
}

// startProcess starts the test binary as a bot.
func startProcess(t *testing.T, api, dir string, speed float64) *process {
	t.Helper()
	log, err := os.OpenFile(filepath.Join(dir, "bot.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.Command(os.Args[0], "-test.run=^TestChaosBot$", "-test.timeout=20m"), log: log}
	p.cmd.Env = append(os.Environ(), chaosAPI+"="+api, chaosState+"="+filepath.Join(dir, "state.db"), fmt.Sprintf("%s=%g", chaosTime, speed))
	p.cmd.Stdout, p.cmd.Stderr = &p.out, log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// kill ends the process as a failing machine does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait() // it was killed
	_ = p.log.Close()
}

// heaps returns what the process weighed, second by second; it has ended.
func (p *process) heaps(t *testing.T) (out []int) {
	t.Helper()
	for line := range strings.Lines(p.out.String()) {
		if n, ok := strings.CutPrefix(line, "heap "); ok {
			bytes, err := strconv.Atoi(strings.TrimSpace(n))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, bytes)
		}
	}
	return out
}

// end ends the process as it should be ended, and returns what it said.
func (p *process) end(t *testing.T) string {
	t.Helper()
	defer p.log.Close()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("bot: %v\n%s", err, &p.out)
	}
	for line := range strings.Lines(p.out.String()) {
		if strings.HasPrefix(line, "bot ended") {
			return strings.TrimSpace(line)
		}
	}
	return "bot did not say how it ended: " + p.out.String()
}
