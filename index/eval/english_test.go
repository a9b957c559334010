package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/library"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// englishCase is a line of testdata/english.txt.
type englishCase struct {
	half, district, question string
	words                    []string
}

func readEnglish(t *testing.T) (out []englishCase) {
	t.Helper()
	raw, err := os.ReadFile("testdata/english.txt")
	if err != nil {
		t.Fatal(err)
	}
	half := ""
	for line := range strings.Lines(string(raw)) {
		if h, ok := strings.CutPrefix(line, "== "); ok {
			half = strings.TrimSpace(h)
			continue
		}
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 4 {
			t.Fatalf("%q has %d fields, want 4", line, len(f))
		}
		out = append(out, englishCase{half, strings.TrimSpace(f[0]), strings.TrimSpace(f[1]), strings.Fields(f[2])})
	}
	return out
}

// missing returns the words of c that a question in Chinese does not have.
func (c englishCase) missing(chinese string) (out []string) {
	for _, w := range c.words {
		not := strings.HasPrefix(w, "!")
		has := slices.ContainsFunc(strings.Split(strings.TrimPrefix(w, "!"), "/"), func(s string) bool { return strings.Contains(chinese, s) })
		if has == not {
			out = append(out, w)
		}
	}
	return out
}

// minEnglish is the number of questions that must be translated with all their words,
// for the half that the lexicon was made with and for the other half.
const minEnglish = .9

// TestEnglish translates questions in English into Chinese, with the releases that
// they are about.
func TestEnglish(t *testing.T) {
	indexes := map[string]*index.Index{}
	right, all := map[string]int{}, map[string]int{}
	var report strings.Builder
	for _, c := range readEnglish(t) {
		x := indexes[c.district]
		if x == nil {
			x = indexOf(t, c.district)
			indexes[c.district] = x
		}
		chinese, _, english := x.Correct(c.question)
		missing := c.missing(chinese)
		if all[c.half]++; english && len(missing) == 0 {
			right[c.half]++
			continue
		}
		fmt.Fprintf(&report, "%s: %s\n\t%s, without %s\n", c.district, c.question, chinese, strings.Join(missing, " "))
	}
	for half, n := range all {
		t.Logf("%s: %d of %d", half, right[half], n)
		if float64(right[half]) < minEnglish*float64(n) {
			t.Errorf("%s: %d of %d questions have all of their words, want %.0f%%", half, right[half], n, 100*minEnglish)
		}
	}
	t.Logf("not:\n%s", &report)
}

// indexOf returns an index of the releases of a district of the test data, or of the
// built-in ones for "-".
func indexOf(t *testing.T, district string) *index.Index {
	t.Helper()
	files := []string{}
	for _, kind := range []string{"press", "rounds"} {
		if dir := filepath.Join("testdata", kind, district, "releases"); district != "-" {
			if _, err := os.Stat(dir); err == nil {
				files = append(files, dir)
			}
		}
	}
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	c := corpus.FromFS(releases.FS())
	if len(files) > 0 {
		if c, err = corpus.Open(files...); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = c.Close() })
	if _, err := x.Sync(t.Context(), library.Source(c.Each)); err != nil {
		t.Fatal(err)
	}
	return x
}
