package library

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beilun/index"
)

// desk is a folder that a library follows while a test works in it as people and
// programs do.
type desk struct {
	t   *testing.T
	dir string
	l   *Library
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "releases")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	patient := quick
	patient.Confirm = 10 * time.Second // on a busy machine, too, nothing is away for so long
	l := followed(t, patient, dir)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	t.Cleanup(func() { // before the library is closed
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return &desk{t, dir, l}
}

func (d *desk) write(name, text string) { d.t.Helper(); put(d.t, d.dir, name, text) }

func (d *desk) do(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) rename(from, to string) {
	d.t.Helper()
	d.do(os.Rename(filepath.Join(d.dir, from), filepath.Join(d.dir, to)))
}

func (d *desk) remove(name string) { d.t.Helper(); d.do(os.RemoveAll(filepath.Join(d.dir, name))) }

// keeps does something and checks that a release is in the index all the time.
func (d *desk) keeps(id string, work func()) {
	d.t.Helper()
	stop, looked := make(chan struct{}), make(chan int)
	go func() {
		missed := 0
		for {
			select {
			case <-stop:
				looked <- missed
				return
			case <-time.After(time.Millisecond):
				if _, ok := d.l.index.First(id); !ok {
					missed++
				}
			}
		}
	}()
	work()
	close(stop)
	if missed := <-looked; missed > 0 {
		d.t.Errorf("%s was missing %d times", id, missed)
	}
}

// TestHabits saves, moves and removes files as programs do.
func TestHabits(t *testing.T) {
	t.Parallel()
	for name, work := range map[string]func(d *desk){
		"vim renames, writes anew and removes the old one": func(d *desk) {
			d.write("4913", "")
			d.remove("4913")
			d.write(".a.txt.swp", "b0VIM")
			d.rename("a.txt", "a.txt~")
			time.Sleep(20 * time.Millisecond)
			d.write("a.txt", "园区二期。")
			d.remove("a.txt~")
			d.remove(".a.txt.swp")
		},
		"an editor writes a temporary file and renames it": func(d *desk) {
			d.write("a.txt.tmp", "园区")
			d.write("a.txt.tmp", "园区二期。")
			d.rename("a.txt.tmp", "a.txt")
		},
		"an editor truncates and writes": func(d *desk) {
			d.write("a.txt", "")
			time.Sleep(10 * time.Millisecond)
			d.write("a.txt", "园区二期。")
		},
		"LibreOffice and Word leave locks": func(d *desk) {
			d.write(".~lock.a.txt#", ",user,host;")
			d.write("~$a.docx", "\x04user")
			d.write("a.txt", "园区二期。")
		},
		"a browser downloads": func(d *desk) {
			d.write("a.txt.crdownload", "园区")
			d.write("Unconfirmed 1.crdownload", "园区二")
			d.rename("a.txt.crdownload", "a.txt")
			d.write("a.txt", "园区二期。")
			d.remove("Unconfirmed 1.crdownload")
		},
		"cp -p brings a file of the same size and an old date": func(d *desk) {
			d.write("a.txt", "园区二期。")
			then := time.Now().Add(-72 * time.Hour)
			d.do(os.Chtimes(filepath.Join(d.dir, "a.txt"), then, then))
		},
		"the clock was ahead": func(d *desk) {
			d.write("a.txt", "园区二期。")
			then := time.Now().Add(72 * time.Hour)
			d.do(os.Chtimes(filepath.Join(d.dir, "a.txt"), then, then))
		},
		"written twice in the same moment, of the same size": func(d *desk) {
			d.write("a.txt", "园区九期。")
			d.write("a.txt", "园区二期。")
		},
		"the folder is replaced by another": func(d *desk) {
			d.do(os.Mkdir(d.dir+"-new", 0o755))
			put(d.t, d.dir+"-new", "a.txt", "园区二期。")
			d.do(os.Rename(d.dir, d.dir+"-old"))
			time.Sleep(50 * time.Millisecond)
			d.do(os.Rename(d.dir+"-new", d.dir))
		},
		"the folder is away for a while": func(d *desk) {
			d.write("a.txt", "园区二期。")
			d.do(os.Rename(d.dir, d.dir+"-away"))
			time.Sleep(300 * time.Millisecond)
			d.do(os.Mkdir(d.dir, 0o755)) // what is under a mount
			time.Sleep(300 * time.Millisecond)
			d.do(os.Remove(d.dir))
			d.do(os.Rename(d.dir+"-away", d.dir))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.write("a.txt", "园区一期。")
			await(t, d.l, map[string]string{"a.txt": "园区一期。"})
			d.keeps("a.txt", func() {
				work(d)
				await(t, d.l, map[string]string{"a.txt": "园区二期。"})
			})
			for _, p := range d.l.Problems() {
				if p.ID != "releases/" {
					t.Errorf("refused: %v", p)
				}
			}
		})
	}
}

// TestRestart restarts after files were changed, moved and removed. The old index
// answers at once.
func TestRestart(t *testing.T) {
	t.Parallel()
	dir, store := t.TempDir(), filepath.Join(t.TempDir(), "index")
	put(t, dir, "same.txt", "园区一期。")
	put(t, dir, "moved.txt", "园区二期。")
	put(t, dir, "gone.txt", "园区三期。")
	open := func() *Library {
		t.Helper()
		lex, err := lexicon()
		if err != nil {
			t.Fatal(err)
		}
		x, err := index.Open(store, index.Options{Lexicon: lex})
		if err != nil {
			t.Fatal(err)
		}
		return Open(x, newCorpus(t, dir), Options{Follow: quick})
	}
	l := open()
	if _, err := l.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "moved.txt"), filepath.Join(dir, "new.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "gone.txt")); err != nil {
		t.Fatal(err)
	}
	l = open()
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	select {
	case <-l.Ready():
	default:
		t.Error("an index that was built before is not ready")
	}
	l.follower.Complete("new.txt")
	if err := l.waitAndSync(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"same.txt": "园区一期。", "new.txt": "园区二期。", "gone.txt": "园区三期。"}
	if got := texts(t, l); len(got) != len(want) || got["new.txt"] == "" || got["gone.txt"] == "" {
		t.Errorf("after the first scan: %v, want %v", got, want)
	}
	delete(want, "gone.txt")
	if _, err := l.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	await(t, l, want)
}
