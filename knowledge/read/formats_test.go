package read

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"beilun/internal/needs"
	"beilun/knowledge"
	sheet "beilun/knowledge/read/testdata/formats/release"

	"github.com/google/go-cmp/cmp"
)

// formatFiles are the kinds of files under testdata/formats/files, and what each
// has.
var formatFiles = []struct {
	ext    string
	exact  bool      // every paragraph and heading comes out as it was written
	noURL  bool      // the file has no address
	tables tableForm // what becomes of tables
	only   []string  // the releases in this kind; nil for all
}{
	{ext: ".txt", exact: true},
	{ext: ".18.txt", tables: tablesLost},
	{ext: ".30.txt", tables: tablesLost},
	{ext: ".md", exact: true},
	{ext: ".html", exact: true},
	{ext: ".gov.html", exact: true},
	{ext: ".wechat.html", exact: true},
	{ext: ".mhtml", exact: true},
	{ext: ".docx", exact: true, noURL: true},
	{ext: ".office.docx", exact: true, noURL: true},
	{ext: ".office.doc", exact: true, noURL: true},
	{ext: ".office.rtf", exact: true, noURL: true},
	{ext: ".office.odt", exact: true, noURL: true, only: []string{"03-projects", "04-port", "05-schools"}},
	{ext: ".chromium.pdf", exact: true, noURL: true},
	{ext: ".type3.pdf", exact: true, noURL: true, only: []string{"01-new-town", "02-economy"}},
	{ext: ".office.pdf", exact: true, noURL: true},
}

// tableForm is what becomes of a table in a kind of file.
type tableForm int

const (
	tablesAsRows  tableForm = iota // a paragraph for each row, with its headings before its cells
	tablesAsCells                  // the cells one by one: the page does not say what is a table
	tablesLost                     // not in the file
)

// TestFormats reads the same releases out of a file of each kind.
func TestFormats(t *testing.T) {
	t.Parallel()
	testFormats(t, "testdata/formats/files", true)
}

// TestFormatsFresh makes the files again with the programs that are installed.
func TestFormatsFresh(t *testing.T) {
	t.Parallel()
	needs.Setting(t, "BEILUN_FORMATS_TOOLS", ".ci/run sets it, and installs Chromium and LibreOffice for all of it")
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "go", "run", "./testdata/formats", "-articles", "testdata/formats/articles.txtar", "-out", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("make the files: %v\n%s", err, out)
	} else if len(out) > 0 {
		t.Logf("%s", out)
	}
	testFormats(t, dir, false)
}

// testFormats reads all files of dir. complete says that none may be missing.
func testFormats(t *testing.T, dir string, complete bool) {
	archive, err := os.ReadFile("testdata/formats/articles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	releases, err := sheet.Load(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range formatFiles {
		t.Run(f.ext[1:], func(t *testing.T) {
			t.Parallel()
			read := 0
			for _, r := range releases {
				data, err := os.ReadFile(filepath.Join(dir, r.Name+f.ext))
				if errors.Is(err, os.ErrNotExist) && (!complete || f.only != nil && !strings.Contains(strings.Join(f.only, " "), r.Name)) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				read++
				a, err := File(r.Name+f.ext, data)
				if err != nil {
					t.Errorf("%s: %v", r.Name, err)
					continue
				}
				if f.noURL {
					r.URL = ""
				}
				compare(t, a, r, f.tables, f.exact)
			}
			needs.Found(t, read > 0, "the program that makes a file of this kind: .ci/run installs Chromium and LibreOffice")
		})
	}
}

// compare compares an article with the release it was made from.
func compare(t *testing.T, a *knowledge.Article, r sheet.Release, tables tableForm, exact bool) {
	t.Helper()
	type head struct{ Title, Source, Date, URL string }
	if diff := cmp.Diff(head{r.Title, r.Source, r.Date, r.URL}, head{a.Title, a.Source, a.Date.String(), a.URL}); diff != "" {
		t.Errorf("%s: head (-want +got):\n%s", r.Name, diff)
	}
	want := wantOutline(r, tables)
	if exact {
		if diff := cmp.Diff(want, outline(a)); diff != "" {
			t.Errorf("%s: outline (-want +got):\n%s", r.Name, diff)
		}
		return
	}
	w, g := letters(want), letters(outline(a))
	common := commonLength(w, g)
	recall, precision := float64(common)/float64(len(w)), float64(common)/float64(max(1, len(g)))
	t.Logf("%s: recall %.4f, precision %.4f of %d characters", r.Name, recall, precision, len(w))
	if recall < .99 || precision < .99 {
		t.Errorf("%s: recall %.4f, precision %.4f; outline (-want +got):\n%s", r.Name, recall, precision, cmp.Diff(want, outline(a)))
	}
}

func wantOutline(r sheet.Release, tables tableForm) []string {
	var out []string
	for _, b := range r.Blocks {
		switch {
		case b.Kind == sheet.Heading:
			out = append(out, "# "+b.Text)
		case b.Kind != sheet.Table:
			out = append(out, b.Text)
		case tables == tablesAsRows:
			out = append(out, b.Sentences()...)
		case tables == tablesAsCells:
			for _, row := range b.Rows {
				out = append(out, strings.Join(row, ""))
			}
		}
	}
	return out
}

// letters returns the characters of an outline without white space and marks of
// headings, which not every format has.
func letters(outline []string) []rune {
	var b strings.Builder
	for _, l := range outline {
		b.WriteString(strings.TrimPrefix(l, "# "))
	}
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, b.String()))
}

// commonLength returns the length of the longest common subsequence of a and b.
func commonLength(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
