package try

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/socketmode"
)

// TestArguments has arguments that are refused, and files that are not overwritten.
func TestArguments(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"-address :8080":        {"-address", ":8080"},
		"-address 0.0.0.0:80":   {"-address", "0.0.0.0:80"},
		"-address 127.0.0.1:":   {"-address", "127.0.0.1"},
		"unknown argument":      {"more"},
		"not defined":           {"-nothing"},
		"write the settings":    {"-env", mine},
		"start fake Slack: lis": {"-address", "127.0.0.1:99999"},
	} {
		if err := Run(t.Context(), args, strings.NewReader(""), io.Discard); err == nil || !strings.Contains(err.Error(), strings.TrimSuffix(want, "127.0.0.1:")) {
			t.Errorf("%q: %v, want %s", args, err, want)
		}
	}
	if got, err := os.ReadFile(mine); err != nil || string(got) != "mine" {
		t.Errorf("the file is now %q (%v)", got, err)
	}
}

// TestSettings compares what is printed with the file of -env.
func TestSettings(t *testing.T) {
	t.Parallel()
	env := filepath.Join(t.TempDir(), ".env")
	var out bytes.Buffer
	if err := Run(t.Context(), []string{"-env", env}, strings.NewReader("help\n/beilun help\n1\nquit\nnever"), &out); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(env)
	if err != nil || !strings.HasPrefix(out.String(), string(got)+"\n") {
		t.Errorf("printed\n%s\nwritten\n%s(%v)", out.String(), got, err)
	}
	for _, want := range []string{"SLACK_API_URL=http://127.0.0.1:", "SLACK_BOT_TOKEN=xoxb-", "SLACK_APP_TOKEN=xapp-", "BEILUN_ADMINS=" + person} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	for _, want := range []string{"! the bot is not there", "! there is no button 1"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is missing in\n%s", want, out.String())
		}
	}
	if n := strings.Count(out.String(), usage); n != 2 { // at the start, and for help
		t.Errorf("the help is there %d times in\n%s", n, out.String())
	}
}

// TestTyped types lines of every kind with no bot there, and looks at what was written.
func TestTyped(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	file := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(file, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	d := newDesk(srv, &out)
	for _, line := range []string{"first", "@beilun second", "third", "dm fourth", "fifth", "/beilun help", "home", "file " + file, ""} {
		if err := d.do(line); err != nil && !errors.Is(err, socketmode.ErrNoSocket) {
			t.Errorf("%q: %v", line, err)
		}
	}
	for line, want := range map[string]string{"1": "no button 1", "0": "no button 0", "file " + t.TempDir(): "no file of", "file nothing": "nothing"} {
		if err := d.do(line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", line, err, want)
		}
	}
	written := func(channel string) (texts []string, threads int) {
		for _, m := range srv.Channels.Messages(channel) {
			texts = append(texts, m.Text)
			if m.ThreadTS != "" {
				threads++
			}
		}
		return texts, threads
	}
	mention := "<@" + fakeslack.BotUser + "> second"
	if got, threads := written(channel); !slices.Equal(got, []string{mention, "third"}) || threads != 1 {
		t.Errorf("in the channel %q, %d in the thread", got, threads)
	}
	if got, threads := written(direct); !slices.Equal(got, []string{"first", "fourth", "fifth", ""}) || threads != 0 {
		t.Errorf("to the bot %q, %d in a thread", got, threads)
	}
}

// TestPrinted prints posts of every kind, numbers their buttons, and presses them.
func TestPrinted(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	var golden struct {
		Text  string
		Forms []json.RawMessage
	}
	data, err := os.ReadFile("../../../bot/testdata/golden/figure.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	d := newDesk(srv, &out)
	p := fakeslack.Post{Method: "chat.postMessage", Channel: channel, ThreadTS: "1.1", TS: "1.2", Text: golden.Text, Blocks: golden.Forms[0], At: time.Now()}
	d.post(p)
	p.Method = "chat.update"
	d.post(p)
	d.post(fakeslack.Post{Channel: direct, Text: "hello"})
	d.post(fakeslack.Post{Channel: channel, Ephemeral: true, Text: "secret"})
	d.post(fakeslack.Post{Channel: channel, Delete: true})
	for _, want := range []string{
		"beilun in the thread:\n  4.4亿元\n  “", "  [1] 相关段落  [2] 看原段  [3] 分享到频道  [4] 有用  [5] 没用\n", "instead of what it said:", "[10] 没用",
		"beilun to you:\n  hello", "in the channel, only you see it:\n  secret", "taken its message away",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	if b := d.buttons[4]; b.action != "feedback" || b.value != "useless KEY" {
		t.Errorf("the fifth button is %+v", b)
	}
	if err := d.do("5"); !errors.Is(err, socketmode.ErrNoSocket) { // it has the button, and nobody is there
		t.Error(err)
	}
}

// TestTexts reads what views show, and JSON that is no blocks.
func TestTexts(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`[{"type":"section","text":{"type":"plain_text","text":"a"},"fields":[{"type":"mrkdwn","text":"b"}]}]`:                                                                                                   "a|b",
		`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"},{"type":"link","text":"b"}]},{"type":"rich_text_quote","elements":[{"type":"text","text":"c"}]}]}]`: "ab|c",
		`[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"}}]}]`:                                                                                                            "",
		`{"type":7}`: "", `null`: "", `{`: "", ``: "",
	} {
		if got := strings.Join(texts(json.RawMessage(in)), "|"); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	menu := `[{"type":"actions","elements":[{"type":"static_select","action_id":"m","options":[{"text":{"type":"plain_text","text":"a"},"value":"1"},{"text":{"type":"plain_text","text":"b"},"value":"2"}]}]}]`
	if got := buttons(json.RawMessage(menu)); len(got) != 2 || got[1].action+got[1].value+got[1].label != "m2b" {
		t.Errorf("%+v", got)
	}
}
