package bot

import (
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/fakeslack"

	"github.com/google/go-cmp/cmp"
)

// TestPassages opens the paragraph of an answer and its further passages.
func TestPassages(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely}))
	p := r.post(t, 1)
	for i, tt := range []struct{ action, title, want string }{
		{message.ContextAction, "原文段落", "用时4个月"},
		{message.MoreAction, "相关段落", "13666平方米"},
	} {
		sent(r.People.ClickMessage("U1", p, tt.action, ""))
		r.until(t, "modal", func() bool { return len(r.Screens.Views()) > i })
		if v := r.Screens.Views()[i]; v.Title != tt.title || !strings.Contains(string(v.Blocks), tt.want) {
			t.Errorf("%s opened %+v", tt.action, v)
		}
	}
	r.Fail("views.open", fakeslack.Failure{Code: "expired_trigger_id"})
	sent(r.People.ClickMessage("U1", p, message.ContextAction, ""))
	if p := r.post(t, 2); !p.Ephemeral || !strings.Contains(string(p.Blocks), "用时4个月") {
		t.Errorf("too late for a modal: %+v", p)
	}
}

// port is a question about a figure of three years.
const port = "宁波舟山港2025年货物吞吐量"

func TestChart(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	m := sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> " + port}))
	p := r.post(t, 1)
	sent(r.People.ClickMessage("U2", p, message.ChartAction, ""))
	c := r.post(t, 2)
	blocks := readBlocks(t, c.Blocks)
	if c.Ephemeral || c.ThreadTS != m.TS || len(blocks) != 2 || blocks[0].Type != "data_visualization" || blocks[1].Type != "data_table" {
		t.Fatalf("chart posted as %+v", c)
	}
	for _, want := range []string{"超12.5亿吨", "超13.24亿吨", "超14亿吨", "浙江省海港集团"} {
		if !strings.Contains(c.Text, want) {
			t.Errorf("the text of the chart lacks %s: %q", want, c.Text)
		}
	}
	sent(r.People.ClickMessage("U1", p, message.ChartAction, ""))
	if p := r.post(t, 3); !p.Ephemeral || p.Text != message.WordsOf(false).UI.ChartShown {
		t.Errorf("a second click: %+v", p)
	}
}

// TestAskedByButton asks what a decline suggests, in its thread.
func TestAskedByButton(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	m := sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 滨江高中的投资是多少？"}))
	p := r.post(t, 1)
	if !strings.HasPrefix(p.Text, message.DeclineMark) {
		t.Errorf("a decline looks like an answer: %q", p.Text)
	}
	sent(r.People.ClickMessage("U2", p, message.AskAction+"0", ""))
	if p := r.post(t, 2); p.ThreadTS != m.TS || !strings.Contains(p.Text, "约8.4万平方米") || !strings.Contains(string(p.Blocks), "滨江高中占地是多少") {
		t.Errorf("button answered with %+v", p)
	}
	sent(r.People.Slash("C1", "U1", "滨江高中的投资是多少？"))
	sent(r.People.ClickMessage("U1", r.post(t, 3), message.AskAction+"0", ""))
	if p := r.post(t, 4); !p.Ephemeral || !p.Replace || !strings.Contains(p.Text, "约8.4万平方米") {
		t.Errorf("private button answered with %+v", p)
	}
}

func TestFeedback(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	r.bot.now = func() time.Time { return at }
	sent := must[fakeslack.Sent](t)
	sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely}))
	p := r.post(t, 1)
	_, key, _ := strings.Cut(valueOf(t, string(p.Blocks), message.ContextAction), " ")
	if key == "" {
		key = valueOf(t, string(p.Blocks), message.ContextAction)
	}
	sent(r.People.Click("D1", "U1", message.FeedbackAction, "useful "+key))
	if p := r.post(t, 2); !p.Ephemeral || p.Text != message.WordsOf(false).UI.Thanks {
		t.Errorf("useful: %+v", p)
	}
	sent(r.People.Click("D1", "U2", message.FeedbackAction, "useless "+key))
	r.until(t, "form", func() bool { return len(r.Screens.Views()) == 1 })
	values := fakeslack.Values{message.ReasonField: {message.ReasonField: "old"}, message.CommentField: {message.CommentField: "应为5亿元"}}
	if _, err := r.People.Submit(within(t), "U2", r.Screens.Views()[0].ID, values); err != nil {
		t.Fatal(err)
	}
	r.post(t, 3)
	sent(r.People.Click("D1", "U3", message.FeedbackAction, "useless "+key))
	r.until(t, "form", func() bool { return len(r.Screens.Views()) == 2 })
	sent(r.People.CloseView("U3", r.Screens.Views()[1].ID))
	r.until(t, "third rating", func() bool { all, err := ratings(r.bot.memory.Store); return err == nil && len(all) == 3 })
	all, err := ratings(r.bot.memory.Store)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range all {
		got = append(got, f.User+" "+FeedbackLine(f))
	}
	want := []string{
		"U1 👍 2026-01-02 03:04 “吉利新能源汽车总部总投资多少？” → 4.4亿元",
		"U2 👎 2026-01-02 03:04 “吉利新能源汽车总部总投资多少？” → 4.4亿元（数字旧了）：应为5亿元",
		"U3 👎 2026-01-02 03:04 “吉利新能源汽车总部总投资多少？” → 4.4亿元",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ratings (-want +got):\n%s", diff)
	}
	sent(r.People.Slash("C1", "U1", "feedback"))
	if p := r.post(t, 4); p.Text != message.WordsOf(false).UI.NotAdmin {
		t.Errorf("feedback for everybody: %q", p.Text)
	}
	sent(r.People.Slash("C1", "UADMIN", "feedback"))
	if p := r.post(t, 5); !strings.Contains(p.Text, "应为5亿元") {
		t.Errorf("feedback for an admin: %q", p.Text)
	}
}
