package bot

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/message/golden"
	"beilun/bot/news/newstest"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
	"beilun/knowledge"

	"golang.org/x/tools/txtar"
)

// steps are the files of testdata/news/history.txtar, by step.
func steps(t *testing.T) (out [][]txtar.File) {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "news", "history.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		n, err := strconv.Atoi(filepath.Dir(f.Name))
		if err != nil {
			t.Fatal(err)
		}
		for len(out) <= n {
			out = append(out, nil)
		}
		out[n] = append(out[n], f)
	}
	return out
}

// printing is a bot with a newsroom, which can end and start again over the same
// state.
type printing struct {
	*fakeslack.Server
	press *newstest.Press
	opts  Options
	file  string
	lives int
	stop  func()
	bot   *Bot
}

// newsMark is the name of the mark that says how far the news are noted.
const newsMark = "news"

// printingSpeed is how fast time runs for the bot and for Slack.
const printingSpeed = 20

func startPrinting(t *testing.T, opts Options) *printing {
	t.Helper()
	srv, err := fakeslack.Start(fakeslack.Options{Speed: printingSpeed})
	if err != nil {
		t.Fatal(err)
	}
	p := &printing{Server: srv, press: newstest.New(t), opts: opts, file: filepath.Join(t.TempDir(), "state.db")}
	t.Cleanup(func() {
		if p.stop != nil {
			p.stop()
		}
		if err := srv.Close(); err != nil {
			t.Errorf("close fake Slack: %v", err)
		}
	})
	return p
}

// start starts a bot; one that runs ends before.
func (p *printing) start(t *testing.T) {
	t.Helper()
	if p.stop != nil {
		p.stop()
	}
	kept, err := state.Open(p.file, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	opts := p.opts
	opts.APIURL, opts.State, opts.Newsroom = p.URL(), kept, p.press
	opts.Speed, opts.PerUser = printingSpeed, 10_000
	today := func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 5, Day: 1} }
	p.bot = New(fakeslack.BotToken, fakeslack.AppToken, answer.New(p.press.Index, answer.Options{Today: today}), p.press, opts)
	p.bot.news.Gather, p.bot.news.Every = time.Millisecond, 0
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.bot.Run(ctx) }()
	p.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
		if err := kept.Close(); err != nil {
			t.Errorf("close state: %v", err)
		}
	})
	p.lives++
	if err := p.Sockets.WaitHellos(within(t), p.lives); err != nil {
		t.Fatal("not connected:", err)
	}
}

// idle waits until all news are told and no note is left.
func (p *printing) idle(t *testing.T) {
	t.Helper()
	for ctx := within(t); ; time.Sleep(2 * time.Millisecond) {
		items, _, err := p.press.News(ctx)
		notes, errNotes := p.bot.memory.Store.Notes.Len()
		_, marked, errMark := p.bot.memory.Store.Marks.Get(newsMark)
		if err == nil && errNotes == nil && errMark == nil && len(items) == 0 && notes == 0 && !marked {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("%d news and %d notes are left, marked %v; %v %v %v", len(items), notes, marked, err, errNotes, errMark)
		}
	}
}

// told returns what was posted to all since the first n posts: where, and its
// text, in the order of the places, for a bot that starts anew may tell some of
// it later. threads names the threads.
func (p *printing) told(n int, threads map[string]string) string {
	var out []string
	for _, post := range p.Channels.Posts()[n:] {
		if !post.Ephemeral {
			out = append(out, fmt.Sprintf("# %s %s\n%s\n", post.Channel, threads[post.ThreadTS], post.Text))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

// ask asks aloud and returns the thread.
func (p *printing) ask(t *testing.T, m fakeslack.Message) string {
	t.Helper()
	before := len(p.Channels.Posts())
	if strings.HasPrefix(m.Channel, "D") {
		must[fakeslack.Sent](t)(p.People.DirectMessage(m))
	} else {
		m.Text = "<@" + fakeslack.BotUser + "> " + m.Text
		m.TS = ""
		sent := must[fakeslack.Sent](t)(p.People.Mention(m))
		if m.ThreadTS == "" {
			m.ThreadTS = sent.TS
		}
	}
	if _, err := p.Channels.WaitPosts(within(t), before+1); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "end of the delivery", func() bool {
		left, err := p.bot.memory.Store.Deliveries.Unsettled()
		return err == nil && len(left) == 0
	})
	return m.ThreadTS
}

// command types a command and returns what is said to it.
func (p *printing) command(t *testing.T, channel, user, text string) string {
	t.Helper()
	before := len(p.Channels.Posts())
	must[fakeslack.Sent](t)(p.People.Slash(channel, user, text))
	posts, err := p.Channels.WaitPosts(within(t), before+1)
	if err != nil {
		t.Fatal(err)
	}
	return posts[before].Text
}

// TestNewsHistory lives through ten releases. What is told, and where, stands in
// testdata/news/history.golden: each thing once. The bot starts anew at every
// other step.
func TestNewsHistory(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	all := steps(t)
	p.press.Publish(t, all[0]...)
	p.start(t)
	p.Users.SetLocale("U2", "en-GB")
	for _, c := range [][3]string{{"C1", "U1", "subscribe 云杉软件园"}, {"C2", "U2", "subscribe 总投资"}, {"D3", "U3", "订阅"}, {"C4", "U1", "订阅 云杉体育馆"}} {
		p.command(t, c[0], c[1], c[2])
	}
	park := p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
	p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "总投资呢？", ThreadTS: park})
	tunnel := p.ask(t, fakeslack.Message{Channel: "C2", User: "U2", Text: "青峦隧道总投资多少？"})
	p.ask(t, fakeslack.Message{Channel: "D3", User: "U3", Text: "云杉软件园总投资多少"})
	p.command(t, "C5", "U1", "云杉软件园入驻企业多少家？") // in private: told to nobody
	threads := map[string]string{park: "park", tunnel: "tunnel"}
	var out strings.Builder
	for i, files := range all[1:] {
		before := len(p.Channels.Posts())
		n := p.press.Publish(t, files...)
		if i%2 == 0 {
			p.start(t)
		}
		p.idle(t)
		fmt.Fprintf(&out, "== step %d: %d news\n%s", i+1, n, p.told(before, threads))
		if i+1 == 4 {
			threads[p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "2023年临溪港集装箱吞吐量是多少？"})] = "port-2023"
			threads[p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "临溪港集装箱吞吐量多少？"})] = "port"
		}
	}
	golden.File(t, filepath.Join("testdata", "news", "history.golden"), out.String())
}
