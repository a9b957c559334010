package state

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRestoring: while a backup is restored, and after one that did not end, nobody opens
// the state, whether it exists or not.
func TestRestoring(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data", "state.db")
	begin := func() *Restore {
		t.Helper()
		r, err := BeginRestore(path)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	closed := func(when string) {
		t.Helper()
		if s, err := Open(path, Options{}); !errors.Is(err, ErrRestoring) {
			t.Errorf("%s: opened: %v, %v", when, s, err)
		}
	}
	opens := func(when string) {
		t.Helper()
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatalf("%s: %v", when, err)
		}
		if _, err := BeginRestore(path); !errors.Is(err, ErrHeld) {
			t.Errorf("%s: begun while it is open: %v", when, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	r := begin()
	closed("begun")
	if _, err := BeginRestore(path); !errors.Is(err, ErrRestoring) {
		t.Errorf("begun twice: %v", err)
	}
	if err := r.End(false); err != nil {
		t.Error(err)
	}
	opens("given up")
	r = begin()
	if err := r.Leave(); err != nil { // as a process does that is killed
		t.Error(err)
	}
	opens("killed before anything was moved")
	r = begin()
	if err := errors.Join(r.Move(), r.Leave()); err != nil {
		t.Error(err)
	}
	closed("killed half way")
	if _, err := Check(path); !errors.Is(err, ErrRestoring) {
		t.Errorf("check: %v", err)
	}
	if err := begin().End(false); err != nil {
		t.Error(err)
	}
	closed("the next one gave up")
	r = begin()
	if err := errors.Join(r.Move(), r.End(true)); err != nil {
		t.Error(err)
	}
	opens("done")
	if left, err := filepath.Glob(path + ".*"); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestFiles lists the files of a state, and none that a person named like it.
func TestFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "state.db")
	id := strings.Repeat("A", 26)
	want := []string{path}
	for _, name := range []string{".ask-" + id, ".damaged-20261130T010203.000000001", ".new", ".replaced-20261130T010203-ABCDEF", ".snapshot-" + id, ".snapshot-" + id + ".part", ".v1"} {
		want = append(want, path+name)
	}
	want = append(want, path+restoreSuffix)
	others := []string{path + ".snapshot-before-upgrade", path + "-notes.txt", path + ".txt"}
	for _, name := range slices.Concat(want[1:len(want)-1], others) {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(path+"-releases", 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := Files(path); !slices.Equal(got, want) || err != nil {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	s := openAt(t, filepath.Join(dir, "other.db"), newClock())
	defer s.Close()
	s.path = path
	then := time.Now().Add(-time.Hour)
	for _, name := range others {
		if err := os.Chtimes(name, then, then); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.answer(t.Context(), func(context.Context) {}); err != nil {
		t.Fatal(err)
	}
	for _, name := range others {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("the file of a person: %v", err)
		}
	}
}

// TestManyAsk: of more who ask at once than get copies, each gets a reason.
func TestManyAsk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state.db")
	s := openAt(t, path, newClock())
	defer s.Close()
	for i := range 3 * maxAnswers {
		if err := os.WriteFile(path+askInfix+strings.Repeat("A", 25)+string(rune('A'+i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.answer(t.Context(), func(context.Context) {}); err != nil {
		t.Fatal(err)
	}
	given, err := filepath.Glob(path + snapshotInfix + "*")
	refused, err2 := filepath.Glob(path + refusedInfix + "*")
	if len(given) != maxAnswers || len(refused) != 2*maxAnswers || errors.Join(err, err2) != nil {
		t.Errorf("%d given, %d refused", len(given), len(refused))
	}
}

// TestHolderLeaves: who asks gets an error when the process that had the state open has closed
// it without an answer.
func TestHolderLeaves(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state.db")
	if err := openAt(t, path, newClock()).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := AskSnapshot(t.Context(), path); !errors.Is(err, ErrLeft) {
		t.Errorf("%v", err)
	}
}

// TestLeftAnswers: answers of the killed, be they of the future, keep nobody from getting
// one; and an answer is not written through a link.
func TestLeftAnswers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, victim := filepath.Join(dir, "state.db"), filepath.Join(dir, "victim")
	s := openAt(t, path, newClock())
	defer s.Close()
	id := strings.Repeat("A", 25)
	for i, age := range []time.Duration{-time.Hour, -2 * time.Minute, 2 * time.Minute, 3 * time.Minute, time.Hour} {
		name, then := path+snapshotInfix+id+string(rune('A'+i)), time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(name, nil, 0o600), os.Chtimes(name, then, then)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path+askInfix+id+"X", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.answer(t.Context(), func(context.Context) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + snapshotInfix + id + "X"); err != nil {
		t.Error(err)
	}
	if os.Symlink(victim, path+refusedInfix+id+"Y.part") != nil {
		return // a system without links
	}
	if err := s.refuse(id+"Y", "x"); err == nil {
		t.Error("written through a link")
	}
	if _, err := os.Stat(victim); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("written through a link: %v", err)
	}
	link := filepath.Join(dir, "link.db")
	if err := os.Symlink(victim, link); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(link, Options{}); err == nil || errors.Is(err, ErrHeld) {
		t.Errorf("a link to nothing: %v", err)
	}
}
