package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// startWeb runs "beilun web" with settings until the test ends, and returns the address that
// it prints and its log.
func startWeb(t *testing.T, env map[string]string, args ...string) (address string, log *lockedLog) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	out, in := io.Pipe()
	log = &lockedLog{}
	ended := make(chan int, 1)
	go func() {
		code := run(ctx, append([]string{"web", "-listen", "127.0.0.1:0"}, args...), func(k string) string { return env[k] }, strings.NewReader(""), in, log)
		_ = in.Close()
		ended <- code
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitAnswered {
			t.Errorf("exit code %d\n%s", code, log)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("web prints no address: %v\n%s", err, log)
	}
	_, rest, _ := strings.Cut(line, "http://")
	address, _, ok := strings.Cut(rest, "/")
	if !ok {
		t.Fatalf("web prints %q", line)
	}
	return "http://" + address, log
}

// look returns the page at an address, and its status.
func look(t *testing.T, address string) (status int, page string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err != nil || res.Body.Close() != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// TestWeb has the site of the built-in releases, without any setting.
func TestWeb(t *testing.T) {
	t.Parallel()
	address, _ := startWeb(t, nil)
	status, page := look(t, address+"/?q="+url.QueryEscape("吉利新能源汽车总部总投资多少？"))
	if status != http.StatusOK || !strings.Contains(page, "<mark>4.4亿元</mark>") || !strings.Contains(page, "宁波发布") {
		t.Errorf("status %d: %s", status, page)
	}
}

// TestWebFollows has a release that arrives in the folder, and a second site beside the
// first, which has the index.
func TestWebFollows(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder := filepath.Join(dir, "releases")
	release := func(name, text string) {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	release("a.md", "---\ntitle: 临湖新城\nsource: 临湖发布\ndate: 2026-10-01\n---\n\n临湖体育馆总投资4.2亿元。\n")
	env := map[string]string{"BEILUN_RELEASES": folder, "BEILUN_INDEX": filepath.Join(dir, "index"), "BEILUN_LANG": "en"}
	address, _ := startWeb(t, env)
	question := "/?q=" + url.QueryEscape("临湖体育馆总投资多少？")
	if _, page := look(t, address+question); !strings.Contains(page, "4.2亿元") {
		t.Fatalf("not answered: %s", page)
	}
	beside, log := startWeb(t, env)
	if _, page := look(t, beside+question); !strings.Contains(page, "4.2亿元") || !strings.Contains(log.String(), "in use") {
		t.Errorf("not answered beside the first: %s\n%s", page, log)
	}
	release("b.md", "---\ntitle: 临湖新城\nsource: 临湖发布\ndate: 2026-11-01\n---\n\n临湖体育馆总投资5.3亿元。\n")
	for until := time.Now().Add(30 * time.Second); ; {
		if _, page := look(t, address+question); strings.Contains(page, "5.3亿元") {
			break
		} else if time.Now().After(until) {
			t.Fatalf("the new release is not answered from: %s", page)
		}
		select { // the folder is looked through by itself
		case <-time.After(50 * time.Millisecond):
		case <-t.Context().Done():
		}
	}
}

// TestWebTaken has an address that something else listens on: the command ends at once, with
// a sentence.
func TestWebTaken(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	taken := l.Addr().String()
	env := map[string]string{"BEILUN_LANG": "en", "BEILUN_LISTEN": taken, "SLACK_BOT_TOKEN": "xoxb-1234567890", "SLACK_APP_TOKEN": "xapp-1234567890", "BEILUN_STATE": filepath.Join(t.TempDir(), "state.db")}
	for _, command := range []string{"web", "serve"} {
		if code, _, stderr := runWith(t, env, command); code != exitUsage || !strings.Contains(stderr, "cannot listen on "+taken) {
			t.Errorf("%s: exit code %d: %s", command, code, stderr)
		}
	}
	env["BEILUN_LISTEN"] = "0.0.0.0:0"
	for _, command := range []string{"web", "serve"} {
		if code, _, stderr := runWith(t, env, command); code != exitUsage || !strings.Contains(stderr, "BEILUN_WEB_TOKEN") {
			t.Errorf("%s on an open address: exit code %d: %s", command, code, stderr)
		}
	}
}

// TestWebToken has a token: it is asked for, and is not in the log.
func TestWebToken(t *testing.T) {
	t.Parallel()
	const token = "a-token-of-some-length"
	address, log := startWeb(t, map[string]string{"BEILUN_WEB_TOKEN": token, "BEILUN_LOG_LEVEL": "debug"})
	if status, _ := look(t, address+"/?q=1"); status != http.StatusUnauthorized {
		t.Errorf("without the token: status %d", status)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("with the token: status %d, %v", res.StatusCode, err)
	}
	if strings.Contains(log.String(), token) {
		t.Error("the log has the token")
	}
}

// TestServeWeb has the site beside Slack.
func TestServeWeb(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("---\ntitle: 临湖新城\nsource: 临湖发布\ndate: 2026-10-01\n---\n\n临湖体育馆总投资4.2亿元。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startServing(t, dir, time.Minute, map[string]string{"BEILUN_LISTEN": "127.0.0.1:0"})
	_, rest, _ := strings.Cut(s.log.String(), "address=http://")
	address, _, ok := strings.Cut(rest, "/")
	if !ok {
		t.Fatalf("no address in the log:\n%s", s.log)
	}
	if _, page := look(t, "http://"+address+"/?q="+url.QueryEscape("临湖体育馆总投资多少？")); !strings.Contains(page, "4.2亿元") {
		t.Errorf("not answered: %s", page)
	}
	if _, page := look(t, "http://"+address+"/readyz"); !strings.Contains(page, "slack") {
		t.Errorf("the site does not know of Slack: %s", page)
	}
}

// TestServePages has replies in Slack lead to the page of a release that has no address of
// its own, or one that is gone.
func TestServePages(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a b.md": "---\ntitle: 临湖新城\nsource: 临湖发布\ndate: 2026-10-01\n---\n\n临湖体育馆总投资4.2亿元。\n",
		"d.md":   "---\ntitle: 临湖码头\nsource: 临湖发布\ndate: 2026-10-01\nurl: https://news.example/gone\n---\n\n临湖码头占地320亩。\n",
		"c.md":   "---\ntitle: 临湖大桥\nsource: 临湖发布\ndate: 2026-10-01\nurl: https://news.example/1\n---\n\n临湖大桥全长1.8公里。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const public = "https://figures.example.gov.cn"
	kept := t.TempDir()
	known := filepath.Join(kept, "addresses", "addresses.jsonl")
	if err := errors.Join(os.Mkdir(filepath.Dir(known), 0o700), os.WriteFile(known, []byte(`{"address":"https://news.example/gone","misses":2,"gone":true}`+"\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	s := startServing(t, dir, time.Minute, map[string]string{"BEILUN_URL": public, "BEILUN_STATE": filepath.Join(kept, "state.db")})
	for question, want := range map[string]string{"临湖体育馆总投资多少？": public + "/releases/", "临湖大桥全长多少？": "https://news.example/1", "临湖码头占地多少？": public + "/releases/"} {
		post, err := s.ask(question)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%s %s", post.Text, post.Blocks); !strings.Contains(got, want) || strings.Contains(got, public) != strings.HasPrefix(want, public) {
			t.Errorf("%s: no link to %s in %s", question, want, got)
		}
	}
}
