package changes

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/ledger"
	"beilun/knowledge/releases"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// indexOf indexes the releases of a file system.
func indexOf(t *testing.T, files fs.FS) *index.Index {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	c := corpus.FromFS(files)
	_, err = x.Sync(t.Context(), func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: f.Article})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// day returns a day of a test.
func day(t *testing.T, s string) knowledge.Date {
	t.Helper()
	d, err := knowledge.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// said writes a figure and its release.
func said(r index.Row) string { return r.Figure.Text + " " + r.Passage.Release.ID }

func changeLine(c Change) string {
	s := fmt.Sprintf("%s %s %s", c.Kind, c.Day, said(c.Row))
	if c.Before != nil {
		s += " <- " + said(*c.Before)
	}
	return s
}

func conflictLine(c Conflict) string {
	var rows []string
	for _, r := range c.Rows {
		rows = append(rows, said(r))
	}
	return "conflict " + c.Subject + " " + c.Metric + ": " + strings.Join(rows, ", ")
}

// TestChanges plays the histories of testdata/changes.txtar. A line of one is a release,
// "DATE ID TEXT" with - for no date; or what is wanted: "since DAY" and the changes behind
// it, or a conflict.
func TestChanges(t *testing.T) {
	t.Parallel()
	ar, err := txtar.ParseFile("testdata/changes.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			files, since, want := fstest.MapFS{}, "", []string{}
			for l := range strings.Lines(string(f.Data)) {
				l = strings.TrimSpace(l)
				first, rest, _ := strings.Cut(l, " ")
				if k := Kind(first); slices.Contains(Kinds[:], k) || first == "conflict" {
					want = append(want, l)
					continue
				}
				if first == "since" {
					since = rest
					continue
				}
				id, text, ok := strings.Cut(rest, " ")
				if !ok {
					continue
				}
				head := ""
				if first != "-" {
					head = "---\ndate: " + first + "\n---\n"
				}
				files[id+".md"] = &fstest.MapFile{Data: []byte(head + strings.ReplaceAll(text, " ", "\n\n") + "\n")}
			}
			x := indexOf(t, files)
			entries := entriesOf(t, x)
			found := Of(entries, day(t, since), Options{})
			got := []string{}
			for _, c := range found.Changes {
				got = append(got, strings.ReplaceAll(changeLine(c), ".md", ""))
			}
			for _, c := range ConflictsOf(entries) {
				got = append(got, strings.ReplaceAll(conflictLine(c), ".md", ""))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if found.Counts.Total() != len(found.Changes) || found.Left != 0 {
				t.Errorf("%+v, %d left of %d", found.Counts, found.Left, len(found.Changes))
			}
		})
	}
}

// entriesOf returns the entries of the whole ledger.
func entriesOf(t *testing.T, x *index.Index) []index.Entry {
	t.Helper()
	rows, err := x.Ledger(t.Context(), facts.Filter{Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Entries(rows)
}

// TestBuiltIn finds what the built-in releases changed.
func TestBuiltIn(t *testing.T) {
	t.Parallel()
	x := indexOf(t, releases.FS())
	if got := x.Releases()[0].Date.String(); got < "2026-01-05" {
		t.Errorf("the newest release is of %s", got)
	}
	entries := entriesOf(t, x)
	all := Of(entries, day(t, "2000-01-01"), Options{Most: 10_000})
	want := map[string]bool{
		"changed 2024-09-29 4.4亿元 2024-09-29-geely-headquarters-start.md <- 3.6亿元 2024-03-11-geely-headquarters-land.md":                  true,
		"conflicting 2024-12-31 5.5亿元 2024-12-31-orient-institute-start-people.md <- 近4.5亿元 2024-12-29-orient-institute-office-notice.md": true,
		"changed 2022-02 2382.50亿元 2022-02-beilun-statistics-2021.md <- 1146.46亿元 2019-09-16-two-cities-strategy.md":                      true,
	}
	for _, c := range all.Changes {
		delete(want, changeLine(c))
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
	if c := all.Counts; c.New < 200 || c.Changed > 20 || c.Conflicting != 1 || all.Left != 0 {
		t.Errorf("%+v", c)
	}
	// Of too many, the new ones are left out, the oldest first.
	few := Of(entries, day(t, "2000-01-01"), Options{Most: 40})
	if few.Counts != all.Counts || len(few.Changes) != 40 || few.Left != all.Counts.Total()-40 {
		t.Errorf("%d, %d left, %+v", len(few.Changes), few.Left, few.Counts)
	}
	kept := 0
	for i, c := range few.Changes {
		if c.Kind != New {
			kept++
		}
		if i > 0 && c.Day.Compare(few.Changes[i-1].Day) > 0 {
			t.Errorf("%s is behind %s", changeLine(c), changeLine(few.Changes[i-1]))
		}
	}
	if kept != all.Counts.Total()-all.Counts.New {
		t.Errorf("%d that are not new are kept of %+v", kept, all.Counts)
	}
	if none := Of(entries, day(t, "2024-01-01"), Options{Until: day(t, "2023-12-31")}); len(none.Changes) != 0 {
		t.Errorf("%d changes in no time", len(none.Changes))
	}
	conflicts := ConflictsOf(entries)
	if len(conflicts) != 1 || len(conflicts[0].Rows) != 2 || conflicts[0].Metric != "总投资" {
		t.Errorf("%+v", conflicts)
	}
}

func TestTally(t *testing.T) {
	t.Parallel()
	x := indexOf(t, releases.FS())
	rows, err := x.Ledger(t.Context(), facts.Filter{Subject: "梅山", Whole: true})
	if err != nil || len(rows) < 2 {
		t.Fatal(len(rows), err)
	}
	right := *rows[0].Figure
	right.Binding.State = knowledge.Corrected
	got := Tally([]facts.News{
		{Kind: facts.Fresh, Row: rows[0]}, {Kind: facts.Replaces, Row: rows[0], Before: &rows[1]}, {Kind: facts.Contradicts, Row: rows[0], Before: &rows[1]},
		{Kind: facts.Replaces, Row: index.Row{Figure: &right}, Before: &rows[1]}, {Kind: facts.Fresh, Row: rows[1]},
	})
	if want := (Counts{New: 2, Changed: 1, Conflicting: 1, Corrected: 1}); got != want {
		t.Errorf("%+v", got)
	}
}
