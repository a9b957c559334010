package main

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"beilun/internal/install"
	"beilun/internal/needs"
)

func TestVersionLine(t *testing.T) {
	t.Parallel()
	vcs := []debug.BuildSetting{
		{Key: "vcs.revision", Value: "872178e5f00000000000"}, {Key: "vcs.time", Value: "2026-11-30T01:02:03Z"}, {Key: "vcs.modified", Value: "false"},
	}
	changed := append(append([]debug.BuildSetting{}, vcs[:2]...), debug.BuildSetting{Key: "vcs.modified", Value: "true"})
	end := " go1.26 " + runtime.GOOS + "/" + runtime.GOARCH
	for name, c := range map[string]struct {
		stamped, module string
		settings        []debug.BuildSetting
		want            string
	}{
		"distributed": {"v1.2.3", "v0.0.0-2026", vcs, "beilun v1.2.3 (commit 872178e5f000, 2026-11-30T01:02:03Z)"},
		"go build":    {"", "v0.0.0-2026", vcs, "beilun v0.0.0-2026 (commit 872178e5f000, 2026-11-30T01:02:03Z)"},
		"changed":     {"", "v0.0.0-2026+dirty", changed, "beilun v0.0.0-2026+dirty (commit 872178e5f000, 2026-11-30T01:02:03Z, with changes)"},
		"go install":  {"", "v1.2.3", nil, "beilun v1.2.3"},
		"go run":      {"", "(devel)", nil, "beilun devel"},
		"nothing":     {"", "", nil, "beilun unknown"},
	} {
		info := &debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: c.module}, Settings: c.settings}
		if got := versionLine(c.stamped, info); got != c.want+end {
			t.Errorf("%s: %s, want %s", name, got, c.want+end)
		}
	}
	if code, out, _ := runWith(t, nil, "version"); code != exitAnswered || !strings.HasPrefix(out, "beilun ") || !strings.Contains(out, runtime.GOARCH) {
		t.Errorf("beilun version: %d, %q", code, out)
	}
	if code, _, _ := runWith(t, nil, "version", "1"); code != exitUsage {
		t.Errorf("beilun version 1: exit code %d", code)
	}
}

func TestInstall(t *testing.T) {
	t.Parallel()
	needs.Unix(t, "write its paths into a unit of systemd")
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "新闻稿"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "one.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"BEILUN_DISTRICT": "某某区", "LANG": "en_US.UTF-8"}
	code, out, errOut := runWith(t, env, "install", "-systemd", "-dir", dir)
	if code != exitAnswered || !strings.Contains(out, "WorkingDirectory="+dir+"\n") || !strings.Contains(out, "ReadWritePaths="+dir+"/data\n") {
		t.Errorf("without .env: %d\n%s\n%s", code, out, errOut)
	}
	for _, want := range []string{"there is no .env", "BEILUN_DISTRICT is set here", "as an administrator"} {
		if !strings.Contains(errOut, want) {
			t.Errorf("without .env: no %q in %s", want, errOut)
		}
	}
	text := "BEILUN_RELEASES=新闻稿,one.txt,later\nBEILUN_STATE=/srv/state/beilun.db\nBEILUN_DISTRICT=某某区\nBEILUN_LANG=zh\nSLACK_BOT_TOKEN=xoxb-secret\n"
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	env["BEILUN_LANG"] = "zh"
	code, out, errOut = runWith(t, env, "install", "-dir", dir, "-systemd", "-user", "press")
	want := "ReadWritePaths=/srv/state " + dir + "/data/index " + dir + "/later \"" + dir + "/新闻稿\"\n"
	if code != exitAnswered || !strings.Contains(out, want) || !strings.Contains(out, "User=press\n") {
		t.Errorf("with .env: %d, no %s in\n%s", code, want, out)
	}
	if !strings.Contains(errOut, "管理员") || strings.Contains(errOut, "is set here") || strings.Contains(out+errOut, "secret") {
		t.Errorf("with .env: %s", errOut)
	}
	for _, kind := range []string{"-container", "-compose", "-launchd", "-windows"} {
		if code, out, errOut := runWith(t, nil, "install", kind); code != exitAnswered || out == "" || errOut == "" {
			t.Errorf("%s: %d, %q, %q", kind, code, out, errOut)
		}
	}
}

// TestInstallClosed warns of a folder that the user of the service cannot enter.
func TestInstallClosed(t *testing.T) {
	t.Parallel()
	needs.Unix(t, "close a folder to other users")
	dir := filepath.Join(t.TempDir(), "home")
	if err := os.MkdirAll(filepath.Join(dir, "beilun"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		mode os.FileMode
		warn bool
	}{{0o700, true}, {0o711, false}} {
		if err := os.Chmod(dir, c.mode); err != nil {
			t.Fatal(err)
		}
		s := install.Service{Program: "/usr/bin/beilun", Dir: filepath.Join(dir, "beilun"), User: "no-such-user"}
		if err := os.Chmod(s.Dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if got := closedTo(s); (got == dir) != c.warn {
			t.Errorf("%v: %q", c.mode, got)
		}
	}
}

func TestInstallRefuses(t *testing.T) {
	t.Parallel()
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, ".env"), []byte("BEILUN_STATE=state.db\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{}, {"-systemd", "-compose"}, {"-compose", "more"}, {"-systemd", "-user", "root"}, {"-systemd", "-user", "a b"}, {"-rocket"},
		{"-systemd", "-dir", "does-not-exist"}, {"-systemd", "-dir", broken},
	} {
		if code, out, errOut := runWith(t, nil, append([]string{"install"}, args...)...); code != exitUsage || out != "" || errOut == "" {
			t.Errorf("%q: exit code %d, %q, %q", args, code, out, errOut)
		}
	}
}

// TestAnnounce serves with a socket of systemd beside it, which systemd waits for: a
// unit of Type=notify that never reports is ended. It changes the environment.
func TestAnnounce(t *testing.T) {
	needs.Unix(t, "open a socket for datagrams")
	socket := filepath.Join(t.TempDir(), "s")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	t.Setenv("NOTIFY_SOCKET", socket)
	dir := t.TempDir()
	startServing(t, dir, time.Minute, nil)
	if err := conn.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 100)
	n, err := conn.Read(got)
	if err != nil || string(got[:n]) != "READY=1" {
		t.Errorf("systemd gets %q, %v", got[:n], err)
	}
}
