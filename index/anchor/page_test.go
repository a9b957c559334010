package anchor

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/index/facts"
	"beilun/index/library"
	"beilun/knowledge/corpus"
)

// TestPage has the index fill in the pages of releases, in memory, on disk, opened again
// and after a change, and under another address of the site.
func TestPage(t *testing.T) {
	t.Parallel()
	const site = "https://beilun.example"
	dir := filepath.Join(t.TempDir(), "index")
	open := func(dir, site string) *index.Index {
		t.Helper()
		opts := index.Options{Site: &index.Site{Base: site}}
		x, err := index.InMemory(opts)
		if dir != "" {
			x, err = index.Open(dir, opts)
		}
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	check := func(when string, x *index.Index, site string) {
		t.Helper()
		id := "新 闻/a.md"
		want := ""
		if site != "" {
			want = site + Of(x, id)
		}
		held, _ := x.Held(id)
		first, _ := x.First(id)
		near, err := x.Near(t.Context(), id+"#1", 0, 9)
		if err != nil || len(near) == 0 {
			t.Fatalf("%s: %v, %v", when, near, err)
		}
		rows, err := x.Ledger(t.Context(), facts.Filter{Whole: true})
		if err != nil || len(rows) == 0 {
			t.Fatalf("%s: %v, %v", when, rows, err)
		}
		for name, r := range map[string]index.Release{"list": x.Releases()[0], "held": held, "first": first.Release, "near": near[0].Release, "row": rows[0].Passage.Release} {
			if r.Page != want || r.ID != id {
				t.Errorf("%s: %s is at %q, want %q", when, name, r.Page, want)
			}
		}
	}
	files := map[string]string{"新 闻/a.md": press}
	x := open("", site)
	fill(t, x, files)
	check("in memory", x, site)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ when, site, text string }{
		{"built", site, press},
		{"opened again", site, press},
		{"changed", site, press + "增补。\n"},
		{"at another address", "http://127.0.0.1:8790", press + "增补。\n"},
		{"without a site", "", press + "增补。\n"},
	} {
		x := open(dir, step.site)
		fs := fstest.MapFS{"新 闻/a.md": &fstest.MapFile{Data: []byte(step.text)}}
		if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(fs).Each)); err != nil {
			t.Fatal(err)
		}
		check(step.when, x, step.site)
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
