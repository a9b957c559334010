package bot

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// TestRestart goes on after the process has ended: buttons of earlier answers
// work, a thread needs no mention, a question may lean on the one before, and
// nobody is greeted again.
func TestRestart(t *testing.T) {
	t.Parallel()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	file := filepath.Join(t.TempDir(), "state.db")
	live := func(hellos int, do func(r *reading)) {
		t.Helper()
		kept, err := state.Open(file, state.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer kept.Close()
		b := New(fakeslack.BotToken, fakeslack.AppToken, answer.New(x, answer.Options{}), bookshelf{x}, Options{APIURL: srv.URL(), State: kept})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- b.Run(ctx) }()
		if err := srv.Sockets.WaitHellos(within(t), hellos); err != nil {
			t.Fatal(err)
		}
		do(&reading{srv, b})
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	sent := must[fakeslack.Sent](t)
	var private, public fakeslack.Post
	var thread string
	live(1, func(r *reading) {
		sent(r.People.JoinChannel("C1", fakeslack.BotUser))
		r.post(t, 1)
		thread = sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> " + geely})).TS
		public = r.post(t, 2)
		sent(r.People.Slash("C1", "U1", geely))
		private = r.post(t, 3)
	})
	live(2, func(r *reading) {
		sent(r.People.JoinChannel("C1", fakeslack.BotUser))
		sent(r.People.Message(fakeslack.Message{Channel: "C1", User: "U1", Text: "建筑面积呢？", ThreadTS: thread}))
		if p := r.post(t, 4); !strings.Contains(p.Text, "约4.6万平方米") || p.ThreadTS != thread {
			t.Errorf("follow-up after a restart: %+v", p)
		}
		sent(r.People.ClickMessage("U1", private, message.ShareAction, ""))
		if p := r.post(t, 6); p.Text != message.WordsOf(false).UI.Shared {
			t.Errorf("shared after a restart: %+v", p)
		}
		sent(r.People.ClickMessage("U1", public, message.ContextAction, ""))
		r.until(t, "modal", func() bool { return len(r.Screens.Views()) == 1 })
	})
}
