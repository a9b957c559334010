package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/localslack"
	"beilun/internal/needs"
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
var localTalks = []string{"foreign.jsonl", "talks.jsonl"}

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
	a := answer.New(x, answer.Options{Today: func() knowledge.Date {
		return knowledge.Date{Year: talkDay.Year(), Month: int(talkDay.Month()), Day: talkDay.Day()}
	}})
	b := New(localslack.BotToken, localslack.AppToken, a, bookshelf{x}, Options{
		APIURL: s.URL(), State: s.state, Speed: 20, Logger: slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelWarn})),
		District: func() string { return x.District().Name },
		Now:      func() time.Time { return talkDay.Add(time.Since(s.start)) },
	})
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
	exchange
	channel string
	thread  string
}

// hold does what a person does in one turn, waits until the bot has done with it, and
// returns what is wrong with what it posted.
func (s *localStage) hold(ctx context.Context, p *localPlace, said turn) (faults []string, err error) {
	ctx, cancel := context.WithTimeout(ctx, localTime)
	defer cancel()
	before, err := s.Posted(ctx, p.channel)
	if err != nil {
		return nil, err
	}
	text := closeMentions(strings.NewReplacer("@beilun", "<@"+localslack.BotUser+">", "@U", "<@U").Replace(said.Text))
	command, isCommand := strings.CutPrefix(said.Text, "/beilun")
	switch {
	case said.Text == "[share]":
		err = s.share(ctx, before, said.User)
	case isCommand:
		err = s.Command(ctx, p.channel, said.User, "/beilun", strings.TrimSpace(command))
	default:
		var ts string
		ts, err = s.Say(ctx, p.channel, p.thread, said.User, text)
		if p.Place != "dm" && p.thread == "" {
			p.thread = ts
		}
	}
	if err != nil {
		return nil, err
	}
	posted, err := s.settled(ctx, p, len(before), strings.Contains(said.Kind, "silent"))
	if err != nil {
		return nil, err
	}
	var posts []fakeslack.Post
	for _, m := range posted[len(before):] {
		if said.Text == "[share]" && m.Ephemeral != "" {
			continue // that it was shared
		}
		posts = append(posts, fakeslack.Post{Text: m.Text, Blocks: m.Blocks})
		if m.Thread != p.thread && m.Ephemeral == "" {
			faults = append(faults, fmt.Sprintf("posted in thread %q, want %q", m.Thread, p.thread))
		}
	}
	if len(posts) > 1 {
		faults = append(faults, fmt.Sprintf("%d posts, want one", len(posts)))
	}
	faults = append(faults, judge(said.Kind, said.Want, said.Not, posts)...)
	for i, f := range faults {
		faults[i] = fmt.Sprintf("%q: %s; posted:\n%s", said.Text, f, shownOf(posts))
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

// TestLocalSlack has the conversations in a Slack that others wrote, too: the answers
// are the same as in internal/fakeslack, none is lost and none comes twice.
func TestLocalSlack(t *testing.T) {
	t.Parallel()
	program := needs.LocalSlack(t)
	extra := &localPlace{channel: "CEXTRA"}
	w := localslack.Workspace{People: []string{"U1", "U2", "U3"}, Channels: []string{extra.channel}, Directs: map[string]string{}}
	places := map[string]*localPlace{} // by name
	for _, file := range localTalks {
		for _, x := range exchangesIn(t, filepath.Join("testdata", "talks", file)) {
			p := &localPlace{exchange: x, channel: fmt.Sprint("C", len(places)+1)}
			places[file+"/"+x.ID] = p
			if x.Place == "dm" {
				p.channel = fmt.Sprint("D", len(places))
				w.Directs[p.channel] = x.Turns[0].User
			} else {
				w.Channels = append(w.Channels, p.channel)
			}
			for _, said := range x.Turns {
				if !slices.Contains(w.People, said.User) {
					w.People = append(w.People, said.User)
				}
			}
		}
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
	t.Run("talks", func(t *testing.T) { // returns when all have ended
		for name, p := range places {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				for _, said := range p.Turns {
					s.turn(t, p, said)
				}
			})
		}
	})
	s.clicks(t, extra)
	if err := stop(); err != nil {
		t.Error("Run:", err)
	}
	before := s.count(t, places)
	s.run(t)
	s.turn(t, extra, turn{User: "U1", Text: "@beilun 2023年呢？", Kind: "answer", Want: []string{"13.24亿吨"}})
	if after := s.count(t, places); after != before {
		t.Errorf("%d posts after a restart, want %d: it answers again", after, before)
	}
	s.refused(t)
}

// turn does one turn and reports its faults.
func (s *localStage) turn(t *testing.T, p *localPlace, said turn) {
	t.Helper()
	faults, err := s.hold(t.Context(), p, said)
	if err != nil {
		t.Fatalf("%q: %v", said.Text, err)
	}
	if said.Known != "" {
		return
	}
	for _, f := range faults {
		t.Error(f)
	}
}

// clicks does in a thread what is more than to write: a question is corrected and
// answered in its place, a chart is asked for twice and posted once, an answer is
// judged, and Home is opened.
func (s *localStage) clicks(t *testing.T, p *localPlace) {
	t.Helper()
	ctx := t.Context()
	s.turn(t, p, turn{User: "U1", Text: "@beilun 吉利新能源汽车总部建筑面积多少？", Kind: "answer", Want: []string{"4.6万平方米"}})
	corrected := "<@" + localslack.BotUser + "> 宁波舟山港货物吞吐量是多少？"
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
	var anew localslack.Message
	for limit := within(t); !strings.Contains(anew.Text, "14亿吨"); time.Sleep(10 * time.Millisecond) {
		if limit.Err() != nil {
			t.Fatalf("the corrected question is answered with %q", anew.Text)
		}
		anew = posted(2)[0]
	}
	must(s.Press(ctx, anew, "U2", message.ChartAction))
	if chart := posted(3)[2]; chart.Thread != p.thread || !strings.Contains(chart.Text, "13.24亿吨") {
		t.Errorf("the chart is %+v", chart)
	}
	must(s.Press(ctx, anew, "U3", message.ChartAction))
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
func (s *localStage) count(t *testing.T, places map[string]*localPlace) (n int) {
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
