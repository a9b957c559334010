package answer

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/query"
	"beilun/internal/needs"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// districtOf indexes the releases of a folder of testdata/districts.
func districtOf(t testing.TB, dir string) *index.Index {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	c := corpus.FromFS(os.DirFS(dir))
	_, err = x.Sync(t.Context(), func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			if f.ID == "questions.txt" {
				return nil
			}
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestDistricts asks of districts that no rule was made for, in every style, and
// about what their releases do not say. A row is a style, a question, and what is
// answered, - for a decline; a question behind >> follows the one before it. The
// styles that begin with ~ are known to go wrong. A quotation answers what its
// passage says, and claims nothing where nothing is to be claimed.
func TestDistricts(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("testdata/districts/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal(dirs, err)
	}
	for i, dir := range dirs {
		if needs.Part(t) && i%3 != 0 {
			continue
		}
		a := New(districtOf(t, dir), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 7, Day: 1} }})
		for _, row := range table(t, strings.TrimPrefix(dir, "testdata/")+"/questions.txt") {
			var ans *Answer
			for _, q := range strings.Split(row[1], ">>") {
				if ans, err = a.Follow(t.Context(), q, ans); err != nil {
					t.Fatal(err)
				}
			}
			got := "refused, " + string(ans.Reason)
			if ans.Claim != nil {
				got = ans.Claim.Text + " from " + ans.Claim.Hit.Passage.ID
			}
			if ans.Quoted != nil {
				got = "quoted, " + ans.Quoted.Text
			}
			if style, known := strings.CutPrefix(row[0], "~"); known == answered(ans, row[2]) {
				t.Errorf("%s: %s: %s: got %s, want %s (known to go wrong: %v)", filepath.Base(dir), style, row[1], got, row[2], known)
			}
		}
	}
}

// answered reports whether ans is what a row wants: a decline, one of the texts
// between /, or all of the items between +.
func answered(ans *Answer, want string) bool {
	const around = 12 // bytes beside a figure: 超, 以上
	if ans.Quoted != nil && want != "-" {
		return holdsAny(squeeze(ans.Quoted.Text), want)
	}
	if ans.Claim == nil || want == "-" {
		return ans.Claim == nil && want == "-"
	}
	got := squeeze(ans.Claim.Text)
	for one := range strings.SplitSeq(want, "/") {
		all := true
		for item := range strings.SplitSeq(one, "+") {
			all = all && strings.Contains(got, item)
		}
		if all && (!ans.Query.Want.IsFigure() || ans.Query.Relation != query.Single || len(got) <= len(one)+around) {
			return true
		}
	}
	return false
}

// holdsAny reports whether text holds one of the texts between / of want, or all of
// the items between +.
func holdsAny(text, want string) bool {
	for one := range strings.SplitSeq(want, "/") {
		all := true
		for item := range strings.SplitSeq(one, "+") {
			all = all && strings.Contains(text, item)
		}
		if all {
			return true
		}
	}
	return false
}
