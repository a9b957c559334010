package answer

import (
	"bufio"
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/golden.txt anew")

// builtIn indexes the built-in releases.
func builtIn(t testing.TB) *index.Index {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := corpus.FromFS(releases.FS())
	_, err = x.Sync(context.Background(), func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// verdict writes what is answered: the claim and its release, what is beside it, or
// the reason for a no; then the first passages.
func verdict(a *Answer) string {
	var out []string
	if c := a.Claim; c != nil {
		out = append(out, c.Text+" ["+c.Hit.Passage.Release.ID+"]")
		for _, o := range a.Others {
			out = append(out, string(o.Relation)+" "+o.Text+" ["+o.Hit.Passage.Release.ID+"]")
		}
		for _, c := range a.Checked {
			out = append(out, string(c.Verdict))
		}
	} else {
		out = append(out, "- "+string(a.Reason))
		for _, q := range a.Suggestions {
			out = append(out, "try "+q)
		}
	}
	for i, h := range a.Passages {
		if i == 2 {
			break
		}
		out = append(out, h.Passage.ID)
	}
	return strings.Join(out, "\n    ")
}

// TestGolden makes every change of ranks and verdicts a readable difference.
func TestGolden(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 3, Day: 1} }})
	f, err := os.Open("testdata/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got strings.Builder
	answered, declined := 0, 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		q := sc.Text()
		if q == "" || strings.HasPrefix(q, "#") {
			continue
		}
		ans, err := a.Answer(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if ans.Claim != nil {
			answered++
		} else {
			declined++
		}
		got.WriteString(q + "\n    " + verdict(ans) + "\n")
	}
	if answered == 0 || declined == 0 {
		t.Errorf("%d answered, %d declined", answered, declined)
	}
	const name = "testdata/golden.txt"
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("ranks and verdicts (-want +got):\n%s", diff)
	}
}
