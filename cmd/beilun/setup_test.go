package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/needs"
)

// TestSetup goes from an empty folder to an answer in Slack: it answers the questions of
// setup as a person would, who at the end lets it start.
func TestSetup(t *testing.T) {
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	t.Chdir(t.TempDir())
	values := map[string]string{"SLACK_API_URL": srv.URL()}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	serving, stop := context.WithCancel(ctx)
	defer stop()
	lines := strings.Join([]string{
		"",                              // the app is made
		fakeslack.AppToken,              // the wrong one
		"“" + fakeslack.BotToken + "” ", // pasted from a message
		"xapp-wrong-wrong-wrong",        //
		fakeslack.AppToken,              //
		"1",                             // a folder here
		"UADMIN1",                       //
		"",                              // start
	}, "\n") + "\n"
	var out, log strings.Builder
	ended := make(chan int, 1)
	go func() {
		ended <- run(serving, []string{"setup"}, func(k string) string { return values[k] }, strings.NewReader(lines), &out, &log)
	}()
	if err := srv.Sockets.WaitConnected(ctx); err != nil {
		stop()
		t.Fatalf("%v, exit code %d\n%s\n%s", err, <-ended, out.String(), log.String())
	}
	if err := os.WriteFile(filepath.Join("新闻稿", "2024-03-01-a.txt"), []byte("临湖软件园总投资3.6亿元。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := srv.People.Slash("C1", "UADMIN1", "reindex"); err != nil {
		t.Fatal(err)
	}
	if _, err := srv.Channels.WaitPosts(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := srv.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 临湖软件园总投资多少？"}); err != nil {
		t.Fatal(err)
	}
	posts, err := srv.Channels.WaitPosts(ctx, 2)
	if err != nil || !strings.Contains(posts[1].Text, "3.6亿元") {
		t.Errorf("%+v, %v", posts, err)
	}
	stop()
	if code := <-ended; code != exitAnswered {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{"第 5 步，共 5 步", "要的是以 xoxb- 开头的那个", "Slack 不接受（invalid_auth）", "正常   权限：应用清单要的都有了", "新闻稿 里还没有新闻稿", "已经写进 .env", "正在连接 Slack"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	if text := out.String() + log.String(); strings.Contains(text, fakeslack.BotToken) || strings.Contains(text, fakeslack.AppToken) {
		t.Error("a token is printed")
	}
	if info, err := os.Stat(".env"); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf(".env: %v, %v", info, err)
	}
	var found strings.Builder
	if code := run(ctx, []string{"doctor"}, func(k string) string { return values[k] }, strings.NewReader(""), &found, io.Discard); code != exitAnswered || !strings.Contains(found.String(), "正常   SLACK_APP_TOKEN：可用") {
		t.Errorf("doctor: exit code %d\n%s", code, found.String())
	}
}

func TestFolderOf(t *testing.T) {
	t.Parallel()
	needs.Unix(t, "read paths of macOS")
	for _, tt := range []struct{ goos, dir, program, want string }{
		{"darwin", "/Users/me", "/Users/me/Downloads/beilun", "/Users/me/Downloads"},
		{"darwin", "/Users/me/work", "/Users/me/Downloads/beilun", ""},
		{"darwin", "/Users/me", "/usr/local/bin/beilun", ""},
		{"darwin", "/Users/me", "/Users/me/beilun", ""},
		{"linux", "/Users/me", "/Users/me/Downloads/beilun", ""},
	} {
		if got := folderOf(tt.goos, tt.dir, "/Users/me", tt.program, []string{"/usr/bin", "/usr/local/bin"}); got != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}

// TestManifestCommand checks what is printed for people to paste or to open.
func TestManifestCommand(t *testing.T) {
	t.Parallel()
	if code, out, _ := runWith(t, nil, "manifest", "-link"); code != exitAnswered || !strings.HasPrefix(out, "https://api.slack.com/apps?new_app=1&manifest_json=%7B") || strings.Count(out, "\n") != 1 {
		t.Errorf("exit code %d, %q", code, out)
	}
	if code, _, errs := runWith(t, nil, "manifest", "x"); code != exitUsage || !strings.Contains(errs, "用法") {
		t.Errorf("exit code %d, %q", code, errs)
	}
}

// TestServeRefused says in the user's language that it stopped, and where to look, when
// Slack refuses a token.
func TestServeRefused(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	dir := t.TempDir()
	for lang, want := range map[string][]string{"zh": {"beilun serve 停了：", "运行 beilun doctor"}, "en": {"SLACK_BOT_TOKEN", "run beilun doctor"}} {
		code, _, stderr := runWith(t, map[string]string{
			"SLACK_API_URL": srv.URL(), "SLACK_BOT_TOKEN": "xoxb-wrong-wrong", "SLACK_APP_TOKEN": fakeslack.AppToken, "BEILUN_STATE": filepath.Join(dir, "state.db"), "BEILUN_LANG": lang,
		}, "serve")
		for _, w := range want {
			if code != exitUsage || !strings.Contains(stderr, w) {
				t.Errorf("%s: exit code %d, %q is not in\n%s", lang, code, w, stderr)
			}
		}
		if strings.Contains(stderr, "wrong-wrong") {
			t.Errorf("the token is printed:\n%s", stderr)
		}
	}
}
