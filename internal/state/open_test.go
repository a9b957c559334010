package state

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

// oldState writes a state that version 1 has made, at commit 872178e, and returns its
// path and a clock that is set to its time. It has entries in every table: 40 deliveries
// with a name each, of which every fourth is answered, 40 of the others, and five marks.
func oldState(t *testing.T) (string, *clock) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "v1.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "state.db")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	c := &clock{}
	c.at.Store(time.Date(2026, 11, 30, 8, 1, 0, 0, time.UTC).UnixNano())
	return path, c
}

// oldEntries returns all entries of a file of version 1.
func oldEntries(t *testing.T, path string) map[string]map[string]string {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string]map[string]string{}
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			all := map[string]string{}
			out[string(name)] = all
			return b.Bucket(valuesKey).ForEach(func(k, v []byte) error {
				all[string(k)] = unstamp(v).UTC().String() + string(v[stampSize:])
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestUpgrade opens a state of version 1. Nothing of it is lost, and it is kept.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	path, c := oldState(t)
	want := oldEntries(t, path)
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s, err := Open(path, Options{Now: c.now, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]map[string]string{}
	err = s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range tableNames() {
			e := viewEntries(tx, name)
			got[name] = map[string]string{}
			err := e.values.ForEach(func(k, v []byte) error {
				_, at, raw, _ := parse(name, k, v)
				got[name][string(k)] = at.UTC().String() + string(raw)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if diff := cmp.Diff(want, got); diff != "" || err != nil || len(want) != len(tableNames()) || len(want["deliveries"]) != 40 {
		t.Errorf("-want +got, %v:\n%s", err, diff)
	}
	if left, err := s.Deliveries.Unsettled(); err != nil || len(left) != 30 {
		t.Errorf("%d unsettled, %v", len(left), err)
	}
	if kept, err := os.ReadFile(path + oldSuffix); err != nil || !bytes.Equal(kept, old) {
		t.Errorf("the old file is not kept as it was: %v", err)
	}
	if len(s.Losses()) > 0 || strings.Contains(log.String(), "ERROR") || strings.Count(log.String(), "converted") != 1 {
		t.Errorf("%v, %s", s.Losses(), &log)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	log.Reset()
	again, err := Open(path, Options{Now: c.now, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil || log.Len() > 0 {
		t.Fatalf("opened again: %v, %s", err, &log)
	}
	defer again.Close()
}

// TestUpgradeDamaged opens a damaged state of version 1. What can be read is kept.
func TestUpgradeDamaged(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(b []byte) []byte{
		"cut": func(b []byte) []byte { return b[:len(b)*2/3] },
		"a value": func(b []byte) []byte {
			return bytes.Replace(b, []byte(`{"subject":"s7"}`), []byte(`{"subject":"s7",`), -1)
		},
	} {
		path, c := oldState(t)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, damage(raw), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openAt(t, path, c)
		if n, err := s.Subscriptions.Len(); err != nil || len(s.Losses()) != 1 || name == "a value" && n != 39 {
			t.Errorf("%s: %d subscriptions, %v, %v", name, n, s.Losses(), err)
		}
		t.Log(s.Losses())
	}
}

// TestOldProgram reads a state in the way that version 1 did. Its error says what to do.
func TestOldProgram(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state.db")
	s := openAt(t, path, newClock())
	err := s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range []string{"deliveries", "feedback"} {
			b := tx.Bucket([]byte(name))
			c := b.Bucket([]byte("ages")).Cursor()
			k, _ := c.First()
			raw := b.Bucket([]byte("values")).Get(k[8:])
			var v struct {
				At time.Time `json:"at"`
			}
			err := json.Unmarshal(raw[8:], &v)
			if err == nil || !strings.Contains(err.Error(), "start that one again") || time.Since(unstamp(k)) > 0 {
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestRefused opens what is not to be touched. It stays as it is.
func TestRefused(t *testing.T) {
	t.Parallel()
	newer := func(path string) error {
		s, err := Open(path, Options{})
		if err != nil {
			return err
		}
		err = s.update(func(tx *bbolt.Tx) error {
			return tx.Bucket(formatKey).Put(versionKey, record(string(formatKey), string(versionKey), epoch, []byte("3")))
		})
		return errors.Join(err, s.Close())
	}
	foreign := func(path string) error {
		db, err := bbolt.Open(path, 0o600, nil)
		if err != nil {
			return err
		}
		err = db.Update(func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucket([]byte("snapshots"))
			return errors.Join(err, b.Put([]byte("a"), []byte("b")))
		})
		return errors.Join(err, db.Close())
	}
	for name, tt := range map[string]struct {
		make func(path string) error
		want string
	}{
		"newer":    {newer, ErrNewer.Error()},
		"foreign":  {foreign, ErrForeign.Error()},
		"a folder": {func(path string) error { return os.Mkdir(path, 0o700) }, "it is no file"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "state.db")
		if err := tt.make(path); err != nil {
			t.Fatal(err)
		}
		before, _ := os.ReadFile(path) // a folder has none
		s, err := Open(path, Options{})
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
		after, _ := os.ReadFile(path)
		all, err := os.ReadDir(dir)
		if err != nil || len(all) != 1 || !bytes.Equal(before, after) {
			t.Errorf("%s: %v, %v", name, all, err)
		}
	}
}

// TestReplacedHalfway opens a state that a process was replacing when it was killed.
func TestReplacedHalfway(t *testing.T) {
	t.Parallel()
	c := newClock()
	path := filepath.Join(t.TempDir(), "state.db")
	s := openAt(t, path, c)
	if err := errors.Join(s.Topics.Put("a", "x"), s.Close()); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		data []byte
		want bool
	}{"complete": {raw, true}, "incomplete": {raw[:len(raw)/2], false}, "empty": {nil, false}} {
		if err := errors.Join(removeFile(path), os.WriteFile(path+newSuffix, tt.data, 0o600)); err != nil {
			t.Fatal(err)
		}
		s := openAt(t, path, c)
		if _, ok, err := s.Topics.Get("a"); ok != tt.want || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path + newSuffix); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: left behind: %v", name, err)
		}
	}
}

// TestSpoiled damages entries while the file is open. Each is removed when it is met,
// logged once and reported, also after the file is opened again.
func TestSpoiled(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func(s *Store) error{
		"get":   func(s *Store) error { _, _, err := s.Topics.Get("b"); return err },
		"each":  func(s *Store) error { return s.Topics.Each(func(string, time.Time, string) error { return nil }) },
		"add":   func(s *Store) error { _, err := s.Topics.Add("b", "again"); return err },
		"write": func(s *Store) error { return errors.Join(s.Topics.Put("b", "again"), s.Topics.Delete("b")) },
		"together": func(s *Store) error {
			return s.Together(func(tx *Tx) error { _, _, err := s.Topics.GetIn(tx, "b"); return err })
		},
	} {
		for kind, spoil := range map[string]func(v []byte) []byte{
			"damaged":       func(v []byte) []byte { v[len(v)-2] ^= 1; return v },
			"of other type": func([]byte) []byte { return record("topics", "b", newClock().now(), []byte(`{"not":"a string"}`)) },
		} {
			if kind == "of other type" && (name == "add" || name == "write") {
				continue // these do not look at the value
			}
			var log bytes.Buffer
			c := newClock()
			path := filepath.Join(t.TempDir(), "state.db")
			s, err := Open(path, Options{Now: c.now, Logger: slog.New(slog.NewTextHandler(&log, nil)), unsynced: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range []string{"a", "b", "c"} {
				if err := s.Topics.Put(k, "topic of "+k); err != nil {
					t.Fatal(err)
				}
			}
			err = s.db.Update(func(tx *bbolt.Tx) error {
				e := viewEntries(tx, "topics")
				return e.values.Put([]byte("b"), spoil(bytes.Clone(e.values.Get([]byte("b")))))
			})
			for range 3 {
				err = errors.Join(err, read(s))
			}
			if len(s.Losses()) != 1 || strings.Count(log.String(), "ERROR") != 1 || err != nil {
				t.Errorf("%s, %s: %v, %v, %s", name, kind, err, s.Losses(), &log)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			again, err := Open(path, Options{Now: c.now, unsynced: true})
			if err != nil {
				t.Fatal(err)
			}
			got := keys(t, again.Topics)
			if !slices.Contains(got, "a") || !slices.Contains(got, "c") || len(again.Losses()) != 1 || len(got) > 2 && name != "add" {
				t.Errorf("%s, %s: %v, %v", name, kind, got, again.Losses())
			}
			if err := again.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
