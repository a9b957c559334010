package index

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/index/store"
	"beilun/knowledge"
	"beilun/knowledge/read"

	blevei "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var updateFormat = flag.Bool("update-format", false, "write testdata/format/golden.txt anew, after store.FormatVersion was raised")

// TestFormat compares what is stored of the releases in testdata/format with what
// this FormatVersion stores according to golden.txt. Where they differ, an index that
// an earlier version made would be used as it is and answer otherwise than a new one.
func TestFormat(t *testing.T) {
	t.Parallel()
	text := func() string {
		x, err := InMemory(Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		syncFiles(t, x, formatFiles(t)...)
		return fmt.Sprintf("format %d\nwords %s\n%s", store.FormatVersion, x.Lexicon().Hash(), storedForm(t, x))
	}
	got := text()
	if diff := cmp.Diff(got, text()); diff != "" {
		t.Fatalf("the stored form is another one each time:\n%s", diff)
	}
	name := filepath.Join("testdata", "format", "golden.txt")
	raw, err := os.ReadFile(name)
	if err != nil && !*updateFormat {
		t.Fatal(err)
	}
	want := string(raw)
	if diff := cmp.Diff(want, got); diff == "" {
		return
	} else if *updateFormat && mayReplace(want, got) {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	} else {
		t.Errorf("%s (-golden +now):\n%s", formatAdvice(want, got), diff)
	}
}

// mayReplace reports whether a stored form may take the place of another in
// golden.txt: an index with the other one is built anew, because its version is earlier
// or its words are others.
func mayReplace(old, fresh string) bool {
	format, words := formatOf(old)
	newFormat, newWords := formatOf(fresh)
	return format < newFormat || format == newFormat && words != newWords
}

// formatAdvice says what to do about a stored form that differs from golden.txt.
func formatAdvice(old, fresh string) string {
	const update = "write golden.txt anew: go test ./index -run '^TestFormat$' -update-format"
	if mayReplace(old, fresh) {
		return "an index of the version before is built anew, as it should be; " + update
	}
	format, _ := formatOf(fresh)
	return fmt.Sprintf("what is stored of the same releases has changed, so an index of the version before must be built anew: "+
		"raise store.FormatVersion to %d and %s", format+1, update)
}

// formatOf returns the version and the words of a stored form; 0 if it has none.
func formatOf(text string) (format int, words string) {
	_, _ = fmt.Sscanf(text, "format %d\nwords %s\n", &format, &words)
	return format, words
}

func TestFormatAdvice(t *testing.T) {
	t.Parallel()
	const old = "format 13\nwords aa\nrest\n"
	for _, tt := range []struct {
		fresh string
		may   bool
	}{
		{"format 13\nwords aa\nother\n", false},
		{"format 12\nwords bb\nother\n", false},
		{"format 14\nwords aa\nother\n", true},
		{"format 13\nwords bb\nother\n", true},
	} {
		if got := mayReplace(old, tt.fresh); got != tt.may {
			t.Errorf("%q may replace it: %t", tt.fresh, got)
		}
		if raise := strings.Contains(formatAdvice(old, tt.fresh), "raise store.FormatVersion"); raise == tt.may {
			t.Errorf("%q: %s", tt.fresh, formatAdvice(old, tt.fresh))
		}
	}
	if !mayReplace("", old) {
		t.Error("a golden file that is not there cannot be written")
	}
}

// formatFiles returns the releases in testdata/format, corrections, and a file that
// is refused.
func formatFiles(t *testing.T) []File {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "format", "releases.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files := []File{errataFile("软件园 = 临湖软件园"), {ID: "z.pdf", Err: errors.New("refused")}}
	for _, f := range archive.Files {
		files = append(files, File{ID: f.Name, Digest: string(f.Data), Article: func() (*knowledge.Article, error) { return read.File(f.Name, f.Data) }})
	}
	return files
}

// storedForm returns a line for each thing that is stored in x: what it is, its size,
// and a hash of it. It reads what Bleve holds, whatever this package makes of it.
func storedForm(t *testing.T, x *Index) string {
	t.Helper()
	b := x.live.current.Bleve
	adv, err := b.Advanced()
	if err != nil {
		t.Fatal(err)
	}
	r, err := adv.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var lines []string
	line := func(what string, parts ...string) {
		all := strings.Join(parts, "\x00")
		sum := sha256.Sum256([]byte(all))
		lines = append(lines, fmt.Sprintf("%-34s %6d %x", what, len(all), sum[:8]))
	}
	for _, key := range []string{"header", "problems", "errata", "outbox"} {
		raw, err := r.GetInternal([]byte(key))
		if err != nil {
			t.Fatal(err)
		}
		line("internal "+key, string(raw))
	}
	for _, id := range documentIDs(t, r) {
		doc, err := r.Document(id)
		if err != nil {
			t.Fatal(err)
		}
		doc.VisitFields(func(f blevei.Field) { line("stored "+id+" "+f.Name(), string(f.Value())) })
	}
	fields, err := r.Fields()
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(fields)
	for _, field := range fields {
		line("terms "+field, postings(t, r, field)...)
	}
	return strings.Join(lines, "\n") + "\n"
}

// documentIDs returns the IDs of the documents in r, in order.
func documentIDs(t *testing.T, r blevei.IndexReader) (out []string) {
	t.Helper()
	all, err := r.DocIDReaderAll()
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	for {
		internal, err := all.Next()
		if err != nil {
			t.Fatal(err)
		}
		if internal == nil {
			slices.Sort(out)
			return out
		}
		id, err := r.ExternalID(internal)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, id)
	}
}

// postings returns the terms of a field and, after each, the documents that have it
// with the frequency and the norm there.
func postings(t *testing.T, r blevei.IndexReader, field string) (out []string) {
	t.Helper()
	dict, err := r.FieldDict(field)
	if err != nil {
		t.Fatal(err)
	}
	defer dict.Close()
	for {
		term, err := dict.Next()
		if err != nil {
			t.Fatal(err)
		}
		if term == nil {
			return out
		}
		found, err := r.TermFieldReader(context.Background(), []byte(term.Term), field, true, true, false)
		if err != nil {
			t.Fatal(err)
		}
		var in []string
		for {
			d, err := found.Next(nil)
			if err != nil {
				t.Fatal(err)
			}
			if d == nil {
				break
			}
			id, err := r.ExternalID(d.ID)
			if err != nil {
				t.Fatal(err)
			}
			in = append(in, fmt.Sprint(id, " ", d.Freq, " ", d.Norm))
		}
		slices.Sort(in)
		out = append(append(out, term.Term), in...)
		if err := found.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
