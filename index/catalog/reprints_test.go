package catalog

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/figure"
	"beilun/knowledge/releases"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// published makes a release of a line of publisher, date, address and title and a
// line for each paragraph.
func published(id, data string) *knowledge.Article {
	lines := strings.Split(strings.TrimSpace(data), "\n")
	head := strings.SplitN(lines[0], "|", 4)
	d, err := knowledge.ParseDate(head[1])
	if err != nil && head[1] != "" {
		panic(err)
	}
	var s knowledge.Section
	for _, text := range lines[1:] {
		p := knowledge.Paragraph{Text: text, Figures: figure.Scan(text, d)}
		for _, at := range zhtext.Sentences(text) {
			p.Sentences = append(p.Sentences, knowledge.Span{Start: at[0], End: at[1]})
		}
		s.Paragraphs = append(s.Paragraphs, p)
	}
	return &knowledge.Article{ID: id, Source: head[0], Date: d, URL: head[2], Title: head[3], Sections: []knowledge.Section{s}}
}

// recordOf returns the record of a release.
func recordOf(lex *words.Lexicon, a *knowledge.Article) Record {
	r := NewRecorder(passage.ReleaseFrom(a), a.ID, lex.Binder())
	for _, p := range passage.Of(a) {
		r.Add(&p, nil)
	}
	return r.Record()
}

// copyRecords returns the records of the releases in testdata/copies.txtar, and its
// comment.
func copyRecords(t *testing.T) (map[string]Record, string) {
	t.Helper()
	a, err := txtar.ParseFile("testdata/copies.txtar")
	if err != nil {
		t.Fatal(err)
	}
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Record{}
	for _, f := range a.Files {
		out[f.Name] = recordOf(lex, published(f.Name, string(f.Data)))
	}
	return out, string(a.Comment)
}

// TestAreCopies compares pairs of releases as testdata/copies.txtar says.
func TestAreCopies(t *testing.T) {
	t.Parallel()
	rs, comment := copyRecords(t)
	pairs := 0
	for line := range strings.Lines(comment) {
		line, ok := strings.CutPrefix(line, "# ")
		if !ok {
			continue
		}
		pair, want, _ := strings.Cut(line, ": ")
		one, two, _ := strings.Cut(pair, " ")
		a, b := rs[one], rs[two]
		of, other := a.Content(), b.Content()
		r, c := of.Likeness.Resemblance(&other.Likeness)
		if a.Release.ID == "" || b.Release.ID == "" {
			t.Fatalf("no release %s or %s", one, two)
		}
		if got := areCopies(&a, &b); got != strings.HasPrefix(want, "copy") || got != areCopies(&b, &a) {
			t.Errorf("%s: copies %t; resemblance %.2f, containment %.2f, names %v %v, numbers %t", pair, got, r, c,
				of.Names, other.Names, likeness.NumbersAgree(of.Likeness.Numbers, other.Likeness.Numbers))
		}
		pairs++
	}
	if pairs < 15 {
		t.Errorf("%d pairs", pairs)
	}
}

// TestReprintsFollow compares what is known of copies after many changes in a random
// order with what is found from scratch.
func TestReprintsFollow(t *testing.T) {
	t.Parallel()
	records, _ := copyRecords(t)
	ids := slices.Sorted(maps.Keys(records))
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 1))
		followed := NewReprints()
		var last map[string]Record
		for range 6 {
			random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
			last = map[string]Record{}
			for _, id := range ids[:random.IntN(len(ids)+1)] {
				last[id] = records[id]
			}
			if random.IntN(2) == 0 {
				followed.Ready()
			}
			followed.Follow(last)
		}
		built := NewReprints()
		built.Follow(last)
		compareReprints(t, fmt.Sprint("seed ", seed), built, followed)
	}
}

// TestManyCopies adds more copies of a text than a bucket can have, and removes them.
func TestManyCopies(t *testing.T) {
	t.Parallel()
	records, _ := copyRecords(t)
	rec := records["park.html"]
	releases := func(n int) map[string]Record {
		out := map[string]Record{}
		for i := range n {
			r := rec
			r.Release = passage.Release{ID: fmt.Sprint(i)}
			out[r.Release.ID] = r
		}
		return out
	}
	rs := NewReprints()
	for _, n := range []int{3, maxBucket, maxBucket + 1, maxBucket + 40, maxBucket, 2, 1, maxBucket + 1, 5} {
		rs.Follow(releases(n))
		built := NewReprints()
		built.Follow(releases(n))
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

func compareReprints(t *testing.T, name string, want, got *Reprints) {
	t.Helper()
	want.spread()
	got.spread()
	if diff := cmp.Diff(reprintLines(want), reprintLines(got)); diff != "" {
		t.Errorf("%s (-built +followed):\n%s", name, diff)
	}
	if want.out != got.out || len(want.buckets) != len(got.buckets) || len(want.entries) != len(got.entries) {
		t.Errorf("%s: %d left out, %d buckets, %d releases; want %d, %d, %d", name,
			got.out, len(got.buckets), len(got.entries), want.out, len(want.buckets), len(want.entries))
	}
}

func reprintLines(rs *Reprints) []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(rs.places)) {
		out = append(out, fmt.Sprint(id, rs.places[id]))
	}
	for _, id := range slices.Sorted(maps.Keys(rs.cites)) {
		out = append(out, id+" → "+rs.cites[id])
	}
	return out
}

// TestBuiltInReleasesAreNoCopies looks at releases of several publishers on the
// same events, in words of their own and with figures that differ.
func TestBuiltInReleasesAreNoCopies(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]Record{}
	err = corpus.FromFS(releases.FS()).Each(t.Context(), func(f corpus.File) error {
		a, err := f.Article()
		if err == nil {
			all[f.ID] = recordOf(lex, a)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rs := NewReprints()
	if rs.Follow(all); len(all) == 0 || len(rs.entries) != len(all) {
		t.Errorf("%d releases, of which %d are compared", len(all), len(rs.entries))
	}
	for copy, cited := range rs.cites {
		t.Errorf("%s is taken for a copy of %s", copy, cited)
	}
}
