package bot

import (
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/fakeslack"
)

func TestHome(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	sent(r.People.OpenHome("U1", "home"))
	r.until(t, "home", func() bool { _, ok := r.Screens.Home("U1"); return ok })
	v, _ := r.Screens.Home("U1")
	for _, want := range []string{"收录了54篇新闻稿", "2026-01-05", "超14亿吨"} {
		if !strings.Contains(string(v.Blocks), want) {
			t.Errorf("home lacks %s: %s", want, v.Blocks)
		}
	}
	sent(r.People.ClickView("U1", v.ID, message.AskAction+"0", ""))
	if p := r.post(t, 1); p.Channel[0] != 'D' || !strings.Contains(p.Text, "超14亿吨") {
		t.Errorf("example answered with %+v", p)
	}
	sent(r.People.ClickView("U1", v.ID, message.LanguageAction, "en"))
	r.until(t, "home in English", func() bool { v, _ := r.Screens.Home("U1"); return strings.Contains(string(v.Blocks), "54 releases") })
	sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely}))
	if p := r.post(t, 2); !strings.Contains(p.Text, "Earlier") {
		t.Errorf("answered in Chinese after English was chosen: %q", p.Text)
	}
}

// TestFirstOpened greets a person once, and suggests questions each time.
func TestFirstOpened(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	for range 2 {
		sent(r.People.OpenHome("U1", "messages"))
	}
	p := r.post(t, 1)
	if !strings.Contains(p.Text, "你好") || p.Channel[0] != 'D' {
		t.Errorf("greeted with %+v", p)
	}
	r.until(t, "prompts", func() bool { return len(r.Assistant.Prompts(p.Channel)) == maxPrompts })
	sent(r.People.ClickMessage("U1", p, message.AskAction+"0", ""))
	if p := r.post(t, 2); !strings.Contains(p.Text, "超14亿吨") {
		t.Errorf("example answered with %+v", p)
	}
}

// TestInvited greets a channel once, when the bot comes and nobody else.
func TestInvited(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	sent(r.People.JoinChannel("C1", "U1"))
	sent(r.People.JoinChannel("C1", fakeslack.BotUser))
	sent(r.People.JoinChannel("C1", fakeslack.BotUser))
	if err := r.Deliveries.WaitAcks(within(t), 3); err != nil {
		t.Error("not all acknowledged:", err)
	}
	if p := r.post(t, 1); p.Channel != "C1" || p.Ephemeral || !strings.Contains(p.Text, "大家好") {
		t.Errorf("greeted with %+v", p)
	}
}

// TestStatusLine shows that a question takes a moment, and not for longer: in a direct
// message, where the answer goes beside the question, as well as in a thread.
func TestStatusLine(t *testing.T) {
	t.Parallel()
	for place, ask := range map[string]func(s *stage) (fakeslack.Sent, error){
		"channel": func(s *stage) (fakeslack.Sent, error) {
			return s.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> slow"})
		},
		"direct message": func(s *stage) (fakeslack.Sent, error) {
			return s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "slow"})
		},
		"thread of a direct message": func(s *stage) (fakeslack.Sent, error) {
			return s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "slow", ThreadTS: "1.1"})
		},
	} {
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			s := start(t, Options{})
			m := must[fakeslack.Sent](t)(ask(s))
			r := &reading{Server: s.Server}
			r.until(t, "status", func() bool { return len(s.Assistant.Statuses()) > 0 })
			st := s.Assistant.Statuses()[0]
			if st.ThreadTS != m.TS && st.ThreadTS != "1.1" || st.Status != message.WordsOf(false).UI.Status && st.Status != message.WordsOf(true).UI.Status {
				t.Errorf("status %+v", st)
			}
			close(s.parrot.slow)
			s.posts(t, 1)
			r.until(t, "end of the status", func() bool { all := s.Assistant.Statuses(); return all[len(all)-1].Status == "" })
			time.Sleep(50 * time.Millisecond)
			if all := s.Assistant.Statuses(); len(all) != 2 || all[1].ThreadTS != st.ThreadTS {
				t.Errorf("statuses %+v", all)
			}
		})
	}
}

func TestStatusCommand(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	sent(r.People.Slash("C1", "U1", "status"))
	if p := r.post(t, 1); !strings.Contains(p.Text, "收录了54篇新闻稿，共121段") || !strings.Contains(p.Text, "2026-01-05") {
		t.Errorf("status: %q", p.Text)
	}
	if strings.Contains(r.Channels.Posts()[0].Text, "排队") {
		t.Errorf("everybody sees the queue: %q", r.Channels.Posts()[0].Text)
	}
	sent(r.People.Slash("C1", "UADMIN", "状态"))
	if p := r.post(t, 2); !strings.Contains(p.Text, "连接：正常") || !strings.Contains(p.Text, "排队：0") {
		t.Errorf("status for an admin: %q", p.Text)
	}
}

// TestStopped takes the status away when the asker wants no answer any more.
func TestStopped(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	m := sent(s.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> slow"}))
	r := &reading{Server: s.Server}
	r.until(t, "status", func() bool { return len(s.Assistant.Statuses()) > 0 })
	sent(s.People.StopSession("C1", m.TS, "U1"))
	r.until(t, "end of the status", func() bool { all := s.Assistant.Statuses(); return all[len(all)-1].Status == "" })
	close(s.parrot.slow)
	s.posts(t, 0)
}

// TestHelpForAdmins checks that the longest help fits into a message.
func TestHelpForAdmins(t *testing.T) {
	t.Parallel()
	b, _ := readers(t)
	b.opts.Admins = []string{"UADMIN"}
	for _, english := range []bool{false, true} {
		if n := len(b.host.helpFor(t.Context(), "UADMIN", english).Text); n > message.MaxText {
			t.Errorf("help for admins has %d bytes", n)
		}
	}
}
