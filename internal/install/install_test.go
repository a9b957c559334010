package install

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/internal/needs"
)

// plainService is one in the places where an administrator puts it.
func plainService() Service {
	return Service{
		Program: "/usr/local/bin/beilun", Dir: "/srv/beilun", User: "beilun", Env: true,
		Index: "/srv/beilun/data/index", State: "/srv/beilun/data/state.db", Releases: []string{"/srv/beilun/releases"},
	}
}

// analyze runs systemd-analyze with arguments before a unit file, and returns what it
// prints without what older versions do not know.
func analyze(t *testing.T, unit string, args ...string) (string, error) {
	t.Helper()
	program := needs.Program(t, "systemd-analyze")
	file := filepath.Join(t.TempDir(), "beilun.service")
	if err := os.WriteFile(file, []byte(unit), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, append(args, file)...).CombinedOutput()
	var lines []string
	for line := range strings.Lines(string(out)) {
		if !strings.Contains(line, "RestartSteps") && !strings.Contains(line, "RestartMaxDelaySec") { // systemd 254
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, ""), err
}

// TestSystemdVerify lets systemd read units of programs in odd folders. It reports a
// program that is not where ExecStart says, so that it has to read the path as we do.
func TestSystemdVerify(t *testing.T) {
	t.Parallel()
	needs.Program(t, "systemd-analyze") // only where it is, names may be as odd as these
	for _, name := range []string{"plain", "with space", "100%", "%h and %%", "$HOME ${x}", "北仑 区", "a;b#c", "é&<x>", "-x @y", "=[a]{b}*?"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		s := plainService()
		s.Program, s.Dir = filepath.Join(dir, "beilun"), dir
		s.Index, s.State = filepath.Join(dir, "data", `in"dex`), filepath.Join(dir, "data", "state.db")
		s.Releases = []string{filepath.Join(dir, `新闻稿 \ "1"`)}
		if err := os.WriteFile(s.Program, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		unit, err := Print(Systemd, s)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if out, err := analyze(t, unit, "verify"); err != nil || out != "" {
			t.Errorf("%s: %v, systemd says %s", name, err, out)
		}
	}
}

// TestSystemdVerifyFinds checks that the test above would notice a wrong path.
func TestSystemdVerifyFinds(t *testing.T) {
	t.Parallel()
	s := plainService()
	s.Program = "/nowhere/beilun"
	unit, err := Print(Systemd, s)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := analyze(t, unit, "verify"); err == nil || !strings.Contains(out, "/nowhere/beilun") {
		t.Errorf("a program that is not there: %v, %s", err, out)
	}
}

// TestSystemdSecurity holds the unit to the exposure that systemd computes of it, from
// 0.0, which can do nothing, to 10.0.
func TestSystemdSecurity(t *testing.T) {
	t.Parallel()
	const threshold = "20" // 2.0; the network and machine code made while running are what is left
	unit, err := Print(Systemd, plainService())
	if err != nil {
		t.Fatal(err)
	}
	out, err := analyze(t, unit, "security", "--offline=true", "--no-pager", "--threshold="+threshold)
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for line := range strings.Lines(out) {
		if strings.Contains(line, "Overall exposure") {
			t.Log(strings.TrimSpace(line))
		}
	}
}

func TestSystemdLines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Service)
		want   []string
	}{
		"plain": {func(*Service) {}, []string{
			"ExecStart=/usr/local/bin/beilun serve", "WorkingDirectory=/srv/beilun", "User=beilun", "ProtectHome=yes", "PrivateTmp=yes",
			"ReadWritePaths=/srv/beilun/data /srv/beilun/releases",
		}},
		"in a home": {func(s *Service) { s.Releases = []string{"/home/li/新闻 稿"} }, []string{
			"ProtectHome=read-only", `ReadWritePaths="/home/li/新闻 稿" /srv/beilun/data`,
		}},
		"in /tmp":          {func(s *Service) { s.Program = "/tmp/x/beilun" }, []string{"PrivateTmp=no"}},
		"a name like home": {func(s *Service) { s.Program = "/homes/x/beilun" }, []string{"ProtectHome=yes"}},
		"percent": {func(s *Service) { s.Dir = "/srv/50% a"; s.Program = "/opt/%h/beilun" }, []string{
			"WorkingDirectory=/srv/50%% a", "ExecStart=/opt/%%h/beilun serve",
		}},
		"quotes in a list": {func(s *Service) { s.Releases = []string{`/r/a"b\c`} }, []string{`ReadWritePaths="/r/a\"b\\c" /srv/beilun/data`}},
		"no releases":      {func(s *Service) { s.Releases = nil }, []string{"ReadWritePaths=/srv/beilun/data"}},
	} {
		s := plainService()
		c.change(&s)
		unit, err := Print(Systemd, s)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		lines := strings.Split(unit, "\n")
		for _, want := range c.want {
			if !slices.Contains(lines, want) {
				t.Errorf("%s: no line %s in\n%s", name, want, unit)
			}
		}
	}
}

func TestSystemdRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Service)
		want   error
	}{
		"root":                     {func(s *Service) { s.User = "root" }, errUser},
		"a user that is a line":    {func(s *Service) { s.User = "a\nExecStart=/bin/sh" }, errUser},
		"no user":                  {func(s *Service) { s.User = "" }, errUser},
		"a path with a line end":   {func(s *Service) { s.Dir = "/srv/a\nUser=root" }, errPath},
		"a path that is no text":   {func(s *Service) { s.Releases = []string{"/srv/\xff"} }, errPath},
		"a space at the end":       {func(s *Service) { s.Dir = "/srv/a " }, errPath},
		"a quote in the program":   {func(s *Service) { s.Program = `/opt/a"b/beilun` }, errExecutable},
		"a line that goes on":      {func(s *Service) { s.Dir = `/srv/a\` }, errLineEnd},
		"the state beside .env":    {func(s *Service) { s.State = "/srv/beilun/state.db" }, errOwn},
		"releases above":           {func(s *Service) { s.Releases = []string{"/srv"} }, errOwn},
		"the whole disk":           {func(s *Service) { s.Releases = []string{"/"} }, errOwn},
		"a folder of the system":   {func(s *Service) { s.Index = "/etc/beilun" }, errOwn},
		"a state in /var/lib":      {func(s *Service) { s.State = "/var/lib/beilun.db" }, errOwn},
		"releases in /opt itself":  {func(s *Service) { s.Releases = []string{"/opt"} }, errOwn},
		"the index has the binary": {func(s *Service) { s.Index = "/usr/local/bin" }, errOwn},
	} {
		s := plainService()
		c.change(&s)
		if unit, err := Print(Systemd, s); !errors.Is(err, c.want) || unit != "" {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	s := plainService()
	s.Dir = `C:\beilun`
	if _, err := Print(Systemd, s); err == nil {
		t.Error("a Windows path in a unit")
	}
}

// TestOwn runs the commands that prepare the folders, as the present user.
func TestOwn(t *testing.T) {
	t.Parallel()
	needs.Root(t, "give files away")
	dir := filepath.Join(t.TempDir(), `it's "here" $HOME`)
	s := plainService()
	s.Dir, s.User = dir, "daemon"
	s.Index, s.State, s.Releases = filepath.Join(dir, "data", "index"), filepath.Join(dir, "state", "s.db"), []string{filepath.Join(dir, "releases")}
	for _, d := range []string{s.Releases[0], filepath.Join(dir, "state")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{filepath.Join(dir, ".env"), s.State, s.State + ".damaged", filepath.Join(s.Releases[0], "a.txt")} {
		if err := os.WriteFile(f, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("sh", "-c", s.own()).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, s.own())
	}
	out, err := exec.Command("find", dir, "-printf", "%P %u %g %m\n").Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSpace(string(out)), "\n")
	for _, want := range []string{
		".env daemon daemon 600", "data/index daemon daemon 755", "state daemon daemon 755", "state/s.db daemon daemon 644",
		"state/s.db.damaged daemon daemon 644", "releases root daemon 775", "releases/a.txt root daemon 664",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, strings.Join(got, "\n"))
		}
	}
}

// FuzzShell compares what a shell makes of a quoted word with the word.
func FuzzShell(f *testing.F) {
	for _, s := range []string{"", "a", "a b", "it's", `"$HOME"`, "`id`", "北仑\n", "-n", "~", "*", `\`} {
		f.Add(s)
	}
	needs.Program(f, "sh")
	f.Fuzz(func(t *testing.T, s string) {
		if strings.Contains(s, "\x00") {
			t.Skip("no shell has it in a word")
		}
		out, err := exec.Command("sh", "-c", "printf %s_ "+shell(s)).Output()
		if err != nil || string(out) != s+"_" {
			t.Errorf("%q became %q, %v", s, out, err)
		}
	})
}

func TestLaunchd(t *testing.T) {
	t.Parallel()
	s := plainService()
	s.Program, s.Dir = "/Users/li/A & B/<北仑>/beilun", "/Users/li/A & B"
	got, err := Print(Launchd, s)
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for d := xml.NewDecoder(strings.NewReader(got)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, got)
		}
		if c, ok := token.(xml.CharData); ok {
			text = append(text, string(c))
		}
	}
	for _, want := range []string{s.Program, s.Dir, s.Dir + "/beilun.log"} {
		if !slices.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestWindows(t *testing.T) {
	t.Parallel()
	s := plainService()
	s.Program, s.Dir = "C:\\$a`b\"甲\\beilun.exe", `C:\甲 乙’`
	got, err := Print(Windows, s)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range got {
		if r > 0x7e {
			t.Errorf("%q is not ASCII", r)
		}
	}
	want := "-Execute \"C:\\`$a``b`\"$([char]0x7532)\\beilun.exe\" -Argument 'serve' -WorkingDirectory \"C:\\$([char]0x7532) $([char]0x4E59)$([char]0x2019)\"\n"
	if !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
	s.Dir = "C:\\a\nb"
	if _, err := Print(Windows, s); !errors.Is(err, errPath) {
		t.Errorf("a line end: %v", err)
	}
}

// TestSteps checks that there are steps of each kind in both languages, with the same
// commands.
func TestSteps(t *testing.T) {
	t.Parallel()
	commands := func(text string) string {
		var out []string
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "  ") {
				out = append(out, line)
			}
		}
		return strings.Join(out, "")
	}
	for _, k := range Kinds() {
		en, err := Steps(k, "en", plainService())
		if err != nil {
			t.Error(err)
		}
		zh, err := Steps(k, "zh", plainService())
		if err != nil {
			t.Error(err)
		}
		if commands(en) != commands(zh) || commands(en) == "" {
			t.Errorf("%s: in English\n%sin Chinese\n%s", k, commands(en), commands(zh))
		}
		if _, err := Steps(k, "fr", plainService()); err == nil {
			t.Errorf("%s: steps in no language", k)
		}
	}
	if _, err := Print("rocket", plainService()); err == nil {
		t.Error("an unknown kind")
	}
}
