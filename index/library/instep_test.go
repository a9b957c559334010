package library

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/errata"
)

// TestInStep brings an index on disk in step with a folder in one process after another,
// each of which passes over what the one before it has noted, or does not.
func TestInStep(t *testing.T) {
	t.Parallel()
	dir, at := t.TempDir(), t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(path(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	step := InStep{Path: filepath.Join(at, "INSTEP"), Day: knowledge.Date{Year: 2026, Month: 12, Day: 1}}
	// process reports whether the index was in step, and the texts of what was refused.
	process := func() (held bool, refused []string) {
		t.Helper()
		x, err := index.Open(filepath.Join(at, "index"), index.Options{Lexicon: lex, Folder: dir, Today: func() knowledge.Date { return step.Day }})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		files := newCorpus(t, dir)
		l, err := files.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if held = step.Holds(x, l); held {
			for _, r := range x.Problems() {
				refused = append(refused, r.ID+" "+r.Err.Error())
			}
			return held, refused
		}
		source := func(ctx context.Context, yield func(corpus.File) error) error {
			return files.EachGuarded(ctx, corpus.Guard{Listing: l}, yield)
		}
		c, err := x.Sync(t.Context(), Source(source))
		if err != nil {
			t.Fatal(err)
		}
		if err := step.Note(x, files, l, c.Refused); err != nil {
			t.Fatal(err)
		}
		for _, r := range c.Refused {
			refused = append(refused, r.ID+" "+r.Err.Error())
		}
		return held, refused
	}
	rest := func() { time.Sleep(2100 * time.Millisecond) } // or the last changes are too new to be trusted

	write("a.txt", "临湖区新开工项目12个。")
	write("b.txt", "")
	write("c.jpg", "图")
	if held, _ := process(); held {
		t.Fatal("in step with what was never read")
	}
	if held, _ := process(); held {
		t.Error("in step with files that may have changed in the same tick")
	}
	rest()
	held, refused := process()
	if held || len(refused) != 2 {
		t.Fatalf("held %t, refused %q", held, refused)
	}
	if held, again := process(); !held || !slices.Equal(refused, again) {
		t.Fatalf("held %t, refused %q, at first %q", held, again, refused)
	}
	tests := []struct {
		what   string
		change func() error
	}{
		{"the next day", func() error { step.Day.Day++; return nil }},
		{"other bytes of one length under the same time", func() error {
			info, err := os.Stat(path("a.txt"))
			if err != nil {
				return err
			}
			write("a.txt", "临湖区新开工项目13个。")
			return os.Chtimes(path("a.txt"), info.ModTime(), info.ModTime())
		}},
		{"a new file", func() error { write("d.txt", "临湖区绿道长8公里。"); return nil }},
		{"another name", func() error { return os.Rename(path("d.txt"), path("e.txt")) }},
		{"one file less", func() error { return os.Remove(path("e.txt")) }},
		{"another picture", func() error { write("f.jpg", "图"); return nil }},
		{"corrections", func() error { write(errata.FileName, "# nothing yet\n"); return nil }},
		{"a note that is cut off", func() error { return os.Truncate(step.Path, 7) }},
		{"a note of other bytes", func() error { return os.WriteFile(step.Path, bytes.Repeat([]byte{1}, 32), 0o600) }},
		{"no note", func() error { return os.Remove(step.Path) }},
	}
	for _, tt := range tests {
		if err := tt.change(); err != nil {
			t.Fatal(err)
		}
		if held, _ := process(); held {
			t.Errorf("%s: still in step", tt.what)
		}
		if held, _ := process(); !held { // the folder has changed
			rest()
			process()
			if held, _ = process(); !held {
				t.Errorf("%s: not in step two processes later", tt.what)
			}
		}
	}
}
