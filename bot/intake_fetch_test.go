package bot

import (
	"fmt"
	"strings"
	"testing"

	"beilun/bot/intake/intaketest"
	"beilun/bot/message"
	"beilun/internal/fakeslack"
)

// TestFetchWithoutScope names the scope that is missing.
func TestFetchWithoutScope(t *testing.T) {
	t.Parallel()
	var scopes []string
	for _, s := range fakeslack.AllScopes() {
		if s != "files:read" {
			scopes = append(scopes, s)
		}
	}
	d := startDesk(t, deskOptions{slack: fakeslack.Options{Scopes: scopes}})
	d.hand(t, "UADMIN", "", intaketest.YunheFile())
	if p := d.post(t, 1); !strings.Contains(p.Text, "files:read") {
		t.Errorf("said %q", p.Text)
	}
}

// TestHostileFiles shows files whose names and titles try everything: Slack
// refuses none, and nobody is mentioned.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	d := startDesk(t, deskOptions{})
	sent := must[fakeslack.Sent](t)
	for i, bad := range []string{"<!channel> *粗* <@U1>", "\u202e反的\u2066", strings.Repeat("长", 300), "../../x", "a\x07b\x00c", "[x](https://evil.example)", "&lt;!here&gt;"} {
		said := strings.NewReplacer("\x00", "", "\a", "").Replace(bad) // else it is no text
		text := fmt.Sprintf("# %s%d\n\n%s没有数。\n", said, i, said)
		d.hand(t, "UADMIN", "", fakeslack.File{Name: bad + ".md", Data: []byte(text)})
		shown := d.post(t, 2*i+1)
		sent(d.People.ClickMessage("UADMIN", shown, takeInAction, ""))
		done := d.post(t, 2*i+2)
		if !strings.Contains(string(shown.Blocks), message.WordsOf(false).Intake.NoFigures) || !strings.Contains(done.Text, "已收入") || len(d.folder.Files(t)) != i+1 {
			t.Errorf("%q: shown as %s, then %q", bad, shown.Blocks, done.Text)
		}
		for _, p := range []fakeslack.Post{shown, done} {
			if strings.ContainsAny(p.Text, "<>\u202e\u2066\x07") || strings.Contains(string(p.Blocks), `"type":"mrkdwn"`) {
				t.Errorf("%q: markup in %q, %s", bad, p.Text, p.Blocks)
			}
		}
	}
	d.end()
	for _, secret := range []string{fakeslack.BotToken, "/files-pri/", "/response/"} {
		if strings.Contains(d.log.String(), secret) {
			t.Errorf("the log holds %s", secret)
		}
	}
}
