//go:build !windows

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"beilun/internal/dotenv"
)

// TestPipes: a named pipe in the place of a file is refused, and not waited for.
func TestPipes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pipe, releases := filepath.Join(dir, "pipe"), filepath.Join(dir, "r")
	err := syscall.Mkfifo(pipe, 0o600)
	if err := errors.Join(err, os.Mkdir(releases, 0o755), syscall.Mkfifo(filepath.Join(releases, "pipe"), 0o600), os.WriteFile(filepath.Join(releases, "a.txt"), []byte("x"), 0o600)); err != nil {
		t.Fatal(err)
	}
	env := func(more ...string) map[string]string {
		e := map[string]string{"BEILUN_LANG": "en", "BEILUN_STATE": filepath.Join(dir, "state.db"), "BEILUN_INDEX": filepath.Join(dir, "index"), "BEILUN_RELEASES": releases}
		for i := 0; i < len(more); i += 2 {
			e[more[i]] = more[i+1]
		}
		return e
	}
	for _, tt := range []struct {
		env  map[string]string
		args []string
		code int
		want string
	}{
		{env(), []string{"restore", pipe}, exitUsage, "it is no file"},
		{env(), []string{"restore", os.DevNull}, exitUsage, "it is no file"},
		{env(), []string{"restore", dir}, exitUsage, "it is no file"},
		{env("BEILUN_WORDS", pipe), []string{"ask", "x"}, exitUsage, "BEILUN_WORDS: "},
		{env("BEILUN_WORDS", pipe), []string{"backup", filepath.Join(dir, "b")}, exitFailure, "it is no regular file"},
		{env("BEILUN_STATE", pipe), []string{"backup", filepath.Join(dir, "b")}, exitFailure, "it is no file"},
		{env(), []string{"backup", filepath.Join(dir, "b")}, exitAnswered, "pipe: it is no regular file"},
	} {
		if code, _, stderr := runWith(t, tt.env, tt.args...); code != tt.code || !strings.Contains(stderr, tt.want) {
			t.Errorf("%v: exit code %d, %s", tt.args, code, stderr)
		}
	}
	if _, err := dotenv.Read(pipe); !errors.Is(err, dotenv.ErrUnreadable) {
		t.Errorf(".env: %v", err)
	}
}
