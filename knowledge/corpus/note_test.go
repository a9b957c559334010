package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beilun/knowledge/read"
)

// TestNote reads a folder once: a second process that recalls what the first noted
// opens no file, knows the digests and why a file was refused, and sees what changed.
func TestNote(t *testing.T) {
	t.Parallel()
	dir, note := t.TempDir(), filepath.Join(t.TempDir(), "FILES")
	old := time.Now().Add(-time.Hour)
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, old, old); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "临湖区新开工项目12个。")
	write("b.txt", "")
	write("c.txt", "临湖区绿道长8公里。")
	time.Sleep(racy + 100*time.Millisecond) // or their last change is too new to be trusted
	open := func(edition int) (*Corpus, error) {
		t.Helper()
		c, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c, c.Recall(note, edition)
	}
	look := func(c *Corpus) (digests map[string]string, read []string, errs map[string]error) {
		t.Helper()
		digests, errs = map[string]string{}, map[string]error{}
		err := c.Each(t.Context(), func(f File) error {
			digests[f.ID] = f.Digest
			if f.load == nil {
				read = append(read, f.ID)
			}
			_, errs[f.ID] = f.Article()
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return digests, read, errs
	}
	c, err := open(1)
	if err != nil {
		t.Fatalf("without a note: %v", err)
	}
	first, opened, _ := look(c)
	if len(opened) != 3 {
		t.Fatalf("at first %v were read", opened)
	}
	if err := c.Note(note, 1); err != nil {
		t.Fatal(err)
	}
	if c, err = open(1); err != nil {
		t.Fatal(err)
	}
	write("c.txt", "临湖区绿道长9公里。")
	second, opened, errs := look(c)
	if len(opened) != 1 || opened[0] != "c.txt" || second["a.txt"] != first["a.txt"] || second["c.txt"] == first["c.txt"] {
		t.Errorf("then %v were read: %v", opened, second)
	}
	if err := errs["b.txt"]; err == nil || err.Error() != read.ErrEmpty.Error() || errs["a.txt"] != nil {
		t.Errorf("refused: %v", errs)
	}
	for name, edition := range map[string]int{"another edition": 2, "damaged": 1} {
		if name == "damaged" {
			data, err := os.ReadFile(note)
			if err != nil {
				t.Fatal(err)
			}
			data[len(data)/2] ^= 1
			if err := os.WriteFile(note, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		c, err := open(edition)
		if !errors.Is(err, errNote) {
			t.Errorf("%s: %v", name, err)
		}
		if _, opened, _ := look(c); len(opened) != 3 {
			t.Errorf("%s: %v were read", name, opened)
		}
	}
}

func FuzzRecall(f *testing.F) {
	f.Add([]byte("\x02\x02\x02"))
	c := &Corpus{roots: []root{{path: "x"}}}
	c.memory.files = map[string]remembered{"a": {trusted: true, digest: digest(nil)}}
	data, _ := c.note(1)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = (&Corpus{roots: []root{{path: "x"}}}).recall(data, 1)
	})
}
