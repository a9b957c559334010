package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/rank"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/figure"
	"beilun/knowledge/releases"

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
	a, err := txtar.ParseFile("testdata/copies.txtar")
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

// TestAreCopies holds pairs of releases against what testdata/copies.txtar says of
// them.
func TestAreCopies(t *testing.T) {
	t.Parallel()
	files, comment := copyFiles(t)
	x := withFiles(t, sortedFiles(files)...)
	rs := x.current.catalog.Releases
	pairs := 0
	for line := range strings.Lines(comment) {
		line, ok := strings.CutPrefix(line, "# ")
		if !ok {
			continue
		}
		pair, want, _ := strings.Cut(line, ": ")
		one, two, _ := strings.Cut(pair, " ")
		a, b := rs[one], rs[two]
		r, c := a.Likeness.Resemblance(&b.Likeness)
		if a.Release.ID == "" || b.Release.ID == "" {
			t.Fatalf("no release %s or %s", one, two)
		}
		if got := areCopies(&a, &b); got != strings.HasPrefix(want, "copy") || got != areCopies(&b, &a) {
			t.Errorf("%s: copies %t; resemblance %.2f, containment %.2f, names %v %v, numbers %t", pair, got, r, c,
				a.Names, b.Names, likeness.NumbersAgree(a.Likeness.Numbers, b.Likeness.Numbers))
		}
		pairs++
	}
	if pairs < 15 {
		t.Errorf("%d pairs", pairs)
	}
}

func sortedFiles(files map[string]File) []File {
	var out []File
	for _, id := range sortedKeys(files) {
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

// TestCopiesFollow compares what is known of copies after many syncs in a random
// order with what a sync from scratch finds.
func TestCopiesFollow(t *testing.T) {
	t.Parallel()
	files, _ := copyFiles(t)
	ids := sortedKeys(files)
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 1))
		x := withFiles(t)
		var last []File
		for range 6 {
			random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
			last = nil
			for _, id := range ids[:random.IntN(len(ids)+1)] {
				last = append(last, files[id])
			}
			if _, err := x.Sync(t.Context(), corpusOf(last...)); err != nil {
				t.Fatal(err)
			}
		}
		slices.Reverse(last)
		built := withFiles(t, last...)
		compareReprints(t, fmt.Sprint("seed ", seed), built.current.reprints, x.current.reprints)
	}
}

// TestManyCopies lets a text come more often than a bucket holds, and go again.
func TestManyCopies(t *testing.T) {
	t.Parallel()
	files, _ := copyFiles(t)
	a, err := files["park.html"].Article()
	if err != nil {
		t.Fatal(err)
	}
	rec := record{Digest: "x", Passages: len(passage.Of(a)), Likeness: likeness.Of(passage.Of(a))}
	releases := func(n int) map[string]record {
		out := map[string]record{}
		for i := range n {
			r := rec
			r.Release = passage.Release{ID: fmt.Sprint(i)}
			out[r.Release.ID] = r
		}
		return out
	}
	rs := newReprints()
	for _, n := range []int{3, maxBucket, maxBucket + 1, maxBucket + 40, maxBucket, 2, 1, maxBucket + 1, 5} {
		rs.follow(releases(n))
		built := newReprints()
		built.follow(releases(n))
		want := n - 1
		if n > maxBucket {
			want = 0
		}
		if len(rs.cites) != want {
			t.Errorf("%d copies: %d are left out", n, len(rs.cites))
		}
		compareReprints(t, fmt.Sprint(n, " copies"), built, rs)
	}
}

func compareReprints(t *testing.T, name string, want, got *reprints) {
	t.Helper()
	if diff := cmp.Diff(reprintLines(want), reprintLines(got)); diff != "" {
		t.Errorf("%s (-built +followed):\n%s", name, diff)
	}
	if want.out != got.out || len(want.buckets) != len(got.buckets) || len(want.entries) != len(got.entries) {
		t.Errorf("%s: %d left out, %d buckets, %d releases; want %d, %d, %d", name,
			got.out, len(got.buckets), len(got.entries), want.out, len(want.buckets), len(want.entries))
	}
}

func reprintLines(rs *reprints) []string {
	var out []string
	for _, id := range sortedKeys(rs.places) {
		out = append(out, fmt.Sprint(id, rs.places[id]))
	}
	for _, id := range sortedKeys(rs.cites) {
		out = append(out, id+" → "+rs.cites[id])
	}
	return out
}

// TestBuiltInReleasesAreNoCopies looks at releases of several publishers on the
// same events, in words of their own and with figures that differ.
func TestBuiltInReleasesAreNoCopies(t *testing.T) {
	t.Parallel()
	x := withFiles(t)
	c := corpus.FromFS(releases.FS())
	_, err := x.Sync(t.Context(), func(ctx context.Context, yield func(File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: f.Article})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Releases()) == 0 || len(x.current.reprints.entries) != len(x.Releases()) {
		t.Errorf("%d releases, of which %d are compared", len(x.Releases()), len(x.current.reprints.entries))
	}
	for copy, cited := range x.current.reprints.cites {
		t.Errorf("%s is taken for a copy of %s", copy, cited)
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
		rows, err := x.Ledger(t.Context(), Filter{})
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
