package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/words"
	"beilun/internal/fakeslack"
	"beilun/internal/needs"
	"beilun/internal/pdftext"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	pdftext.Child() // does not return in the process that reads PDFs
	testscript.Main(m, map[string]func(){"beilun": main})
}

func TestScript(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode": exitcode,
		},
	})
}

// exitcode N COMMAND… runs a command and compares its exit code.
func exitcode(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if m := regexp.MustCompile(`exit status (\d+)`).FindStringSubmatch(errText(err)); m != nil {
		code = m[1]
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestEnvExample compares .env.example with the settings.
func TestEnvExample(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, s := range settings() {
		known[s.name] = true
	}
	documented := map[string]bool{}
	comment := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		name, _, ok := strings.Cut(line, "=")
		if ok && !strings.HasPrefix(line, "#") {
			if !known[name] {
				t.Errorf("%s is in .env.example and no setting", name)
			}
			if !comment {
				t.Errorf("%s has no comment in .env.example", name)
			}
			documented[name] = true
		}
		comment = strings.HasPrefix(line, "#")
	}
	for name := range known {
		if !documented[name] {
			t.Errorf("%s is missing in .env.example", name)
		}
	}
}

func TestConfigReportsEverything(t *testing.T) {
	t.Parallel()
	values := map[string]string{
		"SLACK_BOT_TOKEN": "xapp-secret", "BEILUN_ADMINS": "U12345678,somebody", "SLACK_API_URL": "slack", "BEILUN_RELEASES": "does-not-exist",
		"BEILUN_NOTICES": "sometimes", "BEILUN_LANG": "latin",
	}
	_, err := loadConfig(func(k string) string { return values[k] }, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
	if err == nil {
		t.Fatal("no error")
	}
	named := []string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "BEILUN_ADMINS", "somebody", "SLACK_API_URL", "BEILUN_RELEASES", "does-not-exist", "BEILUN_LANG"}
	for l, words := range map[terminal.Lang][]string{terminal.English: {"BEILUN_NOTICES: it takes on or off"}, terminal.Chinese: {"BEILUN_NOTICES：只能是 on 或 off", "还没有填"}} {
		text := l.Explain(err)
		for _, want := range slices.Concat(named, words) {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in %s", want, text)
			}
		}
		if strings.Contains(text, "secret") {
			t.Errorf("the error holds a token: %s", text)
		}
	}
}

// TestKill kills "beilun index" at different moments and checks that the index has
// each release once, in its old or new form.
func TestKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	program, err := exec.LookPath("beilun") // this test program; see TestMain
	if err != nil {
		t.Fatal(err)
	}
	releases, store := filepath.Join(dir, "releases"), filepath.Join(dir, "index")
	version := 0
	write := func() {
		version++
		for i := range 60 {
			text := strings.Repeat("临湖园区第"+strings.Repeat("甲", i%7+1)+"期入驻企业很多。\n", 30)
			name := filepath.Join(releases, string(rune('a'+i%26))+strings.Repeat("x", i/26)+".txt")
			if err := os.WriteFile(name, []byte("---\ntitle: v"+strings.Repeat("i", version)+"\n---\n"+text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Mkdir(releases, 0o755); err != nil {
		t.Fatal(err)
	}
	write()
	if out, err := exec.Command(program, "index", "-releases", releases, "-index", store).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	earlier := map[string]bool{"v" + strings.Repeat("i", version): true} // what a release may still be as
	killed, rounds := 0, needs.Some(t, 20, 6)
	for round := range rounds {
		write()
		next := "v" + strings.Repeat("i", version)
		cmd := exec.Command(program, "index", "-releases", releases, "-index", store)
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(40+round*20) * time.Millisecond)
		_ = cmd.Process.Kill() // it may be done
		if err := cmd.Wait(); err != nil {
			killed++
		}
		x, err := index.Open(store, index.Options{Lexicon: lex})
		if err != nil {
			t.Fatal(err)
		}
		if why := x.Rebuild(); why != "" {
			t.Errorf("round %d: %s", round, why)
		}
		earlier[next] = true
		titles, ids := map[string]bool{}, map[string]bool{}
		for _, r := range x.Releases() {
			ids[r.ID] = true
			if titles[r.Title] = true; !earlier[r.Title] {
				t.Errorf("round %d: %s is %s, want one of %v", round, r.ID, r.Title, earlier)
			}
		}
		if len(ids) != 60 || x.Passages() != 60*30 {
			t.Errorf("round %d: %d releases, %d passages", round, len(ids), x.Passages())
		}
		earlier = titles
		if err := x.Close(); err != nil {
			t.Error(err)
		}
		out, err := exec.Command(program, "ask", "-releases", releases, "临湖园区企业").CombinedOutput()
		if len(out) == 0 {
			t.Errorf("round %d: ask says nothing, %v", round, err)
		}
	}
	t.Logf("killed %d of %d in the middle", killed, rounds)
	if killed == 0 {
		t.Error("no run was killed before it was done")
	}
}

// TestServe runs the whole program against a fake Slack: it answers, a release
// dropped into the folder is found after a reindex, and a signal ends it.
func TestServe(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	dir := t.TempDir()
	releases := filepath.Join(dir, "releases")
	if err := os.Mkdir(releases, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(releases, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("2024-03-01-a.md", "---\ntitle: 园区拿地\nsource: 日报\ndate: 2024-03-01\n---\n临湖软件园总投资3.6亿元。\n")
	values := map[string]string{
		"BEILUN_RELEASES": releases, "BEILUN_INDEX": filepath.Join(dir, "index"), "BEILUN_STATE": filepath.Join(dir, "state.db"), "SLACK_API_URL": srv.URL(),
		"SLACK_BOT_TOKEN": fakeslack.BotToken, "SLACK_APP_TOKEN": fakeslack.AppToken, "BEILUN_ADMINS": "UADMIN1",
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	serving, stop := context.WithCancel(ctx)
	ended := make(chan int, 1)
	var log strings.Builder
	go func() {
		ended <- run(serving, []string{"serve"}, func(k string) string { return values[k] }, strings.NewReader(""), io.Discard, &log)
	}()
	if err := srv.Sockets.WaitConnected(ctx); err != nil {
		t.Fatal(err)
	}
	const answerWithin = 10 * time.Second // while it serves; not how fast it is
	ask := func(n int, want string) {
		t.Helper()
		asked := time.Now()
		if _, err := srv.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 临湖软件园总投资多少？"}); err != nil {
			t.Fatal(err)
		}
		posts, err := srv.Channels.WaitPosts(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		if p := posts[n-1]; !strings.HasPrefix(p.Text, want) || !strings.Contains(p.Text, "日报") || p.At.Sub(asked) > answerWithin {
			t.Errorf("answered %q after %v, want %q", p.Text, p.At.Sub(asked), want)
		}
	}
	ask(1, "临湖软件园总投资：3.6亿元")
	write("2024-09-01-b.md", "---\ntitle: 园区开工\nsource: 日报\ndate: 2024-09-01\n---\n临湖软件园总投资4.4亿元。\n")
	if _, err := srv.People.Slash("C1", "UADMIN1", "reindex"); err != nil {
		t.Fatal(err)
	}
	if posts, err := srv.Channels.WaitPosts(ctx, 2); err != nil || !strings.Contains(posts[1].Text, "新增1") {
		t.Fatalf("%+v, %v", posts, err)
	}
	ask(3, "临湖软件园总投资：4.4亿元")
	if p := srv.Channels.Posts()[2]; !strings.Contains(p.Text, "此前：3.6亿元") {
		t.Errorf("the history is missing in %q", p.Text)
	}
	stop()
	if code := <-ended; code != exitAnswered {
		t.Errorf("exit code %d\n%s", code, log.String())
	}
	if strings.Contains(log.String(), "xoxb") || strings.Contains(log.String(), "xapp") || strings.Contains(log.String(), "ticket=") {
		t.Error("the log holds a token")
	}
}
