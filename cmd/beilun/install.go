package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"beilun/internal/install"

	"github.com/coreos/go-systemd/v22/daemon"
)

func runInstall(_ context.Context, e *env) error {
	fl := flags("install")
	wanted := map[install.Kind]*bool{}
	for _, k := range install.Kinds() {
		wanted[k] = fl.Bool(string(k), false, "")
	}
	user, dir := fl.String("user", "beilun", ""), fl.String("dir", ".", "")
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
	if len(args) > 0 || len(kinds) != 1 {
		return errUsage
	}
	s := install.Service{User: *user}
	if k := kinds[0]; k != install.Container && k != install.Compose {
		if s, err = serviceIn(*dir, *user); err != nil {
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
	steps, err := install.Steps(k, installLanguage(e.getenv), s)
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
		e.logf("%s is gone soon, it was made by go run; start a program that stays where it is", s.Program)
	}
	if !s.Env {
		e.logf("there is no .env in %s; make it before the service starts", s.Dir)
	}
	for _, name := range strayed(e.getenv, s) {
		e.logf("%s is set here, but the service does not get it; put it into .env", name)
	}
	return nil
}

// installLanguage returns the language of the steps, "zh" or "en".
func installLanguage(getenv func(string) string) string {
	for _, name := range []string{"BEILUN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(v, "en") {
				return "en"
			}
			break
		}
	}
	return "zh"
}

// serviceIn describes the service of this program in a working directory.
func serviceIn(dir, user string) (s install.Service, err error) {
	if s.Dir, err = filepath.Abs(dir); err != nil {
		return s, fmt.Errorf("working directory: %w", err)
	}
	if info, err := os.Stat(s.Dir); err != nil || !info.IsDir() {
		return s, usagef("-dir %s: it is no folder", dir)
	}
	if s.Program, err = os.Executable(); err != nil {
		return s, fmt.Errorf("path of this program: %w", err)
	}
	s.User = user
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
