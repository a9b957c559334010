package bot

import (
	"context"
	"strings"
	"testing"

	"beilun/bot/intake/intaketest"
	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
	"beilun/knowledge/corpus"
)

// startOffice is a bot over a folder with a library of its own, as in service.
func startOffice(t *testing.T, releases map[string]string) (*desk, *library.Library) {
	t.Helper()
	f := intaketest.New(t)
	for name, text := range releases {
		f.Put(t, name, text)
	}
	files, err := corpus.Open(f.Dir)
	if err != nil {
		t.Fatal(err)
	}
	lib := library.Open(f.Index, files, library.Options{})
	if _, err := lib.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := New(fakeslack.BotToken, fakeslack.AppToken, answer.New(f.Index, answer.Options{}), lib, Options{
		APIURL: srv.URL(), Admins: []string{"UADMIN"}, State: openState(t, state.Options{}), Intake: lib, Corrector: lib, Speed: 10,
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := srv.Sockets.WaitHellos(within(t), 1); err != nil {
		t.Fatal(err)
	}
	return &desk{reading: &reading{srv, b}, folder: f}, lib
}

// TestCorrect lets an admin put things right, see them and undo them; others cannot.
func TestCorrect(t *testing.T) {
	t.Parallel()
	d, lib := startOffice(t, map[string]string{
		"a.md": "---\ntitle: 园区走访\ndate: 2024-01-10\n---\n金谷员工120人。\n",
		"b.md": "---\ntitle: 创新中心发展\ndate: 2024-06-10\n---\n临湖国际创新中心员工150人。\n",
		"c.md": "---\ntitle: 云杉软件园开工\ndate: 2024-02-10\n---\n云杉软件园总投资9亿元。\n",
	})
	n := 0
	say := func(user, text, want string) string {
		t.Helper()
		must[fakeslack.Sent](t)(d.People.Slash("C1", user, text))
		n++
		p := d.post(t, n)
		if !strings.Contains(p.Text, want) {
			t.Errorf("%s says %q and hears %q, want %q", user, text, p.Text, want)
		}
		return p.Text
	}
	say("U1", "correct 金谷 = 临湖国际创新中心", message.WordsOf(false).UI.NotAdmin)
	say("U1", "corrections", message.WordsOf(false).UI.NotAdmin)
	say("UADMIN", "corrections", message.WordsOf(false).Corrections.None)
	say("UADMIN", "correct", "一次一条")
	say("UADMIN", "更正 随便写一句", "没有写入：看不懂这一行")
	say("UADMIN", "correct 撤回：没有.md", "没有写入：没有这个文件")
	say("U1", "金谷有多少员工", "120人")
	say("UADMIN", "correct 金谷 = 临湖国际创新中心", "已写入更正表，从现在起生效：金谷 = 临湖国际创新中心。")
	if got := say("U1", "金谷有多少员工", "150人"); !strings.Contains(got, "120人") {
		t.Errorf("what was before is not told: %q", got)
	}
	say("UADMIN", "correct 金谷 = 临湖国际创新中心", "已经有这一条")
	say("UADMIN", "correct 金谷 &lt;&gt; 临湖国际创新中心", "另一行说它们是同一个")
	say("UADMIN", "correct 撤回：《云杉软件园开工》 金额有误", "从现在起生效")
	say("U1", "云杉软件园总投资多少", "未查到")
	status := say("UADMIN", "status", "撤回的新闻稿，共1篇")
	if !strings.Contains(status, "云杉软件园开工：已撤回，不再用来回答：金额有误") {
		t.Errorf("status: %q", status)
	}
	if got := say("U1", "status", "2篇"); strings.Contains(got, "撤回") {
		t.Errorf("others see %q", got)
	}
	say("UADMIN", "remove 云杉软件园", "要移除哪一篇")
	say("UADMIN", "corrections", "更正表，共2条")
	list := d.post(t, n)
	if got := valueOf(t, string(list.Blocks), undoAction+"0"); got != "金谷 = 临湖国际创新中心" {
		t.Errorf("the first button takes out %q", got)
	}
	must[fakeslack.Sent](t)(d.People.ClickMessage("U1", list, undoAction+"0", ""))
	n++
	if p := d.post(t, n); p.Text != message.WordsOf(false).UI.NotAdmin {
		t.Errorf("somebody undoes: %q", p.Text)
	}
	must[fakeslack.Sent](t)(d.People.ClickMessage("UADMIN", list, undoAction+"0", ""))
	n++
	if p := d.post(t, n); p.Text != "已撤销：金谷 = 临湖国际创新中心。" {
		t.Errorf("undone: %q", p.Text)
	}
	say("U1", "金谷有多少员工", "120人")
	e, err := lib.Errata(t.Context())
	if err != nil || len(e.Lines) != 1 {
		t.Fatal(e, err)
	}
	say("UADMIN", "correct undo 第6行", "已撤销：撤回：《云杉软件园开工》 金额有误。")
	say("U1", "云杉软件园总投资多少", "9亿元")
	say("UADMIN", "correct undo 99", "没有撤销：更正表里没有这一行")
	if got := say("U1", "help", "/beilun"); strings.Contains(got, "更正表") {
		t.Errorf("others hear of corrections: %q", got)
	}
	say("UADMIN", "help", "/beilun 更正表")
}

// TestCannotCorrect says that built-in releases cannot be put right.
func TestCannotCorrect(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	for i, text := range []string{"correct 甲谷 ≠ 乙谷", "corrections"} {
		must[fakeslack.Sent](t)(d.People.Slash("C1", "UADMIN", text))
		if p := d.post(t, i+1); p.Text != message.WordsOf(false).Intake.BuiltIn {
			t.Errorf("%s: %q", text, p.Text)
		}
	}
}
