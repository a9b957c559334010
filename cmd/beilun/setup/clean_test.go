package setup

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestCleanToken(t *testing.T) {
	t.Parallel()
	const token = "xoxb-12345678901-ABCdef123456"
	for _, tt := range []struct{ in, want string }{
		{token, token},
		{"  " + token + "\r", token},
		{"\u200b" + token + "\ufeff", token},
		{`"` + token + `"`, token},
		{"“" + token + "”", token},
		{"`" + token + "`", token},
		{"SLACK_BOT_TOKEN=" + token, token},
		{"export SLACK_BOT_TOKEN='" + token + "'", token},
		{"Bearer " + token, token},
		{"ｘｏｘｂ－12345678901－ABCdef123456", token},
		{"xoxb–12345678901—ABCdef123456", token},
		{"xoxb-1234567\u00a08901-ABCdef123456", token},
		{token + token, token},
		{"xapp-1-A0-1-abc", "xapp-1-A0-1-abc"},
		{"xoxe.xoxp-1-abc", "xoxe.xoxp-1-abc"},
		{"secret", "secret"},
		{"", ""},
		{" \t", ""},
		{token + " " + "xapp-1-A0-1-abc", token + "xapp-1-A0-1-abc"},
	} {
		if got := cleanToken(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestShown(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"xoxb-12345678901-ABCdef123456": "xoxb-123…3456",
		"xoxb-short":                    "xoxb-…",
		"abc":                           "abc…",
		"":                              "…",
	} {
		if got := shown(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCleanPath(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	spaced := filepath.Join(dir, "my folder")
	if err := os.Mkdir(spaced, 0o755); err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{
		" 新闻稿 ":             "新闻稿",
		`"C:\我的 文档\新闻稿"`:    `C:\我的 文档\新闻稿`,
		"“新闻稿”":             "新闻稿",
		`D:\news\`:          `D:\news`,
		`D:\`:               `D:\`,
		"/":                 "/",
		"'a b'":             "a b",
		"~/releases":        filepath.Join("/home/me", "releases"),
		"\u200e新闻稿":         "新闻稿",
		"file:///tmp/a%20b": "/tmp/a b",
		"it's":              "it's",
	}
	if runtime.GOOS != "windows" {
		cases[strings.ReplaceAll(spaced, " ", `\ `)+" "] = spaced
		cases[`no\ where`] = `no\ where`
	}
	for in, want := range cases {
		if got := cleanPath(in, "/home/me"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCleanMembers(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"U012ABCDEF":                          "U012ABCDEF",
		" u012abcdef ":                        "U012ABCDEF",
		"U012ABCDEF，W99999、UAAAAA":            "U012ABCDEF,W99999,UAAAAA",
		"<@U012ABCDEF>":                       "U012ABCDEF",
		"https://x.slack.com/team/U012ABCDEF": "U012ABCDEF",
		"Ｕ012ABCDEF":                          "U012ABCDEF",
	} {
		if got, err := cleanMembers(in); err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"@wang", "王小明", "C012ABCDEF", "U1"} {
		if got, err := cleanMembers(in); err == nil {
			t.Errorf("%q: %q, want an error", in, got)
		}
	}
}
