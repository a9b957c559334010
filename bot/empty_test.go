package bot

import (
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
)

// TestNoReleases asks, greets and opens Home where the folder has no release yet: each
// says so, what to do, and offers no question that has no answer.
func TestNoReleases(t *testing.T) {
	t.Parallel()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{Server: srv}
	t.Cleanup(func() { _ = srv.Close() })
	b := New(fakeslack.BotToken, fakeslack.AppToken, answer.New(x, answer.Options{}), bookshelf{x}, Options{APIURL: srv.URL(), Speed: 20})
	for _, english := range []bool{false, true} {
		none := message.WordsOf(english).UI.NoReleases
		questions := []string{message.FallbackAsk, "总投资多少？建筑面积多少？", "港口吞吐量和去年比呢"}
		if english {
			questions = []string{"How much is the total investment?"}
		}
		for _, q := range questions {
			a, err := b.answerer.Follow(t.Context(), q, nil)
			if err != nil {
				t.Fatal(err)
			}
			r := message.NewReply(a, english)
			if a.Reason != answer.NoReleases || a.Parts != nil || r.Lead != none || len(r.Suggestions) > 0 {
				t.Errorf("%s: %s, %+v", q, a.Reason, r)
			}
		}
		for what, m := range map[string]message.Message{
			"the greeting": b.host.hello(t.Context(), message.WordsOf(english)), "the help": b.host.help(t.Context(), english),
			"the greeting of a channel": b.host.toChannel(t.Context(), message.WordsOf(english)),
		} {
			if !strings.Contains(m.Text, none) || strings.Contains(m.Text, message.WordsOf(english).UI.Label(message.FallbackAsk)) {
				t.Errorf("%s: %s", what, m.Text)
			}
		}
	}
	if a, err := b.answerer.Follow(t.Context(), strings.Repeat("长", answer.MaxQuestion+1), nil); err != nil || a.Reason != answer.NoReleases {
		t.Errorf("too long: %+v, %v", a, err)
	}
	s.bot = b
	s.run(t)
	must[fakeslack.Sent](t)(srv.People.OpenHome("U1", "home"))
	for ctx := within(t); ; time.Sleep(time.Millisecond) {
		if _, ok := srv.Screens.Home("U1"); ok || ctx.Err() != nil {
			break
		}
	}
	v, _ := srv.Screens.Home("U1")
	if w := message.WordsOf(false).UI; !strings.Contains(string(v.Blocks), w.NoReleases) || strings.Contains(string(v.Blocks), message.FallbackAsk) || strings.Contains(string(v.Blocks), w.HomeExamples) {
		t.Errorf("home: %s", v.Blocks)
	}
}
