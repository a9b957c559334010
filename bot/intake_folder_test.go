package bot

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"syscall"
	"testing"

	"beilun/bot/intake/intaketest"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// desk is a bot that takes releases in, in a fake Slack.
type desk struct {
	*reading
	folder *intaketest.Folder
	log    *bytes.Buffer // to be read when the bot has ended
	end    func()
}

// deskOptions are how a desk is set up; the zero value is one as it should be.
type deskOptions struct {
	slack  fakeslack.Options
	folder *intaketest.Folder
	state  *state.Store
	srv    *fakeslack.Server // already running; closed by the caller
	hellos int               // that the server has seen
}

func startDesk(t *testing.T, o deskOptions) *desk {
	t.Helper()
	if o.folder == nil {
		o.folder = intaketest.New(t)
	}
	if o.state == nil {
		o.state = openState(t, state.Options{})
	}
	if o.srv == nil {
		srv, err := fakeslack.Start(o.slack)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := srv.Close(); err != nil {
				t.Errorf("close fake Slack: %v", err)
			}
		})
		o.srv = srv
	}
	d := &desk{folder: o.folder, log: &bytes.Buffer{}}
	b := newDeskBot(o, slog.New(slog.NewTextHandler(d.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	d.end = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	t.Cleanup(d.end)
	if err := o.srv.Sockets.WaitHellos(within(t), o.hellos+1); err != nil {
		t.Fatal("not connected:", err)
	}
	d.reading = &reading{o.srv, b}
	return d
}

// newDeskBot makes the bot of a desk, which does not run yet.
func newDeskBot(o deskOptions, log *slog.Logger) *Bot {
	return New(fakeslack.BotToken, fakeslack.AppToken, answer.New(o.folder.Index, answer.Options{}), o.folder, Options{
		APIURL: o.srv.URL(), Admins: []string{"UADMIN", "UBOSS"}, State: o.state, Intake: o.folder, Speed: 10, Logger: log,
	})
}

// hand sends a file to the bot in a direct message and returns its ID.
func (d *desk) hand(t *testing.T, user, text string, files ...fakeslack.File) []string {
	t.Helper()
	m, ids := d.People.Attach(fakeslack.Message{Channel: "D1", User: user, Text: text}, files...)
	if _, err := d.People.DirectMessage(m); err != nil {
		t.Fatal(err)
	}
	return ids
}

// now waits until the message at ts says what it should, and returns its text.
func (d *desk) now(t *testing.T, channel, ts, want string) string {
	t.Helper()
	var text string
	d.until(t, "“"+want+"” at "+ts, func() bool {
		for _, m := range d.Channels.Messages(channel) {
			if m.TS == ts {
				text = m.Text
			}
		}
		return strings.Contains(text, want)
	})
	return text
}

// errFull says that the disk is full.
var errFull = fmt.Errorf("write: %w", syscall.ENOSPC)

// The action IDs of package intake.
const (
	takeInAction   = "intake_add"
	leaveOutAction = "intake_decline"
	removeAction   = "intake_remove"
	undoAction     = "correct_undo"
)
