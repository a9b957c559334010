package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/internal/archive"
	"beilun/internal/state"
)

// forged returns a backup that somebody made of these places, each a file or a folder with
// this text.
func forged(t *testing.T, text string, places ...archive.Place) string {
	t.Helper()
	dir := t.TempDir()
	then := time.Now().Add(-time.Minute)
	var sources []archive.Source
	for i, p := range places {
		from := filepath.Join(dir, string(rune('a'+i)))
		file := from
		if p.Kind == archive.Folder {
			file = filepath.Join(from, "x")
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o600), os.Chtimes(file, then, then)); err != nil {
			t.Fatal(err)
		}
		sources = append(sources, archive.Source{Place: p, From: from})
	}
	path := filepath.Join(dir, "forged.tar.gz")
	if err := archive.Write(t.Context(), path, &archive.Manifest{Counts: map[string]int{"subscriptions": 1 << 40}}, sources); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRestoreForged restores backups that somebody made to do harm. Nothing is put
// anywhere, and the terminal gets no escapes.
func TestRestoreForged(t *testing.T) {
	t.Parallel()
	file, folder := archive.Single, archive.Folder
	for name, tt := range map[string]struct {
		text   string
		places []archive.Place
		want   string
	}{
		"no state":      {"some text", []archive.Place{{Setting: "BEILUN_STATE", Name: "state/state.db", Kind: file}}, "is no backup of beilun, or damaged"},
		"empty state":   {"", []archive.Place{{Setting: "BEILUN_STATE", Name: "state/state.db", Kind: file}}, "is no backup of beilun, or damaged"},
		"state folder":  {"x", []archive.Place{{Setting: "BEILUN_STATE", Name: "state", Kind: folder}}, "is no backup of beilun, or damaged"},
		"words folder":  {"x", []archive.Place{{Setting: "BEILUN_WORDS", Name: "words", Kind: folder}}, "is no backup of beilun, or damaged"},
		"two states":    {"x", []archive.Place{{Setting: "BEILUN_STATE", Name: "s/1", Kind: file}, {Setting: "BEILUN_STATE", Name: "s/2", Kind: file}}, "is no backup of beilun, or damaged"},
		"other setting": {"x", []archive.Place{{Setting: "PATH\x1b[31m", Name: "x/y", Kind: file, Path: "\x1b]0;x\a"}}, "set PATH"},
	} {
		dir := t.TempDir()
		env := map[string]string{"BEILUN_LANG": "en", "BEILUN_STATE": filepath.Join(dir, "state.db"), "BEILUN_INDEX": filepath.Join(dir, "index"), "BEILUN_RELEASES": filepath.Join(dir, "r"), "BEILUN_WORDS": filepath.Join(dir, "w.txt")}
		code, stdout, stderr := runWith(t, env, "restore", forged(t, tt.text, tt.places...))
		if code != exitUsage || !strings.Contains(stderr, tt.want) || strings.ContainsAny(stdout+stderr, "\x1b\a") {
			t.Errorf("%s: exit code %d, %q", name, code, stdout+stderr)
		}
		if left, err := os.ReadDir(dir); len(left) > 0 || err != nil {
			t.Errorf("%s: left behind: %v, %v", name, left, err)
		}
	}
}

// TestRestoreCounts: a restored state is its owner's alone and is counted, whatever the
// backup says.
func TestRestoreCounts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "state.db")
	st, err := state.Open(file, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	path := forged(t, string(raw), archive.Place{Setting: "BEILUN_STATE", Name: "state/state.db", Kind: archive.Single})
	to := filepath.Join(dir, "to", "state.db")
	code, stdout, stderr := runWith(t, map[string]string{"BEILUN_LANG": "en", "BEILUN_STATE": to, "BEILUN_INDEX": filepath.Join(dir, "index")}, "restore", path)
	if code != exitAnswered || !strings.Contains(stdout, "the state (0 subscriptions") {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
	if info, err := os.Stat(to); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

// TestBackupsAtOnce makes ten backups of a state that nobody serves at the same time.
func TestBackupsAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	env := map[string]string{"BEILUN_LANG": "en", "BEILUN_STATE": filepath.Join(dir, "state.db"), "BEILUN_INDEX": filepath.Join(dir, "index")}
	st, err := state.Open(env["BEILUN_STATE"], state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			if code, stdout, stderr := runWith(t, env, "backup", filepath.Join(dir, string(rune('a'+i)))); code != exitAnswered {
				t.Errorf("exit code %d, %s%s", code, stdout, stderr)
			}
		})
	}
	all.Wait()
	if left, err := filepath.Glob(env["BEILUN_STATE"] + ".*"); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
