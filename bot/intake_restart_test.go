package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/bot/intake/intaketest"
	"beilun/bot/socket"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// scene is a Slack, a folder and a memory that outlive the processes of a bot.
type scene struct {
	t    *testing.T
	opts deskOptions
}

func newScene(t *testing.T) *scene {
	t.Helper()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Errorf("close fake Slack: %v", err)
		}
	})
	return &scene{t, deskOptions{srv: srv, folder: intaketest.New(t), state: openState(t, state.Options{})}}
}

// live runs a process of the bot from its start to its end.
func (s *scene) live(do func(d *desk)) {
	s.t.Helper()
	d := startDesk(s.t, s.opts)
	s.opts.hellos++
	do(d)
	d.end()
}

// dies has a process take a delivery, which dies on the way: die is given what
// ends it. Nothing but the disk and Slack knows of it afterwards.
func (s *scene) dies(kind string, payload map[string]any, id string, die func(end func() error)) {
	s.t.Helper()
	raw, err := json.Marshal(payload)
	if err != nil {
		s.t.Fatal(err)
	}
	b := newDeskBot(s.opts, slog.New(slog.DiscardHandler))
	b.self = fakeslack.BotUser
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	die(func() error { cancel(); return intaketest.ErrDead })
	courier := b.newCourier(time.Now())
	if err := courier.Receive(ctx, socket.Envelope{ID: id, Type: kind, Payload: raw}); err != nil {
		s.t.Fatal(err)
	}
	courier.Close()
	courier.Work(ctx)
	s.opts.folder.OnStep(func(string) error { return nil })
	if got, err := s.opts.state.Deliveries.Status(id); got != state.Waiting && got != state.Pending || err != nil {
		s.t.Fatalf("the delivery of the dead process is %q, %v", got, err)
	}
}

// clickOn is the payload of a click on a button of a message in D1.
func clickOn(action, value, ts string) map[string]any {
	return map[string]any{
		"type": "block_actions", "user": map[string]any{"id": "UADMIN"}, "channel": map[string]any{"id": "D1"}, "trigger_id": "x",
		"container": map[string]any{"type": "message", "message_ts": ts, "channel_id": "D1"},
		"message":   map[string]any{"type": "message", "ts": ts, "user": fakeslack.BotUser, "text": "x"},
		"actions":   []any{map[string]any{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": ts}},
	}
}

// TestConfirmAfterRestart takes a release in that a process before this one
// showed.
func TestConfirmAfterRestart(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	var shown fakeslack.Post
	s.live(func(d *desk) {
		d.hand(t, "UADMIN", "", intaketest.YunheFile())
		shown = d.post(t, 1)
	})
	s.live(func(d *desk) {
		must[fakeslack.Sent](t)(d.People.ClickMessage("UADMIN", shown, takeInAction, ""))
		d.now(t, "D1", shown.TS, "已收入")
		d.post(t, 2)
	})
	if got := s.opts.folder.Files(t); len(got) != 1 {
		t.Errorf("in the folder: %v", got)
	}
}

// TestDeathWhileAdding ends the process at each step of adding: the next one
// brings it to its end, and the release is there once.
func TestDeathWhileAdding(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"write", "sync", "return"} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			var shown fakeslack.Post
			s.live(func(d *desk) {
				d.hand(t, "UADMIN", "", intaketest.YunheFile())
				shown = d.post(t, 1)
			})
			s.dies("interactive", clickOn(takeInAction, valueOf(t, string(shown.Blocks), takeInAction), shown.TS), "click", func(end func() error) {
				s.opts.folder.OnStep(func(at string) error {
					if at == step {
						return end()
					}
					return nil
				})
			})
			s.live(func(d *desk) {
				d.now(t, "D1", shown.TS, "已收入：《云河区开出首班水上巴士》")
				d.post(t, 2)
			})
			if got := s.opts.folder.Files(t); !slices.Equal(got, []string{"云河水上巴士.md"}) || len(s.opts.folder.Releases()) != 1 {
				t.Errorf("in the folder: %v", got)
			}
			if got, err := s.opts.state.Deliveries.Status("click"); got != state.Answered || err != nil {
				t.Errorf("the delivery is %q, %v", got, err)
			}
		})
	}
}

// TestDeathBeforeSaying adds in one process and says so in the next, however
// much later.
func TestDeathBeforeSaying(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	now := time.Now()
	s.opts.state = openState(t, state.Options{Now: func() time.Time { return now }})
	var shown fakeslack.Post
	s.live(func(d *desk) {
		d.hand(t, "UADMIN", "", intaketest.YunheFile())
		shown = d.post(t, 1)
	})
	now = now.Add(-time.Hour) // the click was an hour before the next start
	s.opts.srv.Fail("chat.update", fakeslack.Failure{Delay: time.Minute, Times: 1})
	s.dies("interactive", clickOn(takeInAction, valueOf(t, string(shown.Blocks), takeInAction), shown.TS), "click", func(end func() error) {
		go func() {
			for s.opts.srv.Stats().Calls["chat.update"] == 0 {
				time.Sleep(time.Millisecond)
			}
			_ = end()
		}()
	})
	now = now.Add(time.Hour)
	if len(s.opts.folder.Files(t)) != 1 {
		t.Fatal("not added before the end")
	}
	s.live(func(d *desk) {
		d.now(t, "D1", shown.TS, "已收入")
		d.post(t, 2)
	})
	if s.opts.folder.Adds() != 1 || len(s.opts.folder.Files(t)) != 1 {
		t.Errorf("added %d times: %v", s.opts.folder.Adds(), s.opts.folder.Files(t))
	}
}

// TestDeathWhileShowing ends the process between the previews of one message:
// each is there once.
func TestDeathWhileShowing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	m, ids := s.opts.srv.People.Attach(fakeslack.Message{Channel: "D1", User: "UADMIN"}, intaketest.YunheFile(), fakeslack.File{Name: "二.md", Data: []byte(intaketest.Yunhe)}, intaketest.YunheFile())
	event := map[string]any{"type": "message", "channel": "D1", "channel_type": "im", "user": "UADMIN", "text": "", "ts": "1700000000.000100"}
	for k, v := range m.Extra {
		event[k] = v
	}
	payload := map[string]any{"type": "event_callback", "event_id": "Ev1", "team_id": "T1", "api_app_id": "A1", "event": event}
	s.dies("events_api", payload, "Ev1", func(end func() error) {
		go func() {
			for len(s.opts.srv.Files.Fetches(ids[1])) == 0 {
				time.Sleep(time.Millisecond)
			}
			_ = end()
		}()
		s.opts.srv.Fail("files.download", fakeslack.Failure{Delay: time.Millisecond})
		s.opts.srv.Fail("files.download", fakeslack.Failure{Delay: time.Minute})
	})
	if n := len(s.opts.srv.Channels.Posts()); n != 1 {
		t.Fatalf("%d posts before the end", n)
	}
	s.live(func(d *desk) {
		d.post(t, 3)
		for _, p := range d.Channels.Posts() {
			if !strings.Contains(p.Text, "要收入吗") {
				t.Errorf("posted %q", p.Text)
			}
		}
	})
}

// TestSentTwice delivers the message with the file and the click again.
func TestSentTwice(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	m, _ := d.People.Attach(fakeslack.Message{Channel: "D1", User: "UADMIN", Extra: map[string]any{"channel_type": "im"}}, intaketest.YunheFile())
	sent, err := d.People.DirectMessage(m)
	if err != nil {
		t.Fatal(err)
	}
	d.post(t, 1)
	if err := d.People.Redeliver("message", m, sent); err != nil {
		t.Fatal(err)
	}
	if err := d.Deliveries.WaitAcks(within(t), 2); err != nil {
		t.Error("not acknowledged:", err)
	}
	d.post(t, 1)
}

// TestChangedMeanwhile adds nothing that is not what was shown.
func TestChangedMeanwhile(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(d *desk, id string)
		want   string
	}{
		"changed": {func(d *desk, id string) { d.Files.ReplaceFile(id, []byte(intaketest.Yunhe+"\n又改。\n")) }, "文件在预览之后变了"},
		"deleted": {func(d *desk, id string) { d.Files.DeleteFile(id) }, "文件已经从 Slack 删除"},
		"expired": {func(d *desk, _ string) {
			d.bot.now = func() time.Time { return time.Now().Add(25 * time.Hour) }
		}, "已经过期"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			var ids []string
			var shown fakeslack.Post
			s.live(func(d *desk) {
				ids = d.hand(t, "UADMIN", "", intaketest.YunheFile())
				shown = d.post(t, 1)
			})
			s.live(func(d *desk) {
				tt.change(d, ids[0])
				must[fakeslack.Sent](t)(d.People.ClickMessage("UADMIN", shown, takeInAction, ""))
				d.now(t, "D1", shown.TS, tt.want)
				if p := d.post(t, 2); strings.Contains(string(p.Blocks), "actions") {
					t.Errorf("there is a button: %s", p.Blocks)
				}
			})
			if got := s.opts.folder.Files(t); len(got) != 0 {
				t.Errorf("in the folder: %v", got)
			}
		})
	}
}

// TestAddFails tells why, and lets the admin try again.
func TestAddFails(t *testing.T) {
	t.Parallel()
	f := intaketest.New(t)
	d := startDesk(t, deskOptions{folder: f})
	sent := must[fakeslack.Sent](t)
	d.hand(t, "UADMIN", "", intaketest.YunheFile())
	shown := d.post(t, 1)
	f.OnStep(func(string) error { return errFull })
	sent(d.People.ClickMessage("UADMIN", shown, takeInAction, ""))
	failed := d.post(t, 2)
	if !strings.Contains(failed.Text, "磁盘已满。可以再试一次") || len(f.Files(t)) != 0 {
		t.Errorf("said %q", failed.Text)
	}
	f.OnStep(func(string) error { return nil })
	sent(d.People.ClickMessage("UADMIN", failed, takeInAction, ""))
	if p := d.post(t, 3); !strings.Contains(p.Text, "已收入") || len(f.Files(t)) != 1 {
		t.Errorf("said %q", p.Text)
	}
}

// TestOutOfReach tells the admin directly where the message that was clicked
// is gone.
func TestOutOfReach(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	sent := must[fakeslack.Sent](t)
	d.hand(t, "UADMIN", "", intaketest.YunheFile())
	shown := d.post(t, 1)
	sent(d.People.Slash("C1", "UADMIN", "add "+d.hand(t, "U1", "", fakeslack.File{Name: "二.md", Data: []byte(intaketest.Yunhe + "\n二。\n")})[0]))
	posts := (&stage{Server: d.Server}).posts(t, 3)
	private := posts[slices.IndexFunc(posts, func(p fakeslack.Post) bool { return p.Ephemeral })]
	d.Fail("chat.update", fakeslack.Failure{Code: "message_not_found"})
	d.Fail("response_url", fakeslack.Failure{Status: 404})
	for i, p := range []fakeslack.Post{shown, private} {
		sent(d.People.ClickMessage("UADMIN", p, takeInAction, ""))
		if p := d.post(t, 4+i); p.Method != "chat.postMessage" || p.Channel[0] != 'D' || !strings.Contains(p.Text, "已收入") {
			t.Errorf("said %+v", p.Text)
		}
	}
}
