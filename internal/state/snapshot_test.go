package state

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestSnapshot asks for snapshots while the store is written to: each is of one moment.
// The two marks of a transaction are equal, and none is older than the one before.
func TestSnapshot(t *testing.T) {
	t.Parallel()
	c := newClock()
	path := filepath.Join(t.TempDir(), "state.db")
	s := openAt(t, path, c)
	fill(t, s, c)
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	prepared := 0
	all.Go(func() {
		if err := s.AnswerSnapshots(ctx, func(context.Context) { prepared++ }); err != nil {
			t.Error(err)
		}
	})
	write := func(i uint64) {
		err := s.Together(func(tx *Tx) error { return errors.Join(s.Marks.PutIn(tx, "a", i), s.Marks.PutIn(tx, "b", i)) })
		if err != nil {
			t.Error(err)
		}
	}
	write(1) // the first snapshot may be taken at once
	all.Go(func() {
		for i := uint64(2); ctx.Err() == nil; i++ {
			write(i)
		}
	})
	last := uint64(0)
	for range 3 {
		waiting, cancel := context.WithTimeout(t.Context(), time.Minute)
		snapshot, err := AskSnapshot(waiting, path)
		cancel()
		if err != nil {
			t.Fatal(err)
		}
		if losses, err := Check(snapshot); len(losses) > 0 || err != nil {
			t.Errorf("%v, %v", losses, err)
		}
		other := openAt(t, snapshot, c)
		a, _, _ := other.Marks.Get("a")
		b, _, err := other.Marks.Get("b")
		if a != b || a == 0 || a < last || err != nil {
			t.Errorf("%d and %d after %d, %v", a, b, last, err)
		}
		last = a
		if n, err := other.Subscriptions.Len(); n == 0 || err != nil {
			t.Errorf("%d subscriptions, %v", n, err)
		}
		if err := errors.Join(other.Close(), os.Remove(snapshot)); err != nil {
			t.Error(err)
		}
	}
	stop()
	all.Wait()
	if prepared != 3 {
		t.Errorf("prepared %d times", prepared)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Snapshot(copied); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dump(t, s), dump(t, openAt(t, copied, c))); diff != "" {
		t.Errorf("a snapshot differs (-want +got):\n%s", diff)
	}
	if err := s.Snapshot(copied); !errors.Is(err, os.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	left, err := filepath.Glob(path + ".*")
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestAsking asks where nobody answers, and answers what is no question or an old one.
func TestAsking(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state.db")
	s := openAt(t, path, newClock())
	if held, err := IsHeld(path); !held || err != nil {
		t.Errorf("held: %v, %v", held, err)
	}
	if _, err := Check(path); !errors.Is(err, ErrHeld) {
		t.Errorf("check: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := AskSnapshot(ended, path); !errors.Is(err, ErrNoAnswer) {
		t.Errorf("nobody answers: %v", err)
	}
	then := time.Now().Add(-time.Hour)
	id := strings.Repeat("A", 25)
	for _, name := range []string{askInfix + id + "2", snapshotInfix + id, refusedInfix + id} { // all old
		if err := errors.Join(os.WriteFile(path+name, nil, 0o600), os.Chtimes(path+name, then, then)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range maxAnswers + 1 {
		if err := os.WriteFile(path+askInfix+id+strconv.Itoa(2+i), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path+askInfix+"../../x", nil, 0o600); err == nil {
		t.Error("made a file out of the folder")
	}
	if err := os.WriteFile(path+askInfix+"no id", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.answer(t.Context(), func(context.Context) {}); err != nil {
		t.Fatal(err)
	}
	given, err := filepath.Glob(path + snapshotInfix + "*")
	refused, err2 := filepath.Glob(path + refusedInfix + "*")
	asks, err3 := filepath.Glob(path + askInfix + "*")
	if len(given) != maxAnswers || len(refused) != 1 || len(asks) != 1 || errors.Join(err, err2, err3) != nil {
		t.Errorf("%v, %v, %v", given, refused, asks)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if held, err := IsHeld(path); held || err != nil {
		t.Errorf("not held: %v, %v", held, err)
	}
}
