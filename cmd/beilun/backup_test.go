package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/internal/archive"
	"beilun/internal/fakeslack"
	"beilun/internal/needs"
	"beilun/internal/state"

	"github.com/google/go-cmp/cmp"
)

// folderTexts returns the visible files of a folder.
func folderTexts(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(raw)
	}
	return out
}

// TestBackupUnderLoad saves a bot that answers while releases arrive, three times, and
// restores it. What had been answered or was in the folder before a backup is in it. The
// restored bot answers, and posts nothing that was posted.
func TestBackupUnderLoad(t *testing.T) {
	needs.Long(t, "half a minute")
	t.Parallel()
	dir := t.TempDir()
	env := map[string]string{"BEILUN_RELEASES": filepath.Join(dir, "releases"), "BEILUN_STATE": filepath.Join(dir, "state.db"), "BEILUN_INDEX": filepath.Join(dir, "index"), "BEILUN_LANG": "en"}
	if err := os.Mkdir(env["BEILUN_RELEASES"], 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(i int) string {
		x := newThing(i)
		name := fmt.Sprintf("%03d.txt", i)
		if err := os.WriteFile(filepath.Join(env["BEILUN_RELEASES"], name), []byte(x.title()+"\n\n"+x.text()+"\n"), 0o644); err != nil {
			t.Error(err)
		}
		return name
	}
	for i := range 5 {
		write(i)
	}
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	maps.Copy(env, map[string]string{"SLACK_API_URL": srv.URL(), "SLACK_BOT_TOKEN": fakeslack.BotToken, "SLACK_APP_TOKEN": fakeslack.AppToken})
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	stop := serveUntil(ctx, t, srv, env, 1)
	direct := func(n int) {
		_, err := srv.People.DirectMessage(fakeslack.Message{Channel: fmt.Sprint("D", n), User: fmt.Sprint("U", n), Text: newThing(n % 5).question()})
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := srv.People.DirectMessage(fakeslack.Message{Channel: "D1000", User: "U1000", Text: "订阅 全部"}); err != nil {
		t.Fatal(err)
	}
	if _, err := srv.Channels.WaitPosts(ctx, 1); err != nil {
		t.Fatal(err)
	}

	var load sync.WaitGroup
	loading, quiet := context.WithCancel(ctx)
	load.Go(func() {
		for n := 0; loading.Err() == nil; n++ {
			direct(n)
			time.Sleep(200 * time.Millisecond)
		}
	})
	load.Go(func() {
		for i := 5; loading.Err() == nil; i++ {
			write(i)
			time.Sleep(300 * time.Millisecond)
		}
	})
	var saved []string
	var before []map[string]string
	var posted [][]fakeslack.Post
	for i := range 3 {
		time.Sleep(700 * time.Millisecond)
		before, posted = append(before, folderTexts(t, env["BEILUN_RELEASES"])), append(posted, srv.Channels.Posts())
		path := filepath.Join(dir, fmt.Sprintf("backup-%d.tar.gz", i))
		start := time.Now()
		code, stdout, stderr := runWith(t, env, "backup", path)
		t.Logf("saved within %v", time.Since(start))
		if code != exitAnswered || !strings.Contains(stdout, "the state (1 subscriptions") {
			t.Fatalf("exit code %d, %s%s", code, stdout, stderr)
		}
		saved = append(saved, path)
	}
	quiet()
	load.Wait()
	stop()
	after := folderTexts(t, env["BEILUN_RELEASES"])
	if left, err := filepath.Glob(env["BEILUN_STATE"] + ".*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}

	for i, path := range saved {
		other := maps.Clone(env)
		to := filepath.Join(dir, "restored", fmt.Sprint(i))
		maps.Copy(other, map[string]string{"BEILUN_RELEASES": filepath.Join(to, "releases"), "BEILUN_STATE": filepath.Join(to, "state.db"), "BEILUN_INDEX": filepath.Join(to, "index")})
		code, stdout, stderr := runWith(t, other, "restore", path)
		if code != exitAnswered {
			t.Fatalf("exit code %d, %s%s", code, stdout, stderr)
		}
		got := folderTexts(t, other["BEILUN_RELEASES"])
		for name, text := range before[i] {
			if got[name] != text {
				t.Errorf("backup %d: %s was there before it, and is %q in it", i, name, got[name])
			}
		}
		for name, text := range got {
			if after[name] != text {
				t.Errorf("backup %d: %s is %q, which it never was", i, name, text)
			}
		}
		checkState(t, path, other["BEILUN_STATE"], len(posted[i]))
		if i == len(saved)-1 {
			serveRestored(ctx, t, srv, other)
		}
	}
}

// serveUntil serves until the function it returns is called; hellos is how often the fake
// Slack has been connected to by then.
func serveUntil(ctx context.Context, t *testing.T, srv *fakeslack.Server, env map[string]string, hellos int) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(ctx)
	log := &lockedLog{}
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve"}, func(k string) string { return env[k] }, strings.NewReader(""), io.Discard, log)
	}()
	if err := srv.Sockets.WaitHellos(ctx, hellos); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	return func() {
		cancel()
		if code := <-ended; code != exitAnswered {
			t.Errorf("exit code %d\n%s", code, log)
		}
	}
}

// checkState checks that a restored state is good, has what its archive says, and knows at
// least as many answered events as there were answers before it was saved.
func checkState(t *testing.T, path, file string, answers int) {
	t.Helper()
	a, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if losses, err := state.Check(file); len(losses) > 0 || err != nil {
		t.Errorf("%s: %v, %v", path, losses, err)
	}
	st, err := state.Open(file, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	counts, err := st.Counts()
	if diff := cmp.Diff(a.Counts, counts); diff != "" || err != nil {
		t.Errorf("%s, %v (-archive +state):\n%s", path, err, diff)
	}
	left, err := st.Deliveries.Unsettled()
	if err != nil || counts["deliveries"] < answers {
		t.Errorf("%s: %d events for %d answers, %v", path, counts["deliveries"], answers, err)
	}
	for _, d := range left {
		if d.Status != state.Pending {
			t.Errorf("%s: %s is %s", path, d.ID, d.Status)
		}
	}
}

// serveRestored serves what was restored. Nothing that waited in it is posted twice, no
// release that came back is news, and it answers.
func serveRestored(ctx context.Context, t *testing.T, srv *fakeslack.Server, env map[string]string) {
	t.Helper()
	posts := len(srv.Channels.Posts())
	stop := serveUntil(ctx, t, srv, env, 2)
	defer stop()
	if _, err := srv.People.DirectMessage(fakeslack.Message{Channel: "D2000", User: "U2000", Text: newThing(3).question()}); err != nil {
		t.Fatal(err)
	}
	if _, err := srv.Channels.WaitPosts(ctx, posts+1); err != nil {
		t.Fatal(err)
	}
	time.Sleep(4 * time.Second) // for news, which gather for three
	all := srv.Channels.Posts()
	perChannel := map[string]int{}
	for _, p := range all {
		perChannel[p.Channel]++
	}
	for channel, n := range perChannel {
		if n > 1 && channel != "D1000" { // whose subscription brings news
			t.Errorf("%d posts in %s", n, channel)
		}
	}
	if len(all) != posts+1 || perChannel["D2000"] != 1 {
		t.Errorf("%d posts after the restore, want the one answer: %v", len(all)-posts, all[posts:])
	}
	if text := all[len(all)-1].Text; !strings.Contains(text, newThing(3).amount) {
		t.Errorf("answered %q", text)
	}
}

// TestBackupAtRest saves and restores a state that nobody has open, and refuses to restore
// over one that somebody has.
func TestBackupAtRest(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, path := filepath.Join(dir, "state.db"), filepath.Join(dir, "b.tar.gz")
	env := map[string]string{"BEILUN_STATE": file, "BEILUN_INDEX": filepath.Join(dir, "index"), "BEILUN_LANG": "en"}
	st, err := state.Open(file, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rating := state.Feedback{At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), User: "U1", Question: "园区？", Answer: "4.4亿元", Useful: true}
	_, err = st.Deliveries.Note(state.Delivery{ID: "Ev1"})
	if err := errors.Join(err, st.Feedback.Put("a", rating), st.Notes.Put("n", state.Raw(`{"Channel":"C1","Made":"2026-01-02T03:04:05Z"}`))); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := runWith(t, env, "restore", "nothing"); code != exitUsage || !strings.Contains(stderr, "nothing") {
		t.Errorf("exit code %d, %s", code, stderr)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := runWith(t, env, "backup", path); code != exitAnswered || stdout != path+": the state (0 subscriptions, 1 ratings)\n" || stderr != "" {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
	other := maps.Clone(env)
	other["BEILUN_STATE"] = filepath.Join(dir, "other", "state.db")
	if code, stdout, stderr := runWith(t, other, "restore", path); code != exitAnswered || stderr != "" {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
	_, want, _ := runWith(t, env, "feedback", "-json")
	if _, got, _ := runWith(t, other, "feedback", "-json"); got != want || want == "" {
		t.Errorf("restored %q, want %q", got, want)
	}
	if st, err = state.Open(other["BEILUN_STATE"], state.Options{}); err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	status, err := st.Deliveries.Status("Ev1")
	note, _, err2 := st.Notes.Get("n")
	if err := errors.Join(err, err2); err != nil || status != state.Pending || !strings.Contains(string(note), `"Sealed":"2026-01-02T03:04:05Z"`) {
		t.Errorf("%s, %s, %v", status, note, err)
	}
	for _, args := range [][]string{{"restore", path}, {"restore", "-replace", path}} {
		if code, _, stderr := runWith(t, other, args...); code != exitUsage || !strings.Contains(stderr, "beilun is running") {
			t.Errorf("%v: exit code %d, %s", args, code, stderr)
		}
	}
}

// TestDamagedState looks at states with damage and without.
func TestDamagedState(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.db")
	find := func(want string, level bot.FindingState) {
		t.Helper()
		e := &env{lang: terminal.English}
		if f := e.stateFinding(file); f.State != level || !strings.Contains(f.Text, want) {
			t.Errorf("%+v, want %q", f, want)
		}
	}
	find("none yet", bot.Fine)
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	find("damaged: the file is empty", bot.Damaged)
	env := map[string]string{"BEILUN_STATE": file, "BEILUN_LANG": "en"}
	if code, _, stderr := runWith(t, env, "feedback"); code != exitDeclined || !strings.Contains(stderr, "(the file is empty) and is mended. The damaged file is kept as state.db.damaged-") || !strings.Contains(stderr, "Nothing of it could be read") {
		t.Errorf("exit code %d, %s", code, stderr)
	}
	find("Nothing of it could be read", bot.Damaged)
	st, err := state.Open(file, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	find("in use", bot.Fine)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}
