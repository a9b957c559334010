package state

import (
	"errors"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestTogether writes to two tables at once, or to neither.
func TestTogether(t *testing.T) {
	t.Parallel()
	c := newClock()
	path := filepath.Join(t.TempDir(), "state.db")
	s := openAt(t, path, c)
	if err := s.Marks.Put("old", 1); err != nil {
		t.Fatal(err)
	}
	errWrong := errors.New("wrong")
	for _, fails := range []error{errWrong, nil} {
		err := s.Together(func(tx *Tx) error {
			if err := errors.Join(s.Quiet.PutIn(tx, "C1", true), s.Marks.PutIn(tx, "news", 7), s.Marks.DeleteIn(tx, "old")); err != nil {
				return err
			}
			if v, ok, err := s.Marks.GetIn(tx, "news"); v != 7 || !ok || err != nil {
				t.Errorf("within the transaction: %d, %v, %v", v, ok, err)
			}
			return fails
		})
		if !errors.Is(err, fails) {
			t.Fatalf("got %v, want %v", err, fails)
		}
		want := [2][]string{{"old"}, nil}
		if fails == nil {
			want = [2][]string{{"news"}, {"C1"}}
		}
		if diff := cmp.Diff(want, [2][]string{keys(t, s.Marks), keys(t, s.Quiet)}); diff != "" {
			t.Errorf("after %v (-want +got):\n%s", fails, diff)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if v, ok, err := openAt(t, path, c).Marks.Get("news"); v != 7 || !ok || err != nil {
		t.Errorf("after a restart: %d, %v, %v", v, ok, err)
	}
}

// TestTogetherBounds checks that transactions trim their tables, too.
func TestTogetherBounds(t *testing.T) {
	t.Parallel()
	c := newClock()
	s := openAt(t, filepath.Join(t.TempDir(), "state.db"), c)
	small := newTable[int](s, "marks", time.Hour, 3)
	err := s.Together(func(tx *Tx) error {
		for i := range 5 {
			if err := small.PutIn(tx, strconv.Itoa(i), i); err != nil {
				return err
			}
			c.add(time.Second)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2", "3", "4"}, keys(t, small)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
