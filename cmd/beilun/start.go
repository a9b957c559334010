package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"beilun/cmd/beilun/setup"

	"github.com/inconshreveable/mousetrap"
	"golang.org/x/term"
)

// interactive reports whether a person reads and types at a terminal.
func (e *env) interactive() bool { return isTerminal(e.stdin) && isTerminal(e.stdout) }

func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// runStart is the program without arguments at a terminal, as someone starts it who has
// just downloaded it: it offers what comes next.
func runStart(ctx context.Context, e *env) error {
	if dir := startFolder(); dir != "" && os.Chdir(dir) == nil {
		e.print("start.folder", dir)
	}
	console := setup.NewConsole(e.stdin, e.stdout)
	if e.setting("SLACK_BOT_TOKEN") != "" && e.setting("SLACK_APP_TOKEN") != "" {
		e.print("start.ready")
		return e.choose(ctx, console, "start.ready-ask", "serve", "doctor", "setup")
	}
	e.print("start.new")
	return e.choose(ctx, console, "start.new-ask", "setup", "chat")
}

// choose asks which of the commands is to run: the first on Enter, the others by number.
// It runs none at the end of the input and on all other answers.
func (e *env) choose(ctx context.Context, console *setup.Console, key string, commands ...string) error {
	line, err := console.Ask(ctx, e.lang.Text(key))
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	line = strings.TrimSpace(line)
	for i, name := range commands {
		if i == 0 && line == "" || i > 0 && line == string(rune('0'+i)) {
			if name == "setup" {
				return e.setUp(ctx, console)
			}
			return e.become(ctx, name)
		}
	}
	return nil
}

// startFolder returns the folder of the program if Finder started it, which does so in
// the home directory. Otherwise it returns "".
func startFolder() string {
	dir, _ := os.Getwd()
	home, _ := os.UserHomeDir()
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	return folderOf(runtime.GOOS, dir, home, program, filepath.SplitList(os.Getenv("PATH")))
}

// folderOf returns the folder of program if dir, where it was started, is the home
// directory on macOS, and program is not one that is installed for all (in path).
func folderOf(goos, dir, home, program string, path []string) string {
	folder := filepath.Dir(program)
	if goos != "darwin" || home == "" || dir != home || folder == home || slices.Contains(path, folder) {
		return ""
	}
	return folder
}

// holdWindow waits for Enter if the window of the program closes with it, which it does
// on Windows after a double click.
func holdWindow(e *env) {
	if !mousetrap.StartedByExplorer() {
		return
	}
	_, _ = setup.NewConsole(e.stdin, e.stdout).Ask(context.Background(), "\n"+e.lang.Text("start.close"))
}
