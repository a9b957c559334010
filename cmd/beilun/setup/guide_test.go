package setup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/internal/dotenv"
)

const (
	botToken = "xoxb-1111111111-AAAABBBB"
	appToken = "xapp-1-A0AAAA-2222222222"
)

// guide returns a guide that reads lines and writes to out and to .env in a new folder.
// Slack accepts the two tokens above.
func guide(t *testing.T, lines string, out *strings.Builder) *Guide {
	t.Helper()
	check := func(what, right string, good bot.Finding) func(context.Context, string) []bot.Finding {
		prefix := right[:5]
		return func(_ context.Context, token string) []bot.Finding {
			switch {
			case !strings.HasPrefix(token, prefix):
				kind := ""
				if strings.HasPrefix(token, "xoxb-") || strings.HasPrefix(token, "xapp-") {
					kind = token[:5]
				}
				return []bot.Finding{{What: what, State: bot.Broken, Code: bot.Misplaced, Args: []string{kind, prefix}}}
			case token == right:
				return []bot.Finding{good}
			}
			return []bot.Finding{{What: what, State: bot.Broken, Code: bot.BotRefused, Args: []string{"invalid_auth"}}}
		}
	}
	return &Guide{
		Console: NewConsole(strings.NewReader(lines), out), File: filepath.Join(t.TempDir(), ".env"), Getenv: func(string) string { return "" },
		CheckBot: check("SLACK_BOT_TOKEN", botToken, bot.Finding{What: "SLACK_BOT_TOKEN", State: bot.Fine, Code: bot.BotGood, Args: []string{"问答", "区委"}}),
		CheckApp: check("SLACK_APP_TOKEN", appToken, bot.Finding{What: "SLACK_APP_TOKEN", State: bot.Fine, Code: bot.AppGood}),
		Count:    func(context.Context, string) (Tally, error) { return Tally{Files: 3, Read: 3}, nil },
	}
}

func TestGuide(t *testing.T) {
	releases := t.TempDir()
	for _, tt := range []struct {
		name, before, lines string
		want                map[string]string // nil: no file
		serve               bool
		err                 error
		says                []string
	}{
		{"all at once", "", "\n" + botToken + "\n" + appToken + "\n\n\n\n", map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken}, true, nil,
			[]string{"第 1 步，共 5 步", "new_app=1&manifest_json=", "机器人 问答，工作区 区委", "/invite @问答", "示例新闻稿", "@问答 哪个项目总投资最大？"}},
		{"later", "", "\n" + botToken + "\n" + appToken + "\n\n\nn\n", map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken}, false, nil, nil},
		{"no answer to the last question", "", "\n" + botToken + "\n" + appToken + "\n\n\n", map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken}, false, nil, nil},
		{"the other token first", "", "\n" + appToken + "\n\n“" + botToken + "” \n" + botToken + "\n" + appToken + "\n\n\nn\n", map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken}, false, nil,
			[]string{"这是 应用级令牌 App-Level Token（xapp-…），要的是以 xoxb- 开头的那个", "什么也没有收到"}},
		{"incomplete, then wrong, then unchecked", "", "\nxoxb-1\nxoxb-9999999999-ZZZZ\n\ns\n" + appToken + "\n\n\nn\n", map[string]string{"SLACK_BOT_TOKEN": "xoxb-9999999999-ZZZZ", "SLACK_APP_TOKEN": appToken}, false, nil,
			[]string{"没有贴全", "Slack 不接受（invalid_auth）", "再检查一次 xoxb-…", "先记下"}},
		{"releases and admins", "", "\n" + botToken + "\n" + appToken + "\nnowhere\n\"" + releases + "\"\nme\nu012abcdef，U00000001\nn\n",
			map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken, "BEILUN_RELEASES": releases, "BEILUN_ADMINS": "U012ABCDEF,U00000001"}, false, nil, []string{"nowhere 用不了", "有 3 篇新闻稿", "@问答 你好", "me 不是成员 ID"}},
		{"s too early, and a file for a folder", "", "\ns\n" + botToken + "\ns\n" + appToken + "\n" + os.Args[0] + "\n" + releases + "\n\nn\n",
			map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken, "BEILUN_RELEASES": releases}, false, nil, []string{"请先贴上 xapp- 开头的整串", "这是文件，不是文件夹"}},
		{"s keeps what there is", "# mine\nSLACK_BOT_TOKEN=" + botToken + "\nSLACK_APP_TOKEN=" + appToken + "\n", "\ns\ns\n\n\nn\n",
			map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken}, false, nil, []string{"和原来一样", "先记下"}},
		{"Enter keeps all", "# mine\nSLACK_BOT_TOKEN=" + botToken + "\nSLACK_APP_TOKEN=" + appToken + "\nBEILUN_RELEASES='" + releases + "'\nOTHER=x\n", "\n\n\n\n\nn\n",
			map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken, "BEILUN_RELEASES": releases, "OTHER": "x"}, false, nil, []string{"和原来一样", "保留 xoxb-111…BBBB"}},
		{"back to the samples", "SLACK_BOT_TOKEN=" + botToken + "\nSLACK_APP_TOKEN=" + appToken + "\nBEILUN_RELEASES=x\nBEILUN_ADMINS=U00000001\n", "\n\n\n-\n-\nn\n",
			map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken, "BEILUN_RELEASES": "", "BEILUN_ADMINS": ""}, false, nil, nil},
		{"nothing is typed", "", "", nil, false, ErrEnded, nil},
		{"the input ends", "", "\n" + botToken + "\n", nil, false, ErrEnded, nil},
		{"too long a line", "", strings.Repeat("x", maxLine+1), nil, false, nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			g := guide(t, tt.lines, &out)
			if tt.before != "" {
				if err := os.WriteFile(g.File, []byte(tt.before), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			serve, err := g.Run(t.Context())
			if serve != tt.serve || tt.err != nil && !errors.Is(err, tt.err) || (err == nil) != (tt.want != nil) {
				t.Errorf("serve %t, error %v\n%s", serve, err, out.String())
			}
			data, rerr := os.ReadFile(g.File)
			got, _, perr := dotenv.Parse(data)
			if tt.want == nil && rerr == nil || tt.want != nil && (rerr != nil || perr != nil || verify(tt.want, nil, data) != nil) {
				t.Errorf("the file is %q, %v, read as %v, want %v", data, rerr, got, tt.want)
			}
			if strings.HasPrefix(tt.before, "#") && string(data) != tt.before {
				t.Errorf("the file was changed to %q", data)
			}
			for _, want := range tt.says {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is not in\n%s", want, out.String())
				}
			}
			for _, secret := range []string{"1111111111-A", "2222222222", "9999999999", "%!"} {
				if strings.Contains(out.String(), secret) {
					t.Errorf("%s is in\n%s", secret, out.String())
				}
			}
		})
	}
}

// TestGuideTally says what the folder has, and suggests a question only where it has an
// answer.
func TestGuideTally(t *testing.T) {
	folder := t.TempDir()
	for _, tt := range []struct {
		tally Tally
		says  []string
	}{
		{Tally{}, []string{"还没有新闻稿", "先把新闻稿放进文件夹"}},
		{Tally{Files: 2, Refused: 2}, []string{"0 篇", "2 个文件读不出来", "先把新闻稿放进文件夹"}},
		{Tally{Files: 4, Read: 3, Refused: 1}, []string{"3 篇", "1 个文件读不出来", "你好"}},
		{Tally{Files: 900, Read: 3, Refused: 1}, []string{"900 个文件", "你好"}},
	} {
		var out strings.Builder
		g := guide(t, "\n"+botToken+"\n"+appToken+"\n"+folder+"\n\nn\n", &out)
		g.Count = func(context.Context, string) (Tally, error) { return tt.tally, nil }
		if _, err := g.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, want := range tt.says {
			if !strings.Contains(out.String(), want) || strings.Contains(out.String(), terminal.Words().Example) {
				t.Errorf("%+v: %q is not in\n%s", tt.tally, want, out.String())
			}
		}
	}
}

// TestGuideOffline keeps what was typed where Slack cannot be reached.
func TestGuideOffline(t *testing.T) {
	var out strings.Builder
	g := guide(t, "\n"+botToken+"\n"+appToken+"\n\n\nn\n", &out)
	g.Lang = terminal.English
	away := func(context.Context, string) []bot.Finding {
		return []bot.Finding{{What: "SLACK_BOT_TOKEN", Text: "no connection", State: bot.Broken, Code: bot.Unreached, Args: []string{"no route"}}}
	}
	g.CheckBot, g.CheckApp = away, away
	if _, err := g.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(g.File)
	if err != nil || !strings.Contains(string(data), botToken) || !strings.Contains(string(data), appToken) {
		t.Errorf("%q, %v", data, err)
	}
	if strings.Count(out.String(), "It cannot be checked now") != 2 {
		t.Error(out.String())
	}
}

// TestGuideInterrupted changes nothing when ctx ends while a question is open.
func TestGuideInterrupted(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close() // ends the read that is left behind
	var out strings.Builder
	g := guide(t, "", &out)
	g.Console = NewConsole(r, &out)
	ctx, cancel := context.WithCancel(t.Context())
	g.CheckBot = func(context.Context, string) []bot.Finding {
		cancel()
		return nil
	}
	go func() { _, _ = io.WriteString(w, "\n"+botToken+"\n") }() // ends with the pipe at the latest
	if _, err := g.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(g.File); err == nil || !strings.Contains(out.String(), "什么也没有改") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// TestGuideMalformed leaves a file alone that it cannot read.
func TestGuideMalformed(t *testing.T) {
	var out strings.Builder
	g := guide(t, "\n", &out)
	if err := os.WriteFile(g.File, []byte("no setting\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Run(t.Context()); err == nil || !strings.Contains(g.Lang.Explain(err), "第 1 行不是") {
		t.Errorf("error %v", err)
	}
}

// TestGuideBrowser opens the link, and prints it where that fails.
func TestGuideBrowser(t *testing.T) {
	for _, tt := range []struct {
		err     error
		printed bool
	}{{nil, false}, {errNoBrowser, true}} {
		var out strings.Builder
		g := guide(t, "\n\n", &out)
		opened := ""
		g.Browse = func(address string) error { opened = address; return tt.err }
		if _, err := g.Run(t.Context()); !errors.Is(err, ErrEnded) {
			t.Fatal(err)
		}
		if opened != bot.ManifestLink() || strings.Contains(out.String(), opened) != tt.printed {
			t.Errorf("opened %q\n%s", opened, out.String())
		}
	}
}
