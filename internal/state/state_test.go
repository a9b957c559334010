package state

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// clock is a time that the test sets.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixNano())
	return c
}

func (c *clock) now() time.Time      { return time.Unix(0, c.at.Load()) }
func (c *clock) add(d time.Duration) { c.at.Add(int64(d)) }

func openAt(t *testing.T, path string, c *clock) *Store {
	t.Helper()
	s, err := Open(path, Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // closed twice where the test closes it
	return s
}

func keys[V any](t *testing.T, table *Table[V]) (out []string) {
	t.Helper()
	if err := table.Each(func(k string, _ time.Time, _ V) error { out = append(out, k); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTable(t *testing.T) {
	t.Parallel()
	c := newClock()
	path := filepath.Join(t.TempDir(), "sub", "state.db")
	s := openAt(t, path, c)
	table := newTable[string](s, "topics", time.Hour, 3)
	for _, k := range []string{"a", "b", "c", "a", "d"} { // a is written again and young
		if err := table.Put(k, "value of "+k); err != nil {
			t.Fatal(err)
		}
		c.add(time.Minute)
	}
	if diff := cmp.Diff([]string{"c", "a", "d"}, keys(t, table)); diff != "" {
		t.Errorf("after five writes (-want +got):\n%s", diff)
	}
	if added, err := table.Add("c", "other"); added || err != nil {
		t.Errorf("added over an entry: %v, %v", added, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("file %v, %v; want it for the owner alone", info, err)
	}

	s = openAt(t, path, c)
	table = newTable[string](s, "topics", time.Hour, 3)
	if v, ok, err := table.Get("c"); v != "value of c" || !ok || err != nil {
		t.Errorf("after opening again: %q, %v, %v", v, ok, err)
	}
	for range 2 { // deleting twice is no error
		if err := table.Delete("d"); err != nil {
			t.Error(err)
		}
	}
	if _, ok, err := table.Get("d"); ok || err != nil {
		t.Errorf("after deletion: %v, %v", ok, err)
	}
	c.add(57*time.Minute + 30*time.Second)
	if diff := cmp.Diff([]string{"a"}, keys(t, table)); diff != "" {
		t.Errorf("when c has expired (-want +got):\n%s", diff)
	}
	if added, err := table.Add("c", "new"); !added || err != nil {
		t.Errorf("not added over an expired entry: %v, %v", added, err)
	}
	c.add(2 * time.Hour)
	if err := table.sweep(); err != nil {
		t.Fatal(err)
	}
	if n, err := table.Len(); n != 0 || err != nil {
		t.Errorf("%d entries after all have expired, %v", n, err)
	}
}

func TestDeliveries(t *testing.T) {
	t.Parallel()
	c := newClock()
	path := filepath.Join(t.TempDir(), "state.db")
	s := openAt(t, path, c)
	for _, tt := range []struct {
		id    string
		names []string
		want  bool
	}{
		{"Ev1", []string{"C1 1.1"}, true},
		{"Ev1", []string{"C1 1.1"}, false}, // delivered again
		{"Ev2", []string{"C1 1.1"}, false}, // the other event of a mention
		{"Ev2", []string{"C1 1.2"}, true},  // nothing is left of what was refused
		{"env3", nil, true},
		{"env3", nil, false},
		{"Ev4", nil, true},
	} {
		got, err := s.Deliveries.Note(Delivery{ID: tt.id, Type: "events_api", Payload: Raw(`{"x":1}`)}, tt.names...)
		if err != nil || got != tt.want {
			t.Errorf("note %s %v: %v, %v, want %v", tt.id, tt.names, got, err, tt.want)
		}
	}
	for _, id := range []string{"Ev4", "Ev1", "unknown"} {
		if err := s.Deliveries.Begin(id); err != nil {
			t.Error(err)
		}
	}
	for id, status := range map[string]Status{"Ev1": Answered, "env3": Dropped, "unknown": Answered} {
		if err := s.Deliveries.Settle(id, status); err != nil {
			t.Error(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, c)
	if err := s.Deliveries.Begin("Ev1"); err != nil { // answered, and stays so
		t.Error(err)
	}
	got, err := s.Deliveries.Unsettled()
	want := []Delivery{
		{ID: "Ev2", At: c.now(), Type: "events_api", Status: Waiting, Payload: Raw(`{"x":1}`)},
		{ID: "Ev4", At: c.now(), Type: "events_api", Status: Pending, Payload: Raw(`{"x":1}`)},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("unsettled (-want +got), %v:\n%s", err, diff)
	}
	for name, want := range map[string]string{"C1 1.1": "Ev1", "C1 1.2": "Ev2", "C9 9.9": ""} {
		if id, err := s.Deliveries.Named(name); id != want || err != nil {
			t.Errorf("under %s there is %q, %v, want %q", name, id, err, want)
		}
	}
	if fresh, err := s.Deliveries.Note(Delivery{ID: "Ev1"}); fresh || err != nil {
		t.Errorf("answered one is new after opening again: %v", err)
	}
	c.add(25 * time.Hour)
	if fresh, err := s.Deliveries.Note(Delivery{ID: "Ev1"}, "C1 1.1"); !fresh || err != nil {
		t.Errorf("one of yesterday is not forgotten: %v", err)
	}
	if _, err := s.Deliveries.Note(Delivery{ID: "Ev9", Payload: Raw(strings.Repeat(" ", MaxPayload+1))}); !errors.Is(err, errLarge) {
		t.Errorf("a payload without bound: %v", err)
	}
}

// TestNoteTogether records the two events of many mentions concurrently. One of each
// pair is new.
func TestNoteTogether(t *testing.T) {
	t.Parallel()
	s := openAt(t, filepath.Join(t.TempDir(), "state.db"), newClock())
	const n = 100
	var fresh atomic.Int32
	var wg sync.WaitGroup
	for i := range 2 * n {
		wg.Go(func() {
			ok, err := s.Deliveries.Note(Delivery{ID: fmt.Sprint("Ev", i)}, fmt.Sprint("C1 ", i/2))
			if err != nil {
				t.Error(err)
			}
			if ok {
				fresh.Add(1)
			}
		})
	}
	wg.Wait()
	if fresh.Load() != n {
		t.Errorf("%d of %d pairs are new", fresh.Load(), n)
	}
}

func TestHeld(t *testing.T) {
	t.Parallel()
	c := newClock()
	path := filepath.Join(t.TempDir(), "state.db")
	openAt(t, path, c)
	if _, err := Open(path, Options{Wait: 10 * time.Millisecond}); !errors.Is(err, ErrHeld) || !strings.Contains(err.Error(), path) {
		t.Errorf("opened twice: %v", err)
	}
}

func TestTemporary(t *testing.T) {
	t.Parallel()
	s, err := Temporary(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Topics.Put("a", "x"), s.Sweep(), s.Close()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.remove); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %v", err)
	}
}
