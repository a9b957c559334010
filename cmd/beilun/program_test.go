package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestProgramName names a program as a shell finds it.
func TestProgramName(t *testing.T) {
	t.Parallel()
	dir, other := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "beilun")
	for _, p := range []string{path, filepath.Join(other, "beilun")} {
		if err := os.WriteFile(p, nil, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	here := "." + string(filepath.Separator) + "beilun"
	for _, tt := range []struct{ arg, dir, found, want string }{
		{here, dir, "", here},
		{"beilun", other, path, "beilun"},
		{path, other, path, "beilun"},
		{path, other, filepath.Join(other, "beilun"), path}, // another beilun is installed
		{path, dir, "", here},
		{filepath.Join("..", "x", "beilun"), other, "", filepath.Join("..", "x", "beilun")},
		{"beilun", other, "", path},
	} {
		look := func(string) (string, error) {
			if tt.found == "" {
				return "", errors.New("not found")
			}
			return tt.found, nil
		}
		if got := programName(tt.arg, path, tt.dir, look); got != tt.want {
			t.Errorf("%+v: %s", tt, got)
		}
	}
	none := func(string) (string, error) { return "", errors.New("not found") }
	if got := programName("/a b/beilun", "/a b/beilun", other, none); got != `"/a b/beilun"` {
		t.Error(got)
	}
}

// TestVersionFlag prints the version as other programs do.
func TestVersionFlag(t *testing.T) {
	t.Parallel()
	for _, arg := range []string{"version", "-version", "--version"} {
		if code, out, _ := runWith(t, nil, arg); code != exitAnswered || !strings.HasPrefix(out, "beilun ") {
			t.Errorf("%s: exit code %d, %q", arg, code, out)
		}
	}
}
