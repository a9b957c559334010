package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/talktest"
	"beilun/index/answer"
	"beilun/internal/localslack"
	"beilun/internal/state"
	"beilun/knowledge"
)

// Limits in time of a turn in local-slack, where other conversations are held at the
// same time.
const (
	localTime = time.Minute     // to be answered
	localCalm = 3 * time.Second // for a post, when nothing that was delivered is left to do
	localRest = 100 * time.Millisecond
)

// localTalks are the files of conversations that are held in local-slack.
var localTalks = []string{"foreign.jsonl"}

// localProgram returns the path of local-slack, or skips the test. Where the Node
// packages were installed for the tests, it must be among them.
func localProgram(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("BEILUN_NODE_MODULES")
	if dir == "" {
		t.Skip("needs local-slack: set BEILUN_NODE_MODULES to a node_modules folder with the packages of internal/fakeslack/testdata/node/package.json")
	}
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skipf("local-slack is not there for %s on %s", runtime.GOOS, runtime.GOARCH)
	}
	program := filepath.Join(dir, "local-slack-linux-x64", "bin", "local-slack")
	if _, err := os.Stat(program); errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("BEILUN_NODE_MODULES has no local-slack: npm install in its folder again: %v", err)
	}
	return program
}

// localStage is the bot over the built-in releases in local-slack.
type localStage struct {
	*localslack.Server
	state *state.Store
	start time.Time // by the wall clock, when the clock of the bot began
	log   bytes.Buffer
}

// run runs a bot until stop is called, which reports what Run returned.
func (s *localStage) run(t *testing.T) (stop func() error) {
	t.Helper()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	day := knowledge.Date{Year: 2026, Month: 11, Day: 29}
	a := answer.New(x, answer.Options{Today: func() knowledge.Date { return day }})
	b := New(localslack.BotToken, localslack.AppToken, a, bookshelf{x}, Options{
		APIURL: s.URL(), State: s.state, Speed: 20, Logger: slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelWarn})),
		District: func() string { return x.District().Name },
	})
	b.now = func() time.Time {
		return time.Date(day.Year, time.Month(day.Month), day.Day, 10, 0, 0, 0, time.Local).Add(time.Since(s.start))
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
		if t.Failed() {
			t.Log("the bot logged:\n", s.log.String())
		}
	})
	for limit := within(t); !b.socket.Health().Connected; time.Sleep(5 * time.Millisecond) {
		if limit.Err() != nil {
			t.Fatalf("not connected; local-slack printed:\n%s", s.Output())
		}
	}
	return stop
}

// localPlace is where a conversation is held: the channel and its thread.
type localPlace struct {
	talk    talktest.Talk
	channel string
	thread  string
}

// play holds conversations in local-slack, all at the same time.
func (s *localStage) play(t *testing.T, places []*localPlace) {
	t.Helper()
	var all sync.WaitGroup
	for _, p := range places {
		all.Go(func() {
			for i, turn := range p.talk.Turns {
				s.hold(t, p, fmt.Sprintf("%s, turn %d, %s", p.talk.ID, i+1, turn.Text), turn)
			}
		})
	}
	all.Wait()
}

// person matches the mention of a person in a conversation.
var person = regexp.MustCompile(`@(U\d+)`)

// turn does what a person does in one turn, and waits until the bot has done with it.
func (s *localStage) turn(ctx context.Context, p *localPlace, turn talktest.Turn) (faults []string, err error) {
	ctx, cancel := context.WithTimeout(ctx, localTime)
	defer cancel()
	before, err := s.Posted(ctx, p.channel)
	if err != nil {
		return nil, err
	}
	text := strings.ReplaceAll(turn.Text, "@beilun", "<@"+localslack.BotUser+">")
	text = person.ReplaceAllString(text, "<@$1>")
	command, isCommand := strings.CutPrefix(text, "/beilun")
	switch {
	case turn.Text == talktest.Share:
		err = s.share(ctx, before, turn.User)
	case isCommand:
		err = s.Command(ctx, p.channel, turn.User, "/beilun", strings.TrimSpace(command))
	default:
		var ts string
		ts, err = s.Say(ctx, p.channel, p.thread, turn.User, text)
		if p.talk.Place == talktest.Channel && p.thread == "" {
			p.thread = ts
		}
	}
	if err != nil {
		return nil, err
	}
	posted, err := s.settled(ctx, p, len(before), turn.Kind == talktest.Silent || turn.Kind == talktest.ShortOrSilent)
	if err != nil {
		return nil, err
	}
	var posts []talktest.Post
	for _, m := range posted[len(before):] {
		if turn.Text == talktest.Share && m.Ephemeral != "" {
			continue // that it was shared
		}
		posts = append(posts, talktest.Post{Text: m.Text, Blocks: m.Blocks})
		if m.Thread != p.thread && m.Ephemeral == "" {
			faults = append(faults, fmt.Sprintf("posted in thread %q, want %q", m.Thread, p.thread))
		}
	}
	if len(posts) > 1 {
		faults = append(faults, fmt.Sprintf("%d posts, want one", len(posts)))
	}
	faults = append(faults, turn.Check(posts...)...)
	if len(faults) > 0 {
		for _, m := range posts {
			faults = append(faults, "it got: "+m.Text)
		}
	}
	return faults, nil
}

// share presses the share button of the last private message.
func (s *localStage) share(ctx context.Context, posted []localslack.Message, user string) error {
	for i := len(posted) - 1; i >= 0; i-- {
		if posted[i].Ephemeral == user {
			return s.Press(ctx, posted[i], user, message.ShareAction)
		}
	}
	return errors.New("there is no private message to share")
}

// settled waits until nothing that was delivered is left to do, and a moment more for
// what may come twice. It returns what the bot has posted in the channel: more than n
// messages, unless it has been silent for a while.
func (s *localStage) settled(ctx context.Context, p *localPlace, n int, maySilent bool) ([]localslack.Message, error) {
	var calm time.Time // when the wait for nothing more began
	for {
		left, err := s.state.Deliveries.Unsettled()
		if err != nil {
			return nil, err
		}
		posted, err := s.Posted(ctx, p.channel)
		switch {
		case err != nil:
			return nil, err
		case len(posted) < n: // a message that one person sees may be replaced, and none is deleted
			return nil, fmt.Errorf("%d posts where %d were", len(posted), n)
		case !othersOnly(left, p.channel):
			calm = time.Time{}
		case calm.IsZero():
			calm = time.Now()
		}
		rest := localCalm // a command is done before it is answered
		if len(posted) > n || maySilent {
			rest = localRest
		}
		if !calm.IsZero() && time.Since(calm) > rest {
			return posted, nil
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%d deliveries are left: %w", len(left), ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// othersOnly reports whether all deliveries are of other channels.
func othersOnly(left []state.Delivery, channel string) bool {
	for _, d := range left {
		if strings.Contains(string(d.Payload), `"`+channel+`"`) {
			return false
		}
	}
	return true
}

// TestLocalSlack holds the conversations in a Slack that others wrote: the answers are
// the same as in internal/fakeslack, none is lost and none comes twice.
func TestLocalSlack(t *testing.T) {
	t.Parallel()
	program := localProgram(t)
	w := localslack.Workspace{People: []string{"U1", "U2", "U3"}, Channels: []string{"CEXTRA"}, Directs: map[string]string{}}
	var places []*localPlace
	for i, talk := range readTalks(t, localTalks) {
		p := &localPlace{talk: talk, channel: fmt.Sprint("C", i+1)}
		if talk.Place == talktest.Direct {
			p.channel = fmt.Sprint("D", i+1)
			w.Directs[p.channel] = talk.Turns[0].User
		} else {
			w.Channels = append(w.Channels, p.channel)
		}
		for _, turn := range talk.Turns {
			if !slices.Contains(w.People, turn.User) {
				w.People = append(w.People, turn.User)
			}
		}
		places = append(places, p)
	}
	srv, err := localslack.Start(t.Context(), program, w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	st, err := state.Temporary(state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() }) // it is removed
	s := &localStage{Server: srv, state: st, start: time.Now()}
	stop := s.run(t)
	s.play(t, places)
	extra := &localPlace{channel: "CEXTRA", talk: talktest.Talk{ID: "extra", Place: talktest.Channel}}
	s.clicks(t, extra)
	if err := stop(); err != nil {
		t.Error("Run:", err)
	}
	before := s.count(t, places)
	s.run(t)
	s.hold(t, extra, "after a restart", talktest.Turn{User: "U1", Text: "@beilun 建筑面积呢？", Kind: talktest.Answer, Want: []string{"4.6万平方米"}})
	if after := s.count(t, places); after != before {
		t.Errorf("%d posts after a restart, want %d: it answers again", after, before)
	}
	s.refused(t)
}

// readTalks reads files of conversations.
func readTalks(t *testing.T, names []string) (out []talktest.Talk) {
	t.Helper()
	for _, name := range names {
		f, err := os.Open(filepath.Join("testdata", "talks", name))
		if err != nil {
			t.Fatal(err)
		}
		talks, err := talktest.Read(f)
		_ = f.Close() // it was only read
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, talks...)
	}
	return out
}

// hold does one turn and reports its faults.
func (s *localStage) hold(t *testing.T, p *localPlace, name string, turn talktest.Turn) {
	t.Helper()
	faults, err := s.turn(t.Context(), p, turn)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, f := range faults {
		t.Errorf("%s: %s", name, f)
	}
}

// clicks does in a thread what is more than to write: a question is corrected and
// answered in its place, a chart is asked for twice and posted once, an answer is
// judged, and Home is opened.
func (s *localStage) clicks(t *testing.T, p *localPlace) {
	t.Helper()
	ctx := t.Context()
	s.hold(t, p, "before the edit", talktest.Turn{User: "U1", Text: "@beilun 吉利新能源汽车总部建筑面积多少？", Kind: talktest.Answer, Want: []string{"4.6万平方米"}})
	corrected := "<@" + localslack.BotUser + "> 吉利新能源汽车总部总投资多少？"
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	posted := func(n int) []localslack.Message {
		t.Helper()
		out, err := s.settled(ctx, p, n-1, false)
		must(err)
		if len(out) != n {
			t.Fatalf("%d posts, want %d; the last: %s", len(out), n, out[len(out)-1].Text)
		}
		return out
	}
	must(s.Edit(ctx, p.channel, p.thread, "U1", corrected))
	offer := posted(2)[1]
	if offer.Ephemeral != "U1" {
		t.Errorf("an edit is answered with %+v", offer)
	}
	must(s.Press(ctx, offer, "U1", message.ReplaceAction))
	var answer localslack.Message
	for limit := within(t); !strings.Contains(answer.Text, "4.4亿元"); time.Sleep(10 * time.Millisecond) {
		if limit.Err() != nil {
			t.Fatalf("the corrected question is answered with %q", answer.Text)
		}
		answer = posted(2)[0]
	}
	must(s.Press(ctx, answer, "U2", message.ChartAction))
	if chart := posted(3)[2]; chart.Thread != p.thread || !strings.Contains(chart.Text, "3.6亿元") {
		t.Errorf("the chart is %+v", chart)
	}
	must(s.Press(ctx, answer, "U3", message.ChartAction))
	if again := posted(4)[3]; again.Ephemeral != "U3" && again.Text != message.WordsOf(false).UI.ChartShown {
		t.Errorf("a second chart: %+v", again)
	}
	must(s.OpenHome(ctx, "U1"))
	for limit := within(t); !s.called(t, "views.publish"); time.Sleep(10 * time.Millisecond) {
		if limit.Err() != nil {
			t.Fatal("Home is empty")
		}
	}
}

// count returns how much the bot has posted in some conversations.
func (s *localStage) count(t *testing.T, places []*localPlace) (n int) {
	t.Helper()
	for _, p := range places {
		posted, err := s.Posted(t.Context(), p.channel)
		if err != nil {
			t.Fatal(err)
		}
		n += len(posted)
	}
	return n
}

// called reports whether the bot has called a method of the Web API.
func (s *localStage) called(t *testing.T, method string) bool {
	t.Helper()
	log, err := s.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(log, func(e localslack.Entry) bool { return e.Kind == "web_api" && e.Summary == method })
}

// refused reports each call that local-slack knows and has refused.
func (s *localStage) refused(t *testing.T) {
	t.Helper()
	log, err := s.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range log {
		if e.Direction == "internal" && !strings.Contains(e.Summary, "no socket connection") {
			t.Errorf("refused: %+v", e)
		}
	}
}
