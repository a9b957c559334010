package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/internal/needs"

	"github.com/creack/pty"
)

// atTerminal is the program at a terminal of its own.
type atTerminal struct {
	t       *testing.T
	file    *os.File
	cmd     *exec.Cmd
	reading sync.WaitGroup
	mu      sync.Mutex
	printed strings.Builder
}

// startAtTerminal starts the program in a folder.
func startAtTerminal(t *testing.T, dir string, env []string, args ...string) *atTerminal {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := &exec.Cmd{Path: self, Args: append([]string{"beilun"}, args...), Dir: dir, Env: append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TERM=xterm"}, env...)}
	f, err := pty.Start(cmd)
	if errors.Is(err, pty.ErrUnsupported) || errors.Is(err, os.ErrNotExist) {
		needs.System(t, err, "open a pseudo-terminal")
	}
	if err != nil {
		t.Fatal(err)
	}
	a := &atTerminal{t: t, file: f, cmd: cmd}
	a.reading.Go(func() { // ends with the terminal
		buf := make([]byte, 4096)
		for {
			n, err := f.Read(buf)
			a.mu.Lock()
			a.printed.Write(buf[:n])
			a.mu.Unlock()
			if err != nil {
				return
			}
		}
	})
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it has ended, unless the test failed
		_ = f.Close()
		a.reading.Wait()
	})
	return a
}

func (a *atTerminal) output() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.printed.String()
}

// expect waits until the program has printed text, and then types keys.
func (a *atTerminal) expect(text, keys string) {
	a.t.Helper()
	for range 3000 {
		if strings.Contains(a.output(), text) {
			if _, err := io.WriteString(a.file, keys); err != nil {
				a.t.Fatal(err)
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	a.t.Fatalf("%q is not in\n%s", text, a.output())
}

// end waits for the program and returns its exit code.
func (a *atTerminal) end() int {
	a.t.Helper()
	_ = a.cmd.Wait() // the exit code says it
	return a.cmd.ProcessState.ExitCode()
}

const settingsWithTokens = "SLACK_BOT_TOKEN=xoxb-1111111111-AAAA\nSLACK_APP_TOKEN=xapp-1-1111111111-AAAA\n"

// TestStart starts the program without arguments, as someone does who has just got it.
func TestStart(t *testing.T) {
	t.Parallel()
	if code, _, errs := runWith(t, nil); code != exitUsage || !strings.Contains(errs, "用法：beilun 命令") {
		t.Errorf("without a terminal: exit code %d\n%s", code, errs)
	}
	for _, tt := range []struct {
		name, settings string
		env            []string
		talk           [][2]string // what is printed, what is typed then
		code           int
		says           string
	}{
		{"leave", "", nil, [][2]string{{"按回车，一步步接到 Slack", "q\n"}}, exitAnswered, "还没有设置好"},
		{"ask here", "", nil, [][2]string{{"按回车，一步步接到 Slack", "1\n"}, {"问：", "谢谢\n"}, {"不用谢", "\x04"}}, exitAnswered, "不用谢"},
		{"ready", settingsWithTokens, nil, [][2]string{{"按回车开始；输入 1 检查", "q\n"}}, exitAnswered, "已经设置好"},
		{"in English", settingsWithTokens, []string{"LANG=en_US.UTF-8"}, [][2]string{{"Press Enter to start", "q\n"}}, exitAnswered, "is set up"},
		{"the end of the input", "", nil, [][2]string{{"按回车，一步步接到 Slack", "\x04"}}, exitAnswered, ""},
		{"interrupted", "", nil, [][2]string{{"按回车，一步步接到 Slack", "\x03"}}, exitFailure, "已中断"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if tt.settings != "" {
				if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(tt.settings), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			a := startAtTerminal(t, dir, tt.env)
			for _, step := range tt.talk {
				a.expect(step[0], step[1])
			}
			if code := a.end(); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			a.reading.Wait()
			if !strings.Contains(a.output(), tt.says) {
				t.Errorf("%q is not in\n%s", tt.says, a.output())
			}
		})
	}
}

// TestSetupAtTerminal checks that a token is not shown as it is pasted, and that an
// interruption in the middle of it leaves nothing behind.
func TestSetupAtTerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := startAtTerminal(t, dir, nil, "setup")
	a.expect("建好以后按回车", "\n")
	a.expect("xoxb- 开头的令牌", "xapp-hidden-hidden\n")
	a.expect("这是 应用级令牌", "xoxb-hidden")
	a.expect("这是 应用级令牌", "\x03")
	if code := a.end(); code != exitFailure {
		t.Errorf("exit code %d, want %d", code, exitFailure)
	}
	a.reading.Wait()
	if text := a.output(); strings.Contains(text, "hidden-hidden") || strings.Contains(text, "xoxb-hidden") || !strings.Contains(text, "什么也没有改") {
		t.Error(text)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
