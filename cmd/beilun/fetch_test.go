package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
)

// siteBehindProxy returns the address of a proxy for sites that are not there: a list
// with two releases, one of which asks for a login, and a site with an error.
func siteBehindProxy(t *testing.T) string {
	t.Helper()
	page := func(title, text string) string {
		return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `</title></head><body><h1>` + title + `</h1><div class="content"><p>` + text +
			`</p><p>区有关部门负责人表示，将继续把这项工作抓好，及时公布进展，请市民放心，也欢迎大家监督。</p></div></body></html>`
	}
	pages := map[string]string{
		"http://www.yunxi.example/news/":       `<html><body><ul><li><a href="a.html">云溪区港口货物吞吐量增长7.4%</a><span>2025-11-03</span></li><li><a href="b.html">云溪区内部通报一份</a><span>2025-11-02</span></li></ul></body></html>`,
		"http://www.yunxi.example/news/a.html": page("云溪区港口货物吞吐量增长7.4%", "云溪区前十个月港口货物吞吐量1268万吨，同比增长7.4%，其中集装箱吞吐量36.5万标箱。</p><p><a href=/f/12.csv>附件1：港口吞吐量（按货类）明细表.csv</a>"),
		"http://www.yunxi.example/f/12.csv":    "货类,吞吐量（万吨）\n煤炭,512\n矿石,756\n",
		"http://www.yunxi.example/news/b.html": `<html><head><title>用户登录</title></head><body><form><h1>用户登录</h1>用户名 <input> 密码 <input type=password></form></body></html>`,
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := pages[r.URL.String()]
		switch {
		case r.URL.Host == "broken.example":
			w.WriteHeader(http.StatusBadGateway)
		case ok:
			fmt.Fprint(w, text)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// TestFetch runs "beilun fetch" behind a proxy, and asks what came.
func TestFetch(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("beilun") // this test program; see TestMain
	if err != nil {
		t.Fatal(err)
	}
	dir, proxy := t.TempDir(), siteBehindProxy(t)
	beilun := func(args ...string) (string, int) {
		t.Helper()
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "BEILUN_RELEASES=releases", "BEILUN_SOURCES=sites.txt", "BEILUN_LANG=zh", "HTTP_PROXY="+proxy, "http_proxy="+proxy, "NO_PROXY=", "no_proxy=")
		out, err := cmd.CombinedOutput()
		if _, ok := err.(*exec.ExitError); err != nil && !ok {
			t.Fatal(err)
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	check := func(wantCode int, want []string, args ...string) {
		t.Helper()
		out, code := beilun(args...)
		if code != wantCode {
			t.Errorf("%q: exit code %d, want %d\n%s", args, code, wantCode, out)
		}
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%q: %q is not in\n%s", args, w, out)
			}
		}
	}
	follow := func(lines string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "sites.txt"), []byte(lines), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "releases"), 0o755); err != nil {
		t.Fatal(err)
	}
	follow("# 没有\n")
	check(exitUsage, []string{"没有网址"}, "fetch")
	follow("http://www.yunxi.example/news/ 每6小时 云溪区政府网\n")
	check(exitAnswered, []string{"新到 2 篇，没有收 1 页", "+ www.yunxi.example/2025-11-03-云溪区港口货物吞吐量增长7.4%.html", "- 云溪区内部通报一份 http://www.yunxi.example/news/b.html"}, "fetch")
	check(exitAnswered, []string{"1268万吨", "云溪区政府网，2025-11-03", "http://www.yunxi.example/news/a.html"}, "ask", "云溪区港口货物吞吐量是多少")
	check(exitAnswered, []string{"新到 0 篇"}, "fetch")
	if out, _ := beilun("index", "-problems"); strings.Contains(out, "附件") {
		t.Errorf("what came is missing:\n%s", out)
	}
	follow("http://www.yunxi.example/news/\nftp://x\nhttp://broken.example/\nhttp://127.0.0.1:9/\nhttp://intranet/\n")
	check(exitFailure, []string{"第 2 行", "ftp://x", "broken.example/：没有看成", "127.0.0.1:9/：没有看成。网址指向内网", "intranet/：没有看成。网址指向内网", "4 处有问题"}, "fetch")
}

// TestServeFollows runs "beilun serve" with a site to follow, and asks admins' status and
// what came.
func TestServeFollows(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("beilun") // this test program; see TestMain
	if err != nil {
		t.Fatal(err)
	}
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	dir, proxy := t.TempDir(), siteBehindProxy(t)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "releases"), 0o755), os.WriteFile(filepath.Join(dir, "sites.txt"), []byte("http://www.yunxi.example/news/\nhttp://broken.example/\nx\n"), 0o644)); err != nil {
		t.Fatal(err)
	}
	log := &lockedLog{}
	cmd := exec.CommandContext(ctx, program, "serve")
	cmd.Dir, cmd.Stderr = dir, log
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env = append(os.Environ(), "BEILUN_RELEASES=releases", "BEILUN_SOURCES=sites.txt", "HTTP_PROXY="+proxy, "http_proxy="+proxy, "NO_PROXY=", "no_proxy=",
		"SLACK_API_URL="+srv.URL(), "SLACK_BOT_TOKEN="+fakeslack.BotToken, "SLACK_APP_TOKEN="+fakeslack.AppToken, "BEILUN_ADMINS=UADMIN1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := false
	defer func() {
		cancel()
		if err := cmd.Wait(); ended && cmd.ProcessState.ExitCode() != exitAnswered { // err is that of ctx
			t.Errorf("%v\n%s", err, log)
		}
		if t.Failed() {
			t.Log(log)
		}
	}()
	if err := srv.Sockets.WaitConnected(ctx); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	n := 0
	until := func(user, text string, want ...string) {
		t.Helper()
		last := ""
		for ctx.Err() == nil {
			if _, err := srv.People.Slash("D1", user, text); err != nil {
				t.Fatal(err)
			}
			n++
			posts, err := srv.Channels.WaitPosts(ctx, n)
			if err != nil {
				break
			}
			last = posts[n-1].Text
			if !slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(last, w) }) {
				return
			}
			time.Sleep(500 * time.Millisecond)
		}
		t.Fatalf("%s: %q, want %q\n%s", text, last, want, log)
	}
	until("UADMIN1", "status", "收录了2篇", "第 3 行不起作用", "www.yunxi.example/news/：刚才看过，共收到 2 篇", "没有收 1 页", "broken.example/：刚才没有看成。网站出错了")
	until("U1", "云溪区港口货物吞吐量是多少", "1268万吨")
	fetch := exec.CommandContext(ctx, program, "fetch")
	fetch.Dir, fetch.Env = dir, append(cmd.Env, "BEILUN_LANG=zh")
	if out, err := fetch.CombinedOutput(); err == nil || !strings.Contains(string(out), "另一个 beilun（serve 或 fetch）") {
		t.Errorf("fetch beside serve: %v\n%s", err, out)
	}
	ended = true
}
