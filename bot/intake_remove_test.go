package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beilun/bot/intake/intaketest"
	"beilun/bot/message"
	"beilun/internal/fakeslack"
)

// TestRemove takes a release out that an admin names and confirms.
func TestRemove(t *testing.T) {
	t.Parallel()
	const maxRemovable = 10
	d := startDesk(t, deskOptions{})
	for i := range maxRemovable + 2 {
		d.folder.Put(t, fmt.Sprintf("第%02d期.md", i), strings.ReplaceAll(intaketest.Yunhe, "首班", fmt.Sprintf("第%d班", i)))
	}
	sent := must[fakeslack.Sent](t)
	sent(d.People.Slash("C1", "U1", "remove 云河"))
	sent(d.People.Slash("C1", "UADMIN", "remove 火星"))
	sent(d.People.Slash("C1", "UADMIN", "remove"))
	posts := (&stage{Server: d.Server}).posts(t, 3)
	said := posts[0].Text + posts[1].Text + posts[2].Text
	for _, want := range []string{message.WordsOf(false).UI.NotAdmin, "没有标题或文件名含“火星”", "请写上标题"} {
		if !strings.Contains(said, want) {
			t.Errorf("said %q, want %q", said, want)
		}
	}
	sent(d.People.Slash("C1", "UADMIN", "remove 云河"))
	many := d.post(t, 4)
	if n := strings.Count(string(many.Blocks), `"confirm":{"title"`); n != maxRemovable || !strings.Contains(many.Text, "另有2篇也符合") {
		t.Errorf("%d buttons in %s", n, many.Blocks)
	}
	sent(d.People.Slash("C1", "UADMIN", "移除 第05期.md"))
	one := d.post(t, 5)
	sent(d.People.ClickMessage("U1", one, removeAction+"0", ""))
	if p := d.post(t, 6); p.Text != message.WordsOf(false).UI.NotAdmin {
		t.Errorf("somebody removes: %q", p.Text)
	}
	sent(d.People.ClickMessage("UADMIN", one, removeAction+"0", ""))
	if p := d.post(t, 7); !p.Replace || p.Text != "已移除：《云河区开出第5班水上巴士》。" {
		t.Errorf("removed: %+v", p)
	}
	sent(d.People.ClickMessage("UADMIN", one, removeAction+"0", ""))
	if p := d.post(t, 8); p.Text != "《第05期.md》已经不在了。" {
		t.Errorf("removed again: %q", p.Text)
	}
	d.folder.Put(t, "坏.md", " ")
	sent(d.People.Slash("C1", "UADMIN", "remove 坏"))
	bad := d.post(t, 9)
	if got := valueOf(t, string(bad.Blocks), removeAction+"0"); got != "坏.md" {
		t.Errorf("what cannot be read: %q", bad.Text)
	}
	sent(d.People.ClickMessage("UADMIN", bad, removeAction+"0", ""))
	if p := d.post(t, 10); p.Text != "已移除：《坏.md》。" {
		t.Errorf("removed: %q", p.Text)
	}
	if got := d.folder.Files(t); len(got) != maxRemovable+1 || slices.Contains(got, "第05期.md") || d.folder.Passages() != 2*len(got) {
		t.Errorf("left: %v", got)
	}
}

// TestIntakeStatus tells admins what cannot be read, and why.
func TestIntakeStatus(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	d.folder.Put(t, "好.md", intaketest.Yunhe)
	for i := range 13 {
		d.folder.Put(t, fmt.Sprintf("坏%02d.md", i), " ")
	}
	sent := must[fakeslack.Sent](t)
	sent(d.People.Slash("C1", "U1", "status"))
	sent(d.People.Slash("C1", "UADMIN", "status"))
	sent(d.People.Slash("C1", "UADMIN", "reindex"))
	d.post(t, 3)
	for _, p := range d.Channels.Posts() {
		switch {
		case strings.Contains(p.Text, "已重新读取"):
			if !strings.Contains(p.Text, "未能读取13") || !strings.Contains(p.Text, "文件里没有文字（13个）：坏00.md、坏01.md") {
				t.Errorf("reindex: %q", p.Text)
			}
		case p.User == "U1" && strings.Contains(p.Text, "坏"):
			t.Errorf("everybody sees the problems: %q", p.Text)
		case p.User == "UADMIN":
			for _, want := range []string{"收录了1篇", "读不了的文件：13个", "文件里没有文字（13个）：坏00.md", "坏04.md、另有8个"} {
				if !strings.Contains(string(p.Blocks), want) {
					t.Errorf("status lacks %s: %s", want, p.Blocks)
				}
			}
		}
	}
}

// TestIntakeHelp tells admins, and nobody else, how releases are handed over.
func TestIntakeHelp(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	sent := must[fakeslack.Sent](t)
	for user, want := range map[string]bool{"U1": false, "UADMIN": true} {
		sent(d.People.OpenHome(user, "home"))
		d.until(t, "home", func() bool { _, ok := d.Screens.Home(user); return ok })
		v, _ := d.Screens.Home(user)
		if got := strings.Contains(string(v.Blocks), message.WordsOf(false).Intake.Home); got != want {
			t.Errorf("Home of %s tells it: %v", user, got)
		}
		before := len(d.Channels.Posts())
		sent(d.People.Slash("C1", user, "help"))
		if got := strings.Contains(d.post(t, before+1).Text, "/beilun 收录"); got != want {
			t.Errorf("help for %s tells it: %v", user, got)
		}
	}
}
