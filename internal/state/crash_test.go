package state

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"beilun/internal/needs"
)

// childEnv is the variable with the state that this test program writes to as a child.
const childEnv = "BEILUN_TEST_STATE"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		fmt.Fprintln(os.Stderr, writeForEver(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeForEver writes one mark after the other, with values of all sizes, and prints each
// when it is on the disk.
func writeForEver(path string) error {
	s, err := Open(path, Options{Now: newClock().now})
	if err != nil {
		return err
	}
	n, _, err := s.Marks.Get("n")
	for ; err == nil; n++ {
		err = s.Together(func(tx *Tx) error {
			return errors.Join(s.Marks.PutIn(tx, "n", n), s.Topics.PutIn(tx, strconv.Itoa(int(n%50)), strings.Repeat("x", int(n*977%20_000))), s.Flags.DeleteIn(tx, "none"))
		})
		fmt.Println(n)
	}
	return err
}

// TestKilled kills a process that writes, at random moments. What it had written is there,
// and no damage is seen where there is none.
func TestKilled(t *testing.T) {
	t.Parallel()
	rounds := needs.Some(t, 12, 3)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "state.db")
	last := uint64(0)
	for round := range rounds {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childEnv+"="+path)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(time.Duration(100+rand.IntN(600))*time.Millisecond, func() { _ = cmd.Process.Kill() }) // it may have ended
		for sc := bufio.NewScanner(out); sc.Scan(); {
			if n, err := strconv.ParseUint(sc.Text(), 10, 64); err == nil {
				last = max(last, n)
			}
		}
		kill.Stop()
		_ = cmd.Wait() // it was killed
		s := openAt(t, path, newClock())
		n, _, err := s.Marks.Get("n")
		if n < last || err != nil || len(s.Losses()) > 0 {
			t.Errorf("round %d: %d is there, %d was written, %v, %v", round, n, last, err, s.Losses())
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if last == 0 {
		t.Error("nothing was written")
	}
}

// TestFullDisk writes to a disk until it is full, where one can be mounted. What was
// written before is there, and the state is not damaged.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := fullDisk(t)
	c := newClock()
	path := filepath.Join(dir, "state.db")
	s := openAt(t, path, c)
	written := 0
	var err error
	for ; err == nil && written < 1000; written++ {
		err = s.Topics.Put(strconv.Itoa(written), strings.Repeat("x", 10_000))
	}
	written--
	if !errors.Is(err, syscall.ENOSPC) && !strings.Contains(err.Error(), "no space") {
		t.Fatalf("after %d: %v", written, err)
	}
	if err := s.Snapshot(path + ".copy"); err == nil {
		t.Error("a snapshot has room")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(path + "?*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	s = openAt(t, path, c)
	if n, err := s.Topics.Len(); n != written || err != nil || len(s.Losses()) > 0 {
		t.Errorf("%d of %d are there, %v, %v", n, written, err, s.Losses())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(make([]byte, 100), 0); err != nil { // damage that there is no room to mend
		t.Fatal(err)
	}
	before, err := f.Stat()
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(path, Options{Now: c.now}); err == nil {
		t.Errorf("mended without room: %v", s.Close())
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Errorf("the damaged file is gone: %v", err)
	}
}
