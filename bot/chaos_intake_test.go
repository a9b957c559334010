package bot

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"beilun/bot/intake/intaketest"
	"beilun/index"
	"beilun/index/library"
	"beilun/internal/fakeslack"
	"beilun/internal/needs"
	"beilun/internal/state"
	"beilun/knowledge/corpus"
)

// chaosFolder makes the test binary a bot that takes releases into a folder of
// the one that it names.
const chaosFolder = "BEILUN_CHAOS_FOLDER"

// TestChaosDesk is no test: it is the bot that TestChaosIntake starts and kills.
func TestChaosDesk(t *testing.T) {
	api, dir := os.Getenv(chaosAPI), needs.Started(t, chaosFolder, "TestChaosIntake")
	ctx, stop := signal.NotifyContext(t.Context(), syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	st, err := state.Open(os.Getenv(chaosState), state.Options{Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(filepath.Join(dir, "index"), index.Options{Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	files, err := corpus.Open(filepath.Join(dir, "releases"))
	if err != nil {
		t.Fatal(err)
	}
	l := library.Open(x, files, library.Options{Logger: log})
	following := make(chan error, 1)
	go func() { following <- l.Run(ctx) }()
	b := New(fakeslack.BotToken, fakeslack.AppToken, echo{}, l, Options{State: st, APIURL: api, Logger: log, Admins: []string{"UADMIN"}, Intake: l, Speed: chaosSpeed})
	if err := b.Run(ctx); err != nil {
		t.Error(err)
	}
	stop()
	for _, err := range []error{<-following, l.Close(), st.Close()} {
		if err != nil {
			t.Error(err)
		}
	}
}

// chaosDesk is the admin who hands releases over to a bot that dies.
type chaosDesk struct {
	*fakeslack.Server
	t      *testing.T
	random *rand.Rand
	dir    string
	bot    *process
}

func (c *chaosDesk) hellos() (n int) {
	for _, m := range c.Sockets.Timeline() {
		if m.Kind == "hello" {
			n++
		}
	}
	return n
}

// begin starts the bot and waits until it is there.
func (c *chaosDesk) begin() {
	c.t.Helper()
	before := c.hellos()
	log, err := os.OpenFile(filepath.Join(c.dir, "bot.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		c.t.Fatal(err)
	}
	c.bot = &process{cmd: exec.Command(os.Args[0], "-test.run=^TestChaosDesk$", "-test.timeout=20m"), log: log}
	c.bot.cmd.Env = append(os.Environ(), chaosAPI+"="+c.URL(), chaosState+"="+filepath.Join(c.dir, "state.db"), chaosFolder+"="+c.dir)
	c.bot.cmd.Stdout, c.bot.cmd.Stderr = &c.bot.out, log
	if err := c.bot.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	if err := c.Wait(within(c.t), func() bool { return c.hellos() > before }); err != nil {
		c.t.Fatal("not connected:", err)
	}
}

// preview waits for the message that shows a file.
func (c *chaosDesk) preview(name string) fakeslack.Post {
	c.t.Helper()
	var shown []fakeslack.Post
	err := c.Wait(within(c.t), func() bool {
		shown = nil
		for _, p := range c.Channels.Posts() {
			if p.Method == "chat.postMessage" && strings.Contains(string(p.Blocks), name) {
				shown = append(shown, p)
			}
		}
		return len(shown) > 0
	})
	if err != nil {
		c.t.Fatalf("%s is not shown: %v", name, err)
	}
	return shown[0]
}

// says tells what the message at ts says now.
func (c *chaosDesk) says(ts string) string {
	for _, m := range c.Channels.Messages("D1") {
		if m.TS == ts {
			return m.Text
		}
	}
	return ""
}

// check holds what was said against what is in the folder.
func (c *chaosDesk) check(shown map[string]fakeslack.Post, final bool) {
	c.t.Helper()
	found, err := os.ReadDir(filepath.Join(c.dir, "releases"))
	if err != nil {
		c.t.Fatal(err)
	}
	in := map[string]bool{}
	for _, e := range found {
		if strings.HasPrefix(e.Name(), ".") {
			continue // what was being written, which nobody reads
		}
		in[e.Name()] = true
		if _, ok := shown[e.Name()]; !ok {
			c.t.Errorf("nobody handed over %s", e.Name()) // as a second copy would be named
		}
	}
	for name, p := range shown {
		if said := strings.Contains(c.says(p.TS), "已收入"); said && !in[name] || final && (!said || !in[name]) {
			c.t.Errorf("%s: in the folder %v, said %v", name, in[name], said)
		}
	}
}

// TestChaosIntake kills the bot at moments of its taking releases in: fifteen
// times, and two hundred in continuous integration. What it says it has is in
// the folder, each release is there once, and each is shown once.
func TestChaosIntake(t *testing.T) {
	needs.Long(t, "some ten seconds, and two minutes in full")
	files := 15
	if os.Getenv("BEILUN_CHAOS_FULL") != "" {
		files = 200
	}
	seed := chaosSeed(t)
	srv, err := fakeslack.Start(fakeslack.Options{Speed: chaosSpeed, Seed: seed, PingInterval: 250 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	c := &chaosDesk{Server: srv, t: t, random: rand.New(rand.NewPCG(seed, 3)), dir: t.TempDir()}
	if err := os.Mkdir(filepath.Join(c.dir, "releases"), 0o755); err != nil {
		t.Fatal(err)
	}
	c.begin()
	defer func() { c.bot.kill() }()
	shown := map[string]fakeslack.Post{}
	again := 0
	for i := range files {
		name := fmt.Sprintf("第%03d篇.md", i)
		m, _ := c.People.Attach(fakeslack.Message{Channel: "D1", User: "UADMIN"}, fakeslack.File{Name: name, Data: []byte(strings.ReplaceAll(intaketest.Yunhe, "首班", fmt.Sprintf("第%d班", i)))})
		_, _ = c.People.DirectMessage(m) // without a socket it comes later
		atShow := c.random.IntN(3) == 0
		if atShow {
			c.dieWithin(30)
		}
		shown[name] = c.preview(name)
		_, _ = c.People.ClickMessage("UADMIN", shown[name], takeInAction, "")
		if !atShow {
			c.dieWithin(60)
		}
		c.check(shown, false)
		for !c.taken(shown[name].TS) { // Slack does not deliver a click again; a person presses again
			again++
			_, _ = c.People.ClickMessage("UADMIN", shown[name], takeInAction, "")
		}
	}
	c.check(shown, true)
	posted := map[string]int{}
	for _, p := range c.Channels.Posts() {
		if p.Method == "chat.postMessage" {
			posted[string(p.Blocks)]++
		}
	}
	if len(posted) != files {
		t.Errorf("%d previews, want %d", len(posted), files)
	}
	for _, n := range posted {
		if n != 1 {
			t.Errorf("a preview was posted %d times", n)
		}
	}
	t.Logf("%d files, one death each, %d clicks were lost", files, again)
}

// dieWithin kills the bot after a while of at most ms milliseconds, and starts
// it again.
func (c *chaosDesk) dieWithin(ms int) {
	time.Sleep(time.Duration(c.random.IntN(ms*1000)) * time.Microsecond)
	c.bot.kill()
	c.begin()
}

// taken waits for a while until the message at ts says that the release is in.
func (c *chaosDesk) taken(ts string) bool {
	for range 100 {
		if strings.Contains(c.says(ts), "已收入") {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}
