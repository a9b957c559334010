package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/knowledge"
)

// parrot answers every question with a claim that repeats it, except for the
// questions that try the bot out.
type parrot struct {
	mu    sync.Mutex
	asked []string
	slow  chan struct{} // "slow" waits for it
}

func (p *parrot) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	if before != nil && q == "呢" {
		q = before.Topic + q
	}
	p.mu.Lock()
	p.asked = append(p.asked, q)
	p.mu.Unlock()
	switch q {
	case "panic":
		panic("as asked")
	case "error":
		return nil, errors.New("as asked")
	case "unknown":
		return &answer.Answer{Question: q, Reason: answer.NotStated}, nil
	case "slow":
		select {
		case <-p.slow:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	a := claim("答："+q+"是4.4亿元。", "4.4亿元")
	a.Question, a.Topic, a.Plain = q, q, true
	return a, nil
}

// times returns how often it was asked.
func (p *parrot) times() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.asked)
}

// claim makes an answer of one sentence that says figure.
func claim(text, figure string) *answer.Answer {
	at := strings.Index(text, figure)
	span := knowledge.Span{Start: at, End: at + len(figure)}
	f := knowledge.Figure{Span: span, Quote: span, Text: figure, Kind: knowledge.Money}
	whole := knowledge.Span{End: len(text)}
	hit := index.Hit{Passage: index.Passage{
		ID: "a.md#1", Text: text, Sentences: []knowledge.Span{whole}, Figures: []knowledge.Figure{f},
		Release: index.Release{ID: "a.md", Title: "通报", Source: "管委会", URL: "https://example.com/a", Date: knowledge.Date{Year: 2024, Month: 9, Day: 29}},
	}}
	return &answer.Answer{Claim: &answer.Claim{Hit: hit, Sentence: whole, Span: span, Text: figure, Figure: &f}}
}

type shelf struct {
	mu       sync.Mutex
	reindexs int
}

func (s *shelf) Releases() []index.Release {
	return []index.Release{{ID: "a.md", Title: "通报", Source: "管委会"}}
}

func (s *shelf) Reindex(context.Context) (*index.Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reindexs++
	return &index.Changes{New: []string{"b.md"}, Refused: []index.Refusal{{ID: "c.pdf", Err: errors.New("cannot be read")}}}, nil
}

func (s *shelf) Accept(context.Context) (*index.Changes, error) {
	return &index.Changes{Gone: []string{"d.pdf"}, Refused: []index.Refusal{{ID: "accepted", Err: errors.New("cannot be read")}}}, nil
}

// Figures returns 12 entries of one figure each, the second with a history, and
// none of 火星.
func (s *shelf) Figures(_ context.Context, of string) ([]index.Entry, error) {
	if of == "火星" {
		return nil, nil
	}
	var out []index.Entry
	row := func(text, date string) index.Row {
		f := &knowledge.Figure{Text: text, Kind: knowledge.Money, Value: big.NewRat(int64(len(text)), 1), Binding: knowledge.Binding{Subject: "滨海园", Metric: "总投资", Words: []string{"投资"}}}
		d, err := knowledge.ParseDate(date)
		if err != nil {
			panic(err)
		}
		return index.Row{Passage: index.Passage{ID: date + "#1", Release: index.Release{ID: date, Source: "管委会", Date: d}}, Figure: f}
	}
	for i := range 12 {
		out = append(out, index.Entry{Subject: "滨海园", Metric: "总投资", Rows: []index.Row{row(fmt.Sprintf("%d亿元", i+1), "2024-09-29")}})
	}
	out[1].Rows = append(out[1].Rows, row("1800万元", "2023-01-05"))
	return out, nil
}

type stage struct {
	*fakeslack.Server
	parrot *parrot
	shelf  *shelf
	bot    *Bot
	stop   func() error
}

// start runs a bot against a fake Slack until the test ends.
func start(t *testing.T, opts Options) *stage {
	t.Helper()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return startOn(t, srv, opts)
}

// startOn runs a bot against a fake Slack, and closes both at the end.
func startOn(t *testing.T, srv *fakeslack.Server, opts Options) *stage {
	t.Helper()
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Errorf("close fake Slack: %v", err)
		}
	})
	return startShared(t, srv, opts)
}

// startShared runs a bot against a fake Slack that others use, too.
func startShared(t *testing.T, srv *fakeslack.Server, opts Options) *stage {
	t.Helper()
	s := &stage{Server: srv, parrot: &parrot{slow: make(chan struct{})}, shelf: &shelf{}}
	opts.APIURL = srv.URL()
	if opts.Speed == 0 {
		opts.Speed = 20
	}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	opts.Admins = []string{"UADMIN"}
	s.bot = New(fakeslack.BotToken, fakeslack.AppToken, s.parrot, s.shelf, opts)
	s.run(t)
	return s
}

// run runs the bot until the test ends.
func (s *stage) run(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.bot.Run(ctx) }()
	s.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	if err := s.Sockets.WaitConnected(within(t)); err != nil {
		t.Fatal("not connected:", err)
	}
}

// untilAsked waits until a question is being answered.
func (s *stage) untilAsked(t *testing.T) {
	t.Helper()
	for ctx := within(t); s.parrot.times() == 0; time.Sleep(time.Millisecond) {
		if ctx.Err() != nil {
			t.Fatal("nothing is asked")
		}
	}
}

func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// posts waits for n posts and a moment more, in which no other may come.
func (s *stage) posts(t *testing.T, n int) []fakeslack.Post {
	t.Helper()
	posts, err := s.Channels.WaitPosts(within(t), n)
	if err != nil {
		t.Fatalf("%d posts, want %d: %v", len(posts), n, err)
	}
	time.Sleep(50 * time.Millisecond)
	if posts = s.Channels.Posts(); len(posts) != n {
		t.Fatalf("%d posts, want %d: %+v", len(posts), n, posts)
	}
	return posts
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestSurfaces(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)

	m := sent(s.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + ">总部投资 &amp; <https://e.x|产值>"}))
	p := s.posts(t, 1)[0]
	if p.ThreadTS != m.TS || p.Channel != "C1" || p.Unfurl || p.Ephemeral {
		t.Errorf("mention answered with %+v", p)
	}
	for _, want := range []string{"4.4亿元", "总部投资 &amp; 产值", "管委会", "2024-09-29", "https://example.com/a"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("text %q lacks %q", p.Text, want)
		}
	}
	sent(s.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 再问", ThreadTS: m.TS}))
	if p := s.posts(t, 2)[1]; p.ThreadTS != m.TS {
		t.Errorf("in a thread answered with %+v", p)
	}
	sent(s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "私下问"}))
	if p := s.posts(t, 3)[2]; p.Channel != "D1" || p.ThreadTS != "" || !strings.Contains(p.Text, "私下问") {
		t.Errorf("direct message answered with %+v", p)
	}
	sent(s.People.Slash("C1", "U1", "悄悄问"))
	p = s.posts(t, 4)[3]
	if !p.Ephemeral || p.Method != "response_url" || !strings.Contains(string(p.Blocks), message.ShareAction) {
		t.Errorf("slash command answered with %+v", p)
	}
	for id, took := range s.Deliveries.Acks() {
		if took > time.Second { // Slack waits three
			t.Errorf("acknowledged %s after %v", id, took)
		}
	}
}

func TestHelpAndSilence(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	sent(s.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: " <@" + fakeslack.BotUser + "> "}))
	sent(s.People.Slash("C1", "U1", " 帮助 "))
	for _, p := range s.posts(t, 2) {
		if !strings.Contains(p.Text, "/beilun 帮助") {
			t.Errorf("help is %q", p.Text)
		}
	}
	for _, m := range []fakeslack.Message{
		{User: "U1", Text: "other bot", Extra: map[string]any{"bot_id": "B2"}},
		{User: fakeslack.BotUser, Text: "itself"},
		{User: "U1", Text: "edited", Extra: map[string]any{"subtype": "message_changed"}},
		{User: "", Text: "nobody"},
	} {
		m.Channel = "D1"
		sent(s.People.DirectMessage(m))
	}
	sent(s.People.Unknown())
	if err := s.Deliveries.WaitAcks(within(t), 7); err != nil {
		t.Errorf("%d envelopes acknowledged: %v", len(s.Deliveries.Acks()), err)
	}
	s.posts(t, 2)
}

func TestOnce(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	m := fakeslack.Message{Channel: "C1", User: "U1", Text: "一次"}
	first := must[fakeslack.Sent](t)(s.People.Mention(m))
	s.posts(t, 1)
	for range 3 {
		if err := s.People.Redeliver("app_mention", m, first); err != nil {
			t.Fatal(err)
		}
	}
	other := first
	other.EventID = "EvOther" // the message event of the same mention
	if err := s.People.Redeliver("app_mention", m, other); err != nil {
		t.Fatal(err)
	}
	if err := s.Deliveries.WaitAcks(within(t), 5); err != nil {
		t.Error("not all acknowledged:", err)
	}
	s.posts(t, 1)
}

func TestTrouble(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	for i, q := range []string{"panic", "error", "unknown"} {
		must[fakeslack.Sent](t)(s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: q}))
		want := message.WordsOf(true).Delivery.Failed
		if q == "unknown" {
			want = message.WordsOf(false).Answer.NotSaid
		}
		if p := s.posts(t, i+1)[i]; !strings.Contains(p.Text, want) {
			t.Errorf("%s answered with %q", q, p.Text)
		}
	}
}

func TestCommands(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	for i, tt := range []struct{ user, text, want string }{
		{"U1", "reindex", message.WordsOf(false).UI.NotAdmin},
		{"UADMIN", "reindex", "c.pdf"},
		{"U1", "reindex confirm", message.WordsOf(false).UI.NotAdmin},
		{"UADMIN", "重新读取 确认", "accepted"},
		{"U1", "releases", "管委会"},
	} {
		sent(s.People.Slash("C1", tt.user, tt.text))
		if p := s.posts(t, i+1)[i]; !strings.Contains(p.Text, tt.want) || !p.Ephemeral {
			t.Errorf("%s: %+v, want %q", tt.text, p, tt.want)
		}
	}
	s.shelf.mu.Lock()
	defer s.shelf.mu.Unlock()
	if s.shelf.reindexs != 1 {
		t.Errorf("reindexed %d times, want once", s.shelf.reindexs)
	}
}

// TestLeaning leans on what was asked before, by the same person in the same
// thread only.
func TestLeaning(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	first := sent(s.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 园区"}))
	s.posts(t, 1)
	for i, m := range []struct {
		message fakeslack.Message
		want    string
	}{
		{fakeslack.Message{Channel: "C1", User: "U1", ThreadTS: first.TS}, "答：园区呢是"},
		{fakeslack.Message{Channel: "C1", User: "U2", ThreadTS: first.TS}, "答：园区呢呢是"},
		{fakeslack.Message{Channel: "C1", User: "U1"}, "答：呢是"},
	} {
		m.message.Text = "<@" + fakeslack.BotUser + "> 呢"
		sent(s.People.Mention(m.message))
		if p := s.posts(t, i+2)[i+1]; !strings.Contains(p.Text, m.want) {
			t.Errorf("%+v: %q, want %q", m.message, p.Text, m.want)
		}
	}
}

func TestShare(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	sent(s.People.Slash("C1", "U1", "分享我"))
	blocks := string(s.posts(t, 1)[0].Blocks)
	value := valueOf(t, blocks, message.ShareAction)
	sent(s.People.Click("C1", "U1", message.ShareAction, value))
	posts := s.posts(t, 3)
	if p := posts[1]; p.Method != "chat.postMessage" || p.Channel != "C1" || !strings.Contains(p.Text, "<@U1>") || !strings.Contains(p.Text, "分享我") {
		t.Errorf("shared as %+v", p)
	}
	sent(s.People.Click("C1", "U1", message.ShareAction, value))
	if p := s.posts(t, 4)[3]; !strings.Contains(p.Text, message.WordsOf(false).UI.SharedBefore) || !p.Ephemeral {
		t.Errorf("second click: %+v", p)
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	const n = 200
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			if _, err := s.People.Mention(fakeslack.Message{Channel: fmt.Sprint("C", i%20), User: fmt.Sprint("U", i%20), Text: fmt.Sprintf("问题%d号", i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	answered := map[string]int{}
	ctx := within(t)
	for len(answered) < n && ctx.Err() == nil {
		clear(answered)
		for _, p := range s.Channels.Posts() {
			if !p.Ephemeral { // else told how many are before
				answered[p.ThreadTS]++
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	for ts, times := range answered {
		if times != 1 {
			t.Errorf("%s answered %d times", ts, times)
		}
	}
	if len(answered) != n {
		t.Errorf("%d questions answered, want %d", len(answered), n)
	}
}

func TestQueueFull(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Workers: 1, Queue: 1})
	sent := must[fakeslack.Sent](t)
	slow := fakeslack.Message{Channel: "D1", User: "U1", Text: "slow"}
	sent(s.People.DirectMessage(slow))
	s.untilAsked(t)
	for range 3 {
		sent(s.People.DirectMessage(slow))
	}
	if err := s.Deliveries.WaitAcks(within(t), 4); err != nil {
		t.Error("not all acknowledged:", err)
	}
	busy := message.WordsOf(true).Delivery.Busy
	// One is being answered, one waits, two are too many.
	waitFor(t, "word about both", func() bool { return refused(s.Channels.Posts(), busy) == 2 })
	close(s.parrot.slow)
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	if n := public(s.Channels.Posts()); n != 2 {
		t.Errorf("%d answers: what was queued is finished", n)
	}
}

// refused sums up how many questions the posts say were not taken. The format is that
// of the sentence.
func refused(posts []fakeslack.Post, format string) (sum int) {
	for _, p := range posts {
		var n int
		if _, err := fmt.Sscanf(p.Text, format, &n); err == nil && p.Ephemeral {
			sum += n
		}
	}
	return sum
}

func TestReconnect(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	for range 3 {
		s.Sockets.Disconnect("refresh_requested")
	}
	ctx := within(t)
	for s.Sockets.Opens() < 2 && ctx.Err() == nil {
		time.Sleep(20 * time.Millisecond)
	}
	// The one at the start, and one for all that were asked for at once.
	if n := s.Sockets.Opens(); n > 3 {
		t.Errorf("connections opened %d times", n)
	}
	for ctx.Err() == nil { // until the new socket is up
		if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "还在吗"}); err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if _, err := s.Channels.WaitPosts(ctx, 1); err != nil {
		t.Error("no answer after reconnecting:", err)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	for _, tt := range []struct{ bot, app, want string }{
		{"xoxb-wrong", fakeslack.AppToken, "SLACK_BOT_TOKEN"},
		{fakeslack.AppToken, fakeslack.AppToken, "SLACK_BOT_TOKEN"},
		{fakeslack.BotToken, "xapp-wrong", "SLACK_APP_TOKEN"},
		{fakeslack.BotToken, fakeslack.BotToken, "SLACK_APP_TOKEN"},
	} {
		err := New(tt.bot, tt.app, &parrot{}, &shelf{}, Options{APIURL: srv.URL()}).Run(within(t))
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "api.slack.com") {
			t.Errorf("with %s and %s: %v", tt.bot, tt.app, err)
		}
		if err != nil && (strings.Contains(err.Error(), "wrong") || strings.Contains(err.Error(), "fake-")) {
			t.Errorf("the error holds a token: %v", err)
		}
	}
}
