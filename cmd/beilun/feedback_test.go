package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// runWith runs the program with an environment of its own.
func runWith(t *testing.T, env map[string]string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = run(t.Context(), args, func(k string) string { return env[k] }, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestFeedback(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.db")
	env := map[string]string{"BEILUN_STATE": file}
	if code, _, stderr := runWith(t, env, "feedback"); code != exitDeclined || !strings.Contains(stderr, "还没有人评价") {
		t.Errorf("without a state: exit code %d, %s", code, stderr)
	}
	st, err := state.Open(file, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i, f := range []state.Feedback{
		{At: at, User: "U1", Question: "园区总投资多少？", Answer: "园区总投资：4.4亿元", Useful: true},
		{At: at.Add(time.Hour), User: "U2", Question: "园区总投资多少？", Answer: "园区总投资：4.4亿元", Reason: "old", Text: "应为\n5亿元\x1b[31m"},
	} {
		if err := st.Feedback.Put(string(rune('a'+i)), f); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runWith(t, env, "feedback")
	want := "👍 2026-01-02 03:04 “园区总投资多少？” → 园区总投资：4.4亿元\n👎 2026-01-02 04:04 “园区总投资多少？” → 园区总投资：4.4亿元（数字旧了）：应为 5亿元[31m\n"
	if code != exitAnswered || stdout != want {
		t.Errorf("exit code %d, %s%s, want %s", code, stdout, stderr, want)
	}
	if _, stdout, _ := runWith(t, env, "feedback", "-json"); strings.Count(stdout, "\n") != 2 || !strings.Contains(stdout, `"reason":"old"`) {
		t.Errorf("as JSON: %s", stdout)
	}
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	english := map[string]string{"BEILUN_LANG": "en"}
	for _, tt := range []struct {
		name   string
		scopes []string
		files  map[string]string // of the folder of releases; nil: there is none
		env    map[string]string
		code   int
		want   string
	}{
		{"healthy", nil, nil, english, exitAnswered, "ok     scopes: all that"},
		{"healthy, in Chinese", nil, nil, nil, exitAnswered, "正常   权限：应用清单要的都有了"},
		{"no scopes", []string{"commands"}, nil, english, exitUsage, "fails  scope chat:write: is not granted"},
		{"no scopes, in Chinese", []string{"commands"}, nil, nil, exitUsage, "\n       要补上权限："},
		{"some scopes", []string{"app_mentions:read", "chat:write", "commands", "im:history"}, nil, english, exitAnswered, "lacks  scope users:read: is not granted"},
		{"wrong token", nil, nil, map[string]string{"SLACK_BOT_TOKEN": "xoxb-wrong", "BEILUN_LANG": "en"}, exitUsage, "fails  SLACK_BOT_TOKEN: refused by Slack (invalid_auth)"},
		{"wrong token, in Chinese", nil, nil, map[string]string{"SLACK_BOT_TOKEN": "xoxb-wrong"}, exitUsage, "不行   SLACK_BOT_TOKEN：Slack 不接受（invalid_auth）"},
		{"an empty folder", nil, map[string]string{}, nil, exitAnswered, "注意   新闻稿：文件夹里还没有新闻稿"},
		{"releases", nil, map[string]string{"a.txt": "临湖软件园总投资3.6亿元。\n"}, nil, exitAnswered, "正常   新闻稿：1 篇\n"},
		{"one is refused", nil, map[string]string{"a.txt": "临湖软件园总投资3.6亿元。\n", "b.txt": ""}, nil, exitAnswered, "注意   新闻稿：1 篇，1 份没收"},
		{"built-in releases", nil, nil, nil, exitAnswered, "正常   新闻稿：用自带的示例"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv, err := fakeslack.Start(fakeslack.Options{Scopes: tt.scopes})
			if err != nil {
				t.Fatal(err)
			}
			defer srv.Close()
			if tt.files != nil {
				tt.env = map[string]string{"BEILUN_RELEASES": t.TempDir()}
				for name, text := range tt.files {
					if err := os.WriteFile(filepath.Join(tt.env["BEILUN_RELEASES"], name), []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
			env := map[string]string{"SLACK_API_URL": srv.URL(), "SLACK_BOT_TOKEN": fakeslack.BotToken, "SLACK_APP_TOKEN": fakeslack.AppToken}
			for k, v := range tt.env {
				env[k] = v
			}
			code, stdout, stderr := runWith(t, env, "doctor")
			if code != tt.code || !strings.Contains(stdout, tt.want) {
				t.Errorf("exit code %d, want %d and %q:\n%s%s", code, tt.code, tt.want, stdout, stderr)
			}
		})
	}
}
