package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"beilun/bot"
	"beilun/internal/install"

	"github.com/coreos/go-systemd/v22/daemon"
)

func runInstall(_ context.Context, e *env) error {
	fl := flags("install")
	wanted := map[install.Kind]*bool{}
	for _, k := range install.Kinds() {
		wanted[k] = fl.Bool(string(k), false, "")
	}
	name, dir := fl.String("user", "beilun", ""), fl.String("dir", ".", "")
	args, err := e.parse(fl)
	if err != nil {
		return err
	}
	var kinds []install.Kind
	for _, k := range install.Kinds() {
		if *wanted[k] {
			kinds = append(kinds, k)
		}
	}
	if err := noArguments(args); err != nil {
		return err
	}
	if len(kinds) != 1 {
		return arguments("args.kind")
	}
	s := install.Service{User: *name}
	if k := kinds[0]; k != install.Container && k != install.Compose {
		if s, err = serviceIn(*dir, *name); err != nil {
			return err
		}
	}
	return printInstall(e, kinds[0], s)
}

// printInstall prints the file for k and the steps. Values that a file cannot hold are
// mistakes of the command line.
func printInstall(e *env, k install.Kind, s install.Service) error {
	file, err := install.Print(k, s)
	if err != nil {
		return usageError{err}
	}
	steps, err := install.Steps(k, e.lang.String(), s)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(e.stdout, file); err != nil {
		return fmt.Errorf("print %s: %w", k, err)
	}
	fmt.Fprint(e.stderr, "\n"+steps)
	if s.Dir == "" {
		return nil
	}
	if strings.Contains(s.Program, "go-build") {
		e.say("install.go-run", s.Program)
	}
	if !s.Env {
		e.say("install.no-env", s.Dir)
	}
	if dir := closedTo(s); k == install.Systemd && dir != "" {
		e.say("install.closed", dir, s.User)
	}
	for _, name := range strayed(e.getenv, s) {
		e.say("install.strayed", name)
	}
	return nil
}

// serviceIn describes the service of this program in a working directory.
func serviceIn(dir, name string) (s install.Service, err error) {
	if s.Dir, err = filepath.Abs(dir); err != nil {
		return s, fmt.Errorf("working directory: %w", err)
	}
	if info, err := os.Stat(s.Dir); err != nil || !info.IsDir() {
		return s, misuse("install.dir", dir)
	}
	if s.Program, err = os.Executable(); err != nil {
		return s, fmt.Errorf("path of this program: %w", err)
	}
	s.User = name
	file, err := readDotenv(filepath.Join(s.Dir, dotenvFile))
	if err != nil {
		return s, usageError{err}
	}
	s.Env = file != nil
	place := func(name, otherwise string) string {
		v := strings.TrimSpace(file[name])
		if v == "" {
			v = otherwise
		}
		return absolute(s.Dir, v)
	}
	c := defaultConfig()
	s.Index, s.State = place("BEILUN_INDEX", c.index), place("BEILUN_STATE", c.state)
	for _, p := range splitList(file["BEILUN_RELEASES"]) {
		p = absolute(s.Dir, p)
		if info, err := os.Stat(p); err == nil && info.Mode()&fs.ModeType == 0 {
			continue // a single file, which is only read
		}
		s.Releases = append(s.Releases, p)
	}
	return s, nil
}

// absolute returns path as seen from dir.
func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// closedTo returns a folder on the way to what the service uses that only its owner may
// enter, such as /root, or "" if there is none or the present user runs the service.
func closedTo(s install.Service) string {
	if me, err := user.Current(); err == nil && me.Username == s.User {
		return ""
	}
	for _, p := range append([]string{s.Program, filepath.Join(s.Dir, dotenvFile)}, s.Releases...) {
		for dir := filepath.Dir(p); ; dir = filepath.Dir(dir) {
			if info, err := os.Stat(dir); err == nil && info.Mode().Perm()&0o001 == 0 {
				return dir
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	return ""
}

// strayed returns the settings of this shell that .env does not have.
func strayed(getenv func(string) string, s install.Service) []string {
	file, err := readDotenv(filepath.Join(s.Dir, dotenvFile))
	if err != nil {
		return nil // serviceIn has reported it
	}
	var out []string
	for _, set := range settings() {
		if v := getenv(set.name); v != "" && strings.TrimSpace(file[set.name]) == "" {
			out = append(out, set.name)
		}
	}
	return out
}

// announce reports to systemd that serve is ready. Without systemd it does nothing.
func announce(log *slog.Logger) {
	if _, err := daemon.SdNotify(false, daemon.SdNotifyReady); err != nil {
		log.Warn("report to systemd that the service is ready", "err", err)
	}
}

func runManifest(_ context.Context, e *env) error {
	fs := flags("manifest")
	link := fs.Bool("link", false, "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	if *link {
		_, err = fmt.Fprintln(e.stdout, bot.ManifestLink())
	} else {
		_, err = e.stdout.Write(bot.Manifest())
	}
	return err
}
