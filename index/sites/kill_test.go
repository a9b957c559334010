package sites

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge/read"
)

// childEnv is the variable with the place of this test program as a child, which looks
// at its sources once.
const childEnv = "BEILUN_TEST_SITES"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		if err := lookOnce(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func lookOnce(dir string) error {
	p := &place{dir: dir, clock: &clock{now: time.Date(2025, 11, 29, 8, 0, 0, 0, china)}}
	opts := p.options()
	opts.Time = time.Minute
	f, err := Open(opts)
	if err != nil {
		return err
	}
	_, err = f.Round(context.Background(), func(r *Result) {
		if r.Err != nil || len(r.Refused) > 0 {
			fmt.Fprintf(os.Stderr, "%+v\n", r)
			os.Exit(1)
		}
	})
	return errors.Join(err, f.Close())
}

// TestKill takes a thousand pages with a process that is killed three times. Each has to
// come once, and whole.
func TestKill(t *testing.T) {
	t.Parallel()
	pages := needs.Some(t, 1000, 100)
	s := newSite(t)
	var items []item
	var asked atomic.Int64
	var child atomic.Pointer[os.Process]
	kills := []int64{int64(pages / 4), int64(pages / 2), int64(pages * 3 / 4)}
	for i := range pages {
		path, title := fmt.Sprintf("/p%d.html", i), fmt.Sprintf("云溪区第%d号公告", i)
		items = append(items, item{path, title, "2025-11-03"})
		text := article(title, "2025-11-03", fmt.Sprintf("第%d批项目总投资%d.5亿元，其中技术改造项目%d个。", i, 10+i, 3+i), "")
		s.handle(path, func(w http.ResponseWriter, _ *http.Request) {
			n := asked.Add(1)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, text)
			for _, at := range kills {
				if c := child.Load(); n == at && c != nil { // while the child stores what it has asked for
					time.AfterFunc(time.Duration(n%7)*time.Millisecond, func() { _ = c.Kill() }) // it may have ended
				}
			}
		})
	}
	s.html("/", list(items...))
	p := newPlace(t, s.URL+" max=1000")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	killed := 0
	for round := 0; ; round++ {
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), childEnv+"="+p.dir)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		child.Store(cmd.Process)
		if err := cmd.Wait(); err == nil {
			break
		}
		if killed++; killed > len(kills) {
			t.Fatalf("the child ended with an error that is not of a kill")
		}
	}
	p.open(t)
	seen := map[string]string{}
	for _, f := range p.files(t) {
		a, err := read.File(filepath.Base(f), p.content(t, f))
		if err != nil || !strings.HasPrefix(a.URL, s.URL+"/p") {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if other, ok := seen[a.URL]; ok {
			t.Errorf("%s and %s are the same", f, other)
		}
		seen[a.URL] = f
	}
	if len(seen) != pages || killed == 0 {
		t.Errorf("%d of %d pages after %d kills", len(seen), pages, killed)
	}
	t.Logf("%d pages, %d kills, %d requests", len(seen), killed, asked.Load())
}
