package state

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

// fill fills every table of a store, some beyond a page, with changes and deletions, so
// that the file has branches, long values and free pages.
func fill(t *testing.T, s *Store, c *clock) {
	t.Helper()
	var errs []error
	do := func(err error) { errs = append(errs, err) }
	for i := range 60 {
		c.add(time.Second)
		id, k := fmt.Sprint("Ev", i), fmt.Sprint("k", i)
		_, err := s.Deliveries.Note(Delivery{ID: id, Type: "events_api", Payload: Raw(fmt.Sprintf(`{"text":%q}`, strings.Repeat("问", 10+100*(i%3))))}, "C1 "+k)
		do(err)
		if i%3 > 0 {
			do(s.Deliveries.Begin(id))
		}
		if i%3 > 1 {
			do(s.Deliveries.Settle(id, Answered))
		}
		do(s.Together(func(tx *Tx) error {
			return errors.Join(
				s.Topics.PutIn(tx, k, "园区"+k), s.Replies.PutIn(tx, k, Raw(fmt.Sprintf(`{"reply":%q}`, strings.Repeat("r", 200*(i%40))))), s.Flags.PutIn(tx, "welcomed "+k, true),
				s.Threads.PutIn(tx, "C1 "+k, true), s.Settings.PutIn(tx, "U"+k, Raw(`{"english":true}`)), s.Feedback.PutIn(tx, k, Feedback{At: c.now(), User: "U" + k, Question: strings.Repeat("几", 30), Useful: i%2 == 0}),
				s.Subscriptions.PutIn(tx, k, Raw(fmt.Sprintf(`{"subject":%q}`, k))), s.Answered.PutIn(tx, k, Raw(`{"row":1}`)), s.Notes.PutIn(tx, k, Raw(`{"note":1}`)),
				s.Places.PutIn(tx, k, Raw(`{"place":1}`)), s.Marks.PutIn(tx, fmt.Sprint("m", i%5), uint64(i)))
		}))
		if i%7 == 0 {
			do(s.Subscriptions.Delete(fmt.Sprint("k", i/2)))
			do(s.Notes.Delete(fmt.Sprint("k", i/3)))
			do(s.Quiet.Put("C"+k, true))
		}
	}
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// dump returns all entries of a store, by table and key, with their times.
func dump(t *testing.T, s *Store) map[string]map[string]string {
	t.Helper()
	out := map[string]map[string]string{}
	err := s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range tableNames() {
			out[name] = map[string]string{}
			e := viewEntries(tx, name)
			if e == nil {
				continue
			}
			aged := map[string]time.Time{}
			if err := e.each(func(key string, at time.Time) error { aged[key] = at; return nil }); err != nil {
				return err
			}
			err := e.values.ForEach(func(k, v []byte) error {
				_, at, raw, ok := parse(name, k, v)
				if !ok && len(v) >= sumSize+stampSize {
					at, raw = unstamp(v[sumSize:]), v[sumSize+stampSize:]
				}
				out[name][string(k)] = fmt.Sprintf("%d %s %d", at.UnixNano(), raw, aged[string(k)].UnixNano())
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A harm damages a file.
type harm struct {
	name string
	do   func(b []byte) []byte
}

// testPage is the size of a page, which bbolt takes from the system.
var testPage = os.Getpagesize()

// pagesOf returns the numbers of the pages of a kind.
func pagesOf(b []byte, kind uint16) (out []int) {
	for at := 0; at+testPage <= len(b); at += testPage {
		if binary.LittleEndian.Uint16(b[at+8:]) == kind && binary.LittleEndian.Uint64(b[at:]) == uint64(at/testPage) {
			out = append(out, at/testPage)
		}
	}
	return out
}

// flip flips a bit of a page of a kind.
func flip(r *rand.Rand, kind uint16, from, to int) func(b []byte) []byte {
	seed := r.Uint64()
	return func(b []byte) []byte {
		r := rand.New(rand.NewPCG(seed, 1))
		all := pagesOf(b, kind)
		b[all[r.IntN(len(all))]*testPage+from+r.IntN(to-from)] ^= 1 << r.IntN(8)
		return b
	}
}

// harms returns the ways to damage a file of a size; older is the file as it was
// before its last changes.
func harms(size int, older []byte) (out []harm) {
	r := rand.New(rand.NewPCG(20, 3))
	add := func(name string, do func(b []byte) []byte) { out = append(out, harm{name, do}) }
	n := size / testPage
	for i := range 30 {
		at := r.IntN(size)
		add(fmt.Sprint("cut ", i), func(b []byte) []byte { return b[:at] })
	}
	for id := range min(n, 60) {
		add(fmt.Sprint("zeros ", id), func(b []byte) []byte { clear(b[id*testPage:][:testPage]); return b })
	}
	for _, kind := range []struct {
		name     string
		kind     uint16
		from, to int
		n        int
	}{{"meta", 4, 0, 80, 20}, {"branch", 1, 0, 200, 25}, {"leaf head", 2, 0, 200, 40}, {"leaf", 2, 200, testPage, 50}, {"freelist", 16, 0, 100, 20}} {
		for i := range kind.n {
			add(fmt.Sprint("flip ", kind.name, " ", i), flip(r, kind.kind, kind.from, kind.to))
		}
	}
	for i := range 20 {
		from, to := 2+r.IntN(n-2), 2+r.IntN(n-2)
		add(fmt.Sprint("copied page ", i), func(b []byte) []byte { copy(b[to*testPage:][:testPage], b[from*testPage:]); return b })
		add(fmt.Sprint("swapped pages ", i), func(b []byte) []byte {
			kept := bytes.Clone(b[to*testPage:][:testPage])
			copy(b[to*testPage:][:testPage], b[from*testPage:])
			copy(b[from*testPage:], kept)
			return b
		})
	}
	for i := range 20 {
		id := r.IntN(n)
		add(fmt.Sprint("old page ", i, " ", id), func(b []byte) []byte {
			copy(b[id*testPage:][:testPage], older[min(id*testPage, len(older)):])
			return b
		})
	}
	add("old head 0", func(b []byte) []byte { copy(b[:testPage], older); return b })
	add("old head 1", func(b []byte) []byte { copy(b[testPage:2*testPage], older[testPage:]); return b })
	add("head 0 on head 1", func(b []byte) []byte { copy(b[testPage:2*testPage], b); return b })
	add("head 1 on head 0", func(b []byte) []byte { copy(b[:testPage], b[testPage:2*testPage]); return b })
	add("a head of many pages", hugeHead)
	add("no heads", func(b []byte) []byte { clear(b[:2*testPage]); return b })
	add("nothing but heads", func(b []byte) []byte { clear(b[2*testPage:]); return b })
	add("ones", func(b []byte) []byte { copy(b[2*testPage:], bytes.Repeat([]byte{0xff}, len(b)-2*testPage)); return b })
	add("junk behind it", func(b []byte) []byte { return append(b, bytes.Repeat([]byte("junk"), 5000)...) })
	add("a part of a page behind it", func(b []byte) []byte { return append(b, b[2*testPage:3*testPage-7]...) })
	add("empty", func([]byte) []byte { return nil })
	add("one byte", func([]byte) []byte { return []byte{0} })
	add("text", func([]byte) []byte { return []byte("this is no database, but some text") })
	add("much text", func(b []byte) []byte { return bytes.Repeat([]byte("text"), len(b)/4) })
	add("all zeros", func(b []byte) []byte { clear(b); return b })
	return out
}

// hugeHead makes a head that says that the file has nearly endless pages.
func hugeHead(b []byte) []byte {
	for page := range 2 {
		m := b[page*testPage+16:]
		binary.LittleEndian.PutUint64(m[40:], 1<<60)
		sum := fnv.New64a()
		sum.Write(m[:56])
		binary.LittleEndian.PutUint64(m[56:], sum.Sum64())
	}
	return b
}

// outcome says what became of a damaged file.
type outcome string

const (
	harmless outcome = "harmless" // all entries are there and as they were, and nothing is reported
	mended   outcome = "mended"   // all are, and the damage is reported
	partial  outcome = "partial"  // some are lost, or fell back, and that is reported
	silent   outcome = "silent"   // not all are there, and nothing is reported
	wrong    outcome = "wrong"    // an entry is there that never was
)

// judge compares what was opened with what was written.
func judge(want, got map[string]map[string]string, reported bool) outcome {
	same := cmp.Equal(want, got)
	switch {
	case same && reported:
		return mended
	case same:
		return harmless
	case reported:
		return partial
	}
	return silent
}

// harmed is a filled file, damaged in all ways.
type harmed struct {
	t        *testing.T
	c        *clock
	raw      []byte
	want     map[string]map[string]string
	everKept map[string]bool // every entry that ever was
}

func newHarmed(t *testing.T) (*harmed, []harm) {
	t.Helper()
	h := &harmed{t: t, c: newClock(), everKept: map[string]bool{}}
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := Open(path, Options{Now: h.c.now, unsynced: true})
	if err != nil {
		t.Fatal(err)
	}
	keep := func() {
		for table, all := range dump(t, s) {
			for k, v := range all {
				h.everKept[table+" "+k+" "+v] = true
			}
		}
	}
	fill(t, s, h.c)
	keep()
	older, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		h.c.add(time.Second)
		if err := errors.Join(s.Topics.Put("k1", fmt.Sprint("later ", i)), s.Deliveries.Settle(fmt.Sprint("Ev", i), Answered), s.Subscriptions.Delete(fmt.Sprint("k", 20+i))); err != nil {
			t.Fatal(err)
		}
		keep()
	}
	h.want = dump(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if h.raw, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return h, harms(len(h.raw), older)
}

// open opens a damaged file.
func (h *harmed) open(t *testing.T, damage harm) (outcome, *Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "state.db")
	if err := os.WriteFile(path, damage.do(bytes.Clone(h.raw)), 0o600); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s, err := Open(path, Options{Logger: slog.New(slog.NewTextHandler(&log, nil)), Now: h.c.now, unsynced: true})
	if err != nil {
		t.Fatalf("%s: %v", damage.name, err)
	}
	t.Cleanup(func() { _ = s.Close() })
	got := dump(t, s)
	o := judge(h.want, got, len(s.Losses()) > 0)
	for table, all := range h.want {
		if !cmp.Equal(all, got[table]) && !isNamed(s.Losses(), table, len(got[table]) < len(all)) {
			t.Logf("%s: %s has changed, and the loss does not name it: %+v", damage.name, table, s.Losses())
			o = silent
		}
	}
	for id, v := range got["deliveries"] {
		if strings.Contains(v, `"waiting"`) && !strings.Contains(h.want["deliveries"][id], `"waiting"`) {
			t.Logf("%s: delivery %s would be answered again: %s", damage.name, id, v)
			o = wrong
		}
	}
	for table, all := range got {
		for k, v := range all {
			if table != "deliveries" && !h.everKept[table+" "+k+" "+v] {
				t.Logf("%s: %s has %s: %.100s", damage.name, table, k, v)
				o = wrong
			}
		}
	}
	return o, s, log.String()
}

// isNamed reports whether one of the losses says that a table is not as it was and, if
// it lacks something, that it may.
func isNamed(losses []Loss, table string, lacks bool) bool {
	return slices.ContainsFunc(losses, func(l Loss) bool {
		return l.Stale || slices.ContainsFunc(l.Tables, func(t TableLoss) bool { return t.Table == table && (!lacks || t.Lost > 0 || t.Unknown) })
	})
}

// TestDamaged damages a file in more than 200 ways. What is opened is as it was, or the
// loss is reported, in the log, too, and the damaged file is kept.
func TestDamaged(t *testing.T) {
	t.Parallel()
	h, all := newHarmed(t)
	if len(all) < 200 {
		t.Errorf("%d ways", len(all))
	}
	count := map[outcome]int{}
	for i, damage := range all {
		if needs.Part(t) && i%4 > 0 {
			continue
		}
		o, s, log := h.open(t, damage)
		count[o]++
		if o == silent || o == wrong {
			t.Errorf("%s: %s", damage.name, o)
		}
		if o == harmless {
			if log != "" {
				t.Errorf("%s: harmless, and the log says %s", damage.name, log)
			}
			continue
		}
		h.checkReport(t, damage, s, log)
	}
	t.Logf("%d ways: %v", len(all), count)
	if count[harmless] == 0 || count[mended] == 0 || count[partial] < 30 {
		t.Errorf("the ways are not as they were thought to be: %v", count)
	}
}

// checkReport checks what is said of a damaged file that was replaced, and that the new
// one is in use.
func (h *harmed) checkReport(t *testing.T, damage harm, s *Store, log string) {
	t.Helper()
	l := s.Losses()[len(s.Losses())-1]
	kept, err := os.ReadFile(filepath.Join(filepath.Dir(s.path), l.Kept))
	if err != nil || !bytes.Equal(kept, damage.do(bytes.Clone(h.raw))) {
		t.Errorf("%s: the damaged file is not kept: %v", damage.name, err)
	}
	if n := strings.Count(log, "level=ERROR"); n != 1 || !strings.Contains(log, l.Kept) {
		t.Errorf("%s: %d errors: %s", damage.name, n, log)
	}
	got := dump(t, s)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	again, err := Open(s.path, Options{Now: h.c.now, unsynced: true})
	if err != nil {
		t.Errorf("%s: again: %v", damage.name, err)
		return
	}
	defer again.Close()
	if diff := cmp.Diff(got, dump(t, again)); diff != "" || len(again.Losses()) != len(s.Losses()) {
		t.Errorf("%s: opened again (-want +got):\n%s", damage.name, diff)
	}
	if err := again.Topics.Put("new", "x"); err != nil {
		t.Errorf("%s: %v", damage.name, err)
	}
}

// TestOnlyChecksums shows what TestDamaged would not notice without checksums: files whose
// tree, counts and ages are all as they should be, and an entry is not.
func TestOnlyChecksums(t *testing.T) {
	t.Parallel()
	h, all := newHarmed(t)
	n := 0
	for _, damage := range all {
		raw := damage.do(bytes.Clone(h.raw))
		found, err := examine(bytes.NewReader(raw), int64(len(raw)))
		if err != nil || found.damage == nil || found.stale || found.best == nil || found.best.tree.Broken != nil {
			continue
		}
		for _, table := range found.best.tables {
			if table.n+table.bad == table.wants && table.aged == table.wants && table.broken != nil {
				n++
			}
		}
	}
	if n < 10 {
		t.Errorf("only the checksums notice %d ways", n)
	}
}
