package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestUnknownSetting names what is near a name that is no setting, in .env and in the
// environment, and never a value.
func TestUnknownSetting(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile(".env", []byte("BEILUN_RELEASE=新闻稿\nSLACK_TOKEN_OF_THE_BOT=xoxb-secret\nOTHER=1\nBEILUN_LANG=zh\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, stderr := runWith(t, nil, "feedback")
	if !strings.Contains(stderr, ".env：没有设置 BEILUN_RELEASE，它不起作用；是不是 BEILUN_RELEASES？") || !strings.Contains(stderr, "没有设置 SLACK_TOKEN_OF_THE_BOT，它不起作用；可以写什么见") ||
		strings.Contains(stderr, "secret") || strings.Contains(stderr, "OTHER") || strings.Contains(stderr, "BEILUN_LANG") {
		t.Error(stderr)
	}
	var out strings.Builder
	e := newEnv(func(string) string { return "" }, strings.NewReader(""), &out, &out)
	e.warnEnvironment([]string{"BEILUN_STAT=x", "BEILUN_STATE=y", "BEILUN_CHAOS_FULL=1", "SLACK_WEBHOOK=z", "HOME=/", "BEILUN_="})
	if text := out.String(); !strings.Contains(text, "环境变量：没有设置 BEILUN_STAT，") || !strings.Contains(text, "BEILUN_STATE？") || strings.Count(text, "\n") != 2 {
		t.Error(text)
	}
}

// TestDotenvLine names the line of .env that cannot be read, and complains of nothing else.
func TestDotenvLine(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile(".env", []byte("SLACK_BOT_TOKEN=xoxb-1234567890\nSLACK_APP_TOKEN xapp-secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := runWith(t, nil, "serve")
	if code != exitUsage || stderr != "beilun: .env 第 2 行不是 名称=值；请对照 .env.example 改好\n" {
		t.Errorf("exit code %d, %s", code, stderr)
	}
}

// TestTestNames compares the variables in the source with the settings and with testName:
// tests must not be told that theirs are mistyped.
func TestTestNames(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, s := range settings() {
		known[s.name] = true
	}
	variable := regexp.MustCompile(`"(BEILUN_[A-Z_]+)"`)
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "unknown_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range variable.FindAllStringSubmatch(string(data), -1) {
			if !known[m[1]] && !testName.MatchString(m[1]) {
				t.Errorf("%s: %s", path, m[1])
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
