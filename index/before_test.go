package index

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"beilun/index/catalog"
	"beilun/index/store"
	"beilun/knowledge"
	"beilun/knowledge/read"

	"github.com/blevesearch/bleve/v2"
	"github.com/google/go-cmp/cmp"
)

// openBefore unpacks testdata/before.zip, an index that a version before this one made
// with its releases. TestBefore in bot says what is in it, and makes it.
func openBefore(t *testing.T) (dir string, files []File) {
	t.Helper()
	root := t.TempDir()
	packed, err := zip.OpenReader(filepath.Join("testdata", "before.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	if err := os.CopyFS(root, packed); err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(packed, "*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(packed, name)
		if err != nil {
			t.Fatal(err)
		}
		id := path.Base(name)
		files = append(files, File{ID: id, Digest: string(data), Article: func() (*knowledge.Article, error) { return read.File(id, data) }})
	}
	return filepath.Join(root, "index"), files
}

// headerOf returns the header of the index in dir after change has changed it.
func headerOf(t *testing.T, dir string, change func(*catalog.Catalog)) (header catalog.Catalog) {
	t.Helper()
	name, _, err := store.ReadCurrent(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := bleve.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := b.GetInternal(store.HeaderKey)
	if err == nil {
		err = json.Unmarshal(raw[4:], &header) // behind its checksum
	}
	if err == nil && change != nil {
		change(&header)
		if raw, err = json.Marshal(header); err == nil {
			err = b.SetInternal(store.HeaderKey, store.Seal(raw))
		}
	}
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		_ = os.Remove(filepath.Join(dir, name, store.SumsFile)) // they are of what it was
	}
	return header
}

// setFormat makes the index in dir one of another format.
func setFormat(t *testing.T, dir string, format int) {
	t.Helper()
	headerOf(t, dir, func(c *catalog.Catalog) { c.Version = format })
}

// TestBefore opens the index of the version before, as it is and as one of a version
// before that: it answers what this version reads in the same releases, the news that
// wait in it are told once, and there are no others.
func TestBefore(t *testing.T) {
	t.Parallel()
	for _, format := range []int{0, 12} { // 0: as it is
		t.Run(fmt.Sprint(format), func(t *testing.T) {
			t.Parallel()
			dir, files := openBefore(t)
			if format != 0 {
				setFormat(t, dir, format)
			}
			again, _ := openBefore(t) // Bleve writes to what it opens
			header := headerOf(t, again, nil)
			if format != 0 {
				header.Version = format
			}
			x, err := Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			if header.Version != store.FormatVersion || header.Lexicon != x.Lexicon().Hash() {
				want = store.ErrStale.Error()
			}
			if got := x.Rebuild(); got != want {
				t.Errorf("opened: %q, want %q", got, want)
			}
			c := syncFiles(t, x, files...)
			if len(c.News) != 0 || c.Rebuilt != (want != "") {
				t.Errorf("sync: %+v", c)
			}
			lines, upTo := waiting(t, x)
			if len(lines) != 7 || !slices.Contains(lines, "= replaces 超13.24亿吨 2023-port-throughput.md <- 超12.5亿吨 2022-port-throughput.md") {
				t.Errorf("news that wait: %q", lines)
			}
			fresh, err := InMemory(Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer fresh.Close()
			syncFiles(t, fresh, files...)
			if diff := cmp.Diff(contents(t, fresh), contents(t, x)); diff != "" {
				t.Errorf("what it holds (-a new index +this one):\n%s", diff)
			}
			const question = "宁波舟山港货物吞吐量多少？"
			if diff := cmp.Diff(ids(t, fresh, question), ids(t, x, question)); diff != "" {
				t.Errorf("what it finds (-a new index +this one):\n%s", diff)
			}
			if err := x.Told(t.Context(), upTo); err != nil {
				t.Fatal(err)
			}
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			x, err = Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer x.Close()
			c = syncFiles(t, x, files...)
			if lines, _ := waiting(t, x); len(lines) != 0 || len(c.News) != 0 || len(c.Same) != len(files) {
				t.Errorf("the next time: %q, %+v", lines, c)
			}
		})
	}
}

// TestNewer opens an index that a later version made: it is refused, with both
// formats, and nothing in it changes. The later version then opens it as it was.
func TestNewer(t *testing.T) {
	t.Parallel()
	const newer = store.FormatVersion + 1
	dir := t.TempDir()
	a, b := textFile("a.md", "2024-01-10", "", "临湖软件园入驻企业60家。"), textFile("b.md", "2024-06-10", "", "临湖软件园入驻企业75家。")
	x := openFormat(t, dir, newer)
	syncFiles(t, x, a)
	syncFiles(t, x, a, b)
	before, _ := waiting(t, x)
	if err := x.Close(); err != nil || len(before) != 1 {
		t.Fatal(err, before)
	}
	name, _, err := store.ReadCurrent(dir)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, name, store.FormatFile)
	line, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for how, spoil := range map[string]func() error{
		"as it is":         func() error { return nil },
		"no format file":   func() error { return os.Remove(file) },
		"a changed digit":  func() error { return os.WriteFile(file, bytes.Replace(line, []byte("1"), []byte("9"), 1), 0o666) },
		"an earlier one":   func() error { return os.WriteFile(file, []byte("1"), 0o666) },
		"no number":        func() error { return os.WriteFile(file, bytes.Repeat([]byte("x"), 10_000), 0o666) },
		"a folder instead": func() error { return errors.Join(os.Remove(file), os.Mkdir(file, 0o777)) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		_, err := Open(dir, Options{Lexicon: testLexicon()})
		var got *store.NewerError
		if !errors.As(err, &got) || *got != (store.NewerError{Format: newer, Known: store.FormatVersion}) {
			t.Errorf("%s: %v", how, err)
		}
		if err := errors.Join(os.RemoveAll(file), os.WriteFile(file, line, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	was := filesIn(t, dir)
	if _, err := Open(dir, Options{Lexicon: testLexicon()}); err == nil {
		t.Fatal("opened")
	}
	if diff := cmp.Diff(was, filesIn(t, dir)); diff != "" {
		t.Errorf("what refusing it changed:\n%s", diff)
	}
	x = openFormat(t, dir, newer)
	if why := x.Rebuild(); why != "" {
		t.Errorf("the later version finds it %s", why)
	}
	after, _ := waiting(t, x)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("news that wait (-before +after):\n%s", diff)
	}
	x.Close()

	x = openFormat(t, dir, newer+1) // an upgrade takes it over
	if x.Rebuild() == "" {
		t.Error("a still later version uses it")
	}
	if c := syncFiles(t, x, a, b); len(c.News) != 0 {
		t.Errorf("news: %+v", c.News)
	}
	x.Close()
	if n := generations(t, dir); n != 1 {
		t.Errorf("%d generations are left", n)
	}
}

// filesIn returns the files below dir but its lock, which each process writes.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	files := os.DirFS(dir)
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "lock" {
			return err
		}
		data, err := fs.ReadFile(files, name)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
