package library

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"beilun/index"
	"beilun/internal/needs"
	"beilun/knowledge/corpus"
)

// childEnv is the variable with the directory of this test program as a child.
const childEnv = "BEILUN_TEST_LIBRARY"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		fmt.Fprintln(os.Stderr, addForEver(dir, os.Getenv(childEnv+"_FROM")))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// openIn opens the library in dir.
func openIn(dir string) (*Library, error) {
	lex, err := lexicon()
	if err != nil {
		return nil, err
	}
	files, err := corpus.Open(filepath.Join(dir, "releases"))
	if err != nil {
		return nil, err
	}
	x, err := index.Open(filepath.Join(dir, "index"), index.Options{Lexicon: lex})
	if err != nil {
		return nil, err
	}
	return Open(x, files, Options{Follow: quick}), nil
}

// text returns the text of file n, long enough to be written in several pieces.
func text(n int) string { return strings.Repeat(fmt.Sprintf("第%d号园区扩建。\n\n", n), 300) }

// addForEver adds one file after the other while it follows the folder, and prints the
// ID of each when Add has returned.
func addForEver(dir, from string) error {
	l, err := openIn(dir)
	if err != nil {
		return err
	}
	go l.Run(context.Background()) // until the process is killed
	n := 0
	if _, err := fmt.Sscan(from, &n); err != nil {
		return err
	}
	for ; ; n++ {
		r, err := l.Add(context.Background(), "稿.txt", []byte(text(n)))
		if err != nil {
			return err
		}
		fmt.Println(n, r.ID)
	}
}

// TestKilled kills a process that adds files, at random moments. Each file whose ID was
// printed is in the index, once, and none is incomplete.
func TestKilled(t *testing.T) {
	t.Parallel()
	rounds := 8
	switch {
	case needs.Part(t):
		rounds = 4
	case os.Getenv("BEILUN_CHAOS_FULL") != "":
		rounds = 200
	}
	if v := os.Getenv("BEILUN_CHAOS_KILLS"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n <= 0 {
			t.Fatalf("BEILUN_CHAOS_KILLS is %q, want a number", v)
		}
		rounds = n
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "releases"), 0o755); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	acknowledged, next := map[string]int{}, 0
	for round := range rounds {
		next = addUntilKilled(t, self, dir, next, acknowledged)
		l, err := openIn(dir)
		if err != nil {
			t.Fatal(err)
		}
		if why := l.index.Rebuild(); why != "" && round > 0 && len(acknowledged) > 0 {
			t.Errorf("round %d: the index was lost: %s", round, why)
		}
		for id, n := range acknowledged {
			if p, ok := l.index.First(id); !ok || !strings.HasPrefix(text(n), p.Text) {
				t.Errorf("round %d: %s was acknowledged and says %q", round, id, p.Text)
			}
		}
		if _, err := l.Sync(t.Context()); err != nil {
			t.Error(err)
		}
		seen := map[string]string{}
		for id, digest := range l.index.Digests() {
			if other, ok := seen[digest]; ok {
				t.Errorf("round %d: %s and %s are the same", round, id, other)
			}
			seen[digest] = id
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		checkWhole(t, filepath.Join(dir, "releases"))
		if t.Failed() {
			return
		}
		if len(acknowledged) > 60 { // so that a round does not take longer and longer
			clear(acknowledged)
			for _, name := range []string{"releases", "index"} {
				if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Mkdir(filepath.Join(dir, "releases"), 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	if next == 0 {
		t.Error("nothing was acknowledged")
	}
	t.Logf("%d files acknowledged in %d rounds", next, rounds)
}

// addUntilKilled runs a child that adds files from number n on, kills it, records the
// IDs that it printed, and returns a number that it has not reached.
func addUntilKilled(t *testing.T, self, dir string, n int, acknowledged map[string]int) int {
	t.Helper()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childEnv+"="+dir, fmt.Sprintf("%s_FROM=%d", childEnv, n))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(time.Duration(200+rand.IntN(900))*time.Millisecond, func() { _ = cmd.Process.Kill() }) // it may have ended
	defer kill.Stop()
	for sc := bufio.NewScanner(out); sc.Scan(); {
		number, id, _ := strings.Cut(sc.Text(), " ")
		var got int
		if _, err := fmt.Sscan(number, &got); err != nil || id == "" {
			continue // cut by the kill
		}
		acknowledged[id], n = got, got+1
	}
	_ = cmd.Wait() // it was killed
	return n + 1   // n itself may be stored without an acknowledgement
}

// checkWhole checks that every visible file is complete.
func checkWhole(t *testing.T, dir string) {
	t.Helper()
	for _, name := range files(t, dir) {
		if strings.HasPrefix(name, ".") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		n := -1
		if _, serr := fmt.Sscanf(string(data), "第%d号", &n); err != nil || serr != nil || string(data) != text(n) {
			t.Errorf("%s is not whole: %d bytes, %v", name, len(data), err)
		}
	}
}
