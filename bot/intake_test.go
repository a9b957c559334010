package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beilun/bot/intake/intaketest"
	"beilun/bot/message"
	"beilun/internal/fakeslack"
	"beilun/knowledge/read"
)

// TestHandOver takes a release in: it is shown as it was read, confirmed by who
// sent it, answered from at once, and in the folder once however often it is
// confirmed.
func TestHandOver(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	sent := must[fakeslack.Sent](t)
	d.hand(t, "UADMIN", "", intaketest.YunheFile())
	shown := d.post(t, 1)
	for _, want := range []string{"云河区开出首班水上巴士", "2025-03-18", "云河区融媒体中心", "2段，5个数字", "3.7亿元", "12.6公里", "云河水上巴士首航"} {
		if !strings.Contains(string(shown.Blocks), want) {
			t.Errorf("the preview lacks %s: %s", want, shown.Blocks)
		}
	}
	if len(d.folder.Files(t)) != 0 {
		t.Error("added before it was confirmed")
	}
	sent(d.People.ClickMessage("UBOSS", shown, takeInAction, ""))
	if p := d.post(t, 2); !p.Ephemeral || p.Text != message.WordsOf(false).Intake.NotYours {
		t.Errorf("another admin confirmed: %+v", p)
	}
	sent(d.People.ClickMessage("U1", shown, takeInAction, ""))
	if p := d.post(t, 3); !p.Ephemeral || p.Text != message.WordsOf(false).UI.NotAdmin {
		t.Errorf("somebody confirmed: %+v", p)
	}
	for range 2 { // pressed twice
		sent(d.People.ClickMessage("UADMIN", shown, takeInAction, ""))
	}
	posts := (&stage{Server: d.Server}).posts(t, 5)
	for _, p := range posts[3:] {
		if p.Method != "chat.update" || p.TS != shown.TS || !strings.Contains(p.Text, "已收入：《云河区开出首班水上巴士》") {
			t.Errorf("confirmed: %+v", p)
		}
	}
	if got := d.folder.Files(t); !slices.Equal(got, []string{"云河水上巴士.md"}) || d.folder.Adds() != 1 {
		t.Errorf("in the folder: %v, added %d times", got, d.folder.Adds())
	}
	sent(d.People.ClickMessage("UADMIN", posts[4], message.AskAction+"0", ""))
	if p := d.post(t, 6); !strings.Contains(p.Text, "云河区融媒体中心") {
		t.Errorf("the question that was offered is answered with %q", p.Text)
	}
	sent(d.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "水上巴士项目总投资多少？"}))
	if p := d.post(t, 7); !strings.Contains(p.Text, "3.7亿元") || !strings.Contains(p.Text, "2025-03-18") {
		t.Errorf("answered with %q", p.Text)
	}
}

// TestLeaveOut adds nothing that is declined.
func TestLeaveOut(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	sent := must[fakeslack.Sent](t)
	d.hand(t, "UADMIN", "", intaketest.YunheFile())
	shown := d.post(t, 1)
	sent(d.People.ClickMessage("UADMIN", shown, leaveOutAction, ""))
	d.now(t, "D1", shown.TS, "没有收入：云河水上巴士.md")
	sent(d.People.ClickMessage("UADMIN", shown, takeInAction, "")) // of a screen that was not drawn anew
	d.post(t, 3)
	if got := d.folder.Files(t); len(got) != 0 || d.folder.Adds() != 0 {
		t.Errorf("in the folder: %v", got)
	}
}

// TestWhoMayHand looks at no file of others than admins, and of theirs in a
// channel only where the bot is mentioned.
func TestWhoMayHand(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	sent := must[fakeslack.Sent](t)
	ids := d.hand(t, "U1", "好的", intaketest.YunheFile(), intaketest.YunheFile())
	if p := d.post(t, 1); p.Text != message.WordsOf(false).Intake.WhoMay+"<@UADMIN>、<@UBOSS>。" {
		t.Errorf("somebody sent a file: %q", p.Text)
	}
	share := func(user, text string) fakeslack.Message {
		m, more := d.People.Attach(fakeslack.Message{Channel: "C1", User: user, Text: text}, intaketest.YunheFile())
		ids = append(ids, more...)
		return m
	}
	sent(d.People.Message(share("UADMIN", "大家看")))
	_, _, err := d.People.MentionPair(share("U1", "<@"+fakeslack.BotUser+"> 火星基地的面积是多少？"))
	if err != nil {
		t.Fatal(err)
	}
	if p := d.post(t, 2); !strings.Contains(p.Text, message.WordsOf(false).UI.NoReleases) {
		t.Errorf("the question beside a file in a channel: %q", p.Text)
	}
	for _, id := range ids {
		if got := d.Files.Fetches(id); len(got) != 0 {
			t.Errorf("fetched %s: %v", id, got)
		}
	}
	m := share("UADMIN", "<@"+fakeslack.BotUser+">")
	mention, _, err := d.People.MentionPair(m)
	if err != nil {
		t.Fatal(err)
	}
	if p := d.post(t, 3); p.ThreadTS != mention.TS || !strings.Contains(p.Text, "云河区开出首班水上巴士") {
		t.Errorf("an admin mentions the bot with a file: %+v", p)
	}
}

// TestBuiltIn says what to set where there is no folder.
func TestBuiltIn(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	m, ids := r.People.Attach(fakeslack.Message{Channel: "D1", User: "UADMIN"}, intaketest.YunheFile())
	sent(r.People.DirectMessage(m))
	sent(r.People.Slash("C1", "UADMIN", "add "+ids[0]))
	sent(r.People.Slash("C1", "UADMIN", "remove 通报"))
	r.post(t, 3)
	for _, p := range r.Channels.Posts() {
		if !strings.Contains(p.Text, "指定新闻稿文件夹") {
			t.Errorf("said %q", p.Text)
		}
	}
}

// TestFileAndQuestion shows the file and answers the question beside it; what
// is no question gets no answer.
func TestFileAndQuestion(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	d.folder.Put(t, "旧.md", strings.ReplaceAll(intaketest.Yunhe, "3.7亿元", "3.5亿元"))
	d.hand(t, "UADMIN", "水上巴士项目总投资多少？", intaketest.YunheFile())
	posts := (&stage{Server: d.Server}).posts(t, 2)
	if !strings.Contains(posts[0].Text, "要收入吗") || !strings.Contains(string(posts[0].Blocks), "与已收录的一篇相同：旧.md") || !strings.Contains(posts[1].Text, "3.5亿元") {
		t.Errorf("posted %q and %q", posts[0].Text, posts[1].Text)
	}
	d.hand(t, "UADMIN", "火星基地的面积是多少？", intaketest.YunheFile())
	if p := d.post(t, 4); !strings.Contains(p.Text, "未查到") {
		t.Errorf("the question: %q", p.Text)
	}
	d.hand(t, "UADMIN", "这是今天的通稿，请收一下。谢谢", intaketest.YunheFile())
	d.post(t, 5)
}

// TestManyFiles looks at as many files of a message as are allowed, each by
// itself, and goes on past those that cannot be read.
func TestManyFiles(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	var files []fakeslack.File
	for i := range 10 + 2 {
		files = append(files, fakeslack.File{Name: fmt.Sprintf("%d.md", i), Data: []byte(intaketest.Yunhe)})
	}
	files[3].Data = nil
	d.hand(t, "UADMIN", "", files...)
	posts := (&stage{Server: d.Server}).posts(t, 10+1)
	if !strings.Contains(posts[3].Text, "读不了 3.md：文件里没有文字。") || !strings.Contains(posts[4].Text, "要收入吗") || !strings.Contains(posts[10].Text, "另有2个没有看") {
		t.Errorf("posted %q, %q and %q", posts[3].Text, posts[4].Text, posts[10].Text)
	}
}

// TestAddCommand shows a file that is in Slack already to the one who asks, and
// takes it in from there.
func TestAddCommand(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	sent := must[fakeslack.Sent](t)
	_, ids := d.People.Attach(fakeslack.Message{Channel: "C9", User: "U7"}, intaketest.YunheFile())
	sent(d.People.Slash("C1", "U1", "add "+ids[0]))
	if p := d.post(t, 1); p.Text != message.WordsOf(false).UI.NotAdmin {
		t.Errorf("somebody adds: %q", p.Text)
	}
	sent(d.People.Slash("C1", "UADMIN", "add 云河水上巴士"))
	if p := d.post(t, 2); p.Text != message.Escape(message.WordsOf(false).Intake.AddUsage) {
		t.Errorf("without a link: %q", p.Text)
	}
	sent(d.People.Slash("C1", "UADMIN", "add <"+d.Files.FileLink(ids[0])+"|云河水上巴士.md>"))
	shown := d.post(t, 3)
	if !shown.Ephemeral || !strings.Contains(shown.Text, "云河区开出首班水上巴士") {
		t.Fatalf("shown: %+v", shown)
	}
	sent(d.People.ClickMessage("UADMIN", shown, takeInAction, ""))
	if p := d.post(t, 4); !p.Replace || !strings.Contains(p.Text, "已收入") || len(d.folder.Files(t)) != 1 {
		t.Errorf("confirmed: %+v", p)
	}
}

// TestFileOf reads the forms in which a file is named.
// TestLongArticle shows one of as many paragraphs as are read.
func TestLongArticle(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	var text strings.Builder
	text.WriteString("# 长文\n\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "第%d段，投资%d万元。\n\n", i, i+1)
	}
	if text.Len() > read.MaxFile {
		t.Fatal("the article is too long to be read")
	}
	d.hand(t, "UADMIN", "", fakeslack.File{Name: "长文.md", Data: []byte(text.String())})
	if p := d.post(t, 1); !strings.Contains(string(p.Blocks), "20000段") || len(p.Blocks) > 20_000 {
		t.Errorf("shown in %d bytes: %.600s", len(p.Blocks), p.Blocks)
	}
}
