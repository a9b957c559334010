//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"beilun/internal/fakeslack/try"
)

// story runs the commands of the README in their order, in an empty folder with nothing
// in it but the program, beside a fake Slack. What belongs to the system is a stand-in
// that records how it was called.
type story struct {
	t       *testing.T
	ctx     context.Context
	dir     string // the folder
	calls   string // file in which the stand-ins record their calls
	env     []string
	slack   *slackRoom
	serving *served // nil: not running
	logged  string  // by all that ran
	done    map[string]int

	outcomes map[string]string // of the questions in the README
}

// envFile is the file of settings in the folder.
const envFile = ".env"

// patience bounds the wait for anything that happens by itself.
const patience = 90 * time.Second

// TestReadmeStory plays the blocks of the README in their order. They are for a shell.
func TestReadmeStory(t *testing.T) {
	t.Parallel()
	p := readReadme(t)
	s := newStory(t)
	s.outcomes = p.outcomes()
	for _, b := range p.fences {
		s.play(b)
	}
	s.stop()
	for _, what := range []string{"ask", "serve", "doctor", "show", "index", "xattr", "systemctl", "journalctl", "docker", "slack", "quoted", "declined"} {
		if s.done[what] == 0 {
			t.Errorf("nothing of the README ran %s", what)
		}
	}
	t.Logf("%v", s.done)
}

// play plays a block, if it is part of the story.
func (s *story) play(b fence) {
	s.t.Helper()
	switch b.kind {
	case "sh", "sh mac", "sh setup":
		for line := range strings.Lines(b.text) {
			s.command(strings.TrimSpace(line))
		}
	case "slack":
		for line := range strings.Lines(b.text) {
			s.typed(strings.TrimSpace(line))
		}
	case "text 新闻稿.md", "text 更正表.txt":
		s.write(strings.TrimPrefix(b.kind, "text "), b.text)
	case "dotenv releases":
		s.useFolder(b.text)
	case "text log":
		s.log(b.text)
	}
}

// newStory makes the folder and starts the fake Slack.
func newStory(t *testing.T) *story {
	t.Helper()
	program, err := exec.LookPath("beilun")
	if err != nil {
		t.Fatal(err)
	}
	top := t.TempDir()
	s := &story{t: t, dir: filepath.Join(top, "空 文件夹"), calls: filepath.Join(top, "calls"), done: map[string]int{}}
	bin, home := filepath.Join(top, "bin"), filepath.Join(top, "home")
	for _, dir := range []string{s.dir, bin, home} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(program, filepath.Join(s.dir, "beilun")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sudo", "systemctl", "journalctl", "docker", "xattr"} {
		script := "#!/bin/sh\necho \"" + name + " $*\" >> \"$CALLS\"\n"
		if name == "sudo" {
			script += "exec \"$@\"\n"
		}
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	s.ctx = ctx
	s.slack = openRoom(t, ctx)
	t.Cleanup(cancel)
	s.env = []string{
		"PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH"), "HOME=" + home, "CALLS=" + s.calls, "LANG=C.UTF-8", "TMPDIR=" + t.TempDir(),
		"SLACK_API_URL=" + s.slack.value("SLACK_API_URL"), "BEILUN_LOG=json",
	}
	return s
}

// command runs a line as a person would type it.
func (s *story) command(line string) {
	s.t.Helper()
	args, _ := beilunArgs(line)
	if len(args) > 0 {
		s.done[args[0]]++
		if args[0] == "serve" {
			s.serve()
			return
		}
	}
	cmd := exec.CommandContext(s.ctx, "sh", "-c", line)
	cmd.Dir, cmd.Env = s.dir, s.env
	cmd.Stdin = strings.NewReader(s.answers(args))
	out, err := cmd.CombinedOutput()
	s.logged += string(out)
	if err != nil {
		s.t.Errorf("%s: %v\n%s", line, err, out)
	}
	if len(args) > 0 && args[0] == "setup" {
		s.checkSetup(string(out))
	}
	if len(args) > 0 && args[0] == "ask" && !strings.HasPrefix(string(out), "4.4亿元\n") {
		s.t.Errorf("%s prints\n%s", line, out)
	}
	for _, call := range s.called() {
		if err := s.standIn(strings.Fields(call)); err != nil {
			s.t.Errorf("%s: %s: %v", line, call, err)
		}
	}
}

// answers are what is typed while a command runs: for setup, what it asks for.
func (s *story) answers(args []string) string {
	if len(args) == 0 || args[0] != "setup" {
		return ""
	}
	// The link is opened and the app installed; then the tokens, no folder, nobody as
	// admin, and not to serve at once.
	return "\n" + s.slack.value("SLACK_BOT_TOKEN") + "\n" + s.slack.value("SLACK_APP_TOKEN") + "\n\n\nn\n"
}

// checkSetup checks that setup wrote the tokens, for nobody else to read, and did not
// print them.
func (s *story) checkSetup(printed string) {
	s.t.Helper()
	file := filepath.Join(s.dir, envFile)
	info, err := os.Stat(file)
	if err != nil {
		s.t.Fatalf("%v\n%s", err, printed)
	}
	if info.Mode().Perm() != 0o600 {
		s.t.Errorf("%s has the mode %v", envFile, info.Mode())
	}
	written, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, name := range []string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"} {
		token := s.slack.value(name)
		if !strings.Contains(string(written), token) || strings.Contains(printed, token) {
			s.t.Errorf("%s: written %v, printed %v", name, strings.Contains(string(written), token), strings.Contains(printed, token))
		}
	}
}

// useFolder adds lines to .env, makes the folder, and starts the program again.
func (s *story) useFolder(lines string) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Join(s.dir, "新闻稿"), 0o755); err != nil {
		s.t.Fatal(err)
	}
	file := filepath.Join(s.dir, envFile)
	before, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(file, append(before, "\n"+lines...), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.system("restart")
}

// called returns the calls of stand-ins since it was last asked.
func (s *story) called() []string {
	data, err := os.ReadFile(s.calls)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		s.t.Fatal(err)
	}
	if err := os.Remove(s.calls); err != nil {
		s.t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// standIn does what the system would do for a call, and returns why it would refuse.
func (s *story) standIn(call []string) error {
	s.done[call[0]]++
	has := func(names ...string) error {
		for _, name := range names {
			if info, err := os.Stat(filepath.Join(s.dir, name)); err != nil || info.Size() == 0 {
				return fmt.Errorf("%s is not there, or empty", name)
			}
		}
		return nil
	}
	_, installs := helpText(s.t, "install")
	switch strings.Join(call[:2], " ") {
	case "sudo systemctl":
		return nil // its own call follows
	case "xattr -d":
		if len(call) != 4 || call[2] != "com.apple.quarantine" {
			return errors.New("the mark of downloads is com.apple.quarantine")
		}
		return has(call[3])
	case "systemctl stop", "systemctl start", "systemctl restart", "systemctl status":
		if len(call) != 3 || call[2] != "beilun" {
			return errors.New("the service is named beilun")
		}
		s.system(call[1])
		if installs {
			return has("beilun.service")
		}
		return nil
	case "journalctl -u":
		if len(call) != 5 || call[2] != "beilun" || call[3] != "-n" {
			return errors.New("no rule for these arguments")
		}
		return nil
	case "docker compose":
		if installs {
			return has("Containerfile", "compose.yaml", envFile, "beilun")
		}
		return nil
	}
	return errors.New("no stand-in does this")
}

// system does to the program what systemd would.
func (s *story) system(verb string) {
	if verb == "stop" || verb == "restart" {
		s.stop()
	}
	if verb == "start" || verb == "restart" {
		s.serve()
	}
}

// served is "beilun serve", running.
type served struct {
	cmd   *exec.Cmd
	log   lockedLog
	ended chan error
}

// serve starts the program and waits until Slack has its connection.
func (s *story) serve() {
	s.t.Helper()
	v := &served{cmd: exec.Command("./beilun", "serve"), ended: make(chan error, 1)}
	v.cmd.Path, v.cmd.Dir, v.cmd.Env = filepath.Join(s.dir, "beilun"), s.dir, s.env
	v.cmd.Stderr = &v.log
	from := s.slack.length()
	if err := v.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	go func() { v.ended <- v.cmd.Wait() }()
	s.t.Cleanup(func() { _ = v.cmd.Process.Kill() }) // it has ended, unless the test failed
	if !s.slack.waits(s.ctx, from, "(the bot is connected)") {
		s.t.Fatalf("serve does not connect:\n%s", v.log.String())
	}
	s.serving = v
}

// stop ends the program as Ctrl-C and systemd do.
func (s *story) stop() {
	s.t.Helper()
	v := s.serving
	if v == nil {
		return
	}
	s.serving = nil
	from := s.slack.length()
	if err := v.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Error(err)
	}
	select {
	case err := <-v.ended:
		if err != nil {
			s.t.Errorf("serve ended with %v\n%s", err, v.log.String())
		}
	case <-time.After(patience):
		s.t.Error("serve does not end")
	}
	s.logged += v.log.String()
	if !s.slack.waits(s.ctx, from, "(the bot has gone)") {
		s.t.Error("Slack does not see that serve has ended")
	}
}

// signs are what a reply that claims nothing begins with, by its outcome.
var signs = map[string]string{"quoted": "📄", "declined": "⚪"}

// typed types a line in Slack and waits for the reply.
func (s *story) typed(line string) {
	s.t.Helper()
	s.done["slack"]++
	if s.serving == nil {
		s.t.Fatalf("%s: nobody is there to answer", line)
	}
	from := s.slack.length()
	s.slack.say(line)
	want := "\nbeilun "
	switch question := strings.TrimPrefix(line, "@beilun "); {
	case strings.Contains(line, "吉利新能源汽车总部总投资多少"):
		want = "\n  4.4亿元\n"
	case signs[s.outcomes[question]] != "":
		want = "\n  " + signs[s.outcomes[question]]
		s.done[s.outcomes[question]]++
	}
	if !s.slack.waits(s.ctx, from, want) {
		s.t.Errorf("%s: no reply with %q in\n%s\nlog\n%s", line, want, s.slack.text()[from:], s.serving.log.String())
	}
}

// write saves a file into the folder of releases.
func (s *story) write(name, text string) {
	s.t.Helper()
	dir := filepath.Join(s.dir, "新闻稿")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
	if name != "更正表.txt" {
		return
	}
	// Each line is obeyed: it names what is there.
	cmd := exec.CommandContext(s.ctx, "./beilun", "index", "-problems", "-releases", "新闻稿", "-index", filepath.Join(s.t.TempDir(), "index"))
	cmd.Path, cmd.Dir, cmd.Env = filepath.Join(s.dir, "beilun"), s.dir, s.env
	out, _ := cmd.CombinedOutput()                     // 1 where it prints that a release is retracted
	if strings.Contains("\n"+string(out), "\n"+name) { // not behind a file, as the reason why that is retracted
		s.t.Errorf("the lines of %s do not hold:\n%s", name, out)
	}
}

// log compares lines of the log with what was logged: a line with this message has these
// names.
func (s *story) log(block string) {
	s.t.Helper()
	if !isSetting("BEILUN_LOG") {
		s.t.Log("left out, as the program has no BEILUN_LOG yet: the lines of the log")
		return
	}
	logged := s.logged
	if s.serving != nil {
		logged += s.serving.log.String()
	}
	for line := range strings.Lines(block) {
		if err := isLogged(logged, line); err != nil {
			s.t.Errorf("%s: %v\n%s", line, err, logged)
		}
	}
}

func isLogged(logged, line string) error {
	var want map[string]any
	if err := json.Unmarshal([]byte(line), &want); err != nil {
		return err
	}
	for l := range strings.Lines(logged) {
		var got map[string]any
		if json.Unmarshal([]byte(l), &got) != nil || got["msg"] != want["msg"] || len(got) != len(want) {
			continue
		}
		for name := range want {
			if _, ok := got[name]; !ok {
				return fmt.Errorf("%q is not in %s", name, l)
			}
		}
		return nil
	}
	return errors.New("no such line is logged")
}

// slackRoom is the fake Slack that a person starts by hand.
type slackRoom struct {
	in  *io.PipeWriter
	mu  sync.Mutex
	out bytes.Buffer
	new chan struct{} // has an element after something was printed
}

// openRoom starts it, until the test ends.
func openRoom(t *testing.T, ctx context.Context) *slackRoom {
	t.Helper()
	r, w := io.Pipe()
	room := &slackRoom{in: w, new: make(chan struct{}, 1)}
	ended := make(chan error, 1)
	go func() { ended <- try.Run(ctx, nil, r, room) }()
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	if !room.waits(ctx, 0, "\ntype\n") {
		t.Fatalf("the fake Slack does not start: %s", room.text())
	}
	return room
}

// Write keeps what is printed.
func (r *slackRoom) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	select {
	case r.new <- struct{}{}:
	default:
	}
	return r.out.Write(p)
}

func (r *slackRoom) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.out.String()
}

func (r *slackRoom) length() int { return len(r.text()) }

// say types a line.
func (r *slackRoom) say(line string) { _, _ = io.WriteString(r.in, line+"\n") } // one that is lost gets no reply

// value returns a setting as it was printed.
func (r *slackRoom) value(name string) string {
	_, rest, _ := strings.Cut(r.text(), name+"=")
	value, _, _ := strings.Cut(rest, "\n")
	return value
}

// waits reports whether something is printed behind from.
func (r *slackRoom) waits(ctx context.Context, from int, want string) bool {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for !strings.Contains(r.text()[from:], want) {
		select {
		case <-r.new:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// TestStandIns has calls that the system would refuse.
func TestStandIns(t *testing.T) {
	t.Parallel()
	for call, want := range map[string]string{
		"systemctl restart other":             "named beilun",
		"systemctl stop beilun now":           "named beilun",
		"systemctl mask beilun":               "no stand-in",
		"journalctl -u other -n 50":           "no rule",
		"xattr -d com.apple.other beilun":     "com.apple.quarantine",
		"xattr -d com.apple.quarantine other": "other is not there",
		"docker run beilun":                   "no stand-in",
		"rm -rf beilun":                       "no stand-in",
	} {
		s := &story{t: t, dir: t.TempDir(), done: map[string]int{}}
		if err := s.standIn(strings.Fields(call)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", call, err, want)
		}
	}
}

// TestIsLogged has lines of the log that nothing logged.
func TestIsLogged(t *testing.T) {
	t.Parallel()
	const logged = `no JSON` + "\n" + `{"time":"x","msg":"connected","socket":1}` + "\n"
	for line, want := range map[string]string{
		`{"time":"y","msg":"connected","socket":2}`: "",
		`{"time":"y","msg":"gone","socket":2}`:      "no such line",
		`{"time":"y","msg":"connected"}`:            "no such line",
		`{"time":"y","msg":"connected","plug":2}`:   "is not in",
		`connected`: "invalid character",
	} {
		err := isLogged(logged, line)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", line, err, want)
		}
	}
}
