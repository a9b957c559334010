package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/index"
	"beilun/internal/state"
)

// TestSecondServe says that another one runs, before it reads anything, and what to do.
func TestSecondServe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	env := map[string]string{
		"SLACK_BOT_TOKEN": "xoxb-1234567890", "SLACK_APP_TOKEN": "xapp-1234567890", "BEILUN_RELEASES": dir,
		"BEILUN_STATE": filepath.Join(dir, "state.db"), "BEILUN_INDEX": filepath.Join(dir, "index"),
	}
	x, err := index.Open(env["BEILUN_INDEX"], index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	check := func(want string) {
		t.Helper()
		code, _, stderr := runWith(t, env, "serve")
		if code != exitFailure || !strings.Contains(stderr, want) || !strings.Contains(stderr, "先停掉它") || strings.Contains(stderr, "doctor") || strings.Contains(stderr, "BEILUN_INDEX") || strings.Contains(stderr, "%!") {
			t.Errorf("exit code %d, %s", code, stderr)
		}
	}
	check("索引 " + env["BEILUN_INDEX"] + " 正被另一个 beilun 使用")
	st, err := state.Open(env["BEILUN_STATE"], state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	check("另一个 beilun 已经在这个文件夹运行（状态文件 " + env["BEILUN_STATE"] + "）")
}

// TestMissingFiles says in the user's language what is wrong with files that are named.
func TestMissingFiles(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "空.txt")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"show", "没有.txt"}, exitUsage, "beilun: 新闻稿 没有.txt 打不开：没有这个文件或文件夹\n"},
		{[]string{"ask", "-releases", "/nope/nope", "总投资"}, exitUsage, "beilun: 新闻稿 /nope/nope 打不开：没有这个文件或文件夹\n"},
		{[]string{"show", empty}, exitFailure, "空.txt：文件里没有文字。"},
	} {
		if code, _, stderr := runWith(t, nil, tt.args...); code != tt.code || !strings.Contains(stderr, tt.want) {
			t.Errorf("%v: exit code %d, %s", tt.args, code, stderr)
		}
	}
}
