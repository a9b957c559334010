package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"beilun/index/facts"
	"beilun/index/query"
	"beilun/index/rank"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// publishedFile makes a release of a line of publisher, date, address and title
// and a line for each paragraph.
func publishedFile(id, data string) File {
	lines := strings.Split(strings.TrimSpace(data), "\n")
	head := strings.SplitN(lines[0], "|", 4)
	d, err := knowledge.ParseDate(head[1])
	if err != nil && head[1] != "" {
		panic(err)
	}
	return File{ID: id, Digest: data, Article: func() (*knowledge.Article, error) {
		var s knowledge.Section
		for _, text := range lines[1:] {
			p := knowledge.Paragraph{Text: text, Figures: figure.Scan(text, d)}
			for _, at := range zhtext.Sentences(text) {
				p.Sentences = append(p.Sentences, knowledge.Span{Start: at[0], End: at[1]})
			}
			s.Paragraphs = append(s.Paragraphs, p)
		}
		return &knowledge.Article{ID: id, Source: head[0], Date: d, URL: head[2], Title: head[3], Sections: []knowledge.Section{s}}, nil
	}}
}

// copyFiles reads testdata/copies.txtar.
func copyFiles(t *testing.T) (map[string]File, string) {
	t.Helper()
	a, err := txtar.ParseFile("catalog/testdata/copies.txtar")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]File{}
	for _, f := range a.Files {
		out[f.Name] = publishedFile(f.Name, string(f.Data))
	}
	return out, string(a.Comment)
}

func withFiles(t *testing.T, files ...File) *Index {
	t.Helper()
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if _, err := x.Sync(t.Context(), corpusOf(files...)); err != nil {
		t.Fatal(err)
	}
	return x
}

func sortedFiles(files map[string]File) []File {
	var out []File
	for _, id := range slices.Sorted(maps.Keys(files)) {
		out = append(out, files[id])
	}
	return out
}

// where lists hits as passage IDs, each with the releases that have it as well.
func where(hits []rank.Hit) []string {
	var out []string
	for _, h := range hits {
		s := h.Passage.ID
		for _, c := range h.Passage.Release.Also {
			s += " +" + c.ID
		}
		out = append(out, s)
	}
	return out
}

// TestCopiesAreCitedOnce adds copies and takes them away again.
func TestCopiesAreCitedOnce(t *testing.T) {
	t.Parallel()
	files, _ := copyFiles(t)
	x := withFiles(t)
	const flats, plans = "配套建设了人才公寓多少套", "三期前期工作力争年内动工"
	for _, step := range []struct {
		ids      []string
		question string
		want     []string
	}{
		{[]string{"park.pdf"}, flats, []string{"park.pdf#2"}},
		{[]string{"park.pdf", "park-reprint.md"}, flats, []string{"park-reprint.md#3 +park.pdf"}},
		{[]string{"park.pdf", "park-reprint.md"}, plans, []string{"park.pdf#4"}}, // what was cut
		{[]string{"park.html", "park.pdf", "park-reprint.md"}, flats, []string{"park.html#3 +park-reprint.md +park.pdf"}},
		{[]string{"park.html", "park.pdf", "park-reprint.md"}, plans, []string{"park.html#5 +park.pdf"}},
		{[]string{"park.html", "park-edited.md"}, flats, []string{"park-edited.md#3 +park.html"}}, // the same day: by ID
		{[]string{"park.html", "park-other-figure.md"}, flats, []string{"park-other-figure.md#3"}},
		{[]string{"park.pdf", "park-reprint.md"}, flats, []string{"park-reprint.md#3 +park.pdf"}},
		{[]string{"park-reprint.md"}, flats, []string{"park-reprint.md#3"}},
	} {
		var fs []File
		for _, id := range step.ids {
			fs = append(fs, files[id])
		}
		if _, err := x.Sync(t.Context(), corpusOf(fs...)); err != nil {
			t.Fatal(err)
		}
		hits, err := x.Search(t.Context(), query.Parse(x.Lexicon(), step.question, knowledge.Date{}), 1)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, where(hits)); diff != "" {
			t.Errorf("%v: %s (-want +got):\n%s", step.ids, step.question, diff)
		}
	}
}

// TestCopiesAreNoWitnesses looks whether copies add anything to what one of them
// says: passages, or rows of the ledger.
func TestCopiesAreNoWitnesses(t *testing.T) {
	t.Parallel()
	files, _ := copyFiles(t)
	said := func(ids ...string) (passages, figures []string) {
		var fs []File
		for _, id := range ids {
			fs = append(fs, files[id])
		}
		x := withFiles(t, fs...)
		hits, err := x.Search(t.Context(), query.Parse(x.Lexicon(), "星河软件园二期首批企业入驻，临海新区管委会下一步加快前期工作", knowledge.Date{}), 50)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := x.Ledger(t.Context(), facts.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			figures = append(figures, r.Figure.Text)
		}
		slices.Sort(figures)
		return where(hits), figures
	}
	passages, figures := said("park-edited.md")
	withCopies, rows := said("park-edited.md", "park.html", "park.pdf", "traditional.md")
	if len(withCopies) != len(passages) {
		t.Errorf("%v are found of copies, want as many as %v", withCopies, passages)
	}
	if diff := cmp.Diff(figures, rows); diff != "" {
		t.Errorf("ledger (-one +copies):\n%s", diff)
	}
	for _, p := range withCopies {
		if !strings.Contains(p, "+park.html") {
			t.Errorf("%s does not name the other release", p)
		}
	}
}

// TestEachRow compares the rows of the whole ledger with those that are read one passage
// after the other: of copies, too, whose rows are taken together.
func TestEachRow(t *testing.T) {
	t.Parallel()
	files, _ := copyFiles(t)
	var fs []File
	for _, f := range files {
		fs = append(fs, f)
	}
	x := withFiles(t, fs...)
	want, err := x.Ledger(t.Context(), facts.Filter{Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	line := func(r Row) string {
		return fmt.Sprint(r.Passage.ID, r.Figure.Span, r.Figure.Text, r.Passage.Release.Also)
	}
	var got, lines []string
	err = EachRow(t.Context(), x, func(rows []Row) {
		for _, r := range rows {
			got = append(got, line(r))
			if !slices.ContainsFunc(r.Passage.Figures, func(f knowledge.Figure) bool { return f.Span == r.Figure.Span }) || r.Passage.ID != rows[0].Passage.ID {
				t.Errorf("%s is beside a row of %s", line(r), rows[0].Passage.ID)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	also := 0
	for _, r := range want {
		lines = append(lines, line(r))
		also += len(r.Passage.Release.Also)
	}
	slices.Sort(got)
	slices.Sort(lines)
	if diff := cmp.Diff(lines, got); diff != "" || also == 0 {
		t.Errorf("%d copies; rows (-all +each):\n%s", also, diff)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := EachRow(gone, x, func([]Row) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("whoever has gone gets %v", err)
	}
}
