package index

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"beilun/index/store"
	"beilun/internal/needs"
)

// TestMain runs the test binary as a process to be killed when it is asked to.
func TestMain(m *testing.M) {
	if dir := os.Getenv("BEILUN_KILL_DIR"); dir != "" {
		if err := syncUntilKilled(dir); err != nil {
			fmt.Println("error", err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// killInPlace makes batches small, so that many changes go into several.
const killInPlace = 20

// killStates are the editions of all releases, step by step: what one step
// does depends on the seed and its number only.
type killStates struct {
	seed     uint64
	step     int
	editions []int
	kind     string // of the last step
}

// newKillStates returns the state at step 0: releases, with room for more.
func newKillStates(seed uint64, releases int) *killStates {
	s := &killStates{seed: seed, editions: make([]int, releases+releases/10)}
	for n := releases; n < len(s.editions); n++ {
		s.editions[n] = -1
	}
	return s
}

func (s *killStates) next() {
	s.step++
	r := rand.New(rand.NewPCG(s.seed, uint64(s.step)))
	count := 1
	switch k := r.IntN(20); {
	case k < 9:
		s.kind = "one"
	case k < 14:
		s.kind, count = "some", 20
	case k < 18:
		s.kind, count = "many", len(s.editions)/10
	default:
		s.kind, count = "rebuild", len(s.editions)/2
	}
	for range count {
		n := r.IntN(len(s.editions))
		if s.editions[n] < 0 || r.IntN(8) > 0 {
			s.editions[n] = s.step
		} else {
			s.editions[n] = -1
		}
	}
}

func (s *killStates) corpus() Corpus {
	return inventedFiles(len(s.editions), 1, func(n int) int { return s.editions[n] })
}

// syncUntilKilled syncs step after step and tells of each that is done.
func syncUntilKilled(dir string) error {
	seed, err := strconv.ParseUint(os.Getenv("BEILUN_KILL_SEED"), 10, 64)
	if err != nil {
		return err
	}
	from, err := strconv.Atoi(os.Getenv("BEILUN_KILL_STEP"))
	if err != nil {
		return err
	}
	releases, err := strconv.Atoi(os.Getenv("BEILUN_KILL_RELEASES"))
	if err != nil {
		return err
	}
	s := newKillStates(seed, releases)
	for s.step < from {
		s.next()
	}
	x, err := Open(dir, Options{Lexicon: testLexicon(), limits: limits{killInPlace, store.WholeAtOpen, store.BatchPatience, 1}})
	if err != nil {
		return err
	}
	fmt.Println("open", x.Rebuild())
	for {
		s.next()
		if _, err := x.Sync(context.Background(), s.corpus()); err != nil {
			return err
		}
		fmt.Println("done", s.step)
	}
}

// killsOf is how often a process is killed: n times, or as often as
// BEILUN_CHAOS_KILLS says.
func killsOf(t *testing.T, n int) int {
	v := os.Getenv("BEILUN_CHAOS_KILLS")
	if v == "" {
		return n
	}
	n, err := strconv.Atoi(v)
	if err != nil || n <= 0 {
		t.Fatalf("BEILUN_CHAOS_KILLS is %q, want a number", v)
	}
	return n
}

// TestKill kills a process at random moments of updating, building and
// swapping. What it had acknowledged is in the index whenever it is opened
// again, each release is the one from before the step under way or the one
// behind it, and no passage stands in it twice.
func TestKill(t *testing.T) {
	t.Parallel()
	rounds, releases, seed := 30, 300, uint64(20261125)
	switch {
	case needs.Part(t):
		rounds = 5
	case os.Getenv("BEILUN_CHAOS_FULL") != "":
		rounds, releases = 200, 1000
	}
	rounds = killsOf(t, rounds)
	if v := os.Getenv("BEILUN_CHAOS_SEED"); v != "" {
		n, err := strconv.ParseUint(v, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seed = n
	}
	t.Logf("seed %d", seed)
	k := &killer{t: t, dir: t.TempDir(), seed: seed, random: rand.New(rand.NewPCG(seed, 0)), states: newKillStates(seed, releases), releases: releases, met: map[string]int{}}
	var err error
	if k.scratch, err = InMemory(Options{Lexicon: testLexicon()}); err != nil {
		t.Fatal(err)
	}
	defer k.scratch.Close()
	x := openTest(t, k.dir)
	syncTest(t, x, k.states.corpus())
	x.Close()
	syncTest(t, k.scratch, k.states.corpus())
	for range rounds {
		k.round()
		if t.Failed() {
			return
		}
	}
	x = openTest(t, k.dir)
	defer x.Close()
	scratch := memoryOf(t, k.states.corpus())
	equalContents(t, "at the end", contents(t, scratch), contents(t, x))
	t.Logf("%d kills of %d releases, after %d steps; under way: %v; the slowest opening took %v", rounds, releases, k.states.step, k.met, k.slowest)
	if k.slowest > 2*time.Second {
		t.Logf("opening took long: is the machine busy?")
	}
}

// killer kills one process after the other.
type killer struct {
	t        *testing.T
	dir      string
	seed     uint64
	releases int
	random   *rand.Rand
	states   *killStates
	scratch  *Index         // in memory: what the index on disk has to hold
	met      map[string]int // kills by the kind of step that was under way
	slowest  time.Duration  // of the openings
}

func (k *killer) round() {
	k.t.Helper()
	from, last := k.states.step, k.run()
	for k.states.step < last {
		k.states.next()
	}
	if last > from {
		syncTest(k.t, k.scratch, k.states.corpus())
	}
	before := contents(k.t, k.scratch)
	k.states.next()
	syncTest(k.t, k.scratch, k.states.corpus())
	after := contents(k.t, k.scratch)

	start := time.Now()
	x := openTest(k.t, k.dir)
	k.slowest = max(k.slowest, time.Since(start))
	defer x.Close()
	if why := x.Rebuild(); why != "" {
		k.t.Errorf("step %d: dropped: %s", k.states.step, why)
		return
	}
	k.met[k.states.kind]++
	k.compare(before, after, contents(k.t, x))
	syncTest(k.t, x, k.states.corpus())
	equalContents(k.t, fmt.Sprintf("step %d", k.states.step), after, contents(k.t, x))
	if k.random.IntN(2) == 0 { // the next one finds no sums, as after a crash
		defer os.Remove(filepath.Join(k.dir, x.live.current.Name, store.SumsFile))
	}
}

// compare looks whether each document is as it was before a step or behind it.
func (k *killer) compare(before, after, got map[string]string) {
	k.t.Helper()
	for id, text := range got {
		if text != before[id] && text != after[id] {
			k.t.Errorf("step %d (%s): %s is neither from before nor from behind", k.states.step, k.states.kind, id)
			return
		}
	}
	for id := range before {
		if _, stays := after[id]; stays && got[id] == "" {
			k.t.Errorf("step %d (%s): %s is lost", k.states.step, k.states.kind, id)
			return
		}
	}
}

// run lets a process sync and kills it at a random moment. It returns the last
// step that was acknowledged.
func (k *killer) run() int {
	k.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		k.t.Fatal(err)
	}
	cmd := exec.CommandContext(k.t.Context(), exe)
	cmd.Env = append(os.Environ(), "BEILUN_KILL_DIR="+k.dir, fmt.Sprintf("BEILUN_KILL_SEED=%d", k.seed), fmt.Sprintf("BEILUN_KILL_STEP=%d", k.states.step), fmt.Sprintf("BEILUN_KILL_RELEASES=%d", k.releases))
	out, err := cmd.StdoutPipe()
	if err != nil {
		k.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	last := k.states.step
	lines := bufio.NewScanner(out)
	var kill *time.Timer
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "open":
			limit := []time.Duration{20, 100, 300, 800}[k.random.IntN(4)] * time.Millisecond
			kill = time.AfterFunc(time.Duration(k.random.Int64N(int64(limit))), func() { _ = cmd.Process.Kill() })
			defer kill.Stop()
		case "done":
			if last, err = strconv.Atoi(rest); err != nil {
				k.t.Fatal(err)
			}
		default:
			k.t.Fatalf("the process said %q", lines.Text())
		}
	}
	_ = cmd.Wait() // it was killed
	if kill == nil {
		k.t.Fatal("the process ended before it opened the index")
	}
	return last
}

func memoryOf(t *testing.T, c Corpus) *Index {
	t.Helper()
	x, err := InMemory(Options{Lexicon: testLexicon()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	syncTest(t, x, c)
	return x
}

// equalContents compares document by document and names the first that differ.
func equalContents(t *testing.T, when string, want, got map[string]string) {
	t.Helper()
	told := 0
	for _, id := range slices.Sorted(maps.Keys(want)) {
		if got[id] != want[id] && told < 5 {
			told++
			t.Errorf("%s: %s: got %q, want %q", when, id, got[id], want[id])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d documents, want %d", when, len(got), len(want))
	}
}
